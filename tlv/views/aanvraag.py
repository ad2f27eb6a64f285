"""The page of one request: a task list or status for the school, the whole file for the SWV."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlingen.permissions import via_swv
from swv.inrichting import staat_aan
from swv.klok import datum_van, nu, vandaag
from swv.models import Gebruiker
from swv.permissions import mag, vereist
from swv.rollen import Bereik
from tlv.adviespaar import nog_nodig
from tlv.enums import Aanvraagstatus, Adviesstatus
from tlv.forms import DeskundigeForm
from tlv.models import LOPEND, Aanvraag, Agendapunt, Besluit
from tlv.poort import controlelijst
from tlv.selectors.aanvraag import (
    acties,
    antwoorden,
    besluit_van,
    documenten,
    getoonde_status,
    herstelverzoeken,
    open_herstel,
    voortgang,
)
from tlv.selectors.berichten import gesprek
from tlv.selectors.brieven import brieven, brievenlijst
from tlv.selectors.dossier import adviezen_van, huidige_inschrijving, kandidaat_deskundigen, mensen
from tlv.selectors.keuzehulp import keuzehulp_van
from tlv.selectors.klokken import belofte_na_compleet, klokken
from tlv.selectors.lijst import KLEUR
from tlv.selectors.plaatsing import plaatsingen_van
from tlv.selectors.pro import berekening
from tlv.selectors.stand import stand_van
from tlv.selectors.stap import stap_na_besluit, volgende_stap
from tlv.selectors.tijdlijn import tijdlijn
from tlv.selectors.uitstel import kennisgevingen_van, uitstel_van
from tlv.selectors.vergadering import commissieoordelen
from tlv.views.aanvragen import takenlijst
from tlv.views.dossierpakketten import aanvraagkaart
from tlv.views.gemeen import haal_aanvraag
from tlv.views.invullen import te_vervangen


@require_safe
@vereist("tlv.inzien")
def aanvraag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Show the request as this user needs it."""
    rij = haal_aanvraag(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    if user.heeft_bereik(Bereik.SWV) and rij.ingediend_op:
        return _dossier(request, rij, user)
    if rij.school_id not in user.school_ids:
        return _voor_adviseur(request, rij, user)
    if rij.status == Aanvraagstatus.CONCEPT:
        return takenlijst(request, rij)
    return _stand(request, rij, user)


def _stand(request: HttpRequest, rij: Aanvraag, user: Gebruiker) -> HttpResponse:
    """Where it is, what we wait for, from whom, and the next date."""
    besluit = besluit_van(rij, user)
    status = getoonde_status(rij, besluit)
    groepen, mag_invullen = antwoorden(rij), mag(user, "tlv.aanvragen")
    herstel, lopend = open_herstel(rij), klokken(rij) if status in LOPEND else []
    context = {
        "aanvraag": rij,
        "status": status.label,
        "kleur": KLEUR[status],
        "stappen": voortgang(rij, besluit),
        "gesprek": gesprek(rij, user),
        "stand": stand_van(rij, besluit=besluit, herstel=herstel, klokken=lopend, op=vandaag()),
        "klokken": lopend,
        "belofte": belofte_na_compleet(rij) if lopend else None,
        "herstel": herstel,
        "besluit": besluit,
        "brieven": brieven(besluit, user) if besluit else [],
        "kennisgevingen": kennisgevingen_van(rij, user),
        "tijdlijn": tijdlijn(rij, voor_school=True),
        "groepen": groepen,
        "vervangingen": te_vervangen(groepen) if mag_invullen and rij.status in LOPEND else [],
        "mag_intrekken": status in LOPEND and not acties(rij, user, "intrekken")["intrekken"],
        "mag_invullen": mag_invullen,
    }
    return render(request, "tlv/aanvraag_stand.html", context)


# What a part of the page shows stays empty where that part does not exist.
LEEG: dict[str, Any] = {
    "controles": [],
    "stap": None,
    "acties": {},
    "herstel": None,
    "deskundige_form": None,
    "toon_antwoorden": False,
    "brieven": None,
    "bezwaren": [],
    "toetsen": [],
    "stap_na_besluit": "",
}


def _dossier(request: HttpRequest, rij: Aanvraag, user: Gebruiker) -> HttpResponse:
    """Can I decide, what happened, when must it be done."""
    adviezen = adviezen_van(rij)
    besluit = besluit_van(rij, user)
    context: dict[str, Any] = {
        **LEEG,
        "aanvraag": rij,
        "kleur": KLEUR[rij.status],
        "klokken": klokken(rij) if besluit or rij.status in LOPEND else [],
        "verzoeken": herstelverzoeken(rij),
        "tijdlijn": tijdlijn(rij, voor_school=False),
        "documenten": documenten(rij),
        "groepen": antwoorden(rij),
        "hulp": keuzehulp_van(rij),
        "gesprek": gesprek(rij, user),
        "pro": berekening(rij, datum_van(rij.ingediend_op)) if rij.ingediend_op else None,
        "adviezen": adviezen,
        "oordelen": commissieoordelen(rij),
        "plaatsingen": plaatsingen_van(rij) if besluit and staat_aan("plaatsing") else [],
        "pakket": aanvraagkaart(rij, user) if mag(user, "tlv.beoordelen") else None,
        "besluit": besluit,
        "mensen": mensen(rij, adviezen, besluit.genomen_door if besluit else None),
        "inschrijving": huidige_inschrijving(rij, vandaag()),
        "rechten": {naam: mag(user, f"tlv.{naam}") for naam in ("beoordelen", "verzenden", "bezwaar")}
        | {"bezwaardossier": mag(user, "tlv.bezwaar") or mag(user, "tlv.besluiten")}
        | {"vernietigen": via_swv(user, "document.toevoegen")},
        "uitstel": uitstel_van(rij, user, vandaag()),
        "kennisgevingen": kennisgevingen_van(rij, user),
        "vandaag": vandaag(),
    }
    if besluit:
        context |= _met_besluit(besluit, user)
    if rij.status in LOPEND:
        context |= _lopend(rij, user, adviezen)
    return render(request, "tlv/aanvraag_dossier.html", context)


def _met_besluit(besluit: Besluit, user: Gebruiker) -> dict[str, Any]:
    bezwaren = list(besluit.bezwaren.order_by("id"))
    stap = stap_na_besluit(besluit, bezwaren, mag_verzenden=mag(user, "tlv.verzenden"))
    return {
        "brieven": brievenlijst(besluit, user, nu()),
        "bezwaren": bezwaren,
        "toetsen": list(besluit.toetsen.order_by("id")),
        "stap_na_besluit": stap,
    }


def _lopend(rij: Aanvraag, user: Gebruiker, adviezen: list[Any]) -> dict[str, Any]:
    """What only a running request shows: the checks, the next step, and the experts to ask."""
    redenen, herstel = acties(rij, user), open_herstel(rij)
    beslist = mag(user, "tlv.besluiten")
    controles = [c for c in controlelijst(rij, user) if beslist or not c.over_lezer]
    stap = volgende_stap(rij, user, redenen=redenen, controles=controles, adviezen=adviezen, herstel=herstel)
    vraagbaar = rij.status == Aanvraagstatus.IN_BEHANDELING and mag(user, "tlv.beoordelen")
    return {
        "controles": controles,
        "stap": stap,
        "acties": redenen,
        "toon_antwoorden": not redenen["compleet_verklaren"],
        "herstel": herstel,
        "deskundige_form": DeskundigeForm(
            kandidaten=kandidaat_deskundigen(rij, vandaag()), nodig=nog_nodig(adviezen)
        )
        if vraagbaar
        else None,
    }


def _voor_adviseur(request: HttpRequest, rij: Aanvraag, user: Gebruiker) -> HttpResponse:
    """What an expert or a member of the committee needs for the advice, and nothing else."""
    advies = rij.adviezen.filter(deskundige=user, status=Adviesstatus.GEVRAAGD).first()
    punt = None if advies else Agendapunt.objects.zichtbaar_voor(user).filter(aanvraag=rij).first()
    context = {
        "punt": punt,
        "adviezen": adviezen_van(rij) if punt else [],
        "aanvraag": rij,
        "kleur": KLEUR[rij.status],
        "klokken": klokken(rij),
        "documenten": documenten(rij),
        "groepen": antwoorden(rij),
        "advies": advies,
    }
    return render(request, "tlv/aanvraag_deskundige.html", context)


@require_safe
@vereist("tlv.verzenden", "tlv.besluiten")
def brievenkaart(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The letters of a decision alone: the page asks for it while a worker makes them."""
    rij = haal_aanvraag(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    besluit = besluit_van(rij, user) if user.heeft_bereik(Bereik.SWV) else None
    if besluit is None:
        raise Http404
    context = {"aanvraag": rij, "brieven": brievenlijst(besluit, user, nu()), "vandaag": vandaag()}
    return render(request, "tlv/_brieven.html", context)
