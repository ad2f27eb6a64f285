"""Fictitious pupils with their history: about one in ten of the pupils of the region."""

from datetime import timedelta

from django.db import connection

from leerlingen import dossiernummer
from leerlingen.demo import opp
from leerlingen.demo.loopbaan import Plek, loopbaan, standen_van, trek_geboortedatum, trek_plek
from leerlingen.demo.mensen import ACHTERNAMEN, STRATEN, VOORVOEGSELS, trek_voornaam, volwassenen
from leerlingen.models import Betrokkene, Inschrijving, Leerling
from swv.demo import REGULIER, Demo
from swv.enums import Onderwijssoort
from swv.models import Gebied, School

# Share of a school's pupils that has a dossier; and beside those the share that left in the last two years.
AANDEEL = {Onderwijssoort.BAO: 0.055, Onderwijssoort.VO: 0.055}
AANDEEL_GESPECIALISEERD = 0.45
AANDEEL_VERTROKKEN = 0.12
TERUG_VAN = frozenset({Onderwijssoort.SBO, Onderwijssoort.SO, Onderwijssoort.SOVSO, Onderwijssoort.VSO})
KANS_TERUG = 0.1


def laad(demo: Demo) -> None:
    """Make pupils, their school history and the adults around them."""
    gebieden = list(Gebied.objects.order_by("pc4")) or [Gebied(pc4="9700", gemeente="Groningen")]
    plekken = [plek for school in demo.scholen for plek in _plekken(demo, school)]
    leerlingen = Leerling.objects.bulk_create(
        [_leerling(demo, nummer, plek, gebieden) for nummer, plek in enumerate(plekken, start=1)]
    )
    regulier = [school for school in demo.scholen if school.onderwijssoort in REGULIER]
    apart = [school for school in demo.scholen if school.onderwijssoort in TERUG_VAN]
    loopbanen = Inschrijving.objects.bulk_create(
        [
            rij
            for leerling, plek in zip(leerlingen, plekken, strict=True)
            for rij in loopbaan(demo, leerling, plek, _vorige_school(demo, plek, regulier, apart))
        ]
    )
    Betrokkene.objects.bulk_create([rij for leerling in leerlingen for rij in volwassenen(demo, leerling)])
    dossiernummer.begin_na(len(leerlingen))
    opp.laad(demo, loopbanen)


def _plekken(demo: Demo, school: School) -> list[Plek]:
    """The pupils of this school, and those who left it."""
    if standen_van(demo, school) is None:
        return []
    aandeel = AANDEEL.get(Onderwijssoort(school.onderwijssoort), AANDEEL_GESPECIALISEERD)
    aantal = max(2, round((school.leerlingen or 40) * aandeel))
    weg = round(aantal * AANDEEL_VERTROKKEN)
    return [trek_plek(demo, school, vertrokken=nummer >= aantal) for nummer in range(aantal + weg)]


def _leerling(demo: Demo, nummer: int, plek: Plek, gebieden: list[Gebied]) -> Leerling:
    rng, gebied = demo.rng, demo.rng.choice(gebieden)
    geboren = trek_geboortedatum(demo, plek)
    roepnaam, geslacht = trek_voornaam(demo, gespecialiseerd=plek.school.onderwijssoort not in REGULIER)
    return Leerling(
        sleutel=demo.sleutel(),
        dossiernummer=dossiernummer.schrijf(nummer, demo.op),
        roepnaam=roepnaam,
        voorvoegsel=rng.choice(VOORVOEGSELS),
        achternaam=rng.choice(ACHTERNAMEN),
        geboortedatum=geboren,
        geslacht=geslacht,
        straat=rng.choice(STRATEN),
        huisnummer=str(rng.randint(1, 240)),
        postcode=f"{gebied.pc4}{rng.choice('ABCDEGHJKLMNPRTVWXZ')}{rng.choice('ABCDEGHJKLMNPRTVWXZ')}",
        plaats=gebied.gemeente,
        gemeente=gebied.gemeente,
        aangemaakt_op=demo.moment(demo.op - timedelta(days=rng.randint(20, 1000))),
    )


def _vorige_school(demo: Demo, plek: Plek, regulier: list[School], apart: list[School]) -> School | None:
    """Another regular school, a large one more often than a small one; or a specialised one, who came back."""
    if apart and plek.school in regulier and demo.rng.random() < KANS_TERUG:
        return demo.rng.choice(apart)
    anders = [school for school in regulier if school.pk != plek.school.pk]
    if not anders:
        return None
    return demo.rng.choices(anders, [school.leerlingen or 40 for school in anders])[0]


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
