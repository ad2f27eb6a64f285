"""Begroting beside realisatie per programma, through a month: what is spent, and where the year will end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Sum

from financien.enums import Soort
from financien.geld import MAANDEN, NUL
from financien.models import Begroting, Boeking, Post, Programma
from financien.realisatie.dagen import laatste_dag
from swv.termijnen.tekst import MAANDEN as MAANDNAMEN

HONDERD = Decimal(100)
Sleutel = tuple[int, str]  # programma and soort


@dataclass(frozen=True)
class Stand:
    """One line of money: what was budgeted, what was booked, and what follows from it."""

    begroot: Decimal = NUL
    begroot_tot_nu: Decimal = NUL
    gerealiseerd: Decimal = NUL

    @property
    def uitputting(self) -> Decimal | None:
        """Realisatie as a share of the year; without a begroting it does not apply."""
        return self.gerealiseerd * HONDERD / self.begroot if self.begroot else None

    @property
    def prognose(self) -> Decimal:
        """What was booked and what is still budgeted for the months to come."""
        return self.gerealiseerd + self.begroot - self.begroot_tot_nu

    @property
    def verschil(self) -> Decimal:
        """Prognose minus begroting: positive is more than budgeted."""
        return self.prognose - self.begroot

    def __add__(self, ander: "Stand") -> "Stand":
        return Stand(
            self.begroot + ander.begroot,
            self.begroot_tot_nu + ander.begroot_tot_nu,
            self.gerealiseerd + ander.gerealiseerd,
        )


@dataclass(frozen=True)
class Regel:
    """A programma with its stand for one soort."""

    code: str
    naam: str
    bestemming: str
    stand: Stand


@dataclass(frozen=True)
class Deel:
    """Lasten or baten: the lines and their total."""

    soort: str
    naam: str
    regels: list[Regel]
    totaal: Stand


@dataclass(frozen=True)
class Overzicht:
    """One year through one month."""

    jaar: int
    maand: int
    maandnaam: str
    peildatum: date
    begroting: Begroting | None
    laatste_boeking: date | None
    lasten: Deel
    baten: Deel

    @property
    def resultaat(self) -> Stand:
        """Baten minus lasten, for each column."""
        return Stand(
            self.baten.totaal.begroot - self.lasten.totaal.begroot,
            self.baten.totaal.begroot_tot_nu - self.lasten.totaal.begroot_tot_nu,
            self.baten.totaal.gerealiseerd - self.lasten.totaal.gerealiseerd,
        )

    @property
    def is_leeg(self) -> bool:
        return self.begroting is None and self.laatste_boeking is None


def overzicht(jaar: int, maand: int) -> Overzicht:
    """The overview of a year through the end of a month; four queries however many bookings there are."""
    dag = laatste_dag(jaar, maand)
    begroting = Begroting.objects.geldend_op(jaar, dag).first()
    boekingen = Boeking.objects.boekjaar_tot_en_met(dag)
    geboekt = boekingen.order_by().values_list("programma_id", "soort").annotate(Sum("bedrag"), Max("datum"))
    rijen = list(geboekt)
    standen = _standen(_begroot(begroting, maand), {(p, s): bedrag for p, s, bedrag, _ in rijen})
    programmas = list(Programma.objects.order_by("volgorde", "code"))
    return Overzicht(
        jaar=jaar,
        maand=maand,
        maandnaam=MAANDNAMEN[maand - 1],
        peildatum=dag,
        begroting=begroting,
        laatste_boeking=max((laatste for *_, laatste in rijen), default=None),
        lasten=_deel(Soort.LASTEN, programmas, standen),
        baten=_deel(Soort.BATEN, programmas, standen),
    )


def _begroot(begroting: Begroting | None, maand: int) -> dict[Sleutel, tuple[Decimal, Decimal]]:
    """Of each programma and soort: the year, and the months through `maand`."""
    som: dict[Sleutel, tuple[Decimal, Decimal]] = {}
    if begroting is None:
        return som
    rijen = Post.objects.filter(begroting=begroting).values_list("programma_id", "soort", "bedrag", "maanden")
    for programma, soort, bedrag, maanden in rijen.order_by("id"):
        jaar, tot_nu = som.get((programma, soort), (NUL, NUL))
        som[programma, soort] = (jaar + bedrag, tot_nu + sum(maanden[:maand], NUL))
    return som


def _standen(
    begroot: Mapping[Sleutel, tuple[Decimal, Decimal]], geboekt: Mapping[Sleutel, Decimal]
) -> dict[Sleutel, Stand]:
    leeg = (NUL, NUL)
    return {
        sleutel: Stand(*begroot.get(sleutel, leeg), geboekt.get(sleutel, NUL))
        for sleutel in begroot.keys() | geboekt.keys()
    }


def _deel(soort: Soort, programmas: Iterable[Programma], standen: Mapping[Sleutel, Stand]) -> Deel:
    regels = [
        Regel(p.code, p.naam, p.get_bestemming_display(), standen[p.pk, soort])
        for p in programmas
        if (p.pk, soort) in standen
    ]
    return Deel(soort.value, soort.label, regels, sum((regel.stand for regel in regels), Stand()))


@dataclass(frozen=True)
class Keuze:
    """Which year and month the page shows, and which years there are."""

    jaar: int
    maand: int
    jaren: list[int]


def kies(jaar: str, maand: str, vandaag: date) -> Keuze:
    """What was asked for; else the last full month of this year, or the whole of an earlier one."""
    jaren = sorted({vandaag.year, *_jaren_met_gegevens()}, reverse=True)
    gekozen = int(jaar) if jaar.isdecimal() and int(jaar) in jaren else vandaag.year
    standaard = max(vandaag.month - 1, 1) if gekozen == vandaag.year else MAANDEN
    gevraagd = int(maand) if maand.isdecimal() and len(maand) <= 2 else 0
    return Keuze(gekozen, gevraagd if 1 <= gevraagd <= MAANDEN else standaard, jaren)


def _jaren_met_gegevens() -> set[int]:
    begroot = Begroting.objects.order_by().values_list("jaar", flat=True).distinct()
    geboekt = Boeking.objects.order_by().values_list("datum__year", flat=True).distinct()
    return {*begroot, *geboekt}
