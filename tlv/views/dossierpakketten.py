"""The dossier pack of a meeting or of one request: have it made, follow it, download it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from swv import inzage
from swv.bestanden import geef
from swv.enums import Inzagesoort
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import GeenToegang, NietToegestaan, haal, mag, vereist
from swv.rollen import Bereik
from tlv import services
from tlv.models import Aanvraag, Dossierpakket, Vergadering
from tlv.pakketstukken import aanvragen_van
from tlv.selectors.dossierpakket import VEROUDERD, is_actueel, stand_van
from tlv.views.gemeen import haal_aanvraag


@require_POST
@vereist("tlv.commissie")
def van_vergadering(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Have the pack of this agenda made."""
    rij: Vergadering = haal(Vergadering.objects.all(), request, sleutel)
    services.pakket_van_vergadering(vergadering=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "Het dossierpakket wordt gemaakt. U ziet hieronder wanneer het klaar is.")
    return redirect(reverse("tlv:vergadering", args=[sleutel]) + "#pakket")


@require_POST
@vereist("tlv.beoordelen")
def van_aanvraag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Have the pack of this request made."""
    rij = haal_aanvraag(request, sleutel)
    services.pakket_van_aanvraag(aanvraag=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "Het dossierpakket wordt gemaakt. U ziet hieronder wanneer het klaar is.")
    return redirect(reverse("tlv:aanvraag", args=[sleutel]) + "#pakket")


@require_safe
@vereist("tlv.vergaderen")
def kaart_van_vergadering(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The card alone: the page asks for it while a worker makes the pack."""
    rij: Vergadering = haal(Vergadering.objects.all(), request, sleutel)
    return render(request, "tlv/_dossierpakket.html", vergaderkaart(rij, request.user))  # type: ignore[arg-type]


@require_safe
@vereist("tlv.beoordelen")
def kaart_van_aanvraag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The card alone, on the page of a request."""
    rij = haal_aanvraag(request, sleutel)
    if not rij.ingediend_op:
        raise GeenToegang
    return render(request, "tlv/_dossierpakket.html", aanvraagkaart(rij, request.user))  # type: ignore[arg-type]


@require_safe
@vereist("tlv.vergaderen")
def pakket(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Download a pack; who downloaded which pupils is remembered."""
    rij: Dossierpakket = haal(
        Dossierpakket.objects.select_related("bestand", "vergadering"), request, sleutel
    )
    bestand = getattr(rij, "bestand", None)
    if bestand is None:
        raise GeenToegang
    user: Gebruiker = request.user  # type: ignore[assignment]
    if not user.heeft_bereik(Bereik.SWV) and not is_actueel(rij, user):
        raise NietToegestaan(VEROUDERD)
    leerlingen = [aanvraag.leerling.sleutel for aanvraag in aanvragen_van(rij)]
    inzage.noteer(request, leerlingen, Inzagesoort.DOWNLOAD)
    return geef(bestand)


def vergaderkaart(rij: Vergadering, user: Gebruiker) -> dict[str, Any]:
    """What the card shows on the page of a meeting."""
    return {
        "stand": stand_van(rij, user, nu()),
        "mag_maken": mag(user, "tlv.commissie"),
        "maken": reverse("tlv:pakket_vergadering", args=[rij.sleutel]),
        "kaart": reverse("tlv:pakketkaart_vergadering", args=[rij.sleutel]),
        "uitleg": "Alle aanvragen op de agenda in één PDF, met index en bladnummers.",
    }


def aanvraagkaart(rij: Aanvraag, user: Gebruiker) -> dict[str, Any]:
    """What the card shows on the page of a request."""
    return {
        "stand": stand_van(rij, user, nu()),
        "mag_maken": mag(user, "tlv.beoordelen"),
        "maken": reverse("tlv:pakket_aanvraag", args=[rij.sleutel]),
        "kaart": reverse("tlv:pakketkaart_aanvraag", args=[rij.sleutel]),
        "uitleg": "De aanvraag, de documenten en de adviezen in één PDF, met index en bladnummers.",
    }
