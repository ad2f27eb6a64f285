"""After the decision: the receiving school picks the TLV up, places the pupil or says why not (PRC-15, PRC-20)."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.rollen import Bereik
from tlv.enums import NietGeplaatst, Plaatsingstatus, Uitstroom
from tlv.models.besluit import Toelaatbaarheidsverklaring
from tlv.models.kolommen import wie

P = Plaatsingstatus
LOOPT = [P.WACHT, P.GEPLAATST]
IS_GEPLAATST = [P.GEPLAATST, P.BEEINDIGD]


class PlaatsingQuerySet(models.QuerySet["Plaatsing"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "PlaatsingQuerySet":
        """SWV staff: every one. A school: those that it picked up itself."""
        return self if user.heeft_bereik(Bereik.SWV) else self.filter(school_id__in=user.school_ids)

    def wachtend_op(self, dag: date) -> "PlaatsingQuerySet":
        """On the waiting list at the end of this day: from being on it until placed, refused or withdrawn."""
        klaar = Q(plaatsingsdatum__lte=dag) | Q(afgewezen_per__lte=dag)
        return self.filter(op_lijst_sinds__lte=dag).exclude(klaar)


class Plaatsing(models.Model):
    """One TLV at one receiving school: on its list, placed, not placed, or the stay that ended."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verklaring = models.ForeignKey(
        Toelaatbaarheidsverklaring, on_delete=models.PROTECT, related_name="plaatsingen"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="plaatsingen")
    status = models.CharField(max_length=16, choices=P.choices, default=P.WACHT)
    op_lijst_sinds = models.DateField()
    opgehaald_op = models.DateTimeField()
    opgehaald_door = wie()
    plaatsingsdatum = models.DateField(null=True, blank=True)
    afgewezen_per = models.DateField(null=True, blank=True)
    reden = models.CharField(max_length=16, choices=NietGeplaatst.choices, blank=True)
    beeindigd_per = models.DateField(null=True, blank=True)
    uitstroom = models.CharField(max_length=16, choices=Uitstroom.choices, blank=True)
    naar_school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="teruggeplaatst"
    )
    toelichting = models.TextField(blank=True)

    objects = PlaatsingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "status", "op_lijst_sinds"], name="tlv_plaatsing_lijst")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=P.values), name="tlv_plaatsing_status"),
            models.UniqueConstraint(
                fields=["verklaring", "school"],
                condition=Q(status__in=LOOPT),
                name="tlv_plaatsing_een_lopend",
            ),
            models.UniqueConstraint(
                fields=["verklaring"], condition=Q(status=P.GEPLAATST), name="tlv_plaatsing_een_school"
            ),
            models.CheckConstraint(
                condition=Q(status__in=IS_GEPLAATST, plaatsingsdatum__isnull=False)
                | ~Q(status__in=IS_GEPLAATST) & Q(plaatsingsdatum__isnull=True),
                name="tlv_plaatsing_datum",
            ),
            models.CheckConstraint(
                condition=Q(status=P.NIET_GEPLAATST, afgewezen_per__isnull=False) & ~Q(reden="")
                | ~Q(status=P.NIET_GEPLAATST) & Q(afgewezen_per__isnull=True, reden=""),
                name="tlv_plaatsing_niet_geplaatst",
            ),
            models.CheckConstraint(
                condition=Q(status=P.BEEINDIGD, beeindigd_per__gte=F("plaatsingsdatum")) & ~Q(uitstroom="")
                | ~Q(status=P.BEEINDIGD) & Q(beeindigd_per__isnull=True, uitstroom=""),
                name="tlv_plaatsing_beeindigd",
            ),
        ]

    persoonsgegevens = {
        "verklaring": "persoonsgegeven",
        "school": "persoonsgegeven",
        "op_lijst_sinds": "persoonsgegeven",
        "opgehaald_door": "persoonsgegeven",
        "plaatsingsdatum": "persoonsgegeven",
        "afgewezen_per": "persoonsgegeven",
        "reden": "persoonsgegeven",
        "beeindigd_per": "persoonsgegeven",
        "uitstroom": "persoonsgegeven",
        "naar_school": "persoonsgegeven",
        "toelichting": "bijzonder",
    }

    def __str__(self) -> str:
        return f"plaatsing {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.verklaring.leerling


class Ophaalpoging(models.Model):
    """That a school tried to pick up a TLV by number and birth date; what was typed is not kept."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    gebruiker = wie()
    gelukt = models.BooleanField()
    geprobeerd_op = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["school", "-geprobeerd_op"], name="tlv_ophaalpoging_recent")]

    persoonsgegevens = {"school": "neutraal", "gebruiker": "persoonsgegeven", "gelukt": "neutraal"}

    def __str__(self) -> str:
        return f"ophaalpoging {self.pk}"
