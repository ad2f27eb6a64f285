"""Vrijstelling: the request for advice of leerplicht, and each vrijstelling that is followed (PRC-10, FRM-08)."""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from leerlingen.models import Leerling
from swv.models import Gebruiker
from swv.rollen import Bereik
from thuiszitters.enums import (
    VRIJSTELLINGEN,
    Advies,
    Adviesstatus,
    Categorie,
    Schoolverleden,
    Vrijstellingsduur,
    Vrijstellingseinde,
    Vrijstellingsoort,
)
from thuiszitters.models.kolommen import bereik, gepaard, in_volgorde, loopt_op, wie
from thuiszitters.models.traject import Traject

MET_LEERLING = [Adviesstatus.IN_BEHANDELING, Adviesstatus.UITGEBRACHT]


class AdviesvraagQuerySet(models.QuerySet["Adviesvraag"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "AdviesvraagQuerySet":
        """SWV staff: all. Leerplicht: what this person asked; nothing else of the pupil."""
        return self if user.heeft_bereik(Bereik.SWV) else self.filter(gevraagd_door=user)

    def open(self) -> "AdviesvraagQuerySet":
        return self.filter(status__in=[Adviesstatus.NIEUW, Adviesstatus.IN_BEHANDELING])


class Adviesvraag(models.Model):
    """What leerplicht asks the SWV before a vrijstelling 5 onder a, and the answer.

    The pupil is as leerplicht wrote it; only the SWV joins it to a dossier. Nothing medical is in it.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kenmerk = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=14, choices=Adviesstatus.choices, default=Adviesstatus.NIEUW)
    roepnaam = models.CharField(max_length=60)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=80)
    geboortedatum = models.DateField()
    gemeente = models.CharField(max_length=60)
    leerling = models.ForeignKey(
        Leerling, null=True, blank=True, on_delete=models.PROTECT, related_name="adviesvragen"
    )
    soort = models.CharField(max_length=12, choices=Vrijstellingsoort.choices)
    duur = models.CharField(max_length=10, choices=Vrijstellingsduur.choices)
    schoolverleden = models.CharField(max_length=4, choices=Schoolverleden.choices)
    ingangsdatum = models.DateField()
    vraag = models.TextField()
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    uiterste_datum = models.DateField(null=True, blank=True)
    afleiding = models.JSONField(default=list, blank=True)
    opgepakt_op = models.DateTimeField(null=True, blank=True)
    opgepakt_door = wie()
    advies = models.CharField(max_length=8, choices=Advies.choices, blank=True)
    perspectief = models.TextField(blank=True)
    uitgebracht_op = models.DateTimeField(null=True, blank=True)
    uitgebracht_door = wie()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = wie()

    objects = AdviesvraagQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "uiterste_datum", "id"], name="thuiszitters_advies_werk"),
            models.Index(fields=["gevraagd_op"], name="thuiszitters_advies_gevraagd"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Adviesstatus.values), name="thuiszitters_adviesvraag_status"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=MET_LEERLING) | Q(leerling__isnull=False, opgepakt_op__isnull=False),
                name="thuiszitters_adviesvraag_leerling",
            ),
            models.CheckConstraint(
                condition=Q(status=Adviesstatus.UITGEBRACHT, uitgebracht_op__isnull=False)
                & ~Q(advies="")
                & ~Q(perspectief="")
                | ~Q(status=Adviesstatus.UITGEBRACHT)
                & Q(uitgebracht_op__isnull=True, advies="", perspectief=""),
                name="thuiszitters_adviesvraag_uitgebracht",
            ),
            models.CheckConstraint(
                condition=gepaard("opgepakt") & gepaard("uitgebracht") & gepaard("ingetrokken"),
                name="thuiszitters_adviesvraag_wie_wanneer",
            ),
        ]

    persoonsgegevens = {
        "kenmerk": "persoonsgegeven",
        "roepnaam": "persoonsgegeven",
        "voorvoegsel": "persoonsgegeven",
        "achternaam": "persoonsgegeven",
        "geboortedatum": "persoonsgegeven",
        "gemeente": "persoonsgegeven",
        "leerling": "persoonsgegeven",
        "soort": "bijzonder",
        "duur": "bijzonder",
        "schoolverleden": "persoonsgegeven",
        "ingangsdatum": "persoonsgegeven",
        "vraag": "bijzonder",
        "gevraagd_door": "persoonsgegeven",
        "uiterste_datum": "neutraal",
        "afleiding": "neutraal",
        "opgepakt_door": "persoonsgegeven",
        "advies": "bijzonder",
        "perspectief": "bijzonder",
        "uitgebracht_door": "persoonsgegeven",
        "ingetrokken_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return self.kenmerk

    @property
    def naam(self) -> str:
        """As leerplicht wrote it."""
        return " ".join(deel for deel in (self.roepnaam, self.voorvoegsel, self.achternaam) if deel)


class VrijstellingQuerySet(models.QuerySet["Vrijstelling"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "VrijstellingQuerySet":
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(user).values("pk"))

    def loopt_op(self, dag: date) -> "VrijstellingQuerySet":
        return self.filter(loopt_op(dag))

    def terugwerkend(self) -> "VrijstellingQuerySet":
        """Granted with effect from an earlier day (NRM-31, NRM-42)."""
        return self.filter(afgegeven_op__gt=F("vanaf"))


class Vrijstelling(models.Model):
    """One vrijstelling as the gemeente gave it, from a day until a day; a renewal is a new one.

    5 onder a, b, c and 5a stay apart (Leerplichtwet 5 and 5a). `tot_en_met` is empty for the rest of leerplicht.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="vrijstellingen")
    code = models.CharField(max_length=7, choices=[(c.value, c.label) for c in VRIJSTELLINGEN])
    soort = models.CharField(max_length=12, choices=Vrijstellingsoort.choices)
    duur = models.CharField(max_length=10, choices=Vrijstellingsduur.choices)
    schoolverleden = models.CharField(max_length=4, choices=Schoolverleden.choices)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    afgegeven_op = models.DateField()
    adviesvraag = models.ForeignKey(
        Adviesvraag, null=True, blank=True, on_delete=models.PROTECT, related_name="vrijstellingen"
    )
    eindreden = models.CharField(max_length=14, choices=Vrijstellingseinde.choices, blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    objects = VrijstellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=[c.value for c in VRIJSTELLINGEN]), name="thuiszitters_vrijstelling_code"
            ),
            models.CheckConstraint(condition=in_volgorde(), name="thuiszitters_vrijstelling_periode"),
            models.CheckConstraint(
                condition=Q(eindreden="") | Q(tot_en_met__isnull=False),
                name="thuiszitters_vrijstelling_einde",
            ),
            ExclusionConstraint(
                name="thuiszitters_vrijstelling_een_tegelijk",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "code": "bijzonder",
        "soort": "bijzonder",
        "duur": "bijzonder",
        "schoolverleden": "persoonsgegeven",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "afgegeven_op": "persoonsgegeven",
        "adviesvraag": "persoonsgegeven",
        "eindreden": "bijzonder",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"vrijstelling {self.pk}"

    @property
    def leerling(self) -> Leerling:
        """The pupil, for the trail and the timeline."""
        return self.traject.leerling

    @property
    def naam(self) -> str:
        return str(Categorie(self.code).label)

    @property
    def is_terugwerkend(self) -> bool:
        return self.afgegeven_op > self.vanaf

    @property
    def is_nooit_op_school(self) -> bool:
        return self.schoolverleden == Schoolverleden.GEEN
