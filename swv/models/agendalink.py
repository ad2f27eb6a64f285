"""The secret address under which a person's own deadlines stand in a calendar."""

import uuid

from django.db import models

from .gebruiker import Gebruiker


class Agendalink(models.Model):
    """One per person; a next `ronde` makes the earlier address worthless, `ingetrokken_op` closes it."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.PROTECT, related_name="agendalink")
    ronde = models.PositiveSmallIntegerField(default=1)
    gemaakt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "agenda-adres"

    persoonsgegevens = {"gebruiker": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"agendalink {self.pk}"
