"""Reporting a pupil in three steps: who it is, what is the matter, and the receipt."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from leerlingen.models import Inschrijving, Leerling
from leerlingen.selectors import huidige_scholen, zoekvraag
from leerlingen.services import leerling_toevoegen
from swv import inzage, zoekopdracht
from swv.enums import Inzagesoort
from swv.formulieren import gepost, probeer, waarschuw
from swv.klok import nu, vandaag
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, eis, haal, vereist
from thuiszitters import services
from thuiszitters.dagen import let_op
from thuiszitters.forms.melding import MeldingForm, NieuweLeerlingForm
from thuiszitters.permissions import ANDERE_SCHOOL, scholen_met, via_swv
from thuiszitters.selectors.klokken import meldklok
from thuiszitters.selectors.meldingen import meldingrijen, openstaand
from thuiszitters.services.melding import NIET_BIJ_SCHOOL
from thuiszitters.views.gemeen import haal_melding

HOOGSTENS = 12


@vereist("thuiszitters.melden")
def melden(request: HttpRequest) -> HttpResponse:
    """Step 1: find the pupil; what was typed never stands in the address."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    if request.method == "POST":
        sleutel = zoekopdracht.bewaar(request, request.POST.get("q", ""))
        deel = f"?{urlencode({zoekopdracht.PARAMETER: sleutel})}" if sleutel else ""
        return redirect(f"{reverse('thuiszitters:melden')}{deel}")
    term = zoekopdracht.lees(request)
    gevonden = _gevonden(user, term) if term else []
    inzage.noteer(request, [rij["leerling"].sleutel for rij in gevonden], Inzagesoort.LIJST)
    context = {"term": term, "gevonden": gevonden, "mag_toevoegen": "leerling.toevoegen" in user.permissies}
    return render(request, "thuiszitters/melden_leerling.html", context)


def _gevonden(user: Gebruiker, term: str) -> list[dict[str, Any]]:
    rijen = Leerling.objects.zichtbaar_voor(user).filter(zoekvraag(term)).order_by("sorteernaam", "id")
    leerlingen = list(rijen[:HOOGSTENS])
    scholen = huidige_scholen(user, [rij.pk for rij in leerlingen], vandaag())
    return [
        {"leerling": rij, "school": " · ".join(filter(None, scholen.get(rij.pk, ())))} for rij in leerlingen
    ]


@vereist("thuiszitters.melden")
def nieuwe_leerling(request: HttpRequest) -> HttpResponse:
    """Step 1b: a pupil without a dossier; known elsewhere or not, the answer is the same."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    eis(user, "leerling.toevoegen")
    scholen = _scholen_voor(user)
    if not scholen:
        raise NietToegestaan(ANDERE_SCHOOL)
    form = NieuweLeerlingForm(gepost(request), scholen=scholen)
    if leerling := probeer(form, lambda: leerling_toevoegen(**form.opdracht, door=user, op=nu())):
        waarschuw(request, form)
        return redirect("thuiszitters:melden_leerling", leerling.sleutel)
    status = 422 if form.errors else 200
    return render(request, "thuiszitters/melden_nieuw.html", {"form": form}, status=status)


def _scholen_voor(user: Gebruiker) -> list[School]:
    if via_swv(user, "leerling.toevoegen"):
        return list(School.objects.van_swv().open().order_by("naam", "id"))
    return list(School.objects.filter(pk__in=scholen_met(user, "leerling.toevoegen")).order_by("naam", "id"))


@vereist("thuiszitters.melden")
def melden_leerling(request: HttpRequest, leerling: UUID) -> HttpResponse:
    """Step 2: what is the matter. What was typed stays when something is wrong."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    kind: Leerling = haal(Leerling.objects, request, leerling)
    swv = via_swv(user, "thuiszitters.melden")
    scholen = _scholen_van(kind, user, swv=swv)
    if not scholen and not swv:
        raise NietToegestaan(NIET_BIJ_SCHOOL)
    eerder = [r for r in openstaand(user, kind) if str(r.sleutel) != request.POST.get("sleutel")]
    form = MeldingForm(
        gepost(request),
        scholen=scholen,
        via_swv=swv,
        eerder=[str(rij.sleutel) for rij in eerder],
        let_op=lambda dag: let_op(kind, scholen[0], dag) if swv and scholen else "",
    )
    melding = probeer(
        form,
        lambda: services.melden(
            leerling=kind,
            **form.plek,
            gegevens=form.gegevens,
            sleutel=form.cleaned_data["sleutel"],
            door=user,
            op=nu(),
        ),
    )
    if melding:
        waarschuw(request, form)
        return redirect("thuiszitters:ontvangst", melding.sleutel)
    status = 422 if form.errors else 200
    context = {"form": form, "leerling": kind, "eerder": meldingrijen(eerder, vandaag())}
    return render(request, "thuiszitters/melden_formulier.html", context, status=status)


def _scholen_van(leerling: Leerling, user: Gebruiker, *, swv: bool) -> list[School]:
    """The schools where the pupil is today; for a school only its own."""
    rijen = Inschrijving.objects.op(vandaag()).filter(leerling=leerling)
    if not swv:
        rijen = rijen.filter(school_id__in=scholen_met(user, "thuiszitters.melden"))
    scholen = School.objects.filter(pk__in=rijen.values("school"))
    return list(scholen.order_by("naam", "id"))


@require_safe
@vereist("thuiszitters.melden")
def ontvangst(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Step 3: the receipt; the same for every report."""
    melding = haal_melding(request, sleutel)
    context = {"melding": melding, "klok": meldklok(melding)}
    return render(request, "thuiszitters/melding_ontvangst.html", context)
