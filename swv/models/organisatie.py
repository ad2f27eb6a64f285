"""The SWV, its boards, schools and areas."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from swv.enums import Onderwijssoort, Schoolstatus

if TYPE_CHECKING:
    from .gebruiker import Gebruiker


class Samenwerkingsverband(models.Model):
    """The one SWV of this installation, with the names and switches of its profile."""

    code = models.CharField(max_length=6, unique=True)
    naam = models.CharField(max_length=120)
    profiel = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^(PO|VO)[0-9]{4}$"),
                name="swv_samenwerkingsverband_code",
            ),
            models.CheckConstraint(condition=Q(id=1), name="swv_samenwerkingsverband_enige"),
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.naam


class Gebied(models.Model):
    """A four-digit postcode that belongs to the SWV, with its gemeente and network (domein.md 4)."""

    pc4 = models.CharField(max_length=4, unique=True)
    gemeente = models.CharField(max_length=60)
    naam = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pc4__regex=r"^[1-9][0-9]{3}$"), name="swv_gebied_pc4"),
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.pc4} {self.gemeente}"


class SchoolbestuurQuerySet(models.QuerySet["Schoolbestuur"]):
    def zichtbaar_voor(self, user: "Gebruiker") -> "SchoolbestuurQuerySet":
        """Boards are no secret inside the SWV; a school does not leaf through them."""
        return self if "school.inzien" in user.permissies else self.none()


class Schoolbestuur(models.Model):
    """A bevoegd gezag; its number has five digits (domein.md 4)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nummer = models.CharField(max_length=5, unique=True, null=True, blank=True)
    naam = models.CharField(max_length=160)
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    plaats = models.CharField(max_length=60, blank=True)

    objects = SchoolbestuurQuerySet.as_manager()

    class Meta:
        permissions = [("werken_voor_bestuur", "Mag namens dit schoolbestuur werken")]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return self.naam


class SchoolQuerySet(models.QuerySet["School"]):
    def zichtbaar_voor(self, user: "Gebruiker") -> "SchoolQuerySet":
        """SWV staff see every school; who works for a school sees that one."""
        return self if "school.inzien" in user.permissies else self.filter(pk__in=user.school_ids)

    def van_swv(self) -> "SchoolQuerySet":
        """The SWV's own schools: in its area and of its kind; the others are kept for grensverkeer."""
        return self.filter(binnen_swv=True)

    def elders_in_gebied(self) -> "SchoolQuerySet":
        """In the area, but of a kind for which another SWV is responsible (PO beside VO)."""
        return self.filter(binnen_swv=False).exclude(gebied="")

    def buiten_gebied(self) -> "SchoolQuerySet":
        return self.filter(gebied="")

    def open(self) -> "SchoolQuerySet":
        return self.filter(status=Schoolstatus.OPEN)


class School(models.Model):
    """One vestiging: BRIN and vestigingsnummer make its vestigingscode of six characters.

    `peildatum` dates every filled field; `peildata` holds the fields that are of another date.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vestigingscode = models.CharField(max_length=6)
    brin = models.CharField(max_length=4)
    naam = models.CharField(max_length=200)
    onderwijssoort = models.CharField(max_length=8, choices=Onderwijssoort.choices)
    type_duo = models.CharField(max_length=80, blank=True)
    bestuur = models.ForeignKey(
        Schoolbestuur,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="scholen",
    )
    denominatie = models.CharField(max_length=60, blank=True)
    internetadres = models.CharField(max_length=120, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    straat = models.CharField(max_length=80, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    pc4 = models.CharField(max_length=4, blank=True)
    plaats = models.CharField(max_length=60, blank=True)
    gemeente = models.CharField(max_length=60, blank=True)
    provincie = models.CharField(max_length=30, blank=True)
    gebied = models.CharField(max_length=60, blank=True)
    leerlingen = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Schoolstatus.choices, default=Schoolstatus.OPEN)
    binnen_swv = models.BooleanField(default=False)
    te_controleren = models.CharField(max_length=200, blank=True)
    peildatum = models.DateField(null=True, blank=True)
    peildata = models.JSONField(default=dict, blank=True)
    # The import that brought this school in, for undoing it; a plain number to the database.
    ingevoerd_met = models.ForeignKey(
        "swv.Importrun",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="nieuwe_scholen",
        db_constraint=False,
        db_index=False,
    )
    vast_contact = models.ForeignKey(
        "swv.Gebruiker",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vaste_scholen",
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        permissions = [("werken_voor_school", "Mag namens deze school werken")]
        indexes = [
            models.Index(fields=["naam", "id"], name="swv_school_eigen_naam", condition=Q(binnen_swv=True)),
        ]
        constraints = [
            # No unique=True: that adds a second index, for LIKE, to every import.
            models.UniqueConstraint(fields=["vestigingscode"], name="swv_school_vestigingscode_uniek"),
            models.CheckConstraint(
                condition=Q(vestigingscode__regex=r"^[0-9A-Z]{4}[0-9]{2}$"),
                name="swv_school_vestigingscode",
            ),
            models.CheckConstraint(
                condition=Q(vestigingscode__startswith=models.F("brin")),
                name="swv_school_brin",
            ),
        ]

    persoonsgegevens = {"vast_contact": "persoonsgegeven"}

    def __str__(self) -> str:
        return self.naam

    @property
    def postcode_op_brief(self) -> str:
        """As on an envelope: 9711 AB."""
        return f"{self.postcode[:4]} {self.postcode[4:]}".strip()


class Contactpersoon(models.Model):
    """Whom the SWV calls at a school or a bestuur; works there, need not have an account."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contactpersonen",
    )
    bestuur = models.ForeignKey(
        Schoolbestuur,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contactpersonen",
    )
    naam = models.CharField(max_length=120)
    functie = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, bestuur__isnull=True)
                | Q(school__isnull=True, bestuur__isnull=False),
                name="swv_contactpersoon_een_organisatie",
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True)
                | Q(geldig_tot_en_met__gte=models.F("geldig_vanaf")),
                name="swv_contactpersoon_periode",
            ),
        ]

    persoonsgegevens = {
        "naam": "persoonsgegeven",
        "functie": "persoonsgegeven",
        "email": "persoonsgegeven",
        "telefoon": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"contactpersoon {self.pk}"
