"""The clocks of an objection: sending it on to the LBT, and deciding on it (domein.md 1.7)."""

from datetime import date

from swv.models import Norm
from swv.normen import termijn_van
from swv.termijnen import Opschorting, Termijn, bezwaartermijn, bob_termijn
from tlv.beslisdatum import kalender_van_swv
from tlv.models import Bezwaar

ADVIESAANVRAAG = "bezwaar.adviesaanvraag"
VERDAGING = "bezwaar.verdaging"
LANGSTE_VERDAGING = 6  # Awb 7:10 lid 3: a norm of the SWV can only be shorter


def bob_van(bezwaar: Bezwaar) -> Termijn:
    """Twelve weeks after the bezwaar term, still while the objection is made complete, plus the verdaging.

    Awb 7:10 lid 1-3. Not mended, or mended too late: the term stood still up to the last day for it.
    """
    einde = bezwaar.besluit.bezwaar_uiterste_datum
    if einde is None:
        raise ValueError("an objection needs a decision that was made known")
    stil = []
    if bezwaar.herstel_gevraagd_op and bezwaar.herstel_tot_en_met:
        tot = min(bezwaar.hersteld_op or bezwaar.herstel_tot_en_met, bezwaar.herstel_tot_en_met)
        stil.append(Opschorting(bezwaar.herstel_gevraagd_op, tot, "omdat het bezwaar werd aangevuld"))
    return bob_termijn(einde, kalender_van_swv(), stil, verdaging_weken=bezwaar.verdaging_weken)


def beroep_na(verzonden_op: date) -> Termijn:
    """Six weeks from the day after the decision on the objection was made known (Awb 6:7, 6:8)."""
    return bezwaartermijn(verzonden_op, kalender_van_swv())


def langste_verdaging(op: date) -> int:
    norm = Norm.objects.versie_op(VERDAGING, op)
    return min(int(norm.waarde), LANGSTE_VERDAGING) if norm else LANGSTE_VERDAGING


def werk_lbt_termijn_bij(bezwaar: Bezwaar) -> None:
    """Store the last day for asking the LBT; without that norm there is none."""
    norm = Norm.objects.versie_op(ADVIESAANVRAAG, bezwaar.ontvangen_op)
    if norm is None:
        return
    termijn = termijn_van(norm, bezwaar.ontvangen_op, kalender_van_swv())
    bezwaar.lbt_uiterste_datum, bezwaar.lbt_afleiding = termijn.uiterste_datum, list(termijn.afleiding)
    bezwaar.save(update_fields=["lbt_uiterste_datum", "lbt_afleiding"])
