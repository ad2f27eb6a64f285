"""A begroting as its page shows it: programmas with their posten, totals, and the years after it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from financien.enums import Soort
from financien.geld import NUL
from financien.models import Begroting, Post, Programma
from swv.models import Gebruiker


@dataclass(frozen=True)
class Blok:
    """The posten of one programma."""

    programma: Programma
    posten: list[Post]
    baten: Decimal
    lasten: Decimal


@dataclass(frozen=True)
class Meerjarenregel:
    """Baten, lasten or resultaat for this year and the years after it, as (year, amount)."""

    naam: str
    cellen: list[tuple[int, Decimal]]


@dataclass(frozen=True)
class Begrotingsbeeld:
    blokken: list[Blok]
    baten: Decimal
    lasten: Decimal
    jaren: list[int]
    meerjaren: list[Meerjarenregel]

    @property
    def resultaat(self) -> Decimal:
        return self.baten - self.lasten


def beeld(begroting: Begroting) -> Begrotingsbeeld:
    """Everything of one begroting; one query."""
    posten = list(
        begroting.posten.select_related("programma").order_by("programma__volgorde", "soort", "code")
    )
    per: dict[int, list[Post]] = {}
    for post in posten:
        per.setdefault(post.programma_id, []).append(post)
    blokken = [
        Blok(rijen[0].programma, rijen, _som(rijen, Soort.BATEN), _som(rijen, Soort.LASTEN))
        for rijen in per.values()
    ]
    verder = max((len(post.volgende_jaren) for post in posten), default=0)
    return Begrotingsbeeld(
        blokken=blokken,
        baten=_som(posten, Soort.BATEN),
        lasten=_som(posten, Soort.LASTEN),
        jaren=[begroting.jaar + n for n in range(verder + 1)] if verder else [],
        meerjaren=_meerjaren(posten, begroting.jaar, verder) if verder else [],
    )


def _som(posten: list[Post], soort: Soort, verder: int = 0) -> Decimal:
    return sum((_bedrag(post, verder) for post in posten if post.soort == soort), NUL)


def _bedrag(post: Post, verder: int) -> Decimal:
    """A post without an amount for a later year does not return in it."""
    if not verder:
        return post.bedrag
    bedrag: Decimal = post.volgende_jaren[verder - 1] if verder <= len(post.volgende_jaren) else NUL
    return bedrag


def _meerjaren(posten: list[Post], jaar: int, verder: int) -> list[Meerjarenregel]:
    jaren = range(verder + 1)
    baten = [_som(posten, Soort.BATEN, n) for n in jaren]
    lasten = [_som(posten, Soort.LASTEN, n) for n in jaren]
    saldo = [bate - last for bate, last in zip(baten, lasten, strict=True)]
    regels = {"Baten": baten, "Lasten": lasten, "Resultaat": saldo}
    return [
        Meerjarenregel(naam, [(jaar + n, bedragen[n]) for n in jaren]) for naam, bedragen in regels.items()
    ]


def lijst(user: Gebruiker) -> list[Begroting]:
    """All versions, newest first, each with the totals of its posten."""
    rijen = Begroting.objects.zichtbaar_voor(user).annotate(
        baten=Coalesce(Sum("posten__bedrag", filter=Q(posten__soort=Soort.BATEN)), NUL),
        lasten=Coalesce(Sum("posten__bedrag", filter=Q(posten__soort=Soort.LASTEN)), NUL),
    )
    return list(rijen.order_by("-jaar", "-versie"))
