"""Who must log in in two steps, and help for who lost the second one.

Mandatory: staff of the SWV always, other roles where the profile says so (`[toegang] tweede_factor_verplicht`);
in a demo nobody. Help has four eyes: who helps gives a reason, who owns the account confirms by a link in the
mail. Without that second step nothing changes.
"""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from swv import berichten, maillink, sessies
from swv.collegas.permissions import mag_beheren
from swv.collegas.termijnen import uiterste
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Factorherstel, Gebruiker, Samenwerkingsverband
from swv.opdrachten import opdracht, plaats
from swv.permissions import NietToegestaan, eis, mag
from swv.rollen import EIST_SCHOOL
from swv.workflow import vergrendel

DOEL = "factorherstel"
GELDIG = "toegang.factorherstel"
WERKT_NIET = "Deze link werkt niet meer. Vraag opnieuw om hulp bij uw school of bij het samenwerkingsverband."
NIET_VOOR_UZELF = "Uw eigen tweede factor herstelt u niet zelf. Vraag een collega die mag helpen."
ANDERE_ROL = "Deze collega werkt ook elders. Laat het samenwerkingsverband helpen."
MAILTEKST = berichten.registreer(
    "toegang.factorherstel",
    onderwerp="Bevestig het herstel van uw tweede factor",
    zin="Iemand helpt u omdat u niet meer in twee stappen kunt inloggen. Open de link en bevestig dat u dit vroeg. "
    "Vroeg u dit niet? Bevestig dan niets en bel het samenwerkingsverband.",
)


def verplichte_rollen() -> frozenset[str]:
    """The roles for which the profile makes the second factor mandatory, beside the staff of the SWV."""
    profiel: Any = Samenwerkingsverband.objects.values_list("profiel", flat=True).first() or {}
    return frozenset(profiel.get("toegang", {}).get("tweede_factor_verplicht", ()))


def is_verplicht(user: Gebruiker) -> bool:
    """Whether `user` must have a second factor; the profile is only read where the role does not decide."""
    if settings.SWV_DEMO:
        return False
    return user.is_medewerker or not user.rollen.isdisjoint(verplichte_rollen())


def eis_mag_helpen(door: Gebruiker, gebruiker: Gebruiker) -> None:
    """Beheer helps everyone; a directeur who works only at the own school. Nobody helps himself."""
    eis(door, "gebruiker.beheren", "collega.beheren")
    if door == gebruiker:
        raise NietToegestaan(NIET_VOOR_UZELF)
    if mag(door, "gebruiker.beheren"):
        return
    lopend = gebruiker.toekenningen
    if not lopend or not all(t.rol in EIST_SCHOOL and mag_beheren(door, t.school_id) for t in lopend):
        raise NietToegestaan(ANDERE_ROL)


@transaction.atomic
def begin_herstel(*, gebruiker: Gebruiker, reden: str, door: Gebruiker, op: datetime) -> Factorherstel:
    """Ask the owner by mail to confirm; an earlier open question ends. Nothing is removed yet."""
    eis_mag_helpen(door, gebruiker)
    if not gebruiker.is_active or not gebruiker.email:
        raise NietToegestaan("Dit account staat uit of heeft geen e-mailadres.")
    vergrendel(gebruiker)
    Factorherstel.objects.open().filter(gebruiker=gebruiker).update(geweigerd_op=op)
    rij = Factorherstel.objects.create(
        gebruiker=gebruiker,
        reden=reden,
        gevraagd_op=op,
        gevraagd_door=door,
        geldig_tot_en_met=uiterste(GELDIG, datum_van(op)),
    )
    leg_vast(gebruiker, "herstel tweede factor gevraagd", door=door, op=op, toelichting=reden)
    plaats("toegang.factorherstel", uniek=f"toegang.factorherstel:{rij.sleutel}", op=op, herstel_id=rij.pk)
    return rij


def pad_van(rij: Factorherstel) -> str:
    return reverse("factorherstel", args=[maillink.maak(DOEL, rij.sleutel)])


def vind(woord: str, op: datetime) -> Factorherstel | None:
    """The question behind a link while it can be answered; only reads."""
    gelezen = maillink.lees(DOEL, woord)
    rijen = Factorherstel.objects.open().select_related("gebruiker", "gevraagd_door")
    rij = rijen.filter(sleutel=gelezen[0]).first() if gelezen else None
    if rij is None or rij.geldig_tot_en_met < datum_van(op) or not rij.gebruiker.is_active:
        return None
    return rij


@transaction.atomic
def bevestig(*, woord: str, op: datetime) -> None:
    """The owner confirms: the factor and its codes go, every session ends; who must, makes a new one."""
    rij = _te_beantwoorden(woord, op)
    rij.bevestigd_op = op
    rij.save(update_fields=["bevestigd_op"])
    Authenticator.objects.filter(user=rij.gebruiker).delete()
    sessies.beeindig(rij.gebruiker)
    wie, helper = rij.gebruiker, str(rij.gevraagd_door.sleutel)
    leg_vast(wie, "tweede factor verwijderd", door=wie, op=op, gegevens={"met hulp van": helper})


@transaction.atomic
def weiger(*, woord: str, op: datetime) -> None:
    """The owner did not ask for this: nothing changes and the trail keeps it."""
    rij = _te_beantwoorden(woord, op)
    rij.geweigerd_op = op
    rij.save(update_fields=["geweigerd_op"])
    leg_vast(rij.gebruiker, "herstel tweede factor geweigerd", door=rij.gebruiker, op=op)


def _te_beantwoorden(woord: str, op: datetime) -> Factorherstel:
    gevonden = vind(woord, op)
    rij = vergrendel(gevonden, met=("gebruiker", "gevraagd_door")) if gevonden else None
    if rij is None or rij.bevestigd_op or rij.geweigerd_op:
        raise NietToegestaan(WERKT_NIET)
    return rij


@opdracht("toegang.factorherstel", "Herstel van een tweede factor mailen")
def mail_herstel(*, herstel_id: int, **_kwargs: Any) -> None:
    """Send the link; a question that was answered or replaced sends nothing."""
    rij = Factorherstel.objects.open().select_related("gebruiker").filter(pk=herstel_id).first()
    if rij is not None and rij.gebruiker.is_active:
        soort = berichten.SOORTEN[MAILTEKST]
        berichten.verstuur(
            rij.gebruiker.email, soort.onderwerp, soort.zin, pad_van(rij), kenmerk=str(rij.sleutel)
        )
