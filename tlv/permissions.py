"""Who may do what with a request, an advice, a decision or an objection.

Pure where the user and the object are enough; what needs other rows is in `tlv.mandaat`.
"""

from typing import Any

from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis, mag
from swv.rollen import ROLLEN, Bereik
from tlv.enums import Commissiefunctie

ANDERE_SCHOOL = "Alleen de school van deze aanvraag kan dit doen."
ANDERE_DESKUNDIGE = "Alleen de deskundige aan wie dit advies is gevraagd, kan dit doen."
ZELFDE_BESLISSER = (
    "Wie het besluit nam, beslist niet over het bezwaar daartegen (Awb artikel 10:3 lid 3). "
    "Vraag een collega."
)


def scholen_met(user: Gebruiker, permissie: str) -> frozenset[int]:
    """The schools for which a running role of `user` holds `permissie`."""
    return frozenset(
        toekenning.school_id
        for toekenning in user.toekenningen
        if toekenning.school_id and user.is_active and permissie in ROLLEN[toekenning.rol].permissies
    )


def mag_aanvragen(user: Gebruiker, school_id: int) -> bool:
    """Whether `user` may make or complete requests for this school."""
    return mag(user, "tlv.aanvragen") and school_id in scholen_met(user, "tlv.aanvragen")


def eis_mag_aanvragen(user: Gebruiker, school_id: int) -> None:
    eis(user, "tlv.aanvragen")
    if not mag_aanvragen(user, school_id):
        raise NietToegestaan(ANDERE_SCHOOL)


def eis_eigen_aanvraag(user: Gebruiker, aanvraag: Any) -> None:
    """The school that asked: it fills in, sends in, completes and withdraws."""
    eis_mag_aanvragen(user, aanvraag.school_id)


def eis_eigen_herstel(user: Gebruiker, verzoek: Any) -> None:
    eis_eigen_aanvraag(user, verzoek.aanvraag)


def eis_beoordelaar(user: Gebruiker, _obj: Any) -> None:
    """The SWV employee who judges completeness and asks the experts."""
    eis(user, "tlv.beoordelen")


def eis_beslisser(user: Gebruiker, _obj: Any) -> None:
    """The role may decide at all; the mandate table says about what (`tlv.mandaat`)."""
    eis(user, "tlv.besluiten")


def eis_verzender(user: Gebruiker, _obj: Any) -> None:
    eis(user, "tlv.verzenden")


def eis_bezwaarbehandelaar(user: Gebruiker, _obj: Any) -> None:
    eis(user, "tlv.bezwaar")


def eis_andere_beslisser(user: Gebruiker, besluit: Any) -> None:
    """Awb 10:3 lid 3: the decision on bezwaar is not for the person who took the first one."""
    eis(user, "tlv.bezwaar")
    if besluit.genomen_door_id == user.pk:
        raise NietToegestaan(ZELFDE_BESLISSER)


def eis_andere_beslisser_bezwaar(user: Gebruiker, bezwaar: Any) -> None:
    eis_andere_beslisser(user, bezwaar.besluit)


def mag_adviseren(user: Gebruiker, advies: Any) -> bool:
    return mag(user, "tlv.adviseren") and advies.deskundige_id == user.pk


def eis_eigen_advies(user: Gebruiker, advies: Any) -> None:
    eis(user, "tlv.adviseren")
    if not mag_adviseren(user, advies):
        raise NietToegestaan(ANDERE_DESKUNDIGE)


def eis_mag_plaatsen(user: Gebruiker, school_id: int) -> None:
    """The receiving school itself; the SWV may do it for every school."""
    eis(user, "tlv.plaatsen")
    if not user.heeft_bereik(Bereik.SWV) and school_id not in scholen_met(user, "tlv.plaatsen"):
        raise NietToegestaan("Alleen de ontvangende school of het samenwerkingsverband kan dit doen.")


def eis_plaatser(user: Gebruiker, plaatsing: Any) -> None:
    eis_mag_plaatsen(user, plaatsing.school_id)


def eis_verslaglegger(user: Gebruiker, vergadering: Any) -> None:
    """The SWV employee, or the voorzitter or secretaris whose term runs on the day of the meeting."""
    if mag(user, "tlv.commissie"):
        return
    eis(user, "tlv.vergaderen")
    dag = datum_van(vergadering.begint_op)
    leden = vergadering.commissie.leden.zittend(dag).filter(gebruiker=user)
    if not leden.exclude(functie=Commissiefunctie.LID).exists():
        raise NietToegestaan("Alleen de voorzitter, de secretaris of het samenwerkingsverband legt dit vast.")
