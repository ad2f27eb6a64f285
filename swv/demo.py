"""Demo data: the logins, and what every room needs to make fictitious history.

Same SWV, seed and day give the same rows, keys included. Demo users can exist only where
`SWV_DEMO=1`. Each app has a `demo.py` with `laad(demo)`; `laad_demo` finds them by app.
"""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from swv.enums import Onderwijssoort
from swv.models import Gebruiker, Samenwerkingsverband, School, Schoolbestuur
from swv.rollen import DEMOWACHTWOORD, EIST_BESTUUR, EIST_SCHOOL, ROLLEN
from swv.toekenning import ken_toe

REGULIER = [Onderwijssoort.BAO, Onderwijssoort.VO]


@dataclass
class Demo:
    """One run: the source of chance, the day it plays on, and what earlier rooms made."""

    swv: str
    op: date
    rng: Random
    gebruikers: dict[str, Gebruiker] = field(default_factory=dict)
    scholen: list[School] = field(default_factory=list)

    def sleutel(self) -> uuid.UUID:
        """A key from the same source of chance, so that a second run gives the same."""
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def moment(self, dag: date) -> datetime:
        """A moment in office hours on `dag`."""
        klok = time(self.rng.randint(8, 16), self.rng.randint(0, 59))
        return timezone.make_aware(datetime.combine(dag, klok))

    @property
    def demoscholen(self) -> tuple[School, School]:
        """The schools of the logins `school` and `school2`: the two largest regular ones."""
        regulier = [s for s in self.scholen if s.onderwijssoort in REGULIER]
        gesorteerd = sorted(regulier, key=lambda s: (-(s.leerlingen or 0), s.vestigingscode))
        return gesorteerd[0], gesorteerd[1]


def begin(*, swv: str, zaad: int, op: date) -> Demo:
    """Return the run for this SWV, seed and day; its schools must have been imported."""
    demo = Demo(swv=swv, op=op, rng=Random(f"{swv}-{zaad}-{op.isoformat()}"))
    demo.scholen = list(School.objects.van_swv().open().select_related("bestuur").order_by("vestigingscode"))
    return demo


def maak_gebruikers(demo: Demo) -> None:
    """Make one login per role, named after it, and the three extra ones."""
    eerste, tweede = demo.demoscholen
    wachtwoord = make_password(DEMOWACHTWOORD)
    for rol in ROLLEN.values():
        _gebruiker(demo, rol.code, rol.code, rol.naam, wachtwoord, eerste)
    _gebruiker(demo, "school2", "school", "Ib'er van een andere school", wachtwoord, tweede)
    _gebruiker(demo, "deskundige2", "deskundige", "Tweede deskundige", wachtwoord, eerste)
    apart = replace(demo, rng=Random(f"{demo.swv}-collega"))  # the rest of the demo stays as it was
    _gebruiker(apart, "collega", "school", "Collega van dezelfde school", wachtwoord, eerste)
    _vaste_contacten(demo)


def _gebruiker(demo: Demo, naam: str, rol: str, functie: str, wachtwoord: str, school: School) -> None:
    gebruiker = Gebruiker.objects.create(
        sleutel=demo.sleutel(),
        username=naam,
        email=f"{naam}@demo.invalid",
        naam=f"{functie} (demo)",
        functie=functie,
        password=wachtwoord,
        is_demo=True,
    )
    ken_toe(
        gebruiker=gebruiker,
        rol=rol,
        door=None,
        op=demo.moment(demo.op),
        school=school if rol in EIST_SCHOOL else None,
        bestuur=_bestuur_van(school) if rol in EIST_BESTUUR else None,
        geldig_vanaf=date(demo.op.year - 3, 8, 1),
    )
    demo.gebruikers[naam] = gebruiker


def _bestuur_van(school: School) -> Schoolbestuur:
    if school.bestuur is None:
        school.bestuur = Schoolbestuur.objects.order_by("id").first() or Schoolbestuur.objects.create(
            naam="Schoolbestuur nog onbekend"
        )
        school.save(update_fields=["bestuur"])
    return school.bestuur


def _vaste_contacten(demo: Demo) -> None:
    School.objects.van_swv().update(vast_contact=demo.gebruikers["ect"])


def code_van_swv() -> str:
    """The code of the installed SWV in lower case, e.g. `vo2001`."""
    return Samenwerkingsverband.objects.get().code.lower()


def modules() -> list[Any]:
    """The `demo` module of each app that has one, lowest room first."""
    namen = [f"{config.name}.demo" for config in apps.get_app_configs() if config.name != "swv"]
    return [import_module(naam) for naam in namen if find_spec(naam)]


def analyseer() -> None:
    """Refresh the statistics of our own tables; those of the catalogs are shared by every database of a server."""
    tabellen = ", ".join(
        connection.ops.quote_name(naam) for naam in connection.introspection.django_table_names()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tabellen}")


def kopieer(aantal: int) -> None:
    """Copy every fictitious pupil with its dossier `aantal` times, for the benchmark."""
    for module in modules():
        module.kopieer(aantal)
