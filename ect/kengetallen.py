"""The figures of the ECT: KPI 8 of VO2001, number and kind of casussen (missie.md 1.9).

KPI 9, satisfaction after the ECT, has no source in the product.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, Func, IntegerField, Q, QuerySet
from django.db.models.functions import TruncDate

from ect.enums import Uitkomst as Casusuitkomst
from ect.models import Aanmelding, Casus, Interventie
from swv.enums import Onderwijssoort
from swv.inrichting import zin
from swv.kengetallen import (
    Cel,
    Kengetal,
    Kolom,
    Peiling,
    Rijen,
    Uitkomst,
    Verdeling,
    aandeel,
    aantal,
    registreer,
)
from swv.klok import datum_van
from swv.paginaadres import objectadres
from swv.verbanden import eerder, registreer_verband

Selectie = Callable[[Peiling], QuerySet[Any]]
NUMMER = zin("{expertteam_kort}-nummer")
BRON = "Jaarkalender SWV VO 20.01 2024-2025, KPI 8 (casuïstiek: aantal en aard)"
BRON_REACTIE = "Presentatie SWV VO Groningen Stad, dia Afspraken AOJ (norm ect.reactie)"


class Mediaan(Aggregate):
    """Nearest rank (architectuur.md B.8)."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()


# --- which rows ----------------------------------------------------------------------------------------------


def aanmeldingen(vraag: Peiling) -> QuerySet[Aanmelding]:
    rijen = Aanmelding.objects.aangemeld_tussen(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return rijen.filter(vraag.scope.q("school"))


def eerste_reacties(vraag: Peiling) -> QuerySet[Aanmelding]:
    """First reactions given in the quarter, where a clock ran."""
    rijen = Aanmelding.objects.met_eerste_reactie_tussen(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return rijen.filter(vraag.scope.q("school"))


def reacties_op_tijd(vraag: Peiling) -> QuerySet[Aanmelding]:
    rijen = Aanmelding.objects.met_eerste_reactie_tussen(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return rijen.op_tijd().filter(vraag.scope.q("school"))


def reacties_te_laat(vraag: Peiling) -> QuerySet[Aanmelding]:
    return Aanmelding.objects.wacht_te_lang_op(vraag.peildatum).filter(vraag.scope.q("school"))


def lopende_casussen(vraag: Peiling) -> QuerySet[Casus]:
    return Casus.objects.lopend_op(vraag.peildatum).filter(vraag.scope.q("school"))


def nieuwe_casussen(vraag: Peiling) -> QuerySet[Casus]:
    rijen = Casus.objects.geopend_tussen(vraag.stroom_vanaf, vraag.peildatum)
    return rijen.filter(vraag.scope.q("school"))


def afgesloten_casussen(vraag: Peiling) -> QuerySet[Casus]:
    rijen = Casus.objects.afgesloten_tussen(vraag.stroom_vanaf, vraag.peildatum)
    return rijen.filter(vraag.scope.q("school"))


def met_doorlooptijd(rijen: QuerySet[Casus]) -> QuerySet[Any]:
    """Annotate `doorlooptijd`: calendar days from the day of opening to the day of closing."""
    verschil = Func(
        TruncDate("afgesloten_op"),
        TruncDate("geopend_op"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return rijen.annotate(doorlooptijd=verschil)


def doorlopen_casussen(vraag: Peiling) -> QuerySet[Any]:
    """Closed in the calendar quarter, with how long each took."""
    rijen = Casus.objects.afgesloten_tussen(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return met_doorlooptijd(rijen.filter(vraag.scope.q("school")))


def interventies(vraag: Peiling) -> QuerySet[Interventie]:
    rijen = Interventie.objects.begonnen_tussen(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return rijen.filter(vraag.scope.q("casus__school"))


# --- what a drill-down shows of a row: never a word that somebody wrote --------------------------------------------


def _van_aanmelding(selecteer: Selectie) -> Rijen:
    return Rijen(
        selecteer=lambda vraag: selecteer(vraag).select_related("leerling", "school", "hoofdvraag"),
        kolommen=(
            Kolom(NUMMER, lambda rij: rij.kenmerk),
            Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
            Kolom("School", lambda rij: rij.school.naam),
            Kolom("Hoofdvraag", lambda rij: rij.hoofdvraag.naam),
            Kolom("Aangemeld", lambda rij: datum_van(rij.aangemeld_op)),
            Kolom("Reactie uiterlijk", lambda rij: rij.reactie_uiterlijk or ""),
            Kolom("Eerste reactie", lambda rij: datum_van(rij.gereageerd_op) if rij.gereageerd_op else ""),
        ),
        permissie="ect.inzien",
        url=lambda rij: objectadres("ect:aanmelding", rij.sleutel),
    )


def _van_casus(selecteer: Selectie, *extra: Kolom) -> Rijen:
    return Rijen(
        selecteer=lambda vraag: selecteer(vraag).select_related(
            "leerling", "school", "aanmelding__hoofdvraag"
        ),
        kolommen=(
            Kolom(NUMMER, lambda rij: rij.kenmerk),
            Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
            Kolom("School", lambda rij: rij.school.naam),
            Kolom("Hoofdvraag", lambda rij: rij.aanmelding.hoofdvraag.naam),
            Kolom("Geopend", lambda rij: datum_van(rij.geopend_op)),
            Kolom("Afgesloten", lambda rij: datum_van(rij.afgesloten_op) if rij.afgesloten_op else ""),
            *extra,
        ),
        permissie="ect.inzien",
        url=lambda rij: objectadres("ect:casus", rij.sleutel),
    )


VAN_INTERVENTIE = Rijen(
    selecteer=lambda vraag: interventies(vraag).select_related(
        "casus__leerling", "casus__school", "casus__aanmelding", "interventie", "type_interventie"
    ),
    kolommen=(
        Kolom(NUMMER, lambda rij: rij.casus.kenmerk),
        Kolom("Leerling", lambda rij: rij.casus.leerling.korte_naam),
        Kolom("School", lambda rij: rij.casus.school.naam),
        Kolom("Interventie", lambda rij: rij.interventie.naam),
        Kolom("Type", lambda rij: rij.type_interventie.naam),
        Kolom("Begonnen", lambda rij: rij.vanaf),
    ),
    permissie="ect.inzien",
    url=lambda rij: objectadres("ect:casus", rij.casus.sleutel),
)


# --- how a figure is computed: one query each -----------------------------------------------------------------------


def _tel(selecteer: Selectie) -> Callable[[Peiling], Uitkomst]:
    return lambda vraag: aantal(selecteer(vraag).count())


def _aandeel_op_tijd(vraag: Peiling) -> Uitkomst:
    op_tijd = Q(gereageerd_op__date__lte=F("reactie_uiterlijk"))
    som = eerste_reacties(vraag).aggregate(boven=Count("pk", filter=op_tijd), onder=Count("pk"))
    return aandeel(som["boven"], som["onder"])


def _mediaan(vraag: Peiling) -> Uitkomst:
    """The median; `teller` is how many casussen there are."""
    som = doorlopen_casussen(vraag).aggregate(duur=Mediaan("doorlooptijd"), n=Count("pk"))
    waarde = None if som["duur"] is None else Decimal(som["duur"])
    return Uitkomst(waarde, Decimal(som["n"]), None, f"{som['n']} afgesloten casussen in het kwartaal.")


def _per(
    selecteer: Selectie, veld: str, namen: dict[str, str] | None = None
) -> Callable[[Peiling], list[Cel]]:
    """Count per value of `veld`; the largest first, then by name."""

    def bereken(vraag: Peiling) -> list[Cel]:
        paren = selecteer(vraag).order_by().values_list(veld).annotate(n=Count("pk"))
        cellen = [Cel((str((namen or {}).get(waarde, waarde)),), n) for waarde, n in paren]
        return sorted(cellen, key=lambda cel: (-(cel.aantal or 0), cel.labels))

    return bereken


registreer(
    Kengetal(
        "ect.aanmeldingen",
        zin("Aanmeldingen bij {het_expertteam}"),
        "Het aantal vragen om hulp dat in het kalenderkwartaal binnenkwam.",
        "aantal",
        BRON,
        _tel(aanmeldingen),
        _van_aanmelding(aanmeldingen),
    ),
    Kengetal(
        "ect.reactie_op_tijd",
        "Eerste reactie op tijd",
        "Van de eerste reacties die in het kalenderkwartaal zijn gegeven: het deel dat binnen de norm "
        "ect.reactie na de aanmelding kwam. Aanmeldingen zonder termijn tellen niet mee.",
        "percentage",
        BRON_REACTIE,
        _aandeel_op_tijd,
        _van_aanmelding(reacties_op_tijd),
        norm="ect.reactie_op_tijd",
        beter="hoger",
    ),
    Kengetal(
        "ect.reactie_te_laat",
        "Aanmeldingen die te lang wachten",
        "Het aantal aanmeldingen zonder reactie waarvan de termijn aan het einde van de peildatum voorbij is.",
        "aantal",
        BRON_REACTIE,
        _tel(reacties_te_laat),
        _van_aanmelding(reacties_te_laat),
        beter="lager",
    ),
    Kengetal(
        "ect.casussen_lopend",
        "Lopende casussen",
        "Het aantal casussen dat aan het einde van de peildatum open is.",
        "aantal",
        BRON,
        _tel(lopende_casussen),
        _van_casus(lopende_casussen),
    ),
    Kengetal(
        "ect.casussen_nieuw",
        "Nieuwe casussen",
        "Het aantal casussen dat na de vorige peildatum tot en met de peildatum is geopend.",
        "aantal",
        BRON,
        _tel(nieuwe_casussen),
        _van_casus(nieuwe_casussen),
    ),
    Kengetal(
        "ect.casussen_afgesloten",
        "Afgesloten casussen sinds de vorige peildatum",
        "Het aantal casussen dat na de vorige peildatum tot en met de peildatum is afgesloten.",
        "aantal",
        BRON,
        _tel(afgesloten_casussen),
        _van_casus(afgesloten_casussen, Kolom("Uitkomst", lambda rij: Casusuitkomst(rij.uitkomst).label)),
    ),
    Kengetal(
        "ect.doorlooptijd_mediaan",
        "Doorlooptijd van een casus, mediaan",
        "Kalenderdagen van de dag van openen tot de dag van afsluiten, over de casussen die in het "
        "kalenderkwartaal zijn afgesloten; de middelste waarde.",
        "dagen",
        BRON,
        _mediaan,
        _van_casus(doorlopen_casussen, Kolom("Dagen", lambda rij: rij.doorlooptijd)),
        percentiel=Decimal("0.5"),
    ),
    Kengetal(
        "ect.interventies",
        zin("Interventies van {het_expertteam}"),
        "Het aantal interventies dat in het kalenderkwartaal begon.",
        "aantal",
        BRON,
        _tel(interventies),
        VAN_INTERVENTIE,
    ),
    Verdeling(
        "ect.naar_hoofdvraag",
        "Aanmeldingen naar hoofdvraag",
        ("Hoofdvraag",),
        _per(aanmeldingen, "hoofdvraag__naam"),
        BRON,
        telt="ect.aanmeldingen",
        telt_kwartaal=True,
    ),
    Verdeling(
        "ect.naar_interventie",
        "Interventies naar soort",
        ("Interventie",),
        _per(interventies, "interventie__naam"),
        BRON,
        telt="ect.interventies",
        telt_kwartaal=True,
    ),
    Verdeling(
        "ect.naar_type_interventie",
        "Interventies naar type",
        ("Type interventie",),
        _per(interventies, "type_interventie__naam"),
        BRON,
        telt="ect.interventies",
        telt_kwartaal=True,
    ),
    Verdeling(
        "ect.naar_schoolsoort",
        "Lopende casussen naar schoolsoort",
        ("Schoolsoort",),
        _per(lopende_casussen, "school__onderwijssoort", dict(Onderwijssoort.choices)),
        BRON,
        telt="ect.casussen_lopend",
    ),
    Verdeling(
        "ect.naar_uitkomst",
        "Afgesloten casussen naar uitkomst",
        ("Uitkomst",),
        _per(afgesloten_casussen, "uitkomst", dict(Casusuitkomst.choices)),
        BRON,
        telt="ect.casussen_afgesloten",
    ),
    module="ect",
)
registreer_verband(
    [eerder("ect.casussen_lopend"), "ect.casussen_nieuw"], ["ect.casussen_afgesloten", "ect.casussen_lopend"]
)
