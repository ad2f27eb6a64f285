"""Asking for help, following it, and the first answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ect import services
from ect.forms.aanmelding import AanmeldForm, AannemenForm, AntwoordForm, ReactieForm, RedenForm
from ect.models import Aanmelding, Casus
from ect.naam import met_naam
from ect.permissions import ANDERE_SCHOOL, scholen_om_aan_te_melden
from ect.reactietermijn import reactieklok
from ect.selectors import casus as dossier
from ect.selectors.lijst import KLEUR, casus_van, stand_van
from ect.selectors.tijdlijn import tijdlijn
from ect.services.aanmelding import NIET_BIJ_SCHOOL, voorgesteld_contact
from leerlingen.models import Inschrijving, Leerling
from leerlingen.permissions import via_swv
from swv.formulieren import gepost, probeer, waarschuw
from swv.formulierpagina import Formulierpagina, toon
from swv.inrichting import namen
from swv.klok import nu, vandaag
from swv.models import Gebruiker, School
from swv.namen import vul
from swv.permissions import NietToegestaan, haal, vereist
from swv.rollen import Bereik


@vereist("ect.aanmelden")
def aanmelden(request: HttpRequest, leerling: UUID) -> HttpResponse:
    """The question of a school in one page; the promised date stands beside it."""
    rij: Leerling = haal(Leerling.objects.all(), request, leerling)
    scholen = _scholen(request.user, rij)
    begin = {"vrager": ", ".join(filter(None, (request.user.naam, request.user.functie)))}
    form = AanmeldForm(gepost(request), scholen=scholen, op=vandaag(), initial=begin)
    gedaan = probeer(
        form,
        lambda: services.aanmelden(
            leerling=rij,
            sleutel=form.cleaned_data["sleutel"],
            door=request.user,
            op=nu(),
            **form.antwoorden,
        ),
    )
    if gedaan:
        waarschuw(request, form)
        messages.success(request, _ontvangen(gedaan))
        return redirect("ect:aanmelding", gedaan.sleutel)
    pagina = Formulierpagina(
        titel=vul("Hulp vragen aan {het_expertteam}"),
        kop=f"Hulp vragen voor {rij.naam}",
        knop="Vraag versturen",
        terug=reverse("leerlingen:detail", args=[rij.sleutel]),
        terug_naam=rij.naam,
        sub=form.enige.naam if form.enige else "",
    )
    contact = voorgesteld_contact(form.enige) if form.enige else None
    klok = reactieklok(vandaag())
    return toon(request, pagina, form, sjabloon="ect/aanmelden.html", contact=contact, klok=klok)


def _scholen(user: Gebruiker, leerling: Leerling) -> list[School]:
    """Where the pupil is today: for a school its own, for the SWV every one. Never an empty list."""
    lopend = Inschrijving.objects.op(vandaag()).filter(leerling=leerling)
    if not via_swv(user, "ect.aanmelden"):
        lopend = lopend.filter(school__in=scholen_om_aan_te_melden(user, leerling))
    scholen = {rij.school.pk: rij.school for rij in lopend.select_related("school__vast_contact")}
    if not scholen:
        raise NietToegestaan(NIET_BIJ_SCHOOL if via_swv(user, "ect.aanmelden") else ANDERE_SCHOOL)
    return list(scholen.values())


def _ontvangen(aanmelding: Aanmelding) -> str:
    """What is promised, only where the SWV has a norm for it."""
    ontvangen = f"Uw vraag is ontvangen onder nummer {met_naam(aanmelding.kenmerk)}."
    if aanmelding.reactie_uiterlijk is None:
        return f"{ontvangen} {vul('{Het_expertteam} neemt contact op.')}"
    return f"{ontvangen} {vul('Hieronder staat wanneer {het_expertteam} reageert.')}"


def haal_aanmelding(request: HttpRequest, sleutel: UUID) -> Aanmelding:
    """Return the aanmelding inside the user's scope and note the look; else 404."""
    rijen = Aanmelding.objects.select_related(
        "leerling", "school", "hoofdvraag", "contact", "norm", "aangemeld_door", "casus__casushouder"
    )
    aanmelding: Aanmelding = haal(rijen, request, sleutel)
    return aanmelding


@require_safe
@vereist("ect.inzien")
def aanmelding(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Where the question is, what was answered, and what happens now."""
    rij, user = haal_aanmelding(request, sleutel), request.user
    casus, voor_school = casus_van(rij), not user.heeft_bereik(Bereik.SWV)
    status, stand = stand_van(rij)
    context = {
        "aanmelding": rij,
        "casus": casus,
        "stand": stand,
        "kleur": KLEUR[status],
        "klok": dossier.reactieklok_van(rij),
        "acties": dossier.acties_van(rij, user),
        "stap": dossier.volgende_stap(rij, user),
        "tijdlijn": tijdlijn(rij, casus, voor_school=voor_school),
        "ziet_leerling": dossier.ziet_leerling(user, rij.leerling),
        **_van_casus(casus, user),
    }
    pagina = "ect/aanmelding_school.html" if voor_school else "ect/aanmelding.html"
    return render(request, pagina, context)


def _van_casus(casus: Casus | None, user: Gebruiker) -> dict[str, Any]:
    """What a school reads of the casus: the advice, and the contacts that were shared."""
    if casus is None:
        return {"adviezen": [], "contactmomenten": []}
    return {
        "adviezen": dossier.adviezen(casus, user),
        "contactmomenten": dossier.contactmomenten(casus, user),
    }


def pagina_van(rij: Aanmelding, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    return Formulierpagina(
        titel=titel,
        knop=knop,
        sub=f"{rij.leerling.naam} · {rij.school.naam}",
        terug=reverse("ect:aanmelding", args=[rij.sleutel]),
        terug_naam=met_naam(rij.kenmerk),
        boven=(namen()["expertteam_kort"], reverse("ect:lijst")),
        **meer,
    )


@vereist("ect.behandelen")
def reageren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Give the first reaction."""
    rij, form = haal_aanmelding(request, sleutel), ReactieForm(gepost(request))
    if probeer(
        form, lambda: services.reageren(aanmelding=rij, door=request.user, op=nu(), **form.antwoorden)
    ):
        waarschuw(request, form)
        messages.success(request, "De school heeft bericht gekregen van uw reactie.")
        return redirect("ect:aanmelding", sleutel)
    uitleg = "De klok van de eerste reactie stopt zodra u dit verstuurt."
    return toon(request, pagina_van(rij, "Reageren", "Reactie versturen", uitleg=uitleg), form)


@vereist("ect.behandelen")
def aannemen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Open a casus with its casushouder."""
    rij = haal_aanmelding(request, sleutel)
    begin = {"casushouder": rij.contact.sleutel if rij.contact else None}
    form = AannemenForm(
        gepost(request),
        medewerkers=dossier.behandelaars(),
        met_reactie=rij.gereageerd_op is None,
        initial=begin,
    )
    casus = probeer(
        form, lambda: services.aannemen(aanmelding=rij, door=request.user, op=nu(), **form.antwoorden)
    )
    if casus:
        waarschuw(request, form)
        messages.success(request, "De casus is geopend. Plan nu de volgende stap.")
        return redirect("ect:casus", casus.sleutel)
    uitleg = "De school ziet dat er een casus is en wie de casushouder is."
    return toon(request, pagina_van(rij, "Casus openen", "Casus openen", uitleg=uitleg), form)


@vereist("ect.behandelen")
def beantwoorden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Answer or refer without a casus."""
    rij, form = haal_aanmelding(request, sleutel), AntwoordForm(gepost(request))
    gedaan = probeer(
        form, lambda: services.beantwoorden(aanmelding=rij, door=request.user, op=nu(), **form.antwoorden)
    )
    if gedaan:
        waarschuw(request, form)
        messages.success(request, "De vraag is beantwoord. De school heeft bericht gekregen.")
        return redirect("ect:aanmelding", sleutel)
    uitleg = "De aanmelding is daarna klaar. Komt de vraag terug, dan vraagt de school opnieuw om hulp."
    return toon(
        request, pagina_van(rij, "Beantwoorden zonder casus", "Antwoord versturen", uitleg=uitleg), form
    )


@vereist("ect.aanmelden")
def intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The school no longer asks."""
    rij, form = haal_aanmelding(request, sleutel), RedenForm(gepost(request))
    gedaan = probeer(
        form,
        lambda: services.aanmelding_intrekken(aanmelding=rij, door=request.user, op=nu(), **form.antwoorden),
    )
    if gedaan:
        messages.success(request, "De aanmelding is ingetrokken.")
        return redirect("ect:aanmelding", sleutel)
    uitleg = vul("{Het_expertteam} stopt met deze vraag. U kunt later opnieuw om hulp vragen.")
    pagina = pagina_van(rij, "Aanmelding intrekken", "Aanmelding intrekken", uitleg=uitleg, gevaar=True)
    return toon(request, pagina, form)
