"""The KPI's of one quarter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from kwaliteit.models import Kpi
from kwaliteit.selectors.dashboard import codes_van, dashboard, gecorrigeerd, met_rijen, sleutel
from kwaliteit.selectors.kwartalen import gekozen_kwartaal, is_voorbij, keuzes, stand_voor
from swv.klok import vandaag
from swv.permissions import mag, vereist


@require_safe
@vereist("kengetal.inzien")
def overzicht(request: HttpRequest) -> HttpResponse:
    """Every KPI with value, norm, previous quarter and trend; frozen or of now, said clearly."""
    op = vandaag()
    kwartaal = gekozen_kwartaal(request.GET.get("kwartaal", ""), op)
    stand, kpis = stand_voor(kwartaal, op), list(Kpi.objects.op_volgorde())
    nu, rijen = gecorrigeerd(stand), met_rijen(request.user, kpis)
    context = {
        "stand": stand,
        "kwartalen": keuzes(kwartaal, op),
        "overzicht": SimpleLazyObject(lambda: dashboard(stand, kpis, nu, rijen)),
        "sleutel": sleutel(stand, kpis, nu, rijen),
        "gecorrigeerd": len(nu.keys() & set(codes_van(kpis))),
        "mag_rapporteren": mag(request.user, "rapportage.maken") and is_voorbij(kwartaal, op),
    }
    return render(request, "kwaliteit/kpi_dashboard.html", context)
