"""Giving many requests to one behandelaar at once, remembered so that it can be undone."""

import uuid

from django.db import models
from django.db.models import Q

from swv.models import Gebruiker
from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import wie


class Toewijzing(models.Model):
    """One time that someone gave a selection of requests to a behandelaar; its key comes from the preview."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    behandelaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    ongedaan_op = models.DateTimeField(null=True, blank=True)
    ongedaan_door = wie()

    class Meta:
        verbose_name = "toewijzing"
        constraints = [
            models.CheckConstraint(
                condition=Q(ongedaan_op__isnull=True, ongedaan_door__isnull=True)
                | Q(ongedaan_op__isnull=False, ongedaan_door__isnull=False),
                name="tlv_toewijzing_ongedaan",
            )
        ]

    persoonsgegevens = {
        "behandelaar": "persoonsgegeven",
        "gemaakt_op": "neutraal",
        "gemaakt_door": "persoonsgegeven",
        "ongedaan_op": "neutraal",
        "ongedaan_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"toewijzing {self.pk}"


class Toewijzingsregel(models.Model):
    """What happened to one request: given, refused with a reason, put back or not."""

    toewijzing = models.ForeignKey(Toewijzing, on_delete=models.CASCADE, related_name="regels")
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="+")
    vorige = wie()
    reden = models.CharField(max_length=160, blank=True)
    teruggezet = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["toewijzing", "aanvraag"], name="tlv_toewijzingsregel_eenmaal"),
            models.CheckConstraint(
                condition=Q(reden="") | Q(teruggezet=False), name="tlv_toewijzingsregel_teruggezet"
            ),
        ]

    persoonsgegevens = {
        "toewijzing": "neutraal",
        "aanvraag": "persoonsgegeven",
        "vorige": "persoonsgegeven",
        "reden": "neutraal",
        "teruggezet": "neutraal",
    }

    def __str__(self) -> str:
        return f"toewijzingsregel {self.pk}"
