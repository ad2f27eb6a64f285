"""Importing schools: look at a file, apply it, undo it. One transaction each, all or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from swv.enums import Importfase, Onderwijssoort
from swv.imports import runs, tijdelijk
from swv.imports.bestand import Csvbestand, open_csv
from swv.imports.fouten import Importfout
from swv.models import Gebruiker, Importregel, Importrun, School
from swv.permissions import eis
from swv.profielen.scholen import profiel_van_installatie
from swv.scholen import aanvulling, lezen, terugdraaien, verwerking, voorstel
from swv.scholen.kolommen import Indeling, lees_kop
from swv.scholen.peildatum import uit_naam
from swv.scholen.soorten import soort_uit_naam
from swv.scholen.verwerking import Tellingen

SOORT = "scholen"
GEEN_PEILDATUM = "Van welke datum dit bestand is, staat niet in de naam. Geef de peildatum op."
NIET_BEWAARD = "Dit bestand is niet meer bewaard. Bied het opnieuw aan; er is niets gewijzigd."
GEWIJZIGD = "De schoollijst is sinds de controle gewijzigd. Bekijk de nieuwe uitkomst en bevestig opnieuw."


@dataclass(frozen=True)
class Schoolbestand:
    """A file that can be imported: its rows, its layout, and of which day and kind it is."""

    bron: Csvbestand
    indeling: Indeling
    naam: str
    peildatum: date
    onderwijssoort: str


@dataclass(frozen=True)
class Uitslag:
    """The totals of an import, and a few rows of each kind that a person must see."""

    tellingen: Tellingen
    voorbeelden: dict[str, list[Importregel]]


def open_bestand(
    pad: Path, *, naam: str = "", peildatum: date | None = None, onderwijssoort: str = ""
) -> Schoolbestand:
    """Look at the file and its name; raises `Importfout` when it cannot be imported."""
    naam = naam or pad.name
    bron = open_csv(pad)
    indeling = lees_kop(bron.kop, heeft_marges=bron.heeft_marges)
    dag = peildatum or uit_naam(naam)
    if dag is None:
        raise Importfout(GEEN_PEILDATUM)
    soort = Onderwijssoort(onderwijssoort) if onderwijssoort else soort_uit_naam(naam)
    return Schoolbestand(bron, indeling, naam, dag, soort.value if soort else "")


@transaction.atomic
def importeer(
    bestand: Schoolbestand, *, door: Gebruiker | None, op: datetime, proef: bool = False
) -> Uitslag:
    """Import a file at once; with `proef` the same, and then everything is rolled back."""
    _eis_recht(door)
    runs.vergrendel(SOORT)
    run = _begin(bestand, door=door, op=op)
    tellingen, kader = _bereid_voor(run, bestand)
    _voer_door(run, kader)
    runs.zet_verwerkt(run, tellingen.als_dict(), door=door, op=op)
    uitslag = Uitslag(tellingen, verwerking.voorbeelden(run))
    if proef:
        transaction.set_rollback(True)
    return uitslag


@transaction.atomic
def bied_aan(bestand: Schoolbestand, *, door: Gebruiker, op: datetime) -> Importrun:
    """Keep a file and show what it would do; nothing changes before `bevestig`."""
    _eis_recht(door)
    runs.vergrendel(SOORT)
    runs.laat_oude_vervallen(SOORT, op=op)
    run = _begin(bestand, door=door, op=op)
    runs.zet_gecontroleerd(run, _controleer(run, bestand).als_dict())
    runs.bewaar_bestand(run, bestand.bron.pad)
    return run


def bevestig(run: Importrun, *, door: Gebruiker, op: datetime) -> Importrun:
    """Apply what was shown; when it would now be something else, show that first."""
    _eis_recht(door)
    runs.eis_fase(run, Importfase.GECONTROLEERD)
    bestand = _bewaard_bestand(run)
    with transaction.atomic():
        runs.vergrendel(SOORT)
        run = runs.vergrendeld(run, Importfase.GECONTROLEERD)
        run.regels.all().delete()
        tellingen, kader = _bereid_voor(run, bestand)
        is_gelijk = tellingen.als_dict() == run.tellingen
        if is_gelijk:
            _voer_door(run, kader)
            runs.zet_verwerkt(run, tellingen.als_dict(), door=door, op=op)
        else:
            runs.zet_gecontroleerd(run, tellingen.als_dict())
    if not is_gelijk:
        raise Importfout(GEWIJZIGD)
    return run


@transaction.atomic
def laat_vervallen(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    """Drop a file that was only looked at."""
    _eis_recht(door)
    runs.zet_afgekeurd(runs.vergrendeld(run, Importfase.GECONTROLEERD), door=door, op=op)


@transaction.atomic
def draai_terug(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    """Undo an import as a whole; raises `Importfout` when something was done with it since."""
    _eis_recht(door)
    runs.vergrendel(SOORT)
    run = runs.vergrendeld(run, Importfase.VERWERKT)
    nieuw = School.objects.filter(ingevoerd_met=run).values_list("vestigingscode", flat=True)
    runs.eis_terug_te_draaien(run, sleutels=runs.geraakte_sleutels(run).union(nieuw))
    terugdraaien.draai_terug(run)
    runs.zet_teruggedraaid(run, door=door, op=op)


def _bewaard_bestand(run: Importrun) -> Schoolbestand:
    """The file of a run that waits, byte for byte the one that was looked at."""
    if not runs.bestand_van(run).is_file():
        raise Importfout(NIET_BEWAARD)
    bestand = open_bestand(
        runs.bestand_van(run),
        naam=run.bestandsnaam,
        peildatum=run.peildatum,
        onderwijssoort=run.gegevens.get("onderwijssoort", ""),
    )
    if bestand.bron.sha256 != run.sha256:
        raise Importfout(NIET_BEWAARD)
    return bestand


def _eis_recht(door: Gebruiker | None) -> None:
    if door is not None:
        eis(door, "school.importeren")


def _begin(bestand: Schoolbestand, *, door: Gebruiker | None, op: datetime) -> Importrun:
    return runs.begin(
        SOORT,
        bestandsnaam=bestand.naam,
        bron=bestand.bron,
        peildatum=bestand.peildatum,
        gegevens={"onderwijssoort": bestand.onderwijssoort},
        door=door,
        op=op,
    )


def _bereid_voor(run: Importrun, bestand: Schoolbestand) -> tuple[Tellingen, voorstel.Kader]:
    """Read, check and compare; writes only the rows of the run."""
    profiel = profiel_van_installatie()
    kader = voorstel.Kader(
        bestand.indeling,
        bestand.peildatum,
        bestand.onderwijssoort,
        profiel.onderwijssoorten if profiel else (),
    )
    tijdelijk.naar_tabel(bestand.bron)
    lezen.lees(bestand.indeling)
    aanvulling.leg_klaar(profiel)
    voorstel.maak(kader)
    return verwerking.schrijf_regels(run, kader), kader


def _controleer(run: Importrun, bestand: Schoolbestand) -> Tellingen:
    """The same code as applying it, and back to before: what cannot be applied is found now."""
    tellingen, kader = _bereid_voor(run, bestand)
    with transaction.atomic():
        _voer_door(run, kader)
        transaction.set_rollback(True)
    return tellingen


def _voer_door(run: Importrun, kader: voorstel.Kader) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nummer FROM bestuurkaart WHERE is_nieuw ORDER BY nummer")
        run.gegevens["nieuwe_besturen"] = [nummer for (nummer,) in cursor.fetchall()]
    verwerking.voer_door(run, voorstel.nieuwe_scholen(kader))
