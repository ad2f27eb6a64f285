"""How dates, amounts and figures are written: one place for pages, letters and reports.

Written in Python, not with Django's `date` filter: that one costs a third of a page of
fifty rows (eisen.md C1). `getal` is keyed by `eenheid`, the same key as the number
formats of an xlsx export (architectuur.md B.8).
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django_cotton.templatetags import Attrs

from swv.iconen import ICONEN, LABELS, TERMIJNBADGES, Badge, Icoon
from swv.termijnen import Staat, tekst

register = template.Library()

STREEPJE = "—"
NVT = "n.v.t."
HARDE_SPATIE = "\u00a0"
MAANDEN_KORT = (
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
KILO = 1000
GROOTTES = ("bytes", "kB", "MB", "GB")


def _lokaal(waarde: datetime) -> datetime:
    return localtime(waarde) if is_aware(waarde) else waarde


def _dag(waarde: date) -> date:
    """The calendar date in Europe/Amsterdam of a date or a moment."""
    return _lokaal(waarde).date() if isinstance(waarde, datetime) else waarde


def _met_dag(waarde: object, schrijf: Callable[[date], str]) -> str:
    """Write a date; text passes unchanged, so a component may receive either."""
    if isinstance(waarde, date):
        return schrijf(_dag(waarde))
    return str(waarde) if waarde else STREEPJE


@register.filter
def datum(waarde: object) -> str:
    """`23 november 2026`."""
    return _met_dag(waarde, tekst.datum)


@register.filter
def datum_dag(waarde: object) -> str:
    """`maandag 23 november 2026`."""
    return _met_dag(waarde, tekst.datum_met_weekdag)


def _kort(dag: date) -> str:
    return f"{dag.day} {MAANDEN_KORT[dag.month - 1]} {dag.year}"


@register.filter
def datum_kort(waarde: object) -> str:
    """`23 nov 2026`."""
    return _met_dag(waarde, _kort)


@register.filter
def tijd(waarde: object) -> str:
    """`14.10`."""
    if isinstance(waarde, datetime):
        waarde = _lokaal(waarde).time()
    if isinstance(waarde, time):
        return f"{waarde.hour:02}.{waarde.minute:02}"
    return str(waarde) if waarde else STREEPJE


@register.filter
def moment(waarde: object) -> str:
    """`23 nov 2026, 14.10`; a date without a time is written as a date."""
    if isinstance(waarde, datetime):
        return f"{datum_kort(waarde)}, {tijd(waarde)}"
    return datum_kort(waarde)


@register.filter
def iso(waarde: object) -> str:
    """`2026-11-23` or `2026-11-23T14:10`, for the `datetime` attribute of `<time>`; empty for text."""
    if isinstance(waarde, datetime):
        return _lokaal(waarde).isoformat(timespec="minutes")
    return waarde.isoformat() if isinstance(waarde, date) else ""


def _decimaal(waarde: object) -> Decimal | None:
    if waarde is None or waarde == "":
        return None
    try:
        return Decimal(str(waarde))
    except InvalidOperation as fout:
        raise ValueError(f"{waarde!r} is geen getal.") from fout


def _nederlands(waarde: Decimal, decimalen: int) -> str:
    """Half-up, a point per thousand and a comma before the decimals."""
    afgerond = waarde.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)
    return f"{afgerond + 0:,}".translate(str.maketrans(",.", ".,"))


def _heel(waarde: Decimal) -> str:
    return _nederlands(waarde, 0)


def _een_decimaal(waarde: Decimal) -> str:
    return _nederlands(waarde, 1)


def _euro(waarde: Decimal) -> str:
    return f"€{HARDE_SPATIE}{_nederlands(waarde, 2)}"


def _procent(waarde: Decimal) -> str:
    return f"{_een_decimaal(waarde)}%"


def _duur(enkelvoud: str, meervoud: str) -> Callable[[Decimal], str]:
    """`1 dag`, `3 weken`, as norms have them."""

    def schrijf(waarde: Decimal) -> str:
        heel = waarde == waarde.to_integral_value()
        return f"{_heel(waarde) if heel else _een_decimaal(waarde)} {enkelvoud if waarde == 1 else meervoud}"

    return schrijf


EENHEDEN: dict[str, Callable[[Decimal], str]] = {
    "": _heel,
    "aantal": _heel,
    "leerlingen": _heel,
    "decimaal": _een_decimaal,
    "cijfer": _een_decimaal,
    "euro": _euro,
    "percentage": _procent,
    "procent": _procent,
    "uren": _duur("uur", "uur"),
    "dagen": _duur("dag", "dagen"),
    "werkdagen": _duur("werkdag", "werkdagen"),
    "weken": _duur("week", "weken"),
    "maanden": _duur("maand", "maanden"),
    "jaren": _duur("jaar", "jaar"),
    "schooljaren": _duur("schooljaar", "schooljaren"),
}


@register.filter
def getal(waarde: object, eenheid: object = "") -> str:
    """Write a figure in its unit; no value (noemer 0) is `n.v.t.`."""
    decimaal = _decimaal(waarde)
    if decimaal is None:
        return NVT
    if str(eenheid) not in EENHEDEN:
        raise ValueError(f"Onbekende eenheid {eenheid!r}.")
    return EENHEDEN[str(eenheid)](decimaal)


@register.filter
def bedrag(waarde: object) -> str:
    """`€ 1.234,50`."""
    decimaal = _decimaal(waarde)
    return STREEPJE if decimaal is None else _euro(decimaal)


@register.filter
def percentage(waarde: object) -> str:
    """`92,6%`; percentages run from 0 to 100."""
    return getal(waarde, "percentage")


@register.filter
def grootte(waarde: object) -> str:
    """`412 kB`: the size of a file as a browser shows it."""
    decimaal = _decimaal(waarde)
    if decimaal is None:
        return STREEPJE
    stap = 0
    while decimaal >= KILO and stap < len(GROOTTES) - 1:
        decimaal, stap = decimaal / KILO, stap + 1
    ruw = _een_decimaal(decimaal) if stap > 1 else _heel(decimaal)
    return f"{ruw.removesuffix(',0')}{HARDE_SPATIE}{GROOTTES[stap]}"


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMEN = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "een Mac"),
    ("Linux", "Linux"),
)


@register.filter
def apparaat(user_agent: object) -> str:
    """`Chrome op Windows`: what a person recognises in the name that a browser gives itself."""
    browser = next((naam for deel, naam in BROWSERS if deel in str(user_agent)), "Onbekende browser")
    systeem = next((naam for deel, naam in SYSTEMEN if deel in str(user_agent)), "")
    return f"{browser} op {systeem}" if systeem else browser


@register.filter
def kenmerken(attrs: Attrs) -> SafeString:
    """Write the remaining attributes of a component, escaped (cotton's own output is not)."""
    return flatatt({naam: waarde for naam, waarde in attrs.attrs_dict().items() if waarde is not None})


@register.filter
def icoonvorm(naam: str) -> Icoon:
    """The drawing of an icon; an unknown name is a mistake in a template."""
    return ICONEN[naam]


@register.filter
@cache
def teken(vorm: Icoon) -> SafeString:
    """Draw an icon; the same drawing is the same text."""
    klasse = "icoon icoon-vol" if vorm.gevuld else "icoon"
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="{}" /></svg>',
        klasse,
        vorm.pad,
    )


@register.simple_tag
def icoon(naam: str) -> SafeString:
    """`{% icoon "zoek" %}`: what `<c-icoon>` draws, for parts that stand on every page or in every row."""
    return teken(icoonvorm(naam))


@register.simple_block_tag
def eenmaal(content: str) -> str:
    """`{% eenmaal as links %}…{% endeenmaal %}`: draw a part once, to show it in more than one place."""
    return content


@register.filter
def labelvorm(soort: str) -> Badge:
    """Colour and sign of a status label."""
    return LABELS[soort]


@register.filter
def termijnvorm(staat: Staat) -> Badge:
    """Colour and sign of the badge of a term."""
    return TERMIJNBADGES[staat]
