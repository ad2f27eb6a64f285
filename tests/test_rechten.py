"""Every address x every role x own and foreign x read and write, generated from the resolver (eisen.md S1).

What is expected follows from the permission that the view declares and the reach of the role; nothing is
listed by hand except the addresses that need no login. A random word stands in everything about the foreign
pupil: it may turn up in no body, no header and no mail of someone who may not know of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from swv.checks import adressen, elk_adres_zegt_wie_het_mag
from swv.models import Inzage
from swv.rollen import PERMISSIES, ROLLEN, Bereik
from swv.toegang import VRIJGESTELD, is_vrijgesteld
from tests.factories import MOMENT
from tests.voorbeelden import VOORBEELDEN, VOORBEREIDINGEN, Wereld, argumenten, laad, maak_wereld

pytestmark = pytest.mark.django_db
laad()

# The only addresses of our own without a login; the rest of them are allauth's (swv/toegang.py).
OPENBAAR = {"account_login", "account_signup", "gezond", "uitnodiging", "factorherstel", "agenda"}
ZIET_ALLES = {rol for rol, wat in ROLLEN.items() if wat.bereik is Bereik.SWV}
ZIET_EIGEN = {rol for rol, wat in ROLLEN.items() if wat.bereik is Bereik.SCHOOL}
VERWACHT_BIJ_EIGEN = {200, 204, 302, 400, 403, 405, 409, 422}
# A draft exists for its school alone; that two dossiers may be one pupil is for the SWV alone.
ALLEEN_VAN_DE_SCHOOL = {"tlv:controleren", "tlv:verwijderen", "tlv:taak", "tlv:bewaren", "tlv:document"}
ALLEEN_VAN_DE_SCHOOL |= {
    f"leerlingen:opp_{deel}" for deel in ("stap", "bewaren", "vaststellen", "concept_verwijderen")
}
ALLEEN_VAN_HET_SWV = {"leerlingen:dubbel", "leerlingen:samenvoegen"}
KOPPEN = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@pytest.fixture(autouse=True)
def week_van_de_voorbeelden() -> Iterator[None]:
    """The clock goes on from the week of the examples: none of their terms ends because a year went by."""
    with time_machine.travel(MOMENT + timedelta(days=7), tick=True):
        yield


def eigen_adressen() -> list[tuple[str, URLPattern]]:
    """Our own pages; allauth guards its own and is tested in tests/swv/test_aanmelden.py."""
    return [(naam, deel) for naam, deel in adressen() if not is_vrijgesteld(deel.callback)]


def te_vragen() -> list[tuple[str, URLPattern]]:
    """What the matrix can ask; an address that lacks an example has a failing test of its own."""
    return [(naam, deel) for naam, deel in eigen_adressen() if naam in VOORBEELDEN or _zonder_onderwerp(naam)]


def _zonder_onderwerp(naam: str) -> bool:
    try:
        reverse(naam)
    except NoReverseMatch:
        return False
    return True


def recht(deel: URLPattern) -> frozenset[str]:
    permissies: frozenset[str] = deel.callback.permissies
    return permissies


@dataclass
class Stelsel:
    """The two worlds, every address filled in for both, and what went wrong so far."""

    eigen: Wereld
    vreemd: Wereld
    fouten: list[str] = field(default_factory=list)

    def adres(self, naam: str, wereld: Wereld) -> str:
        return reverse(naam, kwargs=argumenten(naam, wereld))

    def fout(self, *delen: object) -> None:
        self.fouten.append(" ".join(map(str, delen)))


@pytest.fixture(scope="module")
def werelden(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Wereld, Wereld]]:
    """Both worlds, built once; every test stands on them in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        for bereid_voor in VOORBEREIDINGEN:
            bereid_voor()
        paar = maak_wereld("eigen"), maak_wereld("vreemd")
        for naam, _deel in te_vragen():
            for wereld in paar:
                argumenten(naam, wereld)
        yield paar
        transaction.set_rollback(True)


@pytest.fixture
def stelsel(werelden: tuple[Wereld, Wereld], db: None) -> Stelsel:
    return Stelsel(*werelden)


def vraag(client: Client, methode: str, adres: str, gegevens: dict[str, Any] | None = None) -> Any:
    """Ask and undo: the next question finds the same world."""
    with transaction.atomic():
        antwoord = getattr(client, methode)(adres, gegevens or {})
        inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
        antwoord.tekst = inhoud.decode(errors="replace") + str(antwoord.headers) + str(antwoord.cookies)
        antwoord.inzagen = Inzage.objects.count() if antwoord.status_code < 500 else 0
        transaction.set_rollback(True)
    return antwoord


# --- the list of addresses itself ---------------------------------------------------------------


def test_elk_adres_zegt_wie_het_mag() -> None:
    assert elk_adres_zegt_wie_het_mag() == []


def test_alleen_deze_adressen_zijn_zonder_login() -> None:
    zonder = {naam for naam, deel in eigen_adressen() if not getattr(deel.callback, "login_required", True)}
    assert zonder == OPENBAAR
    assert {naam for naam, deel in eigen_adressen() if not recht(deel)} == OPENBAAR


def test_van_allauth_staan_er_precies_deze_bladzijden() -> None:
    """A new page of allauth is a new door: it must be chosen, not inherited."""
    van_allauth = {naam for naam, deel in adressen() if is_vrijgesteld(deel.callback)}
    assert van_allauth == {
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "usersessions_list",
    }
    assert all(reden for reden in VRIJGESTELD.values())


def test_elk_adres_met_een_onderwerp_heeft_een_voorbeeld() -> None:
    """Otherwise the matrix would pass it by; see tests/voorbeelden.py for how to add one."""
    gevraagd = {naam for naam, _deel in te_vragen()}
    assert [f"{naam}: {deel.pattern}" for naam, deel in eigen_adressen() if naam not in gevraagd] == []
    assert VOORBEELDEN.keys() <= {naam for naam, _deel in eigen_adressen()}, (
        "examples of addresses that are gone"
    )


def test_elk_adres_draagt_een_sleutel_en_geen_raadbaar_nummer() -> None:
    toegestaan = {"rol_beeindigen"}  # beheer only, and checked together with the key of the account
    raadbaar = [naam for naam, deel in eigen_adressen() if "<int:" in str(deel.pattern)]
    assert set(raadbaar) <= toegestaan


def test_elk_recht_wordt_ergens_gevraagd() -> None:
    """A permission that no view asks for is either dead or a page without protection."""
    gevraagd = frozenset().union(*(recht(deel) for _naam, deel in eigen_adressen()))
    zonder_bladzijde = PERMISSIES - gevraagd
    assert zonder_bladzijde <= {"school.inzien", "school.beheren", "school.importeren", "document.toevoegen"}


# --- the matrix -----------------------------------------------------------------------------------


def test_wie_niet_is_ingelogd_ziet_alleen_de_inlogpagina(stelsel: Stelsel) -> None:
    inloggen = reverse("account_login")
    for naam, _deel in te_vragen():
        adres = stelsel.adres(naam, stelsel.eigen)
        for methode, goed in (("get", {302}), ("post", {401})):
            antwoord = vraag(Client(), methode, adres)
            if naam not in OPENBAAR and antwoord.status_code not in goed:
                stelsel.fout(methode, naam, antwoord.status_code)
            if antwoord.status_code == 302 and not antwoord.headers["Location"].startswith(inloggen):
                stelsel.fout(methode, naam, "goes to", antwoord.headers["Location"])
            if stelsel.eigen.kanarie in antwoord.tekst:
                stelsel.fout(methode, naam, "leaks")
    assert stelsel.fouten == []


def test_zonder_csrf_gebeurt_er_niets(stelsel: Stelsel) -> None:
    """Every POST of every page, as someone who may do it all."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(stelsel.eigen.gebruikers["coordinator"], backend="swv.aanmelden.Aanmeldbackend")
    _voorbij_tweede_factor(client)
    van_allauth = [naam for naam, deel in adressen() if is_vrijgesteld(deel.callback)]
    bladen = [(naam, reverse(naam)) for naam in van_allauth if _zonder_onderwerp(naam)]
    bladen += [(naam, stelsel.adres(naam, stelsel.eigen)) for naam, _deel in te_vragen()]
    for naam, adres in bladen:
        antwoord = vraag(client, "post", adres)
        if antwoord.status_code != 403:
            stelsel.fout(naam, antwoord.status_code)
    assert stelsel.fouten == []


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_rol_komt_waar_zij_mag_en_nergens_anders(rol: str, stelsel: Stelsel) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(stelsel.eigen.gebruikers[rol], backend="swv.aanmelden.Aanmeldbackend")
    _voorbij_tweede_factor(client)
    for naam, deel in te_vragen():
        mag = not recht(deel) or not recht(deel).isdisjoint(ROLLEN[rol].permissies)
        for wereld, methode in _vragen(stelsel, naam, rol):
            gegevens = VOORBEELDEN[naam].post if naam in VOORBEELDEN and methode == "post" else {}
            antwoord = vraag(client, methode, stelsel.adres(naam, wereld), gegevens)
            _beoordeel(stelsel, antwoord, f"{methode} {naam} ({wereld.naam})", rol, naam, wereld, mag=mag)
    assert stelsel.fouten == [], "\n".join(stelsel.fouten)


@pytest.mark.parametrize("rol", sorted(set(ROLLEN) - ZIET_ALLES))
def test_zoeken_verraadt_geen_vreemde_leerling(rol: str, stelsel: Stelsel) -> None:
    """Found by first name, birthday or number: the foreign surname may not come along (CVE-2026-54657)."""
    client = Client(raise_request_exception=False)
    client.force_login(stelsel.eigen.gebruikers[rol], backend="swv.aanmelden.Aanmeldbackend")
    _voorbij_tweede_factor(client)
    vreemd = stelsel.vreemd.leerling
    termen = [vreemd.roepnaam, vreemd.dossiernummer, f"{vreemd.geboortedatum:%d-%m-%Y}", vreemd.postcode]
    for naam in ("zoeken", "leerlingen:lijst", "tlv:lijst"):
        for term in termen:
            for methode in ("get", "post"):
                antwoord = getattr(client, methode)(reverse(naam), {"q": term}, follow=True)
                if stelsel.vreemd.kanarie in antwoord.content.decode():
                    stelsel.fout(methode, naam, term)
    assert stelsel.fouten == []


def _voorbij_tweede_factor(client: Client) -> None:
    sessie = client.session
    sessie["tweede_factor"] = True
    sessie.save()


def _vragen(stelsel: Stelsel, naam: str, rol: str) -> Iterator[tuple[Wereld, str]]:
    werelden = [stelsel.eigen, stelsel.vreemd]
    voorbeeld = VOORBEELDEN.get(naam)
    if rol in ZIET_ALLES or voorbeeld is None or voorbeeld.overal or rol in voorbeeld.alles_voor:
        werelden = [stelsel.eigen]
    yield from ((wereld, methode) for wereld in werelden for methode in ("get", "post"))


def _vraagt_wachtwoord(antwoord: Any) -> bool:
    """The password comes before the look at the key, so this answer is the same for every key."""
    return str(antwoord.headers.get("Location", "")).startswith(reverse("account_reauthenticate"))


def _beoordeel(
    stelsel: Stelsel, antwoord: Any, wat: str, rol: str, naam: str, wereld: Wereld, *, mag: bool
) -> None:
    status, van_een = antwoord.status_code, VOORBEELDEN[naam].alleen if naam in VOORBEELDEN else ""
    buitenstaander = wereld is stelsel.vreemd or van_een not in {"", rol}
    if status >= 500 and naam != "gezond":
        stelsel.fout(wat, status)
    elif not mag and status not in {403, 405}:
        stelsel.fout(wat, "is not refused:", status)
    elif mag and buitenstaander and status not in {404, 405} and not _vraagt_wachtwoord(antwoord):
        stelsel.fout(wat, "exists for an outsider:", status)
    elif mag and naam in VOORBEELDEN and not buitenstaander and rol in ZIET_ALLES | ZIET_EIGEN:
        _beoordeel_eigen(stelsel, antwoord, wat, rol, naam)
    _zoek_lek(stelsel, antwoord, wat, rol)
    _kijk_naar_koppen(stelsel, antwoord, wat)


def _beoordeel_eigen(stelsel: Stelsel, antwoord: Any, wat: str, rol: str, naam: str) -> None:
    status = antwoord.status_code
    if status == 404 and naam in (ALLEEN_VAN_DE_SCHOOL if rol in ZIET_ALLES else ALLEEN_VAN_HET_SWV):
        return
    if status not in VERWACHT_BIJ_EIGEN:
        stelsel.fout(wat, "is not there for its own user:", status)
    toont_leerling = stelsel.eigen.kanarie in antwoord.tekst
    if status == 200 and toont_leerling and antwoord.inzagen != 1:
        stelsel.fout(wat, "shows a pupil and wrote", antwoord.inzagen, "rows of inzage")


def _zoek_lek(stelsel: Stelsel, antwoord: Any, wat: str, rol: str) -> None:
    verborgen = [] if rol in ZIET_ALLES else [stelsel.vreemd]
    if ROLLEN[rol].bereik in {Bereik.GEEN, Bereik.BESTUUR}:
        verborgen.append(stelsel.eigen)
    post = "".join(str(bericht.message()) for bericht in mail.outbox)
    for wereld in verborgen:
        if wereld.kanarie in antwoord.tekst:
            stelsel.fout(wat, "leaks", wereld.naam)
    for wereld in (stelsel.eigen, stelsel.vreemd):
        if wereld.kanarie in post:
            stelsel.fout(wat, "mails", wereld.naam)


def _kijk_naar_koppen(stelsel: Stelsel, antwoord: Any, wat: str) -> None:
    for kop, waarde in KOPPEN.items():
        if antwoord.headers.get(kop) != waarde:
            stelsel.fout(wat, "misses", kop)
    if "no-store" not in antwoord.headers.get("Cache-Control", ""):
        stelsel.fout(wat, "may be kept by the browser")
    if "default-src 'none'" not in antwoord.headers.get("Content-Security-Policy", ""):
        stelsel.fout(wat, "has no content security policy")


def test_de_matrix_kijkt_naar_alle_rollen() -> None:
    """A demo user, a role in code and a column of the matrix are one list."""
    assert len(ROLLEN) == 15
    assert settings.AUTH_USER_MODEL == "swv.Gebruiker"
