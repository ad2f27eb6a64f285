"""Uploaded PDFs: read by structure, never rendered; what could act by itself is refused."""

from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from swv.bestandscontrole.weigering import BESCHADIGD, BestandGeweigerd
from swv.bestandscontrole.zipmap import einde_van_zip, lees_staart

MAX_OBJECTEN = 300_000
MAX_STAART = 1024
ACTIES = (Name.JavaScript, Name.Launch, Name.ImportData, Name.RichMediaExecute)
BESTANDSLEUTELS = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
NEST = (Array, Dictionary)

WACHTWOORD = (
    "Deze pdf is met een wachtwoord beveiligd. Sla de pdf op zonder wachtwoord en voeg die opnieuw toe."
)
OPNIEUW_AFDRUKKEN = "Open de pdf, kies Afdrukken en dan Opslaan als pdf, en voeg het nieuwe bestand toe."
PROGRAMMACODE = f"Deze pdf bevat programmacode of een opdracht die vanzelf start. {OPNIEUW_AFDRUKKEN}"
BIJLAGEN = (
    "In deze pdf zitten andere bestanden als bijlage. "
    "Haal die eruit, of druk de pdf opnieuw af naar pdf, en voeg de bestanden los toe."
)
DYNAMISCH = (
    f"Deze pdf is een invulformulier van een soort dat wij niet kunnen lezen (XFA). {OPNIEUW_AFDRUKKEN}"
)
INGEWIKKELD = f"Deze pdf is te ingewikkeld om te controleren. {OPNIEUW_AFDRUKKEN}"
DUBBEL = f"In deze pdf zit nog een tweede bestand verstopt. {OPNIEUW_AFDRUKKEN}"


def controleer_pdf(stroom: BinaryIO) -> None:
    """Raise `BestandGeweigerd` when the PDF is locked, broken, or holds code or other files."""
    _controleer_staart(lees_staart(stroom))
    try:
        with pikepdf.open(stroom) as pdf:
            _controleer_objecten(pdf)
            if not len(pdf.pages):
                raise BestandGeweigerd(BESCHADIGD)
    except pikepdf.PasswordError as fout:
        raise BestandGeweigerd(WACHTWOORD) from fout
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as fout:
        raise BestandGeweigerd(BESCHADIGD) from fout


def _controleer_staart(staart: bytes) -> None:
    """Nothing of substance after the end of the PDF, and no zip that ends where the PDF ends."""
    _, einde, rest = staart.rpartition(b"%%EOF")
    zip_einde = einde_van_zip(staart)
    if zip_einde is not None and zip_einde[2] == zip_einde[3]:
        raise BestandGeweigerd(DUBBEL)
    if einde and len(rest.strip(b"\x00\t\n\f\r ")) > MAX_STAART:
        raise BestandGeweigerd(DUBBEL)


def _controleer_objecten(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MAX_OBJECTEN:
        raise BestandGeweigerd(INGEWIKKELD)
    for nummer, woordenboek in enumerate(_woordenboeken(pdf)):
        if nummer > 10 * MAX_OBJECTEN:
            raise BestandGeweigerd(INGEWIKKELD)
        _controleer_woordenboek(woordenboek)


def _woordenboeken(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every dictionary of the file once; indirect objects are met in the object table itself."""
    for bovenste in pdf.objects:
        wachtrij = [bovenste]
        while wachtrij:
            ding = wachtrij.pop()
            if isinstance(ding, Array):
                kinderen = list(ding)
            elif isinstance(ding, Dictionary | Stream):
                yield ding
                kinderen = [waarde for _, waarde in ding.items()]
            else:
                continue
            wachtrij += [kind for kind in kinderen if isinstance(kind, NEST) and not kind.is_indirect]


def _controleer_woordenboek(ding: Object) -> None:
    """By meaning, not by key alone: a font may be called /JS or /EF too."""
    if ding.get("/S") in ACTIES or isinstance(ding.get("/JS"), String):
        raise BestandGeweigerd(PROGRAMMACODE)
    ingesloten = ding.get("/EF")
    if isinstance(ingesloten, Dictionary) and any(sleutel in ingesloten for sleutel in BESTANDSLEUTELS):
        raise BestandGeweigerd(BIJLAGEN)
    if ding.get("/Subtype") == Name.RichMedia:
        raise BestandGeweigerd(BIJLAGEN)
    if "/XFA" in ding and "/Fields" in ding:
        raise BestandGeweigerd(DYNAMISCH)
