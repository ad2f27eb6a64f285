"""More time for a decision: verdaging (Awb 4:14) and opschorting (Awb 4:15 lid 2), each told in a letter."""

from datetime import date, datetime

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import Termijn, datum
from swv.workflow import vergrendel
from tlv.beslisdatum import klokken_van, stilstanden_van
from tlv.enums import Aanvraagstatus, Opschortgrond
from tlv.kennisgevingen import tekst_einde_opschorting, tekst_opschorting, tekst_verdaging
from tlv.models import LOPEND, Aanvraag, Termijnopschorting, Verdaging
from tlv.permissions import eis_beoordelaar
from tlv.services.kennisgevingen import schrijf_aan_aanvrager
from tlv.services.termijnen import termijnen_herberekenen
from tlv.verdaging import AWB, langste_voor, reden_geen_verdaging, reden_termijn_voorbij

MET = ("leerling", "school__bestuur")


@transaction.atomic
def beslissing_verdagen(
    *, aanvraag: Aanvraag, weken: int, reden: str, door: Gebruiker, op: datetime
) -> Verdaging:
    """Put the decision off, once and in time, with a reason and a letter that names the new day."""
    rij = vergrendel(aanvraag, met=MET)
    eis_beoordelaar(door, rij)
    if niet := reden_geen_verdaging(rij, datum_van(op)):
        raise NietToegestaan(niet)
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom u meer tijd nodig hebt. Dit staat in de brief.")
    langste = langste_voor(rij)
    if not 1 <= weken <= langste:
        raise NietToegestaan(f"Kies 1 tot en met {langste} weken.")
    verdaging = Verdaging(aanvraag=rij, weken=weken, reden=reden.strip(), verdaagd_op=op, verdaagd_door=door)
    termijn = awb_termijn(rij, verdaging)
    verdaging.nieuwe_datum = termijn.uiterste_datum
    verdaging.save(force_insert=True)
    leg_vast(
        rij,
        "verdaagd",
        door=door,
        op=op,
        toelichting=verdaging.reden,
        gegevens={"weken": weken, "nieuwe_datum": verdaging.nieuwe_datum.isoformat()},
    )
    termijnen_herberekenen(aanvraag=rij, door=door, op=op)
    schrijf_aan_aanvrager(rij, tekst_verdaging(rij, verdaging, termijn), door, op)
    return verdaging


@transaction.atomic
def termijn_opschorten(
    *,
    aanvraag: Aanvraag,
    grond: str,
    vanaf: date,
    tot_en_met: date | None,
    ingestemd_op: date | None,
    toelichting: str,
    door: Gebruiker,
    op: datetime,
) -> Termijnopschorting:
    """Let the terms stand still on these days, and tell the applicant (Awb 4:15 lid 2 and 3)."""
    rij = vergrendel(aanvraag, met=MET)
    eis_beoordelaar(door, rij)
    keuze, vandaag = Opschortgrond(grond), datum_van(op)
    if niet := reden_geen_opschorting(rij, vandaag):
        raise NietToegestaan(niet)
    nieuw = Termijnopschorting(
        aanvraag=rij,
        grond=keuze,
        vanaf=vanaf,
        tot_en_met=tot_en_met,
        ingestemd_op=ingestemd_op if keuze is Opschortgrond.INSTEMMING else None,
        toelichting=toelichting.strip(),
        begonnen_op=op,
        begonnen_door=door,
    )
    _controleer_periode(nieuw, rij, vandaag)
    nieuw.save(force_insert=True)
    leg_vast(rij, "opgeschort", door=door, op=op, toelichting=nieuw.toelichting, gegevens=_gegevens(nieuw))
    termijnen_herberekenen(aanvraag=rij, door=door, op=op)
    schrijf_aan_aanvrager(rij, tekst_opschorting(rij, nieuw, awb_termijn(rij)), door, op)
    return nieuw


@transaction.atomic
def opschorting_beeindigen(
    *, opschorting: Termijnopschorting, tot_en_met: date, door: Gebruiker, op: datetime
) -> Termijnopschorting:
    """The terms run again after `tot_en_met`; the applicant hears the new day (Awb 4:15 lid 4)."""
    aanvraag = vergrendel(opschorting.aanvraag, met=MET)
    rij = vergrendel(opschorting)
    eis_beoordelaar(door, aanvraag)
    vandaag = datum_van(op)
    if rij.tot_en_met is not None and rij.tot_en_met <= vandaag:
        raise NietToegestaan("Deze opschorting is al voorbij.")
    if not rij.vanaf <= tot_en_met <= vandaag:
        raise NietToegestaan(f"Kies een dag van {datum(rij.vanaf)} tot en met vandaag.")
    rij.tot_en_met, rij.beeindigd_op, rij.beeindigd_door = tot_en_met, op, door
    rij.save(update_fields=["tot_en_met", "beeindigd_op", "beeindigd_door"])
    leg_vast(aanvraag, "opschorting_beeindigd", door=door, op=op, gegevens=_gegevens(rij))
    if aanvraag.status in LOPEND:
        termijnen_herberekenen(aanvraag=aanvraag, door=door, op=op)
        schrijf_aan_aanvrager(
            aanvraag, tekst_einde_opschorting(aanvraag, rij, awb_termijn(aanvraag)), door, op
        )
    return rij


def reden_geen_opschorting(aanvraag: Aanvraag, op: date) -> str:
    """Return why the terms cannot be suspended now, or an empty string."""
    if aanvraag.status not in LOPEND:
        return "Deze aanvraag loopt niet meer. Er is niets op te schorten."
    if aanvraag.status == Aanvraagstatus.ONVOLLEDIG:
        return "De termijn staat al stil, omdat de school iets moet aanvullen."
    if aanvraag.termijnopschortingen.filter(tot_en_met__isnull=True).exists():
        return "De termijn staat al stil. Beëindig eerst die opschorting."
    return reden_termijn_voorbij(aanvraag, op)


def awb_termijn(aanvraag: Aanvraag, verdaging: Verdaging | None = None) -> Termijn:
    """The legal decision term as it is now, or as it would be with this verdaging."""
    return next(k.termijn for k in klokken_van(aanvraag, verdaging) if k.norm.code == AWB)


def _controleer_periode(nieuw: Termijnopschorting, aanvraag: Aanvraag, vandaag: date) -> None:
    if not nieuw.toelichting:
        raise NietToegestaan("Schrijf waarom de termijn stilstaat. Dit staat in de brief.")
    if aanvraag.ingediend_op and nieuw.vanaf <= datum_van(aanvraag.ingediend_op):
        raise NietToegestaan("De opschorting begint na de dag waarop de aanvraag is ontvangen.")
    if nieuw.tot_en_met and nieuw.tot_en_met < nieuw.vanaf:
        raise NietToegestaan("De laatste dag ligt niet voor de eerste.")
    if nieuw.grond == Opschortgrond.INSTEMMING:
        _controleer_instemming(nieuw, vandaag)
    elif nieuw.vanaf > vandaag:
        raise NietToegestaan("Op deze grond kan de termijn niet pas later stilstaan. Kies vandaag of eerder.")
    einde = aanvraag.termijnen.get(norm__code=AWB).uiterste_datum
    if nieuw.vanaf > einde:
        raise NietToegestaan(f"De termijn eindigt op {datum(einde)}. Begin de opschorting voor die dag.")
    if _overlapt(nieuw):
        raise NietToegestaan("Op een deel van deze dagen stond de termijn al stil.")


def _controleer_instemming(nieuw: Termijnopschorting, vandaag: date) -> None:
    if nieuw.ingestemd_op is None or nieuw.tot_en_met is None:
        raise NietToegestaan("Vul in wanneer de aanvrager instemde en tot en met welke dag.")
    if nieuw.ingestemd_op > vandaag:
        raise NietToegestaan("De dag van instemming ligt niet in de toekomst.")


def _overlapt(nieuw: Termijnopschorting) -> bool:
    """No day stands still twice, so that a figure can add them up."""
    einde = nieuw.tot_en_met or date.max
    stil = {dag for stilstand in stilstanden_van(nieuw.aanvraag) for dag in stilstand.dagen()}
    return any(nieuw.vanaf <= dag <= einde for dag in stil)


def _gegevens(rij: Termijnopschorting) -> dict[str, str]:
    tot = rij.tot_en_met.isoformat() if rij.tot_en_met else ""
    return {"grond": rij.grond, "vanaf": rij.vanaf.isoformat(), "tot_en_met": tot}
