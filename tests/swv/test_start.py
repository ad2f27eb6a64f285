"""Start page: what must be done, the earliest date first; and the navigation around it."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from swv import context, panelen
from swv.enums import Inzagesoort
from swv.klok import vandaag
from swv.models import Gebruiker, Inzage
from swv.panelen import Menu, Werkbak, Werkregel
from swv.rollen import ROLLEN
from swv.termijnen import Resterend, Staat
from swv.views.start import VAKKEN, deel_in, samenvatting, vak_van
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, SamenwerkingsverbandFactory

WOENSDAG = date(2026, 11, 25)


def regel(uiterste: date | None, **anders: Any) -> Werkregel:
    basis: dict[str, Any] = {
        "kenmerk": "2627-0042",
        "leerling": "Noor V.",
        "leerling_sleutel": uuid4(),
        "school": "Proefschool",
        "wat": "Besluit nemen",
        "actie": "Besluiten",
        "url": "/ergens/",
        "uiterste_datum": uiterste,
        "resterend": Resterend(Staat.TE_LAAT, "2 dagen te laat"),
        "norm": "servicenorm 3 weken",
    }
    return Werkregel(**(basis | anders))


@pytest.fixture
def werk(monkeypatch: pytest.MonkeyPatch) -> list[Werkregel]:
    """The work list of every user holds exactly these rows."""
    rijen: list[Werkregel] = []
    monkeypatch.setattr(panelen, "werkbakken", [Werkbak("tlv", "TLV", lambda *_vraag: rijen)])
    return rijen


@pytest.mark.parametrize(
    ("dagen", "wacht", "vak"),
    [
        (-1, False, "te_laat"),
        (0, False, "vandaag"),
        (1, False, "deze_week"),
        (4, False, "deze_week"),
        (5, False, "volgende_week"),
        (11, False, "volgende_week"),
        (12, False, "later"),
        (None, False, "later"),
        (-3, True, "wacht"),
    ],
)
def test_in_welk_vak_een_regel_staat(dagen: int | None, wacht: bool, vak: str) -> None:
    """A week ends on Sunday; what waits for a school never looks late."""
    uiterste = None if dagen is None else WOENSDAG + timedelta(days=dagen)

    assert vak_van(regel(uiterste, wacht_op_school=wacht), WOENSDAG) == vak


def test_vroegste_datum_staat_bovenaan() -> None:
    laat, later = WOENSDAG - timedelta(days=9), WOENSDAG - timedelta(days=2)

    vak = deel_in([regel(later), regel(laat)], WOENSDAG, VAKKEN)[0]

    assert [rij["onder"][-11:] for rij in vak.rijen] == ["16 nov 2026", "23 nov 2026"]


def test_samenvatting_telt_per_vak() -> None:
    regels = [regel(WOENSDAG), regel(WOENSDAG - timedelta(days=1)), regel(WOENSDAG - timedelta(days=1))]
    regels += [regel(None, wacht_op_school=True), regel(None, wacht_op_school=True)]

    assert samenvatting(regels, WOENSDAG, VAKKEN) == "2 te laat · 1 vandaag · 2 wachten op een school"


@pytest.mark.django_db
def test_regel_zegt_wat_waarom_en_wanneer(spelers: Spelers, als: Any, werk: list[Werkregel]) -> None:
    werk.append(regel(vandaag() - timedelta(days=2)))

    antwoord = als(spelers.medewerker).get("/")

    tekst = antwoord.content.decode()
    for deel in ("2 dagen te laat", "servicenorm 3 weken", "Besluit nemen", 'href="/ergens/"', "Te laat"):
        assert deel in tekst
    assert "1 te laat" in tekst


@pytest.mark.django_db
def test_getoonde_leerlingen_staan_in_de_inzage(spelers: Spelers, als: Any, werk: list[Werkregel]) -> None:
    werk += [regel(vandaag()), regel(vandaag(), leerling_sleutel=None)]

    als(spelers.medewerker).get("/")

    inzage = Inzage.objects.get()
    assert (inzage.soort, inzage.leerlingen) == (Inzagesoort.LIJST, [werk[0].leerling_sleutel])


@pytest.mark.django_db
def test_keuze_per_soort_werk(spelers: Spelers, als: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    een = Werkbak("tlv", "TLV", lambda *_vraag: [regel(vandaag(), kenmerk="TLV-1")])
    twee = Werkbak("ect", "ECT", lambda *_vraag: [regel(vandaag(), kenmerk="ECT-1")])
    monkeypatch.setattr(panelen, "werkbakken", [een, twee])
    client = als(spelers.medewerker)

    alles, ect = client.get("/").content.decode(), client.get("/?bak=ect").content.decode()

    assert "TLV-1" in alles
    assert "ECT-1" in alles
    assert "TLV-1" not in ect
    assert "ECT-1" in ect
    assert client.get("/?bak=onzin").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_elke_rol_krijgt_een_startpagina(als: Any, werk: list[Werkregel], rol: str) -> None:
    antwoord = als(GebruikerFactory(rol=rol)).get("/")

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert tekst.count("<h1") == 1
    assert 'class="leeg"' in tekst


@pytest.mark.django_db
def test_lange_lijst_is_begrensd(spelers: Spelers, als: Any, werk: list[Werkregel]) -> None:
    werk += [regel(vandaag(), kenmerk=f"K{nummer:03}") for nummer in range(60)]

    tekst = als(spelers.medewerker).get("/").content.decode()

    assert "60 vandaag" in tekst
    assert "K049" in tekst
    assert "K050" not in tekst
    assert "De eerste 50 staan hier" in tekst


@pytest.mark.django_db
def test_aantal_vragen_hangt_niet_af_van_de_rijen(spelers: Spelers, als: Any, werk: list[Werkregel]) -> None:
    SamenwerkingsverbandFactory()
    client = als(spelers.medewerker)
    client.get("/")
    maten = []
    for _ in range(2):
        werk += [regel(vandaag()), regel(vandaag())]
        with CaptureQueriesContext(connection) as vragen:
            client.get("/")
        maten.append(len(vragen))

    assert maten[0] == maten[1] <= 11  # three of the login


# --- what stands around every page ------------------------------------------------------------


def _verzoek(user: Any, pad: str = "/") -> HttpRequest:
    verzoek = RequestFactory().get(pad)
    verzoek.user = user
    return verzoek


def alle_gebruikers(_user: Gebruiker) -> Any:
    return Gebruiker.objects.all()


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> list[Menu]:
    gevuld = [
        Menu("", "Vandaag", "start", "start.inzien", 0),
        Menu("", "Leerlingen", "leerlingen:lijst", "leerling.inzien", 10, bereiken=frozenset({"swv"})),
        Menu("Beheer", "Zoeken", "zoeken", "norm.inzien", 300, werk=alle_gebruikers, dringend=True),
    ]
    monkeypatch.setattr(context, "menus", gevuld)
    return gevuld


@pytest.mark.django_db
def test_navigatie_volgt_uit_rol_en_bereik(spelers: Spelers, menu: list[Menu]) -> None:
    def namen(user: Gebruiker) -> list[str]:
        return [punt.naam for groep in context.navigatie(user, "/") for punt in groep.items]

    assert namen(spelers.medewerker) == ["Vandaag", "Leerlingen", "Zoeken"]
    assert namen(spelers.coordinator_school) == ["Vandaag"]
    assert namen(GebruikerFactory(rol="fg")) == ["Vandaag", "Zoeken"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pad", "actief"), [("/", "Vandaag"), ("/leerlingen/toevoegen/", "Leerlingen"), ("/account/", None)]
)
def test_huidige_plek_in_de_navigatie(
    spelers: Spelers, menu: list[Menu], pad: str, actief: str | None
) -> None:
    punten = [punt for groep in context.navigatie(spelers.medewerker, pad) for punt in groep.items]

    assert next((punt.naam for punt in punten if punt.actief), None) == actief
    assert [(punt.aantal, punt.dringend) for punt in punten if punt.naam == "Zoeken"] == [
        (Gebruiker.objects.count(), True)
    ]


@pytest.mark.django_db
def test_nul_wordt_niet_getoond(spelers: Spelers, monkeypatch: pytest.MonkeyPatch) -> None:
    niets = (
        lambda _user: Gebruiker.objects.filter(pk=0),
        lambda _user: Gebruiker.objects.none(),
        lambda _user: None,
    )
    for werk in niets:
        monkeypatch.setattr(context, "menus", [Menu("", "Vandaag", "start", "start.inzien", 0, werk)])

        assert context.navigatie(spelers.medewerker, "/")[0].items[0].aantal is None


@pytest.mark.django_db
def test_alle_aantallen_kosten_samen_een_vraag(spelers: Spelers, monkeypatch: pytest.MonkeyPatch) -> None:
    twee = [
        Menu("", naam, url, "start.inzien", 0, alle_gebruikers)
        for naam, url in [("Vandaag", "start"), ("Zoeken", "zoeken")]
    ]
    monkeypatch.setattr(context, "menus", twee)
    _ = spelers.medewerker.toekenningen
    with CaptureQueriesContext(connection) as vragen:
        groepen = context.navigatie(spelers.medewerker, "/")

    assert len(vragen) == 1
    assert [punt.aantal for punt in groepen[0].items] == [Gebruiker.objects.count()] * 2


@pytest.mark.django_db
def test_context_kost_niets_tot_er_iets_getoond_wordt(spelers: Spelers, menu: list[Menu]) -> None:
    _ = spelers.coordinator_school.toekenningen
    with CaptureQueriesContext(connection) as vragen:
        basis = context.basis(_verzoek(spelers.coordinator_school))
    assert len(vragen) == 0
    assert str(basis["gebruiker_school"]) == spelers.school.naam
    assert basis["portaal"] is True
    assert basis["gebruiker_rol"] == "ondersteuningscoördinator of ib'er"


@pytest.mark.django_db
def test_medewerker_die_ook_bij_een_school_werkt_krijgt_het_kantoor(spelers: Spelers) -> None:
    user = GebruikerFactory(rollen=["school", "ect"], school=spelers.school)

    assert not context.is_portaal(user)
    assert context.rolnamen(user) == "ECT-medewerker, ondersteuningscoördinator of ib'er"


def test_zonder_login_is_alles_leeg() -> None:
    """Also a request that was refused before the login was looked at."""
    for verzoek in (_verzoek(SimpleNamespace(is_authenticated=False)), RequestFactory().get("/")):
        basis = context.basis(verzoek)
        assert (basis["navigatie"], basis["zoek_url"], basis["portaal"]) == ([], "", False)


@pytest.mark.django_db
@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_zoekbalk_alleen_voor_wie_iets_mag_zoeken(rol: str) -> None:
    user = GebruikerFactory(rol=rol)

    assert bool(context.basis(_verzoek(user))["zoek_url"]) is bool(
        user.permissies & {"leerling.inzien", "school.inzien"}
    )
