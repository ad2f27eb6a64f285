"""Facts of a traject: its categorieen, what else holds from one day to another, and its clocks."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, Norm
from thuiszitters.enums import ENKELVOUDIG, Categorie, Feitsoort
from thuiszitters.models.kolommen import bereik, in_volgorde, wie
from thuiszitters.models.traject import Traject


class Categorieperiode(models.Model):
    """The categorie of a traject from one day to another; the last one runs as long as the traject."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="categorieen")
    categorie = models.CharField(max_length=14, choices=Categorie.choices)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    class Meta:
        indexes = [models.Index(fields=["traject", "vanaf"], name="thuiszitters_categorie_periode")]
        constraints = [
            models.CheckConstraint(
                condition=Q(categorie__in=Categorie.values), name="thuiszitters_categorieperiode_categorie"
            ),
            models.CheckConstraint(
                condition=in_volgorde(),
                name="thuiszitters_categorieperiode_periode",
            ),
            ExclusionConstraint(
                name="thuiszitters_categorieperiode_een_tegelijk",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "categorie": "bijzonder",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"categorieperiode {self.pk}"


class FeitQuerySet(models.QuerySet["Feit"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "FeitQuerySet":
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(user).values("pk"))


class Feit(models.Model):
    """Something that holds for a traject from one day to another: oordeel, belemmering, hulp, aanbod."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="feiten")
    soort = models.CharField(max_length=14, choices=Feitsoort.choices)
    code = models.CharField(max_length=16)
    omschrijving = models.CharField(max_length=200, blank=True)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    objects = FeitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=Feitsoort.values), name="thuiszitters_feit_soort"),
            models.CheckConstraint(
                condition=in_volgorde(),
                name="thuiszitters_feit_periode",
            ),
            ExclusionConstraint(
                name="thuiszitters_feit_eenmaal",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="thuiszitters_feit_enkelvoudig",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
                condition=Q(soort__in=ENKELVOUDIG),
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "soort": "neutraal",
        "code": "bijzonder",
        "omschrijving": "bijzonder",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"feit {self.pk}"

    @property
    def leerling(self) -> Leerling:
        """The pupil, for the trail and the timeline."""
        return self.traject.leerling


class Trajecttermijn(models.Model):
    """One clock of a traject: begun on a day, under one version of a norm, with its derivation."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="termijnen")
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="+")
    begonnen_op = models.DateField()
    uiterste_datum = models.DateField()
    afleiding = models.JSONField()
    berekend_op = models.DateTimeField()
    gehaald_op = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traject", "norm"], name="thuiszitters_trajecttermijn_norm"),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "norm": "neutraal",
        "uiterste_datum": "neutraal",
        "afleiding": "neutraal",
    }

    def __str__(self) -> str:
        return f"termijn {self.pk}"
