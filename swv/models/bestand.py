"""A stored file: the row; the bytes lie outside the database (see swv/bestanden.py)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from swv.enums import Scanstatus

MAX_NAAM = 150


class BestandQuerySet(models.QuerySet):
    def schoon(self) -> "BestandQuerySet":
        """Only what may be given out: content checked and, where there is a scanner, scanned."""
        return self.filter(scanstatus=Scanstatus.SCHOON)

    def wacht_op_scan(self) -> "BestandQuerySet":
        return self.met_inhoud().filter(scanstatus=Scanstatus.WACHT)

    def met_inhoud(self) -> "BestandQuerySet":
        """The rows whose bytes must be there; an app that destroys content leaves those rows out."""
        return self.all()


class Bestand(models.Model):
    """What every stored file has; apps subclass it and add whom it is about.

    `naam` is what the user called it, for reading only; `pad` is random and never shows it.
    A subclass with more personal fields extends `Bestand.persoonsgegevens`.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(max_length=MAX_NAAM)
    inhoudstype = models.CharField(max_length=100)
    grootte = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pad = models.CharField(max_length=60, unique=True, editable=False)
    scanstatus = models.CharField(max_length=10, choices=Scanstatus.choices, default=Scanstatus.WACHT)
    scan_uitslag = models.CharField(max_length=200, blank=True)
    waarschuwing = models.CharField(max_length=300, blank=True)
    toegevoegd_op = models.DateTimeField()
    toegevoegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = BestandQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(naam=""), name="%(app_label)s_%(class)s_naam"),
            models.CheckConstraint(condition=Q(grootte__gt=0), name="%(app_label)s_%(class)s_grootte"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="%(app_label)s_%(class)s_sha256",
            ),
            models.CheckConstraint(
                condition=Q(pad__regex=r"^[0-9a-f]{2}/[0-9a-f-]{36}$"),
                name="%(app_label)s_%(class)s_pad",
            ),
            models.CheckConstraint(
                condition=Q(scanstatus__in=Scanstatus.values),
                name="%(app_label)s_%(class)s_scanstatus",
            ),
            models.CheckConstraint(
                condition=~Q(scanstatus=Scanstatus.GEWEIGERD) | ~Q(scan_uitslag=""),
                name="%(app_label)s_%(class)s_reden_van_weigering",
            ),
        ]

    persoonsgegevens = {
        "naam": "persoonsgegeven",
        "scan_uitslag": "neutraal",
        "waarschuwing": "persoonsgegeven",
        "toegevoegd_door": "persoonsgegeven",
        "inhoudstype": "neutraal",
        "grootte": "neutraal",
        "sha256": "neutraal",
        "pad": "neutraal",
        "scanstatus": "neutraal",
    }

    def __str__(self) -> str:
        return f"bestand {self.sleutel}"

    @property
    def is_vernietigd(self) -> bool:
        """Whether the bytes were taken away on purpose; only an app that destroys content says yes."""
        return False
