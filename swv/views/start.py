"""Start page "Vandaag": what this person must do, the earliest date first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from swv import inzage, panelen, werk
from swv.context import is_portaal
from swv.enums import Inzagesoort
from swv.iconen import TERMIJNBADGES
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.normen import kalender
from swv.panelen import Werkregel
from swv.permissions import vereist
from swv.templatetags.opmaak import datum_kort, teken
from swv.termijnen import tekst

# Section -> heading, words in the summary, heading of the task column.
VAKKEN: dict[str, tuple[str, str, str]] = {
    "te_laat": ("Te laat", "te laat", "Wat er moet gebeuren"),
    "vandaag": ("Vandaag", "vandaag", "Wat er moet gebeuren"),
    "deze_week": ("Deze week", "deze week", "Wat er moet gebeuren"),
    "volgende_week": ("Volgende week", "volgende week", "Wat er moet gebeuren"),
    "wacht": ("Wacht op een school", "wacht op een school", "Waarop wij wachten"),
    "later": ("Later", "later", "Wat er moet gebeuren"),
}
VAKKEN_SCHOOL = VAKKEN | {"wacht": ("Wacht op u", "wacht op u", "Wat wij van u nodig hebben")}
MEER_DAN_EEN = {"wacht op een school": "wachten op een school", "wacht op u": "wachten op u"}
HOOGSTENS = 50
GEEN_WERK = (
    "Er ligt nu niets op u te wachten",
    "Hier staat straks wat u moet doen, met de vroegste datum bovenaan.",
)
LEEG: dict[str, tuple[str, str]] = {
    "school": (
        "U hoeft nu niets te doen",
        "Vraagt het samenwerkingsverband u om iets aan te vullen, dan staat dat hier. "
        "Een aanvraag begint u bij de leerling.",
    ),
    "schooldirecteur": (
        "Er is nu niets dat op u wacht",
        "U kunt meelezen met wat uw school instuurt.",
    ),
    "deskundige": (
        "U heeft nu geen adviezen te geven",
        "Wijst het samenwerkingsverband u een aanvraag toe, dan staat die hier tot u advies heeft gegeven.",
    ),
    "fg": (
        "Er ligt nu niets op u te wachten",
        "Wie welk dossier heeft bekeken, vindt u in het menu.",
    ),
    "beheer": (
        "Er is nu niets dat aandacht vraagt",
        "Gebruikers, scholen en normen vindt u in het menu. Mislukte opdrachten komen hier te staan.",
    ),
    "leerplicht": (
        "Er is nu geen melding met u gedeeld",
        "U ziet een leerling van uw gemeente zolang er een melding loopt.",
    ),
    "partner": (
        "U doet nu aan geen overleg mee",
        "Nodigt het samenwerkingsverband u uit voor een overleg, dan staat het hier.",
    ),
    "toezicht": (
        "Er is nu geen nieuwe rapportage",
        "Een rapportage staat hier zodra zij is vastgesteld. Eerdere staan in het menu bij Rapportages.",
    ),
}


class Rij(TypedDict):
    """A work-list row as the page shows it: all written out, in a dict, whose keys a template reads fastest."""

    kenmerk: str
    leerling: str
    leerling_sleutel: UUID | None
    school: str
    wat: str
    actie: str
    url: str
    label: str
    teken: str
    over: str
    onder: str


@dataclass(frozen=True)
class Vak:
    code: str
    titel: str
    kolom: str
    rijen: list[Rij]
    meer: bool


@dataclass(frozen=True)
class Filter:
    naam: str
    code: str
    actief: bool


@vereist("start.inzien")
def start(request: HttpRequest) -> HttpResponse:
    """Show the work list of this person, or what will come here."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    op, gekozen = vandaag(), request.GET.get("bak", "")
    per_bak = werk.lees(panelen.werkbakken, user, op, kalender())
    regels = [r for code, rijen in per_bak.items() if gekozen in ("", code) for r in rijen]
    indeling = VAKKEN_SCHOOL if is_portaal(user) else VAKKEN
    vakken = deel_in(regels, op, indeling)
    inzage.noteer(request, _leerlingen(vakken), Inzagesoort.LIJST)
    context = {
        "vakken": vakken,
        "datum": tekst.datum_met_weekdag(op),
        "samenvatting": samenvatting(regels, op, indeling),
        "filters": _filters(per_bak, gekozen),
        "leeg": LEEG.get(next(iter(sorted(user.rollen & LEEG.keys())), ""), GEEN_WERK),
    }
    return render(request, "swv/start.html", context)


def vak_van(regel: Werkregel, op: date) -> str:
    """In which section a row stands on day `op`; a week ends on Sunday."""
    if regel.wacht_op_school:
        return "wacht"
    if regel.uiterste_datum is None:
        return "later"
    if regel.uiterste_datum < op:
        return "te_laat"
    if regel.uiterste_datum == op:
        return "vandaag"
    weken = (regel.uiterste_datum - op + timedelta(days=op.weekday())).days // 7
    return {0: "deze_week", 1: "volgende_week"}.get(weken, "later")


def deel_in(regels: Iterable[Werkregel], op: date, vakken: dict[str, tuple[str, str, str]]) -> list[Vak]:
    """Return the sections that have rows, each with the earliest date first and a bounded length."""
    per_vak: dict[str, list[Werkregel]] = {code: [] for code in vakken}
    for regel in regels:
        per_vak[vak_van(regel, op)].append(regel)
    gevuld = []
    for code, (titel, _woord, kolom) in vakken.items():
        gesorteerd = sorted(per_vak[code], key=lambda r: (r.uiterste_datum or date.max, r.niveau, r.kenmerk))
        if gesorteerd:
            rijen = [_rij(regel) for regel in gesorteerd[:HOOGSTENS]]
            gevuld.append(Vak(code, titel, kolom, rijen, meer=len(gesorteerd) > HOOGSTENS))
    return gevuld


def samenvatting(regels: Iterable[Werkregel], op: date, vakken: dict[str, tuple[str, str, str]]) -> str:
    """`3 te laat · 5 vandaag · 6 wachten op een school`; sections without rows are left out."""
    aantallen = Counter(vak_van(regel, op) for regel in regels)
    delen = []
    for code, (_titel, woord, _kolom) in vakken.items():
        if aantal := aantallen[code]:
            delen.append(f"{aantal} {woord if aantal == 1 else MEER_DAN_EEN.get(woord, woord)}")
    return " · ".join(delen)


def _rij(regel: Werkregel) -> Rij:
    badge = TERMIJNBADGES[regel.resterend.staat] if regel.resterend else None
    uiterlijk = f"uiterlijk {datum_kort(regel.uiterste_datum)}" if regel.uiterste_datum else ""
    return {
        "kenmerk": regel.kenmerk,
        "leerling": regel.leerling,
        "leerling_sleutel": regel.leerling_sleutel,
        "school": regel.school,
        "wat": regel.wat,
        "actie": regel.actie,
        "url": regel.url,
        "label": f"label label-{badge.soort}" if badge else "",
        "teken": teken(badge.icoon) if badge and badge.icoon else "",
        "over": regel.resterend.woorden if regel.resterend else "",
        "onder": " · ".join(deel for deel in (regel.norm, uiterlijk) if deel),
    }


def _leerlingen(vakken: Iterable[Vak]) -> set[UUID]:
    sleutels = (rij["leerling_sleutel"] for vak in vakken for rij in vak.rijen)
    return {sleutel for sleutel in sleutels if sleutel}


def _filters(per_bak: dict[str, list[Werkregel]], gekozen: str) -> list[Filter]:
    """Buttons per kind of work, only when this person has more than one kind."""
    gevuld = [bak for bak in panelen.werkbakken if per_bak.get(bak.code)]
    if len(gevuld) < 2 and not gekozen:
        return []
    soorten = [Filter(bak.titel, bak.code, bak.code == gekozen) for bak in gevuld]
    return [Filter("Alles", "", not gekozen), *soorten]
