"""The request for advice and the vrijstelling itself (Leerplichtwet 5 onder a; missie.md PRC-10, NRM-31)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Leerling
from leerlingen.services import leerling_toevoegen
from swv.dagen import VOOR_GEBOORTE, OnmogelijkeDag, Vanaf, eis_geweest, eis_te_plannen, geboorte
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker, Norm
from swv.normen import kalender, termijn_van
from swv.permissions import NietToegestaan, eis
from swv.termijnen import datum
from swv.workflow import eis_mogelijk, vergrendel, voer_uit
from thuiszitters.models import Adviesvraag, Traject, Vrijstelling
from thuiszitters.notifications import meld_advies
from thuiszitters.nummers import reeks_van, schrijf, volgend_nummer
from thuiszitters.permissions import eis_behandelaar
from thuiszitters.services.traject import categorie_wijzigen, eis_lopend
from thuiszitters.workflow import ADVIESVRAAG

NORM_ADVIES = "vrijstelling.advies"
OVERLAPT = "Op deze dagen loopt al een vrijstelling. Beëindig die eerst, of kies een latere ingangsdatum."
GEEN_PERSPECTIEF = "Schrijf wat het onderwijskundig perspectief is."
VOOR_INGANG = "Deze dag ligt voor de ingangsdatum ({dag})."
ANDER_KIND = "Deze adviesvraag gaat over een andere leerling."


@transaction.atomic
def advies_vragen(
    *, gegevens: Mapping[str, Any], door: Gebruiker, op: datetime, sleutel: UUID | None = None
) -> Adviesvraag:
    """Ask for advice; the term of the profile runs from today. Sent twice with one `sleutel` it is one request."""
    eis(door, "vrijstelling.aanvragen")
    eerder = Adviesvraag.objects.filter(sleutel=sleutel, gevraagd_door=door).first() if sleutel else None
    if eerder is not None:
        return eerder
    if sleutel is None or Adviesvraag.objects.filter(sleutel=sleutel).exists():
        sleutel = uuid4()
    dag = datum_van(op)
    eis_geweest("geboortedatum", gegevens["geboortedatum"], dag)
    eis_te_plannen("ingangsdatum", gegevens["ingangsdatum"], dag)
    if gegevens["ingangsdatum"] < gegevens["geboortedatum"]:
        raise OnmogelijkeDag(VOOR_GEBOORTE.format(dag=datum(gegevens["geboortedatum"])), "ingangsdatum")
    vraag = Adviesvraag.objects.create(
        sleutel=sleutel,
        kenmerk=_kenmerk(dag),
        gevraagd_op=op,
        gevraagd_door=door,
        **_termijn(dag),
        **gegevens,
    )
    leg_vast(vraag, "gevraagd", door=door, op=op, naar=vraag.status)
    return vraag


def _kenmerk(dag: date) -> str:
    """`V2627-0004`: its own series, so that it is no number of the register."""
    reeks = f"V{reeks_van(dag)}"
    return schrijf(reeks, volgend_nummer(reeks))


def _termijn(dag: date) -> dict[str, Any]:
    norm = Norm.objects.versie_op(NORM_ADVIES, dag)
    if norm is None:
        return {}
    termijn = termijn_van(norm, dag, kalender())
    return {"uiterste_datum": termijn.uiterste_datum, "afleiding": list(termijn.afleiding)}


@transaction.atomic
def adviesvraag_oppakken(
    *, vraag: Adviesvraag, leerling: Leerling | None, door: Gebruiker, op: datetime
) -> Adviesvraag:
    """Take it up: join it to a pupil with a dossier, or open a dossier for this pupil (at no school)."""
    rij = vergrendel(vraag)
    eis_mogelijk(ADVIESVRAAG, rij, "oppakken", door)
    if leerling is None:
        leerling = leerling_toevoegen(
            gegevens={
                "roepnaam": rij.roepnaam,
                "voorvoegsel": rij.voorvoegsel,
                "achternaam": rij.achternaam,
                "geboortedatum": rij.geboortedatum,
                "gemeente": rij.gemeente,
            },
            school=None,
            soort=Inschrijvingsoort.INSCHRIJVING,
            vanaf=datum_van(op),
            leerjaar="",
            door=door,
            op=op,
        )
    return voer_uit(ADVIESVRAAG, rij, "oppakken", door=door, op=op, leerling=leerling)


@transaction.atomic
def advies_uitbrengen(
    *, vraag: Adviesvraag, advies: str, perspectief: str, door: Gebruiker, op: datetime
) -> Adviesvraag:
    """Give the advice; who asked is told that it is there."""
    if not perspectief.strip():
        raise NietToegestaan(GEEN_PERSPECTIEF)
    rij = voer_uit(
        ADVIESVRAAG,
        vraag,
        "uitbrengen",
        door=door,
        op=op,
        advies=advies,
        perspectief=perspectief.strip(),
    )
    meld_advies(rij, op)
    return rij


@transaction.atomic
def adviesvraag_intrekken(*, vraag: Adviesvraag, reden: str, door: Gebruiker, op: datetime) -> Adviesvraag:
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom.")
    return voer_uit(ADVIESVRAAG, vraag, "intrekken", door=door, op=op, toelichting=reden.strip())


# --- the vrijstelling -------------------------------------------------------------------------------------------


@transaction.atomic
def vrijstelling_vastleggen(
    *,
    traject: Traject,
    gegevens: Mapping[str, Any],
    adviesvraag: Adviesvraag | None,
    door: Gebruiker,
    op: datetime,
) -> Vrijstelling:
    """Follow a vrijstelling; the categorie of the traject becomes its code from the first day that it can.

    `gegevens`: code, soort, duur, schoolverleden, vanaf, tot_en_met, afgegeven_op.
    """
    rij = vergrendel(traject, met=("leerling",))
    eis_behandelaar(door, rij)
    eis_lopend(rij)
    geboren = geboorte(rij.leerling.geboortedatum)
    for veld in ("vanaf", "afgegeven_op"):
        eis_geweest(veld, gegevens[veld], datum_van(op), geboren)
    if adviesvraag is not None and adviesvraag.leerling_id != rij.leerling_id:
        raise NietToegestaan(ANDER_KIND)
    einde = gegevens["tot_en_met"]
    if einde is not None and einde < gegevens["vanaf"]:
        raise NietToegestaan("Het einde ligt voor de ingangsdatum.")
    _eis_geen_andere(rij, gegevens["vanaf"], einde)
    vrijstelling = Vrijstelling.objects.create(
        traject=rij, adviesvraag=adviesvraag, vastgelegd_op=op, vastgelegd_door=door, **gegevens
    )
    leg_vast(
        vrijstelling, "vastgelegd", door=door, op=op, naar=vrijstelling.code, toelichting=vrijstelling.naam
    )
    _zet_categorie(rij, vrijstelling, door, op)
    return vrijstelling


def _eis_geen_andere(traject: Traject, vanaf: date, tot_en_met: date | None) -> None:
    andere = traject.vrijstellingen.exclude(tot_en_met__lt=vanaf)
    if tot_en_met is not None:
        andere = andere.exclude(vanaf__gt=tot_en_met)
    if andere.exists():
        raise NietToegestaan(OVERLAPT)


def _zet_categorie(traject: Traject, vrijstelling: Vrijstelling, door: Gebruiker, op: datetime) -> None:
    """A past categorie is history: from the ingangsdatum, or from the day after the present one began."""
    huidig = traject.categorieen.get(tot_en_met__isnull=True)
    if huidig.categorie == vrijstelling.code:
        return
    vanaf = max(vrijstelling.vanaf, huidig.vanaf + timedelta(days=1))
    if vanaf <= datum_van(op):
        categorie_wijzigen(traject=traject, categorie=vrijstelling.code, vanaf=vanaf, door=door, op=op)


@transaction.atomic
def vrijstelling_beeindigen(
    *, vrijstelling: Vrijstelling, tot_en_met: date, eindreden: str, door: Gebruiker, op: datetime
) -> Vrijstelling:
    """Write down the last day and why; the traject itself is ended or put in another categorie by a person."""
    traject = vergrendel(vrijstelling.traject)
    eis_behandelaar(door, traject)
    rij = vergrendel(vrijstelling, met=("traject__leerling",))
    if rij.eindreden:
        raise NietToegestaan("Deze vrijstelling is al beëindigd.")
    eis_geweest("tot_en_met", tot_en_met, datum_van(op), Vanaf(rij.vanaf, VOOR_INGANG))
    gepland = rij.tot_en_met.isoformat() if rij.tot_en_met else ""
    rij.tot_en_met, rij.eindreden = tot_en_met, eindreden
    rij.save(update_fields=["tot_en_met", "eindreden"])
    leg_vast(
        rij,
        "beeindigd",
        door=door,
        op=op,
        naar=eindreden,
        toelichting=rij.get_eindreden_display(),
        gegevens={"gepland": gepland},
    )
    return rij
