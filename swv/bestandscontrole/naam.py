"""File names are for reading, never a path (eisen.md S14)."""

import re
import unicodedata

MAX_NAAM = 150
VERVANGNAAM = "bestand"
NIET_IN_NAAM = re.compile(r'[:*?"<>|]')
SPATIES = re.compile(r"\s+")
VAN_WINDOWS = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def schone_naam(naam: str) -> str:
    """Return the last part of `naam` without control, direction or path characters, at most 150 long."""
    laatste = re.split(r"[/\\]", naam)[-1]
    zichtbaar = "".join(teken for teken in laatste if _is_zichtbaar(teken))
    netjes = SPATIES.sub(" ", NIET_IN_NAAM.sub("_", unicodedata.normalize("NFC", zichtbaar))).strip(" .")
    if VAN_WINDOWS.match(netjes):
        netjes = f"_{netjes}"
    return _kort_in(netjes) or VERVANGNAAM


def _is_zichtbaar(teken: str) -> bool:
    """Categories C* are control, format (right-to-left override), surrogate and private use."""
    return teken in "\t\n" or not unicodedata.category(teken).startswith("C")


def _kort_in(naam: str) -> str:
    if len(naam) <= MAX_NAAM:
        return naam
    stam, punt, ext = naam.rpartition(".")
    if not punt or len(ext) > 10:
        return naam[:MAX_NAAM].rstrip(" .")
    return f"{stam[: MAX_NAAM - len(ext) - 1].rstrip(' .')}.{ext}"


def extensie(naam: str) -> str:
    """Return the part after the last dot in lower case, without the dot."""
    return naam.rpartition(".")[2].lower() if "." in naam else ""
