"""A member sees exactly what lies on the agenda, from sending it until the minutes are final; canaries tell."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlingen.models import Dossierdocument, Leerling
from swv.klok import vandaag
from swv.models import Gebruiker
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.commissiefabriek import (
    commissie,
    geconcludeerd,
    gehouden,
    lid,
    vastgesteld,
    vergadering,
)
from tests.tlv.factories import OP, Rolverdeling, na
from tests.werklijst import werkregels
from tlv import services
from tlv.enums import Beroep
from tlv.models import Aanvraag, Agendapunt, Vergadering

KANARIE = "Kanarievogel"


@pytest.fixture
def aanvraag(rollen: Rolverdeling) -> Aanvraag:
    Leerling.objects.filter(pk=rollen.leerling.pk).update(achternaam=KANARIE)
    rij = factories.compleet(rollen)
    factories.adviseer(rij, rollen, rollen.arts, Beroep.ARTS)
    return rij


@pytest.fixture
def wie(rollen: Rolverdeling) -> Gebruiker:
    return lid(commissie()).gebruiker


def ziet(wie: Gebruiker, aanvraag: Aanvraag) -> set[str]:
    """Through which doors this person reaches the request, its pupil and its papers."""
    vers = Gebruiker.objects.get(pk=wie.pk)
    deuren = {
        "aanvraag": Aanvraag.objects.zichtbaar_voor(vers).filter(pk=aanvraag.pk),
        "leerling": Leerling.objects.zichtbaar_voor(vers).filter(pk=aanvraag.leerling_id),
        "documenten": Dossierdocument.objects.zichtbaar_voor(vers).filter(leerling=aanvraag.leerling_id),
        "agendapunt": Agendapunt.objects.zichtbaar_voor(vers).filter(aanvraag=aanvraag),
    }
    return {naam for naam, rijen in deuren.items() if rijen.exists()}


ALLES = {"aanvraag", "leerling", "documenten", "agendapunt"}


class TestWanneer:
    def test_van_agenda_tot_vastgesteld_verslag(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker
    ) -> None:
        beheer = rollen.administratie
        assert ziet(wie, aanvraag) == set()
        rij = vergadering(commissie(), beheer, aanvraag)
        assert ziet(wie, aanvraag) == set(), "planned is not sent"
        services.agenda_versturen(vergadering=rij, door=beheer, op=OP)
        assert ziet(wie, aanvraag) == ALLES
        gehouden(rij, beheer)
        assert ziet(wie, aanvraag) == ALLES
        geconcludeerd(rij, beheer)
        rij.refresh_from_db()
        services.verslag_bewaren(vergadering=rij, verslag="Klaar.", versie=rij.versie, door=beheer, op=OP)
        services.verslag_vaststellen(vergadering=rij, door=beheer, op=OP)
        assert ziet(wie, aanvraag) == set()

    def test_niet_na_afgelasten_weghalen_of_intrekken(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker
    ) -> None:
        beheer = rollen.administratie
        rij = vergadering(commissie(), beheer, aanvraag, verstuurd=True)
        services.van_agenda_halen(agendapunt=rij.agendapunten.get(), door=beheer, op=OP)
        assert ziet(wie, aanvraag) == set()
        services.op_agenda_zetten(vergadering=rij, aanvragen=[aanvraag], door=beheer, op=OP)
        assert ziet(wie, aanvraag) == ALLES
        services.aanvraag_intrekken(aanvraag=aanvraag, reden="Verhuisd.", door=rollen.aanvrager, op=OP)
        assert ziet(wie, aanvraag) == set()

    def test_niet_na_afgelasten(self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker) -> None:
        rij = vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)
        services.vergadering_afgelasten(vergadering=rij, reden="Ziekte.", door=rollen.administratie, op=OP)

        assert ziet(wie, aanvraag) == set()

    @pytest.mark.parametrize(
        ("vanaf", "tot_en_met", "verwacht"),
        [
            (date(2026, 12, 1), None, ALLES),
            (date(2026, 8, 1), date(2026, 12, 1), ALLES),
            (date(2026, 12, 2), None, set()),
            (date(2026, 8, 1), date(2026, 11, 30), set()),
        ],
    )
    def test_alleen_in_de_zittingstermijn(
        self,
        rollen: Rolverdeling,
        aanvraag: Aanvraag,
        vanaf: date,
        tot_en_met: date | None,
        verwacht: set[str],
    ) -> None:
        wie = lid(commissie(), vanaf=vanaf, tot_en_met=tot_en_met).gebruiker
        vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)

        assert ziet(wie, aanvraag) == verwacht

    def test_niet_van_een_andere_commissie(self, rollen: Rolverdeling, aanvraag: Aanvraag) -> None:
        elders = lid(commissie("Andere")).gebruiker
        vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)

        assert ziet(elders, aanvraag) == set()

    def test_niet_zonder_de_rol(self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker) -> None:
        """A role that ended is out at once, whatever the committee still says."""
        vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)
        wie.roltoekenningen.update(geldig_tot_en_met=vandaag() - timedelta(days=1))

        assert ziet(wie, aanvraag) == set()

    def test_de_andere_papieren_van_de_leerling_blijven_dicht(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker
    ) -> None:
        oud = factories.voeg_document_toe(factories.begin(factories.rolverdeling()), "opp").document
        Dossierdocument.objects.filter(pk=oud.pk).update(leerling=rollen.leerling)
        vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)

        assert not Dossierdocument.objects.zichtbaar_voor(wie).filter(pk=oud.pk).exists()


def adressen(aanvraag: Aanvraag, rij: Vergadering) -> list[str]:
    punt = rij.agendapunten.get()
    return [
        "/",
        reverse("tlv:lijst"),
        reverse("tlv:commissies"),
        reverse("tlv:commissie", args=[rij.commissie.sleutel]),
        reverse("tlv:vergadering", args=[rij.sleutel]),
        reverse("tlv:agendapunt", args=[punt.sleutel]),
        reverse("tlv:commissieadvies", args=[punt.sleutel]),
        reverse("tlv:verslag", args=[rij.sleutel]),
        reverse("tlv:aanvraag", args=[aanvraag.sleutel]),
        reverse("leerlingen:detail", args=[aanvraag.leerling.sleutel]),
        reverse("zoeken") + f"?q={aanvraag.kenmerk}",
    ]


class TestBladzijden:
    @pytest.mark.parametrize("stand", ["gepland", "vastgesteld"])
    def test_voor_en_na_staat_er_niets_van_de_leerling(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, als: Any, stand: str
    ) -> None:
        beheer, wie = rollen.administratie, lid(commissie(), functie="voorzitter").gebruiker
        rij = vergadering(commissie(), beheer, aanvraag, verstuurd=stand == "vastgesteld")
        if stand == "vastgesteld":
            vastgesteld(rij, beheer)
            Vergadering.objects.update(verslag=f"Besproken: {KANARIE}")
        client = als(wie)

        for adres in adressen(aanvraag, rij):
            tekst = client.get(adres, follow=True).content.decode()
            assert KANARIE not in tekst, adres
            assert rollen.leerling.roepnaam not in tekst, adres

    def test_tussendoor_leest_een_lid_alles_wat_nodig_is(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker, als: Any
    ) -> None:
        rij = vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)
        client = als(wie)

        blad = client.get(reverse("tlv:vergadering", args=[rij.sleutel])).content.decode()
        assert f"{rollen.leerling.roepnaam} K." in blad
        aanvraagblad = client.get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()
        assert KANARIE in aanvraagblad
        assert "Eigen oordeel van de arts." in aanvraagblad
        assert "Naar het agendapunt" in aanvraagblad
        assert "1 aanvraag lezen en advies geven" in client.get("/").content.decode()

    def test_het_advies_komt_op_de_aanvraag(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker, als: Any
    ) -> None:
        rij = vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)
        adres = reverse("tlv:commissieadvies", args=[rij.agendapunten.get().sleutel])
        client = als(wie)
        assert client.post(adres, {"conclusie": "positief", "motivering": ""}).status_code == 422
        klaar = client.post(adres, {"conclusie": "negatief", "motivering": "Regulier kan nog."}, follow=True)
        assert "Het advies is vastgelegd" in klaar.content.decode()
        swv = als(rollen.directeur).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()
        assert "Advies van de commissie" in swv
        assert "Regulier kan nog." in swv
        school = als(rollen.aanvrager).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()
        assert "Regulier kan nog." not in school
        assert "commissie" not in school.lower()

    def test_het_swv_doet_de_hele_vergadering(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker, als: Any
    ) -> None:
        client = als(rollen.administratie)
        plan = reverse("tlv:vergadering_plannen", args=[commissie().sleutel])
        leeg = client.post(plan, {"dag": "2026-12-01", "tijd": "08:30"})
        assert "Vul een plaats in" in leeg.content.decode()
        client.post(plan, {"dag": "2026-12-01", "tijd": "08:30", "plaats": "Zaal 1"})
        rij = Vergadering.objects.get()

        def doe(pad: str, wat: Vergadering | Agendapunt = rij, /, **gegevens: Any) -> str:
            antwoord = client.post(reverse(f"tlv:{pad}", args=[wat.sleutel]), gegevens, follow=True)
            assert antwoord.status_code == 200, antwoord.content.decode()
            return antwoord.content.decode()

        assert (
            aanvraag.kenmerk
            in client.get(reverse("tlv:agenda_aanvullen", args=[rij.sleutel])).content.decode()
        )
        doe("agenda_aanvullen", aanvragen=[aanvraag.pk])
        punt = rij.agendapunten.get()
        doe("agendapunt_verplaatsen", punt, stap="op")
        assert "G. Gast" in doe(
            "genodigde_toevoegen", naam="G. Gast", hoedanigheid="ouder", agendapunt=punt.pk
        )
        doe("agenda_versturen")
        Vergadering.objects.update(begint_op=OP)
        doe("vergadering_houden", aanwezig=[commissie().leden.get().pk], genodigden=[rij.genodigden.get().pk])
        doe("commissieadvies", punt, lid=commissie().leden.get().pk, conclusie="positief", motivering="Ja.")
        doe("conclusie", punt, conclusie="positief", toelichting="Kleine groep.")
        doe("verslag", verslag="Besproken.", versie=1)
        klaar = doe("verslag_vaststellen")

        assert "Verslag vastgesteld" in klaar
        assert "was aanwezig" in klaar

    def test_twee_tegelijk_aan_het_verslag(self, rollen: Rolverdeling, aanvraag: Aanvraag, als: Any) -> None:
        rij = vergadering(commissie(), rollen.administratie, aanvraag, verstuurd=True)
        adres, client = reverse("tlv:verslag", args=[rij.sleutel]), als(rollen.administratie)
        client.post(adres, {"verslag": "Van de een.", "versie": 1})

        botsing = client.post(adres, {"verslag": "Van de ander.", "versie": 1})
        assert botsing.status_code == 409
        assert "Van de een." in botsing.content.decode()

    @pytest.mark.parametrize("naam", ["vergadering", "commissie"])
    def test_meer_agendapunten_vragen_niet_meer_queries(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, als: Any, naam: str
    ) -> None:
        rij = vergadering(commissie(), rollen.administratie, aanvraag)
        client, doel = als(rollen.administratie), {"vergadering": rij, "commissie": rij.commissie}[naam]
        adres = reverse(f"tlv:{naam}", args=[doel.sleutel])
        client.get(adres)
        een = tel(client, adres)
        for dag in (7, 14):
            ander = factories.compleet(factories.rolverdeling())
            services.op_agenda_zetten(vergadering=rij, aanvragen=[ander], door=rollen.administratie, op=OP)
            vergadering(commissie(), rollen.administratie, begint_op=na(dag))

        assert tel(client, adres) == een


def tel(client: Any, adres: str) -> int:
    with CaptureQueriesContext(connection) as vragen:
        client.get(adres)
    return len(vragen)


class TestWerklijst:
    def regels(self, wie: Gebruiker) -> list[str]:
        vers = Gebruiker.objects.get(pk=wie.pk)
        return [regel.wat for regel in werkregels("commissie", vers)]

    def test_een_lid_leest_en_adviseert(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker
    ) -> None:
        rij = vergadering(commissie(), rollen.administratie, aanvraag)
        assert self.regels(wie) == []
        services.agenda_versturen(vergadering=rij, door=rollen.administratie, op=OP)
        assert self.regels(wie) == ["1 aanvraag lezen en advies geven"]
        services.commissieadvies_geven(
            agendapunt=rij.agendapunten.get(),
            lid=commissie().leden.get(),
            conclusie="positief",
            motivering="Ja.",
            door=wie,
            op=OP,
        )
        assert self.regels(wie) == []

    def test_het_swv_bereidt_voor_en_rondt_af(
        self, rollen: Rolverdeling, aanvraag: Aanvraag, wie: Gebruiker
    ) -> None:
        beheer = rollen.administratie
        rij = vergadering(commissie(), beheer)
        assert self.regels(beheer) == ["Agenda maken: er staat nog geen aanvraag op"]
        services.op_agenda_zetten(vergadering=rij, aanvragen=[aanvraag], door=beheer, op=OP)
        assert self.regels(beheer) == ["Agenda versturen: 1 aanvraag"]
        services.agenda_versturen(vergadering=rij, door=beheer, op=OP)
        assert self.regels(beheer) == ["Vastleggen wie er waren"]
        gehouden(rij, beheer)
        assert self.regels(beheer) == ["Conclusie vastleggen bij 1 aanvraag"]
        geconcludeerd(rij, beheer)
        assert self.regels(beheer) == ["Verslag afmaken en vaststellen"]

    def test_een_vergadering_ver_weg_is_nog_geen_werk(self, rollen: Rolverdeling) -> None:
        vergadering(commissie(), rollen.administratie, begint_op=na(90))

        assert self.regels(rollen.administratie) == []
        assert self.regels(GebruikerFactory(rol="school")) == []
