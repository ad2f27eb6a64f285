"""Two trails, append-only and sealed: what happened, and who looked at which child.

Keys instead of foreign keys to the subject and the pupil: a trail outlives what it is about.
"""

from typing import Any
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from swv.enums import Inzagesoort, Spoor

ALLEEN_TOEVOEGEN = pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)


class GebeurtenisQuerySet(models.QuerySet["Gebeurtenis"]):
    def van(self, onderwerp: Any) -> "GebeurtenisQuerySet":
        """The timeline of one subject, newest first."""
        return (
            self.filter(
                onderwerp=onderwerp._meta.label_lower,
                onderwerp_sleutel=onderwerp.sleutel,
            )
            .select_related("door")
            .order_by("-op", "-id")
        )


class Gebeurtenis(models.Model):
    """What happened, when, by whom; `door` empty means the system itself."""

    onderwerp = models.CharField(max_length=60)
    onderwerp_sleutel = models.UUIDField()
    leerling_sleutel = models.UUIDField(null=True, blank=True, db_index=True)
    soort = models.CharField(max_length=60)
    van = models.CharField(max_length=40, blank=True)
    naar = models.CharField(max_length=40, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    op = models.DateTimeField()
    toelichting = models.TextField(blank=True)
    gegevens = models.JSONField(default=dict, blank=True)

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["onderwerp", "onderwerp_sleutel", "-op"],
                name="swv_gebeurtenis_onderwerp",
            )
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    persoonsgegevens = {
        "leerling_sleutel": "persoonsgegeven",
        "door": "persoonsgegeven",
        "toelichting": "bijzonder",
        "gegevens": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"{self.onderwerp} {self.soort}"


class InzageQuerySet(models.QuerySet["Inzage"]):
    def van_leerling(self, sleutel: UUID) -> "InzageQuerySet":
        return self.filter(leerlingen__contains=[sleutel]).select_related("gebruiker").order_by("-op", "-id")


class Inzage(models.Model):
    """Who saw which children, on which page; one row per response (NEN 7513 as yardstick)."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rollen = models.CharField(max_length=120)
    op = models.DateTimeField()
    soort = models.CharField(max_length=10, choices=Inzagesoort.choices)
    pagina = models.CharField(max_length=80)
    leerlingen = ArrayField(models.UUIDField())

    objects = InzageQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["leerlingen"], name="swv_inzage_leerlingen", fastupdate=False),
            models.Index(fields=["gebruiker", "-op"], name="swv_inzage_gebruiker"),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    persoonsgegevens = {"gebruiker": "persoonsgegeven", "leerlingen": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"{self.pagina} {self.pk}"


class Zegel(models.Model):
    """One link of the chain over a trail: a hash over rows `van_id` to `tot_en_met_id` and the link before it."""

    spoor = models.CharField(max_length=12, choices=Spoor.choices)
    van_id = models.BigIntegerField()
    tot_en_met_id = models.BigIntegerField()
    aantal = models.PositiveIntegerField()
    vorige = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spoor", "vorige"], name="swv_zegel_een_keten"),
            models.UniqueConstraint(fields=["spoor", "van_id"], name="swv_zegel_sluit_aan"),
            models.CheckConstraint(
                condition=models.Q(tot_en_met_id__gte=models.F("van_id"), aantal__gt=0),
                name="swv_zegel_rijen",
            ),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"zegel {self.spoor} {self.van_id}"
