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
from leerlingen.views.formulier import Formulierpagina, gepost, toon
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, haal, vereist
from swv.templatetags.opmaak import datum

INSCHRIJVEN = Formulierpagina(
    "Aanmelden of inschrijven",
    "Bewaren",
    "Was de leerling al ingeschreven bij een andere school? Dan eindigt die inschrijving een dag eerder.",
)
LEERJAAR = Formulierpagina("Groep of leerjaar wijzigen", "Bewaren")


@vereist("leerling.wijzigen")
def inschrijven(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    eis_mag_wijzigen(user, leerling)
    form = InschrijvenForm(gepost(request), scholen=scholen_voor(user, "leerling.wijzigen"))
    if request.method == "POST" and form.is_valid():
        try:
            rij = services.inschrijven(leerling=leerling, **form.plaats, door=user, op=nu())
        except NietToegestaan as fout:
            form.add_error(None, fout.reden)
        else:
            wat = rij.get_soort_display().lower()
            messages.success(
                request, f"{leerling.naam} is {wat} bij {rij.school.naam} vanaf {datum(rij.vanaf)}."
            )
            return redirect("leerlingen:detail", leerling.sleutel)
    return toon(request, INSCHRIJVEN, leerling, form)


@vereist("leerling.wijzigen")
def uitschrijven(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    rij = _haal(request, user, sleutel)
    form = UitschrijvenForm(gepost(request), initial={"tot_en_met": vandaag()})
    if request.method == "POST" and form.is_valid():
        tot_en_met = form.cleaned_data["tot_en_met"]
        try:
            services.uitschrijven(inschrijving=rij, tot_en_met=tot_en_met, door=user, op=nu())
        except NietToegestaan as fout:
            form.add_error("tot_en_met", fout.reden)
        else:
            messages.success(request, f"De leerling is bij {rij.school.naam} tot en met {datum(tot_en_met)}.")
            return _terug(user, rij.leerling)
    pagina = Formulierpagina(
        f"Uitschrijven bij {rij.school.naam}",
        "Uitschrijven",
        "Wat de school zelf heeft ingestuurd, blijft zij zien. De rest van het dossier niet meer.",
        gevaar=True,
    )
    return toon(request, pagina, rij.leerling, form)


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
    return toon(request, LEERJAAR, rij.leerling, form)


def _haal(request: HttpRequest, user: Gebruiker, sleutel: UUID) -> Inschrijving:
    rij: Inschrijving = haal(Inschrijving.objects.select_related("leerling", "school"), request, sleutel)
    eis_mag_inschrijven(user, rij.leerling, rij.school)
    return rij


def _terug(user: Gebruiker, leerling: Leerling) -> HttpResponse:
    """Back to the file, or to the list when this person may no longer see the pupil."""
    if Leerling.objects.zichtbaar_voor(user).filter(pk=leerling.pk).exists():
        return redirect("leerlingen:detail", leerling.sleutel)
    return redirect("leerlingen:lijst")
