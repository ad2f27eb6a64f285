"""OPP's in each state, made by the services."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from leerlingen import services
from leerlingen.models import Leerling, Opp, Oppadvies, Oppversie
from swv.models import Gebruiker, School
from swv.models.normen import Eenheid, Startmoment
from tests.factories import NormFactory

OP = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAG = date(2026, 11, 2)
PLAN: dict[str, Any] = {
    "ingang": date(2026, 10, 26),
    "vorm": "formulier",
    "uitstroombestemming": "vmbo-kader",
    "belemmerend": "Snel afgeleid in een volle klas.",
    "bevorderend": "Een vaste plek en korte opdrachten.",
    "begeleiding": "De mentor begint de dag samen met de leerling.",
    "gehoord": "ja",
    "gehoord_hoe": "In een gesprek met de mentor.",
    "inbreng": "Ik wil vooraan zitten.",
    "inbreng_effect": "De plek vooraan staat in het plan.",
}
OUDERS: dict[str, Any] = {
    "oogo_op": date(2026, 10, 20),
    "instemming": "instemming",
    "instemming_op": date(2026, 10, 28),
    "toestemming": "ja",
    "toestemming_op": date(2026, 10, 28),
    "terugkoppeling_op": date(2026, 10, 29),
}


def na(dagen: int) -> datetime:
    return OP + timedelta(days=dagen)


def normen() -> None:
    """The two clocks and the two reminders, as in wet.toml."""
    NormFactory(
        code="opp.opstellen", waarde=6, eenheid=Eenheid.WEKEN, startmoment=Startmoment.INSCHRIJVING, atw=True
    )
    gelijk = {"startmoment": Startmoment.GEEN}
    NormFactory(code="opp.evaluatie", waarde=1, eenheid=Eenheid.SCHOOLJAREN, **gelijk)
    NormFactory(code="opp.herinnering", waarde=2, eenheid=Eenheid.WEKEN, **gelijk)
    NormFactory(code="opp.herinnering_evaluatie", waarde=8, eenheid=Eenheid.WEKEN, **gelijk)


def concept(leerling: Leerling, school: School, door: Gebruiker, **velden: Any) -> Oppversie:
    """The first draft, with these fields filled in."""
    opp = services.opp_beginnen(
        leerling=leerling, school=school, ondersteuning_vanaf=date(2026, 10, 1), door=door, op=OP
    )
    versie = opp.versies.get()
    if velden:
        services.oppversie_bewaren(versierij=versie, velden=velden, versie=versie.versie, door=door, op=OP)
        versie.refresh_from_db()
    return versie


def lopend(leerling: Leerling, school: School, door: Gebruiker, *, datum: date = DAG, **velden: Any) -> Opp:
    """A running OPP, complete unless `velden` says otherwise."""
    versie = concept(leerling, school, door, **(PLAN | OUDERS | velden))
    op = datetime(datum.year, datum.month, datum.day, 9, tzinfo=UTC)
    services.oppversie_vaststellen(versierij=versie, datum=datum, door=door, op=max(op, OP))
    return Opp.objects.select_related("huidige").get(pk=versie.opp_id)


def evaluatie(opp: Opp, door: Gebruiker, *, datum: date, **velden: Any) -> Oppversie:
    gegevens: dict[str, Any] = {
        "uitkomst": "voortzetten",
        "toelichting": "Het gaat beter.",
        "gehoord": "ja",
        "oogo_op": datum,
    } | velden
    op = datetime(datum.year, datum.month, datum.day, 12, tzinfo=UTC)
    return services.opp_evalueren(opp=opp, datum=datum, door=door, op=op, **gegevens)


def einde(opp: Opp, door: Gebruiker, *, datum: date) -> Opp:
    op = datetime(datum.year, datum.month, datum.day, 12, tzinfo=UTC)
    return services.opp_beeindigen(
        opp=opp, datum=datum, eindereden="basisondersteuning", toelichting="", door=door, op=op
    )


def advies(opp: Opp, door: Gebruiker, vraag: str = "Past dit plan?") -> Oppadvies:
    return services.oppadvies_vragen(opp=opp, vraag=vraag, door=door, op=OP)


def pdf(naam: str = "opp.pdf", inhoud: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud, content_type="application/pdf")
