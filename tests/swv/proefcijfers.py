"""Figures for the tests: registered for the time of one test, with answers that the test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from unittest import mock

from swv import kengetallen
from swv.kengetallen import Cel, Kengetal, Peiling, Uitkomst, Verdeling, aandeel, aantal, registreer

STAND, DEEL, LEEG, DUUR, GELD, GEMIDDELD = (
    "proef.stand",
    "proef.deel",
    "proef.leeg",
    "proef.duur",
    "proef.geld",
    "proef.gemiddeld",
)
NAAR_GEMEENTE, NAAR_DUUR = "proef.naar_gemeente", "proef.naar_duur"
NORM = "proef.norm"


@dataclass
class Proefcijfers:
    """What the figures answer, and how often they were asked."""

    stand: int = 31
    cellen: list[Cel] = field(
        default_factory=lambda: [
            Cel(("Groningen",), 20),
            Cel(("Haren",), 2),
            Cel(("Leek",), 9),
            Cel(("Zuidhorn",), 12),
        ]
    )
    kruis: list[Cel] = field(
        default_factory=lambda: [
            Cel(("Groningen", "4 weken tot 3 maanden"), 12),
            Cel(("Groningen", "langer dan 3 maanden"), 8),
            Cel(("Haren", "4 weken tot 3 maanden"), 11),
            Cel(("Haren", "langer dan 3 maanden"), 2),
            Cel(("Leek", "4 weken tot 3 maanden"), 30),
            Cel(("Leek", "langer dan 3 maanden"), 40),
        ]
    )
    gevraagd: list[Peiling] = field(default_factory=list)

    def tel(self, vraag: Peiling) -> Uitkomst:
        self.gevraagd.append(vraag)
        return aantal(self.stand)

    def kengetallen(self) -> list[Kengetal]:
        definitie = "Het aantal op de peildatum."
        return [
            Kengetal(
                STAND, "Proefstand", definitie, "aantal", "proefbron", self.tel, norm=NORM, beter="lager"
            ),
            Kengetal(DEEL, "Proefdeel", definitie, "percentage", "proefbron", lambda _v: aandeel(10, 30)),
            Kengetal(LEEG, "Proef zonder noemer", definitie, "percentage", "bron", lambda _v: aandeel(0, 0)),
            Kengetal(
                DUUR,
                "Proefduur",
                definitie,
                "dagen",
                "bron",
                lambda _v: Uitkomst(Decimal("12.25"), toelichting="P90"),
            ),
            Kengetal(
                GELD, "Proefgeld", definitie, "euro", "bron", lambda _v: Uitkomst(Decimal("1234567.895"))
            ),
            Kengetal(
                GEMIDDELD, "Proefcijfer", definitie, "cijfer", "bron", lambda _v: Uitkomst(Decimal("7.25"))
            ),
        ]

    def verdelingen(self) -> list[Verdeling]:
        return [
            Verdeling(NAAR_GEMEENTE, "Proef naar gemeente", ("Gemeente",), lambda _v: list(self.cellen)),
            Verdeling(
                NAAR_DUUR, "Proef naar gemeente en duur", ("Gemeente", "Duur"), lambda _v: list(self.kruis)
            ),
        ]


@contextmanager
def proefcijfers() -> Iterator[Proefcijfers]:
    """Only the figures for the test are registered."""
    cijfers = Proefcijfers()
    with (
        mock.patch.dict(kengetallen.KENGETALLEN, clear=True),
        mock.patch.dict(kengetallen.VERDELINGEN, clear=True),
    ):
        registreer(*cijfers.kengetallen(), *cijfers.verdelingen())
        yield cijfers
