"""From the rows of a list to rows of the comparison: in both, different, only there, only here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from leerlingen.models import Inschrijving, Leerling
from swv.models import Importrun, School
from thuiszitters.enums import Lijstgroep
from thuiszitters.models import Lijstregel, Traject
from thuiszitters.vergelijken.koppelen import een_op_een, paren
from thuiszitters.vergelijken.velden import naamsleutel
from thuiszitters.vergelijken.verschillen import verschillen

PERSOON = ["nr", "achternaam", "roepnaam", "geboortedatum", "school_id"]
NIET_LEESBAAR = (
    "De naam of de geboortedatum ontbreekt. Is dit een regel met een totaal? "
    "Anders: vul aan en bied de lijst opnieuw aan."
)
MAANDEN = 12
DUBBEL = "Deze leerling staat ook op rij {nummer}. Alleen die rij telt."


@dataclass(frozen=True)
class Bereik:
    """Which part of the register the list is about; what is outside it cannot be missing from the list."""

    school: School | None
    gemeente: str

    def trajecten(self) -> Any:
        rijen = Traject.objects.lopend()
        if self.school is not None:
            return rijen.filter(school=self.school)
        return rijen.filter(leerling__gemeente=self.gemeente)


def vergelijk(run: Importrun, tabel: pd.DataFrame, bereik: Bereik, dag: date) -> list[Lijstregel]:
    """Every row of the list and everyone of the register that is not in it; nothing is saved."""
    regels = _regels(run, tabel, bereik)
    _keur(regels)
    leesbaar = [regel for regel in regels if regel.groep != Lijstgroep.FOUT]
    trajecten = {rij.pk: rij for rij in Traject.objects.lopend().select_related("leerling", "school")}
    gekoppeld = _koppel_trajecten(leesbaar, trajecten, dag)
    _koppel_dossiers([regel for regel in leesbaar if regel.traject is None], dag)
    ontbreekt = bereik.trajecten().exclude(pk__in=gekoppeld).order_by("eerste_verzuimdag", "id")
    return [*regels, *(_alleen_hier(run, trajecten[pk]) for pk in ontbreekt.values_list("pk", flat=True))]


def _regels(run: Importrun, tabel: pd.DataFrame, bereik: Bereik) -> list[Lijstregel]:
    scholen = _Scholen()
    return [
        Lijstregel(
            run=run,
            nummer=int(rij.nr),
            groep=Lijstgroep.ALLEEN_LIJST,
            roepnaam=rij.roepnaam,
            voorvoegsel=rij.voorvoegsel,
            achternaam=rij.achternaam,
            geboortedatum=_of_niets(rij.geboortedatum),
            schoolnaam=rij.school or (bereik.school.naam if bereik.school else ""),
            school=scholen.vind(rij.vestigingscode, rij.school) or bereik.school,
            eerste_verzuimdag=_of_niets(rij.eerste_verzuimdag),
            categorie=rij.categorie,
        )
        for rij in tabel.itertuples(index=False)
    ]


def _of_niets(waarde: Any) -> date | None:
    return waarde if isinstance(waarde, date) and not pd.isna(waarde) else None


class _Scholen:
    """Schools by code and by name; a name that several schools have finds none."""

    def __init__(self) -> None:
        self._op_code: dict[str, School] = {}
        namen: dict[str, School | None] = {}
        for school in School.objects.open().order_by("id"):
            self._op_code[school.vestigingscode] = school
            sleutel = naamsleutel(school.naam)
            namen[sleutel] = None if sleutel in namen else school
        self._op_naam = namen

    def vind(self, code: str, naam: str) -> School | None:
        return self._op_code.get(code) or self._op_naam.get(naamsleutel(naam))


def _keur(regels: Sequence[Lijstregel]) -> None:
    """Set apart what cannot be compared, and the second row of the same pupil."""
    eerste: dict[tuple[Any, ...], int | None] = {}
    for regel in regels:
        sleutel = (naamsleutel(regel.achternaam), naamsleutel(regel.roepnaam), regel.geboortedatum)
        if not sleutel[0] or not (sleutel[1] or regel.geboortedatum):
            regel.groep, regel.toelichting = Lijstgroep.FOUT, NIET_LEESBAAR
        elif sleutel in eerste:
            regel.groep, regel.toelichting = Lijstgroep.FOUT, DUBBEL.format(nummer=eerste[sleutel])
        else:
            eerste[sleutel] = regel.nummer


def _personen(rijen: Iterable[tuple[Any, Any, Any]]) -> pd.DataFrame:
    """Rows of (number, person, school) as a table to match on."""
    gelezen = [
        (nr, persoon.achternaam, persoon.roepnaam, persoon.geboortedatum, school)
        for nr, persoon, school in rijen
    ]
    return pd.DataFrame(gelezen, columns=PERSOON).astype({"geboortedatum": object, "school_id": object})


def _uit_lijst(regels: Iterable[Lijstregel]) -> pd.DataFrame:
    return _personen((regel.nummer, regel, regel.school_id) for regel in regels)


def _koppel_trajecten(regels: Sequence[Lijstregel], trajecten: dict[int, Any], dag: date) -> set[int]:
    """Match with everyone at home now, also outside the reach of the list; returns who was found."""
    register = _personen((rij.pk, rij.leerling, rij.school_id) for rij in trajecten.values())
    met_categorie: Any = Traject.objects.filter(pk__in=trajecten).met_klasse(dag)
    categorieen = dict(met_categorie.values_list("pk", "klasse_categorie"))
    per_nummer = {regel.nummer: regel for regel in regels}
    gekozen = een_op_een(paren(_uit_lijst(regels), register))
    for rij in gekozen.itertuples(index=False):
        regel, traject = per_nummer[rij.links], trajecten[rij.rechts]
        regel.traject, regel.leerling = traject, traject.leerling
        regel.score, regel.redenen = rij.score, list(rij.redenen)
        regel.verschillen = verschillen(regel, traject, categorieen.get(traject.pk) or "", rij.score)
        regel.groep = Lijstgroep.VERSCHILT if regel.verschillen else Lijstgroep.IN_BEIDE
    return set(gekozen["rechts"])


def _koppel_dossiers(regels: Sequence[Lijstregel], dag: date) -> None:
    """Who is not at home in the register may have a dossier; a report is then about that pupil."""
    dagen = {dag_ for regel in regels for dag_ in _mogelijke_dagen(regel.geboortedatum)}
    bekend = list(Leerling.objects.filter(samengevoegd_met=None, geboortedatum__in=dagen).order_by("id"))
    scholen = dict(
        Inschrijving.objects.op(dag).filter(leerling__in=bekend).values_list("leerling_id", "school_id")
    )
    per_leerling = {leerling.pk: leerling for leerling in bekend}
    dossiers = _personen((leerling.pk, leerling, scholen.get(leerling.pk)) for leerling in bekend)
    per_nummer = {regel.nummer: regel for regel in regels}
    for rij in een_op_een(paren(_uit_lijst(regels), dossiers)).itertuples(index=False):
        regel = per_nummer[rij.links]
        regel.leerling, regel.score, regel.redenen = per_leerling[rij.rechts], rij.score, list(rij.redenen)


def _mogelijke_dagen(geboren: date | None) -> list[date]:
    """The birth date, and with day and month the other way round where that is a date."""
    if geboren is None:
        return []
    return [geboren] if geboren.day > MAANDEN else [geboren, date(geboren.year, geboren.day, geboren.month)]


def _alleen_hier(run: Importrun, traject: Any) -> Lijstregel:
    leerling = traject.leerling
    return Lijstregel(
        run=run,
        groep=Lijstgroep.ALLEEN_HIER,
        roepnaam=leerling.roepnaam,
        voorvoegsel=leerling.voorvoegsel,
        achternaam=leerling.achternaam,
        geboortedatum=leerling.geboortedatum,
        schoolnaam=traject.school.naam if traject.school else "",
        school=traject.school,
        eerste_verzuimdag=traject.eerste_verzuimdag,
        leerling=leerling,
        traject=traject,
    )


def tellingen(regels: Iterable[Lijstregel]) -> dict[str, int]:
    """How many rows of each group."""
    geteld = Counter(str(regel.groep) for regel in regels)
    return {groep: geteld[groep] for groep in Lijstgroep.values}
