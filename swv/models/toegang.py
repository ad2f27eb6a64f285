"""How people of a school get access, and how that access stays right."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from swv.rollen import EIST_SCHOOL, KEUZES

from .organisatie import School

ROLKEUZES = [(code, naam) for code, naam in KEUZES if code in EIST_SCHOOL]


def _wie(*, leeg: bool = True) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=leeg, blank=leeg, on_delete=models.PROTECT, related_name="+"
    )


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open(self) -> "UitnodigingQuerySet":
        """Neither accepted nor withdrawn; the link may have expired."""
        return self.filter(aanvaard_op=None, ingetrokken_op=None)


class Uitnodiging(models.Model):
    """An invitation to work for a school; the secret of its link is computed, never stored (swv/maillink.py)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="uitnodigingen")
    rol = models.CharField(max_length=20, choices=ROLKEUZES)
    email = models.EmailField()
    ronde = models.PositiveSmallIntegerField(default=1)
    uitgenodigd_op = models.DateTimeField()
    uitgenodigd_door = _wie(leeg=False)
    verstuurd_op = models.DateTimeField()
    geldig_tot_en_met = models.DateField()
    aanvaard_op = models.DateTimeField(null=True, blank=True)
    aanvaard_door = _wie()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = _wie()

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        constraints = [
            models.CheckConstraint(condition=Q(rol__in=sorted(EIST_SCHOOL)), name="swv_uitnodiging_rol"),
            models.CheckConstraint(
                condition=Q(aanvaard_op__isnull=True, aanvaard_door__isnull=True)
                | Q(aanvaard_op__isnull=False, aanvaard_door__isnull=False),
                name="swv_uitnodiging_aanvaard",
            ),
            models.CheckConstraint(
                condition=Q(aanvaard_op__isnull=True) | Q(ingetrokken_op__isnull=True),
                name="swv_uitnodiging_een_einde",
            ),
            models.UniqueConstraint(
                F("school"),
                Lower("email"),
                condition=Q(aanvaard_op__isnull=True, ingetrokken_op__isnull=True),
                name="swv_uitnodiging_een_open",
            ),
        ]

    persoonsgegevens = {
        "email": "persoonsgegeven",
        "uitgenodigd_door": "persoonsgegeven",
        "aanvaard_door": "persoonsgegeven",
        "ingetrokken_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"

    def is_verlopen(self, op: date) -> bool:
        return self.geldig_tot_en_met < op


class ToegangscontroleQuerySet(models.QuerySet["Toegangscontrole"]):
    def open(self) -> "ToegangscontroleQuerySet":
        return self.filter(bevestigd_op=None)


class Toegangscontrole(models.Model):
    """The yearly question to a school whether its list of people with access is still right."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="toegangscontroles")
    gevraagd_op = models.DateTimeField()
    uiterste_datum = models.DateField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    bevestigd_door = _wie()

    objects = ToegangscontroleQuerySet.as_manager()

    class Meta:
        verbose_name = "controle van de toegang"
        constraints = [
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True, bevestigd_door__isnull=True)
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False),
                name="swv_toegangscontrole_bevestigd",
            ),
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(bevestigd_op__isnull=True),
                name="swv_toegangscontrole_een_open",
            ),
        ]

    persoonsgegevens = {"bevestigd_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"toegangscontrole {self.pk}"


class FactorherstelQuerySet(models.QuerySet["Factorherstel"]):
    def open(self) -> "FactorherstelQuerySet":
        """Neither confirmed nor refused; the link may have expired."""
        return self.filter(bevestigd_op=None, geweigerd_op=None)


class Factorherstel(models.Model):
    """Help for who lost the second factor: one person asks with a reason, the owner confirms by mail."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gebruiker = _wie(leeg=False)
    reden = models.CharField(max_length=250)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = _wie(leeg=False)
    geldig_tot_en_met = models.DateField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    geweigerd_op = models.DateTimeField(null=True, blank=True)

    objects = FactorherstelQuerySet.as_manager()

    class Meta:
        verbose_name = "herstel van de tweede factor"
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="swv_factorherstel_reden"),
            models.CheckConstraint(
                condition=~Q(gebruiker=F("gevraagd_door")), name="swv_factorherstel_vier_ogen"
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True) | Q(geweigerd_op__isnull=True),
                name="swv_factorherstel_een_einde",
            ),
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(bevestigd_op__isnull=True, geweigerd_op__isnull=True),
                name="swv_factorherstel_een_open",
            ),
        ]

    persoonsgegevens = {
        "gebruiker": "persoonsgegeven",
        "reden": "persoonsgegeven",
        "gevraagd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"factorherstel {self.pk}"
