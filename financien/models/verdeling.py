"""Verdeling: money that goes to the besturen, by the pupils or the schools they have."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from financien.enums import Regeling, Verdeelstatus
from financien.models.kolommen import bedragveld, geldig_jaar, vast, vast_na_vaststellen
from swv.enums import Onderwijssoort
from swv.models import Gebruiker, Schoolbestuur


class VerdelingQuerySet(models.QuerySet["Verdeling"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "VerdelingQuerySet":
        return self if "financien.inzien" in user.permissies else self.none()


class Verdeling(models.Model):
    """One amount, or an amount per pupil or school, for one year; `totaal` is what the parts add up to."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jaar = models.PositiveSmallIntegerField()
    omschrijving = models.CharField(max_length=120)
    regeling = models.CharField(max_length=14, choices=Regeling.choices)
    bedrag = bedragveld()
    onderwijssoorten = ArrayField(models.CharField(max_length=8, choices=Onderwijssoort.choices))
    status = models.CharField(max_length=12, choices=Verdeelstatus.choices, default=Verdeelstatus.CONCEPT)
    totaal = bedragveld()
    # The days of the pupil counts that were used: one teldatum when they are equal.
    teldatum = models.DateField(null=True, blank=True)
    oudste_teldatum = models.DateField(null=True, blank=True)
    zonder_telling = models.PositiveSmallIntegerField(default=0)
    zonder_bestuur = models.PositiveSmallIntegerField(default=0)
    berekend_op = models.DateTimeField()
    berekend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = VerdelingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="financien_verdeling_bedrag"),
            models.CheckConstraint(
                condition=~Q(regeling=Regeling.NAAR_RATO) | Q(totaal=F("bedrag")) | Q(totaal=0),
                name="financien_verdeling_totaal",
            ),
            models.CheckConstraint(
                condition=Q(regeling__in=Regeling.values), name="financien_verdeling_regeling"
            ),
            models.CheckConstraint(
                condition=Q(status=Verdeelstatus.VASTGESTELD, vastgesteld_op__isnull=False)
                | (
                    ~Q(status=Verdeelstatus.VASTGESTELD)
                    & Q(vastgesteld_op__isnull=True, vastgesteld_door__isnull=True)
                ),
                name="financien_verdeling_vastgesteld",
            ),
            geldig_jaar("verdeling"),
        ]
        triggers = [vast(Verdeelstatus.VASTGESTELD)]

    persoonsgegevens = {"berekend_door": "persoonsgegeven", "vastgesteld_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"{self.omschrijving} {self.jaar}"

    @property
    def is_concept(self) -> bool:
        return self.status == Verdeelstatus.CONCEPT


class Bestuursdeel(models.Model):
    """What one bestuur gets, with the counts on which it rests."""

    verdeling = models.ForeignKey(Verdeling, on_delete=models.PROTECT, related_name="delen")
    bestuur = models.ForeignKey(Schoolbestuur, on_delete=models.PROTECT, related_name="delen")
    scholen = models.PositiveIntegerField()
    leerlingen = models.PositiveIntegerField()
    bedrag = bedragveld()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["verdeling", "bestuur"], name="financien_bestuursdeel_bestuur"),
            models.CheckConstraint(condition=Q(bedrag__gte=0), name="financien_bestuursdeel_bedrag"),
        ]
        triggers = [vast_na_vaststellen("verdeling_id", "financien_verdeling")]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"deel {self.pk}"
