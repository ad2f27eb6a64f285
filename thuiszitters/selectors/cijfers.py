"""Which rows the figures of the register count; each is a queryset, for the figure and for its list alike."""

from collections.abc import Callable

from django.db.models import (
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, TruncDate

from leerlingen.models import Inschrijving
from swv.kengetallen import Peiling
from swv.models.normen import Eenheid
from swv.normen import normen_op
from thuiszitters.enums import HERSTELD, THUISZITTER, VRIJSTELLINGEN, Feitsoort, Klasse, Oordeel
from thuiszitters.models import Melding, Traject
from thuiszitters.models.traject import MaandenLater, TrajectQuerySet

Trajecten = Callable[[Peiling], TrajectQuerySet]
Meldingen = Callable[[Peiling], QuerySet[Melding]]
EEN_MAAND, TWEE_DAGEN = 1, 2


def register(vraag: Peiling) -> TrajectQuerySet:
    """In the register at the end of the peildatum."""
    return Traject.objects.lopend_op(vraag.peildatum).filter(vraag.scope.q("school"))


def begin(vraag: Peiling) -> TrajectQuerySet:
    return Traject.objects.lopend_op(vraag.vorige_peildatum).filter(vraag.scope.q("school"))


def instroom(vraag: Peiling) -> TrajectQuerySet:
    return Traject.objects.begonnen(vraag.stroom_vanaf, vraag.peildatum).filter(vraag.scope.q("school"))


def uitstroom(vraag: Peiling) -> TrajectQuerySet:
    return Traject.objects.geeindigd(vraag.stroom_vanaf, vraag.peildatum).filter(vraag.scope.q("school"))


def omgezet(vraag: Peiling) -> TrajectQuerySet:
    """In the register at the previous peildatum, and since then in another class."""
    rijen = begin(vraag).met_klasse(vraag.vorige_peildatum, naam="toen").met_klasse(vraag.peildatum)
    return rijen.exclude(Q(toen=F("klasse")))


def in_klasse(*klassen: Klasse) -> Trajecten:
    def selecteer(vraag: Peiling) -> TrajectQuerySet:
        return register(vraag).in_klasse(vraag.peildatum, [klasse.value for klasse in klassen])

    return selecteer


thuiszitters = in_klasse(*THUISZITTER)
vrijgesteld = in_klasse(Klasse.VRIJSTELLING_5A)


def hersteld(vraag: Peiling) -> TrajectQuerySet:
    """Back in education: the end falls in the calendar quarter. Who only threatened to stay home never left."""
    rijen = Traject.objects.geeindigd(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    gekozen = rijen.filter(vraag.scope.q("school"), uitkomst__in=HERSTELD).met_klasse(
        vraag.kwartaal.tot_en_met
    )
    return gekozen.exclude(Q(klasse=Klasse.DREIGEND))


def verklaarbaar(vraag: Peiling) -> TrajectQuerySet:
    rijen = thuiszitters(vraag)
    return rijen.met_feit(Feitsoort.OORDEEL, vraag.peildatum, code=Oordeel.VERKLAARBAAR)


def zonder_aanbod(vraag: Peiling) -> TrajectQuerySet:
    """Thuiszitters for whom nothing fitting was offered within three months of the first day."""
    rijen = thuiszitters(vraag).langer_dan_3_maanden(vraag.peildatum)
    return rijen.zonder_feit(Feitsoort.AANBOD, vraag.peildatum)


def nooit_op_school(vraag: Peiling) -> TrajectQuerySet:
    """Freed under 5 onder a without having been at any school before the peildatum."""
    ooit = Inschrijving.objects.filter(leerling=OuterRef("leerling"), vanaf__lte=vraag.peildatum)
    return vrijgesteld(vraag).filter(~Exists(ooit))


def nieuwe_vrijstellingen(vraag: Peiling) -> TrajectQuerySet:
    """Freed under 5 onder a since the previous peildatum, and still in the register."""
    eerder = Q(eerste_verzuimdag__lte=vraag.vorige_peildatum, toen=Klasse.VRIJSTELLING_5A)
    rijen = vrijgesteld(vraag).met_klasse(vraag.vorige_peildatum, naam="toen")
    return rijen.exclude(eerder)


def meldingen(vraag: Peiling) -> QuerySet[Melding]:
    """Reported in the calendar quarter, whatever became of it."""
    dagen = (vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    rijen = Melding.objects.annotate(gemeld=TruncDate("gemeld_op"))
    return rijen.filter(vraag.scope.q("school"), Q(gemeld__range=dagen))


def op_tijd_gemeld(vraag: Peiling) -> QuerySet[Melding]:
    dagen = _termijn("thuiszitter.melding", Eenheid.DAGEN, TWEE_DAGEN, vraag)
    uiterlijk = ExpressionWrapper(F("geconstateerd_op") + Value(dagen), DateField())
    return meldingen(vraag).filter(Q(gemeld__lte=uiterlijk))


def maand_voorbij(vraag: Peiling) -> TrajectQuerySet:
    """Trajecten whose month after the first report ended in the calendar quarter; vrijstellingen do not count."""
    maanden = _termijn("thuiszitter.terug_naar_school", Eenheid.MAANDEN, EEN_MAAND, vraag)
    eerste = Melding.objects.filter(traject=OuterRef("pk")).order_by().values("traject")
    gemeld = Subquery(eerste.annotate(dag=Min(TruncDate("gemeld_op"))).values("dag"))
    rijen = Traject.objects.telt().exclude(categorieen__categorie__in=VRIJSTELLINGEN).annotate(gemeld=gemeld)
    uiterlijk = Cast(MaandenLater(F("gemeld"), maanden), DateField())
    dagen = (vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return rijen.filter(vraag.scope.q("school")).annotate(uiterlijk=uiterlijk).filter(uiterlijk__range=dagen)


def op_tijd_terug(vraag: Peiling) -> TrajectQuerySet:
    return maand_voorbij(vraag).filter(uitkomst__in=HERSTELD, einddatum__lte=F("uiterlijk"))


def _termijn(code: str, eenheid: Eenheid, anders: int, vraag: Peiling) -> int:
    """The term of the profile on the peildatum; where it gives none, the one the figure is named after."""
    norm = normen_op(vraag.peildatum).get(code)
    return int(norm.waarde) if norm is not None and norm.eenheid == eenheid else anders
