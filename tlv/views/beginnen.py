"""Beginning a request for one pupil: what to ask for, and which date is promised."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leerlingen.models import Inschrijving, Leerling
from swv.formulieren import gepost, probeer
from swv.klok import nu, vandaag
from swv.models import School
from swv.permissions import NietToegestaan, haal, vereist
from tlv import services, vragen
from tlv.beslisdatum import beloofde_klok
from tlv.forms_aanvraag import SoortForm
from tlv.keuzehulp import Uitkomst
from tlv.keuzehulp import uitkomst as keuzehulp_uitkomst
from tlv.models import Aanvraag
from tlv.permissions import scholen_met
from tlv.selectors.lopend import lopend_van_school
from tlv.views import keuzehulp


@vereist("tlv.aanvragen")
def beginnen(request: HttpRequest, leerling: UUID) -> HttpResponse:
    """Choose what to ask for one pupil; shows the promised date of each choice."""
    rij: Leerling = haal(Leerling.objects.all(), request, leerling)
    scholen = scholen_met(request.user, "tlv.aanvragen")  # type: ignore[arg-type]
    inschrijving = Inschrijving.objects.lopend(vandaag(), list(scholen)).filter(leerling=rij).first()
    if inschrijving is None:
        raise NietToegestaan(
            "Deze leerling staat op dit moment niet bij uw school aangemeld of ingeschreven."
        )
    soorten = vragen.soorten(vandaag())
    hulp = keuzehulp.onthouden(request, rij)
    uitkomst = keuzehulp_uitkomst(hulp["keuzes"])
    lopend = lopend_van_school(rij, [inschrijving.school_id])
    bezet = {eerder.soort for eerder in lopend}
    vrij = [soort for soort in soorten if soort not in bezet]
    # What is posted is judged by the service: the same form sent twice leads to the same concept.
    form = SoortForm(
        gepost(request),
        soorten=soorten if request.method == "POST" else vrij,
        initial=_begin_met(uitkomst),
    )
    if aanvraag := probeer(form, lambda: _begin(request, rij, inschrijving.school, form, hulp)):
        keuzehulp.vergeet(request)
        return redirect("tlv:aanvraag", aanvraag.sleutel)
    beloften = [(s.label, klok) for s in soorten if (klok := beloofde_klok(s, vandaag()))]
    context = {
        "form": form,
        "leerling": rij,
        "school": inschrijving.school,
        "beloften": beloften,
        "lopend": lopend,
        "vrij": vrij,
        "uitkomst": uitkomst,
    }
    return render(request, "tlv/aanvraag_beginnen.html", context, status=422 if form.errors else 200)


def _begin_met(uitkomst: Uitkomst | None) -> dict[str, str]:
    """What the keuzehulp already knows is chosen."""
    if uitkomst is None or not uitkomst.nodig:
        return {}
    return {"soort": uitkomst.soort, "aanleiding": uitkomst.aanleiding}


def _begin(
    request: HttpRequest, leerling: Leerling, school: School, form: SoortForm, hulp: dict[str, Any]
) -> Aanvraag:
    """Begin the concept, with the outcome of the keuzehulp when it was used."""
    begin: dict[str, Any] = {
        "leerling": leerling,
        "school": school,
        "soort": form.cleaned_data["soort"],
        "aanleiding": form.cleaned_data["aanleiding"],
        "door": request.user,
        "op": nu(),
    }
    if hulp["keuzes"]:
        return services.aanvraag_beginnen_na_keuzehulp(
            keuzes=hulp["keuzes"], bevestigd=hulp["bevestigd"], **begin
        )
    return services.aanvraag_beginnen(**begin)
