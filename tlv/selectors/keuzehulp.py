"""What the keuzehulp said about a request, for who judges it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tlv.enums import Soort
from tlv.models import Aanvraag, Keuzehulpuitkomst


@dataclass(frozen=True)
class Antwoordregel:
    vraag: str
    antwoord: str


@dataclass(frozen=True)
class Hulp:
    """The outcome as it was told; `wijkt_af`: the school asks for another soort than it pointed to."""

    uitkomst: dict[str, Any]
    regels: Sequence[Antwoordregel]
    soort: str
    wijkt_af: bool


def keuzehulp_van(aanvraag: Aanvraag) -> Hulp | None:
    """The outcome kept with this request, or None when it was begun without."""
    rij = Keuzehulpuitkomst.objects.filter(aanvraag=aanvraag).first()
    if rij is None:
        return None
    soort = rij.uitkomst["soort"]
    return Hulp(
        rij.uitkomst,
        [Antwoordregel(punt["vraag"], punt["label"]) for punt in rij.keuzes],
        Soort(soort).label if soort else "iets anders dan een TLV",
        soort != aanvraag.soort,
    )
