"""Aanmelding, inschrijving, a move, and the end of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from leerlingen import services
from leerlingen.forms import InschrijvenForm, LeerjaarForm, UitschrijvenForm
from leerlingen.models import Inschrijving, Leerling
from leerlingen.permissions import eis_mag_inschrijven, eis_mag_wijzigen
from leerlingen.views.dossier import scholen_voor
from leerlingen.views.formulier import dossierpagina, toon
from swv.formulieren import gepost, probeer
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import haal, vereist
from swv.templatetags.opmaak import datum

UITLEG = "Was de leerling al ingeschreven bij een andere school? Dan eindigt die inschrijving een dag eerder."


@vereist("leerling.wijzigen")
def inschrijven(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    eis_mag_wijzigen(user, leerling)
    form = InschrijvenForm(gepost(request), scholen=scholen_voor(user, "leerling.wijzigen"))
    if rij := probeer(
        form, lambda: services.inschrijven(leerling=leerling, **form.plaats, door=user, op=nu())
    ):
        wat = rij.get_soort_display().lower()
        messages.success(request, f"{leerling.naam} is {wat} bij {rij.school.naam} vanaf {datum(rij.vanaf)}.")
        return redirect("leerlingen:detail", leerling.sleutel)
    return toon(request, dossierpagina(leerling, "Aanmelden of inschrijven", "Bewaren", UITLEG), form)


@vereist("leerling.wijzigen")
def uitschrijven(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    rij = _haal(request, user, sleutel)
    form = UitschrijvenForm(gepost(request), initial={"tot_en_met": vandaag()})
    klaar = probeer(
        form,
        lambda: services.uitschrijven(inschrijving=rij, **form.cleaned_data, door=user, op=nu()),
        veld="tot_en_met",
    )
    if klaar:
        tot = datum(form.cleaned_data["tot_en_met"])
        messages.success(request, f"De leerling is bij {rij.school.naam} tot en met {tot}.")
        return _terug(user, rij.leerling)
    pagina = dossierpagina(
        rij.leerling,
        f"Uitschrijven bij {rij.school.naam}",
        "Uitschrijven",
        "Wat de school zelf heeft ingestuurd, blijft zij zien. De rest van het dossier niet meer.",
        gevaar=True,
    )
    return toon(request, pagina, form)


@vereist("leerling.wijzigen")
def leerjaar(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    rij = _haal(request, user, sleutel)
    form = LeerjaarForm(gepost(request), initial={"leerjaar": rij.leerjaar})
    if request.method == "POST" and form.is_valid():
        services.leerjaar_wijzigen(
            inschrijving=rij, leerjaar=form.cleaned_data["leerjaar"], door=user, op=nu()
        )
        messages.success(request, "De wijziging is bewaard.")
        return redirect("leerlingen:detail", rij.leerling.sleutel)
    return toon(request, dossierpagina(rij.leerling, "Groep of leerjaar wijzigen", "Bewaren"), form)


def _haal(request: HttpRequest, user: Gebruiker, sleutel: UUID) -> Inschrijving:
    rij: Inschrijving = haal(Inschrijving.objects.select_related("leerling", "school"), request, sleutel)
    eis_mag_inschrijven(user, rij.leerling, rij.school)
    return rij


def _terug(user: Gebruiker, leerling: Leerling) -> HttpResponse:
    """Back to the file, or to the list when this person may no longer see the pupil."""
    if Leerling.objects.zichtbaar_voor(user).filter(pk=leerling.pk).exists():
        return redirect("leerlingen:detail", leerling.sleutel)
    return redirect("leerlingen:lijst")
