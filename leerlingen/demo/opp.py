"""Fictitious OPP's over three school years: most agreed, evaluated in time and in ROD, some not.

They have a source of chance of their own, so that the rooms that come later make the same rows as before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils.timezone import make_aware

from leerlingen.enums import (
    Eindereden,
    Evaluatieuitkomst,
    Gehoord,
    Instemming,
    Oppadviesstatus,
    Oppstatus,
    Oppversiesoort,
    Oppversiestatus,
    Oppvorm,
    Toestemming,
)
from leerlingen.models import Inschrijving, Opp, Oppadvies, Oppversie
from leerlingen.oppklok import EVALUATIE, OPSTELLEN, altijd_nodig
from swv.demo import Demo
from swv.enums import Onderwijssoort
from swv.models import Gebeurtenis, Gebruiker, Norm
from swv.normen import kalender, normen_op, termijn_van
from swv.termijnen import Kalender, einde_schooljaar, schooljaartermijn

AANLOOP = timedelta(days=20)  # of a pupil who needs support since then, the first OPP is still being written
AANDEEL_ALTIJD, AANDEEL_REGULIER = 0.94, 0.35
BESTEMMING_VO = ("vmbo-basis", "vmbo-kader", "vmbo-tl", "havo", "arbeid", "dagbesteding", "mbo 2")
BESTEMMING_PO = ("praktijkonderwijs", "vmbo-basis", "vmbo-kader", "vmbo-tl", "havo", "vso dagbesteding")
BELEMMEREND = (
    "Raakt in een volle klas het overzicht kwijt en stopt dan met werken.",
    "Heeft moeite om een taak te beginnen zonder hulp.",
    "Was vaak ziek en mist daardoor stukken van de leerstof.",
    "Vindt veranderingen in het rooster moeilijk.",
)
BEVORDEREND = (
    "Werkt goed met korte opdrachten en een vaste plek.",
    "Heeft een goede band met de mentor en vraagt daar om hulp.",
    "Leert snel van voorbeelden en is trots op eigen werk.",
    "Thuis is er rust en hulp bij het plannen.",
)
BEGELEIDING = (
    "De mentor begint en sluit de dag samen met de leerling. Doel: elke dag twee taken afmaken.",
    "Twee keer per week een half uur hulp bij plannen, in een groep van drie. Na tien weken kijken wij of het helpt.",
    "De begeleider is er bij de wisseling van lessen. Daarna doet de leerling het stap voor stap zelf.",
    "Dagelijks een half uur rekenen in een kleine groep, met de methode van de vorige groep.",
)
INBRENG = (
    ("Ik wil vooraan zitten, daar is het stiller.", "De vaste plek vooraan staat in het plan."),
    ("Ik wil niet uit de les worden gehaald bij gym.", "De hulp is nu op dinsdag na de pauze."),
    ("Ik wil zelf zeggen wanneer ik een pauze nodig heb.", "De leerling gebruikt daarvoor een kaartje."),
)
EVALUATIETEKST = (
    "De leerling maakt vaker taken af. Het doel voor rekenen is nog niet gehaald.",
    "De doelen zijn gehaald. De begeleiding kan volgend jaar minder.",
    "Door ziekte is minder bereikt dan wij wilden. De doelen blijven staan.",
)
VRAGEN = (
    (
        "Is de uitstroombestemming haalbaar als de leerling zo vaak afwezig is?",
        "Ja, met een rustiger rooster. Bel mij gerust.",
    ),
    (
        "Wij komen met de ouders niet uit de begeleiding. Wat raadt u aan?",
        "Plan een gesprek met iemand van buiten de school erbij.",
    ),
    ("Welke doelen passen bij een leerling die net uit het SO komt?", ""),
    ("Moeten wij het OPP bijstellen of kan dit binnen de evaluatie?", ""),
)


@dataclass
class _Bron:
    """What every row needs: the run, its own chance, the norms and the calendar, read once."""

    demo: Demo
    rng: Random
    opstellen: Norm
    evaluatie: Norm
    dagen: Kalender
    door: dict[int, Gebruiker]  # who writes for a school; only the demo schools have a login
    opps: list[Opp] = field(default_factory=list)
    versies: list[Oppversie] = field(default_factory=list)


def laad(demo: Demo, inschrijvingen: Iterable[Inschrijving]) -> None:
    """Make the OPP's of these inschrijvingen; without the norms of the profile there are none."""
    normen = normen_op(demo.op)
    if OPSTELLEN not in normen or EVALUATIE not in normen:
        return
    rng = Random(str(demo.rng.getstate()))
    bron = _Bron(demo, rng, normen[OPSTELLEN], normen[EVALUATIE], kalender(), _schrijvers(demo))
    for rij in inschrijvingen:
        aandeel = AANDEEL_ALTIJD if altijd_nodig(rij.school.onderwijssoort) else AANDEEL_REGULIER
        if rij.soort == "inschrijving" and rng.random() < aandeel:
            _maak(bron, rij)
    _schrijf(bron)
    _adviezen(bron)


def _maak(bron: _Bron, rij: Inschrijving) -> None:
    """One OPP with its versions up to today."""
    rng, op = bron.rng, bron.demo.op
    begin = rij.vanaf
    if not altijd_nodig(rij.school.onderwijssoort):
        tot = rij.tot_en_met or op - AANLOOP
        begin += timedelta(days=rng.randint(0, max(0, min((tot - rij.vanaf).days, 240))))
    if begin >= op - timedelta(days=5):
        return
    termijn = termijn_van(
        bron.opstellen, begin, bron.dagen, startmoment="ondersteuning" if begin > rij.vanaf else ""
    )
    opgesteld = begin + timedelta(days=rng.randint(14, 41) if rng.random() < 0.88 else rng.randint(45, 75))
    einde = rij.tot_en_met if rij.tot_en_met and rij.tot_en_met < op else None
    if einde and opgesteld >= einde:
        return
    opp = Opp(
        sleutel=_sleutel(rng),
        leerling=rij.leerling,
        school=rij.school,
        norm=bron.opstellen,
        opstellen_vanaf=begin,
        opstellen_uiterlijk=termijn.uiterste_datum,
        opstellen_afleiding=list(termijn.afleiding),
        begonnen_op=_moment(begin + timedelta(days=5)),
    )
    bron.opps.append(opp)
    opp.begonnen_door = bron.door.get(rij.school_id)
    if opgesteld > op:
        bron.versies.append(_plan(bron, opp, 1, Oppversiesoort.VASTSTELLING, None))
    else:
        bron.versies += _verloop(bron, opp, opgesteld, einde)


def _schrijvers(demo: Demo) -> dict[int, Gebruiker]:
    if not demo.gebruikers:
        return {}
    een, twee = demo.demoscholen
    return {een.pk: demo.gebruikers["school"], twee.pk: demo.gebruikers["school2"]}


def _sleutel(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def _moment(dag: date) -> datetime:
    return make_aware(datetime.combine(dag, time(11, 15)))


def _verloop(bron: _Bron, opp: Opp, opgesteld: date, einde: date | None) -> Iterator[Oppversie]:
    """Vaststelling, an evaluation in the spring of each school year, now and then a bijstelling, and the end."""
    op, rng = bron.demo.op, bron.rng
    laatste = einde or op
    yield _plan(bron, opp, 1, Oppversiesoort.VASTSTELLING, opgesteld)
    nummer, dag = 1, _lente(rng, opgesteld)
    while dag <= laatste:
        if dag > opgesteld + timedelta(days=60) and rng.random() < 0.94:
            nummer += 1
            yield _evaluatie(bron, opp, nummer, dag)
            bijgesteld = dag + timedelta(days=rng.randint(7, 25))
            if rng.random() < 0.4 and bijgesteld <= laatste:
                nummer += 1
                yield _plan(bron, opp, nummer, Oppversiesoort.BIJSTELLING, bijgesteld)
        dag = _lente(rng, date(dag.year + 1, dag.month, 1))
    if einde and rng.random() < 0.97:
        yield _einde(bron, opp, nummer + 1, einde)


def _lente(rng: Random, na: date) -> date:
    """A day from April to half June of the school year of `na`."""
    jaar = einde_schooljaar(na).year
    return date(jaar, 4, 1) + timedelta(days=rng.randint(0, 75))


def _basis(bron: _Bron, opp: Opp, nummer: int, soort: str, datum: date | None) -> dict[str, Any]:
    moment = _moment(datum) if datum else None
    return {
        "sleutel": _sleutel(bron.rng),
        "opp": opp,
        "nummer": nummer,
        "soort": soort,
        "status": Oppversiestatus.VASTGESTELD if datum else Oppversiestatus.CONCEPT,
        "datum": datum,
        "begonnen_op": moment or opp.begonnen_op,
        "begonnen_door": opp.begonnen_door,
        "vastgesteld_op": moment,
        "vastgesteld_door": opp.begonnen_door if datum else None,
    }


def _plan(bron: _Bron, opp: Opp, nummer: int, soort: str, datum: date | None) -> Oppversie:
    """The whole content; a draft has only the plan, the talks come later."""
    rng = bron.rng
    velden = _basis(bron, opp, nummer, soort, datum) | {
        "vorm": Oppvorm.FORMULIER,
        "uitstroombestemming": rng.choice(BESTEMMING_PO if _is_po(opp) else BESTEMMING_VO),
        "belemmerend": rng.choice(BELEMMEREND),
        "bevorderend": rng.choice(BEVORDEREND),
        "begeleiding": rng.choice(BEGELEIDING),
    }
    if soort == Oppversiesoort.VASTSTELLING:
        velden |= {"ingang": datum, "volgende_evaluatie": einde_schooljaar(datum) if datum else None}
    return Oppversie(**velden | (_gesprekken(rng, datum) if datum else {}))


def _is_po(opp: Opp) -> bool:
    return opp.school.onderwijssoort in {Onderwijssoort.BAO, Onderwijssoort.SBO, Onderwijssoort.SO}


def _gesprekken(rng: Random, datum: date) -> dict[str, Any]:
    """What pupil and parents said: mostly heard and agreed."""
    gehoord = rng.choices(list(Gehoord), [84, 6, 10])[0]
    inbreng, effect = rng.choice(INBRENG) if gehoord == Gehoord.JA else ("", "")
    hoe = {
        Gehoord.JA: "In een gesprek met de mentor, zonder de ouders erbij.",
        Gehoord.NEE: "De leerling was ziek; het gesprek volgt.",
        Gehoord.AFGEZIEN: "De mentor vroeg het twee keer; de leerling wilde liever niet.",
    }
    instemming = rng.choices(list(Instemming), [6, 8, 82, 4])[0]
    toestemming = rng.choices(list(Toestemming), [10, 87, 3])[0]
    vraag = instemming == Instemming.NIET_GEVRAAGD
    return {
        "gehoord": gehoord,
        "gehoord_hoe": hoe[gehoord],
        "inbreng": inbreng,
        "inbreng_effect": effect,
        "terugkoppeling_op": datum if inbreng and rng.random() < 0.8 else None,
        "oogo_op": datum - timedelta(days=rng.randint(1, 12)) if rng.random() < 0.95 else None,
        "instemming": instemming,
        "instemming_op": None if vraag else datum,
        "zienswijze": "Wij willen dat er meer hulp in de klas is."
        if instemming == Instemming.GEEN_INSTEMMING
        else "",
        "toestemming": toestemming,
        "toestemming_op": None if toestemming == Toestemming.NIET_GEVRAAGD else datum,
    }


def _evaluatie(bron: _Bron, opp: Opp, nummer: int, datum: date) -> Oppversie:
    volgende = einde_schooljaar(date(datum.year + 1, datum.month, 1))
    return Oppversie(
        **_basis(bron, opp, nummer, Oppversiesoort.EVALUATIE, datum),
        uitkomst=Evaluatieuitkomst.VOORTZETTEN,
        toelichting=bron.rng.choice(EVALUATIETEKST),
        gehoord=Gehoord.JA,
        oogo_op=datum,
        volgende_evaluatie=volgende,
    )


def _einde(bron: _Bron, opp: Opp, nummer: int, datum: date) -> Oppversie:
    velden = _basis(bron, opp, nummer, Oppversiesoort.EINDE, datum)
    return Oppversie(**velden, eindereden=Eindereden.ANDERE_SCHOOL)


def _schrijf(bron: _Bron) -> None:
    """First the drafts, then their versions, then what the versions make of them."""
    Opp.objects.bulk_create(bron.opps, batch_size=1000)
    Oppversie.objects.bulk_create(bron.versies, batch_size=1000)
    per_opp: dict[int, list[Oppversie]] = {}
    for versie in bron.versies:
        if versie.datum:
            per_opp.setdefault(versie.opp_id, []).append(versie)
    af = [opp for opp in bron.opps if opp.pk in per_opp]
    for opp in af:
        _werk_bij(bron, opp, per_opp[opp.pk])
    Opp.objects.bulk_update(af, VELDEN, batch_size=500)
    Gebeurtenis.objects.bulk_create(_gebeurtenissen(bron), batch_size=1000)


VELDEN = (
    "status",
    "huidige",
    "ingang",
    "opgesteld_op",
    "einde",
    "evaluatie_uiterlijk",
    "evaluatie_afleiding",
    "rod_gemeld_op",
    "rod_begin",
    "rod_einde",
    "vastgesteld_op",
    "vastgesteld_door",
    "beeindigd_op",
    "beeindigd_door",
)


def _werk_bij(bron: _Bron, opp: Opp, versies: list[Oppversie]) -> None:
    """Status, dates, clock and ROD follow from the versions."""
    eerste, slot = versies[0], versies[-1]
    opp.huidige = [v for v in versies if v.vorm][-1]
    opp.ingang, opp.opgesteld_op = eerste.ingang, eerste.datum
    opp.vastgesteld_op, opp.vastgesteld_door = eerste.vastgesteld_op, eerste.vastgesteld_door
    if slot.soort == Oppversiesoort.EINDE:
        opp.status, opp.einde = Oppstatus.BEEINDIGD, slot.datum
        opp.beeindigd_op, opp.beeindigd_door = slot.vastgesteld_op, slot.vastgesteld_door
    else:
        opp.status = Oppstatus.LOPEND
        gemeten = [v for v in versies if v.volgende_evaluatie][-1]
        _zet_evaluatie(bron, opp, gemeten)
    _zet_rod(bron, opp)


def _zet_evaluatie(bron: _Bron, opp: Opp, gemeten: Oppversie) -> None:
    gedaan = gemeten.soort == Oppversiesoort.EVALUATIE
    termijn = schooljaartermijn(
        gemeten.datum or bron.demo.op,
        int(bron.evaluatie.waarde) + gedaan,
        startmoment="evaluatie" if gedaan else "vaststelling",
        grondslag=f"ten minste een keer per schooljaar; {bron.evaluatie.bron.partition(';')[0]}",
    )
    opp.evaluatie_uiterlijk, opp.evaluatie_afleiding = termijn.uiterste_datum, list(termijn.afleiding)


def _zet_rod(bron: _Bron, opp: Opp) -> None:
    rng, op = bron.rng, bron.demo.op
    if opp.ingang is None or rng.random() > 0.91:
        return
    gemeld = opp.ingang + timedelta(days=rng.randint(1, 20))
    if gemeld > op:
        return
    anders = timedelta(days=7 if rng.random() < 0.03 else 0)
    opp.rod_gemeld_op, opp.rod_begin = gemeld, opp.ingang + anders
    if opp.einde and opp.einde >= opp.rod_begin and rng.random() < 0.9:
        opp.rod_einde = opp.einde


def _gebeurtenissen(bron: _Bron) -> list[Gebeurtenis]:
    """What a service would have written: begun, and each version that was vastgesteld."""
    rijen = [_gebeurtenis(opp, opp, "begonnen", opp.begonnen_op) for opp in bron.opps]
    for versie in bron.versies:
        if versie.vastgesteld_op:
            rijen.append(_gebeurtenis(versie, versie.opp, "vaststellen", versie.vastgesteld_op))
    return sorted(rijen, key=lambda rij: rij.op)


def _gebeurtenis(onderwerp: Any, opp: Opp, soort: str, op: datetime) -> Gebeurtenis:
    return Gebeurtenis(
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_sleutel=onderwerp.sleutel,
        leerling_sleutel=opp.leerling.sleutel,
        soort=soort,
        door=opp.begonnen_door,
        op=op,
    )


def _adviezen(bron: _Bron) -> None:
    """A few questions, first of the schools with a login; the last ones wait for an answer."""
    lopend = [opp for opp in bron.opps if opp.status == Oppstatus.LOPEND]
    gekozen = sorted(lopend, key=lambda opp: opp.begonnen_door is None)[: len(VRAGEN)]
    ect = bron.demo.gebruikers.get("ect")
    Oppadvies.objects.bulk_create(_advies(bron, opp, nummer, ect) for nummer, opp in enumerate(gekozen))


def _advies(bron: _Bron, opp: Opp, nummer: int, ect: Gebruiker | None) -> Oppadvies:
    vraag, antwoord = VRAGEN[nummer]
    gevraagd = bron.demo.op - timedelta(days=9 + 3 * nummer)
    return Oppadvies(
        sleutel=_sleutel(bron.rng),
        opp=opp,
        vraag=vraag,
        gevraagd_op=_moment(gevraagd),
        gevraagd_door=opp.begonnen_door,
        status=Oppadviesstatus.BEANTWOORD if antwoord else Oppadviesstatus.GEVRAAGD,
        antwoord=antwoord,
        beantwoord_op=_moment(gevraagd + timedelta(days=4)) if antwoord else None,
        beantwoord_door=ect if antwoord else None,
    )
