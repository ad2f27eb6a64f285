"""What a school or the SWV is told about OPP's, without personal data: the page behind the link shows the rest."""

from datetime import date, datetime

from django.urls import reverse

from leerlingen.models import Oppadvies
from swv.berichten import registreer, stuur
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.toekenning import met_rol

VRAAG = registreer(
    "opp.vraag",
    onderwerp="Een school vraagt advies over een OPP",
    zin="Een school vraagt het samenwerkingsverband om advies over een ontwikkelingsperspectief (OPP).",
)
ANTWOORD = registreer(
    "opp.antwoord",
    onderwerp="Er is antwoord op uw vraag over een OPP",
    zin="Het samenwerkingsverband heeft uw vraag over een ontwikkelingsperspectief (OPP) beantwoord.",
)
OPSTELLEN = registreer(
    "opp.opstellen",
    onderwerp="Er zijn OPP's die uw school binnenkort moet opstellen",
    zin="Van een of meer leerlingen van uw school nadert de laatste dag om het ontwikkelingsperspectief (OPP) op te "
    "stellen, of is die dag voorbij.",
)
EVALUATIE = registreer(
    "opp.evaluatie",
    onderwerp="Er zijn OPP's die uw school dit schooljaar nog moet evalueren",
    zin="Van een of meer leerlingen van uw school moet het ontwikkelingsperspectief (OPP) nog worden geëvalueerd.",
)


def meld_oppvraag(advies: Oppadvies, op: datetime) -> None:
    """Tell the fixed contact of the school; without one, the coordinators."""
    vast = advies.opp.school.vast_contact
    ontvangers = [vast] if vast is not None and vast.is_active else met_rol("coordinator", datum_van(op))
    _stuur_advies(VRAAG, ontvangers, advies, op)


def meld_oppantwoord(advies: Oppadvies, op: datetime) -> None:
    _stuur_advies(ANTWOORD, met_rol("school", datum_van(op), school=advies.opp.school), advies, op)


def _stuur_advies(soort: str, ontvangers: list[Gebruiker], advies: Oppadvies, op: datetime) -> None:
    pad = reverse("leerlingen:opp", args=[advies.opp.sleutel])
    kenmerk = advies.opp.leerling.dossiernummer
    stuur(soort, ontvangers=ontvangers, pad=pad, uniek=str(advies.sleutel), op=op, kenmerk=kenmerk)


def herinner_school(soort: str, school: School, dag: date, op: datetime) -> None:
    """Once a week per school at most, however often the task runs; the list behind the link says for whom."""
    jaar, week, _ = dag.isocalendar()
    stuur(
        soort,
        ontvangers=met_rol("school", dag, school=school),
        pad=reverse("leerlingen:opp_lijst"),
        uniek=f"{school.sleutel}:{jaar}-{week:02}",
        op=op,
    )
