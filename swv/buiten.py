"""The frozen figures as they may leave the SWV: what counts too few is not shown (domein.md 3.2 and 6).

Of a sum one hidden part would follow from the rest, so then another part is hidden too. Breakdowns have a rule
of their own (swv/onderdrukking.py), and are not shown at all when their total is a hidden figure: it would follow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from swv.kengetallen import VERBANDEN, VERDELINGEN, Cel, Meetwaarde, Uitkomst
from swv.kwartaal import Kwartaal
from swv.models import Meting, Momentopname
from swv.momentopnamen import StandBevroren, kaal
from swv.onderdrukking import Tabel

TELLEND = ("aantal", "percentage")
KLEIN = "Niet getoond: een klein aantal, of daaruit te berekenen."


class StandBuiten(StandBevroren):
    """A `StandBevroren` for reports: value and fraction of a small figure are None, in earlier quarters too."""

    def waarde(self, code: str) -> Meetwaarde:
        gemeten = super().waarde(code)
        if code not in self._klein:
            return gemeten
        return replace(gemeten, uitkomst=Uitkomst(None, toelichting=KLEIN), onderdrukt=True)

    @cached_property
    def _klein(self) -> frozenset[str]:
        tellers = {c: m.uitkomst.teller for c, m in self._metingen.items() if m.kengetal.eenheid in TELLEND}
        return verborgen(tellers, self.grens)

    def verdeling(self, code: str, *, onderdrukt: bool = True) -> list[Cel]:
        cellen = super().verdeling(code, onderdrukt=onderdrukt)
        return [Cel(cel.labels, None) for cel in cellen] if self._is_dicht(code) else cellen

    def tabel(self, code: str, *, onderdrukt: bool = True) -> Tabel:
        tabel = super().tabel(code, onderdrukt=onderdrukt)
        if not self._is_dicht(code):
            return tabel
        rijen = tuple(replace(rij, waarden=(None,) * len(rij.waarden)) for rij in tabel.rijen)
        return replace(tabel, rijen=rijen, is_onderdrukt=True)

    def _is_dicht(self, code: str) -> bool:
        """Whether this breakdown adds up to a figure that is not shown."""
        return code in VERDELINGEN and VERDELINGEN[code].telt in self._klein

    def _lees_eerdere(self, aantal: int) -> dict[tuple[str, Kwartaal], Decimal | None]:
        eerdere = Momentopname.objects.tot_en_met(self.kwartaal.vorige, aantal=aantal)
        velden = ("momentopname__jaar", "momentopname__nummer", "code", "eenheid", "waarde", "teller")
        per_kwartaal: dict[Kwartaal, list[Sequence[Any]]] = {}
        for jaar, nummer, *meting in Meting.objects.filter(momentopname__in=eerdere).values_list(*velden):
            per_kwartaal.setdefault(Kwartaal(jaar, nummer), []).append(meting)
        gelezen: dict[tuple[str, Kwartaal], Decimal | None] = {}
        for kwartaal, metingen in per_kwartaal.items():
            klein = verborgen({c: teller for c, e, _w, teller in metingen if e in TELLEND}, self.grens)
            gelezen |= {(c, kwartaal): None if c in klein else kaal(w) for c, _e, w, _t in metingen}
        return gelezen


def verborgen(
    tellers: Mapping[str, Decimal | None], grens: int, verbanden: Iterable[Sequence[str]] = VERBANDEN
) -> frozenset[str]:
    """Which figures stay inside: numerators of 1 up to the limit, and one more where such a one would follow."""
    klein = {code for code, teller in tellers.items() if teller is not None and 0 < teller < grens}
    while extra := next(filter(None, (_te_dekken(v, tellers, klein) for v in verbanden)), ""):
        klein.add(extra)
    return frozenset(klein)


def _te_dekken(verband: Sequence[str], tellers: Mapping[str, Decimal | None], klein: set[str]) -> str:
    """The smallest other figure of a sum with exactly one hidden figure; empty when nothing follows."""
    waarden = {code: tellers.get(code) for code in verband}
    if len(klein & waarden.keys()) != 1 or None in waarden.values():
        return ""
    rest = sorted((waarde or 0, code) for code, waarde in waarden.items() if code not in klein)
    return next((code for waarde, code in rest if waarde), rest[0][1])
