"""What this SWV steers on: its KPI's, each with the figures that measure it (missie.md 1.9)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kwaliteit.enums import Ritme


class KpiQuerySet(models.QuerySet["Kpi"]):
    def op_volgorde(self) -> "KpiQuerySet":
        return self.order_by("volgorde", "id")


class Kpi(models.Model):
    """One KPI of the profile: data, so that an SWV can have its own set.

    `kengetallen` are codes of swv.kengetallen; `nog_geen_bron` says what is not measured yet and where it
    would come from. A KPI has at least one of the two.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField(max_length=6, unique=True)
    volgorde = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=160)
    kengetallen = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    uitgelicht = models.CharField(max_length=80, blank=True)
    ritme = models.CharField(max_length=12, choices=Ritme.choices, default=Ritme.KWARTAAL)
    bron = models.CharField(max_length=300)
    toelichting = models.TextField(blank=True)
    nog_geen_bron = models.TextField(blank=True)

    objects = KpiQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ritme__in=Ritme.values), name="kwaliteit_kpi_ritme"),
            models.CheckConstraint(
                condition=~Q(kengetallen=[]) | ~Q(nog_geen_bron=""), name="kwaliteit_kpi_bron"
            ),
            models.CheckConstraint(condition=~Q(naam="") & ~Q(bron=""), name="kwaliteit_kpi_naam"),
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"KPI {self.nummer}"
