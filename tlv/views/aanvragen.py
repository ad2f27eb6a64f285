"""The school's side: begin, fill in step by step, check, send in, and follow what happens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leerlingen.models import Inschrijving, Leerling
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, haal, vereist
from tlv import services, vragen
from tlv.beslisdatum import verwachte_klokken
from tlv.enums import Aanvraagstatus
from tlv.forms import BestandForm, RedenForm, SoortForm, TaakForm
from tlv.models import Aanvraag
from tlv.permissions import mag_aanvragen, scholen_met
from tlv.selectors.aanvraag import acties, antwoorden, documenten_van, haal_aanvraagdocument
from tlv.selectors.klokken import klokken
from tlv.views.gemeen import haal_aanvraag, probeer, waarschuw
from tlv.views.invullen import adres_van_vraag, haal_taak, stap, taak_na, taakvragen, tekortregels


@vereist("tlv.aanvragen")
def beginnen(request: HttpRequest, leerling: UUID) -> HttpResponse:
    """Choose what to ask for one pupil; shows the promised date of each choice."""
    rij: Leerling = haal(Leerling.objects.all(), request, leerling)
    scholen = scholen_met(request.user, "tlv.aanvragen")  # type: ignore[arg-type]
    inschrijving = Inschrijving.objects.lopend(vandaag(), list(scholen)).filter(leerling=rij).first()
    if inschrijving is None:
        raise NietToegestaan(
            "Deze leerling staat op dit moment niet bij uw school aangemeld of ingeschreven."
        )
    soorten = vragen.soorten(vandaag())
    form = SoortForm(request.POST or None, soorten=soorten)
    if request.method == "POST" and form.is_valid():
        aanvraag = probeer(
            form,
            lambda: services.aanvraag_beginnen(
                leerling=rij,
                school=inschrijving.school,
                soort=form.cleaned_data["soort"],
                door=request.user,  # type: ignore[arg-type]
                op=nu(),
            ),
        )
        if aanvraag:
            return redirect("tlv:aanvraag", aanvraag.sleutel)
    beloften = [(s.label, klokken[0]) for s in soorten if (klokken := verwachte_klokken(s, vandaag()))]
    context = {"form": form, "leerling": rij, "school": inschrijving.school, "beloften": beloften}
    return render(request, "tlv/aanvraag_beginnen.html", context, status=422 if form.errors else 200)


def takenlijst(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    """The concept as a task list: what is ready, what is missing, and the date when sent in today."""
    klokken = verwachte_klokken(aanvraag.soort, vandaag())
    taken = vragen.taken(aanvraag)
    context = {
        "aanvraag": aanvraag,
        "taken": taken,
        "tekorten": tekortregels(aanvraag),
        "belofte": klokken[-1] if klokken else None,
        "verder": next((taak for taak in taken if taak.stand != "klaar"), None),
        "mag_invullen": mag_aanvragen(request.user, aanvraag.school_id),  # type: ignore[arg-type]
    }
    return render(request, "tlv/aanvraag_taken.html", context)


@vereist("tlv.aanvragen")
def taak(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """The questions and documents of one task; "Verder" saves and goes to the next one."""
    aanvraag, gekozen = _haal_taak(request, sleutel, code)
    form = TaakForm(request.POST or None, taak=gekozen, aanvraag=aanvraag)
    if request.method == "POST" and form.is_valid() and _bewaar(request, aanvraag, form):
        waarschuw(request, form)
        volgende = taak_na(aanvraag, code)
        if "stoppen" in request.POST or volgende is None:
            return redirect("tlv:aanvraag", sleutel)
        return redirect("tlv:taak", sleutel, volgende.code)
    context = {
        "aanvraag": aanvraag,
        "taak": gekozen,
        "form": form,
        "stap": stap(aanvraag, code),
        "vragen": taakvragen(aanvraag, gekozen, form),
    }
    return render(request, "tlv/aanvraag_taak.html", context, status=422 if form.errors else 200)


@require_POST
@vereist("tlv.aanvragen")
def bewaren(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """Keep what is typed, while typing; 409 when a colleague saved first."""
    aanvraag, gekozen = _haal_taak(request, sleutel, code)
    form = TaakForm(request.POST, taak=gekozen, aanvraag=aanvraag)
    if not form.is_valid():
        return HttpResponse(status=422)
    bewaard = _bewaar(request, aanvraag, form)
    if bewaard is None:
        return HttpResponse(status=409)
    return HttpResponse(status=204, headers={"X-Swv-Versie": str(bewaard.versie)})


def _haal_taak(request: HttpRequest, sleutel: UUID, code: str) -> tuple[Aanvraag, vragen.Taak]:
    aanvraag = haal_aanvraag(request, sleutel)
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        raise NietToegestaan("Deze aanvraag is al ingediend. U kunt haar niet meer wijzigen.")
    return aanvraag, haal_taak(aanvraag, code)


def _bewaar(request: HttpRequest, aanvraag: Aanvraag, form: TaakForm) -> Aanvraag | None:
    return probeer(
        form,
        lambda: services.antwoorden_bewaren(
            aanvraag=aanvraag,
            antwoorden=form.antwoorden,
            versie=form.cleaned_data["versie"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        ),
    )


@require_POST
@vereist("tlv.aanvragen")
def document_toevoegen(request: HttpRequest, sleutel: UUID, vraag: str) -> HttpResponse:
    """Add one file to a document question, in a concept or in an open herstelverzoek."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = BestandForm(request.POST, request.FILES)
    toegevoegd = form.is_valid() and probeer(
        form,
        lambda: services.document_toevoegen(
            aanvraag=aanvraag,
            vraag=vraag,
            upload=form.cleaned_data["bestand"],
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        ),
    )
    if not toegevoegd:
        zin = " ".join(fout for fouten in form.errors.values() for fout in fouten)
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "tlv/_uploadfout.html", {"zin": zin}, status=422)
        messages.error(request, zin)
        return redirect(_terug(aanvraag, vraag))
    if toegevoegd.document.waarschuwing:
        messages.warning(request, toegevoegd.document.waarschuwing)
    return _documentenlijst(request, aanvraag, vraag)


@require_POST
@vereist("tlv.aanvragen")
def document_verwijderen(request: HttpRequest, sleutel: UUID, document: UUID) -> HttpResponse:
    """Take a file away again, as long as the request waits for the school."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = haal_aanvraagdocument(aanvraag, document)
    services.document_verwijderen(aanvraagdocument=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, f"{rij.document.naam} is verwijderd.")
    return _documentenlijst(request, aanvraag, rij.vraag)


def _documentenlijst(request: HttpRequest, aanvraag: Aanvraag, vraag: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_terug(aanvraag, vraag))
    context = {"aanvraag": aanvraag, "rijen": documenten_van(aanvraag, vraag), "mag_wijzigen": True}
    return render(request, "tlv/_documenten.html", context)


def _terug(aanvraag: Aanvraag, vraag: str) -> str:
    return adres_van_vraag(aanvraag, vraag)


@vereist("tlv.aanvragen")
def controleren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Check the answers and send in; the same page shows what still stops it."""
    aanvraag = haal_aanvraag(request, sleutel)
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        return redirect("tlv:aanvraag", sleutel)
    if request.method == "POST":
        services.indienen(aanvraag=aanvraag, door=request.user, op=nu())  # type: ignore[arg-type]
        return redirect("tlv:ontvangst", sleutel)
    klokken = verwachte_klokken(aanvraag.soort, vandaag())
    context = {
        "aanvraag": aanvraag,
        "groepen": antwoorden(aanvraag),
        "tekorten": tekortregels(aanvraag),
        "belofte": klokken[-1] if klokken else None,
        "reden": acties(aanvraag, request.user)["indienen"],  # type: ignore[arg-type]
    }
    return render(request, "tlv/aanvraag_controleren.html", context)


@vereist("tlv.inzien")
def ontvangst(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The receipt: number, what happens next, and the promised date with its derivation."""
    aanvraag = haal_aanvraag(request, sleutel)
    if aanvraag.ingediend_op is None:
        return redirect("tlv:aanvraag", sleutel)
    return render(
        request, "tlv/aanvraag_ontvangst.html", {"aanvraag": aanvraag, "klokken": klokken(aanvraag)}
    )


@vereist("tlv.aanvragen")
def intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Withdraw a running request with a reason; a concept is deleted instead."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = RedenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stap = probeer(
            form,
            lambda: services.aanvraag_intrekken(
                aanvraag=aanvraag,
                reden=form.cleaned_data["reden"],
                door=request.user,
                op=nu(),  # type: ignore[arg-type]
            ),
        )
        if stap:
            messages.info(request, "De aanvraag is ingetrokken. Wij nemen hierover geen besluit meer.")
            return redirect("tlv:aanvraag", sleutel)
    context: dict[str, Any] = {
        "aanvraag": aanvraag,
        "form": form,
        "titel": "Aanvraag intrekken",
        "uitleg": "Het samenwerkingsverband stopt met de aanvraag. U kunt later opnieuw aanvragen.",
        "knop": "Aanvraag intrekken",
        "gevaar": True,
    }
    return render(request, "tlv/aanvraag_reden.html", context, status=422 if form.errors else 200)


@require_POST
@vereist("tlv.aanvragen")
def verwijderen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Delete a concept."""
    aanvraag = haal_aanvraag(request, sleutel)
    services.concept_verwijderen(aanvraag=aanvraag, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "Het concept is verwijderd.")
    return redirect("tlv:lijst")
