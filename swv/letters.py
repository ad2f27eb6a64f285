"""The typeface of the pages: Noto Sans from its package, cut down to what Dutch pages need.

Two megabytes become fifty kilobytes, which a school on a phone notices. Made once, on first
use, by the static files machinery itself; so `collectstatic` and a demo need no extra step.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage, Storage
from fontTools import subset
from fontTools.varLib.instancer import instantiateVariableFont

BRON = Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf"
NAAM = "NotoSans.woff2"
# Latin with every accent of a European name, dashes and quotes, the euro sign, arrows and comparisons.
TEKENS = (
    (0x20, 0x24F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x203A),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2260, 0x2265),
)
GEWICHTEN = (400, 700)


def verklein(bron: Path, doel: Path) -> None:
    """Write the letters in `TEKENS`, regular to bold, as woff2; whole or not at all."""
    opties = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"],
    )
    letters = subset.load_font(str(bron), opties)
    snijder = subset.Subsetter(opties)
    snijder.populate(unicodes=[teken for begin, einde in TEKENS for teken in range(begin, einde + 1)])
    snijder.subset(letters)
    letters = instantiateVariableFont(letters, {"wdth": 100, "wght": GEWICHTEN})
    letters.flavor = "woff2"
    doel.parent.mkdir(parents=True, exist_ok=True)
    greep, tijdelijk = tempfile.mkstemp(dir=doel.parent, suffix=".nieuw")
    with os.fdopen(greep, "wb") as bestand:
        letters.save(bestand)
    Path(tijdelijk).chmod(0o644)
    Path(tijdelijk).replace(doel)


class Letterzoeker(BaseStorageFinder):
    """Finds `fonts/NotoSans.woff2` for the static files machinery, and makes it when it is not there yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.map = Path(settings.SWV_DATA) / "letters"
        super().__init__(FileSystemStorage(location=self.map), *args, **kwargs)

    def _zorg_ervoor(self) -> None:
        doel = self.map / "fonts" / NAAM
        if not doel.is_file():
            verklein(BRON, doel)

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        if path == f"fonts/{NAAM}":
            self._zorg_ervoor()
        return super().find(path, *args, **kwargs)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        self._zorg_ervoor()
        yield from super().list(ignore_patterns)
