"""The bookings behind a figure: exactly those that were counted, with their sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from financien.enums import Soort
from financien.geld import NUL
from financien.models import Begroting, Boeking, BoekingQuerySet, Post, Programma
from financien.selectors.overzicht import Stand
from swv.models import Gebruiker


@dataclass(frozen=True)
class Selectie:
    """Which bookings: of the year through a day, of one programma or all, of one soort or both."""

    peildatum: date
    programma: Programma | None
    soort: str

    def rijen(self, user: Gebruiker) -> BoekingQuerySet:
        rijen = Boeking.objects.zichtbaar_voor(user).boekjaar_tot_en_met(self.peildatum)
        if self.programma is not None:
            rijen = rijen.filter(programma=self.programma)
        return rijen.filter(soort=self.soort) if self.soort else rijen

    @property
    def titel(self) -> str:
        """What these bookings are, for the heading."""
        soort = Soort(self.soort).label if self.soort else "Boekingen"
        return f"{soort} {self.programma.naam}" if self.programma else soort


def kies(programma: str, soort: str, peildatum: date) -> Selectie:
    """What the address asks for; an unknown programma or soort means all."""
    gekozen = Programma.objects.filter(code=programma).first() if programma else None
    return Selectie(peildatum, gekozen, soort if soort in Soort.values else "")


def som(rijen: BoekingQuerySet) -> tuple[Decimal, Decimal]:
    """The sums of baten and of lasten; one query."""
    per: Mapping[str, Decimal] = dict(rijen.order_by().values_list("soort").annotate(Sum("bedrag")))
    return per.get(Soort.BATEN, NUL), per.get(Soort.LASTEN, NUL)


@dataclass(frozen=True)
class Postregel:
    """A post of the begroting beside what was booked with its code."""

    code: str
    omschrijving: str
    geoormerkt: bool
    stand: Stand


def posten(selectie: Selectie, begroting: Begroting | None, user: Gebruiker) -> list[Postregel]:
    """The posten of one programma and soort with their realisatie, and what has no post."""
    if selectie.programma is None or not selectie.soort or begroting is None:
        return []
    geboekt = dict(selectie.rijen(user).order_by().values_list("post_code").annotate(Sum("bedrag")))
    rijen = Post.objects.filter(begroting=begroting, programma=selectie.programma, soort=selectie.soort)
    regels = [
        Postregel(
            post.code, post.omschrijving, post.geoormerkt, _stand(post, selectie, geboekt.pop(post.code, NUL))
        )
        for post in rijen.order_by("code")
    ]
    rest = sum(geboekt.values(), NUL)
    return (
        [*regels, Postregel("", "Niet aan een post toegewezen", False, Stand(gerealiseerd=rest))]
        if rest
        else regels
    )


def _stand(post: Post, selectie: Selectie, geboekt: Decimal) -> Stand:
    return Stand(post.bedrag, sum(post.maanden[: selectie.peildatum.month], NUL), geboekt)
