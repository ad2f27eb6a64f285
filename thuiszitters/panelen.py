"""What this room hangs into the pages of others: navigation, work list, search, the panel of a pupil."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from leerlingen.models import Inschrijving
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.panelen import (
    Dossierpaneel,
    Menu,
    Werkbak,
    Zoekbron,
    Zoekresultaat,
    dossierpanelen,
    gebeurtenisnamen,
    menus,
    werkbakken,
    zoekbronnen,
)
from swv.permissions import mag
from thuiszitters.models import Melding, Traject
from thuiszitters.permissions import mag_gezondheid, scholen_met, via_swv
from thuiszitters.selectors.lijst import met_rijgegevens, op_term, registerrijen
from thuiszitters.selectors.meldingen import STANDEN, meldingrijen, met_traject, stand_van
from thuiszitters.selectors.tijdlijn import GEBEURTENISSEN
from thuiszitters.selectors.werk import bronnen, nieuwe_adviesvragen, nieuwe_meldingen, regels

HOOGSTENS = 8


def zoek(user: Gebruiker, term: str) -> Sequence[Zoekresultaat]:
    """Trajecten and own reports by kenmerk."""
    trajecten = Traject.objects.zichtbaar_voor(user).filter(op_term(term)).select_related("leerling")
    gevonden = [
        Zoekresultaat(
            f"THZ {rij.kenmerk}",
            f"{rij.leerling.korte_naam} · {rij.get_status_display()}",
            reverse("thuiszitters:traject", args=[rij.sleutel]),
            rij.leerling.sleutel,
        )
        for rij in trajecten.order_by("-id")[:HOOGSTENS]
    ]
    meldingen = met_traject(Melding.objects.zichtbaar_voor(user).filter(kenmerk__icontains=term))
    return gevonden + [
        Zoekresultaat(
            f"Melding {rij.kenmerk}",
            f"{rij.leerling.korte_naam} · {STANDEN[stand_van(rij)][0]}",
            reverse("thuiszitters:melding", args=[rij.sleutel]),
            rij.leerling.sleutel,
        )
        for rij in meldingen.order_by("-id")[: HOOGSTENS - len(gevonden)]
    ]


def paneel(request: HttpRequest, leerling: Any) -> str:
    """The stays of this pupil for the SWV; for a school its own reports, in the words it always gets."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    op = vandaag()
    trajecten = Traject.objects.zichtbaar_voor(user).filter(leerling=leerling).met_klasse(op)
    rijen = registerrijen(met_rijgegevens(trajecten).order_by("-eerste_verzuimdag", "-id")[:10], op)
    register = mag(user, "thuiszitters.register")
    # For the SWV the report is on the page of its traject; what nobody picked up yet is not.
    meldingen = Melding.objects.zichtbaar_voor(user).filter(leerling=leerling)
    if register:
        meldingen = meldingen.nieuw()
    context = {
        "leerling": leerling,
        "trajecten": rijen if mag_gezondheid(user) else [],
        "meldingen": meldingrijen(met_traject(meldingen).order_by("-id")[:10], op),
        "register": register,
        "mag_melden": _mag_melden(user, leerling),
    }
    return render_to_string("thuiszitters/_paneel.html", context, request)


def _mag_melden(user: Gebruiker, leerling: Any) -> bool:
    """Whether this person reports for the SWV, or for a school where the pupil is today."""
    if via_swv(user, "thuiszitters.melden"):
        return True
    scholen = scholen_met(user, "thuiszitters.melden")
    if not scholen:
        return False
    return Inschrijving.objects.lopend(vandaag(), list(scholen)).filter(leerling=leerling).exists()


dossierpanelen += [
    Dossierpaneel("thuiszitters", "Thuiszitten", "thuiszitters.inzien", 30, paneel, "thuiszitters")
]
werkbakken += [Werkbak("thuiszitters", "Thuiszitters", regels, bronnen, "thuiszitters")]
zoekbronnen += [Zoekbron("thuiszitters", "Thuiszitters", "thuiszitters.inzien", zoek, "thuiszitters")]
menus += [
    Menu(
        "Werk",
        "Thuiszitters",
        "thuiszitters:lijst",
        "thuiszitters.inzien",
        30,
        nieuwe_meldingen,
        module="thuiszitters",
    ),
    Menu(
        "Werk",
        "Advies vrijstelling",
        "thuiszitters:adviesvragen",
        "vrijstelling.inzien",
        31,
        nieuwe_adviesvragen,
        module="thuiszitters",
    ),
]
gebeurtenisnamen |= GEBEURTENISSEN
