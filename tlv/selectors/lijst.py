"""Rows of the list of requests, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from swv.klok import vandaag
from tlv.beslisdatum import kalender_van_swv
from tlv.enums import Aanvraagstatus
from tlv.models import Aanvraag, Aanvraagtermijn
from tlv.selectors.klokken import Klok, klok_van

KLEUR = {
    Aanvraagstatus.CONCEPT: "neutraal",
    Aanvraagstatus.INGEDIEND: "info",
    Aanvraagstatus.ONVOLLEDIG: "wacht",
    Aanvraagstatus.IN_BEHANDELING: "info",
    Aanvraagstatus.BESLOTEN: "goed",
    Aanvraagstatus.INGETROKKEN: "neutraal",
    Aanvraagstatus.VERVALLEN: "neutraal",
}
# Subject and event -> how the timeline says it; what is not here is technique and stays out of it.
GEBEURTENISSEN = {
    ("tlv.aanvraag", "begonnen"): "Aanvraag begonnen",
    ("tlv.aanvraag", "indienen"): "Aanvraag ingediend",
    ("tlv.aanvraag", "herstel_vragen"): "Om aanvulling gevraagd; de klok staat stil",
    ("tlv.aanvraag", "aanvullen"): "Aangevuld door de school; de klok loopt weer",
    ("tlv.aanvraag", "aanvullen_hervatten"): "Aangevuld door de school; de klok loopt weer",
    ("tlv.aanvraag", "herstel_intrekken"): "Verzoek om aanvulling ingetrokken; de klok loopt weer",
    ("tlv.aanvraag", "herstel_intrekken_hervatten"): "Verzoek om aanvulling ingetrokken; de klok loopt weer",
    ("tlv.aanvraag", "herstel_verlopen"): "Termijn voor aanvulling verlopen; de klok loopt weer",
    ("tlv.aanvraag", "herstel_verlopen_hervatten"): "Termijn voor aanvulling verlopen; de klok loopt weer",
    ("tlv.aanvraag", "compleet_verklaren"): "Aanvraag compleet verklaard",
    ("tlv.deskundigenadvies", "gevraagd"): "Advies gevraagd aan een deskundige",
    ("tlv.deskundigenadvies", "uitbrengen"): "Advies van een deskundige ontvangen",
    ("tlv.deskundigenadvies", "intrekken"): "Vraag om advies ingetrokken",
    ("tlv.aanvraag", "besluit_nemen"): "Besluit genomen",
    ("tlv.aanvraag", "niet_behandelen"): "Besluit genomen: niet in behandeling",
    ("tlv.brief", "gemaakt"): "Besluitbrief gemaakt",
    ("tlv.brief", "verzonden"): "Besluitbrief verzonden",
    ("tlv.besluit", "bekendmaken"): "Besluit bekendgemaakt; de bezwaartermijn loopt",
    ("tlv.besluit", "bezwaar_registreren"): "Bezwaar ontvangen",
    ("tlv.besluit", "handhaven"): "Bezwaar afgehandeld: het besluit blijft",
    ("tlv.besluit", "herroepen"): "Bezwaar afgehandeld: het besluit is herroepen",
    ("tlv.besluit", "onherroepelijk_maken"): "Besluit is onherroepelijk",
    ("tlv.aanvraag", "intrekken"): "Aanvraag ingetrokken door de school",
}
# What the school does not read: advices, and the decision before it is made known (Awb 3:40).
NIET_VOOR_SCHOOL = {"tlv.deskundigenadvies", "tlv.brief"}
NIET_VOOR_SCHOOL_SOORT = {"besluit_nemen", "niet_behandelen"}


@dataclass(frozen=True)
class Lijstrij:
    """One row of the list, everything ready to print."""

    sleutel: UUID
    kenmerk: str
    leerling: str
    leerling_sleutel: UUID
    school: str
    soort: str
    status: str
    kleur: str
    ingediend_op: Any
    klok: Klok | None


def met_lijstgegevens(rijen: "QuerySet[Aanvraag]") -> "QuerySet[Aanvraag]":
    """What a row of the list needs, in a constant number of queries."""
    lopend = Aanvraagtermijn.objects.filter(gehaald_op__isnull=True).select_related("norm")
    return (
        rijen.select_related("leerling", "school")
        .defer("antwoorden", "school__internetadres")
        .prefetch_related(
            Prefetch(
                "termijnen", queryset=lopend.order_by("uiterste_datum", "id"), to_attr="lopende_termijnen"
            )
        )
    )


def lijstrijen(rijen: Iterable[Any]) -> list[Lijstrij]:
    """Make list rows of requests that came through `met_lijstgegevens`."""
    dagen, op = kalender_van_swv(), vandaag()
    return [
        Lijstrij(
            sleutel=rij.sleutel,
            kenmerk=rij.kenmerk,
            leerling=rij.leerling.korte_naam,
            leerling_sleutel=rij.leerling.sleutel,
            school=rij.school.naam,
            soort=rij.soort.upper() if rij.soort != "pro" else "PrO",
            status=rij.get_status_display(),
            kleur=KLEUR[rij.status],
            ingediend_op=rij.ingediend_op,
            klok=klok_van(rij.lopende_termijnen[0], op, dagen) if rij.lopende_termijnen else None,
        )
        for rij in rijen
    ]
