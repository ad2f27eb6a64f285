"""Files in the dossier: add, open, take out of use."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from leerlingen import services
from leerlingen.forms import DocumentForm
from leerlingen.models import Dossierdocument, Leerling
from leerlingen.permissions import NIET_WIJZIGEN, mag_met
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


def _haal(request: HttpRequest, sleutel: UUID) -> Dossierdocument:
    rij: Dossierdocument = haal(Dossierdocument.objects.select_related("leerling"), request, sleutel)
    return rij
