"""Comparisons as the pages show them: every row with its score, its reasons and what can be decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from swv.enums import Importfase
from swv.models import Gebruiker, Importrun
from swv.templatetags.opmaak import datum_kort
from thuiszitters.enums import Categorie, Lijstbron, Lijstgroep, Regelbesluit
from thuiszitters.models import LIJST, Lijstregel
from thuiszitters.models.lijst import TE_BESLISSEN
from thuiszitters.vergelijken.koppelen import MOGELIJK, ZEKER

KLEUR = {Regelbesluit.OPEN: "wacht", Regelbesluit.GENEGEERD: "neutraal"}
CATEGORIEEN = dict(Categorie.choices)
BRONNEN = dict(Lijstbron.choices)


class Lijstvergelijkingen:
    """The comparisons, for who works on the register; the door that `haal` asks for."""

    def zichtbaar_voor(self, user: Gebruiker) -> "QuerySet[Importrun]":
        rijen = Importrun.objects.filter(soort=LIJST)
        if "thuiszitters.behandelen" not in user.permissies:
            return rijen.none()
        return rijen.select_related("geladen_door", "verwerkt_door", "teruggedraaid_door")


@dataclass(frozen=True)
class Lijstrij:
    """One row, ready to print."""

    sleutel: UUID
    naam: str
    geboren: str
    school: str
    sinds: str
    categorie: str
    score: int | None
    zekerheid: str
    kleur: str
    redenen: list[str]
    verschillen: list[tuple[str, str, str]]
    traject: str
    traject_sleutel: UUID | None
    dossier: str
    besluit: str
    besluit_kleur: str
    toelichting: str
    melding_sleutel: UUID | None
    kan: frozenset[str]


def overzicht(runs: "QuerySet[Importrun]") -> "QuerySet[Importrun]":
    """With how many rows still wait for a decision."""
    open_ = Q(lijstregels__groep__in=TE_BESLISSEN, lijstregels__status=Regelbesluit.OPEN)
    return runs.annotate(open=Count("lijstregels", filter=open_)).order_by("-geladen_op", "-id")


def waarover(run: Importrun, scholen: dict[int, str]) -> str:
    """`Lijst van een school: Harens Lyceum`."""
    plek = scholen.get(run.gegevens["school"] or 0) or run.gegevens["gemeente"]
    return f"{BRONNEN[run.gegevens['bron']]}: {plek}"


def groepen(run: Importrun, gekozen: str) -> list[dict[str, Any]]:
    """The tabs, with how many rows; one without rows only when it is asked for."""
    return [
        {"code": groep.value, "naam": groep.label, "aantal": aantal, "actief": groep.value == gekozen}
        for groep in Lijstgroep
        if (aantal := run.tellingen.get(groep.value, 0)) or groep.value == gekozen
    ]


def kies_groep(run: Importrun, gevraagd: str) -> str:
    """The group that was asked for, else the first that has rows."""
    if gevraagd in Lijstgroep.values:
        return gevraagd
    return next(
        (groep.value for groep in Lijstgroep if run.tellingen.get(groep.value)), Lijstgroep.IN_BEIDE.value
    )


def regels_van(run: Importrun, user: Gebruiker, groep: str) -> "QuerySet[Lijstregel]":
    rijen = Lijstregel.objects.zichtbaar_voor(user).filter(run=run, groep=groep)
    return rijen.select_related("leerling", "traject", "school", "melding")


def lijstrijen(rijen: Iterable[Any], *, mag: bool) -> list[Lijstrij]:
    """Rows ready to print; no query of its own."""
    return [_rij(rij, mag=mag) for rij in rijen]


def _rij(rij: Any, *, mag: bool) -> Lijstrij:
    zekerheid, kleur = zekerheid_van(rij.score)
    return Lijstrij(
        sleutel=rij.sleutel,
        naam=rij.naam_in_lijst or f"Rij {rij.nummer}",
        geboren=datum_kort(rij.geboortedatum) if rij.geboortedatum else "",
        school=rij.schoolnaam or (rij.school.naam if rij.school else ""),
        sinds=datum_kort(rij.eerste_verzuimdag) if rij.eerste_verzuimdag else "",
        categorie=CATEGORIEEN.get(rij.categorie, ""),
        score=rij.score,
        zekerheid=zekerheid,
        kleur=kleur,
        redenen=rij.redenen,
        verschillen=[(wat, lijst, hier) for wat, lijst, hier in rij.verschillen],
        traject=f"THZ {rij.traject.kenmerk}" if rij.traject else "",
        traject_sleutel=rij.traject.sleutel if rij.traject else None,
        dossier=rij.leerling.naam if rij.leerling and not rij.traject else "",
        besluit=rij.get_status_display() if rij.groep in TE_BESLISSEN else "",
        besluit_kleur=KLEUR.get(rij.status, "goed"),
        toelichting=rij.toelichting,
        melding_sleutel=rij.melding.sleutel if rij.melding else None,
        kan=_mogelijk(rij) if mag else frozenset(),
    )


def zekerheid_van(score: int | None) -> tuple[str, str]:
    """The score in a word, with its colour."""
    if score is None:
        return "", "neutraal"
    if score >= ZEKER:
        return "zeker", "goed"
    return ("misschien", "let-op") if score >= MOGELIJK else ("onwaarschijnlijk", "neutraal")


def _mogelijk(rij: Lijstregel) -> frozenset[str]:
    """What may be decided about a row; the service checks it once more."""
    if rij.groep not in TE_BESLISSEN:
        return frozenset()
    if rij.status != Regelbesluit.OPEN:
        return frozenset() if rij.status == Regelbesluit.GEMELD else frozenset({"heropenen"})
    keuzes = {"negeren"}
    if rij.groep != Lijstgroep.ALLEEN_HIER:
        keuzes |= {"melden", "koppelen"}
    if rij.traject_id is not None:
        keuzes |= {"verschil"}
        zeker = rij.score is not None and rij.score >= ZEKER
        keuzes -= {"melden", "koppelen"} if zeker else set()
    return frozenset(keuzes)


def is_open(run: Importrun) -> bool:
    return run.fase == Importfase.GECONTROLEERD
