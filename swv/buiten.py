"""The frozen figures as they may leave the SWV: no small count, nor what it follows from (domein.md 3.2 and 6).

What is hidden is decided for all reports together (swv/publicatie.py). Reports, their files and their pages read
nothing but this stand.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from swv.kengetallen import Cel, Meetwaarde, Uitkomst
from swv.kruistabel import Tabel, kruistabel
from swv.kwartaal import Kwartaal
from swv.momentopnamen import StandBevroren
from swv.publicatie import Verborgen, verborgen_tot_en_met

KLEIN = "Niet getoond: een klein aantal, of daaruit te berekenen."
UITERSTE = "Niet getoond: dit is de waarde van één leerling."


class StandBuiten(StandBevroren):
    """A `StandBevroren` for reports: what is hidden is None, in its own quarter and in earlier ones."""

    @cached_property
    def _verborgen(self) -> dict[Kwartaal, Verborgen]:
        return verborgen_tot_en_met(self.momentopname, self.grens)

    @cached_property
    def _nu(self) -> Verborgen:
        return self._verborgen[self.kwartaal]

    def waarde(self, code: str) -> Meetwaarde:
        gemeten = super().waarde(code)
        if code not in self._nu.cijfers:
            return gemeten
        waarom = UITERSTE if code in self._nu.uitersten else KLEIN
        uitkomst = Uitkomst(None, toelichting=waarom)
        return replace(gemeten, uitkomst=uitkomst, status="niet getoond", onderdrukt=True)

    def verdeling(self, code: str) -> list[Cel]:
        """The cells; what may not be known is None, all of them when the breakdown is left out."""
        dicht, weg = self._nu.plekken(code), code in self._nu.weggelaten
        return [
            Cel(cel.labels, None if weg or cel.labels in dicht else cel.aantal) for cel in self._cellen(code)
        ]

    def tabel(self, code: str) -> Tabel:
        weg = code in self._nu.weggelaten
        return kruistabel(self.opzet(code), self._cellen(code), self._nu.plekken(code), weggelaten=weg)

    def _lees_eerdere(self, aantal: int) -> dict[tuple[str, Kwartaal], Decimal | None]:
        alles = super()._lees_eerdere(aantal)
        return {
            (code, kwartaal): None if code in self._verborgen[kwartaal].cijfers else waarde
            for (code, kwartaal), waarde in alles.items()
        }
