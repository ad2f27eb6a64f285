"""Objects of the room financien, brought to their state by the services."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from financien.enums import Bestemming, Regeling, Rubriek, Soort, Tariefversie
from financien.geld import over_maanden
from financien.models import Balans, Begroting, Boeking, Kolomnaam, Post, Programma, Toewijzing, Verdeling
from financien.profiel import KOLOMNAMEN, lees_kolomnamen
from financien.services import begroting as begrotingen
from financien.services import gegevens, realisatie, verdeling
from swv.models import Gebruiker, Importrun, Samenwerkingsverband
from tests.factories import GebruikerFactory, SamenwerkingsverbandFactory

OP = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAG = date(2026, 11, 2)
KOP = "Boekstuknummer;Regelnummer;Datum;Grootboek;Kostenplaats;Omschrijving;Bedrag\n"
GOED = (
    KOP
    + "B1;1;05-01-2026;4100;4711;Salarissen januari;1.234,56\n"
    + "B1;2;05-01-2026;8000;4711;Rijksbijdrage;-10.000,00\n"
    + "B2;1;10-02-2026;4400;4712;Huur;500,10\n"
)
PROGRAMMAS = (
    ("vso", "Gespecialiseerd onderwijs (VSO)", Bestemming.VSO),
    ("basis", "Basisondersteuning", Bestemming.REGULIER),
    ("expertise", "Expertise en consultatie", Bestemming.EXPERTISE),
    ("bestuur", "Bestuur, toezicht en medezeggenschap", Bestemming.OVERHEAD),
)


def richt_in() -> Samenwerkingsverband:
    """An SWV with programmas, the column names, and toewijzingen for kostenplaats 4711 and 4712."""
    swv = SamenwerkingsverbandFactory()
    swv.profiel = {
        **swv.profiel,
        "financien": {
            "baten_grootboek": ["8"],
            "verdeling_onderwijssoorten": ["vo", "pro"],
            "tarieven": [{"code": "zware_ondersteuning", "naam": "Zware ondersteuning per leerling VO"}],
        },
    }
    swv.save()
    for volgorde, (code, naam, bestemming) in enumerate(PROGRAMMAS, start=1):
        Programma.objects.get_or_create(
            code=code, defaults={"naam": naam, "bestemming": bestemming, "volgorde": volgorde}
        )
    for kolom, veld in lees_kolomnamen(KOLOMNAMEN):
        Kolomnaam.objects.get_or_create(naam=kolom, defaults={"veld": veld})
    for kostenplaats, code in (("4711", "vso"), ("4712", "bestuur")):
        wijs_toe(kostenplaats, code)
    return swv


def programma(code: str = "vso") -> Programma:
    return Programma.objects.get(code=code)


def wijs_toe(kostenplaats: str, code: str | None, **velden: Any) -> Toewijzing:
    return gegevens.toewijzing_bewaren(
        kostenplaats=kostenplaats,
        programma=programma(code) if code else None,
        door=None,
        op=OP,
        **velden,
    )


def controller() -> Gebruiker:
    gebruiker: Gebruiker = GebruikerFactory(rol="controller")
    return gebruiker


def postgegevens(**velden: Any) -> dict[str, Any]:
    bedrag = velden.pop("bedrag", Decimal("12000.00"))
    return {
        "programma": velden.pop("programma", None) or programma(),
        "code": "1.01",
        "soort": Soort.LASTEN,
        "omschrijving": "Ondersteuning VSO",
        "rubriek": Rubriek.DOORBETALINGEN,
        "bedrag": bedrag,
        "maanden": over_maanden(bedrag),
        **velden,
    }


def begroting(jaar: int = 2026, vanuit: Begroting | None = None) -> Begroting:
    return begrotingen.begroting_beginnen(jaar=jaar, vanuit=vanuit, door=None, op=OP)


def post(van: Begroting, **velden: Any) -> Post:
    return begrotingen.post_bewaren(
        begroting=van, post=None, gegevens=postgegevens(**velden), door=None, op=OP
    )


def vastgesteld(jaar: int = 2026, **velden: Any) -> Begroting:
    """A begroting with one post, decided in the December before."""
    nieuw = begroting(jaar)
    post(nieuw, **velden)
    return stel_vast(nieuw)


def stel_vast(van: Begroting, dag: date | None = None) -> Begroting:
    return begrotingen.begroting_vaststellen(
        begroting=van, besluitdatum=dag or date(van.jaar - 1, 12, 11), besluit_van="ALV", door=None, op=OP
    )


def een_verdeling(**velden: Any) -> Verdeling:
    standaard = {
        "jaar": 2026,
        "omschrijving": "Basisondersteuning 2026",
        "regeling": Regeling.NAAR_RATO,
        "bedrag": Decimal("100000.00"),
        "onderwijssoorten": ["vo"],
    }
    return verdeling.verdeling_maken(**{**standaard, **velden}, door=None, op=OP)


def schrijf(pad: Path, inhoud: str | bytes) -> Path:
    pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    return pad


def importeer(pad: Path, inhoud: str | bytes = GOED, **opties: Any) -> realisatie.Uitslag:
    """Import at once, as the command does."""
    bestand = realisatie.lees_bestand(schrijf(pad, inhoud))
    return realisatie.importeer(bestand, door=None, op=OP, **opties)


def bied_aan(pad: Path, inhoud: str | bytes = GOED, door: Gebruiker | None = None) -> Importrun:
    bestand = realisatie.lees_bestand(schrijf(pad, inhoud))
    return realisatie.bied_aan(bestand, door=door or controller(), op=OP)


def boeking(bedrag: str = "100.00", **velden: Any) -> Boeking:
    """A booking without a file."""
    run = Importrun.objects.create(
        soort="realisatie",
        bestandsnaam="x.csv",
        sha256="0" * 64,
        tellingen={"gelezen": 1, "nieuw": 1, "gewijzigd": 0},
        geladen_op=OP,
    )
    aantal = Boeking.objects.count()
    standaard = {
        "natuurlijke_sleutel": f"proef/{aantal}",
        "datum": date(2026, 3, 5),
        "kostenplaats": "4711",
        "soort": Soort.LASTEN,
        "programma": velden.pop("programma", None) or programma(),
        "bedrag": Decimal(bedrag),
        "ingevoerd_met": run,
    }
    return Boeking.objects.create(**{**standaard, **velden})


def balans(jaar: int = 2025, **velden: Any) -> Balans:
    bedragen = {
        "eigen_vermogen": Decimal("700000.00"),
        "voorzieningen": Decimal("50000.00"),
        "kortlopende_schulden": Decimal("1000000.00"),
        "vlottende_activa": Decimal("1750000.00"),
        "totaal_vermogen": Decimal("1750000.00"),
        "totale_baten": Decimal("23000000.00"),
        "resultaat": Decimal("-115000.00"),
        "bron": "Jaarrekening (proef)",
    }
    return gegevens.balans_bewaren(jaar=jaar, gegevens={**bedragen, **velden}, door=None, op=OP)


def tarief(**velden: Any) -> Any:
    waarden = {
        "bedrag": Decimal("750.00"),
        "bron": "Regeling (proef)",
        "geldig_vanaf": date(2026, 1, 1),
        **velden,
    }
    return gegevens.tarief_bewaren(
        jaar=2026,
        versie=Tariefversie.VOORLOPIG,
        code="zware_ondersteuning",
        gegevens=waarden,
        door=None,
        op=OP,
    )
