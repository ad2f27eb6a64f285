"""The files of a report: one PDF with its figures inside, a CSV and an XLSX.

Everything comes from the frozen stand and the texts, and its moment is that of the momentopname: the same
input gives the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from swv.buiten import StandBuiten
from swv.enums import Bestandsvorm
from swv.klok import datum_van
from swv.models import Rapportage, Samenwerkingsverband
from swv.momentopnamen import StandBevroren
from swv.pdf import maak_pdf
from swv.rapportages import uitvoer
from swv.rapportages.hoofdstukken import Tekstblok, deel, kern
from swv.rapportages.soorten import Hoofdstuk, Rapportagesoort, soort_van
from swv.termijnen import datum

TYPEN = {
    Bestandsvorm.PDF: "application/pdf",
    Bestandsvorm.CSV: "text/csv; charset=utf-8",
    Bestandsvorm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Document:
    """A finished file."""

    vorm: str
    naam: str
    inhoudstype: str
    inhoud: bytes


@dataclass(frozen=True)
class Bijlage:
    """A file that travels inside the PDF; looks like `swv.pdfmotor.Bijlage`, which needs Pango."""

    naam: str
    inhoud: bytes
    omschrijving: str
    relatie: str = "Data"


def maak(rapportage: Rapportage, stand: StandBevroren) -> list[Document]:
    """The three files of this report as its texts are now; they leave the SWV, so small counts stay out."""
    soort, stand = soort_van(rapportage.soort), StandBuiten(stand.momentopname)
    teksten = {
        rij.code: Tekstblok(rij.titel, tuple(uitvoer.alineas(rij.tekst)))
        for rij in rapportage.teksten.order_by("volgorde")
    }
    tabel = soort.uitvoer(stand) if soort.uitvoer else uitvoer.cijfers(soort, stand)
    inhoud = {
        Bestandsvorm.PDF: pdf(soort, stand, teksten),
        Bestandsvorm.CSV: uitvoer.als_csv(tabel),
        Bestandsvorm.XLSX: uitvoer.als_xlsx(tabel, stand.momentopname.gemaakt_op),
    }
    naam = f"{soort.bestandsnaam}-{stand.kwartaal}"
    return [Document(vorm, f"{naam}.{vorm.value}", TYPEN[vorm], bytes_) for vorm, bytes_ in inhoud.items()]


def pdf(soort: Rapportagesoort, stand: StandBevroren, teksten: dict[str, Tekstblok]) -> bytes:
    """The report itself, with the figures of its tables attached (PDF/A-3)."""
    swv = Samenwerkingsverband.objects.get()
    return maak_pdf(
        soort.sjabloon,
        context(soort, stand, teksten, swv.naam),
        titel=f"{soort.naam}, {stand.kwartaal.naam}, {swv.naam}",
        gemaakt_op=stand.momentopname.gemaakt_op,
        kenmerk=f"{swv.code}-{soort.code}-{stand.kwartaal}",
        bijlagen=bijlagen(soort, stand),
    )


def bijlagen(soort: Rapportagesoort, stand: StandBevroren) -> list[Any]:
    """The aggregated, suppressed figures as CSV."""
    gevonden = []
    if soort.kengetallen:
        inhoud = uitvoer.als_csv(uitvoer.cijfers(soort, stand))
        gevonden.append(Bijlage("cijfers.csv", inhoud, "Alle cijfers van dit rapport"))
    if soort.verdelingen:
        inhoud = uitvoer.als_csv(uitvoer.verdelingen(soort, stand))
        gevonden.append(Bijlage("verdelingen.csv", inhoud, "De verdelingen van dit rapport"))
    return gevonden


def context(
    soort: Rapportagesoort, stand: StandBevroren, teksten: dict[str, Tekstblok], swv_naam: str
) -> dict[str, Any]:
    """What `pdf/rapport.html` shows, and what the kind of report adds to it."""
    extra = soort.inhoud(stand)
    delen = [
        deel(
            stand,
            opzet,
            nummer,
            kpis=extra.get("kpicodes", frozenset()),
            tekst=teksten.get(opzet.anker),
            slotzin=extra.get("slotzinnen", {}).get(opzet.anker, ""),
        )
        for nummer, opzet in enumerate(soort.opzet, start=1)
    ]
    codes = [rij.cijfer.code for deel in delen for rij in deel.rijen] if delen else soort.kengetallen
    cijfers = stand.waarden(codes)
    tabellen = [stand.tabel(code) for code in soort.verdelingen]
    los = not delen  # figures and breakdowns in chapters of their own
    hoofdstukken = genummerd([*soort.hoofdstukken, *_vaste(los and bool(cijfers), los and bool(tabellen))])
    vast = {
        "soort": soort,
        "stand": stand,
        "swv_naam": swv_naam,
        "kwartaal": stand.kwartaal.naam,
        "peildatum": datum(stand.peildatum),
        "vorige_peildatum": datum(stand.vorige_peildatum),
        "vastgelegd_op": datum(datum_van(stand.momentopname.gemaakt_op)),
        "periode": f"{datum(stand.kwartaal.vanaf)} tot en met {datum(stand.kwartaal.tot_en_met)}",
        "hoofdstukken": hoofdstukken,
        "delen": delen,
        "kern": kern(delen) if delen else None,
        "cijfers": cijfers,
        "tabellen": tabellen,
        "is_onderdrukt": any(tabel.is_onderdrukt for tabel in tabellen),
        "cijfers_onderdrukt": any(gemeten.onderdrukt for gemeten in cijfers),
        "grens": stand.grens,
        "teksten": teksten,
        "samenvatting": teksten.get("samenvatting"),
    }
    return vast | extra


def _vaste(met_cijfers: bool, met_tabellen: bool) -> Iterable[Hoofdstuk]:
    if met_cijfers:
        yield Hoofdstuk("cijfers", "Alle cijfers")
    if met_tabellen:
        yield Hoofdstuk("verdelingen", "Verdelingen")
    yield Hoofdstuk("verantwoording", "Hoe de cijfers zijn gemaakt")


def genummerd(hoofdstukken: Iterable[Hoofdstuk]) -> dict[str, Hoofdstuk]:
    """The chapters by their anchor, each with its number."""
    return {
        deel.anker: Hoofdstuk(deel.anker, deel.titel, nummer)
        for nummer, deel in enumerate(hoofdstukken, start=1)
    }
