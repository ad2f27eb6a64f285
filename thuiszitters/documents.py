"""What the inspectierapportage says beside its chapters: that the register adds up (missie.md NRM-25)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from swv.momentopnamen import Stand
from swv.templatetags.opmaak import getal

DELEN = ("begin", "instroom", "uitstroom", "register", "omgezet")


@dataclass(frozen=True)
class Stroom:
    """begin + instroom - uitstroom = eind, as the frozen figures say it."""

    begin: Decimal
    instroom: Decimal
    uitstroom: Decimal
    eind: Decimal
    omgezet: Decimal

    @property
    def klopt(self) -> bool:
        return self.begin + self.instroom - self.uitstroom == self.eind

    @property
    def zin(self) -> str:
        return (
            f"Het register sluit{'' if self.klopt else ' niet'}: begin {getal(self.begin)} + instroom "
            f"{getal(self.instroom)} − uitstroom {getal(self.uitstroom)} = eind {getal(self.eind)}. Van categorie of "
            f"duurklasse veranderden {getal(self.omgezet)} leerlingen."
        )


def inhoud(stand: Stand) -> dict[str, Any]:
    """The check of the register as a whole, in the chapter with the stand."""
    gemeten = stroom(stand)
    return {"slotzinnen": {"stand": gemeten.zin} if gemeten else {}}


def stroom(stand: Stand) -> Stroom | None:
    """None when one of the figures was not frozen, or may not be shown."""
    waarden = [stand.waarde(f"thuiszitters.{code}").uitkomst.waarde for code in DELEN]
    gevuld = [waarde for waarde in waarden if waarde is not None]
    return Stroom(*gevuld) if len(gevuld) == len(DELEN) else None
