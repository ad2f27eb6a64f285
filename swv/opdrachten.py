"""Jobs that are not lost and have one effect (eisen.md B1).

`plaats` writes a row in the caller's transaction; publishing after commit is only the
wake-up. `voer_uit` counts the attempt first and takes the row for a short while (`niet_voor`), then
runs handler and "klaar" mark in one transaction under a row lock. A second delivery meets the lease
or the lock and does nothing, so it costs no attempt. After three attempts a row is parked, visible,
with a button.
"""

import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F
from kombu.exceptions import OperationalError

from swv.celery import app
from swv.enums import Opdrachtstatus
from swv.gebeurtenissen import leg_vast
from swv.klok import nu
from swv.models import MAX_POGINGEN, Gebruiker, Opdracht
from swv.permissions import eis

log = structlog.get_logger(__name__)
Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
NAMEN: dict[str, str] = {}
WACHTTIJD = timedelta(seconds=20)
UITSTEL = timedelta(minutes=1)
AFGEBROKEN = "De uitvoering is steeds afgebroken voordat zij klaar was."


class NogNietMogelijk(Exception):
    """The surroundings are not ready (no Pango, no scanner): wait, do not count as a failure."""


def opdracht(soort: str, naam: str = "") -> Callable[[Handler], Handler]:
    """Register the function that carries out jobs of this kind; it must bear being run twice.

    `naam` is what the page of jobs calls it. The function lives in `<app>/tasks.py` or in a module
    that tasks.py imports: those are loaded at the start.
    """

    def decorator(handler: Handler) -> Handler:
        HANDLERS[soort] = handler
        NAMEN[soort] = naam or soort
        return handler

    return decorator


def plaats(soort: str, *, uniek: str, op: datetime, **gegevens: Any) -> Opdracht:
    """Write the job row (once per `uniek`) and wake a worker after commit; `gegevens` are ids only."""
    if soort not in HANDLERS:
        raise KeyError(soort)
    rij, nieuw = Opdracht.objects.get_or_create(
        uniek=uniek, defaults={"soort": soort, "gegevens": gegevens, "niet_voor": op, "geplaatst_op": op}
    )
    if nieuw:
        transaction.on_commit(lambda: maak_wakker(rij.pk), robust=True)
    return rij


def maak_wakker(opdracht_id: int) -> None:
    """Tell the broker that a row waits; when the broker is down the sweeper will find it."""
    try:
        app.send_task("swv.tasks.voer_opdracht_uit", kwargs={"opdracht_id": opdracht_id}, retry=False)
    except OperationalError:
        log.warning("broker_onbereikbaar", opdracht=opdracht_id)


def voer_uit(opdracht_id: int) -> bool:
    """Carry out one job; returns whether it was done by this call."""
    if not _neem(opdracht_id):
        return False
    try:
        with transaction.atomic():
            rij = _vergrendel(opdracht_id, sla_over=False)
            if rij is None:
                return False
            HANDLERS[rij.soort](**rij.gegevens)
            rij.status, rij.klaar_op, rij.laatste_fout = Opdrachtstatus.KLAAR, nu(), ""
            rij.save(update_fields=["status", "klaar_op", "laatste_fout"])
    except NogNietMogelijk as fout:
        _stel_uit(opdracht_id, str(fout))
        return False
    except BaseException as fout:
        _noteer_mislukking(opdracht_id, fout)
        raise
    return True


def _vergrendel(opdracht_id: int, *, sla_over: bool = True) -> Opdracht | None:
    """Lock a waiting row; the holder of the lease waits for whoever only came to look at it."""
    wachtend = Opdracht.objects.select_for_update(skip_locked=sla_over, of=("self",))
    return wachtend.filter(pk=opdracht_id, status=Opdrachtstatus.WACHT).first()


@transaction.atomic
def _neem(opdracht_id: int) -> bool:
    """Take the row and count the attempt before it starts, so that one a worker dies of is counted too.

    The lease only bridges the moment until the row lock; after a kill it is also the waiting time.
    """
    rij = _vergrendel(opdracht_id)
    moment = nu()
    if rij is None or rij.niet_voor > moment:
        return False
    if rij.pogingen >= MAX_POGINGEN:
        rij.status, rij.laatste_fout = Opdrachtstatus.MISLUKT, rij.laatste_fout or AFGEBROKEN
        rij.save(update_fields=["status", "laatste_fout"])
        return False
    rij.pogingen += 1
    rij.niet_voor = moment + WACHTTIJD * rij.pogingen
    rij.save(update_fields=["pogingen", "niet_voor"])
    return True


def _noteer_mislukking(opdracht_id: int, fout: BaseException) -> None:
    """Say what went wrong without the message of the exception: that may quote personal data."""
    plek = traceback.extract_tb(fout.__traceback__)[-1]
    naam = f"{type(fout).__name__} in {plek.name}, regel {plek.lineno}"
    log.error("opdracht_mislukt", opdracht=opdracht_id, exc_info=fout)
    wachtend = Opdracht.objects.filter(pk=opdracht_id, status=Opdrachtstatus.WACHT)
    wachtend.update(laatste_fout=naam[:200])
    wachtend.filter(pogingen__gte=MAX_POGINGEN).update(status=Opdrachtstatus.MISLUKT)


def _stel_uit(opdracht_id: int, reden: str) -> None:
    Opdracht.objects.filter(pk=opdracht_id, status=Opdrachtstatus.WACHT).update(
        pogingen=F("pogingen") - 1, laatste_fout=reden[:200], niet_voor=nu() + UITSTEL
    )


def pak_op(op: datetime) -> int:
    """Publish every waiting row whose time has come at `op`; safe to run twice. Returns the count."""
    wachtend = Opdracht.objects.op_te_pakken(op).order_by("niet_voor", "id")
    nummers = list(wachtend.values_list("pk", flat=True)[:500])
    for nummer in nummers:
        maak_wakker(nummer)
    return len(nummers)


@transaction.atomic
def opnieuw(rij: Opdracht, *, door: Gebruiker, op: datetime) -> None:
    """Give a parked job three new attempts; raises `NietToegestaan` without the permission."""
    eis(door, "opdracht.beheren")
    if hervat(rij, op=op):
        leg_vast(rij, "opnieuw", door=door, op=op)


def hervat(rij: Opdracht, *, op: datetime) -> bool:
    """Let a parked job begin again, for a service that checked the permission itself."""
    geparkeerd = Opdracht.objects.filter(pk=rij.pk, status=Opdrachtstatus.MISLUKT)
    gedaan = geparkeerd.update(status=Opdrachtstatus.WACHT, pogingen=0, niet_voor=op, laatste_fout="")
    if gedaan:
        transaction.on_commit(lambda: maak_wakker(rij.pk), robust=True)
    return bool(gedaan)
