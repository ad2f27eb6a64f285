"""What stands behind the addresses of schools, boards and imports: for who may see schools at all."""

from dataclasses import fields
from datetime import date
from typing import Any

from swv.enums import Importfase
from swv.models import Contactpersoon, Importrun
from swv.scholen.verwerking import Tellingen
from tests.factories import MOMENT, SchoolbestuurFactory, SchoolFactory
from tests.voorbeelden import Wereld, voorbeeld


@voorbeeld("school", "school_vast_contact", "school_contactpersoon", overal=True)
def school(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": SchoolFactory().sleutel}


@voorbeeld("bestuur", "bestuur_contactpersoon", overal=True)
def bestuur(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": SchoolbestuurFactory().sleutel}


def _contactpersoon(**van: Any) -> Contactpersoon:
    return Contactpersoon.objects.create(
        naam="Proefpersoon Contact", functie="directeur", geldig_vanaf=date(2024, 8, 1), **van
    )


@voorbeeld("school_contactpersoon_einde", overal=True)
def contactpersoon_van_school(_wereld: Wereld) -> dict[str, Any]:
    rij = SchoolFactory()
    return {"sleutel": rij.sleutel, "persoon": _contactpersoon(school=rij).sleutel}


@voorbeeld("bestuur_contactpersoon_einde", overal=True)
def contactpersoon_van_bestuur(_wereld: Wereld) -> dict[str, Any]:
    rij = SchoolbestuurFactory()
    return {"sleutel": rij.sleutel, "persoon": _contactpersoon(bestuur=rij).sleutel}


@voorbeeld(
    "schoolimport",
    "schoolimport_bevestigen",
    "schoolimport_vervallen",
    "schoolimport_terugdraaien",
    overal=True,
)
def schoolimport(_wereld: Wereld) -> dict[str, Any]:
    run = Importrun.objects.create(
        soort="scholen",
        bestandsnaam="scholen-2024-11.csv",
        sha256="0" * 64,
        peildatum=date(2024, 11, 1),
        fase=Importfase.GECONTROLEERD,
        tellingen=dict.fromkeys((veld.name for veld in fields(Tellingen)), 0),
        geladen_op=MOMENT,
    )
    return {"sleutel": run.sleutel}
