"""The profiles that ship with the product: what differs per samenwerkingsverband, as readable files.

`lees("po2203")` gives the file as a value, together with the norms of the law (wet.toml). Loading it into
the database is `swv.profielen.laden`; code reads norms and names from the database, never from here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from swv.termijnen import Kalender

MAP = Path(__file__).parent
WET = "wet"
AANGEVULD = "aangevuld, te controleren"


class OnbekendProfiel(ValueError):
    """There is no file for this SWV."""


@dataclass(frozen=True)
class Normregel:
    """One version of one norm as the file gives it."""

    code: str
    naam: str
    waarde: Decimal
    eenheid: str
    geldig_vanaf: date
    bron: str
    zekerheid: str
    geldig_tot_en_met: date | None = None
    startmoment: str = "geen"
    atw: bool = False
    vakantie_telt: bool = True
    soorten: tuple[str, ...] = ()
    categorieen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mandaatregel:
    rol: str
    geldig_vanaf: date
    grondslag: str
    soort: str = ""
    categorie: str = ""


@dataclass(frozen=True)
class Gebiedsregel:
    """A network or part of the area with its four-digit postcodes, single or as `9711-9747`."""

    naam: str
    gemeente: str
    pc4: tuple[str, ...]

    def postcodes(self) -> Iterator[str]:
        for deel in self.pc4:
            eerste, _, laatste = deel.partition("-")
            yield from map(str, range(int(eerste), int(laatste or eerste) + 1))


@dataclass(frozen=True)
class Bestuursregel:
    naam: str
    brins: tuple[str, ...]
    bron: str
    zekerheid: str
    nummer: str = ""
    plaats: str = ""


@dataclass(frozen=True)
class Schoolregel:
    """What the DUO files do not say about a school; shown as `aangevuld, te controleren`."""

    vestigingscode: str
    onderwijssoort: str
    cluster: int = 0

    @property
    def te_controleren(self) -> str:
        cluster = f"; cluster {self.cluster}, geen TLV van dit SWV" if self.cluster else ""
        return f"Onderwijssoort {AANGEVULD}{cluster}"


@dataclass(frozen=True)
class Vakantieregel:
    naam: str
    regio: str
    vanaf: date
    tot_en_met: date
    zekerheid: str
    bron: str


@dataclass(frozen=True)
class Kpiregel:
    """One KPI: what it is called, which figures measure it, and what is not measured yet."""

    nummer: str
    naam: str
    bron: str
    ritme: str = "kwartaal"
    kengetallen: tuple[str, ...] = ()
    uitgelicht: str = ""
    toelichting: str = ""
    nog_geen_bron: str = ""


@dataclass(frozen=True)
class Profiel:
    """Everything that one file and wet.toml say."""

    code: str
    naam: str
    sector: str
    onderwijssoorten: tuple[str, ...]
    instellingen: Mapping[str, Any]
    normen: tuple[Normregel, ...]
    mandaten: tuple[Mandaatregel, ...]
    gebieden: tuple[Gebiedsregel, ...]
    besturen: tuple[Bestuursregel, ...]
    scholen: tuple[Schoolregel, ...]
    kb_dagen: tuple[date, ...]
    kb_bron: str
    vakanties: tuple[Vakantieregel, ...]
    kpis: tuple[Kpiregel, ...] = ()


def codes() -> tuple[str, ...]:
    """The profiles there are, as written on the command line."""
    return tuple(sorted(pad.stem for pad in MAP.glob("*.toml") if pad.stem != WET))


@cache
def lees(code: str) -> Profiel:
    """Read one profile; capitals do not matter."""
    naam = code.lower()
    if naam not in codes():
        raise OnbekendProfiel(f"Profiel {code} bestaat niet. Kies uit: {', '.join(codes())}.")
    wet, eigen = _toml(WET), _toml(naam)
    los = (
        "korte_naam",
        "adres",
        "vakantieregio",
        "namen",
        "modules",
        "tlv",
        "toegang",
        "rapportage",
        "financien",
    )
    eigen_keuze = ("inspectieformulier", "thuiszitters")  # what a profile may leave out
    return Profiel(
        code=eigen["code"],
        naam=eigen["naam"],
        sector=eigen["sector"],
        onderwijssoorten=tuple(eigen["onderwijssoorten"]),
        instellingen={
            "sector": eigen["sector"],
            "onderwijssoorten": eigen["onderwijssoorten"],
            **{sleutel: eigen[sleutel] for sleutel in los},
            **{sleutel: eigen[sleutel] for sleutel in eigen_keuze if sleutel in eigen},
        },
        normen=tuple(_normregel(rij) for rij in [*wet["normen"], *eigen["normen"]]),
        mandaten=tuple(Mandaatregel(**rij) for rij in eigen["mandaten"]),
        gebieden=tuple(
            Gebiedsregel(rij["naam"], rij["gemeente"], tuple(rij["pc4"])) for rij in eigen["gebieden"]
        ),
        besturen=tuple(Bestuursregel(**{**rij, "brins": tuple(rij["brins"])}) for rij in eigen["besturen"]),
        scholen=tuple(Schoolregel(**rij) for rij in eigen["scholen"]),
        kb_dagen=tuple(wet["kb_dagen"]["datums"]),
        kb_bron=wet["kb_dagen"]["bron"],
        vakanties=tuple(_vakanties(wet["vakanties"])),
        kpis=tuple(
            Kpiregel(**{**rij, "kengetallen": tuple(rij.get("kengetallen", ()))})
            for rij in eigen.get("kpi", ())
        ),
    )


def wettelijke_kalender() -> Kalender:
    """The KB-dagen of wet.toml, for a command that runs before anything was loaded."""
    return Kalender(kb_dagen=frozenset(_toml(WET)["kb_dagen"]["datums"]))


def _toml(naam: str) -> dict[str, Any]:
    with (MAP / f"{naam}.toml").open("rb") as bestand:
        return tomllib.load(bestand, parse_float=Decimal)


def _normregel(rij: dict[str, Any]) -> Normregel:
    lijsten = {sleutel: tuple(rij.get(sleutel, ())) for sleutel in ("soorten", "categorieen")}
    return Normregel(**{**rij, **lijsten, "waarde": Decimal(rij["waarde"])})


def _vakanties(deel: dict[str, Any]) -> Iterator[Vakantieregel]:
    for rij in deel["tabel"]:
        for regio in ("noord", "midden", "zuid"):
            vanaf, tot_en_met = rij[regio]
            yield Vakantieregel(rij["naam"], regio, vanaf, tot_en_met, rij["zekerheid"], deel["bron"])
