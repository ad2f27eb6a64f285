"""The page of one pupil, and opening or changing its file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leerlingen import services
from leerlingen.dossier import (
    GEHEIM,
    adresregels,
    betrokkenregels,
    documenten,
    inschrijvingen,
    kopregel,
    tijdlijn,
)
from leerlingen.forms import LeerlingToevoegenForm, LeerlingWijzigenForm
from leerlingen.models import Leerling
from leerlingen.permissions import (
    NIET_VOOR_SCHOOL,
    eis_mag_wijzigen,
    leerlingadres_verborgen,
    scholen_met,
    toegang,
    via_swv,
)
from leerlingen.selectors import mogelijk_dezelfde
from swv import panelen
from swv.formulieren import Verschil, gepost, met_versie, verschillen, waarschuw
from swv.klok import nu, vandaag
from swv.models import Gebruiker, School
from swv.permissions import NietToegestaan, haal, vereist


@vereist("leerling.inzien")
def leerling_detail(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Everything about one pupil that this person may see."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    rechten, op = toegang(user, leerling), vandaag()
    scholen = inschrijvingen(leerling, user, op)
    mensen = list(leerling.betrokkenen.order_by("-heeft_gezag", "id"))
    context = {
        "leerling": leerling,
        "leeftijd": leerling.leeftijd(op),
        "kopregel": kopregel(leerling, scholen, op),
        "rechten": rechten,
        "adres": [GEHEIM] if leerlingadres_verborgen(user, mensen) else adresregels(leerling),
        "inschrijvingen": scholen,
        "betrokkenen": betrokkenregels(mensen, rechten, op),
        "documenten": documenten(leerling, user, rechten),
        "tijdlijn": tijdlijn(leerling) if rechten.tijdlijn else [],
        "panelen": [
            {"code": paneel.code, "html": paneel.toon(request, leerling)}
            for paneel in panelen.toegestaan(panelen.dossierpanelen, user)
        ],
    }
    return render(request, "leerlingen/leerling_detail.html", context)


@vereist("leerling.toevoegen")
def leerling_toevoegen(request: HttpRequest) -> HttpResponse:
    """Open a file; for a school the answer to a pupil that is known elsewhere is the same as for a new one."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    scholen = scholen_voor(user, "leerling.toevoegen")
    if not scholen:
        raise NietToegestaan(NIET_VOOR_SCHOOL)
    form = LeerlingToevoegenForm(gepost(request), scholen=scholen)
    if request.method == "POST" and form.is_valid():
        gezien = "toch" in request.POST
        lijkt_op = [] if gezien else _zichtbare_dubbelen(user, form)
        if not lijkt_op:
            return _voeg_toe(request, form)
        return _toon(request, "leerlingen/leerling_toevoegen.html", form, lijkt_op=lijkt_op)
    return _toon(request, "leerlingen/leerling_toevoegen.html", form, lijkt_op=[])


def _voeg_toe(request: HttpRequest, form: LeerlingToevoegenForm) -> HttpResponse:
    leerling = services.leerling_toevoegen(
        gegevens=form.antwoorden,
        **form.plaats,
        sleutel=form.cleaned_data["sleutel"],
        door=request.user,  # type: ignore[arg-type]
        op=nu(),
    )
    messages.success(
        request, f"Het dossier van {leerling.naam} is geopend onder nummer {leerling.dossiernummer}."
    )
    waarschuw(request, form)
    return redirect("leerlingen:detail", leerling.sleutel)


def _zichtbare_dubbelen(user: Gebruiker, form: LeerlingToevoegenForm) -> list[Leerling]:
    """Pupils that look the same, only those this person sees already (architectuur.md B.6)."""
    gevonden = [ander.pk for ander in mogelijk_dezelfde(Leerling(**form.antwoorden))]
    eerder = Leerling.objects.zichtbaar_voor(user).filter(pk__in=gevonden)
    return list(eerder.exclude(sleutel=form.cleaned_data["sleutel"]).order_by("sorteernaam", "id"))


@vereist("leerling.wijzigen")
def leerling_wijzigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Change who the pupil is; a colleague who saved first is shown beside what was typed."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    leerling: Leerling = haal(Leerling.objects, request, sleutel)
    eis_mag_wijzigen(user, leerling)
    met_adres = not leerlingadres_verborgen(user, leerling.betrokkenen.all())
    form = LeerlingWijzigenForm(
        gepost(request), instance=leerling, initial={"versie": leerling.versie}, met_adres=met_adres
    )
    anders: list[Verschil] = []
    if request.method == "POST" and form.is_valid():
        versie = form.cleaned_data["versie"]
        try:
            services.leerling_wijzigen(
                leerling=leerling, versie=versie, velden=form.antwoorden, door=user, op=nu()
            )
        except services.Verouderd as fout:
            anders = vergelijk(form, fout.actueel)
        else:
            return gewijzigd(request, form, leerling)
    context = {"leerling": leerling, "verschillen": anders, "met_adres": met_adres}
    return _toon(request, "leerlingen/leerling_wijzigen.html", form, **context)


def gewijzigd(request: HttpRequest, form: Any, leerling: Leerling) -> HttpResponse:
    messages.success(request, "De wijziging is bewaard.")
    waarschuw(request, form)
    return redirect("leerlingen:detail", leerling.sleutel)


def vergelijk(form: Any, actueel: Any, verborgen: tuple[str, ...] = ()) -> list[Verschil]:
    """What a colleague saved meanwhile beside what was typed; hidden fields are never shown.

    The form keeps what was typed and takes the present version: saving it again is a choice.
    """
    met_versie(form, actueel.versie)
    opgeslagen = {naam: getattr(actueel, naam) for naam in form.antwoorden if naam not in verborgen}
    return verschillen(form, form.antwoorden, opgeslagen)


def scholen_voor(user: Gebruiker, permissie: str) -> list[School]:
    """The schools for which this person may place a pupil, in the order of their names."""
    if via_swv(user, permissie):
        return list(School.objects.van_swv().open().order_by("naam", "id"))
    return list(School.objects.filter(pk__in=scholen_met(user, permissie)).order_by("naam", "id"))


def _toon(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """422 when the form has errors, 409 when a colleague was first, else 200."""
    status = 422 if form.errors else 409 if context.get("verschillen") else 200
    return render(request, template, context | {"form": form}, status=status)
