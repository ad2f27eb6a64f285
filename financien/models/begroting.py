"""Begroting: a kalenderjaar in versions, its posten per programma, each spread over twelve months."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from financien.enums import Begrotingstatus, Bestemming, Rubriek, Soort
from financien.geld import MAANDEN
from financien.models.kolommen import bedragveld, geldig_jaar, vast, vast_na_vaststellen
from swv.models import Gebruiker

MAX_VOLGENDE_JAREN = 4  # meerjarenbegroting: this year and four more (domein.md 5.3)


class Programma(models.Model):
    """A line of the code list of domein.md 5.3, as the profile gives it, with its part of KPI 11."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=20, unique=True)
    naam = models.CharField(max_length=80)
    bestemming = models.CharField(max_length=12, choices=Bestemming.choices)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bestemming__in=Bestemming.values), name="financien_programma_bestemming"
            )
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.naam


class BegrotingQuerySet(models.QuerySet["Begroting"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BegrotingQuerySet":
        return self if "financien.inzien" in user.permissies else self.none()

    def geldend_op(self, jaar: int, dag: date) -> "BegrotingQuerySet":
        """The versions for `jaar` that were vastgesteld by the end of `dag`; the first one is in force."""
        vastgesteld = self.filter(status=Begrotingstatus.VASTGESTELD, jaar=jaar, besluitdatum__lte=dag)
        return vastgesteld.order_by("-versie")


class Begroting(models.Model):
    """One version of the begroting of a year; vastgesteld it never changes, a next version follows it."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jaar = models.PositiveSmallIntegerField()
    versie = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Begrotingstatus.choices, default=Begrotingstatus.CONCEPT)
    toelichting = models.TextField(blank=True)
    vorige = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="volgende"
    )
    begonnen_op = models.DateTimeField()
    begonnen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Who decided and on which day is a fact of the bestuur or the ALV; who recorded it stands beside it.
    besluitdatum = models.DateField(null=True, blank=True)
    besluit_van = models.CharField(max_length=120, blank=True)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BegrotingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jaar", "versie"], name="financien_begroting_versie"),
            models.UniqueConstraint(
                fields=["jaar"],
                condition=Q(status=Begrotingstatus.CONCEPT),
                name="financien_begroting_een_concept",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Begrotingstatus.values), name="financien_begroting_status"
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Begrotingstatus.VASTGESTELD,
                    besluitdatum__isnull=False,
                    vastgesteld_op__isnull=False,
                )
                | (
                    ~Q(status=Begrotingstatus.VASTGESTELD)
                    & Q(besluitdatum__isnull=True, besluit_van="", vastgesteld_op__isnull=True)
                    & Q(vastgesteld_door__isnull=True)
                ),
                name="financien_begroting_vastgesteld",
            ),
            geldig_jaar("begroting"),
        ]
        triggers = [vast(Begrotingstatus.VASTGESTELD)]

    persoonsgegevens = {"begonnen_door": "persoonsgegeven", "vastgesteld_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"Begroting {self.jaar}, versie {self.versie}"

    @property
    def is_concept(self) -> bool:
        return self.status == Begrotingstatus.CONCEPT


def _som_van_maanden() -> "F | models.expressions.CombinedExpression":
    som: models.expressions.CombinedExpression | F = F("maanden__0")
    for maand in range(1, MAANDEN):
        som = som + F(f"maanden__{maand}")
    return som


class Post(models.Model):
    """One line: what comes in or goes out for a programma. `code` is the same in every version and year."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    begroting = models.ForeignKey(Begroting, on_delete=models.PROTECT, related_name="posten")
    programma = models.ForeignKey(Programma, on_delete=models.PROTECT, related_name="posten")
    code = models.CharField(max_length=12)
    soort = models.CharField(max_length=6, choices=Soort.choices)
    omschrijving = models.CharField(max_length=120)
    rubriek = models.CharField(max_length=4, choices=Rubriek.choices)
    geoormerkt = models.BooleanField(default=False)
    subsidie_tot_en_met = models.DateField(null=True, blank=True)
    bedrag = bedragveld()
    maanden = ArrayField(bedragveld(), size=MAANDEN)
    volgende_jaren = ArrayField(bedragveld(), size=MAX_VOLGENDE_JAREN, default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["begroting", "code"], name="financien_post_code"),
            models.CheckConstraint(condition=Q(bedrag__gte=0), name="financien_post_bedrag"),
            models.CheckConstraint(condition=Q(soort__in=Soort.values), name="financien_post_soort"),
            models.CheckConstraint(condition=Q(rubriek__in=Rubriek.values), name="financien_post_rubriek"),
            models.CheckConstraint(
                condition=Q(maanden__len=MAANDEN) & Q(bedrag=_som_van_maanden()),
                name="financien_post_maanden",
            ),
            models.CheckConstraint(
                condition=Q(volgende_jaren__len__lte=MAX_VOLGENDE_JAREN),
                name="financien_post_volgende_jaren",
            ),
            models.CheckConstraint(
                condition=Q(subsidie_tot_en_met__isnull=True) | Q(geoormerkt=True),
                name="financien_post_subsidie",
            ),
        ]
        triggers = [vast_na_vaststellen("begroting_id", "financien_begroting")]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.code} {self.omschrijving}"
