"""The list: filters, search without a name in the address, paging by key, few queries."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlingen.models import Leerling
from leerlingen.selectors import Filter, jaren_eerder, lees_datum, lijst
from swv.bladeren import GROOTTE
from swv.enums import Inzagesoort
from swv.klok import vandaag
from swv.models import Gebied, Inzage, School
from tests.conftest import Spelers
from tests.factories import (
    GebruikerFactory,
    InschrijvingFactory,
    LeerlingFactory,
    SamenwerkingsverbandFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
ADRES = "/leerlingen/"
BUDGET = 8
VAN_DE_LOGIN = ("django_session", "swv_gebruiker", "swv_roltoekenning", "SAVEPOINT")


def namen(user: Any, **filters: Any) -> list[str]:
    return [rij["naam"] for rij in lijst(user, Filter(**filters), QueryDict(), vandaag()).rijen]


def zoek(client: Client, **velden: str) -> Any:
    return client.post(ADRES, velden, follow=True)


def test_volgorde_is_achternaam_zonder_accenten(spelers: Spelers) -> None:
    for roepnaam, achternaam in [("Noor", "Zwart"), ("Sem", "Émile"), ("Liv", "dijk"), ("Adam", "Dijk")]:
        LeerlingFactory(roepnaam=roepnaam, achternaam=achternaam)

    assert namen(spelers.medewerker) == ["Dijk, Adam", "dijk, Liv", "Émile, Sem", "Zwart, Noor"]


def test_rij_is_uitgeschreven(spelers: Spelers, als: Any) -> None:
    leerling = LeerlingFactory(
        school=spelers.school, roepnaam="Noor", voorvoegsel="van der", achternaam="Velde"
    )

    pagina = als(spelers.medewerker).get(ADRES).content.decode()

    assert "Velde, Noor van der" in pagina
    assert f"6 mei 2012 ({leerling.leeftijd(vandaag())})" in pagina
    assert spelers.school.naam in pagina


def test_school_ziet_alleen_de_eigen_leerlingen(spelers: Spelers, als: Any) -> None:
    eigen, vreemd = LeerlingFactory(school=spelers.school), LeerlingFactory(school=spelers.andere_school)

    pagina = als(spelers.coordinator_school).get(ADRES).content.decode()

    assert eigen.achternaam in pagina
    assert vreemd.achternaam not in pagina
    assert "Mijn leerlingen" in pagina


def test_aangemelde_leerling_staat_er_met_de_eigen_school(spelers: Spelers) -> None:
    """The other school, where the pupil is now, is not named."""
    leerling = LeerlingFactory(school=spelers.andere_school)
    InschrijvingFactory(leerling=leerling, school=spelers.school, soort="aanmelding", leerjaar="")

    rij = lijst(spelers.coordinator_school, Filter(), QueryDict(), vandaag()).rijen[0]

    assert rij["school"] == spelers.school.naam


def test_inschrijving_gaat_voor_aanmelding_bij_het_swv(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.andere_school)
    InschrijvingFactory(leerling=leerling, school=spelers.school, soort="aanmelding")

    rij = lijst(spelers.medewerker, Filter(), QueryDict(), vandaag()).rijen[0]

    assert rij["school"] == spelers.andere_school.naam


def test_filter_op_school_gemeente_en_leerjaar(spelers: Spelers) -> None:
    een = LeerlingFactory(school=spelers.school, gemeente="Haren")
    LeerlingFactory(school=spelers.andere_school, gemeente="Stad")
    een.inschrijvingen.update(leerjaar="leerjaar 3")
    een_naam = [f"{een.achternaam}, {een.roepnaam}"]

    assert namen(spelers.medewerker, school=spelers.school.vestigingscode) == een_naam
    assert namen(spelers.medewerker, gemeente="Haren") == een_naam
    assert namen(spelers.medewerker, leerjaar="leerjaar 3") == een_naam
    assert namen(spelers.medewerker, gemeente="Haren", leerjaar="leerjaar 1") == []


def test_beeindigde_inschrijving_telt_niet_in_het_filter(spelers: Spelers) -> None:
    LeerlingFactory(school=spelers.school, tot_en_met=vandaag() - timedelta(days=1))

    assert namen(spelers.medewerker, school=spelers.school.vestigingscode) == []


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"), [(12, 12, ["B"]), (12, None, ["B", "C"]), (None, 11, ["A"]), (13, 12, [])]
)
def test_filter_op_leeftijd_kijkt_naar_de_verjaardag(
    spelers: Spelers, van: int | None, tot: int | None, verwacht: list[str]
) -> None:
    """A turns 12 tomorrow, B turned 12 today, C turns 13 today."""
    for naam, jaren, dagen in [("A", 12, 1), ("B", 12, 0), ("C", 13, 0)]:
        geboren = jaren_eerder(vandaag(), jaren) + timedelta(days=dagen)
        LeerlingFactory(achternaam=naam, roepnaam="X", geboortedatum=geboren)

    assert [
        n.split(",")[0] for n in namen(spelers.medewerker, leeftijd_van=van, leeftijd_tot=tot)
    ] == verwacht


def test_jaren_eerder_op_schrikkeldag() -> None:
    assert jaren_eerder(date(2028, 2, 29), 15) == date(2013, 2, 28)
    assert jaren_eerder(date(2028, 2, 29), 16) == date(2012, 2, 29)


@pytest.mark.parametrize(
    "term",
    ["veldkers", "VELDKERS", "veldkes", "noor veldkers", "veldkers noor", "Nóór", "veldk", "14-5-2012",
     "2012-05-14", "14/05/2012", "L-26-000042", "l26000042"],
)  # fmt: skip
def test_zoeken_vindt_met_tikfout_datum_en_nummer(spelers: Spelers, term: str) -> None:
    LeerlingFactory(
        roepnaam="Noor",
        achternaam="Veldkers",
        geboortedatum=date(2012, 5, 14),
        dossiernummer="L-26-000042",
    )
    LeerlingFactory(roepnaam="Teun", achternaam="Oeverloos")

    assert namen(spelers.medewerker, zoek=term) == ["Veldkers, Noor"]


@pytest.mark.parametrize("term", ["%", "_", "\\", "'; DROP TABLE", "31-02-2012", "xyzzy"])
def test_zoeken_naar_vreemde_tekens_vindt_niets(spelers: Spelers, term: str) -> None:
    LeerlingFactory()

    assert namen(spelers.medewerker, zoek=term) == []


@pytest.mark.parametrize(
    ("tekst", "dag"), [("1-2-2012", date(2012, 2, 1)), ("30-2-2012", None), ("noor", None)]
)
def test_lees_datum(tekst: str, dag: date | None) -> None:
    assert lees_datum(tekst) == dag


def test_naam_staat_niet_in_het_adres_en_niet_in_het_logboek(
    spelers: Spelers, als: Any, caplog: pytest.LogCaptureFixture
) -> None:
    LeerlingFactory(roepnaam="Noor", achternaam="Veldkers")
    client = als(spelers.medewerker)

    antwoord = zoek(client, q="veldkers", leerjaar="")

    adres, status = antwoord.redirect_chain[0]
    assert (status, antwoord.status_code) == (302, 200)
    assert re.fullmatch(r"/leerlingen/\?zoek=[0-9a-f]{8}", adres)
    assert "Veldkers, Noor" in antwoord.content.decode()
    assert "veldkers" not in caplog.text.lower()


def test_zoekopdracht_van_een_ander_doet_niets(spelers: Spelers, als: Any) -> None:
    LeerlingFactory(roepnaam="Noor", achternaam="Veldkers")
    LeerlingFactory(roepnaam="Teun", achternaam="Oeverloos")
    adres = zoek(als(spelers.medewerker), q="veldkers").redirect_chain[0][0]

    pagina = als(GebruikerFactory(rol="coordinator")).get(adres).content.decode()

    assert "Oeverloos" in pagina


def test_zoeken_van_een_school_toont_nooit_een_ander(spelers: Spelers, als: Any) -> None:
    vreemd = LeerlingFactory(school=spelers.andere_school, achternaam="Veldkers")

    for term in ("veldkers", vreemd.dossiernummer, "6-5-2012"):
        pagina = zoek(als(spelers.coordinator_school), q=term).content.decode()
        assert "Geen leerling gevonden" in pagina
        assert str(vreemd.sleutel) not in pagina


@pytest.mark.parametrize(
    "adres", ["?leeftijd_van=oud", "?na=geen-sleutel", "?leerjaar=x", "?school='", "?voor="]
)
def test_onzin_in_het_adres_is_geen_fout(spelers: Spelers, als: Any, adres: str) -> None:
    LeerlingFactory(school=spelers.school)

    assert als(spelers.medewerker).get(ADRES + adres).status_code == 200


def test_bladeren_heen_en_terug(spelers: Spelers, als: Any) -> None:
    Leerling.objects.bulk_create(
        LeerlingFactory.build(achternaam="Gelijk" if n < 60 else f"Naam{n:03}")
        for n in range(GROOTTE * 2 + 5)
    )
    client = als(spelers.medewerker)
    eerste = client.get(ADRES).context["bladzijde"]
    tweede = client.get(ADRES + eerste.volgende).context["bladzijde"]
    derde = client.get(ADRES + tweede.volgende).context["bladzijde"]
    terug = client.get(ADRES + derde.vorige).context["bladzijde"]

    gezien = [rij["sleutel"] for blad in (eerste, tweede, derde) for rij in blad.rijen]
    assert len(gezien) == len(set(gezien)) == GROOTTE * 2 + 5
    assert (eerste.vorige, derde.volgende) == ("", "")
    assert [rij["sleutel"] for rij in terug.rijen] == [rij["sleutel"] for rij in tweede.rijen]


def _vragen(client: Client, adres: str) -> int:
    """The queries of one page beyond those of the login, the inzage row included."""
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(adres).status_code == 200
    return sum(not any(deel in vraag["sql"].split("WHERE")[0] for deel in VAN_DE_LOGIN) for vraag in vragen)


@pytest.mark.parametrize("wie", ["medewerker", "coordinator_school"])
def test_aantal_vragen_hangt_niet_af_van_de_rijen(spelers: Spelers, als: Any, wie: str) -> None:
    SamenwerkingsverbandFactory()
    client = als(getattr(spelers, wie))
    LeerlingFactory(school=spelers.school)
    een = _vragen(client, ADRES)
    for _ in range(2):
        LeerlingFactory(school=spelers.school)
    drie = _vragen(client, ADRES)

    assert een == drie <= BUDGET


def test_fragment_is_gelijk_aan_de_herladen_pagina(spelers: Spelers, als: Any) -> None:
    LeerlingFactory(school=spelers.school)
    client = als(spelers.medewerker)
    adres = f"{ADRES}?leerjaar=groep+3"

    for doel in (ADRES, adres):
        fragment = client.get(doel, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in fragment
        assert fragment.strip() in client.get(doel).content.decode()


def test_lijst_wordt_een_regel_inzage(spelers: Spelers, als: Any) -> None:
    sleutels = {LeerlingFactory(school=spelers.school).sleutel for _ in range(3)}

    als(spelers.medewerker).get(ADRES)

    inzage = Inzage.objects.get()
    assert (inzage.soort, set(inzage.leerlingen)) == (Inzagesoort.LIJST, sleutels)


def test_keuzes_van_de_filters(spelers: Spelers, als: Any) -> None:
    Gebied.objects.create(pc4="9700", gemeente="Proefstad")
    swv = als(spelers.medewerker).get(ADRES).content.decode()
    school = als(spelers.coordinator_school).get(ADRES).content.decode()

    assert f'value="{spelers.andere_school.vestigingscode}"' in swv
    assert "Proefstad" in swv
    assert spelers.andere_school.naam not in school


@pytest.mark.parametrize("rol", ["beheer", "fg", "bestuur", "toezicht", "controller", "partner"])
def test_rol_zonder_leerlingen_komt_niet_binnen(als: Any, rol: str) -> None:
    assert als(GebruikerFactory(rol=rol)).get(reverse("leerlingen:lijst")).status_code == 403


def test_lege_lijst_zegt_wat_er_komt(spelers: Spelers, als: Any) -> None:
    assert "Er zijn nog geen leerlingen" in als(spelers.coordinator_school).get(ADRES).content.decode()


def test_precies_gaat_voor_ongeveer(spelers: Spelers) -> None:
    LeerlingFactory(roepnaam="Noor", achternaam="Veldkers")
    LeerlingFactory(roepnaam="Sem", achternaam="Veldkes")

    precies = lijst(spelers.medewerker, Filter(zoek="veldkers"), QueryDict(), vandaag())
    ongeveer = lijst(spelers.medewerker, Filter(zoek="veldkerz"), QueryDict(), vandaag())

    assert ([rij["naam"] for rij in precies.rijen], precies.benaderd) == (["Veldkers, Noor"], False)
    assert (ongeveer.rijen[0]["naam"], ongeveer.benaderd) == ("Veldkers, Noor", True)


def test_ongeveer_zegt_dat_het_ongeveer_is(spelers: Spelers, als: Any) -> None:
    LeerlingFactory(roepnaam="Noor", achternaam="Veldkers")

    assert "Deze namen lijken erop" in zoek(als(spelers.medewerker), q="veldkes").content.decode()


def test_bladeren_in_wat_gevonden_is(spelers: Spelers, als: Any) -> None:
    Leerling.objects.bulk_create(LeerlingFactory.build(achternaam="Veldkers") for _ in range(GROOTTE + 3))
    LeerlingFactory(achternaam="Oeverloos")
    client = als(spelers.medewerker)
    eerste = zoek(client, q="veldkers")
    adres = eerste.redirect_chain[0][0].split("?")[0]

    tweede = client.get(adres + eerste.context["bladzijde"].volgende)

    assert len(tweede.context["bladzijde"].rijen) == 3
    assert "Oeverloos" not in tweede.content.decode()
    assert tweede.context["bladzijde"].vorige


@pytest.mark.parametrize(
    ("soort", "wel", "niet"), [("vo", "leerjaar 3", "groep 3"), ("bao", "groep 3", "leerjaar 3")]
)
def test_het_filter_noemt_alleen_leerjaren_van_dit_swv(
    spelers: Spelers, als: Any, soort: str, wel: str, niet: str
) -> None:
    School.objects.update(onderwijssoort=soort)
    SchoolFactory(onderwijssoort="sovso")  # of its two parts only one belongs to this SWV

    pagina = als(spelers.medewerker).get(ADRES).content.decode()

    assert f'value="{wel}"' in pagina
    assert f'value="{niet}"' not in pagina
