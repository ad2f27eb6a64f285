"""The TLV's that end with this school year: invite the schools in one go, with preview and result per row."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from swv import inzage
from swv.enums import Inzagesoort, Onderwijssoort
from swv.formulieren import gepost
from swv.formulierpagina import Formulierpagina
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, haal, vereist
from swv.termijnen import einde_schooljaar
from tlv import services
from tlv.forms_herbeoordeling import UitnodigenForm, VervolgForm
from tlv.models import BekendeVerklaringen, Toelaatbaarheidsverklaring, Vervolgafspraak
from tlv.notifications import HERBEOORDELING_TEKST
from tlv.selectors.aflopend import Aflopend, aflopende_rijen, uitnodigen_vanaf
from tlv.selectors.plaatsing import mogelijke_scholen
from tlv.views.formulierpagina import toon_of_doe


@vereist("tlv.beoordelen")
def aflopend(request: HttpRequest) -> HttpResponse:
    """Choose, look at what will be sent, send; then per row what became of it."""
    rijen = aflopende_rijen(vandaag())
    inzage.noteer(request, [rij.verklaring.leerling.sleutel for rij in rijen], Inzagesoort.LIJST)
    form = UitnodigenForm(gepost(request), sleutels=[str(rij.verklaring.sleutel) for rij in rijen])
    context: dict[str, Any] = {
        "rijen": rijen,
        "form": form,
        "einde": einde_schooljaar(vandaag()),
        "vanaf": uitnodigen_vanaf(vandaag()),
        "kan_nu": vandaag() >= uitnodigen_vanaf(vandaag()),
        "te_kiezen": any(not rij.reden for rij in rijen),
        "bericht": HERBEOORDELING_TEKST,
        "voorbeeld": [],
        "uitkomsten": [],
    }
    if request.method == "POST" and form.is_valid():
        context |= _verder(request, form, rijen)
    return render(request, "tlv/aflopend_lijst.html", context, status=422 if form.errors else 200)


def _verder(request: HttpRequest, form: UitnodigenForm, rijen: list[Aflopend]) -> dict[str, Any]:
    """The preview, or with "versturen" the result."""
    gekozen = form.cleaned_data["gekozen"]
    if "versturen" not in request.POST:
        return {"voorbeeld": [rij for rij in rijen if str(rij.verklaring.sleutel) in gekozen]}
    try:
        uitkomsten = services.herbeoordeling_uitnodigen(
            sleutels=gekozen,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )
    except NietToegestaan as fout:
        form.add_error(None, fout.reden)
        return {}
    return {"uitkomsten": uitkomsten}


@vereist("tlv.beoordelen")
def vervolg(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record with which regular school a young child is meant to go on."""
    rij: Toelaatbaarheidsverklaring = haal(BekendeVerklaringen(), request, sleutel)
    eerder = Vervolgafspraak.objects.filter(verklaring=rij).first()
    begin = (
        {naam: getattr(eerder, naam) for naam in ("beoogde_school", "besproken_per", "afspraak")}
        if eerder
        else {}
    )
    scholen = mogelijke_scholen().filter(onderwijssoort=Onderwijssoort.BAO)
    form = VervolgForm(gepost(request), scholen=scholen, initial=begin)
    pagina = Formulierpagina(
        titel="Vervolg na de TLV",
        knop="Afspraak vastleggen",
        terug=reverse("tlv:aflopend"),
        terug_naam="TLV's die aflopen",
        sub=f"{rij.leerling.naam} · {rij.nummer}",
        uitleg="Bij een kind van 4 tot 8 jaar blijft een reguliere school betrokken. Spreek voor het einde van de TLV "
        "met de beoogde basisschool af hoe het verder gaat.",
    )
    namen = ("beoogde_school", "besproken_per", "afspraak")

    def leg_vast(velden: dict[str, Any]) -> Vervolgafspraak:
        return services.vervolg_vastleggen(
            verklaring=rij,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
            **{naam: velden[naam] for naam in namen},
        )

    return toon_of_doe(request, form, pagina, leg_vast, "De afspraak is vastgelegd.")
