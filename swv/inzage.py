"""Who looked at which child: views note it, the middleware writes it after the response."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from swv.enums import Inzagesoort
from swv.klok import nu
from swv.models import Inzage

KENMERK = "_inzage"


def noteer(
    request: HttpRequest,
    leerlingen: Iterable[UUID],
    soort: Inzagesoort = Inzagesoort.PAGINA,
) -> None:
    """Remember that this response shows these pupils (by `sleutel`); the strongest kind wins."""
    gezien, eerder = getattr(request, KENMERK, (set(), Inzagesoort.PAGINA))
    setattr(
        request,
        KENMERK,
        (gezien | set(leerlingen), eerder if soort == Inzagesoort.PAGINA else soort),
    )


def schrijf(request: HttpRequest) -> None:
    """Write one row for all pupils that this response showed; a download is written without pupils too."""
    gezien, soort = getattr(request, KENMERK, (set(), Inzagesoort.PAGINA))
    if (not gezien and soort != Inzagesoort.DOWNLOAD) or not request.user.is_authenticated:
        return
    Inzage.objects.create(
        gebruiker=request.user,
        rollen=" ".join(sorted(request.user.rollen)),
        op=nu(),
        soort=soort,
        pagina=request.resolver_match.view_name if request.resolver_match else "",
        leerlingen=sorted(gezien),
    )
