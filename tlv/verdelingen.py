"""Breakdowns of the TLV figures: by soort, categorie, school, bestuur, month and age; never rows of children."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import TruncMonth

from swv.enums import Onderwijssoort
from swv.kengetallen import Cel, Peiling, Verdeling, registreer
from swv.kwartaal import Kwartaal
from swv.termijnen import maanden_later
from swv.verbanden import Verband, eerder, plek, registreer_verband, registreer_verbanden, verband
from tlv.enums import Bekostigingscategorie, Soort, Uitkomst
from tlv.models import Aanvraag
from tlv.selectors import cijfers

BRON = "Aanvragen en besluiten in dit systeem"
# Upper bounds of the age groups in full years (missie.md 1.9: leeftijdsopbouw tot 8, 9-12); the rest is older.
LEEFTIJDEN = (
    (cijfers.JONG, "tot en met 8 jaar"),
    (12, "9 tot en met 12 jaar"),
    (15, "13 tot en met 15 jaar"),
)
OUDER = "16 jaar en ouder"
ZONDER_BESTUUR = "Bestuur onbekend"
EERSTE, VERLENGING = "Eerste verwijzing", "Verlenging"
MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)


def _toegekend(vraag: Peiling) -> QuerySet[Any]:
    return cijfers.met_uitkomst(vraag, Uitkomst.TOEGEKEND)


def _geldig(vraag: Peiling) -> QuerySet[Any]:
    return cijfers.geldig_op(vraag)


def _soort(waarde: str) -> str:
    return Soort(waarde).afkorting


def _naar_categorie(rijen: QuerySet[Any]) -> list[Cel]:
    """By soort and bekostigingscategorie."""
    geteld = rijen.values_list("aanvraag__soort", "categorie").annotate(n=Count("pk"))
    gevonden = {(soort, categorie): n for soort, categorie, n in geteld.order_by()}
    return [
        Cel((soort.afkorting, str(categorie.label)), gevonden[(soort.value, categorie.value)])
        for soort in Soort
        for categorie in Bekostigingscategorie
        if (soort.value, categorie.value) in gevonden
    ]


def _naar_aanleiding(vraag: Peiling) -> list[Cel]:
    """First reference or verlenging, by soort."""
    delen = (
        (EERSTE, cijfers.toegekend_nieuw),
        (VERLENGING, cijfers.toegekend_verlenging),
    )
    return [
        Cel((_soort(soort), naam), n)
        for naam, selecteer in delen
        for soort, n in selecteer(vraag)
        .values_list("aanvraag__soort")
        .annotate(n=Count("pk"))
        .order_by("aanvraag__soort")
    ]


def _per_school(vraag: Peiling) -> list[Cel]:
    """By school that asked, with its vestigingscode: names of schools are not unique."""
    velden = ("aanvraag__school__naam", "aanvraag__school__vestigingscode")
    geteld = _toegekend(vraag).values_list(*velden).annotate(n=Count("pk")).order_by(*velden)
    return [Cel((f"{naam} ({code})",), n) for naam, code, n in geteld]


def _per_schoolsoort(vraag: Peiling) -> list[Cel]:
    veld = "aanvraag__school__onderwijssoort"
    geteld = _toegekend(vraag).values_list(veld).annotate(n=Count("pk")).order_by(veld)
    return [Cel((Onderwijssoort(soort).label,), n) for soort, n in geteld]


def _per_bestuur(vraag: Peiling) -> list[Cel]:
    veld = "aanvraag__school__bestuur__naam"
    geteld = _toegekend(vraag).values_list(veld).annotate(n=Count("pk")).order_by(veld)
    return [Cel((naam or ZONDER_BESTUUR,), n) for naam, n in geteld]


def _per_maand(vraag: Peiling) -> list[Cel]:
    """Requests sent in per month, the twelve months through the quarter."""
    einde, eerste = vraag.kwartaal.tot_en_met, _eerste_maand(vraag.kwartaal)
    rijen = Aanvraag.objects.filter(
        vraag.scope.q("school"), cijfers.binnen("ingediend_op", eerste, einde)
    ).annotate(maand=TruncMonth("ingediend_op"))
    geteld = {moment.date(): n for moment, n in rijen.values_list("maand").annotate(n=Count("pk")).order_by()}
    maanden = [maanden_later(eerste, nummer) for nummer in range(12)]
    return [Cel((_maand(maand),), geteld.get(maand, 0)) for maand in maanden]


def _eerste_maand(kwartaal: Kwartaal) -> date:
    return maanden_later(kwartaal.vanaf, -9)


def _maand(eerste: date) -> str:
    return f"{MAANDEN[eerste.month - 1]} {eerste.year}"


def _maandverbanden(kwartaal: Kwartaal) -> Iterator[Verband]:
    """A month counts the same in the next report, and three months make the figure of a quarter."""
    maanden = [maanden_later(_eerste_maand(kwartaal), nummer) for nummer in range(12)]
    plekken = [plek("tlv.naar_maand", _maand(maand)) for maand in maanden]
    for maand in plekken:
        yield verband([maand], [eerder(maand)])
    yield verband(plekken[9:], ["tlv.aanvragen"])
    yield verband(plekken[6:9], [eerder("tlv.aanvragen")])


def leeftijdsgroep(op: date) -> Case:
    """The age group of the pupil on `op`: older than n full years is born on or before that day n + 1 years ago."""
    veld = "aanvraag__leerling__geboortedatum__gt"
    groepen = [
        When(Q(**{veld: cijfers.jaren_eerder(op, jaar + 1)}), then=Value(naam)) for jaar, naam in LEEFTIJDEN
    ]
    return Case(*groepen, default=Value(OUDER), output_field=CharField())


def _per_leeftijd(vraag: Peiling) -> list[Cel]:
    """By age on the peildatum (domein.md 3.1)."""
    rijen = _toegekend(vraag).annotate(groep=leeftijdsgroep(vraag.peildatum))
    geteld = dict(rijen.values_list("groep").annotate(n=Count("pk")).order_by())
    namen = [*(naam for _jaar, naam in LEEFTIJDEN), OUDER]
    return [Cel((naam,), geteld[naam]) for naam in namen if naam in geteld]


def _verdeling(
    code: str,
    naam: str,
    dimensies: tuple[str, ...],
    bereken: Callable[[Peiling], list[Cel]],
    telt: str = "tlv.toegekend",
    *,
    telt_kwartaal: bool = True,
) -> Verdeling:
    return Verdeling(
        f"tlv.{code}", naam, dimensies, bereken, bron=BRON, telt=telt, telt_kwartaal=telt_kwartaal
    )


SOORT_CATEGORIE = ("Soort", "Categorie")

registreer(
    _verdeling(
        "naar_categorie",
        "Toegekende TLV's naar soort en categorie",
        SOORT_CATEGORIE,
        lambda vraag: _naar_categorie(_toegekend(vraag)),
    ),
    _verdeling(
        "geldig_naar_categorie",
        "Geldige TLV's naar soort en categorie",
        SOORT_CATEGORIE,
        lambda vraag: _naar_categorie(_geldig(vraag)),
        telt="tlv.geldig",
        telt_kwartaal=False,
    ),
    _verdeling(
        "naar_aanleiding",
        "Toegekende TLV's: eerste verwijzing of verlenging",
        ("Soort", "Aanleiding"),
        _naar_aanleiding,
    ),
    _verdeling("naar_school", "Toegekende TLV's naar school", ("School",), _per_school),
    _verdeling(
        "naar_schoolsoort", "Toegekende TLV's naar soort school", ("Onderwijssoort",), _per_schoolsoort
    ),
    _verdeling("naar_bestuur", "Toegekende TLV's naar schoolbestuur", ("Schoolbestuur",), _per_bestuur),
    _verdeling("naar_maand", "Ingediende aanvragen per maand", ("Maand",), _per_maand, telt=""),
    _verdeling(
        "naar_leeftijd", "Toegekende TLV's naar leeftijd", ("Leeftijd op de peildatum",), _per_leeftijd
    ),
)

registreer_verbanden(_maandverbanden)
registreer_verband([plek("tlv.naar_leeftijd", LEEFTIJDEN[0][1])], ["tlv.toegekend_jong"])
registreer_verband([plek("tlv.naar_aanleiding", None, EERSTE)], ["tlv.toegekend_nieuw"])
registreer_verband([plek("tlv.naar_aanleiding", None, VERLENGING)], ["tlv.toegekend_verlenging"])
for _soort_tlv in Soort:
    registreer_verband(
        [plek("tlv.naar_categorie", _soort_tlv.afkorting, None)],
        [plek("tlv.naar_aanleiding", _soort_tlv.afkorting, None)],
    )
