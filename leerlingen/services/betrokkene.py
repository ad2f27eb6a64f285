"""The adults around a pupil: added, changed, ended."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from leerlingen.models import Betrokkene, Leerling
from leerlingen.permissions import eis_mag_wijzigen, mag_geheim_adres
from leerlingen.services.wijzigen import wijzig
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel

ADRES = ("straat", "huisnummer", "postcode", "plaats")


@transaction.atomic
def betrokkene_toevoegen(
    *,
    leerling: Leerling,
    gegevens: Mapping[str, Any],
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Betrokkene:
    """Add an adult; sent twice with the same `sleutel` there is one. Raises `NietToegestaan`."""
    eis_mag_wijzigen(door, leerling)
    vergrendel(leerling)
    eerder = Betrokkene.objects.filter(sleutel=sleutel, leerling=leerling).first() if sleutel else None
    if eerder is not None:
        return eerder
    if sleutel is None or Betrokkene.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    rij = Betrokkene.objects.create(leerling=leerling, sleutel=sleutel, **gegevens)
    leg_vast(rij, "toegevoegd", door=door, op=op)
    return rij


@transaction.atomic
def betrokkene_wijzigen(
    *, betrokkene: Betrokkene, versie: int, velden: Mapping[str, Any], door: Gebruiker, op: datetime
) -> Betrokkene:
    """Save changed fields; who may not read a secret address replaces it as a whole or leaves it.

    Raises `Verouderd` or `NietToegestaan`.
    """
    eis_mag_wijzigen(door, betrokkene.leerling)
    geheim = betrokkene.geheim_adres and not mag_geheim_adres(door)
    if geheim and not velden.get("geheim_adres", True):
        raise NietToegestaan("Alleen het samenwerkingsverband kan de geheimhouding van een adres opheffen.")
    if geheim and not any(velden.get(naam) for naam in ADRES):
        velden = {naam: waarde for naam, waarde in velden.items() if naam not in ADRES}
    return wijzig(betrokkene, versie, velden, door=door, op=op, sleutel=betrokkene.leerling.sleutel)


@transaction.atomic
def betrokkene_beeindigen(
    *, betrokkene: Betrokkene, tot_en_met: date, door: Gebruiker, op: datetime
) -> Betrokkene:
    """Record until when this adult was involved; the history stays. Raises `NietToegestaan`."""
    eis_mag_wijzigen(door, betrokkene.leerling)
    rij = vergrendel(betrokkene)
    if rij.geldig_tot_en_met == tot_en_met:
        return rij
    rij.geldig_tot_en_met = tot_en_met
    rij.versie += 1
    rij.save(update_fields=["geldig_tot_en_met", "versie"])
    leg_vast(rij, "beeindigd", door=door, op=op, naar=tot_en_met.isoformat())
    return rij
