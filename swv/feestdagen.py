"""Dutch feestdagen of any year, as the Algemene termijnenwet (artikel 3) counts them.

Days that the government equates by koninklijk besluit ("KB-dagen") are data, not computed: see `Kalender`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

ZONDAG = 6
EERSTE_JAAR_KONINGSDAG = 2014
EERSTE_JAAR_KONINGINNEDAG_OP_ZATERDAG = 1980


def paasdag(jaar: int) -> date:
    """First Paasdag of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    eeuw, rest = divmod(jaar, 100)
    gouden = jaar % 19
    kwart_eeuw, eeuw_rest = divmod(eeuw, 4)
    correctie = (eeuw + 8) // 25
    maancorrectie = (eeuw - correctie + 1) // 3
    epacta = (19 * gouden + eeuw - kwart_eeuw - maancorrectie + 15) % 30
    kwart, kwart_rest = divmod(rest, 4)
    weekdag = (32 + 2 * eeuw_rest + 2 * kwart - epacta - kwart_rest) % 7
    bijstelling = (gouden + 11 * epacta + 22 * weekdag) // 451
    maand, dag = divmod(epacta + weekdag - 7 * bijstelling + 114, 31)
    return date(jaar, maand, dag + 1)


def koningsdag(jaar: int) -> date:
    """The day on which the King's birthday is celebrated: never on a Sunday.

    From 2014: 27 April, or the Saturday before. Earlier: 30 April (Koninginnedag), moved to the
    Saturday before since 1980 and to the Monday after until then.
    """
    if jaar >= EERSTE_JAAR_KONINGSDAG:
        gewoon = date(jaar, 4, 27)
        return gewoon - timedelta(days=1) if gewoon.weekday() == ZONDAG else gewoon
    gewoon = date(jaar, 4, 30)
    if gewoon.weekday() != ZONDAG:
        return gewoon
    verschuiving = -1 if jaar >= EERSTE_JAAR_KONINGINNEDAG_OP_ZATERDAG else 1
    return gewoon + timedelta(days=verschuiving)


@lru_cache(maxsize=512)
def feestdagen(jaar: int) -> Mapping[date, str]:
    """The algemeen erkende feestdagen of a year by date (Algemene termijnenwet, artikel 3 lid 1 en 2).

    5 mei counts every year. Goede Vrijdag is put on a par by lid 2. First Paasdag and first
    Pinksterdag are Sundays; they are listed so that a derivation can name them.
    """
    pasen = paasdag(jaar)
    naam_koning = "Koningsdag" if jaar >= EERSTE_JAAR_KONINGSDAG else "Koninginnedag"
    dagen = [
        (date(jaar, 1, 1), "Nieuwjaarsdag"),
        (pasen - timedelta(days=2), "Goede Vrijdag"),
        (pasen, "eerste paasdag"),
        (pasen + timedelta(days=1), "tweede paasdag"),
        (koningsdag(jaar), naam_koning),
        (date(jaar, 5, 5), "Bevrijdingsdag"),
        (pasen + timedelta(days=39), "Hemelvaartsdag"),
        (pasen + timedelta(days=49), "eerste pinksterdag"),
        (pasen + timedelta(days=50), "tweede pinksterdag"),
        (date(jaar, 12, 25), "eerste kerstdag"),
        (date(jaar, 12, 26), "tweede kerstdag"),
    ]
    namen: dict[date, str] = {}
    for dag, naam in dagen:
        namen[dag] = f"{namen[dag]} en {naam}" if dag in namen else naam
    return MappingProxyType(namen)


def feestdag(dag: date) -> str | None:
    """Name of the feestdag on this date, or None."""
    return feestdagen(dag.year).get(dag)
