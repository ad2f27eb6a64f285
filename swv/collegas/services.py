"""Inviting a colleague, accepting, and ending access; the only place that writes about it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from swv import maillink
from swv.collegas.permissions import RECHT, eis_mag_beheren
from swv.collegas.termijnen import UITNODIGING, uiterste
from swv.gebeurtenissen import leg_vast
from swv.gebruikers import wek
from swv.klok import datum_van
from swv.models import Gebruiker, Roltoekenning, School, Uitnodiging
from swv.opdrachten import plaats
from swv.permissions import NietToegestaan, eis
from swv.rollen import EIST_SCHOOL
from swv.toekenning import beeindig, ken_toe
from swv.workflow import vergrendel

DOEL = "uitnodiging"
MAX_OPEN = 25
NIET_VAKER_DAN = timedelta(minutes=1)
STAAT_AL_OPEN = "Dit e-mailadres heeft al een uitnodiging voor deze school. Stuur die opnieuw."
HEEFT_AL_TOEGANG = "Deze collega heeft al toegang tot deze school."
TE_VEEL_OPEN = (
    f"Er staan al {MAX_OPEN} uitnodigingen open. Trek eerst uitnodigingen in die niet meer nodig zijn."
)
NIET_MEER_OPEN = "Deze uitnodiging is al aanvaard of ingetrokken."
WERKT_NIET = "Deze uitnodiging werkt niet meer. Vraag uw school om een nieuwe."
ACCOUNT_UIT = "Uw account staat uit. Vraag het samenwerkingsverband om het weer aan te zetten."


@transaction.atomic
def nodig_uit(*, school: School, email: str, rol: str, door: Gebruiker, op: datetime) -> Uitnodiging:
    """Invite someone for a school by mail; raises `NietToegestaan` when that makes no sense."""
    eis_mag_beheren(door, school.pk)
    vergrendel(school)  # two invitations at once count each other
    _controleer_nieuw(school, email, op)
    try:
        with transaction.atomic():
            rij = Uitnodiging.objects.create(
                school=school,
                rol=rol,
                email=email,
                uitgenodigd_op=op,
                uitgenodigd_door=door,
                verstuurd_op=op,
                geldig_tot_en_met=uiterste(UITNODIGING, datum_van(op)),
            )
    except IntegrityError as fout:
        raise NietToegestaan(STAAT_AL_OPEN) from fout
    leg_vast(rij, "uitgenodigd", door=door, op=op, naar=rol, gegevens={"school": school.vestigingscode})
    _mail(rij, op)
    return rij


def _controleer_nieuw(school: School, email: str, op: datetime) -> None:
    open_ = school.uitnodigingen.open()  # type: ignore[attr-defined]
    if open_.filter(email__iexact=email).exists():
        raise NietToegestaan(STAAT_AL_OPEN)
    if open_.count() >= MAX_OPEN:
        raise NietToegestaan(TE_VEEL_OPEN)
    lopend = Roltoekenning.objects.actief(datum_van(op)).filter(school=school)
    if lopend.filter(gebruiker__email__iexact=email, gebruiker__is_active=True).exists():
        raise NietToegestaan(HEEFT_AL_TOEGANG)


@transaction.atomic
def stuur_opnieuw(*, uitnodiging: Uitnodiging, door: Gebruiker, op: datetime) -> None:
    """Mail a new link with a new last day; the earlier link stops. Within a minute it does nothing."""
    rij = _open(uitnodiging, door)
    if op - rij.verstuurd_op < NIET_VAKER_DAN:
        return
    rij.ronde += 1
    rij.verstuurd_op, rij.geldig_tot_en_met = op, uiterste(UITNODIGING, datum_van(op))
    rij.save(update_fields=["ronde", "verstuurd_op", "geldig_tot_en_met"])
    leg_vast(rij, "opnieuw verstuurd", door=door, op=op)
    _mail(rij, op)


@transaction.atomic
def trek_in(*, uitnodiging: Uitnodiging, door: Gebruiker, op: datetime) -> None:
    """Withdraw an invitation: its link stops at once."""
    rij = _open(uitnodiging, door)
    rij.ingetrokken_op, rij.ingetrokken_door = op, door
    rij.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    leg_vast(rij, "uitnodiging ingetrokken", door=door, op=op)


def _open(uitnodiging: Uitnodiging, door: Gebruiker) -> Uitnodiging:
    eis_mag_beheren(door, uitnodiging.school_id)
    rij = vergrendel(uitnodiging)
    if rij.aanvaard_op or rij.ingetrokken_op:
        raise NietToegestaan(NIET_MEER_OPEN)
    return rij


def _mail(rij: Uitnodiging, op: datetime) -> None:
    plaats(
        "toegang.uitnodiging",
        uniek=f"toegang.uitnodiging:{rij.sleutel}:{rij.ronde}",
        op=op,
        uitnodiging_id=rij.pk,
        ronde=rij.ronde,
    )


def pad_van(rij: Uitnodiging) -> str:
    """The path of the link in the mail."""
    return reverse("uitnodiging", args=[maillink.maak(DOEL, rij.sleutel, rij.ronde)])


def vind(woord: str, op: datetime) -> Uitnodiging | None:
    """The invitation behind a link, if it can still be accepted at `op`; only reads."""
    gelezen = maillink.lees(DOEL, woord)
    if gelezen is None:
        return None
    rijen = Uitnodiging.objects.open().select_related("school", "uitgenodigd_door")
    rij = rijen.filter(sleutel=gelezen[0], ronde=gelezen[1]).first()
    if rij is None or rij.is_verlopen(datum_van(op)) or not _uitnodiger_mag_nog(rij):
        return None
    return rij


def _uitnodiger_mag_nog(rij: Uitnodiging) -> bool:
    """An invitation of someone who no longer manages this school is worth nothing."""
    try:
        eis_mag_beheren(rij.uitgenodigd_door, rij.school_id)
    except NietToegestaan:
        return False
    return True


def account_van(rij: Uitnodiging) -> Gebruiker | None:
    """The account that the invited address already has."""
    return Gebruiker.objects.filter(email__iexact=rij.email).first()


@transaction.atomic
def aanvaard(
    *, woord: str, op: datetime, naam: str = "", functie: str = "", wachtwoord: str | None = None
) -> Gebruiker:
    """Accept once: make the account, or give the existing account of this address the role.

    The password of an existing account stays what it is: a link by mail never replaces it.
    """
    gevonden = vind(woord, op)
    rij = vergrendel(gevonden) if gevonden else None
    if rij is None or rij.aanvaard_op or rij.ingetrokken_op:
        raise NietToegestaan(WERKT_NIET)
    gebruiker = account_van(rij) or _maak_account(rij, naam, functie, wachtwoord, op)
    _zet_aan_na_stilte(gebruiker, op)
    ken_toe(gebruiker=gebruiker, rol=rij.rol, school=rij.school, door=rij.uitgenodigd_door, op=op)
    rij.aanvaard_op, rij.aanvaard_door = op, gebruiker
    rij.save(update_fields=["aanvaard_op", "aanvaard_door"])
    leg_vast(rij, "uitnodiging aanvaard", door=gebruiker, op=op, naar=rij.rol)
    return gebruiker


def _zet_aan_na_stilte(gebruiker: Gebruiker, op: datetime) -> None:
    """Silence ended it and the school wants it back; what beheer switched off, stays off."""
    if gebruiker.is_active:
        return
    if gebruiker.stil_uitgezet_op is None:
        raise NietToegestaan(ACCOUNT_UIT)
    wek(gebruiker, op=op)
    leg_vast(gebruiker, "account aangezet", door=gebruiker, op=op, toelichting="Uitnodiging aanvaard.")


def _maak_account(
    rij: Uitnodiging, naam: str, functie: str, wachtwoord: str | None, op: datetime
) -> Gebruiker:
    gebruiker = Gebruiker(
        username=f"u{rij.sleutel.hex[:12]}", naam=naam or rij.email, functie=functie, email=rij.email
    )
    gebruiker.set_password(wachtwoord)
    gebruiker.save()
    leg_vast(gebruiker, "account gemaakt", door=gebruiker, op=op, toelichting="Uitnodiging aanvaard.")
    return gebruiker


@transaction.atomic
def beeindig_toegang(*, gebruiker: Gebruiker, school: School, door: Gebruiker, op: datetime) -> int:
    """End every role of this person at this school at once; returns how many. A second time ends nothing."""
    eis(door, RECHT)
    eis_mag_beheren(door, school.pk)
    rijen = Roltoekenning.objects.filter(gebruiker=gebruiker, school=school, rol__in=EIST_SCHOOL)
    lopend = [rij for rij in rijen.select_for_update(of=("self",)) if not rij.is_voorbij(datum_van(op))]
    for rij in lopend:
        beeindig(toekenning=rij, door=door, op=op)
    return len(lopend)
