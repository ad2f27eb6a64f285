"""What this room hangs into the pages of others: navigation, work list, search, the panel of a pupil.

None of it reads a confidential note.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from ect.models import Aanmelding, Casus, Ectadvies
from ect.naam import met_naam
from ect.permissions import mag_aanmelden
from ect.selectors.lijst import casus_van, lijstrijen, met_lijstgegevens, stand_van
from ect.selectors.tijdlijn import GEBEURTENISSEN
from ect.selectors.werk import bronnen, wachtend
from swv.context import is_portaal
from swv.inrichting import zin
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import (
    Dossierpaneel,
    Menu,
    Werkbak,
    Zoekbron,
    Zoekresultaat,
    dossierpanelen,
    gebeurtenisnamen,
    menus,
    paginanamen,
    werkbakken,
    zoekbronnen,
)
from swv.permissions import mag

HOOGSTENS = 8


def zoek(user: Gebruiker, term: str) -> Sequence[Zoekresultaat]:
    """Aanmeldingen and casussen by number; never by what somebody wrote."""
    rijen = Aanmelding.objects.zichtbaar_voor(user).filter(kenmerk__icontains=term)
    voor_school = is_portaal(user)
    return [
        Zoekresultaat(
            met_naam(rij.kenmerk),
            f"{rij.leerling.korte_naam} · {rij.school.naam} · {stand_van(rij)[1]}",
            _adres(rij, voor_school=voor_school),
            rij.leerling.sleutel,
        )
        for rij in met_lijstgegevens(rijen).order_by("-id")[:HOOGSTENS]
    ]


def _adres(rij: Aanmelding, *, voor_school: bool) -> str:
    casus = casus_van(rij)
    if casus is None or voor_school:
        return objectadres("ect:aanmelding", rij.sleutel)
    return objectadres("ect:casus", casus.sleutel)


def paneel(request: HttpRequest, leerling: Any) -> str:
    """The questions and casussen of this pupil inside the scope of the reader, and the advices given."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    eigen = Aanmelding.objects.zichtbaar_voor(user).filter(leerling=leerling)
    casussen = Casus.objects.zichtbaar_voor(user).filter(leerling=leerling)
    adviezen = Ectadvies.objects.zichtbaar_voor(user).uitgebracht().filter(casus__in=casussen)
    voor_school = is_portaal(user)
    context = {
        "leerling": leerling,
        "rijen": lijstrijen(met_lijstgegevens(eigen).order_by("-id")[:20], voor_school=voor_school),
        "adviezen": list(
            adviezen.select_related("casus__aanmelding")
            .defer("tekst")
            .order_by("-uitgebracht_op", "-id")[:10]
        ),
        "voor_school": voor_school,
        "mag_aanmelden": mag(user, "ect.aanmelden") and mag_aanmelden(user, leerling),
    }
    return render_to_string("ect/_paneel.html", context, request)


NAAM = zin("{expertteam_kort}")
dossierpanelen += [Dossierpaneel("ect", NAAM, "ect.inzien", 20, paneel, "ect")]
werkbakken += [Werkbak("ect", NAAM, bronnen=bronnen, module="ect")]
zoekbronnen += [Zoekbron("ect", NAAM, "ect.inzien", zoek, "ect")]
menus += [Menu("Werk", NAAM, "ect:lijst", "ect.inzien", 30, wachtend, module="ect")]
gebeurtenisnamen |= GEBEURTENISSEN
paginanamen |= {
    "ect:notitie": zin("Vertrouwelijke notitie van {het_expertteam}"),
    "ect:notitie_wijzigen": zin("Vertrouwelijke notitie van {het_expertteam} (wijzigen)"),
    "ect:toegang_geven": zin("Vertrouwelijke notitie van {het_expertteam} (toegang geven)"),
}
