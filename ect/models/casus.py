"""The casus: one pupil, one casushouder, and what was done."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ect.enums import Adviesstatus, Casusstatus, Contactsoort, Uitkomst
from ect.models.aanmelding import Aanmelding
from ect.models.keuze import Keuze
from ect.models.kolommen import gepaard, precies_bij, wie
from leerlingen.models import Leerling
from swv.models import Gebruiker, School
from swv.rollen import Bereik

BEHANDELEN = "ect.behandelen"  # a task in the casus: `ect.permissions.leest_werk`
LOPEND = [Casusstatus.INTAKE, Casusstatus.TRAJECT, Casusstatus.NAZORG]


class CasusQuerySet(models.QuerySet["Casus"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "CasusQuerySet":
        """SWV staff: all. A school: that there is a casus after its own question, and how it ended."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(school_id__in=user.school_ids)

    def lopend(self) -> "CasusQuerySet":
        return self.filter(status__in=LOPEND)

    def lopend_op(self, dag: date) -> "CasusQuerySet":
        """Opened on `dag` or before, and not closed at the end of it (architectuur.md B.8)."""
        nog_open = Q(afgesloten_op__isnull=True) | Q(afgesloten_op__date__gt=dag)
        return self.filter(nog_open, geopend_op__date__lte=dag)

    def geopend_tussen(self, vanaf: date, tot_en_met: date) -> "CasusQuerySet":
        return self.filter(geopend_op__date__range=(vanaf, tot_en_met))

    def afgesloten_tussen(self, vanaf: date, tot_en_met: date) -> "CasusQuerySet":
        return self.filter(afgesloten_op__date__range=(vanaf, tot_en_met))


class Casus(models.Model):
    """What the ECT does after it accepted an aanmelding; it carries the number of that aanmelding.

    Closed is closed: when the question comes back, a new casus names this one as `vorige`.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aanmelding = models.OneToOneField(Aanmelding, on_delete=models.PROTECT, related_name="casus")
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="casussen")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="casussen")
    status = models.CharField(max_length=12, choices=Casusstatus.choices, default=Casusstatus.INTAKE)
    casushouder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="casussen"
    )
    vorige = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="vervolgen"
    )
    volgende_stap = models.CharField(max_length=160, blank=True)
    volgende_stap_datum = models.DateField(null=True, blank=True)
    geopend_op = models.DateTimeField()
    geopend_door = wie()
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = wie()
    uitkomst = models.CharField(max_length=14, choices=Uitkomst.choices, blank=True)
    bestemming = models.ForeignKey(Keuze, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reden = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = CasusQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["casushouder", "volgende_stap_datum", "id"], name="ect_casus_werk"),
            models.Index(fields=["leerling", "-id"], name="ect_casus_leerling"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Casusstatus.values), name="ect_casus_status"),
            models.CheckConstraint(
                condition=precies_bij("afgesloten", status=Casusstatus.AFGESLOTEN),
                name="ect_casus_afgesloten",
            ),
            models.CheckConstraint(
                condition=Q(status=Casusstatus.AFGESLOTEN, uitkomst__in=Uitkomst.values, reden__gt="")
                | (~Q(status=Casusstatus.AFGESLOTEN) & Q(uitkomst="", reden="")),
                name="ect_casus_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst=Uitkomst.GESCHAKELD, bestemming__isnull=False)
                | (~Q(uitkomst=Uitkomst.GESCHAKELD) & Q(bestemming__isnull=True)),
                name="ect_casus_bestemming",
            ),
            models.CheckConstraint(
                condition=Q(volgende_stap="", volgende_stap_datum__isnull=True)
                | Q(volgende_stap__gt="", volgende_stap_datum__isnull=False)
                & ~Q(status=Casusstatus.AFGESLOTEN),
                name="ect_casus_volgende_stap",
            ),
            models.CheckConstraint(condition=gepaard("afgesloten"), name="ect_casus_wie_wanneer"),
            models.CheckConstraint(
                condition=Q(afgesloten_op__isnull=True) | Q(afgesloten_op__gte=F("geopend_op")),
                name="ect_casus_periode",
            ),
            models.CheckConstraint(
                condition=Q(vorige__isnull=True) | ~Q(vorige=F("id")), name="ect_casus_vorige"
            ),
            models.UniqueConstraint(
                fields=["leerling"], condition=Q(status__in=LOPEND), name="ect_casus_een_lopend"
            ),
        ]

    persoonsgegevens = {
        "aanmelding": "persoonsgegeven",
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "casushouder": "persoonsgegeven",
        "vorige": "persoonsgegeven",
        "volgende_stap": "bijzonder",
        "volgende_stap_datum": "neutraal",
        "geopend_door": "persoonsgegeven",
        "afgesloten_door": "persoonsgegeven",
        "uitkomst": "bijzonder",
        "bestemming": "bijzonder",
        "reden": "bijzonder",
    }

    def __str__(self) -> str:
        return f"casus {self.pk}"

    @property
    def kenmerk(self) -> str:
        """The number people use: that of the aanmelding."""
        return self.aanmelding.kenmerk

    @property
    def is_afgesloten(self) -> bool:
        return self.status == Casusstatus.AFGESLOTEN


class ContactmomentQuerySet(models.QuerySet["Contactmoment"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "ContactmomentQuerySet":
        """The ECT: all. Other staff: what was shared. A school: what was shared, as long as the pupil is there."""
        if user.heeft_bereik(Bereik.SWV):
            return self if BEHANDELEN in user.permissies else self.filter(intern=False)
        leerlingen = Leerling.objects.zichtbaar_voor(user)
        return self.filter(
            intern=False, casus__school_id__in=user.school_ids, casus__leerling__in=leerlingen.values("pk")
        )


class Contactmoment(models.Model):
    """With whom the ECT spoke and what was said; internal unless the writer shares it with the school."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="contactmomenten")
    datum = models.DateField()
    soort = models.CharField(max_length=12, choices=Contactsoort.choices)
    met = models.CharField(max_length=160)
    samenvatting = models.TextField()
    intern = models.BooleanField(default=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()
    versie = models.PositiveIntegerField(default=1)

    objects = ContactmomentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Contactsoort.values), name="ect_contactmoment_soort"
            ),
            models.CheckConstraint(
                condition=~Q(met="") & ~Q(samenvatting=""), name="ect_contactmoment_ingevuld"
            ),
        ]

    persoonsgegevens = {
        "casus": "persoonsgegeven",
        "datum": "persoonsgegeven",
        "soort": "neutraal",
        "met": "persoonsgegeven",
        "samenvatting": "bijzonder",
        "intern": "neutraal",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"contactmoment {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.casus.leerling


class InterventieQuerySet(models.QuerySet["Interventie"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "InterventieQuerySet":
        """SWV staff only; a school hears of it through the advice."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()

    def begonnen_tussen(self, vanaf: date, tot_en_met: date) -> "InterventieQuerySet":
        return self.filter(vanaf__range=(vanaf, tot_en_met))


class Interventie(models.Model):
    """One of the fourteen interventions, of one type, from one day to another (missie.md 1.11)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="interventies")
    interventie = models.ForeignKey(Keuze, on_delete=models.PROTECT, related_name="+")
    type_interventie = models.ForeignKey(Keuze, on_delete=models.PROTECT, related_name="+")
    vanaf = models.DateField()
    tot_en_met = models.DateField(null=True, blank=True)
    resultaat = models.TextField(blank=True)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = wie()
    versie = models.PositiveIntegerField(default=1)

    objects = InterventieQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vanaf"], name="ect_interventie_vanaf")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("vanaf")),
                name="ect_interventie_periode",
            ),
        ]

    persoonsgegevens = {
        "casus": "persoonsgegeven",
        "interventie": "bijzonder",
        "type_interventie": "bijzonder",
        "vanaf": "persoonsgegeven",
        "tot_en_met": "persoonsgegeven",
        "resultaat": "bijzonder",
        "vastgelegd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"interventie {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.casus.leerling


class EctadviesQuerySet(models.QuerySet["Ectadvies"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "EctadviesQuerySet":
        """The ECT: all. Other staff: what was brought out. A school: that, on its own question."""
        if user.heeft_bereik(Bereik.SWV):
            return self if BEHANDELEN in user.permissies else self.uitgebracht()
        return self.uitgebracht().filter(casus__school_id__in=user.school_ids)

    def uitgebracht(self) -> "EctadviesQuerySet":
        return self.filter(status=Adviesstatus.UITGEBRACHT)


class Ectadvies(models.Model):
    """Advice on what the pupil needs (WVO 2020 2.47 lid 7 d); the parents get a copy (lid 17)."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="adviezen")
    status = models.CharField(max_length=12, choices=Adviesstatus.choices, default=Adviesstatus.CONCEPT)
    aan = models.CharField(max_length=160)
    tekst = models.TextField()
    opgesteld_op = models.DateTimeField()
    opgesteld_door = wie()
    uitgebracht_op = models.DateTimeField(null=True, blank=True)
    uitgebracht_door = wie()
    afschrift_datum = models.DateField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = EctadviesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Adviesstatus.values), name="ect_ectadvies_status"),
            models.CheckConstraint(
                condition=precies_bij("uitgebracht", status=Adviesstatus.UITGEBRACHT),
                name="ect_ectadvies_uitgebracht",
            ),
            models.CheckConstraint(condition=gepaard("uitgebracht"), name="ect_ectadvies_wie_wanneer"),
            models.CheckConstraint(condition=~Q(aan="") & ~Q(tekst=""), name="ect_ectadvies_ingevuld"),
            models.CheckConstraint(
                condition=Q(afschrift_datum__isnull=True) | Q(status=Adviesstatus.UITGEBRACHT),
                name="ect_ectadvies_afschrift",
            ),
        ]

    persoonsgegevens = {
        "casus": "persoonsgegeven",
        "aan": "persoonsgegeven",
        "tekst": "bijzonder",
        "opgesteld_door": "persoonsgegeven",
        "uitgebracht_door": "persoonsgegeven",
        "afschrift_datum": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"advies {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.casus.leerling
