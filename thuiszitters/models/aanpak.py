"""The plan van aanpak beside its actions: goals, partners, interventions, evaluation moments, and who directs."""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from ect.models import Keuze
from leerlingen.models import Leerling
from swv.models import Gebruiker
from thuiszitters.enums import Uitvoerder
from thuiszitters.models.kolommen import bereik, in_volgorde, loopt_op, wie
from thuiszitters.models.traject import Traject
from thuiszitters.namen import UITVOERDERS


class PlandeelQuerySet(models.QuerySet["models.Model"]):
    """Everything of the plan belongs to a traject and is seen by who sees that."""

    def zichtbaar_voor(self, user: Gebruiker) -> "PlandeelQuerySet":
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(user).values("pk"))

    def loopt_op(self, dag: date) -> "PlandeelQuerySet":
        return self.filter(loopt_op(dag))


class Plandeel(models.Model):
    """What every part of a plan has."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()

    objects = PlandeelQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    @property
    def leerling(self) -> Leerling:
        """The pupil, for the trail and the timeline."""
        leerling: Leerling = self.traject.leerling  # type: ignore[attr-defined]
        return leerling


class Plandoel(Plandeel):
    """A goal of the plan, and when it was reached."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="doelen")
    wat = models.CharField(max_length=200)
    streefdatum = models.DateField()
    behaald_op = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(wat=""), name="thuiszitters_plandoel_wat"),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "wat": "bijzonder",
        "streefdatum": "neutraal",
        "behaald_op": "neutraal",
        "vastgelegd_door": "persoonsgegeven",
    }


class Planpartner(Plandeel):
    """An organisation that takes part in the plan, from a day until a day."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="partners")
    soort = models.CharField(max_length=12, choices=Uitvoerder.choices)
    organisatie = models.CharField(max_length=120)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=in_volgorde(), name="thuiszitters_planpartner_periode"),
            ExclusionConstraint(
                name="thuiszitters_planpartner_eenmaal",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (F("organisatie"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "soort": "neutraal",
        "organisatie": "bijzonder",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "vastgelegd_door": "persoonsgegeven",
    }

    @property
    def soort_naam(self) -> str:
        """What kind of organisation it is, in the words of this SWV."""
        return str(UITVOERDERS[self.soort])


class Trajectinterventie(Plandeel):
    """One intervention of the code list (missie.md 1.11), from a day until a day."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="interventies")
    interventie = models.ForeignKey(Keuze, on_delete=models.PROTECT, related_name="+")
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=in_volgorde(), name="thuiszitters_trajectinterventie_periode"),
            ExclusionConstraint(
                name="thuiszitters_trajectinterventie_eenmaal",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (F("interventie"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "interventie": "bijzonder",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "vastgelegd_door": "persoonsgegeven",
    }


class Evaluatie(Plandeel):
    """A moment on which the plan is looked at together; planned first, with findings once it was held."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="evaluaties")
    gepland_op = models.DateField()
    gehouden_op = models.DateField(null=True, blank=True)
    bevindingen = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gehouden_op__isnull=True, bevindingen="")
                | Q(gehouden_op__isnull=False) & ~Q(bevindingen=""),
                name="thuiszitters_evaluatie_gehouden",
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "gepland_op": "persoonsgegeven",
        "gehouden_op": "persoonsgegeven",
        "bevindingen": "bijzonder",
        "vastgelegd_door": "persoonsgegeven",
    }


class Regieperiode(models.Model):
    """Who directs a traject from one day to another: one at a time; the open one is `Traject.regiehouder`."""

    traject = models.ForeignKey(Traject, on_delete=models.PROTECT, related_name="regieperioden")
    regiehouder = wie(null=False, blank=False)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=in_volgorde(), name="thuiszitters_regieperiode_periode"),
            ExclusionConstraint(
                name="thuiszitters_regieperiode_een_tegelijk",
                expressions=[
                    (F("traject"), RangeOperators.EQUAL),
                    (bereik(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {
        "traject": "persoonsgegeven",
        "regiehouder": "persoonsgegeven",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"regieperiode {self.pk}"
