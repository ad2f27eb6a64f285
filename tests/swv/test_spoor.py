"""The trail for the FG: per pupil and per employee, quickly, and without the texts of the dossier."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLResolver, reverse

from swv.enums import Inzagesoort
from swv.gebeurtenissen import leg_vast
from swv.klok import nu
from swv.models import Gebruiker, Inzage
from swv.panelen import paginanamen
from tests.factories import GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fg(als: Any) -> Client:
    client: Client = als(GebruikerFactory(rol="fg", naam="Fenna Gegevens"))
    return client


def keek(
    gebruiker: Gebruiker, *leerlingen: UUID, minuten: int = 0, pagina: str = "leerlingen:leerling"
) -> Inzage:
    return Inzage.objects.create(
        gebruiker=gebruiker,
        op=nu() - timedelta(minutes=minuten),
        pagina=pagina,
        soort="pagina",
        rollen="administratie",
        leerlingen=list(leerlingen),
    )


def test_zoeken_op_dossiernummer_zonder_nummer_in_het_adres(fg: Client) -> None:
    leerling = LeerlingFactory(dossiernummer="T7777777")
    antwoord = fg.post(reverse("spoor"), {"dossiernummer": " t7777777 "})
    assert antwoord.headers["Location"] == reverse("spoor_leerling", args=[leerling.sleutel])
    onbekend = fg.post(reverse("spoor"), {"dossiernummer": "T0000000"})
    assert onbekend.status_code == 422
    assert "geen dossier met dit nummer" in onbekend.content.decode()


@pytest.mark.parametrize("term", ["veldkers", "14-5-2014"])
def test_zoeken_op_naam_leidt_alleen_naar_het_spoor(fg: Client, term: str) -> None:
    """A parent comes with a name; finding it is a look itself, and no way into the dossier."""
    leerling = LeerlingFactory(roepnaam="Sem", achternaam="Veldkers", geboortedatum=date(2014, 5, 14))
    ander = LeerlingFactory(roepnaam="Mia", achternaam="Zonnedauw", geboortedatum=date(2013, 1, 1))

    antwoord = fg.post(reverse("spoor"), {"wie": term})

    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert reverse("spoor_leerling", args=[leerling.sleutel]) in inhoud
    assert reverse("leerlingen:detail", args=[leerling.sleutel]) not in inhoud
    assert ander.dossiernummer not in inhoud
    assert Inzage.objects.filter(leerlingen=[leerling.sleutel], soort=Inzagesoort.LIJST).count() == 1


def test_zoeken_op_naam_zegt_wat_er_mis_is(fg: Client) -> None:
    assert fg.post(reverse("spoor"), {"wie": ""}).status_code == 422
    assert "Niemand gevonden" in fg.post(reverse("spoor"), {"wie": "qqqqqq"}).content.decode()


def test_wie_keek_nieuwste_eerst_en_zonder_naam_van_de_leerling(fg: Client) -> None:
    leerling = LeerlingFactory(roepnaam="Geheimnaam")
    eerst, later = GebruikerFactory(naam="Anna Eerst"), GebruikerFactory(naam="Bram Later")
    keek(eerst, leerling.sleutel, minuten=10)
    keek(later, leerling.sleutel, uuid4(), uuid4())
    keek(GebruikerFactory(naam="Cor Elders"), uuid4())
    bladzijde = fg.get(reverse("spoor_leerling", args=[leerling.sleutel])).content.decode()
    assert bladzijde.index("Bram Later") < bladzijde.index("Anna Eerst")
    assert "samen met 2 andere" in bladzijde
    assert "Cor Elders" not in bladzijde
    assert "Geheimnaam" not in bladzijde
    assert leerling.dossiernummer in bladzijde


def test_wat_er_gebeurde_zonder_de_teksten(fg: Client) -> None:
    leerling = LeerlingFactory()
    door = GebruikerFactory(naam="Anna Eerst")
    leg_vast(
        leerling,
        "ingediend",
        door=door,
        op=nu(),
        leerling=leerling.sleutel,
        van="concept",
        naar="ingediend",
        toelichting="zeer persoonlijke tekst",
        gegevens={"naam": "Geheimnaam"},
    )
    leg_vast(leerling, "verlopen", door=None, op=nu(), leerling=leerling.sleutel)
    bladzijde = fg.get(reverse("spoor_gebeurtenissen", args=[leerling.sleutel])).content.decode()
    assert "concept → ingediend" in bladzijde
    assert "systeem" in bladzijde
    assert "zeer persoonlijke" not in bladzijde
    assert "Geheimnaam" not in bladzijde


def test_per_medewerker_welke_dossiers(fg: Client) -> None:
    leerling, wie = LeerlingFactory(), GebruikerFactory(naam="Anna Eerst")
    keek(wie, leerling.sleutel)
    keek(wie, uuid4())
    bladzijde = fg.get(reverse("spoor_gebruiker", args=[wie.sleutel])).content.decode()
    assert leerling.dossiernummer in bladzijde
    assert "vernietigd" in bladzijde, "a trail outlives the dossier"


def test_ook_de_fg_laat_een_spoor_na(fg: Client) -> None:
    leerling = LeerlingFactory()
    for naam in ("spoor_leerling", "spoor_gebeurtenissen"):
        fg.get(reverse(naam, args=[leerling.sleutel]))
    assert list(Inzage.objects.order_by("id").values_list("pagina", flat=True)) == [
        "spoor_leerling",
        "spoor_gebeurtenissen",
    ]


def test_onbekend_dossier_is_er_niet_maar_een_vernietigd_dossier_houdt_zijn_spoor(fg: Client) -> None:
    weg = uuid4()
    assert fg.get(reverse("spoor_leerling", args=[weg])).status_code == 404
    keek(GebruikerFactory(), weg)
    assert "vernietigd dossier" in fg.get(reverse("spoor_leerling", args=[weg])).content.decode()


def test_bladeren_toont_elke_rij_een_keer(fg: Client) -> None:
    leerling, wie = LeerlingFactory(), GebruikerFactory(naam="Anna Eerst")
    moment = nu()
    Inzage.objects.bulk_create(
        Inzage(
            gebruiker=wie,
            op=moment - timedelta(minutes=n // 3),
            pagina=f"blad{n:03}",
            soort="pagina",
            rollen="",
            leerlingen=[leerling.sleutel],
        )
        for n in range(120)
    )
    adres, gezien = reverse("spoor_leerling", args=[leerling.sleutel]), ""
    eerste = fg.get(adres)
    for _ in range(3):
        gezien += eerste.content.decode()
        volgende = [stuk.split('"')[0] for stuk in gezien.split('href="?na=')[1:]]
        eerste = fg.get(f"{adres}?na={volgende[-1]}")
    assert all(gezien.count(f"blad{n:03}") == 1 for n in range(120))


@pytest.mark.parametrize("rol", ["beheer", "directeur", "administratie", "school", "controller"])
def test_alleen_de_fg_ziet_sporen(als: Any, rol: str) -> None:
    client = als(GebruikerFactory(rol=rol))
    for adres in (reverse("spoor"), reverse("spoor_leerling", args=[LeerlingFactory().sleutel])):
        assert client.get(adres).status_code == 403


def test_opzoeken_per_leerling_blijft_snel_bij_veel_sporen(fg: Client) -> None:
    """The index serves it, however many rows there are (eisen.md P14)."""
    leerling, wie = LeerlingFactory(), GebruikerFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO swv_inzage (gebruiker_id, rollen, op, soort, pagina, leerlingen) "
            "SELECT %s, '', now() - n * interval '1 minute', 'pagina', 'x', ARRAY[gen_random_uuid()] "
            "FROM generate_series(1, 20000) n",
            [wie.pk],
        )
    keek(wie, leerling.sleutel)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE swv_inzage")
        vraag = Inzage.objects.van_leerling(leerling.sleutel)
        assert "swv_inzage_leerlingen" in vraag.explain()
    assert len(vraag) == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_sporen_kosten_een_vast_aantal_vragen(
    fg: Client, aantal: int, django_assert_max_num_queries: Any
) -> None:
    leerling, wie = LeerlingFactory(), GebruikerFactory()
    for _ in range(aantal):
        keek(wie, leerling.sleutel, uuid4())
        leg_vast(leerling, "proef", door=GebruikerFactory(), op=nu(), leerling=leerling.sleutel)
    adressen = [
        reverse("spoor_leerling", args=[leerling.sleutel]),
        reverse("spoor_gebeurtenissen", args=[leerling.sleutel]),
        reverse("spoor_gebruiker", args=[wie.sleutel]),
    ]
    fg.get(reverse("spoor"))  # the first page of a session also writes down when it began
    for adres in adressen:
        with django_assert_max_num_queries(8):
            fg.get(adres)


@pytest.mark.parametrize("kamer", ["leerlingen", "tlv"])
def test_elke_pagina_heeft_een_naam_in_het_spoor(kamer: str) -> None:
    namen = {f"{kamer}:{route.name}" for route in _paginas(import_module(f"{kamer}.urls").urlpatterns)}

    assert namen <= paginanamen.keys()


def _paginas(routes: list[Any]) -> Iterator[Any]:
    """Every page, also of a part that can be off."""
    for route in routes:
        if isinstance(route, URLResolver):
            yield from _paginas(route.url_patterns)
        else:
            yield route
