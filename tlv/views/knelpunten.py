"""A knelpunt at placing with its dated steps, and a school that says it is full."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from swv.formulieren import gepost
from swv.formulierpagina import Formulierpagina
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import haal, mag, vereist
from tlv import services
from tlv.forms_knelpunt import KnelpuntForm, OplossingForm, StapForm, VolForm, VolOordeelForm
from tlv.models import BekendeVerklaringen, Knelpunt, Knelpuntstap, Toelaatbaarheidsverklaring, Volverklaring
from tlv.selectors.knelpunt import scholen_die_vol_kunnen_zijn
from tlv.views.formulierpagina import toon_of_doe


@vereist("tlv.beoordelen")
def openen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Begin the steps for a pupil with a TLV for whom no place is found."""
    rij: Toelaatbaarheidsverklaring = haal(BekendeVerklaringen(), request, sleutel)
    form = KnelpuntForm(gepost(request), initial={"gemeld_per": vandaag()})
    pagina = Formulierpagina(
        titel="Knelpunt bij plaatsing",
        knop="Stappenplan beginnen",
        terug=_lijst(),
        terug_naam="Wacht- en plaatsingslijst",
        sub=f"{rij.leerling.naam} · {rij.nummer}",
        uitleg="De stappen van het stappenplan krijgen een datum, geteld vanaf de dag van de melding.",
    )

    def open_(velden: dict[str, Any]) -> Knelpunt:
        return services.knelpunt_openen(
            verklaring=rij,
            gemeld_per=velden["gemeld_per"],
            omschrijving=velden["omschrijving"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    return toon_of_doe(request, form, pagina, open_, "Het stappenplan loopt.")


@require_safe
@vereist("tlv.beoordelen", "tlv.besluiten")
def knelpunt(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The steps with their dates and what they brought."""
    rij = _haal(request, sleutel)
    context = {
        "knelpunt": rij,
        "stappen": list(rij.stappen.select_related("gedaan_door").order_by("volgorde")),
        "mag_wijzigen": mag(request.user, "tlv.beoordelen") and rij.opgelost_op is None,  # type: ignore[arg-type]
        "vandaag": vandaag(),
    }
    return render(request, "tlv/knelpunt_detail.html", context)


@vereist("tlv.beoordelen")
def stap(request: HttpRequest, sleutel: UUID, stap: UUID) -> HttpResponse:
    """Record what one step brought."""
    knelpunt_ = _haal(request, sleutel)
    rij = get_object_or_404(knelpunt_.stappen, sleutel=stap)
    begin = {"gedaan_per": rij.gedaan_per or vandaag(), "verslag": rij.verslag}
    form = StapForm(gepost(request), initial=begin)

    def rond_af(velden: dict[str, Any]) -> Knelpuntstap:
        return services.stap_afronden(
            stap=rij,
            gedaan_per=velden["gedaan_per"],
            verslag=velden["verslag"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    pagina = _pagina(knelpunt_, f"Stap {rij.volgorde}: {rij.naam}", "Stap vastleggen")
    return toon_of_doe(request, form, pagina, rond_af, "De stap is vastgelegd.")


@vereist("tlv.beoordelen")
def oplossen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record how it was solved."""
    rij = _haal(request, sleutel)
    form = OplossingForm(gepost(request))

    def los_op(velden: dict[str, Any]) -> Knelpunt:
        return services.knelpunt_oplossen(
            knelpunt=rij,
            oplossing=velden["oplossing"],
            door=request.user,
            op=nu(),  # type: ignore[arg-type]
        )

    pagina = _pagina(rij, "Knelpunt is opgelost", "Vastleggen")
    return toon_of_doe(request, form, pagina, los_op, "Het knelpunt is opgelost.")


@vereist("tlv.plaatsen")
def vol_verklaren(request: HttpRequest) -> HttpResponse:
    """A receiving school says that a group is full."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    form = VolForm(gepost(request), scholen=scholen_die_vol_kunnen_zijn(user), initial={"vanaf": vandaag()})
    pagina = Formulierpagina(
        titel="Vol verklaren",
        knop="Melden",
        terug=_lijst(),
        terug_naam="Wacht- en plaatsingslijst",
        uitleg="Het samenwerkingsverband beoordeelt de melding. Tot dan geldt zij niet.",
    )

    def meld(velden: dict[str, Any]) -> Volverklaring:
        return services.vol_verklaren(door=user, op=nu(), **velden)

    return toon_of_doe(
        request, form, pagina, meld, "De melding is binnen. Het samenwerkingsverband beoordeelt haar."
    )


@vereist("tlv.beoordelen")
def vol_beoordelen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Accept a volverklaring, or not."""
    rij: Volverklaring = haal(Volverklaring.objects.select_related("school"), request, sleutel)
    form = VolOordeelForm(gepost(request))
    pagina = Formulierpagina(
        titel="Volverklaring beoordelen",
        knop="Vastleggen",
        terug=_lijst(),
        terug_naam="Wacht- en plaatsingslijst",
        sub=f"{rij.school.naam}, {rij.groep}",
        uitleg=rij.reden,
    )

    def beoordeel(velden: dict[str, Any]) -> Volverklaring:
        return services.volverklaring_beoordelen(
            volverklaring=rij,
            door=request.user,
            op=nu(),
            **velden,  # type: ignore[arg-type]
        )

    return toon_of_doe(request, form, pagina, beoordeel, "De beoordeling is vastgelegd.")


def _haal(request: HttpRequest, sleutel: UUID) -> Knelpunt:
    rij: Knelpunt = haal(Knelpunt.objects.select_related("verklaring__leerling"), request, sleutel)
    return rij


def _lijst() -> str:
    return reverse("tlv:plaatsingen")


def _pagina(rij: Knelpunt, titel: str, knop: str) -> Formulierpagina:
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("tlv:knelpunt", args=[rij.sleutel]),
        terug_naam=f"Knelpunt {rij.verklaring.nummer}",
        sub=rij.verklaring.leerling.naam,
    )
