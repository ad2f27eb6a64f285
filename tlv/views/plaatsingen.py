"""After the decision: pick a TLV up, the waiting and placement list, place, not place, end a stay."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from swv import inzage
from swv.enums import Inzagesoort
from swv.formulieren import gepost
from swv.formulierpagina import Formulierpagina
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import haal, mag, vereist
from swv.workflow import mogelijke_acties
from tlv import services
from tlv.enums import Plaatsingstatus
from tlv.forms_plaatsing import NietPlaatsenForm, OphaalForm, PlaatsenForm, PlaatsingEindeForm
from tlv.models import Plaatsing
from tlv.selectors.knelpunt import open_knelpunten, scholen_die_vol_kunnen_zijn, volverklaringen
from tlv.selectors.plaatsing import (
    KLEUR,
    eigen_goscholen,
    mogelijke_scholen,
    plaatsingslijst,
    wachtdagen,
)
from tlv.views.formulierpagina import toon_of_doe
from tlv.workflow_plaatsing import PLAATSING


@require_safe
@vereist("tlv.plaatsen", "tlv.beoordelen", "tlv.besluiten")
def lijst(request: HttpRequest) -> HttpResponse:
    """The waiting and placement list, per receiving school."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    keuze = request.GET.get("status", Plaatsingstatus.WACHT)
    scholen = plaatsingslijst(user, vandaag(), keuze)
    leerlingen = [r.plaatsing.verklaring.leerling.sleutel for school in scholen for r in school.regels]
    knelpunten = open_knelpunten(user)
    leerlingen += [rij.knelpunt.verklaring.leerling.sleutel for rij in knelpunten]
    inzage.noteer(request, leerlingen, Inzagesoort.LIJST)
    context = {
        "scholen": scholen,
        "keuze": keuze,
        "statussen": [("alle", "Alles"), *Plaatsingstatus.choices],
        "mag_ophalen": eigen_goscholen(user).exists(),
        "knelpunten": knelpunten,
        "volverklaringen": list(volverklaringen(user, vandaag())),
        "mag_vol": mag(user, "tlv.plaatsen") and scholen_die_vol_kunnen_zijn(user).exists(),
        "mag_oordelen": mag(user, "tlv.beoordelen"),
    }
    return render(request, "tlv/plaatsing_lijst.html", context)


@vereist("tlv.plaatsen")
def ophalen(request: HttpRequest) -> HttpResponse:
    """The receiving school picks a TLV up by its number and the birth date."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    scholen = eigen_goscholen(user)
    form = OphaalForm(gepost(request), scholen=scholen)
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        uitkomst = services.tlv_ophalen(door=user, op=nu(), **velden)
        if uitkomst.plaatsing:
            messages.info(request, "De leerling staat op uw lijst. Leg nu vast of u de leerling plaatst.")
            return redirect("tlv:plaatsing", uitkomst.plaatsing.sleutel)
        form.add_error(None, uitkomst.reden)
    context = {"form": form, "scholen": scholen}
    return render(request, "tlv/plaatsing_ophalen.html", context, status=422 if form.errors else 200)


@require_safe
@vereist("tlv.plaatsen", "tlv.beoordelen", "tlv.besluiten")
def plaatsing(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One TLV at one school: what it says, and what became of it."""
    rij = _haal(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    context = {
        "plaatsing": rij,
        "kleur": KLEUR[Plaatsingstatus(rij.status)],
        "dagen": wachtdagen(rij, vandaag()),
        "mag_knelpunt": mag(user, "tlv.beoordelen"),
        "acties": {overgang.actie for overgang in mogelijke_acties(PLAATSING, rij, user)},
    }
    return render(request, "tlv/plaatsing_detail.html", context)


@vereist("tlv.plaatsen")
def plaatsen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record from which day the pupil has a place."""
    rij = _haal(request, sleutel)
    form = PlaatsenForm(
        gepost(request), initial={"plaatsingsdatum": max(vandaag(), rij.verklaring.ingangsdatum)}
    )

    def plaats(velden: dict[str, Any]) -> Plaatsing:
        return services.leerling_plaatsen(plaatsing=rij, door=request.user, op=nu(), **velden)  # type: ignore[arg-type]

    pagina = _pagina(rij, "Leerling plaatsen", "Plaatsing vastleggen")
    return toon_of_doe(request, form, pagina, plaats, "De plaatsing is vastgelegd.")


@vereist("tlv.plaatsen")
def niet_plaatsen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record why the pupil gets no place here."""
    rij = _haal(request, sleutel)
    form = NietPlaatsenForm(gepost(request))

    def wijs_af(velden: dict[str, Any]) -> Plaatsing:
        return services.niet_plaatsen(
            plaatsing=rij,
            reden=velden["reden"],
            toelichting=velden["toelichting"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    pagina = _pagina(
        rij,
        "Niet plaatsen",
        "Vastleggen",
        uitleg="Het samenwerkingsverband ziet dit en zoekt met de ouders en de scholen verder.",
        gevaar=True,
    )
    return toon_of_doe(
        request, form, pagina, wijs_af, "Vastgelegd. Het samenwerkingsverband ziet dit op de lijst."
    )


@vereist("tlv.plaatsen")
def beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record how the stay ended: back to a regular school, another kind of school, or the end."""
    rij = _haal(request, sleutel)
    form = PlaatsingEindeForm(
        gepost(request), scholen=mogelijke_scholen(), initial={"beeindigd_per": vandaag()}
    )

    def beeindig(velden: dict[str, Any]) -> Plaatsing:
        namen = ("beeindigd_per", "uitstroom", "naar_school", "toelichting")
        return services.plaatsing_beeindigen(
            plaatsing=rij,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
            **{naam: velden[naam] for naam in namen},
        )

    pagina = _pagina(rij, "Plaatsing beëindigen", "Einde vastleggen")
    return toon_of_doe(request, form, pagina, beeindig, "Het einde van de plaatsing is vastgelegd.")


def _haal(request: HttpRequest, sleutel: UUID) -> Plaatsing:
    rijen = Plaatsing.objects.select_related("verklaring__leerling", "school", "naar_school")
    rij: Plaatsing = haal(rijen, request, sleutel)
    return rij


def _pagina(rij: Plaatsing, titel: str, knop: str, **opties: Any) -> Formulierpagina:
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("tlv:plaatsing", args=[rij.sleutel]),
        terug_naam=f"TLV {rij.verklaring.nummer}",
        sub=f"{rij.verklaring.leerling.naam} · {rij.school.naam}",
        **opties,
    )
