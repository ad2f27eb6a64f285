"""Taking the decision: by the right person, on two advices, once; and what follows from it at once."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

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
from tlv.controle import Controle
from tlv.documents import BESLUITBRIEF, opdrachtsleutel
from tlv.enums import Adviesstatus, Uitkomst
from tlv.geadresseerden import Adressaat, geadresseerden
from tlv.herstelkans import onbenutte_kans
from tlv.mandaat import eis_mag_besluiten, mandaattekst
from tlv.models import Aanvraag, Besluit, Besluittoets, Brief, Toelaatbaarheidsverklaring
from tlv.nummers import tlv_nummer
from tlv.poort import Besluitinhoud, Poortvraag, eis_open, te_motiveren, toets
from tlv.services.termijnen import termijnen_halen
from tlv.workflow import AANVRAAG, ADVIES

BESLOTEN = "Er is een besluit genomen; dit advies is niet meer nodig."


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
    afwijkingen: Mapping[str, str] = MappingProxyType({}),
) -> Besluit:
    """Decide on a request; on a grant the TLV gets its number, and every addressee a letter.

    `afwijkingen`: rule of the poort -> why its warning was passed. Raises `NietToegestaan` with the reason.
    Two deciders at once give one decision: the row is locked.
    """
    inhoud = _inhoud(uitkomst, categorie, ingangsdatum, einddatum, motivering)
    actie = "niet_behandelen" if inhoud.uitkomst is Uitkomst.NIET_BEHANDELD else "besluit_nemen"
    rij = voer_uit(AANVRAAG, aanvraag, actie, door=door, op=op)
    eis_mag_besluiten(door, rij, inhoud.categorie, datum_van(op))
    controles = _controleer(rij, inhoud, afwijkingen, door, op)
    besluit = _leg_besluit_vast(rij, inhoud, door, op)
    _bewaar_toetsen(besluit, controles, afwijkingen)
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
) -> Besluitinhoud:
    if not motivering.strip():
        raise NietToegestaan("Schrijf waarom u dit besluit neemt. De ouders en de school lezen dit.")
    keuze = Uitkomst(uitkomst)
    if keuze is Uitkomst.TOEGEKEND:
        return Besluitinhoud(keuze, categorie, ingangsdatum, einddatum, motivering.strip())
    return Besluitinhoud(keuze, "", None, None, motivering.strip())


def _controleer(
    aanvraag: Aanvraag, inhoud: Besluitinhoud, redenen: Mapping[str, str], door: Gebruiker, op: datetime
) -> list[Controle]:
    """What the poort says to a decision on the contents; "niet behandelen" has a rule of its own."""
    if inhoud.uitkomst is Uitkomst.NIET_BEHANDELD:
        _eis_op_tijd(aanvraag, datum_van(op))
        return []
    Leerling.objects.select_for_update(of=("self",)).get(pk=aanvraag.leerling_id)
    controles = toets(Poortvraag.van(aanvraag, door, inhoud=inhoud, op=op))
    eis_open(controles, redenen)
    return controles


def _bewaar_toetsen(besluit: Besluit, controles: list[Controle], redenen: Mapping[str, str]) -> None:
    """What was looked at stays with the decision, with the reason for every warning that was passed."""
    waarschuwingen = {controle.code for controle in te_motiveren(controles)}
    Besluittoets.objects.bulk_create(
        Besluittoets(
            besluit=besluit,
            code=controle.code,
            naam=controle.naam,
            uitkomst=controle.uitkomst,
            uitleg=controle.uitleg,
            reden=redenen.get(controle.code, "").strip() if controle.code in waarschuwingen else "",
        )
        for controle in controles
    )


def _eis_op_tijd(aanvraag: Aanvraag, dag: date) -> None:
    laatste = niet_behandelen_tot_en_met(aanvraag)
    if laatste is not None and dag > laatste:
        raise NietToegestaan(
            f"Niet in behandeling nemen kon tot en met {datum(laatste)} (Awb artikel 4:5 lid 4). "
            "Beslis nu op de inhoud."
        )


def _leg_besluit_vast(aanvraag: Aanvraag, inhoud: Besluitinhoud, door: Gebruiker, op: datetime) -> Besluit:
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
