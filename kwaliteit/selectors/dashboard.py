"""The KPI's of this SWV for one quarter, ready to print: cards on top, then all of them in a table."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.urls import reverse

from kwaliteit.models import Kpi
from swv.cijfertekst import GEEN_VORIGE, KWARTALEN, Cijferregel, is_bekend, regel
from swv.grafieken import Grafiek
from swv.kengetallen import KENGETALLEN, Meetwaarde
from swv.models import Gebruiker
from swv.momentopnamen import Stand, StandBevroren, vergelijk
from swv.permissions import mag
from swv.templatetags.cijfers import breuk
from swv.templatetags.cijfers import cijfer as waarde_tekst
from swv.trendlijn import trendlijn

ONTHOUDEN = 600  # seconds for which the comparison with now is kept: it computes every figure


@dataclass(frozen=True)
class Cijfer(Cijferregel):
    """One figure as a page shows it: with where its definition stands, and its rows when there are any to see."""

    url: str = ""
    rijen_url: str = ""
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


def dashboard(
    stand: Stand, kpis: Sequence[Kpi], nu: Mapping[str, str], met_rijen: Set[str] = frozenset()
) -> Dashboard:
    """Every KPI of the profile; two queries for frozen figures, one per figure for those of now.

    `nu`: what the registers say now of the figures that were frozen otherwise (`gecorrigeerd`); `met_rijen`: the
    figures of which this user may see the rows.
    """
    codes = codes_van(kpis)
    cijfers = {code: cijfer(stand, code, nu, met_rijen) for code in codes}
    return Dashboard(
        kaarten=[_kaart(stand, kpi, cijfers[kpi.uitgelicht]) for kpi in kpis if _is_kaart(kpi, stand)],
        rijen=[Kpirij(kpi, [cijfers[code] for code in kpi.kengetallen]) for kpi in kpis],
    )


def met_rijen(user: Gebruiker, kpis: Iterable[Kpi]) -> frozenset[str]:
    """The figures of these KPI's that have rows which this user may see; the others are no link."""
    rijen = {code: KENGETALLEN[code].rijen for code in codes_van(kpis) if code in KENGETALLEN}
    return frozenset(code for code, rij in rijen.items() if rij and mag(user, rij.permissie))


def codes_van(kpis: Iterable[Kpi]) -> list[str]:
    """The figures of these KPI's, each once."""
    return list(dict.fromkeys(code for kpi in kpis for code in kpi.kengetallen))


def sleutel(
    stand: Stand, kpis: Iterable[Kpi], nu: Mapping[str, str], met_rijen: Set[str] = frozenset()
) -> str:
    """Names what the dashboard of a frozen quarter shows, so that it is drawn once; empty for figures of now."""
    if stand.momentopname is None:
        return ""
    inhoud = [(kpi.nummer, kpi.naam, kpi.kengetallen, kpi.uitgelicht, kpi.nog_geen_bron) for kpi in kpis]
    vingerafdruk = sha256(repr((inhoud, sorted(nu.items()), sorted(met_rijen))).encode()).hexdigest()
    return f"{stand.momentopname.sleutel}-{vingerafdruk}"


def _is_kaart(kpi: Kpi, stand: Stand) -> bool:
    return kpi.uitgelicht in kpi.kengetallen and is_bekend(stand, kpi.uitgelicht)


def cijfer(
    stand: Stand, code: str, nu: Mapping[str, str] | None = None, met_rijen: Set[str] = frozenset()
) -> Cijfer:
    """One figure in words; its rows are a link where there is at least one that this user may see."""
    basis = regel(stand, code)
    if not is_bekend(stand, code):
        return Cijfer(**vars(basis))
    url = f"{reverse('kwaliteit:kengetal', args=[code])}?kwartaal={stand.kwartaal}"
    heeft_rijen = code in met_rijen and stand.waarde(code).uitkomst.teller != 0
    return Cijfer(
        **vars(basis),
        url=url,
        rijen_url=f"{url}#rijen" if heeft_rijen else "",
        gecorrigeerd=(nu or {}).get(code, ""),
    )


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
    deel = breuk(gemeten)
    return f"{waarde_tekst(gemeten)} ({deel})" if deel else waarde_tekst(gemeten)
