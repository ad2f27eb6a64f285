"""What the school pages show, already filtered and counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
from django.urls import reverse

from swv.enums import Onderwijssoort
from swv.models import Contactpersoon, Gebruiker, School, Schoolbestuur
from swv.panelen import Zoekresultaat
from swv.scholen import velden

EIGEN, ELDERS, BUITEN = "eigen", "elders", "buiten"
DELEN = {
    EIGEN: "Van dit samenwerkingsverband",
    ELDERS: "Andere scholen in het gebied",
    BUITEN: "Buiten het gebied",
}
ZOEKRESULTATEN = 8


@dataclass(frozen=True)
class Filter:
    """What someone asked of the list of schools."""

    deel: str = EIGEN
    zoek: str = ""
    soort: str = ""
    gemeente: str = ""


@dataclass(frozen=True)
class Herkomst:
    """Of which day one field is, when that is not the day of the school."""

    veld: str
    op: date


def zoeksleutel(waarde: Any) -> Func:
    """Without accents and capitals, as the database compares (swv_zoeksleutel)."""
    return Func(waarde, function="swv_zoeksleutel", output_field=TextField())


def scholen(user: Gebruiker, filter_: Filter) -> "QuerySet[School]":
    """The schools of one part of the list, by name; outside the area is never mixed with the SWV's own."""
    rijen = _van_deel(School.objects.zichtbaar_voor(user), filter_.deel).select_related("bestuur")
    rijen = rijen.annotate(sorteernaam=zoeksleutel(F("naam")))
    if filter_.soort:
        rijen = rijen.filter(onderwijssoort=filter_.soort)
    if filter_.gemeente:
        rijen = rijen.filter(gemeente=filter_.gemeente)
    return _gezocht(rijen, filter_.zoek) if filter_.zoek else rijen


def _van_deel(rijen: Any, deel: str) -> Any:
    return {
        EIGEN: rijen.van_swv,
        ELDERS: rijen.elders_in_gebied,
        BUITEN: rijen.buiten_gebied,
    }[deel]()


def _gezocht(rijen: Any, zoek: str) -> Any:
    """Every word somewhere in the name or the place, or the code of the vestiging."""
    gevraagd = Q()
    for woord in zoek.split():
        gevraagd &= Q(sorteernaam__contains=zoeksleutel(Value(woord))) | Q(plaats__icontains=woord)
    return rijen.filter(gevraagd | Q(vestigingscode__istartswith=zoek))


def aantallen(user: Gebruiker) -> dict[str, int]:
    """How many schools each part of the list has."""
    tel = School.objects.zichtbaar_voor(user).aggregate(
        eigen=Count("pk", filter=Q(binnen_swv=True)),
        elders=Count("pk", filter=Q(binnen_swv=False) & ~Q(gebied="")),
        buiten=Count("pk", filter=Q(gebied="")),
    )
    return {deel: tel[deel] for deel in DELEN}


def gemeenten(user: Gebruiker, deel: str) -> list[str]:
    """The gemeenten to choose from in one part of the list."""
    rijen = _van_deel(School.objects.zichtbaar_voor(user), deel).exclude(gemeente="")
    return list(rijen.order_by("gemeente").values_list("gemeente", flat=True).distinct())


def soorten(user: Gebruiker, deel: str) -> list[tuple[str, str]]:
    """The kinds of school to choose from in one part of the list."""
    rijen = _van_deel(School.objects.zichtbaar_voor(user), deel)
    aanwezig = set(rijen.values_list("onderwijssoort", flat=True).distinct())
    return [(waarde, naam) for waarde, naam in Onderwijssoort.choices if waarde in aanwezig]


def besturen(user: Gebruiker, zoek: str) -> "QuerySet[Schoolbestuur]":
    """The boards with a school of the SWV, by name, with how many."""
    rijen = (
        Schoolbestuur.objects.zichtbaar_voor(user)
        .annotate(
            sorteernaam=zoeksleutel(F("naam")), aantal=Count("scholen", filter=Q(scholen__binnen_swv=True))
        )
        .filter(aantal__gt=0)
    )
    if zoek:
        rijen = rijen.filter(Q(sorteernaam__contains=zoeksleutel(Value(zoek))) | Q(nummer=zoek))
    return rijen


def contactpersonen(van: School | Schoolbestuur, op: date) -> "QuerySet[Contactpersoon]":
    """Who is the contact on day `op`."""
    loopt = Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=op)
    return van.contactpersonen.filter(loopt).order_by("naam", "id")


def herkomst(school: School) -> list[Herkomst]:
    """The fields that come from another day than the school itself."""
    return [
        Herkomst(velden.LABELS[veld], date.fromisoformat(dag))
        for veld, dag in sorted(school.peildata.items())
    ]


def zoek(user: Gebruiker, term: str) -> list[Zoekresultaat]:
    """A handful of schools for the global search, the SWV's own first."""
    rijen = School.objects.zichtbaar_voor(user).annotate(sorteernaam=zoeksleutel(F("naam")))
    gevonden = _gezocht(rijen, term).order_by("-binnen_swv", "sorteernaam", "id")[:ZOEKRESULTATEN]
    return [
        Zoekresultaat(
            titel=school.naam,
            onderschrift=f"{school.get_onderwijssoort_display()} · {school.plaats}",
            url=reverse("school", args=[school.sleutel]),
        )
        for school in gevonden
    ]
