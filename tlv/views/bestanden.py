"""Files of a request: they travel with the answers, or one by one where a script sends them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from swv.bestandscontrole import BestandGeweigerd
from swv.formulieren import door_en_op, gepost, probeer
from swv.klok import nu
from swv.permissions import vereist
from tlv import services
from tlv.forms_aanvraag import BESTAND, SOORT
from tlv.forms_school import VervangForm
from tlv.models import Aanvraag
from tlv.permissions import eis_mag_aanvragen
from tlv.selectors.aanvraag import documenten_van, haal_aanvraagdocument, open_herstel
from tlv.views.gemeen import haal_aanvraag
from tlv.views.invullen import adres_van_vraag, formulier_van

KIES_BESTAND = "Kies eerst een bestand."


@require_POST
@vereist("tlv.aanvragen")
def document_toevoegen(request: HttpRequest, sleutel: UUID, vraag: str) -> HttpResponse:
    """Add files to a document question, in a concept or in an open herstelverzoek; each has its own error."""
    aanvraag = haal_aanvraag(request, sleutel)
    uploads = [upload for _naam, lijst in request.FILES.lists() for upload in lijst]
    geweigerd = [
        (upload.name, reden) for upload in uploads if (reden := _voeg_toe(request, aanvraag, vraag, upload))
    ]
    if request.htmx and (geweigerd or not uploads):  # type: ignore[attr-defined]
        zin = " ".join(reden for _naam, reden in geweigerd) or KIES_BESTAND
        return render(request, "tlv/_uploadfout.html", {"zin": zin}, status=422)
    for naam, reden in geweigerd:
        messages.error(request, f"{naam} is niet toegevoegd. {reden}")
    if not uploads:
        messages.error(request, KIES_BESTAND)
    return _documentenlijst(request, aanvraag, vraag)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("tlv.aanvragen")
def document_vervangen(request: HttpRequest, sleutel: UUID, document: UUID) -> HttpResponse:
    """Choose a file that comes in the place of this one; the old one stays until the new one is accepted."""
    aanvraag = haal_aanvraag(request, sleutel)
    oud = haal_aanvraagdocument(aanvraag, document)
    eis_mag_aanvragen(request.user, aanvraag.school_id)  # type: ignore[arg-type]
    terug = f"{adres_van_vraag(aanvraag, oud.vraag)}#bestanden-{oud.vraag}"
    form = VervangForm(gepost(request), request.FILES or None)
    nieuw = probeer(
        form,
        lambda: services.document_vervangen(
            aanvraagdocument=oud, upload=form.cleaned_data["bestand"], **door_en_op(request)
        ),
    )
    if nieuw:
        messages.info(request, f"{oud.document.naam} is vervangen door {nieuw.document.naam}.")
        if nieuw.document.waarschuwing:
            messages.warning(request, nieuw.document.waarschuwing)
        return redirect(terug)
    context = {"aanvraag": aanvraag, "document": oud.document, "form": form, "terug": terug}
    return render(request, "tlv/document_vervangen.html", context, status=422 if form.errors else 200)


def verwerk_bestanden(request: HttpRequest, aanvraag: Aanvraag) -> bool:
    """Add and take away the files that the form of the answers names; True: show the same page again."""
    weg, toevoegen = request.POST.get("weghalen", ""), "toevoegen" in request.POST
    gebruik_opp = request.POST.get("gebruik_opp", "")
    if weg:
        _haal_weg(request, aanvraag, weg)
    if gebruik_opp:
        _gebruik_opp(request, aanvraag, gebruik_opp)
    geweigerd = _voeg_meegestuurde_toe(request, aanvraag)
    if toevoegen and not request.FILES:
        messages.error(request, KIES_BESTAND)
    return geweigerd or toevoegen or bool(weg or gebruik_opp)


def _gebruik_opp(request: HttpRequest, aanvraag: Aanvraag, vraag: str) -> None:
    """Take the running OPP of the school as the answer to this question."""
    rij = services.opp_gebruiken(aanvraag=aanvraag, vraag=vraag, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, f"{rij.document.naam} is bij de aanvraag gevoegd.")


def _haal_weg(request: HttpRequest, aanvraag: Aanvraag, sleutel: str) -> None:
    """Take one file away, as long as the request waits for the school."""
    try:
        rij = haal_aanvraagdocument(aanvraag, UUID(sleutel))
    except ValueError as fout:
        raise Http404 from fout
    services.document_verwijderen(aanvraagdocument=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, f"{rij.document.naam} is verwijderd.")


def _voeg_meegestuurde_toe(request: HttpRequest, aanvraag: Aanvraag) -> bool:
    """Add the files that came along with the answers; True when one was refused."""
    geweigerd = False
    for naam, uploads in request.FILES.lists():
        for upload in uploads:
            if reden := _voeg_toe(request, aanvraag, naam.removeprefix(BESTAND), upload):
                messages.error(request, f"{upload.name} is niet toegevoegd. {reden}")
                geweigerd = True
    return geweigerd


def _voeg_toe(request: HttpRequest, aanvraag: Aanvraag, vraag: str, upload: Any) -> str:
    """Store one file; returns why it was refused, or nothing."""
    try:
        rij = services.document_toevoegen(
            aanvraag=aanvraag,
            vraag=vraag,
            upload=upload,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
            soort=request.POST.get(f"{SOORT}{vraag}", ""),
        )
    except BestandGeweigerd as fout:
        return str(fout)
    if rij.document.waarschuwing and not request.htmx:  # type: ignore[attr-defined]
        messages.warning(request, rij.document.waarschuwing)
    return ""


def _documentenlijst(request: HttpRequest, aanvraag: Aanvraag, vraag: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{adres_van_vraag(aanvraag, vraag)}#bestanden-{vraag}")
    herstel = open_herstel(aanvraag)
    context = {
        "aanvraag": aanvraag,
        "rijen": documenten_van(aanvraag, vraag),
        "weg_vanaf": herstel.gevraagd_op if herstel else None,
        "formulier": formulier_van(aanvraag),
    }
    return render(request, "tlv/_documenten.html", context)
