"""Fictitious requests on the demo pupils: three school years of history and the work of today.

History is written in bulk (the one exception to "services write") with the same functions for dates,
and is checked by the same invariants as live data.
"""

from datetime import date, timedelta

from swv.demo import Demo
from swv.models import Gebeurtenis
from tlv.demo.berichten import plaats_berichten
from tlv.demo.documenten import plaats_brieven, voeg_documenten_toe
from tlv.demo.gebeurtenissen import gebeurtenissen
from tlv.demo.gevallen import gevallen, handel_bezwaar_af, laat_adres_weg, verhuisd
from tlv.demo.kandidaten import Kandidaat, Kandidaten
from tlv.demo.keuzehulp import bewaar_uitkomsten
from tlv.demo.kopieen import kopieer
from tlv.demo.plaatsingen import maak_plaatsingen
from tlv.demo.rijen import (
    Partij,
    maak_aanvraag,
    maak_adviezen,
    maak_besluit,
    maak_concept,
    maak_herstel,
    maak_termijnen,
)
from tlv.demo.uitstel import geef_uitstel, volg_bezwaren
from tlv.demo.vergaderingen import laad_vergaderingen
from tlv.demo.verloop import Omgeving, Verloop, omgeving, trek_verloop
from tlv.enums import Uitkomst
from tlv.models import (
    Aanvraag,
    Aanvraagtermijn,
    Besluit,
    Bezwaar,
    Brief,
    Deskundigenadvies,
    Herstelpunt,
    Herstelverzoek,
    Plaatsing,
    Tlvteller,
    Toelaatbaarheidsverklaring,
)

__all__ = ["kopieer", "laad"]

JAREN = 3
PER_JAAR = 0.009  # requests per school year, as a share of all pupils of the region


def laad(demo: Demo) -> None:
    """Make the history and the running work of the TLV route."""
    om = omgeving(demo)
    if not om.lijsten:
        return
    partij, kandidaten = Partij(), Kandidaten(om)
    aantal = max(24, round(sum(s.leerlingen or 0 for s in demo.scholen) * PER_JAAR))
    for dag in _indiendagen(demo, aantal * JAREN):
        _maak(om, partij, kandidaten, om.werkdag(dag))
    _maak_demowerk(om, partij, kandidaten)
    _maak_gevallen(om, partij, kandidaten)
    _schrijf(partij)
    Plaatsing.objects.bulk_create(maak_plaatsingen(om, partij))
    laad_vergaderingen(om, partij)
    plaats_berichten(om, partij)
    bewaar_uitkomsten(om, partij)
    voeg_documenten_toe(om, partij)
    plaats_brieven(partij)
    geef_uitstel(om, partij)
    volg_bezwaren(om, partij)
    Tlvteller.objects.bulk_create(
        Tlvteller(soort=reeks, schooljaar=jaar, laatste=nummer)
        for (reeks, jaar), nummer in om.tellers.items()
    )


def _indiendagen(demo: Demo, aantal: int) -> list[date]:
    """Days of sending in over three years, most in spring; the last weeks are the running work."""
    begin = demo.op - timedelta(days=365 * JAREN)
    dagen = [begin + timedelta(days=demo.rng.randint(0, 365 * JAREN - 3)) for _ in range(aantal)]
    return sorted(dag for dag in dagen if dag.month not in (7, 8) or demo.rng.random() < 0.2)


def _maak(om: Omgeving, partij: Partij, kandidaten: Kandidaten, dag: date) -> None:
    verloop = trek_verloop(om, dag)
    if kandidaat := kandidaten.trek(dag, afgewezen=verloop.uitkomst is Uitkomst.AFGEWEZEN):
        _leg_af(om, partij, kandidaten.neem(kandidaat), verloop)


def _leg_af(om: Omgeving, partij: Partij, kandidaat: Kandidaat, verloop: Verloop) -> None:
    """Make all rows of one request that went like this."""
    aanvraag = maak_aanvraag(om, kandidaat, verloop)
    partij.aanvragen.append(aanvraag)
    if kandidaat.naar:
        partij.naar[aanvraag.sleutel] = kandidaat.naar
    maak_herstel(om, partij, aanvraag, verloop)
    maak_adviezen(om, partij, aanvraag, verloop)
    if verloop.besloten:
        maak_besluit(om, partij, aanvraag, verloop)
    maak_termijnen(om, partij, aanvraag, verloop)


def _maak_demowerk(om: Omgeving, partij: Partij, kandidaten: Kandidaten) -> None:
    """Work for the logins: recent requests of their own schools, and some that wait far too long."""
    eigen, op = kandidaten.van_logins, om.demo.op
    for nummer in range(14):
        dag = om.werkdag(op - timedelta(days=3 + 4 * nummer))
        if dag < op and (kandidaat := kandidaten.van_rijen(eigen, dag)):
            _leg_af(om, partij, kandidaten.neem(kandidaat), trek_verloop(om, dag))
    for nummer in range(5):
        dag = om.werkdag(op - timedelta(days=53 + 4 * nummer))
        if kandidaat := kandidaten.van_rijen(eigen, dag):
            _leg_af(om, partij, kandidaten.neem(kandidaat), _te_laat(om, dag))
    for wie, school in zip(("school", "school2"), om.demo.demoscholen, strict=True):
        hier = [rij for rij in eigen if rij.school_id == school.pk]
        for _ in range(2):
            dag = op - timedelta(days=om.demo.rng.randint(1, 9))
            if kandidaat := kandidaten.van_rijen(hier, dag):
                partij.aanvragen.append(maak_concept(om, kandidaten.neem(kandidaat), dag, wie))


def _maak_gevallen(om: Omgeving, partij: Partij, kandidaten: Kandidaten) -> None:
    """The awkward cases, on pupils that have no request yet."""
    over = [*kandidaten.van_logins, *kandidaten.lijsten["regulier"]]
    for geval in gevallen(om):
        if kandidaat := kandidaten.van_rijen(over, geval.verloop.ingediend):
            _leg_af(om, partij, kandidaten.neem(kandidaat), geval.verloop)
            if geval.zonder_adres:
                laat_adres_weg(partij, partij.besluiten[-1])
            if geval.bezwaar:
                handel_bezwaar_af(om, partij, partij.besluiten[-1], geval.bezwaar)
    for kandidaat, verloop in verhuisd(om, kandidaten):
        _leg_af(om, partij, kandidaten.neem(kandidaat), verloop)


def _te_laat(om: Omgeving, dag: date) -> Verloop:
    """A request on which nobody decided in time; half of them have both advices."""
    verloop = Verloop(dag, compleet=om.werkdag(dag + timedelta(days=4)))
    if om.demo.rng.random() < 0.5:
        verloop.advies = [om.werkdag(dag + timedelta(days=20)), om.werkdag(dag + timedelta(days=30))]
    return verloop


def _schrijf(partij: Partij) -> None:
    """Write everything in the order of the foreign keys, with the events that belong to it."""
    Aanvraag.objects.bulk_create(partij.aanvragen)
    Herstelverzoek.objects.bulk_create(partij.herstelverzoeken)
    Herstelpunt.objects.bulk_create(partij.punten)
    Deskundigenadvies.objects.bulk_create(partij.adviezen)
    Besluit.objects.bulk_create(partij.besluiten)
    Toelaatbaarheidsverklaring.objects.bulk_create(partij.verklaringen)
    Brief.objects.bulk_create(partij.brieven)
    Bezwaar.objects.bulk_create(partij.bezwaren)
    Aanvraagtermijn.objects.bulk_create(partij.termijnen)
    Gebeurtenis.objects.bulk_create(gebeurtenissen(partij))
