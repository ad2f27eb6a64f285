"""The calculation for praktijkonderwijs as a page shows it: the sums, the criterion, and how old the tests are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from swv.models import Norm
from swv.termijnen import datum, maanden_later
from tlv.controle import Controle, waarschuwing
from tlv.enums import Soort
from tlv.models import Aanvraag
from tlv.procriteria import Som, controleer_procriteria, is_bijzondere_groep, sommen
from tlv.vragen import Taak, lees_datum

# The answer with the date of a test -> what it is called, and the norm that says how old it may be.
TOETSDATUMS = {
    "iq_datum": ("De IQ-test", "tlv.onderzoek_geldigheid"),
    "dle_datum": ("De toets voor de DLE", "tlv.toets_geldigheid"),
}


@dataclass(frozen=True)
class Berekening:
    sommen: Sequence[Som]
    controles: Sequence[Controle]


def rekent(taak: Taak) -> bool:
    """Whether this task holds the numbers of the calculation."""
    return any(vraag.code == "dl" for vraag in taak.vragen)


def berekening(aanvraag: Aanvraag, op: date) -> Berekening | None:
    """The criterion for PrO with its sums on day `op`; None for another soort or a file without numbers."""
    if aanvraag.soort != Soort.PRO or is_bijzondere_groep(aanvraag.antwoorden):
        return None
    return Berekening(
        sommen(aanvraag.antwoorden),
        [*controleer_procriteria(aanvraag.antwoorden), *_te_oud(aanvraag, op)],
    )


def _te_oud(aanvraag: Aanvraag, op: date) -> list[Controle]:
    """The tests are recent on the day on which the SWV receives the request (domein.md 1.6)."""
    gevonden = []
    for code, (naam, norm) in TOETSDATUMS.items():
        gemaakt, grens = lees_datum(aanvraag.antwoorden.get(code, "")), Norm.objects.versie_op(norm, op)
        if gemaakt and grens and maanden_later(gemaakt, int(grens.waarde)) < op:
            zin = f"{naam} is van {datum(gemaakt)}, langer dan {int(grens.waarde)} maanden geleden."
            gevonden.append(waarschuwing("Toets is recent", zin))
    return gevonden
