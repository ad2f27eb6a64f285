"""Objections, and when a decision can no longer be contested (Awb 6:7-6:11, 7:10; domein.md 1.7)."""

from datetime import date, datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import bob_termijn
from swv.workflow import vergrendel, voer_uit
from tlv.beslisdatum import kalender_van_swv
from tlv.bezwaartermijnen import beroep_na, werk_lbt_termijn_bij
from tlv.enums import OPEN_BEZWAAR, Besluitstatus, Bezwaaruitkomst
from tlv.kennisgevingen import tekst_ontvangst
from tlv.models import Besluit, Bezwaar, Toelaatbaarheidsverklaring
from tlv.permissions import eis_bezwaarbehandelaar
from tlv.rechtskracht import eerste_dag_onherroepelijk
from tlv.services.kennisgevingen import schrijf_aan_bezwaarmaker
from tlv.workflow import BESLUIT, BEZWAAR


@transaction.atomic
def bezwaar_registreren(
    *, besluit: Besluit, indiener: str, ontvangen_op: date, door: Gebruiker, op: datetime
) -> Bezwaar:
    """Register an objection, also a late one (Awb 6:11); the TLV keeps working (Awb 6:16)."""
    if not indiener.strip():
        raise NietToegestaan("Vul in wie bezwaar maakt.")
    if ontvangen_op > datum_van(op):
        raise NietToegestaan("De dag van ontvangst ligt niet in de toekomst.")
    if ontvangen_op < datum_van(besluit.genomen_op):
        raise NietToegestaan("Bezwaar kan pas vanaf de dag van het besluit.")
    open_bezwaren = vergrendel(besluit).bezwaren.filter(status__in=OPEN_BEZWAAR)
    if eerder := open_bezwaren.filter(indiener=indiener.strip(), ontvangen_op=ontvangen_op).first():
        eis_bezwaarbehandelaar(door, besluit)
        return eerder  # the same form sent twice
    rij = voer_uit(BESLUIT, besluit, "bezwaar_registreren", door=door, op=op, onherroepelijk_op=None)
    if rij.bezwaar_uiterste_datum is None:
        raise NietToegestaan("Het besluit is nog niet bekendgemaakt.")
    termijn = bob_termijn(rij.bezwaar_uiterste_datum, kalender_van_swv())
    bezwaar = Bezwaar.objects.create(
        besluit=rij,
        indiener=indiener.strip(),
        ontvangen_op=ontvangen_op,
        geregistreerd_op=op,
        geregistreerd_door=door,
        bob_uiterste_datum=termijn.uiterste_datum,
        bob_afleiding=list(termijn.afleiding),
    )
    werk_lbt_termijn_bij(bezwaar)
    schrijf_aan_bezwaarmaker(bezwaar, tekst_ontvangst(bezwaar), door, op)
    leg_vast(
        bezwaar,
        "geregistreerd",
        door=door,
        op=op,
        naar=bezwaar.status,
        gegevens={"ontvangen_op": ontvangen_op.isoformat()},
    )
    return bezwaar


@transaction.atomic
def bezwaar_afhandelen(
    *,
    bezwaar: Bezwaar,
    uitkomst: str,
    verzonden_op: date,
    door: Gebruiker,
    op: datetime,
    toelichting: str = "",
) -> Bezwaar:
    """Record the decision on an objection and the day on which it was sent: from then on beroep is open.

    "Gegrond" revokes the decision and withdraws its TLV. Raises `NietToegestaan`.
    """
    keuze = Bezwaaruitkomst(uitkomst)
    besluit = vergrendel(bezwaar.besluit)
    beroep = beroep_na(verzonden_op)
    rij = voer_uit(
        BEZWAAR,
        bezwaar,
        "afhandelen",
        door=door,
        op=op,
        uitkomst=keuze,
        bob_verzonden_op=verzonden_op,
        beroep_uiterste_datum=beroep.uiterste_datum,
        beroep_afleiding=list(beroep.afleiding),
        toelichting=toelichting.strip(),
    )
    _onthoud(rij, toelichting)
    _eis_verzenddag(rij, verzonden_op, datum_van(op))
    _eis_advies_gewogen(rij)
    if keuze is Bezwaaruitkomst.GEGROND and besluit.status == Besluitstatus.IN_BEZWAAR:
        _herroep(besluit, verzonden_op, door, op)
    else:
        _handhaaf_na_laatste(besluit, door, op)
    return rij


@transaction.atomic
def bezwaar_intrekken(*, bezwaar: Bezwaar, door: Gebruiker, op: datetime, toelichting: str = "") -> Bezwaar:
    """Record that the objector took the objection back (Awb 6:21)."""
    besluit = vergrendel(bezwaar.besluit)
    rij = voer_uit(BEZWAAR, bezwaar, "intrekken", door=door, op=op, toelichting=toelichting.strip())
    _onthoud(rij, toelichting)
    _handhaaf_na_laatste(besluit, door, op)
    return rij


@transaction.atomic
def onherroepelijk_maken(*, besluit: Besluit, op: datetime) -> Besluit:
    """Nobody can contest the decision any more; only the system does this, and never too early."""
    eerste = eerste_dag_onherroepelijk(besluit, kalender_van_swv())
    if eerste is None or datum_van(op) < eerste:
        raise NietToegestaan("De termijn voor bezwaar of beroep is nog niet voorbij.")
    return voer_uit(
        BESLUIT, besluit, "onherroepelijk_maken", door=None, op=op, onherroepelijk_op=datum_van(op)
    )


def _onthoud(bezwaar: Bezwaar, toelichting: str) -> None:
    """Keep the reason with the objection too; the event has it for the timeline."""
    bezwaar.toelichting = toelichting.strip()
    bezwaar.save(update_fields=["toelichting"])


def _eis_verzenddag(bezwaar: Bezwaar, verzonden_op: date, vandaag: date) -> None:
    if not bezwaar.ontvangen_op <= verzonden_op <= vandaag:
        raise NietToegestaan(
            "De beslissing is verzonden na de ontvangst van het bezwaar en niet in de toekomst."
        )


def _eis_advies_gewogen(bezwaar: Bezwaar) -> None:
    """The LBT advises, unless the SWV fully agrees with the objection; who departs says why (Awb 7:13 lid 7)."""
    if bezwaar.doorgezonden_op is None and bezwaar.uitkomst != Bezwaaruitkomst.GEGROND:
        raise NietToegestaan(
            "Stuur het bezwaar eerst naar de LBT. Dat hoeft alleen niet als u het bezwaar gegrond verklaart."
        )
    wijkt_af = bezwaar.doorgezonden_op and bezwaar.uitkomst != bezwaar.lbt_advies
    if wijkt_af and not bezwaar.toelichting:
        raise NietToegestaan(
            "Dit is niet wat de LBT adviseert, of het advies is er nog niet. Schrijf waarom u zo beslist "
            "(Awb artikel 7:13 lid 7)."
        )


def _herroep(besluit: Besluit, per: date, door: Gebruiker, op: datetime) -> None:
    voer_uit(BESLUIT, besluit, "herroepen", door=door, op=op)
    verklaring = Toelaatbaarheidsverklaring.objects.filter(besluit=besluit, ingetrokken_op=None).first()
    if verklaring is not None:
        verklaring.ingetrokken_op = per
        verklaring.save(update_fields=["ingetrokken_op"])
        leg_vast(verklaring, "ingetrokken", door=door, op=op)


def _handhaaf_na_laatste(besluit: Besluit, door: Gebruiker, op: datetime) -> None:
    """With the last open objection gone the decision stands again, until the term for beroep is over."""
    lopend = besluit.bezwaren.filter(status__in=OPEN_BEZWAAR).exists()
    if besluit.status == Besluitstatus.IN_BEZWAAR and not lopend:
        voer_uit(BESLUIT, besluit, "handhaven", door=door, op=op)
