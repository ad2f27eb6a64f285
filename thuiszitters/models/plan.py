"""The plan of a traject: who does what before when, and with whom was spoken."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Gebruiker
from thuiszitters.enums import Actiestatus, Contactsoort, Uitvoerder
from thuiszitters.models.kolommen import gepaard, wie
from thuiszitters.models.traject import Traject
from thuiszitters.namen import UITVOERDERS


class ActieQuerySet(models.QuerySet["Actie"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "ActieQuerySet":
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(user).values("pk"))

    def open(self) -> "ActieQuerySet":
        return self.filter(status=Actiestatus.OPEN)


class Actie(models.Model):
    """One step of the plan van aanpak (FRM-07): what, by whom, before when, and when it was done."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="acties")
    status = models.CharField(max_length=10, choices=Actiestatus.choices, default=Actiestatus.OPEN)
    wat = models.CharField(max_length=200)
    uitvoerder = models.CharField(max_length=12, choices=Uitvoerder.choices)
    uiterlijk_op = models.DateField()
    afgesproken_op = models.DateTimeField()
    afgesproken_door = wie()
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = wie()

    objects = ActieQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["traject", "uiterlijk_op", "id"],
                condition=Q(status="open"),
                name="thuiszitters_actie_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Actiestatus.values), name="thuiszitters_actie_status"
            ),
            models.CheckConstraint(
                condition=Q(status=Actiestatus.OPEN, afgerond_op__isnull=True)
                | ~Q(status=Actiestatus.OPEN) & Q(afgerond_op__isnull=False),
                name="thuiszitters_actie_afgerond_op",
            ),
            models.CheckConstraint(condition=gepaard("afgerond"), name="thuiszitters_actie_wie_wanneer"),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "wat": "bijzonder",
        "uitvoerder": "neutraal",
        "uiterlijk_op": "neutraal",
        "afgesproken_door": "persoonsgegeven",
        "afgerond_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"actie {self.pk}"

    @property
    def uitvoerder_naam(self) -> str:
        """Who does it, in the words of this SWV."""
        return str(UITVOERDERS[self.uitvoerder])

    @property
    def leerling(self) -> Leerling:
        """The pupil, for the trail and the timeline."""
        return self.traject.leerling


class ContactQuerySet(models.QuerySet["Contact"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "ContactQuerySet":
        """What was said is for who works on the register, as the contacts of the ECT (domein.md 7.1)."""
        if "thuiszitters.behandelen" not in user.permissies:
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(user).values("pk"))


class Contact(models.Model):
    """A contact about this pupil, in a few words; read by who works on the register."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="contacten")
    soort = models.CharField(max_length=12, choices=Contactsoort.choices)
    met = models.CharField(max_length=12, choices=Uitvoerder.choices)
    datum = models.DateField()
    verslag = models.TextField()
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["traject", "-datum", "-id"], name="thuiszitters_contact_traject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Contactsoort.values), name="thuiszitters_contact_soort"
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "soort": "neutraal",
        "met": "neutraal",
        "datum": "persoonsgegeven",
        "verslag": "bijzonder",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def met_wie(self) -> str:
        """With whom, as it stands in a sentence."""
        naam = str(UITVOERDERS[self.met])
        return f"{naam[:1].lower()}{naam[1:]}"

    @property
    def leerling(self) -> Leerling:
        """The pupil, for the trail and the timeline."""
        return self.traject.leerling
