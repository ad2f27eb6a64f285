"""Who of a school has access; its directeur invites and ends, beheer does so for every school."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv.bladeren import bladzijde
from swv.collegas import controle, selectors, services
from swv.collegas.permissions import RECHT, scholen_voor, voor_alle_scholen
from swv.forms.collegas import UitnodigenForm
from swv.formulieren import probeer
from swv.klok import nu, vandaag
from swv.models import Gebruiker, School, Uitnodiging
from swv.permissions import GeenToegang, NietToegestaan, vereist


def haal_school(request: HttpRequest, sleutel: UUID) -> School:
    """The school, inside the scope of who manages access; else 404."""
    school = scholen_voor(request.user).filter(sleutel=sleutel).first()
    if school is None:
        raise GeenToegang
    return school


@require_safe
@vereist(RECHT)
def lijst(request: HttpRequest) -> HttpResponse:
    """The schools whose access one manages; who has one school goes straight to it."""
    eigen = list(scholen_voor(request.user).values_list("sleutel", flat=True)[:2])
    if len(eigen) == 1 and not voor_alle_scholen(request.user):
        return redirect("collegas_school", sleutel=eigen[0])
    rijen = selectors.met_aantallen(request.user, vandaag())
    blad = bladzijde(rijen, ("naam", "id"), request.GET)
    return render(request, "swv/collegas_lijst.html", {"blad": blad})


@require_safe
@vereist(RECHT)
def school(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Everyone with access to one school, the open invitations, and the form to invite."""
    return _toon(request, haal_school(request, sleutel), UitnodigenForm())


@require_POST
@vereist(RECHT)
@reauthentication_required
def uitnodigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Invite one colleague."""
    van = haal_school(request, sleutel)
    form = UitnodigenForm(request.POST)
    if probeer(
        form,
        lambda: services.nodig_uit(school=van, **form.cleaned_data, door=request.user, op=nu()),
        veld="email",
    ):
        messages.info(request, "De uitnodiging is onderweg. Uw collega maakt zelf het account.")
        return redirect("collegas_school", sleutel=sleutel)
    return _toon(request, van, form)


@require_POST
@vereist(RECHT)
@reauthentication_required
def einde(request: HttpRequest, sleutel: UUID, wie: UUID) -> HttpResponse:
    """End the access of one person to this school at once."""
    van = haal_school(request, sleutel)
    gebruiker = get_object_or_404(Gebruiker, sleutel=wie, roltoekenningen__school=van)
    if services.beeindig_toegang(gebruiker=gebruiker, school=van, door=request.user, op=nu()):
        messages.info(request, f"{gebruiker.naam} heeft geen toegang meer tot {van.naam}.")
    return redirect("collegas_school", sleutel=sleutel)


@require_POST
@vereist(RECHT)
def klopt(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Confirm the list of people with access as it was on the screen."""
    van = haal_school(request, sleutel)
    try:
        gedaan = controle.bevestig(
            school=van, gezien=request.POST.get("gezien", ""), door=request.user, op=nu()
        )
    except NietToegestaan as fout:
        messages.warning(request, fout.reden)
    else:
        dank = "Dank u. U hebt bevestigd dat de lijst klopt."
        messages.info(request, dank if gedaan else "U hoeft nu niets te bevestigen.")
    return redirect("collegas_school", sleutel=sleutel)


@require_POST
@vereist(RECHT)
@reauthentication_required
def opnieuw(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Mail an open invitation again."""
    rij = _uitnodiging(request, sleutel)
    services.stuur_opnieuw(uitnodiging=rij, door=request.user, op=nu())
    messages.info(request, "De uitnodiging is opnieuw verstuurd. De eerdere link werkt niet meer.")
    return redirect("collegas_school", sleutel=rij.school.sleutel)


@require_POST
@vereist(RECHT)
def intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Withdraw an open invitation."""
    rij = _uitnodiging(request, sleutel)
    services.trek_in(uitnodiging=rij, door=request.user, op=nu())
    messages.info(request, "De uitnodiging is ingetrokken. De link werkt niet meer.")
    return redirect("collegas_school", sleutel=rij.school.sleutel)


def _uitnodiging(request: HttpRequest, sleutel: UUID) -> Uitnodiging:
    rijen = Uitnodiging.objects.filter(school__in=scholen_voor(request.user)).select_related("school")
    rij = rijen.filter(sleutel=sleutel).first()
    if rij is None:
        raise GeenToegang
    return rij


def _toon(request: HttpRequest, van: School, form: UitnodigenForm, **extra: Any) -> HttpResponse:
    op = vandaag()
    toegang = selectors.lopende_toegang(van, op)
    context = {
        "school": van,
        "form": form,
        "collegas": selectors.collegas(toegang, request.user),
        "uitnodigingen": selectors.open_uitnodigingen(van, op),
        "controle": controle.open_controle(van),
        "gezien": controle.vingerafdruk(toegang),
        "meer_scholen": voor_alle_scholen(request.user) or len(set(request.user.school_ids)) > 1,
    }
    return render(request, "swv/collegas_school.html", context | extra, status=422 if form.errors else 200)
