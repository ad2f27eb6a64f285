"""Figures about OPP's: how many, with whose agreement, evaluated in time, in ROD, made in time (domein.md 2 and 6).

Stand figures are about the OPP's that ran on the peildatum, as they were that day: a version, an evaluation or an
agreement that came later does not count for an earlier peildatum.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from leerlingen.kengetallen import scholen
from leerlingen.models import Opp
from swv.kengetallen import (
    Beter,
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
from swv.verbanden import noemer, registreer_verband

BRON = "WPO artikel 40a, WEC artikel 41a en WVO 2020 artikel 2.44 (ontwikkelingsperspectief)"
Keuze = Callable[[Peiling], QuerySet[Opp]]


def opps(vraag: Peiling) -> Any:
    """The OPP's that ran on the peildatum."""
    return Opp.objects.liep_op(vraag.peildatum).filter(vraag.scope.q("school"))


def bij_getelde_scholen(vraag: Peiling) -> Any:
    """Those at schools of this SWV of which DUO counted the pupils: numerator and denominator fit."""
    return opps(vraag).filter(school__in=scholen(vraag).filter(leerlingen__isnull=False))


def met_instemming(vraag: Peiling) -> Any:
    return opps(vraag).met_instemming_op(vraag.peildatum)


def gehoord(vraag: Peiling) -> Any:
    return opps(vraag).gehoord_op(vraag.peildatum)


def evaluatie_op_tijd(vraag: Peiling) -> Any:
    return opps(vraag).evaluatie_op_tijd_op(vraag.peildatum)


def in_rod(vraag: Peiling) -> Any:
    return opps(vraag).in_rod_op(vraag.peildatum)


def opgesteld(vraag: Peiling) -> Any:
    """The OPP's with a clock that were made in the calendar quarter."""
    rijen = Opp.objects.opgesteld_tussen(vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    return rijen.filter(vraag.scope.q("school"), opstellen_uiterlijk__isnull=False)


def op_tijd_opgesteld(vraag: Peiling) -> Any:
    return opgesteld(vraag).op_tijd_opgesteld()


def _deel(boven: Keuze, onder: Keuze) -> Callable[[Peiling], Uitkomst]:
    return lambda vraag: aandeel(boven(vraag).count(), onder(vraag).count())


def _per_honderd(vraag: Peiling) -> Uitkomst:
    leerlingen = scholen(vraag).aggregate(som=Sum("leerlingen"))["som"] or 0
    return aandeel(bij_getelde_scholen(vraag).count(), leerlingen)


def _met_school(kies: Keuze) -> Keuze:
    return lambda vraag: kies(vraag).select_related("leerling", "school")


def _rijen(kies: Keuze) -> Rijen:
    return Rijen(
        selecteer=_met_school(kies),
        kolommen=(
            Kolom("Dossiernummer", lambda rij: rij.leerling.dossiernummer),
            Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
            Kolom("School", lambda rij: rij.school.naam),
            Kolom("Opgesteld op", lambda rij: rij.opgesteld_op),
            Kolom("Einde", lambda rij: rij.einde or ""),
        ),
        permissie="opp.inzien",
        url=lambda rij: reverse("leerlingen:opp", args=[rij.sleutel]),
    )


def _aandeelcijfer(
    code: str, naam: str, definitie: str, boven: Keuze, *, onder: Keuze = opps, norm: str = ""
) -> Kengetal:
    beter: Beter = "hoger"
    return Kengetal(
        code=f"opp.{code}",
        naam=naam,
        definitie=definitie,
        eenheid="percentage",
        bron=BRON,
        bereken=_deel(boven, onder),
        rijen=_rijen(boven),
        norm=norm,
        beter=beter,
    )


KENGETALLEN = (
    Kengetal(
        code="opp.aantal",
        naam="Lopende OPP's",
        definitie="OPP's die op de peildatum waren vastgesteld en niet voor die dag waren beëindigd.",
        eenheid="aantal",
        bron=BRON,
        bereken=lambda vraag: aantal(opps(vraag).count()),
        rijen=_rijen(opps),
    ),
    Kengetal(
        code="opp.per_100",
        naam="OPP's per 100 leerlingen",
        definitie="Lopende OPP's op de peildatum gedeeld door de leerlingen van de scholen van dit "
        "samenwerkingsverband, zonder cluster 1 en 2, volgens de laatste telling van DUO die is ingelezen. Een "
        "school zonder telling telt boven en onder de streep niet mee.",
        eenheid="percentage",
        bron=f"{BRON}; DUO, leerlingen per vestiging",
        bereken=_per_honderd,
        rijen=_rijen(bij_getelde_scholen),
    ),
    _aandeelcijfer(
        "instemming",
        "OPP's met instemming van de ouders",
        "Van de lopende OPP's op de peildatum: het deel waarvan de ouders (of de leerling van 18 jaar) die dag hadden "
        "ingestemd met het handelingsdeel van de versie die toen gold. Gezien is geen instemming.",
        met_instemming,
    ),
    _aandeelcijfer(
        "gehoord",
        "OPP's waarvoor de leerling is gehoord",
        "Van de lopende OPP's op de peildatum: het deel waarvoor de leerling bij de versie die toen gold, is gehoord "
        "of de kans kreeg en dat niet wilde.",
        gehoord,
    ),
    _aandeelcijfer(
        "evaluatie_op_tijd",
        "OPP's die op tijd zijn geëvalueerd",
        "Van de lopende OPP's op de peildatum: het deel waarvan de laatste dag voor de evaluatie toen nog niet voorbij "
        "was. Die dag is het einde van het schooljaar van de vaststelling, en na een evaluatie dat van het volgende.",
        evaluatie_op_tijd,
    ),
    _aandeelcijfer(
        "in_rod",
        "OPP's in ROD",
        "Van de lopende OPP's op de peildatum: het deel dat de school die dag in ROD had vastgelegd.",
        in_rod,
        norm="opp.registratie_aandeel",
    ),
    _aandeelcijfer(
        "op_tijd_opgesteld",
        "OPP's binnen zes weken opgesteld",
        "Van de OPP's die in het kalenderkwartaal zijn vastgesteld: het deel op of voor de laatste dag van de "
        "wettelijke termijn, gerekend vanaf de inschrijving of de latere dag waarop de extra ondersteuning begon.",
        op_tijd_opgesteld,
        onder=opgesteld,
    ),
)


def _per_school(vraag: Peiling) -> list[Cel]:
    """Running OPP's per location."""
    rijen = (
        opps(vraag).order_by().values_list("school__naam", "school__vestigingscode").annotate(n=Count("pk"))
    )
    return [Cel((f"{naam} ({code})",), n) for naam, code, n in rijen.order_by("school__naam", "school_id")]


registreer(
    *KENGETALLEN,
    Verdeling(
        code="opp.per_school",
        naam="Lopende OPP's per schoollocatie",
        dimensies=("Schoollocatie",),
        bereken=_per_school,
        bron="Jaarplan 2024-2025, KPI 4 (OPP's per schoollocatie)",
        telt="opp.aantal",
    ),
)
for _deelcijfer in ("instemming", "gehoord", "evaluatie_op_tijd", "in_rod"):
    registreer_verband([noemer(f"opp.{_deelcijfer}")], ["opp.aantal"])
registreer_verband(["opp.per_100"], ["opp.aantal"], rest=True)
