"""Reports: asked once, made once per version, written together, and fixed for good."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from pytest_django import Settings

from swv import bestanden, opdrachten
from swv.enums import Aanleiding, Opdrachtstatus, Rapportagestatus
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import (
    Gebeurtenis,
    Gebruiker,
    Momentopname,
    Norm,
    Opdracht,
    Rapportage,
    Rapportagebestand,
    Rapportagetekst,
)
from swv.models.normen import Eenheid
from swv.momentopnamen import PeildatumNietVoorbij, bevries
from swv.pdf import PdfNietBeschikbaar
from swv.permissions import NietToegestaan
from swv.rapportages import documents, services
from tests.factories import BEGIN, GebruikerFactory, NormFactory, SamenwerkingsverbandFactory
from tests.swv import proefcijfers as pc
from tests.swv.proefrapport import proefsoort
from tests.werklijst import werkregels

pytestmark = pytest.mark.django_db
K4 = Kwartaal(2025, 4)
NA = datetime(2025, 12, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cijfers(db: None, settings: Settings, tmp_path: Path) -> Iterator[pc.Proefcijfers]:
    settings.BESTANDEN_ROOT = tmp_path / "bestanden"
    SamenwerkingsverbandFactory()
    NormFactory(code=pc.NORM, waarde=30, eenheid=Eenheid.AANTAL, geldig_vanaf=BEGIN)
    with proefsoort() as proef:
        yield proef


@pytest.fixture
def directeur(db: None) -> Gebruiker:
    return GebruikerFactory(rol="directeur")


def vraag(door: Gebruiker | None = None) -> Rapportage:
    return services.aanvragen(soort="proef", kwartaal=K4, door=door, op=NA)


def maak(rapportage: Rapportage) -> Rapportage:
    rapportage.refresh_from_db()
    services.bestanden_maken(sleutel=rapportage.sleutel, versie=rapportage.gevraagd, op=NA)
    rapportage.refresh_from_db()
    return rapportage


def schrijf(rapportage: Rapportage, inhoud: str, door: Gebruiker, *, gezien: int | None = None) -> None:
    tekst = rapportage.teksten.get(code="duiding")
    services.tekst_schrijven(
        tekst=tekst, inhoud=inhoud, gezien=tekst.versie if gezien is None else gezien, door=door, op=NA
    )
    rapportage.refresh_from_db()


def vastgesteld(directeur: Gebruiker) -> Rapportage:
    rapportage = maak(vraag(directeur))
    services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    services.vaststellen(rapportage=rapportage, door=directeur, op=NA)
    rapportage.refresh_from_db()
    return rapportage


# --- asking -----------------------------------------------------------------------------------------


def test_twee_keer_vragen_geeft_een_rapport_met_een_opdracht(directeur: Gebruiker) -> None:
    eerste, tweede = vraag(directeur), vraag(directeur)
    assert eerste == tweede
    assert Opdracht.objects.get().uniek == f"rapportage.maken:{eerste.sleutel}:1"
    assert eerste.wordt_gemaakt
    uiterlijk = dict(eerste.teksten.values_list("code", "uiterlijk"))
    assert uiterlijk == {"duiding": date(2026, 1, 5), "geld": date(2026, 1, 12)}
    assert [g.soort for g in Gebeurtenis.objects.van(eerste)] == ["aangevraagd"]


def test_voor_het_einde_van_de_peildatum_is_er_geen_rapport(directeur: Gebruiker) -> None:
    with pytest.raises(PeildatumNietVoorbij, match=r"pas na de peildatum .* vanaf 16 december 2025\.$"):
        services.aanvragen(
            soort="proef", kwartaal=K4, door=directeur, op=datetime(2025, 12, 15, 12, tzinfo=UTC)
        )
    assert not Rapportage.objects.exists()


@pytest.mark.parametrize("rol", ["controller", "toezicht", "administratie", "fg"])
def test_niet_iedereen_vraagt_een_rapport(rol: str) -> None:
    with pytest.raises(NietToegestaan):
        vraag(GebruikerFactory(rol=rol))


def test_onbekende_soort(directeur: Gebruiker) -> None:
    with pytest.raises(KeyError):
        services.aanvragen(soort="bestaat-niet", kwartaal=K4, door=directeur, op=NA)


# --- making -----------------------------------------------------------------------------------------


def test_maken_legt_zo_nodig_eerst_vast(directeur: Gebruiker, voer_opdrachten_uit, op_moment) -> None:  # type: ignore[no-untyped-def]
    rapportage = vraag(directeur)
    with op_moment(NA):
        assert voer_opdrachten_uit() == 1
    rapportage.refresh_from_db()
    momentopname = Momentopname.objects.get()
    assert rapportage.momentopname == momentopname
    assert (momentopname.aanleiding, momentopname.gemaakt_door) == (Aanleiding.RAPPORTAGE, directeur)
    assert (rapportage.versie, rapportage.is_actueel) == (1, True)
    assert sorted(rapportage.bestanden.values_list("vorm", flat=True)) == ["csv", "pdf", "xlsx"]


def test_maken_leest_de_eerder_vastgelegde_cijfers(directeur: Gebruiker, cijfers: pc.Proefcijfers) -> None:
    eerder = bevries(K4, door=None, op=NA).momentopname
    cijfers.stand = 3
    rapportage = maak(vraag(directeur))
    assert rapportage.momentopname == eerder
    csv = bestanden.lees(rapportage.bestanden.get(vorm="csv")).decode("utf-8-sig")
    assert '"Proefstand";"31"' in csv


def test_twee_keer_maken_geeft_een_stel_bestanden(directeur: Gebruiker) -> None:
    rapportage = maak(vraag(directeur))
    services.bestanden_maken(sleutel=rapportage.sleutel, versie=1, op=NA + timedelta(days=1))
    assert Rapportagebestand.objects.count() == 3
    assert Gebeurtenis.objects.van(rapportage).filter(soort="bestanden_gemaakt").count() == 1


def test_na_een_tekst_komt_er_een_nieuwe_versie_en_blijft_de_oude(directeur: Gebruiker) -> None:
    rapportage = maak(vraag(directeur))
    schrijf(rapportage, "Nieuw inzicht.", directeur)
    assert not rapportage.is_actueel
    services.opnieuw_maken(rapportage=rapportage, door=directeur, op=NA)
    services.opnieuw_maken(rapportage=rapportage, door=directeur, op=NA)
    assert Opdracht.objects.count() == 2, "the second click found the version that was asked for"
    rapportage = maak(rapportage)
    assert (rapportage.versie, rapportage.is_actueel) == (2, True)
    assert rapportage.bestanden.count() == 6
    assert rapportage.bestanden.actueel().count() == 3
    oud, nieuw = (rapportage.bestanden.get(vorm="pdf", versie=nummer).sha256 for nummer in (1, 2))
    assert oud != nieuw


def test_zelfde_tekst_geeft_dezelfde_bytes(directeur: Gebruiker) -> None:
    rapportage = maak(vraag(directeur))
    services.opnieuw_maken(rapportage=rapportage, door=directeur, op=NA)
    rapportage = maak(rapportage)
    sommen = rapportage.bestanden.order_by("vorm", "versie").values_list("sha256", flat=True)
    assert len(sommen) == 6
    assert len(set(sommen)) == 3


def test_zonder_pango_wacht_het_rapport_zichtbaar(
    directeur: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ontbreekt(*_args: object, **_kwargs: object) -> bytes:
        raise PdfNietBeschikbaar("PDF's maken kan nog niet.")

    monkeypatch.setattr(documents, "maak_pdf", ontbreekt)
    rapportage = vraag(directeur)
    opdracht = Opdracht.objects.get()
    Opdracht.objects.update(niet_voor=nu())
    assert opdrachten.voer_uit(opdracht.pk) is False
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.laatste_fout) == (Opdrachtstatus.WACHT, "PDF's maken kan nog niet.")
    assert not Momentopname.objects.exists(), "nothing stays half done"
    rapportage.refresh_from_db()
    assert rapportage.wordt_gemaakt


def test_een_mislukte_opdracht_kan_de_maker_hervatten(directeur: Gebruiker) -> None:
    rapportage = vraag(directeur)
    Opdracht.objects.update(status=Opdrachtstatus.MISLUKT, pogingen=3)
    services.opnieuw_maken(rapportage=rapportage, door=directeur, op=NA)
    opdracht = Opdracht.objects.get()
    assert (opdracht.status, opdracht.pogingen) == (Opdrachtstatus.WACHT, 0)


@pytest.mark.django_db(transaction=True)
def test_drie_tegelijk_vragen_en_maken_geeft_een_rapport() -> None:
    def doe(_nummer: int) -> None:
        try:
            rapportage = vraag()
            services.bestanden_maken(sleutel=rapportage.sleutel, versie=1, op=NA)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as draden:
        list(draden.map(doe, range(3)))
    assert (Rapportage.objects.count(), Momentopname.objects.count(), Opdracht.objects.count()) == (1, 1, 1)
    assert Rapportagebestand.objects.count() == 3


# --- texts ------------------------------------------------------------------------------------------


def test_een_tekst_van_een_ander_wordt_niet_overschreven(directeur: Gebruiker) -> None:
    rapportage = vraag(directeur)
    schrijf(rapportage, "Van de coördinator.", GebruikerFactory(rol="coordinator"), gezien=0)
    with pytest.raises(services.TekstAchterhaald):
        schrijf(rapportage, "Van de directeur.", directeur, gezien=0)
    tekst = rapportage.teksten.get(code="duiding")
    assert (tekst.tekst, tekst.versie) == ("Van de coördinator.", 1)


@pytest.mark.parametrize(
    ("rol", "mag"), [("coordinator", True), ("directeur", True), ("controller", False), ("toezicht", False)]
)
def test_wie_een_tekst_schrijft(rol: str, mag: bool, directeur: Gebruiker) -> None:
    rapportage, schrijver = vraag(directeur), GebruikerFactory(rol=rol)
    if mag:
        schrijf(rapportage, "Goed.", schrijver)
        assert rapportage.tekstversie == 1
    else:
        with pytest.raises(NietToegestaan):
            schrijf(rapportage, "Goed.", schrijver)


def test_de_controller_schrijft_de_eigen_tekst(directeur: Gebruiker) -> None:
    tekst = vraag(directeur).teksten.get(code="geld")
    controller = GebruikerFactory(rol="controller")
    services.tekst_schrijven(tekst=tekst, inhoud="Binnen de begroting.", gezien=0, door=controller, op=NA)
    tekst.refresh_from_db()
    assert (tekst.gewijzigd_door, tekst.versie) == (controller, 1)


def test_dezelfde_tekst_is_geen_nieuwe_versie(directeur: Gebruiker) -> None:
    rapportage = vraag(directeur)
    schrijf(rapportage, "Gelijk.", directeur)
    schrijf(rapportage, "Gelijk.", directeur)
    assert rapportage.tekstversie == 1


# --- offering and fixing ----------------------------------------------------------------------------


def test_aanbieden_kan_pas_met_bestanden_van_de_laatste_tekst(directeur: Gebruiker) -> None:
    rapportage = vraag(directeur)
    with pytest.raises(NietToegestaan, match="nog gemaakt"):
        services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    rapportage = maak(rapportage)
    schrijf(rapportage, "Later.", directeur)
    with pytest.raises(NietToegestaan, match="gewijzigd na het maken"):
        services.aanbieden(rapportage=rapportage, door=directeur, op=NA)


def test_ter_vaststelling_ligt_alles_stil_en_terug_kan(directeur: Gebruiker) -> None:
    rapportage = maak(vraag(directeur))
    services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    rapportage.refresh_from_db()
    assert (rapportage.aangeboden_door, rapportage.aangeboden_op) == (directeur, NA)
    with pytest.raises(NietToegestaan, match="zolang het rapport een concept is"):
        schrijf(rapportage, "Te laat.", directeur)
    with pytest.raises(NietToegestaan, match="zolang het rapport een concept is"):
        services.opnieuw_maken(rapportage=rapportage, door=directeur, op=NA)
    services.terugnemen(rapportage=rapportage, door=directeur, op=NA)
    schrijf(rapportage, "Nu wel.", directeur)
    assert (rapportage.status, rapportage.aangeboden_op) == (Rapportagestatus.CONCEPT, None)


def test_alleen_de_directeur_stelt_vast(directeur: Gebruiker) -> None:
    rapportage = maak(vraag(directeur))
    coordinator = GebruikerFactory(rol="coordinator")
    services.aanbieden(rapportage=rapportage, door=coordinator, op=NA)
    with pytest.raises(NietToegestaan):
        services.vaststellen(rapportage=rapportage, door=coordinator, op=NA)


def test_vaststellen_bewaart_de_laatste_bestanden_met_hun_hash(
    directeur: Gebruiker, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    rapportage = maak(vraag(directeur))
    schrijf(rapportage, "Nieuw.", directeur)
    services.opnieuw_maken(rapportage=rapportage, door=directeur, op=NA)
    rapportage = maak(rapportage)
    oud = rapportage.bestanden.get(vorm="pdf", versie=1)
    services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    with django_capture_on_commit_callbacks(execute=True):
        services.vaststellen(rapportage=rapportage, door=directeur, op=NA)
    assert set(rapportage.bestanden.values_list("versie", flat=True)) == {2}
    sommen = {rij.vorm: rij.sha256 for rij in rapportage.bestanden.all()}
    gebeurtenis = Gebeurtenis.objects.van(rapportage).get(soort="vaststellen")
    assert gebeurtenis.gegevens == {"sha256": sommen, "versie": 2}
    with pytest.raises(FileNotFoundError):
        bestanden.lees(oud)
    assert all(bestanden.lees(rij) for rij in rapportage.bestanden.all())


def test_een_beschadigd_bestand_wordt_niet_vastgesteld(directeur: Gebruiker, settings: Settings) -> None:
    rapportage = maak(vraag(directeur))
    services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    (Path(settings.BESTANDEN_ROOT) / rapportage.bestanden.get(vorm="csv").pad).write_bytes(b"anders")
    with pytest.raises(NietToegestaan, match="niet meer zoals het is gemaakt"):
        services.vaststellen(rapportage=rapportage, door=directeur, op=NA)


def test_na_vaststellen_verandert_er_niets_meer(directeur: Gebruiker) -> None:
    rapportage = vastgesteld(directeur)
    bestand, tekst = rapportage.bestanden.get(vorm="pdf"), rapportage.teksten.get(code="duiding")
    pogingen = [
        lambda: Rapportage.objects.filter(pk=rapportage.pk).update(versie=1),
        lambda: Rapportagetekst.objects.filter(pk=tekst.pk).update(tekst="Anders"),
        lambda: Rapportagebestand.objects.filter(pk=bestand.pk).update(sha256="0" * 64),
        tekst.delete,
        bestand.delete,
        lambda: Rapportagetekst.objects.filter(rapportage=rapportage)._raw_delete("default"),
        lambda: Rapportage.objects.filter(pk=rapportage.pk)._raw_delete("default"),
        lambda: Rapportagetekst.objects.create(
            rapportage=rapportage, code="x", volgorde=9, titel="x", rol="directeur", uiterlijk=BEGIN
        ),
    ]
    for poging in pogingen:
        with pytest.raises(DatabaseError), transaction.atomic():
            poging()
    for dienst in (services.aanbieden, services.terugnemen, services.vaststellen):
        with pytest.raises(NietToegestaan):
            dienst(rapportage=rapportage, door=directeur, op=NA)
    services.bestanden_maken(sleutel=rapportage.sleutel, versie=2, op=NA)
    assert rapportage.bestanden.count() == 3


def test_een_latere_correctie_raakt_een_vastgesteld_rapport_niet(
    directeur: Gebruiker, cijfers: pc.Proefcijfers
) -> None:
    rapportage = vastgesteld(directeur)
    som = rapportage.bestanden.get(vorm="pdf").sha256
    cijfers.stand = 1
    Norm.objects.filter(code=pc.NORM).update(waarde=1)
    maak(rapportage)
    assert rapportage.bestanden.get(vorm="pdf").sha256 == som
    assert vraag(directeur) == rapportage


# --- who sees what ----------------------------------------------------------------------------------


def test_een_nieuw_rapport_staat_op_de_startpagina_van_toezicht(directeur: Gebruiker) -> None:
    toezicht = GebruikerFactory(rol="toezicht")
    rapportage = maak(vraag(directeur))
    assert werkregels("rapportages", toezicht, NA.date()) == []

    services.aanbieden(rapportage=rapportage, door=directeur, op=NA)
    services.vaststellen(rapportage=rapportage, door=directeur, op=NA)

    [regel] = werkregels("rapportages", toezicht, NA.date())
    assert regel.wat == "Proefrapportage van het 4e kwartaal 2025 is vastgesteld"
    assert werkregels("rapportages", directeur, NA.date()) == []
    assert werkregels("rapportages", toezicht, NA.date() + timedelta(days=60)) == []


def test_toezicht_ziet_alleen_wat_is_vastgesteld(directeur: Gebruiker) -> None:
    toezicht = GebruikerFactory(rol="toezicht")
    concept = maak(vraag(directeur))
    for model in (Rapportage, Rapportagetekst, Rapportagebestand):
        assert not model.objects.zichtbaar_voor(toezicht).exists()  # type: ignore[attr-defined]
        assert model.objects.zichtbaar_voor(directeur).exists()  # type: ignore[attr-defined]
    services.aanbieden(rapportage=concept, door=directeur, op=NA)
    assert not Rapportage.objects.zichtbaar_voor(toezicht).exists()
    services.vaststellen(rapportage=concept, door=directeur, op=NA)
    assert Rapportage.objects.zichtbaar_voor(toezicht).get() == concept
    assert Rapportagebestand.objects.zichtbaar_voor(toezicht).count() == 3


@pytest.mark.parametrize("rol", ["school", "ect", "administratie", "beheer", "fg", "bestuur"])
def test_anderen_zien_geen_rapport(rol: str, directeur: Gebruiker) -> None:
    vastgesteld(directeur)
    assert not Rapportage.objects.zichtbaar_voor(GebruikerFactory(rol=rol)).exists()
