"""`./dev manage kengetallen`: every figure of a quarter, computed now.

As JSON a list with per figure `code`, `naam`, `waarde`, `teller`, `noemer`, `eenheid`, `norm`, `status` and on
which day. Numbers are JSON numbers with every digit with which they were computed; what does not apply is null.
"""

import json
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from typing import Any

from swv.kengetallen import Meetwaarde, Peiling, meet, peiling
from swv.klok import vandaag
from swv.kwartaal import Kwartaal, KwartaalFout
from swv.models import Samenwerkingsverband
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel, lees_datum
from swv.templatetags.cijfers import breuk, cijfer, normtekst, oordeel

FORMATEN = ("json", "tekst")


class Command(Opdrachtregel):
    help = "Toont elk kengetal van een kwartaal, zoals de registers het nu geven."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", help="de dag van de stand, bijvoorbeeld 2025-12-15")
        parser.add_argument("--kwartaal", help="JJJJ-K; standaard het kwartaal van de peildatum")
        parser.add_argument("--formaat", default="tekst", help="json of tekst")

    def voer_uit(self, **options: Any) -> None:
        if options["formaat"] not in FORMATEN:
            raise Gebruiksfout(f"Het formaat is json of tekst, niet {options['formaat']!r}.")
        vraag = _vraag(options["peildatum"], options["kwartaal"])
        gemeten = meet(vraag)
        schrijf = als_json if options["formaat"] == "json" else als_tekst
        self.stdout.write(schrijf(vraag, gemeten))


def lees_kwartaal(tekst: str) -> Kwartaal:
    """Read `2025-4` as a person typed it."""
    try:
        return Kwartaal.lees(tekst)
    except KwartaalFout as fout:
        raise Gebruiksfout(str(fout)) from fout


def eis_swv() -> None:
    """Without a profile there are no peildata and no norms."""
    if not Samenwerkingsverband.objects.exists():
        raise Gebruiksfout("Er is nog geen samenwerkingsverband ingericht; voer eerst inrichten uit.")


def _vraag(dag: str | None, kwartaal: str | None) -> Peiling:
    if not dag and not kwartaal:
        raise Gebruiksfout("Geef --peildatum of --kwartaal, bijvoorbeeld --peildatum 2025-12-15.")
    peildatum = lees_datum(dag, "De peildatum") if dag else None
    gekozen = lees_kwartaal(kwartaal) if kwartaal else Kwartaal.van(peildatum or vandaag())
    eis_swv()
    vraag = peiling(gekozen, peildatum=peildatum)
    _controleer(vraag)
    return vraag


def _controleer(vraag: Peiling) -> None:
    if vraag.peildatum > vandaag():
        raise Gebruiksfout(f"De peildatum {vraag.peildatum.isoformat()} is nog niet geweest.")
    if vraag.peildatum <= vraag.vorige_peildatum:
        raise Gebruiksfout(
            f"De peildatum ligt niet na de vorige peildatum {vraag.vorige_peildatum.isoformat()} van kwartaal "
            f"{vraag.kwartaal}."
        )


def als_json(vraag: Peiling, gemeten: list[Meetwaarde]) -> str:
    regels = [_object(_velden(vraag, meetwaarde)) for meetwaarde in gemeten]
    return "[\n" + ",\n".join(regels) + "\n]"


def _velden(vraag: Peiling, gemeten: Meetwaarde) -> dict[str, str | date | Decimal | None]:
    norm = gemeten.norm
    return {
        "code": gemeten.kengetal.code,
        "naam": str(gemeten.kengetal.naam),
        "waarde": gemeten.uitkomst.waarde,
        "teller": gemeten.uitkomst.teller,
        "noemer": gemeten.uitkomst.noemer,
        "eenheid": gemeten.kengetal.eenheid,
        "norm": norm.waarde if norm else None,
        "norm_code": norm.code if norm else None,
        "status": gemeten.status,
        "toelichting": str(gemeten.uitkomst.toelichting),
        "peildatum": vraag.peildatum,
        "kwartaal": str(vraag.kwartaal),
    }


def _object(velden: dict[str, str | date | Decimal | None]) -> str:
    """One JSON object; written here because `json` would make floats of the numbers."""
    return "{" + ", ".join(f"{json.dumps(naam)}: {_json(waarde)}" for naam, waarde in velden.items()) + "}"


def _json(waarde: str | date | Decimal | None) -> str:
    if isinstance(waarde, Decimal):
        return f"{waarde.normalize():f}"
    return json.dumps(waarde.isoformat() if isinstance(waarde, date) else waarde, ensure_ascii=False)


def als_tekst(vraag: Peiling, gemeten: list[Meetwaarde]) -> str:
    """A table for people: rounded as on the screen."""
    kop = (
        f"Kengetallen van het {vraag.kwartaal.naam}, stand aan het einde van {vraag.peildatum.isoformat()}, "
        f"in- en uitstroom vanaf {vraag.stroom_vanaf.isoformat()}"
    )
    rijen = [("code", "waarde", "teller van noemer", "norm", "status")]
    rijen += [(m.kengetal.code, cijfer(m), breuk(m), normtekst(m), oordeel(m) or m.status) for m in gemeten]
    breedtes = [max(len(rij[nr]) for rij in rijen) for nr in range(len(rijen[0]))]
    regels = [
        "  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip()
        for rij in rijen
    ]
    return "\n".join([kop, "", *regels])
