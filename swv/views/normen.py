"""Pages about norms: which hold, where they come from, and changing one with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from swv.forms.normen import NormenOpForm, NormWijzigenForm
from swv.formulieren import waarschuw
from swv.klok import nu, vandaag
from swv.models import Norm
from swv.normen import NormAchterhaald, NormFout, wijzig_norm
from swv.normenlijst import mandaatrijen, normgroepen, versies
from swv.permissions import mag, vereist
from swv.termijnen import datum


@vereist("norm.inzien")
@require_safe
def normen(request: HttpRequest) -> HttpResponse:
    """Show the norms in force on a day, by subject."""
    form = NormenOpForm(request.GET)
    dag = form.dag(vandaag())
    context = {
        "form": NormenOpForm(initial={"op": dag}),
        "dag": dag,
        "is_vandaag": dag == vandaag(),
        "groepen": normgroepen(dag),
        "mandaten": mandaatrijen(dag),
    }
    return render(request, "swv/normen_lijst.html", context)


@vereist("norm.inzien")
@require_safe
def norm(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Show one norm with its source and all its versions."""
    rij = get_object_or_404(Norm.objects, sleutel=sleutel)
    historie = versies(rij.code, vandaag())
    context = {
        "norm": rij,
        "versies": historie,
        "laatste": historie[0].norm,
        "mag_wijzigen": mag(request.user, "norm.wijzigen"),  # type: ignore[arg-type]
    }
    return render(request, "swv/normen_detail.html", context)


@vereist("norm.wijzigen")
@require_http_methods(["GET", "HEAD", "POST"])
def norm_wijzigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let the latest version be followed by one with another value."""
    gekozen = get_object_or_404(Norm.objects, sleutel=sleutel)
    laatste = Norm.objects.filter(code=gekozen.code).latest("geldig_vanaf")
    if request.method != "POST":
        form = NormWijzigenForm(norm=laatste)
        return render(request, "swv/normen_wijzigen.html", {"norm": laatste, "form": form})
    form = NormWijzigenForm(request.POST, norm=laatste)
    status = 422
    if form.is_valid():
        try:
            return _bewaar(request, form, laatste)
        except NormAchterhaald as fout:
            form.add_error(None, str(fout))
            status = 409
        except NormFout as fout:
            form.add_error(fout.veld or None, str(fout))
    return render(request, "swv/normen_wijzigen.html", {"norm": laatste, "form": form}, status=status)


def _bewaar(request: HttpRequest, form: NormWijzigenForm, laatste: Norm) -> HttpResponse:
    nieuw = wijzig_norm(
        code=laatste.code,
        door=request.user,  # type: ignore[arg-type]
        op=nu(),
        **form.cleaned_data,
    )
    messages.success(
        request,
        f"{nieuw.naam} is {nieuw.waarde_tekst} vanaf {datum(nieuw.geldig_vanaf)}. "
        "Wat al loopt, houdt de termijn die het had.",
    )
    waarschuw(request, form)
    return redirect("norm", sleutel=nieuw.sleutel)
