"""Who sits in a committee, in which function and for how long."""

from datetime import date, datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis, mag
from swv.termijnen import datum
from swv.workflow import vergrendel
from tlv.enums import Commissiefunctie
from tlv.models import Commissie, Commissielid
from tlv.periode import overlappend

GEEN_ROL = (
    "Deze persoon heeft op dit moment geen rol die mag vergaderen. Laat de beheerder eerst de rol "
    "“Lid van de commissie” geven."
)


@transaction.atomic
def lid_toevoegen(
    *,
    commissie: Commissie,
    gebruiker: Gebruiker,
    functie: str,
    geldig_vanaf: date,
    geldig_tot_en_met: date | None,
    door: Gebruiker,
    op: datetime,
) -> Commissielid:
    """Let someone sit in this committee; two terms of one person, or two voorzitters, never overlap."""
    rij = vergrendel(commissie)
    eis(door, "tlv.commissie")
    _controleer(rij, gebruiker, functie, geldig_vanaf, geldig_tot_en_met)
    lid = Commissielid.objects.create(
        commissie=rij,
        gebruiker=gebruiker,
        functie=Commissiefunctie(functie),
        geldig_vanaf=geldig_vanaf,
        geldig_tot_en_met=geldig_tot_en_met,
    )
    leg_vast(lid, "toegevoegd", door=door, op=op, naar=lid.functie)
    return lid


@transaction.atomic
def lid_beeindigen(*, lid: Commissielid, tot_en_met: date, door: Gebruiker, op: datetime) -> Commissielid:
    """End a term of office on this day; after it the member sees no meeting of this committee any more."""
    rij = vergrendel(lid)
    eis(door, "tlv.commissie")
    if tot_en_met < rij.geldig_vanaf:
        raise NietToegestaan(f"De zittingstermijn begon op {datum(rij.geldig_vanaf)}. Kies die dag of later.")
    if rij.geldig_tot_en_met is not None and rij.geldig_tot_en_met <= tot_en_met:
        raise NietToegestaan(f"De zittingstermijn eindigt al op {datum(rij.geldig_tot_en_met)}.")
    rij.geldig_tot_en_met = tot_en_met
    rij.save(update_fields=["geldig_tot_en_met"])
    leg_vast(rij, "beëindigd", door=door, op=op, van=rij.functie, gegevens={"tot_en_met": str(tot_en_met)})
    return rij


def _controleer(
    commissie: Commissie, gebruiker: Gebruiker, functie: str, vanaf: date, tot_en_met: date | None
) -> None:
    if not mag(gebruiker, "tlv.vergaderen"):
        raise NietToegestaan(GEEN_ROL)
    if tot_en_met is not None and tot_en_met < vanaf:
        raise NietToegestaan("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.")
    tegelijk = overlappend(commissie.leden.all(), vanaf, tot_en_met)
    if eigen := tegelijk.filter(gebruiker=gebruiker).first():
        raise NietToegestaan(
            f"{gebruiker.naam} zit in deze periode al in deze commissie, als {eigen.get_functie_display().lower()}. "
            "Beëindig die zittingstermijn eerst."
        )
    ander = tegelijk.filter(functie=Commissiefunctie.VOORZITTER).select_related("gebruiker").first()
    if functie == Commissiefunctie.VOORZITTER and ander:
        raise NietToegestaan(f"In deze periode is {ander.gebruiker.naam} al voorzitter van deze commissie.")
