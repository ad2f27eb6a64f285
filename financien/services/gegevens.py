"""Facts from outside: tarieven, the balance sheet, and how the administratiekantoor writes its files."""

from datetime import datetime
from typing import Any

from django.db import transaction

from financien.models import Balans, Kolomnaam, Programma, Tarief, Toewijzing
from financien.permissions import eis_beheerder
from financien.realisatie.kolommen import vereenvoudig
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker


@transaction.atomic
def tarief_bewaren(
    *, jaar: int, versie: str, code: str, gegevens: dict[str, Any], door: Gebruiker | None, op: datetime
) -> Tarief:
    """Add or correct an amount; what stood there before stays in the trail."""
    eis_beheerder(door)
    bestaand = Tarief.objects.select_for_update().filter(jaar=jaar, versie=versie, code=code).first()
    was = str(bestaand.bedrag) if bestaand else ""
    rij, _ = Tarief.objects.update_or_create(
        jaar=jaar,
        versie=versie,
        code=code,
        defaults={**gegevens, "ingevoerd_op": op, "ingevoerd_door": door},
    )
    leg_vast(
        rij, "tarief.bewaard", door=door, op=op, van=was, naar=str(rij.bedrag), gegevens={"bron": rij.bron}
    )
    return rij


@transaction.atomic
def balans_bewaren(*, jaar: int, gegevens: dict[str, Any], door: Gebruiker | None, op: datetime) -> Balans:
    """Add or correct the balance sheet of a year."""
    eis_beheerder(door)
    bestaand = Balans.objects.select_for_update().filter(jaar=jaar).first()
    was = {naam: str(getattr(bestaand, naam)) for naam in gegevens} if bestaand else {}
    rij, _ = Balans.objects.update_or_create(
        jaar=jaar, defaults={**gegevens, "ingevoerd_op": op, "ingevoerd_door": door}
    )
    leg_vast(rij, "balans.bewaard", door=door, op=op, gegevens={"was": was, "bron": rij.bron})
    return rij


@transaction.atomic
def toewijzing_bewaren(
    *,
    kostenplaats: str,
    grootboek: str = "",
    programma: Programma | None,
    soort: str = "",
    post_code: str = "",
    door: Gebruiker | None,
    op: datetime,
) -> Toewijzing:
    """Say where bookings on a kostenplaats belong; without a programma they do not count."""
    eis_beheerder(door)
    rij, _ = Toewijzing.objects.update_or_create(
        kostenplaats=kostenplaats,
        grootboek=grootboek,
        defaults={
            "programma": programma,
            "soort": soort,
            "post_code": post_code,
            "gewijzigd_op": op,
            "gewijzigd_door": door,
        },
    )
    gegevens = {"programma": programma.code if programma else "", "soort": soort, "post": post_code}
    leg_vast(rij, "toewijzing.bewaard", door=door, op=op, naar=str(rij)[:40], gegevens=gegevens)
    return rij


@transaction.atomic
def toewijzing_verwijderen(*, toewijzing: Toewijzing, door: Gebruiker | None, op: datetime) -> None:
    """Forget a toewijzing; bookings that were imported with it stay where they are."""
    eis_beheerder(door)
    leg_vast(toewijzing, "toewijzing.verwijderd", door=door, op=op, van=str(toewijzing)[:40])
    toewijzing.delete()


@transaction.atomic
def kolomnaam_bewaren(*, naam: str, veld: str, door: Gebruiker | None, op: datetime) -> Kolomnaam:
    """Teach the import one more column title, or another meaning of one."""
    eis_beheerder(door)
    rij, _ = Kolomnaam.objects.update_or_create(naam=vereenvoudig(naam), defaults={"veld": veld})
    leg_vast(rij, "kolomnaam.bewaard", door=door, op=op, naar=veld, gegevens={"naam": rij.naam})
    return rij
