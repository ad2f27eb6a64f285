"""A meeting of a committee: agenda, who was there, the advice per member, the conclusion, the minutes (MTG-04)."""

import uuid

from django.db import models
from django.db.models import Deferrable, Exists, OuterRef, Q

from leerlingen.models import Leerling
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.rollen import Bereik
from tlv.enums import Aanvraagstatus, Conclusie, Puntconclusie, Vergaderstatus
from tlv.models.aanvraag import Aanvraag
from tlv.models.commissie import Commissie, Commissielid
from tlv.models.kolommen import OPEN_VOOR_LEDEN, gepaard, wie

V = Vergaderstatus
NA_VERSTUREN = [V.AGENDA_VERSTUURD, V.GEHOUDEN, V.VASTGESTELD]
NA_HOUDEN = [V.GEHOUDEN, V.VASTGESTELD]


class VergaderingQuerySet(models.QuerySet["Vergadering"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "VergaderingQuerySet":
        """SWV staff: every meeting. A member: date and place of those of the own committee.

        What stands on the agenda, and the minutes, has a rule of its own (`Agendapunt`, `leesbaar_voor`).
        """
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.filter(commissie__in=Commissie.objects.zichtbaar_voor(user).values("pk"))

    def leesbaar_voor(self, user: Gebruiker) -> "VergaderingQuerySet":
        """Whose minutes and agenda `user` may read now."""
        rijen = self.zichtbaar_voor(user)
        return rijen if user.heeft_bereik(Bereik.SWV) else rijen.filter(status__in=OPEN_VOOR_LEDEN)


class Vergadering(models.Model):
    """One meeting of one committee."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commissie = models.ForeignKey(Commissie, on_delete=models.PROTECT, related_name="vergaderingen")
    status = models.CharField(max_length=16, choices=V.choices, default=V.GEPLAND)
    begint_op = models.DateTimeField()
    plaats = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=300, blank=True)
    verslag = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)
    gepland_op = models.DateTimeField()
    gepland_door = wie()
    agenda_verstuurd_op = models.DateTimeField(null=True, blank=True)
    agenda_verstuurd_door = wie()
    gehouden_op = models.DateTimeField(null=True, blank=True)
    gehouden_door = wie()
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = wie()
    afgelast_op = models.DateTimeField(null=True, blank=True)
    afgelast_door = wie()

    objects = VergaderingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["commissie", "-begint_op", "-id"], name="tlv_vergadering_commissie")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=V.values), name="tlv_vergadering_status"),
            models.CheckConstraint(condition=~Q(plaats="") | ~Q(link=""), name="tlv_vergadering_waar"),
            models.CheckConstraint(
                condition=Q(status__in=NA_VERSTUREN, agenda_verstuurd_op__isnull=False)
                | Q(status=V.GEPLAND, agenda_verstuurd_op__isnull=True)
                | Q(status=V.AFGELAST),
                name="tlv_vergadering_agenda_verstuurd",
            ),
            models.CheckConstraint(
                condition=Q(status__in=NA_HOUDEN, gehouden_op__isnull=False)
                | ~Q(status__in=NA_HOUDEN) & Q(gehouden_op__isnull=True),
                name="tlv_vergadering_gehouden",
            ),
            models.CheckConstraint(
                condition=Q(status=V.VASTGESTELD, vastgesteld_op__isnull=False) & ~Q(verslag="")
                | ~Q(status=V.VASTGESTELD) & Q(vastgesteld_op__isnull=True),
                name="tlv_vergadering_vastgesteld",
            ),
            models.CheckConstraint(
                condition=Q(status=V.AFGELAST, afgelast_op__isnull=False)
                | ~Q(status=V.AFGELAST) & Q(afgelast_op__isnull=True),
                name="tlv_vergadering_afgelast",
            ),
            models.CheckConstraint(
                condition=gepaard("agenda_verstuurd")
                & gepaard("gehouden")
                & gepaard("vastgesteld")
                & gepaard("afgelast"),
                name="tlv_vergadering_wie_wanneer",
            ),
        ]

    persoonsgegevens = {
        "commissie": "neutraal",
        "plaats": "neutraal",
        "link": "neutraal",
        "verslag": "bijzonder",
        "gepland_door": "persoonsgegeven",
        "agenda_verstuurd_door": "persoonsgegeven",
        "gehouden_door": "persoonsgegeven",
        "vastgesteld_door": "persoonsgegeven",
        "afgelast_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"vergadering {self.pk}"


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "AgendapuntQuerySet":
        """SWV staff: every item. A member: those of the own committee, from agenda until final minutes."""
        if user.heeft_bereik(Bereik.SWV):
            return self
        return self.open_voor(user) if "commissielid" in user.rollen else self.none()

    def open_voor(self, user: Gebruiker) -> "AgendapuntQuerySet":
        """The items that a member may read today; a request that was withdrawn is not there any more."""
        zittend = Commissielid.objects.zittend(vandaag()).filter(
            gebruiker=user, commissie=OuterRef("vergadering__commissie")
        )
        return self.filter(Exists(zittend), vergadering__status__in=OPEN_VOOR_LEDEN).exclude(
            aanvraag__status=Aanvraagstatus.INGETROKKEN
        )


class Agendapunt(models.Model):
    """One request on the agenda of one meeting, in an order, with what the committee concluded."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vergadering = models.ForeignKey(Vergadering, on_delete=models.PROTECT, related_name="agendapunten")
    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="agendapunten")
    volgorde = models.PositiveSmallIntegerField()
    conclusie = models.CharField(max_length=12, choices=Puntconclusie.choices, blank=True)
    toelichting = models.TextField(blank=True)
    geconcludeerd_op = models.DateTimeField(null=True, blank=True)
    geconcludeerd_door = wie()

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vergadering", "aanvraag"], name="tlv_agendapunt_eenmaal"),
            models.UniqueConstraint(
                fields=["vergadering", "volgorde"],
                deferrable=Deferrable.DEFERRED,
                name="tlv_agendapunt_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(conclusie="", toelichting="", geconcludeerd_op__isnull=True)
                | ~Q(conclusie="") & ~Q(toelichting="") & Q(geconcludeerd_op__isnull=False),
                name="tlv_agendapunt_conclusie",
            ),
            models.CheckConstraint(condition=gepaard("geconcludeerd"), name="tlv_agendapunt_wie_wanneer"),
        ]

    persoonsgegevens = {
        "vergadering": "persoonsgegeven",
        "aanvraag": "persoonsgegeven",
        "volgorde": "neutraal",
        "conclusie": "bijzonder",
        "toelichting": "bijzonder",
        "geconcludeerd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"agendapunt {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.aanvraag.leerling


class Commissieadvies(models.Model):
    """What one member advises about one item, with the reasons."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agendapunt = models.ForeignKey(Agendapunt, on_delete=models.PROTECT, related_name="commissieadviezen")
    lid = models.ForeignKey(Commissielid, on_delete=models.PROTECT, related_name="commissieadviezen")
    conclusie = models.CharField(max_length=12, choices=Conclusie.choices)
    motivering = models.TextField()
    gegeven_op = models.DateTimeField()
    gegeven_door = wie()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agendapunt", "lid"], name="tlv_commissieadvies_een_per_lid"),
            models.CheckConstraint(condition=~Q(motivering=""), name="tlv_commissieadvies_motivering"),
            models.CheckConstraint(
                condition=Q(conclusie__in=Conclusie.values), name="tlv_commissieadvies_conclusie"
            ),
        ]

    persoonsgegevens = {
        "agendapunt": "persoonsgegeven",
        "lid": "persoonsgegeven",
        "conclusie": "bijzonder",
        "motivering": "bijzonder",
        "gegeven_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"commissieadvies {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.agendapunt.leerling


class Aanwezige(models.Model):
    """A member who was at the meeting."""

    vergadering = models.ForeignKey(Vergadering, on_delete=models.CASCADE, related_name="aanwezigen")
    lid = models.ForeignKey(Commissielid, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vergadering", "lid"], name="tlv_aanwezige_eenmaal"),
        ]

    persoonsgegevens = {"vergadering": "neutraal", "lid": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"aanwezige {self.pk}"


class GenodigdeQuerySet(models.QuerySet["Genodigde"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "GenodigdeQuerySet":
        return self.filter(vergadering__in=Vergadering.objects.leesbaar_voor(user).values("pk"))


class Genodigde(models.Model):
    """A third party who is asked to the meeting, for all of it or for one item; sees nothing in this system."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vergadering = models.ForeignKey(Vergadering, on_delete=models.CASCADE, related_name="genodigden")
    agendapunt = models.ForeignKey(
        Agendapunt, null=True, blank=True, on_delete=models.CASCADE, related_name="genodigden"
    )
    naam = models.CharField(max_length=120)
    hoedanigheid = models.CharField(max_length=120)
    was_aanwezig = models.BooleanField(default=False)

    objects = GenodigdeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(naam="") & ~Q(hoedanigheid=""), name="tlv_genodigde_wie"),
        ]

    persoonsgegevens = {
        "vergadering": "neutraal",
        "agendapunt": "persoonsgegeven",
        "naam": "persoonsgegeven",
        "hoedanigheid": "persoonsgegeven",
        "was_aanwezig": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"genodigde {self.pk}"
