"""The question of a school, from asking to an answer (missie.md PRC-11, NRM-06)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from ect.codelijst import eis_keuze
from ect.enums import Keuzelijst, Ouders, Urgentie
from ect.models import Aanmelding, Casus, Keuze
from ect.notifications import meld_aanmelding, meld_reactie
from ect.nummers import volgend_kenmerk
from ect.permissions import eis_mag_aanmelden, mag_behandelen
from ect.reactietermijn import Reactieklok, reactieklok
from ect.services.bewaren import eerder_gemaakt, eis_tekst
from ect.workflow import AANMELDING
from leerlingen.models import Inschrijving, Leerling
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.namen import vul
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel, voer_uit

AL_GEVRAAGD = (
    "Voor deze leerling staat al een vraag open. U vindt haar bij {{expertteam_kort}}, nummer {kenmerk}."
)
LOOPT_AL = "Voor deze leerling loopt al casus {kenmerk}. Beantwoord deze aanmelding en verwijs daarnaar."
NIET_BIJ_SCHOOL = "Deze leerling staat op dit moment niet bij deze school aangemeld of ingeschreven."
GEEN_CASUSHOUDER = "Kies een medewerker van {het_expertteam} als casushouder."


@transaction.atomic
def aanmelden(
    *,
    leerling: Leerling,
    school: School,
    hoofdvraag: Keuze,
    vraag: str,
    geprobeerd: str,
    ouders: str,
    vrager: str,
    door: Gebruiker,
    op: datetime,
    ouders_toelichting: str = "",
    urgentie: str = Urgentie.GEWOON,
    sleutel: UUID | None = None,
) -> Aanmelding:
    """Ask for help of the ECT: the clock of the first reaction begins at this moment.

    Sent twice with the same `sleutel` it is asked once. Raises `NietToegestaan`.
    """
    eis_mag_aanmelden(door, leerling, school)
    Leerling.objects.select_for_update(of=("self",)).get(pk=leerling.pk)
    eigen = Aanmelding.objects.filter(leerling=leerling, aangemeld_door=door)
    if eerder := eerder_gemaakt(eigen, sleutel):
        return eerder
    _eis_kan(leerling, school, hoofdvraag, ouders, ouders_toelichting, op)
    aanmelding = Aanmelding.objects.create(
        sleutel=sleutel or uuid4(),
        kenmerk=volgend_kenmerk(datum_van(op)),
        leerling=leerling,
        school=school,
        hoofdvraag=hoofdvraag,
        vraag=eis_tekst(vraag, vul("Schrijf wat u aan {het_expertteam} vraagt.")),
        geprobeerd=eis_tekst(geprobeerd, "Schrijf wat al is geprobeerd."),
        ouders=Ouders(ouders),
        ouders_toelichting=ouders_toelichting.strip(),
        vrager=eis_tekst(vrager, "Vul in wie de vraag stelt."),
        urgentie=Urgentie(urgentie),
        contact=voorgesteld_contact(school),
        aangemeld_op=op,
        aangemeld_door=door,
        **_klokvelden(reactieklok(datum_van(op))),
    )
    leg_vast(aanmelding, "aangemeld", door=door, op=op, naar=aanmelding.status)
    meld_aanmelding(aanmelding, op)
    return aanmelding


def _eis_kan(
    leerling: Leerling, school: School, hoofdvraag: Keuze, ouders: str, toelichting: str, op: datetime
) -> None:
    dag = datum_van(op)
    eis_keuze(hoofdvraag, Keuzelijst.HOOFDVRAAG, dag)
    if not Inschrijving.objects.lopend(dag, [school.pk]).filter(leerling=leerling).exists():
        raise NietToegestaan(NIET_BIJ_SCHOOL)
    if ouders == Ouders.NIET and not toelichting.strip():
        raise NietToegestaan("Schrijf waarom de ouders het nog niet weten.")
    if open_ := Aanmelding.objects.open().filter(leerling=leerling, school=school).first():
        raise NietToegestaan(vul(AL_GEVRAAGD.format(kenmerk=open_.kenmerk)))


def voorgesteld_contact(school: School) -> Gebruiker | None:
    """The fixed ECT contact of the school, as long as that person does this work."""
    vast = school.vast_contact
    return vast if vast is not None and vast.is_active and mag_behandelen(vast) else None


def _klokvelden(klok: Reactieklok | None) -> dict[str, Any]:
    """A profile without this norm has no clock."""
    if klok is None:
        return {}
    return {
        "norm": klok.norm,
        "reactie_uiterlijk": klok.termijn.uiterste_datum,
        "reactie_afleiding": list(klok.termijn.afleiding),
    }


@transaction.atomic
def reageren(*, aanmelding: Aanmelding, reactie: str, door: Gebruiker, op: datetime) -> Aanmelding:
    """Give the first reaction; the school reads it, and the clock has stopped."""
    tekst = eis_tekst(reactie, "Schrijf uw reactie aan de school.")
    velden: dict[str, Any] = {"reactie": tekst}
    if vergrendel(aanmelding).contact_id is None:
        velden["contact"] = door
    rij = voer_uit(AANMELDING, aanmelding, "reageren", door=door, op=op, **velden)
    meld_reactie(rij, op)
    return rij


@transaction.atomic
def aannemen(
    *, aanmelding: Aanmelding, casushouder: Gebruiker, door: Gebruiker, op: datetime, reactie: str = ""
) -> Casus:
    """Open a casus; without an earlier reaction this is the first one. The earlier casus is named."""
    rij = vergrendel(aanmelding, met=("leerling", "school"))
    Leerling.objects.select_for_update(of=("self",)).get(pk=rij.leerling_id)
    if not mag_behandelen(casushouder):
        raise NietToegestaan(vul(GEEN_CASUSHOUDER))
    if lopend := Casus.objects.lopend().filter(leerling=rij.leerling).first():
        raise NietToegestaan(LOOPT_AL.format(kenmerk=lopend.kenmerk))
    velden = {"contact": casushouder} | _eerste_reactie(rij, reactie, door, op)
    rij = voer_uit(AANMELDING, rij, "aannemen", door=door, op=op, **velden)
    eerdere = Casus.objects.filter(leerling=rij.leerling).order_by("-afgesloten_op", "-id")
    casus = Casus.objects.create(
        aanmelding=rij,
        leerling=rij.leerling,
        school=rij.school,
        casushouder=casushouder,
        vorige=eerdere.first(),
        geopend_op=op,
        geopend_door=door,
    )
    leg_vast(casus, "geopend", door=door, op=op, naar=casus.status)
    meld_reactie(rij, op)
    return casus


@transaction.atomic
def beantwoorden(*, aanmelding: Aanmelding, antwoord: str, door: Gebruiker, op: datetime) -> Aanmelding:
    """Answer or refer without a casus; the school reads why."""
    tekst = eis_tekst(antwoord, "Schrijf het antwoord aan de school, of waarheen u verwijst.")
    rij = vergrendel(aanmelding)
    velden = {"antwoord": tekst} | _eerste_reactie(rij, tekst, door, op)
    rij = voer_uit(AANMELDING, rij, "beantwoorden", door=door, op=op, **velden)
    meld_reactie(rij, op)
    return rij


def _eerste_reactie(rij: Aanmelding, reactie: str, door: Gebruiker, op: datetime) -> dict[str, Any]:
    """What an acceptance or an answer also is when nobody reacted before."""
    if rij.gereageerd_op is not None:
        return {}
    tekst = eis_tekst(reactie, "Schrijf uw reactie aan de school.")
    return {"gereageerd_op": op, "gereageerd_door": door, "reactie": tekst}


@transaction.atomic
def aanmelding_intrekken(*, aanmelding: Aanmelding, reden: str, door: Gebruiker, op: datetime) -> Aanmelding:
    """The school no longer asks."""
    tekst = eis_tekst(reden, "Schrijf waarom u de aanmelding intrekt.")
    return voer_uit(AANMELDING, aanmelding, "intrekken", door=door, op=op, toelichting=tekst)
