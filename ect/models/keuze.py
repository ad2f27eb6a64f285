"""The code lists as data: what a value is called, and from when to when it can be chosen."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from ect.enums import Keuzelijst
from swv.models.normen import GeldigQuerySet, Zekerheid, periode


class Keuze(models.Model):
    """One value of a code list; a value with another meaning is a new row, so earlier figures stay true."""

    lijst = models.CharField(max_length=16, choices=Keuzelijst.choices)
    code = models.CharField(max_length=24)
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField()
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=250)
    zekerheid = models.CharField(max_length=1, choices=Zekerheid.choices)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lijst__in=Keuzelijst.values), name="ect_keuze_lijst"),
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_vanaf")),
                name="ect_keuze_periode",
            ),
            ExclusionConstraint(
                name="ect_keuze_een_versie",
                expressions=[
                    (F("lijst"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (periode(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {
        "lijst": "neutraal",
        "code": "neutraal",
        "naam": "neutraal",
        "volgorde": "neutraal",
        "geldig_vanaf": "neutraal",
        "geldig_tot_en_met": "neutraal",
        "bron": "neutraal",
        "zekerheid": "neutraal",
    }

    def __str__(self) -> str:
        return f"{self.lijst} {self.code}"
