"""Schools and boards: the lists, one school, and what people keep about it themselves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from swv.bladeren import Bladzijde, bladzijde
from swv.forms.scholen import ContactpersoonForm, FilterForm, VastContactForm
from swv.formulieren import gepost, waarschuw
from swv.klok import nu, vandaag
from swv.models import Contactpersoon, Gebeurtenis, Gebruiker, School, Schoolbestuur
from swv.permissions import haal, mag, vereist
from swv.scholen import beheer, selectors

GEBEURTENISSEN = {
    "school.vast_contact": "Vast contact gewijzigd",
    "contactpersoon.toegevoegd": "Contactpersoon toegevoegd",
    "contactpersoon.beeindigd": "Contactpersoon beëindigd",
}
LEZEN_EN_SCHRIJVEN = ["GET", "HEAD", "POST"]


@vereist("school.inzien")
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """The schools of one part: the SWV's own, others in the area, or outside it."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    filter_ = FilterForm(request.GET).filter
    blad = bladzijde(selectors.scholen(user, filter_), ("sorteernaam", "id"), request.GET)
    is_gefilterd = bool(filter_.zoek or filter_.soort or filter_.gemeente)
    context = {
        "blad": blad,
        "filter": filter_,
        "is_gefilterd": is_gefilterd,
        "tekst": resultaatregel(blad, "school", "scholen"),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "swv/school_lijst.html#lijst", context)
    aantallen = selectors.aantallen(user)
    context |= {
        "delen": [
            {"code": deel, "naam": naam, "aantal": aantallen[deel], "actief": deel == filter_.deel}
            for deel, naam in selectors.DELEN.items()
        ],
        "soorten": selectors.soorten(user, filter_.deel),
        "gemeenten": selectors.gemeenten(user, filter_.deel),
        "mag_importeren": mag(user, "school.importeren"),
    }
    return render(request, "swv/school_lijst.html", context)


def resultaatregel(blad: Bladzijde, enkel: str, meer: str) -> str:
    """How many there are, without counting them all (eisen.md C1)."""
    if blad.vorige or blad.volgende:
        return f"{len(blad.rijen)} {meer} op deze bladzijde; er zijn er meer"
    return f"{len(blad.rijen)} {enkel if len(blad.rijen) == 1 else meer}"


@vereist("school.inzien")
@require_safe
def detail(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One school: where it is, whom to call, and where its data come from."""
    school: School = haal(
        School.objects.select_related("bestuur", "vast_contact", "ingevoerd_met"), request, sleutel
    )
    context = {
        "school": school,
        "contacten": _contacten(school, "school_contactpersoon"),
        "herkomst": selectors.herkomst(school),
        "mag_beheren": mag(request.user, "school.beheren"),  # type: ignore[arg-type]
        "gebeurtenissen": [
            {
                "op": g.op,
                "titel": GEBEURTENISSEN.get(g.soort, g.soort),
                "door": g.door.naam if g.door else "systeem",
            }
            for g in Gebeurtenis.objects.van(school)[:20]
        ],
    }
    return render(request, "swv/school_detail.html", context)


@vereist("school.beheren")
@require_http_methods(LEZEN_EN_SCHRIJVEN)
def vast_contact(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Choose the fixed contact of a school."""
    school: School = haal(School.objects.select_related("vast_contact"), request, sleutel)
    form = VastContactForm(gepost(request), initial={"contact": school.vast_contact})
    if form.is_valid():
        contact = form.cleaned_data["contact"]
        beheer.wijs_vast_contact_toe(school=school, contact=contact, door=request.user, op=nu())  # type: ignore[arg-type]
        messages.success(request, "Het vaste contact is bewaard.")
        return redirect("school", sleutel=school.sleutel)
    context = {"van": school, "terug": "school", "form": form, "titel": "Vast contact", "knop": "Bewaren"}
    return render(request, "swv/school_formulier.html", context, status=_status(request))


@vereist("school.beheren")
@require_http_methods(LEZEN_EN_SCHRIJVEN)
def contactpersoon_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _contactpersoon_toevoegen(request, haal(School.objects, request, sleutel), "school")


@vereist("school.beheren")
@require_http_methods(LEZEN_EN_SCHRIJVEN)
def bestuur_contactpersoon(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    return _contactpersoon_toevoegen(request, haal(Schoolbestuur.objects, request, sleutel), "bestuur")


def _contactpersoon_toevoegen(request: HttpRequest, van: School | Schoolbestuur, terug: str) -> HttpResponse:
    form = ContactpersoonForm(gepost(request), initial={"geldig_vanaf": vandaag()})
    if form.is_valid():
        beheer.voeg_contactpersoon_toe(van=van, gegevens=form.cleaned_data, door=request.user, op=nu())  # type: ignore[arg-type]
        messages.success(request, "De contactpersoon is toegevoegd.")
        waarschuw(request, form)
        return redirect(terug, sleutel=van.sleutel)
    context = {
        "van": van,
        "terug": terug,
        "form": form,
        "titel": "Contactpersoon toevoegen",
        "knop": "Toevoegen",
    }
    return render(request, "swv/school_formulier.html", context, status=_status(request))


def _contacten(van: School | Schoolbestuur, adres: str) -> dict[str, Any]:
    """Whom to call, with the addresses to add someone and to end someone."""
    return {
        "toevoegen": reverse(adres, args=[van.sleutel]),
        "rijen": [
            {"wie": persoon, "einde": reverse(f"{adres}_einde", args=[van.sleutel, persoon.sleutel])}
            for persoon in selectors.contactpersonen(van, vandaag())
        ],
    }


def _status(request: HttpRequest) -> int:
    """A refused form is not a success; browsers and htmx show it all the same."""
    return 422 if request.method == "POST" else 200


@vereist("school.beheren")
@require_POST
def contactpersoon_beeindigen(request: HttpRequest, sleutel: UUID, persoon: UUID) -> HttpResponse:
    """From today on someone is no longer the contact of this school."""
    school: School = haal(School.objects, request, sleutel)
    rij = get_object_or_404(Contactpersoon, sleutel=persoon, school=school)
    beheer.beeindig_contactpersoon(contactpersoon=rij, dag=vandaag(), door=request.user, op=nu())  # type: ignore[arg-type]
    messages.success(request, "De contactpersoon is beëindigd.")
    return redirect("school", sleutel=school.sleutel)


@vereist("school.beheren")
@require_POST
def bestuur_contactpersoon_beeindigen(request: HttpRequest, sleutel: UUID, persoon: UUID) -> HttpResponse:
    """From today on someone is no longer the contact of this bestuur."""
    bestuur: Schoolbestuur = haal(Schoolbestuur.objects, request, sleutel)
    rij = get_object_or_404(Contactpersoon, sleutel=persoon, bestuur=bestuur)
    beheer.beeindig_contactpersoon(contactpersoon=rij, dag=vandaag(), door=request.user, op=nu())  # type: ignore[arg-type]
    messages.success(request, "De contactpersoon is beëindigd.")
    return redirect("bestuur", sleutel=bestuur.sleutel)


@vereist("school.inzien")
@require_safe
def besturen(request: HttpRequest) -> HttpResponse:
    """The boards that have a school of the SWV."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    filter_ = FilterForm(request.GET).filter
    blad = bladzijde(selectors.besturen(user, filter_.zoek), ("sorteernaam", "id"), request.GET)
    context = {
        "blad": blad,
        "zoek": filter_.zoek,
        "tekst": resultaatregel(blad, "bestuur", "besturen"),
        "mag_importeren": mag(user, "school.importeren"),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "swv/school_besturen.html#lijst", context)
    return render(request, "swv/school_besturen.html", context)


@vereist("school.inzien")
@require_safe
def bestuur(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One bestuur: its schools of the SWV and whom to call."""
    rij: Schoolbestuur = haal(Schoolbestuur.objects, request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    context = {
        "bestuur": rij,
        "scholen": School.objects.zichtbaar_voor(user).van_swv().filter(bestuur=rij).order_by("naam", "id"),
        "andere": School.objects.filter(bestuur=rij, binnen_swv=False).count(),
        "contacten": _contacten(rij, "bestuur_contactpersoon"),
        "mag_beheren": mag(user, "school.beheren"),
    }
    return render(request, "swv/school_bestuur.html", context)
