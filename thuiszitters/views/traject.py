"""The page of one traject, and what changes in it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from swv.formulieren import gepost
from swv.klok import vandaag
from swv.permissions import vereist
from swv.termijnen import datum
from swv.workflow import reden_waarom_niet
from thuiszitters import services
from thuiszitters.dagen import let_op
from thuiszitters.enums import Klasse, Trajectstatus, Trede
from thuiszitters.escalatie import ladder
from thuiszitters.forms.traject import (
    AfsluitenForm,
    CategorieForm,
    CorrigerenForm,
    EersteDagCorrigerenForm,
    RegieForm,
)
from thuiszitters.models import Contact, Traject
from thuiszitters.permissions import mag_behandelen
from thuiszitters.selectors.dossier import categorieregels, feitregels, klasse_van, kop
from thuiszitters.selectors.klokken import klokken, meldklok, vier_weken
from thuiszitters.selectors.regie import regiehouders
from thuiszitters.selectors.signalen import signalen
from thuiszitters.selectors.tijdlijn import tijdlijn
from thuiszitters.views.gemeen import haal_traject, toon_of_doe, trajectpagina
from thuiszitters.workflow import TRAJECT

UITLEG_AFSLUITEN = (
    "Wat nog open stond, vervalt. Het traject blijft in het register. Komt de leerling opnieuw thuis te zitten, "
    "dan begint een vervolgtraject. Krijgt de leerling een vrijstelling 5 onder a? Wijzig dan de categorie. Kiest u "
    "“Achteraf geen thuiszitter”, dan telt dit traject in geen enkel cijfer mee. De rij blijft wel zichtbaar. Is "
    "alleen de eerste verzuimdag fout? Sluit dan niet af, maar corrigeer die dag."
)
UITLEG_EERSTE_DAG = (
    "De categorie en de termijnen schuiven mee. Wat de school meldde, blijft staan. Een vastgelegd kwartaal verandert "
    "niet; de correctie staat ernaast."
)
UITLEG_CATEGORIE = (
    "Hoe lang een categorie duurt, berekenen wij uit de datums. U kiest dus niet zelf tussen langer of korter "
    "dan drie maanden."
)


@require_safe
@vereist("thuiszitters.register")
def traject(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Everything about one stay at home."""
    rij, op = haal_traject(request, sleutel), vandaag()
    melding = rij.meldingen.select_related("school").order_by("gemeld_op", "id").first()
    loopt = rij.status == Trajectstatus.LOPEND
    context = {
        "traject": rij,
        "kop": kop(rij, op),
        "acties": list(rij.acties.order_by("-status", "uiterlijk_op", "id")),
        "vandaag": op,
        "feiten": feitregels(rij, op),
        "categorieen": categorieregels(rij, op),
        "contacten": list(
            Contact.objects.zichtbaar_voor(request.user)
            .filter(traject=rij)
            .select_related("vastgelegd_door")
            .order_by("-datum", "-id")
        ),
        "meldingen": list(rij.meldingen.select_related("school").order_by("gemeld_op", "id")),
        "klokken": klokken(rij, op),
        "meldklok": meldklok(melding) if melding else None,
        "vier_weken": vier_weken(rij),
        "tijdlijn": tijdlijn(rij),
        "stappen": list(
            rij.escalatiestappen.select_related("besluit__bestuur", "besluit__school").order_by(
                "-datum", "-id"
            )
        ),
        "vrijstellingen": list(rij.vrijstellingen.select_related("adviesvraag").order_by("-vanaf", "-id")),
        "doelen": list(rij.doelen.order_by("streefdatum", "id")),
        "evaluaties": list(rij.evaluaties.order_by("-gepland_op", "-id")),
        "interventies": list(rij.interventies.select_related("interventie").order_by("-vanaf", "-id")),
        "partners": list(rij.partners.order_by("-vanaf", "-id")),
        "regie": list(rij.regieperioden.select_related("regiehouder").order_by("-vanaf")),
        "signalen": signalen(rij, op) if loopt else [],
        "kan_doorzetten": Trede.DOORZETTINGSMACHT.value in ladder(),
        "vervolgen": list(rij.vervolgen.order_by("id")),
        "loopt": loopt,
        "mag_behandelen": mag_behandelen(request.user),
        "mag_plan": loopt and mag_behandelen(request.user),
        "mag_corrigeren": not reden_waarom_niet(TRAJECT, rij, "corrigeren", request.user),
    }
    return render(request, "thuiszitters/traject_detail.html", context)


@vereist("thuiszitters.behandelen")
def categorie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij, form = haal_traject(request, sleutel), CategorieForm(gepost(request))
    was = klasse_van(rij, vandaag())
    pagina = trajectpagina(rij, "Categorie wijzigen", "Categorie wijzigen", uitleg=UITLEG_CATEGORIE)
    dienst = partial(services.categorie_wijzigen, traject=rij)
    return toon_of_doe(request, form, pagina, dienst, lambda _: _na_categorie(rij, was))


def _na_categorie(traject: Traject, was: str) -> str:
    """Who was not yet at home can have another first day now."""
    if was != Klasse.DREIGEND:
        return "De categorie is gewijzigd."
    return (
        "De categorie is gewijzigd. De dagen thuis tellen nog vanaf de dag waarop het werd gezien "
        f"({datum(traject.eerste_verzuimdag)}). Bleef de leerling pas later thuis, corrigeer dan de eerste verzuimdag."
    )


@vereist("thuiszitters.behandelen")
def regie(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_traject(request, sleutel)
    begin = {"regiehouder": rij.regiehouder.sleutel}
    form = RegieForm(gepost(request), initial=begin, regiehouders=regiehouders(vandaag()))
    pagina = trajectpagina(rij, "Regie overdragen", "Regie overdragen")
    dienst = partial(services.regiehouder_wijzigen, traject=rij)
    return toon_of_doe(
        request, form, pagina, dienst, lambda na: f"De regie ligt nu bij {na.regiehouder.naam}."
    )


@vereist("thuiszitters.behandelen")
def eerste_dag(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Correct since when the pupil is at home."""
    rij = haal_traject(request, sleutel)
    form = EersteDagCorrigerenForm(
        gepost(request),
        initial={"eerste_verzuimdag": rij.eerste_verzuimdag},
        let_op=lambda dag: let_op(rij.leerling, rij.school, dag),
    )
    pagina = trajectpagina(rij, "Eerste verzuimdag corrigeren", "Bewaren", uitleg=UITLEG_EERSTE_DAG)
    dienst = partial(services.eerste_dag_corrigeren, traject=rij)
    return toon_of_doe(request, form, pagina, dienst, "De eerste verzuimdag is gecorrigeerd.")


@vereist("thuiszitters.behandelen")
def afsluiten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_traject(request, sleutel)
    form = AfsluitenForm(gepost(request), initial={"einddatum": vandaag()})
    pagina = trajectpagina(rij, "Traject afsluiten", "Traject afsluiten", uitleg=UITLEG_AFSLUITEN)
    dienst = partial(services.afsluiten, traject=rij)
    return toon_of_doe(
        request,
        form,
        pagina,
        dienst,
        lambda na: f"Het traject is afgesloten: {na.get_uitkomst_display().lower()}.",
    )


@vereist("thuiszitters.behandelen")
def corrigeren(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_traject(request, sleutel)
    begin = {"uitkomst": rij.uitkomst, "einddatum": rij.einddatum}
    form = CorrigerenForm(gepost(request), initial=begin)
    pagina = trajectpagina(rij, "Afsluiting corrigeren", "Bewaren")
    dienst = partial(services.corrigeren, traject=rij)
    return toon_of_doe(request, form, pagina, dienst, "De afsluiting is gecorrigeerd.")
