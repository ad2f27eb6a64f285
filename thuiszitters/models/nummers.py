"""Numbers: the kenmerk of a report, and the anonymous number of a child in the inspectie's form."""

from django.db import models

from leerlingen.models import Leerling


class Thuiszitterteller(models.Model):
    """The last number given out per series; its row lock keeps numbers unique, and none is given twice."""

    reeks = models.CharField(max_length=24, unique=True)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reeks=""), name="thuiszitters_teller_reeks"),
        ]

    persoonsgegevens = {"reeks": "neutraal", "laatste": "neutraal"}

    def __str__(self) -> str:
        return self.reeks


class Volgnummer(models.Model):
    """The number of a child in the form of the inspectie: the same in every quarter, and nothing else.

    Only this table joins it to the child (domein.md 3.2).
    """

    leerling = models.OneToOneField(Leerling, on_delete=models.PROTECT, related_name="thuiszittervolgnummer")
    nummer = models.PositiveIntegerField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(nummer__gt=0), name="thuiszitters_volgnummer_nummer"),
        ]

    persoonsgegevens = {"leerling": "persoonsgegeven", "nummer": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"volgnummer {self.nummer}"
