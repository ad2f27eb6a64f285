"""A small SWV with the norm and the code lists of the ECT, and casussen brought to a state by the services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ect import services
from ect.enums import Contactsoort, Keuzelijst, Ouders, Uitkomst
from ect.models import Aanmelding, Casus, Contactmoment, Ectadvies, Interventie, Keuze, Notitie
from ect.profiel import _bewaar, waarden
from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.models.normen import Startmoment
from tests.factories import (
    BetrokkeneFactory,
    GebruikerFactory,
    LeerlingFactory,
    NormFactory,
    SamenwerkingsverbandFactory,
    SchoolFactory,
)

OP = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
DAG = OP.date()
VRAAG = "De leerling komt steeds later op school en wil de klas niet in."
GEPROBEERD = "Gesprekken met de mentor en een aangepast rooster."


def na(dagen: int) -> datetime:
    """So many days after the moment on which everything begins."""
    return OP + timedelta(days=dagen)


def richt_swv_in(*, klok: bool = True, sector: str = "vo", **profiel: Any) -> None:
    """One SWV with the code lists, and with the norm of two working days unless told otherwise."""
    SamenwerkingsverbandFactory(profiel=profiel)
    if klok:
        NormFactory(
            code="ect.reactie",
            naam="Reageren op een verzoek om contact",
            waarde=2,
            eenheid="werkdagen",
            startmoment=Startmoment.CONTACTVERZOEK,
        )
    for rij in waarden(sector):
        _bewaar(rij)


@dataclass
class Rolverdeling:
    """Everyone who has a part in one casus; `houder` is the fixed contact of the school."""

    school: School
    aanvrager: Gebruiker
    houder: Gebruiker
    collega: Gebruiker
    coordinator: Gebruiker
    administratie: Gebruiker
    leerling: Leerling


def rolverdeling(**leerling: Any) -> Rolverdeling:
    houder = GebruikerFactory(rol="ect", naam="E. Houder")
    school = SchoolFactory(vast_contact=houder)
    kind = LeerlingFactory(school=school, **leerling)
    BetrokkeneFactory(leerling=kind)
    return Rolverdeling(
        school=school,
        aanvrager=GebruikerFactory(rol="school", school=school, functie="ib'er"),
        houder=houder,
        collega=GebruikerFactory(rol="ect", naam="E. Collega"),
        coordinator=GebruikerFactory(rol="coordinator", naam="C. Coordinator"),
        administratie=GebruikerFactory(rol="administratie"),
        leerling=kind,
    )


def nog_een(rollen: Rolverdeling, **anders: Any) -> Rolverdeling:
    """The same people around another pupil of the same school."""
    kind = LeerlingFactory(school=rollen.school)
    return Rolverdeling(**{**vars(rollen), "leerling": kind, **anders})


def keuze(lijst: Keuzelijst, code: str) -> Keuze:
    return Keuze.objects.get(lijst=lijst, code=code)


def hoofdvraag(code: str = "emotioneel") -> Keuze:
    return keuze(Keuzelijst.HOOFDVRAAG, code)


def aangemeld(rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Aanmelding:
    gegevens: dict[str, Any] = {
        "leerling": rollen.leerling,
        "school": rollen.school,
        "hoofdvraag": hoofdvraag(),
        "vraag": VRAAG,
        "geprobeerd": GEPROBEERD,
        "ouders": Ouders.AKKOORD,
        "vrager": "I. Ber, ib'er",
        "door": rollen.aanvrager,
        "op": op,
    }
    return services.aanmelden(**gegevens | anders)


def in_gesprek(rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Aanmelding:
    return services.reageren(
        aanmelding=aangemeld(rollen, op=op, **anders), reactie="Wij bellen u.", door=rollen.houder, op=op
    )


def casus(rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Casus:
    """Opened as intake with the fixed contact as casushouder."""
    return services.aannemen(
        aanmelding=aangemeld(rollen, op=op, **anders),
        casushouder=rollen.houder,
        reactie="Wij begeleiden de leerling.",
        door=rollen.houder,
        op=op,
    )


def afgesloten(rollen: Rolverdeling, rij: Casus | None = None, *, op: datetime = OP, **anders: Any) -> Casus:
    velden: dict[str, Any] = {"uitkomst": Uitkomst.OP_SCHOOL, "reden": "De leerling gaat weer naar de klas."}
    return services.afsluiten(casus=rij or casus(rollen, op=op), door=rollen.houder, op=op, **velden | anders)


def contact(rij: Casus, rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Contactmoment:
    velden: dict[str, Any] = {
        "datum": op.date(),
        "soort": Contactsoort.GESPREK,
        "met": "moeder",
        "samenvatting": "De ochtenden gaan moeilijk.",
        "intern": True,
        "door": rollen.houder,
    }
    return services.contactmoment_vastleggen(casus=rij, op=op, **velden | anders)


def interventie(
    rij: Casus, rollen: Rolverdeling, *, op: datetime = OP, code: str = "14", **anders: Any
) -> Interventie:
    velden: dict[str, Any] = {
        "interventie": keuze(Keuzelijst.INTERVENTIE, code),
        "type_interventie": keuze(Keuzelijst.TYPE_INTERVENTIE, "individueel"),
        "vanaf": op.date(),
    }
    return services.interventie_vastleggen(casus=rij, door=rollen.houder, op=op, **velden | anders)


def advies(
    rij: Casus, rollen: Rolverdeling, *, op: datetime = OP, tekst: str = "Begin om tien uur."
) -> Ectadvies:
    return services.advies_opstellen(casus=rij, aan="De school", tekst=tekst, door=rollen.houder, op=op)


def uitgebracht(rij: Casus, rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Ectadvies:
    return services.advies_uitbrengen(advies=advies(rij, rollen, op=op, **anders), door=rollen.houder, op=op)


def notitie(
    rij: Casus, rollen: Rolverdeling, *, op: datetime = OP, tekst: str = "Thuis is er strijd."
) -> Notitie:
    return services.notitie_schrijven(casus=rij, tekst=tekst, door=rollen.houder, op=op)


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)
