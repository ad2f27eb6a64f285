"""The kinds of file that are accepted, recognised by their first bytes."""

from dataclasses import dataclass
from typing import BinaryIO

from swv.bestandscontrole.weigering import BestandGeweigerd


@dataclass(frozen=True)
class Soort:
    """A kind of file; `extensies` starts with the one that we advise."""

    code: str
    naam: str
    inhoudstype: str
    extensies: tuple[str, ...]


OOXML = "application/vnd.openxmlformats-officedocument"
PDF = Soort("pdf", "een pdf", "application/pdf", ("pdf",))
DOCX = Soort("docx", "een Word-document", f"{OOXML}.wordprocessingml.document", ("docx",))
XLSX = Soort("xlsx", "een Excel-werkmap", f"{OOXML}.spreadsheetml.sheet", ("xlsx",))
ODT = Soort("odt", "een OpenDocument-tekst", "application/vnd.oasis.opendocument.text", ("odt",))
JPG = Soort("jpg", "een jpg-foto", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Soort("png", "een png-afbeelding", "image/png", ("png",))
SOORTEN = (PDF, DOCX, XLSX, ODT, JPG, PNG)
TOEGESTANE_EXTENSIES = tuple(ext for soort in SOORTEN for ext in soort.extensies)

ZIP_BEGIN = b"PK\x03\x04"
OLE_BEGIN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_BEGIN = b"%PDF-"
JPG_BEGIN = b"\xff\xd8\xff"
PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
HEIC_MERKEN = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")

NIET_AANGENOMEN = (
    "Dit soort bestand nemen wij niet aan. "
    "Sla het op als pdf, docx, xlsx, odt, jpg of png en voeg het opnieuw toe."
)
OUD_OF_BEVEILIGD = (
    "Dit is een oud Office-bestand (doc, xls) of een bestand met een wachtwoord. "
    "Sla het zonder wachtwoord op als docx, xlsx of pdf en voeg het opnieuw toe."
)
HEIC = (
    "Dit is een foto in het HEIC-formaat van uw telefoon. "
    "Sla de foto op als jpg (of maak er een pdf van) en voeg die toe."
)


def herken(stroom: BinaryIO, extensie: str = "") -> Soort | None:
    """Return the kind by content; None for a zip, whose inside must tell. Raises on any other content.

    `extensie`: what the name promises, only for the words of the refusal.
    """
    stroom.seek(0)
    begin = stroom.read(64)
    stroom.seek(0)
    if begin.startswith(ZIP_BEGIN):
        return None
    if begin.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00\t\n\f\r ").startswith(PDF_BEGIN):
        return PDF
    if begin.startswith(JPG_BEGIN):
        return JPG
    if begin.startswith(PNG_BEGIN):
        return PNG
    if begin.startswith(OLE_BEGIN):
        raise BestandGeweigerd(OUD_OF_BEVEILIGD)
    if begin[4:8] == b"ftyp" and begin[8:12] in HEIC_MERKEN:
        raise BestandGeweigerd(HEIC)
    raise BestandGeweigerd(_geen(extensie))


def _geen(extensie: str) -> str:
    """Why this content does not come in; a name of an accepted kind is said to be wrong."""
    belofte = next((soort for soort in SOORTEN if extensie in soort.extensies), None)
    if belofte is None:
        return NIET_AANGENOMEN
    return (
        f"De naam eindigt op .{extensie}, maar de inhoud is geen {belofte.naam.removeprefix('een ')}. "
        f"Open het in het programma waarin het is gemaakt, sla het op als {belofte.extensies[0]} en voeg het "
        "opnieuw toe."
    )
