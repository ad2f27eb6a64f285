"""One page for every small form of a file: title, explanation, fields, one button, and the way back."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leerlingen.models import Leerling
from swv.formulieren import Verschil
from swv.formulierpagina import DOSSIER, Formulierpagina
from swv.formulierpagina import toon as toon_pagina
from swv.termijnen import datum


def dossierpagina(
    leerling: Leerling, titel: str, knop: str, uitleg: str = "", **meer: Any
) -> Formulierpagina:
    """The words around a form about this pupil."""
    return Formulierpagina(
        titel=titel,
        knop=knop,
        terug=reverse("leerlingen:detail", args=[leerling.sleutel]),
        terug_naam=leerling.dossiernummer,
        sub=f"{leerling.naam}, geboren {datum(leerling.geboortedatum)}",
        uitleg=uitleg,
        **meer,
    )


def toon(
    request: HttpRequest, pagina: Formulierpagina, form: Any, verschillen: Sequence[Verschil] = ()
) -> HttpResponse:
    return toon_pagina(request, pagina, form, verschillen, DOSSIER)
