"""A request from its first word to sending in, being complete, or being withdrawn."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from leerlingen.enums import Vernietigreden
from leerlingen.models import Dossierdocument, Inschrijving, Leerling
from leerlingen.vernietigen import document_vernietigen
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan
from swv.versies import eis_versie
from swv.workflow import vergrendel, voer_uit
from tlv import vragen
from tlv.enums import Aanleiding, Aanvraagstatus, Adviesstatus, Herstelstatus, Soort
from tlv.models import LOPEND, Aanvraag, Aanvraagdocument, Keuzehulpuitkomst
from tlv.nummers import aanvraagkenmerk
from tlv.permissions import eis_eigen_aanvraag, eis_mag_aanvragen
from tlv.services.overnemen import neem_over
from tlv.services.termijnen import termijnen_herberekenen, werk_eerstvolgende_bij
from tlv.workflow import AANVRAAG, ADVIES, HERSTEL

GEEN_LEERLING_VAN_SCHOOL = "Deze leerling staat op dit moment niet bij uw school aangemeld of ingeschreven."
INGETROKKEN = "De school heeft de aanvraag ingetrokken."


@transaction.atomic
def aanvraag_beginnen(
    *,
    leerling: Leerling,
    school: School,
    soort: str,
    door: Gebruiker,
    op: datetime,
    aanleiding: str = Aanleiding.EERSTE,
) -> Aanvraag:
    """Begin a concept; the concept that this school already has for this pupil is returned instead.

    A verlenging begins with the answers of the earlier request, as far as this school may see that one.
    """
    eis_mag_aanvragen(door, school.pk)
    Leerling.objects.select_for_update(of=("self",)).get(pk=leerling.pk)
    _eis_leerling_van(school, leerling, door, op)
    bestaand = Aanvraag.objects.filter(leerling=leerling, school=school, soort=soort)
    if concept := bestaand.filter(status=Aanvraagstatus.CONCEPT).first():
        return concept
    _eis_geen_lopende(bestaand)
    vragenlijst = vragen.lijst_voor(soort, datum_van(op))
    if vragenlijst is None:
        raise NietToegestaan("Dit samenwerkingsverband beslist niet over deze soort aanvraag.")
    aanvraag = Aanvraag.objects.create(
        kenmerk=aanvraagkenmerk(datum_van(op)),
        leerling=leerling,
        school=school,
        soort=Soort(soort),
        aanleiding=Aanleiding(aanleiding),
        vragenlijst=vragenlijst,
        begonnen_op=op,
        begonnen_door=door,
    )
    leg_vast(aanvraag, "begonnen", door=door, op=op, naar=aanvraag.status)
    return neem_over(aanvraag, door, op) if aanleiding == Aanleiding.VERLENGING else aanvraag


@transaction.atomic
def antwoorden_bewaren(
    *, aanvraag: Aanvraag, antwoorden: Mapping[str, str], versie: int, door: Gebruiker, op: datetime
) -> Aanvraag:
    """Save the answers of one task of a concept; raises `Verouderd` when someone else saved first."""
    rij = vergrendel(aanvraag, met=("vragenlijst",))
    eis_eigen_aanvraag(door, rij)
    eis_concept(rij)
    eis_versie(rij, versie)
    nieuw = schone_antwoorden(rij, antwoorden, op)
    gewijzigd = sorted(code for code, waarde in nieuw.items() if rij.antwoorden.get(code, "") != waarde)
    if not gewijzigd:
        return rij
    rij.antwoorden = {code: w for code, w in (rij.antwoorden | nieuw).items() if w}
    rij.overgenomen = [code for code in rij.overgenomen if code not in gewijzigd]
    rij.versie += 1
    rij.save(update_fields=["antwoorden", "overgenomen", "versie"])
    leg_vast(rij, "antwoorden_bewaard", door=door, op=op, gegevens={"vragen": gewijzigd})
    return rij


@transaction.atomic
def concept_verwijderen(*, aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Aanvraag:
    """Throw a concept away: the answers go, and so do files that only this concept used."""
    rij = voer_uit(AANVRAAG, aanvraag, "verwijderen", door=door, op=op, antwoorden={})
    Keuzehulpuitkomst.objects.filter(aanvraag=rij).delete()
    _laat_documenten_los(rij.documenten.all(), door, op)
    return rij


@transaction.atomic
def indienen(*, aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Aanvraag:
    """Send the request in: it is received at this moment and its clocks begin (Awb 4:13).

    An answer or a document at a question that is no longer asked, because another answer changed, does not go along.
    """
    aanvraag = vergrendel(aanvraag, met=("vragenlijst",))
    gesteld = vragen.gesteld(aanvraag)
    blijft = {code: antwoord for code, antwoord in aanvraag.antwoorden.items() if code in gesteld}
    rij = voer_uit(AANVRAAG, aanvraag, "indienen", door=door, op=op, antwoorden=blijft)
    _laat_documenten_los(aanvraag.documenten.exclude(vraag__in=list(gesteld)), door, op)
    return termijnen_herberekenen(aanvraag=rij, door=door, op=op)


@transaction.atomic
def compleet_verklaren(*, aanvraag: Aanvraag, door: Gebruiker, op: datetime) -> Aanvraag:
    """Everything is there: clocks that begin at "compleet" start now; the judgement can begin."""
    rij = voer_uit(AANVRAAG, aanvraag, "compleet_verklaren", door=door, op=op, behandelaar=door)
    return termijnen_herberekenen(aanvraag=rij, door=door, op=op)


@transaction.atomic
def aanvraag_intrekken(*, aanvraag: Aanvraag, reden: str, door: Gebruiker, op: datetime) -> Aanvraag:
    """The school withdraws: what was still asked of the school or of an expert falls away with it."""
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom u de aanvraag intrekt.")
    rij = voer_uit(AANVRAAG, aanvraag, "intrekken", door=door, op=op, toelichting=reden.strip())
    for verzoek in rij.herstelverzoeken.filter(status=Herstelstatus.OPEN):
        voer_uit(HERSTEL, verzoek, "vervallen", door=None, op=op, toelichting=INGETROKKEN)
    for advies in rij.adviezen.filter(status=Adviesstatus.GEVRAAGD):
        voer_uit(ADVIES, advies, "vervallen", door=None, op=op, toelichting=INGETROKKEN)
    return werk_eerstvolgende_bij(rij)


def _laat_documenten_los(rijen: "models.QuerySet[Aanvraagdocument]", door: Gebruiker, op: datetime) -> None:
    for koppeling in rijen.select_related("document"):
        document = koppeling.document
        koppeling.delete()
        laat_vervallen(document, door, op)


def eis_concept(aanvraag: Aanvraag) -> None:
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        raise NietToegestaan("Deze aanvraag is al ingediend. U kunt haar niet meer wijzigen.")


def laat_vervallen(document: Dossierdocument, door: Gebruiker, op: datetime) -> None:
    """Take a file out of the dossier, unless a request or an OPP rests on it; what may hold a BSN goes for good."""
    if document.aanvraagdocumenten.exists() or document.oppversies.exists():
        return
    if document.waarschuwing:
        document_vernietigen(document=document, om=Vernietigreden.BSN, door=door, op=op)
        return
    document.vervallen_op = op
    document.save(update_fields=["vervallen_op"])
    leg_vast(document, "vervallen", door=door, op=op, naar=document.soort)


def _eis_leerling_van(school: School, leerling: Leerling, door: Gebruiker, op: datetime) -> None:
    """A school asks only for a pupil that it can see and that is its own today (architectuur.md B.6)."""
    zichtbaar = Leerling.objects.zichtbaar_voor(door).filter(pk=leerling.pk).exists()
    hier = Inschrijving.objects.lopend(datum_van(op), [school.pk]).filter(leerling=leerling).exists()
    if not (zichtbaar and hier):
        raise NietToegestaan(GEEN_LEERLING_VAN_SCHOOL)


def _eis_geen_lopende(eigen: models.QuerySet[Aanvraag]) -> None:
    if lopend := eigen.filter(status__in=LOPEND).first():
        raise NietToegestaan(f"Uw school heeft al een aanvraag lopen voor deze leerling: {lopend.kenmerk}.")


def schone_antwoorden(aanvraag: Aanvraag, antwoorden: Mapping[str, str], op: datetime) -> dict[str, str]:
    """Only questions of this question set that are answered in words, each with an answer that fits it."""
    bekend = vragen.vragen(aanvraag.vragenlijst.inhoud)
    schoon = {code: waarde.strip() for code, waarde in antwoorden.items()}
    for code, waarde in schoon.items():
        gestelde = bekend.get(code)
        if gestelde is None:
            raise NietToegestaan("Deze vraag hoort niet bij deze aanvraag.")
        if gestelde.is_document:
            raise NietToegestaan("Voeg bij dit punt een document toe.")
        if melding := vragen.controleer_antwoord(gestelde, waarde, datum_van(op)):
            raise NietToegestaan(f"{gestelde.label} {melding}")
    return schoon
