"""What stands behind the addresses of the register: a report in each state and a traject with a plan."""

from typing import Any

from swv.models import Gebruiker
from tests.thuiszitters import factories
from tests.thuiszitters.factories import OP, Rolverdeling
from tests.voorbeelden import Wereld, voorbeeld, voorbereiding
from thuiszitters import services
from thuiszitters.enums import Aanbod, Contactsoort, Feitsoort, Uitvoerder
from thuiszitters.models import Actie, Feit, Melding, Traject


@voorbereiding
def swv() -> None:
    factories.richt_swv_in()


def rollen(wereld: Wereld) -> Rolverdeling:
    """The people of this world around a pupil of its own."""
    wie: dict[str, Gebruiker] = wereld.gebruikers
    return Rolverdeling(
        school=wereld.school,
        melder=wie["school"],
        ect=wie["ect"],
        coordinator=wie["coordinator"],
        directeur=wie["directeur"],
        leerling=wereld.nieuwe_leerling(),
    )


def _teksten(wereld: Wereld) -> dict[str, str]:
    return {naam: f"{naam} {wereld.kanarie}" for naam in ("toelichting", "gedaan", "hulpverlening")}


def nieuw(wereld: Wereld) -> Melding:
    return wereld.een_keer("thz_nieuw", lambda: factories.melding(rollen(wereld), **_teksten(wereld)))


def met_plan(wereld: Wereld) -> Traject:
    """Picked up, with an action, a fact and a contact, every text with a canary."""

    def maak() -> Traject:
        verdeling = rollen(wereld)
        traject = factories.traject(verdeling, **_teksten(wereld))
        factories.actie(traject, verdeling, wat=f"Bellen {wereld.kanarie}", uitvoerder=Uitvoerder.SCHOOL)
        services.feit_vastleggen(
            traject=traject,
            soort=Feitsoort.AANBOD,
            code=Aanbod.DEELTIJD,
            omschrijving=f"Rooster {wereld.kanarie}",
            vanaf=OP.date(),
            door=verdeling.ect,
            op=OP,
        )
        services.contact_vastleggen(
            traject=traject,
            soort=Contactsoort.GESPREK,
            met=Uitvoerder.OUDERS,
            datum=OP.date(),
            verslag=f"Gesproken {wereld.kanarie}",
            door=verdeling.ect,
            op=OP,
        )
        return traject

    return wereld.een_keer("thz_traject", maak)


@voorbeeld("thuiszitters:melden_leerling")
def leerling(wereld: Wereld) -> dict[str, Any]:
    return {"leerling": wereld.leerling.sleutel}


@voorbeeld(
    "thuiszitters:melding",
    "thuiszitters:ontvangst",
    "thuiszitters:oppakken",
    "thuiszitters:koppelen",
    "thuiszitters:geen_traject",
    "thuiszitters:melding_intrekken",
)
def melding(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": nieuw(wereld).sleutel}


@voorbeeld(
    "thuiszitters:traject",
    "thuiszitters:categorie",
    "thuiszitters:regie",
    "thuiszitters:feit",
    "thuiszitters:actie",
    "thuiszitters:contact",
    "thuiszitters:afsluiten",
    "thuiszitters:corrigeren",
)
def traject(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": met_plan(wereld).sleutel}


@voorbeeld("thuiszitters:actie_afronden", post={"hoe": "gedaan"})
def actie(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": Actie.objects.get(traject=met_plan(wereld)).sleutel}


@voorbeeld("thuiszitters:feit_beeindigen")
def feit(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": Feit.objects.get(traject=met_plan(wereld), soort=Feitsoort.AANBOD).sleutel}
