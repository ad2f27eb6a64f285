"""The bar of views above a list: two queries, whatever the number of views."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, QueryDict

from swv.models import Gebruiker, Weergave, Weergavester
from swv.tegelijk import aantallen
from swv.weergaven.register import GEEN, GEKOZEN, Lijst
from swv.weergaven.services import mag_delen, zichtbaar_voor

HOOGSTENS = 12


@dataclass(frozen=True)
class Knopje:
    """One view as a link; `gewijzigd` when the filters on the page are no longer those of the view."""

    weergave: Weergave
    url: str
    aantal: int
    actief: bool
    gewijzigd: bool
    eigen: bool
    ster: bool


@dataclass(frozen=True)
class Balk:
    """Everything the component `weergaven` shows."""

    lijst: Lijst
    knopjes: list[Knopje]
    huidig: Knopje | None
    vraag: str
    gekozen: str
    mag_delen: bool
    schoon: str


def balk(request: HttpRequest, lijst: Lijst) -> Balk:
    """The views that this person can choose, with how many rows each has now."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    ster = Weergavester.objects.filter(weergave=OuterRef("pk"), gebruiker=user)
    rijen = zichtbaar_voor(user, lijst).annotate(ster=Exists(ster)).order_by("-ster", "naam", "id")
    weergaven = list(rijen[:HOOGSTENS])
    nu, gekozen = lijst.vraag(request.GET), request.GET.get(GEKOZEN, "")
    geteld = _tel(weergaven, lijst, user)
    knopjes = [_knopje(rij, geteld[rij.pk], lijst, nu, gekozen, user) for rij in weergaven]
    return Balk(
        lijst=lijst,
        knopjes=knopjes,
        huidig=next((knopje for knopje in knopjes if knopje.actief), None),
        vraag=nu,
        gekozen=gekozen,
        mag_delen=mag_delen(user),
        schoon=lijst.adres("", GEEN),
    )


def begin(request: HttpRequest, lijst: Lijst) -> str:
    """Where a list that was opened without any filter begins for this person; empty: where it is."""
    if request.GET:
        return ""
    user: Gebruiker = request.user  # type: ignore[assignment]
    rij = zichtbaar_voor(user, lijst).filter(sterren__gebruiker=user).first()
    return lijst.adres(rij.vraag, rij.sleutel) if rij else ""


def _knopje(rij: Weergave, aantal: int, lijst: Lijst, nu: str, gekozen: str, user: Gebruiker) -> Knopje:
    actief = gekozen == str(rij.sleutel)
    return Knopje(
        weergave=rij,
        url=lijst.adres(rij.vraag, rij.sleutel),
        aantal=aantal,
        actief=actief,
        gewijzigd=actief and nu != rij.vraag,
        eigen=rij.eigenaar_id == user.pk,
        ster=rij.ster,  # type: ignore[attr-defined]
    )


def _tel(weergaven: list[Weergave], lijst: Lijst, user: Gebruiker) -> dict[int, int]:
    """How many rows each view has for this reader, all in one query."""
    geteld = aantallen(lijst.rijen(user, QueryDict(rij.vraag)) for rij in weergaven)
    return dict(zip((rij.pk for rij in weergaven), geteld, strict=True))
