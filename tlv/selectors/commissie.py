"""What the pages of committees show: who sits, who sat, who could."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from swv.models import Gebruiker, School
from swv.rollen import ROLLEN
from swv.termijnen import opsomming
from tlv.models import Commissie, Commissielid

VERGADERROLLEN = sorted(code for code, rol in ROLLEN.items() if "tlv.vergaderen" in rol.permissies)


@dataclass(frozen=True)
class Commissierij:
    """One committee in the list, with who sits in it today."""

    commissie: Commissie
    scholen: str
    leden: Sequence[Commissielid]


def commissierijen(user: Gebruiker, op: date) -> list[Commissierij]:
    """The committees that this person may see, each with its members of today; three queries."""
    zittend = Commissielid.objects.zittend(op).select_related("gebruiker").order_by("geldig_vanaf", "id")
    rijen = Commissie.objects.zichtbaar_voor(user).prefetch_related(Prefetch("leden", zittend, "zittend"))
    gelezen = list(rijen.order_by("naam", "id"))
    namen = _schoolnamen({code for rij in gelezen for code in rij.vestigingscodes})
    return [
        Commissierij(rij, opsomming([namen.get(c, c) for c in rij.vestigingscodes]), op_functie(rij.zittend))
        for rij in gelezen
    ]


def scholen_van(commissie: Commissie) -> str:
    """The schools to which a committee is tied, in words; empty when it is tied to none."""
    namen = _schoolnamen(set(commissie.vestigingscodes))
    return opsomming([namen.get(code, code) for code in commissie.vestigingscodes])


def op_functie(leden: Sequence[Commissielid]) -> list[Commissielid]:
    """Voorzitter first, then secretaris, then members by name."""
    volgorde = {"voorzitter": 0, "secretaris": 1}
    return sorted(leden, key=lambda lid: (volgorde.get(lid.functie, 2), lid.gebruiker.naam, lid.pk))


def leden_van(commissie: Commissie, op: date) -> tuple[list[Commissielid], list[Commissielid]]:
    """Who sits today or will, and who sat before; one query."""
    rijen = list(commissie.leden.select_related("gebruiker").order_by("-geldig_vanaf", "-id"))
    voorbij = [r for r in rijen if r.geldig_tot_en_met is not None and r.geldig_tot_en_met < op]
    return op_functie([rij for rij in rijen if rij not in voorbij]), voorbij


def kandidaat_leden(op: date) -> "QuerySet[Gebruiker]":
    """Who holds a role today that may take part in a meeting."""
    lopend = Q(
        roltoekenningen__rol__in=VERGADERROLLEN,
        roltoekenningen__geldig_vanaf__lte=op,
    ) & (Q(roltoekenningen__geldig_tot_en_met=None) | Q(roltoekenningen__geldig_tot_en_met__gte=op))
    return Gebruiker.objects.filter(lopend, is_active=True).distinct().order_by("naam", "id")


def _schoolnamen(codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    return dict(School.objects.filter(vestigingscode__in=codes).values_list("vestigingscode", "naam"))
