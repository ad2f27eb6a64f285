"""What the SWV-kantoor wants someone to know; the same notices go out as a bare link by mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv import berichten
from swv.bladeren import bladzijde
from swv.klok import nu
from swv.models import Bericht
from swv.permissions import vereist


@require_safe
@vereist("start.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """The own notices, newest first; unread ones carry a mark in words."""
    eigen = Bericht.objects.filter(ontvanger=request.user)
    blad = bladzijde(eigen, ("-gemaakt_op", "-id"), request.GET)
    return render(request, "swv/berichten_lijst.html", {"blad": blad})


@require_POST
@vereist("start.inzien")
def openen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Mark one as read and go to what it is about."""
    bericht = get_object_or_404(Bericht, sleutel=sleutel, ontvanger=request.user)
    berichten.lees(bericht, op=nu())
    return redirect(bericht.pad)
