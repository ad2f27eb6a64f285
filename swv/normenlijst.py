"""Read models of the norm pages: norms in groups, and the history of one norm."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from swv.inrichting import zin
from swv.models import Mandaat, Norm
from swv.normen import TLV_KLOKKEN
from swv.rollen import ROLLEN

ONDERWERPEN = {
    "tlv": "Toelaatbaarheidsverklaring (TLV)",
    "bezwaar": "Bezwaar",
    "beroep": "Beroep",
    "dwangsom": "Dwangsom",
    "opp": "Ontwikkelingsperspectief (OPP)",
    "zorgplicht": "Zorgplicht van de school",
    "thuiszitter": "Thuiszitters",
    "vrijstelling": "Vrijstellingen",
    "ect": zin("{expertteam}"),
    "arrangement": "Arrangementen",
    "opdc": "OPDC",
    "doa": zin("{analyseteam} ({analyseteam_kort})"),
    "ost": "Onderwijs Supportteam (OST)",
    "hb": "Hoogbegaafdheid",
    "basisondersteuning": "Basisondersteuning",
    "financien": "Financiën",
    "toegang": "Toegang en accounts",
    "bewaren": "Bewaren van gegevens",
}
CATEGORIEEN = {"": "alle", "L": "laag", "M": "midden", "H": "hoog", "Nvt": "geen"}
ZEKERHEIDSLABEL = {"Z": "goed", "W": "info", "O": "let-op"}


@dataclass(frozen=True)
class Normrij:
    """One norm as the list shows it; `volgende` is a version that is already decided on."""

    norm: Norm
    volgende: Norm | None

    @property
    def label(self) -> str:
        return ZEKERHEIDSLABEL[self.norm.zekerheid]


@dataclass(frozen=True)
class Normgroep:
    titel: str
    rijen: list[Normrij]


@dataclass(frozen=True)
class Versie:
    """One version in the history of a norm, and whether it holds today."""

    norm: Norm
    geldt_nu: bool
    komt_nog: bool


@dataclass(frozen=True)
class Mandaatrij:
    """One line of the mandate table in words."""

    soort: str
    categorie: str
    rol: str
    grondslag: str


def mandaatrijen(op: date) -> list[Mandaatrij]:
    """Who decides a TLV on a day; the most precise line counts (see `swv.normen.mandaat_voor`)."""
    rijen = Mandaat.objects.geldig_op(op).order_by("soort", "categorie", "rol", "id")
    return [
        Mandaatrij(
            rij.soort.upper() or "alle", CATEGORIEEN[rij.categorie], ROLLEN[rij.rol].naam, rij.grondslag
        )
        for rij in rijen
    ]


def normgroepen(op: date) -> list[Normgroep]:
    """The norms in force on a day by subject, clocks and terms first; two queries."""
    volgende: dict[str, Norm] = {}
    for norm in Norm.objects.filter(geldig_vanaf__gt=op).order_by("geldig_vanaf", "id"):
        volgende.setdefault(norm.code, norm)
    groepen: dict[str, list[Normrij]] = {}
    for norm in sorted(Norm.objects.geldig_op(op).order_by("id"), key=_plaats):
        groepen.setdefault(norm.onderwerp, []).append(Normrij(norm, volgende.get(norm.code)))
    return [Normgroep(ONDERWERPEN.get(code, code.capitalize()), groepen[code]) for code in _volgorde(groepen)]


def _plaats(norm: Norm) -> tuple[int, bool, str]:
    klok = TLV_KLOKKEN.index(norm.code) if norm.code in TLV_KLOKKEN else len(TLV_KLOKKEN)
    return klok, norm.termijneenheid is None, norm.naam


def _volgorde(codes: Iterable[str]) -> list[str]:
    plaatsen = {code: plaats for plaats, code in enumerate(ONDERWERPEN)}
    return sorted(codes, key=lambda code: (plaatsen.get(code, len(plaatsen)), code))


def versies(code: str, vandaag: date) -> list[Versie]:
    """All versions of a norm, newest first."""
    rijen = Norm.objects.filter(code=code).select_related("gewijzigd_door").order_by("-geldig_vanaf", "-id")
    return [Versie(norm, _geldt(norm, vandaag), norm.geldig_vanaf > vandaag) for norm in rijen]


def _geldt(norm: Norm, dag: date) -> bool:
    return norm.geldig_vanaf <= dag and (norm.geldig_tot_en_met is None or dag <= norm.geldig_tot_en_met)
