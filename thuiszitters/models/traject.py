"""The row of the register: one pupil at home, from the first day until the end."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, Func, OuterRef, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from leerlingen.models import Leerling
from swv.models import Datumbereik, Gebruiker, School
from swv.rollen import Bereik
from thuiszitters.duur import MAANDEN, VIER_WEKEN
from thuiszitters.enums import (
    NOOIT,
    Categorie,
    Duur,
    Klasse,
    Trajectstatus,
    Uitkomst,
)
from thuiszitters.models.kolommen import gepaard, loopt_op, wie

# In Python as `Traject.telt`.
TELT = ~Q(uitkomst__in=NOOIT)


class TrajectQuerySet(models.QuerySet["Traject"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "TrajectQuerySet":
        """The register is of the SWV; a school follows its own report (`Melding.zichtbaar_voor`).

        So nobody can read from it that a pupil is known elsewhere (architectuur.md B.6).
        """
        return self if user.heeft_bereik(Bereik.SWV) else self.none()

    def lopend(self) -> "TrajectQuerySet":
        return self.filter(status=Trajectstatus.LOPEND)

    def telt(self) -> "TrajectQuerySet":
        """Without the rows of which was decided afterwards that they never were one: they count nowhere."""
        return self.filter(TELT)

    def lopend_op(self, dag: date) -> "TrajectQuerySet":
        """In the register at the end of `dag`: begun, and not ended on or before that day."""
        return (
            self.telt()
            .filter(eerste_verzuimdag__lte=dag)
            .filter(Q(einddatum__isnull=True) | Q(einddatum__gt=dag))
        )

    def begonnen(self, vanaf: date, tot_en_met: date) -> "TrajectQuerySet":
        """Instroom: the first day falls in these days."""
        return self.telt().filter(eerste_verzuimdag__range=(vanaf, tot_en_met))

    def geeindigd(self, vanaf: date, tot_en_met: date) -> "TrajectQuerySet":
        """Uitstroom: the end falls in these days."""
        return self.telt().filter(einddatum__range=(vanaf, tot_en_met))

    def met_klasse(self, dag: date, *, naam: str = "klasse") -> "TrajectQuerySet":
        """Annotate categorie, since when, and the class on `dag`, or at the end when that came first.

        Every traject has one categorie a day; `naam` is the name of the class and the prefix of the rest.
        """
        periode = f"{naam}_periode"
        rijen = self.annotate(
            **{periode: FilteredRelation("categorieen", condition=loopt_op(dag, pad="categorieen__"))}
        )
        return rijen.alias(**{f"{naam}_peil": _peil(dag)}).annotate(
            **{
                f"{naam}_categorie": F(f"{periode}__categorie"),
                f"{naam}_vanaf": F(f"{periode}__vanaf"),
                naam: _klasse(periode, f"{naam}_peil"),
            }
        )

    def in_klasse(self, dag: date, klassen: Collection[str]) -> "TrajectQuerySet":
        """In the register at the end of `dag` in one of these classes."""
        return self.lopend_op(dag).met_klasse(dag).filter(Q(klasse__in=klassen))

    def met_duur(self, dag: date) -> "TrajectQuerySet":
        """Annotate how long the pupil is at home on `dag`, or was at the end when that came first."""
        return self.alias(duur_peil=_peil(dag)).annotate(
            duur=Case(
                When(_korter("eerste_verzuimdag", "duur_peil"), then=Value(Duur.KORT.value)),
                When(_hoogstens("eerste_verzuimdag", "duur_peil"), then=Value(Duur.MIDDEN.value)),
                default=Value(Duur.LANG.value),
            )
        )

    def langer_dan_3_maanden(self, dag: date) -> "TrajectQuerySet":
        return self.met_duur(dag).filter(Q(duur=Duur.LANG))

    def met_feit(self, soort: str, dag: date, *, code: str = "") -> "TrajectQuerySet":
        return self.filter(_feit_op(soort, dag, code))

    def zonder_feit(self, soort: str, dag: date) -> "TrajectQuerySet":
        return self.filter(~_feit_op(soort, dag, ""))


def _feit_op(soort: str, dag: date, code: str) -> Exists:
    feiten = apps.get_model("thuiszitters", "Feit").objects  # a fact knows its traject, not the reverse
    rijen = feiten.filter(loopt_op(dag), traject=OuterRef("pk"), soort=soort)
    return Exists(rijen.filter(code=code) if code else rijen)


class MaandenLater(Func):
    """Calendar months on, the last day of a shorter month: as `swv.termijnen.maanden_later`."""

    template = "(%(expressions)s + make_interval(months => %(maanden)d))"
    output_field = models.DateTimeField()

    def __init__(self, datum: Any, maanden: int) -> None:
        super().__init__(datum, maanden=int(maanden))


def _peil(dag: date) -> Case:
    """The day itself, or the end of the traject when that came first."""
    return Case(
        When(einddatum__lt=dag, then="einddatum"), default=Value(dag), output_field=models.DateField()
    )


def _korter(vanaf: str, peil: str) -> Q:
    """Shorter than four weeks, from a date column until another."""
    return Q(**{f"{vanaf}__gt": F(peil) - Value(VIER_WEKEN)})


def _hoogstens(vanaf: str, peil: str) -> Q:
    """At most three calendar months: exactly three still counts (architectuur.md B.8)."""
    return Q(GreaterThanOrEqual(MaandenLater(F(vanaf), MAANDEN), F(peil)))


def _klasse(periode: str, peil: str) -> Case:
    relatief = Q(**{f"{periode}__categorie": Categorie.RELATIEF})
    return Case(
        When(relatief & _korter(f"{periode}__vanaf", peil), then=Value(Klasse.VERZUIM_KORT.value)),
        When(relatief & _hoogstens(f"{periode}__vanaf", peil), then=Value(Klasse.LRV_KORT.value)),
        When(relatief, then=Value(Klasse.LRV_LANG.value)),
        default=F(f"{periode}__categorie"),
        output_field=models.CharField(),
    )


class Traject(models.Model):
    """One stay in the register. It is never removed; who falls out again gets a new one that follows it.

    `einddatum` is the first day on which the pupil is no longer at home.
    """

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kenmerk = models.CharField(max_length=20, unique=True)
    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="thuiszittrajecten")
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="thuiszittrajecten"
    )
    status = models.CharField(max_length=12, choices=Trajectstatus.choices, default=Trajectstatus.LOPEND)
    eerste_verzuimdag = models.DateField()
    regiehouder = wie(null=False, blank=False, related_name="regietrajecten")
    vervolg_op = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="vervolgen"
    )
    geopend_op = models.DateTimeField()
    geopend_door = wie()
    einddatum = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=16, choices=Uitkomst.choices, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = wie()
    # The earliest clock that still runs, kept by the service that computes the clocks.
    eerstvolgende_datum = models.DateField(null=True, blank=True)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "eerste_verzuimdag", "id"], name="thuiszitters_traject_lijst"),
            models.Index(fields=["eerste_verzuimdag", "id"], name="thuiszitters_traject_begin"),
            models.Index(fields=["einddatum", "id"], name="thuiszitters_traject_einde"),
            models.Index(fields=["school", "-id"], name="thuiszitters_traject_school"),
            models.Index(
                fields=["regiehouder", "eerstvolgende_datum", "id"],
                condition=Q(status="lopend"),
                name="thuiszitters_traject_werk",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Trajectstatus.values), name="thuiszitters_traject_status"
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="") | Q(uitkomst__in=Uitkomst.values),
                name="thuiszitters_traject_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Trajectstatus.LOPEND,
                    einddatum__isnull=True,
                    afgesloten_op__isnull=True,
                    uitkomst="",
                )
                | Q(status=Trajectstatus.AFGESLOTEN, einddatum__isnull=False, afgesloten_op__isnull=False)
                & ~Q(uitkomst=""),
                name="thuiszitters_traject_afgesloten",
            ),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("eerste_verzuimdag")),
                name="thuiszitters_traject_periode",
            ),
            models.CheckConstraint(condition=gepaard("afgesloten"), name="thuiszitters_traject_wie_wanneer"),
            models.CheckConstraint(
                condition=Q(vervolg_op__isnull=True) | ~Q(vervolg_op=F("id")),
                name="thuiszitters_traject_vervolg",
            ),
            # A pupil is in the register at most once on any day, so trajecten count pupils.
            ExclusionConstraint(
                name="thuiszitters_traject_een_tegelijk",
                condition=TELT,
                expressions=[
                    (F("leerling"), RangeOperators.EQUAL),
                    (
                        Datumbereik(
                            "eerste_verzuimdag",
                            "einddatum",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=False),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    persoonsgegevens = {
        "kenmerk": "persoonsgegeven",
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "eerste_verzuimdag": "persoonsgegeven",
        "regiehouder": "persoonsgegeven",
        "vervolg_op": "persoonsgegeven",
        "geopend_door": "persoonsgegeven",
        "einddatum": "persoonsgegeven",
        "uitkomst": "bijzonder",
        "afgesloten_door": "persoonsgegeven",
        "eerstvolgende_datum": "neutraal",
    }

    def __str__(self) -> str:
        return self.kenmerk

    @property
    def telt(self) -> bool:
        """Whether this row counts: not when it was decided afterwards that it never was one."""
        return self.uitkomst not in NOOIT

    def dagen_op(self, dag: date) -> int:
        """Days at home until `dag`, or until the end when that came first."""
        return (min(dag, self.einddatum or dag) - self.eerste_verzuimdag).days
