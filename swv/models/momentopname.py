"""The figures of a quarter as they were on the day they were frozen (architectuur.md B.8).

Append-only: a later correction stands beside the frozen figure, never in its place. Names, definitions and
norms are kept with the figure, so that a report says the same after a definition has changed.
"""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from swv.enums import Aanleiding
from swv.kwartaal import Kwartaal

from .spoor import ALLEEN_TOEVOEGEN


def _exact(*, leeg: bool = True) -> Any:
    """A decimal that keeps every digit with which Python computes (28)."""
    return models.DecimalField(max_digits=60, decimal_places=40, null=leeg, blank=leeg)


class MomentopnameQuerySet(models.QuerySet["Momentopname"]):
    def van(self, kwartaal: Kwartaal) -> "MomentopnameQuerySet":
        return self.filter(jaar=kwartaal.jaar, nummer=kwartaal.nummer)

    def tot_en_met(self, kwartaal: Kwartaal, *, aantal: int) -> "MomentopnameQuerySet":
        """The frozen ones among the last `aantal` quarters."""
        kwartalen = [kwartaal.verschoven(-terug) for terug in range(aantal)]
        gevraagd = Q(pk__in=[])
        for een in kwartalen:
            gevraagd |= Q(jaar=een.jaar, nummer=een.nummer)
        return self.filter(gevraagd)


class Momentopname(models.Model):
    """One frozen quarter; there is one of each."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jaar = models.PositiveSmallIntegerField()
    nummer = models.PositiveSmallIntegerField()
    peildatum = models.DateField()
    vorige_peildatum = models.DateField()
    aanleiding = models.CharField(max_length=12, choices=Aanleiding.choices)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MomentopnameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jaar", "nummer"], name="swv_momentopname_een_per_kwartaal"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1, nummer__lte=4), name="swv_momentopname_kwartaal"
            ),
            models.CheckConstraint(
                condition=Q(peildatum__gt=F("vorige_peildatum")), name="swv_momentopname_peildata"
            ),
            models.CheckConstraint(
                condition=Q(aanleiding__in=Aanleiding.values), name="swv_momentopname_aanleiding"
            ),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    persoonsgegevens = {"gemaakt_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"momentopname {self.kwartaal}"

    @property
    def kwartaal(self) -> Kwartaal:
        return Kwartaal(self.jaar, self.nummer)


class Meting(models.Model):
    """One frozen figure with its definition and the norm that was in force on the peildatum."""

    momentopname = models.ForeignKey(Momentopname, on_delete=models.PROTECT, related_name="metingen")
    code = models.CharField(max_length=80)
    versie = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    definitie = models.TextField()
    bron = models.TextField(blank=True)
    eenheid = models.CharField(max_length=12)
    beter = models.CharField(max_length=6, blank=True)
    waarde = _exact()
    teller = _exact()
    noemer = _exact()
    toelichting = models.TextField(blank=True)
    status = models.CharField(max_length=12)
    norm_code = models.CharField(max_length=60, blank=True)
    norm_naam = models.CharField(max_length=160, blank=True)
    norm_waarde = _exact()
    norm_eenheid = models.CharField(max_length=12, blank=True)
    norm_sleutel = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["momentopname", "code"], name="swv_meting_eenmaal"),
            models.CheckConstraint(
                condition=Q(norm_waarde__isnull=True, norm_code="", norm_sleutel__isnull=True)
                | (Q(norm_waarde__isnull=False, norm_sleutel__isnull=False) & ~Q(norm_code="")),
                name="swv_meting_norm",
            ),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.code


class Verdelingmeting(models.Model):
    """One frozen breakdown with all its counts; what leaves the SWV is suppressed (swv/publicatie.py).

    `cellen` is a list of `[[label, …], count]` in the order of the breakdown.
    """

    momentopname = models.ForeignKey(Momentopname, on_delete=models.PROTECT, related_name="verdelingen")
    code = models.CharField(max_length=80)
    versie = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    bron = models.TextField(blank=True)
    dimensies = ArrayField(models.CharField(max_length=80))
    cellen = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["momentopname", "code"], name="swv_verdelingmeting_eenmaal"),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.code
