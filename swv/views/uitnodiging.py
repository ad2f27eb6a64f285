"""The page behind the link of an invitation: looking changes nothing, only the button accepts."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from swv.collegas import services
from swv.forms.collegas import AccountMakenForm
from swv.klok import nu
from swv.models import Uitnodiging
from swv.permissions import NietToegestaan, openbaar
from swv.rollen import ROLLEN


@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def aanvaarden(request: HttpRequest, woord: str) -> HttpResponse:
    """Say for which school and role; make the account, or give the known account the role."""
    rij = services.vind(woord, nu())
    if rij is None:
        return _werkt_niet(request, services.WERKT_NIET)
    form = _formulier(request, rij)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _aanvaard(request, woord, form)
    context = {"rij": rij, "rol": ROLLEN[rij.rol], "form": form}
    return render(
        request, "swv/uitnodiging.html", context, status=422 if form is not None and form.errors else 200
    )


def _formulier(request: HttpRequest, rij: Uitnodiging) -> AccountMakenForm | None:
    """Someone who has an account types nothing: the role is added to it."""
    if services.account_van(rij):
        return None
    return AccountMakenForm(request.POST or None, email=rij.email)


def _aanvaard(request: HttpRequest, woord: str, form: forms.Form | None) -> HttpResponse:
    gegevens = form.cleaned_data if form else {}
    try:
        services.aanvaard(
            woord=woord,
            op=nu(),
            naam=gegevens.get("naam", ""),
            functie=gegevens.get("functie", ""),
            wachtwoord=gegevens.get("password1"),
        )
    except NietToegestaan as fout:
        return _werkt_niet(request, fout.reden)
    messages.info(request, "U hebt nu toegang. Log in met uw e-mailadres en uw wachtwoord.")
    return redirect("account_login")


def _werkt_niet(request: HttpRequest, reden: str) -> HttpResponse:
    return render(request, "swv/uitnodiging_voorbij.html", {"reden": reden}, status=410)
