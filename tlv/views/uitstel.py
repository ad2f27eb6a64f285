"""More time for a decision: verdagen, opschorten, and the letters that tell it."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from swv import inzage
from swv.bestanden import geef
from swv.enums import Inzagesoort
from swv.formulieren import door_en_op, gepost, probeer, zinnen
from swv.formulierpagina import Formulierpagina, toon
from swv.klok import nu, vandaag
from swv.permissions import haal, vereist
from swv.termijnen import datum
from tlv import services
from tlv.forms import VerzondenForm
from tlv.forms_termijn import EindeOpschortingForm, OpschortForm, VerdaagForm
from tlv.models import Aanvraag, Kennisgeving
from tlv.selectors.klokken import klokken
from tlv.selectors.uitstel import verdaagkeuzes
from tlv.verdaging import reden_geen_verdaging
from tlv.views.gemeen import haal_aanvraag

SJABLOON = "tlv/aanvraag_termijn.html"


@vereist("tlv.beoordelen")
def verdagen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Put the decision off, once; each choice says to which day it leads (Awb 4:14)."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = VerdaagForm(gepost(request), keuzes=verdaagkeuzes(aanvraag, nu()))
    dienst = partial(services.beslissing_verdagen, aanvraag=aanvraag)
    if _gedaan(request, form, dienst, ("weken", "reden")):
        messages.info(request, "De beslissing is verdaagd. De brief aan de aanvrager wordt nu gemaakt.")
        return _naar_termijnen(sleutel)
    pagina = Formulierpagina(
        titel="Beslissing verdagen",
        knop="Beslissing verdagen",
        uitleg="U kunt een beslissing één keer verdagen, zolang de termijn loopt (Awb artikel 4:14). "
        "De aanvrager krijgt een brief met de reden en de nieuwe datum.",
        bevestig="De beslissing is daarna verdaagd. Dat kan één keer.",
        **_rond(aanvraag),
    )
    reden = reden_geen_verdaging(aanvraag, vandaag())
    return toon(request, pagina, form, sjabloon=SJABLOON, reden=reden, herstel="", klokken=klokken(aanvraag))


@vereist("tlv.beoordelen")
def opschorten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let the terms stand still on one of the grounds of Awb 4:15 lid 2."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = OpschortForm(gepost(request), initial={"vanaf": vandaag()})
    namen = ("grond", "vanaf", "tot_en_met", "ingestemd_op", "toelichting")
    if _gedaan(request, form, partial(services.termijn_opschorten, aanvraag=aanvraag), namen):
        messages.info(request, "De opschorting is vastgelegd. De brief aan de aanvrager wordt nu gemaakt.")
        return _naar_termijnen(sleutel)
    pagina = Formulierpagina(
        titel="Termijn opschorten",
        knop="Termijn opschorten",
        uitleg="Alle termijnen van deze aanvraag staan dan stil (Awb artikel 4:15, tweede lid). "
        "De aanvrager krijgt een brief.",
        **_rond(aanvraag),
    )
    return toon(
        request,
        pagina,
        form,
        sjabloon=SJABLOON,
        reden=services.reden_geen_opschorting(aanvraag, vandaag()),
        herstel=reverse("tlv:herstel_vragen", args=[sleutel]),
        klokken=klokken(aanvraag),
    )


@vereist("tlv.beoordelen")
def opschorting_beeindigen(request: HttpRequest, sleutel: UUID, opschorting: UUID) -> HttpResponse:
    """Let the terms run again."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(aanvraag.termijnopschortingen, sleutel=opschorting)
    form = EindeOpschortingForm(gepost(request), initial={"tot_en_met": vandaag()})
    dienst = partial(services.opschorting_beeindigen, opschorting=rij)
    if _gedaan(request, form, dienst, ("tot_en_met",)):
        messages.info(request, "De klok loopt weer. De aanvrager krijgt een brief met de nieuwe datum.")
        return _naar_termijnen(sleutel)
    uitleg = (
        "De klok loopt weer vanaf de dag na de dag die u hier invult. "
        "De aanvrager krijgt een brief met de nieuwe datum."
    )
    grond = rij.get_grond_display().lower()
    rond = _rond(aanvraag) | {"sub": f"De termijn staat stil sinds {datum(rij.vanaf)}: {grond}"}
    titel = "Opschorting beëindigen"
    return toon(request, Formulierpagina(titel=titel, knop=titel, uitleg=uitleg, **rond), form)


@require_safe
@vereist("tlv.inzien")
def kennisgeving(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Download a letter that is no besluit, within scope and once it exists."""
    rijen = Kennisgeving.objects.select_related("bestand", "aanvraag__leerling")
    rij: Kennisgeving = haal(rijen, request, sleutel)
    bestand = getattr(rij, "bestand", None)
    if bestand is None:
        raise Http404
    inzage.noteer(request, [rij.leerling.sleutel], Inzagesoort.DOWNLOAD)
    return geef(bestand)


@require_POST
@vereist("tlv.verzenden")
def kennisgeving_verzonden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record that such a letter went out."""
    rij: Kennisgeving = haal(
        Kennisgeving.objects.select_related("aanvraag__leerling", "bezwaar"), request, sleutel
    )
    form = VerzondenForm(request.POST)
    dienst = partial(services.kennisgeving_verzonden, kennisgeving=rij)
    if _gedaan(request, form, dienst, ("verzonden_op",)):
        messages.info(request, "Vastgelegd: de brief is verzonden.")
    else:
        messages.error(request, zinnen(form))
    if rij.bezwaar:
        return redirect("tlv:bezwaardossier", rij.bezwaar.sleutel)
    return _naar_termijnen(rij.aanvraag.sleutel)


def _rond(aanvraag: Aanvraag) -> dict[str, str]:
    """What stands around each of these forms."""
    return {
        "terug": reverse("tlv:aanvraag", args=[aanvraag.sleutel]),
        "terug_naam": f"TLV {aanvraag.kenmerk}",
        "sub": f"{aanvraag.get_soort_display()} voor {aanvraag.leerling.korte_naam} · {aanvraag.school.naam}",
    }


def _gedaan(request: HttpRequest, form: Form, dienst: Callable[..., object], namen: Iterable[str]) -> bool:
    """Do it with these fields of the form; a refusal becomes an error of the form."""

    def stap() -> object:
        return dienst(**{naam: form.cleaned_data[naam] for naam in namen}, **door_en_op(request))

    return probeer(form, stap) is not None


def _naar_termijnen(sleutel: UUID) -> HttpResponse:
    return redirect(reverse("tlv:aanvraag", args=[sleutel]) + "#uitstel")
