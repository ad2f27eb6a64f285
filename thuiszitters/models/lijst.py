"""A list of a school or of leerplicht that was compared with the register, row by row."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Gebruiker, Importrun, School
from swv.rollen import Bereik
from thuiszitters.enums import Lijstgroep, Lijstveld, Regelbesluit
from thuiszitters.models.kolommen import wie
from thuiszitters.models.melding import Melding
from thuiszitters.models.traject import Traject

LIJST = "thuiszitterlijst"  # the kind of Importrun
TE_BESLISSEN = (Lijstgroep.VERSCHILT, Lijstgroep.ALLEEN_LIJST, Lijstgroep.ALLEEN_HIER)


class Lijstkolom(models.Model):
    """A column title that lists use, in simplified form, and what someone chose that it is."""

    naam = models.CharField(max_length=60, unique=True)
    veld = models.CharField(max_length=18, choices=Lijstveld.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(veld__in=Lijstveld.values), name="thuiszitters_lijstkolom_veld"
            ),
        ]

    persoonsgegevens = {"naam": "neutraal", "veld": "neutraal"}

    def __str__(self) -> str:
        return self.naam


class LijstregelQuerySet(models.QuerySet["Lijstregel"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "LijstregelQuerySet":
        """A comparison is of the SWV: it shows who stands in the register and who does not."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()

    def te_beslissen(self) -> "LijstregelQuerySet":
        return self.filter(groep__in=TE_BESLISSEN, status=Regelbesluit.OPEN)


class Lijstregel(models.Model):
    """One pupil of a list, or of the register alone (without `nummer`), and what was decided about it.

    What the list says is kept as it was read; nothing in the register changes because of it.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(Importrun, on_delete=models.PROTECT, related_name="lijstregels")
    nummer = models.PositiveIntegerField(null=True, blank=True)
    groep = models.CharField(max_length=12, choices=Lijstgroep.choices)
    status = models.CharField(max_length=10, choices=Regelbesluit.choices, default=Regelbesluit.OPEN)
    roepnaam = models.CharField(max_length=120, blank=True)
    voorvoegsel = models.CharField(max_length=120, blank=True)
    achternaam = models.CharField(max_length=120, blank=True)
    geboortedatum = models.DateField(null=True, blank=True)
    schoolnaam = models.CharField(max_length=120, blank=True)
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    eerste_verzuimdag = models.DateField(null=True, blank=True)
    categorie = models.CharField(max_length=14, blank=True)
    leerling = models.ForeignKey(
        Leerling, null=True, blank=True, on_delete=models.PROTECT, related_name="thuiszitterlijstregels"
    )
    traject = models.ForeignKey(
        Traject, null=True, blank=True, on_delete=models.PROTECT, related_name="lijstregels"
    )
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    redenen = ArrayField(models.CharField(max_length=250), default=list, blank=True)
    verschillen = models.JSONField(default=list, blank=True)  # [what, in the list, here]
    melding = models.ForeignKey(
        Melding, null=True, blank=True, on_delete=models.PROTECT, related_name="lijstregels"
    )
    toelichting = models.TextField(blank=True)
    beslist_op = models.DateTimeField(null=True, blank=True)
    beslist_door = wie()

    objects = LijstregelQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "groep", "id"], name="thuiszitters_lijstregel_groep")]
        constraints = [
            models.UniqueConstraint(fields=["run", "nummer"], name="thuiszitters_lijstregel_nummer"),
            models.CheckConstraint(
                condition=Q(groep__in=Lijstgroep.values), name="thuiszitters_lijstregel_groep"
            ),
            models.CheckConstraint(
                condition=Q(status=Regelbesluit.OPEN, beslist_op__isnull=True, beslist_door__isnull=True)
                | ~Q(status=Regelbesluit.OPEN) & Q(beslist_op__isnull=False),
                name="thuiszitters_lijstregel_beslist",
            ),
            models.CheckConstraint(
                condition=Q(status=Regelbesluit.GEMELD, melding__isnull=False)
                | ~Q(status=Regelbesluit.GEMELD) & Q(melding__isnull=True),
                name="thuiszitters_lijstregel_melding",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=100), name="thuiszitters_lijstregel_score"
            ),
        ]

    persoonsgegevens = {
        "run": "neutraal",
        "nummer": "neutraal",
        "groep": "persoonsgegeven",
        "roepnaam": "persoonsgegeven",
        "voorvoegsel": "persoonsgegeven",
        "achternaam": "persoonsgegeven",
        "geboortedatum": "persoonsgegeven",
        "schoolnaam": "persoonsgegeven",
        "school": "persoonsgegeven",
        "eerste_verzuimdag": "persoonsgegeven",
        "categorie": "bijzonder",
        "leerling": "persoonsgegeven",
        "traject": "persoonsgegeven",
        "score": "neutraal",
        "redenen": "persoonsgegeven",
        "verschillen": "bijzonder",
        "melding": "persoonsgegeven",
        "toelichting": "bijzonder",
        "beslist_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"lijstregel {self.pk}"

    @property
    def naam_in_lijst(self) -> str:
        return " ".join(deel for deel in (self.roepnaam, self.voorvoegsel, self.achternaam) if deel)
