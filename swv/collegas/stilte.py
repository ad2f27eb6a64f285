"""Accounts that nobody uses end by themselves, after a warning (eisen.md S4; Kennisnet: geen slapende accounts)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from swv import berichten, sessies
from swv.collegas.termijnen import STIL, STIL_EINDE, Rekenaar
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, Roltoekenning

WAARSCHUWING = berichten.registreer(
    "account.stil",
    onderwerp="Uw account gaat uit als u het niet gebruikt",
    zin="U logde lang niet in. Wilt u het account houden? Log dan binnenkort in. Doet u niets, dan gaat het uit.",
    verplicht=True,
)


def sluit_stille_accounts(op: datetime) -> tuple[int, int]:
    """Warn who was silent too long, end who stayed silent after that; returns both counts. Safe to run twice."""
    rekenaar = Rekenaar(datum_van(op))
    if not rekenaar.kent(STIL, STIL_EINDE):
        return 0, 0
    nummers = _kandidaten(rekenaar, datum_van(op))
    uitkomsten = [_behandel(nummer, rekenaar, op) for nummer in nummers]
    return uitkomsten.count("gewaarschuwd"), uitkomsten.count("uitgezet")


def _kandidaten(rekenaar: Rekenaar, dag: date) -> list[int]:
    """Accounts that are on; demo accounts exist only in a demo and are not looked at."""
    rijen = Gebruiker.objects.filter(is_active=True, is_demo=False)
    velden = ("pk", "date_joined", "aangezet_op", "last_login", "stil_gewaarschuwd_op")
    return [rij.pk for rij in rijen.only(*velden).order_by("pk") if _stil(rij, rekenaar, dag)]


def _stil(gebruiker: Gebruiker, rekenaar: Rekenaar, dag: date) -> bool:
    return rekenaar.uiterste(STIL, datum_van(gebruiker.laatst_gezien_op)) <= dag


@transaction.atomic
def _behandel(nummer: int, rekenaar: Rekenaar, op: datetime) -> str:
    rij = Gebruiker.objects.select_for_update(skip_locked=True).filter(pk=nummer, is_active=True).first()
    if rij is None or not _stil(rij, rekenaar, datum_van(op)):
        return ""
    gewaarschuwd = rij.stil_gewaarschuwd_op
    if gewaarschuwd is None or gewaarschuwd < rij.laatst_gezien_op:
        return _waarschuw(rij, op)
    if rekenaar.uiterste(STIL_EINDE, datum_van(gewaarschuwd)) >= datum_van(op) or _enige_beheerder(rij, op):
        return ""
    return _zet_uit(rij, op)


def _waarschuw(rij: Gebruiker, op: datetime) -> str:
    rij.stil_gewaarschuwd_op = op
    rij.save(update_fields=["stil_gewaarschuwd_op"])
    leg_vast(rij, "gewaarschuwd wegens stilte", door=None, op=op)
    berichten.stuur(WAARSCHUWING, ontvangers=[rij], pad="/", uniek=op.isoformat(), op=op)
    return "gewaarschuwd"


def _zet_uit(rij: Gebruiker, op: datetime) -> str:
    rij.is_active, rij.stil_uitgezet_op = False, op
    rij.save(update_fields=["is_active", "stil_uitgezet_op"])
    sessies.beeindig(rij)
    leg_vast(rij, "account uitgezet", door=None, op=op, toelichting="Lang niet ingelogd.")
    return "uitgezet"


def _enige_beheerder(rij: Gebruiker, op: datetime) -> bool:
    """Someone must be able to switch accounts on again."""
    beheer = Roltoekenning.objects.actief(datum_van(op)).filter(rol="beheer")
    anderen = beheer.filter(Q(gebruiker__is_active=True) & ~Q(gebruiker=rij)).exists()
    return beheer.filter(gebruiker=rij).exists() and not anderen
