"""What changes in a row of the register: categorie, who directs, and the end."""

from datetime import date, datetime, timedelta

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, mag
from swv.workflow import vergrendel, voer_uit
from thuiszitters.enums import Categorie, Trajectstatus
from thuiszitters.models import Categorieperiode, Traject
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.regie import draag_regie_over, sluit_regie
from thuiszitters.services.termijnen import termijnen_bijwerken
from thuiszitters.workflow import ACTIE, TRAJECT

AFGESLOTEN = "Dit traject is afgesloten. Wie opnieuw thuis komt te zitten, krijgt een nieuw traject."
IN_TOEKOMST = "Deze dag ligt in de toekomst. Kies vandaag of eerder."
VOOR_BEGIN = "Deze dag ligt voor de eerste verzuimdag."
LATER_TRAJECT = "Op die dag liep al een volgend traject van deze leerling. Kies een eerdere dag."


def eis_lopend(traject: Traject) -> None:
    if traject.status != Trajectstatus.LOPEND:
        raise NietToegestaan(AFGESLOTEN)


def eis_dag(traject: Traject, dag: date, op: datetime) -> None:
    """A fact of a traject lies between its first day and today."""
    if dag > datum_van(op):
        raise NietToegestaan(IN_TOEKOMST)
    if dag < traject.eerste_verzuimdag:
        raise NietToegestaan(VOOR_BEGIN)


@transaction.atomic
def categorie_wijzigen(
    *, traject: Traject, categorie: str, vanaf: date, door: Gebruiker, op: datetime
) -> Categorieperiode:
    """Put the traject in another categorie from a day on; how long is derived, never stored."""
    rij = vergrendel(traject)
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    eis_dag(rij, vanaf, op)
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
    eis_dag(traject, einddatum, op)
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
    eis_dag(traject, einddatum, op)
    _eis_na_categorie(traject, einddatum)
    _eis_voor_vervolg(traject, einddatum)
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


def _eis_voor_vervolg(traject: Traject, einddatum: date) -> None:
    """A pupil is in the register at most once on any day."""
    later = Traject.objects.filter(leerling=traject.leerling_id).exclude(pk=traject.pk)
    begonnen = later.filter(eerste_verzuimdag__gte=traject.eerste_verzuimdag)
    if begonnen.filter(eerste_verzuimdag__lt=einddatum).exists():
        raise NietToegestaan(LATER_TRAJECT)
