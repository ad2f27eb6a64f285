"""The KPI's of this SWV for one quarter, ready to print: cards on top, then all of them in a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.urls import reverse

from kwaliteit.cijfertekst import GEEN_VORIGE, breuk, verschil
from kwaliteit.models import Kpi
from kwaliteit.trendlijn import trendlijn
from swv.grafieken import Grafiek
from swv.kengetallen import KENGETALLEN, Meetwaarde
from swv.momentopnamen import Stand, StandBevroren, vergelijk
from swv.templatetags.cijfers import cijfer as getoond
from swv.templatetags.cijfers import normtekst, oordeel, statussoort
from swv.templatetags.opmaak import getal

KWARTALEN = 8
ONTHOUDEN = 600  # seconds for which the comparison with now is kept: it computes every figure
GEEN_BRON = "nog geen bron"


@dataclass(frozen=True)
class Cijfer:
    """One figure as a page shows it; everything is already text."""

    code: str
    naam: str
    waarde: str
    url: str = ""
    breuk: str = ""
    vorige: str = ""
    verschil: str = ""
    norm: str = ""
    soort: str = "neutraal"
    oordeel: str = ""
    toelichting: str = ""
    gecorrigeerd: str = ""  # what the registers say now, when that differs from what was frozen

    @property
    def onderschrift(self) -> str:
        """The small print of a card."""
        vorig = f"vorig kwartaal {self.vorige}" if self.vorige else GEEN_VORIGE
        delen = (self.breuk, f"{vorig} ({self.verschil})" if self.verschil else vorig)
        return " · ".join(deel for deel in delen if deel)


@dataclass(frozen=True)
class Kaart:
    """A figure that stands on top, with its line."""

    kpi: Kpi
    cijfer: Cijfer
    grafiek: Grafiek


@dataclass(frozen=True)
class Kpirij:
    """One KPI with all its figures."""

    kpi: Kpi
    cijfers: Sequence[Cijfer]

    @property
    def regels(self) -> int:
        """Over how many lines of the table the KPI runs."""
        return len(self.cijfers) + bool(self.kpi.nog_geen_bron)


@dataclass(frozen=True)
class Dashboard:
    kaarten: Sequence[Kaart]
    rijen: Sequence[Kpirij]


def dashboard(stand: Stand, kpis: Sequence[Kpi], nu: Mapping[str, str]) -> Dashboard:
    """Every KPI of the profile; two queries for frozen figures, one per figure for those of now.

    `nu`: what the registers say now of the figures that were frozen otherwise (`gecorrigeerd`).
    """
    codes = codes_van(kpis)
    cijfers = {code: cijfer(stand, code, nu) for code in codes}
    return Dashboard(
        kaarten=[_kaart(stand, kpi, cijfers[kpi.uitgelicht]) for kpi in kpis if _is_kaart(kpi, stand)],
        rijen=[Kpirij(kpi, [cijfers[code] for code in kpi.kengetallen]) for kpi in kpis],
    )


def codes_van(kpis: Iterable[Kpi]) -> list[str]:
    """The figures of these KPI's, each once."""
    return list(dict.fromkeys(code for kpi in kpis for code in kpi.kengetallen))


def sleutel(stand: Stand, kpis: Iterable[Kpi], nu: Mapping[str, str]) -> str:
    """Names what the dashboard of a frozen quarter shows, so that it is drawn once; empty for figures of now."""
    if stand.momentopname is None:
        return ""
    inhoud = [(kpi.nummer, kpi.naam, kpi.kengetallen, kpi.uitgelicht, kpi.nog_geen_bron) for kpi in kpis]
    vingerafdruk = sha256(repr((inhoud, sorted(nu.items()))).encode()).hexdigest()
    return f"{stand.momentopname.sleutel}-{vingerafdruk}"


def _is_kaart(kpi: Kpi, stand: Stand) -> bool:
    return kpi.uitgelicht in kpi.kengetallen and is_bekend(stand, kpi.uitgelicht)


def is_bekend(stand: Stand, code: str) -> bool:
    """Whether anybody defines this figure, now or when it was frozen."""
    return code in KENGETALLEN or code in stand.codes


def cijfer(stand: Stand, code: str, nu: Mapping[str, str] | None = None) -> Cijfer:
    """One figure in words; a code that nobody defines says so instead of breaking the page."""
    if not is_bekend(stand, code):
        return Cijfer(code, code, "onbekend kengetal")
    gemeten = stand.waarde(code)
    kengetal, uitkomst = gemeten.kengetal, gemeten.uitkomst
    vorige = stand.vorige(code)
    return Cijfer(
        code=code,
        naam=kengetal.naam,
        waarde=waarde_tekst(gemeten),
        url=f"{reverse('kwaliteit:kengetal', args=[code])}?kwartaal={stand.kwartaal}",
        breuk=breuk(kengetal, uitkomst),
        vorige="" if vorige is None else getal(vorige, kengetal.eenheid),
        verschil=verschil(kengetal, uitkomst.waarde, vorige),
        norm=normtekst(gemeten) if gemeten.norm else "",
        soort=statussoort(gemeten.status),
        oordeel=oordeel(gemeten),
        toelichting=uitkomst.toelichting,
        gecorrigeerd=(nu or {}).get(code, ""),
    )


def waarde_tekst(gemeten: Meetwaarde) -> str:
    tekst: str = getoond(gemeten)
    return tekst


def _kaart(stand: Stand, kpi: Kpi, getoond: Cijfer) -> Kaart:
    gemeten = stand.waarde(getoond.code)
    lijn = trendlijn(
        gemeten.kengetal.naam,
        stand.trend(getoond.code, KWARTALEN),
        eenheid=gemeten.kengetal.eenheid,
        norm=gemeten.norm.waarde if gemeten.norm else None,
    )
    return Kaart(kpi, getoond, lijn)


def gecorrigeerd(stand: Stand) -> dict[str, str]:
    """Which frozen figures the registers now give otherwise, and how; empty for figures of now.

    Comparing computes every figure again, so it is remembered for ten minutes.
    """
    if not isinstance(stand, StandBevroren):
        return {}
    sleutel = f"kwaliteit:gecorrigeerd:{stand.momentopname.sleutel}"
    bekend: dict[str, str] | None = cache.get(sleutel)
    if bekend is None:
        bekend = {v.nu.kengetal.code: _nu_tekst(v.nu) for v in vergelijk(stand) if v.is_gewijzigd}
        cache.set(sleutel, bekend, ONTHOUDEN)
    return bekend


def _nu_tekst(gemeten: Meetwaarde) -> str:
    deel = breuk(gemeten.kengetal, gemeten.uitkomst)
    return f"{waarde_tekst(gemeten)} ({deel})" if deel else waarde_tekst(gemeten)
