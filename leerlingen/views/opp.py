"""The page of one OPP, its printable dossier, and beginning one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from leerlingen import services
from leerlingen.forms.opp import OppBeginnenForm
from leerlingen.models import Inschrijving, Leerling, Opp
from leerlingen.oppklok import altijd_nodig, opstelklok
from leerlingen.permissions import NIET_UW_LEERLING, eigen_scholen, mag_opstellen
from leerlingen.selectors import opp as pagina
from swv.formulieren import gepost
from swv.formulierpagina import Formulierpagina, toon
from swv.klok import nu, vandaag
from swv.models import Gebruiker, School
from swv.normen import kalender
from swv.permissions import NietToegestaan, haal, mag, vereist

UITLEG = (
    "In het ontwikkelingsperspectief (OPP) staat waar de leerling naartoe werkt en welke begeleiding daarvoor nodig "
    "is. U vult het in vier korte stappen in, of u voegt het toe als document. U kunt op elk moment stoppen."
)


def haal_opp(request: HttpRequest, sleutel: UUID) -> Opp:
    """Return the OPP inside the user's scope and note the look; else 404."""
    opp: Opp = haal(Opp.objects.select_related("leerling", "school", "huidige"), request, sleutel)
    return opp


@require_safe
@vereist("opp.inzien")
def opp(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What it says, what is due, what happened, and what the reader can do."""
    rij, user = haal_opp(request, sleutel), _wie(request)
    concept, eigen = pagina.concept_van(rij, user), mag_opstellen(user, rij)
    kaarten = pagina.versies(rij, user)
    rod, rodregels = pagina.rodregels(rij)
    context: dict[str, Any] = {
        "opp": rij,
        "kleur": pagina.KLEUR[rij.status],  # type: ignore[index]
        "klokken": pagina.klokken(rij, vandaag(), kalender()),
        "concept": concept,
        "concept_kaart": pagina.versiekaart(rij, concept, user) if concept and not eigen else None,
        "taken": pagina.taken(concept) if concept else [],
        "tekorten": pagina.tekortregels(concept) if concept else [],
        "huidige": next(
            (kaart for kaart in kaarten if rij.huidige and kaart.sleutel == rij.huidige.sleutel), None
        ),
        "versies": kaarten,
        "rod": rod,
        "rodregels": rodregels,
        "adviezen": list(rij.adviezen.select_related("gevraagd_door", "beantwoord_door").order_by("-id")),
        "mag": eigen,
        "mag_adviseren": mag(user, "opp.adviseren"),
        "ziet_leerling": _ziet(user, rij.leerling),
    }
    return render(request, "leerlingen/opp_detail.html", context)


def _wie(request: HttpRequest) -> Gebruiker:
    return request.user  # type: ignore[return-value]


def _ziet(user: Gebruiker, leerling: Leerling) -> bool:
    """After the pupil left, the school keeps its OPP but no longer has the file."""
    return Leerling.objects.zichtbaar_voor(user).filter(pk=leerling.pk).exists()


@require_safe
@vereist("opp.inzien")
def opp_dossier(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Everything of one OPP on one page, to print."""
    rij, user = haal_opp(request, sleutel), _wie(request)
    rod, rodregels = pagina.rodregels(rij)
    context = {
        "opp": rij,
        "versies": pagina.versies(rij, user),
        "klokken": pagina.klokken(rij, vandaag(), kalender()),
        "rod": rod,
        "rodregels": rodregels,
        "op": vandaag(),
    }
    return render(request, "leerlingen/opp_dossier.html", context)


@vereist("opp.opstellen")
def opp_beginnen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Begin a draft for one pupil; the promised last day stands beside it."""
    user, leerling = _wie(request), haal(Leerling.objects, request, sleutel)
    scholen = _scholen(user, leerling)
    altijd = all(altijd_nodig(school.onderwijssoort) for school in scholen)
    form = OppBeginnenForm(gepost(request), scholen=scholen, met_ondersteuning=not altijd)
    if request.method == "POST" and form.is_valid():
        begonnen = services.opp_beginnen(
            leerling=leerling, sleutel=form.cleaned_data["sleutel"], door=user, op=nu(), **form.keuze
        )
        return redirect("leerlingen:opp", begonnen.sleutel)
    beginpagina = Formulierpagina(
        titel="OPP beginnen",
        kop=f"OPP voor {leerling.naam}",
        knop="OPP beginnen",
        terug=reverse("leerlingen:detail", args=[leerling.sleutel]),
        terug_naam=leerling.naam,
        sub=form.enige.naam if form.enige else "",
        uitleg=UITLEG,
    )
    klok = _klok(leerling, scholen[0]) if form.enige and altijd else None
    return toon(request, beginpagina, form, sjabloon="leerlingen/opp_beginnen.html", klok=klok)


def _scholen(user: Gebruiker, leerling: Leerling) -> list[School]:
    """The own schools where the pupil is today. Never an empty list."""
    nummers = eigen_scholen(user, leerling, "opp.opstellen")
    if not nummers:
        raise NietToegestaan(NIET_UW_LEERLING)
    return list(School.objects.filter(pk__in=nummers).order_by("naam", "id"))


def _klok(leerling: Leerling, school: School) -> Any:
    """Where everyone has an OPP, the term is known before it is begun."""
    rijen = Inschrijving.objects.lopend(vandaag(), [school.pk]).filter(leerling=leerling)
    rij = rijen.order_by("-soort", "-vanaf", "-id").first()
    return opstelklok(rij.vanaf) if rij else None


@require_POST
@vereist("opp.opstellen")
def opp_bijstellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Begin a bijstelling, or go on with the one that is there."""
    rij = haal_opp(request, sleutel)
    concept = services.bijstelling_beginnen(opp=rij, door=_wie(request), op=nu())
    return redirect("leerlingen:opp_stap", concept.sleutel, "begin")


def terug_na_verwijderen(request: HttpRequest, over: Opp | None) -> HttpResponse:
    messages.info(request, "Het concept is verwijderd.")
    return redirect("leerlingen:opp", over.sleutel) if over else redirect("leerlingen:opp_lijst")
