"""From which day a pupil can be at home: not before birth, leerplicht or the school that reports it."""

from datetime import date

from leerlingen.models import Inschrijving, Leerling
from swv.dagen import OnmogelijkeDag, Vanaf, eis_geweest, geboorte
from swv.models import School
from swv.termijnen import datum, leerplichtig_vanaf
from thuiszitters.enums import Categorie, Uitkomst

EERSTE_DAG = "eerste_verzuimdag"
# Verzuim in the sense of the law; the rest can also be about a pupil of four (Leerplichtwet 3).
VERZUIM = (Categorie.ABSOLUUT, Categorie.RELATIEF)
NIET_LEERPLICHTIG = (
    "Op deze dag was de leerling nog niet leerplichtig. Verzuim telt vanaf {dag}: kies die dag of een latere."
)
NOG_NIET_HIER = (
    "De leerling staat pas sinds {dag} bij uw school. Meld het vanaf die dag. Was de leerling daarvoor ook al thuis? "
    "Schrijf dat in de toelichting."
)
VOOR_INSCHRIJVING = "De leerling staat pas sinds {dag} bij {school}. Deze dag ligt daarvoor."
NOG_GEEN_18 = (
    "Op de gekozen dag is de leerling {leeftijd} jaar. Kies een andere uitkomst, of controleer de datum."
)
VOLWASSEN = 18
VOOR_EERSTE_DAG = "Deze datum ligt voor de eerste dag thuis ({dag}). Controleer beide datums."


def eis_categorie_dag(
    leerling: Leerling, categorie: str, dag: date, op: date, *grenzen: Vanaf, veld: str = EERSTE_DAG
) -> None:
    """A categorie can begin on this day; raises `OnmogelijkeDag`."""
    leerplicht = Vanaf(leerplichtig_vanaf(leerling.geboortedatum), NIET_LEERPLICHTIG)
    eigen = (leerplicht,) if categorie in VERZUIM else ()
    eis_geweest(veld, dag, op, geboorte(leerling.geboortedatum), *eigen, *grenzen)


def eis_uitkomst_past(leerling: Leerling, uitkomst: str, einddatum: date) -> None:
    """Over to the Doorstroompunt at 18, not before (missie.md NRM-40); raises `OnmogelijkeDag`."""
    if uitkomst == Uitkomst.ACHTTIEN and leerling.leeftijd(einddatum) < VOLWASSEN:
        raise OnmogelijkeDag(NOG_GEEN_18.format(leeftijd=leerling.leeftijd(einddatum)), "uitkomst")


def sinds_bij(leerling: Leerling, school: School | None) -> date | None:
    """The first day on which this pupil belonged to this school; None when it never did."""
    if school is None:
        return None
    rijen = Inschrijving.objects.filter(leerling=leerling, school=school).order_by("vanaf")
    return rijen.values_list("vanaf", flat=True).first()


def van_school(leerling: Leerling, school: School | None) -> tuple[Vanaf, ...]:
    """A school tells what it can know: from the day on which the pupil came."""
    sinds = sinds_bij(leerling, school)
    return (Vanaf(sinds, NOG_NIET_HIER),) if sinds else ()


def let_op(leerling: Leerling, school: School | None, dag: date) -> str:
    """What is odd about this first day, for the SWV: it can be true, at another school before."""
    sinds = sinds_bij(leerling, school)
    if school is None or sinds is None or dag >= sinds:
        return ""
    return VOOR_INSCHRIJVING.format(dag=datum(sinds), school=school.naam)
