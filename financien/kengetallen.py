"""The figures of money: KPI 11 and 12 of VO2001, and what a director asks first (missie.md 1.9).

Realisatie is what was booked in the boekjaar of the peildatum, through the peildatum. All of them are of
the whole SWV: for one bestuur or school they do not apply.
"""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from financien.enums import Bestemming, Soort
from financien.geld import NUL, hele_euros
from financien.models import Balans, Begroting, Boeking, BoekingQuerySet, Post
from financien.permissions import INZIEN
from financien.selectors import ratios
from swv.kengetallen import (
    Cel,
    Kengetal,
    Kolom,
    Peiling,
    Rijen,
    Scope,
    Uitkomst,
    Verdeling,
    aandeel,
    registreer,
)
from swv.normen import normen_op
from swv.templatetags.opmaak import bedrag, datum_kort

GELD = DecimalField(max_digits=14, decimal_places=2)
HEEL_SWV = "Dit cijfer geldt voor het hele samenwerkingsverband."
GEEN_BEGROTING = "Op de peildatum was er geen vastgestelde begroting voor dit jaar."
GEEN_BALANS = "Er is nog geen balans ingevuld van een jaar voor de peildatum."
BRON_11 = "Jaarplan 2024-2025, KPI 11 (verdeling middelen)"
BRON_12 = "Jaarplan 2024-2025, KPI 12 (financiën)"
CYCLUS = "Begroting en realisatie van dit samenwerkingsverband"
TOEZICHT = "Financiële kengetallen van de Inspectie van het Onderwijs"

KOLOMMEN = (
    Kolom("Datum", lambda boeking: datum_kort(boeking.datum)),
    Kolom("Boekstuk", lambda boeking: boeking.boekstuk),
    Kolom("Programma", lambda boeking: boeking.programma.naam),
    Kolom("Omschrijving", lambda boeking: boeking.omschrijving),
    Kolom("Bedrag", lambda boeking: bedrag(boeking.bedrag)),
)


def van_heel_swv(bereken: Callable[[Peiling], Uitkomst]) -> Callable[[Peiling], Uitkomst]:
    """Money is not kept per school: asked for one, the figure does not apply."""

    def alleen_geheel(vraag: Peiling) -> Uitkomst:
        return bereken(vraag) if vraag.scope == Scope() else Uitkomst(None, toelichting=HEEL_SWV)

    return alleen_geheel


def boekingen(vraag: Peiling) -> BoekingQuerySet:
    return Boeking.objects.boekjaar_tot_en_met(vraag.peildatum)


def _som(rijen: "QuerySet[Boeking]") -> Decimal:
    som: Decimal | None = rijen.aggregate(som=Sum("bedrag"))["som"]
    return som or NUL


def _totaal(soort: Soort) -> Callable[[Peiling], Uitkomst]:
    def bereken(vraag: Peiling) -> Uitkomst:
        som = _som(boekingen(vraag).filter(soort=soort))
        return Uitkomst(som, som)

    return van_heel_swv(bereken)


@van_heel_swv
def resultaat(vraag: Peiling) -> Uitkomst:
    baten_, lasten_ = Q(soort=Soort.BATEN), Q(soort=Soort.LASTEN)
    sommen = boekingen(vraag).aggregate(
        baten=Sum("bedrag", filter=baten_), lasten=Sum("bedrag", filter=lasten_)
    )
    saldo = (sommen["baten"] or NUL) - (sommen["lasten"] or NUL)
    return Uitkomst(saldo, saldo)


@van_heel_swv
def uitputting(vraag: Peiling) -> Uitkomst:
    """Lasten booked over the lasten of the begroting in force; the begroting is that of the whole year."""
    begroot = Post.objects.filter(begroting=OuterRef("pk"), soort=Soort.LASTEN).order_by().values("begroting")
    geboekt = boekingen(vraag).lasten().order_by().values("soort")
    nul = Value(NUL, GELD)
    rij = (
        Begroting.objects.geldend_op(vraag.peildatum.year, vraag.peildatum)
        .values_list(
            Coalesce(Subquery(geboekt.annotate(som=Sum("bedrag")).values("som"), output_field=GELD), nul),
            Coalesce(Subquery(begroot.annotate(som=Sum("bedrag")).values("som"), output_field=GELD), nul),
        )
        .first()
    )
    return aandeel(*rij) if rij else Uitkomst(None, toelichting=GEEN_BEGROTING)


def _deel(bestemming: Bestemming) -> Callable[[Peiling], Uitkomst]:
    """KPI 11: the lasten for one bestemming over all lasten."""

    def bereken(vraag: Peiling) -> Uitkomst:
        hiervoor = Q(programma__bestemming=bestemming)
        sommen = (
            boekingen(vraag).lasten().aggregate(deel=Sum("bedrag", filter=hiervoor), geheel=Sum("bedrag"))
        )
        return aandeel(sommen["deel"] or NUL, sommen["geheel"] or NUL)

    return van_heel_swv(bereken)


def _uit_balans(bereken: Callable[[Balans, Peiling], Uitkomst]) -> Callable[[Peiling], Uitkomst]:
    """The latest balance sheet of a year that had ended on the peildatum."""

    def uit_laatste(vraag: Peiling) -> Uitkomst:
        balans = Balans.objects.bekend_op(vraag.peildatum).first()
        return bereken(balans, vraag) if balans else Uitkomst(None, toelichting=GEEN_BALANS)

    return van_heel_swv(uit_laatste)


def _weerstandsvermogen(balans: Balans, _vraag: Peiling) -> Uitkomst:
    return _met_jaar(balans, aandeel(balans.eigen_vermogen, balans.totale_baten))


def _bovenmatig(balans: Balans, vraag: Peiling) -> Uitkomst:
    waarde = ratios.bovenmatig(balans, normen_op(vraag.peildatum))
    return _met_jaar(balans, Uitkomst(waarde, waarde))


def _solvabiliteit(balans: Balans, _vraag: Peiling) -> Uitkomst:
    return _met_jaar(balans, aandeel(balans.eigen_vermogen + balans.voorzieningen, balans.totaal_vermogen))


def _liquiditeit(balans: Balans, _vraag: Peiling) -> Uitkomst:
    waarde = ratios.liquiditeit(balans)
    return _met_jaar(balans, Uitkomst(waarde, balans.vlottende_activa, balans.kortlopende_schulden))


def _rentabiliteit(balans: Balans, _vraag: Peiling) -> Uitkomst:
    return _met_jaar(balans, aandeel(balans.resultaat, balans.totale_baten))


def _met_jaar(balans: Balans, uitkomst: Uitkomst) -> Uitkomst:
    return Uitkomst(
        uitkomst.waarde, uitkomst.teller, uitkomst.noemer, f"Balans van 31 december {balans.jaar}."
    )


def _rijen(selecteer: Callable[[Peiling], "QuerySet[Boeking]"]) -> Rijen:
    def gesorteerd(vraag: Peiling) -> "QuerySet[Boeking]":
        return selecteer(vraag).select_related("programma").order_by("datum", "id")

    return Rijen(gesorteerd, KOLOMMEN, INZIEN, som="bedrag")


def _rijen_van(bestemming: Bestemming) -> Rijen:
    return _rijen(lambda vraag: boekingen(vraag).lasten().filter(programma__bestemming=bestemming))


def _naar_programma(vraag: Peiling) -> list[Cel]:
    return _cellen(vraag, "programma__naam", "programma__volgorde", {})


def _naar_bestemming(vraag: Peiling) -> list[Cel]:
    return _cellen(vraag, "programma__bestemming", "programma__bestemming", dict(Bestemming.choices))


def _cellen(vraag: Peiling, naam: str, volgorde: str, namen: dict[str, str]) -> list[Cel]:
    """Lasten in whole euros that add up to the rounded total; one query."""
    if vraag.scope != Scope():
        return []
    rijen = boekingen(vraag).lasten().order_by(volgorde, naam).values_list(naam).annotate(Sum("bedrag"))
    gelezen = list(rijen)
    euros = hele_euros([som for _, som in gelezen])
    return [Cel((namen.get(code, code),), euro) for (code, _), euro in zip(gelezen, euros, strict=True)]


def _kpi_11(bestemming: Bestemming) -> Kengetal:
    return Kengetal(
        code=f"financien.aandeel_{bestemming.value}",
        naam=f"Aandeel {bestemming.label.lower()} in de lasten",
        definitie=f"Geboekte lasten van programma's met bestemming “{bestemming.label}” over alle geboekte lasten, "
        "boekjaar tot en met de peildatum.",
        eenheid="percentage",
        bron=BRON_11,
        bereken=_deel(bestemming),
        rijen=_rijen_van(bestemming),
    )


registreer(
    Kengetal(
        code="financien.baten",
        naam="Baten",
        definitie="Geboekte baten in het boekjaar van de peildatum, tot en met de peildatum.",
        eenheid="euro",
        bron=CYCLUS,
        bereken=_totaal(Soort.BATEN),
        rijen=_rijen(lambda vraag: boekingen(vraag).baten()),
    ),
    Kengetal(
        code="financien.lasten",
        naam="Lasten",
        definitie="Geboekte lasten in het boekjaar van de peildatum, tot en met de peildatum.",
        eenheid="euro",
        bron=CYCLUS,
        bereken=_totaal(Soort.LASTEN),
        rijen=_rijen(lambda vraag: boekingen(vraag).lasten()),
    ),
    Kengetal(
        code="financien.resultaat",
        naam="Resultaat",
        definitie="Geboekte baten min geboekte lasten, boekjaar tot en met de peildatum.",
        eenheid="euro",
        bron=CYCLUS,
        bereken=resultaat,
    ),
    Kengetal(
        code="financien.uitputting",
        naam="Uitputting van de begroting",
        definitie="Geboekte lasten tot en met de peildatum over de lasten van de begroting die op de peildatum gold, "
        "voor het hele jaar.",
        eenheid="percentage",
        bron=CYCLUS,
        bereken=uitputting,
        rijen=_rijen(lambda vraag: boekingen(vraag).lasten()),
    ),
    *(_kpi_11(bestemming) for bestemming in Bestemming),
    Kengetal(
        code="financien.weerstandsvermogen",
        naam="Weerstandsvermogen",
        definitie="Eigen vermogen over de totale baten, op de laatste balans voor de peildatum.",
        eenheid="percentage",
        bron=BRON_12,
        bereken=_uit_balans(_weerstandsvermogen),
        norm="financien.eigen_vermogen",
        beter="lager",
    ),
    Kengetal(
        code="financien.bovenmatig_vermogen",
        naam="Mogelijk bovenmatig eigen vermogen",
        definitie="Eigen vermogen boven de signaleringswaarde: het hoogste van 3,5% van de totale baten en € 250.000.",
        eenheid="euro",
        bron="Signaleringswaarde voor samenwerkingsverbanden, Inspectie van het Onderwijs",
        bereken=_uit_balans(_bovenmatig),
    ),
    Kengetal(
        code="financien.solvabiliteit",
        naam="Solvabiliteit 2",
        definitie="Eigen vermogen en voorzieningen over het totale vermogen, op de laatste balans.",
        eenheid="percentage",
        bron=TOEZICHT,
        bereken=_uit_balans(_solvabiliteit),
    ),
    Kengetal(
        code="financien.liquiditeit",
        naam="Liquiditeit",
        definitie="Vlottende activa over kortlopende schulden, op de laatste balans.",
        eenheid="cijfer",
        bron=TOEZICHT,
        bereken=_uit_balans(_liquiditeit),
    ),
    Kengetal(
        code="financien.rentabiliteit",
        naam="Rentabiliteit",
        definitie="Resultaat over de totale baten van het laatste jaar met een balans.",
        eenheid="percentage",
        bron=TOEZICHT,
        bereken=_uit_balans(_rentabiliteit),
    ),
    Verdeling(
        "financien.lasten_naar_programma",
        "Lasten per programma, in hele euro's",
        ("Programma",),
        _naar_programma,
        bron=CYCLUS,
    ),
    Verdeling(
        "financien.lasten_naar_bestemming",
        "Lasten per bestemming, in hele euro's",
        ("Bestemming",),
        _naar_bestemming,
        bron=BRON_11,
    ),
)
