"""What may come in as an upload: judged by content, before anything is kept (eisen.md S12-S14).

Pure: a file object in, a verdict out. `swv.bestandscontrole.apart` runs it in a process of its
own with limits on memory and time; nothing here knows Django or the database.
"""

from dataclasses import dataclass
from typing import BinaryIO

from swv.bestandscontrole.beeld import schoon_beeld
from swv.bestandscontrole.naam import extensie, schone_naam
from swv.bestandscontrole.pakket import controleer_pakket
from swv.bestandscontrole.pdfbestand import controleer_pdf
from swv.bestandscontrole.soorten import JPG, PDF, PNG, TOEGESTANE_EXTENSIES, Soort, herken
from swv.bestandscontrole.weigering import BestandGeweigerd

__all__ = ["MAX_BYTES", "TOEGESTANE_EXTENSIES", "BestandGeweigerd", "Controle", "controleer", "schone_naam"]

MAX_BYTES = 20 * 1024 * 1024
LEEG = "Dit bestand is leeg. Controleer of u het goede bestand hebt gekozen en voeg het opnieuw toe."


@dataclass(frozen=True)
class Controle:
    """The verdict on a file that may come in; `inhoud` replaces the bytes of a picture."""

    naam: str
    soort: Soort
    inhoud: bytes | None = None


def te_groot(max_bytes: int) -> str:
    """The sentence for a file over the limit."""
    return (
        f"Dit bestand is te groot: hoogstens {max_bytes // (1024 * 1024)} MB mag. "
        "Maak het kleiner (scan bijvoorbeeld in zwart-wit) of verdeel het over meer bestanden."
    )


def controleer(stroom: BinaryIO, naam: str, *, max_bytes: int = MAX_BYTES) -> Controle:
    """Judge one upload; raises `BestandGeweigerd` with a sentence that says how to mend it."""
    _controleer_grootte(stroom, max_bytes)
    netjes = schone_naam(naam)
    soort = herken(stroom, extensie(netjes)) or controleer_pakket(stroom)
    _controleer_extensie(netjes, soort)
    if soort is PDF:
        controleer_pdf(stroom)
    inhoud = schoon_beeld(stroom, soort) if soort in (JPG, PNG) else None
    return Controle(naam=netjes, soort=soort, inhoud=inhoud)


def _controleer_grootte(stroom: BinaryIO, max_bytes: int) -> None:
    grootte = stroom.seek(0, 2)
    stroom.seek(0)
    if not grootte:
        raise BestandGeweigerd(LEEG)
    if grootte > max_bytes:
        raise BestandGeweigerd(te_groot(max_bytes))


def _controleer_extensie(naam: str, soort: Soort) -> None:
    """The name promises the reader what is inside (eisen.md S12)."""
    ext = extensie(naam)
    if ext in soort.extensies:
        return
    begin = f"De naam eindigt op .{ext}" if ext else "De naam heeft geen extensie"
    raise BestandGeweigerd(
        f"{begin}, maar de inhoud is {soort.naam}. "
        f"Laat de naam eindigen op .{soort.extensies[0]} en voeg het bestand opnieuw toe."
    )
