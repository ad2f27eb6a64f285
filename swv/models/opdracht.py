"""Work that must not be lost: a row in the same transaction as its cause (eisen.md B1)."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from swv.enums import Opdrachtstatus

MAX_POGINGEN = 3


class OpdrachtQuerySet(models.QuerySet["Opdracht"]):
    def wachtend(self) -> "OpdrachtQuerySet":
        return self.filter(status=Opdrachtstatus.WACHT)

    def op_te_pakken(self, op: datetime) -> "OpdrachtQuerySet":
        """The rows that wait and whose time has come at moment `op`."""
        return self.wachtend().filter(niet_voor__lte=op)


class Opdracht(models.Model):
    """One job; the broker only carries its number."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=60)
    uniek = models.CharField(max_length=120, unique=True)
    gegevens = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Opdrachtstatus.choices, default=Opdrachtstatus.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    niet_voor = models.DateTimeField()
    geplaatst_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.CharField(max_length=200, blank=True)

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["niet_voor", "id"],
                condition=Q(status=Opdrachtstatus.WACHT),
                name="swv_opdracht_wacht",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Opdrachtstatus.KLAAR, klaar_op__isnull=False)
                | (~Q(status=Opdrachtstatus.KLAAR) & Q(klaar_op__isnull=True)),
                name="swv_opdracht_klaar_op",
            )
        ]

    persoonsgegevens = {"gegevens": "neutraal"}

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"


class Bericht(models.Model):
    """A notification for one person; the mail holds a link and no personal data."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ontvanger = models.ForeignKey("swv.Gebruiker", on_delete=models.PROTECT, related_name="berichten")
    soort = models.CharField(max_length=60)
    kenmerk = models.CharField(max_length=40, blank=True)
    onderwerp = models.CharField(max_length=120)
    pad = models.CharField(max_length=200)
    uniek = models.CharField(max_length=160, unique=True)
    gemaakt_op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True, blank=True)
    gemaild_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["ontvanger", "gelezen_op", "-id"], name="swv_bericht_ontvanger")]

    persoonsgegevens = {"ontvanger": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"
