"""Comparing a list with the register: offer, map the columns, compare, decide per row, undo.

Nothing in the register changes by comparing; each change is a decision of a person about one row.
"""

import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Leerling
from leerlingen.services import leerling_toevoegen
from swv.enums import Importfase
from swv.gebeurtenissen import leg_vast
from swv.imports import runs
from swv.imports.fouten import Importfout
from swv.klok import datum_van
from swv.models import Gebruiker, Importrun, School
from swv.permissions import NietToegestaan
from swv.workflow import eis_mogelijk, vergrendel, voer_uit
from thuiszitters.enums import Herkomst, Lijstbron, Meldingstatus, Regelbesluit, Regie
from thuiszitters.models import LIJST, Lijstkolom, Lijstregel, Melding, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.melding import intrekken, melden
from thuiszitters.vergelijken import kolommen, lezen
from thuiszitters.vergelijken.uitkomst import Bereik, tellingen, vergelijk
from thuiszitters.vergelijken.velden import naar_velden
from thuiszitters.workflow import LIJSTREGEL

NIET_BEWAARD = "Dit bestand is niet meer bewaard. Bied het opnieuw aan; er is niets gewijzigd."
UIT_LIJST = "Gevonden bij het vergelijken met een lijst van {bron}."
AL_OPGEPAKT = (
    "Deze vergelijking kan niet terug: van {aantal} is de melding al behandeld. "
    "Wat in het register staat, wijzigt u daar."
)
ANDERE_DAG = "Vul de geboortedatum van de nieuwe leerling in."
BRONNAAM = {Lijstbron.SCHOOL: "de school", Lijstbron.LEERPLICHT: "leerplicht"}
HERKOMST = {Lijstbron.SCHOOL: Herkomst.SCHOOL, Lijstbron.LEERPLICHT: Herkomst.LEERPLICHT}


def kolomnamen() -> dict[str, str]:
    """Simplified title -> field: what ships with the product, and what people chose before."""
    return kolommen.standaardnamen() | dict(Lijstkolom.objects.values_list("naam", "veld"))


@transaction.atomic
def bied_aan(
    pad: Path,
    *,
    naam: str,
    bron: str,
    school: School | None,
    gemeente: str,
    door: Gebruiker,
    op: datetime,
) -> tuple[Importrun, bool]:
    """Keep a cleaned list until its columns are chosen; the same file once more is the same comparison.

    Returns the run and whether it is new. What may be a BSN is gone before anything is written.
    """
    eis_behandelaar(door, None)
    runs.vergrendel(LIJST)
    runs.laat_oude_vervallen(LIJST, op=op)
    lijst = lezen.lees(pad)
    bereik = {"bron": bron, "school": school.pk if school else None, "gemeente": gemeente}
    eerder = _eerder(lijst.sha256, bereik)
    if eerder is not None:
        return eerder, False
    run = Importrun.objects.create(
        soort=LIJST,
        bestandsnaam=naam[:150],
        sha256=lijst.sha256,
        gegevens=bereik
        | {
            "kop": lijst.kop,
            "keuze": kolommen.raad(lijst.kop, kolomnamen()),
            "weggelaten": list(lijst.weggelaten),
            "gewist": lijst.gewist,
        },
        geladen_op=op,
        geladen_door=door,
    )
    runs.zet_gecontroleerd(run, {"rijen": len(lijst.tabel)})
    with tempfile.NamedTemporaryFile(suffix=".csv") as tijdelijk:
        lezen.bewaar(lijst, Path(tijdelijk.name))
        runs.bewaar_bestand(run, Path(tijdelijk.name))
    return run, True


def _eerder(sha256: str, bereik: Mapping[str, Any]) -> Importrun | None:
    fasen = [Importfase.GECONTROLEERD, Importfase.VERWERKT]
    rijen = Importrun.objects.filter(soort=LIJST, sha256=sha256, fase__in=fasen, gegevens__contains=bereik)
    return rijen.order_by("-id").first()


@transaction.atomic
def vergelijken(run: Importrun, *, keuze: Mapping[str, str], door: Gebruiker, op: datetime) -> Importrun:
    """Compare with these columns and keep the outcome; a title that was chosen by hand is remembered."""
    eis_behandelaar(door, None)
    if ontbreekt := kolommen.wat_ontbreekt(keuze):
        raise Importfout(ontbreekt)
    runs.vergrendel(LIJST)
    rij = runs.vergrendeld(run, Importfase.GECONTROLEERD)
    pad = runs.bestand_van(rij)
    if not pad.is_file():
        raise Importfout(NIET_BEWAARD)
    gekozen = {veld: titel for veld, titel in keuze.items() if titel}
    _onthoud(gekozen)
    tabel = naar_velden(lezen.heropen(pad), gekozen)
    regels = vergelijk(rij, tabel, bereik_van(rij), datum_van(op))
    Lijstregel.objects.bulk_create(regels, batch_size=1000)
    rij.gegevens = rij.gegevens | {"keuze": gekozen}
    runs.zet_verwerkt(rij, tellingen(regels) | {"rijen": len(tabel)}, door=door, op=op)
    return rij


def bereik_van(run: Importrun) -> Bereik:
    """Which part of the register this list is about."""
    school = School.objects.filter(pk=run.gegevens["school"]).first() if run.gegevens["school"] else None
    return Bereik(school, run.gegevens["gemeente"])


def _onthoud(gekozen: Mapping[str, str]) -> None:
    bekend = kolomnamen()
    for veld, titel in gekozen.items():
        naam = kolommen.vereenvoudig(titel)
        if naam and bekend.get(naam) != veld:
            Lijstkolom.objects.update_or_create(naam=naam, defaults={"veld": veld})


@transaction.atomic
def laat_vervallen(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    """Drop a list that was not compared."""
    eis_behandelaar(door, None)
    runs.zet_afgekeurd(runs.vergrendeld(run, Importfase.GECONTROLEERD), door=door, op=op)


# --- one row -----------------------------------------------------------------------------------------------------


@transaction.atomic
def regel_melden(
    *,
    regel: Lijstregel,
    nieuwe_leerling: bool,
    categorie: str,
    eerste_verzuimdag: date,
    door: Gebruiker,
    op: datetime,
    geboortedatum: date | None = None,
) -> Melding:
    """Make a report of this row: about the pupil that was found, or about a new one. From there it is as always."""
    rij = vergrendel(regel, met=("leerling", "school", "run"))
    eis_mogelijk(LIJSTREGEL, rij, "melden", door)
    leerling = None if nieuwe_leerling else rij.leerling
    if leerling is None:
        leerling = _nieuwe_leerling(rij, geboortedatum or rij.geboortedatum, door, op)
    bron = Lijstbron(rij.run.gegevens["bron"])
    melding = melden(
        leerling=leerling,
        school=rij.school,
        herkomst=HERKOMST[bron] if rij.school or bron != Lijstbron.SCHOOL else Herkomst.SWV,
        gegevens={
            "categorie": categorie,
            "eerste_verzuimdag": eerste_verzuimdag,
            "geconstateerd_op": datum_van(op),
            "toelichting": UIT_LIJST.format(bron=BRONNAAM[bron]),
            "regie": Regie.NIEMAND,
            "ouders_geinformeerd": False,
        },
        door=door,
        op=op,
    )
    voer_uit(LIJSTREGEL, rij, "melden", door=door, op=op, melding=melding, leerling=leerling)
    return melding


def _nieuwe_leerling(
    regel: Lijstregel, geboortedatum: date | None, door: Gebruiker, op: datetime
) -> Leerling:
    if geboortedatum is None:
        raise NietToegestaan(ANDERE_DAG)
    return leerling_toevoegen(
        gegevens={
            "roepnaam": (regel.roepnaam or "Onbekend")[:60],
            "voorvoegsel": regel.voorvoegsel[:20],
            "achternaam": regel.achternaam[:80],
            "geboortedatum": geboortedatum,
            "gemeente": regel.run.gegevens["gemeente"],
        },
        school=regel.school,
        soort=Inschrijvingsoort.INSCHRIJVING,
        vanaf=datum_van(op),
        leerjaar="",
        door=door,
        op=op,
    )


@transaction.atomic
def regel_koppelen(*, regel: Lijstregel, traject: Traject, door: Gebruiker, op: datetime) -> Lijstregel:
    """Say that this row is this running traject; the register stays as it is."""
    if not Traject.objects.zichtbaar_voor(door).lopend().filter(pk=traject.pk).exists():
        raise NietToegestaan("Kies een traject dat nu loopt.")
    rij = voer_uit(
        LIJSTREGEL, regel, "koppelen", door=door, op=op, traject=traject, leerling=traject.leerling
    )
    leg_vast(traject, "lijst", door=door, op=op, toelichting=_herkomst(rij, "gekoppeld"))
    return rij


@transaction.atomic
def regel_verschil(*, regel: Lijstregel, toelichting: str, door: Gebruiker, op: datetime) -> Lijstregel:
    """Write down that list and register differ, and why that stays or what is done about it."""
    tekst = _eis_tekst(toelichting)
    rij = voer_uit(LIJSTREGEL, regel, "verschil", door=door, op=op, toelichting=tekst)
    rij.toelichting = tekst
    rij.save(update_fields=["toelichting"])
    if rij.traject is not None:
        leg_vast(rij.traject, "lijst", door=door, op=op, toelichting=_herkomst(rij, tekst))
    return rij


@transaction.atomic
def regel_negeren(*, regel: Lijstregel, toelichting: str, door: Gebruiker, op: datetime) -> Lijstregel:
    """Leave this row for what it is, with the reason."""
    tekst = _eis_tekst(toelichting)
    rij = voer_uit(LIJSTREGEL, regel, "negeren", door=door, op=op, toelichting=tekst)
    rij.toelichting = tekst
    rij.save(update_fields=["toelichting"])
    return rij


@transaction.atomic
def regel_heropenen(*, regel: Lijstregel, door: Gebruiker, op: datetime) -> Lijstregel:
    """Decide again; what was decided stays in the trail."""
    return voer_uit(
        LIJSTREGEL,
        regel,
        "heropenen",
        door=door,
        op=op,
        toelichting="",
        beslist_op=None,
        beslist_door=None,
    )


def _herkomst(regel: Lijstregel, wat: str) -> str:
    return f"Lijst van {BRONNAAM[Lijstbron(regel.run.gegevens['bron'])]}: {wat}"


def _eis_tekst(tekst: str) -> str:
    if not tekst.strip():
        raise NietToegestaan("Schrijf waarom.")
    return tekst.strip()


# --- back ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def draai_terug(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    """Undo a comparison: its rows go, and reports that it made and nobody took up are withdrawn.

    Raises `Importfout` when one of those was taken up: then the register has gone on.
    """
    eis_behandelaar(door, None)
    runs.vergrendel(LIJST)
    rij = runs.vergrendeld(run, Importfase.VERWERKT)
    gemeld = rij.lijstregels.filter(status=Regelbesluit.GEMELD)
    meldingen = Melding.objects.filter(pk__in=gemeld.values("melding"))
    behandeld = meldingen.exclude(status__in=[Meldingstatus.NIEUW, Meldingstatus.INGETROKKEN]).count()
    if behandeld:
        raise Importfout(AL_OPGEPAKT.format(aantal="1 rij" if behandeld == 1 else f"{behandeld} rijen"))
    for melding in meldingen.nieuw().order_by("id"):
        intrekken(melding=melding, reden="De vergelijking is teruggedraaid.", door=door, op=op)
    rij.lijstregels.all().delete()
    runs.zet_teruggedraaid(rij, door=door, op=op)
