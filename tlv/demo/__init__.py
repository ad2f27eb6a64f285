"""Fictitious requests on the demo pupils: three school years of history and the work of today.

History is written in bulk (the one exception to "services write") with the same functions for dates,
and is checked by the same invariants as live data.
"""

from datetime import date, timedelta
from typing import Any

from leerlingen.models import Inschrijving, Leerling
from swv.demo import Demo
from swv.enums import Onderwijssoort
from swv.models import Gebeurtenis
from tlv.demo.berichten import plaats_berichten
from tlv.demo.documenten import plaats_brieven, voeg_documenten_toe
from tlv.demo.gebeurtenissen import gebeurtenissen
from tlv.demo.gevallen import gevallen, handel_bezwaar_af, laat_adres_weg, verhuisd
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
from tlv.enums import Soort
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
    partij = Partij()
    kandidaten = _kandidaten(demo)
    aantal = max(24, round(sum(s.leerlingen or 0 for s in demo.scholen) * PER_JAAR))
    for dag in _indiendagen(demo, aantal * JAREN):
        if not kandidaten:
            break
        leerling = kandidaten.pop()
        _maak(om, partij, leerling, om.werkdag(dag))
    over = _maak_demowerk(om, partij, kandidaten)
    _maak_gevallen(om, partij, over)
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


def _kandidaten(demo: Demo) -> list[tuple[Leerling, Any]]:
    """Pupils with a present school, in a random order; each gets at most one request."""
    rijen = Inschrijving.objects.op(demo.op).filter(soort="inschrijving")
    paren = [
        (rij.leerling, rij.school)
        for rij in rijen.select_related("leerling", "school__bestuur").order_by("leerling_id")
    ]
    demo.rng.shuffle(paren)
    return paren


def _indiendagen(demo: Demo, aantal: int) -> list[date]:
    """Days of sending in over three years, most in spring; the last weeks are the running work."""
    begin = demo.op - timedelta(days=365 * JAREN)
    dagen = [begin + timedelta(days=demo.rng.randint(0, 365 * JAREN - 3)) for _ in range(aantal)]
    return sorted(dag for dag in dagen if dag.month not in (7, 8) or demo.rng.random() < 0.2)


def _soort(om: Omgeving, leerling: Leerling, school: Any, op: date) -> Soort:
    """What fits the age and the kind of SWV."""
    mogelijk = [Soort(code) for code in om.lijsten]
    if school.onderwijssoort == Onderwijssoort.PRO and Soort.PRO in mogelijk:
        return Soort.PRO
    if school.onderwijssoort in {Onderwijssoort.SBO, Onderwijssoort.SO, Onderwijssoort.VSO}:
        gelijk = Soort(school.onderwijssoort)
        return gelijk if gelijk in mogelijk else mogelijk[0]
    gewichten = [3 if s in {Soort.SBO, Soort.VSO} else 2 for s in mogelijk]
    return om.demo.rng.choices(mogelijk, gewichten)[0]


def _maak(om: Omgeving, partij: Partij, kandidaat: tuple[Leerling, Any], dag: date) -> None:
    _leg_af(om, partij, kandidaat, trek_verloop(om, dag))


def _leg_af(om: Omgeving, partij: Partij, kandidaat: tuple[Leerling, Any], verloop: Verloop) -> None:
    """Make all rows of one request that went like this."""
    leerling, school = kandidaat
    soort = _soort(om, leerling, school, verloop.ingediend)
    aanvraag = maak_aanvraag(om, leerling, school, soort, verloop)
    partij.aanvragen.append(aanvraag)
    maak_herstel(om, partij, aanvraag, verloop)
    maak_adviezen(om, partij, aanvraag, verloop)
    if verloop.besloten:
        maak_besluit(om, partij, aanvraag, verloop)
    maak_termijnen(om, partij, aanvraag, verloop)


def _maak_demowerk(
    om: Omgeving, partij: Partij, kandidaten: list[tuple[Leerling, Any]]
) -> list[tuple[Leerling, Any]]:
    """Work for the logins: recent requests of their own schools, and some that wait far too long.

    Returns the pupils that are left.
    """
    scholen = {s.pk for s in om.demo.demoscholen}
    eigen = [k for k in kandidaten if k[1].pk in scholen]
    for nummer, kandidaat in enumerate(eigen[:14]):
        dag = om.werkdag(om.demo.op - timedelta(days=3 + 4 * nummer))
        if dag < om.demo.op:
            _maak(om, partij, kandidaat, dag)
    for nummer, kandidaat in enumerate(eigen[14:19]):
        _maak_te_laat(om, partij, kandidaat, om.werkdag(om.demo.op - timedelta(days=53 + 4 * nummer)))
    for wie, school in zip(("school", "school2"), om.demo.demoscholen, strict=True):
        for leerling, plek in [k for k in eigen[19:] if k[1].pk == school.pk][:2]:
            dag = om.demo.op - timedelta(days=om.demo.rng.randint(1, 9))
            soort = _soort(om, leerling, plek, dag)
            partij.aanvragen.append(maak_concept(om, leerling, plek, soort, dag, wie))
    bezet = {aanvraag.leerling.pk for aanvraag in partij.aanvragen}
    return [k for k in (*eigen, *kandidaten) if k[0].pk not in bezet]


def _maak_gevallen(om: Omgeving, partij: Partij, over: list[tuple[Leerling, Any]]) -> None:
    """The awkward cases, on pupils that have no request yet."""
    for kandidaat, geval in zip(over, gevallen(om), strict=False):
        _leg_af(om, partij, kandidaat, geval.verloop)
        if geval.zonder_adres:
            laat_adres_weg(partij, partij.besluiten[-1])
        if geval.bezwaar:
            handel_bezwaar_af(om, partij, partij.besluiten[-1], geval.bezwaar)
    for kandidaat, verloop in verhuisd(om, partij):
        _leg_af(om, partij, kandidaat, verloop)


def _maak_te_laat(om: Omgeving, partij: Partij, kandidaat: tuple[Leerling, Any], dag: date) -> None:
    """A request on which nobody decided in time; half of them have both advices."""
    verloop = Verloop(dag, compleet=om.werkdag(dag + timedelta(days=4)))
    if om.demo.rng.random() < 0.5:
        verloop.advies = [om.werkdag(dag + timedelta(days=20)), om.werkdag(dag + timedelta(days=30))]
    _leg_af(om, partij, kandidaat, verloop)


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
