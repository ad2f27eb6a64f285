"""The school's side: fill in step by step, check, send in, and follow what happens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from swv.formulieren import Verschil, bewaar_wat_kan, door_en_op, gepost, tussenstand
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, vereist
from tlv import services, vragen
from tlv.beslisdatum import beloofde_klok, verwachte_categorie
from tlv.bsnvondst import bsn_vondsten
from tlv.enums import Aanvraagstatus
from tlv.forms import RedenForm
from tlv.forms_aanvraag import TaakForm
from tlv.forms_school import IndienForm
from tlv.models import Aanvraag
from tlv.permissions import eis_mag_aanvragen, mag_aanvragen
from tlv.selectors.aanvraag import acties, antwoorden
from tlv.selectors.klokken import belofte_na_compleet, klokken
from tlv.selectors.pro import berekening, rekent
from tlv.views.bestanden import verwerk_bestanden
from tlv.views.formulierpagina import redenpagina, toon_of_doe
from tlv.views.gemeen import haal_aanvraag
from tlv.views.invullen import (
    LEERLINGTAAK,
    bekende_antwoorden,
    bsnregels,
    gezaghebbenden,
    haal_taak,
    stap,
    taak_na,
    taakhint,
    taakvragen,
    tekortregels,
)


def takenlijst(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    """The concept as a task list: what is ready, what is missing, and the date when sent in today."""
    taken, ontbreekt = vragen.taken(aanvraag), vragen.tekorten(aanvraag)
    context = {
        "aanvraag": aanvraag,
        "taken": [(taak, taakhint(taak, ontbreekt)) for taak in taken],
        "compleet": not ontbreekt,
        "tekorten": tekortregels(aanvraag, alleen_begonnen=True),
        "belofte": belofte(aanvraag),
        "verder": next((taak for taak in taken if taak.stand != "klaar"), None),
        "mag_invullen": mag_aanvragen(request.user, aanvraag.school_id),  # type: ignore[arg-type]
    }
    return render(request, "tlv/aanvraag_taken.html", context)


def belofte(aanvraag: Aanvraag) -> Any:
    """What the school is promised if the request is sent in today."""
    return beloofde_klok(aanvraag.soort, vandaag(), verwachte_categorie(aanvraag))


@vereist("tlv.aanvragen")
def taak(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """The questions and documents of one task; "Verder" saves and goes to the next one.

    What can be kept is kept, also beside an answer that is refused: a reload loses nothing (eisen.md S6).
    """
    aanvraag, gekozen = _haal_taak(request, sleutel, code)
    bekend = bekende_antwoorden(aanvraag) if code == LEERLINGTAAK else {}
    form = TaakForm(gepost(request), taak=gekozen, aanvraag=aanvraag, bekend=bekend)
    verschillen: list[Any] = []
    if request.method == "POST":
        bewaard, verschillen = _bewaar(request, aanvraag, form)
        blijft = verwerk_bestanden(request, aanvraag)
        if bewaard and not form.errors:
            _bevestig_overgenomen(request, aanvraag, gekozen)
            blijft = blijft or "uitrekenen" in request.POST or _bsn_niet_gezien(request, form)
            return redirect(request.path if blijft else _na_taak(request, aanvraag, code))
    context = {
        "aanvraag": aanvraag,
        "taak": gekozen,
        "form": form,
        "verschillen": verschillen,
        "stap": stap(aanvraag, code),
        "vragen": taakvragen(aanvraag, gekozen, form),
        "mensen": gezaghebbenden(aanvraag) if code == LEERLINGTAAK else None,
        "pro": berekening(aanvraag, vandaag()) if rekent(gekozen) else None,
    }
    status = 409 if verschillen else 422 if form.errors else 200
    return render(request, "tlv/aanvraag_taak.html", context, status=status)


def _bsn_niet_gezien(request: HttpRequest, form: TaakForm) -> bool:
    """Whether a number that can be a BSN was typed just now: its page comes back once, to say so at the field."""
    return not set(form.bsn_velden) <= set(request.POST.getlist("bsn_gezien"))


def _bevestig_overgenomen(request: HttpRequest, aanvraag: Aanvraag, gekozen: vragen.Taak) -> None:
    """Who saves the page of a task has seen what was carried over on it."""
    codes = [vraag.code for vraag in gekozen.vragen]
    if set(codes) & set(aanvraag.overgenomen):
        services.overgenomen_nagekeken(
            aanvraag=aanvraag,
            codes=codes,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )


def _na_taak(request: HttpRequest, aanvraag: Aanvraag, code: str) -> str:
    """The next task, the list when the user stops, and the check after the last one."""
    if "stoppen" in request.POST:
        return reverse("tlv:aanvraag", args=[aanvraag.sleutel])
    volgende = taak_na(aanvraag, code)
    if volgende is None:
        return reverse("tlv:controleren", args=[aanvraag.sleutel])
    return reverse("tlv:taak", args=[aanvraag.sleutel, volgende.code])


@require_POST
@vereist("tlv.aanvragen")
def bewaren(request: HttpRequest, sleutel: UUID, code: str) -> HttpResponse:
    """Keep what is typed, while typing; 409 when a colleague saved first."""
    aanvraag, gekozen = _haal_taak(request, sleutel, code)
    form = TaakForm(request.POST, taak=gekozen, aanvraag=aanvraag)
    bewaard, _verschillen = _bewaar(request, aanvraag, form)
    return tussenstand(form, bewaard)


def _haal_taak(request: HttpRequest, sleutel: UUID, code: str) -> tuple[Aanvraag, vragen.Taak]:
    aanvraag = haal_aanvraag(request, sleutel)
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        raise NietToegestaan("Deze aanvraag is al ingediend. U kunt haar niet meer wijzigen.")
    eis_mag_aanvragen(request.user, aanvraag.school_id)  # type: ignore[arg-type]
    return aanvraag, haal_taak(aanvraag, code)


def _bewaar(
    request: HttpRequest, aanvraag: Aanvraag, form: TaakForm
) -> tuple[Aanvraag | None, list[Verschil]]:
    def bewaar(versie: int) -> Aanvraag:
        return services.antwoorden_bewaren(
            aanvraag=aanvraag,
            antwoorden=form.antwoorden,
            versie=versie,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    def opgeslagen(actueel: Aanvraag) -> dict[str, str]:
        aanvraag.antwoorden, aanvraag.versie = actueel.antwoorden, actueel.versie
        return {code: aanvraag.antwoorden.get(code, "") for code in form.antwoorden}

    return bewaar_wat_kan(form, bewaar, opgeslagen)


@vereist("tlv.aanvragen")
def controleren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Check the answers and send in; the same page shows what still stops it."""
    aanvraag = haal_aanvraag(request, sleutel)
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        return redirect("tlv:aanvraag", sleutel)
    reden = acties(aanvraag, request.user, "indienen")["indienen"]  # type: ignore[arg-type]
    vondsten = bsn_vondsten(aanvraag)
    form = IndienForm(gepost(request), codes=[vondst.vraag for vondst in vondsten])
    if request.method == "POST" and not reden and form.is_valid():
        services.indienen(aanvraag=aanvraag, door=request.user, op=nu())  # type: ignore[arg-type]
        return redirect("tlv:ontvangst", sleutel)
    context = {
        "aanvraag": aanvraag,
        "groepen": antwoorden(aanvraag),
        "tekorten": tekortregels(aanvraag),
        "form": form,
        "vondsten": bsnregels(aanvraag, vondsten),
        "belofte": belofte(aanvraag),
        "pro": berekening(aanvraag, vandaag()),
        "reden": reden,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tlv/aanvraag_controleren.html", context, status=status)


@vereist("tlv.inzien")
def ontvangst(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The receipt: number, what happens next, and the promised date with its derivation."""
    aanvraag = haal_aanvraag(request, sleutel)
    if aanvraag.ingediend_op is None:
        return redirect("tlv:aanvraag", sleutel)
    context = {
        "aanvraag": aanvraag,
        "klokken": klokken(aanvraag),
        "belofte": belofte_na_compleet(aanvraag),
        "groepen": antwoorden(aanvraag),
    }
    return render(request, "tlv/aanvraag_ontvangst.html", context)


@vereist("tlv.aanvragen")
def intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Withdraw a running request with a reason; a concept is deleted instead."""
    aanvraag = haal_aanvraag(request, sleutel)
    pagina = redenpagina(
        aanvraag,
        "Aanvraag intrekken",
        "Aanvraag intrekken",
        "Het samenwerkingsverband stopt met de aanvraag. U kunt later opnieuw aanvragen.",
        gevaar=True,
    )

    def trek_in(velden: dict[str, Any]) -> Aanvraag:
        return services.aanvraag_intrekken(aanvraag=aanvraag, reden=velden["reden"], **door_en_op(request))

    klaar = "De aanvraag is ingetrokken. Wij nemen hierover geen besluit meer."
    return toon_of_doe(request, RedenForm(gepost(request)), pagina, trek_in, klaar)


@require_POST
@vereist("tlv.aanvragen")
def verwijderen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Delete a concept."""
    aanvraag = haal_aanvraag(request, sleutel)
    services.concept_verwijderen(aanvraag=aanvraag, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "Het concept is verwijderd.")
    return redirect("tlv:lijst")
