"""Photos: size first, then decoded and written anew, which drops EXIF and anything hidden (S12)."""

import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from swv.bestandscontrole.soorten import JPG, Soort
from swv.bestandscontrole.weigering import BESCHADIGD, BestandGeweigerd

MAX_PIXELS = 65_000_000
MAX_ZIJDE = 30_000
TE_GROOT_BEELD = (
    "Deze afbeelding heeft te veel beeldpunten. "
    "Maak de afbeelding kleiner (hoogstens 65 miljoen beeldpunten) en voeg die opnieuw toe."
)
LEESFOUTEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def schoon_beeld(stroom: BinaryIO, soort: Soort) -> bytes:
    """Return the picture alone, upright, without the data about place and camera."""
    formaat = "JPEG" if soort is JPG else "PNG"
    stroom.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(stroom, formats=[formaat]) as beeld:
                _controleer_maat(beeld.size)
                beeld.load()
                return _opnieuw(beeld, formaat)
        except LEESFOUTEN as fout:
            raise BestandGeweigerd(BESCHADIGD) from fout


def _controleer_maat(maat: tuple[int, int]) -> None:
    breed, hoog = maat
    if breed * hoog > MAX_PIXELS or max(maat) > MAX_ZIJDE:
        raise BestandGeweigerd(TE_GROOT_BEELD)


def _opnieuw(beeld: Image.Image, formaat: str) -> bytes:
    recht = ImageOps.exif_transpose(beeld)
    if formaat == "JPEG" and recht.mode not in ("L", "RGB"):
        recht = recht.convert("RGB")
    recht.info = {
        sleutel: waarde for sleutel, waarde in recht.info.items() if sleutel in ("dpi", "transparency")
    }
    uit = BytesIO()
    opties = {"quality": 90} if formaat == "JPEG" else {"compress_level": 4}
    recht.save(uit, format=formaat, **opties)
    return uit.getvalue()
