"""What moves the clocks of a request beside an invitation to complete: verdaging and opschorting."""

import uuid
from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from leerlingen.models import Leerling
from swv.models import Datumbereik
from swv.termijnen import Opschorting
from tlv.enums import Opschortgrond
from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import GEBRUIKER, wie

DAG = timedelta(days=1)


class Verdaging(models.Model):
    """The one time that the decision on a request was put off, with the day that was told (Awb 4:14 lid 3)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.PROTECT, related_name="verdaging")
    weken = models.PositiveSmallIntegerField()
    reden = models.TextField()
    nieuwe_datum = models.DateField()
    verdaagd_op = models.DateTimeField()
    verdaagd_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weken__gte=1), name="tlv_verdaging_weken"),
            models.CheckConstraint(condition=~Q(reden=""), name="tlv_verdaging_reden"),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "weken": "neutraal",
        "reden": "bijzonder",
        "nieuwe_datum": "neutraal",
        "verdaagd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"verdaging {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling


class TermijnopschortingQuerySet(models.QuerySet["Termijnopschorting"]):
    def lopend(self, op: date) -> "TermijnopschortingQuerySet":
        """What is not over yet on `op`, also when it begins later."""
        return self.filter(Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=op))


class Termijnopschorting(models.Model):
    """Days on which the terms of a request stand still (Awb 4:15 lid 2); both days are inside it.

    No `tot_en_met`: it is not over yet.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="termijnopschortingen")
    grond = models.CharField(max_length=12, choices=Opschortgrond.choices)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    ingestemd_op = models.DateField(null=True, blank=True)
    toelichting = models.TextField()
    begonnen_op = models.DateTimeField()
    begonnen_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+")
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    beeindigd_door = wie()

    objects = TermijnopschortingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grond__in=Opschortgrond.values), name="tlv_termijnopschorting_grond"
            ),
            models.CheckConstraint(
                condition=Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("vanaf")),
                name="tlv_termijnopschorting_periode",
            ),
            models.CheckConstraint(
                condition=Q(
                    grond=Opschortgrond.INSTEMMING, ingestemd_op__isnull=False, tot_en_met__isnull=False
                )
                | ~Q(grond=Opschortgrond.INSTEMMING) & Q(ingestemd_op__isnull=True),
                name="tlv_termijnopschorting_instemming",
            ),
            models.CheckConstraint(condition=~Q(toelichting=""), name="tlv_termijnopschorting_toelichting"),
            ExclusionConstraint(
                name="tlv_termijnopschorting_geen_overlap",
                expressions=[
                    (F("aanvraag"), RangeOperators.EQUAL),
                    (
                        Datumbereik(
                            "vanaf", "tot_en_met", RangeBoundary(inclusive_lower=True, inclusive_upper=True)
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "grond": "neutraal",
        "vanaf": "neutraal",
        "tot_en_met": "neutraal",
        "ingestemd_op": "neutraal",
        "toelichting": "bijzonder",
        "begonnen_door": "persoonsgegeven",
        "beeindigd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"termijnopschorting {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling

    @property
    def als_opschorting(self) -> Opschorting:
        """The same days as the arithmetic of terms wants them: after `van`, before `tot`."""
        tot = self.tot_en_met + DAG if self.tot_en_met else None
        return Opschorting(self.vanaf - DAG, tot, Opschortgrond(self.grond).reden)
