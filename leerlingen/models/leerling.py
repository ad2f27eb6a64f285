"""The pupil, and for whom it exists. No BSN anywhere."""

import uuid
from datetime import date

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Concat

from leerlingen.aanduiding import korte_naam
from leerlingen.enums import Geslacht
from leerlingen.models.inschrijving import Inschrijving
from leerlingen.models.kolommen import wie
from leerlingen.toegang import GRONDEN
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.rollen import Bereik
from swv.termijnen import leeftijd


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


def _zoeksleutel(*velden: str) -> models.GeneratedField:
    """The words of these fields with a space between, kept by the database in the form in which it searches."""
    spaties = [models.Value(" ")] * len(velden)
    delen = [deel for paar in zip(spaties, map(F, velden), strict=True) for deel in paar][1:]
    sleutel = Func(Concat(*delen), function="swv_zoeksleutel", output_field=models.TextField())
    return models.GeneratedField(expression=sleutel, output_field=models.TextField(), db_persist=True)


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
    zoeknaam = _zoeksleutel("roepnaam", "voorvoegsel", "achternaam")
    sorteernaam = _zoeksleutel("achternaam", "roepnaam")
    aangemaakt_op = models.DateTimeField()
    aangemaakt_door = wie()
    versie = models.PositiveIntegerField(default=1)
    # Set when this was a double: the file in which everything is now (leerlingen/samenvoegen.py).
    samengevoegd_met = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="opgenomen"
    )
    samengevoegd_op = models.DateTimeField(null=True, blank=True)
    samengevoegd_door = wie()

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
