"""Keep, read and give out files: private bytes outside the database, a row per file.

`bewaar` writes the bytes first and returns the fields of the row, which the caller creates in
its own transaction; when that fails the bytes are an orphan and `ruim_wezen_op` takes them. A
name never becomes a path. Nothing leaves that is not checked (eisen.md S12-S14).
"""

import errno
import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import structlog
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse

from swv.bestandscontrole import BestandGeweigerd, schone_naam, te_groot
from swv.bestandscontrole.apart import controleer_apart
from swv.bsn import waarschuwing
from swv.clamav import ScannerOnbereikbaar, scan_stroom
from swv.enums import Scanstatus
from swv.gebeurtenissen import leg_vast
from swv.models import Bestand, Gebruiker
from swv.permissions import NietToegestaan

log = structlog.get_logger(__name__)
BINNEN = "binnen"  # folder of files that are still being checked
BLOK = 1024 * 1024
WEES_NA = timedelta(days=1)
GEEN_RUIMTE = (
    "Er is nu geen ruimte om bestanden te bewaren. Er is niets opgeslagen. "
    "Waarschuw de beheerder en probeer het daarna opnieuw."
)
NIETS_GEVONDEN = "niets gevonden"
NIET_GESCAND = "niet op virussen gecontroleerd"
WORDT_GECONTROLEERD = (
    "Dit bestand wordt nog op virussen gecontroleerd. Probeer het over een paar minuten opnieuw."
)
IS_GEWEIGERD = "Dit bestand is geweigerd door de viruscontrole en kan niet worden geopend."
IS_WEG = "Dit bestand is niet meer te vinden. Waarschuw de beheerder; het gaat om kenmerk {sleutel}."

IS_VERNIETIGD = (
    "De inhoud van dit bestand is vernietigd, omdat die hier niet mocht staan. "
    "Op de pagina waar het bestand stond, leest u wanneer en waarom."
)


class InhoudVernietigd(NietToegestaan):
    """The row is still there, the bytes are gone on purpose."""

    status = HTTPStatus.GONE


@dataclass(frozen=True)
class Opruiming:
    """What the reconciler did and found: files without a row, rows without their file."""

    verwijderd: int
    zonder_bestand: tuple[str, ...]


def bewaar(upload: UploadedFile, *, door: Gebruiker | None, op: datetime) -> dict[str, Any]:
    """Check and store an upload; returns the `Bestand` fields. Raises `BestandGeweigerd`."""
    binnen = _tijdelijk()
    schoon = binnen.with_suffix(".schoon")
    try:
        _schrijf(binnen, _begrensd(upload.chunks(BLOK)))
        uitslag = controleer_apart(binnen, schoon, upload.name or "", max_bytes=settings.UPLOAD_MAX_BYTES)
        velden = _zet_weg(schoon if uitslag.vervangen else binnen)
    except OSError as fout:
        _meld_volle_schijf(fout)
        raise
    finally:
        binnen.unlink(missing_ok=True)
        schoon.unlink(missing_ok=True)
    return velden | {
        "naam": uitslag.naam,
        "inhoudstype": uitslag.inhoudstype,
        "scanstatus": Scanstatus.WACHT if scan_nodig() else Scanstatus.SCHOON,
        "waarschuwing": waarschuwing(uitslag.bsn),
        "toegevoegd_op": op,
        "toegevoegd_door": door,
    }


@contextmanager
def bewaard(velden: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Guard what `bewaar` returned: when the block ends without a row for these bytes they go away again."""
    try:
        yield velden
    finally:
        if not any(model.objects.filter(pad=velden["pad"]).exists() for model in _modellen()):
            _pad(velden["pad"]).unlink(missing_ok=True)


def bewaar_gemaakt(
    inhoud: bytes, *, naam: str, inhoudstype: str, door: Gebruiker | None, op: datetime
) -> dict[str, Any]:
    """Store what the product made itself (a letter); returns the `Bestand` fields."""
    binnen = _tijdelijk()
    try:
        _schrijf(binnen, [inhoud])
        velden = _zet_weg(binnen)
    except OSError as fout:
        _meld_volle_schijf(fout)
        raise
    finally:
        binnen.unlink(missing_ok=True)
    return velden | {
        "naam": schone_naam(naam),
        "inhoudstype": inhoudstype,
        "scanstatus": Scanstatus.SCHOON,
        "waarschuwing": "",
        "toegevoegd_op": op,
        "toegevoegd_door": door,
    }


def _tijdelijk() -> Path:
    """A new path in the private folder for incoming files, on the same disk as the store."""
    folder = Path(settings.BESTANDEN_ROOT) / BINNEN
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / str(uuid.uuid4())


def _begrensd(stukken: Iterable[bytes]) -> Iterator[bytes]:
    """Stop a stream that is over the limit before it fills the disk."""
    grootte = 0
    for stuk in stukken:
        grootte += len(stuk)
        if grootte > settings.UPLOAD_MAX_BYTES:
            raise BestandGeweigerd(te_groot(settings.UPLOAD_MAX_BYTES))
        yield stuk


def _schrijf(pad: Path, stukken: Iterable[bytes]) -> None:
    """Write a new private file and force it to disk."""
    nummer = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(nummer, "wb") as doel:
        for stuk in stukken:
            doel.write(stuk)
        doel.flush()
        os.fsync(doel.fileno())


def _zet_weg(bron: Path) -> dict[str, Any]:
    """Move a finished file to its random place; returns the fields that describe its bytes."""
    bron.chmod(0o600)
    with bron.open("rb+") as stroom:
        som = hashlib.file_digest(stroom, "sha256").hexdigest()
        os.fsync(stroom.fileno())
    grootte = bron.stat().st_size
    sleutel = str(uuid.uuid4())
    pad = f"{sleutel[:2]}/{sleutel}"
    doel = _pad(pad)
    doel.parent.mkdir(mode=0o700, exist_ok=True)
    bron.rename(doel)
    _leg_map_vast(doel.parent)
    return {"pad": pad, "sha256": som, "grootte": grootte}


def _leg_map_vast(folder: Path) -> None:
    """A rename survives a power cut only when its folder is on disk too."""
    nummer = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


def _pad(pad: str) -> Path:
    return Path(settings.BESTANDEN_ROOT) / pad


def _meld_volle_schijf(fout: OSError) -> None:
    """A full disk is told to the user as a sentence; anything else is a fault of ours."""
    if fout.errno in (errno.ENOSPC, errno.EDQUOT):
        log.error("opslag_vol")
        raise BestandGeweigerd(GEEN_RUIMTE) from fout


def lees(bestand: Bestand) -> bytes:
    """Return the bytes; raises `OSError` when they are gone or changed since they were stored."""
    inhoud = _pad(bestand.pad).read_bytes()
    if hashlib.sha256(inhoud).hexdigest() != bestand.sha256:
        raise OSError(errno.EIO, f"stored bytes changed: {bestand.sleutel}")
    return inhoud


def verwijder(bestand: Bestand) -> None:
    """Remove the bytes; call after the row is gone (on commit). Twice is fine."""
    _pad(bestand.pad).unlink(missing_ok=True)


def geef(bestand: Bestand, *, als: str = "attachment") -> FileResponse:
    """Give the file to the browser, harmless; the caller has checked permission and scope.

    Raises `NietToegestaan` with the reason when the file is not (yet) clean or not there (any more).
    """
    if bestand.is_vernietigd:
        raise InhoudVernietigd(IS_VERNIETIGD)
    if bestand.scanstatus != Scanstatus.SCHOON:
        wacht = bestand.scanstatus == Scanstatus.WACHT
        raise NietToegestaan(WORDT_GECONTROLEERD if wacht else IS_GEWEIGERD)
    try:
        stroom = _pad(bestand.pad).open("rb")
    except FileNotFoundError as fout:
        log.error("bestand_weg", bestand=str(bestand.sleutel))
        raise NietToegestaan(IS_WEG.format(sleutel=bestand.sleutel)) from fout
    antwoord = FileResponse(
        stroom, as_attachment=als == "attachment", filename=bestand.naam, content_type=bestand.inhoudstype
    )
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = "sandbox; default-src 'none'"
    antwoord["Cache-Control"] = "no-store, private"
    return antwoord


def scan_nodig() -> bool:
    """Whether new files wait for a virus scan; without a scanner the content check is the last."""
    return bool(settings.CLAMAV_SOCKET)


def scan(bestand: Bestand, *, op: datetime) -> Bestand:
    """Let clamd judge a waiting file and save the outcome; a second call changes nothing.

    Raises `ScannerOnbereikbaar` when there is no verdict: the file keeps waiting. Where the scanner
    was switched off since, the check of the content is the last word, as for new files.
    """
    if bestand.scanstatus != Scanstatus.WACHT:
        return bestand
    vondst, uitslag = _vraag_scanner(bestand) if scan_nodig() else ("", NIET_GESCAND)
    bestand.scanstatus = Scanstatus.GEWEIGERD if vondst else Scanstatus.SCHOON
    bestand.scan_uitslag = vondst[:200] or uitslag
    bestand.save(update_fields=["scanstatus", "scan_uitslag"])
    if vondst:
        leg_vast(bestand, "virus_gevonden", door=None, op=op)
    return bestand


def _vraag_scanner(bestand: Bestand) -> tuple[str, str]:
    with _pad(bestand.pad).open("rb") as stroom:
        return scan_stroom(settings.CLAMAV_SOCKET, stroom), NIETS_GEVONDEN


def scan_wachtenden(*, op: datetime) -> int:
    """Scan every waiting file, each in its own transaction; returns how many got a verdict.

    The waiting row is itself the job: nothing is lost when a worker or the scanner stops.
    """
    klaar = 0
    for model in _modellen():
        for nummer in list(model.objects.wacht_op_scan().order_by("id").values_list("pk", flat=True)):
            try:
                klaar += _scan_een(model, nummer, op)
            except (ScannerOnbereikbaar, FileNotFoundError) as fout:
                log.warning("scan_uitgesteld", soort=model._meta.label_lower, fout=type(fout).__name__)
    return klaar


@transaction.atomic
def _scan_een(model: type[Bestand], nummer: int, op: datetime) -> bool:
    wachtend = model.objects.wacht_op_scan().select_for_update(skip_locked=True, of=("self",))
    rij = wachtend.filter(pk=nummer).first()
    if rij is not None:
        scan(rij, op=op)
    return rij is not None


def ruim_wezen_op(*, op: datetime) -> Opruiming:
    """Remove bytes older than a day that no row may have; report rows whose bytes are gone."""
    bekend = {pad: str(sleutel) for model in _modellen() for pad, sleutel in _rijen(model)}
    root = Path(settings.BESTANDEN_ROOT)
    verwijderd = 0
    aanwezig = set()
    for gevonden in root.glob("*/*"):
        pad = str(gevonden.relative_to(root))
        aanwezig.add(pad)
        if pad not in bekend and gevonden.stat().st_mtime < (op - WEES_NA).timestamp():
            gevonden.unlink(missing_ok=True)
            verwijderd += 1
    weg = tuple(sorted(sleutel for pad, sleutel in bekend.items() if pad not in aanwezig))
    log.info("wezen_opgeruimd", verwijderd=verwijderd, zonder_bestand=len(weg))
    return Opruiming(verwijderd, weg)


def _modellen() -> list[type[Bestand]]:
    """Every table of files, whichever app has it."""
    return [model for model in apps.get_models() if issubclass(model, Bestand)]


def _rijen(model: type[Bestand]) -> Iterator[tuple[str, Any]]:
    return model.objects.met_inhoud().values_list("pad", "sleutel").iterator()
