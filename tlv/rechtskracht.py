"""From which day a decision can no longer be contested: "onherroepelijk" (domein.md 1.7)."""

from datetime import date, timedelta

from swv.klok import datum_van
from swv.termijnen import Kalender, beslistermijn, bezwaartermijn
from tlv.enums import Bezwaarstatus
from tlv.models import Besluit

DAG = timedelta(days=1)


def eerste_dag_onherroepelijk(besluit: Besluit, kalender: Kalender) -> date | None:
    """The first day; None while the decision is not made known or an objection is open.

    A letter posted in time may come in within one week after the term (Awb 6:9 lid 2), so the day after
    that week. After a decision on bezwaar the same holds for beroep: six weeks from that decision.
    """
    if besluit.bezwaar_uiterste_datum is None:
        return None
    einden = [besluit.bezwaar_uiterste_datum]
    for bezwaar in besluit.bezwaren.all():
        if bezwaar.status == Bezwaarstatus.ONTVANGEN or bezwaar.afgehandeld_op is None:
            return None
        if bezwaar.status == Bezwaarstatus.AFGEHANDELD:
            einden.append(bezwaartermijn(datum_van(bezwaar.afgehandeld_op), kalender).uiterste_datum)
    return beslistermijn(max(einden), 1, kalender=kalender).uiterste_datum + DAG
