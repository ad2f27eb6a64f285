"""What every page shows around its own content: name of the SWV, navigation, who is logged in.

Everything that costs a query is lazy: a fragment for htmx shows none of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from swv.inrichting import inrichting, namen
from swv.models import Gebruiker, School
from swv.paginaadres import adres_van
from swv.panelen import Menu, menus, toegestaan
from swv.rollen import ROLLEN, Bereik
from swv.tegelijk import aantallen

GROEPEN = ("", "Werk", "Sturen", "Beheer")
ACCOUNT = (
    ("Inloggen in twee stappen", "mfa_index"),
    ("Wachtwoord wijzigen", "account_change_password"),
    ("Waar u bent ingelogd", "usersessions_list"),
    ("E-mail over berichten", "mailkeuze"),
    ("Termijnen in uw agenda", "agenda_beheren"),
)
SCHOOLZIJDE = frozenset({Bereik.SCHOOL, Bereik.BESTUUR})


@dataclass(frozen=True)
class Menupunt:
    naam: str
    url: str
    aantal: int | None
    actief: bool
    dringend: bool = False


@dataclass(frozen=True)
class Menugroep:
    titel: str
    items: list[Menupunt]


def basis(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the same keys on every page, empty for who is not logged in."""
    user = getattr(request, "user", None)  # a refused host comes before the login
    ingelogd = isinstance(user, Gebruiker) and user.is_authenticated
    return {
        "swv_naam": SimpleLazyObject(lambda: inrichting().naam),
        "swv_kort": SimpleLazyObject(lambda: inrichting().kort),
        "namen": SimpleLazyObject(namen),
        "demo": settings.SWV_DEMO,
        "huidig_pad": request.path,
        "navigatie": SimpleLazyObject(lambda: navigatie(user, request.path)) if ingelogd else [],
        "portaal": ingelogd and is_portaal(user),
        "start_url": adres_van("start"),
        "uitlog_url": adres_van("account_logout"),
        "accountlinks": [(naam, adres_van(url)) for naam, url in ACCOUNT],
        "zoek_url": adres_van("zoeken") if ingelogd and _mag_zoeken(user) else "",
        "zoek_tekst": "Zoek leerling, dossiernummer of school",
        "gebruiker_rol": SimpleLazyObject(lambda: rolnamen(user)) if ingelogd else "",
        "gebruiker_naam": user.naam if ingelogd else "",
        "gebruiker_school": SimpleLazyObject(lambda: schoolnaam(user)) if ingelogd else "",
    }


def navigatie(user: Gebruiker, pad: str) -> list[Menugroep]:
    """Return the groups of the side navigation that `user` may see; all counts together cost one query."""
    zichtbaar = [menu for menu in toegestaan(menus, user) if _past(menu, user)]
    actief, geteld = _actief(zichtbaar, pad), _tel(zichtbaar, user)
    groepen: dict[str, list[Menupunt]] = {titel: [] for titel in GROEPEN}
    for menu in zichtbaar:
        aantal = geteld.get(menu.url) or None
        punt = Menupunt(menu.naam, adres_van(menu.url), aantal, menu is actief, menu.dringend)
        groepen.setdefault(menu.groep, []).append(punt)
    return [Menugroep(titel, punten) for titel, punten in groepen.items() if punten]


def _tel(zichtbaar: Iterable[Menu], user: Gebruiker) -> dict[str, int]:
    """The work behind each entry, by the name of its URL."""
    vragen = {menu.url: menu.werk(user) for menu in zichtbaar if menu.werk}
    gesteld = {url: rijen for url, rijen in vragen.items() if rijen is not None}
    return dict(zip(gesteld, aantallen(gesteld.values()), strict=True))


def _past(menu: Menu, user: Gebruiker) -> bool:
    return not menu.bereiken or any(user.heeft_bereik(Bereik(bereik)) for bereik in menu.bereiken)


def _actief(zichtbaar: Iterable[Menu], pad: str) -> Menu | None:
    """The entry whose address begins `pad`, the longest first; the start page only exactly."""
    start = adres_van("start")
    passend = [
        menu
        for menu in zichtbaar
        if (adres := adres_van(menu.url)) == pad or (adres != start and pad.startswith(adres))
    ]
    return max(passend, key=lambda menu: len(adres_van(menu.url)), default=None)


def is_portaal(user: Gebruiker) -> bool:
    """Whether this person only has roles on the side of the schools."""
    bereiken = {ROLLEN[rol].bereik for rol in user.rollen}
    return bool(bereiken) and bereiken <= SCHOOLZIJDE


def rolnamen(user: Gebruiker) -> str:
    """The running roles in words, as under the name in the user menu."""
    rollen = [ROLLEN[rol].naam for rol in sorted(user.rollen)]
    return ", ".join(naam if naam[:2].isupper() else f"{naam[:1].lower()}{naam[1:]}" for naam in rollen)


def schoolnaam(user: Gebruiker) -> str:
    """The school a person works for; several schools are counted, not listed."""
    nummers = sorted(set(user.school_ids))
    if len(nummers) > 1:
        return f"{len(nummers)} scholen"
    if not nummers:
        return ""
    return School.objects.values_list("naam", flat=True).get(pk=nummers[0])


def _mag_zoeken(user: Gebruiker) -> bool:
    return not user.permissies.isdisjoint({"leerling.inzien", "school.inzien"})
