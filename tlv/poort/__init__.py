"""The zorgvuldigheidspoort: one list of named rules before a decision, with an outcome each (differentiator 6).

Page, workflow and service ask this registry, so they can never disagree. A blokkade stops the decision; a
waarschuwing is passed with a reason, which is kept with the besluit. Per rule the profile can choose another
outcome (`[tlv.poort.<code>]` with `uitkomst` and `bron`), except where the law leaves no choice (`vast`).
"""

from collections.abc import Iterable, Mapping

from swv.permissions import NietToegestaan
from tlv.controle import Controle, Oordeel
from tlv.poort.instelling import instellingen, toegepast
from tlv.poort.regels import REGELS
from tlv.poort.vraag import Besluitinhoud, Poortvraag

__all__ = [
    "REGELS",
    "Besluitinhoud",
    "Poortvraag",
    "controlelijst",
    "eis_klaar",
    "eis_open",
    "reden_niet_voor_lezer",
    "te_motiveren",
    "toets",
]


def toets(vraag: Poortvraag) -> list[Controle]:
    """Every rule that says something about this question, in the order of the list."""
    gekozen = instellingen()
    regels = (regel for regel in REGELS if gekozen.get(regel.code, "") != "uit" or regel.vast)
    gevonden = ((regel, regel.toets(vraag)) for regel in regels)
    return [
        toegepast(regel, controle, gekozen.get(regel.code, ""))
        for regel, controle in gevonden
        if controle is not None
    ]


def controlelijst(aanvraag, user, inhoud: Besluitinhoud | None = None) -> list[Controle]:  # type: ignore[no-untyped-def]
    """The list as the page shows it, for this decider; without `inhoud` nothing is chosen yet."""
    return toets(Poortvraag.van(aanvraag, user, inhoud=inhoud))


def eis_klaar(aanvraag) -> None:  # type: ignore[no-untyped-def]
    """The policy of the move: raise at the first blokkade about the request itself."""
    for controle in toets(Poortvraag.van(aanvraag)):
        if controle.blokkeert:
            raise NietToegestaan(controle.uitleg)


def reden_niet_voor_lezer(controles: Iterable[Controle]) -> str:
    """Why this reader may not decide (mandate, four eyes), whatever the state of the request; else empty."""
    return next((c.uitleg for c in controles if c.over_lezer and c.blokkeert), "")


def te_motiveren(controles: list[Controle]) -> list[Controle]:
    """The warnings that the decider passes with a reason."""
    return [c for c in controles if c.uitkomst is Oordeel.WAARSCHUWING and c.vraagt_reden]


def eis_open(controles: list[Controle], redenen: Mapping[str, str]) -> None:
    """Raise with the first blokkade, or with the first warning that nobody gave a reason for."""
    for controle in controles:
        if controle.blokkeert:
            raise NietToegestaan(controle.uitleg)
    for controle in te_motiveren(controles):
        if not redenen.get(controle.code, "").strip():
            raise NietToegestaan(
                f"{controle.naam}: {controle.uitleg} Schrijf waarom u toch beslist; dat blijft bij het besluit."
            )
