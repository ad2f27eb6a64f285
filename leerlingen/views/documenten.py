"""Files in the dossier: add, open, take out of use."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from leerlingen import services, vernietigen
from leerlingen.forms import DocumentForm, VernietigForm
from leerlingen.models import Dossierdocument, Leerling
from leerlingen.permissions import NIET_WIJZIGEN, eis_mag_document_vernietigen, mag_met
from leerlingen.views.dossier import waarschuw
from leerlingen.views.formulier import Formulierpagina, gepost, toon
from swv import bestanden, inzage
from swv.bestandscontrole import BestandGeweigerd
from swv.enums import Inzagesoort
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import NietToegestaan, haal, vereist

TOEVOEGEN = Formulierpagina(
    "Document toevoegen",
    "Document toevoegen",
    "Het bestand wordt gecontroleerd. Dat kan een paar seconden duren.",
    bestanden=True,
)

VERNIETIGEN = Formulierpagina(
    "Inhoud van een bestand vernietigen",
    "Inhoud vernietigen",
    "Het gaat om {naam}. De inhoud en de naam verdwijnen voorgoed, ook bij een aanvraag die het bestand gebruikt. "
    "In het dossier blijft alleen staan wanneer, door wie en waarom. Daarna kunt u een ander bestand toevoegen.",
    gevaar=True,
)


@vereist("document.toevoegen")
def document_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    if not mag_met(user, leerling, "document.toevoegen"):
        raise NietToegestaan(NIET_WIJZIGEN)
    form = DocumentForm(gepost(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            document = services.document_toevoegen(
                leerling=leerling,
                upload=gegevens["bestand"],
                soort=gegevens["soort"],
                gedateerd_op=gegevens["gedateerd_op"],
                door=user,
                op=nu(),
            )
        except BestandGeweigerd as fout:
            form.add_error("bestand", str(fout))
        else:
            messages.success(request, f"{document.naam} staat in het dossier.")
            waarschuw(request, [document.waarschuwing] if document.waarschuwing else [])
            return redirect("leerlingen:detail", leerling.sleutel)
    return toon(request, TOEVOEGEN, leerling, form)


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
    if request.method == "POST" and form.is_valid():
        document = vernietigen.document_vernietigen(
            document=rij,
            om=form.cleaned_data["om"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )
        messages.success(request, document.vernietiging)
        return redirect("leerlingen:detail", rij.leerling.sleutel)
    return toon(
        request, replace(VERNIETIGEN, uitleg=VERNIETIGEN.uitleg.format(naam=rij.naam)), rij.leerling, form
    )


def _haal(request: HttpRequest, sleutel: UUID) -> Dossierdocument:
    rij: Dossierdocument = haal(Dossierdocument.objects.select_related("leerling"), request, sleutel)
    return rij
