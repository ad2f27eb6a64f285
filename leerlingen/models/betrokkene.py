"""The adults around a pupil: who has gezag, where they live, and what limits contact."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from leerlingen.enums import Relatie
from leerlingen.models.leerling import Leerling
from swv.models import Gebruiker
from swv.rollen import Bereik


class BetrokkeneQuerySet(models.QuerySet["Betrokkene"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BetrokkeneQuerySet":
        """The adults around the pupils that exist for `user`; addresses are shown apart (permissions.py)."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(leerling__in=Leerling.objects.zichtbaar_voor(user).values("pk"))

    def huidig(self, op: date) -> "BetrokkeneQuerySet":
        return self.filter(Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=op))

    def met_gezag(self) -> "BetrokkeneQuerySet":
        """Who must receive a decision: everyone with gezag (Awb 3:41; domein.md 1.1.12)."""
        return self.filter(heeft_gezag=True, geldig_tot_en_met__isnull=True).order_by("id")


class Betrokkene(models.Model):
    """A parent, guardian or carer, with the own address and what limits contact."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="betrokkenen")
    relatie = models.CharField(max_length=12, choices=Relatie.choices)
    naam = models.CharField(max_length=120)
    heeft_gezag = models.BooleanField(default=False)
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    plaats = models.CharField(max_length=60, blank=True)
    geheim_adres = models.BooleanField(default=False)
    contactbeperking = models.CharField(max_length=200, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = BetrokkeneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(naam=""), name="leerlingen_betrokkene_naam"),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "relatie": "persoonsgegeven",
        "naam": "persoonsgegeven",
        "heeft_gezag": "persoonsgegeven",
        "straat": "persoonsgegeven",
        "huisnummer": "persoonsgegeven",
        "postcode": "persoonsgegeven",
        "plaats": "persoonsgegeven",
        "geheim_adres": "bijzonder",
        "contactbeperking": "bijzonder",
        "telefoon": "persoonsgegeven",
        "email": "persoonsgegeven",
        "geldig_tot_en_met": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"betrokkene {self.pk}"

    @property
    def heeft_adres(self) -> bool:
        return bool(self.straat and self.postcode and self.plaats)
