"""What the page of a traject shows, written out in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from swv.templatetags.opmaak import datum_kort
from thuiszitters.duur import klasse_op
from thuiszitters.enums import Categorie, Klasse, Trajectstatus, Uitkomst
from thuiszitters.models import Traject
from thuiszitters.selectors.lijst import KLEUR, NOG_NIET_THUIS, TELT_NIET, duur_in_woorden, klassenaam
from thuiszitters.services.feiten import in_woorden


@dataclass(frozen=True)
class Kop:
    """The head of the page: how long, in which class, or how it ended."""

    sub: str
    stand: str
    kleur: str


@dataclass(frozen=True)
class Regel:
    """A fact with the days on which it held; `sleutel` is empty when it cannot be ended."""

    tekst: str
    periode: str
    sleutel: UUID | None = None


def kop(traject: Traject, op: date) -> Kop:
    """`Harens Lyceum · sinds 3 sep 2026 · 94 dagen (13 weken)` and the derived class of today."""
    school = traject.school.naam if traject.school else "Geen school"
    sinds = f"sinds {datum_kort(traject.eerste_verzuimdag)}"
    klasse = klasse_van(traject, op)
    duur = _duur(traject, klasse, op)
    if traject.status == Trajectstatus.AFGESLOTEN:
        einde = f"tot {datum_kort(traject.einddatum)}"
        uitkomst = Uitkomst(traject.uitkomst).label
        return Kop(" · ".join((school, sinds, einde, duur)), f"Afgesloten: {uitkomst.lower()}", "neutraal")
    return Kop(" · ".join((school, sinds, duur)), klassenaam(klasse), KLEUR.get(klasse, "neutraal"))


def _duur(traject: Traject, klasse: str, op: date) -> str:
    if not traject.telt:
        return TELT_NIET.lower()
    return NOG_NIET_THUIS.lower() if klasse == Klasse.DREIGEND else duur_in_woorden(traject.dagen_op(op))


def klasse_van(traject: Traject, op: date) -> str:
    """The derived class on `op`; empty before the first day."""
    rij = traject.categorieen.filter(vanaf__lte=op).order_by("-vanaf").first()
    return str(Klasse(klasse_op(rij.categorie, rij.vanaf, op)).value) if rij else ""


def categorieregels(traject: Traject, op: date) -> list[Regel]:
    """The categorieen one after the other, the latest first, each with how long it held."""
    einde = traject.einddatum or op
    regels = []
    for rij in traject.categorieen.order_by("-vanaf"):
        tot = rij.tot_en_met
        dagen = ((tot or einde) - rij.vanaf).days + (1 if tot else 0)
        periode = _periode(rij.vanaf, tot)
        regels.append(Regel(Categorie(rij.categorie).label, f"{periode} · {duur_in_woorden(dagen)}"))
    return regels


def feitregels(traject: Traject, op: date) -> list[Regel]:
    """What holds now first; of a running traject what holds can be ended."""
    loopt = traject.status == Trajectstatus.LOPEND
    return [
        Regel(
            in_woorden(rij),
            _periode(rij.vanaf, rij.tot_en_met),
            rij.sleutel if loopt and rij.tot_en_met is None else None,
        )
        for rij in sorted(
            traject.feiten.all(), key=lambda rij: (rij.tot_en_met is not None, rij.soort, rij.vanaf)
        )
    ]


def _periode(vanaf: date, tot_en_met: date | None) -> str:
    begin = datum_kort(vanaf)
    return f"{begin} tot en met {datum_kort(tot_en_met)}" if tot_en_met else f"sinds {begin}"
