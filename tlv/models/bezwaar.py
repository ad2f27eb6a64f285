"""The objection to a decision."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Gebruiker
from swv.rollen import Bereik
from tlv.enums import Bezwaarstatus, Bezwaaruitkomst
from tlv.models.besluit import Besluit
from tlv.models.kolommen import wie


class BezwaarQuerySet(models.QuerySet["Bezwaar"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BezwaarQuerySet":
        """SWV staff only: who objected is no business of the school."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()


class Bezwaar(models.Model):
    """An objection to a decision; it does not suspend the TLV (Awb 6:16)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    besluit = models.ForeignKey(Besluit, on_delete=models.PROTECT, related_name="bezwaren")
    status = models.CharField(max_length=12, choices=Bezwaarstatus.choices, default=Bezwaarstatus.ONTVANGEN)
    indiener = models.CharField(max_length=160)
    ontvangen_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    geregistreerd_door = wie()
    bob_uiterste_datum = models.DateField()
    bob_afleiding = models.JSONField(default=list)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = wie()
    uitkomst = models.CharField(max_length=20, choices=Bezwaaruitkomst.choices, blank=True)
    toelichting = models.TextField(blank=True)

    objects = BezwaarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Bezwaarstatus.ONTVANGEN, afgehandeld_op__isnull=True)
                | ~Q(status=Bezwaarstatus.ONTVANGEN) & Q(afgehandeld_op__isnull=False),
                name="tlv_bezwaar_afgehandeld",
            ),
            models.CheckConstraint(
                condition=Q(status=Bezwaarstatus.AFGEHANDELD) & ~Q(uitkomst="")
                | ~Q(status=Bezwaarstatus.AFGEHANDELD) & Q(uitkomst=""),
                name="tlv_bezwaar_uitkomst",
            ),
        ]

    persoonsgegevens = {
        "indiener": "persoonsgegeven",
        "geregistreerd_door": "persoonsgegeven",
        "afgehandeld_door": "persoonsgegeven",
        "uitkomst": "bijzonder",
        "toelichting": "bijzonder",
        "besluit": "persoonsgegeven",
        "bob_uiterste_datum": "neutraal",
        "bob_afleiding": "neutraal",
    }

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.besluit.aanvraag.leerling
