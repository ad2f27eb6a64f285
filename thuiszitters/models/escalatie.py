"""The escalation ladder: who sat at which table, what came out of it, and the decision that binds (PRC-42)."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, School, Schoolbestuur
from thuiszitters.enums import Stapuitkomst, Trede
from thuiszitters.models.kolommen import wie
from thuiszitters.models.traject import Traject

NIVEAU = {trede: niveau for niveau, trede in enumerate(Trede.values, start=1)}


class EscalatiestapQuerySet(models.QuerySet["Escalatiestap"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "EscalatiestapQuerySet":
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(user).values("pk"))


class Escalatiestap(models.Model):
    """One step on the ladder of a traject; a table that met twice is two steps."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="escalatiestappen")
    trede = models.CharField(max_length=18, choices=Trede.choices)
    niveau = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=80)  # as the profile called it on that day
    datum = models.DateField()
    deelnemers = models.CharField(max_length=300)
    uitkomst = models.CharField(max_length=10, choices=Stapuitkomst.choices)
    toelichting = models.TextField(blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    objects = EscalatiestapQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["traject", "-niveau"], name="thuiszitters_stap_niveau")]
        constraints = [
            models.CheckConstraint(condition=Q(trede__in=Trede.values), name="thuiszitters_stap_trede"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=Stapuitkomst.values), name="thuiszitters_stap_uitkomst"
            ),
            models.CheckConstraint(
                condition=Q(niveau__gte=1, niveau__lte=len(Trede.values)),
                name="thuiszitters_stap_niveau_geldig",
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "trede": "neutraal",
        "niveau": "neutraal",
        "naam": "neutraal",
        "datum": "persoonsgegeven",
        "deelnemers": "persoonsgegeven",
        "uitkomst": "neutraal",
        "toelichting": "bijzonder",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"escalatiestap {self.pk}"

    @property
    def leerling(self) -> Leerling:
        """The pupil, for the trail and the timeline."""
        return self.traject.leerling


class DoorzetbesluitQuerySet(models.QuerySet["Doorzetbesluit"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "DoorzetbesluitQuerySet":
        return self.filter(stap__in=Escalatiestap.objects.zichtbaar_voor(user).values("pk"))


class Doorzetbesluit(models.Model):
    """Which bestuur gets the zorgplicht by doorzettingsmacht, and what parents and pupil asked first."""

    stap = models.OneToOneField(Escalatiestap, on_delete=models.PROTECT, related_name="besluit")
    bestuur = models.ForeignKey(Schoolbestuur, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ingangsdatum = models.DateField()
    besloten_door = models.CharField(max_length=120)
    voorkeur_ouders = models.TextField()
    voorkeur_leerling = models.TextField()
    motivering = models.TextField()
    vastgelegd_op = models.DateTimeField()

    objects = DoorzetbesluitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(voorkeur_ouders="") & ~Q(voorkeur_leerling="") & ~Q(motivering=""),
                name="thuiszitters_doorzetbesluit_gemotiveerd",
            ),
        ]

    persoonsgegevens = {
        "stap": "persoonsgegeven",
        "bestuur": "persoonsgegeven",
        "school": "persoonsgegeven",
        "ingangsdatum": "persoonsgegeven",
        "besloten_door": "persoonsgegeven",
        "voorkeur_ouders": "bijzonder",
        "voorkeur_leerling": "bijzonder",
        "motivering": "bijzonder",
    }

    def __str__(self) -> str:
        return f"doorzetbesluit {self.pk}"
