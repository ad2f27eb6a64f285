"""The frozen figures of a quarter beside what the registers give now."""

from dataclasses import dataclass, replace

from swv.kengetallen import KENGETALLEN, Meetwaarde
from swv.momentopnamen.stand import StandBevroren, StandNu


@dataclass(frozen=True)
class Verschil:
    """One figure as it was frozen and as the registers give it now."""

    bevroren: Meetwaarde
    nu: Meetwaarde

    @property
    def is_gewijzigd(self) -> bool:
        toen, nu = self.bevroren.uitkomst, self.nu.uitkomst
        return (toen.waarde, toen.teller, toen.noemer) != (nu.waarde, nu.teller, nu.noemer)


def vergelijk(bevroren: StandBevroren) -> list[Verschil]:
    """Every frozen figure beside what the registers give now for the same quarter."""
    codes = [code for code in bevroren.codes if code in KENGETALLEN]
    nu = StandNu(replace(bevroren.vraag))
    return [
        Verschil(toen, heden) for toen, heden in zip(bevroren.waarden(codes), nu.waarden(codes), strict=True)
    ]
