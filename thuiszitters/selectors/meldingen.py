"""Reports as their school sees them: the same words whether a report was picked up or joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from leerlingen.models import Leerling
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.templatetags.opmaak import datum_kort
from thuiszitters.duur import klasse_op
from thuiszitters.enums import Actiestatus, Categorie, Meldingstatus, Trajectstatus, Uitvoerder
from thuiszitters.models import Actie, Melding
from thuiszitters.models.melding import BIJ_TRAJECT
from thuiszitters.selectors.lijst import NOG_NIET_THUIS, duur_in_woorden, klassenaam

NIEUWSTE = ("-id",)
BEHANDELING = "behandeling"
AFGESLOTEN = "afgesloten"
STANDEN = {
    "nieuw": ("Ontvangen", "info"),
    BEHANDELING: ("In behandeling", "info"),
    AFGESLOTEN: ("Afgesloten", "goed"),
    "geen_traject": ("Geen traject nodig", "neutraal"),
    "ingetrokken": ("Ingetrokken", "neutraal"),
}


@dataclass(frozen=True)
class Meldingrij:
    url: str
    kenmerk: str
    leerling: str
    leerling_sleutel: UUID
    school: str
    categorie: str
    duur: str
    gemeld: str
    stand: str
    kleur: str
    contact: str


def stand_van(melding: Any) -> str:
    """Received, in behandeling, ended: nothing tells whether there was a traject already."""
    if melding.status not in BIJ_TRAJECT:
        return str(Meldingstatus(melding.status).value)
    return AFGESLOTEN if melding.traject.status == Trajectstatus.AFGESLOTEN else BEHANDELING


def meldingrijen(rijen: Iterable[Any], op: date) -> list[Meldingrij]:
    """Rows of reports with `leerling`, `school` and `traject__regiehouder` joined; no query of its own."""
    basis = reverse("thuiszitters:lijst")
    return [_rij(rij, op, basis) for rij in rijen]


def _rij(rij: Any, op: date, basis: str) -> Meldingrij:
    stand, kleur = STANDEN[stand_van(rij)]
    eind = rij.traject.einddatum if rij.traject else None
    tot = max(min(op, eind or op), rij.eerste_verzuimdag)
    return Meldingrij(
        url=f"{basis}melding/{rij.sleutel}/",
        kenmerk=rij.kenmerk,
        leerling=rij.leerling.korte_naam,
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam if rij.school else "Geen school",
        categorie=_klasse(rij, tot),
        duur=_duur(rij, tot),
        gemeld=datum_kort(datum_van(rij.gemeld_op)),
        stand=stand,
        kleur=kleur,
        contact=rij.traject.regiehouder.naam if rij.traject else "",
    )


def _klasse(rij: Any, tot: date) -> str:
    """The class that follows from what this school told; what the SWV made of it is not hers to read."""
    return klassenaam(klasse_op(rij.categorie, rij.eerste_verzuimdag, tot))


def _duur(rij: Any, tot: date) -> str:
    if rij.categorie == Categorie.DREIGEND:
        return NOG_NIET_THUIS
    return duur_in_woorden((tot - rij.eerste_verzuimdag).days)


def openstaand(user: Gebruiker, leerling: Leerling) -> list[Melding]:
    """The reports of this pupil that this person can see and that are not finished, the newest first."""
    eigen = met_traject(Melding.objects.zichtbaar_voor(user).filter(leerling=leerling))
    wacht = Q(status=Meldingstatus.NIEUW) | Q(traject__status=Trajectstatus.LOPEND)
    return list(eigen.filter(wacht).order_by("-id"))


def met_traject(rijen: Any) -> Any:
    return rijen.select_related("leerling", "school", "traject__regiehouder")


def acties_voor_school(melding: Melding) -> list[Actie]:
    """What was agreed with the school after its report was picked up: nothing from before, nothing of others."""
    if melding.traject is None or melding.afgehandeld_op is None:
        return []
    rijen = melding.traject.acties.filter(
        uitvoerder=Uitvoerder.SCHOOL, afgesproken_op__gte=melding.afgehandeld_op
    ).exclude(status=Actiestatus.VERVALLEN)
    return list(rijen.order_by("uiterlijk_op", "id"))
