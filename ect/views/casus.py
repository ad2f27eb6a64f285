"""The casus: its page, its course, its contacts, its interventions and its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ect import services
from ect.forms.aanmelding import RedenForm
from ect.forms.casus import (
    AfsluitForm,
    ContactmomentForm,
    ContactmomentWijzigenForm,
    InterventieForm,
    InterventieWijzigenForm,
    OverdraagForm,
    StapForm,
)
from ect.models import Casus, Contactmoment, Interventie
from ect.naam import met_naam
from ect.permissions import leest_werk, mag_behandelen, mag_notitie_schrijven
from ect.selectors import casus as dossier
from ect.selectors.lijst import KLEUR
from ect.selectors.tijdlijn import tijdlijn
from swv.formulieren import bewaar_of_vergelijk, gepost, probeer, waarschuw
from swv.formulierpagina import Formulierpagina, toon
from swv.inrichting import namen
from swv.klok import nu, vandaag
from swv.normen import kalender
from swv.permissions import haal, vereist
from swv.rollen import Bereik
from swv.termijnen import resterend

UITLEG_INTREKKEN = (
    "Voor een contact dat hier per ongeluk staat, bijvoorbeeld van een andere leerling. De tekst verdwijnt, ook bij de "
    "school. Dat het er stond, wie het introk en waarom, blijft in de tijdlijn."
)


def haal_casus(request: HttpRequest, sleutel: UUID) -> Casus:
    """Return the casus inside the user's scope and note the look; else 404."""
    rijen = Casus.objects.select_related(
        "leerling", "school", "casushouder", "bestemming", "aanmelding__hoofdvraag", "vorige__aanmelding"
    )
    casus: Casus = haal(rijen, request, sleutel)
    return casus


@require_safe
@vereist("ect.inzien")
def casus(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The dossier of a casus for the SWV; a school goes to its own question."""
    rij, user = haal_casus(request, sleutel), request.user
    if not user.heeft_bereik(Bereik.SWV):
        return redirect("ect:aanmelding", rij.aanmelding.sleutel)
    datum = rij.volgende_stap_datum
    behandelt = mag_behandelen(user) and not rij.is_afgesloten
    context = {
        "casus": rij,
        "aanmelding": rij.aanmelding,
        "kleur": KLEUR[rij.status],
        "behandelt": behandelt,
        "acties": dossier.acties_van(rij, user),
        "rest": resterend(datum, vandaag(), kalender()) if datum else None,
        "contactmomenten": dossier.contactmomenten(rij, user),
        "interventies": dossier.interventies(rij, user),
        "adviezen": dossier.adviezen(rij, user),
        "notities": dossier.notities(rij, user),
        "mag_notitie_schrijven": mag_notitie_schrijven(user, rij),
        "mag_afschrift": mag_behandelen(user),
        "leest_werk": leest_werk(user),
        "tijdlijn": tijdlijn(rij.aanmelding, rij, voor_school=False),
    }
    return render(request, "ect/casus.html", context)


def pagina_van(rij: Casus, titel: str, knop: str, **meer: Any) -> Formulierpagina:
    return Formulierpagina(
        titel=titel,
        knop=knop,
        sub=f"{rij.leerling.naam} · {rij.school.naam}",
        terug=reverse("ect:casus", args=[rij.sleutel]),
        terug_naam=met_naam(rij.kenmerk),
        boven=(namen()["expertteam_kort"], reverse("ect:lijst")),
        **meer,
    )


@require_POST
@vereist("ect.behandelen")
def stap(request: HttpRequest, sleutel: UUID, actie: str) -> HttpResponse:
    """Move the casus to traject or nazorg, or back."""
    rij = services.stap_zetten(casus=haal_casus(request, sleutel), actie=actie, door=request.user, op=nu())
    messages.success(request, f"De status is nu “{rij.get_status_display()}”.")
    return redirect("ect:casus", sleutel)


@vereist("ect.behandelen")
def plannen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Say what comes next and before when."""
    rij = haal_casus(request, sleutel)
    form = StapForm(gepost(request), casus=rij)
    klaar, verschillen = bewaar_of_vergelijk(
        form,
        lambda versie: services.volgende_stap_plannen(
            casus=rij, versie=versie, door=request.user, op=nu(), **form.antwoorden
        ),
        lambda actueel: {"stap": actueel.volgende_stap, "datum": actueel.volgende_stap_datum},
    )
    if klaar:
        waarschuw(request, form)
        messages.success(
            request, "De volgende stap is bewaard. Zij staat op de werklijst van de casushouder."
        )
        return redirect("ect:casus", sleutel)
    uitleg = "Laat beide velden leeg als er niets gepland is."
    pagina = pagina_van(rij, "Volgende stap plannen", "Bewaren", uitleg=uitleg)
    return toon(request, pagina, form, verschillen)


@vereist("ect.behandelen")
def overdragen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Give the casus to another casushouder."""
    rij = haal_casus(request, sleutel)
    medewerkers = dossier.behandelaars().exclude(pk=rij.casushouder_id)
    form = OverdraagForm(gepost(request), medewerkers=medewerkers)
    if probeer(form, lambda: services.overdragen(casus=rij, door=request.user, op=nu(), **form.antwoorden)):
        messages.success(request, "De casus is overgedragen. Beide casushouders hebben bericht gekregen.")
        return redirect("ect:casus", sleutel)
    uitleg = "De nieuwe casushouder leest ook de vertrouwelijke notities. De vorige leest ze dan niet meer."
    return toon(request, pagina_van(rij, "Casus overdragen", "Overdragen", uitleg=uitleg), form)


@vereist("ect.behandelen")
def contactmoment_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_casus(request, sleutel)
    form = ContactmomentForm(gepost(request), initial={"datum": vandaag()})
    gedaan = probeer(
        form,
        lambda: services.contactmoment_vastleggen(
            casus=rij,
            sleutel=form.cleaned_data["sleutel"],
            door=request.user,
            op=nu(),
            **_contactvelden(form.antwoorden),
        ),
    )
    if gedaan:
        return _bewaard(request, form, rij, "Het contact is vastgelegd.")
    return toon(request, pagina_van(rij, "Contact vastleggen", "Vastleggen"), form)


def _contactvelden(antwoorden: dict[str, Any]) -> dict[str, Any]:
    """The tick "share" is kept as its opposite: what nobody ticks stays internal."""
    return {**{n: w for n, w in antwoorden.items() if n != "delen"}, "intern": not antwoorden["delen"]}


@vereist("ect.behandelen")
def contactmoment(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Correct a contact."""
    rijen = Contactmoment.objects.select_related("casus__leerling", "casus__school", "casus__aanmelding")
    rij: Contactmoment = haal(rijen, request, sleutel)
    form = ContactmomentWijzigenForm(gepost(request), contactmoment=rij)
    gedaan, verschillen = bewaar_of_vergelijk(
        form,
        lambda versie: services.contactmoment_wijzigen(
            contactmoment=rij, versie=versie, door=request.user, op=nu(), **_contactvelden(form.antwoorden)
        ),
        lambda actueel: {
            **{naam: getattr(actueel, naam) for naam in ("datum", "soort", "met", "samenvatting")},
            "delen": not actueel.intern,
        },
    )
    if gedaan:
        return _bewaard(request, form, rij.casus, "Het contact is gewijzigd.")
    return toon(request, pagina_van(rij.casus, "Contact wijzigen", "Bewaren"), form, verschillen)


@vereist("ect.behandelen")
def contactmoment_intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Take back a contact that was written down by mistake."""
    rijen = Contactmoment.objects.select_related("casus__leerling", "casus__school", "casus__aanmelding")
    rij: Contactmoment = haal(rijen, request, sleutel)
    form = RedenForm(gepost(request))
    gedaan = probeer(
        form,
        lambda: services.contactmoment_intrekken(
            contactmoment=rij, door=request.user, op=nu(), **form.antwoorden
        ),
    )
    if gedaan:
        return _bewaard(request, form, gedaan, "Het contact is ingetrokken.")
    pagina = pagina_van(rij.casus, "Contact intrekken", "Contact intrekken", uitleg=UITLEG_INTREKKEN)
    return toon(request, pagina, form)


@vereist("ect.behandelen")
def interventie_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_casus(request, sleutel)
    form = InterventieForm(gepost(request), op=vandaag(), initial={"vanaf": vandaag()})
    gedaan = probeer(
        form,
        lambda: services.interventie_vastleggen(
            casus=rij, sleutel=form.cleaned_data["sleutel"], door=request.user, op=nu(), **form.antwoorden
        ),
    )
    if gedaan:
        return _bewaard(request, form, rij, "De interventie is vastgelegd.")
    return toon(request, pagina_van(rij, "Interventie vastleggen", "Vastleggen"), form)


@vereist("ect.behandelen")
def interventie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """End or correct an intervention."""
    rijen = Interventie.objects.select_related(
        "casus__leerling", "casus__school", "casus__aanmelding", "interventie", "type_interventie"
    )
    rij: Interventie = haal(rijen, request, sleutel)
    form = InterventieWijzigenForm(gepost(request), ingezet=rij)
    velden = ("interventie", "type_interventie", "vanaf", "tot_en_met", "resultaat")
    gedaan, verschillen = bewaar_of_vergelijk(
        form,
        lambda versie: services.interventie_wijzigen(
            ingezet=rij, versie=versie, door=request.user, op=nu(), **form.antwoorden
        ),
        lambda actueel: {naam: getattr(actueel, naam) for naam in velden},
    )
    if gedaan:
        return _bewaard(request, form, rij.casus, "De interventie is gewijzigd.")
    return toon(request, pagina_van(rij.casus, "Interventie wijzigen", "Bewaren"), form, verschillen)


def _bewaard(request: HttpRequest, form: Any, rij: Casus, zin: str) -> HttpResponse:
    waarschuw(request, form)
    messages.success(request, zin)
    return redirect("ect:casus", rij.sleutel)


@vereist("ect.behandelen")
def afsluiten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Close the casus with its outcome."""
    rij = haal_casus(request, sleutel)
    form = AfsluitForm(gepost(request), op=vandaag())
    if probeer(form, lambda: services.afsluiten(casus=rij, door=request.user, op=nu(), **form.antwoorden)):
        return _bewaard(request, form, rij, "De casus is afgesloten.")
    pagina = pagina_van(
        rij,
        "Casus afsluiten",
        "Casus afsluiten",
        uitleg="Interventies die nog lopen, eindigen vandaag. Openen kan niet meer: komt de vraag terug, "
        "dan begint een nieuwe casus die naar deze verwijst.",
        bevestig="De casus is daarna afgesloten en kan niet meer open.",
    )
    return toon(request, pagina, form)
