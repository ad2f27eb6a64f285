"""What an outsider knows about published counts: which add up to which (swv/onderdrukking.py).

An app says it beside its definitions, so that a count which is hidden in one place does not follow from another.
A relation holds when the counts of that quarter say so; one that a later correction broke tells nobody anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from swv.kwartaal import Kwartaal

Plek = tuple[str | None, ...]  # a label per dimension; None is the total over that dimension


@dataclass(frozen=True)
class Term:
    """One count: the numerator or denominator of a figure, or a place in a breakdown; `terug` quarters earlier."""

    code: str
    deel: Plek | Literal["teller", "noemer"] = "teller"
    terug: int = 0


@dataclass(frozen=True)
class Verband:
    """The counts at the left add up to those at the right; with `rest` they are a part of those."""

    links: tuple[Term, ...]
    rechts: tuple[Term, ...]
    rest: bool = False


Verbanden = Callable[[Kwartaal], Iterable[Verband]]
VERBANDEN: list[Verbanden] = []


def noemer(code: str) -> Term:
    """What this figure is counted over."""
    return Term(code, "noemer")


def plek(code: str, *labels: str | None) -> Term:
    """A place in a breakdown; None is the total over that dimension."""
    return Term(code, labels)


def eerder(term: Term | str) -> Term:
    """The same count a quarter earlier."""
    return replace(_term(term), terug=1)


def verband(links: Iterable[Term | str], rechts: Iterable[Term | str], *, rest: bool = False) -> Verband:
    """A code alone stands for the numerator of that figure."""
    return Verband(tuple(map(_term, links)), tuple(map(_term, rechts)), rest)


def _term(term: Term | str) -> Term:
    return Term(term) if isinstance(term, str) else term


def registreer_verband(
    links: Iterable[Term | str], rechts: Iterable[Term | str], *, rest: bool = False
) -> None:
    """Say that these counts add up to those, in every quarter."""
    vast = (verband(links, rechts, rest=rest),)
    VERBANDEN.append(lambda _kwartaal: vast)


def registreer_verbanden(verbanden: Verbanden) -> None:
    """The same for relations whose labels depend on the quarter."""
    VERBANDEN.append(verbanden)
