"""The school files that ship with the product: enough for the three profiles and their neighbours."""

from datetime import datetime
from pathlib import Path

from swv.scholen.services import importeer, open_bestand
from swv.scholen.verwerking import Tellingen

MAP = Path(__file__).resolve().parent.parent / "gegevens"
BESTANDEN = ("03-alle-vestigingen-bo-2021.csv", "scholen-2024-11.csv")


def laad(*, op: datetime) -> list[Tellingen]:
    """Import the shipped files, the oldest first; doing it again changes nothing."""
    return [importeer(open_bestand(MAP / naam), door=None, op=op).tellingen for naam in BESTANDEN]
