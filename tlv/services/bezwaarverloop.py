"""The route of an objection between receipt and decision, and beroep after it (domein.md 1.7)."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import datum
from swv.workflow import vergrendel, voer_uit
from tlv.bezwaartermijnen import bob_van, langste_verdaging
from tlv.enums import OPEN_BEZWAAR, Bezwaarstuk, Lbtadvies
from tlv.kennisgevingen import tekst_herstel_bezwaar, tekst_verdaging_bezwaar
from tlv.models import Bezwaar, Bezwaardocument
from tlv.permissions import eis_bezwaarbehandelaar
from tlv.services.kennisgevingen import schrijf_aan_bezwaarmaker
from tlv.workflow import BEZWAAR

MET = ("besluit__aanvraag__leerling",)


@transaction.atomic
def bezwaar_herstel_vragen(
    *, bezwaar: Bezwaar, wat: str, tot_en_met: date, door: Gebruiker, op: datetime
) -> Bezwaar:
    """Invite the objector to mend the objection; the term stands still from the day after (Awb 6:6, 7:10 lid 2)."""
    rij = _open(bezwaar, door)
    if rij.herstel_gevraagd_op is not None:
        raise NietToegestaan("U vroeg al om dit bezwaar aan te vullen.")
    if not wat.strip() or tot_en_met <= datum_van(op):
        raise NietToegestaan("Schrijf wat ontbreekt en geef ten minste tot morgen de tijd.")
    rij.herstel_gevraagd_op, rij.herstel_tot_en_met = datum_van(op), tot_en_met
    _bewaar(rij, "herstel_gevraagd", door, op, "herstel_gevraagd_op", "herstel_tot_en_met", *_herreken(rij))
    schrijf_aan_bezwaarmaker(rij, tekst_herstel_bezwaar(rij, wat.strip()), door, op)
    return rij


@transaction.atomic
def bezwaar_hersteld(*, bezwaar: Bezwaar, hersteld_op: date, door: Gebruiker, op: datetime) -> Bezwaar:
    """The objection was mended on this day; the term runs again."""
    rij = _open(bezwaar, door)
    if rij.herstel_gevraagd_op is None or rij.hersteld_op is not None:
        raise NietToegestaan("Er staat geen verzoek om aanvulling open.")
    if not rij.herstel_gevraagd_op <= hersteld_op <= datum_van(op):
        raise NietToegestaan("Vul de dag in waarop de aanvulling binnenkwam.")
    rij.hersteld_op = hersteld_op
    return _bewaar(rij, "hersteld", door, op, "hersteld_op", *_herreken(rij))


@transaction.atomic
def bezwaar_doorzenden(*, bezwaar: Bezwaar, doorgezonden_op: date, door: Gebruiker, op: datetime) -> Bezwaar:
    """The objection with verweer and papers went to the LBT on this day."""
    if not bezwaar.ontvangen_op <= doorgezonden_op <= datum_van(op):
        raise NietToegestaan(
            "Vul de dag in waarop u het bezwaar doorstuurde: niet voor ontvangst, niet later."
        )
    return voer_uit(BEZWAAR, bezwaar, "doorzenden", door=door, op=op, doorgezonden_op=doorgezonden_op)


@transaction.atomic
def hoorzitting_plannen(*, bezwaar: Bezwaar, hoorzitting_op: date, door: Gebruiker, op: datetime) -> Bezwaar:
    """The day on which the committee hears the objector (Awb 7:2, 7:13 lid 3)."""
    rij = _open(bezwaar, door)
    if hoorzitting_op < rij.ontvangen_op:
        raise NietToegestaan("De hoorzitting is niet voor de dag van ontvangst.")
    if rij.hoorzitting_op == hoorzitting_op:
        return rij  # the same form sent twice
    rij.hoorzitting_op = hoorzitting_op
    return _bewaar(rij, "hoorzitting_gepland", door, op, "hoorzitting_op")


@transaction.atomic
def lbt_advies_vastleggen(
    *, bezwaar: Bezwaar, lbt_advies_op: date, lbt_advies: str, door: Gebruiker, op: datetime
) -> Bezwaar:
    """What the committee advises, and when it said so (Awb 7:13)."""
    rij = _open(bezwaar, door)
    if rij.doorgezonden_op is None:
        raise NietToegestaan("Stuur het bezwaar eerst door naar de LBT.")
    if not rij.doorgezonden_op <= lbt_advies_op <= datum_van(op):
        raise NietToegestaan("De dag van het advies ligt na het doorsturen en niet in de toekomst.")
    advies = Lbtadvies(lbt_advies)
    if (rij.lbt_advies_op, rij.lbt_advies) == (lbt_advies_op, advies):
        return rij  # the same form sent twice
    rij.lbt_advies_op, rij.lbt_advies = lbt_advies_op, advies
    return _bewaar(rij, "lbt_advies_ontvangen", door, op, "lbt_advies_op", "lbt_advies")


@transaction.atomic
def bezwaar_verdagen(*, bezwaar: Bezwaar, weken: int, reden: str, door: Gebruiker, op: datetime) -> Bezwaar:
    """Put the decision on the objection off, once, within the term and at most six weeks (Awb 7:10 lid 3)."""
    rij = _open(bezwaar, door)
    if rij.verdaagd_op is not None:
        raise NietToegestaan("De beslissing op dit bezwaar is al verdaagd.")
    if datum_van(op) > rij.bob_uiterste_datum:
        raise NietToegestaan(
            f"De termijn eindigde op {datum(rij.bob_uiterste_datum)}. Beslis zo snel mogelijk."
        )
    langste = langste_verdaging(datum_van(op))
    if not 1 <= weken <= langste or not reden.strip():
        raise NietToegestaan(f"Kies 1 tot en met {langste} weken en schrijf de reden.")
    rij.verdaagd_op, rij.verdaging_weken, rij.verdaging_reden = datum_van(op), weken, reden.strip()
    velden = ("verdaagd_op", "verdaging_weken", "verdaging_reden", *_herreken(rij))
    _bewaar(rij, "bezwaar_verdaagd", door, op, *velden)
    schrijf_aan_bezwaarmaker(rij, tekst_verdaging_bezwaar(rij), door, op)
    return rij


@transaction.atomic
def beroep_registreren(
    *, bezwaar: Bezwaar, beroep_ingesteld_op: date, door: Gebruiker, op: datetime
) -> Bezwaar:
    """Someone went to court; also when it seems late, the court judges that."""
    beslist = bezwaar.bob_verzonden_op
    if beslist is None or not beslist <= beroep_ingesteld_op <= datum_van(op):
        raise NietToegestaan("Beroep kan vanaf de dag van de beslissing op bezwaar, en niet in de toekomst.")
    return voer_uit(
        BEZWAAR, bezwaar, "beroep_registreren", door=door, op=op, beroep_ingesteld_op=beroep_ingesteld_op
    )


@transaction.atomic
def beroep_afsluiten(*, bezwaar: Bezwaar, afloop: str, door: Gebruiker, op: datetime) -> Bezwaar:
    """The last court has spoken, or the beroep was taken back; what follows from it is a new decision."""
    if not afloop.strip():
        raise NietToegestaan("Schrijf hoe het beroep afliep.")
    return voer_uit(BEZWAAR, bezwaar, "beroep_afsluiten", door=door, op=op, beroep_afloop=afloop.strip())


def bezwaarstuk_toevoegen(
    *, bezwaar: Bezwaar, soort: str, upload: "UploadedFile[bytes]", door: Gebruiker, op: datetime
) -> Bezwaardocument:
    """Check and store a paper of an objection; the same file twice is one."""
    eis_bezwaarbehandelaar(door, bezwaar)
    with bestanden.bewaard(bestanden.bewaar(upload, door=door, op=op)) as velden, transaction.atomic():
        rij = vergrendel(bezwaar, met=MET)
        eerder = rij.stukken.filter(soort=soort, sha256=velden["sha256"]).first()
        if eerder is not None:
            return eerder
        stuk = Bezwaardocument.objects.create(bezwaar=rij, soort=Bezwaarstuk(soort), **velden)
        leg_vast(rij, "stuk_toegevoegd", door=door, op=op, gegevens={"soort": stuk.soort})
    return stuk


def _open(bezwaar: Bezwaar, door: Gebruiker) -> Bezwaar:
    """The locked row, for who handles objections, while nothing was decided."""
    eis_bezwaarbehandelaar(door, bezwaar)
    rij = vergrendel(bezwaar, met=MET)
    if rij.status not in OPEN_BEZWAAR:
        raise NietToegestaan("Op dit bezwaar is al beslist, of het is ingetrokken.")
    return rij


def _herreken(rij: Bezwaar) -> tuple[str, str]:
    """Take over the term that follows from this step; returns the names of its fields."""
    termijn = bob_van(rij)
    rij.bob_uiterste_datum, rij.bob_afleiding = termijn.uiterste_datum, list(termijn.afleiding)
    return "bob_uiterste_datum", "bob_afleiding"


def _bewaar(rij: Bezwaar, soort: str, door: Gebruiker, op: datetime, *velden: str) -> Bezwaar:
    """Save what this step changed; the event keeps the days among it."""
    rij.save(update_fields=velden)
    dagen = {naam: str(getattr(rij, naam)) for naam in velden if isinstance(getattr(rij, naam), date)}
    leg_vast(rij, soort, door=door, op=op, gegevens=dagen)
    return rij
