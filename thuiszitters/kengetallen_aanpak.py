"""The figures of escalation, advice, vrijstelling and relapse (missie.md PRC-10, PRC-42, NRM-31, NRM-42)."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, DateField, F, Q, QuerySet
from django.db.models.functions import Cast, TruncDate

from swv.kengetallen import (
    Cel,
    Kengetal,
    Kolom,
    Peiling,
    Rijen,
    Scope,
    Verdeling,
    aandeel,
    aantal,
    registreer,
)
from swv.paginaadres import objectadres
from thuiszitters.enums import HERSTELD, NOOIT, Categorie, Klasse, Trede, Vrijstellingsduur
from thuiszitters.kengetallen import EVALUATIE, PROGRAMMA, REGISTER
from thuiszitters.models import Adviesvraag, Escalatiestap, Traject, Vrijstelling
from thuiszitters.models.traject import MaandenLater, TrajectQuerySet
from thuiszitters.selectors.cijfers import thuiszitters, vrijgesteld

JAAR = 12  # months
ONBEKEND = "Onbekend"
DUREN = dict(Vrijstellingsduur.choices)
TREDEN = dict(Trede.choices)
BIJ_TRAJECT = ~Q(traject__uitkomst__in=NOOIT)  # of a row that counts, as `Traject.objects.telt`
Selectie = Callable[[Peiling], QuerySet[Any]]


# --- which rows -----------------------------------------------------------------------------------------------


def _dagen(vraag: Peiling) -> tuple[Any, Any]:
    return vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met


def _van_swv(vraag: Peiling, rijen: QuerySet[Adviesvraag]) -> QuerySet[Adviesvraag]:
    """A request for advice belongs to no school; for one bestuur or school there are none."""
    return rijen if vraag.scope == Scope() else rijen.none()


def adviesvragen(vraag: Peiling) -> QuerySet[Adviesvraag]:
    rijen = Adviesvraag.objects.annotate(gevraagd=TruncDate("gevraagd_op"))
    return _van_swv(vraag, rijen.filter(Q(gevraagd__range=_dagen(vraag))))


def adviezen(vraag: Peiling) -> QuerySet[Adviesvraag]:
    """Given in the calendar quarter, with a term."""
    rijen = Adviesvraag.objects.annotate(
        gevraagd=TruncDate("gevraagd_op"), uitgebracht=TruncDate("uitgebracht_op")
    )
    binnen = rijen.filter(Q(uitgebracht__range=_dagen(vraag)), uiterste_datum__isnull=False)
    return _van_swv(vraag, binnen)


def adviezen_op_tijd(vraag: Peiling) -> QuerySet[Adviesvraag]:
    return adviezen(vraag).filter(Q(uitgebracht__lte=F("uiterste_datum")))


def afgegeven(vraag: Peiling) -> QuerySet[Vrijstelling]:
    """Vrijstellingen 5 onder a that the gemeente gave in the calendar quarter."""
    rijen = Vrijstelling.objects.filter(code=Categorie.VRIJSTELLING_5A, afgegeven_op__range=_dagen(vraag))
    return rijen.filter(BIJ_TRAJECT, vraag.scope.q("traject__school"))


def afgegeven_met_advies(vraag: Peiling) -> QuerySet[Vrijstelling]:
    return afgegeven(vraag).filter(adviesvraag__isnull=False)


def terugwerkend(vraag: Peiling) -> QuerySet[Vrijstelling]:
    return afgegeven(vraag).filter(afgegeven_op__gt=F("vanaf"))


def terugval(vraag: Peiling) -> TrajectQuerySet:
    """At home again within twelve months after the pupil was back in education."""
    jaar_later = Cast(MaandenLater(F("vervolg_op__einddatum"), JAAR), DateField())
    begonnen = Traject.objects.begonnen(vraag.stroom_vanaf, vraag.peildatum).filter(vraag.scope.q("school"))
    eerder = begonnen.filter(vervolg_op__uitkomst__in=HERSTELD).annotate(tot=jaar_later)
    return eerder.filter(eerste_verzuimdag__lte=F("tot"))


def doorgezet(vraag: Peiling) -> QuerySet[Escalatiestap]:
    stappen = Escalatiestap.objects.filter(trede=Trede.DOORZETTINGSMACHT, datum__range=_dagen(vraag))
    return stappen.filter(BIJ_TRAJECT, vraag.scope.q("traject__school"))


# --- what a drill-down shows ----------------------------------------------------------------------------------


def _adviesrijen(selecteer: Selectie) -> Rijen:
    kolommen = (
        Kolom("Adviesvraag", lambda rij: rij.kenmerk),
        Kolom("Leerling", lambda rij: rij.naam),
        Kolom("Gemeente", lambda rij: rij.gemeente),
        Kolom("Gevraagd op", lambda rij: rij.gevraagd),
        Kolom("Stand", lambda rij: rij.get_status_display()),
    )
    met_leerling = lambda vraag: selecteer(vraag).select_related("leerling")  # noqa: E731
    return Rijen(
        met_leerling, kolommen, REGISTER, lambda rij: objectadres("thuiszitters:adviesvraag", rij.sleutel)
    )


def _traject(rij: Any) -> str:
    return objectadres("thuiszitters:traject", rij.traject.sleutel)


def _vrijstellingrijen(selecteer: Selectie) -> Rijen:
    kolommen = (
        Kolom("Traject", lambda rij: rij.traject.kenmerk),
        Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
        Kolom("Ingangsdatum", lambda rij: rij.vanaf),
        Kolom("Afgegeven op", lambda rij: rij.afgegeven_op),
        Kolom("Duur", lambda rij: rij.get_duur_display()),
    )
    met_namen = lambda vraag: selecteer(vraag).select_related("traject__leerling")  # noqa: E731
    return Rijen(met_namen, kolommen, REGISTER, _traject)


def _staprijen(selecteer: Selectie) -> Rijen:
    kolommen = (
        Kolom("Traject", lambda rij: rij.traject.kenmerk),
        Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
        Kolom("Datum", lambda rij: rij.datum),
        Kolom("Stap", lambda rij: rij.naam),
    )
    met_namen = lambda vraag: selecteer(vraag).select_related("traject__leerling")  # noqa: E731
    return Rijen(met_namen, kolommen, REGISTER, _traject)


def _terugvalrijen() -> Rijen:
    kolommen = (
        Kolom("Traject", lambda rij: rij.kenmerk),
        Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
        Kolom("School", lambda rij: rij.school.naam if rij.school else "Geen school"),
        Kolom("Eerder terug op", lambda rij: rij.vervolg_op.einddatum),
        Kolom("Opnieuw thuis sinds", lambda rij: rij.eerste_verzuimdag),
    )
    met_namen = lambda vraag: terugval(vraag).select_related("leerling", "school", "vervolg_op")  # noqa: E731
    return Rijen(met_namen, kolommen, REGISTER, lambda rij: objectadres("thuiszitters:traject", rij.sleutel))


def _aantal(
    code: str, naam: str, definitie: str, bron: str, selecteer: Selectie, rijen: Rijen, **meer: Any
) -> Kengetal:
    return Kengetal(
        f"thuiszitters.{code}",
        naam,
        definitie,
        "aantal",
        bron,
        lambda vraag: aantal(selecteer(vraag).count()),
        rijen,
        **meer,
    )


def _aandeel(
    code: str,
    naam: str,
    definitie: str,
    bron: str,
    delen: tuple[Selectie, Selectie],
    rijen: Rijen,
    **meer: Any,
) -> Kengetal:
    teller, noemer = delen

    def bereken(vraag: Peiling) -> Any:
        goed = teller(vraag).order_by().values("pk")
        som = noemer(vraag).aggregate(boven=Count("pk", filter=Q(pk__in=goed)), onder=Count("pk"))
        return aandeel(som["boven"], som["onder"])

    return Kengetal(f"thuiszitters.{code}", naam, definitie, "percentage", bron, bereken, rijen, **meer)


# --- breakdowns ---------------------------------------------------------------------------------------------------


def _cellen(rijen: Any, namen: dict[str, str] | None = None) -> list[Cel]:
    """The largest first, then by name."""
    paren = [((namen or {}).get(code, code) or ONBEKEND, n) for code, n in rijen]
    return [Cel((naam,), n) for naam, n in sorted(paren, key=lambda paar: (-paar[1], paar[0]))]


def vrijstelling_per_gemeente(vraag: Peiling) -> list[Cel]:
    """The nulmeting: how many pupils of each gemeente are freed under 5 onder a on the peildatum."""
    rijen = vrijgesteld(vraag).order_by().values_list("leerling__gemeente").annotate(n=Count("pk"))
    return _cellen(rijen)


def vrijstelling_per_duur(vraag: Peiling) -> list[Cel]:
    lopend = Vrijstelling.objects.loopt_op(vraag.peildatum).filter(
        BIJ_TRAJECT, vraag.scope.q("traject__school")
    )
    rijen = lopend.filter(code=Klasse.VRIJSTELLING_5A).order_by().values_list("duur").annotate(n=Count("pk"))
    return _cellen(rijen, DUREN)


def per_trede(vraag: Peiling) -> list[Cel]:
    """Thuiszitters by every step of the ladder that was taken on or before the peildatum."""
    ids = thuiszitters(vraag).values("pk")
    stappen = Escalatiestap.objects.filter(traject__in=ids, datum__lte=vraag.peildatum)
    rijen = stappen.order_by().values_list("trede").annotate(n=Count("traject", distinct=True))
    geteld = dict(rijen)
    return [Cel((naam,), geteld[code]) for code, naam in TREDEN.items() if code in geteld]


registreer(
    _aantal(
        "adviesvragen",
        "Adviesvragen van leerplicht",
        "Vragen om advies over een vrijstelling die in het kalenderkwartaal binnenkwamen.",
        EVALUATIE,
        adviesvragen,
        _adviesrijen(adviesvragen),
    ),
    _aandeel(
        "advies_op_tijd",
        "Adviezen op tijd",
        "Aandeel van de adviezen over een vrijstelling in het kalenderkwartaal die binnen de termijn van het profiel "
        "zijn uitgebracht.",
        EVALUATIE,
        (adviezen_op_tijd, adviezen),
        _adviesrijen(adviezen_op_tijd),
        beter="hoger",
    ),
    _aandeel(
        "vrijstelling_met_advies",
        "Vrijstellingen met advies van het SWV",
        "Aandeel van de vrijstellingen 5 onder a die de gemeente in het kalenderkwartaal afgaf, waarbij het "
        "samenwerkingsverband advies gaf.",
        PROGRAMMA,
        (afgegeven_met_advies, afgegeven),
        _vrijstellingrijen(afgegeven_met_advies),
        norm="vrijstelling.betrokken_aandeel",
        beter="hoger",
    ),
    _aantal(
        "vrijstelling_terugwerkend",
        "Vrijstellingen met terugwerkende kracht",
        "Vrijstellingen 5 onder a die in het kalenderkwartaal zijn afgegeven en op een eerdere dag ingingen.",
        EVALUATIE,
        terugwerkend,
        _vrijstellingrijen(terugwerkend),
    ),
    _aantal(
        "terugval",
        "Opnieuw thuis binnen een jaar",
        "Trajecten met de eerste verzuimdag na de vorige peildatum, tot en met de peildatum, van leerlingen die "
        "hoogstens twaalf maanden eerder terug waren in het onderwijs.",
        PROGRAMMA,
        terugval,
        _terugvalrijen(),
        beter="lager",
    ),
    _aantal(
        "doorgezet",
        "Doorzettingsmacht ingezet",
        "Besluiten met doorzettingsmacht in het kalenderkwartaal: een bestuur kreeg de zorgplicht.",
        EVALUATIE,
        doorgezet,
        _staprijen(doorgezet),
    ),
    Verdeling(
        "thuiszitters.vrijstelling_naar_gemeente",
        "Vrijstellingen 5 onder a naar gemeente (nulmeting)",
        ("Gemeente",),
        vrijstelling_per_gemeente,
        EVALUATIE,
        telt="thuiszitters.vrijstelling_5a",
    ),
    Verdeling(
        "thuiszitters.vrijstelling_naar_duur",
        "Vrijstellingen 5 onder a naar duur",
        ("Duur",),
        vrijstelling_per_duur,
        EVALUATIE,
        telt="thuiszitters.vrijstelling_5a",
    ),
    Verdeling(
        "thuiszitters.naar_escalatiestap",
        "Thuiszitters naar stap op de escalatieladder",
        ("Stap",),
        per_trede,
        EVALUATIE,
        deel_van="thuiszitters.stand",
    ),
    module="thuiszitters",
)
