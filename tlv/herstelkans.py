"""Whether the school had its chance to complete and did not take it (Awb 4:5): then "niet behandelen" is open."""

from typing import Any

from tlv.enums import Herstelstatus

NIET_GEBODEN = (
    "Vraag de school eerst om aanvulling. Pas daarna kunt u de aanvraag niet in behandeling nemen "
    "(Awb artikel 4:5)."
)
IS_COMPLEET = (
    "Deze aanvraag is compleet. Beslis op de inhoud: niet in behandeling nemen kan alleen als de school niet "
    "(genoeg) heeft aangevuld (Awb artikel 4:5)."
)


def onbenutte_kans(aanvraag: Any) -> Any:
    """The last invitation to complete, when it failed; else None. One that was taken back does not count.

    It failed when its term passed unused, or when what came did not make the request complete.
    """
    laatste = _laatste(aanvraag)
    if laatste is None or _is_benut(aanvraag, laatste):
        return None
    return laatste


def reden_geen_kans(aanvraag: Any) -> str:
    """Why "niet behandelen" is closed, as a sentence; empty when it is open."""
    laatste = _laatste(aanvraag)
    if laatste is None:
        return NIET_GEBODEN if aanvraag.compleet_op is None else IS_COMPLEET
    return IS_COMPLEET if _is_benut(aanvraag, laatste) else ""


def _laatste(aanvraag: Any) -> Any:
    voorbij = aanvraag.herstelverzoeken.filter(status__in=[Herstelstatus.VERLOPEN, Herstelstatus.AANGEVULD])
    return voorbij.order_by("gevraagd_op", "id").last()


def _is_benut(aanvraag: Any, verzoek: Any) -> bool:
    """Declared complete once and for all, or complete in spite of the term that passed before."""
    if aanvraag.compleet_op is None:
        return False
    return verzoek.status == Herstelstatus.AANGEVULD or aanvraag.compleet_op >= verzoek.afgehandeld_op
