"""The anonymous table for the inspectie: cumulative, one row per stay at home (FRM-27; domein.md 3.2).

Columns are data (inspectieformulier.toml, or the profile): a title and the field that fills it. No name, birth
date, school or key of our own can be a field, so no mapping can let one out.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from swv.exports import Kolom, Kolomsoort
from swv.models import Samenwerkingsverband
from swv.termijnen import leeftijd
from thuiszitters.duur import klasse_op
from thuiszitters.enums import CODES, Feitsoort, Klasse, Trede, Uitkomst
from thuiszitters.models import Traject

FORMULIER = Path(__file__).with_name("inspectieformulier.toml")
GEEN_SCHOOL = "geen"
DAG = timedelta(days=1)


@dataclass(frozen=True)
class Rij:
    """One stay as it was at the end of the peildatum, without anything that names the child."""

    volgnummer: int
    geboortejaar: int
    leeftijd: int
    gemeente: str
    schoolsoort: str
    categorie: str
    begindatum: date
    einddatum: date | None
    dagen: int
    oordeel: str
    belemmeringen: str
    hulpverlening: str
    aanbod: str
    doorzettingsmacht: str
    uitkomst: str


SOORTEN = {
    "volgnummer": Kolomsoort.GETAL,
    "geboortejaar": Kolomsoort.GETAL,
    "leeftijd": Kolomsoort.GETAL,
    "begindatum": Kolomsoort.DATUM,
    "einddatum": Kolomsoort.DATUM,
    "dagen": Kolomsoort.GETAL,
}
VELDEN = frozenset(Rij.__dataclass_fields__)


class FormulierFout(ValueError):
    """The mapping names a field that does not exist, with a Dutch reason."""


def kolommen() -> list[Kolom]:
    """The columns as the profile gives them, or the ones that ship with the product."""
    swv = Samenwerkingsverband.objects.first()
    eigen = swv.profiel.get("inspectieformulier") if swv else None
    return lees_kolommen(eigen or tomllib.loads(FORMULIER.read_text("utf-8"))["kolommen"])


def lees_kolommen(regels: Iterable[dict[str, str]]) -> list[Kolom]:
    """Columns from title -> field; raises `FormulierFout` for a field that may not or cannot be there."""
    gelezen = [(regel["titel"], regel["veld"]) for regel in regels]
    onbekend = [veld for _titel, veld in gelezen if veld not in VELDEN]
    if onbekend:
        raise FormulierFout(f"Onbekend veld in het inspectieformulier: {', '.join(onbekend)}.")
    return [Kolom(titel, veld, SOORTEN.get(veld, Kolomsoort.TEKST), 20) for titel, veld in gelezen]


def rijen(peildatum: date) -> list[Rij]:
    """Every stay that began on or before the peildatum, in the order of the numbers; five queries.

    Cumulative: who is no longer at home stays in it, with the day and the outcome; who never was one does not.
    """
    trajecten = (
        opgegeven(peildatum)
        .select_related("leerling__thuiszittervolgnummer", "school")
        .prefetch_related("categorieen", "feiten", "escalatiestappen")
        .order_by("leerling__thuiszittervolgnummer__nummer", "eerste_verzuimdag")
    )
    return [_rij(traject, peildatum) for traject in trajecten]


def opgegeven(peildatum: date) -> "QuerySet[Traject]":
    """The stays in the table of this peildatum."""
    return Traject.objects.telt().filter(eerste_verzuimdag__lte=peildatum)


def _rij(traject: Any, peildatum: date) -> Rij:
    einde = traject.einddatum if traject.einddatum and traject.einddatum <= peildatum else None
    peil = einde or peildatum
    geldig = [f for f in traject.feiten.all() if _gold(f, traject, peil, einde)]
    geboren = traject.leerling.geboortedatum
    return Rij(
        volgnummer=traject.leerling.thuiszittervolgnummer.nummer,
        geboortejaar=geboren.year,
        leeftijd=leeftijd(geboren, peildatum),
        gemeente=traject.leerling.gemeente,
        schoolsoort=traject.school.get_onderwijssoort_display() if traject.school else GEEN_SCHOOL,
        categorie=_klasse(traject, peil),
        begindatum=traject.eerste_verzuimdag,
        einddatum=einde,
        dagen=(peil - traject.eerste_verzuimdag).days,
        oordeel=_codes(geldig, Feitsoort.OORDEEL),
        belemmeringen=_codes(geldig, Feitsoort.BELEMMERING),
        hulpverlening="ja" if any(f.soort == Feitsoort.HULPVERLENING for f in geldig) else "nee",
        aanbod=_codes(geldig, Feitsoort.AANBOD),
        doorzettingsmacht="ja" if _doorgezet(traject, peil) else "nee",
        uitkomst=Uitkomst(traject.uitkomst).label if einde else "",
    )


def _gold(feit: Any, traject: Any, peil: date, einde: date | None) -> bool:
    """Held at the end of `peil`; of a stay that ended, on its last day at home."""
    dag = max(einde - DAG, traject.eerste_verzuimdag) if einde else peil
    return feit.vanaf <= dag and (feit.tot_en_met is None or feit.tot_en_met >= dag)


def _doorgezet(traject: Any, peil: date) -> bool:
    stappen = traject.escalatiestappen.all()
    return any(s.trede == Trede.DOORZETTINGSMACHT and s.datum <= peil for s in stappen)


def _klasse(traject: Any, peil: date) -> str:
    """The derived class at the peildatum or the end."""
    begonnen = [p for p in traject.categorieen.all() if p.vanaf <= peil]
    laatste = max(begonnen, key=lambda p: p.vanaf)
    return Klasse(klasse_op(laatste.categorie, laatste.vanaf, peil)).label


def _codes(feiten: Iterable[Any], soort: str) -> str:
    """Labels without the free words that were added."""
    labels = {CODES[soort](feit.code).label for feit in feiten if feit.soort == soort}
    return ", ".join(sorted(labels))
