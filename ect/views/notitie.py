"""The confidential note, on pages of its own: each opening is one line in the trail of the FG."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ect import services
from ect.forms.notitie import NotitieForm, NotitieWijzigenForm, ToegangForm
from ect.models import Notitie, Notitietoegang
from ect.permissions import eis_mag_notitie_schrijven, is_casushouder, mag_notitie_schrijven
from ect.selectors import casus as dossier
from ect.views.casus import haal_casus, pagina_van
from swv.formulieren import bewaar_of_vergelijk, gepost, probeer, waarschuw
from swv.formulierpagina import Formulierpagina, toon
from swv.inrichting import namen
from swv.klok import nu
from swv.permissions import haal, vereist

UITLEG = (
    "Alleen u als casushouder leest deze notitie, en wie u daarna bij naam toegang geeft. De school ziet haar "
    "nooit. Elke keer dat iemand haar opent, wordt vastgelegd."
)


def haal_notitie(request: HttpRequest, sleutel: UUID) -> Notitie:
    """Return the note for who may read it and note the look; for everyone else it does not exist."""
    rijen = Notitie.objects.select_related(
        "casus__leerling", "casus__school", "casus__aanmelding", "casus__casushouder", "geschreven_door"
    )
    notitie: Notitie = haal(rijen, request, sleutel)
    return notitie


@vereist("ect.behandelen")
def notitie_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_casus(request, sleutel)
    eis_mag_notitie_schrijven(request.user, rij)
    form = NotitieForm(gepost(request))
    gemaakt = probeer(
        form,
        lambda: services.notitie_schrijven(
            casus=rij, sleutel=form.cleaned_data["sleutel"], door=request.user, op=nu(), **form.antwoorden
        ),
    )
    if gemaakt:
        waarschuw(request, form)
        messages.success(request, "De notitie is bewaard.")
        return redirect("ect:notitie", gemaakt.sleutel)
    pagina = pagina_van(rij, "Vertrouwelijke notitie schrijven", "Notitie bewaren", uitleg=UITLEG)
    return toon(request, pagina, form)


@require_safe
@vereist("ect.inzien")
def notitie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Read one note; the casushouder also sees who may read it and who did."""
    return _toon_notitie(request, haal_notitie(request, sleutel), None)


def _toon_notitie(request: HttpRequest, rij: Notitie, form: ToegangForm | None) -> HttpResponse:
    houder = is_casushouder(request.user, rij.casus)
    beheer: dict[str, Any] = {"toegangen": [], "openingen": [], "form": None}
    if houder:
        beheer = {
            "toegangen": rij.toegangen.lopend().select_related("gebruiker").order_by("id"),
            "openingen": dossier.openingen(rij.casus.leerling),
            "form": form or ToegangForm(medewerkers=dossier.lezers(rij)),
        }
    context = {
        "notitie": rij,
        "casus": rij.casus,
        "is_casushouder": houder,
        "mag_wijzigen": mag_notitie_schrijven(request.user, rij.casus),
        **beheer,
    }
    return render(request, "ect/notitie.html", context, status=422 if form else 200)


@vereist("ect.behandelen")
def notitie_wijzigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_notitie(request, sleutel)
    eis_mag_notitie_schrijven(request.user, rij.casus)
    form = NotitieWijzigenForm(gepost(request), notitie=rij)
    gedaan, verschillen = bewaar_of_vergelijk(
        form,
        lambda versie: services.notitie_wijzigen(
            notitie=rij, versie=versie, door=request.user, op=nu(), **form.antwoorden
        ),
        lambda actueel: {"tekst": actueel.tekst},
    )
    if gedaan:
        waarschuw(request, form)
        messages.success(request, "De notitie is bewaard.")
        return redirect("ect:notitie", sleutel)
    pagina = Formulierpagina(
        titel="Vertrouwelijke notitie wijzigen",
        knop="Notitie bewaren",
        sub=f"{rij.casus.leerling.naam} · {rij.casus.school.naam}",
        terug=reverse("ect:notitie", args=[rij.sleutel]),
        terug_naam="Vertrouwelijke notitie",
        boven=(namen()["expertteam_kort"], reverse("ect:lijst")),
        uitleg=UITLEG,
    )
    return toon(request, pagina, form, verschillen)


@require_POST
@vereist("ect.behandelen")
def toegang_geven(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let one colleague read this note."""
    rij = haal_notitie(request, sleutel)
    form = ToegangForm(request.POST, medewerkers=dossier.lezers(rij))
    gedaan = probeer(
        form, lambda: services.toegang_geven(notitie=rij, door=request.user, op=nu(), **form.antwoorden)
    )
    if gedaan is None:
        return _toon_notitie(request, rij, form)
    messages.success(request, f"{gedaan.gebruiker.naam} kan deze notitie nu lezen.")
    return redirect("ect:notitie", sleutel)


@require_POST
@vereist("ect.behandelen")
def toegang_intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take the access of one colleague back."""
    rijen = Notitietoegang.objects.select_related("notitie__casus__leerling", "gebruiker")
    rij: Notitietoegang = haal(rijen, request, sleutel)
    services.toegang_intrekken(toegang=rij, door=request.user, op=nu())
    messages.success(request, f"{rij.gebruiker.naam} kan deze notitie niet meer lezen.")
    return redirect("ect:notitie", rij.notitie.sleutel)
