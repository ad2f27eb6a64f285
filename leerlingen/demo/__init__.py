"""Fictitious pupils with their history: about one in ten of the pupils of the region."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from leerlingen import dossiernummer
from leerlingen.demo import doorstroom, opp
from leerlingen.demo.doorstroom import inschrijving
from leerlingen.enums import Geslacht, Inschrijvingsoort, Relatie
from leerlingen.models import Betrokkene, Inschrijving, Leerling
from swv.demo import REGULIER, Demo
from swv.enums import Onderwijssoort
from swv.models import Gebied, School
from swv.termijnen import begin_schooljaar

ROEPNAMEN = (
    "Noor Sem Liv Adam Fenna Jay Mila Daan Sara Finn Yara Levi Nora Milan Zoë Luuk Evi Thijs Amira Bram "
    "Lotte Sami Isa Jesse Fleur Ruben Elif Stijn Roos Mees Lina Gijs Jasmijn Hugo Tess Noah Vera Teun Aya "
    "Pepijn Joris Sofie Ilias Puck Lars Nova Boaz Femke Rayan Bente Morris Romy Tijn Hanna Olivier Juna "
    "Quinten Malik Ties"
).split()
ACHTERNAMEN = (
    "Akkerhuis Bergveld Bloemkamp Boterenbrood Braamhaar Brouwershof Dalemans Dijkgraaff Duinkerk "
    "Eikelenstam Elzinghorst Fazantweg Fluitenberg Geelhoed Goudriaan Grasdijk Haverslag Heideveld "
    "Heuvelrug Hooiberg Houtwal IJsselmonde Jonkergouw Kamperfoel Kastelijn Klaverblad Kleiborg Korenaar "
    "Kraaijvanger Kruidenhof Landzicht Leemhuis Lindelauf Maanhuis Meidoorn Melkweg Molenkamp Morgenster "
    "Nachtegael Notenboom Oeverloos Ooievaarsnest Paardebloem Peppelhof Populier Regenboogh Rietveen "
    "Roggeveld Rozengaard Schapendrift Slotboom Sneeuwklok Spoordijk Sterrenburg Tarwekamp Torenbeek "
    "Turfschip Uilenburg Veldkers Veenstroom Vogelpoel Vuursteen Waterlely Weidema Wilgenhoff Windekind "
    "Wolkenveld Zeegers Zilverberg Zomerdijk Zonneveld Zwaluwenberg"
).split()
VOORVOEGSELS = ["", "", "", "", "", "van", "de", "van der", "ter"]
STRATEN = (
    "Zonnebloemlaan Meerkoetstraat Rietkraag Eikenhof Sterrenpad Molenwiek Kwartelweg Wilgendreef".split()
)
# Share of a school's pupils that has a dossier, and the ages at that kind of school.
AANDEEL = {Onderwijssoort.BAO: 0.055, Onderwijssoort.VO: 0.055}
AANDEEL_GESPECIALISEERD = 0.45
LEEFTIJDEN = {
    Onderwijssoort.BAO: (4, 12),
    Onderwijssoort.SBO: (6, 12),
    Onderwijssoort.SO: (5, 12),
    Onderwijssoort.SOVSO: (6, 17),
    Onderwijssoort.VSO: (12, 17),
    Onderwijssoort.VO: (12, 17),
    Onderwijssoort.PRO: (12, 17),
}


def laad(demo: Demo) -> None:
    """Make pupils, their school history and the adults around them."""
    gebieden = list(Gebied.objects.order_by("pc4")) or [Gebied(pc4="9700", gemeente="Groningen")]
    plekken = [school for school in demo.scholen for _ in range(_aantal(school))]
    leerlingen = Leerling.objects.bulk_create(
        [_leerling(demo, nummer, school, gebieden) for nummer, school in enumerate(plekken, start=1)]
    )
    paren = list(zip(leerlingen, plekken, strict=True))
    loopbanen = [rij for paar in paren for rij in _loopbaan(demo, *paar)]
    loopbanen = Inschrijving.objects.bulk_create(doorstroom.verdeel(demo, loopbanen))
    Betrokkene.objects.bulk_create([rij for leerling in leerlingen for rij in _volwassenen(demo, leerling)])
    dossiernummer.begin_na(len(leerlingen))
    opp.laad(demo, loopbanen)


def _aantal(school: School) -> int:
    aandeel = AANDEEL.get(Onderwijssoort(school.onderwijssoort), AANDEEL_GESPECIALISEERD)
    if school.onderwijssoort not in LEEFTIJDEN:
        return 0
    return max(2, round((school.leerlingen or 40) * aandeel))


def _leerling(demo: Demo, nummer: int, school: School, gebieden: list[Gebied]) -> Leerling:
    rng, gebied = demo.rng, demo.rng.choice(gebieden)
    jongste, oudste = LEEFTIJDEN[Onderwijssoort(school.onderwijssoort)]
    dagen = rng.randint(jongste * 365 + 120, oudste * 365 + 364)
    return Leerling(
        sleutel=demo.sleutel(),
        dossiernummer=dossiernummer.schrijf(nummer, demo.op),
        roepnaam=rng.choice(ROEPNAMEN),
        voorvoegsel=rng.choice(VOORVOEGSELS),
        achternaam=rng.choice(ACHTERNAMEN),
        geboortedatum=demo.op - timedelta(days=dagen),
        geslacht=rng.choice([Geslacht.MAN, Geslacht.MAN, Geslacht.VROUW, Geslacht.VROUW, Geslacht.ANDERS]),
        straat=rng.choice(STRATEN),
        huisnummer=str(rng.randint(1, 240)),
        postcode=f"{gebied.pc4}{rng.choice('ABCDEGHJKLMNPRTVWXZ')}{rng.choice('ABCDEGHJKLMNPRTVWXZ')}",
        plaats=gebied.gemeente,
        gemeente=gebied.gemeente,
        aangemaakt_op=demo.moment(demo.op - timedelta(days=rng.randint(20, 1000))),
    )


def _loopbaan(demo: Demo, leerling: Leerling, school: School) -> Iterator[Inschrijving]:
    """The present school, and for one in four (or at a specialised school) the one before."""
    begin = begin_schooljaar(demo.op)
    jaren = demo.rng.choice([0, 1, 1, 2, 3])
    vanaf = max(_jaren_terug(begin, jaren), _eerste_schooldag(leerling))
    eerder = school.onderwijssoort not in REGULIER or demo.rng.random() < 0.25
    vorige = _vorige_school(demo, school) if eerder else None
    eerste_dag = _eerste_schooldag(leerling)
    if vorige and vanaf > eerste_dag + timedelta(days=200):
        eerder_vanaf = max(_jaren_terug(vanaf, 3), eerste_dag)
        yield inschrijving(leerling, vorige, eerder_vanaf, vanaf - timedelta(days=1), demo.op)
    yield inschrijving(leerling, school, vanaf, None, demo.op)
    if demo.rng.random() < 0.01 and vorige:
        yield Inschrijving(
            leerling=leerling,
            school=vorige,
            soort=Inschrijvingsoort.AANMELDING,
            vanaf=demo.op - timedelta(days=demo.rng.randint(1, 30)),
        )


def _eerste_schooldag(leerling: Leerling) -> date:
    return leerling.geboortedatum + timedelta(days=4 * 365 + 10)


def _jaren_terug(dag: date, jaren: int) -> date:
    return date(dag.year - jaren, dag.month, min(dag.day, 28))


def _vorige_school(demo: Demo, school: School) -> School | None:
    regulier = [s for s in demo.scholen if s.onderwijssoort in REGULIER and s != school]
    return demo.rng.choice(regulier) if regulier else None


def _volwassenen(demo: Demo, leerling: Leerling) -> Iterator[Betrokkene]:
    """Mostly two parents with gezag; some apart, one with a secret address, one without an address."""
    soort = demo.rng.choices(["samen", "apart", "een", "voogd"], [70, 16, 10, 4])[0]
    if soort == "voogd":
        yield _volwassene(demo, leerling, Relatie.VOOGD, heeft_gezag=True, thuis=False)
        yield _volwassene(demo, leerling, Relatie.PLEEGOUDER, heeft_gezag=False, thuis=True)
        return
    yield _volwassene(demo, leerling, Relatie.OUDER, heeft_gezag=True, thuis=True)
    if soort != "een":
        yield _volwassene(demo, leerling, Relatie.OUDER, heeft_gezag=True, thuis=soort == "samen")


def _volwassene(
    demo: Demo, leerling: Leerling, relatie: Relatie, *, heeft_gezag: bool, thuis: bool
) -> Betrokkene:
    rng = demo.rng
    heeft_adres = rng.random() > 0.02
    geheim = not thuis and rng.random() < 0.15
    return Betrokkene(
        sleutel=demo.sleutel(),
        leerling=leerling,
        relatie=relatie,
        naam=f"{rng.choice('ABCDEFGHJKLMNPRSTVW')}. {leerling.voorvoegsel} {leerling.achternaam}".replace(
            "  ", " "
        ),
        heeft_gezag=heeft_gezag,
        straat=(leerling.straat if thuis else rng.choice(STRATEN)) if heeft_adres else "",
        huisnummer=(leerling.huisnummer if thuis else str(rng.randint(1, 90))) if heeft_adres else "",
        postcode=leerling.postcode if heeft_adres else "",
        plaats=leerling.plaats if heeft_adres else "",
        geheim_adres=geheim,
        contactbeperking="Alleen per brief; niet bellen." if rng.random() < 0.02 else "",
    )


KOPIEEN = """
INSERT INTO leerlingen_leerling (sleutel, dossiernummer, roepnaam, voorvoegsel, achternaam, geboortedatum,
    geslacht, straat, huisnummer, postcode, plaats, gemeente, leerlingnummer_school, aangemaakt_op, versie)
SELECT md5(l.sleutel::text || n)::uuid, 'K' || n || '-' || right(l.dossiernummer, 6), l.roepnaam,
    l.voorvoegsel, l.achternaam, l.geboortedatum - (n %% 300), l.geslacht, l.straat, l.huisnummer, l.postcode,
    l.plaats, l.gemeente, '', l.aangemaakt_op, 1
FROM leerlingen_leerling l, generate_series(1, %s) n WHERE l.dossiernummer LIKE 'L-%%';
INSERT INTO leerlingen_inschrijving (sleutel, leerling_id, school_id, soort, leerjaar, vanaf, tot_en_met)
SELECT gen_random_uuid(), k.id, i.school_id, i.soort, i.leerjaar, i.vanaf, i.tot_en_met
FROM leerlingen_inschrijving i JOIN leerlingen_leerling l ON l.id = i.leerling_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid;
"""


def kopieer(aantal: int) -> None:
    """Copy every pupil with its school history `aantal` times, for the benchmark."""
    if aantal > 0:
        with connection.cursor() as cursor:
            cursor.execute(KOPIEEN, [aantal, aantal])
