"""The transition tables of the TLV route, and the states that a move needs.

Five things have a state of their own: the request, the invitation to complete it, the advice,
the decision and the objection (domein.md 1.7, last part). This module only reads.
"""

from typing import Any

from swv.permissions import NietToegestaan
from swv.workflow import Overgang, Workflow, alleen_systeem
from tlv.enums import OPEN_BEZWAAR, Adviesstatus, Besluitstatus, Bezwaarstatus, Herstelstatus
from tlv.enums import Aanvraagstatus as A
from tlv.herstelkans import reden_geen_kans
from tlv.permissions import (
    eis_andere_beslisser,
    eis_andere_beslisser_bezwaar,
    eis_beoordelaar,
    eis_beslisser,
    eis_bezwaarbehandelaar,
    eis_eigen_aanvraag,
    eis_eigen_advies,
    eis_eigen_herstel,
    eis_verzender,
)
from tlv.poort import eis_klaar
from tlv.vragen import tekorten
from tlv.workflow_plaatsing import PLAATSING
from tlv.workflow_vergadering import VERGADERING

LOPENDE_AANVRAAG = frozenset({A.INGEDIEND, A.ONVOLLEDIG, A.IN_BEHANDELING})
BIJ_HET_SWV = frozenset({A.INGEDIEND, A.IN_BEHANDELING})


def controleer_volledig(aanvraag: Any) -> None:
    """A request is sent in when every mandatory question and document is there."""
    if aantal := len(tekorten(aanvraag)):
        wat = "is nog 1 onderdeel" if aantal == 1 else f"zijn nog {aantal} onderdelen"
        raise NietToegestaan(f"Er {wat} niet ingevuld.")


def controleer_nog_niet_compleet(aanvraag: Any) -> None:
    if aanvraag.compleet_op is not None:
        raise NietToegestaan("Deze aanvraag was al compleet verklaard.")


def controleer_al_compleet(aanvraag: Any) -> None:
    if aanvraag.compleet_op is None:
        raise NietToegestaan("Deze aanvraag is nog niet compleet verklaard.")


def controleer_geen_open_herstel(aanvraag: Any) -> None:
    """No progress while the school still has something to complete (Awb 4:5)."""
    if aanvraag.herstelverzoeken.filter(status=Herstelstatus.OPEN).exists():
        raise NietToegestaan("De school moet eerst iets aanvullen. Trek het verzoek in of wacht het af.")


def controleer_klaar_voor_besluit(aanvraag: Any) -> None:
    """Nothing about the request itself stops a decision (the zorgvuldigheidspoort)."""
    eis_klaar(aanvraag)


def controleer_herstel_geboden(aanvraag: Any) -> None:
    """Awb 4:5 lid 1: "niet behandelen" only where the school did not complete."""
    controleer_geen_open_herstel(aanvraag)
    if reden := reden_geen_kans(aanvraag):
        raise NietToegestaan(reden)


def controleer_advies_volledig(advies: Any) -> None:
    """The advice is the expert's own, reasoned, and independent in three ways (domein.md 1.2)."""
    if advies.aanvraag.status != A.IN_BEHANDELING:
        raise NietToegestaan("U kunt het advies uitbrengen zodra de aanvraag weer in behandeling is.")
    if not (advies.beroep and advies.conclusie and advies.motivering.strip()):
        raise NietToegestaan("Vul uw beroep, uw conclusie en uw motivering in.")
    if not (advies.niet_bij_aanvraag and advies.niet_in_dienst_school and advies.niet_begeleider):
        raise NietToegestaan("Bevestig alle drie de verklaringen over uw onafhankelijkheid.")


def controleer_alles_verzonden(besluit: Any) -> None:
    """Awb 3:41: a decision is made known by sending it to everyone to whom it is addressed."""
    if not besluit.brieven.exists() or besluit.brieven.filter(verzonden_op__isnull=True).exists():
        raise NietToegestaan("Nog niet alle brieven zijn verzonden.")


def controleer_geen_open_bezwaar(besluit: Any) -> None:
    if besluit.bezwaren.filter(status__in=OPEN_BEZWAAR).exists():
        raise NietToegestaan("Er loopt nog een bezwaar tegen dit besluit.")


AANVRAAG = Workflow(
    "Aanvraag",
    (
        Overgang(
            "indienen",
            "Aanvraag indienen",
            frozenset({A.CONCEPT}),
            A.INGEDIEND,
            eis_eigen_aanvraag,
            controleer_volledig,
            "ingediend",
        ),
        Overgang(
            "verwijderen", "Concept verwijderen", frozenset({A.CONCEPT}), A.VERVALLEN, eis_eigen_aanvraag
        ),
        Overgang("herstel_vragen", "Om aanvulling vragen", BIJ_HET_SWV, A.ONVOLLEDIG, eis_beoordelaar),
        Overgang(
            "aanvullen",
            "Aanvulling insturen",
            frozenset({A.ONVOLLEDIG}),
            A.INGEDIEND,
            eis_eigen_aanvraag,
            controleer_nog_niet_compleet,
        ),
        Overgang(
            "aanvullen_hervatten",
            "Aanvulling insturen",
            frozenset({A.ONVOLLEDIG}),
            A.IN_BEHANDELING,
            eis_eigen_aanvraag,
            controleer_al_compleet,
        ),
        Overgang(
            "herstel_intrekken",
            "Verzoek om aanvulling intrekken",
            frozenset({A.ONVOLLEDIG}),
            A.INGEDIEND,
            eis_beoordelaar,
            controleer_nog_niet_compleet,
        ),
        Overgang(
            "herstel_intrekken_hervatten",
            "Verzoek om aanvulling intrekken",
            frozenset({A.ONVOLLEDIG}),
            A.IN_BEHANDELING,
            eis_beoordelaar,
            controleer_al_compleet,
        ),
        Overgang(
            "herstel_verlopen",
            "Hersteltermijn verlopen",
            frozenset({A.ONVOLLEDIG}),
            A.INGEDIEND,
            alleen_systeem,
            controleer_nog_niet_compleet,
        ),
        Overgang(
            "herstel_verlopen_hervatten",
            "Hersteltermijn verlopen",
            frozenset({A.ONVOLLEDIG}),
            A.IN_BEHANDELING,
            alleen_systeem,
            controleer_al_compleet,
        ),
        Overgang(
            "compleet_verklaren",
            "Aanvraag compleet verklaren",
            frozenset({A.INGEDIEND}),
            A.IN_BEHANDELING,
            eis_beoordelaar,
            controleer_geen_open_herstel,
            "compleet",
        ),
        Overgang(
            "besluit_nemen",
            "Besluit nemen",
            frozenset({A.IN_BEHANDELING}),
            A.BESLOTEN,
            eis_beslisser,
            controleer_klaar_voor_besluit,
            "besloten",
        ),
        Overgang(
            "niet_behandelen",
            "Niet in behandeling nemen",
            BIJ_HET_SWV,
            A.BESLOTEN,
            eis_beslisser,
            controleer_herstel_geboden,
            "besloten",
        ),
        Overgang(
            "intrekken",
            "Aanvraag intrekken",
            LOPENDE_AANVRAAG,
            A.INGETROKKEN,
            eis_eigen_aanvraag,
            velden="ingetrokken",
        ),
    ),
)

HERSTEL = Workflow(
    "Herstelverzoek",
    (
        Overgang(
            "afronden",
            "Aanvulling insturen",
            frozenset({Herstelstatus.OPEN}),
            Herstelstatus.AANGEVULD,
            eis_eigen_herstel,
            velden="afgehandeld",
        ),
        Overgang(
            "intrekken",
            "Verzoek om aanvulling intrekken",
            frozenset({Herstelstatus.OPEN}),
            Herstelstatus.INGETROKKEN,
            eis_beoordelaar,
            velden="afgehandeld",
        ),
        Overgang(
            "verlopen",
            "Hersteltermijn verlopen",
            frozenset({Herstelstatus.OPEN}),
            Herstelstatus.VERLOPEN,
            alleen_systeem,
            velden="afgehandeld",
        ),
        Overgang(
            "vervallen",
            "Vervallen met de aanvraag",
            frozenset({Herstelstatus.OPEN}),
            Herstelstatus.INGETROKKEN,
            alleen_systeem,
            velden="afgehandeld",
        ),
    ),
)

ADVIES = Workflow(
    "Deskundigenadvies",
    (
        Overgang(
            "uitbrengen",
            "Advies uitbrengen",
            frozenset({Adviesstatus.GEVRAAGD}),
            Adviesstatus.UITGEBRACHT,
            eis_eigen_advies,
            controleer_advies_volledig,
            "uitgebracht",
        ),
        Overgang(
            "intrekken",
            "Toewijzing intrekken",
            frozenset({Adviesstatus.GEVRAAGD}),
            Adviesstatus.INGETROKKEN,
            eis_beoordelaar,
        ),
        Overgang(
            "vervallen",
            "Vervallen met de aanvraag",
            frozenset({Adviesstatus.GEVRAAGD}),
            Adviesstatus.INGETROKKEN,
            alleen_systeem,
        ),
    ),
)

BESLUIT = Workflow(
    "Besluit",
    (
        Overgang(
            "bekendmaken",
            "Besluit bekendmaken",
            frozenset({Besluitstatus.GENOMEN}),
            Besluitstatus.BEKENDGEMAAKT,
            eis_verzender,
            controleer_alles_verzonden,
        ),
        # Awb 6:11: a late objection can be excusable, so it is registered, also after the term.
        Overgang(
            "bezwaar_registreren",
            "Bezwaar registreren",
            frozenset({Besluitstatus.BEKENDGEMAAKT, Besluitstatus.IN_BEZWAAR, Besluitstatus.ONHERROEPELIJK}),
            Besluitstatus.IN_BEZWAAR,
            eis_bezwaarbehandelaar,
        ),
        Overgang(
            "handhaven",
            "Besluit blijft na bezwaar",
            frozenset({Besluitstatus.IN_BEZWAAR}),
            Besluitstatus.BEKENDGEMAAKT,
            eis_bezwaarbehandelaar,
            controleer_geen_open_bezwaar,
        ),
        Overgang(
            "herroepen",
            "Besluit herroepen na bezwaar",
            frozenset({Besluitstatus.IN_BEZWAAR}),
            Besluitstatus.HERROEPEN,
            eis_andere_beslisser,
        ),
        Overgang(
            "onherroepelijk_maken",
            "Besluit is onherroepelijk",
            frozenset({Besluitstatus.BEKENDGEMAAKT}),
            Besluitstatus.ONHERROEPELIJK,
            alleen_systeem,
            controleer_geen_open_bezwaar,
        ),
    ),
)

BEZWAAR = Workflow(
    "Bezwaar",
    (
        Overgang(
            "doorzenden",
            "Bezwaar doorsturen naar de LBT",
            frozenset({Bezwaarstatus.ONTVANGEN}),
            Bezwaarstatus.BIJ_LBT,
            eis_bezwaarbehandelaar,
        ),
        Overgang(
            "beroep_registreren",
            "Beroep vastleggen",
            frozenset({Bezwaarstatus.AFGEHANDELD}),
            Bezwaarstatus.IN_BEROEP,
            eis_bezwaarbehandelaar,
        ),
        Overgang(
            "beroep_afsluiten",
            "Einde van het beroep vastleggen",
            frozenset({Bezwaarstatus.IN_BEROEP}),
            Bezwaarstatus.AFGEHANDELD,
            eis_bezwaarbehandelaar,
        ),
        Overgang(
            "afhandelen",
            "Bezwaar afhandelen",
            frozenset(OPEN_BEZWAAR),
            Bezwaarstatus.AFGEHANDELD,
            eis_andere_beslisser_bezwaar,
            velden="afgehandeld",
        ),
        Overgang(
            "intrekken",
            "Intrekking van het bezwaar vastleggen",
            frozenset(OPEN_BEZWAAR),
            Bezwaarstatus.INGETROKKEN,
            eis_bezwaarbehandelaar,
            velden="afgehandeld",
        ),
    ),
)

WORKFLOWS = (AANVRAAG, HERSTEL, ADVIES, BESLUIT, BEZWAAR, VERGADERING, PLAATSING)
