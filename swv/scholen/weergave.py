"""The rows of an import in words for the screen: what changed from what to what."""

from dataclasses import dataclass
from typing import Any

from swv.enums import Importuitkomst, Onderwijssoort
from swv.models import Importregel, Importrun
from swv.scholen import velden

# The kinds of rows, in the order in which a person looks at them, with their key in the totals.
GROEPEN: dict[str, tuple[str, str]] = {
    Importuitkomst.FOUT.value: ("Fouten", "fouten"),
    Importuitkomst.GEWIJZIGD.value: ("Gewijzigd", "gewijzigd"),
    Importuitkomst.NIEUW.value: ("Nieuw", "nieuw"),
    Importuitkomst.OVERGESLAGEN.value: ("Overgeslagen", "overgeslagen"),
    Importuitkomst.AFWEZIG.value: ("Niet in het bestand", "afwezig"),
    Importuitkomst.ONGEWIJZIGD.value: ("Ongewijzigd", "ongewijzigd"),
}


@dataclass(frozen=True)
class Groep:
    code: str
    naam: str
    aantal: int
    actief: bool


@dataclass(frozen=True)
class Wijziging:
    veld: str
    oud: str
    nieuw: str


@dataclass(frozen=True)
class Regel:
    """One row as the page shows it; `rij` is empty for a school that is not in the file."""

    nummer: int
    rij: str
    code: str
    naam: str
    melding: str
    wijzigingen: list[Wijziging]


def groepen(run: Importrun, gekozen: str) -> list[Groep]:
    """The kinds that this run has, with how many."""
    return [
        Groep(code, naam, run.tellingen.get(sleutel, 0), code == gekozen)
        for code, (naam, sleutel) in GROEPEN.items()
        if run.tellingen.get(sleutel)
    ]


def kies_groep(run: Importrun, gevraagd: str) -> str:
    """The kind that was asked for, else the first that has rows."""
    aanwezig = [groep.code for groep in groepen(run, "")]
    if gevraagd in aanwezig:
        return gevraagd
    return aanwezig[0] if aanwezig else Importuitkomst.ONGEWIJZIGD.value


def als_regel(regel: Importregel, besturen: dict[int, str]) -> Regel:
    is_afwezig = regel.uitkomst == Importuitkomst.AFWEZIG
    is_gewijzigd = regel.uitkomst == Importuitkomst.GEWIJZIGD
    return Regel(
        nummer=regel.nummer,
        rij="" if is_afwezig else str(regel.nummer),
        code=regel.natuurlijke_sleutel,
        naam=""
        if is_gewijzigd
        else ", ".join(filter(None, (regel.nieuw.get("naam"), regel.nieuw.get("plaats")))),
        melding="" if is_afwezig else regel.melding,
        wijzigingen=_wijzigingen(regel, besturen) if is_gewijzigd else [],
    )


def _wijzigingen(regel: Importregel, besturen: dict[int, str]) -> list[Wijziging]:
    oud = regel.oud or {}
    return [
        Wijziging(label, _tekst(veld, oud.get(veld), besturen), _tekst(veld, regel.nieuw[veld], besturen))
        for veld, label in velden.LABELS.items()
        if veld in regel.nieuw
    ]


def _tekst(veld: str, waarde: Any, besturen: dict[int, str]) -> str:
    if waarde is None or waarde == "":
        return "leeg"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if veld == velden.BESTUUR:
        return besturen.get(waarde, "een nieuw bestuur")
    if veld == "onderwijssoort":
        return str(Onderwijssoort(waarde).label)
    return str(waarde)
