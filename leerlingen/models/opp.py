"""The ontwikkelingsperspectief (OPP) of one pupil at one school; what it says is in its versions.

WPO artikel 40a, WEC artikel 41a, WVO 2020 artikel 2.44; domein.md section 2.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from leerlingen.enums import Gehoord, Instemming, Oppadviesstatus, Oppstatus, Oppversiesoort, Oppversiestatus
from leerlingen.models.kolommen import gepaard, wie
from leerlingen.models.leerling import Leerling
from leerlingen.models.oppadvies import Oppadvies
from leerlingen.models.oppversie import INHOUD, Oppversie
from swv.models import Gebruiker, Norm, School
from swv.rollen import Bereik

S = Oppstatus
GETELD = [Oppversiesoort.VASTSTELLING, Oppversiesoort.EVALUATIE]  # each of these begins a new school year


class OppQuerySet(models.QuerySet["Opp"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "OppQuerySet":
        """A school: what it made itself, also after the pupil left (architectuur.md B.6).

        SWV staff: every OPP that was vastgesteld, and a draft on which a school asked for advice.
        """
        if user.heeft_bereik(Bereik.SWV):
            gevraagd = Oppadvies.objects.exclude(status=Oppadviesstatus.INGETROKKEN)
            return self.filter(~Q(status=S.CONCEPT) | Exists(gevraagd.filter(opp=OuterRef("pk"))))
        return self.filter(school_id__in=user.school_ids)

    def lopend(self) -> "OppQuerySet":
        return self.filter(status=S.LOPEND)

    def open(self) -> "OppQuerySet":
        """In the making or running: at most one of these per pupil and school."""
        return self.filter(status__in=[S.CONCEPT, S.LOPEND])

    def liep_op(self, dag: date) -> "OppQuerySet":
        """Vastgesteld on `dag` or before, and not ended before it; both bounds are inclusive."""
        return self.filter(opgesteld_op__lte=dag).filter(Q(einde__isnull=True) | Q(einde__gte=dag))

    def opgesteld_tussen(self, vanaf: date, tot_en_met: date) -> "OppQuerySet":
        return self.filter(opgesteld_op__range=(vanaf, tot_en_met))

    def op_tijd_opgesteld(self) -> "OppQuerySet":
        """Made on the last day of the term or before it; without a norm there is no term."""
        return self.filter(opgesteld_op__lte=F("opstellen_uiterlijk"))

    def met_instemming_op(self, dag: date) -> "OppQuerySet":
        """The version in force on `dag` had the agreement of the parents that day."""
        return self.annotate(
            instemming_toen=Subquery(_in_werking(dag).values("instemming")[:1]),
            instemming_toen_op=Subquery(_in_werking(dag).values("instemming_op")[:1]),
        ).filter(instemming_toen=Instemming.INSTEMMING, instemming_toen_op__lte=dag)

    def gehoord_op(self, dag: date) -> "OppQuerySet":
        """For the version in force on `dag` the pupil was heard, or had the chance and did not want it."""
        toen = Subquery(_in_werking(dag).values("gehoord")[:1])
        return self.annotate(gehoord_toen=toen).filter(gehoord_toen__in=[Gehoord.JA, Gehoord.AFGEZIEN])

    def evaluatie_op_tijd_op(self, dag: date) -> "OppQuerySet":
        """The last day for the next evaluation, as it was on `dag`, was not over."""
        laatste = _versies(dag).filter(soort__in=GETELD).values("volgende_evaluatie")[:1]
        return self.annotate(evaluatie_toen=Subquery(laatste)).filter(evaluatie_toen__gte=dag)

    def in_rod_op(self, dag: date) -> "OppQuerySet":
        """Registered in ROD on `dag` or before."""
        return self.filter(rod_gemeld_op__lte=dag)

    def rod_klopt_niet(self) -> "OppQuerySet":
        """What the school still has to do in ROD: not in it, another begin, or the end is missing or differs."""
        begin = Q(rod_gemeld_op__isnull=True) | ~Q(rod_begin=F("ingang"))
        einde = Q(status=S.BEEINDIGD) & (Q(rod_einde__isnull=True) | ~Q(rod_einde=F("einde")))
        return self.exclude(status=S.CONCEPT).filter(begin | einde)


def _versies(dag: date) -> QuerySet[Oppversie]:
    """The versions of the outer OPP that were there on `dag`, the latest first."""
    rijen = Oppversie.objects.filter(opp=OuterRef("pk"), status=Oppversiestatus.VASTGESTELD, datum__lte=dag)
    return rijen.order_by("-datum", "-nummer")


def _in_werking(dag: date) -> QuerySet[Oppversie]:
    return _versies(dag).filter(soort__in=INHOUD)


class Opp(models.Model):
    """One OPP from its first word to its end, with both clocks and what is in ROD of it."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="opps")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="opps")
    status = models.CharField(max_length=10, choices=S.choices, default=S.CONCEPT)
    ingang = models.DateField(null=True, blank=True)
    opgesteld_op = models.DateField(null=True, blank=True)
    einde = models.DateField(null=True, blank=True)
    # The version in force: the last vaststelling or bijstelling.
    huidige = models.ForeignKey(
        "leerlingen.Oppversie", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    norm = models.ForeignKey(Norm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opstellen_vanaf = models.DateField()
    opstellen_uiterlijk = models.DateField(null=True, blank=True)
    opstellen_afleiding = models.JSONField(default=list, blank=True)
    evaluatie_uiterlijk = models.DateField(null=True, blank=True)
    evaluatie_afleiding = models.JSONField(default=list, blank=True)

    # ROD knows of an OPP only its begin and its end (domein.md 2).
    rod_gemeld_op = models.DateField(null=True, blank=True)
    rod_begin = models.DateField(null=True, blank=True)
    rod_einde = models.DateField(null=True, blank=True)

    begonnen_op = models.DateTimeField()
    begonnen_door = wie()
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = wie()
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    beeindigd_door = wie()
    versie = models.PositiveIntegerField(default=1)

    objects = OppQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["school", "status", "evaluatie_uiterlijk"], name="leerlingen_opp_school"),
            models.Index(fields=["leerling", "-id"], name="leerlingen_opp_leerling"),
            models.Index(
                fields=["evaluatie_uiterlijk", "id"],
                condition=Q(status=S.LOPEND),
                name="leerlingen_opp_te_evalueren",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=S.values), name="leerlingen_opp_status"),
            models.UniqueConstraint(
                fields=["leerling", "school"],
                condition=Q(status__in=[S.CONCEPT, S.LOPEND]),
                name="leerlingen_opp_een_open",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=S.CONCEPT,
                    ingang__isnull=True,
                    opgesteld_op__isnull=True,
                    huidige__isnull=True,
                    vastgesteld_op__isnull=True,
                )
                | Q(
                    status__in=[S.LOPEND, S.BEEINDIGD],
                    ingang__isnull=False,
                    opgesteld_op__isnull=False,
                    huidige__isnull=False,
                    vastgesteld_op__isnull=False,
                ),
                name="leerlingen_opp_vastgesteld",
            ),
            models.CheckConstraint(
                condition=Q(status=S.BEEINDIGD, einde__isnull=False, beeindigd_op__isnull=False)
                | (~Q(status=S.BEEINDIGD) & Q(einde__isnull=True, beeindigd_op__isnull=True)),
                name="leerlingen_opp_beeindigd",
            ),
            models.CheckConstraint(
                condition=Q(einde__isnull=True)
                | (Q(einde__gte=F("ingang")) & Q(einde__gte=F("opgesteld_op"))),
                name="leerlingen_opp_periode",
            ),
            models.CheckConstraint(
                condition=Q(norm__isnull=True, opstellen_uiterlijk__isnull=True)
                | Q(
                    norm__isnull=False,
                    opstellen_uiterlijk__isnull=False,
                    opstellen_uiterlijk__gte=F("opstellen_vanaf"),
                ),
                name="leerlingen_opp_klok",
            ),
            models.CheckConstraint(
                condition=Q(status=S.LOPEND) | Q(evaluatie_uiterlijk__isnull=True),
                name="leerlingen_opp_evaluatie",
            ),
            models.CheckConstraint(
                condition=Q(rod_gemeld_op__isnull=True, rod_begin__isnull=True, rod_einde__isnull=True)
                | Q(rod_gemeld_op__isnull=False, rod_begin__isnull=False),
                name="leerlingen_opp_rod",
            ),
            models.CheckConstraint(
                condition=Q(rod_einde__isnull=True) | Q(rod_einde__gte=F("rod_begin")),
                name="leerlingen_opp_rod_periode",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.CONCEPT) | Q(rod_gemeld_op__isnull=True),
                name="leerlingen_opp_rod_na_vaststelling",
            ),
            models.CheckConstraint(
                condition=gepaard("vastgesteld") & gepaard("beeindigd"), name="leerlingen_opp_wie_wanneer"
            ),
        ]

    persoonsgegevens = {
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "ingang": "persoonsgegeven",
        "opgesteld_op": "persoonsgegeven",
        "einde": "persoonsgegeven",
        "huidige": "neutraal",
        "norm": "neutraal",
        "opstellen_vanaf": "persoonsgegeven",
        "opstellen_uiterlijk": "neutraal",
        "opstellen_afleiding": "neutraal",
        "evaluatie_uiterlijk": "neutraal",
        "evaluatie_afleiding": "neutraal",
        "rod_gemeld_op": "neutraal",
        "rod_begin": "persoonsgegeven",
        "rod_einde": "persoonsgegeven",
        "begonnen_door": "persoonsgegeven",
        "vastgesteld_door": "persoonsgegeven",
        "beeindigd_door": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"OPP {self.pk}"
