"""The imports of bookings as the pages show them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from financien.geld import CENT
from financien.models import REALISATIE, Programma
from swv.enums import Importuitkomst
from swv.models import Gebruiker, Importregel, Importrun
from swv.templatetags.opmaak import bedrag, datum_kort

# The kinds of rows, in the order in which a person looks at them, with their key in the totals.
GROEPEN = {
    Importuitkomst.FOUT.value: ("Fouten", "fouten"),
    Importuitkomst.GEWIJZIGD.value: ("Gewijzigd", "gewijzigd"),
    Importuitkomst.NIEUW.value: ("Nieuw", "nieuw"),
    Importuitkomst.OVERGESLAGEN.value: ("Overgeslagen", "overgeslagen"),
    Importuitkomst.ONGEWIJZIGD.value: ("Ongewijzigd", "ongewijzigd"),
}
LABELS = {
    "datum": "datum",
    "boekstuk": "boekstuk",
    "grootboek": "grootboekrekening",
    "kostenplaats": "kostenplaats",
    "omschrijving": "omschrijving",
    "soort": "soort",
    "programma_id": "programma",
    "post_code": "post",
    "bedrag": "bedrag",
}


class Realisatieimporten:
    """The imports of bookings, for who keeps the books; the door that `haal` asks for."""

    def zichtbaar_voor(self, user: Gebruiker) -> "QuerySet[Importrun]":
        rijen = Importrun.objects.filter(soort=REALISATIE)
        if "financien.beheren" not in user.permissies:
            return rijen.none()
        return rijen.select_related("geladen_door", "verwerkt_door", "teruggedraaid_door")


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
    """One row of the file as the page shows it."""

    nummer: int
    datum: str
    boekstuk: str
    rekening: str
    omschrijving: str
    programma: str
    soort: str
    bedrag: str
    melding: str
    wijzigingen: list[Wijziging]


@dataclass(frozen=True)
class Onbekend:
    """A kostenplaats for which no toewijzing is there, and how many rows have it."""

    kostenplaats: str
    grootboek: str
    aantal: int


def groepen(run: Importrun, gekozen: str) -> list[Groep]:
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


def regels(rijen: "QuerySet[Importregel]") -> list[Regel]:
    """These rows in words; one more query for the names of the programmas."""
    programmas = dict(Programma.objects.values_list("pk", "naam"))
    return [_regel(rij, programmas) for rij in rijen]


def _regel(rij: Importregel, programmas: dict[int, str]) -> Regel:
    inhoud = rij.nieuw
    return Regel(
        nummer=rij.nummer,
        datum=_tekst("datum", inhoud.get("datum"), programmas),
        boekstuk=inhoud.get("boekstuk", ""),
        rekening=" · ".join(filter(None, (inhoud.get("kostenplaats"), inhoud.get("grootboek")))),
        omschrijving=inhoud.get("omschrijving", ""),
        programma=programmas.get(inhoud.get("programma_id", 0), ""),
        soort=inhoud.get("soort", ""),
        bedrag=_tekst("bedrag", inhoud.get("bedrag"), programmas),
        melding=rij.melding,
        wijzigingen=[
            Wijziging(
                label, _tekst(veld, rij.oud[veld], programmas), _tekst(veld, inhoud.get(veld), programmas)
            )
            for veld, label in LABELS.items()
            if rij.oud and rij.oud[veld] != inhoud.get(veld)
        ],
    )


def _tekst(veld: str, waarde: Any, programmas: dict[int, str]) -> str:
    if waarde is None or waarde == "":
        return ""
    if veld == "bedrag":
        return bedrag(Decimal(str(waarde)))
    if veld == "datum":
        return datum_kort(date.fromisoformat(waarde))
    return programmas.get(waarde, "") if veld == "programma_id" else str(waarde)


def onbekenden(run: Importrun) -> list[Onbekend]:
    """What must be assigned before this file can be applied, the most frequent first."""
    kostenplaats, grootboek = (
        KeyTextTransform("kostenplaats", "nieuw"),
        KeyTextTransform("grootboek", "nieuw"),
    )
    rijen = (
        run.regels.filter(uitkomst=Importuitkomst.FOUT, nieuw__onbekend=True)
        .order_by()
        .annotate(kostenplaats=kostenplaats, grootboek=grootboek)
        .values_list("kostenplaats", "grootboek")
        .annotate(aantal=Count("id"))
    )
    per: dict[tuple[str, str], int] = {}
    for plaats, rekening, aantal in rijen:
        sleutel = (plaats, "") if plaats else ("", rekening or "")
        per[sleutel] = per.get(sleutel, 0) + aantal
    gesorteerd = sorted(per.items(), key=lambda paar: (-paar[1], paar[0]))
    return [Onbekend(*sleutel, aantal) for sleutel, aantal in gesorteerd]


@dataclass(frozen=True)
class Sommen:
    """The totals of a file, to lay beside those of the administratiekantoor."""

    baten: Decimal
    lasten: Decimal
    is_verdacht: bool


def sommen(run: Importrun) -> Sommen:
    baten, lasten = (CENT * run.tellingen.get(f"{soort}_in_centen", 0) for soort in ("baten", "lasten"))
    return Sommen(baten, lasten, is_verdacht=baten < 0 or lasten < 0)
