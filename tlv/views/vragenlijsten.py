"""The question sets of this SWV: what is asked, what it switched off, and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from swv.formulieren import gepost, probeer
from swv.klok import nu, vandaag
from swv.models import Vragenlijst
from swv.permissions import vereist
from tlv import services
from tlv.forms_school import VragenlijstForm
from tlv.selectors.vragenlijsten import laatste, versies, vragenlijsten
from tlv.services import Verouderd

VEROUDERD = (
    "Iemand anders heeft deze vragenlijst net gewijzigd. Kijk hieronder wat er nu staat en kies opnieuw."
)


@require_safe
@vereist("tlv.vragenlijst")
def lijsten(request: HttpRequest) -> HttpResponse:
    """One question set per soort on which this SWV decides."""
    return render(request, "tlv/vragenlijst_lijst.html", {"regels": vragenlijsten()})


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("tlv.vragenlijst")
def vragenlijst(request: HttpRequest, code: str) -> HttpResponse:
    """Switch questions off or make them mandatory: a new version, with a reason; below it the history."""
    huidig = laatste(code) if code.startswith("tlv_") else None
    if huidig is None:
        raise Http404
    form, status = VragenlijstForm(gepost(request), vragenlijst=huidig), 200
    if request.method == "POST":
        status = 422
        try:
            if nieuw := probeer(form, lambda: _wijzig(request, code, form)):
                messages.success(
                    request,
                    f"Versie {nieuw.versie} geldt vanaf nu. Aanvragen die al begonnen zijn, houden hun versie.",
                )
                return redirect("tlv:vragenlijst", code)
        except Verouderd:
            form, status = _opnieuw(request, huidig), 409
            messages.error(request, VEROUDERD)
    context = {"vragenlijst": huidig, "form": form, "versies": versies(code, vandaag())}
    return render(request, "tlv/vragenlijst_detail.html", context, status=status)


def _opnieuw(request: HttpRequest, huidig: Vragenlijst) -> VragenlijstForm:
    """The choices as they stand now, and the reason that was typed."""
    form = VragenlijstForm(vragenlijst=huidig)
    form.initial["reden"] = request.POST.get("reden", "")
    return form


def _wijzig(request: HttpRequest, code: str, form: VragenlijstForm) -> Vragenlijst:
    return services.vragenlijst_wijzigen(
        code=code,
        standen_=form.standen,
        reden=form.cleaned_data["reden"],
        versie=form.cleaned_data["versie"],
        door=request.user,  # type: ignore[arg-type]
        op=nu(),
    )
