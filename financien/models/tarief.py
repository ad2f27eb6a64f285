"""Tarieven of the bekostiging and the balance sheet: facts that come from outside, each with its source."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from financien.enums import Tariefversie
from financien.models.kolommen import bedragveld, geldig_jaar


class Tarief(models.Model):
    """An amount of the Regeling bekostiging; voorlopig in the autumn, definitief a year later (domein.md 5.1)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jaar = models.PositiveSmallIntegerField()
    versie = models.CharField(max_length=10, choices=Tariefversie.choices)
    code = models.CharField(max_length=30)
    bedrag = bedragveld()
    bron = models.CharField(max_length=200)
    geldig_vanaf = models.DateField()
    is_fictief = models.BooleanField(default=False)
    ingevoerd_op = models.DateTimeField()
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jaar", "versie", "code"], name="financien_tarief_code"),
            models.CheckConstraint(condition=Q(bedrag__gte=0), name="financien_tarief_bedrag"),
            models.CheckConstraint(
                condition=Q(versie__in=Tariefversie.values), name="financien_tarief_versie"
            ),
            geldig_jaar("tarief"),
        ]

    persoonsgegevens = {"ingevoerd_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"{self.code} {self.jaar}"


class BalansQuerySet(models.QuerySet["Balans"]):
    def bekend_op(self, dag: date) -> "BalansQuerySet":
        """The balance sheets of years that had ended by the end of `dag`, the latest first."""
        laatste = dag.year if (dag.month, dag.day) == (12, 31) else dag.year - 1
        return self.filter(jaar__lte=laatste).order_by("-jaar")


class Balans(models.Model):
    """The balance sheet on 31 December and the totals of that year, from the jaarrekening."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jaar = models.PositiveSmallIntegerField(unique=True)
    eigen_vermogen = bedragveld()
    voorzieningen = bedragveld()
    kortlopende_schulden = bedragveld()
    vlottende_activa = bedragveld()
    totaal_vermogen = bedragveld()
    totale_baten = bedragveld()
    resultaat = bedragveld()
    bron = models.CharField(max_length=200)
    is_fictief = models.BooleanField(default=False)
    ingevoerd_op = models.DateTimeField()
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BalansQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(totale_baten__gte=0, totaal_vermogen__gte=0, kortlopende_schulden__gte=0)
                & Q(vlottende_activa__gte=0, voorzieningen__gte=0),
                name="financien_balans_positief",
            ),
            geldig_jaar("balans"),
        ]

    persoonsgegevens = {"ingevoerd_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"balans {self.jaar}"
