"""What stands behind the addresses of the TLV route: a request in each state, brought there by the services."""

from typing import Any
from uuid import uuid4

from swv.klok import nu
from swv.models import Bestand
from tests.tlv import commissiefabriek, factories, plaatsingfabriek
from tests.tlv.factories import OP, Rolverdeling
from tests.voorbeelden import Wereld, bestandsvelden, voorbeeld, voorbereiding
from tlv import services
from tlv.enums import Opschortgrond
from tlv.models import (
    Aanvraag,
    Agendapunt,
    Besluit,
    Bezwaar,
    Bezwaarbundel,
    Bezwaardocument,
    Bundelbestand,
    Commissielid,
    Dossierpakket,
    Herstelverzoek,
    Kennisgeving,
    Kennisgevingbestand,
    Knelpunt,
    Pakketbestand,
    Plaatsing,
    Termijnopschorting,
    Volverklaring,
)
from tlv.services.toewijzing import wijs_toe


@voorbereiding
def swv() -> None:
    factories.richt_swv_in()


def rollen(wereld: Wereld) -> Rolverdeling:
    """The people of this world around a pupil of its own."""
    wie = wereld.gebruikers
    return Rolverdeling(
        school=wereld.school,
        aanvrager=wie["school"],
        administratie=wie["administratie"],
        directeur=wie["directeur"],
        orthopedagoog=factories.GebruikerFactory(rol="deskundige"),
        arts=factories.GebruikerFactory(rol="deskundige"),
        leerling=wereld.nieuwe_leerling(),
    )


def _antwoorden(aanvraag: Aanvraag, wereld: Wereld) -> Aanvraag:
    """A canary in every free text of the request and in the name of its documents."""
    teksten = {code: f"{w} {wereld.kanarie}" for code, w in aanvraag.antwoorden.items() if " " in str(w)}
    aanvraag.antwoorden |= teksten
    aanvraag.save(update_fields=["antwoorden"])
    for koppeling in aanvraag.documenten.select_related("document"):
        _geef_inhoud(koppeling.document, wereld)
    return aanvraag


def _geef_inhoud(bestand: Bestand, wereld: Wereld) -> None:
    """Give a row of the factories real bytes."""
    for naam, waarde in bestandsvelden(wereld).items():
        setattr(bestand, naam, waarde)
    bestand.save()


def concept(wereld: Wereld) -> Aanvraag:
    def maak() -> Aanvraag:
        verdeling = rollen(wereld)
        return _antwoorden(factories.vul_in(factories.begin(verdeling), verdeling), wereld)

    return wereld.een_keer("concept", maak)


def ingediend(wereld: Wereld) -> Aanvraag:
    return wereld.een_keer("ingediend", lambda: _antwoorden(factories.ingediend(rollen(wereld)), wereld))


def compleet(wereld: Wereld) -> Aanvraag:
    """Complete, and assigned to the deskundige of this world."""

    def maak() -> Aanvraag:
        verdeling = rollen(wereld)
        aanvraag = _antwoorden(factories.compleet(verdeling), wereld)
        services.deskundige_toewijzen(
            aanvraag=aanvraag, deskundige=wereld.gebruikers["deskundige"], door=verdeling.administratie, op=OP
        )
        return aanvraag

    return wereld.een_keer("compleet", maak)


def herstel(wereld: Wereld) -> Herstelverzoek:
    def maak() -> Herstelverzoek:
        verdeling = rollen(wereld)
        aanvraag = _antwoorden(factories.ingediend(verdeling), wereld)
        return factories.vraag_aanvulling(aanvraag, verdeling)

    return wereld.een_keer("herstel", maak)


def besluit(wereld: Wereld) -> Besluit:
    """Decided and made known, the motivation with a canary."""

    def maak() -> Besluit:
        verdeling = rollen(wereld)
        genomen = factories.besluit(
            verdeling, factories.geadviseerd(verdeling), motivering=f"Goed onderbouwd. {wereld.kanarie}"
        )
        bekend = factories.maak_bekend(genomen, verdeling)
        for brief in bekend.brieven.all():
            _geef_inhoud(brief.bestand, wereld)
        return bekend

    return wereld.een_keer("besluit", maak)


def bezwaar_van(wereld: Wereld) -> Bezwaar:
    return wereld.een_keer(
        "bezwaar",
        lambda: services.bezwaar_registreren(
            besluit=besluit(wereld),
            indiener=f"Ouder {wereld.kanarie}",
            ontvangen_op=factories.na(3).date(),
            door=wereld.gebruikers["administratie"],
            op=factories.na(3),
        ),
    )


@voorbeeld("tlv:beginnen", "tlv:keuzehulp_leerling")
def beginnen(wereld: Wereld) -> dict[str, Any]:
    return {"leerling": wereld.leerling.sleutel}


@voorbeeld("tlv:vragenlijst", overal=True)
def vragenlijst(_wereld: Wereld) -> dict[str, Any]:
    return {"code": "tlv_vso"}


@voorbeeld("tlv:controleren", "tlv:verwijderen")
def van_concept(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": concept(wereld).sleutel}


@voorbeeld("tlv:taak", "tlv:bewaren")
def taak(wereld: Wereld) -> dict[str, Any]:
    aanvraag = concept(wereld)
    return {"sleutel": aanvraag.sleutel, "code": aanvraag.vragenlijst.inhoud["taken"][0]["code"]}


@voorbeeld("tlv:document_toevoegen")
def document_toevoegen(wereld: Wereld) -> dict[str, Any]:
    aanvraag = concept(wereld)
    return {"sleutel": aanvraag.sleutel, "vraag": aanvraag.documenten.order_by("id")[0].vraag}


@voorbeeld("tlv:document", "tlv:document_vervangen")
def document(wereld: Wereld) -> dict[str, Any]:
    aanvraag = concept(wereld)
    koppeling = aanvraag.documenten.select_related("document").order_by("id")[0]
    return {"sleutel": aanvraag.sleutel, "document": koppeling.document.sleutel}


@voorbeeld("tlv:aanvraag", "tlv:ontvangst", "tlv:intrekken", "tlv:herstel_vragen", "tlv:compleet")
def van_ingediend(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": ingediend(wereld).sleutel}


@voorbeeld("tlv:berichten", "tlv:berichten_gelezen", "tlv:bericht_bewaren", post={"tekst": "Half geschreven"})
def gesprek(wereld: Wereld) -> dict[str, Any]:
    def maak() -> Aanvraag:
        verdeling = rollen(wereld)
        aanvraag = factories.ingediend(verdeling)
        for door in (verdeling.aanvrager, verdeling.administratie):
            services.bericht_plaatsen(
                aanvraag=aanvraag, tekst=f"Bericht {wereld.kanarie}", sleutel=uuid4(), door=door, op=OP
            )
        return aanvraag

    return {"sleutel": wereld.een_keer("gesprek", maak).sleutel}


@voorbeeld("tlv:herstel_intrekken", "tlv:aanvullen")
def van_herstel(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": herstel(wereld).aanvraag.sleutel}


@voorbeeld("tlv:deskundige", "tlv:advies", "tlv:advies_bewaren")
def van_compleet(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": compleet(wereld).sleutel}


@voorbeeld("tlv:toewijzing_intrekken")
def toewijzing(wereld: Wereld) -> dict[str, Any]:
    aanvraag = compleet(wereld)
    return {"sleutel": aanvraag.sleutel, "advies": aanvraag.adviezen.get().sleutel}


@voorbeeld("tlv:besluit")
def te_beslissen(wereld: Wereld) -> dict[str, Any]:
    maak = wereld.een_keer("geadviseerd", lambda: _antwoorden(factories.geadviseerd(rollen(wereld)), wereld))
    return {"sleutel": maak.sleutel}


def _schort_op(wereld: Wereld) -> Termijnopschorting:
    """A request whose term stands still, with the letter that tells it, canary included."""
    aanvraag = _antwoorden(factories.ingediend(rollen(wereld)), wereld)
    rij = services.termijn_opschorten(
        aanvraag=aanvraag,
        grond=Opschortgrond.OVERMACHT,
        vanaf=factories.na(5).date(),
        tot_en_met=None,
        ingestemd_op=None,
        toelichting=f"Brand. {wereld.kanarie}",
        door=wereld.gebruikers["administratie"],
        op=factories.na(5),
    )
    for brief in aanvraag.kennisgevingen.all():
        Kennisgevingbestand.objects.create(kennisgeving=brief, **bestandsvelden(wereld))
    return rij


def opgeschort(wereld: Wereld) -> Termijnopschorting:
    return wereld.een_keer("opgeschort", lambda: _schort_op(wereld))


@voorbeeld("tlv:verdagen", "tlv:opschorten")
def meer_tijd(wereld: Wereld) -> dict[str, Any]:
    maak = wereld.een_keer(
        "meer_tijd", lambda: _antwoorden(factories.ingediend(rollen(wereld), op=nu()), wereld)
    )
    return {"sleutel": maak.sleutel}


@voorbeeld("tlv:opschorting_beeindigen")
def opschorting(wereld: Wereld) -> dict[str, Any]:
    rij = opgeschort(wereld)
    return {"sleutel": rij.aanvraag.sleutel, "opschorting": rij.sleutel}


@voorbeeld("tlv:kennisgeving_verzonden")
def kennisgeving(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": opgeschort(wereld).aanvraag.kennisgevingen.get().sleutel}


@voorbeeld("tlv:kennisgeving")
def verzonden_kennisgeving(wereld: Wereld) -> dict[str, Any]:
    """A school sees a letter once it went out."""

    def maak() -> Kennisgeving:
        brief = _schort_op(wereld).aanvraag.kennisgevingen.get()
        return services.kennisgeving_verzonden(
            kennisgeving=brief,
            verzonden_op=factories.na(6).date(),
            door=wereld.gebruikers["administratie"],
            op=factories.na(6),
        )

    return {"sleutel": wereld.een_keer("verzonden_kennisgeving", maak).sleutel}


@voorbeeld("tlv:bezwaar", "tlv:brieven")
def bezwaar(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": besluit(wereld).aanvraag.sleutel}


@voorbeeld("tlv:bezwaar_afhandelen")
def bezwaar_afhandelen(wereld: Wereld) -> dict[str, Any]:
    gemaakt = bezwaar_van(wereld)
    return {"sleutel": gemaakt.besluit.aanvraag.sleutel, "bezwaar": gemaakt.sleutel}


def bezwaar_met_stukken(wereld: Wereld) -> Bezwaar:
    """An objection with a paper and a made bundle, canary in both."""

    def maak() -> Bezwaar:
        rij = bezwaar_van(wereld)
        Bezwaardocument.objects.create(bezwaar=rij, soort="bezwaarschrift", **bestandsvelden(wereld))
        bundel = Bezwaarbundel.objects.create(bezwaar=rij, gevraagd_op=OP)
        Bundelbestand.objects.create(bundel=bundel, **bestandsvelden(wereld))
        return rij

    return wereld.een_keer("bezwaar_met_stukken", maak)


@voorbeeld("tlv:bezwaardossier", "tlv:bezwaar_stuk_toevoegen", "tlv:bezwaar_bundel")
def bezwaardossier(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": bezwaar_met_stukken(wereld).sleutel}


@voorbeeld("tlv:bezwaar_stap")
def bezwaar_stap(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": bezwaar_met_stukken(wereld).sleutel, "code": "verdagen"}


@voorbeeld("tlv:bezwaar_stuk")
def bezwaar_stuk(wereld: Wereld) -> dict[str, Any]:
    rij = bezwaar_met_stukken(wereld)
    return {"sleutel": rij.sleutel, "stuk": rij.stukken.get().sleutel}


@voorbeeld("tlv:bezwaar_bundelbestand")
def bezwaar_bundelbestand(wereld: Wereld) -> dict[str, Any]:
    rij = bezwaar_met_stukken(wereld)
    return {"sleutel": rij.sleutel, "bestand": rij.bundels.get().bestanden.get().sleutel}


@voorbeeld("tlv:brief", "tlv:verzonden", "tlv:brief_adres", "tlv:brief_opnieuw")
def brief(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": besluit(wereld).brieven.order_by("id")[0].sleutel}


def eigen_lid(wereld: Wereld) -> Commissielid:
    """The commissielid of this world, in a committee of its own."""
    return wereld.een_keer(
        "commissielid",
        lambda: commissiefabriek.lid(
            commissiefabriek.commissie(f"Commissie {wereld.naam}"), wereld.gebruikers["commissielid"]
        ),
    )


def agendapunt(wereld: Wereld) -> Agendapunt:
    """A sent agenda with one request of this world, a canary in every text of it."""

    def maak() -> Agendapunt:
        beheer, lid = wereld.gebruikers["administratie"], eigen_lid(wereld)
        aanvraag = _antwoorden(factories.compleet(rollen(wereld)), wereld)
        rij = commissiefabriek.vergadering(lid.commissie, beheer, aanvraag, verstuurd=True)
        punt: Agendapunt = rij.agendapunten.get()
        services.commissieadvies_geven(
            agendapunt=punt,
            lid=lid,
            conclusie="positief",
            motivering=f"Passend. {wereld.kanarie}",
            door=lid.gebruiker,
            op=OP,
        )
        services.verslag_bewaren(
            vergadering=rij, verslag=f"Besproken: {wereld.kanarie}", versie=rij.versie, door=beheer, op=OP
        )
        services.genodigde_toevoegen(
            vergadering=rij,
            naam=f"Gast {wereld.kanarie}",
            hoedanigheid="ouder",
            agendapunt=punt,
            door=beheer,
            op=OP,
        )
        return punt

    return wereld.een_keer("agendapunt", maak)


@voorbeeld(
    "tlv:vergadering",
    "tlv:vergadering_wijzigen",
    "tlv:agenda_aanvullen",
    "tlv:agenda_versturen",
    "tlv:vergadering_houden",
    "tlv:verslag",
    "tlv:verslag_vaststellen",
    "tlv:vergadering_afgelasten",
    "tlv:genodigde_toevoegen",
    "tlv:pakket_vergadering",
    "tlv:pakketkaart_vergadering",
)
def van_vergadering(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": agendapunt(wereld).vergadering.sleutel}


def pakket_van(wereld: Wereld) -> Dossierpakket:
    """A finished pack of the agenda of this world, with a canary in its bytes."""

    def maak() -> Dossierpakket:
        rij = services.pakket_van_vergadering(
            vergadering=agendapunt(wereld).vergadering, door=wereld.gebruikers["administratie"], op=OP
        )
        Pakketbestand.objects.create(pakket=rij, **bestandsvelden(wereld))
        return rij

    return wereld.een_keer("pakket", maak)


def plaatsing_bij(wereld: Wereld) -> Plaatsing:
    """A TLV that the school of this world picked up."""

    def maak() -> Plaatsing:
        return plaatsingfabriek.op_lijst(besluit(wereld).verklaring, wereld.school)

    return wereld.een_keer("plaatsing", maak)


@voorbeeld("tlv:pakket")
def van_pakket(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": pakket_van(wereld).sleutel}


@voorbeeld("tlv:pakket_aanvraag", "tlv:pakketkaart_aanvraag")
def pakket_van_aanvraag(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": ingediend(wereld).sleutel}


@voorbeeld("tlv:plaatsing", "tlv:plaatsen", "tlv:niet_plaatsen", "tlv:plaatsing_beeindigen")
def van_plaatsing(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": plaatsing_bij(wereld).sleutel}


def knelpunt_van(wereld: Wereld) -> Knelpunt:
    """An open knelpunt with a canary in what is the matter."""

    def maak() -> Knelpunt:
        rij = Knelpunt.objects.create(
            verklaring=besluit(wereld).verklaring,
            gemeld_per=OP.date(),
            omschrijving=f"Geen plek. {wereld.kanarie}",
            geopend_op=OP,
        )
        rij.stappen.create(volgorde=1, naam="Overleg", uiterste_datum=OP.date())
        return rij

    return wereld.een_keer("knelpunt", maak)


@voorbeeld("tlv:knelpunt", "tlv:knelpunt_oplossen")
def van_knelpunt(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": knelpunt_van(wereld).sleutel}


@voorbeeld("tlv:knelpuntstap")
def van_stap(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": knelpunt_van(wereld).sleutel, "stap": knelpunt_van(wereld).stappen.get().sleutel}


@voorbeeld("tlv:vol_beoordelen")
def van_volverklaring(wereld: Wereld) -> dict[str, Any]:
    def maak() -> Volverklaring:
        return Volverklaring.objects.create(
            school=wereld.school, groep="Groep 2", vanaf=OP.date(), reden="Geen plek meer.", gemeld_op=OP
        )

    return {"sleutel": wereld.een_keer("volverklaring", maak).sleutel}


@voorbeeld("tlv:vervolg", "tlv:knelpunt_openen")
def van_verklaring(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": besluit(wereld).verklaring.sleutel}


@voorbeeld("tlv:genodigde_afzeggen")
def van_genodigde(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": agendapunt(wereld).genodigden.get().sleutel}


@voorbeeld(
    "tlv:agendapunt",
    "tlv:commissieadvies",
    "tlv:conclusie",
    "tlv:agendapunt_verplaatsen",
    "tlv:agendapunt_weghalen",
)
def van_agendapunt(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": agendapunt(wereld).sleutel}


@voorbeeld("tlv:commissie", "tlv:lid_toevoegen", "tlv:vergadering_plannen")
def van_commissie(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": eigen_lid(wereld).commissie.sleutel}


@voorbeeld("tlv:lid_beeindigen")
def van_lid(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": eigen_lid(wereld).sleutel}


@voorbeeld("tlv:toewijzing", "tlv:toewijzing_ongedaan", overal=True)
def samen_toegewezen(wereld: Wereld) -> dict[str, Any]:
    verdeling = rollen(wereld)
    rij = wijs_toe(
        sleutel=uuid4(),
        sleutels=[factories.ingediend(verdeling).sleutel],
        behandelaar=verdeling.administratie,
        door=verdeling.administratie,
        op=nu(),
    )
    return {"sleutel": rij.sleutel}
