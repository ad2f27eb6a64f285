"""Asking for a report, making its files, writing its texts, and fixing it for good.

There is one report of (soort, kwartaal), and one job per version of its files: a killed worker, an emptied
broker or a second click finds what is there and adds nothing (eisen.md B1).
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from swv import bestanden, opdrachten
from swv.enums import Aanleiding, Opdrachtstatus, Rapportagestatus
from swv.gebeurtenissen import leg_vast
from swv.kengetallen import peiling
from swv.kwartaal import Kwartaal
from swv.models import Gebruiker, Opdracht, Rapportage, Rapportagebestand, Rapportagetekst
from swv.momentopnamen import bevries, eis_voorbij
from swv.permissions import NietToegestaan
from swv.rapportages import documents
from swv.rapportages.permissions import eis_maker, eis_schrijver
from swv.rapportages.soorten import Rapportagesoort, soort_van
from swv.rapportages.workflow import RAPPORTAGE
from swv.workflow import vergrendel, voer_uit

MAKEN = "rapportage.maken"
ALLEEN_CONCEPT = "Dit kan alleen zolang het rapport een concept is."
BESTAND_BESCHADIGD = (
    "Een bestand van dit rapport is niet meer zoals het is gemaakt. Neem het rapport terug en maak de "
    "bestanden opnieuw."
)


class TekstAchterhaald(NietToegestaan):
    """Someone else saved this text after the user opened it."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft deze tekst intussen gewijzigd. Uw tekst is niet opgeslagen en staat nog in "
            "het formulier. Neem over wat u wilt bewaren en sla dan opnieuw op."
        )


def opdrachtsleutel(rapportage: Rapportage, versie: int) -> str:
    """The unique key of the job that makes this version of the files."""
    return f"{MAKEN}:{rapportage.sleutel}:{versie}"


@transaction.atomic
def aanvragen(*, soort: str, kwartaal: Kwartaal, door: Gebruiker | None, op: datetime) -> Rapportage:
    """Ask for the report of a quarter; when it was asked before, that one is returned.

    Raises `PeildatumNietVoorbij` until the day after the peildatum.
    """
    keuze, vraag = soort_van(soort), peiling(kwartaal)
    if door is not None:
        eis_maker(door, None)
    eis_voorbij(vraag, op)
    rapportage, nieuw = Rapportage.objects.get_or_create(
        soort=soort,
        jaar=kwartaal.jaar,
        nummer=kwartaal.nummer,
        defaults={"aangevraagd_op": op, "aangevraagd_door": door},
    )
    if nieuw:
        _maak_tekstvakken(rapportage, keuze, vraag.peildatum)
        leg_vast(rapportage, "aangevraagd", door=door, op=op, gegevens={"kwartaal": str(kwartaal)})
        _plaats(rapportage, op)
    return rapportage


def _maak_tekstvakken(rapportage: Rapportage, soort: Rapportagesoort, peildatum: date) -> None:
    Rapportagetekst.objects.bulk_create(
        Rapportagetekst(
            rapportage=rapportage,
            code=vak.code,
            volgorde=nummer,
            titel=vak.titel,
            uitleg=vak.uitleg,
            rol=vak.rol,
            uiterlijk=peildatum + timedelta(days=vak.dagen),
        )
        for nummer, vak in enumerate(soort.teksten)
    )


def _plaats(rapportage: Rapportage, op: datetime) -> Opdracht:
    versie = rapportage.gevraagd
    return opdrachten.plaats(
        MAKEN,
        uniek=opdrachtsleutel(rapportage, versie),
        op=op,
        rapportage=str(rapportage.sleutel),
        versie=versie,
    )


@transaction.atomic
def opnieuw_maken(*, rapportage: Rapportage, door: Gebruiker | None, op: datetime) -> Rapportage:
    """Ask for a next version of the files; while one is being made, that one is it.

    A job that failed three times is tried again.
    """
    rij = vergrendel(rapportage)
    if door is not None:
        eis_maker(door, rij)
    if rij.status != Rapportagestatus.CONCEPT:
        raise NietToegestaan(ALLEEN_CONCEPT)
    if rij.wordt_gemaakt:
        opdrachten.hervat(_plaats(rij, op), op=op)
        return rij
    rij.gevraagd = rij.versie + 1
    rij.save(update_fields=["gevraagd"])
    leg_vast(rij, "bestanden_gevraagd", door=door, op=op, gegevens={"versie": rij.gevraagd})
    _plaats(rij, op)
    return rij


@transaction.atomic
def bestanden_maken(*, sleutel: UUID, versie: int, op: datetime) -> None:
    """Make one version of the files, once; freezes the quarter first when nobody did.

    Raises `PdfNietBeschikbaar` without Pango. The bytes of a run that dies are orphans and are swept.
    """
    rapportage = Rapportage.objects.select_for_update(of=("self",)).get(sleutel=sleutel)
    if rapportage.versie >= versie or rapportage.status != Rapportagestatus.CONCEPT:
        return
    stand = bevries(
        rapportage.kwartaal, door=rapportage.aangevraagd_door, op=op, aanleiding=Aanleiding.RAPPORTAGE
    )
    rapportage.momentopname = stand.momentopname
    for document in documents.maak(rapportage, stand):
        velden = bestanden.bewaar_gemaakt(
            document.inhoud, naam=document.naam, inhoudstype=document.inhoudstype, door=None, op=op
        )
        Rapportagebestand.objects.create(rapportage=rapportage, vorm=document.vorm, versie=versie, **velden)
    rapportage.versie, rapportage.bestanden_van = versie, rapportage.tekstversie
    rapportage.save(update_fields=["versie", "bestanden_van", "momentopname"])
    leg_vast(rapportage, "bestanden_gemaakt", door=None, op=op, gegevens={"versie": versie})


@transaction.atomic
def tekst_schrijven(
    *, tekst: Rapportagetekst, inhoud: str, gezien: int, door: Gebruiker, op: datetime
) -> Rapportagetekst:
    """Save the text of a slot; `gezien` is the version that was on the screen.

    Raises `TekstAchterhaald` when that is no longer the last one.
    """
    rapportage = vergrendel(tekst.rapportage)
    rij = vergrendel(tekst)
    eis_schrijver(door, rij)
    if rapportage.status != Rapportagestatus.CONCEPT:
        raise NietToegestaan(ALLEEN_CONCEPT)
    if rij.versie != gezien:
        raise TekstAchterhaald
    if rij.tekst == inhoud:
        return rij
    rij.tekst, rij.versie, rij.gewijzigd_op, rij.gewijzigd_door = inhoud, rij.versie + 1, op, door
    rij.save(update_fields=["tekst", "versie", "gewijzigd_op", "gewijzigd_door"])
    rapportage.tekstversie += 1
    rapportage.save(update_fields=["tekstversie"])
    leg_vast(
        rapportage, "tekst_gewijzigd", door=door, op=op, gegevens={"code": rij.code, "versie": rij.versie}
    )
    return rij


@transaction.atomic
def aanbieden(*, rapportage: Rapportage, door: Gebruiker, op: datetime) -> Rapportage:
    """Offer the files as they are for vaststelling."""
    return voer_uit(RAPPORTAGE, rapportage, "aanbieden", door=door, op=op)


@transaction.atomic
def terugnemen(*, rapportage: Rapportage, door: Gebruiker, op: datetime) -> Rapportage:
    """Back to concept, so that texts can change."""
    return voer_uit(
        RAPPORTAGE,
        rapportage,
        "terugnemen",
        door=door,
        op=op,
        aangeboden_op=None,
        aangeboden_door=None,
    )


@transaction.atomic
def vaststellen(*, rapportage: Rapportage, door: Gebruiker, op: datetime) -> Rapportage:
    """Fix the newest files for good; what was made before them goes. The database guards the rest."""
    rij = vergrendel(rapportage)
    sommen = _controleer_archief(rij)
    oude = list(rij.bestanden.exclude(versie=rij.versie))
    rij.bestanden.exclude(versie=rij.versie).delete()
    vastgesteld = voer_uit(
        RAPPORTAGE, rij, "vaststellen", door=door, op=op, gegevens={"sha256": sommen, "versie": rij.versie}
    )
    for bestand in oude:
        transaction.on_commit(lambda bestand=bestand: bestanden.verwijder(bestand), robust=True)  # type: ignore[misc]
    return vastgesteld


def _controleer_archief(rapportage: Rapportage) -> dict[str, str]:
    """The hash of every file that is archived, after reading each of them back."""
    sommen = {}
    for bestand in rapportage.bestanden.filter(versie=rapportage.versie).order_by("vorm"):
        try:
            bestanden.lees(bestand)
        except OSError as fout:
            raise NietToegestaan(BESTAND_BESCHADIGD) from fout
        sommen[bestand.vorm] = bestand.sha256
    return sommen


def opdracht_van(rapportage: Rapportage) -> Opdracht | None:
    """The job of the newest version that was asked for."""
    return Opdracht.objects.filter(uniek=opdrachtsleutel(rapportage, rapportage.gevraagd)).first()


def is_mislukt(opdracht: Opdracht | None) -> bool:
    return opdracht is not None and opdracht.status == Opdrachtstatus.MISLUKT
