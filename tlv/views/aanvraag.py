"""The page of one request: a task list or status for the school, the whole file for the SWV."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from swv.klok import vandaag
from swv.permissions import vereist
from swv.rollen import Bereik
from tlv.besluitcontrole import controlelijst
from tlv.enums import Aanvraagstatus, Adviesstatus
from tlv.forms import DeskundigeForm, VerzondenForm
from tlv.models import LOPEND, Aanvraag
from tlv.selectors.aanvraag import acties, antwoorden, besluit_van, brieven, open_herstel, voortgang
from tlv.selectors.dossier import briefregels, huidige_inschrijving, kandidaat_deskundigen, volgende_stap
from tlv.selectors.klokken import klokken
from tlv.selectors.lijst import KLEUR
from tlv.selectors.tijdlijn import tijdlijn
from tlv.views.aanvragen import takenlijst
from tlv.views.gemeen import haal_aanvraag


@vereist("tlv.inzien")
def aanvraag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Show the request as this user needs it."""
    rij = haal_aanvraag(request, sleutel)
    if request.user.heeft_bereik(Bereik.SWV):  # type: ignore[arg-type]
        return _dossier(request, rij)
    if "deskundige" in request.user.rollen and not request.user.school_ids:  # type: ignore[union-attr]
        return _voor_deskundige(request, rij)
    if rij.status == Aanvraagstatus.CONCEPT:
        return takenlijst(request, rij)
    return _stand(request, rij)


def _stand(request: HttpRequest, rij: Aanvraag) -> HttpResponse:
    """Where it is, what we wait for, from whom, and the next date."""
    user = request.user
    besluit = besluit_van(rij, user)  # type: ignore[arg-type]
    context = {
        "aanvraag": rij,
        "kleur": KLEUR[rij.status],
        "stappen": voortgang(rij, besluit),
        "klokken": klokken(rij),
        "herstel": open_herstel(rij),
        "besluit": besluit,
        "brieven": brieven(besluit, user) if besluit else [],  # type: ignore[arg-type]
        "tijdlijn": tijdlijn(rij, voor_school=True),
        "groepen": antwoorden(rij),
        "acties": acties(rij, user),  # type: ignore[arg-type]
    }
    return render(request, "tlv/aanvraag_stand.html", context)


def _dossier(request: HttpRequest, rij: Aanvraag) -> HttpResponse:
    """Can I decide, what happened, when must it be done."""
    user = request.user
    besluit = besluit_van(rij, user)  # type: ignore[arg-type]
    context = {
        "aanvraag": rij,
        "kleur": KLEUR[rij.status],
        "controles": controlelijst(rij, user) if rij.status in LOPEND else [],  # type: ignore[arg-type]
        "acties": acties(rij, user),  # type: ignore[arg-type]
        "stap": volgende_stap(rij, user),  # type: ignore[arg-type]
        "klokken": klokken(rij),
        "herstel": open_herstel(rij),
        "tijdlijn": tijdlijn(rij, voor_school=False),
        "groepen": antwoorden(rij),
        "adviezen": list(rij.adviezen.exclude(status=Adviesstatus.INGETROKKEN).select_related("deskundige")),
        "deskundige_form": DeskundigeForm(kandidaten=kandidaat_deskundigen(rij, vandaag())),
        "besluit": besluit,
        "brieven": briefregels(besluit, user) if besluit else [],  # type: ignore[arg-type]
        "verzonden_form": VerzondenForm(initial={"verzonden_op": vandaag()}),
        "bezwaren": list(besluit.bezwaren.order_by("id")) if besluit else [],
        "inschrijving": huidige_inschrijving(rij, vandaag()),
        "mag_beoordelen": "tlv.beoordelen" in user.permissies,  # type: ignore[union-attr]
        "mag_verzenden": "tlv.verzenden" in user.permissies,  # type: ignore[union-attr]
        "mag_bezwaar": "tlv.bezwaar" in user.permissies,  # type: ignore[union-attr]
    }
    return render(request, "tlv/aanvraag_dossier.html", context)


def _voor_deskundige(request: HttpRequest, rij: Aanvraag) -> HttpResponse:
    """What an expert needs for the advice, and nothing else."""
    context = {
        "aanvraag": rij,
        "kleur": KLEUR[rij.status],
        "klokken": klokken(rij),
        "groepen": antwoorden(rij),
        "advies": rij.adviezen.filter(deskundige=request.user, status=Adviesstatus.GEVRAAGD).first(),
    }
    return render(request, "tlv/aanvraag_deskundige.html", context)
