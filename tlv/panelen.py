"""What this room hangs into the pages of others: navigation, work list, search, the panel of a pupil."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from swv.models import Gebruiker
from swv.panelen import (
    Dossierpaneel,
    Menu,
    Werkbak,
    Werkregel,
    Zoekbron,
    Zoekresultaat,
    dossierpanelen,
    menus,
    werkbakken,
    zoekbronnen,
)
from swv.permissions import mag
from swv.termijnen import Kalender
from tlv.beslisdatum import kalender_van_swv
from tlv.enums import Aanvraagstatus, Adviesstatus, Besluitstatus
from tlv.models import Aanvraag, Toelaatbaarheidsverklaring
from tlv.permissions import scholen_met
from tlv.selectors.klokken import Klok, klok_van
from tlv.selectors.lijst import lijstrijen, met_lijstgegevens

HOOGSTENS = 50
A = Aanvraagstatus


def werk(user: Gebruiker, op: date) -> Sequence[Werkregel]:
    """What this person must do with requests, the earliest date first; bounded, and in scope."""
    dagen = kalender_van_swv()
    return [_regel(rij, wat, actie, url, dagen, op) for rij, wat, actie, url in _taken(user)]


def _taken(user: Gebruiker) -> Iterator[tuple[Any, str, str, str]]:
    if mag(user, "tlv.aanvragen"):
        yield from _van_school(user)
    if "deskundige" in user.rollen:
        yield from _rijen(user, Q(), "Advies geven", "Advies", "tlv:advies")
    if mag(user, "tlv.beoordelen"):
        yield from _van_beoordelaar(user)
    if mag(user, "tlv.besluiten"):
        klaar = Q(status=A.IN_BEHANDELING, uitgebracht__gte=2)
        yield from _rijen(user, klaar, "Besluit nemen: beide adviezen zijn binnen", "Besluit", "tlv:besluit")
    if mag(user, "tlv.verzenden"):
        te_verzenden = Q(besluit__status=Besluitstatus.GENOMEN)
        yield from _rijen(user, te_verzenden, "Brieven verzenden en vastleggen", "Brieven", "tlv:aanvraag")


def _van_school(user: Gebruiker) -> Iterator[tuple[Any, str, str, str]]:
    eigen = Q(school_id__in=scholen_met(user, "tlv.aanvragen"))
    yield from _rijen(
        user, eigen & Q(status=A.ONVOLLEDIG), "Aanvraag aanvullen", "Aanvullen", "tlv:aanvullen"
    )
    yield from _rijen(
        user, eigen & Q(status=A.CONCEPT), "Aanvraag afmaken en indienen", "Verder", "tlv:aanvraag"
    )


def _van_beoordelaar(user: Gebruiker) -> Iterator[tuple[Any, str, str, str]]:
    yield from _rijen(user, Q(status=A.INGEDIEND), "Beoordelen of alles er is", "Beoordelen", "tlv:aanvraag")
    yield from _rijen(user, Q(status=A.ONVOLLEDIG), "Aanvulling door de school", "Bekijken", "tlv:aanvraag")
    gevraagd = Q(status=A.IN_BEHANDELING, gevraagd__lt=2)
    yield from _rijen(user, gevraagd, "Twee deskundigen om advies vragen", "Vragen", "tlv:aanvraag")


def _rijen(user: Gebruiker, keuze: Q, wat: str, actie: str, url: str) -> Iterator[tuple[Any, str, str, str]]:
    rijen = _met_adviezen(met_lijstgegevens(Aanvraag.objects.zichtbaar_voor(user))).filter(keuze)
    for rij in rijen.order_by("eerstvolgende_datum", "id")[:HOOGSTENS]:
        yield rij, wat, actie, reverse(url, args=[rij.sleutel])


def _met_adviezen(rijen: "QuerySet[Aanvraag]") -> "QuerySet[Aanvraag]":
    lopend = ~Q(adviezen__status=Adviesstatus.INGETROKKEN)
    return rijen.annotate(
        gevraagd=Count("adviezen", filter=lopend),
        uitgebracht=Count("adviezen", filter=Q(adviezen__status=Adviesstatus.UITGEBRACHT)),
    )


def _regel(rij: Any, wat: str, actie: str, url: str, dagen: Kalender, op: date) -> Werkregel:
    klok: Klok | None = klok_van(rij.lopende_termijnen[0], op, dagen) if rij.lopende_termijnen else None
    return Werkregel(
        kenmerk=f"TLV {rij.kenmerk}",
        leerling=f"{rij.leerling.korte_naam}, {rij.leerling.leeftijd(op)} jaar",
        leerling_sleutel=rij.leerling.sleutel,
        school=rij.school.naam,
        wat=wat,
        actie=actie,
        url=url,
        resterend=klok.resterend if klok else None,
        norm=klok.naam if klok else "",
        uiterste_datum=klok.datum if klok else None,
        wacht_op_school=rij.status == A.ONVOLLEDIG,
    )


def zoek(user: Gebruiker, term: str) -> Sequence[Zoekresultaat]:
    """Requests by kenmerk, and by the number of the TLV."""
    verklaring = Toelaatbaarheidsverklaring.objects.filter(nummer__icontains=term)
    rijen = Aanvraag.objects.zichtbaar_voor(user).filter(
        Q(kenmerk__icontains=term) | Q(besluit__verklaring__in=verklaring)
    )
    return [
        Zoekresultaat(
            f"TLV {rij.kenmerk}",
            f"{rij.leerling.korte_naam} · {rij.get_soort_display()} · {rij.get_status_display()}",
            reverse("tlv:aanvraag", args=[rij.sleutel]),
            rij.leerling.sleutel,
        )
        for rij in rijen.select_related("leerling").order_by("-id")[:8]
    ]


def paneel(request: HttpRequest, leerling: Any) -> str:
    """The requests and TLVs of this pupil, inside the scope of the reader.

    The outcome of an earlier TLV is for whoever may see the pupil today (architectuur.md B.6).
    """
    user: Gebruiker = request.user  # type: ignore[assignment]
    eigen = Aanvraag.objects.zichtbaar_voor(user).filter(leerling=leerling)
    tlvs = Toelaatbaarheidsverklaring.objects.filter(
        leerling=leerling, besluit__bekendgemaakt_op__isnull=False
    )
    context = {
        "leerling": leerling,
        "aanvragen": lijstrijen(met_lijstgegevens(eigen).order_by("-id")[:20]),
        "verklaringen": list(tlvs.order_by("-ingangsdatum", "-id")[:10]),
        "mag_aanvragen": mag(user, "tlv.aanvragen"),
    }
    return render_to_string("tlv/_paneel.html", context, request)


def te_beoordelen(user: Gebruiker) -> int:
    """How many requests wait for a first judgement; shown in the navigation."""
    if not mag(user, "tlv.beoordelen"):
        return 0
    return Aanvraag.objects.zichtbaar_voor(user).filter(status=A.INGEDIEND).count()


dossierpanelen += [Dossierpaneel("tlv", "TLV", "tlv.inzien", 10, paneel)]
werkbakken += [Werkbak("tlv", "TLV", werk)]
zoekbronnen += [Zoekbron("tlv", "TLV-aanvragen", "tlv.inzien", zoek)]
menus += [Menu("Werk", "TLV-aanvragen", "tlv:lijst", "tlv.inzien", 20, te_beoordelen)]
