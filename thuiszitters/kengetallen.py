"""The figures of the register: stand, in- and outflow, classes and terms (KPI 1; architectuur.md B.8).

Stand is the situation at the end of the peildatum; in- and outflow run from the day after the previous
peildatum through this one. begin + instroom - uitstroom = eind holds for the register as a whole; a move
between classes is "omgezet". Every figure is one query, and its rows are a queryset.
"""

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from swv.kengetallen import (
    Kengetal,
    Kolom,
    Peiling,
    Rijen,
    Uitkomst,
    aandeel,
    aantal,
    registreer,
)
from swv.paginaadres import objectadres
from swv.verbanden import eerder, noemer, plek, registreer_verband
from thuiszitters.enums import THUISZITTER, Klasse
from thuiszitters.models import Melding, Traject
from thuiszitters.selectors.cijfers import (
    Meldingen,
    Trajecten,
    begin,
    hersteld,
    in_klasse,
    instroom,
    maand_voorbij,
    meldingen,
    nieuwe_vrijstellingen,
    nooit_op_school,
    omgezet,
    op_tijd_gemeld,
    op_tijd_terug,
    register,
    thuiszitters,
    uitstroom,
    verklaarbaar,
    vrijgesteld,
    zonder_aanbod,
)
from thuiszitters.verdelingen import VERDELINGEN, VERLOOP, VERSIE

REGISTER = "thuiszitters.register"
INSPECTIE = "Inspectie van het Onderwijs, definitie van verzuimers (thuiszittersregistratie)"
PROGRAMMA = "Programmalijnen SWV PO 22.03 2026-2029, Schoolaanwezigheid en thuiszitters"
KPI_1 = "Jaarplan 2024-2025, lijst van KPI's (KPI 1)"
PACT = "Landelijk Thuiszitterspact 2016 (Kamerstuk 26695, nr. 108)"
EVALUATIE = "Evaluatie Thuiszitterspact Groningen 2023"


class Mediaan(Aggregate):
    """Nearest rank (architectuur.md B.8)."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()


class Dagen(Func):
    """How many days one date is after another."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


# --- how it is computed ---------------------------------------------------------------------------------------


def _tel(selecteer: Callable[[Peiling], QuerySet[Any]]) -> Callable[[Peiling], Uitkomst]:
    return lambda vraag: aantal(selecteer(vraag).count())


def _deel(
    teller: Callable[[Peiling], QuerySet[Any]], noemer: Callable[[Peiling], QuerySet[Any]]
) -> Callable[[Peiling], Uitkomst]:
    """Numerator and denominator in one query."""

    def bereken(vraag: Peiling) -> Uitkomst:
        goed = teller(vraag).order_by().values("pk")
        som = noemer(vraag).aggregate(boven=Count("pk", filter=Q(pk__in=goed)), onder=Count("pk"))
        return aandeel(som["boven"], som["onder"])

    return bereken


def _duur(functie: Callable[[Any], Aggregate]) -> Callable[[Peiling], Uitkomst]:
    """Days at home of the thuiszitters on the peildatum; `teller` is how many they are."""

    def bereken(vraag: Peiling) -> Uitkomst:
        dagen = Dagen(Cast(Value(vraag.peildatum), DateField()), F("eerste_verzuimdag"))
        som = thuiszitters(vraag).annotate(dagen=dagen).aggregate(duur=functie("dagen"), n=Count("pk"))
        waarde = None if som["duur"] is None else Decimal(som["duur"])
        return Uitkomst(waarde, Decimal(som["n"]), None, f"{som['n']} thuiszitters op de peildatum.")

    return bereken


# --- what a drill-down shows ----------------------------------------------------------------------------------


def _school(rij: Any) -> str:
    return rij.school.naam if rij.school else "Geen school"


def _rijen(selecteer: Trajecten) -> Rijen:
    def met_namen(vraag: Peiling) -> QuerySet[Traject]:
        return selecteer(vraag).select_related("leerling", "school", "regiehouder")

    kolommen = (
        Kolom("Traject", lambda rij: rij.kenmerk),
        Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
        Kolom("School", _school),
        Kolom("Thuis sinds", lambda rij: rij.eerste_verzuimdag),
        Kolom("Einddatum", lambda rij: rij.einddatum),
        Kolom("Uitkomst", lambda rij: rij.get_uitkomst_display()),
        Kolom("Regiehouder", lambda rij: rij.regiehouder.naam),
    )
    return Rijen(met_namen, kolommen, REGISTER, lambda rij: objectadres("thuiszitters:traject", rij.sleutel))


def _meldingrijen(selecteer: Meldingen) -> Rijen:
    def met_namen(vraag: Peiling) -> QuerySet[Melding]:
        return selecteer(vraag).select_related("leerling", "school")

    kolommen = (
        Kolom("Melding", lambda rij: rij.kenmerk),
        Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
        Kolom("School", _school),
        Kolom("Gezien op", lambda rij: rij.geconstateerd_op),
        Kolom("Gemeld op", lambda rij: rij.gemeld),
    )
    return Rijen(met_namen, kolommen, REGISTER, lambda rij: objectadres("thuiszitters:melding", rij.sleutel))


def _stand(code: str, naam: str, definitie: str, bron: str, selecteer: Trajecten, **meer: Any) -> Kengetal:
    """A count of trajecten."""
    return Kengetal(
        f"thuiszitters.{code}",
        naam,
        definitie,
        "aantal",
        bron,
        _tel(selecteer),
        _rijen(selecteer),
        versie=VERSIE,
        **meer,
    )


def _per_klasse(code: str, klasse: Klasse, bron: str = INSPECTIE, *, beter: str = "lager") -> Kengetal:
    definitie = (
        f"Trajecten die aan het eind van de peildatum in het register staan als: {klasse.label.lower()}."
    )
    return _stand(code, klasse.label, definitie, bron, in_klasse(klasse), beter=beter)


KENGETALLEN: Collection[Kengetal] = (
    _stand(
        "stand",
        "Thuiszitters",
        "Leerlingen met absoluut verzuim of langdurig relatief verzuim (28 dagen of meer) aan het eind van de "
        "peildatum.",
        INSPECTIE,
        thuiszitters,
        norm="thuiszitter.streefaantal",
        beter="lager",
    ),
    _stand(
        "register",
        "Leerlingen in het register",
        "Trajecten van elke categorie die aan het eind van de peildatum lopen. Een leerling telt één keer.",
        KPI_1,
        register,
    ),
    _stand(
        "begin",
        "Register aan het begin",
        "Trajecten die aan het eind van de vorige peildatum liepen, zoals het register dat nu zegt.",
        KPI_1,
        begin,
    ),
    _stand(
        "instroom",
        "Instroom",
        "Trajecten met de eerste verzuimdag na de vorige peildatum, tot en met de peildatum.",
        KPI_1,
        instroom,
    ),
    _stand(
        "uitstroom",
        "Uitstroom",
        "Trajecten met de einddatum na de vorige peildatum, tot en met de peildatum.",
        KPI_1,
        uitstroom,
    ),
    _stand(
        "omgezet",
        "Omgezet",
        "Trajecten die op de vorige peildatum liepen en sindsdien in een andere categorie of duurklasse kwamen.",
        KPI_1,
        omgezet,
    ),
    _per_klasse("absoluut", Klasse.ABSOLUUT),
    _per_klasse("lrv_kort", Klasse.LRV_KORT),
    _per_klasse("lrv_lang", Klasse.LRV_LANG),
    _per_klasse("vrijstelling_5a", Klasse.VRIJSTELLING_5A, EVALUATIE),
    _per_klasse("ziekgemeld", Klasse.ZIEKGEMELD, EVALUATIE),
    _per_klasse("thuiswerkplan", Klasse.THUISWERKPLAN, KPI_1, beter=""),
    _per_klasse("aangepast", Klasse.AANGEPAST, EVALUATIE, beter=""),
    _per_klasse("dreigend", Klasse.DREIGEND, PROGRAMMA, beter=""),
    _stand(
        "schoolgang_hersteld",
        "Terug in het onderwijs",
        "Trajecten die in het kalenderkwartaal eindigden op de eigen of een andere school, SBO, SO, VSO, een "
        "tussenvoorziening of het mbo. Wie alleen dreigde thuis te blijven, telt niet mee.",
        EVALUATIE,
        hersteld,
        beter="hoger",
    ),
    _stand(
        "zonder_aanbod",
        "Langer dan 3 maanden zonder passend aanbod",
        "Thuiszitters die op de peildatum langer dan drie kalendermaanden thuis zijn en voor wie geen passend "
        "aanbod vastligt.",
        PACT,
        zonder_aanbod,
        norm="thuiszitter.streefaantal_zonder_aanbod",
        beter="lager",
    ),
    _stand(
        "vrijstelling_nieuw",
        "Nieuwe vrijstellingen 5 onder a",
        "Trajecten die sinds de vorige peildatum in de categorie vrijstelling 5 onder a kwamen en daar op de "
        "peildatum nog in staan.",
        EVALUATIE,
        nieuwe_vrijstellingen,
    ),
    Kengetal(
        "thuiszitters.vrijstelling_nooit_op_school",
        "Vrijgesteld zonder schoolverleden",
        "Aandeel van de leerlingen met een vrijstelling 5 onder a op de peildatum die nooit op een school stonden.",
        "percentage",
        EVALUATIE,
        _deel(nooit_op_school, vrijgesteld),
        _rijen(nooit_op_school),
        versie=VERSIE,
    ),
    Kengetal(
        "thuiszitters.verklaarbaar",
        "Verklaarbaar",
        "Aandeel van de thuiszitters op de peildatum van wie het verzuim als verklaarbaar is beoordeeld. Zonder "
        "oordeel telt een leerling als niet verklaarbaar.",
        "percentage",
        PROGRAMMA,
        _deel(verklaarbaar, thuiszitters),
        _rijen(verklaarbaar),
        versie=VERSIE,
        norm="thuiszitter.verklaarbaar_aandeel",
        beter="hoger",
    ),
    Kengetal(
        "thuiszitters.meldingen",
        "Meldingen",
        "Meldingen die in het kalenderkwartaal binnenkwamen, wat er ook mee gebeurde.",
        "aantal",
        PROGRAMMA,
        _tel(meldingen),
        _meldingrijen(meldingen),
    ),
    Kengetal(
        "thuiszitters.gemeld_op_tijd",
        "Gemeld binnen 2 dagen",
        "Aandeel van de meldingen in het kalenderkwartaal die binnen 2 dagen na de constatering binnenkwamen. "
        "Geeft het profiel een andere termijn in dagen, dan geldt die.",
        "percentage",
        PROGRAMMA,
        _deel(op_tijd_gemeld, meldingen),
        _meldingrijen(op_tijd_gemeld),
        beter="hoger",
    ),
    Kengetal(
        "thuiszitters.terug_op_tijd",
        "Terug op school binnen 1 maand",
        "Aandeel van de trajecten (zonder vrijstellingen) van wie de maand na de eerste melding in het "
        "kalenderkwartaal afliep, die toen terug waren in het onderwijs. Geeft het profiel een andere termijn in "
        "maanden, dan geldt die.",
        "percentage",
        PROGRAMMA,
        _deel(op_tijd_terug, maand_voorbij),
        _rijen(op_tijd_terug),
        versie=VERSIE,
        beter="hoger",
    ),
    Kengetal(
        "thuiszitters.mediaan_duur",
        "Mediaan van de dagen thuis",
        "Middelste aantal dagen tussen de eerste verzuimdag en de peildatum, van de thuiszitters op de peildatum.",
        "dagen",
        INSPECTIE,
        _duur(Mediaan),
        _rijen(thuiszitters),
        versie=VERSIE,
        beter="lager",
        percentiel=Decimal("0.5"),
    ),
    Kengetal(
        "thuiszitters.langste_duur",
        "Langst thuis",
        "Grootste aantal dagen tussen de eerste verzuimdag en de peildatum, van de thuiszitters op de peildatum.",
        "dagen",
        INSPECTIE,
        _duur(Max),
        _rijen(thuiszitters),
        versie=VERSIE,
        beter="lager",
        percentiel=Decimal(1),
    ),
)

registreer(*KENGETALLEN, *VERDELINGEN, module="thuiszitters")
# What adds up, also over the tables and the quarters (swv/verbanden.py).
_STAND, _BEGIN, _INSTROOM, _UITSTROOM, _REGISTER = (
    f"thuiszitters.{code}" for code in ("stand", "begin", "instroom", "uitstroom", "register")
)
_ANDERE_CODE = {Klasse.VRIJSTELLING_5A: "vrijstelling_5a"}
_PER_KLASSE = {klasse: f"thuiszitters.{_ANDERE_CODE.get(klasse, klasse.value)}" for klasse in Klasse}
registreer_verband([_PER_KLASSE[klasse] for klasse in THUISZITTER], [_STAND])
registreer_verband([_BEGIN, _INSTROOM], [_UITSTROOM, _REGISTER])
registreer_verband([_BEGIN], [eerder(_REGISTER)])
for _teller, _geheel in (
    ("thuiszitters.zonder_aanbod", _STAND),
    ("thuiszitters.omgezet", _BEGIN),
    ("thuiszitters.vrijstelling_nieuw", "thuiszitters.vrijstelling_5a"),
):
    registreer_verband([_teller], [_geheel], rest=True)
for _noemer, _geheel in (
    ("thuiszitters.verklaarbaar", _STAND),
    ("thuiszitters.vrijstelling_nooit_op_school", "thuiszitters.vrijstelling_5a"),
    ("thuiszitters.gemeld_op_tijd", "thuiszitters.meldingen"),
):
    registreer_verband([noemer(_noemer)], [_geheel])
for _duurcijfer in ("thuiszitters.mediaan_duur", "thuiszitters.langste_duur"):
    registreer_verband([_duurcijfer], [_STAND])
for _kolom, _cijfer in zip(
    VERLOOP,
    (_BEGIN, _INSTROOM, "thuiszitters.omgezet", "thuiszitters.omgezet", _UITSTROOM, _REGISTER),
    strict=True,
):
    registreer_verband([plek("thuiszitters.verloop", None, _kolom)], [_cijfer])
for _klasse, _code in _PER_KLASSE.items():
    _begin, _eind = (
        plek("thuiszitters.verloop", _klasse.label, kolom) for kolom in (VERLOOP[0], VERLOOP[-1])
    )
    registreer_verband([_eind], [_code])
    registreer_verband([_begin], [eerder(_code)])
    registreer_verband([_begin], [eerder(_eind)])
    registreer_verband([plek("thuiszitters.naar_categorie_en_duur", _klasse.label, None)], [_eind])
    registreer_verband([plek("thuiszitters.naar_categorie_en_duur", _klasse.label, None)], [_code])
