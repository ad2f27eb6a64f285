"""Importing realisatie: look at a file, apply it, undo it. One transaction each, all or nothing.

A file with refused rows is never applied in part: totals of a programma must be those of the books.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from financien.models import REALISATIE, Boeking, Kolomnaam, Toewijzing
from financien.permissions import eis_beheerder
from financien.realisatie import verwerking
from financien.realisatie.bedragen import Notatie
from financien.realisatie.dagen import laatste_dag
from financien.realisatie.kolommen import Indeling, lees_kop
from financien.realisatie.lezer import herken_notatie
from financien.realisatie.rijen import Kader, Plek, lees_rijen
from financien.realisatie.verwerking import Tellingen
from swv.enums import Importfase, Importuitkomst
from swv.imports import runs
from swv.imports.fouten import Importfout
from swv.imports.tabel import Bron, open_bestand
from swv.klok import vandaag
from swv.models import Gebruiker, Importregel, Importrun, Samenwerkingsverband

NIET_BEWAARD = "Dit bestand is niet meer bewaard. Bied het opnieuw aan; er is niets gewijzigd."
GEWIJZIGD = (
    "De boekingen of toewijzingen zijn sinds de controle gewijzigd. "
    "Bekijk de nieuwe uitkomst en bevestig opnieuw."
)
MET_FOUTEN = (
    "Dit bestand heeft nog {aantal} met een fout. Los die eerst op: "
    "een bestand wordt alleen in zijn geheel verwerkt."
)


@dataclass(frozen=True)
class Realisatiebestand:
    """A file that can be imported: its rows, its layout, and how amounts are written."""

    bron: Bron
    indeling: Indeling
    notatie: Notatie
    naam: str


@dataclass(frozen=True)
class Uitslag:
    """The totals of an import, and a few refused and skipped rows."""

    tellingen: Tellingen
    fouten: list[Importregel]
    overgeslagen: list[Importregel]


class MetFouten(Importfout):
    """Rows were refused, so nothing was applied; `uitslag` says which."""

    def __init__(self, uitslag: Uitslag) -> None:
        super().__init__(met_fouten(uitslag.tellingen.fouten))
        self.uitslag = uitslag


def met_fouten(aantal: int) -> str:
    """The sentence for a file that cannot be applied yet; empty when it can."""
    return MET_FOUTEN.format(aantal="1 rij" if aantal == 1 else f"{aantal} rijen") if aantal else ""


def lees_bestand(pad: Path, *, naam: str = "", notatie: str = "") -> Realisatiebestand:
    """Look at the file; raises `Importfout` when it cannot be imported."""
    bron = open_bestand(pad)
    indeling = lees_kop(bron.kop, dict(Kolomnaam.objects.values_list("naam", "veld")))
    gekozen = Notatie(notatie) if notatie else herken_notatie(bron, indeling)
    return Realisatiebestand(bron, indeling, gekozen, naam or pad.name)


@transaction.atomic
def importeer(
    bestand: Realisatiebestand, *, door: Gebruiker | None, op: datetime, proef: bool = False
) -> Uitslag:
    """Import a file at once; with `proef` the same, and then everything is rolled back. Raises `MetFouten`."""
    eis_beheerder(door)
    runs.vergrendel(REALISATIE)
    run = _begin(bestand, door=door, op=op)
    tellingen = _bereid_voor(run, bestand)
    uitslag = Uitslag(
        tellingen,
        fouten=verwerking.voorbeelden(run, Importuitkomst.FOUT),
        overgeslagen=verwerking.voorbeelden(run, Importuitkomst.OVERGESLAGEN),
    )
    if tellingen.fouten:
        raise MetFouten(uitslag)
    verwerking.voer_door(run)
    runs.zet_verwerkt(run, tellingen.als_dict(), door=door, op=op)
    if proef:
        transaction.set_rollback(True)
    return uitslag


@transaction.atomic
def bied_aan(bestand: Realisatiebestand, *, door: Gebruiker, op: datetime) -> Importrun:
    """Keep a file and show what it would do; nothing changes before `bevestig`."""
    eis_beheerder(door)
    runs.vergrendel(REALISATIE)
    runs.laat_oude_vervallen(REALISATIE, op=op)
    run = _begin(bestand, door=door, op=op)
    runs.zet_gecontroleerd(run, _controleer(run, bestand).als_dict())
    runs.bewaar_bestand(run, bestand.bron.pad)
    return run


@transaction.atomic
def controleer_opnieuw(run: Importrun, *, door: Gebruiker, op: datetime) -> Importrun:
    """Look at a waiting file once more, after a toewijzing was added."""
    eis_beheerder(door)
    bestand = _bewaard_bestand(run)
    runs.vergrendel(REALISATIE)
    rij = runs.vergrendeld(run, Importfase.GECONTROLEERD)
    rij.regels.all().delete()
    runs.zet_gecontroleerd(rij, _controleer(rij, bestand).als_dict())
    return rij


def bevestig(run: Importrun, *, door: Gebruiker, op: datetime) -> Importrun:
    """Apply what was shown; when it would now be something else, show that first."""
    eis_beheerder(door)
    runs.eis_fase(run, Importfase.GECONTROLEERD)
    bestand = _bewaard_bestand(run)
    with transaction.atomic():
        runs.vergrendel(REALISATIE)
        run = runs.vergrendeld(run, Importfase.GECONTROLEERD)
        run.regels.all().delete()
        tellingen = _bereid_voor(run, bestand)
        is_gelijk = tellingen.als_dict() == run.tellingen
        if is_gelijk and not tellingen.fouten:
            verwerking.voer_door(run)
            runs.zet_verwerkt(run, tellingen.als_dict(), door=door, op=op)
        else:
            runs.zet_gecontroleerd(run, tellingen.als_dict())
    if tellingen.fouten:
        raise Importfout(met_fouten(tellingen.fouten))
    if not is_gelijk:
        raise Importfout(GEWIJZIGD)
    return run


@transaction.atomic
def laat_vervallen(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    """Drop a file that was only looked at."""
    eis_beheerder(door)
    runs.zet_afgekeurd(runs.vergrendeld(run, Importfase.GECONTROLEERD), door=door, op=op)


@transaction.atomic
def draai_terug(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    """Undo an import as a whole; raises `Importfout` when a later one built on it."""
    eis_beheerder(door)
    runs.vergrendel(REALISATIE)
    run = runs.vergrendeld(run, Importfase.VERWERKT)
    nieuw = Boeking.objects.filter(ingevoerd_met=run).values_list("natuurlijke_sleutel", flat=True)
    runs.eis_terug_te_draaien(run, sleutels=runs.geraakte_sleutels(run).union(nieuw))
    verwerking.draai_terug(run)
    runs.zet_teruggedraaid(run, door=door, op=op)


def _bewaard_bestand(run: Importrun) -> Realisatiebestand:
    """The file of a run that waits, byte for byte the one that was looked at."""
    pad = runs.bestand_van(run)
    if not pad.is_file():
        raise Importfout(NIET_BEWAARD)
    bestand = lees_bestand(pad, naam=run.bestandsnaam, notatie=run.gegevens.get("notatie", ""))
    if bestand.bron.sha256 != run.sha256:
        raise Importfout(NIET_BEWAARD)
    return bestand


def _begin(bestand: Realisatiebestand, *, door: Gebruiker | None, op: datetime) -> Importrun:
    return Importrun.objects.create(
        soort=REALISATIE,
        bestandsnaam=bestand.naam[:150],
        sha256=bestand.bron.sha256,
        gegevens={"notatie": bestand.notatie.value},
        geladen_op=op,
        geladen_door=door,
    )


def _bereid_voor(run: Importrun, bestand: Realisatiebestand) -> Tellingen:
    """Read, check and compare; writes only the rows of the run."""
    kader = Kader(
        indeling=bestand.indeling,
        notatie=bestand.notatie,
        plekken=_plekken(),
        baten_grootboek=baten_grootboek(),
        laatste_dag=laatste_dag(vandaag().year + 1, 12),
    )
    verwerking.vergelijk(lees_rijen(bestand.bron.rijen(), kader))
    return verwerking.schrijf_regels(run)


def _plekken() -> dict[tuple[str, str], Plek]:
    return {
        (rij.kostenplaats, rij.grootboek): Plek(rij.programma_id, rij.soort, rij.post_code)
        for rij in Toewijzing.objects.order_by("id")
    }


def baten_grootboek() -> tuple[str, ...]:
    """How the accounts of income begin, as the profile says."""
    swv = Samenwerkingsverband.objects.first()
    instellingen = swv.profiel.get("financien", {}) if swv else {}
    return tuple(instellingen.get("baten_grootboek", ()))


def _controleer(run: Importrun, bestand: Realisatiebestand) -> Tellingen:
    """The same code as applying it, and back to before: what cannot be applied is found now."""
    tellingen = _bereid_voor(run, bestand)
    if not tellingen.fouten:
        with transaction.atomic():
            verwerking.voer_door(run)
            transaction.set_rollback(True)
    return tellingen
