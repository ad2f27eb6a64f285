"""What happens to a running OPP: evaluating, ending, and what is in ROD."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leerlingen import services
from leerlingen.forms.opp import EindeForm, EvaluatieForm, RodForm
from leerlingen.models import Opp
from leerlingen.oppklok import evaluatieklok
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.views.dossier import met_nieuwe_versie
from leerlingen.views.formulier import gepost
from leerlingen.views.opp import haal_opp
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, vereist
from swv.termijnen import datum


def toon_formulier(
    request: HttpRequest,
    opp: Opp,
    form: Any,
    *,
    titel: str,
    knop: str,
    uitleg: str = "",
    gevaar: bool = False,
) -> HttpResponse:
    """The page of one small form about an OPP: 422 when it has errors."""
    context = {
        "titel": titel,
        "knop": knop,
        "uitleg": uitleg,
        "gevaar": gevaar,
        "opp": opp,
        "form": form,
        "verschillen": [],
    }
    return render(request, "leerlingen/opp_formulier.html", context, status=422 if form.errors else 200)


@vereist("opp.opstellen")
def opp_evalueren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record the yearly evaluation."""
    opp = haal_opp(request, sleutel)
    eis_mag_opstellen(request.user, opp)  # type: ignore[arg-type]
    form = EvaluatieForm(gepost(request), initial={"datum": vandaag()})
    if request.method == "POST" and form.is_valid():
        try:
            versie = services.opp_evalueren(
                opp=opp, sleutel=form.cleaned_data["sleutel"], door=request.user, op=nu(), **form.velden
            )
        except NietToegestaan as fout:
            form.add_error(None, fout.reden)
        else:
            tot = (
                f" De volgende is uiterlijk {datum(versie.volgende_evaluatie)}."
                if versie.volgende_evaluatie
                else ""
            )
            messages.success(request, f"De evaluatie is vastgelegd.{tot}")
            return redirect("leerlingen:opp", sleutel)
    return toon_formulier(
        request,
        opp,
        form,
        titel="OPP evalueren",
        knop="Evaluatie vastleggen",
        uitleg=_uitleg_evaluatie(),
    )


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
    if request.method == "POST" and form.is_valid():
        try:
            services.opp_beeindigen(opp=opp, door=request.user, op=nu(), **form.velden)
        except NietToegestaan as fout:
            form.add_error(None, fout.reden)
        else:
            messages.success(request, "Het OPP is beëindigd. Leg de einddatum ook vast in ROD.")
            return redirect("leerlingen:opp", sleutel)
    return toon_formulier(
        request,
        opp,
        form,
        titel="OPP beëindigen",
        knop="OPP beëindigen",
        uitleg="Het OPP en alle versies blijven te lezen. Weer beginnen kan met een nieuw OPP.",
        gevaar=True,
    )


@vereist("opp.opstellen")
def opp_rod_vastleggen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What is in ROD of this OPP."""
    opp = haal_opp(request, sleutel)
    eis_mag_opstellen(request.user, opp)  # type: ignore[arg-type]
    form = RodForm(gepost(request), initial=_rod_begin(opp))
    if request.method == "POST" and form.is_valid():
        try:
            services.rod_vastleggen(
                opp=opp, versie=form.cleaned_data["versie"], door=request.user, op=nu(), **form.velden
            )
        except services.Verouderd as fout:
            met_nieuwe_versie(form, fout.actueel.versie)
            form.add_error(
                None, "Een collega heeft dit intussen gewijzigd. Bewaart u opnieuw, dan geldt wat u typte."
            )
        except NietToegestaan as fout:
            form.add_error(None, fout.reden)
        else:
            messages.success(request, "Wat in ROD staat, is bijgewerkt.")
            return redirect("leerlingen:opp", sleutel)
    return toon_formulier(
        request,
        opp,
        form,
        titel="Vastgelegd in ROD",
        knop="Bewaren",
        uitleg="In ROD legt de school alleen de begin- en einddatum van een OPP vast. Neem hier over wat daar staat.",
    )


def _rod_begin(opp: Opp) -> dict[str, Any]:
    """What is recorded; not yet in ROD: the dates that belong there, to confirm."""
    nog_niet = opp.rod_gemeld_op is None
    return {
        "gemeld_op": vandaag() if nog_niet else opp.rod_gemeld_op,
        "begin": opp.ingang if nog_niet else opp.rod_begin,
        "einde": opp.rod_einde or opp.einde,
        "versie": opp.versie,
    }
