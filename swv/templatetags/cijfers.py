"""How a figure of the registry is written: one place for page and PDF (architectuur.md B.8).

`getal` (swv/templatetags/opmaak.py) does the writing, keyed by eenheid; the xlsx formats stand in
`swv.exports.SOORT_VAN_EENHEID` under the same keys.
"""

from django import template

from swv.kengetallen import Meetwaarde, Status
from swv.templatetags.opmaak import getal

register = template.Library()

ONDERDRUKT = "*"
RICHTING = {"lager": "ten hoogste", "hoger": "ten minste"}
NIET_GEHAALD = {"lager": "boven de norm", "hoger": "onder de norm"}
# Kind of status label: each has its own sign, so colour is never alone.
LABELS: dict[Status, str] = {
    "gehaald": "goed",
    "niet gehaald": "fout",
    "geen norm": "neutraal",
    "n.v.t.": "neutraal",
    "niet getoond": "neutraal",
}


@register.filter
def cijfer(gemeten: Meetwaarde) -> str:
    """`92,6%`, `31`, `€ 1.234,50`, `n.v.t.`, or a star: the outcome of a figure in its unit."""
    if gemeten.onderdrukt:
        return ONDERDRUKT
    return getal(gemeten.uitkomst.waarde, gemeten.kengetal.eenheid)


@register.filter
def breuk(gemeten: Meetwaarde) -> str:
    """`25 van 27`: what a percentage counts; empty for a figure that is a count itself."""
    teller, noemer = gemeten.uitkomst.teller, gemeten.uitkomst.noemer
    return "" if teller is None or noemer is None else f"{getal(teller)} van {getal(noemer)}"


@register.filter
def normtekst(gemeten: Meetwaarde) -> str:
    """`ten minste 95%`, or a dash where no norm is held against it."""
    if gemeten.norm is None:
        return "—"
    return f"{RICHTING.get(gemeten.kengetal.beter, '')} {gemeten.norm.waarde_tekst}".strip()


@register.filter
def oordeel(gemeten: Meetwaarde) -> str:
    """`haalt de norm`, `onder de norm`; nothing where there is nothing to judge."""
    if gemeten.status == "gehaald":
        return "haalt de norm"
    return NIET_GEHAALD[gemeten.kengetal.beter] if gemeten.status == "niet gehaald" else ""


@register.filter
def statussoort(status: Status) -> str:
    """The kind of label that says whether a norm was met."""
    return LABELS[status]


@register.filter
def celtekst(aantal: int | None) -> str:
    """A count of a breakdown; what is suppressed is a star."""
    return ONDERDRUKT if aantal is None else getal(aantal)
