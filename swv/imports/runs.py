"""The phases of a staged import, the same for every kind: geladen, gecontroleerd, verwerkt, teruggedraaid.

The file of a run waits in a private folder until it is applied or dropped; the rows that changed
something stay with the run, with what stood there before, so that the batch can be undone.
"""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from psycopg.errors import LockNotAvailable

from swv.enums import Importfase, Importuitkomst
from swv.gebeurtenissen import leg_vast
from swv.imports.bestand import Csvbestand
from swv.imports.fouten import Importfout
from swv.models import Gebruiker, Importregel, Importrun

# Long enough for a million rows; a second import waits a moment and then says why it does not go on.
GRENZEN = "SET LOCAL statement_timeout = '15min'; SET LOCAL lock_timeout = '10s'; SET LOCAL work_mem = '64MB'"
BEZIG = "Er loopt al een import. Wacht tot die klaar is en probeer het dan opnieuw; er is niets gewijzigd."


BEWAARTIJD = timedelta(days=7)  # how long a file waits for a decision
# The rows of a run that stand for a change.
GERAAKT = Q(uitkomst__in=[Importuitkomst.NIEUW, Importuitkomst.GEWIJZIGD]) | Q(oud__isnull=False)


def vergrendel(soort: str) -> None:
    """Let imports of one kind go one by one; the lock ends with the transaction of the caller."""
    with connection.cursor() as cursor:
        cursor.execute(GRENZEN)
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"swv.import.{soort}"])
        except OperationalError as fout:
            if isinstance(fout.__cause__, LockNotAvailable):
                raise Importfout(BEZIG) from fout
            raise


def begin(
    soort: str,
    *,
    bestandsnaam: str,
    bron: Csvbestand,
    peildatum: date,
    gegevens: dict[str, Any],
    door: Gebruiker | None,
    op: datetime,
) -> Importrun:
    """Write that this file was offered."""
    return Importrun.objects.create(
        soort=soort,
        bestandsnaam=bestandsnaam[:150],
        sha256=bron.sha256,
        peildatum=peildatum,
        gegevens=gegevens,
        geladen_op=op,
        geladen_door=door,
    )


def zet_gecontroleerd(run: Importrun, tellingen: dict[str, int]) -> None:
    run.fase, run.tellingen = Importfase.GECONTROLEERD, tellingen
    run.save(update_fields=["fase", "tellingen"])


def zet_verwerkt(run: Importrun, tellingen: dict[str, int], *, door: Gebruiker | None, op: datetime) -> None:
    """Mark the run as applied, with who did it."""
    van, run.fase, run.tellingen = run.fase, Importfase.VERWERKT, tellingen
    run.verwerkt_op, run.verwerkt_door = op, door
    run.save(update_fields=["fase", "tellingen", "gegevens", "verwerkt_op", "verwerkt_door"])
    leg_vast(
        run, "import.verwerkt", door=door, op=op, van=van, naar=run.fase, gegevens={"tellingen": tellingen}
    )
    transaction.on_commit(lambda: ruim_bestand_op(run))


def zet_afgekeurd(run: Importrun, *, door: Gebruiker | None, op: datetime) -> None:
    """Drop a run that was only looked at."""
    van, run.fase = run.fase, Importfase.AFGEKEURD
    run.regels.all().delete()
    run.save(update_fields=["fase"])
    leg_vast(run, "import.afgekeurd", door=door, op=op, van=van, naar=run.fase)
    transaction.on_commit(lambda: ruim_bestand_op(run))


def laat_oude_vervallen(soort: str, *, op: datetime) -> None:
    """Drop what was looked at and never decided on, with the file that waits for it."""
    oud = Importrun.objects.filter(soort=soort, fase=Importfase.GECONTROLEERD, geladen_op__lt=op - BEWAARTIJD)
    for run in oud.select_for_update(of=("self",)):
        zet_afgekeurd(run, door=None, op=op)


def zet_teruggedraaid(run: Importrun, *, door: Gebruiker, op: datetime) -> None:
    van, run.fase = run.fase, Importfase.TERUGGEDRAAID
    run.teruggedraaid_op, run.teruggedraaid_door = op, door
    run.save(update_fields=["fase", "teruggedraaid_op", "teruggedraaid_door"])
    leg_vast(run, "import.teruggedraaid", door=door, op=op, van=van, naar=run.fase)


def vergrendeld(run: Importrun, *fasen: Importfase) -> Importrun:
    """Return the run under a row lock; raises `Importfout` when it is no longer in one of these phases."""
    rij = Importrun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    eis_fase(rij, *fasen)
    return rij


def eis_fase(run: Importrun, *fasen: Importfase) -> None:
    if run.fase not in fasen:
        raise Importfout(f"Deze import is al {run.get_fase_display().lower()}.")


def eis_terug_te_draaien(run: Importrun, *, sleutels: "QuerySet[Any, Any]") -> None:
    """Refuse when a later import has touched one of these keys: the newest goes back first."""
    later = Q(run__verwerkt_op__gt=run.verwerkt_op) | Q(run__verwerkt_op=run.verwerkt_op, run__gt=run.pk)
    volgende = (
        Importregel.objects.filter(GERAAKT, later, run__soort=run.soort, run__fase=Importfase.VERWERKT)
        .filter(natuurlijke_sleutel__in=sleutels)
        .select_related("run")
        .order_by("-run__verwerkt_op", "-run_id")
        .first()
    )
    if volgende is not None:
        raise Importfout(
            f"Deze import kan nu niet worden teruggedraaid: het bestand {volgende.run.bestandsnaam} is later verwerkt "
            "en heeft dezelfde rijen gewijzigd. Draai dat bestand eerst terug."
        )


def geraakte_sleutels(run: Importrun) -> "QuerySet[Any, Any]":
    """The keys of the rows that this import changed, also where only a date was."""
    return run.regels.filter(GERAAKT).values_list("natuurlijke_sleutel", flat=True)


def bestand_van(run: Importrun) -> Path:
    """Where the file of a run waits; the name is random and never that of the user."""
    return Path(settings.SWV_DATA) / "imports" / f"{run.sleutel}.csv"


def bewaar_bestand(run: Importrun, bron: Path) -> None:
    """Keep the file of a run that is not applied yet, readable for this product only."""
    pad = bestand_van(run)
    pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(bron, pad)
    pad.chmod(0o600)


def ruim_bestand_op(run: Importrun) -> None:
    bestand_van(run).unlink(missing_ok=True)
