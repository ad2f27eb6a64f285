"""Which requests and decisions a figure of the TLV route counts (architectuur.md B.8).

Each selection takes the question and reads dates, never today's status, so that the stand on a past day
can be asked. Terms are those that were stored when the request ran; nothing is computed again here.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate

from leerlingen.enums import Inschrijvingsoort
from leerlingen.kengetallen import GO, SBO, SO, VSO, einde_van
from leerlingen.models import Inschrijving
from swv.kengetallen import Peiling
from swv.termijnen import maanden_later
from tlv.enums import Adviesstatus, Herstelstatus, Soort, Uitkomst
from tlv.models import (
    Aanvraag,
    Aanvraagtermijn,
    Besluit,
    Bezwaar,
    Deskundigenadvies,
    Herstelverzoek,
    Termijnopschorting,
    Toelaatbaarheidsverklaring,
)
from tlv.verdaging import AWB

SERVICENORM = "tlv.servicenorm"
UITERSTE = "tlv.uiterste_termijn"
EERSTE_BEOORDELING = "tlv.eerste_beoordeling"
TWEE_ADVIEZEN = 2
JONG = 8
DAG = timedelta(days=1)
# A TLV for PrO has no end date, so it is never prolonged (domein.md 1.4).
VERLENGBAAR = {Soort.SBO: SBO, Soort.SO: SO, Soort.VSO: VSO}


def binnen(veld: str, vanaf: date, tot_en_met: date) -> Q:
    """The moments of `veld` on these days in Europe/Amsterdam, as bounds that an index serves."""
    return Q(**{f"{veld}__gte": einde_van(vanaf - DAG), f"{veld}__lt": einde_van(tot_en_met)})


def _in_kwartaal(veld: str, vraag: Peiling) -> Q:
    return binnen(veld, vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)


# --- requests ---------------------------------------------------------------------------------------------------


def ingediend(vraag: Peiling) -> QuerySet[Aanvraag]:
    return Aanvraag.objects.filter(vraag.scope.q("school"), _in_kwartaal("ingediend_op", vraag))


def ingetrokken(vraag: Peiling) -> QuerySet[Aanvraag]:
    return Aanvraag.objects.filter(vraag.scope.q("school"), _in_kwartaal("ingetrokken_op", vraag))


def lopend_op(vraag: Peiling) -> QuerySet[Aanvraag]:
    """Sent in on or before the peildatum, and neither decided nor withdrawn at the end of that day."""
    einde = einde_van(vraag.peildatum)
    return Aanvraag.objects.filter(
        vraag.scope.q("school"),
        Q(besloten_op__isnull=True) | Q(besloten_op__gte=einde),
        Q(ingetrokken_op__isnull=True) | Q(ingetrokken_op__gte=einde),
        ingediend_op__lt=einde,
    )


def teruggevraagd(_vraag: Peiling) -> Exists:
    """Whether the school was asked to complete this request (Awb 4:5)."""
    return Exists(Herstelverzoek.objects.filter(aanvraag=OuterRef("pk")))


def eerst_beoordeeld(vraag: Peiling) -> QuerySet[Aanvraag]:
    """Requests that had their first judgement in the quarter, with the day of it and the last day for it."""
    termijn = Aanvraagtermijn.objects.filter(aanvraag=OuterRef("pk"), norm__code=EERSTE_BEOORDELING)
    rijen = Aanvraag.objects.filter(vraag.scope.q("school")).annotate(
        beoordeeld_op=Subquery(termijn.values("gehaald_op")[:1]),
        uiterlijk=Subquery(termijn.values("uiterste_datum")[:1]),
    )
    return rijen.filter(beoordeeld_op__range=(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met))


# --- decisions --------------------------------------------------------------------------------------------------


def besluiten(vraag: Peiling) -> QuerySet[Besluit]:
    """Decisions taken in the quarter."""
    return Besluit.objects.filter(vraag.scope.q("aanvraag__school"), _in_kwartaal("genomen_op", vraag))


def met_uitkomst(vraag: Peiling, uitkomst: Uitkomst) -> QuerySet[Besluit]:
    return besluiten(vraag).filter(uitkomst=uitkomst)


def is_verlenging() -> Q:
    """The pupil had a TLV of this soort before, or already went to a school of this soort when it applied.

    A first direct start at SO or VSO is asked by the school where the pupil is aangemeld, so that is no
    verlenging (domein.md 1.5).
    """
    eerder = Toelaatbaarheidsverklaring.objects.filter(
        leerling=OuterRef("aanvraag__leerling"),
        soort=OuterRef("aanvraag__soort"),
        besluit__genomen_op__lt=OuterRef("genomen_op"),
    )
    op_school = Inschrijving.objects.filter(
        Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=OuterRef("dag_van_aanvraag")),
        leerling=OuterRef("aanvraag__leerling"),
        school=OuterRef("aanvraag__school"),
        soort=Inschrijvingsoort.INSCHRIJVING,
        vanaf__lte=OuterRef("dag_van_aanvraag"),
    )
    passend = Q(pk__in=[])
    for soort, scholen in VERLENGBAAR.items():
        passend |= Q(aanvraag__soort=soort, aanvraag__school__onderwijssoort__in=[str(s) for s in scholen])
    return Q(Exists(eerder)) | (passend & Q(Exists(op_school)))


def met_dag_van_aanvraag(rijen: QuerySet[Besluit]) -> QuerySet[Any]:
    return rijen.annotate(dag_van_aanvraag=TruncDate("aanvraag__ingediend_op"))


def toegekend_nieuw(vraag: Peiling) -> QuerySet[Any]:
    return met_dag_van_aanvraag(met_uitkomst(vraag, Uitkomst.TOEGEKEND)).exclude(is_verlenging())


def toegekend_verlenging(vraag: Peiling) -> QuerySet[Any]:
    return met_dag_van_aanvraag(met_uitkomst(vraag, Uitkomst.TOEGEKEND)).filter(is_verlenging())


def toegekend_jong(vraag: Peiling) -> QuerySet[Besluit]:
    """Grants for children of eight or younger on the peildatum (missie.md TGT-09)."""
    negen = jaren_eerder(vraag.peildatum, JONG + 1)
    return met_uitkomst(vraag, Uitkomst.TOEGEKEND).filter(aanvraag__leerling__geboortedatum__gt=negen)


def jaren_eerder(op: date, jaren: int) -> date:
    """The last day of birth of who has had this birthday on `op`; 29-02 counts on 01-03 (domein.md 9.2)."""
    return maanden_later(op, -12 * jaren)


def nieuwe_verwijzingen(vraag: Peiling, soort: Soort) -> QuerySet[Any]:
    """First TLV's of one soort, granted in the twelve months through the peildatum and not withdrawn since."""
    vanaf = maanden_later(vraag.peildatum, -12) + DAG
    rijen = Besluit.objects.filter(
        vraag.scope.q("aanvraag__school"),
        binnen("genomen_op", vanaf, vraag.peildatum),
        Q(verklaring__ingetrokken_op__isnull=True) | Q(verklaring__ingetrokken_op__gt=vraag.peildatum),
        uitkomst=Uitkomst.TOEGEKEND,
        aanvraag__soort=soort,
    )
    return met_dag_van_aanvraag(rijen).exclude(is_verlenging())


def geldig_op(vraag: Peiling, soorten: Iterable[Soort] = tuple(Soort)) -> QuerySet[Besluit]:
    """Decisions whose TLV works on the peildatum; what was withdrawn later still worked then."""
    dag = vraag.peildatum
    return Besluit.objects.filter(
        vraag.scope.q("aanvraag__school"),
        Q(verklaring__einddatum__isnull=True) | Q(verklaring__einddatum__gte=dag),
        Q(verklaring__ingetrokken_op__isnull=True) | Q(verklaring__ingetrokken_op__gt=dag),
        genomen_op__lt=einde_van(dag),
        verklaring__ingangsdatum__lte=dag,
        verklaring__soort__in=list(soorten),
    )


def geplaatst_op(vraag: Peiling) -> QuerySet[Besluit]:
    """TLV's for SBO, SO and VSO of pupils who go to such a school on the peildatum (domein.md 6)."""
    return geldig_op(vraag, (Soort.SBO, Soort.SO, Soort.VSO)).filter(Exists(_op_go_school(vraag)))


def binnen_swv(vraag: Peiling) -> Exists:
    """Whether the specialised school of the pupil on the peildatum is one of this SWV."""
    return Exists(_op_go_school(vraag).filter(school__binnen_swv=True))


def _op_go_school(vraag: Peiling) -> QuerySet[Inschrijving]:
    return Inschrijving.objects.op(vraag.peildatum).filter(
        leerling=OuterRef("aanvraag__leerling"),
        soort=Inschrijvingsoort.INSCHRIJVING,
        school__onderwijssoort__in=[str(soort) for soort in GO],
    )


def inhoudelijk(vraag: Peiling) -> QuerySet[Besluit]:
    """Grants and refusals; what was not treated needs no advice (domein.md 1.2)."""
    return besluiten(vraag).filter(uitkomst__in=[Uitkomst.TOEGEKEND, Uitkomst.AFGEWEZEN])


def met_twee_adviezen(rijen: QuerySet[Besluit]) -> QuerySet[Any]:
    adviezen = Deskundigenadvies.objects.filter(
        aanvraag=OuterRef("aanvraag"), status=Adviesstatus.UITGEBRACHT
    )
    per_aanvraag = adviezen.order_by().values("aanvraag").annotate(n=Count("pk")).values("n")
    return rijen.annotate(adviezen=Coalesce(Subquery(per_aanvraag), 0))


def ontvangen_bezwaren(vraag: Peiling) -> QuerySet[Bezwaar]:
    return Bezwaar.objects.filter(
        vraag.scope.q("besluit__aanvraag__school"),
        ontvangen_op__range=(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met),
    )


# --- terms and durations ------------------------------------------------------------------------------------------


def met_termijn(rijen: QuerySet[Besluit], code: str) -> QuerySet[Any]:
    """Only decisions whose request had this term, with `uiterlijk` and the day of the decision."""
    termijn = Aanvraagtermijn.objects.filter(aanvraag=OuterRef("aanvraag"), norm__code=code)
    met_dag = rijen.annotate(
        besloten_dag=TruncDate("genomen_op"), uiterlijk=Subquery(termijn.values("uiterste_datum")[:1])
    )
    return met_dag.filter(uiterlijk__isnull=False)


OP_TIJD = Q(besloten_dag__lte=F("uiterlijk"))


class Dagen(Func):
    """The number of calendar days from the second date to the first, as PostgreSQL subtracts dates."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def met_doorlooptijd(rijen: QuerySet[Besluit]) -> QuerySet[Any]:
    """`doorlooptijd`: calendar days from the startmoment of the norm to the decision, net of opschorting.

    The norm is the service norm of the SWV where the request has that clock, else the Awb term.
    """
    klok = Aanvraagtermijn.objects.filter(
        aanvraag=OuterRef("aanvraag"), norm__code__in=[SERVICENORM, AWB]
    ).order_by(Case(When(norm__code=SERVICENORM, then=Value(0)), default=Value(1)))
    met_begin = rijen.annotate(
        besloten_dag=TruncDate("genomen_op"), begin=Subquery(klok.values("begonnen_op")[:1])
    ).filter(begin__isnull=False)
    return met_begin.annotate(
        doorlooptijd=Dagen(F("besloten_dag"), F("begin"))
        - Coalesce(_stilgestaan(), Value(0))
        - Coalesce(_opgeschort(), Value(0))
    )


def _stilgestaan() -> Subquery:
    """On how many days between its begin and the decision the clock stood still (Awb 4:15).

    The days after the invitation, up to but not including the day of completion; a test holds this to be
    equal to `tlv.beslisdatum.opschortingen`, from which the clocks themselves are computed.
    """
    tot = Case(
        When(status=Herstelstatus.VERLOPEN, then=F("hersteltermijn_tot_en_met")),
        default=TruncDate("afgehandeld_op"),
        output_field=DateField(),
    )
    rijen = Herstelverzoek.objects.filter(aanvraag=OuterRef("aanvraag"), afgehandeld_op__isnull=False)
    met_van = rijen.annotate(
        van=Greatest(TruncDate("gevraagd_op"), OuterRef("begin"), output_field=DateField()), tot=tot
    )
    tussen = Least(Dagen(F("tot"), F("van")) - 1, Dagen(OuterRef("besloten_dag"), F("van")))
    per_verzoek = met_van.annotate(dagen=Greatest(tussen, Value(0)))
    return Subquery(
        per_verzoek.order_by().values("aanvraag").annotate(som=Sum("dagen")).values("som"),
        output_field=IntegerField(),
    )


def _opgeschort() -> Subquery:
    """The days of Awb 4:15 lid 2 between its begin and the decision; never those of an invitation too."""
    rijen = Termijnopschorting.objects.filter(aanvraag=OuterRef("aanvraag"))
    laatste = Least(
        Coalesce(F("tot_en_met"), OuterRef("besloten_dag")),
        OuterRef("besloten_dag"),
        output_field=DateField(),
    )
    tussen = Least(Dagen(F("laatste"), F("vanaf")) + 1, Dagen(F("laatste"), OuterRef("begin")))
    per_rij = rijen.annotate(laatste=laatste).annotate(dagen=Greatest(tussen, Value(0)))
    return Subquery(
        per_rij.order_by().values("aanvraag").annotate(som=Sum("dagen")).values("som"),
        output_field=IntegerField(),
    )
