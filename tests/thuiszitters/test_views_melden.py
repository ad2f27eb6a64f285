"""A school reports a pupil in two steps, and what the SWV does with a report, through the browser's requests."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from leerlingen.models import Leerling
from tests.factories import GebruikerFactory, LeerlingFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, Rolverdeling
from tests.thuiszitters.paginahulp import stuur, zichtbaar
from thuiszitters.enums import Herkomst, Meldingstatus
from thuiszitters.models import Melding, Traject

Als = Callable[..., Client]
MELDEN, STAP_TWEE = "thuiszitters:melden", "thuiszitters:melden_leerling"


def antwoorden(**anders: Any) -> dict[str, Any]:
    """What the form of step 2 sends."""
    basis = {
        "sleutel": str(uuid.uuid4()),
        "categorie": "relatief",
        "eerste_verzuimdag": BEGONNEN.isoformat(),
        "geconstateerd_op": (DAG - timedelta(days=1)).isoformat(),
        "belemmeringen": ["emotioneel"],
        "toelichting": "Komt niet meer.",
        "regie": "school",
        "ouders_geinformeerd": "ja",
    }
    return basis | anders


def test_een_school_meldt_in_twee_stappen(rollen: Rolverdeling, als: Als) -> None:
    client = als(rollen.melder)
    gevonden = stuur(client, MELDEN, q=rollen.leerling.achternaam)
    assert rollen.leerling.achternaam not in gevonden.request["QUERY_STRING"]
    assert reverse(STAP_TWEE, args=[rollen.leerling.sleutel]) in gevonden.content.decode()

    klaar = stuur(client, STAP_TWEE, rollen.leerling.sleutel, **antwoorden())

    melding = Melding.objects.get()
    assert (melding.herkomst, melding.school, melding.leerling) == (
        Herkomst.SCHOOL,
        rollen.school,
        rollen.leerling,
    )
    assert melding.kenmerk in zichtbaar(klaar)
    assert "Wat gebeurt er nu?" in zichtbaar(klaar)
    assert "Uw meldtermijn" in zichtbaar(klaar)


def test_hetzelfde_formulier_twee_keer_is_een_melding(rollen: Rolverdeling, als: Als) -> None:
    client, gegevens = als(rollen.melder), antwoorden()
    adressen = {
        stuur(client, STAP_TWEE, rollen.leerling.sleutel, **gegevens).request["PATH_INFO"] for _ in range(2)
    }
    assert len(adressen) == Melding.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"eerste_verzuimdag": (DAG + timedelta(days=1)).isoformat()}, "ligt in de toekomst"),
        ({"eerste_verzuimdag": "onzin"}, "Vul een datum in als 14-5-2014."),
        ({"geconstateerd_op": (BEGONNEN - timedelta(days=1)).isoformat()}, "voor de eerste dag thuis"),
        ({"categorie": "absoluut"}, "absoluut"),
        ({"ouders_geinformeerd": ""}, "verplicht"),
    ],
)
def test_een_fout_houdt_vast_wat_is_ingevuld(
    anders: dict[str, str], melding: str, rollen: Rolverdeling, als: Als
) -> None:
    antwoord = stuur(als(rollen.melder), STAP_TWEE, rollen.leerling.sleutel, **antwoorden(**anders))
    assert antwoord.status_code == 422
    assert melding in zichtbaar(antwoord)
    assert "Komt niet meer." in antwoord.content.decode()
    assert not Melding.objects.exists()


def test_een_leerling_zonder_dossier_wordt_eerst_toegevoegd(rollen: Rolverdeling, als: Als) -> None:
    gegevens = {
        "sleutel": str(uuid.uuid4()),
        "roepnaam": "Nieuw",
        "achternaam": "Proefkind",
        "geboortedatum": "2012-03-04",
        "vanaf": "2026-08-01",
    }
    antwoord = stuur(als(rollen.melder), "thuiszitters:melden_nieuw", **gegevens)
    leerling = Leerling.objects.get(achternaam="Proefkind")
    assert antwoord.request["PATH_INFO"] == reverse(STAP_TWEE, args=[leerling.sleutel])
    assert "Stap 2 van 2" in zichtbaar(antwoord)
    fout = stuur(als(rollen.melder), "thuiszitters:melden_nieuw", **gegevens | {"roepnaam": ""})
    assert fout.status_code == 422


def test_een_leerling_van_een_andere_school_bestaat_hier_niet(rollen: Rolverdeling, als: Als) -> None:
    vreemd, client = LeerlingFactory(school=SchoolFactory()), als(rollen.melder)
    assert client.get(reverse(STAP_TWEE, args=[vreemd.sleutel])).status_code == 404
    assert "Wij vinden deze leerling niet bij u" in zichtbaar(stuur(client, MELDEN, q=vreemd.achternaam))


def test_de_school_leest_hetzelfde_of_een_leerling_bekend_was_of_niet(rollen: Rolverdeling, als: Als) -> None:
    """Nothing on the receipt or the page of the report tells that a traject ran already."""
    bekend, onbekend = rollen, factories.nog_een(rollen)
    factories.van_swv(bekend, "absoluut", BEGONNEN)
    client, teksten = als(rollen.melder), []
    for wie in (bekend, onbekend):
        stuur(client, STAP_TWEE, wie.leerling.sleutel, **antwoorden())
        melding = Melding.objects.get(leerling=wie.leerling, herkomst=Herkomst.SCHOOL)
        pagina = client.get(reverse("thuiszitters:melding", args=[melding.sleutel]))
        tekst = zichtbaar(pagina)
        for eigen in (melding.kenmerk, wie.leerling.naam, wie.leerling.korte_naam):
            tekst = tekst.replace(eigen, "…")
        teksten.append(tekst)
    assert teksten[0] == teksten[1]


def test_een_medewerker_meldt_namens_leerplicht_ook_zonder_school(rollen: Rolverdeling, als: Als) -> None:
    zonder = LeerlingFactory()
    gegevens = antwoorden(herkomst="leerplicht", school="geen", categorie="absoluut")
    stuur(als(rollen.ect), STAP_TWEE, zonder.sleutel, **gegevens)
    assert Melding.objects.get().school is None
    van_school = antwoorden(herkomst="school", school="geen")
    fout = stuur(als(rollen.ect), STAP_TWEE, zonder.sleutel, **van_school)
    assert "Kies de school." in zichtbaar(fout)


# --- what becomes of it -----------------------------------------------------------------------------------------


def test_oppakken_opent_een_traject_en_de_school_ziet_haar_contact(rollen: Rolverdeling, als: Als) -> None:
    melding, client = factories.melding(rollen), als(rollen.ect)
    pagina = client.get(reverse("thuiszitters:oppakken", args=[melding.sleutel]))
    assert BEGONNEN.isoformat() in pagina.content.decode(), "what was reported is filled in"

    klaar = stuur(
        client,
        "thuiszitters:oppakken",
        melding.sleutel,
        categorie="relatief",
        eerste_verzuimdag=BEGONNEN.isoformat(),
        regiehouder=rollen.ect.sleutel,
    )

    assert "Spreek nu de eerste actie af" in zichtbaar(klaar)
    assert f"Thuiszitter {rollen.leerling.korte_naam}" in zichtbaar(klaar)
    school = zichtbaar(als(rollen.melder).get(reverse("thuiszitters:melding", args=[melding.sleutel])))
    assert "Uw contactpersoon is E. Expert" in school
    assert stuur(client, "thuiszitters:oppakken", melding.sleutel, categorie="relatief").status_code == 422


def test_een_tweede_melding_wordt_op_het_scherm_gevoegd(rollen: Rolverdeling, als: Als) -> None:
    traject = factories.traject(rollen)
    tweede, client = factories.melding(rollen), als(rollen.ect)
    assert "loopt al een traject" in zichtbaar(
        client.get(reverse("thuiszitters:melding", args=[tweede.sleutel]))
    )

    klaar = stuur(client, "thuiszitters:koppelen", tweede.sleutel)

    assert klaar.request["PATH_INFO"] == reverse("thuiszitters:traject", args=[traject.sleutel])
    tweede.refresh_from_db()
    assert (tweede.status, tweede.traject) == (Meldingstatus.GEKOPPELD, traject)


@pytest.mark.parametrize(
    ("naam", "wie", "status"),
    [
        ("thuiszitters:geen_traject", "ect", Meldingstatus.GEEN_TRAJECT),
        ("thuiszitters:melding_intrekken", "melder", Meldingstatus.INGETROKKEN),
    ],
)
def test_zonder_traject_staat_er_waarom(
    naam: str, wie: str, status: str, rollen: Rolverdeling, als: Als
) -> None:
    melding, client = factories.melding(rollen), als(getattr(rollen, wie))
    assert stuur(client, naam, melding.sleutel, reden="").status_code == 422

    stuur(client, naam, melding.sleutel, reden="Is weer op school.")

    melding.refresh_from_db()
    assert melding.status == status
    school = zichtbaar(als(rollen.melder).get(reverse("thuiszitters:melding", args=[melding.sleutel])))
    assert "Is weer op school." in school
    assert not Traject.objects.exists()


def test_de_school_ziet_de_afspraken_van_na_haar_melding(rollen: Rolverdeling, als: Als) -> None:
    traject = factories.traject(rollen)
    factories.actie(traject, rollen, wat="Rooster maken", uitvoerder="school")
    factories.actie(traject, rollen, wat="Jeugdhulp bellen", uitvoerder="jeugdhulp")
    melding = Melding.objects.get()
    client = als(rollen.melder)
    adres = reverse("thuiszitters:melding", args=[melding.sleutel])
    assert "Rooster maken" in zichtbaar(client.get(adres))
    assert "Jeugdhulp bellen" not in zichtbaar(client.get(adres))

    factories.sluit_af(traject, rollen)

    assert "De begeleiding is afgesloten" in zichtbaar(client.get(adres))


@pytest.mark.parametrize("naam", ["melding", "ontvangst", "melding_intrekken"])
def test_een_andere_school_vindt_de_melding_niet(naam: str, rollen: Rolverdeling, als: Als) -> None:
    melding = factories.melding(rollen)
    elders = als(GebruikerFactory(rol="school", school=SchoolFactory()))
    assert elders.get(reverse(f"thuiszitters:{naam}", args=[melding.sleutel])).status_code == 404
