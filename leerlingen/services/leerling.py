"""Opening the file of a pupil, and changing who the pupil is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from leerlingen import dossiernummer
from leerlingen.models import Dubbelmelding, Inschrijving, Leerling
from leerlingen.permissions import eis_mag_toevoegen, eis_mag_wijzigen
from leerlingen.selectors import mogelijk_dezelfde
from leerlingen.services.wijzigen import wijzig
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School


@transaction.atomic
def leerling_toevoegen(
    *,
    gegevens: Mapping[str, Any],
    school: School | None,
    soort: str,
    vanaf: date,
    leerjaar: str,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Leerling:
    """Open a file for a pupil of `school`; sent twice with the same `sleutel` it is opened once.

    Without a school there is no inschrijving (absoluut verzuim, Leerplichtwet 19); only the SWV can do that.

    A pupil that may be known already gets a file all the same, and the answer is the same: the
    SWV judges the doubtful double (architectuur.md B.6). Raises `NietToegestaan`.
    """
    eis_mag_toevoegen(door, school)
    eerder = Leerling.objects.filter(sleutel=sleutel, aangemaakt_door=door).first() if sleutel else None
    if eerder is not None:
        return eerder
    if sleutel is None or Leerling.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    leerling, nieuw = Leerling.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            **gegevens,
            "dossiernummer": dossiernummer.geef_uit(datum_van(op)),
            "aangemaakt_op": op,
            "aangemaakt_door": door,
        },
    )
    if nieuw:
        if school is not None:
            Inschrijving.objects.create(
                leerling=leerling, school=school, soort=soort, leerjaar=leerjaar, vanaf=vanaf
            )
        waar = school.naam if school else ""
        leg_vast(leerling, "toegevoegd", door=door, op=op, leerling=leerling.sleutel, toelichting=waar)
        _meld_mogelijk_dubbel(leerling, op)
    return leerling


def _meld_mogelijk_dubbel(leerling: Leerling, op: datetime) -> None:
    """Give the SWV a doubtful double to judge; `door` stays empty: the system found it."""
    for ander in mogelijk_dezelfde(leerling):
        Dubbelmelding.objects.get_or_create(
            leerling=leerling, mogelijk_dezelfde=ander, defaults={"gemeld_op": op}
        )
        leg_vast(leerling, "mogelijk dubbel", door=None, op=op, leerling=leerling.sleutel)


@transaction.atomic
def leerling_wijzigen(
    *, leerling: Leerling, versie: int, velden: Mapping[str, Any], door: Gebruiker, op: datetime
) -> Leerling:
    """Save changed fields; raises `Verouderd` when `versie` is not the stored one, or `NietToegestaan`."""
    eis_mag_wijzigen(door, leerling)
    return wijzig(leerling, versie, velden, door=door, op=op, sleutel=leerling.sleutel)
