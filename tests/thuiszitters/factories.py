"""A small SWV with the norms of this room, and reports and trajecten brought to a state by the services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.models.normen import Startmoment
from tests.factories import (
    GebruikerFactory,
    LeerlingFactory,
    NormFactory,
    SamenwerkingsverbandFactory,
    SchoolFactory,
)
from thuiszitters import services
from thuiszitters.enums import Categorie, Feitsoort, Herkomst, Uitkomst, Uitvoerder
from thuiszitters.models import Melding, Traject

OP = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)  # a Tuesday
DAG = OP.date()
BEGONNEN = date(2026, 10, 5)  # 57 days before OP
PEILDATA = ["03-15", "06-15", "09-15", "12-15"]


def na(dagen: int) -> datetime:
    """So many days after the moment on which everything plays."""
    return OP + timedelta(days=dagen)


def richt_swv_in(**profiel: Any) -> None:
    """One SWV with the norms of PO2203 and the law."""
    SamenwerkingsverbandFactory(profiel={"rapportage": {"peildata": PEILDATA}} | profiel)
    NormFactory(
        code="thuiszitter.melding",
        naam="Melding door de school",
        waarde=2,
        eenheid="dagen",
        startmoment=Startmoment.CONSTATERING,
    )
    NormFactory(
        code="thuiszitter.terug_naar_school",
        naam="Schoolgang hervat",
        waarde=1,
        eenheid="maanden",
        startmoment=Startmoment.MELDING,
    )
    NormFactory(
        code="thuiszitter.zonder_aanbod",
        naam="Zonder passend aanbod",
        waarde=3,
        eenheid="maanden",
        startmoment=Startmoment.EERSTE_VERZUIMDAG,
    )


@dataclass
class Rolverdeling:
    """Everyone who has a part in one report."""

    school: School
    melder: Gebruiker
    ect: Gebruiker
    coordinator: Gebruiker
    directeur: Gebruiker
    leerling: Leerling


def rolverdeling(**leerling: Any) -> Rolverdeling:
    """One school with a pupil, and the people of the SWV."""
    school = SchoolFactory()
    return Rolverdeling(
        school=school,
        melder=GebruikerFactory(rol="school", school=school),
        ect=GebruikerFactory(rol="ect", naam="E. Expert"),
        coordinator=GebruikerFactory(rol="coordinator"),
        directeur=GebruikerFactory(rol="directeur"),
        leerling=LeerlingFactory(school=school, **leerling),
    )


def nog_een(rollen: Rolverdeling, **leerling: Any) -> Rolverdeling:
    """The same people around another pupil of the same school."""
    kind = LeerlingFactory(school=leerling.pop("school", rollen.school), **leerling)
    return Rolverdeling(**{**vars(rollen), "leerling": kind})


def gegevens(**anders: Any) -> dict[str, Any]:
    """What a school tells."""
    basis = {
        "categorie": Categorie.RELATIEF,
        "eerste_verzuimdag": BEGONNEN,
        "geconstateerd_op": DAG - timedelta(days=1),
        "belemmeringen": ["emotioneel", "gezin"],
        "toelichting": "Blijft elke ochtend in bed.",
        "gedaan": "Huisbezoek door de mentor.",
        "regie": "school",
        "hulpverlening": "Wijkteam Noord",
        "ouders_geinformeerd": True,
    }
    return basis | anders


def melding(rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Melding:
    """What was seen, was seen before it is reported."""
    gezien = {"geconstateerd_op": min(DAG, op.date()) - timedelta(days=1)}
    return services.melden(
        leerling=rollen.leerling,
        school=rollen.school,
        herkomst=Herkomst.SCHOOL,
        gegevens=gegevens(**gezien | anders),
        door=rollen.melder,
        op=op,
    )


def traject(rollen: Rolverdeling, *, op: datetime = OP, **anders: Any) -> Traject:
    """Reported by the school and picked up by the ECT-er."""
    gemeld = melding(rollen, op=op, **anders)
    return services.oppakken(
        melding=gemeld,
        categorie=gemeld.categorie,
        eerste_verzuimdag=gemeld.eerste_verzuimdag,
        regiehouder=rollen.ect,
        door=rollen.ect,
        op=op,
    )


def van_swv(
    rollen: Rolverdeling, categorie: str, eerste_verzuimdag: date, *, op: datetime = OP, **anders: Any
) -> Traject:
    """Written down by the SWV: any categorie, any first day."""
    gemeld = services.melden(
        leerling=rollen.leerling,
        school=rollen.school,
        herkomst=Herkomst.SWV,
        gegevens=gegevens(
            categorie=categorie,
            eerste_verzuimdag=eerste_verzuimdag,
            geconstateerd_op=eerste_verzuimdag,
            **anders,
        ),
        door=rollen.ect,
        op=op,
    )
    return services.oppakken(
        melding=gemeld,
        categorie=categorie,
        eerste_verzuimdag=eerste_verzuimdag,
        regiehouder=rollen.ect,
        door=rollen.ect,
        op=op,
    )


def sluit_af(
    rij: Traject,
    rollen: Rolverdeling,
    *,
    op: datetime = OP,
    uitkomst: str = Uitkomst.EIGEN_SCHOOL,
    einddatum: date = DAG,
) -> Traject:
    return services.afsluiten(
        traject=rij, uitkomst=uitkomst, einddatum=einddatum, toelichting="", door=rollen.ect, op=op
    )


def actie(rij: Traject, rollen: Rolverdeling, *, op: datetime = OP, dagen: int = 7, **anders: Any) -> Any:
    keuze = {"wat": "Gesprek met de ouders", "uitvoerder": Uitvoerder.ECT} | anders
    uiterlijk = op.date() + timedelta(days=dagen)
    return services.actie_toevoegen(traject=rij, uiterlijk_op=uiterlijk, door=rollen.ect, op=op, **keuze)


def feit(rij: Traject, rollen: Rolverdeling, soort: Feitsoort, code: str, *, vanaf: date = DAG) -> Any:
    return services.feit_vastleggen(traject=rij, soort=soort, code=code, vanaf=vanaf, door=rollen.ect, op=OP)
