"""The committee that advises on requests, and who sits in it from when to when (missie.md ROL-05, ROL-06)."""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from swv.klok import vandaag
from swv.models import Datumbereik, Gebruiker
from swv.rollen import Bereik
from tlv.enums import Commissiefunctie
from tlv.models.kolommen import GEBRUIKER

PERIODE = Datumbereik(
    "geldig_vanaf", "geldig_tot_en_met", RangeBoundary(inclusive_lower=True, inclusive_upper=True)
)


class CommissieQuerySet(models.QuerySet["Commissie"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "CommissieQuerySet":
        """SWV staff: every committee. A member: the ones in which the own term of office runs today."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        zittend = Commissielid.objects.zittend(vandaag()).filter(gebruiker=user)
        return (
            self.filter(pk__in=zittend.values("commissie")) if "commissielid" in user.rollen else self.none()
        )


class Commissie(models.Model):
    """One committee; an SWV has none, one or several (profile), each perhaps tied to schools by vestigingscode."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(max_length=80, unique=True)
    vestigingscodes = models.JSONField(default=list, blank=True)
    bron = models.CharField(max_length=200)

    objects = CommissieQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(naam=""), name="tlv_commissie_heeft_naam")]

    persoonsgegevens = {"naam": "neutraal", "vestigingscodes": "neutraal", "bron": "neutraal"}

    def __str__(self) -> str:
        return self.naam


class CommissielidQuerySet(models.QuerySet["Commissielid"]):
    def zittend(self, op: date) -> "CommissielidQuerySet":
        """Whose term of office runs on this day; both bounds are inclusive."""
        return self.filter(geldig_vanaf__lte=op).filter(
            Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=op)
        )

    def zichtbaar_voor(self, user: Gebruiker) -> "CommissielidQuerySet":
        return self.filter(commissie__in=Commissie.objects.zichtbaar_voor(user).values("pk"))


class Commissielid(models.Model):
    """That a person sits in a committee, in which function, for which term of office."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commissie = models.ForeignKey(Commissie, on_delete=models.PROTECT, related_name="leden")
    gebruiker = models.ForeignKey(
        GEBRUIKER, on_delete=models.PROTECT, related_name="commissielidmaatschappen"
    )
    functie = models.CharField(max_length=12, choices=Commissiefunctie.choices)
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)

    objects = CommissielidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(functie__in=Commissiefunctie.values), name="tlv_commissielid_functie"
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_vanaf")),
                name="tlv_commissielid_periode",
            ),
            ExclusionConstraint(
                name="tlv_commissielid_geen_overlap",
                expressions=[
                    (F("commissie"), RangeOperators.EQUAL),
                    (F("gebruiker"), RangeOperators.EQUAL),
                    (PERIODE, RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="tlv_commissielid_een_voorzitter",
                expressions=[(F("commissie"), RangeOperators.EQUAL), (PERIODE, RangeOperators.OVERLAPS)],
                condition=Q(functie=Commissiefunctie.VOORZITTER),
            ),
        ]

    persoonsgegevens = {
        "commissie": "neutraal",
        "gebruiker": "persoonsgegeven",
        "functie": "persoonsgegeven",
        "geldig_vanaf": "neutraal",
        "geldig_tot_en_met": "neutraal",
    }

    def __str__(self) -> str:
        return f"commissielid {self.pk}"
