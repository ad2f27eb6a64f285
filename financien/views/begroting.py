"""The begroting: versions, posten while it is a concept, and recording that it was vastgesteld."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financien.forms.begroting import BegrotingForm, PostForm, VaststellenForm
from financien.models import Begroting, Post
from financien.permissions import BEHEREN, INZIEN
from financien.selectors import begroting as selectors
from financien.services import begroting as services
from financien.views.gemeen import haal_begroting, pagina
from financien.workflow import BEGROTING, NIET_IN_CONCEPT
from swv.formulieren import door_en_op, gepost, probeer
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, vereist
from swv.workflow import reden_waarom_niet


@vereist(INZIEN)
@require_safe
def begrotingen(request: HttpRequest) -> HttpResponse:
    return pagina(
        request, "financien/begroting_lijst.html", "begroting", {"begrotingen": selectors.lijst(request.user)}
    )


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def begroting_nieuw(request: HttpRequest) -> HttpResponse:
    """Begin a version, empty or from another one."""
    laatste = Begroting.objects.filter(status="vastgesteld").order_by("-jaar", "-versie").first()
    begin = {"jaar": laatste.jaar + 1 if laatste else vandaag().year, "vanuit": request.GET.get("vanuit")}
    form = BegrotingForm(gepost(request), initial=begin)
    nieuw = probeer(form, lambda: services.begroting_beginnen(**form.cleaned_data, **door_en_op(request)))
    if nieuw:
        messages.success(request, f"{nieuw} is een concept. Pas de posten aan en leg daarna vast.")
        return redirect("financien:begroting", nieuw.sleutel)
    return pagina(request, "financien/begroting_nieuw.html", "begroting", {}, form)


@vereist(INZIEN)
@require_safe
def begroting(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The posten per programma with their totals, and what can be done."""
    rij = haal_begroting(request, sleutel)
    context = {
        "begroting": rij,
        "beeld": selectors.beeld(rij),
        "reden_niet_vast": reden_waarom_niet(BEGROTING, rij, "vaststellen", request.user),
    }
    return pagina(request, "financien/begroting_detail.html", "begroting", context)


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def begroting_vaststellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record the decision; it cannot be undone, so it is asked on a page of its own."""
    rij = haal_begroting(request, sleutel)
    form = VaststellenForm(gepost(request), initial={"besluitdatum": vandaag()})
    if probeer(
        form,
        lambda: services.begroting_vaststellen(begroting=rij, **form.cleaned_data, **door_en_op(request)),
    ):
        messages.success(request, f"{rij} is vastgesteld en verandert niet meer.")
        return redirect("financien:begroting", sleutel)
    context = {"begroting": rij, "beeld": selectors.beeld(rij)}
    return pagina(request, "financien/begroting_vaststellen.html", "begroting", context, form)


@vereist(BEHEREN)
@require_POST
def begroting_vervallen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_begroting(request, sleutel)
    try:
        services.begroting_vervallen(begroting=rij, door=request.user, op=nu())
        messages.info(request, f"{rij} is vervallen. De posten blijven leesbaar.")
    except NietToegestaan as fout:
        messages.warning(request, fout.reden)
    return redirect("financien:begroting", sleutel)


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def post_nieuw(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _post_formulier(request, haal_begroting(request, sleutel), None)


@vereist(BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def post_wijzigen(request: HttpRequest, sleutel: UUID, post: UUID) -> HttpResponse:
    begroting = haal_begroting(request, sleutel)
    rij = get_object_or_404(begroting.posten.select_related("programma"), sleutel=post)
    return _post_formulier(request, begroting, rij)


def _post_formulier(request: HttpRequest, begroting: Begroting, post: Post | None) -> HttpResponse:
    begin = PostForm.begin(post) if post else {"programma": request.GET.get("programma", "")}
    form = PostForm(gepost(request), jaar=begroting.jaar, initial=begin)
    bewaard = probeer(
        form,
        lambda: services.post_bewaren(
            begroting=begroting, post=post, gegevens=form.gegevens(), **door_en_op(request)
        ),
    )
    if bewaard:
        messages.success(request, f"Post {bewaard.code} is opgeslagen.")
        return redirect("financien:begroting", begroting.sleutel)
    context = {
        "begroting": begroting,
        "post": post,
        "reden": "" if begroting.is_concept else NIET_IN_CONCEPT,
        "toon_maanden": any(form[veld.name].value() for veld in form.maandvelden) or "bedrag" in form.errors,
        "toon_jaren": any(form[veld.name].value() for veld in form.jaarvelden),
    }
    return pagina(request, "financien/post_formulier.html", "begroting", context, form)


@vereist(BEHEREN)
@require_POST
def post_verwijderen(request: HttpRequest, sleutel: UUID, post: UUID) -> HttpResponse:
    begroting = haal_begroting(request, sleutel)
    rij = get_object_or_404(begroting.posten, sleutel=post)
    try:
        services.post_verwijderen(post=rij, door=request.user, op=nu())
        messages.info(request, f"Post {rij.code} is verwijderd.")
    except NietToegestaan as fout:
        messages.warning(request, fout.reden)
    return redirect("financien:begroting", sleutel)
