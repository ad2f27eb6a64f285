"""What happens to a running OPP: evaluating, ending, and what is in ROD."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from leerlingen import services
from leerlingen.forms.opp import EindeForm, EvaluatieForm, RodForm
from leerlingen.models import Opp
from leerlingen.oppklok import evaluatieklok
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.views.opp import haal_opp
from swv.formulieren import door_en_op, gepost, met_versie, probeer
from swv.formulierpagina import Formulierpagina, toon
from swv.klok import vandaag
from swv.permissions import vereist
from swv.termijnen import datum

EERDER = "Een collega heeft dit intussen gewijzigd. Bewaart u opnieuw, dan geldt wat u typte."


def opp_pagina(opp: Opp, titel: str, knop: str, uitleg: str = "", *, gevaar: bool = False) -> Formulierpagina:
    """The page of one small form about an OPP."""
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("leerlingen:opp", args=[opp.sleutel]),
        terug_naam=f"OPP van {opp.leerling.korte_naam}",
        sub=f"{opp.leerling.naam} · {opp.school.naam}",
        uitleg=uitleg,
        gevaar=gevaar,
    )


@vereist("opp.opstellen")
def opp_evalueren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record the yearly evaluation."""
    opp = haal_opp(request, sleutel)
    eis_mag_opstellen(request.user, opp)  # type: ignore[arg-type]
    form = EvaluatieForm(gepost(request), initial={"datum": vandaag()})
    if versie := probeer(
        form,
        lambda: services.opp_evalueren(
            opp=opp, sleutel=form.cleaned_data["sleutel"], **door_en_op(request), **form.antwoorden
        ),
    ):
        volgende = versie.volgende_evaluatie
        tot = f" De volgende is uiterlijk {datum(volgende)}." if volgende else ""
        messages.success(request, f"De evaluatie is vastgelegd.{tot}")
        return redirect("leerlingen:opp", sleutel)
    pagina = opp_pagina(opp, "OPP evalueren", "Evaluatie vastleggen", _uitleg_evaluatie())
    return toon(request, pagina, form)


def _uitleg_evaluatie() -> str:
    """Until when the next one has time, if this one is recorded today."""
    klok = evaluatieklok(vandaag(), "evaluatie")
    zin = "U evalueert het OPP ten minste een keer per schooljaar, met de ouders en de leerling."
    return f"{zin} Daarna is de volgende uiterlijk {datum(klok.termijn.uiterste_datum)}." if klok else zin


@vereist("opp.opstellen")
def opp_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """End a running OPP."""
    opp = haal_opp(request, sleutel)
    eis_mag_opstellen(request.user, opp)  # type: ignore[arg-type]
    form = EindeForm(gepost(request), initial={"datum": vandaag()})
    if probeer(form, lambda: services.opp_beeindigen(opp=opp, **door_en_op(request), **form.antwoorden)):
        messages.success(request, "Het OPP is beëindigd. Leg de einddatum ook vast in ROD.")
        return redirect("leerlingen:opp", sleutel)
    uitleg = "Het OPP en alle versies blijven te lezen. Weer beginnen kan met een nieuw OPP."
    return toon(request, opp_pagina(opp, "OPP beëindigen", "OPP beëindigen", uitleg, gevaar=True), form)


@vereist("opp.opstellen")
def opp_rod_vastleggen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What is in ROD of this OPP."""
    opp = haal_opp(request, sleutel)
    eis_mag_opstellen(request.user, opp)  # type: ignore[arg-type]
    form = RodForm(gepost(request), initial=_rod_begin(opp))
    if probeer(form, lambda: _leg_rod_vast(request, opp, form)):
        messages.success(request, "Wat in ROD staat, is bijgewerkt.")
        return redirect("leerlingen:opp", sleutel)
    uitleg = (
        "In ROD legt de school alleen de begin- en einddatum van een OPP vast. Neem hier over wat daar staat."
    )
    return toon(request, opp_pagina(opp, "Vastgelegd in ROD", "Bewaren", uitleg), form)


def _leg_rod_vast(request: HttpRequest, opp: Opp, form: RodForm) -> Opp | None:
    """Record it, or say that a colleague was first and let the form carry the present version."""
    try:
        return services.rod_vastleggen(
            opp=opp, versie=form.cleaned_data["versie"], **door_en_op(request), **form.antwoorden
        )
    except services.Verouderd as fout:
        met_versie(form, fout.huidige_versie)
        form.add_error(None, EERDER)
    return None


def _rod_begin(opp: Opp) -> dict[str, Any]:
    """What is recorded; not yet in ROD: the dates that belong there, to confirm."""
    nog_niet = opp.rod_gemeld_op is None
    return {
        "gemeld_op": vandaag() if nog_niet else opp.rod_gemeld_op,
        "begin": opp.ingang if nog_niet else opp.rod_begin,
        "einde": opp.rod_einde or opp.einde,
        "versie": opp.versie,
    }
