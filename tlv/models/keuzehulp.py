"""What the keuzehulp said when a request was begun from it."""

from django.db import models

from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import wie


class Keuzehulpuitkomst(models.Model):
    """The answers, and the outcome in the words of that day; `bevestigd`: the school confirmed what is not certain."""

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.CASCADE, related_name="keuzehulp")
    keuzes = models.JSONField()
    uitkomst = models.JSONField()
    bevestigd = models.BooleanField(default=False)
    bewaard_op = models.DateTimeField()
    bewaard_door = wie()

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "keuzes": "bijzonder",
        "uitkomst": "bijzonder",
        "bevestigd": "neutraal",
        "bewaard_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"keuzehulp {self.pk}"
