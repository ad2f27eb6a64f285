"""The page of jobs: what failed, what waits and why, and the button to try again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv import opdrachten
from swv.enums import Opdrachtstatus
from swv.klok import nu
from swv.models import MAX_POGINGEN, Opdracht
from swv.opdrachten import NAMEN
from swv.permissions import vereist

HOOGSTENS = 100


def _rijen(status: Opdrachtstatus) -> list[dict[str, object]]:
    gevonden = Opdracht.objects.filter(status=status).order_by("-geplaatst_op", "-id")[:HOOGSTENS]
    return [{"opdracht": rij, "naam": NAMEN.get(rij.soort, rij.soort)} for rij in gevonden]


@require_safe
@vereist("opdracht.beheren")
def lijst(request: HttpRequest) -> HttpResponse:
    """Failed jobs first, then the waiting ones with the reason of the last attempt."""
    context = {
        "mislukt": _rijen(Opdrachtstatus.MISLUKT),
        "wachtend": _rijen(Opdrachtstatus.WACHT),
        "max_pogingen": MAX_POGINGEN,
    }
    return render(request, "swv/opdrachten_lijst.html", context)


@require_POST
@vereist("opdracht.beheren")
def opnieuw(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Give a failed job three new attempts."""
    rij = get_object_or_404(Opdracht, sleutel=sleutel)
    opdrachten.opnieuw(rij, door=request.user, op=nu())  # type: ignore[arg-type]
    messages.info(request, f"“{NAMEN.get(rij.soort, rij.soort)}” wordt opnieuw geprobeerd.")
    return redirect("opdrachten")
