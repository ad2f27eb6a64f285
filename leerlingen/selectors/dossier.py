"""Read models of this room: the rows of the list, the search, and possible doubles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import F, FloatField, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.http import QueryDict
from django.urls import reverse

from leerlingen.models import Inschrijving, Leerling
from swv.bladeren import GROOTTE, Bladzijde, bladzijde
from swv.models import Gebruiker
from swv.panelen import Zoekresultaat
from swv.templatetags.opmaak import datum_kort

VOLGORDE = ("sorteernaam", "id")
# The same order, without the index on it: else PostgreSQL walks the alphabet for a name near its end.
ZOEKVOLGORDE = ("rang", "id")
VELDEN = (
    "id",
    "sleutel",
    "dossiernummer",
    "roepnaam",
    "voorvoegsel",
    "achternaam",
    "geboortedatum",
    "gemeente",
)
HOOGSTENS_GEVONDEN = 8
MEESTE_WOORDEN = 5
LIJKT_OP = 0.4  # trigram similarity of full names with the same date of birth
_DATUM = re.compile(r"^([0-3]?\d)[-/. ]([01]?\d)[-/. ]((?:19|20)\d\d)$")
_ISO = re.compile(r"^((?:19|20)\d\d)-([01]\d)-([0-3]\d)$")
_DOSSIER = re.compile(r"^L-?(\d\d)-?(\d{1,7})$", re.IGNORECASE)


class Zoeksleutel(Func):
    """`swv_zoeksleutel(text)`: lower case without accents, as the columns are kept."""

    function = "swv_zoeksleutel"
    output_field = TextField()


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means no limit."""

    zoek: str = ""
    school: str = ""  # vestigingscode
    gemeente: str = ""
    leerjaar: str = ""
    leeftijd_van: int | None = None
    leeftijd_tot: int | None = None


@dataclass(frozen=True)
class Lijst:
    """One page of rows; `benaderd` says that nothing fitted exactly and these names look like it."""

    rijen: list["Leerlingrij"]
    vorige: str
    volgende: str
    benaderd: bool


class Leerlingrij(TypedDict):
    """One row of the list, written out; a dict, because a template reads its keys without a detour."""

    sleutel: UUID
    url: str
    naam: str
    geboren: str
    school: str
    leerjaar: str
    gemeente: str
    dossiernummer: str


def lijst(user: Gebruiker, filter_: Filter, adres: QueryDict, op: date) -> Lijst:
    """Return one page of the pupils that `user` may see, in the order of their surnames: three queries.

    When no name holds what was typed, the names that look like it, the nearest first.
    """
    leerlingen = _beperk(Leerling.objects.zichtbaar_voor(user), filter_, op)
    if filter_.zoek:
        gezocht = leerlingen.filter(zoekvraag(filter_.zoek)).annotate(
            rang=Concat("sorteernaam", Value("", TextField()))
        )
        gevonden = bladzijde(gezocht.values(*VELDEN, "rang"), ZOEKVOLGORDE, adres)
    else:
        gevonden = bladzijde(leerlingen.values(*VELDEN), VOLGORDE, adres)
    benaderd = not gevonden.rijen and is_naam(filter_.zoek)
    if benaderd:
        gevonden = Bladzijde(list(_nabij(leerlingen, filter_.zoek).values(*VELDEN)[:GROOTTE]), "", "")
    scholen = huidige_scholen(user, [rij["id"] for rij in gevonden.rijen], op)
    basis = reverse("leerlingen:lijst")
    rijen = [_rij(rij, scholen.get(rij["id"], ("", "")), basis, op) for rij in gevonden.rijen]
    return Lijst(rijen, gevonden.vorige, gevonden.volgende, benaderd and bool(rijen))


def _nabij(leerlingen: "QuerySet[Leerling]", term: str) -> "QuerySet[Leerling]":
    """The names that look like `term` (pg_trgm), the nearest first."""
    lijkt = leerlingen.filter(zoeknaam__trigram_word_similar=Zoeksleutel(Value(term)))
    return lijkt.annotate(nabij=gelijkenis(term)).order_by("-nabij", *VOLGORDE)


def _beperk(leerlingen: "QuerySet[Leerling]", filter_: Filter, op: date) -> "QuerySet[Leerling]":
    if filter_.gemeente:
        leerlingen = leerlingen.filter(gemeente=filter_.gemeente)
    if filter_.leeftijd_van is not None:
        leerlingen = leerlingen.filter(geboortedatum__lte=jaren_eerder(op, filter_.leeftijd_van))
    if filter_.leeftijd_tot is not None:
        leerlingen = leerlingen.filter(geboortedatum__gt=jaren_eerder(op, filter_.leeftijd_tot + 1))
    inschrijving: dict[str, Any] = {}
    if filter_.school:
        inschrijving["school__vestigingscode"] = filter_.school
    if filter_.leerjaar:
        inschrijving["leerjaar"] = filter_.leerjaar
    if inschrijving:
        rijen = Inschrijving.objects.op(op).filter(**inschrijving)
        leerlingen = leerlingen.filter(pk__in=rijen.values("leerling"))
    return leerlingen


def jaren_eerder(dag: date, jaren: int) -> date:
    """The same day `jaren` earlier; someone born on 29-02 has a birthday on 01-03 (domein.md 9.2)."""
    jaar = dag.year - jaren
    try:
        return dag.replace(year=jaar)
    except ValueError:  # 29-02 in a year without it: born up to and including 28-02
        return date(jaar, 2, 28)


def huidige_scholen(user: Gebruiker, leerlingen: Iterable[int], op: date) -> dict[int, tuple[str, str]]:
    """Return per pupil the school and leerjaar of `op`, inschrijving before aanmelding; one query."""
    rijen = Inschrijving.objects.zichtbaar_voor(user).op(op).filter(leerling__in=list(leerlingen))
    per_leerling: dict[int, tuple[str, str]] = {}
    for leerling, school, leerjaar in rijen.order_by("soort", "vanaf", "id").values_list(
        "leerling_id", "school__naam", "leerjaar"
    ):
        per_leerling[leerling] = (school, leerjaar)  # "inschrijving" comes after "aanmelding"
    return per_leerling


def _rij(rij: dict[str, Any], school: tuple[str, str], basis: str, op: date) -> Leerlingrij:
    geboren: date = rij["geboortedatum"]
    leeftijd = op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))
    voornaam = f"{rij['roepnaam']} {rij['voorvoegsel']}" if rij["voorvoegsel"] else rij["roepnaam"]
    return {
        "sleutel": rij["sleutel"],
        "url": f"{basis}{rij['sleutel']}/",
        "naam": f"{rij['achternaam']}, {voornaam}",
        "geboren": f"{datum_kort(geboren)} ({leeftijd})",
        "school": school[0],
        "leerjaar": school[1],
        "gemeente": rij["gemeente"],
        "dossiernummer": rij["dossiernummer"],
    }


def is_naam(term: str) -> bool:
    """Whether `term` is (part of) a name, not a date of birth or a dossier number."""
    return bool(term) and lees_datum(term) is None and not _DOSSIER.match(term)


def zoekvraag(term: str) -> Q:
    """A date of birth, a dossier number, or a name that holds every word, in any order."""
    if geboren := lees_datum(term):
        return Q(geboortedatum=geboren)
    if nummer := _DOSSIER.match(term):
        return Q(dossiernummer=f"L-{nummer[1]}-{int(nummer[2]):06d}")
    vraag = Q()
    for woord in term.split()[:MEESTE_WOORDEN]:
        vraag &= Q(zoeknaam__contains=Zoeksleutel(Value(woord)))
    return vraag


def gelijkenis(tekst: str, *, heel: bool = False) -> Func:
    """How near a name is to `tekst`: to its best part, or with `heel` to the name as a whole."""
    functie = "SIMILARITY" if heel else "WORD_SIMILARITY"
    return Func(Zoeksleutel(Value(tekst)), F("zoeknaam"), function=functie, output_field=FloatField())


def lees_datum(term: str) -> date | None:
    """Read `14-5-2014`, `14/05/2014`, `2014-05-14`; None when `term` is no date."""
    if deel := _DATUM.match(term):
        dag, maand, jaar = (int(getal) for getal in deel.groups())
    elif deel := _ISO.match(term):
        jaar, maand, dag = (int(getal) for getal in deel.groups())
    else:
        return None
    try:
        return date(jaar, maand, dag)
    except ValueError:
        return None


def zoek(user: Gebruiker, term: str, op: date) -> list[Zoekresultaat]:
    """Return the best matches inside the scope of `user`, the nearest name first."""
    zichtbaar = Leerling.objects.zichtbaar_voor(user)
    precies = zichtbaar.filter(zoekvraag(term)).annotate(nabij=gelijkenis(term))
    leerlingen: list[Leerling] = list(precies.order_by("-nabij", *VOLGORDE)[:HOOGSTENS_GEVONDEN])
    if not leerlingen and is_naam(term):
        leerlingen = list(_nabij(zichtbaar, term)[:HOOGSTENS_GEVONDEN])
    scholen = huidige_scholen(user, [leerling.pk for leerling in leerlingen], op)
    return [_resultaat(leerling, scholen.get(leerling.pk, ("", ""))[0], op) for leerling in leerlingen]


def zoek_voor_spoor(term: str) -> list[tuple[UUID, str]]:
    """Key and words of pupils by name or date of birth, the nearest first: for the FG, to whom a parent comes.

    The FG sees no dossiers; a merged file is found too, for its trail keeps the old key.
    """
    precies = Leerling.objects.filter(zoekvraag(term)).annotate(nabij=gelijkenis(term))
    leerlingen: list[Leerling] = list(precies.order_by("-nabij", *VOLGORDE)[:HOOGSTENS_GEVONDEN])
    if not leerlingen and is_naam(term):
        leerlingen = list(_nabij(Leerling.objects.all(), term)[:HOOGSTENS_GEVONDEN])
    return [
        (rij.sleutel, f"{rij.naam}, geboren {datum_kort(rij.geboortedatum)}, {rij.dossiernummer}")
        for rij in leerlingen
    ]


def _resultaat(leerling: Leerling, school: str, op: date) -> Zoekresultaat:
    geboren = f"{datum_kort(leerling.geboortedatum)} ({leerling.leeftijd(op)} jaar)"
    return Zoekresultaat(
        titel=leerling.naam,
        onderschrift=" · ".join(deel for deel in (geboren, school, leerling.dossiernummer) if deel),
        url=reverse("leerlingen:detail", args=[leerling.sleutel]),
        leerling_sleutel=leerling.sleutel,
    )


def mogelijk_dezelfde(leerling: Leerling) -> list[Leerling]:
    """Pupils with the same date of birth and a name that looks alike; for services and SWV staff only."""
    return list(
        Leerling.objects.filter(geboortedatum=leerling.geboortedatum, samengevoegd_met=None)
        .exclude(pk=leerling.pk)
        .annotate(nabij=gelijkenis(leerling.naam, heel=True))
        .filter(nabij__gte=LIJKT_OP)
        .order_by("-nabij", F("id"))[:5]
    )
