"""One PDF out of an ordered list of papers: front page, index, and a number on every page; and a zip.

Every page is put on a fresh A4 sheet, so that the number in its foot never covers text. What cannot
become pages (another kind of file, a password, a broken file) stands in the index with the reason and
goes along in the zip, beside every separate file and a manifest. The same input gives the same bytes.
The result is for reading and printing; it does not claim to be PDF/A, because uploaded pages are not.
"""

import hashlib
import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf

from swv import bestanden
from swv.bestandscontrole.naam import extensie, schone_naam
from swv.bundelblad import NietTeBundelen, Plek, bind, lees_bladen
from swv.enums import Scanstatus
from swv.exports import ZIP_MOMENT, Kolom, Kolomsoort, schrijf_csv
from swv.klok import datum_van
from swv.models import Bestand
from swv.pdf import maak_pdf
from swv.termijnen import datum

PDF = "application/pdf"
VOORBLAD = "pdf/bundel.html"
STEMPEL = "pdf/bundelstempel.html"
MANIFEST = "manifest.csv"
ONTBREEKT = "Dit stuk is er niet."


@dataclass(frozen=True)
class Deel:
    """One paper of the bundle. Without `inhoud` it is only named, with the `reden` why it is not there."""

    titel: str
    naam: str = ""
    inhoud: bytes | None = None
    inhoudstype: str = PDF
    datum: date | None = None
    reden: str = ""


@dataclass(frozen=True)
class Omslag:
    """What the front page says; `gegevens` are the rows of its table (label, value)."""

    titel: str
    afzender: str
    kenmerk: str
    gemaakt_op: datetime
    ondertitel: str = ""
    gegevens: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Indexregel:
    """One paper as the index names it; `vanaf` 0: it has no pages, and `reden` says why."""

    nummer: int
    titel: str
    datum: str
    vanaf: int
    tot_en_met: int
    reden: str
    bestand: str

    @property
    def bladen(self) -> str:
        """The page numbers in words for the eye: "12" or "12-15"."""
        if not self.vanaf:
            return ""
        return str(self.vanaf) if self.vanaf == self.tot_en_met else f"{self.vanaf}-{self.tot_en_met}"


@dataclass(frozen=True)
class Bundel:
    """The finished files and the index."""

    pdf: bytes
    zip: bytes
    regels: tuple[Indexregel, ...]
    bladen: int

    @property
    def buiten_de_pdf(self) -> tuple[Indexregel, ...]:
        """The papers that have no pages in the PDF."""
        return tuple(regel for regel in self.regels if not regel.vanaf)


def deel_van_bestand(bestand: Bestand, titel: str, *, op: date | None = None) -> Deel:
    """A stored file as a part; not yet clean or gone: named with the reason, without its bytes."""
    leeg = Deel(titel, bestand.naam, None, bestand.inhoudstype, op)
    if bestand.scanstatus != Scanstatus.SCHOON:
        wacht = bestand.scanstatus == Scanstatus.WACHT
        return _met_reden(leeg, bestanden.WORDT_GECONTROLEERD if wacht else bestanden.IS_GEWEIGERD)
    try:
        inhoud = bestanden.lees(bestand)
    except OSError:
        return _met_reden(leeg, bestanden.IS_WEG.format(sleutel=bestand.sleutel))
    return Deel(titel, bestand.naam, inhoud, bestand.inhoudstype, op)


def deel_van_sjabloon(
    template: str,
    context: dict[str, Any],
    *,
    titel: str,
    gemaakt_op: datetime,
    kenmerk: str,
    op: date | None = None,
) -> Deel:
    """A part that the product writes itself; `template` extends `pdf/basis.html`."""
    inhoud = maak_pdf(template, context, titel=titel, gemaakt_op=gemaakt_op, kenmerk=kenmerk)
    return Deel(titel, f"{titel}.pdf", inhoud, PDF, op)


def ontbrekend(titel: str, reden: str = ONTBREEKT) -> Deel:
    """A paper that belongs in the bundle and is not in the dossier: the index says so."""
    return Deel(titel, reden=reden)


def maak_bundel(omslag: Omslag, delen: Sequence[Deel]) -> Bundel:
    """Make the PDF and the zip. Raises `PdfNietBeschikbaar` when Pango is missing."""
    with ExitStack() as open_bestanden:
        gelezen = [_lees(deel, open_bestanden) for deel in delen]
        voorblad, regels = _voorblad(omslag, delen, gelezen)
        bladen = [blad for bron, _ in gelezen if bron is not None for blad in bron.pages]
        pdf = bind(
            voorblad,
            bladen,
            stempels=_stempels(omslag, voorblad, regels, bladen),
            plekken=[Plek(f"{r.nummer}. {r.titel}", r.nummer, r.vanaf) for r in regels if r.vanaf],
        )
    with pikepdf.open(io.BytesIO(pdf)) as af:
        aantal = len(af.pages)
    return Bundel(pdf, _zip(omslag, pdf, delen, regels), tuple(regels), aantal)


def _met_reden(deel: Deel, reden: str) -> Deel:
    return Deel(deel.titel, deel.naam, None, deel.inhoudstype, deel.datum, reden)


def _lees(deel: Deel, open_bestanden: ExitStack) -> tuple[pikepdf.Pdf | None, str]:
    """The pages of a part, or why it has none."""
    if deel.inhoud is None:
        return None, deel.reden or ONTBREEKT
    try:
        return open_bestanden.enter_context(lees_bladen(deel.inhoud, deel.inhoudstype)), ""
    except NietTeBundelen as fout:
        return None, str(fout)


def _voorblad(
    omslag: Omslag, delen: Sequence[Deel], gelezen: Sequence[tuple[pikepdf.Pdf | None, str]]
) -> tuple[bytes, list[Indexregel]]:
    """Front page and index; its own number of pages decides where the first paper begins."""
    vooraf = 2
    while True:
        regels = _regels(delen, gelezen, vooraf)
        gemaakt = _teken(omslag, VOORBLAD, {"regels": regels}, f"{omslag.kenmerk}-index")
        with pikepdf.open(io.BytesIO(gemaakt)) as pdf:
            if len(pdf.pages) == vooraf:
                return gemaakt, regels
            vooraf = len(pdf.pages)


def _regels(
    delen: Sequence[Deel], gelezen: Sequence[tuple[pikepdf.Pdf | None, str]], vooraf: int
) -> list[Indexregel]:
    regels, volgende = [], vooraf + 1
    for nummer, (deel, (bron, reden)) in enumerate(zip(delen, gelezen, strict=True), start=1):
        aantal = len(bron.pages) if bron is not None else 0
        regels.append(
            Indexregel(
                nummer=nummer,
                titel=deel.titel,
                datum=datum(deel.datum) if deel.datum else "",
                vanaf=volgende if aantal else 0,
                tot_en_met=volgende + aantal - 1 if aantal else 0,
                reden=reden,
                bestand=_bestandsnaam(nummer, deel),
            )
        )
        volgende += aantal
    return regels


def _bestandsnaam(nummer: int, deel: Deel) -> str:
    """ "03 Besluit.pdf": the name in the zip, sorted as the index is; empty where there are no bytes."""
    if deel.inhoud is None:
        return ""
    return schone_naam(f"{nummer:02} {deel.titel}.{extensie(deel.naam) or 'pdf'}".replace("/", "-"))


def _stempels(
    omslag: Omslag, voorblad: bytes, regels: Sequence[Indexregel], bladen: Sequence[pikepdf.Page]
) -> bytes:
    """One small page per sheet with what its foot says."""
    with pikepdf.open(io.BytesIO(voorblad)) as pdf:
        vooraf = len(pdf.pages)
    aantal = vooraf + len(bladen)
    van = {nr: regel for regel in regels if regel.vanaf for nr in range(regel.vanaf, regel.tot_en_met + 1)}
    voeten = [
        {"deel": f"{van[nr].nummer}. {van[nr].titel}" if nr in van else omslag.titel, "nummer": nr}
        for nr in range(1, aantal + 1)
    ]
    return _teken(omslag, STEMPEL, {"voeten": voeten, "aantal": aantal}, f"{omslag.kenmerk}-voet")


def _teken(omslag: Omslag, template: str, context: dict[str, Any], kenmerk: str) -> bytes:
    return maak_pdf(
        template,
        {**context, "omslag": omslag, "gemaakt_op": datum(datum_van(omslag.gemaakt_op))},
        titel=omslag.titel,
        gemaakt_op=omslag.gemaakt_op,
        kenmerk=kenmerk,
    )


def _zip(omslag: Omslag, pdf: bytes, delen: Sequence[Deel], regels: Sequence[Indexregel]) -> bytes:
    """The bundle, every separate file, and the manifest by which a reader checks them."""
    inhoud = {schone_naam(f"00 {omslag.titel}.pdf".replace("/", "-")): pdf}
    for deel, regel in zip(delen, regels, strict=True):
        if deel.inhoud is not None:
            inhoud[regel.bestand] = deel.inhoud
    inhoud[MANIFEST] = _manifest(inhoud)
    uit = io.BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as pakket:
        for naam, bytes_ in inhoud.items():
            kop = ZipInfo(naam, ZIP_MOMENT)
            kop.compress_type, kop.external_attr = ZIP_DEFLATED, 0o644 << 16
            pakket.writestr(kop, bytes_)
    return uit.getvalue()


def _manifest(inhoud: dict[str, bytes]) -> bytes:
    """Name, size and sha256 of every file in the zip, as CSV."""
    kolommen = (
        Kolom("Bestand", "naam"),
        Kolom("Grootte", "grootte", Kolomsoort.GETAL),
        Kolom("sha256", "sha256"),
    )
    uit = io.BytesIO()
    schrijf_csv(
        kolommen,
        [Manifestregel(n, len(b), hashlib.sha256(b).hexdigest()) for n, b in inhoud.items()],
        uit,
    )
    return uit.getvalue()


@dataclass(frozen=True)
class Manifestregel:
    """One file of the zip."""

    naam: str
    grootte: int
    sha256: str
