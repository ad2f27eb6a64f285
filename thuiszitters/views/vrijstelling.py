"""Asking for advice about a vrijstelling, answering, and following the vrijstelling itself."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from leerlingen.models import Leerling
from swv import inzage
from swv.bladeren import bladzijde
from swv.enums import Inzagesoort
from swv.formulieren import door_en_op, gepost, probeer, waarschuw
from swv.formulierpagina import Formulierpagina
from swv.klok import datum_van, vandaag
from swv.normen import kalender
from swv.permissions import haal, mag, vereist
from swv.termijnen import resterend
from swv.workflow import reden_waarom_niet
from thuiszitters import services
from thuiszitters.enums import Adviesstatus
from thuiszitters.forms.melding import RedenForm
from thuiszitters.forms.vrijstelling import (
    AdviesForm,
    AdviesOppakkenForm,
    AdviesvraagForm,
    VrijstellingEindeForm,
    VrijstellingForm,
)
from thuiszitters.models import Adviesvraag, Traject, Vrijstelling
from thuiszitters.views.gemeen import dossierpagina, haal_traject, toon_of_doe, trajectpagina
from thuiszitters.workflow import ADVIESVRAAG

KLEUR = {
    Adviesstatus.NIEUW: "info",
    Adviesstatus.IN_BEHANDELING: "info",
    Adviesstatus.UITGEBRACHT: "goed",
    Adviesstatus.INGETROKKEN: "neutraal",
}
UITLEG_OPPAKKEN = "Controleer of dit een leerling is die wij al kennen. Leerplicht ziet uw keuze niet."
UITLEG_VRIJSTELLING = (
    "De categorie van het traject wordt deze vrijstelling. Dan lopen de termijnen voor terugkeer niet meer."
)


@require_safe
@vereist("vrijstelling.inzien")
def adviesvragen(request: HttpRequest) -> HttpResponse:
    """The requests that this person may see, the newest first."""
    rijen = Adviesvraag.objects.zichtbaar_voor(request.user).select_related("leerling")  # type: ignore[arg-type]
    blad = bladzijde(rijen, ("-id",), request.GET)
    inzage.noteer(request, [rij.leerling.sleutel for rij in blad.rijen if rij.leerling], Inzagesoort.LIJST)
    context = {
        "rijen": [{"vraag": rij, "kleur": KLEUR[Adviesstatus(rij.status)]} for rij in blad.rijen],
        "blad": blad,
        "mag_vragen": mag(request.user, "vrijstelling.aanvragen"),  # type: ignore[arg-type]
    }
    return render(request, "thuiszitters/advies_lijst.html", context)


@vereist("vrijstelling.aanvragen")
def advies_vragen(request: HttpRequest) -> HttpResponse:
    """The web form of leerplicht; staff fills it in for who calls."""
    form = AdviesvraagForm(gepost(request))
    vraag = probeer(
        form,
        lambda: services.advies_vragen(
            gegevens=form.gegevens, sleutel=form.cleaned_data["sleutel"], **door_en_op(request)
        ),
    )
    if vraag:
        waarschuw(request, form)
        messages.success(request, f"Uw adviesvraag is ontvangen, met nummer {vraag.kenmerk}.")
        return redirect("thuiszitters:adviesvraag", vraag.sleutel)
    status = 422 if form.errors else 200
    return render(request, "thuiszitters/advies_vragen.html", {"form": form}, status=status)


def haal_adviesvraag(request: HttpRequest, sleutel: UUID) -> Adviesvraag:
    rijen = Adviesvraag.objects.select_related("leerling", "gevraagd_door", "uitgebracht_door")
    vraag: Adviesvraag = haal(rijen, request, sleutel)
    return vraag


@require_safe
@vereist("vrijstelling.inzien")
def adviesvraag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One request: for who asked what it is and what the answer is; for the SWV also what to do."""
    rij = haal_adviesvraag(request, sleutel)
    register = mag(request.user, "thuiszitters.register")  # type: ignore[arg-type]
    context = {
        "vraag": rij,
        "kleur": KLEUR[Adviesstatus(rij.status)],
        "resterend": _resterend(rij),
        "register": register,
        "traject": _lopend(rij) if register else None,
        "mag": {
            actie: not reden_waarom_niet(ADVIESVRAAG, rij, actie, request.user)  # type: ignore[arg-type]
            for actie in ("oppakken", "uitbrengen", "intrekken")
        },
    }
    return render(request, "thuiszitters/advies_detail.html", context)


def _resterend(rij: Adviesvraag) -> Any:
    """What is left of the term; met on the day of the advice."""
    if rij.uiterste_datum is None or rij.status == Adviesstatus.INGETROKKEN:
        return None
    klaar = datum_van(rij.uitgebracht_op) if rij.uitgebracht_op else None
    return resterend(rij.uiterste_datum, vandaag(), kalender(), afgerond_op=klaar)


def _lopend(rij: Adviesvraag) -> Traject | None:
    return Traject.objects.lopend().filter(leerling=rij.leerling).first() if rij.leerling else None


def _pagina(rij: Adviesvraag, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    adres = reverse("thuiszitters:adviesvraag", args=[rij.sleutel])
    return dossierpagina(rij, titel, knop, adres, f"Adviesvraag {rij.kenmerk}", **meer)


@vereist("thuiszitters.behandelen")
def advies_oppakken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_adviesvraag(request, sleutel)
    op_datum = Leerling.objects.zichtbaar_voor(request.user).filter(geboortedatum=rij.geboortedatum)  # type: ignore[arg-type]
    kandidaten = list(op_datum.order_by("sorteernaam", "id")[:12])
    inzage.noteer(request, [leerling.sleutel for leerling in kandidaten], Inzagesoort.LIJST)
    form = AdviesOppakkenForm(gepost(request), kandidaten=kandidaten)
    pagina = _pagina(rij, "Adviesvraag oppakken", "Oppakken", uitleg=UITLEG_OPPAKKEN)
    dienst = partial(services.adviesvraag_oppakken, vraag=rij)
    return toon_of_doe(request, form, pagina, dienst, "U behandelt deze adviesvraag.")


@vereist("thuiszitters.behandelen")
def advies_uitbrengen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij, form = haal_adviesvraag(request, sleutel), AdviesForm(gepost(request))
    pagina = _pagina(rij, "Advies uitbrengen", "Advies uitbrengen")
    dienst = partial(services.advies_uitbrengen, vraag=rij)
    klaar = "Het advies is uitgebracht. Wie het vroeg, krijgt bericht."
    return toon_of_doe(request, form, pagina, dienst, klaar)


@vereist("vrijstelling.aanvragen")
def advies_intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij, form = haal_adviesvraag(request, sleutel), RedenForm(gepost(request))
    pagina = _pagina(rij, "Adviesvraag intrekken", "Intrekken", gevaar=True)
    dienst = partial(services.adviesvraag_intrekken, vraag=rij)
    return toon_of_doe(request, form, pagina, dienst, "De adviesvraag is ingetrokken.")


@vereist("thuiszitters.behandelen")
def vrijstelling(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject = haal_traject(request, sleutel)
    adviezen = traject.leerling.adviesvragen.filter(status=Adviesstatus.UITGEBRACHT).order_by("-id")
    form = VrijstellingForm(gepost(request), adviesvragen=adviezen)
    pagina = trajectpagina(traject, "Vrijstelling vastleggen", "Vastleggen", uitleg=UITLEG_VRIJSTELLING)
    dienst = partial(services.vrijstelling_vastleggen, traject=traject)
    return toon_of_doe(request, form, pagina, dienst, "De vrijstelling is vastgelegd.")


@vereist("thuiszitters.behandelen")
def vrijstelling_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij: Vrijstelling = haal(Vrijstelling.objects.select_related("traject__leerling"), request, sleutel)
    form = VrijstellingEindeForm(gepost(request))
    pagina = trajectpagina(rij.traject, "Vrijstelling beëindigen", "Beëindigen")
    dienst = partial(services.vrijstelling_beeindigen, vrijstelling=rij)
    klaar = "De vrijstelling is beëindigd. Wijzig nu de categorie, of sluit het traject af."
    return toon_of_doe(request, form, pagina, dienst, klaar)
