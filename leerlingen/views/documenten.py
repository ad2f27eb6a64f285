"""Files in the dossier: add, open, take out of use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from leerlingen import services, vernietigen
from leerlingen.forms import DocumentForm, VernietigForm
from leerlingen.models import Dossierdocument, Leerling
from leerlingen.permissions import NIET_WIJZIGEN, eis_mag_document_vernietigen, mag_met
from leerlingen.views.formulier import dossierpagina, toon
from swv import bestanden, inzage
from swv.enums import Inzagesoort
from swv.formulieren import door_en_op, gepost, probeer
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, haal, vereist

UITLEG = "Het bestand wordt gecontroleerd. Dat kan een paar seconden duren."
VERNIETIGEN = (
    "Het gaat om {naam}. De inhoud en de naam verdwijnen voorgoed, ook bij een aanvraag die het bestand gebruikt. "
    "In het dossier blijft alleen staan wanneer, door wie en waarom. Daarna kunt u een ander bestand toevoegen."
)


@vereist("document.toevoegen")
def document_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    if not mag_met(user, leerling, "document.toevoegen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    form = DocumentForm(gepost(request), request.FILES or None)
    if document := probeer(form, lambda: _voeg_toe(leerling, form.cleaned_data, user), veld="bestand"):
        messages.success(request, f"{document.naam} staat in het dossier.")
        if document.waarschuwing:
            messages.warning(request, document.waarschuwing)
        return redirect("leerlingen:detail", leerling.sleutel)
    titel = "Document toevoegen"
    return toon(request, dossierpagina(leerling, titel, titel, UITLEG, bestanden=True), form)


def _voeg_toe(leerling: Leerling, gegevens: dict[str, Any], user: Gebruiker) -> Dossierdocument:
    return services.document_toevoegen(
        leerling=leerling,
        upload=gegevens["bestand"],
        soort=gegevens["soort"],
        gedateerd_op=gegevens["gedateerd_op"],
        door=user,
        op=nu(),
    )


@require_safe
@vereist("leerling.inzien")
def document(request: HttpRequest, sleutel: UUID) -> HttpResponseBase:
    """Give the file; the look is noted as a download."""
    rij = _haal(request, sleutel)
    inzage.noteer(request, [rij.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return bestanden.geef(rij)


@require_POST
@vereist("document.toevoegen")
def document_vervallen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = _haal(request, sleutel)
    services.document_laten_vervallen(document=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.success(request, f"{rij.naam} is vervallen.")
    return redirect("leerlingen:detail", rij.leerling.sleutel)


@vereist("document.toevoegen")
def document_vernietigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Destroy the content of a file that holds a BSN; the row keeps when, by whom and why."""
    rij = _haal(request, sleutel)
    eis_mag_document_vernietigen(request.user, rij)  # type: ignore[arg-type]
    form = VernietigForm(gepost(request))
    if document := probeer(
        form,
        lambda: vernietigen.document_vernietigen(
            document=rij, om=form.cleaned_data["om"], **door_en_op(request)
        ),
    ):
        messages.success(request, document.vernietiging)
        return redirect("leerlingen:detail", rij.leerling.sleutel)
    uitleg = VERNIETIGEN.format(naam=rij.naam)
    titel, knop = "Inhoud van een bestand vernietigen", "Inhoud vernietigen"
    return toon(request, dossierpagina(rij.leerling, titel, knop, uitleg, gevaar=True), form)


def _haal(request: HttpRequest, sleutel: UUID) -> Dossierdocument:
    rij: Dossierdocument = haal(Dossierdocument.objects.select_related("leerling"), request, sleutel)
    return rij
