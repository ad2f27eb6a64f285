"""Request, advice, decision, TLV, letters and objection: three things with a state of their own.

The request moves to a decision, the decision to onherroepelijk, the TLV has its validity
(domein.md 1.7, last part). Every row reaches pupil and school in at most two joins.
"""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from leerlingen.models import Betrokkene, Dossierdocument, Leerling
from swv.models import Bestand, Datumbereik, Gebruiker, Norm, School, Vragenlijst
from swv.rollen import Bereik
from tlv.enums import (
    Aanvraagstatus,
    Adviesstatus,
    Bekostigingscategorie,
    Beroep,
    Besluitstatus,
    Bezwaarstatus,
    Bezwaaruitkomst,
    Conclusie,
    Geadresseerde,
    Herstelstatus,
    Soort,
    Uitkomst,
)

GEBRUIKER = settings.AUTH_USER_MODEL
NA_INDIENEN = [
    Aanvraagstatus.INGEDIEND,
    Aanvraagstatus.ONVOLLEDIG,
    Aanvraagstatus.IN_BEHANDELING,
    Aanvraagstatus.BESLOTEN,
    Aanvraagstatus.INGETROKKEN,
]
LOPEND = [
    Aanvraagstatus.INGEDIEND,
    Aanvraagstatus.ONVOLLEDIG,
    Aanvraagstatus.IN_BEHANDELING,
]


def wie(**opties) -> models.ForeignKey:  # type: ignore[no-untyped-def]
    """A nullable link to who did it, half of a paired who/when."""
    return models.ForeignKey(
        GEBRUIKER,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        **opties,
    )


def gepaard(naam: str) -> Q:
    """Both columns of a who/when pair are filled, or neither; `_door` may be the system (empty)."""
    return Q(**{f"{naam}_op__isnull": False}) | Q(**{f"{naam}_door__isnull": True})


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "AanvraagQuerySet":
        """SWV staff: what was sent in. A school: its own requests, also after the pupil has left.

        A deskundige: exactly the assigned requests, from assignment until the advice.
        """
        toegang = Q(pk__in=[])
        if user.heeft_bereik(Bereik.SWV):
            toegang |= Q(status__in=NA_INDIENEN)
        if scholen := user.school_ids:
            toegang |= Q(school_id__in=scholen) & ~Q(status=Aanvraagstatus.VERVALLEN)
        if "deskundige" in user.rollen:
            toegang |= Q(
                pk__in=Deskundigenadvies.objects.filter(
                    deskundige=user,
                    status=Adviesstatus.GEVRAAGD,
                    aanvraag__status__in=LOPEND,
                ).values("aanvraag")
            )
        return self.filter(toegang)

    def lopend(self) -> "AanvraagQuerySet":
        return self.filter(status__in=LOPEND)


class Aanvraag(models.Model):
    """A TLV request of a school for one pupil."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kenmerk = models.CharField(max_length=20, unique=True)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="aanvragen")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="aanvragen")
    soort = models.CharField(max_length=6, choices=Soort.choices)
    status = models.CharField(max_length=16, choices=Aanvraagstatus.choices, default=Aanvraagstatus.CONCEPT)
    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.PROTECT, related_name="+")
    antwoorden = models.JSONField(default=dict, blank=True)
    versie = models.PositiveIntegerField(default=1)

    begonnen_op = models.DateTimeField()
    begonnen_door = wie()
    ingediend_op = models.DateTimeField(null=True, blank=True)
    ingediend_door = wie()
    compleet_op = models.DateTimeField(null=True, blank=True)
    compleet_door = wie()
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = wie()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = wie()
    behandelaar = wie()
    # The earliest running service norm or outer term, kept by the service that computes the terms;
    # empty while the clock stands still or nothing runs.
    eerstvolgende_datum = models.DateField(null=True, blank=True)

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "eerstvolgende_datum", "id"], name="tlv_aanvraag_werk"),
            models.Index(fields=["school", "-id"], name="tlv_aanvraag_school"),
            models.Index(fields=["leerling", "-id"], name="tlv_aanvraag_leerling"),
            models.Index(fields=["-ingediend_op", "-id"], name="tlv_aanvraag_ingediend"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Aanvraagstatus.values),
                name="tlv_aanvraag_status",
            ),
            models.CheckConstraint(condition=Q(soort__in=Soort.values), name="tlv_aanvraag_soort"),
            models.CheckConstraint(
                condition=Q(
                    status__in=[Aanvraagstatus.CONCEPT, Aanvraagstatus.VERVALLEN],
                    ingediend_op__isnull=True,
                )
                | Q(status__in=NA_INDIENEN, ingediend_op__isnull=False),
                name="tlv_aanvraag_ingediend_op",
            ),
            models.CheckConstraint(
                condition=Q(status=Aanvraagstatus.BESLOTEN, besloten_op__isnull=False)
                | (~Q(status=Aanvraagstatus.BESLOTEN) & Q(besloten_op__isnull=True)),
                name="tlv_aanvraag_besloten_op",
            ),
            models.CheckConstraint(
                condition=Q(status=Aanvraagstatus.INGETROKKEN, ingetrokken_op__isnull=False)
                | (~Q(status=Aanvraagstatus.INGETROKKEN) & Q(ingetrokken_op__isnull=True)),
                name="tlv_aanvraag_ingetrokken_op",
            ),
            models.CheckConstraint(
                condition=~Q(status=Aanvraagstatus.IN_BEHANDELING) | Q(compleet_op__isnull=False),
                name="tlv_aanvraag_compleet_op",
            ),
            models.CheckConstraint(
                condition=gepaard("ingediend")
                & gepaard("compleet")
                & gepaard("besloten")
                & gepaard("ingetrokken"),
                name="tlv_aanvraag_wie_wanneer",
            ),
            models.UniqueConstraint(
                fields=["leerling", "school", "soort"],
                condition=Q(status=Aanvraagstatus.CONCEPT),
                name="tlv_aanvraag_een_concept",
            ),
            models.UniqueConstraint(
                fields=["leerling", "school", "soort"],
                condition=Q(status__in=LOPEND),
                name="tlv_aanvraag_een_lopend",
            ),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "antwoorden": "bijzonder",
        "begonnen_door": "persoonsgegeven",
        "ingediend_door": "persoonsgegeven",
        "compleet_door": "persoonsgegeven",
        "besloten_door": "persoonsgegeven",
        "ingetrokken_door": "persoonsgegeven",
        "behandelaar": "persoonsgegeven",
        "soort": "bijzonder",
        "kenmerk": "persoonsgegeven",
        "vragenlijst": "neutraal",
        "eerstvolgende_datum": "neutraal",
    }

    def __str__(self) -> str:
        return self.kenmerk

    @property
    def soort_kort(self) -> str:
        """VSO, PrO: for titles and tables."""
        return Soort(self.soort).afkorting


class Aanvraagtermijn(models.Model):
    """One clock of a request: begun on a day, under one version of a norm, with its derivation."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="termijnen")
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="+")
    begonnen_op = models.DateField()
    uiterste_datum = models.DateField()
    staat_stil_sinds = models.DateField(null=True, blank=True)
    afleiding = models.JSONField()
    berekend_op = models.DateTimeField()
    gehaald_op = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "norm"], name="tlv_aanvraagtermijn_norm"),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "norm": "neutraal",
        "uiterste_datum": "neutraal",
        "staat_stil_sinds": "neutraal",
        "afleiding": "neutraal",
    }

    def __str__(self) -> str:
        return f"termijn {self.pk}"


class Aanvraagdocument(models.Model):
    """A document of the dossier as answer to one document question of the request."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="documenten")
    document = models.ForeignKey(Dossierdocument, on_delete=models.PROTECT, related_name="aanvraagdocumenten")
    vraag = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "document"], name="tlv_aanvraagdocument_eenmaal"),
        ]

    persoonsgegevens = {
        "aanvraag": "persoonsgegeven",
        "document": "persoonsgegeven",
        "vraag": "neutraal",
    }

    def __str__(self) -> str:
        return f"aanvraagdocument {self.pk}"


class Herstelverzoek(models.Model):
    """The invitation to complete a request; the clocks stand still meanwhile (Awb 4:5, 4:15)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="herstelverzoeken")
    status = models.CharField(max_length=12, choices=Herstelstatus.choices, default=Herstelstatus.OPEN)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    hersteltermijn_tot_en_met = models.DateField()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = wie()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag"],
                condition=Q(status=Herstelstatus.OPEN),
                name="tlv_herstelverzoek_een_open",
            ),
            models.CheckConstraint(
                condition=Q(status=Herstelstatus.OPEN, afgehandeld_op__isnull=True)
                | (~Q(status=Herstelstatus.OPEN) & Q(afgehandeld_op__isnull=False)),
                name="tlv_herstelverzoek_afgehandeld",
            ),
        ]

    persoonsgegevens = {
        "gevraagd_door": "persoonsgegeven",
        "afgehandeld_door": "persoonsgegeven",
        "aanvraag": "persoonsgegeven",
        "hersteltermijn_tot_en_met": "neutraal",
    }

    def __str__(self) -> str:
        return f"herstelverzoek {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling


class Herstelpunt(models.Model):
    """One question or document that the school must complete; `vraag` is its code in the question set."""

    herstelverzoek = models.ForeignKey(Herstelverzoek, on_delete=models.CASCADE, related_name="punten")
    vraag = models.CharField(max_length=40)
    toelichting = models.TextField()
    antwoord = models.TextField(blank=True)
    vorig_antwoord = models.TextField(blank=True)
    opgelost_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["herstelverzoek", "vraag"], name="tlv_herstelpunt_vraag"),
        ]

    persoonsgegevens = {
        "toelichting": "bijzonder",
        "antwoord": "bijzonder",
        "vorig_antwoord": "bijzonder",
        "herstelverzoek": "persoonsgegeven",
        "vraag": "neutraal",
    }

    def __str__(self) -> str:
        return f"herstelpunt {self.pk}"


class Deskundigenadvies(models.Model):
    """The advice of one expert, written for this request (domein.md 1.2)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="adviezen")
    deskundige = models.ForeignKey(GEBRUIKER, on_delete=models.PROTECT, related_name="adviezen")
    status = models.CharField(max_length=12, choices=Adviesstatus.choices, default=Adviesstatus.GEVRAAGD)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    beroep = models.CharField(max_length=24, choices=Beroep.choices, blank=True)
    registratie = models.CharField(max_length=40, blank=True)
    conclusie = models.CharField(max_length=12, choices=Conclusie.choices, blank=True)
    motivering = models.TextField(blank=True)
    niet_bij_aanvraag = models.BooleanField(default=False)
    niet_in_dienst_school = models.BooleanField(default=False)
    niet_begeleider = models.BooleanField(default=False)
    uitgebracht_op = models.DateTimeField(null=True, blank=True)
    uitgebracht_door = wie()
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag", "deskundige"],
                condition=~Q(status=Adviesstatus.INGETROKKEN),
                name="tlv_deskundigenadvies_een_per_deskundige",
            ),
            models.CheckConstraint(
                condition=~Q(status=Adviesstatus.UITGEBRACHT)
                | (
                    Q(
                        uitgebracht_op__isnull=False,
                        niet_bij_aanvraag=True,
                        niet_in_dienst_school=True,
                        niet_begeleider=True,
                    )
                    & ~Q(beroep="")
                    & ~Q(conclusie="")
                    & ~Q(motivering="")
                ),
                name="tlv_deskundigenadvies_volledig",
            ),
        ]

    persoonsgegevens = {
        "deskundige": "persoonsgegeven",
        "gevraagd_door": "persoonsgegeven",
        "uitgebracht_door": "persoonsgegeven",
        "beroep": "neutraal",
        "registratie": "persoonsgegeven",
        "conclusie": "bijzonder",
        "motivering": "bijzonder",
        "aanvraag": "persoonsgegeven",
        "niet_bij_aanvraag": "neutraal",
        "niet_in_dienst_school": "neutraal",
        "niet_begeleider": "neutraal",
    }

    def __str__(self) -> str:
        return f"advies {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling


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


class BriefQuerySet(models.QuerySet["Brief"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BriefQuerySet":
        """Staff: every letter. A school: only the one to its bevoegd gezag, once bekendgemaakt."""
        toegang = Q(pk__in=[])
        if user.heeft_bereik(Bereik.SWV):
            toegang |= ~Q(pk__in=[])
        if scholen := user.school_ids:
            toegang |= Q(
                besluit__aanvraag__school_id__in=scholen,
                besluit__bekendgemaakt_op__isnull=False,
                geadresseerde=Geadresseerde.BEVOEGD_GEZAG,
            )
        return self.filter(toegang)


class Brief(models.Model):
    """One letter of a decision to one addressee, with the address as it was; evidence, never made anew."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    besluit = models.ForeignKey(Besluit, on_delete=models.PROTECT, related_name="brieven")
    geadresseerde = models.CharField(max_length=16, choices=Geadresseerde.choices)
    betrokkene = models.ForeignKey(
        Betrokkene,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="brieven",
    )
    aan = models.CharField(max_length=160)
    adresregels = models.JSONField(default=list)
    verzonden_op = models.DateField(null=True, blank=True)
    verzonden_door = wie()

    objects = BriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["besluit"],
                condition=Q(geadresseerde=Geadresseerde.BEVOEGD_GEZAG),
                name="tlv_brief_een_bevoegd_gezag",
            ),
            models.UniqueConstraint(
                fields=["besluit", "betrokkene"],
                condition=Q(geadresseerde=Geadresseerde.GEZAGHEBBENDE),
                name="tlv_brief_een_per_gezaghebbende",
            ),
            models.UniqueConstraint(
                fields=["besluit"],
                condition=Q(geadresseerde=Geadresseerde.LEERLING),
                name="tlv_brief_een_leerling",
            ),
            models.CheckConstraint(
                condition=Q(geadresseerde=Geadresseerde.GEZAGHEBBENDE, betrokkene__isnull=False)
                | Q(
                    geadresseerde__in=[
                        Geadresseerde.BEVOEGD_GEZAG,
                        Geadresseerde.LEERLING,
                    ],
                    betrokkene__isnull=True,
                ),
                name="tlv_brief_geadresseerde",
            ),
            models.CheckConstraint(
                condition=Q(verzonden_op__isnull=False) | Q(verzonden_door__isnull=True),
                name="tlv_brief_verzonden",
            ),
        ]

    persoonsgegevens = {
        "betrokkene": "persoonsgegeven",
        "aan": "persoonsgegeven",
        "adresregels": "persoonsgegeven",
        "verzonden_door": "persoonsgegeven",
        "besluit": "persoonsgegeven",
        "geadresseerde": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"brief {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.besluit.aanvraag.leerling

    @property
    def tekort(self) -> str:
        """Why this letter cannot be made yet; empty when nothing is missing."""
        return "" if self.adresregels else "Het adres ontbreekt."


class Briefbestand(Bestand):
    """The PDF of a letter, made once by a job; `sjabloonversie` says from which template."""

    brief = models.OneToOneField(Brief, on_delete=models.PROTECT, related_name="bestand")
    sjabloonversie = models.CharField(max_length=20)

    class Meta(Bestand.Meta):
        pass

    persoonsgegevens = {
        **Bestand.persoonsgegevens,
        "brief": "persoonsgegeven",
        "sjabloonversie": "neutraal",
    }

    def __str__(self) -> str:
        return f"briefbestand {self.pk}"


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
