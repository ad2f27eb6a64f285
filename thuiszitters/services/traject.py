"""What changes in a row of the register: categorie, who directs, and the end."""

from datetime import date, datetime, timedelta

from django.db import transaction

from swv.dagen import Vanaf, eis_geweest
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, mag
from swv.termijnen import datum
from swv.workflow import vergrendel, voer_uit
from thuiszitters.dagen import eis_categorie_dag, eis_uitkomst_past
from thuiszitters.enums import NOOIT, Categorie, Trajectstatus
from thuiszitters.models import Categorieperiode, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.regie import draag_regie_over, sluit_regie
from thuiszitters.services.termijnen import termijnen_bijwerken
from thuiszitters.workflow import ACTIE, TRAJECT

AFGESLOTEN = "Dit traject is afgesloten. Wie opnieuw thuis komt te zitten, krijgt een nieuw traject."
VOOR_BEGIN = (
    "Deze dag ligt voor de eerste verzuimdag ({dag}). Kies die dag of een latere. Klopt de eerste verzuimdag niet, "
    "corrigeer die dan eerst."
)
EERDER_TRAJECT = (
    "Deze leerling stond tot {dag} in een eerder traject (THZ {kenmerk}). Klopt dat, dan is de eerste dag {dag} of "
    "later. Klopt dat niet, corrigeer dan eerst dat traject."
)
LATER_TRAJECT = (
    "Vanaf {dag} staat deze leerling in een volgend traject (THZ {kenmerk}). Kies een andere dag, of corrigeer "
    "eerst dat traject."
)


def eis_lopend(traject: Traject) -> None:
    if traject.status != Trajectstatus.LOPEND:
        raise NietToegestaan(AFGESLOTEN)


def eis_dag(traject: Traject, dag: date, op: datetime, *, veld: str = "vanaf") -> None:
    """A fact of a traject lies between its first day and today."""
    eis_geweest(veld, dag, datum_van(op), Vanaf(traject.eerste_verzuimdag, VOOR_BEGIN))


@transaction.atomic
def categorie_wijzigen(
    *, traject: Traject, categorie: str, vanaf: date, door: Gebruiker, op: datetime
) -> Categorieperiode:
    """Put the traject in another categorie from a day on; how long is derived, never stored."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    eis_dag(rij, vanaf, op)
    eis_categorie_dag(rij.leerling, categorie, vanaf, datum_van(op), veld="vanaf")
    huidig = rij.categorieen.get(tot_en_met__isnull=True)
    if huidig.categorie == categorie:
        raise NietToegestaan("Het traject staat al in deze categorie.")
    if vanaf <= huidig.vanaf:
        raise NietToegestaan("Kies een dag na het begin van de huidige categorie.")
    huidig.tot_en_met = vanaf - timedelta(days=1)
    huidig.save(update_fields=["tot_en_met"])
    nieuw = Categorieperiode.objects.create(
        traject=rij, categorie=categorie, vanaf=vanaf, vastgelegd_op=op, vastgelegd_door=door
    )
    leg_vast(
        rij,
        "categorie",
        door=door,
        op=op,
        van=huidig.categorie,
        naar=categorie,
        toelichting=Categorie(categorie).label,
    )
    termijnen_bijwerken(traject=rij, op=op)
    return nieuw


@transaction.atomic
def regiehouder_wijzigen(
    *, traject: Traject, regiehouder: Gebruiker, door: Gebruiker, op: datetime
) -> Traject:
    """Give the traject to a colleague: one plan, one person who directs."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    if not mag(regiehouder, "thuiszitters.behandelen"):
        raise NietToegestaan("Deze medewerker begeleidt op dit moment geen thuiszitters. Kies een ander.")
    if rij.regiehouder_id != regiehouder.pk:
        rij.regiehouder = regiehouder
        rij.save(update_fields=["regiehouder"])
        draag_regie_over(rij, op)
        leg_vast(rij, "regiehouder", door=door, op=op, toelichting=regiehouder.naam)
    return rij


@transaction.atomic
def afsluiten(
    *, traject: Traject, uitkomst: str, einddatum: date, toelichting: str, door: Gebruiker, op: datetime
) -> Traject:
    """End the traject with an outcome; what was still to be done falls away with it."""
    eis_dag(traject, einddatum, op, veld="einddatum")
    eis_uitkomst_past(traject.leerling, uitkomst, einddatum)
    _eis_na_categorie(traject, einddatum)
    rij = voer_uit(
        TRAJECT,
        traject,
        "afsluiten",
        door=door,
        op=op,
        toelichting=toelichting.strip(),
        uitkomst=uitkomst,
        einddatum=einddatum,
    )
    sluit_regie(rij, op)
    for actie in rij.acties.open().select_related("traject"):
        voer_uit(ACTIE, actie, "vervallen", door=None, op=op)
    return termijnen_bijwerken(traject=rij, op=op)


@transaction.atomic
def corrigeren(
    *, traject: Traject, uitkomst: str, einddatum: date, reden: str, door: Gebruiker, op: datetime
) -> Traject:
    """Correct how or when a traject ended; figures of a frozen quarter keep what they were."""
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom u de afsluiting verandert.")
    eis_dag(traject, einddatum, op, veld="einddatum")
    eis_uitkomst_past(traject.leerling, uitkomst, einddatum)
    _eis_na_categorie(traject, einddatum)
    if uitkomst not in NOOIT:
        eis_vrij(traject.leerling_id, traject.eerste_verzuimdag, einddatum, behalve=traject)
    oud = {
        "uitkomst": traject.uitkomst,
        "einddatum": traject.einddatum.isoformat() if traject.einddatum else "",
    }
    rij = voer_uit(
        TRAJECT,
        traject,
        "corrigeren",
        door=door,
        op=op,
        toelichting=reden.strip(),
        gegevens=oud,
        uitkomst=uitkomst,
        einddatum=einddatum,
    )
    return termijnen_bijwerken(traject=rij, op=op)


def _eis_na_categorie(traject: Traject, einddatum: date) -> None:
    """The last categorie began before the end."""
    laatste = traject.categorieen.order_by("-vanaf").first()
    if laatste is not None and laatste.vanaf > einddatum:
        raise NietToegestaan("De huidige categorie begon na deze dag. Kies een latere dag.")


def eis_vrij(leerling_id: int, begin: date, einde: date | None, *, behalve: Traject | None = None) -> None:
    """A pupil is in the register at most once on any day; what never was one does not stand in the way."""
    andere = Traject.objects.telt().filter(leerling=leerling_id).exclude(einddatum__lte=begin)
    if behalve is not None:
        andere = andere.exclude(pk=behalve.pk)
    if einde is not None:
        andere = andere.filter(eerste_verzuimdag__lt=einde)
    ander = andere.order_by("eerste_verzuimdag").first()
    if ander is None or (einde is not None and einde <= begin):
        return
    if ander.eerste_verzuimdag <= begin and ander.einddatum is not None:
        raise NietToegestaan(EERDER_TRAJECT.format(kenmerk=ander.kenmerk, dag=datum(ander.einddatum)))
    raise NietToegestaan(LATER_TRAJECT.format(kenmerk=ander.kenmerk, dag=datum(ander.eerste_verzuimdag)))
