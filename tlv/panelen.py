"""What this room hangs into the pages of others: navigation, work list, search, the panel of a pupil."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from leerlingen.models import Inschrijving
from swv.context import is_portaal
from swv.inrichting import zin
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
    paginanamen,
    werkbakken,
    zoekbronnen,
)
from swv.permissions import mag
from tlv.models import Aanvraag, Besluit, Toelaatbaarheidsverklaring
from tlv.permissions import scholen_met
from tlv.selectors import berichten, bezwaarwerk, knelpunt, laatstejaar, vergaderwerk
from tlv.selectors.lijst import STATUSNAMEN, lijstrijen, met_getoonde_status, met_lijstgegevens
from tlv.selectors.lopend import lopend_van_school
from tlv.selectors.tijdlijn import GEBEURTENISSEN
from tlv.selectors.werk import bronnen, wachtend


def zoek(user: Gebruiker, term: str) -> Sequence[Zoekresultaat]:
    """Requests by kenmerk, and by the number of a TLV that was made known to the reader."""
    voor_school = is_portaal(user)
    zichtbaar = met_getoonde_status(Aanvraag.objects.zichtbaar_voor(user), voor_school=voor_school)
    besluiten = Besluit.objects.zichtbaar_voor(user).filter(verklaring__nummer__icontains=term)
    rijen = zichtbaar.filter(Q(kenmerk__icontains=term) | Q(besluit__in=besluiten))
    return [
        Zoekresultaat(
            f"TLV {rij.kenmerk}",
            f"{rij.leerling.korte_naam} · {rij.get_soort_display()} · {STATUSNAMEN[rij.getoond]}",
            reverse("tlv:aanvraag", args=[rij.sleutel]),
            rij.leerling.sleutel,
        )
        for rij in rijen.select_related("leerling").defer("antwoorden").order_by("-id")[:8]
    ]


def paneel(request: HttpRequest, leerling: Any) -> str:
    """The requests and TLVs of this pupil, inside the scope of the reader.

    The outcome of an earlier TLV is for whoever may see the pupil today (architectuur.md B.6).
    """
    user: Gebruiker = request.user  # type: ignore[assignment]
    eigen = Aanvraag.objects.zichtbaar_voor(user).filter(leerling=leerling)
    eigen = met_getoonde_status(eigen, voor_school=is_portaal(user))
    tlvs = Toelaatbaarheidsverklaring.objects.filter(
        leerling=leerling, besluit__bekendgemaakt_op__isnull=False
    )
    hier = _scholen_met_leerling(user, leerling)
    lopend = lopend_van_school(leerling, hier) if hier else []
    context = {
        "leerling": leerling,
        "aanvragen": lijstrijen(met_lijstgegevens(eigen).order_by("-id")[:20]),
        "verklaringen": list(tlvs.order_by("-ingangsdatum", "-id")[:10]),
        "mag_aanvragen": bool(hier),
        "lopend": lopend[0] if lopend else None,
    }
    return render_to_string("tlv/_paneel.html", context, request)


def _scholen_met_leerling(user: Gebruiker, leerling: Any) -> list[int]:
    """The schools where the pupil stands today and for which this person makes requests."""
    if not mag(user, "tlv.aanvragen"):
        return []
    scholen = list(scholen_met(user, "tlv.aanvragen"))
    lopend = Inschrijving.objects.lopend(vandaag(), scholen).filter(leerling=leerling)
    return list(lopend.values_list("school_id", flat=True))


dossierpanelen += [Dossierpaneel("tlv", "TLV", "tlv.inzien", 10, paneel, "tlv")]
werkbakken += [
    Werkbak("tlv", "TLV", bronnen=bronnen, module="tlv"),
    Werkbak("commissie", zin("{commissie}"), bronnen=vergaderwerk.bronnen, module="tlv"),
    Werkbak("laatstejaar", "TLV loopt af", bronnen=laatstejaar.bronnen, module="tlv"),
    Werkbak("tlv_berichten", "TLV-berichten", bronnen=berichten.bronnen, module="tlv"),
    Werkbak("bezwaar", "Bezwaar", bronnen=bezwaarwerk.bronnen, module="tlv"),
    Werkbak("knelpunt", "Knelpunten", bronnen=knelpunt.bronnen, module="plaatsing"),
]
zoekbronnen += [Zoekbron("tlv", "TLV-aanvragen", "tlv.inzien", zoek, "tlv")]
menus += [
    Menu("Werk", "TLV-aanvragen", "tlv:lijst", "tlv.inzien", 20, wachtend, module="tlv"),
    Menu("Werk", zin("{commissie}"), "tlv:commissies", "tlv.vergaderen", 22, module="tlv"),
    Menu("Beheer", "Vragenlijsten TLV", "tlv:vragenlijsten", "tlv.vragenlijst", 92, module="tlv"),
    Menu("Werk", "Plaatsingen", "tlv:plaatsingen", "tlv.plaatsen", 24, module="plaatsing"),
    Menu("Werk", "TLV's die aflopen", "tlv:aflopend", "tlv.beoordelen", 26, module="tlv"),
]
# A draft exists for its school alone: that it was begun is not said on the page of the pupil.
gebeurtenisnamen |= {sleutel: zin for sleutel, zin in GEBEURTENISSEN.items() if sleutel[1] != "begonnen"}
paginanamen |= {
    "tlv:aanvraag": "TLV-aanvraag",
    "tlv:aanvullen": "TLV-aanvraag aanvullen",
    "tlv:advies": "Advies van een deskundige",
    "tlv:advies_bewaren": "Advies van een deskundige (bewaren)",
    "tlv:aflopend": "TLV's die aflopen",
    "tlv:agenda_aanvullen": "Aanvragen op een agenda zetten",
    "tlv:agenda_versturen": "Agenda versturen",
    "tlv:agendapunt": "Agendapunt van een vergadering",
    "tlv:agendapunt_verplaatsen": "Agendapunt verplaatsen",
    "tlv:agendapunt_weghalen": "Agendapunt weghalen",
    "tlv:beginnen": "TLV-aanvraag beginnen",
    "tlv:bericht_bewaren": "Bericht bij een TLV-aanvraag (bewaren)",
    "tlv:berichten": "Berichten bij een TLV-aanvraag",
    "tlv:berichten_gelezen": "Berichten bij een TLV-aanvraag gelezen",
    "tlv:besluit": "Besluit nemen",
    "tlv:bewaren": "TLV-aanvraag invullen (bewaren)",
    "tlv:bezwaar": "Bezwaar vastleggen",
    "tlv:bezwaar_afhandelen": "Einde van een bezwaar vastleggen",
    "tlv:bezwaar_bundel": "Dossier voor de LBT maken",
    "tlv:bezwaar_bundelbestand": "Dossier voor de LBT",
    "tlv:bezwaar_stap": "Stap in een bezwaar",
    "tlv:bezwaar_stuk": "Stuk bij een bezwaar",
    "tlv:bezwaar_stuk_toevoegen": "Stuk toevoegen aan een bezwaar",
    "tlv:bezwaardossier": "Bezwaar",
    "tlv:brief": "Besluitbrief",
    "tlv:brief_adres": "Adres van een besluitbrief",
    "tlv:brief_opnieuw": "Besluitbrief opnieuw maken",
    "tlv:brieven": "Besluitbrieven bij een TLV-aanvraag",
    "tlv:commissie": "Commissie",
    "tlv:commissieadvies": "Advies van een commissielid",
    "tlv:commissies": "Commissies",
    "tlv:compleet": "TLV-aanvraag compleet verklaren",
    "tlv:conclusie": "Conclusie van een commissie",
    "tlv:controleren": "TLV-aanvraag controleren en indienen",
    "tlv:deskundige": "Deskundige om advies vragen",
    "tlv:document": "Document bij een TLV-aanvraag",
    "tlv:document_toevoegen": "Document toevoegen aan een TLV-aanvraag",
    "tlv:document_vervangen": "Document bij een TLV-aanvraag vervangen",
    "tlv:genodigde_afzeggen": "Genodigde van een vergadering afzeggen",
    "tlv:genodigde_toevoegen": "Iemand voor een vergadering uitnodigen",
    "tlv:herstel_intrekken": "Verzoek om aanvulling intrekken",
    "tlv:herstel_vragen": "Om aanvulling vragen",
    "tlv:intrekken": "TLV-aanvraag intrekken",
    "tlv:kennisgeving": "Brief bij een TLV-aanvraag",
    "tlv:kennisgeving_verzonden": "Verzending van een brief vastleggen",
    "tlv:keuzehulp": "Keuzehulp",
    "tlv:keuzehulp_gebruiken": "Keuzehulp gebruiken",
    "tlv:keuzehulp_leerling": "Keuzehulp voor een leerling",
    "tlv:toewijzen": "Behandelaar kiezen voor meer aanvragen",
    "tlv:toewijzen_bevestigen": "Behandelaar toewijzen",
    "tlv:toewijzing": "Toewijzing van aanvragen",
    "tlv:toewijzing_ongedaan": "Toewijzing van aanvragen ongedaan maken",
    "tlv:vragenlijst": "Vragenlijst TLV",
    "tlv:vragenlijsten": "Vragenlijsten TLV",
    "tlv:knelpunt": "Knelpunt bij plaatsing",
    "tlv:knelpunt_openen": "Knelpunt bij plaatsing melden",
    "tlv:knelpunt_oplossen": "Knelpunt oplossen",
    "tlv:knelpuntstap": "Stap van een knelpunt vastleggen",
    "tlv:lid_beeindigen": "Zittingstermijn van een commissielid beëindigen",
    "tlv:lid_toevoegen": "Lid aan een commissie toevoegen",
    "tlv:lijst": "TLV-aanvragen",
    "tlv:niet_plaatsen": "Niet plaatsen",
    "tlv:ontvangst": "Ontvangstbevestiging van een TLV-aanvraag",
    "tlv:ophalen": "TLV ophalen",
    "tlv:opschorten": "Termijn van een TLV-aanvraag opschorten",
    "tlv:opschorting_beeindigen": "Opschorting van een termijn beëindigen",
    "tlv:pakket": "Dossierpakket",
    "tlv:pakket_aanvraag": "Dossierpakket van een aanvraag maken",
    "tlv:pakket_vergadering": "Dossierpakket van een vergadering maken",
    "tlv:pakketkaart_aanvraag": "Stand van een dossierpakket",
    "tlv:pakketkaart_vergadering": "Stand van een dossierpakket",
    "tlv:plaatsen": "Leerling plaatsen",
    "tlv:plaatsing": "Plaatsing met een TLV",
    "tlv:plaatsing_beeindigen": "Plaatsing beëindigen",
    "tlv:plaatsingen": "Wacht- en plaatsingslijst",
    "tlv:taak": "TLV-aanvraag invullen",
    "tlv:toewijzing_intrekken": "Vraag om advies intrekken",
    "tlv:verdagen": "Beslissing op een TLV-aanvraag verdagen",
    "tlv:vergadering": "Vergadering van een commissie",
    "tlv:vergadering_afgelasten": "Vergadering afgelasten",
    "tlv:vergadering_houden": "Vastleggen wie er bij een vergadering waren",
    "tlv:vergadering_plannen": "Vergadering plannen",
    "tlv:vergadering_wijzigen": "Vergadering wijzigen",
    "tlv:verslag": "Verslag van een vergadering",
    "tlv:verslag_vaststellen": "Verslag van een vergadering vaststellen",
    "tlv:vervolg": "Vervolg na een TLV",
    "tlv:verwijderen": "Concept van een TLV-aanvraag verwijderen",
    "tlv:verzonden": "Verzending van een besluitbrief vastleggen",
    "tlv:vol_beoordelen": "Volverklaring beoordelen",
    "tlv:vol_verklaren": "Vol verklaren",
}
