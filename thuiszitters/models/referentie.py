"""Figures that stood in a document before the register began: shown beside our own, with their source."""

from django.db import models
from django.db.models import Q


class Referentiecijfer(models.Model):
    """One published number. It counts for its document and its population; it is never computed here."""

    kengetal = models.CharField(max_length=60)
    periode = models.CharField(max_length=40)
    peildatum = models.DateField()
    waarde = models.PositiveIntegerField()
    in_lijn = models.BooleanField()
    wat = models.CharField(max_length=200)
    waarvan = models.JSONField(default=list, blank=True)  # [what, how many]
    bron = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kengetal", "periode"], name="thuiszitters_referentie_periode"),
            models.CheckConstraint(condition=~Q(bron=""), name="thuiszitters_referentie_bron"),
        ]

    persoonsgegevens = dict.fromkeys(
        ("kengetal", "periode", "peildatum", "waarde", "in_lijn", "wat", "waarvan", "bron"), "neutraal"
    )

    def __str__(self) -> str:
        return f"{self.kengetal} {self.periode}"
