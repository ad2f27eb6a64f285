"""A few addresses of their own for tests of the guards: `@pytest.mark.urls("tests.swv.proefadressen")`."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from swv.klok import nu
from swv.models import Gebeurtenis, Gebruiker
from swv.permissions import openbaar, vereist


@vereist("start.inzien")
def toon_post(request: HttpRequest) -> HttpResponse:
    """Answer with what was posted, and write as a form would."""
    if request.method == "POST":
        Gebruiker.objects.filter(pk=request.user.pk).update(functie=request.POST.get("tekst", "")[:80])
    return HttpResponse(f"{request.POST.getlist('keuze')} {request.POST.get('tekst', '')}")


@vereist("start.inzien")
def schrijf_bij_lezen(request: HttpRequest) -> HttpResponse:
    Gebruiker.objects.filter(pk=request.user.pk).update(functie="stiekem")
    return HttpResponse()


@vereist("start.inzien")
def voeg_toe_bij_lezen(request: HttpRequest) -> HttpResponse:
    Gebeurtenis.objects.create(onderwerp="x", onderwerp_sleutel=request.user.sleutel, soort="x", op=nu())
    return HttpResponse()


def zonder_regel(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("dit mag niemand zien")


@vereist("start.inzien")
def stuk(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Jan Jansen, geboren 1 mei 2012")


@openbaar
def voor_iedereen(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hallo")


urlpatterns = [
    path("proef/", toon_post, name="proef"),
    path("proef/schrijf/", schrijf_bij_lezen, name="schrijf"),
    path("proef/voeg-toe/", voeg_toe_bij_lezen, name="voeg_toe"),
    path("proef/zonder-regel/", zonder_regel, name="zonder_regel"),
    path("proef/stuk/", stuk, name="stuk"),
    path("proef/openbaar/", voor_iedereen, name="openbaar"),
    path("", include("swv.urls")),
]
handler400 = "swv.views.fouten.ongeldig"
handler403 = "swv.views.fouten.geweigerd"
handler404 = "swv.views.fouten.niet_gevonden"
handler500 = "swv.views.fouten.onverwacht"
