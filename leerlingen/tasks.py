"""What time itself does in this room: schools are reminded of the OPP's they must make or evaluate."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from leerlingen.enums import Oppstatus
from leerlingen.models import Opp
from leerlingen.notifications import EVALUATIE, OPSTELLEN, herinner_school
from leerlingen.oppklok import ALTIJD, HERINNERING, HERINNERING_EVALUATIE, horizon, opsteltermijnen
from leerlingen.selectors.oppwerk import zonder_opp
from swv.celery import app
from swv.klok import datum_van, nu
from swv.models import School
from swv.normen import kalender, normen_op
from swv.termijnen import Kalender


@app.task(name="leerlingen.tasks.herinner_opp")
def herinner_opp(**_kwargs: Any) -> None:
    """Remind each school once a week of what comes near or is late; safe to run twice or to miss a day."""
    herinner(nu())


def herinner(op: datetime) -> int:
    """Returns how many reminders were asked for; each school in its own transaction."""
    dag, dagen = datum_van(op), kalender()
    gedaan = 0
    for soort, scholen in (
        (OPSTELLEN, _met_opstellen(dag, dagen)),
        (EVALUATIE, _met_evaluatie(dag)),
    ):
        for school in School.objects.filter(pk__in=scholen).order_by("pk"):
            with transaction.atomic():
                herinner_school(soort, school, dag, op)
            gedaan += 1
    return gedaan


def _met_opstellen(dag: date, dagen: Kalender) -> set[int]:
    """Schools with a draft, or at a school where everyone has an OPP a pupil without one, whose day is near."""
    tot = horizon(normen_op(dag).get(HERINNERING), dag)
    concepten = Opp.objects.filter(status=Oppstatus.CONCEPT, opstellen_uiterlijk__lte=tot)
    scholen = set(concepten.values_list("school_id", flat=True))
    altijd = School.objects.open().filter(onderwijssoort__in=[str(soort) for soort in ALTIJD])
    termijn_van = opsteltermijnen(dag, dagen)
    rijen = zonder_opp(altijd.values_list("pk", flat=True), dag).values_list("school_id", "vanaf").distinct()
    for school, vanaf in rijen:
        termijn = termijn_van(vanaf) if school not in scholen else None
        if termijn and termijn.uiterste_datum <= tot:
            scholen.add(school)
    return scholen


def _met_evaluatie(dag: date) -> set[int]:
    tot = horizon(normen_op(dag).get(HERINNERING_EVALUATIE), dag)
    return set(Opp.objects.lopend().filter(evaluatie_uiterlijk__lte=tot).values_list("school_id", flat=True))
