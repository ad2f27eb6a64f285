"""The decision, and the TLV with its number that follows from a grant."""

import uuid

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from leerlingen.models import Leerling
from swv.models import Datumbereik, Gebruiker
from swv.rollen import Bereik
from tlv.enums import Bekostigingscategorie, Besluitstatus, Soort, Uitkomst
from tlv.models.aanvraag import Aanvraag
from tlv.models.kolommen import GEBRUIKER, wie


class BesluitQuerySet(models.QuerySet["Besluit"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BesluitQuerySet":
        """Staff: every decision. A school: its own, once bekendgemaakt (Awb 3:40)."""
        toegang = Q(pk__in=[])
        if user.heeft_bereik(Bereik.SWV):
            toegang |= ~Q(pk__in=[])
        if scholen := user.school_ids:
            toegang |= Q(aanvraag__school_id__in=scholen, bekendgemaakt_op__isnull=False)
        return self.filter(toegang)


@pghistory.track(model_name="BesluitHistorie")
class Besluit(models.Model):
    """The decision (Awb 1:3); what was decided never changes, its state after sending does."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.PROTECT, related_name="besluit")
    status = models.CharField(max_length=16, choices=Besluitstatus.choices, default=Besluitstatus.GENOMEN)
    uitkomst = models.CharField(max_length=16, choices=Uitkomst.choices)
    categorie = models.CharField(max_length=3, choices=Bekostigingscategorie.choices, blank=True)
    ingangsdatum = models.DateField(null=True, blank=True)
    einddatum = models.DateField(null=True, blank=True)
    motivering = models.TextField()
    mandaat = models.CharField(max_length=200)
    genomen_op = models.DateTimeField()
    genomen_door = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="+")
    bekendgemaakt_op = models.DateField(null=True, blank=True)
    bekendgemaakt_door = wie()
    bezwaar_uiterste_datum = models.DateField(null=True, blank=True)
    bezwaar_afleiding = models.JSONField(default=list, blank=True)
    onherroepelijk_op = models.DateField(null=True, blank=True)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uitkomst=Uitkomst.TOEGEKEND, ingangsdatum__isnull=False) & ~Q(categorie="")
                | ~Q(uitkomst=Uitkomst.TOEGEKEND)
                & Q(categorie="", ingangsdatum__isnull=True, einddatum__isnull=True),
                name="tlv_besluit_toekenning",
            ),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gt=F("ingangsdatum")),
                name="tlv_besluit_periode",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Besluitstatus.GENOMEN,
                    bekendgemaakt_op__isnull=True,
                    bezwaar_uiterste_datum__isnull=True,
                )
                | ~Q(status=Besluitstatus.GENOMEN)
                & Q(bekendgemaakt_op__isnull=False, bezwaar_uiterste_datum__isnull=False),
                name="tlv_besluit_bekendmaking",
            ),
            models.CheckConstraint(condition=~Q(motivering=""), name="tlv_besluit_motivering"),
            models.CheckConstraint(
                condition=Q(status=Besluitstatus.ONHERROEPELIJK, onherroepelijk_op__isnull=False)
                | ~Q(status=Besluitstatus.ONHERROEPELIJK) & Q(onherroepelijk_op__isnull=True),
                name="tlv_besluit_onherroepelijk",
            ),
        ]
        indexes = [
            models.Index(
                fields=["bezwaar_uiterste_datum", "id"],
                condition=Q(status=Besluitstatus.BEKENDGEMAAKT),
                name="tlv_besluit_bezwaartermijn",
            ),
        ]

    persoonsgegevens = {
        "uitkomst": "bijzonder",
        "categorie": "bijzonder",
        "motivering": "bijzonder",
        "genomen_door": "persoonsgegeven",
        "bekendgemaakt_door": "persoonsgegeven",
        "aanvraag": "persoonsgegeven",
        "ingangsdatum": "persoonsgegeven",
        "einddatum": "persoonsgegeven",
        "mandaat": "neutraal",
        "bezwaar_uiterste_datum": "neutraal",
        "bezwaar_afleiding": "neutraal",
    }

    def __str__(self) -> str:
        return f"besluit {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling

    @property
    def verklaring_of_niets(self) -> "Toelaatbaarheidsverklaring | None":
        return getattr(self, "verklaring", None)


class VerklaringQuerySet(models.QuerySet["Toelaatbaarheidsverklaring"]):
    def geldig_op(self, datum) -> "VerklaringQuerySet":  # type: ignore[no-untyped-def]
        """The TLVs that work on `datum`; both bounds are inclusive."""
        return self.filter(ingetrokken_op__isnull=True, ingangsdatum__lte=datum).filter(
            Q(einddatum__isnull=True) | Q(einddatum__gte=datum)
        )


@pghistory.track(model_name="VerklaringHistorie")
class Toelaatbaarheidsverklaring(models.Model):
    """The TLV itself, with its number that is never used again (domein.md 1.3, 1.4)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField(max_length=24, unique=True)
    besluit = models.OneToOneField(Besluit, on_delete=models.PROTECT, related_name="verklaring")
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="verklaringen")
    soort = models.CharField(max_length=6, choices=Soort.choices)
    categorie = models.CharField(max_length=3, choices=Bekostigingscategorie.choices)
    ingangsdatum = models.DateField()
    einddatum = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)

    objects = VerklaringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    soort__in=[Soort.SBO, Soort.PRO],
                    categorie=Bekostigingscategorie.NVT,
                )
                | Q(soort__in=[Soort.SO, Soort.VSO])
                & Q(
                    categorie__in=[
                        Bekostigingscategorie.LAAG,
                        Bekostigingscategorie.MIDDEN,
                        Bekostigingscategorie.HOOG,
                    ]
                ),
                name="tlv_verklaring_categorie",
            ),
            models.CheckConstraint(
                condition=Q(soort=Soort.PRO, einddatum__isnull=True)
                | ~Q(soort=Soort.PRO) & Q(einddatum__isnull=False, einddatum__gt=F("ingangsdatum")),
                name="tlv_verklaring_periode",
            ),
            ExclusionConstraint(
                name="tlv_verklaring_geen_overlap",
                expressions=[
                    (F("leerling"), RangeOperators.EQUAL),
                    (F("soort"), RangeOperators.EQUAL),
                    (
                        Datumbereik(
                            "ingangsdatum",
                            "einddatum",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ingetrokken_op__isnull=True),
            ),
        ]

    persoonsgegevens = {
        "nummer": "persoonsgegeven",
        "leerling": "persoonsgegeven",
        "soort": "bijzonder",
        "categorie": "bijzonder",
        "besluit": "persoonsgegeven",
        "ingangsdatum": "persoonsgegeven",
        "einddatum": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return self.nummer


class Tlvteller(models.Model):
    """The last number given out per school year and series (aanvraag, verklaring).

    Its row lock keeps numbers unique; a number is never given twice.
    """

    schooljaar = models.CharField(max_length=9)
    soort = models.CharField(max_length=10)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schooljaar", "soort"], name="tlv_tlvteller_reeks"),
        ]

    persoonsgegevens = {
        "schooljaar": "neutraal",
        "soort": "neutraal",
        "laatste": "neutraal",
    }

    def __str__(self) -> str:
        return f"{self.soort} {self.schooljaar}"
