"""Who may do what with a pupil that is visible to him; `zichtbaar_voor` decides about visible.

A right counts only through the role that carries it: someone who keeps files at school A and
advises on a pupil of school B may not change that pupil.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from leerlingen.enums import Toestemming
from leerlingen.models import Betrokkene, Dossierdocument, Inschrijving, Leerling, Opp, Oppadvies, Oppversie
from swv.klok import vandaag
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, eis, mag
from swv.rollen import ROLLEN, Bereik

NIET_WIJZIGEN = "Uw rol geeft geen recht om deze leerling te wijzigen."
NIET_VOOR_SCHOOL = "U kunt alleen voor uw eigen school een leerling toevoegen of inschrijven."
NIET_VERNIETIGEN = (
    "Alleen de school die dit bestand inbracht en het samenwerkingsverband vernietigen de inhoud."
)
NIET_BIJ_DOCUMENT = "Alleen wie een document heeft ingebracht, kan het laten vervallen."


def via_swv(user: Gebruiker, permissie: str) -> bool:
    """Whether a role for the whole SWV carries `permissie`."""
    return user.is_active and any(
        ROLLEN[t.rol].bereik is Bereik.SWV and permissie in ROLLEN[t.rol].permissies
        for t in user.toekenningen
    )


def scholen_met(user: Gebruiker, permissie: str) -> list[int]:
    """The schools for which a role of `user` carries `permissie`."""
    if not user.is_active:
        return []
    return [t.school_id for t in user.toekenningen if t.school_id and permissie in ROLLEN[t.rol].permissies]


def lopend_bij(user: Gebruiker, leerling: Leerling) -> list[int]:
    """The schools of `user` where the pupil is today, inschrijving before aanmelding; one query."""
    if not user.school_ids:
        return []
    rijen = Inschrijving.objects.lopend(vandaag(), user.school_ids).filter(leerling=leerling)
    return list(rijen.order_by("-soort", "-vanaf", "-id").values_list("school_id", flat=True))


def eigen_scholen(user: Gebruiker, leerling: Leerling, permissie: str) -> list[int]:
    """The schools where the pupil is today and for which a role of `user` carries `permissie`."""
    met = scholen_met(user, permissie)
    return [school for school in lopend_bij(user, leerling) if school in met] if met else []


def mag_met(user: Gebruiker, leerling: Leerling, permissie: str) -> bool:
    """Whether `permissie` reaches this pupil: through the SWV, or through a school where it is today."""
    return via_swv(user, permissie) or bool(eigen_scholen(user, leerling, permissie))


def mag_wijzigen(user: Gebruiker, leerling: Leerling) -> bool:
    return mag_met(user, leerling, "leerling.wijzigen")


def eis_mag_wijzigen(user: Gebruiker, leerling: Leerling) -> None:
    """Raise `NietToegestaan` unless `mag_wijzigen`."""
    if not mag_wijzigen(user, leerling):
        raise NietToegestaan(NIET_WIJZIGEN)


def mag_voor_school(user: Gebruiker, school: School, permissie: str) -> bool:
    return via_swv(user, permissie) or school.pk in scholen_met(user, permissie)


def eis_mag_toevoegen(user: Gebruiker, school: School | None) -> None:
    """Raise `NietToegestaan` unless `user` may open a file for a pupil of `school`; None is at no school."""
    toegestaan = via_swv(user, "leerling.toevoegen")
    if not toegestaan and (school is None or school.pk not in scholen_met(user, "leerling.toevoegen")):
        raise NietToegestaan(NIET_VOOR_SCHOOL)


def eis_mag_inschrijven(user: Gebruiker, leerling: Leerling, school: School) -> None:
    """Raise `NietToegestaan`: a school enrols only at itself, and only a pupil that it may change."""
    eis_mag_wijzigen(user, leerling)
    if not mag_voor_school(user, school, "leerling.wijzigen"):
        raise NietToegestaan(NIET_VOOR_SCHOOL)


def mag_geheim_adres(user: Gebruiker) -> bool:
    """Only who addresses the letters reads a secret address."""
    return mag(user, "tlv.verzenden")


def mag_document_laten_vervallen(user: Gebruiker, document: Dossierdocument) -> bool:
    """The SWV withdraws what the SWV brought in, a school what that school brought in."""
    if document.school_id is None:
        return via_swv(user, "document.toevoegen")
    return document.school_id in eigen_scholen(user, document.leerling, "document.toevoegen")


def eis_mag_document_laten_vervallen(user: Gebruiker, document: Dossierdocument) -> None:
    """Raise `NietToegestaan` unless `mag_document_laten_vervallen`."""
    if not mag_document_laten_vervallen(user, document):
        raise NietToegestaan(NIET_BIJ_DOCUMENT)


def mag_document_vernietigen(user: Gebruiker, document: Dossierdocument) -> bool:
    """A BSN goes away whoever finds it: the school in its own file, the SWV in every file."""
    return via_swv(user, "document.toevoegen") or mag_document_laten_vervallen(user, document)


def eis_mag_document_vernietigen(user: Gebruiker, document: Dossierdocument) -> None:
    """Raise `NietToegestaan` unless `mag_document_vernietigen`."""
    if not mag_document_vernietigen(user, document):
        raise NietToegestaan(NIET_VERNIETIGEN)


@dataclass(frozen=True)
class Toegang:
    """What `user` may do and see on the page of one pupil; asked once per page."""

    wijzigen: bool
    documenten: bool
    contactgegevens: bool
    geheim_adres: bool
    tijdlijn: bool


def toegang(user: Gebruiker, leerling: Leerling) -> Toegang:
    """Return the rights of `user` on this pupil; one query at most."""
    lopend = set(lopend_bij(user, leerling))

    def reikt(permissie: str) -> bool:
        return via_swv(user, permissie) or not lopend.isdisjoint(scholen_met(user, permissie))

    is_swv = user.heeft_bereik(Bereik.SWV)
    return Toegang(
        wijzigen=reikt("leerling.wijzigen"),
        documenten=reikt("document.toevoegen"),
        contactgegevens=is_swv or reikt("leerling.inzien"),
        geheim_adres=mag_geheim_adres(user),
        tijdlijn=is_swv,
    )


def leerlingadres_verborgen(user: Gebruiker, betrokkenen: Iterable[Betrokkene]) -> bool:
    """Whether the pupil's own address stays unseen: it may be the secret address of one of the adults."""
    return any(b.geheim_adres for b in betrokkenen) and not mag_geheim_adres(user)


# --- OPP ---------------------------------------------------------------------------------------------------------

NIET_UW_OPP = "Alleen de school van dit OPP kan het opstellen, evalueren of beëindigen."
NIET_UW_LEERLING = "U kunt alleen een OPP opstellen voor een leerling die nu bij uw school is."


def mag_opstellen(user: Gebruiker, opp: Opp) -> bool:
    """The school that made it, also after the pupil left: it still has to end it."""
    return opp.school_id in scholen_met(user, "opp.opstellen")


def eis_mag_opstellen(user: Gebruiker, opp: Opp) -> None:
    """Raise `NietToegestaan` unless `mag_opstellen`."""
    if not mag_opstellen(user, opp):
        raise NietToegestaan(NIET_UW_OPP)


def eis_mag_versie_opstellen(user: Gebruiker, versie: Oppversie) -> None:
    eis_mag_opstellen(user, versie.opp)


def eis_mag_opp_beginnen(user: Gebruiker, leerling: Leerling, school: School) -> None:
    """Raise `NietToegestaan`: a school makes an OPP only for a pupil that is there today."""
    if school.pk not in eigen_scholen(user, leerling, "opp.opstellen"):
        raise NietToegestaan(NIET_UW_LEERLING)


def mag_opp_inhoud(user: Gebruiker, opp: Opp, versie: Oppversie) -> bool:
    """The texts and the document: the school itself, and the SWV once the parents let the school share them."""
    if opp.school_id in user.school_ids:
        return True
    return user.heeft_bereik(Bereik.SWV) and versie.toestemming == Toestemming.JA


def eis_mag_adviseren(user: Gebruiker, _advies: Oppadvies) -> None:
    eis(user, "opp.adviseren")


def eis_mag_advies_intrekken(user: Gebruiker, advies: Oppadvies) -> None:
    eis_mag_opstellen(user, advies.opp)
