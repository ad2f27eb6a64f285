"""Taking the decision: by the right person, on two advices, once; and what follows from it at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from leerlingen.models import Leerling
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.normen import norm, termijn_van
from swv.opdrachten import plaats
from swv.permissions import NietToegestaan
from swv.termijnen import datum
from swv.workflow import voer_uit
from tlv.beslisdatum import einde_stilstand, kalender_van_swv
from tlv.documents import BESLUITBRIEF, opdrachtsleutel
from tlv.enums import Adviesstatus, Uitkomst
from tlv.geadresseerden import Adressaat, geadresseerden
from tlv.geldigheid import controleer_geldigheid
from tlv.herstelkans import onbenutte_kans
from tlv.mandaat import eis_mag_besluiten, mandaattekst
from tlv.models import Aanvraag, Besluit, Brief, Toelaatbaarheidsverklaring
from tlv.nummers import tlv_nummer
from tlv.overlap import eis_geen_overlap
from tlv.services.termijnen import termijnen_halen
from tlv.workflow import AANVRAAG, ADVIES

BESLOTEN = "Er is een besluit genomen; dit advies is niet meer nodig."


@dataclass(frozen=True)
class Inhoud:
    """What is decided; categorie and period belong to a toekenning only."""

    uitkomst: Uitkomst
    categorie: str
    ingangsdatum: date | None
    einddatum: date | None
    motivering: str

    @property
    def is_toekenning(self) -> bool:
        return self.uitkomst is Uitkomst.TOEGEKEND


@transaction.atomic
def besluit_nemen(
    *,
    aanvraag: Aanvraag,
    uitkomst: str,
    categorie: str,
    ingangsdatum: date | None,
    einddatum: date | None,
    motivering: str,
    door: Gebruiker,
    op: datetime,
) -> Besluit:
    """Decide on a request; on a grant the TLV gets its number, and every addressee a letter.

    Raises `NietToegestaan` with the reason. Two deciders at once give one decision: the row is locked.
    """
    inhoud = _inhoud(uitkomst, categorie, ingangsdatum, einddatum, motivering)
    actie = "niet_behandelen" if inhoud.uitkomst is Uitkomst.NIET_BEHANDELD else "besluit_nemen"
    rij = voer_uit(AANVRAAG, aanvraag, actie, door=door, op=op)
    eis_mag_besluiten(door, rij, inhoud.categorie, datum_van(op))
    _controleer(rij, inhoud, op)
    besluit = _leg_besluit_vast(rij, inhoud, door, op)
    for adressaat in geadresseerden(rij, datum_van(op)):
        _maak_brief(besluit, adressaat, op)
    for advies in rij.adviezen.filter(status=Adviesstatus.GEVRAAGD):
        voer_uit(ADVIES, advies, "vervallen", door=None, op=op, toelichting=BESLOTEN)
    termijnen_halen(aanvraag=rij, op=op)
    return besluit


def niet_behandelen_tot_en_met(aanvraag: Aanvraag) -> date | None:
    """Awb 4:5 lid 4: the last day to say so; None where it cannot be said (herstelkans.py)."""
    laatste = onbenutte_kans(aanvraag)
    einde = einde_stilstand(laatste) if laatste else None
    if einde is None:
        return None
    regel = norm("tlv.niet_behandelen", einde)
    return termijn_van(regel, einde, kalender_van_swv()).uiterste_datum


def plaats_briefopdracht(brief: Brief, op: datetime) -> None:
    """Have the PDF made by a worker, once per letter; without an address it waits, visibly."""
    if not brief.tekort:
        plaats(BESLUITBRIEF, uniek=opdrachtsleutel(brief), op=op, brief=str(brief.sleutel))


def _inhoud(
    uitkomst: str, categorie: str, ingangsdatum: date | None, einddatum: date | None, motivering: str
) -> Inhoud:
    if not motivering.strip():
        raise NietToegestaan("Schrijf waarom u dit besluit neemt. De ouders en de school lezen dit.")
    keuze = Uitkomst(uitkomst)
    if keuze is Uitkomst.TOEGEKEND:
        return Inhoud(keuze, categorie, ingangsdatum, einddatum, motivering.strip())
    return Inhoud(keuze, "", None, None, motivering.strip())


def _controleer(aanvraag: Aanvraag, inhoud: Inhoud, op: datetime) -> None:
    dag = datum_van(op)
    if inhoud.uitkomst is Uitkomst.NIET_BEHANDELD:
        _eis_op_tijd(aanvraag, dag)
    elif aanvraag.adviezen.filter(status=Adviesstatus.UITGEBRACHT, uitgebracht_op__gt=op).exists():
        raise NietToegestaan("Een advies is van na dit besluit. Een advies gaat aan het besluit vooraf.")
    if inhoud.is_toekenning:
        _eis_geldig(aanvraag, inhoud, dag)


def _eis_op_tijd(aanvraag: Aanvraag, dag: date) -> None:
    laatste = niet_behandelen_tot_en_met(aanvraag)
    if laatste is not None and dag > laatste:
        raise NietToegestaan(
            f"Niet in behandeling nemen kon tot en met {datum(laatste)} (Awb artikel 4:5 lid 4). "
            "Beslis nu op de inhoud."
        )


def _eis_geldig(aanvraag: Aanvraag, inhoud: Inhoud, dag: date) -> None:
    for controle in controleer_geldigheid(
        soort=aanvraag.soort,
        categorie=inhoud.categorie,
        ingangsdatum=inhoud.ingangsdatum,
        einddatum=inhoud.einddatum,
        geboortedatum=aanvraag.leerling.geboortedatum,
        op=dag,
    ):
        if controle.blokkeert:
            raise NietToegestaan(controle.uitleg)
    Leerling.objects.select_for_update(of=("self",)).get(pk=aanvraag.leerling_id)
    eis_geen_overlap(aanvraag, inhoud.ingangsdatum, inhoud.einddatum)


def _leg_besluit_vast(aanvraag: Aanvraag, inhoud: Inhoud, door: Gebruiker, op: datetime) -> Besluit:
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        uitkomst=inhoud.uitkomst,
        categorie=inhoud.categorie,
        ingangsdatum=inhoud.ingangsdatum,
        einddatum=inhoud.einddatum,
        motivering=inhoud.motivering,
        mandaat=mandaattekst(door, aanvraag.soort, inhoud.categorie, datum_van(op)),
        genomen_op=op,
        genomen_door=door,
    )
    gegevens = {"uitkomst": besluit.uitkomst}
    if inhoud.is_toekenning and inhoud.ingangsdatum:
        verklaring = Toelaatbaarheidsverklaring.objects.create(
            nummer=tlv_nummer(datum_van(op)),
            besluit=besluit,
            leerling=aanvraag.leerling,
            soort=aanvraag.soort,
            categorie=inhoud.categorie,
            ingangsdatum=inhoud.ingangsdatum,
            einddatum=inhoud.einddatum,
        )
        gegevens["nummer"] = verklaring.nummer
    leg_vast(besluit, "genomen", door=door, op=op, naar=besluit.status, gegevens=gegevens)
    return besluit


def _maak_brief(besluit: Besluit, adressaat: Adressaat, op: datetime) -> Brief:
    brief = Brief.objects.create(
        besluit=besluit,
        geadresseerde=adressaat.geadresseerde,
        betrokkene=adressaat.betrokkene,
        aan=adressaat.aan,
        adresregels=list(adressaat.adresregels),
    )
    plaats_briefopdracht(brief, op)
    return brief
