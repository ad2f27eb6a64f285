"""From which day a decision can no longer be contested: "onherroepelijk" (domein.md 1.7)."""

from datetime import date, timedelta

from swv.termijnen import Kalender, beslistermijn
from tlv.enums import LOPEND_BEZWAAR
from tlv.models import Besluit

DAG = timedelta(days=1)


def eerste_dag_onherroepelijk(besluit: Besluit, kalender: Kalender) -> date | None:
    """The first day; None while the decision is not made known or an objection is open.

    A letter posted in time may come in within one week after the term (Awb 6:9 lid 2), so the day after
    that week. After a decision on bezwaar the same holds for beroep: six weeks from its bekendmaking.
    """
    if besluit.bezwaar_uiterste_datum is None:
        return None
    einden = [besluit.bezwaar_uiterste_datum]
    for bezwaar in besluit.bezwaren.all():
        if bezwaar.status in LOPEND_BEZWAAR:
            return None
        if bezwaar.beroep_uiterste_datum:
            einden.append(bezwaar.beroep_uiterste_datum)
    return beslistermijn(max(einden), 1, kalender=kalender).uiterste_datum + DAG
