"""Who may give and end access to a school.

A directeur does so for the own school; beheer for every school of the SWV. Nobody changes the own access.
"""

from typing import Any

from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, eis
from swv.rollen import EIST_SCHOOL, ROLLEN

RECHT = "collega.beheren"
ANDERE_SCHOOL = "U regelt alleen de toegang van uw eigen school."
EIGEN_TOEGANG = "Uw eigen rollen wijzigt u niet zelf. Vraag een andere directeur of beheerder."


def eigen_scholen(user: Gebruiker) -> frozenset[int]:
    """The schools whose access a running role of `user` manages."""
    return frozenset(
        toekenning.school_id
        for toekenning in user.toekenningen
        if toekenning.school_id and user.is_active and RECHT in ROLLEN[toekenning.rol].permissies
    )


def voor_alle_scholen(user: Gebruiker) -> bool:
    """Whether a role of the SWV itself carries the right: beheer."""
    return any(RECHT in ROLLEN[rol].permissies and rol not in EIST_SCHOOL for rol in user.rollen)


def scholen_voor(user: Gebruiker) -> Any:
    """The open schools of the SWV whose access `user` manages."""
    scholen = School.objects.van_swv().open()
    return scholen if voor_alle_scholen(user) else scholen.filter(pk__in=eigen_scholen(user))


def mag_beheren(user: Gebruiker, school_id: int | None) -> bool:
    return voor_alle_scholen(user) or (school_id is not None and school_id in eigen_scholen(user))


def eis_mag_beheren(user: Gebruiker, school_id: int | None) -> None:
    """Raise `NietToegestaan` unless `user` manages the access of this school."""
    eis(user, RECHT)
    if not mag_beheren(user, school_id):
        raise NietToegestaan(ANDERE_SCHOOL)


def eis_mag_rol_wijzigen(user: Gebruiker, gebruiker: Gebruiker, rol: str, school_id: int | None) -> None:
    """Roles of a school: who manages its access; every other role: beheer. Never one's own."""
    if rol in EIST_SCHOOL:
        eis_mag_beheren(user, school_id)
    else:
        eis(user, "gebruiker.beheren")
    if user == gebruiker:
        raise NietToegestaan(EIGEN_TOEGANG)
