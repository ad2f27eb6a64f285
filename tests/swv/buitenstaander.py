"""Who reads every report of some quarters side by side, and computes what follows from them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from swv.kruistabel import indeling
from swv.kwartaal import Kwartaal
from swv.publicatie import Kwartaalcijfers, Verborgen
from swv.verbanden import VERBANDEN
from tests.swv.aanvaller import af_te_leiden

GRENS = 5


def buitenstaander(
    reeks: Sequence[Kwartaalcijfers], dicht: Mapping[Kwartaal, Verborgen]
) -> set[tuple[Any, ...]]:
    """What follows from all that is shown, with nothing but the relations that anybody knows."""
    echt: dict[Any, Fraction] = {}
    getoond = set()
    regels: list[dict[Any, int]] = []
    for een in reeks:
        for code, cijfer in een.cijfers.items():
            delen = {"teller": cijfer.teller, "noemer": cijfer.noemer}
            namen = {(een.kwartaal, code, deel): Fraction(n) for deel, n in delen.items() if n is not None}
            echt |= namen
            getoond |= set() if code in dicht[een.kwartaal].cijfers else namen.keys()
            if cijfer.noemer is not None and cijfer.teller is not None:
                echt[een.kwartaal, code, "rest"] = Fraction(cijfer.noemer - cijfer.teller)
                regels.append(
                    {(een.kwartaal, code, "noemer"): -1}
                    | {(een.kwartaal, code, d): 1 for d in ("teller", "rest")}
                )
        for code, (opzet, cellen) in een.verdelingen.items():
            if code not in dicht[een.kwartaal].weggelaten:
                deel = indeling(opzet, cellen)
                namen = {
                    (een.kwartaal, code, plek): Fraction(deel.aantallen.get(plek, 0))
                    for plek in deel.plekken()
                }
                echt |= namen
                getoond |= {naam for naam in namen if naam[2] not in dicht[een.kwartaal].plekken(code)}
                regels += _van_tabel(een.kwartaal, code, opzet, deel)
    regels += [regel for een in reeks for regel in _van_buiten(een.kwartaal, echt)]
    waar = [r for r in regels if not sum(keer * echt.get(naam, Fraction(0)) for naam, keer in r.items())]
    return af_te_leiden(echt, getoond, waar, GRENS)


def _van_tabel(kwartaal: Kwartaal, code: str, opzet: Any, deel: Any) -> Iterator[dict[Any, int]]:
    """Each column and row adds up, or balances; and the whole is the figure that it splits."""
    for kolom in deel.kolommen:
        yield {(kwartaal, code, deel.geheel + kolom): -1} | {
            (kwartaal, code, r + kolom): 1 for r in deel.rijen
        }
    for regel in (*deel.rijen, deel.geheel) if opzet.balans else ():
        erbij = {(kwartaal, code, (*regel, kop)): 1 for kop in opzet.balans.erbij}
        yield erbij | {(kwartaal, code, (*regel, kop)): -1 for kop in opzet.balans.eraf}
    if opzet.telt:
        yield {(kwartaal, code, (None,) * len(opzet.dimensies)): 1, (kwartaal, opzet.telt, "teller"): -1}


def _van_buiten(kwartaal: Kwartaal, echt: Mapping[Any, Fraction]) -> Iterator[dict[Any, int]]:
    for verband in (verband for bron in VERBANDEN for verband in bron(kwartaal) if not verband.rest):
        termen = [(term, keer) for kant, keer in ((verband.links, 1), (verband.rechts, -1)) for term in kant]
        namen = {(kwartaal.verschoven(-term.terug), term.code, term.deel): keer for term, keer in termen}
        if all(naam in echt or isinstance(naam[2], tuple) for naam in namen):
            yield namen
