"""Asking the school to complete its request, per question and document (Awb 4:5); the clocks stand still."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.termijnen import datum
from swv.versies import eis_versie
from swv.workflow import vergrendel, voer_uit
from tlv import vragen
from tlv.beslisdatum import laatste_hersteldag
from tlv.enums import Herstelstatus
from tlv.models import Aanvraag, Herstelpunt, Herstelverzoek
from tlv.notifications import meld_aanvulling
from tlv.permissions import eis_eigen_aanvraag
from tlv.services.aanvraag import schone_antwoorden
from tlv.services.termijnen import termijnen_herberekenen
from tlv.workflow import AANVRAAG, HERSTEL


@transaction.atomic
def herstel_vragen(
    *,
    aanvraag: Aanvraag,
    punten: Iterable[tuple[str, str]],
    hersteltermijn_tot_en_met: date,
    door: Gebruiker,
    op: datetime,
) -> Herstelverzoek:
    """Invite the school to complete these points; suspended from the day after this one (Awb 4:15)."""
    gevraagd = list(punten)
    rij = voer_uit(AANVRAAG, aanvraag, "herstel_vragen", door=door, op=op)
    _controleer_verzoek(rij, gevraagd, hersteltermijn_tot_en_met, op)
    verzoek = Herstelverzoek.objects.create(
        aanvraag=rij,
        gevraagd_op=op,
        gevraagd_door=door,
        hersteltermijn_tot_en_met=hersteltermijn_tot_en_met,
    )
    Herstelpunt.objects.bulk_create(
        Herstelpunt(
            herstelverzoek=verzoek,
            vraag=code,
            toelichting=toelichting.strip(),
            vorig_antwoord=rij.antwoorden.get(code, ""),
        )
        for code, toelichting in gevraagd
    )
    leg_vast(
        verzoek,
        "gevraagd",
        door=door,
        op=op,
        naar=verzoek.status,
        gegevens={"vragen": [code for code, _ in gevraagd], "tot_en_met": str(hersteltermijn_tot_en_met)},
    )
    termijnen_herberekenen(aanvraag=rij, door=door, op=op)
    meld_aanvulling(verzoek, op)
    return verzoek


@transaction.atomic
def herstel_aanvullen(
    *,
    herstelverzoek: Herstelverzoek,
    antwoorden: Mapping[str, str],
    versie: int,
    door: Gebruiker,
    op: datetime,
) -> Herstelverzoek:
    """The school answers points in words; they can be changed until the completion is sent in.

    Raises `Verouderd` when a colleague saved first.
    """
    aanvraag = vergrendel(herstelverzoek.aanvraag, met=("vragenlijst",))
    verzoek = vergrendel(herstelverzoek)
    eis_eigen_aanvraag(door, aanvraag)
    eis_open(verzoek)
    eis_versie(verzoek, versie)
    nieuw = schone_antwoorden(aanvraag, antwoorden, op)
    punten = {punt.vraag: punt for punt in verzoek.punten.filter(vraag__in=nieuw)}
    if nieuw.keys() - punten.keys():
        raise NietToegestaan("Dit is niet gevraagd. U vult alleen aan wat het samenwerkingsverband vraagt.")
    gewijzigd = sorted(code for code, punt in punten.items() if punt.antwoord != nieuw[code])
    if not gewijzigd:
        return verzoek
    for code in gewijzigd:
        punten[code].antwoord = nieuw[code]
        punten[code].opgelost_op = op if nieuw[code] else None
        punten[code].save(update_fields=["antwoord", "opgelost_op"])
    verzoek.versie += 1
    verzoek.save(update_fields=["versie"])
    leg_vast(aanvraag, "aanvulling_bewaard", door=door, op=op, gegevens={"vragen": gewijzigd})
    return verzoek


@transaction.atomic
def herstel_afronden(*, herstelverzoek: Herstelverzoek, door: Gebruiker, op: datetime) -> Herstelverzoek:
    """The school sends the completion in: its answers become part of the request, the clocks run again."""
    aanvraag = vergrendel(herstelverzoek.aanvraag)
    eis_eigen_aanvraag(door, aanvraag)
    if open_punten := herstelverzoek.punten.filter(opgelost_op__isnull=True).order_by("id"):
        bekend = vragen.vragen(aanvraag.vragenlijst.inhoud)
        namen = [bekend[punt.vraag].label for punt in open_punten if punt.vraag in bekend]
        raise NietToegestaan(f"Nog niet aangevuld: {'; '.join(namen)}.")
    verzoek = voer_uit(HERSTEL, herstelverzoek, "afronden", door=door, op=op)
    antwoorden = dict(verzoek.punten.exclude(antwoord="").values_list("vraag", "antwoord"))
    velden = {"antwoorden": aanvraag.antwoorden | antwoorden, "versie": aanvraag.versie + 1}
    _hervat(aanvraag, "aanvullen", door, op, **velden)
    return verzoek


@transaction.atomic
def herstel_intrekken(
    *, herstelverzoek: Herstelverzoek, reden: str, door: Gebruiker, op: datetime
) -> Herstelverzoek:
    """The SWV takes its invitation back, with a reason; the clocks run again from this day."""
    if not reden.strip():
        raise NietToegestaan("Schrijf waarom u het verzoek om aanvulling intrekt.")
    aanvraag = vergrendel(herstelverzoek.aanvraag)
    verzoek = voer_uit(HERSTEL, herstelverzoek, "intrekken", door=door, op=op, toelichting=reden.strip())
    _hervat(aanvraag, "herstel_intrekken", door, op)
    return verzoek


@transaction.atomic
def herstel_laten_verlopen(*, herstelverzoek: Herstelverzoek, op: datetime) -> Herstelverzoek:
    """The hersteltermijn passed unused: suspended up to its last day (domein.md 1.7); by the system."""
    if datum_van(op) <= herstelverzoek.hersteltermijn_tot_en_met:
        raise NietToegestaan("De hersteltermijn is nog niet voorbij.")
    aanvraag = vergrendel(herstelverzoek.aanvraag)
    verzoek = voer_uit(HERSTEL, herstelverzoek, "verlopen", door=None, op=op)
    _hervat(aanvraag, "herstel_verlopen", None, op)
    return verzoek


def eis_open(verzoek: Herstelverzoek) -> None:
    if verzoek.status != Herstelstatus.OPEN:
        raise NietToegestaan("Dit verzoek om aanvulling is al afgerond.")


def _hervat(aanvraag: Aanvraag, actie: str, door: Gebruiker | None, op: datetime, **velden: Any) -> Aanvraag:
    """Back to where the request was: a request that was compleet stays so, and keeps its experts."""
    naam = f"{actie}_hervatten" if aanvraag.compleet_op else actie
    rij = voer_uit(AANVRAAG, aanvraag, naam, door=door, op=op, **velden)
    return termijnen_herberekenen(aanvraag=rij, door=door, op=op)


def _controleer_verzoek(
    aanvraag: Aanvraag, punten: list[tuple[str, str]], tot_en_met: date, op: datetime
) -> None:
    """At least one point, each a question of this request once, and some time to do it."""
    codes = [code for code, _ in punten]
    bekend = vragen.vragen(aanvraag.vragenlijst.inhoud)
    if not codes:
        raise NietToegestaan("Kies ten minste één vraag of document dat de school moet aanvullen.")
    if len(set(codes)) < len(codes) or not set(codes) <= bekend.keys():
        raise NietToegestaan("Kies alleen vragen van deze aanvraag, elk één keer.")
    if not all(toelichting.strip() for _, toelichting in punten):
        raise NietToegestaan("Schrijf bij elk punt wat de school moet aanvullen.")
    if tot_en_met <= datum_van(op):
        raise NietToegestaan("Geef de school ten minste tot morgen de tijd.")
    if (grens := laatste_hersteldag(datum_van(op))) and tot_en_met > grens:
        raise NietToegestaan(
            f"Geef de school de tijd tot hoogstens {datum(grens)}. Tot dan staat de klok stil."
        )
    if aanvraag.termijnopschortingen.lopend(datum_van(op)).exists():
        raise NietToegestaan("De termijn staat al stil door een opschorting. Beëindig die eerst.")
