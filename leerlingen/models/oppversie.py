"""One version of an OPP: vaststelling, bijstelling, evaluatie or einde. What was vastgesteld is never overwritten."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leerlingen.enums import (
    Eindereden,
    Evaluatieuitkomst,
    Gehoord,
    Instemming,
    Oppadviesstatus,
    Oppversiesoort,
    Oppversiestatus,
    Oppvorm,
    Toestemming,
)
from leerlingen.models.dossierdocument import Dossierdocument
from leerlingen.models.kolommen import gepaard, precies_bij, wie
from leerlingen.models.leerling import Leerling
from leerlingen.models.oppadvies import Oppadvies
from swv.models import Gebruiker
from swv.rollen import Bereik

V = Oppversiesoort
KLAAR = Q(status=Oppversiestatus.VASTGESTELD)
INHOUD = [V.VASTSTELLING, V.BIJSTELLING]  # the versions that hold a whole OPP
DRAAGT_INHOUD = Q(soort__in=INHOUD)


def _klaar(soort: Q, eis: Q) -> Q:
    """Once vastgesteld, a version of this kind meets `eis`; a draft may still be half."""
    return ~KLAAR | ~soort | eis


class OppversieQuerySet(models.QuerySet["Oppversie"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "OppversieQuerySet":
        """As the OPP; SWV staff see a draft only where the school asked for advice on it."""
        if user.heeft_bereik(Bereik.SWV):
            gevraagd = Oppadvies.objects.exclude(status=Oppadviesstatus.INGETROKKEN)
            return self.filter(KLAAR | Exists(gevraagd.filter(opp=OuterRef("opp"))))
        return self.filter(opp__school_id__in=user.school_ids)

    def vastgesteld(self) -> "OppversieQuerySet":
        return self.filter(KLAAR)

    def concept(self) -> "OppversieQuerySet":
        return self.filter(status=Oppversiestatus.CONCEPT)


class Oppversie(models.Model):
    """The mandatory parts of an OPP (domein.md 2), as a short form or as a document with its key dates."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opp = models.ForeignKey("leerlingen.Opp", on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12, choices=V.choices)
    status = models.CharField(max_length=12, choices=Oppversiestatus.choices, default=Oppversiestatus.CONCEPT)
    # The day of the OPP itself: vastgesteld, bijgesteld, evaluated or ended on.
    datum = models.DateField(null=True, blank=True)
    ingang = models.DateField(null=True, blank=True)

    vorm = models.CharField(max_length=10, choices=Oppvorm.choices, blank=True)
    document = models.ForeignKey(
        Dossierdocument, null=True, blank=True, on_delete=models.PROTECT, related_name="oppversies"
    )
    uitstroombestemming = models.CharField(max_length=160, blank=True)
    belemmerend = models.TextField(blank=True)
    bevorderend = models.TextField(blank=True)
    begeleiding = models.TextField(blank=True)
    afwijkingen = models.TextField(blank=True)

    gehoord = models.CharField(max_length=10, choices=Gehoord.choices, blank=True)
    gehoord_hoe = models.TextField(blank=True)
    inbreng = models.TextField(blank=True)
    inbreng_effect = models.TextField(blank=True)
    terugkoppeling_op = models.DateField(null=True, blank=True)

    oogo_op = models.DateField(null=True, blank=True)
    instemming = models.CharField(max_length=16, choices=Instemming.choices, default=Instemming.NIET_GEVRAAGD)
    instemming_op = models.DateField(null=True, blank=True)
    zienswijze = models.TextField(blank=True)
    toestemming = models.CharField(
        max_length=14, choices=Toestemming.choices, default=Toestemming.NIET_GEVRAAGD
    )
    toestemming_op = models.DateField(null=True, blank=True)

    uitkomst = models.CharField(max_length=12, choices=Evaluatieuitkomst.choices, blank=True)
    eindereden = models.CharField(max_length=20, choices=Eindereden.choices, blank=True)
    toelichting = models.TextField(blank=True)
    volgende_evaluatie = models.DateField(null=True, blank=True)

    begonnen_op = models.DateTimeField()
    begonnen_door = wie()
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = wie()
    versie = models.PositiveIntegerField(default=1)

    objects = OppversieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opp", "nummer"], name="leerlingen_oppversie_nummer"),
            models.UniqueConstraint(
                fields=["opp"],
                condition=Q(status=Oppversiestatus.CONCEPT) & DRAAGT_INHOUD,
                name="leerlingen_oppversie_een_concept",
            ),
            models.CheckConstraint(condition=Q(soort__in=V.values), name="leerlingen_oppversie_soort"),
            models.CheckConstraint(
                condition=Q(status__in=Oppversiestatus.values), name="leerlingen_oppversie_status"
            ),
            models.CheckConstraint(
                condition=precies_bij("vastgesteld", status=Oppversiestatus.VASTGESTELD)
                & gepaard("vastgesteld"),
                name="leerlingen_oppversie_wie_wanneer",
            ),
            models.CheckConstraint(
                condition=~KLAAR | Q(datum__isnull=False), name="leerlingen_oppversie_datum"
            ),
            models.CheckConstraint(
                condition=_klaar(Q(soort=V.VASTSTELLING), Q(ingang__isnull=False)),
                name="leerlingen_oppversie_ingang",
            ),
            models.CheckConstraint(
                condition=_klaar(
                    DRAAGT_INHOUD,
                    Q(vorm=Oppvorm.DOCUMENT, document__isnull=False)
                    | Q(
                        vorm=Oppvorm.FORMULIER,
                        document__isnull=True,
                        uitstroombestemming__gt="",
                        belemmerend__gt="",
                        bevorderend__gt="",
                        begeleiding__gt="",
                    ),
                ),
                name="leerlingen_oppversie_onderdelen",
            ),
            models.CheckConstraint(
                condition=_klaar(DRAAGT_INHOUD, Q(gehoord__in=Gehoord.values, gehoord_hoe__gt="")),
                name="leerlingen_oppversie_gehoord",
            ),
            models.CheckConstraint(
                condition=_klaar(
                    DRAAGT_INHOUD & Q(gehoord=Gehoord.JA), Q(inbreng__gt="", inbreng_effect__gt="")
                ),
                name="leerlingen_oppversie_inbreng",
            ),
            models.CheckConstraint(
                condition=Q(instemming__in=Instemming.values)
                & (
                    ~KLAAR
                    | Q(instemming=Instemming.NIET_GEVRAAGD, instemming_op__isnull=True)
                    | (~Q(instemming=Instemming.NIET_GEVRAAGD) & Q(instemming_op__isnull=False))
                ),
                name="leerlingen_oppversie_instemming",
            ),
            models.CheckConstraint(
                condition=_klaar(Q(instemming=Instemming.GEEN_INSTEMMING), Q(zienswijze__gt="")),
                name="leerlingen_oppversie_zienswijze",
            ),
            models.CheckConstraint(
                condition=Q(toestemming__in=Toestemming.values)
                & (
                    ~KLAAR
                    | Q(toestemming=Toestemming.NIET_GEVRAAGD, toestemming_op__isnull=True)
                    | (~Q(toestemming=Toestemming.NIET_GEVRAAGD) & Q(toestemming_op__isnull=False))
                ),
                name="leerlingen_oppversie_toestemming",
            ),
            models.CheckConstraint(
                condition=_klaar(
                    Q(soort=V.EVALUATIE), Q(uitkomst__in=Evaluatieuitkomst.values, toelichting__gt="")
                )
                & (Q(soort=V.EVALUATIE) | Q(uitkomst="")),
                name="leerlingen_oppversie_evaluatie",
            ),
            models.CheckConstraint(
                condition=_klaar(Q(soort=V.EINDE), Q(eindereden__in=Eindereden.values))
                & (Q(soort=V.EINDE) | Q(eindereden="")),
                name="leerlingen_oppversie_einde",
            ),
        ]

    persoonsgegevens = {
        "opp": "persoonsgegeven",
        "nummer": "neutraal",
        "soort": "neutraal",
        "datum": "persoonsgegeven",
        "ingang": "persoonsgegeven",
        "vorm": "neutraal",
        "document": "persoonsgegeven",
        "uitstroombestemming": "bijzonder",
        "belemmerend": "bijzonder",
        "bevorderend": "bijzonder",
        "begeleiding": "bijzonder",
        "afwijkingen": "bijzonder",
        "gehoord": "persoonsgegeven",
        "gehoord_hoe": "bijzonder",
        "inbreng": "bijzonder",
        "inbreng_effect": "bijzonder",
        "terugkoppeling_op": "persoonsgegeven",
        "oogo_op": "persoonsgegeven",
        "instemming": "persoonsgegeven",
        "instemming_op": "persoonsgegeven",
        "zienswijze": "bijzonder",
        "toestemming": "persoonsgegeven",
        "toestemming_op": "persoonsgegeven",
        "uitkomst": "bijzonder",
        "eindereden": "bijzonder",
        "toelichting": "bijzonder",
        "volgende_evaluatie": "neutraal",
        "begonnen_door": "persoonsgegeven",
        "vastgesteld_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"OPP-versie {self.pk}"

    @property
    def leerling(self) -> Leerling:
        """Whom it is about, for the trails."""
        return self.opp.leerling
