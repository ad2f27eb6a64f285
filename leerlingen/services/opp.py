"""The draft of an OPP, until it is vastgesteld (WPO 40a, WEC 41a, WVO 2020 2.44)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction

from leerlingen import oppklok
from leerlingen.enums import Documentsoort, Oppversiesoort, Oppvorm
from leerlingen.models import Dossierdocument, Inschrijving, Leerling, Opp, Oppversie
from leerlingen.oppinhoud import ALLE_VELDEN
from leerlingen.permissions import NIET_UW_LEERLING, eis_mag_opp_beginnen, eis_mag_opstellen
from leerlingen.services.document import document_toevoegen
from leerlingen.services.oppversie import eis_datum, evaluatievelden, nieuwe_versie
from leerlingen.workflow import OPP, OPPVERSIE
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan
from swv.versies import bewaar_wat_anders_is, eis_versie
from swv.workflow import vergrendel, voer_uit

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

AL_VASTGESTELD = "Deze versie is vastgesteld en verandert niet meer. Maak een bijstelling."
V = Oppversiesoort


@transaction.atomic
def opp_beginnen(
    *,
    leerling: Leerling,
    school: School,
    ondersteuning_vanaf: date | None,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Opp:
    """Begin the draft of an OPP and its first clock; the open OPP that this school has already is returned instead.

    `ondersteuning_vanaf`: since when a pupil of a regular school gets extra ondersteuning. `NietToegestaan`.
    """
    eis_mag_opp_beginnen(door, leerling, school)
    vergrendel(leerling)
    if open_ := Opp.objects.open().filter(leerling=leerling, school=school).first():
        return open_
    inschrijving = _inschrijving(leerling, school, datum_van(op))
    if sleutel is None or Opp.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    opp = Opp.objects.create(
        sleutel=sleutel,
        leerling=leerling,
        school=school,
        begonnen_op=op,
        begonnen_door=door,
        **_klokvelden(inschrijving.vanaf, ondersteuning_vanaf),
    )
    nieuwe_versie(opp, V.VASTSTELLING, door, op)
    leg_vast(opp, "begonnen", door=door, op=op, naar=opp.status)
    return opp


def _inschrijving(leerling: Leerling, school: School, dag: date) -> Inschrijving:
    """Where the clock begins: the running inschrijving, or the aanmelding that goes before it."""
    rijen = Inschrijving.objects.lopend(dag, [school.pk]).filter(leerling=leerling)
    gevonden = rijen.order_by("-soort", "-vanaf", "-id").first()
    if gevonden is None:
        raise NietToegestaan(NIET_UW_LEERLING)
    return gevonden


def _klokvelden(inschrijving: date, ondersteuning: date | None) -> dict[str, Any]:
    klok = oppklok.opstelklok(inschrijving, ondersteuning)
    if klok is None:
        return {"opstellen_vanaf": inschrijving}
    return {
        "norm": klok.norm,
        "opstellen_vanaf": klok.termijn.begonnen_op,
        "opstellen_uiterlijk": klok.termijn.uiterste_datum,
        "opstellen_afleiding": list(klok.termijn.afleiding),
    }


@transaction.atomic
def oppversie_bewaren(
    *, versierij: Oppversie, velden: Mapping[str, Any], versie: int, door: Gebruiker, op: datetime
) -> Oppversie:
    """Save fields of a draft; raises `Verouderd` when a colleague saved first, or `NietToegestaan`."""
    rij = _concept(versierij, door)
    eis_versie(rij, versie)
    return _schrijf(rij, velden, door, op)


def _concept(versierij: Oppversie, door: Gebruiker) -> Oppversie:
    """The draft, locked after its OPP, as every service does."""
    opp = vergrendel(versierij.opp)
    eis_mag_opstellen(door, opp)
    rij = Oppversie.objects.select_for_update(of=("self",)).select_related("document").get(pk=versierij.pk)
    rij.opp = opp
    if rij.vastgesteld_op is not None:
        raise NietToegestaan(AL_VASTGESTELD)
    return rij


def _schrijf(rij: Oppversie, velden: Mapping[str, Any], door: Gebruiker, op: datetime) -> Oppversie:
    """Write what differs; the event names the fields, not their content."""
    if vreemd := set(velden) - {*ALLE_VELDEN, "document"}:
        raise ValueError(f"not a field of the form: {', '.join(sorted(vreemd))}")
    if anders := bewaar_wat_anders_is(rij, velden):
        leg_vast(rij, "bewaard", door=door, op=op, gegevens={"velden": anders})
    return rij


def oppdocument_toevoegen(
    *, versierij: Oppversie, upload: "UploadedFile[bytes]", door: Gebruiker, op: datetime
) -> Oppversie:
    """Keep an upload in the dossier and make it the document of this draft. `BestandGeweigerd` with a reason."""
    eis_mag_opstellen(door, versierij.opp)
    document = document_toevoegen(
        leerling=versierij.opp.leerling,
        upload=upload,
        soort=Documentsoort.OPP,
        gedateerd_op=None,
        door=door,
        op=op,
    )
    with transaction.atomic():
        return _schrijf(_concept(versierij, door), {"document": document, "vorm": Oppvorm.DOCUMENT}, door, op)


@transaction.atomic
def oppversie_vaststellen(*, versierij: Oppversie, datum: date, door: Gebruiker, op: datetime) -> Opp:
    """Make a draft the version in force; the first one starts the OPP. Raises `NietToegestaan` with what is missing."""
    rij = _concept(versierij, door)
    opp = rij.opp
    eis_datum(datum, op, opp.opgesteld_op)
    velden: dict[str, Any] = {"datum": datum} | _alleen_gekozen_vorm(rij)
    klok = oppklok.evaluatieklok(datum, rij.soort) if rij.soort == V.VASTSTELLING else None
    if klok:
        velden["volgende_evaluatie"] = klok.termijn.uiterste_datum
    rij = voer_uit(OPPVERSIE, rij, "vaststellen", door=door, op=op, **velden)
    if rij.soort == V.BIJSTELLING:
        opp.huidige = rij
        opp.save(update_fields=["huidige"])
        return opp
    return voer_uit(
        OPP,
        opp,
        "vaststellen",
        door=door,
        op=op,
        huidige=rij,
        ingang=rij.ingang,
        opgesteld_op=datum,
        **evaluatievelden(klok),
    )


def _alleen_gekozen_vorm(rij: Oppversie) -> dict[str, Any]:
    """A document that was put aside for the form does not stay linked."""
    return {"document": None} if rij.vorm == Oppvorm.FORMULIER else {}


@transaction.atomic
def oppconcept_verwijderen(*, versierij: Oppversie, door: Gebruiker, op: datetime) -> Opp | None:
    """Throw a draft away; returns the OPP that goes on, or None when it was not vastgesteld yet."""
    rij = _concept(versierij, door)
    opp = rij.opp
    _eis_geen_advies(opp, rij)
    leg_vast(rij, "verwijderd", door=door, op=op, van=rij.soort)
    document, eerste = rij.document, rij.soort == V.VASTSTELLING
    rij.delete()
    _laat_vervallen(document, door, op)
    if eerste:
        opp.delete()
        return None
    return opp


def _eis_geen_advies(opp: Opp, rij: Oppversie) -> None:
    if rij.soort == V.VASTSTELLING and opp.adviezen.exists():
        raise NietToegestaan("Over dit concept is advies gevraagd. Daarom blijft het staan.")


def _laat_vervallen(document: Dossierdocument | None, door: Gebruiker, op: datetime) -> None:
    """A file that only this draft used is no longer in use."""
    if document is None or document.oppversies.exists():
        return
    document.vervallen_op = op
    document.save(update_fields=["vervallen_op"])
    leg_vast(document, "vervallen", door=door, op=op, naar=document.soort)
