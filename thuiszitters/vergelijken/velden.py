"""From the columns of a list to one row per pupil: names apart, dates read, categorie recognised."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from leerlingen.selectors import lees_datum
from thuiszitters.enums import Lijstveld
from thuiszitters.vergelijken.kolommen import categoriewoorden, vereenvoudig

VOORVOEGSELS = frozenset(
    {"van", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "aan", "bij", "la", "le", "el", "al"}
    | {"'t", "von", "di", "da", "du", "ben"}
)
VOLGORDE = ["nr", *Lijstveld.values]


def naar_velden(tabel: pd.DataFrame, keuze: Mapping[str, str]) -> pd.DataFrame:
    """One row per line of the list with the fields of `Lijstveld`, dates as dates, unknown as empty."""
    uit = pd.DataFrame({"nr": tabel["nr"]})
    for veld in Lijstveld.values:
        titel = keuze.get(veld, "")
        uit[veld] = tabel[titel].astype(str) if titel in tabel.columns else ""
    uit = uit.apply(_met_naam, axis=1)
    for veld in (Lijstveld.GEBOORTEDATUM, Lijstveld.EERSTE_VERZUIMDAG):
        uit[veld.value] = [lees_dag(tekst) for tekst in uit[veld.value]]
    woorden = categoriewoorden()
    uit["categorie"] = [woorden.get(vereenvoudig(tekst), "") for tekst in uit["categorie"]]
    uit["vestigingscode"] = uit["vestigingscode"].str.upper()
    return uit[VOLGORDE]


def _met_naam(rij: Any) -> Any:
    """Split `Vries, Noor de` and `Noor de Vries` when there is no column for the achternaam."""
    if not rij["achternaam"] and rij["naam"]:
        rij["roepnaam"], rij["voorvoegsel"], rij["achternaam"] = splits(rij["naam"])
    return rij


def splits(naam: str) -> tuple[str, str, str]:
    """Roepnaam, voorvoegsel and achternaam of a whole name."""
    voor, komma, na = naam.partition(",")
    woorden = f"{na} {voor}".split() if komma else naam.split()
    if len(woorden) < 2:
        return "", "", naam.strip()
    roepnaam, rest = woorden[0], woorden[1:]
    tussen = []
    while len(rest) > 1 and rest[0].lower() in VOORVOEGSELS:
        tussen.append(rest.pop(0))
    return roepnaam, " ".join(tussen), " ".join(rest)


def lees_dag(tekst: str) -> date | None:
    """`14-5-2014`, `2014-05-14`, and with a time behind it; None when it is no date."""
    return lees_datum(tekst.split(" ")[0].split("T")[0].replace(".", "-")) if tekst else None


def naamsleutel(tekst: str) -> str:
    """Letters only, lower case, no accents, without voorvoegsels: `De Vries` and `vries` are one."""
    kaal = unicodedata.normalize("NFKD", tekst.lower()).encode("ascii", "ignore").decode()
    woorden = [woord for woord in re.findall(r"[a-z']+", kaal) if woord not in VOORVOEGSELS]
    return "".join(woorden).replace("'", "").replace("ij", "y")
