"""The question of a school (or of the SWV for a school), its clock, and the first answer."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from ect.enums import Aanmeldstatus, Ouders, Urgentie
from ect.models.keuze import Keuze
from ect.models.kolommen import gepaard, precies_bij, wie
from leerlingen.models import Leerling
from swv.models import Gebruiker, Norm, School
from swv.rollen import Bereik

A = Aanmeldstatus
OPEN = [A.AANGEMELD, A.IN_GESPREK]


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "AanmeldingQuerySet":
        """SWV staff: all. A school: what it asked, or what was asked for it, also after the pupil left."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(school_id__in=user.school_ids)

    def open(self) -> "AanmeldingQuerySet":
        """Neither accepted nor answered."""
        return self.filter(status__in=OPEN)

    def aangemeld_tussen(self, vanaf: date, tot_en_met: date) -> "AanmeldingQuerySet":
        """Received on one of these days; both bounds inclusive."""
        return self.filter(aangemeld_op__date__range=(vanaf, tot_en_met))

    def met_eerste_reactie_tussen(self, vanaf: date, tot_en_met: date) -> "AanmeldingQuerySet":
        """Those with a clock whose first reaction was given on one of these days."""
        return self.filter(norm__isnull=False, gereageerd_op__date__range=(vanaf, tot_en_met))

    def op_tijd(self) -> "AanmeldingQuerySet":
        """The first reaction came on the last day of the term or before it."""
        return self.filter(gereageerd_op__date__lte=F("reactie_uiterlijk"))

    def wacht_te_lang_op(self, dag: date) -> "AanmeldingQuerySet":
        """At the end of `dag` the term was over, and there was no reaction and no withdrawal yet."""
        zonder_reactie = Q(gereageerd_op__isnull=True) | Q(gereageerd_op__date__gt=dag)
        niet_ingetrokken = Q(ingetrokken_op__isnull=True) | Q(ingetrokken_op__date__gt=dag)
        return self.filter(
            zonder_reactie, niet_ingetrokken, aangemeld_op__date__lte=dag, reactie_uiterlijk__lt=dag
        )


class Aanmelding(models.Model):
    """A request for help of the ECT for one pupil (missie.md PRC-11, NRM-06)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kenmerk = models.CharField(max_length=20, unique=True)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="ect_aanmeldingen")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="ect_aanmeldingen")
    status = models.CharField(max_length=12, choices=A.choices, default=A.AANGEMELD)
    hoofdvraag = models.ForeignKey(Keuze, on_delete=models.PROTECT, related_name="+")
    vraag = models.TextField()
    geprobeerd = models.TextField()
    ouders = models.CharField(max_length=14, choices=Ouders.choices)
    ouders_toelichting = models.TextField(blank=True)
    vrager = models.CharField(max_length=120)
    urgentie = models.CharField(max_length=8, choices=Urgentie.choices, default=Urgentie.GEWOON)
    contact = wie()  # the ECT worker who reacts: first the fixed contact of the school

    aangemeld_op = models.DateTimeField()
    aangemeld_door = wie()
    norm = models.ForeignKey(Norm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reactie_uiterlijk = models.DateField(null=True, blank=True)
    reactie_afleiding = models.JSONField(default=list, blank=True)
    gereageerd_op = models.DateTimeField(null=True, blank=True)
    gereageerd_door = wie()
    reactie = models.TextField(blank=True)
    aangenomen_op = models.DateTimeField(null=True, blank=True)
    aangenomen_door = wie()
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    beantwoord_door = wie()
    antwoord = models.TextField(blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = wie()

    objects = AanmeldingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "reactie_uiterlijk", "id"], name="ect_aanmelding_werk"),
            models.Index(fields=["school", "-id"], name="ect_aanmelding_school"),
            models.Index(fields=["leerling", "-id"], name="ect_aanmelding_leerling"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=A.values), name="ect_aanmelding_status"),
            models.CheckConstraint(condition=Q(ouders__in=Ouders.values), name="ect_aanmelding_ouders"),
            models.CheckConstraint(condition=Q(urgentie__in=Urgentie.values), name="ect_aanmelding_urgentie"),
            models.CheckConstraint(
                condition=~Q(vraag="") & ~Q(geprobeerd="") & ~Q(vrager=""), name="ect_aanmelding_ingevuld"
            ),
            models.CheckConstraint(
                condition=Q(norm__isnull=True, reactie_uiterlijk__isnull=True)
                | Q(norm__isnull=False, reactie_uiterlijk__isnull=False),
                name="ect_aanmelding_klok",
            ),
            models.CheckConstraint(
                condition=Q(gereageerd_op__isnull=False, reactie__gt="")
                | Q(gereageerd_op__isnull=True, reactie=""),
                name="ect_aanmelding_reactie",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[A.IN_GESPREK, A.AANGENOMEN, A.BEANTWOORD], gereageerd_op__isnull=False
                )
                | Q(status=A.AANGEMELD, gereageerd_op__isnull=True)
                | Q(status=A.INGETROKKEN),
                name="ect_aanmelding_gereageerd",
            ),
            models.CheckConstraint(
                condition=precies_bij("aangenomen", status=A.AANGENOMEN), name="ect_aanmelding_aangenomen"
            ),
            models.CheckConstraint(
                condition=precies_bij("beantwoord", status=A.BEANTWOORD), name="ect_aanmelding_beantwoord"
            ),
            models.CheckConstraint(
                condition=Q(status=A.BEANTWOORD, antwoord__gt="")
                | (~Q(status=A.BEANTWOORD) & Q(antwoord="")),
                name="ect_aanmelding_antwoord",
            ),
            models.CheckConstraint(
                condition=precies_bij("ingetrokken", status=A.INGETROKKEN), name="ect_aanmelding_ingetrokken"
            ),
            models.CheckConstraint(
                condition=gepaard("gereageerd")
                & gepaard("aangenomen")
                & gepaard("beantwoord")
                & gepaard("ingetrokken"),
                name="ect_aanmelding_wie_wanneer",
            ),
            models.UniqueConstraint(
                fields=["leerling", "school"], condition=Q(status__in=OPEN), name="ect_aanmelding_een_open"
            ),
        ]

    persoonsgegevens = {
        "kenmerk": "persoonsgegeven",
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "hoofdvraag": "bijzonder",
        "vraag": "bijzonder",
        "geprobeerd": "bijzonder",
        "ouders": "persoonsgegeven",
        "ouders_toelichting": "bijzonder",
        "vrager": "persoonsgegeven",
        "urgentie": "bijzonder",
        "contact": "persoonsgegeven",
        "aangemeld_door": "persoonsgegeven",
        "norm": "neutraal",
        "reactie_uiterlijk": "neutraal",
        "reactie_afleiding": "neutraal",
        "gereageerd_door": "persoonsgegeven",
        "reactie": "bijzonder",
        "aangenomen_door": "persoonsgegeven",
        "beantwoord_door": "persoonsgegeven",
        "antwoord": "bijzonder",
        "ingetrokken_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return self.kenmerk


class Ectteller(models.Model):
    """The last number given out in a school year."""

    schooljaar = models.CharField(max_length=9, unique=True)
    laatste = models.PositiveIntegerField(default=0)

    persoonsgegevens = {"schooljaar": "neutraal", "laatste": "neutraal"}

    def __str__(self) -> str:
        return self.schooljaar
