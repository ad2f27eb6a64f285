"""Where the pupil goes to school, or was announced: one row per school and period."""

import uuid
from datetime import date

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from leerlingen.enums import Inschrijvingsoort
from swv.models import Datumbereik, Gebruiker, School
from swv.rollen import Bereik


class InschrijvingQuerySet(models.QuerySet["Inschrijving"]):
    def op(self, datum: date) -> "InschrijvingQuerySet":
        """The rows that run on `datum`; both bounds are inclusive."""
        return self.filter(vanaf__lte=datum).filter(Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=datum))

    def lopend(self, datum: date, scholen: list[int]) -> "InschrijvingQuerySet":
        return self.op(datum).filter(school_id__in=scholen)

    def zichtbaar_voor(self, user: Gebruiker) -> "InschrijvingQuerySet":
        """SWV staff see where a pupil was and will be; a school its own rows, while it sees the pupil."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        leerlingen = apps.get_model("leerlingen", "Leerling").objects.zichtbaar_voor(user)
        return self.filter(school_id__in=user.school_ids, leerling__in=leerlingen.values("pk"))


class Inschrijving(models.Model):
    """Aanmelding or inschrijving at one school, from one day to another; history stays."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(
        "leerlingen.Leerling", on_delete=models.PROTECT, related_name="inschrijvingen"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="inschrijvingen")
    soort = models.CharField(max_length=14, choices=Inschrijvingsoort.choices)
    leerjaar = models.CharField(max_length=12, blank=True)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)

    objects = InschrijvingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["school", "leerling", "vanaf"],
                name="leerlingen_inschrijving_school",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("vanaf")),
                name="leerlingen_inschrijving_periode",
            ),
            ExclusionConstraint(
                name="leerlingen_inschrijving_een_school",
                expressions=[
                    (F("leerling"), RangeOperators.EQUAL),
                    (
                        Datumbereik(
                            "vanaf",
                            "tot_en_met",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(soort=Inschrijvingsoort.INSCHRIJVING),
            ),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "leerjaar": "persoonsgegeven",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "soort": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"inschrijving {self.pk}"
