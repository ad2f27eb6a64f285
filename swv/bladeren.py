"""Keyset paging: page 1,000 costs as much as page 1, and no name stands in the address.

The cursor is the `sleutel` of the first or last row on the page; its sort values are looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

GROOTTE = 25  # on a phone each row is a card: fifty of them are nine screens


@dataclass(frozen=True)
class Bladzijde:
    """The rows of one page; `vorige` and `volgende` are query strings, empty where there is none."""

    rijen: list[Any]
    vorige: str
    volgende: str


def bladzijde(
    rijen: "QuerySet[Any]", volgorde: Sequence[str], adres: QueryDict, *, grootte: int = GROOTTE
) -> Bladzijde:
    """Return the page that `adres` (its `na` or `voor`) asks for.

    `volgorde`: field names, all ascending or all with "-", the last one unique; rows carry `sleutel`.
    """
    na, voor = _sleutel(adres.get("na")), _sleutel(adres.get("voor"))
    terug = voor is not None
    richting = [_omgekeerd(veld) for veld in volgorde] if terug else list(volgorde)
    gekozen = rijen.order_by(*richting)
    if grens := _grens(rijen, richting, voor if terug else na):
        gekozen = gekozen.filter(grens)
    gelezen = list(gekozen[: grootte + 1])
    meer, gelezen = len(gelezen) > grootte, gelezen[:grootte]
    if terug:
        gelezen.reverse()
    heeft_vorige = meer if terug else grens is not None
    heeft_volgende = True if terug else meer
    return Bladzijde(
        rijen=gelezen,
        vorige=_adres(adres, "voor", gelezen[0]) if gelezen and heeft_vorige else "",
        volgende=_adres(adres, "na", gelezen[-1]) if gelezen and heeft_volgende else "",
    )


def _sleutel(tekst: str | None) -> UUID | None:
    try:
        return UUID(tekst) if tekst else None
    except ValueError:
        return None


def _omgekeerd(veld: str) -> str:
    return veld[1:] if veld.startswith("-") else f"-{veld}"


def _grens(rijen: "QuerySet[Any]", volgorde: Sequence[str], sleutel: UUID | None) -> Q | None:
    """`(a, b) > (x, y)` written so that an index on (a, b) serves it: a >= x and (a > x or b > y)."""
    if sleutel is None:
        return None
    velden = [veld.lstrip("-") for veld in volgorde]
    waarden = rijen.filter(sleutel=sleutel).values_list(*velden).first()
    if waarden is None:
        return None
    meer = "lt" if volgorde[0].startswith("-") else "gt"
    voorbij = Q()
    gelijk: dict[str, Any] = {}
    for veld, waarde in zip(velden, waarden, strict=True):
        voorbij |= Q(**gelijk, **{f"{veld}__{meer}": waarde})
        gelijk[veld] = waarde
    return Q(**{f"{velden[0]}__{meer}e": waarden[0]}) & voorbij


def _adres(adres: QueryDict, kant: str, rij: Any) -> str:
    nieuw = adres.copy()
    for oud in ("na", "voor"):
        nieuw.pop(oud, None)
    nieuw[kant] = str(rij["sleutel"] if isinstance(rij, dict) else rij.sleutel)
    return f"?{nieuw.urlencode()}"
