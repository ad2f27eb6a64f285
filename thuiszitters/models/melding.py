"""The report: that a pupil does not come to school, as it was told."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.rollen import Bereik
from thuiszitters.enums import Belemmering, Categorie, Herkomst, Meldingstatus, Regie
from thuiszitters.models.kolommen import gepaard, wie
from thuiszitters.models.traject import Traject

BIJ_TRAJECT = [Meldingstatus.OPGEPAKT, Meldingstatus.GEKOPPELD]


class MeldingQuerySet(models.QuerySet["Melding"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "MeldingQuerySet":
        """SWV staff: all. A school: what it reported itself, also after the pupil has left."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(school_id__in=user.school_ids, herkomst=Herkomst.SCHOOL)

    def nieuw(self) -> "MeldingQuerySet":
        return self.filter(status=Meldingstatus.NIEUW)

    def met_dubbel(self) -> "MeldingQuerySet":
        """Annotate whether another report of the same pupil waits too."""
        andere = Melding.objects.nieuw().filter(leerling=OuterRef("leerling")).exclude(pk=OuterRef("pk"))
        return self.annotate(dubbel=Exists(andere))


class Melding(models.Model):
    """One report (FRM-06). Only its words can be mended, until someone picks it up."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kenmerk = models.CharField(max_length=20, unique=True)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="thuiszittermeldingen")
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="thuiszittermeldingen"
    )
    herkomst = models.CharField(max_length=10, choices=Herkomst.choices)
    status = models.CharField(max_length=12, choices=Meldingstatus.choices, default=Meldingstatus.NIEUW)
    categorie = models.CharField(max_length=14, choices=Categorie.choices)
    eerste_verzuimdag = models.DateField()
    geconstateerd_op = models.DateField()
    belemmeringen = ArrayField(
        models.CharField(max_length=16, choices=Belemmering.choices), default=list, blank=True
    )
    toelichting = models.TextField(blank=True)
    gedaan = models.TextField(blank=True)
    regie = models.CharField(max_length=10, choices=Regie.choices)
    hulpverlening = models.CharField(max_length=120, blank=True)
    ouders_geinformeerd = models.BooleanField()
    gemeld_op = models.DateTimeField()
    gemeld_door = wie()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = wie()
    traject = models.ForeignKey(
        Traject, null=True, blank=True, on_delete=models.PROTECT, related_name="meldingen"
    )

    objects = MeldingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "gemeld_op", "id"], name="thuiszitters_melding_werk"),
            models.Index(fields=["school", "-id"], name="thuiszitters_melding_school"),
            models.Index(fields=["leerling", "-id"], name="thuiszitters_melding_leerling"),
            models.Index(fields=["gemeld_op"], name="thuiszitters_melding_gemeld"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Meldingstatus.values), name="thuiszitters_melding_status"
            ),
            models.CheckConstraint(
                condition=Q(categorie__in=Categorie.values), name="thuiszitters_melding_categorie"
            ),
            models.CheckConstraint(
                condition=Q(geconstateerd_op__gte=F("eerste_verzuimdag")),
                name="thuiszitters_melding_constatering",
            ),
            models.CheckConstraint(
                condition=~Q(herkomst=Herkomst.SCHOOL) | Q(school__isnull=False),
                name="thuiszitters_melding_van_school",
            ),
            models.CheckConstraint(
                condition=Q(status=Meldingstatus.NIEUW, afgehandeld_op__isnull=True)
                | ~Q(status=Meldingstatus.NIEUW) & Q(afgehandeld_op__isnull=False),
                name="thuiszitters_melding_afgehandeld_op",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BIJ_TRAJECT, traject__isnull=False)
                | ~Q(status__in=BIJ_TRAJECT) & Q(traject__isnull=True),
                name="thuiszitters_melding_traject",
            ),
            models.CheckConstraint(condition=gepaard("afgehandeld"), name="thuiszitters_melding_wie_wanneer"),
        ]

    persoonsgegevens = {
        "kenmerk": "persoonsgegeven",
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "herkomst": "neutraal",
        "categorie": "bijzonder",
        "eerste_verzuimdag": "persoonsgegeven",
        "geconstateerd_op": "persoonsgegeven",
        "belemmeringen": "bijzonder",
        "toelichting": "bijzonder",
        "gedaan": "bijzonder",
        "regie": "neutraal",
        "hulpverlening": "bijzonder",
        "ouders_geinformeerd": "persoonsgegeven",
        "gemeld_door": "persoonsgegeven",
        "afgehandeld_door": "persoonsgegeven",
        "traject": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return self.kenmerk
