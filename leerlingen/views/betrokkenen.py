"""Parents, guardians and carers: gezag, own address, secret address, limits to contact."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from leerlingen import services
from leerlingen.forms import (
    ADRESVELDEN,
    BetrokkeneBeeindigenForm,
    BetrokkeneToevoegenForm,
    BetrokkeneWijzigenForm,
)
from leerlingen.models import Betrokkene, Leerling
from leerlingen.permissions import eis_mag_wijzigen, mag_geheim_adres
from leerlingen.views.dossier import gewijzigd, vergelijk
from leerlingen.views.formulier import dossierpagina, toon
from swv.formulieren import gepost, waarschuw
from swv.klok import nu, vandaag
from swv.models import Gebruiker
from swv.permissions import haal, vereist


@vereist("leerling.wijzigen")
def betrokkene_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    eis_mag_wijzigen(user, leerling)
    form = BetrokkeneToevoegenForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        services.betrokkene_toevoegen(
            leerling=leerling,
            gegevens=form.antwoorden,
            sleutel=form.cleaned_data["sleutel"],
            door=user,
            op=nu(),
        )
        messages.success(request, f"{form.cleaned_data['naam']} is toegevoegd.")
        waarschuw(request, form)
        return redirect("leerlingen:detail", leerling.sleutel)
    return toon(request, dossierpagina(leerling, "Betrokkene toevoegen", "Toevoegen"), form)


@vereist("leerling.wijzigen")
def betrokkene_wijzigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    rij = _haal(request, user, sleutel)
    geheim = rij.geheim_adres and not mag_geheim_adres(user)
    form = BetrokkeneWijzigenForm(
        gepost(request), instance=rij, initial={"versie": rij.versie}, geheim=geheim
    )
    verschillen = []
    if request.method == "POST" and form.is_valid():
        try:
            services.betrokkene_wijzigen(
                betrokkene=rij,
                versie=form.cleaned_data["versie"],
                velden=form.antwoorden,
                door=user,
                op=nu(),
            )
        except services.Verouderd as fout:
            verborgen = ADRESVELDEN if fout.actueel.geheim_adres and not mag_geheim_adres(user) else ()
            verschillen = vergelijk(form, fout.actueel, verborgen)
        else:
            return gewijzigd(request, form, rij.leerling)
    return toon(request, dossierpagina(rij.leerling, "Betrokkene wijzigen", "Bewaren"), form, verschillen)


@vereist("leerling.wijzigen")
def betrokkene_beeindigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    user: Gebruiker = request.user  # type: ignore[assignment]
    rij = _haal(request, user, sleutel)
    form = BetrokkeneBeeindigenForm(gepost(request), initial={"tot_en_met": vandaag()})
    if request.method == "POST" and form.is_valid():
        tot_en_met = form.cleaned_data["tot_en_met"]
        services.betrokkene_beeindigen(betrokkene=rij, tot_en_met=tot_en_met, door=user, op=nu())
        messages.success(request, f"{rij.naam} is geen betrokkene meer.")
        return redirect("leerlingen:detail", rij.leerling.sleutel)
    pagina = dossierpagina(
        rij.leerling,
        f"{rij.naam} is geen betrokkene meer",
        "Beëindigen",
        "Deze persoon krijgt daarna geen brieven meer. In het dossier blijft staan dat deze persoon betrokken was.",
        gevaar=True,
    )
    return toon(request, pagina, form)


def _haal(request: HttpRequest, user: Gebruiker, sleutel: UUID) -> Betrokkene:
    rij: Betrokkene = haal(Betrokkene.objects.select_related("leerling"), request, sleutel)
    eis_mag_wijzigen(user, rij.leerling)
    return rij
