"""Fictitious places at receiving schools: most TLV's were picked up and placed, some wait, a few went back."""

import uuid
from datetime import date, timedelta
from random import Random

from swv.models import School
from tlv.demo.moment import moment
from tlv.demo.rijen import Partij
from tlv.demo.verloop import Omgeving
from tlv.enums import NietGeplaatst, Plaatsingstatus, Soort, Uitstroom
from tlv.models import Plaatsing, Toelaatbaarheidsverklaring
from tlv.ontvangers import ONTVANGERS

DEEL_OPGEHAALD = 0.8
DEEL_NIET_GEPLAATST = 0.06
DEEL_TERUG = 0.12
LANGSTE_WACHT = 60


def maak_plaatsingen(om: Omgeving, partij: Partij) -> list[Plaatsing]:
    """Rows in the order of the TLV's; a source of chance of its own, so that other rooms keep their rows."""
    kans = Random(f"plaatsing-{om.demo.swv}-{om.demo.op.isoformat()}-{len(partij.verklaringen)}")
    rijen = []
    for verklaring in partij.verklaringen:
        bekend = verklaring.besluit.bekendgemaakt_op
        scholen = [s for s in om.demo.scholen if s.onderwijssoort in ONTVANGERS[Soort(verklaring.soort)]]
        if bekend and scholen and not verklaring.ingetrokken_op and kans.random() < DEEL_OPGEHAALD:
            naar = partij.naar.get(verklaring.besluit.aanvraag.sleutel)
            school = naar if naar and naar in scholen else kans.choice(scholen)
            rijen.append(_plaatsing(om, kans, verklaring, school, bekend))
    return rijen


def _plaatsing(
    om: Omgeving, kans: Random, verklaring: Toelaatbaarheidsverklaring, school: School, bekend: date
) -> Plaatsing:
    sinds = min(bekend + timedelta(days=kans.randint(2, 20)), om.demo.op)
    rij = Plaatsing(
        sleutel=uuid.UUID(int=kans.getrandbits(128), version=4),
        verklaring=verklaring,
        school=school,
        op_lijst_sinds=sinds,
        opgehaald_op=moment(sinds, 11),
    )
    wacht = timedelta(days=kans.randint(5, LANGSTE_WACHT))
    if kans.random() < DEEL_NIET_GEPLAATST and sinds + wacht <= om.demo.op:
        return _weiger(rij, kans, sinds + wacht)
    plek = max(sinds + wacht, verklaring.ingangsdatum)
    if plek > om.demo.op:
        return rij
    rij.status, rij.plaatsingsdatum = Plaatsingstatus.GEPLAATST, plek
    return _beeindig(om, rij, kans)


def _weiger(rij: Plaatsing, kans: Random, per: date) -> Plaatsing:
    rij.status, rij.afgewezen_per = Plaatsingstatus.NIET_GEPLAATST, per
    rij.reden = kans.choice([NietGeplaatst.VOL, NietGeplaatst.PAST_NIET, NietGeplaatst.ANDERE_SCHOOL])
    rij.toelichting = "In overleg met de ouders en het samenwerkingsverband."
    return rij


def _beeindig(om: Omgeving, rij: Plaatsing, kans: Random) -> Plaatsing:
    """A few pupils went back to a regular school, after at least a hundred days."""
    einde = (
        rij.plaatsingsdatum + timedelta(days=kans.randint(100, 700)) if rij.plaatsingsdatum else om.demo.op
    )
    if kans.random() >= DEEL_TERUG or einde >= om.demo.op:
        return rij
    rij.status, rij.beeindigd_per, rij.uitstroom = Plaatsingstatus.BEEINDIGD, einde, Uitstroom.TERUGPLAATSING
    rij.naar_school = om.demo.demoscholen[0]
    rij.toelichting = "Zachte landing: eerst twee dagen per week op de reguliere school."
    return rij
