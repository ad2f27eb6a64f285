"""What stands in the way of a place: a knelpunt with its dated steps, and a school that says it is full."""

import uuid

from django.db import models
from django.db.models import F, Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.rollen import Bereik
from tlv.models.besluit import Toelaatbaarheidsverklaring
from tlv.models.kolommen import wie


class KnelpuntQuerySet(models.QuerySet["Knelpunt"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "KnelpuntQuerySet":
        """SWV staff only: it is the SWV that leads the way out."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()


class Knelpunt(models.Model):
    """A pupil with a TLV for whom no place is found; followed step by step (FRM-38, TGT-41)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verklaring = models.ForeignKey(
        Toelaatbaarheidsverklaring, on_delete=models.PROTECT, related_name="knelpunten"
    )
    gemeld_per = models.DateField()
    omschrijving = models.TextField()
    geopend_op = models.DateTimeField()
    geopend_door = wie()
    opgelost_op = models.DateTimeField(null=True, blank=True)
    opgelost_door = wie()
    oplossing = models.TextField(blank=True)

    objects = KnelpuntQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["verklaring"], condition=Q(opgelost_op__isnull=True), name="tlv_knelpunt_een_open"
            ),
            models.CheckConstraint(
                condition=Q(opgelost_op__isnull=True, oplossing="")
                | Q(opgelost_op__isnull=False) & ~Q(oplossing=""),
                name="tlv_knelpunt_opgelost",
            ),
        ]

    persoonsgegevens = {
        "verklaring": "persoonsgegeven",
        "gemeld_per": "persoonsgegeven",
        "omschrijving": "bijzonder",
        "geopend_door": "persoonsgegeven",
        "opgelost_door": "persoonsgegeven",
        "oplossing": "bijzonder",
    }

    def __str__(self) -> str:
        return f"knelpunt {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.verklaring.leerling


class Knelpuntstap(models.Model):
    """One dated step; `naam` as the profile called it when the knelpunt was opened."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    knelpunt = models.ForeignKey(Knelpunt, on_delete=models.CASCADE, related_name="stappen")
    volgorde = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=160)
    uiterste_datum = models.DateField()
    afleiding = models.JSONField(default=list)
    gedaan_per = models.DateField(null=True, blank=True)
    gedaan_door = wie()
    verslag = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["knelpunt", "volgorde"], name="tlv_knelpuntstap_volgorde"),
        ]

    persoonsgegevens = {
        "knelpunt": "persoonsgegeven",
        "volgorde": "neutraal",
        "naam": "neutraal",
        "uiterste_datum": "neutraal",
        "afleiding": "neutraal",
        "gedaan_per": "neutraal",
        "gedaan_door": "persoonsgegeven",
        "verslag": "bijzonder",
    }

    def __str__(self) -> str:
        return f"knelpuntstap {self.pk}"


class VolverklaringQuerySet(models.QuerySet["Volverklaring"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "VolverklaringQuerySet":
        return self if user.heeft_bereik(Bereik.SWV) else self.filter(school_id__in=user.school_ids)


class Volverklaring(models.Model):
    """A school says that it is full; the SWV accepts that or not (TGT-41: it should not happen)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="volverklaringen")
    groep = models.CharField(max_length=80)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    reden = models.TextField()
    gemeld_op = models.DateTimeField()
    gemeld_door = wie()
    geaccepteerd = models.BooleanField(null=True, blank=True)
    reactie = models.TextField(blank=True)
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    beoordeeld_door = wie()

    objects = VolverklaringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "groep", "vanaf"], name="tlv_volverklaring_eenmaal"),
            models.CheckConstraint(
                condition=Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("vanaf")),
                name="tlv_volverklaring_periode",
            ),
            models.CheckConstraint(
                condition=Q(geaccepteerd__isnull=True, beoordeeld_op__isnull=True)
                | Q(geaccepteerd__isnull=False, beoordeeld_op__isnull=False) & ~Q(reactie=""),
                name="tlv_volverklaring_beoordeeld",
            ),
        ]

    persoonsgegevens = {
        "school": "neutraal",
        "groep": "neutraal",
        "vanaf": "neutraal",
        "tot_en_met": "neutraal",
        "reden": "neutraal",
        "gemeld_door": "persoonsgegeven",
        "geaccepteerd": "neutraal",
        "reactie": "neutraal",
        "beoordeeld_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"volverklaring {self.pk}"
