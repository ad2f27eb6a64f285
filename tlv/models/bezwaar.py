"""The objection to a decision."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Leerling
from swv.models import Bestand, Gebruiker
from swv.rollen import Bereik
from tlv.enums import LOPEND_BEZWAAR, OPEN_BEZWAAR, Bezwaarstatus, Bezwaarstuk, Bezwaaruitkomst, Lbtadvies
from tlv.models.besluit import Besluit
from tlv.models.kolommen import wie

BESLIST = (Bezwaarstatus.AFGEHANDELD, Bezwaarstatus.IN_BEROEP)


class BezwaarQuerySet(models.QuerySet["Bezwaar"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BezwaarQuerySet":
        """SWV staff only: who objected is no business of the school."""
        return self if user.heeft_bereik(Bereik.SWV) else self.none()

    def lopend(self) -> "BezwaarQuerySet":
        """Someone still waits for an outcome, of the SWV or of the court."""
        return self.filter(status__in=LOPEND_BEZWAAR)


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
    # The route: made complete (Awb 6:6), sent on to the LBT, heard, advised, put off, decided, in court.
    lbt_uiterste_datum = models.DateField(null=True, blank=True)
    lbt_afleiding = models.JSONField(default=list, blank=True)
    herstel_gevraagd_op = models.DateField(null=True, blank=True)
    herstel_tot_en_met = models.DateField(null=True, blank=True)
    hersteld_op = models.DateField(null=True, blank=True)
    doorgezonden_op = models.DateField(null=True, blank=True)
    hoorzitting_op = models.DateField(null=True, blank=True)
    lbt_advies_op = models.DateField(null=True, blank=True)
    lbt_advies = models.CharField(max_length=20, choices=Lbtadvies.choices, blank=True)
    verdaagd_op = models.DateField(null=True, blank=True)
    verdaging_weken = models.PositiveSmallIntegerField(default=0)
    verdaging_reden = models.TextField(blank=True)
    bob_verzonden_op = models.DateField(null=True, blank=True)
    beroep_uiterste_datum = models.DateField(null=True, blank=True)
    beroep_afleiding = models.JSONField(default=list, blank=True)
    beroep_ingesteld_op = models.DateField(null=True, blank=True)
    beroep_afloop = models.TextField(blank=True)

    objects = BezwaarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=OPEN_BEZWAAR, afgehandeld_op__isnull=True)
                | ~Q(status__in=OPEN_BEZWAAR) & Q(afgehandeld_op__isnull=False),
                name="tlv_bezwaar_afgehandeld",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BESLIST) & ~Q(uitkomst="") | ~Q(status__in=BESLIST) & Q(uitkomst=""),
                name="tlv_bezwaar_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=BESLIST, bob_verzonden_op__isnull=False, beroep_uiterste_datum__isnull=False
                )
                | ~Q(status__in=BESLIST)
                & Q(bob_verzonden_op__isnull=True, beroep_uiterste_datum__isnull=True),
                name="tlv_bezwaar_beroepstermijn",
            ),
            models.CheckConstraint(
                condition=Q(status=Bezwaarstatus.BIJ_LBT, doorgezonden_op__isnull=False)
                | ~Q(status=Bezwaarstatus.BIJ_LBT),
                name="tlv_bezwaar_doorgezonden",
            ),
            models.CheckConstraint(
                condition=Q(verdaagd_op__isnull=True, verdaging_weken=0)
                | Q(verdaagd_op__isnull=False, verdaging_weken__range=(1, 6)) & ~Q(verdaging_reden=""),
                name="tlv_bezwaar_verdaging",
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
        "lbt_uiterste_datum": "neutraal",
        "lbt_afleiding": "neutraal",
        "herstel_gevraagd_op": "neutraal",
        "herstel_tot_en_met": "neutraal",
        "hersteld_op": "neutraal",
        "doorgezonden_op": "neutraal",
        "hoorzitting_op": "neutraal",
        "lbt_advies_op": "neutraal",
        "lbt_advies": "bijzonder",
        "verdaagd_op": "neutraal",
        "verdaging_weken": "neutraal",
        "verdaging_reden": "bijzonder",
        "bob_verzonden_op": "neutraal",
        "beroep_uiterste_datum": "neutraal",
        "beroep_afleiding": "neutraal",
        "beroep_ingesteld_op": "neutraal",
        "beroep_afloop": "bijzonder",
    }

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.besluit.aanvraag.leerling


class Bezwaardocument(Bestand):
    """A paper of an objection; only the SWV sees it."""

    bezwaar = models.ForeignKey(Bezwaar, on_delete=models.PROTECT, related_name="stukken")
    soort = models.CharField(max_length=16, choices=Bezwaarstuk.choices)

    class Meta(Bestand.Meta):
        pass

    persoonsgegevens = {
        **Bestand.persoonsgegevens,
        "bezwaar": "persoonsgegeven",
        "soort": "neutraal",
    }

    def __str__(self) -> str:
        return f"bezwaardocument {self.pk}"


class Bezwaarbundel(models.Model):
    """A bundle for the LBT that was asked for; its files come from a job."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bezwaar = models.ForeignKey(Bezwaar, on_delete=models.PROTECT, related_name="bundels")
    gevraagd_op = models.DateTimeField()
    gevraagd_door = wie()
    bladen = models.PositiveIntegerField(default=0)
    index = models.JSONField(default=list, blank=True)

    persoonsgegevens = {
        "bezwaar": "persoonsgegeven",
        "gevraagd_door": "persoonsgegeven",
        "bladen": "neutraal",
        "index": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"bezwaarbundel {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.bezwaar.leerling


class Bundelbestand(Bestand):
    """The PDF or the zip of a bundle."""

    bundel = models.ForeignKey(Bezwaarbundel, on_delete=models.PROTECT, related_name="bestanden")

    class Meta(Bestand.Meta):
        pass

    persoonsgegevens = {**Bestand.persoonsgegevens, "bundel": "persoonsgegeven"}

    def __str__(self) -> str:
        return f"bundelbestand {self.pk}"
