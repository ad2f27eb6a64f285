"""The KPI's of one quarter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kwaliteit.models import Kpi
from kwaliteit.selectors.dashboard import dashboard
from kwaliteit.selectors.kwartalen import gekozen_kwartaal, keuzes, stand_voor
from swv.klok import vandaag
from swv.permissions import mag, vereist


@require_safe
@vereist("kengetal.inzien")
def overzicht(request: HttpRequest) -> HttpResponse:
    """Every KPI with value, norm, previous quarter and trend; frozen or of now, said clearly."""
    op = vandaag()
    kwartaal = gekozen_kwartaal(request.GET.get("kwartaal", ""), op)
    stand = stand_voor(kwartaal, op)
    context = {
        "stand": stand,
        "kwartalen": keuzes(kwartaal, op),
        "overzicht": dashboard(stand, list(Kpi.objects.op_volgorde())),
        "mag_rapporteren": mag(request.user, "rapportage.maken"),
    }
    return render(request, "kwaliteit/kpi_dashboard.html", context)
