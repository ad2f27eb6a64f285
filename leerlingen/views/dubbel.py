"""Two files that may be about the same pupil: only the SWV sees them side by side."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leerlingen import services
from leerlingen.dossier import inschrijvingen
from leerlingen.forms import DubbelForm
from leerlingen.models import Dubbelmelding
from leerlingen.permissions import via_swv
from leerlingen.views.formulier import gepost
from swv import inzage
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, haal, vereist


@vereist("leerling.wijzigen")
def dubbelmelding(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Show both files; the judgement closes the work item."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    melding: Dubbelmelding = haal(
        Dubbelmelding.objects.select_related("leerling", "mogelijk_dezelfde", "afgehandeld_door"),
        request,
        sleutel,
    )
    if not via_swv(user, "leerling.wijzigen"):
        raise NietToegestaan
    inzage.noteer(request, [melding.mogelijk_dezelfde.sleutel])
    form = DubbelForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        uitkomst = form.cleaned_data["uitkomst"]
        services.dubbelmelding_afhandelen(melding=melding, uitkomst=uitkomst, door=user, op=nu())
        messages.success(request, "Uw oordeel is bewaard. De school merkt hier niets van.")
        return redirect("start")
    op = vandaag()
    paren = [
        (leerling, inschrijvingen(leerling, user, op))
        for leerling in (melding.leerling, melding.mogelijk_dezelfde)
    ]
    context = {"melding": melding, "paren": paren, "form": form}
    return render(
        request, "leerlingen/dubbelmelding_detail.html", context, status=422 if form.errors else 200
    )
