"""Fictitious meetings of the committees: one that is over, one whose agenda the members read now, one to come."""

import uuid
from datetime import date, datetime, timedelta
from random import Random

from tlv.demo.moment import moment
from tlv.demo.rijen import Partij, wie
from tlv.demo.verloop import Omgeving
from tlv.enums import Aanvraagstatus, Commissiefunctie, Conclusie, Puntconclusie, Vergaderstatus
from tlv.models import (
    Aanvraag,
    Aanwezige,
    Agendapunt,
    Commissie,
    Commissieadvies,
    Commissielid,
    Genodigde,
    Vergadering,
)

HOOGSTENS = 4
ZIN = "De ondersteuning die deze leerling nodig heeft, past bij wat gevraagd wordt."
CONCLUSIE = "De commissie volgt de deskundigen. De school, de ouders en de leerling zijn gehoord."
VERSLAG = "Alle agendapunten zijn besproken. De conclusies staan bij de agendapunten."


def laad_vergaderingen(om: Omgeving, partij: Partij) -> None:
    """The first committee of the profile gets members, the other ones a voorzitter; without one there is nothing."""
    commissies = list(Commissie.objects.order_by("naam"))
    if not commissies:
        return
    kans = Random(f"vergadering-{om.demo.swv}-{om.demo.op.isoformat()}")
    leden = _leden(om, kans, commissies)
    besloten = [a for a in partij.aanvragen if a.status == Aanvraagstatus.BESLOTEN and a.compleet_op][
        -HOOGSTENS:
    ]
    lopend = [a for a in partij.aanvragen if a.status == Aanvraagstatus.IN_BEHANDELING]
    nu, straks = lopend[:HOOGSTENS], lopend[HOOGSTENS : HOOGSTENS + 2]
    _voorbij(om, kans, commissies[0], leden, besloten)
    _loopt(om, kans, commissies[0], leden, nu)
    _vergadering(om, kans, commissies[0], 16, Vergaderstatus.GEPLAND, straks)


def _sleutel(kans: Random) -> uuid.UUID:
    return uuid.UUID(int=kans.getrandbits(128), version=4)


def _leden(om: Omgeving, kans: Random, commissies: list[Commissie]) -> list[Commissielid]:
    vanaf = date(om.demo.op.year - 1, 8, 1)
    functies = [
        ("coordinator", Commissiefunctie.VOORZITTER),
        ("administratie", Commissiefunctie.SECRETARIS),
        ("commissielid", Commissiefunctie.LID),
    ]
    rijen = [
        Commissielid(
            sleutel=_sleutel(kans),
            commissie=commissies[0],
            gebruiker=wie(om, naam),
            functie=functie,
            geldig_vanaf=vanaf,
        )
        for naam, functie in functies
    ]
    for ander in commissies[1:]:
        rijen.append(
            Commissielid(
                sleutel=_sleutel(kans),
                commissie=ander,
                gebruiker=wie(om, "coordinator"),
                functie=Commissiefunctie.VOORZITTER,
                geldig_vanaf=vanaf,
            )
        )
    return Commissielid.objects.bulk_create(rijen)[: len(functies)]


def _vergadering(
    om: Omgeving,
    kans: Random,
    commissie: Commissie,
    dagen: int,
    status: Vergaderstatus,
    aanvragen: list[Aanvraag],
) -> tuple[Vergadering, list[Agendapunt]]:
    dag = om.werkdag(om.demo.op + timedelta(days=dagen))
    beheer = wie(om, "administratie")
    gepland = moment(dag - timedelta(days=30), 9)
    verstuurd = moment(dag - timedelta(days=9), 10)
    heeft_agenda = status != Vergaderstatus.GEPLAND
    klaar = status == Vergaderstatus.VASTGESTELD
    rij = Vergadering.objects.create(
        sleutel=_sleutel(kans),
        commissie=commissie,
        status=status,
        begint_op=moment(dag, 9),
        plaats="Kantoor van het samenwerkingsverband, zaal 2",
        verslag=VERSLAG if klaar else "",
        gepland_op=gepland,
        gepland_door=beheer,
        agenda_verstuurd_op=verstuurd if heeft_agenda else None,
        agenda_verstuurd_door=beheer if heeft_agenda else None,
        gehouden_op=moment(dag, 12) if klaar else None,
        gehouden_door=beheer if klaar else None,
        vastgesteld_op=moment(dag, 16) if klaar else None,
        vastgesteld_door=beheer if klaar else None,
    )
    punten = [
        Agendapunt(
            sleutel=_sleutel(kans),
            vergadering=rij,
            aanvraag=aanvraag,
            volgorde=nummer,
            **_conclusie(om, dag, klaar=klaar),
        )
        for nummer, aanvraag in enumerate(aanvragen, start=1)
    ]
    return rij, Agendapunt.objects.bulk_create(punten)


def _conclusie(om: Omgeving, dag: date, *, klaar: bool) -> dict[str, object]:
    if not klaar:
        return {}
    return {
        "conclusie": Puntconclusie.POSITIEF,
        "toelichting": CONCLUSIE,
        "geconcludeerd_op": moment(dag, 12),
        "geconcludeerd_door": wie(om, "administratie"),
    }


def _voorbij(
    om: Omgeving, kans: Random, commissie: Commissie, leden: list[Commissielid], aanvragen: list[Aanvraag]
) -> None:
    rij, punten = _vergadering(om, kans, commissie, -40, Vergaderstatus.VASTGESTELD, aanvragen)
    Aanwezige.objects.bulk_create(Aanwezige(vergadering=rij, lid=lid) for lid in leden)
    _adviseer(kans, punten, leden, rij.begint_op)


def _loopt(
    om: Omgeving, kans: Random, commissie: Commissie, leden: list[Commissielid], aanvragen: list[Aanvraag]
) -> None:
    rij, punten = _vergadering(om, kans, commissie, 4, Vergaderstatus.AGENDA_VERSTUURD, aanvragen)
    if punten:
        Genodigde.objects.create(
            sleutel=_sleutel(kans),
            vergadering=rij,
            agendapunt=punten[0],
            naam="Een jeugdarts",
            hoedanigheid="jeugdarts",
        )
    _adviseer(kans, punten[:1], leden[:1], moment(om.demo.op, 8))


def _adviseer(kans: Random, punten: list[Agendapunt], leden: list[Commissielid], op: datetime) -> None:
    Commissieadvies.objects.bulk_create(
        Commissieadvies(
            sleutel=_sleutel(kans),
            agendapunt=punt,
            lid=lid,
            conclusie=Conclusie.POSITIEF,
            motivering=ZIN,
            gegeven_op=op,
            gegeven_door=lid.gebruiker,
        )
        for punt in punten
        for lid in leden
    )
