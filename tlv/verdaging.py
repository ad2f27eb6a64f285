"""Which clock a verdaging moves and by how much at most; reading only (Awb 4:14; domein.md 1.7, 9.2).

The outer term of a profile (10 weeks at PO2203) holds its extension already, so it never moves.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from swv.klok import datum_van
from swv.models import Norm
from swv.models.normen import Eenheid
from swv.normen import termijn_van
from swv.termijnen import Kalender, Opschorting, Termijn, datum
from tlv.models import LOPEND, Aanvraag, Verdaging

AWB = "tlv.awb_beslistermijn"
# Clock -> the norm that says how many weeks it can be put off; without that norm it does not move.
LANGSTE = {AWB: "tlv.awb_verdaging", "tlv.servicenorm": "tlv.servicenorm_verlenging"}


def langste_verdaging(code: str, op: date) -> int:
    """The most weeks by which this clock can be put off; 0 where this SWV does not know that."""
    norm = Norm.objects.versie_op(LANGSTE[code], op) if code in LANGSTE else None
    return int(norm.waarde) if norm and norm.eenheid == Eenheid.WEKEN else 0


def verdaagde_termijn(
    norm: Norm,
    begin: date,
    dagen: Kalender,
    stilstanden: Iterable[Opschorting],
    verdaging: Verdaging | None,
) -> Termijn:
    """The term of this norm, longer when it was put off before it was over."""
    reeks = list(stilstanden)
    gewoon = termijn_van(norm, begin, dagen, opschortingen=reeks)
    if verdaging is None or norm.eenheid != Eenheid.WEKEN:
        return gewoon
    if datum_van(verdaging.verdaagd_op) > gewoon.uiterste_datum:
        return gewoon
    ontvangen = verdaging.aanvraag.ingediend_op
    langste = langste_verdaging(norm.code, datum_van(ontvangen)) if ontvangen else 0
    weken = min(verdaging.weken, langste)
    return termijn_van(norm, begin, dagen, opschortingen=reeks, verdaging=weken) if weken else gewoon


def reden_geen_verdaging(aanvraag: Aanvraag, op: date) -> str:
    """Return why the decision cannot be put off now, or an empty string (Awb 4:14: once, and in time)."""
    if aanvraag.status not in LOPEND:
        return "Deze aanvraag loopt niet meer. Er is niets te verdagen."
    if eerder := Verdaging.objects.filter(aanvraag=aanvraag).first():
        wanneer = datum(datum_van(eerder.verdaagd_op))
        return f"De beslissing is op {wanneer} al verdaagd. Dat kan één keer (Awb artikel 4:14)."
    return reden_termijn_voorbij(aanvraag, op)


def reden_termijn_voorbij(aanvraag: Aanvraag, op: date) -> str:
    """A term that is over can be neither put off nor suspended."""
    awb = aanvraag.termijnen.filter(norm__code=AWB).first()
    if awb is None:
        return "Voor deze aanvraag loopt geen wettelijke beslistermijn."
    if awb.uiterste_datum < op and awb.staat_stil_sinds is None:
        return (
            f"De wettelijke termijn eindigde op {datum(awb.uiterste_datum)}. Verdagen of opschorten kan alleen "
            "zolang die loopt. Beslis zo snel mogelijk."
        )
    return ""


def langste_voor(aanvraag: Any) -> int:
    """The most weeks that can be chosen for this request: those of the clock that can move furthest."""
    ontvangen = aanvraag.ingediend_op
    return max(langste_verdaging(code, datum_van(ontvangen)) for code in LANGSTE) if ontvangen else 0
