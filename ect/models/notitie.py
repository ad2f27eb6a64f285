"""The confidential note: for the casushouder, and for who was named one by one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from ect.models.casus import Casus
from ect.models.kolommen import gepaard, wie
from leerlingen.models import Leerling
from swv.models import Gebruiker
from swv.rollen import Bereik


class NotitieQuerySet(models.QuerySet["Notitie"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "NotitieQuerySet":
        """The casushouder, and whoever was given this note by name; a role alone opens nothing."""
        if not user.heeft_bereik(Bereik.SWV):
            return self.none()
        genoemd = Notitietoegang.objects.lopend().filter(notitie=OuterRef("pk"), gebruiker=user)
        return self.filter(Q(casus__casushouder=user) | Exists(genoemd))


class Notitie(models.Model):
    """What is not for the file of everyone: never in a panel, a search, an export or the view of a school."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="notities")
    tekst = models.TextField()
    geschreven_op = models.DateTimeField()
    geschreven_door = wie()
    versie = models.PositiveIntegerField(default=1)

    objects = NotitieQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="ect_notitie_ingevuld")]

    persoonsgegevens = {
        "casus": "persoonsgegeven",
        "tekst": "bijzonder",
        "geschreven_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"notitie {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.casus.leerling


class NotitietoegangQuerySet(models.QuerySet["Notitietoegang"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "NotitietoegangQuerySet":
        """The casushouder alone sees and changes who may read."""
        if not user.heeft_bereik(Bereik.SWV):
            return self.none()
        return self.filter(notitie__casus__casushouder=user)

    def lopend(self) -> "NotitietoegangQuerySet":
        return self.filter(ingetrokken_op__isnull=True)


class Notitietoegang(models.Model):
    """One person may read one note, from the moment it was given until it was taken back."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notitie = models.ForeignKey(Notitie, on_delete=models.PROTECT, related_name="toegangen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verleend_op = models.DateTimeField()
    verleend_door = wie()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = wie()

    objects = NotitietoegangQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notitie", "gebruiker"],
                condition=Q(ingetrokken_op__isnull=True),
                name="ect_notitietoegang_eenmaal",
            ),
            models.CheckConstraint(condition=gepaard("ingetrokken"), name="ect_notitietoegang_wie_wanneer"),
        ]

    persoonsgegevens = {
        "notitie": "persoonsgegeven",
        "gebruiker": "persoonsgegeven",
        "verleend_door": "persoonsgegeven",
        "ingetrokken_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"toegang {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.notitie.leerling
