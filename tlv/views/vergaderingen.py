"""A meeting of a committee: plan it, fill and send its agenda, hold it, keep and finish its minutes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from swv import inzage
from swv.formulieren import bewaar_wat_kan, gepost, waarschuw
from swv.formulierpagina import Formulierpagina
from swv.klok import nu
from swv.models import Gebruiker
from swv.permissions import haal, mag, vereist
from swv.workflow import reden_van
from tlv import services
from tlv.enums import Vergaderstatus
from tlv.forms import RedenForm
from tlv.forms_commissie import AgendaForm, GenodigdeForm, HoudenForm, VergaderingForm, VerslagForm
from tlv.models import OPEN_VOOR_LEDEN, Agendapunt, Commissie, Genodigde, Vergadering
from tlv.permissions import eis_verslaglegger
from tlv.selectors.vergadering import KLEUR, agenda, te_agenderen, vergaderacties, zittend_bij
from tlv.views.dossierpakketten import vergaderkaart
from tlv.views.formulierpagina import toon_of_doe
from tlv.workflow_vergadering import TE_WIJZIGEN


def haal_vergadering(request: HttpRequest, sleutel: UUID) -> Vergadering:
    rij: Vergadering = haal(Vergadering.objects.select_related("commissie"), request, sleutel)
    return rij


@vereist("tlv.commissie")
def plannen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Plan a meeting of this committee."""
    commissie: Commissie = haal(Commissie.objects.all(), request, sleutel)
    form = VergaderingForm(gepost(request))
    pagina = Formulierpagina(
        titel="Vergadering plannen",
        knop="Vergadering plannen",
        terug=reverse("tlv:commissie", args=[sleutel]),
        terug_naam=commissie.naam,
    )

    def plan(_velden: dict[str, Any]) -> Vergadering:
        return services.vergadering_plannen(
            commissie=commissie,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
            **form.velden,
        )

    return toon_of_doe(
        request, form, pagina, plan, "De vergadering is gepland. Zet nu aanvragen op de agenda."
    )


@vereist("tlv.commissie")
def wijzigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Another moment or place."""
    rij = haal_vergadering(request, sleutel)
    moment = timezone.localtime(rij.begint_op)
    begin = {"dag": moment.date(), "tijd": moment.time(), "plaats": rij.plaats, "link": rij.link}
    form = VergaderingForm(gepost(request), initial=begin)

    def wijzig(_velden: dict[str, Any]) -> Vergadering:
        return services.vergadering_wijzigen(
            vergadering=rij,
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
            **form.velden,
        )

    pagina = _pagina(rij, "Datum of plaats wijzigen", "Wijziging bewaren")
    return toon_of_doe(request, form, pagina, wijzig, "De vergadering is gewijzigd.")


@require_safe
@vereist("tlv.vergaderen")
def vergadering(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """One meeting: what this reader may know of its agenda and minutes, and the next step."""
    rij = haal_vergadering(request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    punten = agenda(rij, user)
    inzage.noteer(request, [p.punt.aanvraag.leerling.sleutel for p in punten])
    leesbaar = Vergadering.objects.leesbaar_voor(user).filter(pk=rij.pk).exists()
    aanwezigen = rij.aanwezigen.select_related("lid__gebruiker").order_by("lid__gebruiker__naam", "id")
    context = {
        "vergadering": rij,
        "kleur": KLEUR[Vergaderstatus(rij.status)],
        "agenda": punten,
        "leesbaar": leesbaar,
        "leden": list(zittend_bij(rij)),
        "genodigden": list(rij.genodigden.select_related("agendapunt").order_by("naam", "id"))
        if leesbaar
        else [],
        "aanwezigen": list(aanwezigen) if leesbaar else [],
        "acties": vergaderacties(rij, user),
        "mag_beheren": mag(user, "tlv.commissie"),
        "te_wijzigen": mag(user, "tlv.commissie") and rij.status in TE_WIJZIGEN,
        "mag_verslag": leesbaar and _mag_verslag(rij, user),
        "begonnen": rij.begint_op <= nu(),
        "pakket": vergaderkaart(rij, user) if leesbaar else None,
    }
    return render(request, "tlv/vergadering_detail.html", context)


def _mag_verslag(rij: Vergadering, user: Gebruiker) -> bool:
    return rij.status in OPEN_VOOR_LEDEN and not reden_van(eis_verslaglegger, user, rij)


@vereist("tlv.commissie")
def agenda_aanvullen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Tick the complete requests that go on the agenda."""
    rij = haal_vergadering(request, sleutel)
    kandidaten = te_agenderen(rij)
    form = AgendaForm(gepost(request), kandidaten=kandidaten)
    inzage.noteer(request, kandidaten.values_list("leerling__sleutel", flat=True))
    pagina = _pagina(rij, "Aanvragen op de agenda zetten", "Op de agenda zetten")

    def zet(velden: dict[str, Any]) -> list[Agendapunt]:
        return services.op_agenda_zetten(vergadering=rij, door=request.user, op=nu(), **velden)  # type: ignore[arg-type]

    return toon_of_doe(request, form, pagina, zet, "De agenda is aangevuld.")


@vereist("tlv.commissie")
def genodigde_toevoegen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Ask a third party to the meeting."""
    rij = haal_vergadering(request, sleutel)
    punten = rij.agendapunten.select_related("aanvraag__leerling").order_by("volgorde", "id")
    _noteer_agenda(request, rij)
    form = GenodigdeForm(gepost(request), punten=punten)
    pagina = _pagina(
        rij,
        "Iemand uitnodigen",
        "Uitnodigen",
        uitleg="Deze persoon krijgt geen toegang tot dit systeem. Vraag de ouders om toestemming voor de bespreking.",
    )

    def voeg_toe(velden: dict[str, Any]) -> Genodigde:
        return services.genodigde_toevoegen(vergadering=rij, door=request.user, op=nu(), **velden)  # type: ignore[arg-type]

    return toon_of_doe(request, form, pagina, voeg_toe, "De genodigde staat erbij.")


@require_POST
@vereist("tlv.commissie")
def genodigde_afzeggen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    genodigde: Genodigde = haal(Genodigde.objects.select_related("vergadering"), request, sleutel)
    services.genodigde_afzeggen(genodigde=genodigde, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, "De genodigde is van de lijst gehaald.")
    return redirect("tlv:vergadering", genodigde.vergadering.sleutel)


@require_POST
@vereist("tlv.commissie")
def agenda_versturen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Let the members read the agenda, and tell them."""
    rij = haal_vergadering(request, sleutel)
    services.agenda_versturen(vergadering=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(
        request, "De leden hebben bericht gekregen. Zij zien de aanvragen tot het verslag vaststaat."
    )
    return redirect("tlv:vergadering", sleutel)


@vereist("tlv.commissie")
def houden(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Record who was there."""
    rij = haal_vergadering(request, sleutel)
    _noteer_agenda(request, rij)
    leden = zittend_bij(rij)
    form = HoudenForm(
        gepost(request),
        leden=leden,
        genodigden=rij.genodigden.order_by("naam", "id"),
        initial={"aanwezig": [lid.pk for lid in leden]},
    )

    def houd(velden: dict[str, Any]) -> Vergadering:
        return services.vergadering_houden(
            vergadering=rij,
            aanwezig=velden["aanwezig"],
            genodigden=velden.get("genodigden", ()),
            door=request.user,  # type: ignore[arg-type]
            op=nu(),
        )

    pagina = _pagina(rij, "Vastleggen wie er waren", "Vastleggen")
    return toon_of_doe(request, form, pagina, houd, "Vastgelegd. Leg nu per agendapunt de conclusie vast.")


@vereist("tlv.vergaderen")
def verslag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Write the minutes; two people at once see each other's text."""
    rij: Vergadering = haal(_Leesbaar(), request, sleutel)
    user: Gebruiker = request.user  # type: ignore[assignment]
    eis_verslaglegger(user, rij)
    _noteer_agenda(request, rij)
    form = VerslagForm(gepost(request), initial={"verslag": rij.verslag, "versie": rij.versie})
    verschillen: list[Any] = []
    if request.method == "POST":
        bewaard, verschillen = bewaar_wat_kan(
            form,
            lambda versie: services.verslag_bewaren(
                vergadering=rij, verslag=form.cleaned_data["verslag"], versie=versie, door=user, op=nu()
            ),
            lambda actueel: {"verslag": actueel.verslag},
        )
        waarschuw(request, form)
        if bewaard and not form.errors:
            messages.info(request, "Het verslag is bewaard.")
            return redirect("tlv:vergadering", sleutel)
    status = 409 if verschillen else 422 if form.errors else 200
    context = {"vergadering": rij, "form": form, "verschillen": verschillen}
    return render(request, "tlv/vergadering_verslag.html", context, status=status)


class _Leesbaar:
    """The meetings whose minutes someone may read, in the form that `haal` asks for."""

    def zichtbaar_voor(self, user: Gebruiker) -> Any:
        return Vergadering.objects.leesbaar_voor(user).select_related("commissie")


@require_POST
@vereist("tlv.commissie")
def vaststellen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Make the minutes final."""
    rij = haal_vergadering(request, sleutel)
    services.verslag_vaststellen(vergadering=rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.success(request, "Het verslag staat vast. De leden zien de aanvragen niet meer.")
    return redirect("tlv:vergadering", sleutel)


@vereist("tlv.commissie")
def afgelasten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """The meeting does not take place."""
    rij = haal_vergadering(request, sleutel)
    form = RedenForm(gepost(request))
    pagina = _pagina(
        rij,
        "Vergadering afgelasten",
        "Afgelasten",
        uitleg="De aanvragen komen vrij voor een andere vergadering. De leden zien ze niet meer.",
        gevaar=True,
    )

    def gelast_af(velden: dict[str, Any]) -> Vergadering:
        return services.vergadering_afgelasten(
            vergadering=rij,
            reden=velden["reden"],
            door=request.user,
            op=nu(),  # type: ignore[arg-type]
        )

    return toon_of_doe(request, form, pagina, gelast_af, "De vergadering gaat niet door.")


def _noteer_agenda(request: HttpRequest, rij: Vergadering) -> None:
    """Guests and minutes speak of the pupils on the agenda."""
    inzage.noteer(request, rij.agendapunten.values_list("aanvraag__leerling__sleutel", flat=True))


def _pagina(rij: Vergadering, titel: str, knop: str, **opties: Any) -> Formulierpagina:
    moment = timezone.localtime(rij.begint_op)
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("tlv:vergadering", args=[rij.sleutel]),
        terug_naam=f"Vergadering {moment:%d-%m-%Y}",
        sub=rij.commissie.naam,
        **opties,
    )
