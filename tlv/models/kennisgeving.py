"""A letter that is no besluit: what it tells to whom, frozen when it was written, and its PDF."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Bestand, Gebruiker
from swv.rollen import Bereik
from tlv.enums import Kennisgevingsoort
from tlv.models.aanvraag import Aanvraag
from tlv.models.bezwaar import Bezwaar
from tlv.models.kolommen import GEBRUIKER, gepaard, wie


class KennisgevingQuerySet(models.QuerySet["Kennisgeving"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "KennisgevingQuerySet":
        """Staff: every letter. A school: what was sent to it about its own request, nothing of an objection."""
        toegang = Q(pk__in=[])
        if user.heeft_bereik(Bereik.SWV):
            toegang |= ~Q(pk__in=[])
        if scholen := user.school_ids:
            toegang |= Q(aanvraag__school_id__in=scholen, verzonden_op__isnull=False, bezwaar__isnull=True)
        return self.filter(toegang)


class Kennisgeving(models.Model):
    """The text as it was when the letter was written; the PDF is made from it, once."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="kennisgevingen")
    soort = models.CharField(max_length=20, choices=Kennisgevingsoort.choices)
    bezwaar = models.ForeignKey(
        Bezwaar, null=True, blank=True, on_delete=models.PROTECT, related_name="kennisgevingen"
    )
    aan = models.CharField(max_length=160)
    adresregels = models.JSONField(default=list, blank=True)
    onderwerp = models.CharField(max_length=160)
    alineas = models.JSONField()
    afleiding = models.JSONField(default=list, blank=True)
    geschreven_op = models.DateTimeField()
    geschreven_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+")
    verzonden_op = models.DateField(null=True, blank=True)
    verzonden_door = wie()

    objects = KennisgevingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["aanvraag", "id"], name="tlv_kennisgeving_aanvraag")]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Kennisgevingsoort.values), name="tlv_kennisgeving_soort"
            ),
            models.CheckConstraint(condition=gepaard("verzonden"), name="tlv_kennisgeving_verzonden"),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "bezwaar": "persoonsgegeven",
        "aan": "persoonsgegeven",
        "adresregels": "persoonsgegeven",
        "soort": "neutraal",
        "onderwerp": "persoonsgegeven",
        "alineas": "bijzonder",
        "afleiding": "neutraal",
        "geschreven_door": "persoonsgegeven",
        "verzonden_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"kennisgeving {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling


class Kennisgevingbestand(Bestand):
    """The PDF of such a letter, made once by a job."""

    kennisgeving = models.OneToOneField(Kennisgeving, on_delete=models.PROTECT, related_name="bestand")

    class Meta(Bestand.Meta):
        pass

    persoonsgegevens = {**Bestand.persoonsgegevens, "kennisgeving": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"kennisgevingbestand {self.pk}"
