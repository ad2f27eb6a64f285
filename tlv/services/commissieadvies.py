"""What the members of a committee advise about an item on the agenda, and what the committee concludes."""

from datetime import datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis, mag
from swv.workflow import vergrendel
from tlv.enums import Conclusie, Puntconclusie, Vergaderstatus
from tlv.models import OPEN_VOOR_LEDEN, Aanvraag, Agendapunt, Commissieadvies, Commissielid, Vergadering
from tlv.permissions import eis_verslaglegger

NIET_OPEN = "Adviseren kan van het versturen van de agenda tot het verslag is vastgesteld."
NIET_ZELF = "U legt alleen uw eigen advies vast."


def waarom_geen_lid_over(aanvraag: Aanvraag, gebruiker: Gebruiker) -> str:
    """Why this member stays out of this item: independent of the applicant, and not twice (missie.md ROL-06)."""
    if aanvraag.school_id in gebruiker.school_ids:
        return f"{gebruiker.naam} werkt bij de school die aanvraagt en adviseert hierover niet."
    if gebruiker.pk in {aanvraag.begonnen_door_id, aanvraag.ingediend_door_id}:
        return f"{gebruiker.naam} werkte mee aan de aanvraag en adviseert hierover niet."
    return ""


@transaction.atomic
def commissieadvies_geven(
    *,
    agendapunt: Agendapunt,
    lid: Commissielid,
    conclusie: str,
    motivering: str,
    door: Gebruiker,
    op: datetime,
) -> Commissieadvies:
    """The advice of one member, until the minutes are final; written by the member or taken down by the SWV."""
    vergadering = vergrendel(agendapunt.vergadering)
    punt = vergrendel(agendapunt, met=("aanvraag",))
    _eis_open(vergadering)
    _eis_mag_vastleggen(door, lid, vergadering)
    if reden := waarom_geen_lid_over(punt.aanvraag, lid.gebruiker):
        raise NietToegestaan(reden)
    if not motivering.strip():
        raise NietToegestaan("Schrijf waarom u dit adviseert.")
    velden = {
        "conclusie": Conclusie(conclusie),
        "motivering": motivering.strip(),
        "gegeven_op": op,
        "gegeven_door": door,
    }
    bestaand = Commissieadvies.objects.filter(agendapunt=punt, lid=lid).first()
    if bestaand and (bestaand.conclusie, bestaand.motivering) == (conclusie, velden["motivering"]):
        return bestaand
    advies, _nieuw = Commissieadvies.objects.update_or_create(agendapunt=punt, lid=lid, defaults=velden)
    leg_vast(advies, "gegeven", door=door, op=op, naar=advies.conclusie)
    return advies


@transaction.atomic
def conclusie_vastleggen(
    *, agendapunt: Agendapunt, conclusie: str, toelichting: str, door: Gebruiker, op: datetime
) -> Agendapunt:
    """What the committee concludes about this item; it is the advice that the decision refers to."""
    vergadering = vergrendel(agendapunt.vergadering)
    punt = vergrendel(agendapunt, met=("aanvraag__leerling",))
    eis_verslaglegger(door, vergadering)
    if vergadering.status != Vergaderstatus.GEHOUDEN:
        raise NietToegestaan(
            "Een conclusie legt u vast als de vergadering is gehouden en het verslag nog openstaat."
        )
    if not toelichting.strip():
        raise NietToegestaan(
            "Schrijf waarom de commissie dit concludeert. De tekst staat klaar bij het besluit."
        )
    nieuw = (Puntconclusie(conclusie).value, toelichting.strip())
    if (punt.conclusie, punt.toelichting) == nieuw:
        return punt
    punt.conclusie, punt.toelichting = nieuw
    punt.geconcludeerd_op, punt.geconcludeerd_door = op, door
    punt.save(update_fields=["conclusie", "toelichting", "geconcludeerd_op", "geconcludeerd_door"])
    leg_vast(punt.aanvraag, "commissie_advies", door=door, op=op, gegevens={"conclusie": punt.conclusie})
    return punt


def _eis_open(vergadering: Vergadering) -> None:
    if vergadering.status not in OPEN_VOOR_LEDEN:
        raise NietToegestaan(NIET_OPEN)


def _eis_mag_vastleggen(door: Gebruiker, lid: Commissielid, vergadering: Vergadering) -> None:
    """A member for himself, while the term of office runs; the SWV for every member of this committee."""
    if lid.commissie_id != vergadering.commissie_id:
        raise NietToegestaan("Deze persoon zit niet in deze commissie.")
    if not mag(door, "tlv.commissie") and lid.gebruiker_id != door.pk:
        raise NietToegestaan(NIET_ZELF)
    if not Commissielid.objects.zittend(datum_van(vergadering.begint_op)).filter(pk=lid.pk).exists():
        raise NietToegestaan("Deze persoon zat op de dag van de vergadering niet in de commissie.")
    eis(door, "tlv.vergaderen")
