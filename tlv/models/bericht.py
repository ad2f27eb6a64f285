"""The conversation on a request between the school and the SWV."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from swv.models import Gebruiker
from tlv.enums import Kant
from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import gepaard, wie


class AanvraagberichtQuerySet(models.QuerySet["Aanvraagbericht"]):
    def ongelezen_door(self, kant: Kant) -> "AanvraagberichtQuerySet":
        """What the other side wrote and nobody of `kant` has read yet."""
        return self.filter(gelezen_op__isnull=True).exclude(van=kant)


class Aanvraagbericht(models.Model):
    """One message; read once someone of the other side says so, or answers."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="berichten")
    van = models.CharField(max_length=6, choices=Kant.choices)
    tekst = models.TextField()
    geplaatst_op = models.DateTimeField()
    geplaatst_door: "models.ForeignKey[Gebruiker]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    gelezen_op = models.DateTimeField(null=True, blank=True)
    gelezen_door = wie()

    objects = AanvraagberichtQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["aanvraag", "geplaatst_op", "id"], name="tlv_bericht_gesprek"),
            models.Index(
                fields=["van", "aanvraag"], condition=Q(gelezen_op__isnull=True), name="tlv_bericht_ongelezen"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(van__in=Kant.values), name="tlv_aanvraagbericht_van"),
            models.CheckConstraint(condition=~Q(tekst=""), name="tlv_aanvraagbericht_tekst"),
            models.CheckConstraint(condition=gepaard("gelezen"), name="tlv_aanvraagbericht_gelezen"),
            models.CheckConstraint(
                condition=Q(gelezen_op__isnull=True) | Q(gelezen_op__gte=F("geplaatst_op")),
                name="tlv_aanvraagbericht_volgorde",
            ),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "van": "neutraal",
        "tekst": "bijzonder",
        "geplaatst_door": "persoonsgegeven",
        "gelezen_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"bericht {self.pk}"


class Berichtconcept(models.Model):
    """What someone typed and did not send yet; each has their own."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="+")
    gebruiker: "models.ForeignKey[Gebruiker]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    tekst = models.TextField()
    bewaard_op = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "gebruiker"], name="tlv_berichtconcept_een"),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "gebruiker": "persoonsgegeven",
        "tekst": "bijzonder",
    }

    def __str__(self) -> str:
        return f"concept van een bericht {self.pk}"
