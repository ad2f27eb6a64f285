"""The law of motion of every aggregate with a status (architectuur.md B.5).

An app declares one `Workflow` table; its services call `voer_uit`. No other code assigns
a status. The same checks give the screen its disabled button with the reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan

M = TypeVar("M", bound=Model)
Controle = Callable[[Any], None]
Recht = Callable[[Gebruiker, Any], None]


def altijd(_obj: Any) -> None:
    """The policy of a move that only its status limits."""


def alleen_systeem(_user: Gebruiker, _obj: Any) -> None:
    """The permission of a time-driven move: no person may do it."""
    raise NietToegestaan("Dit doet het systeem vanzelf.")


@dataclass(frozen=True)
class Overgang:
    """One move: `van` the allowed statuses, `naar` the new one.

    `recht` raises when the user may not, `controle` raises when the state does not allow it;
    both say why in Dutch. `velden` is the prefix of the paired columns `<velden>_op` / `<velden>_door`.
    """

    actie: str
    label: str
    van: frozenset[str]
    naar: str
    recht: Recht
    controle: Controle = altijd
    velden: str = ""


@dataclass(frozen=True)
class Workflow:
    naam: str
    overgangen: tuple[Overgang, ...]

    def overgang(self, actie: str) -> Overgang:
        """Return the move called `actie`; raises KeyError when the table has none."""
        for overgang in self.overgangen:
            if overgang.actie == actie:
                return overgang
        raise KeyError(actie)

    def statussen(self) -> set[str]:
        return {s for o in self.overgangen for s in (*o.van, o.naar)}


def eis_mogelijk(workflow: Workflow, obj: Any, actie: str, user: Gebruiker | None) -> Overgang:
    """Raise `NietToegestaan` with the reason why `actie` cannot be done now; else return the move.

    `user` None is the system: it needs no permission but obeys status and policy.
    """
    overgang = workflow.overgang(actie)
    if user is not None:
        overgang.recht(user, obj)
    if obj.status not in overgang.van:
        raise NietToegestaan(f"Dit kan niet meer: de status is nu “{obj.get_status_display()}”.")
    overgang.controle(obj)
    return overgang


def reden_waarom_niet(workflow: Workflow, obj: Any, actie: str, user: Gebruiker | None) -> str:
    """Return the Dutch reason why `actie` cannot be done, or an empty string when it can."""
    try:
        eis_mogelijk(workflow, obj, actie, user)
    except NietToegestaan as fout:
        return fout.reden
    return ""


def reden_van(recht: Recht, user: Gebruiker, obj: Any) -> str:
    """Return the Dutch reason for which a permission check refuses, or an empty string."""
    try:
        recht(user, obj)
    except NietToegestaan as fout:
        return fout.reden
    return ""


def mogelijke_acties(workflow: Workflow, obj: Any, user: Gebruiker) -> list[Overgang]:
    """Return the moves that `user` can make now."""
    return [o for o in workflow.overgangen if not reden_waarom_niet(workflow, obj, o.actie, user)]


def vergrendel(obj: M, *, met: Iterable[str] = ()) -> M:
    """Read the row again, locked until the end of the transaction."""
    rijen = type(obj)._default_manager.select_for_update(of=("self",)).select_related(*met)
    return rijen.get(pk=obj.pk)


@transaction.atomic
def voer_uit(
    workflow: Workflow,
    obj: M,
    actie: str,
    *,
    door: Gebruiker | None,
    op: datetime,
    toelichting: str = "",
    gegevens: dict[str, Any] | None = None,
    **velden: Any,
) -> M:
    """Lock, check permission and policy, move, write the event. Returns the locked, saved object.

    `velden` are set on the object together with the status. Raises `NietToegestaan`.
    """
    vergrendeld = vergrendel(obj)
    rij: Any = vergrendeld
    overgang = eis_mogelijk(workflow, rij, actie, door)
    vorige, rij.status = rij.status, overgang.naar
    if overgang.velden:
        velden |= {f"{overgang.velden}_op": op, f"{overgang.velden}_door": door}
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save(update_fields=["status", *velden])
    leg_vast(
        rij,
        actie,
        door=door,
        op=op,
        van=vorige,
        naar=rij.status,
        toelichting=toelichting,
        gegevens=gegevens,
    )
    return vergrendeld
