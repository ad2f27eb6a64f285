"""A named way of looking at a list: its filters as they stand in the address."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from .gebruiker import Gebruiker


class Weergave(models.Model):
    """What stands in the address of a list, under a name; never a search term or a name of a pupil."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lijst = models.CharField(max_length=30)
    naam = models.CharField(max_length=60)
    vraag = models.CharField(max_length=400, blank=True)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="weergaven")
    gedeeld = models.BooleanField(default=False)
    gewijzigd_op = models.DateTimeField()

    class Meta:
        verbose_name = "weergave"
        constraints = [
            models.CheckConstraint(condition=~Q(naam=""), name="swv_weergave_naam"),
            models.UniqueConstraint(F("eigenaar"), F("lijst"), Lower("naam"), name="swv_weergave_eenmaal"),
        ]

    persoonsgegevens = {"eigenaar": "persoonsgegeven", "naam": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"weergave {self.pk}"


class Weergavester(models.Model):
    """With which view someone begins a list."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    lijst = models.CharField(max_length=30)
    weergave = models.ForeignKey(Weergave, on_delete=models.CASCADE, related_name="sterren")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "lijst"], name="swv_weergavester_een_per_lijst")
        ]

    persoonsgegevens = {"gebruiker": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"ster {self.pk}"
