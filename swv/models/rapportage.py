"""A report of one quarter: its texts, its files, and the lock on them once it is vastgesteld.

`versie` counts the files that were made, `gevraagd` those that were asked for; `tekstversie` counts the
changes of the texts, `bestanden_van` says which of those the files hold.
"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from swv.enums import Bestandsvorm, Rapportagestatus
from swv.kwartaal import Kwartaal
from swv.rollen import KEUZES

from .bestand import Bestand, BestandQuerySet
from .momentopname import Momentopname

if TYPE_CHECKING:
    from .gebruiker import Gebruiker

VASTGESTELD = Rapportagestatus.VASTGESTELD
MAKERS = frozenset({"rapportage.schrijven", "rapportage.maken", "rapportage.vaststellen"})
BLIJFT_DICHT = """
    IF EXISTS (
        SELECT 1 FROM swv_rapportage
        WHERE status = 'vastgesteld'
          AND id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.rapportage_id ELSE OLD.rapportage_id END)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a report that is vastgesteld never changes';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


def blijft_dicht(naam: str) -> pgtrigger.Trigger:
    """The trigger on everything that hangs on a report: nothing comes, changes or goes afterwards."""
    return pgtrigger.Trigger(
        name=naam,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=BLIJFT_DICHT,
    )


class RapportageQuerySet(models.QuerySet["Rapportage"]):
    def zichtbaar_voor(self, user: "Gebruiker") -> "RapportageQuerySet":
        """Who makes reports sees all; who only reads them (toezicht) sees what is vastgesteld."""
        if not user.permissies.isdisjoint(MAKERS):
            return self
        mag_lezen = "rapportage.inzien" in user.permissies
        return self.filter(status=VASTGESTELD) if mag_lezen else self.none()

    def van(self, soort: str, kwartaal: Kwartaal) -> "RapportageQuerySet":
        return self.filter(soort=soort, jaar=kwartaal.jaar, nummer=kwartaal.nummer)

    def met_teksten(self) -> "RapportageQuerySet":
        """With `totaal` text slots and how many of them are `klaar`."""
        return self.annotate(totaal=Count("teksten"), klaar=Count("teksten", filter=~Q(teksten__tekst="")))


class Rapportage(models.Model):
    """One report of (soort, kwartaal); what is in it is registered by an app (swv/rapportages)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=30)
    jaar = models.PositiveSmallIntegerField()
    nummer = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=20, choices=Rapportagestatus.choices, default=Rapportagestatus.CONCEPT
    )
    momentopname = models.ForeignKey(
        Momentopname, null=True, blank=True, on_delete=models.PROTECT, related_name="rapportages"
    )
    versie = models.PositiveSmallIntegerField(default=0)
    gevraagd = models.PositiveSmallIntegerField(default=1)
    tekstversie = models.PositiveIntegerField(default=0)
    bestanden_van = models.PositiveIntegerField(default=0)
    aangevraagd_op = models.DateTimeField()
    aangevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aangeboden_op = models.DateTimeField(null=True, blank=True)
    aangeboden_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RapportageQuerySet.as_manager()
    totaal: int  # only after `met_teksten`
    klaar: int

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "jaar", "nummer"], name="swv_rapportage_een_per_kwartaal"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Rapportagestatus.values), name="swv_rapportage_status"
            ),
            models.CheckConstraint(condition=Q(nummer__gte=1, nummer__lte=4), name="swv_rapportage_kwartaal"),
            models.CheckConstraint(
                condition=Q(versie=0) | Q(momentopname__isnull=False), name="swv_rapportage_momentopname"
            ),
            models.CheckConstraint(
                condition=Q(gevraagd__gte=F("versie"), gevraagd__lte=F("versie") + 1),
                name="swv_rapportage_gevraagd",
            ),
            models.CheckConstraint(
                condition=Q(status=VASTGESTELD, vastgesteld_op__isnull=False, vastgesteld_door__isnull=False)
                | (~Q(status=VASTGESTELD) & Q(vastgesteld_op__isnull=True, vastgesteld_door__isnull=True)),
                name="swv_rapportage_vastgesteld",
            ),
            models.CheckConstraint(
                condition=Q(status=Rapportagestatus.CONCEPT)
                | Q(versie=F("gevraagd"), bestanden_van=F("tekstversie"), versie__gte=1),
                name="swv_rapportage_bestanden",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="vastgesteld_blijft",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="vastgesteld"),
            )
        ]

    persoonsgegevens = {
        "aangevraagd_door": "persoonsgegeven",
        "aangeboden_door": "persoonsgegeven",
        "vastgesteld_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"{self.soort} {self.kwartaal}"

    @property
    def kwartaal(self) -> Kwartaal:
        return Kwartaal(self.jaar, self.nummer)

    @property
    def wordt_gemaakt(self) -> bool:
        """Whether a job still has to make the files that were asked for."""
        return self.gevraagd > self.versie

    @property
    def is_actueel(self) -> bool:
        """Whether the files hold the texts as they are now."""
        return self.versie > 0 and not self.wordt_gemaakt and self.bestanden_van == self.tekstversie

    @property
    def bestanden_gemaakt_op(self) -> datetime:
        """The moment on which the newest files were made; only after `versie` 1."""
        return self.bestanden.actueel().latest("toegevoegd_op").toegevoegd_op  # type: ignore[no-any-return]

    @property
    def is_vastgesteld(self) -> bool:
        return self.status == VASTGESTELD


class RapportagetekstQuerySet(models.QuerySet["Rapportagetekst"]):
    def zichtbaar_voor(self, user: "Gebruiker") -> "RapportagetekstQuerySet":
        return self.filter(rapportage__in=Rapportage.objects.zichtbaar_voor(user)).select_related(
            "rapportage", "gewijzigd_door"
        )


class Rapportagetekst(models.Model):
    """One narrative slot: the system gives the figures, a person their meaning, before a day."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rapportage = models.ForeignKey(Rapportage, on_delete=models.PROTECT, related_name="teksten")
    code = models.CharField(max_length=40)
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=120)
    uitleg = models.CharField(max_length=400, blank=True)
    rol = models.CharField(max_length=20, choices=KEUZES)
    uiterlijk = models.DateField()
    tekst = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=0)
    gewijzigd_op = models.DateTimeField(null=True, blank=True)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RapportagetekstQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rapportage", "code"], name="swv_rapportagetekst_eenmaal"),
            models.CheckConstraint(
                condition=Q(gewijzigd_op__isnull=True, gewijzigd_door__isnull=True, versie=0)
                | Q(gewijzigd_op__isnull=False, versie__gte=1),
                name="swv_rapportagetekst_gewijzigd",
            ),
        ]
        triggers = [blijft_dicht("tekst_blijft")]

    persoonsgegevens = {"gewijzigd_door": "persoonsgegeven", "tekst": "neutraal"}

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"


class RapportagebestandQuerySet(BestandQuerySet):
    def zichtbaar_voor(self, user: "Gebruiker") -> "RapportagebestandQuerySet":
        return self.filter(rapportage__in=Rapportage.objects.zichtbaar_voor(user)).select_related(
            "rapportage"
        )

    def actueel(self) -> "RapportagebestandQuerySet":
        """The files of the newest version; older ones are kept until the report is vastgesteld."""
        return self.filter(versie=F("rapportage__versie"))


class Rapportagebestand(Bestand):
    """One file of a report; never with a pupil's name or key in it."""

    rapportage = models.ForeignKey(Rapportage, on_delete=models.PROTECT, related_name="bestanden")
    vorm = models.CharField(max_length=4, choices=Bestandsvorm.choices)
    versie = models.PositiveSmallIntegerField()

    objects = RapportagebestandQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Bestand.Meta):
        abstract = False
        constraints = [
            *Bestand.Meta.constraints,
            models.UniqueConstraint(
                fields=["rapportage", "versie", "vorm"], name="swv_rapportagebestand_eenmaal"
            ),
            models.CheckConstraint(
                condition=Q(vorm__in=Bestandsvorm.values), name="swv_rapportagebestand_vorm"
            ),
        ]
        triggers = [blijft_dicht("bestand_blijft")]

    persoonsgegevens = Bestand.persoonsgegevens
