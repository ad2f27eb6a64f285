"""What happened with a request, in words."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from swv.models import Gebeurtenis
from tlv.models import Aanvraag, Besluit, Bezwaar, Brief

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
    ("tlv.deskundigenadvies", "vervallen"): "Vraag om advies vervallen",
    ("tlv.aanvraag", "op_agenda"): "Op de agenda van de commissie gezet",
    ("tlv.aanvraag", "van_agenda"): "Van de agenda van de commissie gehaald",
    ("tlv.aanvraag", "commissie_advies"): "Conclusie van de commissie vastgelegd",
    ("tlv.aanvraag", "besluit_nemen"): "Besluit genomen",
    ("tlv.aanvraag", "niet_behandelen"): "Besluit genomen: niet in behandeling",
    ("tlv.brief", "gemaakt"): "Besluitbrief gemaakt",
    ("tlv.brief", "verzonden"): "Besluitbrief verzonden",
    ("tlv.besluit", "bekendmaken"): "Besluit bekendgemaakt; de bezwaartermijn loopt",
    ("tlv.besluit", "bezwaar_registreren"): "Bezwaar ontvangen",
    ("tlv.besluit", "handhaven"): "Bezwaar afgehandeld: het besluit blijft",
    ("tlv.besluit", "herroepen"): "Bezwaar afgehandeld: het besluit is herroepen",
    ("tlv.besluit", "onherroepelijk_maken"): "Besluit is onherroepelijk",
    ("tlv.bezwaar", "herstel_gevraagd"): "Gevraagd om het bezwaar aan te vullen",
    ("tlv.bezwaar", "hersteld"): "Bezwaar aangevuld",
    ("tlv.bezwaar", "doorzenden"): "Bezwaar doorgestuurd naar de LBT",
    ("tlv.bezwaar", "hoorzitting_gepland"): "Hoorzitting gepland",
    ("tlv.bezwaar", "lbt_advies_ontvangen"): "Advies van de LBT ontvangen",
    ("tlv.bezwaar", "bezwaar_verdaagd"): "Beslissing op bezwaar verdaagd",
    ("tlv.bezwaar", "beroep_registreren"): "Beroep ingesteld bij de rechtbank",
    ("tlv.bezwaar", "beroep_afsluiten"): "Beroep voorbij",
    ("tlv.aanvraag", "verdaagd"): "Beslissing verdaagd (Awb 4:14)",
    ("tlv.aanvraag", "opgeschort"): "Termijn opgeschort (Awb 4:15)",
    ("tlv.aanvraag", "opschorting_beeindigd"): "Opschorting voorbij; de klok loopt weer",
    ("tlv.aanvraag", "toegewezen"): "Behandelaar gewijzigd",
    ("tlv.aanvraag", "intrekken"): "Aanvraag ingetrokken door de school",
    ("tlv.brief", "adres_aangevuld"): "Adres aangevuld voor een besluitbrief",
}
# What the school does not read: advices, and the decision before it is made known (Awb 3:40).
NIET_VOOR_SCHOOL = {"tlv.deskundigenadvies", "tlv.brief", "tlv.bezwaar"}
NIET_VOOR_SCHOOL_SOORT = {
    "besluit_nemen",
    "niet_behandelen",
    "op_agenda",
    "van_agenda",
    "commissie_advies",
    "toegewezen",
}


@dataclass(frozen=True)
class Punt:
    """One event on the timeline."""

    wanneer: Any
    titel: str
    door: str
    toelichting: str


def tijdlijn(aanvraag: Aanvraag, *, voor_school: bool) -> list[Punt]:
    """What happened with this request, its advices and its decision, newest first.

    A school reads nothing about advices, and about the decision only that it was made known.
    """
    rijen = Gebeurtenis.objects.filter(_onderwerpen(aanvraag)).select_related("door").order_by("-op", "-id")
    over = {} if voor_school else _waarover(aanvraag)
    return [
        Punt(
            rij.op,
            titel,
            rij.door.naam if rij.door else "het systeem",
            "" if voor_school else rij.toelichting or _ander(over.get(rij.onderwerp_sleutel, ""), rij),
        )
        for rij in rijen
        if (titel := GEBEURTENISSEN.get((rij.onderwerp, rij.soort)))
        and not (voor_school and _verborgen_voor_school(rij))
    ]


def _ander(naam: str, rij: Gebeurtenis) -> str:
    """The other person of an event; not the name of who did it once more."""
    return "" if rij.door and rij.door.naam == naam else naam


def _waarover(aanvraag: Aanvraag) -> dict[UUID, str]:
    """Whose letter or advice an event is about; only the SWV reads this."""
    brieven = Brief.objects.filter(besluit__aanvraag=aanvraag).only("sleutel", "geadresseerde", "aan")
    adviezen = aanvraag.adviezen.select_related("deskundige")
    return {b.sleutel: f"{b.get_geadresseerde_display()}: {b.aan}" for b in brieven} | {
        a.sleutel: a.deskundige.naam for a in adviezen
    }


def _onderwerpen(aanvraag: Aanvraag) -> Q:
    """The events of the request itself and of everything that hangs on it."""
    adviezen = aanvraag.adviezen.values_list("sleutel", flat=True)
    besluiten = Besluit.objects.filter(aanvraag=aanvraag).values_list("sleutel", flat=True)
    brieven_ = Brief.objects.filter(besluit__aanvraag=aanvraag).values_list("sleutel", flat=True)
    bezwaren = Bezwaar.objects.filter(besluit__aanvraag=aanvraag).values_list("sleutel", flat=True)
    return (
        Q(onderwerp="tlv.aanvraag", onderwerp_sleutel=aanvraag.sleutel)
        | Q(onderwerp="tlv.deskundigenadvies", onderwerp_sleutel__in=adviezen)
        | Q(onderwerp="tlv.besluit", onderwerp_sleutel__in=besluiten)
        | Q(onderwerp="tlv.brief", onderwerp_sleutel__in=brieven_)
        | Q(onderwerp="tlv.bezwaar", onderwerp_sleutel__in=bezwaren)
    )


def _verborgen_voor_school(rij: Gebeurtenis) -> bool:
    return rij.onderwerp in NIET_VOOR_SCHOOL or rij.soort in NIET_VOOR_SCHOOL_SOORT
