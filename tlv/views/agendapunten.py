"""One request on an agenda: its place, the advice per member, the conclusion."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from swv.formulieren import gepost
from swv.formulierpagina import Formulierpagina
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import haal, mag, vereist
from swv.workflow import reden_van
from tlv import services
from tlv.enums import Vergaderstatus
from tlv.forms_commissie import CommissieadviesForm, ConclusieForm
from tlv.models import Agendapunt, Commissieadvies
from tlv.permissions import eis_verslaglegger
from tlv.selectors.vergadering import mag_adviseren_op, puntblad, zittend_bij
from tlv.views.formulierpagina import toon_of_doe


def haal_punt(request: HttpRequest, sleutel: UUID) -> Agendapunt:
    rijen = Agendapunt.objects.select_related(
        "vergadering__commissie", "aanvraag__leerling", "aanvraag__school", "aanvraag__vragenlijst"
    )
    punt: Agendapunt = haal(rijen, request, sleutel)
    return punt


@require_safe
@vereist("tlv.vergaderen")
def agendapunt(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What was advised and concluded about one request."""
    punt = haal_punt(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    vergadering = punt.vergadering
    gehouden = vergadering.status == Vergaderstatus.GEHOUDEN
    context = {
        "punt": punt,
        "blad": puntblad(punt, user),
        "mag_adviseren": mag_adviseren_op(vergadering, user),
        "mag_concluderen": gehouden and not reden_van(eis_verslaglegger, user, vergadering),
    }
    return render(request, "tlv/agendapunt.html", context)


@vereist("tlv.vergaderen")
def commissieadvies(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """A member advises; or the SWV takes down what a member said."""
    punt = haal_punt(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    blad = puntblad(punt, user)
    eigen = None if mag(user, "tlv.commissie") else blad.eigen
    mijn = blad.mijn_advies
    begin = {"conclusie": mijn.conclusie, "motivering": mijn.motivering} if mijn and eigen else {}
    form = CommissieadviesForm(
        gepost(request), leden=zittend_bij(punt.vergadering), eigen=eigen, initial=begin
    )

    def geef(velden: dict[str, Any]) -> Commissieadvies:
        return services.commissieadvies_geven(
            agendapunt=punt,
            lid=eigen or velden["lid"],
            conclusie=velden["conclusie"],
            motivering=velden["motivering"],
            door=user,
            op=nu(),
        )

    pagina = _pagina(punt, "Uw advies" if eigen else "Advies van een lid vastleggen", "Advies vastleggen")
    return toon_of_doe(request, form, pagina, geef, "Het advies is vastgelegd.")


@vereist("tlv.vergaderen")
def conclusie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What the committee concludes."""
    punt = haal_punt(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    eis_verslaglegger(user, punt.vergadering)
    begin = {"conclusie": punt.conclusie, "toelichting": punt.toelichting}
    form = ConclusieForm(gepost(request), initial=begin)

    def leg_vast(velden: dict[str, Any]) -> Agendapunt:
        return services.conclusie_vastleggen(
            agendapunt=punt,
            conclusie=velden["conclusie"],
            toelichting=velden["toelichting"],
            door=user,
            op=nu(),
        )

    pagina = _pagina(punt, "Conclusie vastleggen", "Conclusie vastleggen")
    return toon_of_doe(request, form, pagina, leg_vast, "De conclusie is vastgelegd.")


@require_POST
@vereist("tlv.commissie")
def verplaatsen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One place up or down on the agenda."""
    punt = haal_punt(request, sleutel)
    stap = -1 if request.POST.get("stap") == "op" else 1
    services.punt_verplaatsen(agendapunt=punt, stap=stap, door=request.user, op=nu())  # type: ignore[arg-type]
    return redirect(reverse("tlv:vergadering", args=[punt.vergadering.sleutel]) + "#agenda")


@require_POST
@vereist("tlv.commissie")
def weghalen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take an item off the agenda."""
    punt = haal_punt(request, sleutel)
    services.van_agenda_halen(agendapunt=punt, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, f"Aanvraag {punt.aanvraag.kenmerk} staat niet meer op de agenda.")
    return redirect(reverse("tlv:vergadering", args=[punt.vergadering.sleutel]) + "#agenda")


def _pagina(punt: Agendapunt, titel: str, knop: str) -> Formulierpagina:
    aanvraag = punt.aanvraag
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("tlv:agendapunt", args=[punt.sleutel]),
        terug_naam=f"Agendapunt {punt.volgorde}",
        sub=f"{aanvraag.get_soort_display()} voor {aanvraag.leerling.naam} · {aanvraag.school.naam}",
    )
