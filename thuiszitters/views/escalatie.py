"""The escalation ladder of a traject: write down a step, or the decision of doorzettingsmacht."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from swv.formulieren import gepost
from swv.permissions import vereist
from thuiszitters import services
from thuiszitters.escalatie import ladder
from thuiszitters.forms.escalatie import DoorzetForm, StapForm
from thuiszitters.views.gemeen import haal_traject, toon_of_doe, trajectpagina

UITLEG_STAP = (
    "Leg vast welke tafel bijeenkwam. Kwam er geen oplossing? Dan ziet iedereen in het register op welke stap "
    "van de escalatieladder deze leerling staat."
)
UITLEG_DOORZETTEN = (
    "Hiermee staat vast welk bestuur de zorgplicht krijgt. Dat bestuur zorgt voor een passende plek."
)


@vereist("thuiszitters.behandelen")
def stap(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), StapForm(gepost(request), ladder=ladder())
    pagina = trajectpagina(traject, "Stap vastleggen", "Stap vastleggen", uitleg=UITLEG_STAP)
    dienst = partial(services.stap_vastleggen, traject=traject)
    return toon_of_doe(request, form, pagina, dienst, lambda na: f"De stap is vastgelegd: {na.naam}.")


@vereist("thuiszitters.behandelen")
def doorzetten(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), DoorzetForm(gepost(request))
    titel, knop = "Doorzettingsmacht vastleggen", "Besluit vastleggen"
    return toon_of_doe(
        request,
        form,
        trajectpagina(traject, titel, knop, uitleg=UITLEG_DOORZETTEN),
        partial(services.doorzetten, traject=traject),
        lambda na: f"Het besluit is vastgelegd. De zorgplicht ligt bij {na.bestuur.naam}.",
    )
