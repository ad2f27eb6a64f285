"""What happens before a TLV ends: one invitation to look again, and for a young child where it goes on (NRM-38)."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.rollen import Bereik
from tlv.models.besluit import Toelaatbaarheidsverklaring
from tlv.models.kolommen import wie


class Herbeoordeling(models.Model):
    """The invitation to a school to look again at a TLV that ends; one per TLV, ever."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verklaring = models.OneToOneField(
        Toelaatbaarheidsverklaring, on_delete=models.PROTECT, related_name="herbeoordeling"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="herbeoordelingen")
    uitgenodigd_op = models.DateTimeField()
    uitgenodigd_door = wie()

    persoonsgegevens = {
        "verklaring": "persoonsgegeven",
        "school": "persoonsgegeven",
        "uitgenodigd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"herbeoordeling {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.verklaring.leerling


class Vervolgafspraak(models.Model):
    """Where a young child goes on after its TLV, agreed with a regular school that stays involved (NRM-38)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verklaring = models.OneToOneField(
        Toelaatbaarheidsverklaring, on_delete=models.PROTECT, related_name="vervolgafspraak"
    )
    beoogde_school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="vervolgafspraken")
    besproken_per = models.DateField()
    afspraak = models.TextField()
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(afspraak=""), name="tlv_vervolgafspraak_afspraak"),
        ]

    persoonsgegevens = {
        "verklaring": "persoonsgegeven",
        "beoogde_school": "persoonsgegeven",
        "besproken_per": "persoonsgegeven",
        "afspraak": "bijzonder",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"vervolgafspraak {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.verklaring.leerling


class BekendeVerklaringen:
    """The TLV's by which `haal` finds one for who works for the whole SWV; nobody else has a page of them."""

    def zichtbaar_voor(self, user: Gebruiker) -> "models.QuerySet[Toelaatbaarheidsverklaring]":
        rijen = Toelaatbaarheidsverklaring.objects.filter(besluit__bekendgemaakt_op__isnull=False)
        rijen = rijen.select_related("leerling", "besluit__aanvraag__school")
        return rijen if user.heeft_bereik(Bereik.SWV) else rijen.none()
