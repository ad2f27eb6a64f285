"""Who may do what with an aanmelding, a casus, an advice or a confidential note.

The note has a rule of its own: no role opens it, only being casushouder or being named.
"""

from typing import Any

from ect.enums import Adviesstatus
from ect.models import LOPEND, Aanmelding, Casus, Contactmoment, Ectadvies, Notitie, Notitietoegang
from leerlingen.models import Leerling
from leerlingen.permissions import eigen_scholen, scholen_met, via_swv
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, eis, mag
from swv.rollen import Bereik

ANDERE_SCHOOL = "U kunt alleen hulp vragen voor een leerling die nu bij uw school is."
NIET_VAN_U = "Alleen de school van deze aanmelding of het samenwerkingsverband kan haar intrekken."
GEEN_CASUSHOUDER = "Alleen de casushouder kan dit doen."
NIET_NAAR_UZELF = (
    "U kunt een casus van een collega niet zelf overnemen. De casushouder of een ander draagt haar over."
)


def scholen_om_aan_te_melden(user: Gebruiker, leerling: Leerling) -> list[int]:
    """The schools of `user` where the pupil is today and for which it may ask; empty for staff."""
    return eigen_scholen(user, leerling, "ect.aanmelden")


def mag_aanmelden(user: Gebruiker, leerling: Leerling) -> bool:
    """A school for its own pupil, SWV staff for every pupil."""
    return via_swv(user, "ect.aanmelden") or bool(scholen_om_aan_te_melden(user, leerling))


def eis_mag_aanmelden(user: Gebruiker, leerling: Leerling, school: School) -> None:
    """Raise `NietToegestaan` unless `user` may ask for help for this pupil of this school."""
    eis(user, "ect.aanmelden")
    if not via_swv(user, "ect.aanmelden") and school.pk not in scholen_om_aan_te_melden(user, leerling):
        raise NietToegestaan(ANDERE_SCHOOL)


def eis_mag_intrekken(user: Gebruiker, aanmelding: Aanmelding) -> None:
    """The school that asked, also when the pupil has left it, or SWV staff on its behalf."""
    eis(user, "ect.aanmelden")
    eigen = aanmelding.school_id in scholen_met(user, "ect.aanmelden")
    if not via_swv(user, "ect.aanmelden") and not eigen:
        raise NietToegestaan(NIET_VAN_U)


def mag_behandelen(user: Gebruiker) -> bool:
    return mag(user, "ect.behandelen")


def leest_werk(user: Gebruiker) -> bool:
    """Whether this person reads what is still work of the ECT: a concept, and contact that was not shared.

    For who has a task in a casus, the ECT and the coordinator; who only sees the register does not need it
    (architectuur.md B.6; missie.md: share only what the own task needs).
    """
    return mag_behandelen(user)


def mag_contact_lezen(user: Gebruiker, contactmoment: Contactmoment) -> bool:
    """For staff the same rule as `Contactmoment.zichtbaar_voor`: shared, or work of the own task."""
    return user.heeft_bereik(Bereik.SWV) and (leest_werk(user) or not contactmoment.intern)


def mag_advies_lezen(user: Gebruiker, advies: Ectadvies) -> bool:
    """For staff the same rule as `Ectadvies.zichtbaar_voor`: brought out, or work of the own task."""
    return user.heeft_bereik(Bereik.SWV) and (leest_werk(user) or advies.status == Adviesstatus.UITGEBRACHT)


def eis_behandelaar(user: Gebruiker, _obj: Any) -> None:
    """Everyone of the ECT does the work of a casus, so that it goes on when a colleague is away."""
    eis(user, "ect.behandelen")


def eis_mag_overdragen(user: Gebruiker, casus: Casus, nieuwe: Gebruiker) -> None:
    """The casushouder gives it to anyone; a colleague only to a third person, as the notes go along."""
    eis(user, "ect.behandelen")
    if user.pk not in {casus.casushouder_id} and nieuwe.pk == user.pk:
        raise NietToegestaan(NIET_NAAR_UZELF)


def is_casushouder(user: Gebruiker, casus: Casus) -> bool:
    return mag(user, "ect.behandelen") and casus.casushouder_id == user.pk


def mag_notitie_schrijven(user: Gebruiker, casus: Casus) -> bool:
    """The casushouder, as long as the casus runs."""
    return is_casushouder(user, casus) and casus.status in LOPEND


def eis_mag_notitie_schrijven(user: Gebruiker, casus: Casus) -> None:
    eis(user, "ect.behandelen")
    if not is_casushouder(user, casus):
        raise NietToegestaan(GEEN_CASUSHOUDER)
    if casus.status not in LOPEND:
        raise NietToegestaan("Deze casus is afgesloten. Een notitie kan niet meer veranderen.")


def mag_notitie_lezen(user: Gebruiker, notitie: Notitie) -> bool:
    """The same rule as `Notitie.zichtbaar_voor`, for one note; one query when the user must be named."""
    if not user.heeft_bereik(Bereik.SWV):
        return False
    if notitie.casus.casushouder_id == user.pk:
        return True
    return Notitietoegang.objects.lopend().filter(notitie=notitie, gebruiker=user).exists()


def eis_mag_toegang_geven(user: Gebruiker, notitie: Notitie) -> None:
    """Who may read it is decided by the casushouder alone, also after the casus was closed."""
    eis(user, "ect.behandelen")
    if not is_casushouder(user, notitie.casus):
        raise NietToegestaan(GEEN_CASUSHOUDER)
