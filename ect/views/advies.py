"""Writing an advice, bringing it out, and the copy for the parents."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ect import services
from ect.enums import Adviesstatus
from ect.forms.advies import AdviesForm, AdviesWijzigenForm, AfschriftForm
from ect.models import Ectadvies
from ect.services.advies import AL_UITGEBRACHT
from ect.views.casus import haal_casus, pagina_van
from swv.formulieren import bewaar_of_vergelijk, gepost, probeer, waarschuw
from swv.formulierpagina import toon
from swv.klok import nu, vandaag
from swv.permissions import NietToegestaan, haal, vereist

KNOPPEN = {
    "uitleg": "De school leest het advies zodra u het uitbrengt. Daarna kan het niet meer veranderen.",
    "tweede": ("concept", "Bewaren als concept"),
}


def haal_advies(request: HttpRequest, sleutel: UUID) -> Ectadvies:
    rijen = Ectadvies.objects.select_related("casus__leerling", "casus__school", "casus__aanmelding")
    advies: Ectadvies = haal(rijen, request, sleutel)
    return advies


@vereist("ect.behandelen")
def advies_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Write a new advice; bring it out at once or keep it as a concept."""
    rij, form = haal_casus(request, sleutel), AdviesForm(gepost(request))

    @transaction.atomic
    def opstellen() -> Ectadvies:
        gemaakt = services.advies_opstellen(
            casus=rij, sleutel=form.cleaned_data["sleutel"], door=request.user, op=nu(), **form.antwoorden
        )
        return _misschien_uitbrengen(request, gemaakt)

    if advies := probeer(form, opstellen):
        return _klaar(request, form, advies)
    return toon(request, pagina_van(rij, "Advies schrijven", "Advies uitbrengen", **KNOPPEN), form)


@vereist("ect.behandelen")
def advies(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Go on with a concept."""
    rij = haal_advies(request, sleutel)
    if rij.status != Adviesstatus.CONCEPT:
        raise NietToegestaan(AL_UITGEBRACHT)
    form = AdviesWijzigenForm(gepost(request), advies=rij)

    @transaction.atomic
    def wijzigen(versie: int) -> Ectadvies:
        gewijzigd = services.advies_wijzigen(
            advies=rij, versie=versie, door=request.user, op=nu(), **form.antwoorden
        )
        return _misschien_uitbrengen(request, gewijzigd)

    gedaan, verschillen = bewaar_of_vergelijk(
        form, wijzigen, lambda actueel: {"aan": actueel.aan, "tekst": actueel.tekst}
    )
    if gedaan:
        return _klaar(request, form, gedaan)
    pagina = pagina_van(rij.casus, "Advies schrijven", "Advies uitbrengen", **KNOPPEN)
    return toon(request, pagina, form, verschillen)


def _misschien_uitbrengen(request: HttpRequest, rij: Ectadvies) -> Ectadvies:
    """The second button keeps it; a form that was sent twice brings out once."""
    if "concept" in request.POST or rij.status != Adviesstatus.CONCEPT:
        return rij
    return services.advies_uitbrengen(advies=rij, door=request.user, op=nu())


def _klaar(request: HttpRequest, form: Any, rij: Ectadvies) -> HttpResponse:
    waarschuw(request, form)
    zin = "Het advies is bewaard. De school ziet het nog niet."
    if rij.status == Adviesstatus.UITGEBRACHT:
        zin = "Het advies is uitgebracht. De school heeft bericht gekregen. Stuur de ouders een afschrift."
    messages.success(request, zin)
    return redirect("ect:casus", rij.casus.sleutel)


@require_POST
@vereist("ect.behandelen")
def advies_verwijderen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Throw a concept away."""
    rij = haal_advies(request, sleutel)
    services.advies_verwijderen(advies=rij, door=request.user, op=nu())
    messages.success(request, "Het concept is verwijderd.")
    return redirect("ect:casus", rij.casus.sleutel)


@vereist("ect.behandelen")
def afschrift(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Write down when the parents got their copy."""
    rij = haal_advies(request, sleutel)
    form = AfschriftForm(gepost(request), initial={"datum": vandaag()})
    gedaan = probeer(
        form, lambda: services.afschrift_vastleggen(advies=rij, door=request.user, op=nu(), **form.antwoorden)
    )
    if gedaan:
        messages.success(request, "Het afschrift is vastgelegd.")
        return redirect("ect:casus", rij.casus.sleutel)
    uitleg = "De ouders krijgen een afschrift van elk advies (WPO artikel 18a, WVO 2020 artikel 2.47)."
    return toon(request, pagina_van(rij.casus, "Afschrift voor de ouders", "Vastleggen", uitleg=uitleg), form)
