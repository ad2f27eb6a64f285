"""The pupil, where it goes to school, who has gezag, and the papers. No BSN anywhere."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Concat

from leerlingen.aanduiding import korte_naam
from leerlingen.enums import (
    Documentsoort,
    Dubbeluitkomst,
    Geslacht,
    Inschrijvingsoort,
    Relatie,
    Toestemming,
    Vernietigreden,
)
from leerlingen.toegang import DOCUMENTGRONDEN, GRONDEN
from swv.klok import datum_van, vandaag
from swv.models import Bestand, BestandQuerySet, Datumbereik, Gebruiker, School
from swv.rollen import Bereik
from swv.termijnen import datum, leeftijd


class LeerlingQuerySet(models.QuerySet["Leerling"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "LeerlingQuerySet":
        """The pupils that exist for `user` today: the only entry for pages, lists and exports.

        A file that was merged exists for nobody. SWV staff: all others. A school: from aanmelding or
        inschrijving until its end date (architectuur.md B.6). Others: the grounds that the higher apps registered.
        """
        bestaand = self.filter(samengevoegd_met=None)
        if user.heeft_bereik(Bereik.SWV):
            return bestaand
        toegang = Q(pk__in=[])
        if scholen := user.school_ids:
            toegang |= Q(
                Exists(Inschrijving.objects.lopend(vandaag(), scholen).filter(leerling=OuterRef("pk")))
            )
        for rol in user.rollen & GRONDEN.keys():
            toegang |= GRONDEN[rol](user)
        return bestaand.filter(toegang)


class Leerling(models.Model):
    """A pupil with a dossier at the SWV (about one in ten pupils of the region)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossiernummer = models.CharField(max_length=12, unique=True)
    roepnaam = models.CharField(max_length=60)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=80)
    geboortedatum = models.DateField()
    geslacht = models.PositiveSmallIntegerField(choices=Geslacht.choices, default=Geslacht.ONBEKEND)
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    plaats = models.CharField(max_length=60, blank=True)
    gemeente = models.CharField(max_length=60, blank=True)
    leerlingnummer_school = models.CharField(max_length=40, blank=True)
    zoeknaam = models.GeneratedField(
        expression=Func(
            Concat(
                F("roepnaam"),
                models.Value(" "),
                F("voorvoegsel"),
                models.Value(" "),
                F("achternaam"),
            ),
            function="swv_zoeksleutel",
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    sorteernaam = models.GeneratedField(
        expression=Func(
            Concat(F("achternaam"), models.Value(" "), F("roepnaam")),
            function="swv_zoeksleutel",
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    aangemaakt_op = models.DateTimeField()
    aangemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    versie = models.PositiveIntegerField(default=1)
    # Set when this was a double: the file in which everything is now (leerlingen/samenvoegen.py).
    samengevoegd_met = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="opgenomen"
    )
    samengevoegd_op = models.DateTimeField(null=True, blank=True)
    samengevoegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = LeerlingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sorteernaam", "id"], name="leerlingen_leerling_sorteer"),
            models.Index(fields=["geboortedatum"], name="leerlingen_leerling_geboren"),
            GinIndex(
                OpClass(F("zoeknaam"), name="gin_trgm_ops"),
                name="leerlingen_leerling_zoek",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=r"^[1-9][0-9]{3}[A-Z]{2}$"),
                name="leerlingen_leerling_postcode",
            ),
            models.CheckConstraint(
                condition=~Q(roepnaam="") & ~Q(achternaam=""),
                name="leerlingen_leerling_naam",
            ),
            models.CheckConstraint(
                condition=Q(
                    samengevoegd_met__isnull=True,
                    samengevoegd_op__isnull=True,
                    samengevoegd_door__isnull=True,
                )
                | Q(
                    samengevoegd_met__isnull=False,
                    samengevoegd_op__isnull=False,
                    samengevoegd_door__isnull=False,
                ),
                name="leerlingen_leerling_samengevoegd",
            ),
            models.CheckConstraint(
                condition=~Q(samengevoegd_met=F("id")), name="leerlingen_leerling_niet_met_zichzelf"
            ),
        ]

    persoonsgegevens = {
        "dossiernummer": "persoonsgegeven",
        "roepnaam": "persoonsgegeven",
        "voorvoegsel": "persoonsgegeven",
        "achternaam": "persoonsgegeven",
        "geboortedatum": "persoonsgegeven",
        "geslacht": "persoonsgegeven",
        "straat": "persoonsgegeven",
        "huisnummer": "persoonsgegeven",
        "postcode": "persoonsgegeven",
        "plaats": "persoonsgegeven",
        "gemeente": "persoonsgegeven",
        "leerlingnummer_school": "persoonsgegeven",
        "zoeknaam": "persoonsgegeven",
        "sorteernaam": "persoonsgegeven",
        "aangemaakt_door": "persoonsgegeven",
        "samengevoegd_met": "persoonsgegeven",
        "samengevoegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"leerling {self.dossiernummer}"

    @property
    def naam(self) -> str:
        """The name as people say it: roepnaam, voorvoegsel, achternaam."""
        return " ".join(deel for deel in (self.roepnaam, self.voorvoegsel, self.achternaam) if deel)

    @property
    def korte_naam(self) -> str:
        """Roepnaam and first letter, for lists: enough to recognise, no more."""
        return korte_naam(self.roepnaam, self.achternaam)

    def leeftijd(self, op: date) -> int:
        """Full years on day `op`; a birthday on 29-02 counts on 01-03 (domein.md 9.2)."""
        return leeftijd(self.geboortedatum, op)


class InschrijvingQuerySet(models.QuerySet["Inschrijving"]):
    def op(self, datum: date) -> "InschrijvingQuerySet":
        """The rows that run on `datum`; both bounds are inclusive."""
        return self.filter(vanaf__lte=datum).filter(Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=datum))

    def lopend(self, datum: date, scholen: list[int]) -> "InschrijvingQuerySet":
        return self.op(datum).filter(school_id__in=scholen)

    def zichtbaar_voor(self, user: Gebruiker) -> "InschrijvingQuerySet":
        """SWV staff see where a pupil was and will be; a school its own rows, while it sees the pupil."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        leerlingen = Leerling.objects.zichtbaar_voor(user).values("pk")
        return self.filter(school_id__in=user.school_ids, leerling__in=leerlingen)


class Inschrijving(models.Model):
    """Aanmelding or inschrijving at one school, from one day to another; history stays."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="inschrijvingen")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="inschrijvingen")
    soort = models.CharField(max_length=14, choices=Inschrijvingsoort.choices)
    leerjaar = models.CharField(max_length=12, blank=True)
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)

    objects = InschrijvingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["school", "leerling", "vanaf"],
                name="leerlingen_inschrijving_school",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("vanaf")),
                name="leerlingen_inschrijving_periode",
            ),
            ExclusionConstraint(
                name="leerlingen_inschrijving_een_school",
                expressions=[
                    (F("leerling"), RangeOperators.EQUAL),
                    (
                        Datumbereik(
                            "vanaf",
                            "tot_en_met",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(soort=Inschrijvingsoort.INSCHRIJVING),
            ),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "leerjaar": "persoonsgegeven",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "soort": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"inschrijving {self.pk}"


class BetrokkeneQuerySet(models.QuerySet["Betrokkene"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BetrokkeneQuerySet":
        """The adults around the pupils that exist for `user`; addresses are shown apart (permissions.py)."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(leerling__in=Leerling.objects.zichtbaar_voor(user).values("pk"))

    def huidig(self, op: date) -> "BetrokkeneQuerySet":
        return self.filter(Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=op))

    def met_gezag(self) -> "BetrokkeneQuerySet":
        """Who must receive a decision: everyone with gezag (Awb 3:41; domein.md 1.1.12)."""
        return self.filter(heeft_gezag=True, geldig_tot_en_met__isnull=True).order_by("id")


class Betrokkene(models.Model):
    """A parent, guardian or carer, with the own address and what limits contact."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="betrokkenen")
    relatie = models.CharField(max_length=12, choices=Relatie.choices)
    naam = models.CharField(max_length=120)
    heeft_gezag = models.BooleanField(default=False)
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    plaats = models.CharField(max_length=60, blank=True)
    geheim_adres = models.BooleanField(default=False)
    contactbeperking = models.CharField(max_length=200, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = BetrokkeneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(naam=""), name="leerlingen_betrokkene_naam"),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "relatie": "persoonsgegeven",
        "naam": "persoonsgegeven",
        "heeft_gezag": "persoonsgegeven",
        "straat": "persoonsgegeven",
        "huisnummer": "persoonsgegeven",
        "postcode": "persoonsgegeven",
        "plaats": "persoonsgegeven",
        "geheim_adres": "bijzonder",
        "contactbeperking": "bijzonder",
        "telefoon": "persoonsgegeven",
        "email": "persoonsgegeven",
        "geldig_tot_en_met": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"betrokkene {self.pk}"

    @property
    def heeft_adres(self) -> bool:
        return bool(self.straat and self.postcode and self.plaats)


class DubbelmeldingQuerySet(models.QuerySet["Dubbelmelding"]):
    def open(self) -> "DubbelmeldingQuerySet":
        return self.filter(afgehandeld_op__isnull=True)

    def zichtbaar_voor(self, user: Gebruiker) -> "DubbelmeldingQuerySet":
        """SWV staff only: a school never learns that a pupil is known elsewhere (architectuur.md B.6)."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()


class Dubbelmelding(models.Model):
    """Work for the SWV: two dossiers that may be about the same pupil; the SWV judges and merges."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="dubbelmeldingen")
    mogelijk_dezelfde = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="+")
    gemeld_op = models.DateTimeField()
    afgehandeld_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    uitkomst = models.CharField(max_length=12, choices=Dubbeluitkomst.choices, blank=True)

    objects = DubbelmeldingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["gemeld_op", "id"],
                condition=Q(afgehandeld_op__isnull=True),
                name="leerlingen_dubbel_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["leerling", "mogelijk_dezelfde"],
                name="leerlingen_dubbel_eenmaal",
            ),
            models.CheckConstraint(
                condition=~Q(leerling=F("mogelijk_dezelfde")),
                name="leerlingen_dubbel_twee_leerlingen",
            ),
            models.CheckConstraint(
                condition=Q(afgehandeld_op__isnull=True, uitkomst="")
                | Q(
                    afgehandeld_op__isnull=False,
                    uitkomst__in=Dubbeluitkomst.values,
                ),
                name="leerlingen_dubbel_afgehandeld",
            ),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "mogelijk_dezelfde": "persoonsgegeven",
        "afgehandeld_door": "persoonsgegeven",
        "uitkomst": "neutraal",
    }

    def __str__(self) -> str:
        return f"dubbelmelding {self.pk}"


class DossierdocumentQuerySet(BestandQuerySet):
    def zichtbaar_voor(self, user: Gebruiker) -> "DossierdocumentQuerySet":
        """A school sees what it brought in itself; others by a registered ground.

        SWV staff see all, except an OPP that the parents did not let the school share.
        """
        if user.heeft_bereik(Bereik.SWV):
            zelf = Dossierdocument.objects.filter(pk=OuterRef("pk"))
            gedeeld = Exists(zelf.filter(oppversies__toestemming=Toestemming.JA))
            return self.filter(~Exists(zelf.filter(oppversies__isnull=False)) | gedeeld)
        toegang = Q(school_id__in=user.school_ids)
        for rol in user.rollen & DOCUMENTGRONDEN.keys():
            toegang |= DOCUMENTGRONDEN[rol](user)
        return self.filter(toegang)

    def met_inhoud(self) -> "DossierdocumentQuerySet":
        return self.filter(vernietigd_op=None)


class Dossierdocument(Bestand):
    """A file in the pupil's dossier; `school` is the school that brought it in, empty for the SWV.

    Of a file that may not exist (domein.md 7.2) the bytes and the name go; the row stays and says so.
    """

    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="documenten")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=24, choices=Documentsoort.choices)
    gedateerd_op = models.DateField(null=True, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)
    vernietigd_op = models.DateTimeField(null=True, blank=True)
    vernietigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    vernietigd_om = models.CharField(max_length=12, choices=Vernietigreden.choices, blank=True)

    objects = DossierdocumentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Bestand.Meta):
        indexes = [models.Index(fields=["leerling", "-id"], name="leerlingen_document_leerling")]
        constraints = [
            *Bestand.Meta.constraints,
            models.CheckConstraint(
                condition=Q(vernietigd_op=None, vernietigd_door=None, vernietigd_om="")
                | Q(
                    vernietigd_op__isnull=False,
                    vernietigd_door__isnull=False,
                    vernietigd_om__in=Vernietigreden.values,
                    vervallen_op__isnull=False,
                ),
                name="leerlingen_dossierdocument_vernietigd",
            ),
        ]

    persoonsgegevens = {
        **Bestand.persoonsgegevens,
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "soort": "persoonsgegeven",
        "gedateerd_op": "persoonsgegeven",
        "vernietigd_door": "persoonsgegeven",
        "vernietigd_om": "neutraal",
    }

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_vernietigd(self) -> bool:
        return self.vernietigd_op is not None

    @property
    def vernietiging(self) -> str:
        """When, by whom and why the content went, for every page that names the file; else nothing."""
        if self.vernietigd_op is None or self.vernietigd_door is None:
            return ""
        dag = datum(datum_van(self.vernietigd_op))
        return f"Inhoud vernietigd op {dag} door {self.vernietigd_door.naam}: {self.get_vernietigd_om_display()}."
