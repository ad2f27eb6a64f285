"""The question sets of this SWV: the version that holds now, and what changed in each version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from swv.models import Vragenlijst
from tlv.enums import Soort
from tlv.vraagstand import Stand, standen
from tlv.vragen import CODE


@dataclass(frozen=True)
class Lijstregel:
    vragenlijst: Vragenlijst
    vragen: int
    uit: int


@dataclass(frozen=True)
class Versieregel:
    """One version: what the SWV changed, or that it came with the product."""

    vragenlijst: Vragenlijst
    wijziging: Any
    zinnen: Sequence[str]
    geldt_nu: bool


def vragenlijsten() -> list[Lijstregel]:
    """The latest version of each question set, in the order of the soorten."""
    rijen = (laatste(CODE.format(soort=soort)) for soort in Soort)
    return [_lijstregel(rij) for rij in rijen if rij is not None]


def laatste(code: str) -> Vragenlijst | None:
    return Vragenlijst.objects.filter(code=code).order_by("-versie").first()


def versies(code: str, op: date) -> list[Versieregel]:
    """All versions, the newest first; three queries at most."""
    nu = Vragenlijst.objects.geldig_op(code, op).first()
    rijen = Vragenlijst.objects.filter(code=code).order_by("-versie")
    return [
        _versieregel(rij, geldt_nu=rij == nu) for rij in rijen.select_related("wijziging__gewijzigd_door")
    ]


def _lijstregel(rij: Vragenlijst) -> Lijstregel:
    stand = standen(rij.inhoud)
    return Lijstregel(rij, len(stand), sum(s == Stand.UIT for s in stand.values()))


def _versieregel(rij: Vragenlijst, *, geldt_nu: bool) -> Versieregel:
    wijziging = getattr(rij, "wijziging", None)
    zinnen = [
        f"{w['label']} Was: {Stand(w['van']).label.lower()}. Werd: {Stand(w['naar']).label.lower()}."
        for w in (wijziging.wijzigingen if wijziging else [])
    ]
    return Versieregel(rij, wijziging, zinnen, geldt_nu)
