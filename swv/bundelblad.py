"""The sheets of a bundle: read a paper as pages, put each page on A4, stamp its foot (for swv/bundel.py)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Rectangle
from PIL import Image, ImageOps

from swv.bestandscontrole.beeld import LEESFOUTEN
from swv.bestandscontrole.soorten import JPG, PDF, PNG, SOORTEN
from swv.pdfa import MERK

A4_KORT, A4_LANG = 595.276, 841.89
VOET = 32.0  # points at the bottom of a sheet for its number
VERWIJZING = "bundel:"  # address by which the index points to a paper
BEELDPUNTEN_PER_DUIM = 150
MAX_BEELDZIJDE = 3508  # A4 at 300 dots per inch
PDF_FOUTEN = (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError)

WACHTWOORD = "Dit bestand is met een wachtwoord beveiligd. Het zit als los bestand in het zip-bestand."
BESCHADIGD = "Dit bestand is beschadigd en niet te lezen. Het zit als los bestand in het zip-bestand."
ANDERE_SOORT = "Dit is {soort}. Het zit als los bestand in het zip-bestand."


class NietTeBundelen(Exception):
    """This file cannot become pages; the text is the Dutch reason for the index."""


@dataclass(frozen=True)
class Plek:
    """Where a paper begins: for the bookmarks and the links of the index."""

    titel: str
    nummer: int
    blad: int


def lees_bladen(inhoud: bytes, inhoudstype: str) -> pikepdf.Pdf:
    """Open a paper as a PDF whose pages can be copied; raises `NietTeBundelen` with the reason."""
    if inhoudstype in (JPG.inhoudstype, PNG.inhoudstype):
        inhoud = _beeld_als_pdf(inhoud)
    elif inhoudstype != PDF.inhoudstype:
        soort = next((s.naam for s in SOORTEN if s.inhoudstype == inhoudstype), "geen pdf of foto")
        raise NietTeBundelen(ANDERE_SOORT.format(soort=soort))
    try:
        pdf = pikepdf.open(io.BytesIO(inhoud))
    except pikepdf.PasswordError as fout:
        raise NietTeBundelen(WACHTWOORD) from fout
    except PDF_FOUTEN as fout:
        raise NietTeBundelen(BESCHADIGD) from fout
    try:
        _maak_plat(pdf)
    except PDF_FOUTEN as fout:
        pdf.close()
        raise NietTeBundelen(BESCHADIGD) from fout
    return pdf


def _maak_plat(pdf: pikepdf.Pdf) -> None:
    """Make filled fields and stamps part of the page, and see that every page can be read."""
    if not len(pdf.pages):
        raise ValueError("no pages")
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("")
    for blad in pdf.pages:
        blad.contents_coalesce()
        inhoud = blad.obj.get("/Contents")
        if inhoud is not None:
            inhoud.read_bytes()
        blad.as_form_xobject()


def _beeld_als_pdf(inhoud: bytes) -> bytes:
    """A picture as one page; white behind what is transparent, no larger than A4 can show."""
    try:
        with Image.open(io.BytesIO(inhoud), formats=["JPEG", "PNG"]) as bron:
            beeld = ImageOps.exif_transpose(bron).convert("RGBA")
    except LEESFOUTEN as fout:
        raise NietTeBundelen(BESCHADIGD) from fout
    beeld.thumbnail((MAX_BEELDZIJDE, MAX_BEELDZIJDE))
    wit = Image.new("RGB", beeld.size, "white")
    wit.paste(beeld, mask=beeld.getchannel("A"))
    uit = io.BytesIO()
    wit.save(uit, "PDF", resolution=BEELDPUNTEN_PER_DUIM, quality=85)
    return uit.getvalue()


def bind(
    voorblad: bytes, bladen: Sequence[pikepdf.Page], *, stempels: bytes, plekken: Sequence[Plek]
) -> bytes:
    """Front pages, then every page on its own sheet, all with their stamp; bookmarks and links set."""
    with pikepdf.open(io.BytesIO(voorblad)) as pdf, pikepdf.open(io.BytesIO(stempels)) as voeten:
        _ontneem_archiefclaim(pdf)
        for blad in bladen:
            _leg_op_vel(pdf, blad)
        for nummer, (vel, voet) in enumerate(zip(pdf.pages, voeten.pages, strict=True), start=1):
            _stempel(vel, voet, Name(f"/Voet{nummer}"))
        _wijs_de_weg(pdf, plekken)
        uit = io.BytesIO()
        pdf.save(uit, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return uit.getvalue()


def _ontneem_archiefclaim(pdf: pikepdf.Pdf) -> None:
    """The front page is PDF/A and PDF/UA, the bundle is not: it may not say so."""
    pakket = pdf.Root.Metadata.read_bytes()
    for begin, einde in (
        (b"<pdfaid:part>", b"</pdfaid:conformance>"),
        (b"<pdfuaid:part>", b"</pdfuaid:part>"),
    ):
        voor, _, rest = pakket.partition(begin)
        pakket = voor + rest.partition(einde)[2]
    pdf.Root.Metadata = pdf.make_stream(pakket, Type=Name.Metadata, Subtype=Name.XML)


def _leg_op_vel(pdf: pikepdf.Pdf, blad: pikepdf.Page) -> None:
    """A fresh A4 sheet, upright or lying as the page is seen, with the page above its foot."""
    links, onder, rechts, boven = (float(maat) for maat in blad.trimbox)
    breed, hoog = abs(rechts - links), abs(boven - onder)
    if int(blad.obj.get("/Rotate", 0)) % 180:
        breed, hoog = hoog, breed
    maat = (A4_LANG, A4_KORT) if breed > hoog else (A4_KORT, A4_LANG)
    vel = pdf.add_blank_page(page_size=maat)
    _plaats(vel, blad, Name.Stuk, Rectangle(0, VOET, *maat))


def _stempel(vel: pikepdf.Page, voet: pikepdf.Page, naam: Name) -> None:
    """Put the foot on a sheet, outside the reading order."""
    inhoud = voet.obj["/Contents"]
    inhoud.write(MERK.sub(b"/Artifact BMC", inhoud.read_bytes()))
    _plaats(vel, voet, naam, Rectangle(0, 0, float(vel.mediabox[2]), VOET))


def _plaats(vel: pikepdf.Page, bron: pikepdf.Page, naam: Name, vak: Rectangle) -> None:
    """Draw `bron` in the middle of `vak`, smaller where it must be, never larger.

    As `Page.add_overlay`, which draws its names by lot: then the same papers give other bytes.
    """
    vorm = bron.as_form_xobject()
    vel.add_resource(vorm, Name.XObject, naam)
    tekening = vel.calc_form_xobject_placement(
        vorm, naam, vak, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    vel.contents_add(b"q\n", prepend=True)
    vel.contents_add(b"Q\n" + tekening)
    vel.contents_coalesce()


def _wijs_de_weg(pdf: pikepdf.Pdf, plekken: Sequence[Plek]) -> None:
    """A bookmark per paper, and the lines of the index as links to them."""
    with pdf.open_outline() as overzicht:
        overzicht.root[:] = [OutlineItem(plek.titel, plek.blad - 1) for plek in plekken]
    bladen = {f"{VERWIJZING}{plek.nummer}": plek.blad - 1 for plek in plekken}
    for vel in pdf.pages:
        for koppeling in vel.obj.get("/Annots", Array()):
            doel = str(koppeling.get("/A", Dictionary()).get("/URI", ""))
            if doel in bladen:
                del koppeling["/A"]
                koppeling["/Dest"] = Array([pdf.pages[bladen[doel]].obj, Name.Fit])
