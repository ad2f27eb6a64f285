"""Keeping what the keuzehulp said with the request that was begun from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from tlv import keuzehulp
from tlv.models import Aanvraag, Keuzehulpuitkomst
from tlv.permissions import eis_eigen_aanvraag
from tlv.services.aanvraag import aanvraag_beginnen, eis_concept

NIET_KLAAR = "De keuzehulp is nog niet klaar. Beantwoord eerst alle vragen."
NIET_BEVESTIGD = "Bevestig eerst wat de keuzehulp vraagt: de wet is hier niet helemaal duidelijk."


@transaction.atomic
def aanvraag_beginnen_na_keuzehulp(
    *, keuzes: Mapping[str, str], bevestigd: bool, door: Gebruiker, op: datetime, **begin: Any
) -> Aanvraag:
    """Begin a concept and keep with it what the keuzehulp said; `begin` is that of `aanvraag_beginnen`."""
    aanvraag = aanvraag_beginnen(door=door, op=op, **begin)
    keuzehulp_bewaren(aanvraag=aanvraag, keuzes=keuzes, bevestigd=bevestigd, door=door, op=op)
    return aanvraag


@transaction.atomic
def keuzehulp_bewaren(
    *, aanvraag: Aanvraag, keuzes: Mapping[str, str], bevestigd: bool, door: Gebruiker, op: datetime
) -> Keuzehulpuitkomst:
    """Keep the answers and the outcome of today with this concept; a later outcome takes its place."""
    eis_eigen_aanvraag(door, aanvraag)
    eis_concept(aanvraag)
    uitkomst = eis_uitkomst(keuzes, bevestigd=bevestigd)
    rij, _nieuw = Keuzehulpuitkomst.objects.update_or_create(
        aanvraag=aanvraag,
        defaults={
            "keuzes": keuzehulp.als_rijen(keuzes),
            "uitkomst": uitkomst.als_gegevens(),
            "bevestigd": bevestigd,
            "bewaard_op": op,
            "bewaard_door": door,
        },
    )
    leg_vast(aanvraag, "keuzehulp_bewaard", door=door, op=op, gegevens={"regel": uitkomst.code})
    return rij


def eis_uitkomst(keuzes: Mapping[str, str], *, bevestigd: bool) -> keuzehulp.Uitkomst:
    """The outcome of these answers; `NietToegestaan` while it is open, or uncertain and not confirmed."""
    uitkomst = keuzehulp.uitkomst(keuzes)
    if uitkomst is None:
        raise NietToegestaan(NIET_KLAAR)
    if uitkomst.bevestig and not bevestigd:
        raise NietToegestaan(NIET_BEVESTIGD)
    return uitkomst
