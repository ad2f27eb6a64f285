"""Who may report, pick up and close, built from role and object scope; the state decides in `workflow`."""

from typing import Any

from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, eis, mag
from swv.rollen import ROLLEN, Bereik

ANDERE_SCHOOL = "U kunt alleen melden voor uw eigen school."
NIET_UW_MELDING = "Alleen de school die meldde, kan dit doen."


def scholen_met(user: Gebruiker, permissie: str) -> set[int]:
    """The schools for which a role of `user` carries `permissie`."""
    return {t.school_id for t in user.toekenningen if t.school_id and permissie in ROLLEN[t.rol].permissies}


def via_swv(user: Gebruiker, permissie: str) -> bool:
    """Whether a role for the whole SWV carries `permissie`."""
    return user.is_active and any(
        ROLLEN[t.rol].bereik is Bereik.SWV and permissie in ROLLEN[t.rol].permissies
        for t in user.toekenningen
    )


def mag_melden(user: Gebruiker, school: School | None) -> bool:
    """SWV staff reports for anyone, also for a pupil without a school; a school for itself."""
    if via_swv(user, "thuiszitters.melden"):
        return True
    return school is not None and school.pk in scholen_met(user, "thuiszitters.melden")


def eis_mag_melden(user: Gebruiker, school: School | None) -> None:
    eis(user, "thuiszitters.melden")
    if not mag_melden(user, school):
        raise NietToegestaan(ANDERE_SCHOOL)


def eis_eigen_melding(user: Gebruiker, melding: Any) -> None:
    """Withdrawing is for who reported: the school, or the SWV where the SWV wrote it down."""
    eis(user, "thuiszitters.melden")
    eigen = melding.school_id in scholen_met(user, "thuiszitters.melden")
    if not (eigen or via_swv(user, "thuiszitters.melden")):
        raise NietToegestaan(NIET_UW_MELDING)


def eis_eigen_adviesvraag(user: Gebruiker, vraag: Any) -> None:
    """Taking a request for advice back is for who asked, and for the SWV."""
    eis(user, "vrijstelling.aanvragen")
    if vraag.gevraagd_door_id != user.pk and not via_swv(user, "vrijstelling.aanvragen"):
        raise NietToegestaan("Alleen wie het advies vroeg, kan dit doen.")


def eis_behandelaar(user: Gebruiker, _obj: Any) -> None:
    """The ECT-er or coordinator who works on the register."""
    eis(user, "thuiszitters.behandelen")


def mag_behandelen(user: Gebruiker) -> bool:
    return mag(user, "thuiszitters.behandelen")


def mag_gezondheid(user: Gebruiker) -> bool:
    """Whether this person may read that a pupil is ill or freed on medical grounds (domein.md 7.1).

    The SWV, and the school about its own report; not leerplicht, not a partner.
    """
    return via_swv(user, "thuiszitters.register") or bool(scholen_met(user, "thuiszitters.inzien"))
