"""The rows of one fictitious stay: report, traject, facts, plan, clocks and what happened."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from leerlingen.models import Leerling
from swv.demo import Demo
from swv.models import Gebeurtenis, Gebruiker, Norm, School
from swv.normen import kalender, termijn_van
from swv.termijnen import Kalender
from thuiszitters.dagen import VOLWASSEN
from thuiszitters.demo.verloop import Verloop
from thuiszitters.enums import (
    VRIJSTELLINGEN,
    Aanbod,
    Actiestatus,
    Belemmering,
    Contactsoort,
    Feitsoort,
    Herkomst,
    Hulpverlening,
    Meldingstatus,
    Oordeel,
    Regie,
    Trajectstatus,
    Uitkomst,
    Uitvoerder,
)
from thuiszitters.models import (
    Actie,
    Categorieperiode,
    Contact,
    Feit,
    Melding,
    Thuiszitterteller,
    Traject,
    Trajecttermijn,
    Volgnummer,
)
from thuiszitters.nummers import INSPECTIE, reeks_van, schrijf
from thuiszitters.services.termijnen import AANEENGESLOTEN, KLOKKEN, TERUG, ZONDER_AANBOD

GEDAAN = (
    "De mentor heeft thuis gebeld en is op bezoek geweest.",
    "Er is een gesprek geweest met de ouders en de schoolarts.",
    "De leerling kreeg een aangepast rooster. Dat hielp twee weken.",
)
TOELICHTING = (
    "De leerling komt al weken niet meer. De ouders maken zich zorgen.",
    "De leerling komt nog af en toe een ochtend.",
    "Het contact met de leerling loopt via de ouders.",
)
ACTIES = (
    ("Gesprek met ouders, leerling en school", Uitvoerder.ECT),
    ("Rooster voor de eerste weken maken", Uitvoerder.SCHOOL),
    ("Huisbezoek met de leerplichtambtenaar", Uitvoerder.LEERPLICHT),
    ("Aanmelding bij jeugdhulp", Uitvoerder.OUDERS),
    ("Oproep voor de jeugdarts", Uitvoerder.JEUGDARTS),
    ("Kennismaken op de nieuwe school", Uitvoerder.LEERLING),
)
VERSLAGEN = (
    "Gesproken over wat lukt. Wij beginnen met twee ochtenden per week.",
    "De ouders willen graag hulp. Afgesproken dat het wijkteam belt.",
    "De school houdt de plek vrij en stuurt werk voor thuis.",
)
HULP = ("Wijkteam", "Jeugdhulp in de regio", "Huisarts en praktijkondersteuner")


@dataclass
class Partij:
    """Everything that is written at the end, in bulk."""

    trajecten: list[Traject] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    categorieen: list[Categorieperiode] = field(default_factory=list)
    feiten: list[Feit] = field(default_factory=list)
    acties: list[Actie] = field(default_factory=list)
    contacten: list[Contact] = field(default_factory=list)
    termijnen: list[Trajecttermijn] = field(default_factory=list)
    volgnummers: dict[int, Volgnummer] = field(default_factory=dict)
    gebeurtenissen: list[Gebeurtenis] = field(default_factory=list)
    tellers: dict[str, int] = field(default_factory=dict)

    def tel(self, reeks: str) -> int:
        self.tellers[reeks] = self.tellers.get(reeks, 0) + 1
        return self.tellers[reeks]

    def schrijf(self) -> None:
        """In the order in which rows point to each other."""
        Traject.objects.bulk_create([t for t in self.trajecten if t.vervolg_op is None])
        Traject.objects.bulk_create([t for t in self.trajecten if t.vervolg_op is not None])
        for model, rijen in (
            (Melding, self.meldingen),
            (Categorieperiode, self.categorieen),
            (Feit, self.feiten),
            (Actie, self.acties),
            (Contact, self.contacten),
            (Trajecttermijn, self.termijnen),
            (Volgnummer, list(self.volgnummers.values())),
            (Gebeurtenis, sorted(self.gebeurtenissen, key=lambda rij: rij.op)),
        ):
            model.objects.bulk_create(rijen, batch_size=2000)  # type: ignore[attr-defined]
        Thuiszitterteller.objects.bulk_create(
            Thuiszitterteller(reeks=reeks, laatste=laatste) for reeks, laatste in self.tellers.items()
        )


@dataclass
class Omgeving:
    """What does not change during the run."""

    demo: Demo
    partij: Partij
    dagen: Kalender
    normen: list[Norm]
    gemeente: str = "Groningen"
    laatste: dict[Any, tuple[date, str]] = field(default_factory=dict)  # traject -> its last categorie

    def wie(self, naam: str) -> Gebruiker:
        return self.demo.gebruikers[naam]

    def melder(self, school: School | None, herkomst: str) -> Gebruiker:
        """The login of this school; the one "of another school" stands for all others."""
        if herkomst != Herkomst.SCHOOL or school is None:
            return self.wie("ect")
        return self.wie("school" if school.pk == self.demo.demoscholen[0].pk else "school2")

    def om(self, dag: date, uur: int) -> datetime:
        return self.demo.moment(dag).replace(hour=uur)


def omgeving(demo: Demo) -> Omgeving:
    return Omgeving(demo, Partij(), kalender(), list(Norm.objects.filter(code__in=KLOKKEN)))


def leg_af(
    om: Omgeving, leerling: Leerling, school: School | None, v: Verloop, eerder: Traject | None
) -> Traject | None:
    """Make all rows of one stay; without being picked up there is only a report."""
    melding = maak_melding(om, leerling, school, v)
    if v.opgepakt is None:
        return None
    traject = _traject(om, melding, v, eerder)
    melding.status, melding.traject = Meldingstatus.OPGEPAKT, traject
    melding.afgehandeld_op, melding.afgehandeld_door = traject.geopend_op, traject.regiehouder
    _categorieen(om, traject, v)
    _feiten(om, traject, melding, v)
    _plan(om, traject, v)
    _termijnen(om, traject, melding, v)
    _volgnummer(om, leerling)
    _gebeurd(om, traject, melding)
    return traject


def maak_melding(om: Omgeving, leerling: Leerling, school: School | None, v: Verloop) -> Melding:
    rng = om.demo.rng
    herkomst = Herkomst.LEERPLICHT if school is None else Herkomst.SCHOOL
    reeks = reeks_van(v.gemeld)
    melding = Melding(
        sleutel=om.demo.sleutel(),
        kenmerk=schrijf(reeks, om.partij.tel(reeks)),
        leerling=leerling,
        school=school,
        herkomst=herkomst,
        categorie=v.stappen[0][1],
        eerste_verzuimdag=v.begin,
        geconstateerd_op=v.gezien,
        belemmeringen=rng.sample(list(Belemmering.values), rng.choice([1, 1, 2, 2, 3])),
        toelichting=rng.choice(TOELICHTING),
        gedaan=rng.choice(GEDAAN) if school else "",
        regie=rng.choice([Regie.SCHOOL, Regie.SCHOOL, Regie.NIEMAND, Regie.LEERPLICHT]),
        hulpverlening=rng.choice(HULP) if rng.random() < 0.55 else "",
        ouders_geinformeerd=rng.random() < 0.9,
        gemeld_op=om.om(v.gemeld, 9),
        gemeld_door=om.melder(school, herkomst),
    )
    om.partij.meldingen.append(melding)
    _gebeurtenis(om, melding, "gemeld", melding.gemeld_door, melding.gemeld_op)
    return melding


def _traject(om: Omgeving, melding: Melding, v: Verloop, eerder: Traject | None) -> Traject:
    regie = om.wie("ect" if om.demo.rng.random() < 0.75 else "coordinator")
    einde = v.einde
    traject = Traject(
        sleutel=om.demo.sleutel(),
        kenmerk=melding.kenmerk,
        leerling=melding.leerling,
        school=melding.school,
        status=Trajectstatus.AFGESLOTEN if einde else Trajectstatus.LOPEND,
        eerste_verzuimdag=v.begin,
        regiehouder=regie,
        vervolg_op=eerder,
        geopend_op=om.om(v.opgepakt, 11),  # type: ignore[arg-type]
        geopend_door=regie,
        einddatum=einde,
        uitkomst=_uitkomst(v, melding),
        afgesloten_op=om.om(einde, 15) if einde else None,
        afgesloten_door=regie if einde else None,
    )
    om.partij.trajecten.append(traject)
    return traject


def _uitkomst(v: Verloop, melding: Melding) -> str:
    """Nobody is handed over at 18 before that birthday."""
    te_jong = v.einde is not None and melding.leerling.leeftijd(v.einde) < VOLWASSEN
    return Uitkomst.ZORG if v.uitkomst is Uitkomst.ACHTTIEN and te_jong else v.uitkomst or ""


def _categorieen(om: Omgeving, traject: Traject, v: Verloop) -> None:
    om.laatste[traject.sleutel] = v.stappen[-1]
    einden = [dag - timedelta(days=1) for dag, _ in v.stappen[1:]]
    for (vanaf, categorie), tot in zip(v.stappen, [*einden, None], strict=True):
        om.partij.categorieen.append(
            Categorieperiode(
                traject=traject,
                categorie=categorie,
                vanaf=vanaf,
                tot_en_met=tot,
                vastgelegd_op=max(traject.geopend_op, om.om(vanaf, 12)),
                vastgelegd_door=traject.regiehouder,
            )
        )


def _feiten(om: Omgeving, traject: Traject, melding: Melding, v: Verloop) -> None:
    for code in melding.belemmeringen:
        _feit(om, traject, Feitsoort.BELEMMERING, code, v.begin)
    if melding.hulpverlening:
        _feit(om, traject, Feitsoort.HULPVERLENING, Hulpverlening.JA, v.begin, melding.hulpverlening)
    rng, laatste = om.demo.rng, v.einde or om.demo.op
    oordeel = rng.choices([Oordeel.VERKLAARBAAR, Oordeel.VERWIJTBAAR, ""], [66, 13, 21])[0]
    if oordeel and (dag := v.begin + timedelta(days=rng.randint(8, 25))) < laatste:
        _feit(om, traject, Feitsoort.OORDEEL, oordeel, dag)
    if rng.random() < 0.55 and (dag := v.begin + timedelta(days=rng.randint(25, 85))) < laatste:
        _feit(om, traject, Feitsoort.AANBOD, rng.choice(Aanbod.values), dag)
        v.feiten.append((Feitsoort.AANBOD, "", dag))


def _feit(om: Omgeving, traject: Traject, soort: str, code: str, vanaf: date, tekst: str = "") -> None:
    om.partij.feiten.append(
        Feit(
            sleutel=om.demo.sleutel(),
            traject=traject,
            soort=soort,
            code=code,
            omschrijving=tekst,
            vanaf=vanaf,
            vastgelegd_op=max(traject.geopend_op, om.om(vanaf, 13)),
            vastgelegd_door=traject.regiehouder,
        )
    )


def _plan(om: Omgeving, traject: Traject, v: Verloop) -> None:
    """What was agreed: done in what ended, still to do (and sometimes late) in what runs."""
    rng, op = om.demo.rng, om.demo.op
    if v.stappen[-1][1] in VRIJSTELLINGEN or v.opgepakt is None:
        return
    for nummer, (wat, wie) in enumerate(rng.sample(ACTIES, rng.choice([1, 2, 2, 3]))):
        afgesproken = min(v.opgepakt + timedelta(days=7 * nummer), op - timedelta(days=1))
        laat = rng.random() < 0.2
        open_ = v.einde is None and (nummer > 0 or laat)
        uiterlijk = (
            op + timedelta(days=rng.randint(-9, -1) if laat else rng.randint(1, 30))
            if open_
            else afgesproken + timedelta(days=10)
        )
        klaar = None if open_ else min(uiterlijk, v.einde or op - timedelta(days=1))
        om.partij.acties.append(
            Actie(
                sleutel=om.demo.sleutel(),
                traject=traject,
                wat=wat,
                uitvoerder=wie,
                status=Actiestatus.OPEN if open_ else Actiestatus.GEDAAN,
                uiterlijk_op=uiterlijk,
                afgesproken_op=om.om(afgesproken, 14),
                afgesproken_door=traject.regiehouder,
                afgerond_op=om.om(klaar, 16) if klaar else None,
                afgerond_door=traject.regiehouder if klaar else None,
            )
        )
    _contact(om, traject, v.opgepakt)


def _contact(om: Omgeving, traject: Traject, dag: date) -> None:
    rng = om.demo.rng
    om.partij.contacten.append(
        Contact(
            sleutel=om.demo.sleutel(),
            traject=traject,
            soort=rng.choice(Contactsoort.values),
            met=rng.choice([Uitvoerder.OUDERS, Uitvoerder.SCHOOL, Uitvoerder.LEERLING]),
            datum=dag,
            verslag=rng.choice(VERSLAGEN),
            vastgelegd_op=om.om(dag, 16),
            vastgelegd_door=traject.regiehouder,
        )
    )


def _termijnen(om: Omgeving, traject: Traject, melding: Melding, v: Verloop) -> None:
    """The same clocks that `services.termijnen_bijwerken` computes."""
    vrij = [dag for dag, categorie in v.stappen[-1:] if categorie in VRIJSTELLINGEN]
    aanbod = [dag for _soort, _code, dag in v.feiten]
    lopend = []
    for norm in om.normen:
        if not _geldig(norm, v.opgepakt) or norm.code not in (TERUG, ZONDER_AANBOD, AANEENGESLOTEN):
            continue
        begin = v.gemeld if norm.code == TERUG else v.begin
        termijn = termijn_van(norm, begin, om.dagen)
        einden = [*([v.einde] if v.einde else []), *vrij, *(aanbod if norm.code == ZONDER_AANBOD else [])]
        om.partij.termijnen.append(
            Trajecttermijn(
                traject=traject,
                norm=norm,
                begonnen_op=termijn.begonnen_op,
                uiterste_datum=termijn.uiterste_datum,
                afleiding=list(termijn.afleiding),
                berekend_op=traject.geopend_op,
                gehaald_op=min(einden, default=None),
            )
        )
        if not einden:
            lopend.append(termijn.uiterste_datum)
    traject.eerstvolgende_datum = min(lopend, default=None)


def _geldig(norm: Norm, dag: Any) -> bool:
    return norm.geldig_vanaf <= dag and (norm.geldig_tot_en_met is None or norm.geldig_tot_en_met >= dag)


def _volgnummer(om: Omgeving, leerling: Leerling) -> None:
    if leerling.pk not in om.partij.volgnummers:
        om.partij.volgnummers[leerling.pk] = Volgnummer(leerling=leerling, nummer=om.partij.tel(INSPECTIE))


def _gebeurd(om: Omgeving, traject: Traject, melding: Melding) -> None:
    _gebeurtenis(om, melding, "oppakken", melding.afgehandeld_door, traject.geopend_op)
    geopend = "vervolgd" if traject.vervolg_op else "geopend"
    _gebeurtenis(om, traject, geopend, traject.geopend_door, traject.geopend_op)
    if traject.afgesloten_op:
        _gebeurtenis(om, traject, "afsluiten", traject.afgesloten_door, traject.afgesloten_op)


def _gebeurtenis(
    om: Omgeving, onderwerp: Any, soort: str, door: Any, op: datetime | None, tekst: str = ""
) -> None:
    om.partij.gebeurtenissen.append(gebeurtenis(onderwerp, soort, door, op, tekst))


def gebeurtenis(onderwerp: Any, soort: str, door: Any, op: datetime | None, tekst: str) -> Gebeurtenis:
    """One event about something of a pupil, as the services would have written it."""
    return Gebeurtenis(
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_sleutel=onderwerp.sleutel,
        leerling_sleutel=onderwerp.leerling.sleutel,
        soort=soort,
        door=door,
        op=op,
        toelichting=tekst,
    )


def handel_af(om: Omgeving, melding: Melding, status: str, soort: str, tekst: str) -> None:
    """A report that led to nothing, or that was joined to what ran already."""
    dag = min(melding.gemeld_op.date() + timedelta(days=2), om.demo.op - timedelta(days=1))
    door = melding.gemeld_door if status == Meldingstatus.INGETROKKEN else om.wie("ect")
    melding.status, melding.afgehandeld_op, melding.afgehandeld_door = status, om.om(dag, 16), door
    _gebeurtenis(om, melding, soort, door, melding.afgehandeld_op, tekst)
