"""Giving and ending roles; groups and guardian rows follow from the running assignments."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from guardian.models import UserObjectPermission
from guardian.shortcuts import assign_perm

from swv import sessies
from swv.collegas.permissions import eis_mag_rol_wijzigen
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, Roltoekenning, School, Schoolbestuur
from swv.permissions import NietToegestaan

NOOIT_SAMEN = {"fg": "beheer", "beheer": "fg"}


def met_rol(rol: str, op: date, *, school: School | None = None) -> list[Gebruiker]:
    """The active users who hold `rol` on day `op`, at `school` when given."""
    lopend = Roltoekenning.objects.actief(op).filter(rol=rol)
    if school is not None:
        lopend = lopend.filter(school=school)
    return list(Gebruiker.objects.filter(pk__in=lopend.values("gebruiker"), is_active=True).order_by("pk"))


@transaction.atomic
def ken_toe(
    *,
    gebruiker: Gebruiker,
    rol: str,
    door: Gebruiker | None,
    op: datetime,
    school: School | None = None,
    bestuur: Schoolbestuur | None = None,
    geldig_vanaf: date | None = None,
    geldig_tot_en_met: date | None = None,
) -> Roltoekenning:
    """Give `gebruiker` a role, once; raises `NietToegestaan` (own account; FG and beheer on one account)."""
    _eis_mag_wijzigen(gebruiker, door, rol, school.pk if school else None)
    _eis_fg_apart(gebruiker, rol)
    toekenning, nieuw = Roltoekenning.objects.get_or_create(
        gebruiker=gebruiker,
        rol=rol,
        school=school,
        bestuur=bestuur,
        geldig_vanaf=geldig_vanaf or datum_van(op),
        defaults={"geldig_tot_en_met": geldig_tot_en_met, "toegekend_door": door},
    )
    if not nieuw:
        return toekenning
    leg_vast(gebruiker, "rol toegekend", door=door, op=op, naar=rol, gegevens=_waar(toekenning))
    _werk_gebruiker_bij(gebruiker, datum_van(op))
    return toekenning


@transaction.atomic
def beeindig(*, toekenning: Roltoekenning, door: Gebruiker | None, op: datetime) -> None:
    """End a role at once: the next request of this person no longer has it."""
    _eis_mag_wijzigen(toekenning.gebruiker, door, toekenning.rol, toekenning.school_id)
    gisteren = datum_van(op) - timedelta(days=1)
    gegevens = _waar(toekenning)
    if toekenning.geldig_vanaf > gisteren:
        toekenning.delete()  # it began today or later; the event remembers that it was there
    else:
        toekenning.geldig_tot_en_met = gisteren
        toekenning.save(update_fields=["geldig_tot_en_met"])
    leg_vast(toekenning.gebruiker, "rol beëindigd", door=door, op=op, van=toekenning.rol, gegevens=gegevens)
    _werk_gebruiker_bij(toekenning.gebruiker, datum_van(op))
    if not toekenning.gebruiker.toekenningen:
        sessies.beeindig(toekenning.gebruiker)


def _eis_mag_wijzigen(gebruiker: Gebruiker, door: Gebruiker | None, rol: str, school_id: int | None) -> None:
    """Lock the account, so that two grants at once cannot pass each other's check."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if door is not None:
        eis_mag_rol_wijzigen(door, gebruiker, rol, school_id)


def _eis_fg_apart(gebruiker: Gebruiker, rol: str) -> None:
    botsend = NOOIT_SAMEN.get(rol)
    if botsend and gebruiker.roltoekenningen.filter(rol=botsend).exists():
        raise NietToegestaan("De FG en beheer delen nooit een account. Kies een ander account.")


def _waar(toekenning: Roltoekenning) -> dict[str, str]:
    school = toekenning.school.vestigingscode if toekenning.school else ""
    bestuur = str(toekenning.bestuur.sleutel) if toekenning.bestuur else ""
    return {"school": school, "bestuur": bestuur, "vanaf": toekenning.geldig_vanaf.isoformat()}


def _werk_gebruiker_bij(gebruiker: Gebruiker, op: date) -> None:
    gebruiker.__dict__.pop("toekenningen", None)
    gebruiker.__dict__.pop("permissies", None)
    lopend = list(gebruiker.roltoekenningen.actief(op).select_related("school", "bestuur"))
    groepen = [Group.objects.get_or_create(name=rol)[0] for rol in sorted({t.rol for t in lopend})]
    gebruiker.groups.set(groepen)
    UserObjectPermission.objects.filter(user=gebruiker).delete()
    for toekenning in lopend:
        if toekenning.school:
            assign_perm("swv.werken_voor_school", gebruiker, toekenning.school)
        if toekenning.bestuur:
            assign_perm("swv.werken_voor_bestuur", gebruiker, toekenning.bestuur)


def werk_bij(op: date) -> None:
    """Follow every assignment that began or ended; run each night, safe to run twice or to miss one."""
    for gebruiker in Gebruiker.objects.filter(roltoekenningen__isnull=False).distinct():
        with transaction.atomic():
            _werk_gebruiker_bij(gebruiker, op)
