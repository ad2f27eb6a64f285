"""The figures after the decision: who waits for a place and how long, and who went back (REG-13, PRC-15, TGT-12)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DateField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from swv.kengetallen import KWARTAAL, Kengetal, Kolom, Peiling, Rijen, Uitkomst, aantal, registreer
from swv.verbanden import registreer_verband
from tlv.enums import Uitstroom
from tlv.kengetallen import BRON_PROGRAMMA, Percentiel
from tlv.models import Plaatsing


def wachtend(vraag: Peiling) -> QuerySet[Any]:
    """On the list of a receiving school at the end of the peildatum, with the days waited until then."""
    rijen = Plaatsing.objects.filter(vraag.scope.q("school")).wachtend_op(vraag.peildatum)
    return rijen.annotate(wachtdagen=_dagen_tot(vraag.peildatum)).order_by("op_lijst_sinds", "id")


def beeindigd(vraag: Peiling, uitstroom: Uitstroom) -> QuerySet[Any]:
    """Stays that ended like this in the quarter."""
    periode = (vraag.kwartaal.vanaf, vraag.kwartaal.tot_en_met)
    rijen = Plaatsing.objects.filter(
        vraag.scope.q("school"), uitstroom=uitstroom, beeindigd_per__range=periode
    )
    return rijen.order_by("beeindigd_per", "id")


def _dagen_tot(dag: date) -> Func:
    return Func(
        Cast(Value(dag), DateField()),
        F("op_lijst_sinds"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


def _wachtdagen(vraag: Peiling) -> Uitkomst:
    som = wachtend(vraag).order_by().aggregate(duur=Percentiel("wachtdagen", deel="0.5"), n=Count("pk"))
    waarde = None if som["duur"] is None else Decimal(som["duur"])
    return Uitkomst(waarde, Decimal(som["n"]), None, f"{som['n']} leerlingen op de lijst.")


def _rijen(selecteer: Any, *extra: Kolom) -> Rijen:
    return Rijen(
        selecteer=lambda vraag: selecteer(vraag).select_related(
            "verklaring__leerling", "school", "naar_school"
        ),
        kolommen=(
            Kolom("TLV-nummer", lambda rij: rij.verklaring.nummer),
            Kolom("Leerling", lambda rij: rij.verklaring.leerling.korte_naam),
            Kolom("School", lambda rij: rij.school.naam),
            *extra,
        ),
        permissie="tlv.inzien",
        url=lambda rij: reverse("tlv:plaatsing", args=[rij.sleutel]),
    )


SINDS = Kolom("Op de lijst sinds", lambda rij: rij.op_lijst_sinds)
GEWACHT = Kolom("Wachtdagen", lambda rij: rij.wachtdagen)
NAAR = Kolom("Naar", lambda rij: rij.naar_school.naam if rij.naar_school else "onbekend")
PER = Kolom("Laatste dag", lambda rij: rij.beeindigd_per)


def _uitstroomcijfer(code: str, naam: str, uitstroom: Uitstroom, waarheen: str) -> Kengetal:
    return Kengetal(
        code=code,
        naam=naam,
        definitie=f"Plaatsingen met een TLV die {KWARTAAL} eindigden omdat de leerling naar {waarheen} ging, geteld op "
        "de laatste dag op de oude school.",
        eenheid="aantal",
        bron=BRON_PROGRAMMA,
        bereken=lambda vraag: aantal(beeindigd(vraag, uitstroom).count()),
        rijen=_rijen(lambda vraag: beeindigd(vraag, uitstroom), NAAR, PER),
    )


registreer(
    Kengetal(
        code="tlv.wachtlijst",
        naam="Leerlingen op de wachtlijst van het gespecialiseerd onderwijs",
        definitie="Leerlingen met een TLV die aan het einde van de peildatum op de lijst van een ontvangende school "
        "stonden: opgehaald, en nog niet geplaatst of geweigerd.",
        eenheid="aantal",
        bron=BRON_PROGRAMMA,
        bereken=lambda vraag: aantal(wachtend(vraag).count()),
        rijen=_rijen(wachtend, SINDS, GEWACHT),
        norm="tlv.wachtlijst",
        beter="lager",
    ),
    Kengetal(
        code="tlv.wachtdagen",
        naam="Wachtdagen op de wachtlijst, mediaan",
        definitie="Kalenderdagen vanaf de dag van ophalen van de TLV tot de peildatum, van de leerlingen die dan op de "
        "lijst staan; het middelste getal.",
        eenheid="dagen",
        bron=BRON_PROGRAMMA,
        bereken=_wachtdagen,
        percentiel=Decimal("0.5"),
        rijen=_rijen(wachtend, SINDS, GEWACHT),
        beter="lager",
    ),
    _uitstroomcijfer(
        "tlv.terugplaatsingen", "Terugplaatsingen", Uitstroom.TERUGPLAATSING, "een reguliere school"
    ),
    _uitstroomcijfer(
        "tlv.schakelingen",
        "Schakelingen",
        Uitstroom.SCHAKELING,
        "een andere soort gespecialiseerd onderwijs",
    ),
    module="plaatsing",
)
registreer_verband(["tlv.wachtdagen"], ["tlv.wachtlijst"])
