"""Freezing the figures of a quarter, once, and catching up what was missed."""

from datetime import datetime, timedelta
from itertools import count, takewhile

from django.db import transaction

from swv.enums import Aanleiding
from swv.gebeurtenissen import leg_vast
from swv.kengetallen import KENGETALLEN, VERDELINGEN, Meetwaarde, Peiling, Verdeling, meet, peiling
from swv.klok import datum_van
from swv.kwartaal import Kwartaal
from swv.models import Gebruiker, Meting, Momentopname, Samenwerkingsverband, Verdelingmeting
from swv.momentopnamen.stand import StandBevroren, mist_kwartaal, stand_van
from swv.termijnen import datum

# Without an earlier momentopname a quarter is caught up only this long after its peildatum.
INHAALTIJD = timedelta(days=31)


class PeildatumNietVoorbij(ValueError):
    """The quarter cannot be frozen yet; the text is one Dutch sentence."""

    def __init__(self, vraag: Peiling) -> None:
        super().__init__(
            f"De cijfers van het {vraag.kwartaal.naam} kunnen pas na de peildatum worden vastgelegd, "
            f"vanaf {datum(vraag.peildatum + timedelta(days=1))}."
        )


def eis_voorbij(vraag: Peiling, op: datetime) -> None:
    """Raise `PeildatumNietVoorbij` until the day after the peildatum: the stand is that of its end."""
    if datum_van(op) <= vraag.peildatum:
        raise PeildatumNietVoorbij(vraag)


@transaction.atomic
def bevries(
    kwartaal: Kwartaal, *, door: Gebruiker | None, op: datetime, aanleiding: str = Aanleiding.VERZOEK
) -> StandBevroren:
    """Freeze every figure and breakdown of a quarter, once; who comes second gets what the first froze.

    From the day after the peildatum (before it `PeildatumNietVoorbij`) the stand and the flow; what counts over
    the calendar quarter is added to it from the day after that ends, so that nothing falls between two reports.
    """
    if (bevroren := stand_van(kwartaal)) and not _is_aan_te_vullen(bevroren, op):
        return bevroren
    eis_voorbij(peiling(kwartaal), op)
    Samenwerkingsverband.objects.select_for_update(no_key=True).get()  # one at a time, in this installation
    bevroren = stand_van(kwartaal)
    if bevroren is None:
        _begin(kwartaal, door=door, op=op, aanleiding=aanleiding)
    elif _is_aan_te_vullen(bevroren, op):
        _schrijf(bevroren.momentopname, bevroren.vraag, telt_kwartaal=True)
        leg_vast(bevroren.momentopname, "aangevuld", door=door, op=op, gegevens={"kwartaal": str(kwartaal)})
    return StandBevroren(Momentopname.objects.van(kwartaal).get())


def _is_aan_te_vullen(stand: StandBevroren, op: datetime) -> bool:
    return stand.wacht_op_kwartaal and not mist_kwartaal(stand.kwartaal, op)


def _begin(kwartaal: Kwartaal, *, door: Gebruiker | None, op: datetime, aanleiding: str) -> None:
    vraag = peiling(kwartaal)
    momentopname = Momentopname.objects.create(
        jaar=vraag.kwartaal.jaar,
        nummer=vraag.kwartaal.nummer,
        peildatum=vraag.peildatum,
        vorige_peildatum=vraag.vorige_peildatum,
        aanleiding=aanleiding,
        gemaakt_op=op,
        gemaakt_door=door,
    )
    _schrijf(momentopname, vraag, telt_kwartaal=False)
    if not mist_kwartaal(kwartaal, op):
        _schrijf(momentopname, vraag, telt_kwartaal=True)
    leg_vast(momentopname, "vastgelegd", door=door, op=op, gegevens={"kwartaal": str(kwartaal)})


def _schrijf(momentopname: Momentopname, vraag: Peiling, *, telt_kwartaal: bool) -> None:
    """Keep the figures and breakdowns that count over the quarter, or all others."""
    codes = [code for code in sorted(KENGETALLEN) if KENGETALLEN[code].telt_kwartaal is telt_kwartaal]
    Meting.objects.bulk_create(_meting(momentopname, gemeten) for gemeten in meet(vraag, codes))
    verdelingen = [VERDELINGEN[code] for code in sorted(VERDELINGEN)]
    Verdelingmeting.objects.bulk_create(
        _verdelingmeting(momentopname, verdeling, vraag)
        for verdeling in verdelingen
        if verdeling.telt_kwartaal is telt_kwartaal
    )


def _meting(momentopname: Momentopname, gemeten: Meetwaarde) -> Meting:
    kengetal, uitkomst, norm = gemeten.kengetal, gemeten.uitkomst, gemeten.norm
    return Meting(
        momentopname=momentopname,
        code=kengetal.code,
        versie=kengetal.versie,
        naam=kengetal.naam,
        definitie=kengetal.definitie,
        bron=kengetal.bron,
        eenheid=kengetal.eenheid,
        beter=kengetal.beter,
        waarde=uitkomst.waarde,
        teller=uitkomst.teller,
        noemer=uitkomst.noemer,
        toelichting=uitkomst.toelichting,
        status=gemeten.status,
        norm_code=norm.code if norm else "",
        norm_naam=norm.naam if norm else "",
        norm_waarde=norm.waarde if norm else None,
        norm_eenheid=norm.eenheid if norm else "",
        norm_sleutel=norm.sleutel if norm else None,
    )


def _verdelingmeting(momentopname: Momentopname, verdeling: Verdeling, vraag: Peiling) -> Verdelingmeting:
    return Verdelingmeting(
        momentopname=momentopname,
        code=verdeling.code,
        versie=verdeling.versie,
        naam=verdeling.naam,
        bron=verdeling.bron,
        dimensies=list(verdeling.dimensies),
        cellen=[[list(cel.labels), cel.aantal] for cel in verdeling.bereken(vraag)],
    )


def in_te_halen(op: datetime) -> list[Kwartaal]:
    """The quarters whose peildatum is over and that nobody froze, the oldest first.

    They follow the first momentopname; without one only a peildatum of the last month counts, so that a new
    installation does not freeze a past it knows nothing of.
    """
    vandaag = datum_van(op)
    laatste = Kwartaal.van(vandaag)
    if peiling(laatste).peildatum >= vandaag:
        laatste = laatste.vorige
    bevroren = [Kwartaal(*rij) for rij in Momentopname.objects.values_list("jaar", "nummer")]
    if not bevroren:
        return [laatste] if vandaag - peiling(laatste).peildatum <= INHAALTIJD else []
    reeks = takewhile(lambda kwartaal: kwartaal <= laatste, map(min(bevroren).verschoven, count()))
    return [kwartaal for kwartaal in reeks if kwartaal not in bevroren]


def haal_in(op: datetime) -> list[Kwartaal]:
    """Freeze or complete what was missed, each quarter in its own transaction; safe to run twice."""
    gemist = [*in_te_halen(op), *_aan_te_vullen(op)]
    for kwartaal in gemist:
        bevries(kwartaal, door=None, op=op, aanleiding=Aanleiding.PLANNING)
    return gemist


def _aan_te_vullen(op: datetime) -> list[Kwartaal]:
    """The quarters that were frozen before they ended, the oldest first."""
    vroeg = [
        rij
        for rij in Momentopname.objects.order_by("jaar", "nummer")
        if mist_kwartaal(rij.kwartaal, rij.gemaakt_op)
    ]
    return [rij.kwartaal for rij in vroeg if _is_aan_te_vullen(StandBevroren(rij), op)]
