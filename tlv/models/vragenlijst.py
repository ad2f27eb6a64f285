"""Why a version of a question set differs from the one before it: what an SWV itself changed."""

from django.db import models

from swv.models import Vragenlijst
from tlv.models.kolommen import wie


class Vragenlijstwijziging(models.Model):
    """`wijzigingen`: per question the code, its label, and what it was and became (verplicht, vrij or uit)."""

    vragenlijst = models.OneToOneField(Vragenlijst, on_delete=models.PROTECT, related_name="wijziging")
    reden = models.TextField()
    wijzigingen = models.JSONField()
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = wie()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reden=""), name="tlv_vragenlijstwijziging_reden"),
        ]

    persoonsgegevens = {
        "vragenlijst": "neutraal",
        "reden": "neutraal",
        "wijzigingen": "neutraal",
        "gewijzigd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"wijziging van {self.vragenlijst}"
