"""One PDF with the papers of a request, or of all requests on an agenda; made by a job, never mailed."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from swv.models import Bestand, Gebruiker
from swv.rollen import Bereik
from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import wie
from tlv.models.vergadering import Vergadering


class DossierpakketQuerySet(models.QuerySet["Dossierpakket"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "DossierpakketQuerySet":
        """SWV staff: every pack. A member: that of a meeting of which the agenda may be read."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        if "commissielid" not in user.rollen:
            return self.none()
        return self.filter(vergadering__in=Vergadering.objects.leesbaar_voor(user).values("pk"))


class Dossierpakket(models.Model):
    """That someone asked for a pack; `aanvragen` are the keys of the requests in it, in order."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vergadering = models.ForeignKey(
        Vergadering, null=True, blank=True, on_delete=models.PROTECT, related_name="dossierpakketten"
    )
    aanvraag = models.ForeignKey(
        Aanvraag, null=True, blank=True, on_delete=models.PROTECT, related_name="dossierpakketten"
    )
    aanvragen: Any = models.JSONField(default=list)
    bladen = models.PositiveIntegerField(default=0)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()

    objects = DossierpakketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(vergadering__isnull=False, aanvraag__isnull=True)
                | Q(vergadering__isnull=True, aanvraag__isnull=False),
                name="tlv_dossierpakket_waarvan",
            ),
        ]

    persoonsgegevens = {
        "vergadering": "neutraal",
        "aanvraag": "persoonsgegeven",
        "aanvragen": "persoonsgegeven",
        "bladen": "neutraal",
        "gevraagd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"dossierpakket {self.pk}"


class Pakketbestand(Bestand):
    """The PDF of a pack."""

    pakket = models.OneToOneField(Dossierpakket, on_delete=models.PROTECT, related_name="bestand")

    class Meta(Bestand.Meta):
        pass

    persoonsgegevens = {**Bestand.persoonsgegevens, "pakket": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"pakketbestand {self.pk}"
