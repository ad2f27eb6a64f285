"""Keeping a view of a list, beginning with it, changing and removing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from swv.forms.weergaven import NieuweWeergaveForm, SterForm, VraagForm, WeergaveForm
from swv.formulieren import probeer
from swv.klok import nu
from swv.models import Weergave
from swv.permissions import GeenToegang, eis, vereist
from swv.weergaven import services
from swv.weergaven.register import LIJSTEN, Lijst


def _lijst(request: HttpRequest, code: str) -> Lijst:
    if code not in LIJSTEN:
        raise GeenToegang
    eis(request.user, LIJSTEN[code].permissie)
    return LIJSTEN[code]


def _haal(request: HttpRequest, sleutel: UUID, *, eigen: bool = True) -> Weergave:
    """A view that this person may use; for changing only an own one exists."""
    for lijst in LIJSTEN.values():
        rijen = services.zichtbaar_voor(request.user, lijst)
        rij = (rijen.filter(eigenaar=request.user) if eigen else rijen).filter(sleutel=sleutel).first()
        if rij is not None:
            return rij
    raise GeenToegang


@require_POST
@vereist("start.inzien")
def bewaren(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the filters on the page under a name."""
    lijst = _lijst(request, code)
    form = NieuweWeergaveForm(request.POST)
    form.is_valid()  # fills cleaned_data, also when the name is refused
    adres = QueryDict(form.cleaned_data.pop("vraag", ""))
    rij = probeer(
        form,
        lambda: services.bewaar(lijst=lijst, **form.cleaned_data, adres=adres, door=request.user, op=nu()),
        veld="naam",
    )
    if rij:
        messages.info(request, f"De weergave “{rij.naam}” is bewaard.")
        return redirect(lijst.adres(rij.vraag, rij.sleutel))
    return _toon(request, form, lijst, vraag=lijst.vraag(adres))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("start.inzien")
def weergave(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Rename an own view, share it or remove it."""
    rij = _haal(request, sleutel)
    lijst = LIJSTEN[rij.lijst]
    form = WeergaveForm(request.POST or None, initial={"naam": rij.naam, "gedeeld": rij.gedeeld})
    if probeer(
        form,
        lambda: services.wijzig(weergave=rij, **form.cleaned_data, door=request.user, op=nu()),
        veld="naam",
    ):
        return redirect(lijst.adres(rij.vraag, rij.sleutel))
    return _toon(request, form, lijst, rij=rij)


@require_POST
@vereist("start.inzien")
def bijwerken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let an own view hold the filters that are on the page now."""
    rij = _haal(request, sleutel)
    form = VraagForm(request.POST)
    adres = QueryDict(form.cleaned_data["vraag"] if form.is_valid() else "")
    services.werk_bij(weergave=rij, adres=adres, door=request.user, op=nu())
    messages.info(request, f"De weergave “{rij.naam}” heeft nu deze filters.")
    return redirect(LIJSTEN[rij.lijst].adres(rij.vraag, rij.sleutel))


@require_POST
@vereist("start.inzien")
def ster(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Begin the list with this view, or no longer."""
    rij = _haal(request, sleutel, eigen=False)
    form = SterForm(request.POST)
    if form.is_valid():
        services.zet_ster(weergave=rij, aan=form.cleaned_data["aan"] == "1", door=request.user)
    return redirect(LIJSTEN[rij.lijst].adres(rij.vraag, rij.sleutel))


@require_POST
@vereist("start.inzien")
def verwijderen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Remove an own view; the rows of the list stay."""
    rij = _haal(request, sleutel)
    services.verwijder(weergave=rij, door=request.user, op=nu())
    messages.info(request, f"De weergave “{rij.naam}” is weg.")
    return redirect(LIJSTEN[rij.lijst].adres("", "geen"))


def _toon(
    request: HttpRequest, form: WeergaveForm, lijst: Lijst, *, rij: Weergave | None = None, vraag: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "rij": rij,
        "vraag": vraag,
        "lijst": lijst,
        "terug": lijst.adres(rij.vraag, rij.sleutel) if rij else lijst.adres(vraag, "geen"),
        "mag_delen": services.mag_delen(request.user),
    }
    return render(request, "swv/weergave.html", context, status=422 if form.errors else 200)
