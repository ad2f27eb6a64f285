"""Two files that may be about the same pupil: only the SWV sees them side by side, and makes one of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leerlingen import services
from leerlingen.dossier import inschrijvingen
from leerlingen.enums import Dubbeluitkomst
from leerlingen.forms import DubbelForm, SamenvoegenForm
from leerlingen.models import Dubbelmelding
from leerlingen.permissions import via_swv
from leerlingen.samenvoegen import dossiers_samenvoegen, inhoud
from swv import inzage
from swv.formulieren import door_en_op, gepost, probeer
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, haal, vereist


@vereist("leerling.wijzigen")
def dubbelmelding(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Show both files; two pupils closes the work item, one pupil goes on to merging."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    melding = _haal(request, sleutel)
    form = DubbelForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["uitkomst"] == Dubbeluitkomst.DEZELFDE:
            return redirect("leerlingen:samenvoegen", sleutel)
        services.dubbelmelding_verwerpen(melding=melding, door=user, op=nu())
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


@vereist("leerling.wijzigen")
def samenvoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Show what each file holds, let the SWV choose the one that stays, and move everything to it."""
    melding = _haal(request, sleutel)
    if melding.afgehandeld_op is not None:
        return redirect("leerlingen:dubbel", sleutel)
    paar = (melding.mogelijk_dezelfde, melding.leerling)
    form = SamenvoegenForm(gepost(request), paar=paar, initial={"blijft": str(paar[0].sleutel)})
    if blijft := probeer(
        form, lambda: dossiers_samenvoegen(melding=melding, blijft=form.keuze, **door_en_op(request))
    ):
        messages.success(request, f"Alles staat nu in dossier {blijft.dossiernummer}. Controleer de ouders.")
        return redirect("leerlingen:detail", blijft.sleutel)
    context = {
        "melding": melding,
        "form": form,
        "dossiers": [(leerling, inhoud(leerling)) for leerling in paar],
    }
    return render(
        request, "leerlingen/dubbelmelding_samenvoegen.html", context, status=422 if form.errors else 200
    )


def _haal(request: HttpRequest, sleutel: UUID) -> Dubbelmelding:
    """The doubt, for who may change pupils for the whole SWV; both files count as looked at."""
    rijen = Dubbelmelding.objects.select_related("leerling", "mogelijk_dezelfde", "afgehandeld_door")
    melding: Dubbelmelding = haal(rijen, request, sleutel)
    if not via_swv(request.user, "leerling.wijzigen"):  # type: ignore[arg-type]
        raise NietToegestaan
    inzage.noteer(request, [melding.mogelijk_dezelfde.sleutel])
    return melding
