"""What a school asks the SWV about an OPP, and the answer."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.enums import Oppadviesstatus
from leerlingen.models.kolommen import gepaard, precies_bij, wie
from leerlingen.models.leerling import Leerling
from swv.models import Gebruiker
from swv.rollen import Bereik

A = Oppadviesstatus


class OppadviesQuerySet(models.QuerySet["Oppadvies"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "OppadviesQuerySet":
        """SWV staff: all. A school: what it asked itself."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(opp__school_id__in=user.school_ids)

    def gevraagd(self) -> "OppadviesQuerySet":
        return self.filter(status=A.GEVRAAGD)


class Oppadvies(models.Model):
    """One question about one OPP; at most one waits for an answer."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opp = models.ForeignKey("leerlingen.Opp", on_delete=models.PROTECT, related_name="adviezen")
    status = models.CharField(max_length=12, choices=A.choices, default=A.GEVRAAGD)
    vraag = models.TextField()
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    antwoord = models.TextField(blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    beantwoord_door = wie()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = wie()

    objects = OppadviesQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["gevraagd_op", "id"],
                condition=Q(status=A.GEVRAAGD),
                name="leerlingen_oppadvies_open",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=A.values), name="leerlingen_oppadvies_status"),
            models.CheckConstraint(condition=~Q(vraag=""), name="leerlingen_oppadvies_vraag"),
            models.UniqueConstraint(
                fields=["opp"], condition=Q(status=A.GEVRAAGD), name="leerlingen_oppadvies_een_open"
            ),
            models.CheckConstraint(
                condition=Q(status=A.BEANTWOORD, antwoord__gt="")
                | (~Q(status=A.BEANTWOORD) & Q(antwoord="")),
                name="leerlingen_oppadvies_antwoord",
            ),
            models.CheckConstraint(
                condition=precies_bij("beantwoord", status=A.BEANTWOORD)
                & precies_bij("ingetrokken", status=A.INGETROKKEN)
                & gepaard("beantwoord")
                & gepaard("ingetrokken"),
                name="leerlingen_oppadvies_wie_wanneer",
            ),
        ]

    persoonsgegevens = {
        "opp": "persoonsgegeven",
        "vraag": "bijzonder",
        "gevraagd_door": "persoonsgegeven",
        "antwoord": "bijzonder",
        "beantwoord_door": "persoonsgegeven",
        "ingetrokken_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"OPP-advies {self.pk}"

    @property
    def leerling(self) -> Leerling:
        """Whom it is about, for the trails."""
        return self.opp.leerling
