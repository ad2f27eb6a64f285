"""The SWV's side until the decision: ask for completion, declare complete, ask experts; the expert's advice."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from swv.formulieren import (
    Verschil,
    bewaar_wat_kan,
    door_en_op,
    gepost,
    probeer,
    tussenstand,
    waarschuw,
    zinnen,
)
from swv.klok import nu, vandaag
from swv.permissions import vereist
from tlv import services
from tlv.beslisdatum import voorstel_hersteltermijn
from tlv.enums import Adviesstatus
from tlv.forms import AdviesForm, DeskundigeForm, RedenForm
from tlv.forms_herstel import AanvulForm, HerstelForm
from tlv.models import Deskundigenadvies, Herstelverzoek
from tlv.selectors.aanvraag import acties, documenten, eis_open_herstel
from tlv.selectors.dossier import adviezen_van, kandidaat_deskundigen
from tlv.views.bestanden import verwerk_bestanden
from tlv.views.formulierpagina import redenpagina, toon_of_doe
from tlv.views.gemeen import haal_aanvraag
from tlv.views.invullen import herstelpunten


@vereist("tlv.beoordelen")
def herstel_vragen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Tick what the school must complete and until when; the clocks stop."""
    aanvraag = haal_aanvraag(request, sleutel)
    voorstel = voorstel_hersteltermijn(vandaag())
    begin = {"hersteltermijn_tot_en_met": voorstel.uiterste_datum}
    form = HerstelForm(gepost(request), aanvraag=aanvraag, initial=begin)
    if probeer(
        form,
        lambda: services.herstel_vragen(
            aanvraag=aanvraag,
            punten=form.punten,
            hersteltermijn_tot_en_met=form.cleaned_data["hersteltermijn_tot_en_met"],
            **door_en_op(request),
        ),
    ):
        messages.info(
            request, "De school heeft bericht gekregen. De klok staat stil tot zij heeft aangevuld."
        )
        return redirect("tlv:aanvraag", sleutel)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "groepen": form.velden(),
        "voorstel": voorstel,
        "reden": acties(aanvraag, request.user)["herstel_vragen"],  # type: ignore[arg-type]
    }
    return render(request, "tlv/aanvraag_herstel.html", context, status=422 if form.errors else 200)


@vereist("tlv.beoordelen")
def herstel_intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take the invitation to complete back, with a reason."""
    aanvraag = haal_aanvraag(request, sleutel)
    herstel = eis_open_herstel(aanvraag)
    pagina = redenpagina(
        aanvraag,
        "Verzoek om aanvulling intrekken",
        "Verzoek intrekken",
        "De school hoeft niets meer aan te vullen. De klok loopt vanaf vandaag weer.",
    )

    def trek_in(velden: dict[str, Any]) -> Herstelverzoek:
        return services.herstel_intrekken(
            herstelverzoek=herstel, reden=velden["reden"], **door_en_op(request)
        )

    klaar = "Het verzoek om aanvulling is ingetrokken. De klok loopt weer."
    return toon_of_doe(request, RedenForm(gepost(request)), pagina, trek_in, klaar)


@vereist("tlv.aanvragen")
def aanvullen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The school sees just the points that were asked, answers them and sends the completion in."""
    aanvraag = haal_aanvraag(request, sleutel)
    herstel = eis_open_herstel(aanvraag)
    form = AanvulForm(gepost(request), herstelverzoek=herstel)
    verschillen: list[Verschil] = []
    if request.method == "POST":
        bewaard, verschillen = _bewaar_punten(request, herstel, form)
        waarschuw(request, form)
        blijft = verwerk_bestanden(request, aanvraag)
        if bewaard and not form.errors and (adres := _na_aanvullen(request, herstel, form, blijft)):
            return redirect(adres)
    context = {
        "aanvraag": aanvraag,
        "herstel": herstel,
        "form": form,
        "verschillen": verschillen,
        "punten": herstelpunten(aanvraag, form),
    }
    status = 409 if verschillen else 422 if form.errors else 200
    return render(request, "tlv/aanvraag_aanvullen.html", context, status=status)


def _na_aanvullen(request: HttpRequest, herstel: Herstelverzoek, form: AanvulForm, blijft: bool) -> str:
    """The page that comes next; empty when sending in was refused and this page says why."""
    if blijft:
        return request.path
    if "bewaren" in request.POST:
        messages.info(request, "Wij hebben uw antwoorden bewaard. Vergeet niet om ze in te sturen.")
        return request.path
    if not probeer(
        form,
        lambda: services.herstel_afronden(herstelverzoek=herstel, door=request.user, op=nu()),  # type: ignore[arg-type]
    ):
        return ""
    messages.success(request, "Uw aanvulling is binnen. De klok loopt weer.")
    return reverse("tlv:aanvraag", args=[herstel.aanvraag.sleutel])


def _bewaar_punten(
    request: HttpRequest, herstel: Herstelverzoek, form: AanvulForm
) -> tuple[Herstelverzoek | None, list[Verschil]]:
    def bewaar(versie: int) -> Herstelverzoek:
        return services.herstel_aanvullen(
            herstelverzoek=herstel,
            antwoorden=form.antwoorden,
            versie=versie,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    def opgeslagen(actueel: Herstelverzoek) -> dict[str, str]:
        return dict(actueel.punten.values_list("vraag", "antwoord"))

    return bewaar_wat_kan(form, bewaar, opgeslagen)


@require_POST
@vereist("tlv.beoordelen")
def compleet(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Declare the request complete."""
    aanvraag = haal_aanvraag(request, sleutel)
    services.compleet_verklaren(aanvraag=aanvraag, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "De aanvraag is compleet. Vraag nu twee deskundigen om advies.")
    return redirect("tlv:aanvraag", sleutel)


@require_POST
@vereist("tlv.beoordelen")
def deskundige(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Ask one expert for an advice."""
    aanvraag = haal_aanvraag(request, sleutel)
    form = DeskundigeForm(request.POST, kandidaten=kandidaat_deskundigen(aanvraag, vandaag()))
    advies = probeer(
        form,
        lambda: services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=form.cleaned_data["deskundige"], **door_en_op(request)
        ),
    )
    if advies:
        messages.info(request, f"{advies.deskundige.naam} is om advies gevraagd.")
    else:
        messages.error(request, zinnen(form))
    return redirect("tlv:aanvraag", sleutel)


@vereist("tlv.beoordelen")
def toewijzing_intrekken(request: HttpRequest, sleutel: UUID, advies: UUID) -> HttpResponse:
    """Take a question for advice back."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(aanvraag.adviezen, sleutel=advies)
    pagina = redenpagina(
        aanvraag,
        "Vraag om advies intrekken",
        "Vraag intrekken",
        f"{rij.deskundige.naam} kan de aanvraag daarna niet meer zien.",
    )

    def trek_in(velden: dict[str, Any]) -> Deskundigenadvies:
        return services.toewijzing_intrekken(advies=rij, reden=velden["reden"], **door_en_op(request))

    klaar = "De vraag om advies is ingetrokken."
    return toon_of_doe(request, RedenForm(gepost(request)), pagina, trek_in, klaar)


@vereist("tlv.adviseren")
def advies(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The expert writes the advice; "Bewaren" keeps it, "Uitbrengen" makes it final."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(aanvraag.adviezen, deskundige=request.user, status=Adviesstatus.GEVRAAGD)
    anderen = [a for a in adviezen_van(aanvraag) if a.pk != rij.pk]
    form = AdviesForm(gepost(request), instance=rij, anderen=anderen)
    verschillen: list[Any] = []
    if request.method == "POST":
        bewaard, verschillen = _bewaar_advies(request, rij, form)
        waarschuw(request, form)
        if bewaard and not form.errors:
            if "uitbrengen" not in request.POST:
                messages.info(request, "Uw advies is bewaard. U kunt het later afmaken en uitbrengen.")
                return redirect("tlv:advies", sleutel)
            if _breng_uit(request, bewaard, form):
                return redirect("start")
    context = {
        "aanvraag": aanvraag,
        "advies": rij,
        "form": form,
        "verschillen": verschillen,
        "documenten": documenten(aanvraag),
    }
    status = 409 if verschillen else 422 if form.errors else 200
    return render(request, "tlv/aanvraag_advies.html", context, status=status)


@require_POST
@vereist("tlv.adviseren")
def advies_bewaren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Keep what the expert types, while typing."""
    aanvraag = haal_aanvraag(request, sleutel)
    rij = get_object_or_404(aanvraag.adviezen, deskundige=request.user, status=Adviesstatus.GEVRAAGD)
    form = AdviesForm(request.POST, instance=rij)
    bewaard, _verschillen = _bewaar_advies(request, rij, form)
    return tussenstand(form, bewaard)


def _breng_uit(request: HttpRequest, bewaard: Deskundigenadvies, form: AdviesForm) -> bool:
    """Make the advice final; what is still missing becomes an error of the form."""
    if probeer(form, lambda: services.advies_uitbrengen(advies=bewaard, door=request.user, op=nu())):  # type: ignore[arg-type]
        messages.success(request, "Uw advies is uitgebracht. U ziet deze aanvraag nu niet meer.")
        return True
    return False


def _bewaar_advies(
    request: HttpRequest, rij: Deskundigenadvies, form: AdviesForm
) -> tuple[Deskundigenadvies | None, list[Verschil]]:
    def bewaar(versie: int) -> Deskundigenadvies:
        return services.advies_bewaren(
            advies=rij,
            velden=form.antwoorden,
            versie=versie,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    def opgeslagen(actueel: Deskundigenadvies) -> dict[str, object]:
        return {naam: getattr(actueel, naam) for naam in form.antwoorden}

    return bewaar_wat_kan(form, bewaar, opgeslagen)
