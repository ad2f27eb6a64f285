"""What the zorgvuldigheidspoort said when a decision was taken; never changed afterwards."""

from django.db import models
from django.db.models import Q

from tlv.enums import Toetsuitkomst
from tlv.models.besluit import Besluit


class Besluittoets(models.Model):
    """One rule and its outcome; a waarschuwing that was passed has the reason of the decider."""

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="toetsen")
    code = models.CharField(max_length=40)
    naam = models.CharField(max_length=120)
    uitkomst = models.CharField(max_length=14, choices=Toetsuitkomst.choices)
    uitleg = models.TextField(blank=True)
    reden = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["besluit", "code"], name="tlv_besluittoets_regel"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=Toetsuitkomst.values), name="tlv_besluittoets_uitkomst"
            ),
        ]

    persoonsgegevens = {
        "besluit": "persoonsgegeven",
        "code": "neutraal",
        "naam": "neutraal",
        "uitkomst": "neutraal",
        "uitleg": "bijzonder",
        "reden": "bijzonder",
    }

    def __str__(self) -> str:
        return f"besluittoets {self.pk}"
