"""Deciding about one row of a comparison; each decision is a small form with a way back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from swv.formulieren import door_en_op, gepost, probeer, waarschuw
from swv.formulierpagina import Formulierpagina, toon
from swv.klok import nu
from swv.permissions import haal, vereist
from swv.termijnen import datum
from thuiszitters import services
from thuiszitters.forms.lijst import RegelKoppelenForm, RegelMeldenForm, RegelToelichtingForm
from thuiszitters.models import Lijstregel, Traject
from thuiszitters.views.lijsten import BEHANDELEN

UITLEG_MELDEN = (
    "U maakt een melding. Daarna beslist u bij de melding of er een traject komt, zoals altijd. "
    "Staat de leerling nog niet bij ons? Dan maken wij een dossier."
)
UITLEG_KOPPELEN = "De regel in de lijst gaat dan over dit traject. In het register verandert niets."
HINT_VERSCHIL = "Wat klopt, en wat doet u eraan? In het register verandert niets door dit formulier."
HINT_NEGEREN = "Bijvoorbeeld: de leerling is verhuisd, of staat er dubbel in."
GEEN_TRAJECT = "Er loopt geen traject met dit nummer. Controleer het in het register."


def haal_regel(request: HttpRequest, sleutel: UUID) -> Lijstregel:
    rijen = Lijstregel.objects.select_related("run", "leerling", "traject", "school")
    regel: Lijstregel = haal(rijen, request, sleutel)
    return regel


def terug_naar(regel: Lijstregel) -> str:
    return f"{reverse('thuiszitters:vergelijking', args=[regel.run.sleutel])}?groep={regel.groep}"


def _toon(
    request: HttpRequest, regel: Lijstregel, form: Any, titel: str, knop: str, uitleg: str = ""
) -> HttpResponse:
    geboren = f", geboren {datum(regel.geboortedatum)}" if regel.geboortedatum else ""
    school = f" · {regel.schoolnaam}" if regel.schoolnaam else ""
    pagina = Formulierpagina(
        titel=titel,
        knop=knop,
        terug=terug_naar(regel),
        terug_naam=regel.run.bestandsnaam,
        sub=f"{regel.naam_in_lijst}{geboren}{school}",
        uitleg=uitleg,
        boven=("Lijst vergelijken", reverse("thuiszitters:lijsten")),
    )
    return toon(request, pagina, form, sjabloon="thuiszitters/lijstregel_formulier.html", regel=regel)


@vereist(BEHANDELEN)
def regel_melden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    regel = haal_regel(request, sleutel)
    form = RegelMeldenForm(gepost(request), regel=regel)
    melding = probeer(
        form, lambda: services.regel_melden(regel=regel, **form.opdracht, **door_en_op(request))
    )
    if melding:
        messages.success(
            request, "De melding is gemaakt. Pak haar op, of beoordeel dat geen traject nodig is."
        )
        return redirect("thuiszitters:melding", melding.sleutel)
    return _toon(request, regel, form, "Melding maken", "Melding maken", UITLEG_MELDEN)


@vereist(BEHANDELEN)
def regel_koppelen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    regel = haal_regel(request, sleutel)
    begin = {"kenmerk": regel.traject.kenmerk} if regel.traject else {}
    form = RegelKoppelenForm(gepost(request), initial=begin)
    if request.method == "POST" and form.is_valid():
        lopend = Traject.objects.zichtbaar_voor(request.user).lopend()  # type: ignore[arg-type]
        traject = lopend.filter(kenmerk=form.cleaned_data["kenmerk"].removeprefix("THZ ").strip()).first()
        if traject is None:
            form.add_error("kenmerk", GEEN_TRAJECT)
        elif probeer(
            form,
            lambda: services.regel_koppelen(regel=regel, traject=traject, **door_en_op(request)),
        ):
            messages.success(request, f"De regel hoort nu bij THZ {traject.kenmerk}.")
            return redirect(terug_naar(regel))
    return _toon(request, regel, form, "Aan een traject koppelen", "Koppelen", UITLEG_KOPPELEN)


@vereist(BEHANDELEN)
def regel_verschil(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _met_tekst(
        request,
        sleutel,
        services.regel_verschil,
        "Verschil vastleggen",
        "Het verschil is vastgelegd.",
        HINT_VERSCHIL,
    )


@vereist(BEHANDELEN)
def regel_negeren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _met_tekst(
        request, sleutel, services.regel_negeren, "Negeren", "De regel is genegeerd.", HINT_NEGEREN
    )


def _met_tekst(
    request: HttpRequest, sleutel: UUID, service: Callable[..., Any], knop: str, zin: str, hint: str
) -> HttpResponse:
    """A decision that asks for a few words."""
    regel = haal_regel(request, sleutel)
    form = RegelToelichtingForm(gepost(request), hint=hint)
    if probeer(form, lambda: service(regel=regel, **form.cleaned_data, **door_en_op(request))):
        waarschuw(request, form)
        messages.success(request, zin)
        return redirect(terug_naar(regel))
    return _toon(request, regel, form, knop, knop)


@require_POST
@vereist(BEHANDELEN)
def regel_heropenen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    regel = haal_regel(request, sleutel)
    services.regel_heropenen(regel=regel, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.success(request, "U kunt opnieuw over deze regel beslissen.")
    return redirect(terug_naar(regel))
