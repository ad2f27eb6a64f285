"""The letters of a decision: made once, sent, and with that the decision is made known (Awb 3:40, 3:41)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import bezwaartermijn
from swv.workflow import reden_waarom_niet, vergrendel, voer_uit
from tlv.beslisdatum import kalender_van_swv
from tlv.documents import SJABLOONVERSIE, besluitbrief
from tlv.enums import Besluitstatus
from tlv.geadresseerden import adres_nu
from tlv.models import Besluit, Brief, Briefbestand
from tlv.notifications import meld_bekendmaking
from tlv.permissions import eis_verzender
from tlv.services.besluit import plaats_briefopdracht
from tlv.workflow import BESLUIT


@transaction.atomic
def brief_maken(*, sleutel: UUID, op: datetime) -> Briefbestand:
    """Make the PDF of a letter once; a second call finds it and changes nothing (Awb: it is evidence).

    Raises `PdfNietBeschikbaar` without Pango.
    """
    brief = Brief.objects.select_for_update(of=("self",)).get(sleutel=sleutel)
    if bestaand := Briefbestand.objects.filter(brief=brief).first():
        return bestaand
    document = besluitbrief(brief)
    gemaakt = bestanden.bewaar_gemaakt(
        document.inhoud, naam=document.naam, inhoudstype="application/pdf", door=None, op=op
    )
    with bestanden.bewaard(gemaakt) as velden, transaction.atomic():
        bestand = Briefbestand.objects.create(brief=brief, sjabloonversie=SJABLOONVERSIE, **velden)
        leg_vast(brief, "gemaakt", door=None, op=op, gegevens={"sha256": bestand.sha256})
    return bestand


@transaction.atomic
def brief_adres_aanvullen(*, brief: Brief, door: Gebruiker, op: datetime) -> Brief:
    """Take over the address that is known now for a letter that had none, and have the letter made."""
    rij = vergrendel(brief, met=("besluit__aanvraag__leerling", "besluit__aanvraag__school"))
    eis_verzender(door, rij)
    if not rij.tekort:
        raise NietToegestaan("Deze brief heeft al een adres. Een gemaakte brief verandert niet meer.")
    betrokkene = rij.betrokkene
    rij.adresregels = list(adres_nu(rij.geadresseerde, rij.besluit.aanvraag, betrokkene))
    if rij.tekort:
        raise NietToegestaan("Het adres ontbreekt nog in het dossier. Vul het daar eerst in.")
    rij.save(update_fields=["adresregels"])
    leg_vast(rij, "adres_aangevuld", door=door, op=op)
    plaats_briefopdracht(rij, op)
    return rij


@transaction.atomic
def brief_verzonden(*, brief: Brief, verzonden_op: date, door: Gebruiker, op: datetime) -> Brief:
    """Record that this letter was sent; with the last one the decision is made known."""
    besluit = vergrendel(brief.besluit)
    rij = vergrendel(brief)
    eis_verzender(door, rij)
    _controleer_verzending(rij, besluit, verzonden_op, datum_van(op))
    rij.verzonden_op, rij.verzonden_door = verzonden_op, door
    rij.save(update_fields=["verzonden_op", "verzonden_door"])
    leg_vast(rij, "verzonden", door=door, op=op, gegevens={"verzonden_op": verzonden_op.isoformat()})
    if not reden_waarom_niet(BESLUIT, besluit, "bekendmaken", door):
        _maak_bekend(besluit, door, op)
    return rij


def _controleer_verzending(brief: Brief, besluit: Besluit, verzonden_op: date, vandaag: date) -> None:
    if besluit.status != Besluitstatus.GENOMEN or brief.verzonden_op is not None:
        raise NietToegestaan("Van deze brief is al vastgelegd dat zij is verzonden.")
    if not Briefbestand.objects.filter(brief=brief).exists():
        raise NietToegestaan(brief.tekort or "Deze brief wordt nog gemaakt.")
    if verzonden_op < datum_van(besluit.genomen_op):
        raise NietToegestaan("Een brief kan niet zijn verzonden voor de dag van het besluit.")
    if verzonden_op > vandaag:
        raise NietToegestaan("Vul de dag in waarop de brief is verzonden. Die ligt niet in de toekomst.")


def _maak_bekend(besluit: Besluit, door: Gebruiker, op: datetime) -> Besluit:
    """The day of the last letter counts for everyone.

    The term runs from the day after bekendmaking in the prescribed way (Awb 6:8, 3:41). With letters of
    different days the last day is the only one on which that was true for all; so nobody's term ends early.
    """
    laatste = besluit.brieven.aggregate(laatste=Max("verzonden_op"))["laatste"]
    termijn = bezwaartermijn(laatste, kalender_van_swv())
    rij = voer_uit(
        BESLUIT,
        besluit,
        "bekendmaken",
        door=door,
        op=op,
        bekendgemaakt_op=laatste,
        bekendgemaakt_door=door,
        bezwaar_uiterste_datum=termijn.uiterste_datum,
        bezwaar_afleiding=list(termijn.afleiding),
    )
    meld_bekendmaking(rij, op)
    return rij
