"""Two files that may be about the same pupil."""

import uuid

from django.db import models
from django.db.models import F, Q

from leerlingen.enums import Dubbeluitkomst
from leerlingen.models.kolommen import wie
from leerlingen.models.leerling import Leerling
from swv.models import Gebruiker
from swv.rollen import Bereik


class DubbelmeldingQuerySet(models.QuerySet["Dubbelmelding"]):
    def open(self) -> "DubbelmeldingQuerySet":
        return self.filter(afgehandeld_op__isnull=True)

    def zichtbaar_voor(self, user: Gebruiker) -> "DubbelmeldingQuerySet":
        """SWV staff only: a school never learns that a pupil is known elsewhere (architectuur.md B.6)."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()


class Dubbelmelding(models.Model):
    """Work for the SWV: two dossiers that may be about the same pupil; the SWV judges and merges."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="dubbelmeldingen")
    mogelijk_dezelfde = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="+")
    gemeld_op = models.DateTimeField()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = wie()
    uitkomst = models.CharField(max_length=12, choices=Dubbeluitkomst.choices, blank=True)

    objects = DubbelmeldingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["gemeld_op", "id"],
                condition=Q(afgehandeld_op__isnull=True),
                name="leerlingen_dubbel_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["leerling", "mogelijk_dezelfde"],
                name="leerlingen_dubbel_eenmaal",
            ),
            models.CheckConstraint(
                condition=~Q(leerling=F("mogelijk_dezelfde")),
                name="leerlingen_dubbel_twee_leerlingen",
            ),
            models.CheckConstraint(
                condition=Q(afgehandeld_op__isnull=True, uitkomst="")
                | Q(
                    afgehandeld_op__isnull=False,
                    uitkomst__in=Dubbeluitkomst.values,
                ),
                name="leerlingen_dubbel_afgehandeld",
            ),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "mogelijk_dezelfde": "persoonsgegeven",
        "afgehandeld_door": "persoonsgegeven",
        "uitkomst": "neutraal",
    }

    def __str__(self) -> str:
        return f"dubbelmelding {self.pk}"
