"""Two files of one pupil become one: everything of the double moves to the file that stays.

What moves is not listed by hand: it is every row of every room that points to a pupil, found through the models.
So this room knows no room above it, and a new room is moved along from its first day. A room whose rows can stand
in each other's way says so with `registreer_belemmering`; what it forgets, the constraints of the database refuse.
Both trails keep the key of the old file: what was seen and done there is never rewritten.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pghistory.models
from django.db import IntegrityError, models, transaction

from leerlingen.enums import Dubbeluitkomst, Inschrijvingsoort
from leerlingen.models import Betrokkene, Dubbelmelding, Inschrijving, Leerling, Opp
from leerlingen.permissions import NIET_WIJZIGEN, via_swv
from leerlingen.services import AL_BEOORDEELD
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel

AL_SAMENGEVOEGD = "Een van deze dossiers is al samengevoegd."
BOTST = (
    "In beide dossiers staat iets dat maar een keer kan, in dezelfde periode. Beëindig of verwijder het eerst "
    "in een van de dossiers."
)
ZELFDE_DAG = (
    "De leerling is in beide dossiers op dezelfde dag bij een andere school ingeschreven. Herstel dat eerst in "
    "een van de dossiers."
)
Belemmering = Callable[[Leerling, Leerling], str]
BELEMMERINGEN: list[Belemmering] = []
# What people call the rows of a table; a higher room adds its own.
NAMEN = {
    "leerlingen.betrokkene": "ouders en verzorgers",
    "leerlingen.dossierdocument": "documenten",
    "leerlingen.inschrijving": "inschrijvingen en aanmeldingen",
    "leerlingen.opp": "OPP's",
}
OVERIG = "andere gegevens"


@dataclass(frozen=True)
class Inhoud:
    """How many rows of one kind a file holds."""

    wat: str
    aantal: int


def registreer_belemmering(functie: Belemmering) -> Belemmering:
    """Let a higher room say why two files cannot become one now, or return an empty string."""
    BELEMMERINGEN.append(functie)
    return functie


@registreer_belemmering
def twee_opps(dubbel: Leerling, blijft: Leerling) -> str:
    """One open OPP per pupil and school."""
    for opp in Opp.objects.open().filter(leerling=dubbel).select_related("school"):
        if Opp.objects.open().filter(leerling=blijft, school=opp.school).exists():
            return (
                f"{opp.school.naam} heeft in beide dossiers een OPP lopen. Laat de school er een beëindigen."
            )
    return ""


def verwijzingen() -> Iterator[tuple[type[models.Model], str]]:
    """Every table and column that points to a pupil, in whichever room; histories stay as they were written."""
    for relatie in Leerling._meta.get_fields(include_hidden=True):
        if not isinstance(relatie, models.ManyToOneRel):
            continue
        model: Any = relatie.related_model
        if model not in {Leerling, Dubbelmelding} and not issubclass(model, pghistory.models.Event):
            yield model, relatie.field.name


def inhoud(leerling: Leerling) -> list[Inhoud]:
    """What would move if this file went: one query per table, for the page on which the SWV decides."""
    per_naam: Counter[str] = Counter()
    for model, kolom in verwijzingen():
        per_naam[NAMEN.get(model._meta.label_lower, OVERIG)] += _rijen(model, kolom, leerling).count()
    return [Inhoud(wat, aantal) for wat, aantal in sorted(per_naam.items()) if aantal]


def waarom_niet(dubbel: Leerling, blijft: Leerling) -> str:
    """Return the first reason why these two cannot become one now, or an empty string."""
    if dubbel.samengevoegd_met_id or blijft.samengevoegd_met_id:
        return AL_SAMENGEVOEGD
    return next(filter(None, (reden(dubbel, blijft) for reden in BELEMMERINGEN)), "")


@transaction.atomic
def dossiers_samenvoegen(
    *, melding: Dubbelmelding, blijft: Leerling, door: Gebruiker, op: datetime
) -> Leerling:
    """Move everything to `blijft`, one of the two files of `melding`, and close both. `NietToegestaan` when not."""
    if not via_swv(door, "leerling.wijzigen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    rij = vergrendel(melding)
    if rij.afgehandeld_op is not None:
        raise NietToegestaan(AL_BEOORDEELD)
    een, twee = _vergrendel_paar(rij)
    if blijft not in (een, twee):
        raise ValueError("the file that stays is not of this pair")
    blijft, dubbel = (een, twee) if blijft == een else (twee, een)
    if reden := waarom_niet(dubbel, blijft):
        raise NietToegestaan(reden)
    try:
        with transaction.atomic():
            verhuisd = _verhuis_alles(dubbel, blijft, door, op)
    except IntegrityError as fout:
        raise NietToegestaan(BOTST) from fout
    _sluit(dubbel, blijft, verhuisd, door, op)
    _werk_meldingen_bij(dubbel, blijft, door, op)
    return blijft


def _vergrendel_paar(melding: Dubbelmelding) -> tuple[Leerling, Leerling]:
    """In the order of their numbers, so that two merges never wait for each other."""
    paar = Leerling.objects.select_for_update(of=("self",)).order_by("pk")
    een, twee = paar.filter(pk__in=[melding.leerling_id, melding.mogelijk_dezelfde_id])
    return een, twee


def _rijen(model: type[models.Model], kolom: str, leerling: Leerling) -> Any:
    return model._default_manager.filter(**{kolom: leerling})


def _verhuis_alles(dubbel: Leerling, blijft: Leerling, door: Gebruiker, op: datetime) -> dict[str, int]:
    _schik_inschrijvingen(dubbel, blijft, door, op)
    ouders = list(blijft.betrokkenen.huidig(datum_van(op)).select_for_update(of=("self",)))
    verhuisd: dict[str, int] = {}
    for model, kolom in verwijzingen():
        for rij in _rijen(model, kolom, dubbel).select_for_update(of=("self",)).order_by("pk"):
            setattr(rij, kolom, blijft)
            rij.save(update_fields=[kolom])
            label = model._meta.label_lower
            verhuisd[label] = verhuisd.get(label, 0) + 1
            if hasattr(rij, "sleutel"):
                gegevens = {"van": dubbel.dossiernummer}
                leg_vast(rij, "verhuisd", door=door, op=op, leerling=blijft.sleutel, gegevens=gegevens)
            if isinstance(rij, Betrokkene):
                _beeindig_dubbele_ouder(rij, ouders, door, op)
    return verhuisd


def _schik_inschrijvingen(dubbel: Leerling, blijft: Leerling, door: Gebruiker, op: datetime) -> None:
    """One school at a time: the same school twice becomes one row, of two schools the later one goes on."""
    for rij in dubbel.inschrijvingen.filter(soort=Inschrijvingsoort.INSCHRIJVING).order_by("vanaf", "id"):
        for ander in blijft.inschrijvingen.filter(soort=Inschrijvingsoort.INSCHRIJVING).order_by(
            "vanaf", "id"
        ):
            if not _overlapt(rij, ander):
                continue
            if rij.school_id == ander.school_id:
                _neem_op(rij, ander, door, op)
                break
            eerder, later = sorted((rij, ander), key=lambda i: i.vanaf)
            if eerder.vanaf == later.vanaf:
                raise NietToegestaan(ZELFDE_DAG)
            eerder.tot_en_met = later.vanaf - timedelta(days=1)
            eerder.save(update_fields=["tot_en_met"])
            leg_vast(eerder, "beeindigd", door=door, op=op, naar=eerder.tot_en_met.isoformat())


def _overlapt(een: Inschrijving, ander: Inschrijving) -> bool:
    eerder, later = sorted((een, ander), key=lambda i: i.vanaf)
    return eerder.tot_en_met is None or eerder.tot_en_met >= later.vanaf


def _neem_op(rij: Inschrijving, ander: Inschrijving, door: Gebruiker, op: datetime) -> None:
    """The row that stays covers both periods; the double disappears and the event remembers it."""
    eindes = [rij.tot_en_met, ander.tot_en_met]
    ander.vanaf = min(rij.vanaf, ander.vanaf)
    ander.tot_en_met = None if None in eindes else max(dag for dag in eindes if dag)
    gegevens = {"van": rij.vanaf.isoformat(), "tot": rij.tot_en_met.isoformat() if rij.tot_en_met else ""}
    leg_vast(rij, "opgenomen", door=door, op=op, gegevens=gegevens)
    rij.delete()
    ander.save(update_fields=["vanaf", "tot_en_met"])


def _beeindig_dubbele_ouder(rij: Betrokkene, ouders: list[Betrokkene], door: Gebruiker, op: datetime) -> None:
    """The same adult in both files gets one letter; in doubt (another or a secret address) both stay."""
    kenmerken = ("relatie", "heeft_gezag", "straat", "huisnummer", "postcode", "plaats", "geheim_adres")
    for ouder in ouders:
        gelijk = all(getattr(ouder, naam) == getattr(rij, naam) for naam in kenmerken)
        if gelijk and ouder.naam.casefold() == rij.naam.casefold() and rij.geldig_tot_en_met is None:
            rij.geldig_tot_en_met = datum_van(op)
            rij.versie += 1
            rij.save(update_fields=["geldig_tot_en_met", "versie"])
            leg_vast(rij, "beeindigd", door=door, op=op, naar=rij.geldig_tot_en_met.isoformat())
            return


def _sluit(
    dubbel: Leerling, blijft: Leerling, verhuisd: dict[str, int], door: Gebruiker, op: datetime
) -> None:
    """The old file stays as a signpost: its number and key are in letters and trails."""
    dubbel.samengevoegd_met, dubbel.samengevoegd_op, dubbel.samengevoegd_door = blijft, op, door
    dubbel.save(update_fields=["samengevoegd_met", "samengevoegd_op", "samengevoegd_door"])
    for leerling, soort, ander in ((dubbel, "opgegaan", blijft), (blijft, "samengevoegd", dubbel)):
        leg_vast(
            leerling,
            soort,
            door=door,
            op=op,
            leerling=leerling.sleutel,
            naar=ander.dossiernummer,
            gegevens={"verhuisd": verhuisd},
        )


def _werk_meldingen_bij(dubbel: Leerling, blijft: Leerling, door: Gebruiker, op: datetime) -> None:
    """This pair is judged; another doubt about the file that went is a doubt about the one that stays."""
    paar = {dubbel.pk, blijft.pk}
    over = models.Q(leerling=dubbel) | models.Q(mogelijk_dezelfde=dubbel)
    for rij in Dubbelmelding.objects.open().filter(over).select_for_update(of=("self",)).order_by("pk"):
        eerste, tweede = (
            blijft.pk if pk == dubbel.pk else pk for pk in (rij.leerling_id, rij.mogelijk_dezelfde_id)
        )
        bekend = Dubbelmelding.objects.filter(leerling=eerste, mogelijk_dezelfde=tweede).exists()
        if {rij.leerling_id, rij.mogelijk_dezelfde_id} == paar or bekend:
            rij.uitkomst, rij.afgehandeld_op, rij.afgehandeld_door = Dubbeluitkomst.DEZELFDE, op, door
            leg_vast(rij, "beoordeeld", door=door, op=op, naar=rij.uitkomst)
        else:
            rij.leerling_id, rij.mogelijk_dezelfde_id = eerste, tweede
        rij.save()
