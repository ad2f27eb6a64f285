"""Facts from outside: tarieven of the bekostiging, and the balance sheet with its ratios."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from financien.forms.gegevens import BalansForm, TariefForm
from financien.models import Balans, Tarief
from financien.permissions import BEHEREN, INZIEN
from financien.selectors.ratios import balansregels, ratioregels
from financien.services import gegevens as services
from financien.views.gemeen import Tab, pagina
from swv.formulieren import gepost
from swv.klok import nu, vandaag
from swv.models import Samenwerkingsverband
from swv.normen import normen_op
from swv.permissions import vereist

BALANSJAREN = 5


@dataclass(frozen=True)
class Tariefregel:
    """One tarief of the code list in one year: both versions, or nothing yet."""

    code: str
    naam: str
    voorlopig: Tarief | None
    definitief: Tarief | None


def _codelijst() -> list[tuple[str, str]]:
    """Which tarieven this SWV works with, as the profile says."""
    swv = Samenwerkingsverband.objects.first()
    regels = swv.profiel.get("financien", {}).get("tarieven", []) if swv else []
    return [(regel["code"], regel["naam"]) for regel in regels]


@vereist(INZIEN)
@require_safe
def tarieven(request: HttpRequest) -> HttpResponse:
    """The amounts of a year; what is not there yet must be filled in from the Regeling."""
    jaren = sorted({*Tarief.objects.order_by().values_list("jaar", flat=True).distinct(), vandaag().year})
    gevraagd = request.GET.get("jaar", "")
    jaar = int(gevraagd) if gevraagd.isdecimal() and int(gevraagd) in jaren else jaren[-1]
    per = {(tarief.code, tarief.versie): tarief for tarief in Tarief.objects.filter(jaar=jaar).order_by("id")}
    regels = [
        Tariefregel(code, naam, per.get((code, "voorlopig")), per.get((code, "definitief")))
        for code, naam in _codelijst()
    ]
    context = {
        "jaar": jaar,
        "jaren": [Tab(str(ander), f"?jaar={ander}", ander == jaar) for ander in jaren],
        "regels": regels,
        "is_leeg": not per,
        "is_fictief": any(tarief.is_fictief for tarief in per.values()),
    }
    return pagina(request, "financien/tarief_lijst.html", "tarieven", context)


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def tarief_invullen(request: HttpRequest) -> HttpResponse:
    begin = {"jaar": request.GET.get("jaar", vandaag().year), "code": request.GET.get("code", "")}
    form = TariefForm(gepost(request), tarieven=_codelijst(), initial=begin)
    if request.method == "POST" and form.is_valid():
        sleutel = {naam: form.cleaned_data[naam] for naam in ("jaar", "versie", "code")}
        services.tarief_bewaren(**sleutel, gegevens=form.gegevens(), door=request.user, op=nu())
        messages.success(request, "Het tarief is opgeslagen.")
        return redirect("financien:tarieven")
    return pagina(request, "financien/tarief_invullen.html", "tarieven", {}, form)


@vereist(INZIEN)
@require_safe
def balans(request: HttpRequest) -> HttpResponse:
    """The last balance sheets with the ratios of domein.md 5.4."""
    normen = normen_op(vandaag())
    jaren = list(Balans.objects.order_by("-jaar")[:BALANSJAREN])
    context: dict[str, Any] = {
        "jaren": jaren,
        "laatste": jaren[0] if jaren else None,
        "regels": ratioregels(jaren, normen),
        "gegevens": balansregels(jaren),
        "norm": normen.get("financien.eigen_vermogen"),
    }
    return pagina(request, "financien/balans.html", "balans", context)


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def balans_invullen(request: HttpRequest) -> HttpResponse:
    gevraagd = request.GET.get("jaar", "")
    bestaand = Balans.objects.filter(jaar=int(gevraagd)).first() if gevraagd.isdecimal() else None
    begin = BalansForm.begin(bestaand) if bestaand else {"jaar": vandaag().year - 1}
    form = BalansForm(gepost(request), initial=begin)
    if request.method == "POST" and form.is_valid():
        services.balans_bewaren(
            jaar=form.cleaned_data["jaar"], gegevens=form.gegevens(), door=request.user, op=nu()
        )
        messages.success(request, f"De balans van {form.cleaned_data['jaar']} is opgeslagen.")
        return redirect("financien:balans")
    return pagina(request, "financien/balans_invullen.html", "balans", {}, form)
