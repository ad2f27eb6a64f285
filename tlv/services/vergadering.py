"""A meeting: planned, its agenda, who is asked, sent to the members, held or not, its minutes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, eis
from swv.versies import eis_versie
from swv.workflow import vergrendel, voer_uit
from tlv.enums import Aanvraagstatus, Vergaderstatus
from tlv.models import (
    OPEN_VOOR_LEDEN,
    Aanvraag,
    Aanwezige,
    Agendapunt,
    Commissie,
    Commissielid,
    Genodigde,
    Vergadering,
)
from tlv.notifications import meld_agenda
from tlv.permissions import eis_verslaglegger
from tlv.workflow_vergadering import TE_WIJZIGEN, VERGADERING

AGENDA_VAST = "De vergadering is gehouden of afgelast. De agenda verandert niet meer."
WAAR = "Vul een plaats in, of een link om online mee te doen."


@transaction.atomic
def vergadering_plannen(
    *, commissie: Commissie, begint_op: datetime, plaats: str, link: str, door: Gebruiker, op: datetime
) -> Vergadering:
    """Plan a meeting; the same moment twice is the same meeting."""
    rij = vergrendel(commissie)
    eis(door, "tlv.commissie")
    _controleer_waar(plaats, link)
    if (
        bestaand := rij.vergaderingen.filter(begint_op=begint_op)
        .exclude(status=Vergaderstatus.AFGELAST)
        .first()
    ):
        return bestaand
    vergadering = Vergadering.objects.create(
        commissie=rij,
        begint_op=begint_op,
        plaats=plaats.strip(),
        link=link.strip(),
        gepland_op=op,
        gepland_door=door,
    )
    leg_vast(vergadering, "gepland", door=door, op=op, naar=vergadering.status)
    return vergadering


@transaction.atomic
def vergadering_wijzigen(
    *, vergadering: Vergadering, begint_op: datetime, plaats: str, link: str, door: Gebruiker, op: datetime
) -> Vergadering:
    """Another moment or place, as long as the meeting was not held."""
    rij = _te_wijzigen(vergadering, door)
    _controleer_waar(plaats, link)
    rij.begint_op, rij.plaats, rij.link = begint_op, plaats.strip(), link.strip()
    rij.save(update_fields=["begint_op", "plaats", "link"])
    leg_vast(rij, "gewijzigd", door=door, op=op, gegevens={"begint_op": begint_op.isoformat()})
    return rij


@transaction.atomic
def op_agenda_zetten(
    *, vergadering: Vergadering, aanvragen: Iterable[Aanvraag], door: Gebruiker, op: datetime
) -> list[Agendapunt]:
    """Put complete requests on the agenda, at its end; what already stands there stays where it is."""
    rij = _te_wijzigen(vergadering, door)
    plaats = rij.agendapunten.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0
    bestaand = set(rij.agendapunten.values_list("aanvraag", flat=True))
    gemaakt = []
    for gevraagd in aanvragen:
        aanvraag = vergrendel(gevraagd)
        if aanvraag.pk in bestaand:
            continue
        _eis_agendeerbaar(aanvraag)
        plaats += 1
        gemaakt.append(Agendapunt.objects.create(vergadering=rij, aanvraag=aanvraag, volgorde=plaats))
        leg_vast(aanvraag, "op_agenda", door=door, op=op, gegevens={"vergadering": str(rij.sleutel)})
    return gemaakt


@transaction.atomic
def van_agenda_halen(*, agendapunt: Agendapunt, door: Gebruiker, op: datetime) -> Vergadering:
    """Take an item off: the members no longer see the request. What was advised about it would be lost, so then not."""
    rij = _te_wijzigen(agendapunt.vergadering, door)
    punt = vergrendel(agendapunt)
    if punt.conclusie or punt.commissieadviezen.exists():
        raise NietToegestaan("Over dit agendapunt is al geadviseerd. Het blijft op de agenda.")
    aanvraag = punt.aanvraag
    punt.delete()
    leg_vast(aanvraag, "van_agenda", door=door, op=op, gegevens={"vergadering": str(rij.sleutel)})
    return rij


@transaction.atomic
def agenda_ordenen(
    *, vergadering: Vergadering, sleutels: Sequence[str], door: Gebruiker, op: datetime
) -> Vergadering:
    """Give the agenda this order; `sleutels` names every item once. The constraint is checked at the end."""
    rij = _te_wijzigen(vergadering, door)
    punten = {str(punt.sleutel): punt for punt in rij.agendapunten.select_for_update(of=("self",))}
    if sorted(punten) != sorted(sleutels):
        raise NietToegestaan("De agenda is intussen veranderd. Ververs de pagina en probeer het opnieuw.")
    anders = False
    for plaats, sleutel in enumerate(sleutels, start=1):
        anders = anders or punten[sleutel].volgorde != plaats
        punten[sleutel].volgorde = plaats
    if anders:
        Agendapunt.objects.bulk_update(punten.values(), ["volgorde"])
        leg_vast(rij, "agenda_geordend", door=door, op=op)
    return rij


def punt_verplaatsen(*, agendapunt: Agendapunt, stap: int, door: Gebruiker, op: datetime) -> Vergadering:
    """One place up (-1) or down (+1); at the end of the agenda nothing changes."""
    punten = agendapunt.vergadering.agendapunten.order_by("volgorde", "id")
    sleutels = [str(sleutel) for sleutel in punten.values_list("sleutel", flat=True)]
    van = sleutels.index(str(agendapunt.sleutel))
    naar = min(max(van + stap, 0), len(sleutels) - 1)
    sleutels.insert(naar, sleutels.pop(van))
    return agenda_ordenen(vergadering=agendapunt.vergadering, sleutels=sleutels, door=door, op=op)


@transaction.atomic
def genodigde_toevoegen(
    *,
    vergadering: Vergadering,
    naam: str,
    hoedanigheid: str,
    agendapunt: Agendapunt | None,
    door: Gebruiker,
    op: datetime,
) -> Genodigde:
    """Ask a third party, for one item or for the whole meeting; the same person twice is one row."""
    rij = _te_wijzigen(vergadering, door)
    if agendapunt is not None and agendapunt.vergadering_id != rij.pk:
        raise NietToegestaan("Dit agendapunt hoort bij een andere vergadering.")
    genodigde, nieuw = Genodigde.objects.get_or_create(
        vergadering=rij, agendapunt=agendapunt, naam=naam.strip(), hoedanigheid=hoedanigheid.strip()
    )
    if nieuw:
        leg_vast(genodigde, "genodigd", door=door, op=op)
    return genodigde


@transaction.atomic
def genodigde_afzeggen(*, genodigde: Genodigde, door: Gebruiker, op: datetime) -> Vergadering:
    rij = _te_wijzigen(genodigde.vergadering, door)
    Genodigde.objects.filter(pk=genodigde.pk).delete()
    leg_vast(rij, "genodigde_afgezegd", door=door, op=op)
    return rij


@transaction.atomic
def agenda_versturen(*, vergadering: Vergadering, door: Gebruiker, op: datetime) -> Vergadering:
    """From now on the members read the requests on the agenda; each is told by mail, without a name in it."""
    rij = voer_uit(VERGADERING, vergadering, "agenda_versturen", door=door, op=op)
    meld_agenda(rij, op)
    return rij


@transaction.atomic
def vergadering_houden(
    *,
    vergadering: Vergadering,
    aanwezig: Iterable[Commissielid],
    genodigden: Iterable[Genodigde],
    door: Gebruiker,
    op: datetime,
) -> Vergadering:
    """The meeting took place, and these people were there."""
    if op < vergadering.begint_op:
        raise NietToegestaan("De vergadering is nog niet begonnen.")
    rij = voer_uit(VERGADERING, vergadering, "houden", door=door, op=op)
    leden = list(aanwezig)
    if not leden or any(lid.commissie_id != rij.commissie_id for lid in leden):
        raise NietToegestaan("Kruis aan welke leden van deze commissie er waren.")
    Aanwezige.objects.bulk_create(Aanwezige(vergadering=rij, lid=lid) for lid in leden)
    rij.genodigden.filter(pk__in=[g.pk for g in genodigden]).update(was_aanwezig=True)
    return rij


@transaction.atomic
def verslag_bewaren(
    *, vergadering: Vergadering, verslag: str, versie: int, door: Gebruiker, op: datetime
) -> Vergadering:
    """Write the minutes, while they are not final; raises `Verouderd` when someone else saved first."""
    rij = vergrendel(vergadering)
    eis_verslaglegger(door, rij)
    if rij.status not in OPEN_VOOR_LEDEN:
        raise NietToegestaan("Het verslag kan nu niet veranderen.")
    eis_versie(rij, versie)
    if rij.verslag != verslag.strip():
        rij.verslag, rij.versie = verslag.strip(), rij.versie + 1
        rij.save(update_fields=["verslag", "versie"])
        leg_vast(rij, "verslag_bewaard", door=door, op=op)
    return rij


@transaction.atomic
def verslag_vaststellen(*, vergadering: Vergadering, door: Gebruiker, op: datetime) -> Vergadering:
    """The minutes are final: nobody changes them, and the members no longer see the requests."""
    return voer_uit(VERGADERING, vergadering, "verslag_vaststellen", door=door, op=op)


@transaction.atomic
def vergadering_afgelasten(
    *, vergadering: Vergadering, reden: str, door: Gebruiker, op: datetime
) -> Vergadering:
    """The meeting does not take place; its requests can go on another agenda."""
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom de vergadering niet doorgaat.")
    return voer_uit(VERGADERING, vergadering, "afgelasten", door=door, op=op, toelichting=reden.strip())


def _te_wijzigen(vergadering: Vergadering, door: Gebruiker) -> Vergadering:
    rij = vergrendel(vergadering)
    eis(door, "tlv.commissie")
    if rij.status not in TE_WIJZIGEN:
        raise NietToegestaan(AGENDA_VAST)
    return rij


def _controleer_waar(plaats: str, link: str) -> None:
    if not (plaats.strip() or link.strip()):
        raise NietToegestaan(WAAR)


def _eis_agendeerbaar(aanvraag: Aanvraag) -> None:
    """A committee looks at what is complete, and at one meeting at a time."""
    if aanvraag.status != Aanvraagstatus.IN_BEHANDELING:
        raise NietToegestaan(
            f"Aanvraag {aanvraag.kenmerk} is niet in behandeling. Verklaar haar eerst compleet."
        )
    lopend = aanvraag.agendapunten.exclude(
        vergadering__status__in=[Vergaderstatus.VASTGESTELD, Vergaderstatus.AFGELAST]
    )
    if lopend.exists():
        raise NietToegestaan(f"Aanvraag {aanvraag.kenmerk} staat al op de agenda van een vergadering.")
