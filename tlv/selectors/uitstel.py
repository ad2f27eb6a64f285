"""What the page of a request shows about more time: what may be done, what was done, and its letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from swv.enums import Opdrachtstatus
from swv.models import Gebruiker, Opdracht
from swv.permissions import mag
from swv.termijnen import datum, datum_met_weekdag
from swv.termijnen.tekst import hoeveel
from tlv.beslisdatum import klokken_van
from tlv.kennisgevingen import opdrachtsleutel
from tlv.models import LOPEND, Aanvraag, Bezwaar, Kennisgeving, Termijnopschorting, Verdaging
from tlv.services import reden_geen_opschorting
from tlv.verdaging import AWB, langste_voor, reden_geen_verdaging


@dataclass(frozen=True)
class Uitstel:
    """More time that was given; `kan_verdagen` and `kan_opschorten` are buttons."""

    verdaging: Verdaging | None
    opschortingen: Sequence[Termijnopschorting]
    open_opschorting: Termijnopschorting | None
    kan_verdagen: bool
    kan_opschorten: bool
    kan_beeindigen: bool


def uitstel_van(aanvraag: Aanvraag, user: Gebruiker, op: date) -> Uitstel:
    """What was done and what this person can do."""
    opschortingen = list(aanvraag.termijnopschortingen.order_by("vanaf", "id"))
    lopend = next(
        (r for r in opschortingen if r.vanaf <= op and (not r.tot_en_met or r.tot_en_met > op)), None
    )
    beoordelaar = mag(user, "tlv.beoordelen") and aanvraag.status in LOPEND
    return Uitstel(
        Verdaging.objects.filter(aanvraag=aanvraag).first(),
        opschortingen,
        lopend,
        kan_verdagen=beoordelaar and not reden_geen_verdaging(aanvraag, op),
        kan_opschorten=beoordelaar and not reden_geen_opschorting(aanvraag, op),
        kan_beeindigen=mag(user, "tlv.beoordelen") and lopend is not None,
    )


def verdaagkeuzes(aanvraag: Aanvraag, op: datetime) -> list[tuple[int, str]]:
    """Each number of weeks with the day to which it leads, computed as the service does."""
    keuzes = []
    for weken in range(1, langste_voor(aanvraag) + 1):
        bedacht = Verdaging(aanvraag=aanvraag, weken=weken, verdaagd_op=op)
        einde = next(k.termijn for k in klokken_van(aanvraag, bedacht) if k.norm.code == AWB).uiterste_datum
        keuzes.append((weken, f"{hoeveel(weken, 'week')}: beslissen uiterlijk {datum_met_weekdag(einde)}"))
    return keuzes


@dataclass(frozen=True)
class Kennisgevingregel:
    """One letter that is no besluit, with what has become of it."""

    brief: Kennisgeving
    stand: str
    kleur: str
    heeft_bestand: bool
    kan_verzenden: bool


def kennisgevingen_van(
    aanvraag: Aanvraag, user: Gebruiker, *, bezwaar: Bezwaar | None = None
) -> list[Kennisgevingregel]:
    """The letters about this request, or about this objection, the latest first; two queries."""
    zichtbaar = Kennisgeving.objects.zichtbaar_voor(user).filter(aanvraag=aanvraag, bezwaar=bezwaar)
    rijen = list(zichtbaar.select_related("bestand").order_by("-geschreven_op", "-id"))
    mislukt = set(
        Opdracht.objects.filter(
            uniek__in=[opdrachtsleutel(rij) for rij in rijen], status=Opdrachtstatus.MISLUKT
        ).values_list("uniek", flat=True)
    )
    return [_regel(rij, opdrachtsleutel(rij) in mislukt, user) for rij in rijen]


def _regel(rij: Kennisgeving, mislukt: bool, user: Gebruiker) -> Kennisgevingregel:
    bestand = hasattr(rij, "bestand")
    if rij.verzonden_op:
        return Kennisgevingregel(rij, f"verzonden op {datum(rij.verzonden_op)}", "goed", bestand, False)
    if bestand:
        return Kennisgevingregel(rij, "klaar om te verzenden", "info", True, mag(user, "tlv.verzenden"))
    if mislukt:
        return Kennisgevingregel(rij, "maken is mislukt", "fout", False, False)
    return Kennisgevingregel(rij, "wordt gemaakt", "wacht", False, False)
