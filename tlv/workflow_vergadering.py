"""The transition table of a meeting of a committee; this module only reads."""

from typing import Any

from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis
from swv.workflow import Overgang, Workflow
from tlv.enums import Vergaderstatus as V

TE_WIJZIGEN = frozenset({V.GEPLAND, V.AGENDA_VERSTUURD})


def eis_commissiebeheer(user: Gebruiker, _obj: Any) -> None:
    """The SWV employee who prepares the meetings and keeps their minutes."""
    eis(user, "tlv.commissie")


def controleer_agenda(vergadering: Any) -> None:
    if not vergadering.agendapunten.exists():
        raise NietToegestaan("De agenda is nog leeg. Zet er eerst een aanvraag op.")


def controleer_verslag(vergadering: Any) -> None:
    """Final minutes say who was there, what was said, and what was concluded about every item."""
    if not vergadering.verslag.strip():
        raise NietToegestaan("Schrijf eerst het verslag.")
    if not vergadering.aanwezigen.exists():
        raise NietToegestaan("Leg eerst vast wie er waren.")
    if aantal := vergadering.agendapunten.filter(conclusie="").count():
        wat = "1 agendapunt is" if aantal == 1 else f"{aantal} agendapunten is"
        raise NietToegestaan(f"Van {wat} nog geen conclusie vastgelegd.")


VERGADERING = Workflow(
    "Vergadering",
    (
        Overgang(
            "agenda_versturen",
            "Agenda versturen",
            frozenset({V.GEPLAND}),
            V.AGENDA_VERSTUURD,
            eis_commissiebeheer,
            controleer_agenda,
            "agenda_verstuurd",
        ),
        Overgang(
            "houden",
            "Vergadering is gehouden",
            frozenset({V.AGENDA_VERSTUURD}),
            V.GEHOUDEN,
            eis_commissiebeheer,
            velden="gehouden",
        ),
        Overgang(
            "verslag_vaststellen",
            "Verslag vaststellen",
            frozenset({V.GEHOUDEN}),
            V.VASTGESTELD,
            eis_commissiebeheer,
            controleer_verslag,
            "vastgesteld",
        ),
        Overgang(
            "afgelasten",
            "Vergadering afgelasten",
            TE_WIJZIGEN,
            V.AFGELAST,
            eis_commissiebeheer,
            velden="afgelast",
        ),
    ),
)
