"""People who log in, and the roles they hold from one day to another."""

import uuid
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from swv.enums import Mailkeuze
from swv.klok import vandaag
from swv.rollen import EIST_BESTUUR, EIST_SCHOOL, KEUZES, ROLLEN, Bereik

from .organisatie import School, Schoolbestuur


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """An account; what it may do follows from its running roles only."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        "gebruikersnaam",
        max_length=60,
        unique=True,
        validators=[ASCIIUsernameValidator()],
    )
    email = models.EmailField("e-mailadres", blank=True)
    naam = models.CharField(max_length=120)
    functie = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField("actief", default=True)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    mailkeuze = models.CharField(max_length=10, choices=Mailkeuze.choices, default=Mailkeuze.METEEN)
    aangezet_op = models.DateTimeField(null=True, blank=True)
    stil_gewaarschuwd_op = models.DateTimeField(null=True, blank=True)
    stil_uitgezet_op = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="swv_gebruiker_geen_superuser"),
            models.CheckConstraint(
                condition=Q(mailkeuze__in=Mailkeuze.values), name="swv_gebruiker_mailkeuze"
            ),
            models.CheckConstraint(
                condition=Q(stil_uitgezet_op__isnull=True) | Q(is_active=False),
                name="swv_gebruiker_stil_is_uit",
            ),
            models.UniqueConstraint(Lower("username"), name="swv_gebruiker_naam_uniek"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="swv_gebruiker_email_uniek"),
        ]

    persoonsgegevens = {
        "username": "persoonsgegeven",
        "email": "persoonsgegeven",
        "naam": "persoonsgegeven",
        "functie": "persoonsgegeven",
        "last_login": "persoonsgegeven",
        "date_joined": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"gebruiker {self.pk}"

    def get_full_name(self) -> str:
        return self.naam

    @property
    def laatst_gezien_op(self) -> datetime:
        """The last login, or since when the account can be used."""
        return max(filter(None, (self.date_joined, self.aangezet_op, self.last_login)))

    @property
    def is_staff(self) -> bool:
        return False

    @cached_property
    def toekenningen(self) -> list["Roltoekenning"]:
        """The role assignments that run today; read once per request."""
        return list(self.roltoekenningen.actief(vandaag()))

    @cached_property
    def permissies(self) -> frozenset[str]:
        if not self.is_active:
            return frozenset()
        return frozenset().union(*(ROLLEN[t.rol].permissies for t in self.toekenningen))

    @property
    def rollen(self) -> frozenset[str]:
        return frozenset(t.rol for t in self.toekenningen) if self.is_active else frozenset()

    def heeft_bereik(self, bereik: Bereik) -> bool:
        return any(ROLLEN[rol].bereik is bereik for rol in self.rollen)

    @property
    def school_ids(self) -> list[int]:
        """The schools for which this person works today."""
        return [t.school_id for t in self.toekenningen if t.school_id and self.is_active]

    @property
    def is_medewerker(self) -> bool:
        return any(ROLLEN[rol].is_medewerker for rol in self.rollen)


class RoltoekenningQuerySet(models.QuerySet["Roltoekenning"]):
    def actief(self, op: date) -> "RoltoekenningQuerySet":
        """The assignments that run on day `op`; both bounds are inclusive."""
        return self.filter(geldig_vanaf__lte=op).filter(
            Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=op)
        )


class Roltoekenning(models.Model):
    """The single truth about who holds which role; guardian rows follow from it."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="roltoekenningen")
    rol = models.CharField(max_length=20, choices=KEUZES)
    school = models.ForeignKey(
        School,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="roltoekenningen",
    )
    bestuur = models.ForeignKey(
        Schoolbestuur,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="roltoekenningen",
    )
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)
    toegekend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = RoltoekenningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_vanaf")),
                name="swv_roltoekenning_periode",
            ),
            models.CheckConstraint(
                condition=Q(rol__in=sorted(EIST_SCHOOL), school__isnull=False)
                | (~Q(rol__in=sorted(EIST_SCHOOL)) & Q(school__isnull=True)),
                name="swv_roltoekenning_school",
            ),
            models.CheckConstraint(
                condition=Q(rol__in=sorted(EIST_BESTUUR), bestuur__isnull=False)
                | (~Q(rol__in=sorted(EIST_BESTUUR)) & Q(bestuur__isnull=True)),
                name="swv_roltoekenning_bestuur",
            ),
            models.CheckConstraint(condition=Q(rol__in=sorted(ROLLEN)), name="swv_roltoekenning_rol"),
            models.UniqueConstraint(
                fields=["gebruiker", "rol", "school", "bestuur", "geldig_vanaf"],
                nulls_distinct=False,
                name="swv_roltoekenning_eenmaal",
            ),
        ]

    persoonsgegevens = {
        "gebruiker": "persoonsgegeven",
        "toegekend_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"{self.rol} {self.pk}"

    @property
    def rolnaam(self) -> str:
        """What this SWV calls the role."""
        return ROLLEN[self.rol].naam

    def is_voorbij(self, op: date) -> bool:
        return self.geldig_tot_en_met is not None and self.geldig_tot_en_met < op

    def loopt_op(self, op: date) -> bool:
        """The same rule as `RoltoekenningQuerySet.actief`, for a row that is already read."""
        return self.geldig_vanaf <= op and not self.is_voorbij(op)
