"""Norms, mandates and calendars: data with a validity, never constants."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from swv.rollen import KEUZES

GEEN_CATEGORIE = "Nvt"


class Datumbereik(Func):
    """`daterange(from, until, '[]')`; an empty end is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


def periode() -> Datumbereik:
    """The validity of a row as a range, both bounds inclusive."""
    return Datumbereik(
        "geldig_vanaf", "geldig_tot_en_met", RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    )


class Zekerheid(models.TextChoices):
    """How sure the source is (domein.md, heading)."""

    ZEKER = "Z", "Zeker"
    WAARSCHIJNLIJK = "W", "Waarschijnlijk"
    ONZEKER = "O", "Onzeker"


class Eenheid(models.TextChoices):
    """The unit of a norm; the units of time come first."""

    WERKDAGEN = "werkdagen", "werkdagen"
    DAGEN = "dagen", "dagen"
    WEKEN = "weken", "weken"
    MAANDEN = "maanden", "maanden"
    JAREN = "jaren", "jaren"
    UREN = "uren", "uren"
    SCHOOLJAREN = "schooljaren", "schooljaren"
    PROCENT = "procent", "procent"
    AANTAL = "aantal", "aantal"
    CIJFER = "cijfer", "cijfer"
    EURO = "euro", "euro"


# Unit of a norm as `swv.termijnen` writes it; a unit that is absent here makes no date.
TERMIJNEENHEDEN = {
    Eenheid.WERKDAGEN: "werkdag",
    Eenheid.DAGEN: "dag",
    Eenheid.WEKEN: "week",
    Eenheid.MAANDEN: "maand",
    Eenheid.JAREN: "jaar",
}


AANDUIDING = {
    Eenheid.PROCENT: "{}%",
    Eenheid.AANTAL: "{}",
    Eenheid.CIJFER: "een {}",
    Eenheid.EURO: "€ {}",
}


def waarde_tekst(waarde: Decimal, eenheid: str) -> str:
    """`6 weken`, `1 maand`, `1,8%`: the value of a norm as a person reads it."""
    getal = f"{waarde.normalize():f}".replace(".", ",")
    soort = Eenheid(eenheid)
    if soort in AANDUIDING:
        return AANDUIDING[soort].format(getal)
    return f"{getal} {TERMIJNEENHEDEN[soort] if soort in TERMIJNEENHEDEN and getal == '1' else eenheid}"


class Startmoment(models.TextChoices):
    """From which day a term counts."""

    ONTVANGST = "ontvangst", "Ontvangst van de aanvraag"
    COMPLEET = "compleet", "Aanvraag compleet"
    UITNODIGING = "uitnodiging", "Vraag om aanvulling"
    EINDE_HERSTEL = "einde_herstel", "Aanvulling of einde van de hersteltermijn"
    BESLUIT = "besluit", "Besluit genomen"
    BEKENDMAKING = "bekendmaking", "Bekendmaking van het besluit"
    EINDE_BEZWAAR = "einde_bezwaar", "Einde van de bezwaartermijn"
    ONTVANGST_BEZWAAR = "ontvangst_bezwaar", "Ontvangst van het bezwaar"
    INGEBREKESTELLING = "ingebrekestelling", "Ontvangst van de ingebrekestelling"
    INGANG = "ingang", "Ingangsdatum van de TLV"
    VOOR_EINDE = "voor_einde", "Terug vanaf de einddatum van de TLV"
    INSCHRIJVING = "inschrijving", "Inschrijving op de school"
    AANMELDING = "aanmelding", "Aanmelding"
    MELDING = "melding", "Melding"
    CONSTATERING = "constatering", "Constatering door de school"
    EERSTE_VERZUIMDAG = "eerste_verzuimdag", "Eerste verzuimdag"
    CONTACTVERZOEK = "contactverzoek", "Verzoek om contact"
    PLAATSING = "plaatsing", "Plaatsing"
    ADVIES = "advies", "Advies gegeven"
    BEGIN_TRAJECT = "begin_traject", "Begin van het traject"
    AFSLUITING = "afsluiting", "Afsluiting van het dossier"
    GEEN = "geen", "Geen"


class GeldigQuerySet(models.QuerySet[Any]):
    def geldig_op(self, datum: date) -> "GeldigQuerySet":
        """The versions in force on `datum`; both bounds are inclusive."""
        return self.filter(geldig_vanaf__lte=datum).filter(
            Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=datum)
        )


class NormQuerySet(GeldigQuerySet):
    def versie_op(self, code: str, datum: date) -> "Norm | None":
        """The one version of this norm in force on `datum`, if there is one."""
        return self.geldig_op(datum).filter(code=code).first()


@pghistory.track()
class Norm(models.Model):
    """One version of a norm; a change is a new version, so earlier periods keep theirs.

    `soorten` and `categorieen` limit it to some TLV's; empty means all. `vakantie_telt` is False for
    a service norm in working days that stands still in school holidays.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=160)
    waarde = models.DecimalField(max_digits=12, decimal_places=2)
    eenheid = models.CharField(max_length=12, choices=Eenheid.choices)
    startmoment = models.CharField(max_length=20, choices=Startmoment.choices, default=Startmoment.GEEN)
    atw = models.BooleanField(default=False)
    vakantie_telt = models.BooleanField(default=True)
    soorten = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    categorieen = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=250)
    zekerheid = models.CharField(max_length=1, choices=Zekerheid.choices)
    reden = models.CharField(max_length=250, blank=True)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = NormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_vanaf")),
                name="swv_norm_periode",
            ),
            models.CheckConstraint(condition=~Q(bron=""), name="swv_norm_bron"),
            models.CheckConstraint(
                condition=Q(gewijzigd_door__isnull=True) | ~Q(reden=""), name="swv_norm_reden"
            ),
            ExclusionConstraint(
                name="swv_norm_een_versie",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (periode(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens = {"gewijzigd_door": "persoonsgegeven"}

    def __str__(self) -> str:
        return self.code

    @property
    def onderwerp(self) -> str:
        """`tlv` of `tlv.servicenorm`: the group under which the norm is shown."""
        return self.code.partition(".")[0]

    @property
    def waarde_tekst(self) -> str:
        """`6 weken`, `1 maand`, `1,8%`: the value as a person reads it."""
        return waarde_tekst(self.waarde, self.eenheid)

    @property
    def termijneenheid(self) -> str | None:
        """The unit as `swv.termijnen` writes it; None when this norm makes no date."""
        return TERMIJNEENHEDEN.get(Eenheid(self.eenheid))

    def geldt_voor(self, soort: str = "", categorie: str = "") -> bool:
        """Whether this norm is about a TLV of this soort and categorie; an unknown categorie is `Nvt`."""
        past_soort = not self.soorten or not soort or soort in self.soorten
        return past_soort and (not self.categorieen or (categorie or GEEN_CATEGORIE) in self.categorieen)


@pghistory.track()
class Mandaat(models.Model):
    """Which role decides a TLV of this soort and categorie (empty: all), and on what ground."""

    soort = models.CharField(max_length=6, blank=True)
    categorie = models.CharField(max_length=3, blank=True)
    rol = models.CharField(max_length=20, choices=KEUZES)
    grondslag = models.CharField(max_length=200)
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_vanaf")),
                name="swv_mandaat_periode",
            ),
            ExclusionConstraint(
                name="swv_mandaat_een_versie",
                expressions=[
                    (F("soort"), RangeOperators.EQUAL),
                    (F("categorie"), RangeOperators.EQUAL),
                    (F("rol"), RangeOperators.EQUAL),
                    (periode(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.soort or 'alle'} {self.categorie or 'alle'}: {self.rol}"


class KbDag(models.Model):
    """A day that a KB equates with a feestdag (Algemene termijnenwet art. 3 lid 3; domein.md 9.3)."""

    datum = models.DateField(unique=True)
    bron = models.CharField(max_length=200)

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.datum.isoformat()


class Vakantieperiode(models.Model):
    """A school holiday in one region; first and last day inclusive (domein.md 9.4)."""

    naam = models.CharField(max_length=40)
    regio = models.CharField(max_length=10)
    vanaf = models.DateField()
    tot_en_met = models.DateField()
    zekerheid = models.CharField(max_length=1, choices=Zekerheid.choices)
    bron = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tot_en_met__gte=F("vanaf")), name="swv_vakantieperiode_periode"
            ),
            models.UniqueConstraint(fields=["regio", "vanaf"], name="swv_vakantieperiode_eenmaal"),
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.naam} {self.regio}"
