"""What the SWV-kantoor wants someone to know; the same notices go out as a bare link by mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from swv import berichten, dagmail
from swv.bladeren import bladzijde
from swv.forms.berichten import MailkeuzeForm
from swv.klok import nu
from swv.models import Bericht
from swv.permissions import vereist


@require_safe
@vereist("start.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """The own notices, newest first, all or unread; unread ones carry a mark in words."""
    eigen = Bericht.objects.filter(ontvanger=request.user)
    ongelezen = request.GET.get("ongelezen") == "1"
    rijen = eigen.filter(gelezen_op=None) if ongelezen else eigen
    context = {
        "blad": bladzijde(rijen, ("-gemaakt_op", "-id"), request.GET),
        "ongelezen": ongelezen,
        "alle": not ongelezen,
        "aantal": eigen.filter(gelezen_op=None).count(),
    }
    return render(request, "swv/berichten_lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("start.inzien")
def mailkeuze(request: HttpRequest) -> HttpResponse:
    """Choose how to hear of new notices: at once, once a day, or not by mail."""
    form = MailkeuzeForm(request.POST or None, initial={"mailkeuze": request.user.mailkeuze})
    if form.is_valid():
        dagmail.kies(gebruiker=request.user, **form.cleaned_data, op=nu())
        messages.info(request, "Uw keuze is bewaard.")
        return redirect("mailkeuze")
    status = 422 if form.errors else 200
    return render(request, "swv/mailkeuze.html", {"form": form}, status=status)


@require_POST
@vereist("start.inzien")
def openen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Mark one as read and go to what it is about."""
    bericht = get_object_or_404(Bericht, sleutel=sleutel, ontvanger=request.user)
    berichten.lees(bericht, op=nu())
    return redirect(bericht.pad)
