"""What happens next with a request, who does it, and the one button when that is the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from swv.klok import vandaag
from swv.models import Gebruiker
from swv.permissions import mag
from swv.termijnen import datum, opsomming
from tlv.adviespaar import reden_onvoldoende
from tlv.controle import Controle
from tlv.enums import OPEN_BEZWAAR, Aanvraagstatus, Adviesstatus, Besluitstatus
from tlv.mandaat import reden_geen_mandaat
from tlv.models import Aanvraag, Besluit

A = Aanvraagstatus
TWEE = 2


@dataclass(frozen=True)
class Volgende:
    """One sentence that says what happens now; `knop` only when the reader can do it, at most one per page."""

    tekst: str
    knop: str = ""
    url: str = ""
    post: bool = False


def volgende_stap(
    aanvraag: Aanvraag,
    user: Gebruiker,
    *,
    redenen: dict[str, str],
    controles: Sequence[Controle],
    adviezen: Sequence[Any],
    herstel: Any,
) -> Volgende:
    """The next step of a request that runs."""
    if aanvraag.status == A.ONVOLLEDIG:
        tot = f", uiterlijk {datum(herstel.hersteltermijn_tot_en_met)}" if herstel else ""
        return Volgende(f"De school vult aan{tot}. Tot dan staat de klok stil.")
    if aanvraag.status == A.INGEDIEND:
        return _compleet(aanvraag, redenen)
    return _advies_of_besluit(aanvraag, user, controles, adviezen)


def _compleet(aanvraag: Aanvraag, redenen: dict[str, str]) -> Volgende:
    if redenen["compleet_verklaren"]:
        return Volgende("De procesondersteuner beoordeelt of alles er is.")
    return Volgende(
        "Beoordeel of alles er is. Ontbreekt er iets, vraag de school dan om aanvulling.",
        "Compleet verklaren",
        reverse("tlv:compleet", args=[aanvraag.sleutel]),
        post=True,
    )


def _advies_of_besluit(
    aanvraag: Aanvraag, user: Gebruiker, controles: Sequence[Controle], adviezen: Sequence[Any]
) -> Volgende:
    wachtend = [a.deskundige.naam for a in adviezen if a.status == Adviesstatus.GEVRAAGD]
    if len(adviezen) < TWEE:
        wat = "Er is nog een tweede deskundige nodig." if adviezen else "Er zijn twee deskundigen nodig."
        wie = "Vraag haar of hem" if adviezen else "Vraag hen"
        slot = f" {wie} hieronder om advies." if mag(user, "tlv.beoordelen") else ""
        return Volgende(wat + slot)
    if wachtend:
        return Volgende(f"Wij wachten op het advies van {opsomming(wachtend)}.")
    if reden := reden_onvoldoende(adviezen):
        slot = " Vraag hieronder nog een deskundige om advies." if mag(user, "tlv.beoordelen") else ""
        return Volgende(f"{reden}{slot}")
    if not mag(user, "tlv.besluiten"):
        return Volgende(
            f"Beide adviezen zijn binnen. {reden_geen_mandaat(user, aanvraag.soort, '', vandaag())}"
        )
    if blokkade := next((c for c in controles if c.blokkeert), None):
        return Volgende(f"Beide adviezen zijn binnen. {blokkade.uitleg}")
    return Volgende(
        "Beide adviezen zijn binnen. U kunt een besluit nemen.",
        "Besluit nemen",
        reverse("tlv:besluit", args=[aanvraag.sleutel]),
    )


def stap_na_besluit(besluit: Besluit, bezwaren: Sequence[Any], *, mag_verzenden: bool) -> str:
    """What happens now that there is a decision."""
    if besluit.status == Besluitstatus.GENOMEN:
        wie = (
            "Verzend de brieven en leg"
            if mag_verzenden
            else "De procesondersteuner verzendt de brieven en legt"
        )
        return f"{wie} vast op welke dag. Met de laatste brief is het besluit bekendgemaakt."
    if besluit.status == Besluitstatus.IN_BEZWAAR:
        dagen = [b.bob_uiterste_datum for b in bezwaren if b.status in OPEN_BEZWAAR]
        return f"Er loopt een bezwaar. Beslis daarop uiterlijk {datum(min(dagen))}." if dagen else ""
    if besluit.status == Besluitstatus.BEKENDGEMAAKT and besluit.bezwaar_uiterste_datum:
        return f"U hoeft niets te doen. Bezwaar kan tot en met {datum(besluit.bezwaar_uiterste_datum)}."
    if besluit.status == Besluitstatus.HERROEPEN:
        return "Het besluit is na bezwaar herroepen. Voor een nieuw besluit is een nieuwe aanvraag nodig."
    return "U hoeft niets meer te doen."
