"""A running OPP: versions are added, never overwritten (WPO 40a, WEC 41a, WVO 2020 2.44)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from leerlingen import oppklok
from leerlingen.enums import Oppversiesoort
from leerlingen.models import INHOUD, Opp, Oppversie
from leerlingen.permissions import eis_mag_opstellen
from leerlingen.services.oppversie import eis_datum, evaluatievelden, nieuwe_versie
from leerlingen.workflow import OPP, OPPVERSIE
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.versies import bewaar_wat_anders_is, eis_versie
from swv.workflow import vergrendel, voer_uit

V = Oppversiesoort
LOOPT_NIET = "Dit OPP loopt niet. Alleen een lopend OPP kunt u bijstellen, evalueren of beëindigen."
REACTIE = (
    "oogo_op",
    "instemming",
    "instemming_op",
    "zienswijze",
    "toestemming",
    "toestemming_op",
    "terugkoppeling_op",
)


def _lopend(opp: Opp, door: Gebruiker) -> Opp:
    rij = vergrendel(opp, met=("leerling", "school"))
    eis_mag_opstellen(door, rij)
    if rij.huidige_id is None or rij.einde is not None:
        raise NietToegestaan(LOOPT_NIET)
    return rij


@transaction.atomic
def bijstelling_beginnen(*, opp: Opp, door: Gebruiker, op: datetime) -> Oppversie:
    """Begin a new version with the text of the present one; the draft that is there already is returned instead.

    Hoorrecht, overleg and instemming are asked anew: they belong to each bijstelling (domein.md 2).
    """
    rij = _lopend(opp, door)
    if concept := rij.versies.concept().filter(soort=V.BIJSTELLING).first():
        return concept
    vorige: Oppversie = rij.versies.vastgesteld().filter(soort__in=INHOUD).latest("nummer")
    mee = ("vorm", "uitstroombestemming", "belemmerend", "bevorderend", "begeleiding", "afwijkingen")
    gelijk = {naam: getattr(vorige, naam) for naam in mee}
    nieuw = nieuwe_versie(rij, V.BIJSTELLING, door, op, **gelijk)
    leg_vast(nieuw, "begonnen", door=door, op=op, naar=nieuw.soort)
    return nieuw


@transaction.atomic
def opp_evalueren(
    *,
    opp: Opp,
    datum: date,
    uitkomst: str,
    toelichting: str,
    gehoord: str,
    oogo_op: date | None,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Oppversie:
    """Record the yearly evaluation with parents and pupil; the next one is due a school year later."""
    rij = _lopend(opp, door)
    if sleutel and (eerder := rij.versies.filter(sleutel=sleutel).first()):
        return eerder
    eis_datum(datum, op, rij.opgesteld_op)
    klok = oppklok.evaluatieklok(datum, V.EVALUATIE)
    versie = nieuwe_versie(
        rij,
        V.EVALUATIE,
        door,
        op,
        **_sleutel(sleutel),
        datum=datum,
        uitkomst=uitkomst,
        toelichting=toelichting.strip(),
        gehoord=gehoord,
        oogo_op=oogo_op,
        volgende_evaluatie=klok.termijn.uiterste_datum if klok else None,
    )
    versie = voer_uit(OPPVERSIE, versie, "vaststellen", door=door, op=op)
    _zet_volgende_evaluatie(rij)
    return versie


def _sleutel(sleutel: UUID | None) -> dict[str, UUID]:
    vrij = sleutel is not None and not Oppversie.objects.filter(sleutel=sleutel).exists()
    return {"sleutel": sleutel} if sleutel is not None and vrij else {}


def _zet_volgende_evaluatie(opp: Opp) -> None:
    """The latest of vaststelling and evaluations decides; one that is recorded late may not be the latest."""
    rijen = opp.versies.vastgesteld().filter(soort__in=[V.VASTSTELLING, V.EVALUATIE])
    laatste = rijen.order_by("-datum", "-nummer").first()
    klok = oppklok.evaluatieklok(laatste.datum, laatste.soort) if laatste and laatste.datum else None
    velden = evaluatievelden(klok)
    for naam, waarde in velden.items():
        setattr(opp, naam, waarde)
    opp.save(update_fields=list(velden))


@transaction.atomic
def opp_beeindigen(
    *, opp: Opp, datum: date, eindereden: str, toelichting: str, door: Gebruiker, op: datetime
) -> Opp:
    """End a running OPP on `datum`; in ROD the school records the same day."""
    rij = _lopend(opp, door)
    eis_datum(datum, op, rij.opgesteld_op)
    if rij.ingang and datum < rij.ingang:
        raise NietToegestaan("Deze datum ligt voor de ingang van het OPP. Controleer de datum.")
    rij = voer_uit(
        OPP,
        rij,
        "beeindigen",
        door=door,
        op=op,
        einde=datum,
        evaluatie_uiterlijk=None,
        evaluatie_afleiding=[],
    )
    versie = nieuwe_versie(
        rij, V.EINDE, door, op, datum=datum, eindereden=eindereden, toelichting=toelichting.strip()
    )
    voer_uit(OPPVERSIE, versie, "vaststellen", door=door, op=op)
    return rij


@transaction.atomic
def oppreactie_vastleggen(
    *, versierij: Oppversie, velden: Mapping[str, Any], versie: int, door: Gebruiker, op: datetime
) -> Oppversie:
    """What parents and pupil said after the version was vastgesteld: agreement, consent, feedback to the pupil.

    The plan itself does not change. The event says from what to what. Raises `Verouderd` or `NietToegestaan`.
    """
    opp = vergrendel(versierij.opp)
    eis_mag_opstellen(door, opp)
    rij = vergrendel(versierij)
    eis_versie(rij, versie)
    if vreemd := set(velden) - set(REACTIE):
        raise ValueError(f"not part of the reaction: {', '.join(sorted(vreemd))}")
    vorige = rij.instemming
    if anders := bewaar_wat_anders_is(rij, velden):
        leg_vast(
            rij, "reactie", door=door, op=op, van=vorige, naar=rij.instemming, gegevens={"velden": anders}
        )
    return rij


@transaction.atomic
def rod_vastleggen(
    *,
    opp: Opp,
    gemeld_op: date | None,
    begin: date | None,
    einde: date | None,
    versie: int,
    door: Gebruiker,
    op: datetime,
) -> Opp:
    """Record what is in ROD of this OPP; everything empty: it is not in ROD. `Verouderd`, `NietToegestaan`."""
    rij = vergrendel(opp)
    eis_mag_opstellen(door, rij)
    eis_versie(rij, versie)
    if rij.huidige_id is None:
        raise NietToegestaan("Een concept hoort nog niet in ROD. Stel het OPP eerst vast.")
    nieuw = {"rod_gemeld_op": gemeld_op, "rod_begin": begin, "rod_einde": einde}
    if anders := bewaar_wat_anders_is(rij, nieuw):
        leg_vast(rij, "rod", door=door, op=op, gegevens={"velden": anders})
    return rij
