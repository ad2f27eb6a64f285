"""Who may do what with a report; each raises `NietToegestaan` with the reason."""

from typing import Any

from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis, mag
from swv.rollen import ROLLEN


def eis_maker(user: Gebruiker, _rapportage: Any) -> None:
    """Asking for a report, making its files again, offering it."""
    eis(user, "rapportage.maken")


def eis_vaststeller(user: Gebruiker, _rapportage: Any) -> None:
    eis(user, "rapportage.vaststellen")


def eis_terugnemer(user: Gebruiker, _rapportage: Any) -> None:
    """Back to concept: by who offered it, and by who will not stand for it as it is."""
    eis(user, "rapportage.maken", "rapportage.vaststellen")


def eis_schrijver(user: Gebruiker, tekst: Any) -> None:
    """The role that owns the slot writes it; who makes the report may stand in."""
    eis(user, "rapportage.schrijven")
    if tekst.rol not in user.rollen and not mag(user, "rapportage.maken"):
        raise NietToegestaan(f"Deze tekst schrijft de rol {ROLLEN[tekst.rol].naam.lower()}.")
