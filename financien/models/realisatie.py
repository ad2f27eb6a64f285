"""Realisatie: bookings of the administratiekantoor, and what leads a kostenplaats to a programma."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from financien.enums import Soort, Veld
from financien.models.begroting import Programma
from financien.models.kolommen import EERSTE_JAAR, LAATSTE_JAAR, bedragveld
from swv.models import Gebruiker, Importrun

REALISATIE = "realisatie"  # the kind of Importrun


class Kolomnaam(models.Model):
    """A column title that administratiekantoren use, in simplified form, and what it is."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naam = models.CharField(max_length=60, unique=True)
    veld = models.CharField(max_length=14, choices=Veld.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(veld__in=Veld.values), name="financien_kolomnaam_veld")
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.naam


class Toewijzing(models.Model):
    """Where bookings on a kostenplaats belong; one that also names a grootboekrekening goes before.

    One without kostenplaats is for every booking on that grootboekrekening that has no rule of its own.
    Without a programma they do not count (balance sheet). An empty `soort` follows from the grootboek.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kostenplaats = models.CharField(max_length=20, blank=True)
    grootboek = models.CharField(max_length=20, blank=True)
    programma = models.ForeignKey(
        Programma, null=True, blank=True, on_delete=models.PROTECT, related_name="toewijzingen"
    )
    soort = models.CharField(max_length=6, choices=Soort.choices, blank=True)
    post_code = models.CharField(max_length=12, blank=True)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kostenplaats", "grootboek"], name="financien_toewijzing_kostenplaats"
            ),
            models.CheckConstraint(
                condition=Q(soort="") | Q(soort__in=Soort.values), name="financien_toewijzing_soort"
            ),
            models.CheckConstraint(
                condition=~Q(kostenplaats="", grootboek=""), name="financien_toewijzing_niet_leeg"
            ),
        ]

    persoonsgegevens = {"gewijzigd_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"{self.kostenplaats} {self.grootboek}".strip()


class BoekingQuerySet(models.QuerySet["Boeking"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BoekingQuerySet":
        return self if "financien.inzien" in user.permissies else self.none()

    def boekjaar_tot_en_met(self, dag: date) -> "BoekingQuerySet":
        """What was booked in the boekjaar of `dag`, through that day."""
        return self.filter(datum__gte=date(dag.year, 1, 1), datum__lte=dag)

    def lasten(self) -> "BoekingQuerySet":
        return self.filter(soort=Soort.LASTEN)

    def baten(self) -> "BoekingQuerySet":
        return self.filter(soort=Soort.BATEN)


class Boeking(models.Model):
    """One booked line. `datum` lies in the book period; year and month follow from it.

    `bedrag` counts for its soort: baten and lasten are both positive, a correction is negative.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    natuurlijke_sleutel = models.CharField(max_length=80, unique=True)
    datum = models.DateField()
    boekstuk = models.CharField(max_length=30, blank=True)
    grootboek = models.CharField(max_length=20, blank=True)
    kostenplaats = models.CharField(max_length=20, blank=True)
    omschrijving = models.CharField(max_length=200, blank=True)
    soort = models.CharField(max_length=6, choices=Soort.choices)
    programma = models.ForeignKey(Programma, on_delete=models.PROTECT, related_name="boekingen")
    post_code = models.CharField(max_length=12, blank=True)
    bedrag = bedragveld()
    ingevoerd_met = models.ForeignKey(Importrun, on_delete=models.PROTECT, related_name="boekingen")

    objects = BoekingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["programma", "datum", "id"], name="financien_boeking_programma"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=Soort.values), name="financien_boeking_soort"),
            models.CheckConstraint(
                condition=Q(datum__gte=date(EERSTE_JAAR, 1, 1), datum__lte=date(LAATSTE_JAAR, 12, 31)),
                name="financien_boeking_datum",
            ),
        ]

    persoonsgegevens = {"omschrijving": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"boeking {self.pk}"
