"""Once a year: does this list still hold? Asked by a nightly task, answered by the directeur of the school."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.urls import reverse

from swv import berichten
from swv.collegas.permissions import eis_mag_beheren
from swv.collegas.selectors import lopende_toegang
from swv.collegas.termijnen import KLOPT_NOG, KLOPT_NOG_ANTWOORD, Rekenaar
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, Roltoekenning, School, Toegangscontrole
from swv.permissions import NietToegestaan
from swv.toekenning import met_rol

LIJST_VERANDERD = "De lijst is intussen veranderd. Bekijk haar nog een keer en bevestig dan."
VRAAG = berichten.registreer(
    "toegang.klopt_nog",
    onderwerp="Klopt de lijst van uw collega's nog?",
    zin="Eens per jaar vragen wij of de juiste collega's van uw school kunnen inloggen. "
    "Bekijk de lijst en bevestig haar.",
)


def open_controle(school: School) -> Toegangscontrole | None:
    """The question that waits for this school."""
    return Toegangscontrole.objects.open().filter(school=school).first()


def vingerafdruk(rijen: Iterable[Roltoekenning]) -> str:
    """What a reader saw, in one word: another list has another word."""
    tekst = ",".join(str(rij.pk) for rij in sorted(rijen, key=lambda rij: rij.pk))
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def vraag_bevestigingen(op: datetime) -> int:
    """Ask every school whose list is a year old; safe to run twice. Returns how many were asked."""
    dag = datum_van(op)
    rekenaar = Rekenaar(dag)
    if not rekenaar.kent(KLOPT_NOG, KLOPT_NOG_ANTWOORD):
        return 0
    toe = [school for school, sinds in _sinds(dag) if rekenaar.uiterste(KLOPT_NOG, sinds) <= dag]
    uiterlijk = rekenaar.uiterste(KLOPT_NOG_ANTWOORD, dag)
    return sum(_vraag(school, uiterlijk, op) for school in toe)


def _sinds(dag: date) -> list[tuple[School, date]]:
    """Per school with access and without an open question: since when its list was not looked at."""
    lopend = Roltoekenning.objects.actief(dag).filter(gebruiker__is_active=True)
    scholen = School.objects.van_swv().open().filter(roltoekenningen__in=lopend).distinct()
    gevraagd = Toegangscontrole.objects.open().values("school")
    rijen = scholen.exclude(pk__in=gevraagd).annotate(
        bevestigd=Max("toegangscontroles__bevestigd_op"), begin=Min("roltoekenningen__geldig_vanaf")
    )
    return [(rij, datum_van(rij.bevestigd) if rij.bevestigd else rij.begin) for rij in rijen.order_by("id")]


def _vraag(school: School, uiterlijk: date, op: datetime) -> bool:
    try:
        with transaction.atomic():
            rij = Toegangscontrole.objects.create(school=school, gevraagd_op=op, uiterste_datum=uiterlijk)
            leg_vast(rij, "gevraagd", door=None, op=op, gegevens={"school": school.vestigingscode})
            berichten.stuur(
                VRAAG,
                ontvangers=met_rol("schooldirecteur", datum_van(op), school=school),
                pad=reverse("collegas_school", args=[school.sleutel]),
                uniek=str(rij.sleutel),
                op=op,
            )
    except IntegrityError:  # another run asked in the same moment
        return False
    return True


@transaction.atomic
def bevestig(*, school: School, gezien: str, door: Gebruiker, op: datetime) -> bool:
    """Say that the list as it was seen holds; returns False when nothing was asked (any more)."""
    eis_mag_beheren(door, school.pk)
    rij = Toegangscontrole.objects.open().select_for_update(of=("self",)).filter(school=school).first()
    if rij is None:
        return False
    toegang = lopende_toegang(school, datum_van(op))
    if vingerafdruk(toegang) != gezien:
        raise NietToegestaan(LIJST_VERANDERD)
    rij.bevestigd_op, rij.bevestigd_door = op, door
    rij.save(update_fields=["bevestigd_op", "bevestigd_door"])
    personen = {t.gebruiker_id for t in toegang}
    leg_vast(rij, "bevestigd", door=door, op=op, gegevens={"personen": len(personen)})
    return True
