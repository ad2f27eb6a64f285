"""What the pages of reports show; every list starts inside the scope of the user."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from swv.buiten import StandBuiten
from swv.enums import Aanleiding, Rapportagestatus
from swv.kengetallen import Meetwaarde, peiling
from swv.kruistabel import Tabel
from swv.kwartaal import Kwartaal
from swv.models import Gebruiker, Opdracht, Rapportage, Rapportagebestand, Rapportagetekst
from swv.namen import vul
from swv.permissions import mag
from swv.rapportages import services
from swv.rapportages.hoofdstukken import codes
from swv.rapportages.permissions import eis_maker, eis_schrijver
from swv.rapportages.services import ALLEEN_CONCEPT
from swv.rapportages.soorten import SOORTEN, Rapportagesoort, soort_van
from swv.rapportages.workflow import RAPPORTAGE
from swv.rollen import ROLLEN
from swv.workflow import reden_van, reden_waarom_niet

KLEUREN = {
    Rapportagestatus.CONCEPT: "neutraal",
    Rapportagestatus.TER_VASTSTELLING: "wacht",
    Rapportagestatus.VASTGESTELD: "goed",
}
AANTAL_KWARTALEN = 8


@dataclass(frozen=True)
class Rapportregel:
    """One report in the list."""

    rapportage: Rapportage
    naam: str
    kleur: str
    teksten_klaar: int
    teksten: int

    @property
    def voortgang(self) -> str:
        """`2 van 3 teksten`; empty when there is nothing to write."""
        return f"{self.teksten_klaar} van {self.teksten} teksten" if self.teksten else ""


@dataclass(frozen=True)
class Tekstregel:
    """One narrative slot with who writes it, and whether this user may now."""

    tekst: Rapportagetekst
    eigenaar: str
    is_te_laat: bool
    mag_schrijven: bool


@dataclass(frozen=True)
class Cijfergroep:
    """The figures and breakdowns of one chapter."""

    titel: str
    cijfers: list[Meetwaarde]
    tabellen: list[Tabel]


@dataclass(frozen=True)
class Voortgang:
    """How far the making of the files is, for the indicator that refreshes itself."""

    bezig: bool
    mislukt: bool
    waarom: str
    bestanden: list[Rapportagebestand]


@dataclass(frozen=True)
class Knop:
    """A move of the workflow with the reason why it cannot be made now."""

    actie: str
    label: str
    reden: str


def naam_van(code: str) -> str:
    """The name of a kind of report, also of one that no app registers any more."""
    return SOORTEN[code].naam if code in SOORTEN else code


def regels(user: Gebruiker) -> list[Rapportregel]:
    """Every report that this user may see, the newest quarter first."""
    rijen = Rapportage.objects.zichtbaar_voor(user).met_teksten().order_by("-jaar", "-nummer", "soort")
    return [
        Rapportregel(rij, naam_van(rij.soort), KLEUREN[Rapportagestatus(rij.status)], rij.klaar, rij.totaal)
        for rij in rijen
    ]


def kwartalen(vandaag: date) -> list[Kwartaal]:
    """The quarters of which a report can be asked, the newest first."""
    laatste = Kwartaal.van(vandaag)
    while peiling(laatste).peildatum >= vandaag:
        laatste = laatste.vorige
    return [laatste.verschoven(-terug) for terug in range(AANTAL_KWARTALEN)]


def tekstregels(rapportage: Rapportage, user: Gebruiker, vandaag: date) -> list[Tekstregel]:
    rijen = rapportage.teksten.select_related("gewijzigd_door").order_by("volgorde")
    concept = rapportage.status == Rapportagestatus.CONCEPT
    return [
        Tekstregel(
            tekst=rij,
            eigenaar=ROLLEN[rij.rol].naam,
            is_te_laat=not rij.tekst and rij.uiterlijk < vandaag and concept,
            mag_schrijven=concept and not reden_van(eis_schrijver, user, rij),
        )
        for rij in rijen
    ]


def voortgang(rapportage: Rapportage) -> Voortgang:
    """The files of the newest version and the job that makes the next."""
    opdracht = services.opdracht_van(rapportage) if rapportage.wordt_gemaakt else None
    mislukt = services.is_mislukt(opdracht)
    return Voortgang(
        bezig=rapportage.wordt_gemaakt and not mislukt,
        mislukt=mislukt,
        waarom=_waarom(opdracht),
        bestanden=list(rapportage.bestanden.actueel().order_by("vorm")),
    )


def _waarom(opdracht: Opdracht | None) -> str:
    """Why it takes longer: the sentence of a waiting job. A failure in code says nothing to a reader."""
    wacht = opdracht is not None and not opdracht.pogingen
    return opdracht.laatste_fout if opdracht is not None and wacht else ""


def knoppen(rapportage: Rapportage, user: Gebruiker) -> list[Knop]:
    """The moves that this user could ever make from here; each says what stands in its way now."""
    return [
        Knop(overgang.actie, overgang.label, reden_waarom_niet(RAPPORTAGE, rapportage, overgang.actie, user))
        for overgang in RAPPORTAGE.overgangen
        if rapportage.status in overgang.van and not reden_van(overgang.recht, user, rapportage)
    ]


def reden_niet_opnieuw(rapportage: Rapportage, user: Gebruiker) -> str:
    """Why the files cannot be made again now; empty when they can."""
    if rapportage.status != Rapportagestatus.CONCEPT:
        return ALLEEN_CONCEPT
    return reden_van(eis_maker, user, rapportage)


def cijfers(rapportage: Rapportage) -> list[Cijfergroep]:
    """The frozen figures and breakdowns of this report, exactly those of its files and under the same headings."""
    if rapportage.momentopname is None or rapportage.soort not in SOORTEN:
        return []
    soort, stand = soort_van(rapportage.soort), StandBuiten(rapportage.momentopname)
    if not soort.opzet:
        return [_groep("Cijfers", stand, soort.kengetallen, soort.verdelingen)]
    kpis = soort.inhoud(stand).get("kpicodes", frozenset())
    groepen = [
        _groep(f"{nummer} {vul(deel.titel)}", stand, codes(stand, deel, kpis), deel.verdelingen)
        for nummer, deel in enumerate(soort.opzet, start=1)
    ]
    return [groep for groep in groepen if groep.cijfers or groep.tabellen]


def _groep(
    titel: str, stand: StandBuiten, kengetallen: Iterable[str], verdelingen: Iterable[str]
) -> Cijfergroep:
    return Cijfergroep(titel, stand.waarden(kengetallen), [stand.tabel(code) for code in verdelingen])


def _lege_teksten(teksten: list[Tekstregel]) -> str:
    """What is missing in words, said before the report becomes final; empty when every text is written."""
    leeg = sum(not regel.tekst.tekst for regel in teksten)
    if not leeg:
        return ""
    hoeveel = "1 tekst is" if leeg == 1 else f"{leeg} teksten zijn"
    return f"Nog {hoeveel} leeg. In het rapport staat dan dat die nog niet is geschreven."


def ter_vaststelling(user: Gebruiker) -> QuerySet[Rapportage] | None:
    """The reports that wait for this user; none for who cannot decide."""
    if not mag(user, "rapportage.vaststellen"):
        return None
    return Rapportage.objects.filter(status=Rapportagestatus.TER_VASTSTELLING)


def soorten() -> list[Rapportagesoort]:
    return [SOORTEN[code] for code in sorted(SOORTEN)]


def context(rapportage: Rapportage, user: Gebruiker, vandaag: date) -> dict[str, Any]:
    """Everything that the page of one report shows."""
    teksten = tekstregels(rapportage, user, vandaag)
    momentopname = rapportage.momentopname
    return {
        "rapportage": rapportage,
        "naam": naam_van(rapportage.soort),
        "kleur": KLEUREN[Rapportagestatus(rapportage.status)],
        "teksten": teksten,
        "lege_teksten": "" if rapportage.is_vastgesteld else _lege_teksten(teksten),
        "voortgang": voortgang(rapportage),
        "knoppen": knoppen(rapportage, user),
        "mag_opnieuw": not reden_niet_opnieuw(rapportage, user),
        "mag_vergelijken": momentopname is not None and mag(user, "kengetal.inzien"),
        "groepen": cijfers(rapportage),
        "vastgelegd_op": momentopname.gemaakt_op if momentopname else None,
        "nieuw_vastgelegd": momentopname is not None and momentopname.aanleiding == Aanleiding.RAPPORTAGE,
    }
