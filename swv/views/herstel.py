"""Help for who lost the second factor: asked by who may help, confirmed by the owner."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from swv import tweedefactor
from swv.forms.herstel import HerstelForm
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, openbaar, vereist
from swv.views.collegas import haal_school

METHODEN = ["GET", "HEAD", "POST"]


@require_http_methods(METHODEN)
@vereist("gebruiker.beheren")
@reauthentication_required
def van_gebruiker(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Beheer helps anyone."""
    wie = get_object_or_404(Gebruiker, sleutel=sleutel)
    return _help(request, wie, reverse("gebruiker", args=[sleutel]))


@require_http_methods(METHODEN)
@vereist("collega.beheren")
@reauthentication_required
def van_collega(request: HttpRequest, sleutel: UUID, wie: UUID) -> HttpResponse:
    """The directeur helps a colleague of the own school."""
    van = haal_school(request, sleutel)
    collega = get_object_or_404(Gebruiker.objects.distinct(), sleutel=wie, roltoekenningen__school=van)
    return _help(request, collega, reverse("collegas_school", args=[sleutel]))


def _help(request: HttpRequest, wie: Gebruiker, terug: str) -> HttpResponse:
    tweedefactor.eis_mag_helpen(request.user, wie)
    form = HerstelForm(request.POST or None)
    if form.is_valid():
        tweedefactor.begin_herstel(gebruiker=wie, **form.cleaned_data, door=request.user, op=nu())
        messages.info(request, f"{wie.naam} krijgt een e-mail en bevestigt daarin het herstel.")
        return redirect(terug)
    context = {"wie": wie, "form": form, "terug": terug}
    return render(request, "swv/herstel_beginnen.html", context, status=422 if form.errors else 200)


@openbaar
@require_http_methods(METHODEN)
def bevestigen(request: HttpRequest, woord: str) -> HttpResponse:
    """The page behind the mail: looking changes nothing, only its buttons do."""
    rij = tweedefactor.vind(woord, nu())
    if rij is None:
        return _voorbij(request, tweedefactor.WERKT_NIET)
    if request.method != "POST":
        return render(request, "swv/herstel_bevestigen.html", {"rij": rij})
    antwoord = tweedefactor.weiger if request.POST.get("antwoord") == "nee" else tweedefactor.bevestig
    try:
        antwoord(woord=woord, op=nu())
    except NietToegestaan as fout:
        return _voorbij(request, fout.reden)
    if antwoord is tweedefactor.weiger:
        messages.info(
            request, "Er is niets veranderd. Bel het samenwerkingsverband: iemand deed zich voor als u."
        )
    else:
        messages.info(request, "Uw tweede factor is weg. Log in met uw wachtwoord en stel een nieuwe in.")
    return redirect("account_login")


def _voorbij(request: HttpRequest, reden: str) -> HttpResponse:
    return render(request, "swv/uitnodiging_voorbij.html", {"reden": reden}, status=410)
