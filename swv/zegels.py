"""Both trails are tamper-evident: a chain of seals, each over its rows and the seal before it (eisen.md S20).

Whoever can get round the triggers (the database administrator) can change a row, but then its seal no longer
fits; who makes the seals anew cannot change the hashes that went to the log, outside the database. Sealing runs
apart from writing, so that no write waits for another; rows younger than the last seal are not covered yet.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from django.db import OperationalError, connection, models, transaction
from django.urls import reverse
from psycopg import sql

from swv import berichten
from swv.enums import Spoor
from swv.klok import datum_van
from swv.models import Gebeurtenis, Inzage, Zegel
from swv.toekenning import met_rol

log = structlog.get_logger(__name__)
RIJEN_PER_ZEGEL = 1000
WACHT_OP_SCHRIJVERS = "500ms"
# The columns that a seal covers, in this order. A new column of a trail needs a new kind of seal, not a new entry
# here: the old seals would no longer fit.
SPOREN: dict[Spoor, tuple[type[models.Model], tuple[str, ...]]] = {
    Spoor.GEBEURTENIS: (
        Gebeurtenis,
        (
            "id",
            "onderwerp",
            "onderwerp_sleutel",
            "leerling_sleutel",
            "soort",
            "van",
            "naar",
            "door_id",
            "op",
            "toelichting",
            "gegevens",
        ),
    ),
    Spoor.INZAGE: (Inzage, ("id", "gebruiker_id", "rollen", "op", "soort", "pagina", "leerlingen")),
}
VERBROKEN = berichten.registreer(
    "spoor.verbroken",
    onderwerp="Een spoor is buiten het systeem om veranderd",
    zin="De controle van de sporen vond rijen die niet meer bij hun zegel passen. Vraag beheer welke.",
)


@dataclass(frozen=True)
class Uitslag:
    """What checking one trail gave; `fouten` are sentences, empty when every seal fits."""

    spoor: Spoor
    rijen: int
    laatste: str
    fouten: tuple[str, ...]


def verzegel(op: datetime) -> int:
    """Seal what was written to both trails since the last seal; safe to run twice. Returns the new seals."""
    return sum(_verzegel(spoor, _laatste_vaste_rij(SPOREN[spoor][0]), op) for spoor in SPOREN)


@transaction.atomic
def _verzegel(spoor: Spoor, grens: int, op: datetime) -> int:
    """Seal the rows up to `grens`, one sealer per trail at a time."""
    model, _velden = SPOREN[spoor]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"swv.zegels.{spoor}"])
    vorige = Zegel.objects.filter(spoor=spoor).order_by("-van_id").first()
    gezet, van = 0, vorige.tot_en_met_id + 1 if vorige else 1
    while van <= grens:
        rijen = model._default_manager.filter(pk__gte=van, pk__lte=grens).order_by("pk")
        nummers = list(rijen.values_list("pk", flat=True)[:RIJEN_PER_ZEGEL])
        if not nummers:
            break
        schakel = vorige.hash if vorige else ""
        hash_, aantal = _hash(spoor, van, nummers[-1], schakel)
        vorige = Zegel.objects.create(
            spoor=spoor,
            van_id=van,
            tot_en_met_id=nummers[-1],
            aantal=aantal,
            vorige=schakel,
            hash=hash_,
            gezet_op=op,
        )
        gezet, van = gezet + 1, nummers[-1] + 1
        log.info("spoor_verzegeld", spoor=spoor.value, tot_en_met=nummers[-1], zegel=hash_)
    return gezet


def _laatste_vaste_rij(model: type[models.Model]) -> int:
    """The highest number under which nothing can still appear: no writer is halfway at this moment.

    Numbers are given out before their transaction ends; so wait, shortly, until nobody is writing. On a busy
    moment the next round does it.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(WACHT_OP_SCHRIJVERS))
            cursor.execute(
                sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(model._meta.db_table))
            )
            grens = model._default_manager.aggregate(hoogste=models.Max("pk"))["hoogste"]
    except OperationalError:
        log.info("spoor_bezet", tabel=model._meta.db_table)
        return 0
    return grens or 0


def controleer(anker: str = "") -> list[Uitslag]:
    """Compute every seal again; with `anker`, a hash from the log, also whether that seal is still there."""
    uitslagen = [_controleer(spoor) for spoor in SPOREN]
    if anker and not Zegel.objects.filter(hash=anker).exists():
        eerste = uitslagen[0]
        fouten = (*eerste.fouten, "Het zegel uit het logboek staat niet in de keten.")
        uitslagen[0] = Uitslag(eerste.spoor, eerste.rijen, eerste.laatste, fouten)
    return uitslagen


def _controleer(spoor: Spoor) -> Uitslag:
    fouten: list[str] = []
    rijen, schakel, volgende = 0, "", 1
    for zegel in Zegel.objects.filter(spoor=spoor).order_by("van_id").iterator():
        waar = f"{spoor.label} {zegel.van_id} tot en met {zegel.tot_en_met_id}"
        if (zegel.van_id, zegel.vorige) != (volgende, schakel):
            fouten.append(f"{waar}: sluit niet aan op het zegel ervoor.")
        hash_, aantal = _hash(spoor, zegel.van_id, zegel.tot_en_met_id, zegel.vorige)
        if aantal != zegel.aantal:
            fouten.append(f"{waar}: {aantal} rijen in plaats van {zegel.aantal}.")
        elif hash_ != zegel.hash:
            fouten.append(f"{waar}: een rij is veranderd.")
        rijen, schakel, volgende = rijen + aantal, zegel.hash, zegel.tot_en_met_id + 1
    return Uitslag(spoor, rijen, schakel, tuple(fouten))


def controleer_en_meld(op: datetime) -> list[Uitslag]:
    """The nightly check: a broken chain goes to the log and, once a day, to the FG."""
    uitslagen = controleer()
    fouten = [fout for uitslag in uitslagen for fout in uitslag.fouten]
    if fouten:
        log.error("spoor_verbroken", fouten=fouten)
        with transaction.atomic():
            ontvangers = met_rol("fg", datum_van(op))
            berichten.stuur(
                VERBROKEN, ontvangers=ontvangers, pad=reverse("spoor"), uniek=f"{op:%Y%m%d}", op=op
            )
    return uitslagen


def _hash(spoor: Spoor, van: int, tot_en_met: int, vorige: str) -> tuple[str, int]:
    """SHA-256 over the previous seal and one line of JSON per row; returns it with the number of rows."""
    model, velden = SPOREN[spoor]
    keten, aantal = hashlib.sha256(vorige.encode()), 0
    rijen = model._default_manager.filter(pk__gte=van, pk__lte=tot_en_met).order_by("pk")
    for regel in _regels(rijen.values_list(*velden).iterator(chunk_size=RIJEN_PER_ZEGEL)):
        keten.update(b"\n" + regel.encode())
        aantal += 1
    return keten.hexdigest(), aantal


def _regels(rijen: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    for rij in rijen:
        yield json.dumps(rij, default=_tekst, sort_keys=True, separators=(",", ":"))


def _tekst(waarde: Any) -> str:
    """Moments in UTC, so that the time zone of a session makes no difference; keys as they are written."""
    return waarde.astimezone(UTC).isoformat() if isinstance(waarde, datetime) else str(waarde)
