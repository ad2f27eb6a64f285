"""One figure for one quarter: how it is defined, how it moved, and the rows that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from swv.grafieken import Grafiek, kwartaallabels, lijngrafiek
from swv.inrichting import staat_aan
from swv.kengetallen import (
    KENGETALLEN,
    MODULE_VAN,
    VERDELINGEN,
    Referentie,
    Rijen,
    Verdeling,
    referentiebronnen,
)
from swv.models import Gebruiker, Norm
from swv.momentopnamen import Stand
from swv.normen import normen_op
from swv.permissions import mag
from swv.templatetags.cijfers import normtekst
from swv.templatetags.opmaak import datum_kort, getal

GEEN_RIJEN = "Dit cijfer wordt berekend uit totalen; er zijn geen losse rijen bij."
ANDERE_ROL = (
    "De rijen gaan over personen of dossiers waar uw rol geen toegang toe geeft. Het aantal ziet u wel."
)
BUITEN_BEREIK = "Van deze rijen is nog niet vastgelegd wie ze mag zien. Het aantal ziet u wel."


@dataclass(frozen=True)
class Toegang:
    """Whether this person may see the rows behind a figure, and if not: why."""

    rijen: QuerySet[Any] | None
    reden: str = ""


@dataclass(frozen=True)
class Rij:
    """One row of the numerator as text, with where it leads."""

    url: str
    eerste: str
    rest: Sequence[tuple[str, str]]  # title of the column, text
    leerling: UUID | None


def toegang(user: Gebruiker, code: str, stand: Stand) -> Toegang:
    """The rows inside the permission and the scope of this person (`zichtbaar_voor` of the root model)."""
    rijen = rijen_van(code)
    if rijen is None:
        return Toegang(None, GEEN_RIJEN)
    if not mag(user, rijen.permissie):
        return Toegang(None, ANDERE_ROL)
    gekozen = rijen.selecteer(stand.vraag)
    if not hasattr(gekozen, "zichtbaar_voor"):
        return Toegang(None, BUITEN_BEREIK)
    return Toegang(gekozen.zichtbaar_voor(user))


def rijen_van(code: str) -> Rijen | None:
    """What the numerator counts; not where its pages belong to a module that is off."""
    if code not in KENGETALLEN or not staat_aan(MODULE_VAN.get(code, "")):
        return None
    return KENGETALLEN[code].rijen


def als_tekst(rijen: Rijen, gelezen: Sequence[Any]) -> list[Rij]:
    """These rows in words, and the pupil whose dossier each shows."""
    eerste, *rest = rijen.kolommen
    return [
        Rij(
            rijen.url(rij),
            cel_tekst(eerste.waarde(rij)),
            [(kolom.titel, cel_tekst(kolom.waarde(rij))) for kolom in rest],
            leerling_van(rij),
        )
        for rij in gelezen
    ]


def cel_tekst(waarde: object) -> str:
    """A date as people read it, a number with points, text as it is."""
    if isinstance(waarde, date):
        return datum_kort(waarde)
    return getal(waarde) if isinstance(waarde, int | Decimal) else str(waarde)


def leerling_van(rij: Any) -> UUID | None:
    """The key of the pupil that a row is about, for the trail of who looked; None for a school."""
    leerling = rij if hasattr(rij, "dossiernummer") else getattr(rij, "leerling", None)
    return leerling.sleutel if leerling is not None else None


def verloop(stand: Stand, code: str, aantal: int = 8) -> Grafiek:
    """The line over the last quarters, with the norm; what documents said before stands in front of it."""
    gemeten = stand.waarde(code)
    eerder = [(rij.periode, Decimal(rij.waarde)) for rij in referenties(code) if rij.in_lijn]
    return lijngrafiek(
        gemeten.kengetal.naam,
        [*eerder, *kwartaallabels(stand.trend(code, aantal))],
        norm=gemeten.norm,
        eenheid=gemeten.kengetal.eenheid,
    )


def referenties(code: str) -> list[Referentie]:
    """What published documents said about this figure."""
    return [rij for bron in referentiebronnen for rij in bron(code)]


@dataclass(frozen=True)
class Normuitleg:
    """The norm of a figure with where it comes from."""

    tekst: str
    naam: str
    bron: str


def normuitleg(stand: Stand, code: str) -> Normuitleg | None:
    """The norm that was in force on the peildatum; its source is read from the norm itself."""
    gemeten = stand.waarde(code)
    if gemeten.norm is None:
        return None
    nu: Norm | None = normen_op(stand.peildatum).get(gemeten.norm.code)
    bron = nu.bron if nu else ""
    return Normuitleg(normtekst(gemeten), gemeten.norm.naam, bron)


def verdelingen_van(kamer: str = "") -> list[Verdeling]:
    """The breakdowns of one room (the part of a code before the point), or of all."""
    return [
        verdeling
        for code, verdeling in sorted(VERDELINGEN.items())
        if not kamer or code.partition(".")[0] == kamer
    ]
