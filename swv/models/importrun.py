"""A staged import: loaded, checked, applied, and undone as one batch."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from swv.enums import Importfase, Importuitkomst

if TYPE_CHECKING:
    from .gebruiker import Gebruiker


class ImportrunQuerySet(models.QuerySet["Importrun"]):
    def zichtbaar_voor(self, user: "Gebruiker") -> "ImportrunQuerySet":
        """Who may import sees every import, also those of a colleague."""
        return self if "school.importeren" in user.permissies else self.none()


class Importrun(models.Model):
    """One file that was offered, with the totals of what it did."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=40)
    bestandsnaam = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    peildatum = models.DateField(null=True, blank=True)
    fase = models.CharField(max_length=16, choices=Importfase.choices, default=Importfase.GELADEN)
    tellingen = models.JSONField(default=dict)
    gegevens = models.JSONField(default=dict)  # what was chosen beside the file, and what undoing needs
    melding = models.TextField(blank=True)
    geladen_op = models.DateTimeField()
    geladen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verwerkt_op = models.DateTimeField(null=True, blank=True)
    verwerkt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)
    teruggedraaid_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ImportrunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(fase__in=[Importfase.VERWERKT, Importfase.TERUGGEDRAAID])
                | Q(verwerkt_op__isnull=False),
                name="swv_importrun_verwerkt_op",
            )
        ]

    persoonsgegevens = {
        "gegevens": "neutraal",
        "geladen_door": "persoonsgegeven",
        "verwerkt_door": "persoonsgegeven",
        "teruggedraaid_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"


class Importregel(models.Model):
    """One row of the file: what was read, what it will do, and what stood there before."""

    # The unique constraint on run and nummer already is an index for this key.
    run = models.ForeignKey(Importrun, on_delete=models.CASCADE, related_name="regels", db_index=False)
    nummer = models.PositiveIntegerField()
    natuurlijke_sleutel = models.CharField(max_length=80, blank=True)
    uitkomst = models.CharField(max_length=14, choices=Importuitkomst.choices)
    melding = models.CharField(max_length=250, blank=True)
    nieuw = models.JSONField(default=dict)
    oud = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "uitkomst", "nummer"], name="swv_importregel_uitkomst")]
        constraints = [
            models.UniqueConstraint(fields=["run", "nummer"], name="swv_importregel_nummer"),
        ]

    persoonsgegevens = {"nieuw": "neutraal", "oud": "neutraal"}

    def __str__(self) -> str:
        return f"regel {self.nummer}"
