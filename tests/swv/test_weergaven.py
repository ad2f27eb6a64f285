"""Saved and shared views of lists: the filters stand in the address, a view is their name."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from swv.klok import nu
from swv.models import Gebruiker, Weergave, Weergavester
from swv.permissions import NietToegestaan
from swv.weergaven import services
from swv.weergaven.register import LIJSTEN, Lijst
from tests.factories import GebruikerFactory
from tests.tlv import factories

pytestmark = pytest.mark.django_db
SCHERMEN = ["tlv", "thuiszitters", "ect"]


@pytest.fixture
def wie() -> Gebruiker:
    return GebruikerFactory(rol="coordinator")


@pytest.fixture
def client(als: Any, wie: Gebruiker) -> Client:
    client: Client = als(wie)
    return client


def lijst(code: str) -> Lijst:
    reverse("tlv:lijst")  # loads the addresses, and with them the lists
    return LIJSTEN[code]


def bewaar(
    wie: Gebruiker, naam: str = "VSO", vraag: str = "soort=vso", code: str = "tlv", *, gedeeld: bool = False
) -> Weergave:
    return services.bewaar(
        lijst=lijst(code), naam=naam, adres=QueryDict(vraag), gedeeld=gedeeld, door=wie, op=nu()
    )


def blad(client: Client, adres: str) -> str:
    return client.get(adres).content.decode()


def balk(tekst: str) -> str:
    return " ".join(re.search(r'id="weergaven".*?class="filterbalk', tekst, re.DOTALL)[0].split())  # type: ignore[index]


@pytest.mark.parametrize("code", SCHERMEN)
def test_bewaren_en_terugvinden_op_elke_lijst(client: Client, code: str) -> None:
    antwoord = client.post(
        reverse("weergave_bewaren", args=[code]),
        {"naam": "Mijn filter", "vraag": "school=00AA00&na=x&q=geheim"},
    )
    rij = Weergave.objects.get()
    assert rij.vraag == "school=00AA00", "only what this list filters on, no page and no search term"
    adres = antwoord.headers["Location"]
    assert adres == f"{reverse(lijst(code).url)}?school=00AA00&weergave={rij.sleutel}"
    tekst = balk(blad(client, adres))
    assert 'aria-current="page"' in tekst
    assert "Mijn filter" in tekst
    assert "gewijzigd" not in tekst


def test_aantal_naast_de_naam_is_het_aantal_rijen(als: Any) -> None:
    factories.richt_swv_in()
    rollen = factories.rolverdeling()
    factories.ingediend(rollen)
    client, wie = als(rollen.administratie), rollen.administratie
    vol, leeg = bewaar(wie, "Loopt", "status=lopend"), bewaar(wie, "Besloten", "status=besloten")
    tekst = balk(blad(client, reverse("tlv:lijst") + "?status=alle"))
    for rij, aantal in ((vol, 1), (leeg, 0)):
        assert re.search(rf'{rij.naam}\s*<span class="teller">{aantal}</span>', tekst), rij.naam


def test_gewijzigd_zodra_de_filters_anders_zijn(client: Client, wie: Gebruiker) -> None:
    rij = bewaar(wie)
    adres = f"{reverse('tlv:lijst')}?soort=pro&weergave={rij.sleutel}"
    tekst = balk(blad(client, adres))
    assert "* gewijzigd" in tekst
    assert "Deze filters bewaren in" in tekst
    assert f'name="weergave" value="{rij.sleutel}"' in blad(client, adres), "the next filter keeps the view"
    client.post(reverse("weergave_bijwerken", args=[rij.sleutel]), {"vraag": "soort=pro"})
    rij.refresh_from_db()
    assert rij.vraag == "soort=pro"
    assert "gewijzigd" not in balk(blad(client, adres))


def test_htmx_ververst_ook_de_balk(client: Client, wie: Gebruiker) -> None:
    rij = bewaar(wie)
    adres = f"{reverse('tlv:lijst')}?soort=pro&weergave={rij.sleutel}"
    tekst = client.get(adres, headers={"HX-Request": "true"}).content.decode()
    assert 'id="weergaven" hx-swap-oob="true"' in tekst
    assert "* gewijzigd" in tekst


def test_met_een_ster_begint_de_lijst_ermee(client: Client, wie: Gebruiker) -> None:
    rij = bewaar(wie)
    kaal = reverse("tlv:lijst")
    assert client.get(kaal).status_code == 200
    client.post(reverse("weergave_ster", args=[rij.sleutel]), {"aan": "1"})
    adres = client.get(kaal).headers["Location"]
    assert adres == f"{kaal}?soort=vso&weergave={rij.sleutel}"
    schoon = re.search(r'href="([^"]+)">Filters wissen', blad(client, adres))[1]  # type: ignore[index]
    assert client.get(schoon).status_code == 200, "cleared filters do not come back by themselves"
    andere = bewaar(wie, "Anders", "soort=pro")
    client.post(reverse("weergave_ster", args=[andere.sleutel]), {"aan": "1"})
    assert Weergavester.objects.get().weergave == andere, "one per list"
    client.post(reverse("weergave_ster", args=[andere.sleutel]), {"aan": "0"})
    assert client.get(kaal).status_code == 200


def test_delen_met_collega_s_en_niet_met_scholen(als: Any, wie: Gebruiker) -> None:
    bewaar(wie, "Voor allen", gedeeld=True)
    bewaar(wie, "Van mij")
    adres = reverse("tlv:lijst")
    collega = blad(als(GebruikerFactory(rol="administratie")), adres)
    assert "Voor allen" in collega
    assert "Van mij" not in collega
    assert "Voor allen" not in blad(als(GebruikerFactory(rol="school")), adres)


def test_een_school_bewaart_voor_zichzelf(als: Any) -> None:
    wie = GebruikerFactory(rol="school")
    client = als(wie)
    client.post(reverse("weergave_bewaren", args=["tlv"]), {"naam": "Eigen", "gedeeld": "on"})
    rij = Weergave.objects.get()
    assert not rij.gedeeld
    assert "Eigen" not in blad(als(GebruikerFactory(rol="school")), reverse("tlv:lijst"))


def test_alleen_de_maker_wijzigt(als: Any, wie: Gebruiker) -> None:
    rij = bewaar(wie, gedeeld=True)
    ander = GebruikerFactory(rol="administratie")
    client = als(ander)
    for naam in ("weergave", "weergave_bijwerken", "weergave_verwijderen"):
        assert client.post(reverse(naam, args=[rij.sleutel]), {"naam": "x"}).status_code == 404
    with pytest.raises(NietToegestaan):
        services.verwijder(weergave=rij, door=ander, op=nu())
    assert client.post(reverse("weergave_ster", args=[rij.sleutel]), {"aan": "1"}).status_code == 302


def test_niet_meer_delen_neemt_ook_de_ster_van_anderen_weg(als: Any, client: Client, wie: Gebruiker) -> None:
    rij = bewaar(wie, gedeeld=True)
    ander = GebruikerFactory(rol="administratie")
    services.zet_ster(weergave=rij, aan=True, door=ander)
    client.post(reverse("weergave", args=[rij.sleutel]), {"naam": "Alleen ik"})
    assert not Weergavester.objects.exists()
    assert als(ander).get(reverse("tlv:lijst")).status_code == 200


def test_naam_wijzigen_en_verwijderen(client: Client, wie: Gebruiker) -> None:
    rij = bewaar(wie)
    bewaar(wie, "Bezet")
    adres = reverse("weergave", args=[rij.sleutel])
    antwoord = client.post(adres, {"naam": "bezet"})
    assert antwoord.status_code == 422
    assert services.NAAM_BESTAAT in antwoord.content.decode()
    assert client.post(adres, {"naam": "Nieuw"}).status_code == 302
    client.post(reverse("weergave_verwijderen", args=[rij.sleutel]))
    assert [w.naam for w in Weergave.objects.all()] == ["Bezet"]


def test_zonder_naam_blijft_de_vraag_bewaard(client: Client) -> None:
    antwoord = client.post(reverse("weergave_bewaren", args=["tlv"]), {"naam": "", "vraag": "soort=vso"})
    assert antwoord.status_code == 422
    assert 'name="vraag" value="soort=vso"' in antwoord.content.decode()


def test_niet_onbegrensd(wie: Gebruiker) -> None:
    for nummer in range(services.MAX_EIGEN):
        bewaar(wie, f"nr {nummer}")
    with pytest.raises(NietToegestaan, match="Verwijder er eerst"):
        bewaar(wie, "nog een")


def test_wie_de_lijst_niet_mag_zien_bewaart_er_niets_van(als: Any) -> None:
    client = als(GebruikerFactory(rol="controller"))
    assert client.post(reverse("weergave_bewaren", args=["tlv"]), {"naam": "x"}).status_code == 403
    assert client.post(reverse("weergave_bewaren", args=["bestaat-niet"]), {"naam": "x"}).status_code == 404


@pytest.mark.parametrize("code", SCHERMEN)
def test_de_balk_kost_twee_vragen_hoeveel_weergaven_er_ook_zijn(
    client: Client, wie: Gebruiker, code: str, django_assert_num_queries: Any
) -> None:
    adres = f"{reverse(lijst(code).url)}?weergave=geen"
    client.get(adres)
    bewaar(wie, "een", "school=00AA00", code)
    with CaptureQueriesContext(connection) as met_een:
        client.get(adres)
    for nummer in range(6):
        bewaar(wie, f"nr {nummer}", "school=00BB00", code)
    with django_assert_num_queries(len(met_een)):
        client.get(adres)


def test_wat_de_database_weigert(wie: Gebruiker) -> None:
    rij = bewaar(wie)
    bewaar(wie, "bezet")
    for fout in ({"naam": ""}, {"naam": "BEZET"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Weergave.objects.filter(pk=rij.pk).update(**fout)
