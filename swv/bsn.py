"""The guard against burgerservicenummers: nothing in this product may hold one (domein.md 7.2).

A hit is a warning that names the place. The number itself is never kept, shown or logged.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from swv.bestandscontrole.soorten import Soort
from swv.bestandscontrole.tekst import teksten

CIJFERS = 9
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
SCHEIDING = r"(?:[ \u00a0\u2007\u2009\u202f]{1,2}|[ ]?[.\-\u2010-\u2015][ ]?)"
REEKS = re.compile(rf"[0-9]+(?:{SCHEIDING}[0-9]+)*")
GROEP = re.compile(r"[0-9]+")
GANGBAAR = {(3, 3, 3), (4, 2, 3)}
MAX_PLAATSEN = 5


@dataclass(frozen=True)
class Vondst:
    """Where a number stands that can be a BSN: the place in words, and from where to where."""

    plaats: str
    begin: int
    eind: int


def is_elfproef(cijfers: str) -> bool:
    """9a+8b+7c+6d+5e+4f+3g+2h-1i is divisible by 11, and not every digit is zero (domein.md 4)."""
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(GEWICHTEN, cijfers, strict=True))
    return som % 11 == 0 and cijfers.strip("0") != ""


def vind_bsn(tekst: str, plaats: str = "de tekst") -> list[Vondst]:
    """Return every nine-digit number in `tekst` that passes the elfproef, grouped digits included."""
    return [
        Vondst(plaats, begin, eind)
        for begin, eind in _kandidaten(tekst)
        if is_elfproef("".join(GROEP.findall(tekst[begin:eind])))
    ]


def _kandidaten(tekst: str) -> Iterator[tuple[int, int]]:
    """Spans of nine digits that are one number: whole, or groups with one kind of separator."""
    for reeks in REEKS.finditer(tekst):
        groepen = [(m.start(), m.end()) for m in GROEP.finditer(tekst, reeks.start(), reeks.end())]
        eerste = 0
        while eerste < len(groepen):
            laatste = _nummer_vanaf(tekst, groepen, eerste)
            if laatste is None:
                eerste += 1
            else:
                yield groepen[eerste][0], groepen[laatste][1]
                eerste = laatste + 1


def _nummer_vanaf(tekst: str, groepen: list[tuple[int, int]], eerste: int) -> int | None:
    """The index of the last group of the number that starts at `eerste`, or None."""
    lengte = 0
    for laatste in range(eerste, len(groepen)):
        lengte += groepen[laatste][1] - groepen[laatste][0]
        if lengte >= CIJFERS:
            heel = lengte == CIJFERS and _is_een_nummer(tekst, groepen, eerste, laatste)
            return laatste if heel else None
    return None


def _is_een_nummer(tekst: str, groepen: list[tuple[int, int]], eerste: int, laatste: int) -> bool:
    """One kind of separator inside, and no more digits behind the same separator outside.

    Blanks are also between words: a usual grouping counts, unless the digits go on in threes.
    """

    def scheiding(na: int) -> str:
        return tekst[groepen[na][1] : groepen[na + 1][0]].strip() or " "

    binnen = {scheiding(nummer) for nummer in range(eerste, laatste)}
    naast = [n for n in (eerste - 1, laatste + 1) if 0 <= n < len(groepen)]
    verder = [n for n in naast if scheiding(min(n, laatste)) in binnen]
    lengtes = tuple(eind - begin for begin, eind in groepen[eerste : laatste + 1])
    in_drieen = any(groepen[n][1] - groepen[n][0] == 3 for n in verder)
    gangbaar = binnen == {" "} and lengtes in GANGBAAR
    return len(binnen) <= 1 and (not verder or (gangbaar and not in_drieen))


def vind_bsn_in_bestand(stroom: BinaryIO, naam: str, soort: Soort) -> list[str]:
    """Return the places, in words, of the file name and the text where such a number stands."""
    plaatsen = ["de bestandsnaam"] if vind_bsn(naam) else []
    for plaats, tekst in teksten(stroom, soort):
        if plaats not in plaatsen and vind_bsn(tekst):
            plaatsen.append(plaats)
    return plaatsen


def waarschuwing(plaatsen: Iterable[str]) -> str:
    """The sentence for the screen; empty when there is nothing to warn for."""
    waar = list(plaatsen)
    if not waar:
        return ""
    meer = ["en meer plaatsen"] if len(waar) > MAX_PLAATSEN else []
    return (
        "Hierin staat een getal dat een burgerservicenummer (BSN) kan zijn. "
        f"Plaats: {', '.join(waar[:MAX_PLAATSEN] + meer)}. "
        "Het samenwerkingsverband mag geen BSN hebben: haal het weg als het er een is."
    )


class BsnWaarschuwingMixin:
    """For forms: fills `waarschuwingen` after cleaning; a warning never blocks the form."""

    waarschuwingen: list[str]
    bsn_velden: list[str]  # the fields in which such a number stands

    def full_clean(self) -> None:
        """Look at every text that came through the checks of its field."""
        self.waarschuwingen, self.bsn_velden = [], []
        super().full_clean()  # type: ignore[misc]
        gegevens: dict[str, Any] = getattr(self, "cleaned_data", {})
        for naam, waarde in gegevens.items():
            if isinstance(waarde, str) and vind_bsn(waarde):
                label = self[naam].label if naam in self.fields else naam  # type: ignore[attr-defined, index]
                self.waarschuwingen.append(waarschuwing([f"het veld '{label}'"]))
                self.bsn_velden.append(naam)
