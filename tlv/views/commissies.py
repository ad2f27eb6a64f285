"""The committees of the SWV and their members."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from swv.formulieren import gepost
from swv.formulierpagina import Formulierpagina
from swv.inrichting import namen
from swv.klok import nu, vandaag
from swv.permissions import haal, mag, vereist
from tlv import services
from tlv.forms_commissie import LidBeeindigenForm, LidForm
from tlv.models import Commissie, Commissielid
from tlv.selectors.commissie import commissierijen, kandidaat_leden, leden_van, scholen_van
from tlv.selectors.vergadering import vergaderingen_van
from tlv.views.formulierpagina import toon_of_doe


@require_safe
@vereist("tlv.vergaderen")
def lijst(request: HttpRequest) -> HttpResponse:
    """The committees that this person may see."""
    context = {"rijen": commissierijen(request.user, vandaag()), "naam": namen()["commissie"]}  # type: ignore[arg-type]
    return render(request, "tlv/commissie_lijst.html", context)


@require_safe
@vereist("tlv.vergaderen")
def commissie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One committee: its members now and before."""
    rij: Commissie = haal(Commissie.objects.all(), request, sleutel)
    zittend, voorbij = leden_van(rij, vandaag())
    context = {
        "commissie": rij,
        "scholen": scholen_van(rij),
        "zittend": zittend,
        "voorbij": voorbij,
        "vandaag": vandaag(),
        "vergaderingen": vergaderingen_van(rij),
        "mag_beheren": mag(request.user, "tlv.commissie"),  # type: ignore[arg-type]
    }
    return render(request, "tlv/commissie_detail.html", context)


@vereist("tlv.commissie")
def lid_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let someone sit in this committee from a day on."""
    rij: Commissie = haal(Commissie.objects.all(), request, sleutel)
    form = LidForm(
        gepost(request), kandidaten=kandidaat_leden(vandaag()), initial={"geldig_vanaf": vandaag()}
    )
    pagina = Formulierpagina(
        titel="Lid toevoegen",
        knop="Lid toevoegen",
        terug=_adres(rij),
        terug_naam=rij.naam,
        uitleg="Een lid ziet de aanvragen op de agenda vanaf het versturen van de agenda tot het verslag vaststaat.",
    )

    def voeg_toe(velden: dict[str, Any]) -> Commissielid:
        return services.lid_toevoegen(commissie=rij, door=request.user, op=nu(), **velden)  # type: ignore[arg-type]

    return toon_of_doe(request, form, pagina, voeg_toe, "Het lid is toegevoegd.")


@vereist("tlv.commissie")
def lid_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """End a term of office on a day."""
    rij: Commissielid = haal(Commissielid.objects.select_related("commissie", "gebruiker"), request, sleutel)
    form = LidBeeindigenForm(gepost(request), initial={"tot_en_met": vandaag()})
    pagina = Formulierpagina(
        titel="Zittingstermijn beëindigen",
        knop="Beëindigen",
        terug=_adres(rij.commissie),
        terug_naam=rij.commissie.naam,
        sub=f"{rij.gebruiker.naam}, {rij.get_functie_display().lower()}",
        uitleg="Na deze dag ziet deze persoon geen vergaderingen van deze commissie meer.",
        gevaar=True,
    )

    def beeindig(velden: dict[str, Any]) -> Commissielid:
        return services.lid_beeindigen(lid=rij, door=request.user, op=nu(), **velden)  # type: ignore[arg-type]

    return toon_of_doe(request, form, pagina, beeindig, "De zittingstermijn is beëindigd.")


def _adres(commissie: Commissie) -> str:
    return reverse("tlv:commissie", args=[commissie.sleutel])
