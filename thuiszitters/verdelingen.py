"""Breakdowns of the register on the peildatum, each one query; small cells are suppressed by who shows them."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Func, IntegerField, Q, Value

from swv.enums import Onderwijssoort
from swv.kengetallen import Balans, Cel, Peiling, Verdeling
from thuiszitters.enums import THUISZITTER, Belemmering, Duur, Feitsoort, Klasse
from thuiszitters.enums import Uitkomst as Einde
from thuiszitters.models import Feit, Traject
from thuiszitters.models.kolommen import loopt_op
from thuiszitters.models.traject import TrajectQuerySet

KLASSEN = dict(Klasse.choices)
DUREN = dict(Duur.choices)
SOORTEN = dict(Onderwijssoort.choices)
EINDEN = dict(Einde.choices)
BELEMMERINGEN = dict(Belemmering.choices)
ONBEKEND, GEEN_SCHOOL = "Onbekend", "Geen school"
VERSIE = 2  # 2: without who afterwards was never one
VERLOOP = ("Begin", "Instroom", "Omgezet hierheen", "Omgezet hieruit", "Uitstroom", "Eind")


class Jaren(Func):
    """Full years between two dates, as `swv.termijnen.leeftijd` counts them."""

    template = "EXTRACT(YEAR FROM age(%(expressions)s))::int"
    output_field = IntegerField()


def _thuiszitters(vraag: Peiling) -> TrajectQuerySet:
    rijen = Traject.objects.in_klasse(vraag.peildatum, [klasse.value for klasse in THUISZITTER])
    return rijen.filter(vraag.scope.q("school"))


def _register(vraag: Peiling) -> TrajectQuerySet:
    return Traject.objects.lopend_op(vraag.peildatum).filter(vraag.scope.q("school"))


def _cellen(paren: Iterable[tuple[str, int]], volgorde: Iterable[str] = ()) -> list[Cel]:
    """In the given order; without one the largest first, then by name."""
    telling: Counter[str] = Counter()
    for label, aantal in paren:
        telling[label] += aantal
    if vast := list(volgorde):
        return [Cel((label,), telling[label]) for label in vast if telling[label]]
    return [Cel((label,), n) for label, n in sorted(telling.items(), key=lambda paar: (-paar[1], paar[0]))]


def _per_school(veld: str, namen: dict[str, str] | None = None) -> Callable[[Peiling], list[Cel]]:
    """Thuiszitters by something of their school."""

    def bereken(vraag: Peiling) -> list[Cel]:
        rijen = _thuiszitters(vraag).order_by().values_list(veld).annotate(n=Count("pk"))
        return _cellen(((namen or {}).get(waarde, waarde) or GEEN_SCHOOL, n) for waarde, n in rijen)

    return bereken


def _gemeente(vraag: Peiling) -> list[Cel]:
    rijen = _thuiszitters(vraag).order_by().values_list("leerling__gemeente").annotate(n=Count("pk"))
    return _cellen((naam or ONBEKEND, n) for naam, n in rijen)


def _leeftijd(vraag: Peiling) -> list[Cel]:
    """Age is measured on the peildatum (domein.md 3.1)."""
    jaren = Jaren(Value(vraag.peildatum), "leerling__geboortedatum")
    rijen = _thuiszitters(vraag).order_by().annotate(jaren=jaren).values_list("jaren").annotate(n=Count("pk"))
    geteld = dict(rijen)
    return [Cel((f"{jaar} jaar",), geteld[jaar]) for jaar in sorted(geteld)]


def _uitkomst(vraag: Peiling) -> list[Cel]:
    uit = Traject.objects.geeindigd(vraag.stroom_vanaf, vraag.peildatum).filter(vraag.scope.q("school"))
    rijen = uit.order_by().values_list("uitkomst").annotate(n=Count("pk"))
    return _cellen(((EINDEN[code], n) for code, n in rijen), EINDEN.values())


def _belemmering(vraag: Peiling) -> list[Cel]:
    """A pupil counts once for each of its belemmeringen."""
    geldig = loopt_op(vraag.peildatum) & Q(soort=Feitsoort.BELEMMERING)
    feiten = Feit.objects.filter(geldig, traject__in=_thuiszitters(vraag).values("pk"))
    rijen = feiten.order_by().values_list("code").annotate(n=Count("traject", distinct=True))
    return _cellen(((BELEMMERINGEN[code], n) for code, n in rijen), BELEMMERINGEN.values())


def _categorie_en_duur(vraag: Peiling) -> list[Cel]:
    rijen: Any = _register(vraag).met_klasse(vraag.peildatum).met_duur(vraag.peildatum)
    geteld = {
        (klasse, duur): n
        for klasse, duur, n in rijen.order_by().values_list("klasse", "duur").annotate(n=Count("pk"))
    }
    return [
        Cel((KLASSEN[klasse], DUREN[duur]), geteld[klasse, duur])
        for klasse in KLASSEN
        for duur in DUREN
        if (klasse, duur) in geteld
    ]


def _verloop(vraag: Peiling) -> list[Cel]:
    """Per class: begin + in + moved here - moved away - out = eind.

    Who leaves does so from the last class; a move before that is "omgezet".
    """
    begon_eerder = Q(eerste_verzuimdag__lte=vraag.vorige_peildatum)
    loopt_nog = Q(einddatum__isnull=True) | Q(einddatum__gt=vraag.peildatum)
    rijen = (
        Traject.objects.telt()
        .filter(vraag.scope.q("school"), eerste_verzuimdag__lte=vraag.peildatum)
        .filter(Q(einddatum__isnull=True) | Q(einddatum__gt=vraag.vorige_peildatum))
        .met_klasse(vraag.vorige_peildatum, naam="toen")
        .met_klasse(vraag.peildatum)
        .annotate(was_er=begon_eerder, is_er=loopt_nog)
    )
    groepen = rijen.order_by().values_list("toen", "klasse", "was_er", "is_er").annotate(n=Count("pk"))
    telling: Counter[tuple[str, str]] = Counter()
    for toen, nu, was_er, is_er, n in groepen:
        for klasse, kolom in _stappen(toen, nu, was_er=was_er, is_er=is_er):
            telling[klasse, kolom] += n
    return [
        Cel((KLASSEN[klasse], kolom), telling[klasse, kolom])
        for klasse in KLASSEN
        for kolom in VERLOOP
        if telling[klasse, kolom]
    ]


def _stappen(toen: str, nu: str, *, was_er: bool, is_er: bool) -> Iterable[tuple[str, str]]:
    """In which columns a traject with these two classes counts."""
    begin, instroom, erbij, eraf, uitstroom, eind = VERLOOP
    yield (toen, begin) if was_er else (nu, instroom)
    if was_er and toen != nu:
        yield toen, eraf
        yield nu, erbij
    yield nu, eind if is_er else uitstroom


def _verdeling(
    code: str,
    naam: str,
    dimensies: tuple[str, ...],
    bereken: Callable[[Peiling], list[Cel]],
    telt: str = "",
    **meer: Any,
) -> Verdeling:
    som = f"thuiszitters.{telt}" if telt else ""
    bron = "Register van thuiszitters"
    return Verdeling(f"thuiszitters.{code}", naam, dimensies, bereken, bron, VERSIE, telt=som, **meer)


VERDELINGEN = (
    _verdeling(
        "verloop",
        "Verloop per categorie",
        ("Categorie", "Verloop"),
        _verloop,
        balans=Balans(VERLOOP[:3], VERLOOP[3:]),
    ),
    _verdeling(
        "naar_categorie_en_duur",
        "Register naar categorie en duur",
        ("Categorie", "Hoe lang thuis"),
        _categorie_en_duur,
        telt="register",
    ),
    _verdeling(
        "naar_schoolsoort",
        "Thuiszitters naar schoolsoort",
        ("Schoolsoort",),
        _per_school("school__onderwijssoort", SOORTEN),
        telt="stand",
    ),
    _verdeling("naar_gemeente", "Thuiszitters naar gemeente", ("Gemeente",), _gemeente, "stand"),
    _verdeling(
        "naar_bestuur",
        "Thuiszitters naar schoolbestuur",
        ("Schoolbestuur",),
        _per_school("school__bestuur__naam"),
        telt="stand",
    ),
    _verdeling("naar_leeftijd", "Thuiszitters naar leeftijd", ("Leeftijd",), _leeftijd, "stand"),
    _verdeling("naar_uitkomst", "Uitstroom naar uitkomst", ("Uitkomst",), _uitkomst, "uitstroom"),
    _verdeling(
        "naar_belemmering",
        "Thuiszitters naar belemmering",
        ("Belemmering",),
        _belemmering,
        deel_van="thuiszitters.stand",
    ),
)
