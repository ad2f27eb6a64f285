"""Who in a list may be whom in the register: a score out of 100 on name, birth date and school, with reasons.

Every pair that shares a birth date (also with day and month the other way round) or an achternaam is scored;
the best pairs are taken first and nobody is taken twice. The same input gives the same answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from thuiszitters.vergelijken.velden import naamsleutel

ZEKER, MOGELIJK = 85, 60
ACHTERNAAM, ROEPNAAM, GEBOREN, SCHOOL = 35, 20, 30, 15
LIJKT = 0.75
KOLOMMEN = ["links", "rechts", "score", "redenen"]


@dataclass(frozen=True)
class Oordeel:
    """How near two are, and why."""

    score: int
    redenen: tuple[str, ...]


def beoordeel(een: Any, ander: Any) -> Oordeel:
    """Score two persons with `achternaam`, `roepnaam`, `geboortedatum` and `school_id`."""
    delen = [
        _naam("Achternaam", een.achternaam, ander.achternaam, ACHTERNAAM),
        _naam("Roepnaam", een.roepnaam, ander.roepnaam, ROEPNAAM),
        _geboren(een.geboortedatum, ander.geboortedatum),
        _school(een.school_id, ander.school_id),
    ]
    return Oordeel(sum(punten for punten, _ in delen), tuple(reden for _, reden in delen))


def _naam(wat: str, een: str, ander: str, hoogste: int) -> tuple[int, str]:
    links, rechts = naamsleutel(een), naamsleutel(ander)
    if not links or not rechts:
        return hoogste // 2, f"{wat} ontbreekt"
    if links == rechts:
        return hoogste, f"{wat} gelijk"
    gelijkenis = SequenceMatcher(None, links, rechts, autojunk=False).ratio()
    if gelijkenis >= LIJKT:
        return round(hoogste * gelijkenis), f"{wat} lijkt op elkaar: {een} en {ander}"
    if links.startswith(rechts) or rechts.startswith(links):
        return round(hoogste * LIJKT), f"{wat} is een deel: {een} en {ander}"
    return 0, f"{wat} anders: {een} en {ander}"


def _geboren(een: Any, ander: Any) -> tuple[int, str]:
    if not _is_dag(een) or not _is_dag(ander):
        return 0, "Geboortedatum ontbreekt"
    if een == ander:
        return GEBOREN, "Geboortedatum gelijk"
    if (een.year, een.month, een.day) == (ander.year, ander.day, ander.month):
        return GEBOREN * 2 // 3, "Dag en maand van de geboortedatum zijn verwisseld"
    delen = zip((een.year, een.month, een.day), (ander.year, ander.month, ander.day), strict=True)
    if sum(links != rechts for links, rechts in delen) == 1:
        return GEBOREN // 2, "Geboortedatum verschilt in de dag, de maand of het jaar"
    return 0, "Geboortedatum anders"


def _school(een: Any, ander: Any) -> tuple[int, str]:
    if een is None or ander is None:
        return SCHOOL // 3, "School niet te vergelijken"
    return (SCHOOL, "School gelijk") if een == ander else (0, "Andere school")


def _is_dag(waarde: Any) -> bool:
    return isinstance(waarde, date) and not pd.isna(waarde)


def paren(links: pd.DataFrame, rechts: pd.DataFrame) -> pd.DataFrame:
    """Every pair worth a look with its score and reasons, the best first; `nr` names the rows of both sides."""
    if links.empty or rechts.empty:
        return pd.DataFrame(columns=KOLOMMEN)
    een = {rij.nr: rij for rij in links.itertuples(index=False)}
    ander = {rij.nr: rij for rij in rechts.itertuples(index=False)}
    gevonden = []
    for nr_links, nr_rechts in _kandidaten(links, rechts):
        oordeel = beoordeel(een[nr_links], ander[nr_rechts])
        if oordeel.score >= MOGELIJK:
            gevonden.append((nr_links, nr_rechts, oordeel.score, oordeel.redenen))
    tabel = pd.DataFrame(gevonden, columns=KOLOMMEN)
    return tabel.sort_values(["score", "links", "rechts"], ascending=[False, True, True], kind="stable")


def _kandidaten(links: pd.DataFrame, rechts: pd.DataFrame) -> list[tuple[Any, Any]]:
    """Pairs that share a key; comparing everyone with everyone is not needed and does not end."""
    sleutels_links, sleutels_rechts = _sleutels(links), _sleutels(rechts)
    samen = sleutels_links.merge(sleutels_rechts, on="sleutel", suffixes=("_links", "_rechts"))
    uniek = samen[["nr_links", "nr_rechts"]].drop_duplicates().sort_values(["nr_links", "nr_rechts"])
    return list(uniek.itertuples(index=False, name=None))


def _sleutels(personen: pd.DataFrame) -> pd.DataFrame:
    """Rows `nr`, `sleutel`: birth date, birth date with day and month swapped, achternaam."""
    rijen: list[tuple[Any, str]] = []
    for persoon in personen.itertuples(index=False):
        if naam := naamsleutel(str(persoon.achternaam)):
            rijen.append((persoon.nr, f"n{naam}"))
        if _is_dag(persoon.geboortedatum):
            rijen += [(persoon.nr, sleutel) for sleutel in _dagsleutels(persoon.geboortedatum)]
    return pd.DataFrame(rijen, columns=["nr", "sleutel"])


def _dagsleutels(dag: Any) -> Iterable[str]:
    """The date as it is, and one key for both orders of day and month."""
    laag, hoog = sorted((dag.day, dag.month))
    return (f"d{dag.isoformat()}", f"w{dag.year}-{laag}-{hoog}")


def een_op_een(gescoord: pd.DataFrame) -> pd.DataFrame:
    """The best pairs, each side at most once."""
    links: set[Any] = set()
    rechts: set[Any] = set()
    gekozen = []
    for rij in gescoord.itertuples(index=False):
        vrij = rij.links not in links and rij.rechts not in rechts
        gekozen.append(vrij)
        if vrij:
            links.add(rij.links)
            rechts.add(rij.rechts)
    return gescoord.loc[pd.Series(gekozen, index=gescoord.index, dtype=bool)]
