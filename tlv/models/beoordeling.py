"""What the SWV asks while it judges a request: a completion of the school, an advice of an expert."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from tlv.enums import Adviesstatus, Beroep, Conclusie, Herstelstatus
from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import GEBRUIKER, wie


class Herstelverzoek(models.Model):
    """The invitation to complete a request; the clocks stand still meanwhile (Awb 4:5, 4:15)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="herstelverzoeken")
    status = models.CharField(max_length=12, choices=Herstelstatus.choices, default=Herstelstatus.OPEN)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    hersteltermijn_tot_en_met = models.DateField()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = wie()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag"],
                condition=Q(status=Herstelstatus.OPEN),
                name="tlv_herstelverzoek_een_open",
            ),
            models.CheckConstraint(
                condition=Q(status=Herstelstatus.OPEN, afgehandeld_op__isnull=True)
                | (~Q(status=Herstelstatus.OPEN) & Q(afgehandeld_op__isnull=False)),
                name="tlv_herstelverzoek_afgehandeld",
            ),
        ]

    persoonsgegevens = {
        "gevraagd_door": "persoonsgegeven",
        "afgehandeld_door": "persoonsgegeven",
        "aanvraag": "persoonsgegeven",
        "hersteltermijn_tot_en_met": "neutraal",
    }

    def __str__(self) -> str:
        return f"herstelverzoek {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling


class Herstelpunt(models.Model):
    """One question or document that the school must complete; `vraag` is its code in the question set."""

    herstelverzoek = models.ForeignKey(Herstelverzoek, on_delete=models.CASCADE, related_name="punten")
    vraag = models.CharField(max_length=40)
    toelichting = models.TextField()
    antwoord = models.TextField(blank=True)
    vorig_antwoord = models.TextField(blank=True)
    opgelost_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["herstelverzoek", "vraag"], name="tlv_herstelpunt_vraag"),
        ]

    persoonsgegevens = {
        "toelichting": "bijzonder",
        "antwoord": "bijzonder",
        "vorig_antwoord": "bijzonder",
        "herstelverzoek": "persoonsgegeven",
        "vraag": "neutraal",
    }

    def __str__(self) -> str:
        return f"herstelpunt {self.pk}"


class Deskundigenadvies(models.Model):
    """The advice of one expert, written for this request (domein.md 1.2)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="adviezen")
    deskundige = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="adviezen")
    status = models.CharField(max_length=12, choices=Adviesstatus.choices, default=Adviesstatus.GEVRAAGD)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    beroep = models.CharField(max_length=24, choices=Beroep.choices, blank=True)
    registratie = models.CharField(max_length=40, blank=True)
    conclusie = models.CharField(max_length=12, choices=Conclusie.choices, blank=True)
    motivering = models.TextField(blank=True)
    niet_bij_aanvraag = models.BooleanField(default=False)
    niet_in_dienst_school = models.BooleanField(default=False)
    niet_begeleider = models.BooleanField(default=False)
    uitgebracht_op = models.DateTimeField(null=True, blank=True)
    uitgebracht_door = wie()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag", "deskundige"],
                condition=~Q(status=Adviesstatus.INGETROKKEN),
                name="tlv_deskundigenadvies_een_per_deskundige",
            ),
            models.CheckConstraint(
                condition=~Q(status=Adviesstatus.UITGEBRACHT)
                | (
                    Q(
                        uitgebracht_op__isnull=False,
                        niet_bij_aanvraag=True,
                        niet_in_dienst_school=True,
                        niet_begeleider=True,
                    )
                    & ~Q(beroep="")
                    & ~Q(conclusie="")
                    & ~Q(motivering="")
                ),
                name="tlv_deskundigenadvies_volledig",
            ),
        ]

    persoonsgegevens = {
        "deskundige": "persoonsgegeven",
        "gevraagd_door": "persoonsgegeven",
        "uitgebracht_door": "persoonsgegeven",
        "beroep": "neutraal",
        "registratie": "persoonsgegeven",
        "conclusie": "bijzonder",
        "motivering": "bijzonder",
        "aanvraag": "persoonsgegeven",
        "niet_bij_aanvraag": "neutraal",
        "niet_in_dienst_school": "neutraal",
        "niet_begeleider": "neutraal",
    }

    def __str__(self) -> str:
        return f"advies {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling
