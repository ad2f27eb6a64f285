"""The conversation on a request: read, write, and keep what is being typed."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from swv.context import is_portaal
from swv.formulieren import door_en_op, gepost, probeer
from swv.klok import nu
from swv.permissions import vereist
from tlv import services
from tlv.forms_school import BerichtForm
from tlv.models import Aanvraag
from tlv.selectors.berichten import Gesprek, gesprek
from tlv.views.gemeen import haal_aanvraag


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("tlv.inzien")
def berichten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """All messages of this request, and a new one."""
    aanvraag = haal_aanvraag(request, sleutel)
    wat = _eis_gesprek(request, aanvraag)
    form = BerichtForm(gepost(request), initial=berichtbegin(wat))
    geplaatst = probeer(
        form,
        lambda: services.bericht_plaatsen(
            aanvraag=aanvraag,
            tekst=form.cleaned_data["tekst"],
            sleutel=form.cleaned_data["sleutel"],
            **door_en_op(request),
        ),
    )
    if geplaatst:
        messages.info(request, "Uw bericht is verstuurd.")
        return redirect(f"{reverse('tlv:berichten', args=[sleutel])}#bericht-{geplaatst.sleutel}")
    context = {"aanvraag": aanvraag, "gesprek": wat, "form": form, "portaal": is_portaal(request.user)}  # type: ignore[arg-type]
    return render(request, "tlv/aanvraag_berichten.html", context, status=422 if form.errors else 200)


@require_POST
@vereist("tlv.aanvragen", "tlv.beoordelen")
def gelezen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Everything that the other side wrote was read."""
    aanvraag = haal_aanvraag(request, sleutel)
    services.berichten_gelezen(aanvraag=aanvraag, door=request.user, op=nu())  # type: ignore[arg-type]
    return redirect("tlv:berichten", sleutel)


@require_POST
@vereist("tlv.aanvragen", "tlv.beoordelen")
def bewaren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Keep what is being typed."""
    aanvraag = haal_aanvraag(request, sleutel)
    services.bericht_concept_bewaren(
        aanvraag=aanvraag,
        tekst=request.POST.get("tekst", ""),
        door=request.user,  # type: ignore[arg-type]
        op=nu(),
    )
    return HttpResponse(status=204)


def berichtbegin(wat: Gesprek) -> dict[str, object]:
    """A new form has a key of its own, and what this person had typed."""
    return {"sleutel": uuid4(), "tekst": wat.concept or ""}


def _eis_gesprek(request: HttpRequest, aanvraag: Aanvraag) -> Gesprek:
    wat = gesprek(aanvraag, request.user)  # type: ignore[arg-type]
    if wat is None:
        raise Http404
    return wat
