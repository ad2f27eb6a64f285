"""The request of a school, its clocks and its documents."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Dossierdocument, Leerling
from swv.klok import vandaag
from swv.models import Gebruiker, Norm, School, Vragenlijst
from swv.rollen import Bereik
from tlv.enums import Aanleiding, Aanvraagstatus, Adviesstatus, Soort
from tlv.models.kolommen import LOPEND, NA_INDIENEN, OPEN_VOOR_LEDEN, gepaard, wie


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "AanvraagQuerySet":
        """SWV staff: what was sent in. A school: its own requests, also after the pupil has left.

        A deskundige: exactly the assigned requests, from assignment until the advice. A commissielid: exactly
        those on the agenda of the own committee, from sending the agenda until the minutes are final.
        """
        toegang = Q(pk__in=[])
        if user.heeft_bereik(Bereik.SWV):
            toegang |= Q(status__in=NA_INDIENEN)
        if scholen := user.school_ids:
            toegang |= Q(school_id__in=scholen) & ~Q(status=Aanvraagstatus.VERVALLEN)
        if "deskundige" in user.rollen:
            toegang |= Q(
                pk__in=Aanvraag.objects.lopend()
                .filter(adviezen__deskundige=user, adviezen__status=Adviesstatus.GEVRAAGD)
                .values("pk")
            )
        if "commissielid" in user.rollen:
            toegang |= Q(pk__in=Aanvraag.objects.op_agenda_van(user).values("pk"))
        return self.filter(toegang)

    def op_agenda_van(self, user: Gebruiker) -> "AanvraagQuerySet":
        """What lies before a committee in which this person sits today; a withdrawn request does not."""
        zit = Q(agendapunten__vergadering__commissie__leden__geldig_tot_en_met__isnull=True) | Q(
            agendapunten__vergadering__commissie__leden__geldig_tot_en_met__gte=vandaag()
        )
        return self.filter(
            zit,
            status__in=[status for status in NA_INDIENEN if status != Aanvraagstatus.INGETROKKEN],
            agendapunten__vergadering__status__in=OPEN_VOOR_LEDEN,
            agendapunten__vergadering__commissie__leden__gebruiker=user,
            agendapunten__vergadering__commissie__leden__geldig_vanaf__lte=vandaag(),
        ).distinct()

    def lopend(self) -> "AanvraagQuerySet":
        return self.filter(status__in=LOPEND)


class Aanvraag(models.Model):
    """A TLV request of a school for one pupil."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kenmerk = models.CharField(max_length=20, unique=True)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="aanvragen")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="aanvragen")
    soort = models.CharField(max_length=6, choices=Soort.choices)
    aanleiding = models.CharField(max_length=16, choices=Aanleiding.choices, default=Aanleiding.EERSTE)
    # The request that a verlenging carried its answers over from, and which of them nobody checked yet.
    vorige = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="opvolgers"
    )
    overgenomen = models.JSONField(default=list, blank=True)
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
                condition=Q(aanleiding__in=Aanleiding.values), name="tlv_aanvraag_aanleiding"
            ),
            models.CheckConstraint(
                condition=Q(vorige__isnull=True) | Q(aanleiding=Aanleiding.VERLENGING),
                name="tlv_aanvraag_vorige",
            ),
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
        "aanleiding": "bijzonder",
        "vorige": "persoonsgegeven",
        "overgenomen": "neutraal",
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


class AanvraagdocumentQuerySet(models.QuerySet["Aanvraagdocument"]):
    def met_inhoud(self) -> "AanvraagdocumentQuerySet":
        """What answers its question: a file whose content was destroyed does not."""
        return self.filter(document__vernietigd_op=None)

    def met_document(self) -> "AanvraagdocumentQuerySet":
        """With all that a page says of a file."""
        return self.select_related("document__vernietigd_door")


class Aanvraagdocument(models.Model):
    """A document of the dossier as answer to one document question of the request."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="documenten")
    document = models.ForeignKey(Dossierdocument, on_delete=models.PROTECT, related_name="aanvraagdocumenten")
    vraag = models.CharField(max_length=40)

    objects = AanvraagdocumentQuerySet.as_manager()

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
