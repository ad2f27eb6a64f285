"""Many requests to one behandelaar: preview, confirm, result per row, undo within a day."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from swv.klok import nu
from swv.models import Bericht, Gebeurtenis, Gebruiker
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from tests.factories import GebruikerFactory, LeerlingFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv.models import Aanvraag, Toewijzing
from tlv.services import aanvraag_intrekken
from tlv.services import toewijzing as services

Als = Callable[[Gebruiker], Client]
LIJST = "/tlv/?status=alle"


@pytest.fixture
def collega(rollen: Rolverdeling) -> Gebruiker:
    return GebruikerFactory(rol="coordinator", naam="Collega Coördinator")


def ingediend(rollen: Rolverdeling) -> Aanvraag:
    rollen.leerling = LeerlingFactory(school=rollen.school)
    return factories.ingediend(rollen)


def gegevens(collega: Gebruiker, *aanvragen: Aanvraag) -> dict[str, Any]:
    return {"behandelaar": collega.sleutel, "aanvraag": [a.sleutel for a in aanvragen]}


def geef(rollen: Rolverdeling, collega: Gebruiker, *aanvragen: Aanvraag) -> Toewijzing:
    return services.wijs_toe(
        sleutel=uuid.uuid4(),
        sleutels=[a.sleutel for a in aanvragen],
        behandelaar=collega,
        door=rollen.administratie,
        op=nu(),
    )


def test_kiezen_bekijken_bevestigen_en_ongedaan_maken(
    rollen: Rolverdeling, collega: Gebruiker, als: Als
) -> None:
    loopt, al, weg = ingediend(rollen), ingediend(rollen), ingediend(rollen)
    geef(rollen, collega, al)
    Aanvraag.objects.filter(pk=loopt.pk).update(behandelaar=rollen.administratie)
    aanvraag_intrekken(aanvraag=weg, reden="Toch niet nodig.", door=rollen.aanvrager, op=nu())
    client = als(rollen.administratie)
    lijst = " ".join(client.get(LIJST).content.decode().split())
    assert f'name="aanvraag" value="{loopt.sleutel}" form="toewijzen"' in lijst
    voorbeeld = client.post(reverse("tlv:toewijzen"), gegevens(collega, loopt, al, weg)).content.decode()
    for woord in (loopt.kenmerk, services.HEEFT_AL, services.LOOPT_NIET, "Er is nog niets veranderd"):
        assert woord in voorbeeld
    loopt.refresh_from_db()
    assert loopt.behandelaar == rollen.administratie, "the preview writes nothing"
    sleutel = re.search(r'name="sleutel" value="([^"]+)"', voorbeeld)[1]  # type: ignore[index]
    keuze = gegevens(collega, loopt, al, weg) | {"sleutel": sleutel}
    adressen = {client.post(reverse("tlv:toewijzen_bevestigen"), keuze).headers["Location"] for _ in range(2)}
    assert adressen == {reverse("tlv:toewijzing", args=[sleutel])}, "twice the same click, one result"
    uitkomst = client.get(adressen.pop()).content.decode()
    assert uitkomst.count("Toegewezen") >= 1
    assert services.LOOPT_NIET in uitkomst
    loopt.refresh_from_db()
    assert loopt.behandelaar == collega
    assert Gebeurtenis.objects.van(loopt).filter(soort="toegewezen").count() == 1
    client.post(reverse("tlv:toewijzing_ongedaan", args=[sleutel]))
    loopt.refresh_from_db()
    assert loopt.behandelaar == rollen.administratie
    assert client.post(reverse("tlv:toewijzing_ongedaan", args=[sleutel])).status_code == 403


def test_na_een_dag_niet_meer_ongedaan(rollen: Rolverdeling, collega: Gebruiker) -> None:
    rij = geef(rollen, collega, ingediend(rollen))
    net = rij.gemaakt_op + timedelta(hours=24)
    assert services.reden_geen_terug(rij, net) == ""
    with pytest.raises(NietToegestaan, match="24 uur"):
        services.maak_ongedaan(toewijzing=rij, door=rollen.administratie, op=net + timedelta(seconds=1))


def test_wat_intussen_naar_een_ander_ging_blijft_daar(
    rollen: Rolverdeling, collega: Gebruiker, als: Als
) -> None:
    aanvraag, derde = ingediend(rollen), GebruikerFactory(rol="administratie")
    rij = geef(rollen, collega, aanvraag)
    geef(rollen, derde, aanvraag)
    services.maak_ongedaan(toewijzing=rij, door=rollen.administratie, op=nu())
    aanvraag.refresh_from_db()
    assert aanvraag.behandelaar == derde
    tekst = als(rollen.administratie).get(reverse("tlv:toewijzing", args=[rij.sleutel])).content.decode()
    assert services.INTUSSEN_ANDERS in tekst


def test_de_behandelaar_hoort_het_eenmaal_zonder_namen(rollen: Rolverdeling, collega: Gebruiker) -> None:
    geef(rollen, collega, ingediend(rollen), ingediend(rollen))
    [bericht] = Bericht.objects.filter(ontvanger=collega)
    assert bericht.pad == "/tlv/?behandelaar=mij"
    geef(rollen, rollen.administratie, ingediend(rollen))
    assert not Bericht.objects.filter(ontvanger=rollen.administratie).exists()


@pytest.mark.parametrize("rol", sorted(set(ROLLEN) - {"administratie", "coordinator"}))
def test_wie_niet_beoordeelt_wijst_niet_toe_en_krijgt_niets(
    rollen: Rolverdeling, collega: Gebruiker, rol: str
) -> None:
    ander, aanvraag = GebruikerFactory(rol=rol, school=rollen.school), ingediend(rollen)
    with pytest.raises(NietToegestaan):
        services.wijs_toe(
            sleutel=uuid.uuid4(), sleutels=[aanvraag.sleutel], behandelaar=collega, door=ander, op=nu()
        )
    with pytest.raises(NietToegestaan, match="Kies iemand anders"):
        geef(rollen, ander, aanvraag)
    assert not Toewijzing.objects.exists()


def test_een_concept_bestaat_voor_het_swv_niet(rollen: Rolverdeling, collega: Gebruiker) -> None:
    concept = factories.begin(rollen)
    rij = geef(rollen, collega, concept)
    concept.refresh_from_db()
    assert concept.behandelaar is None
    assert not rij.regels.exists()


@pytest.mark.parametrize("kapot", [{}, {"aanvraag": ["geen sleutel"]}])
def test_zonder_keuze_zegt_de_lijst_hoe_het_moet(
    rollen: Rolverdeling, collega: Gebruiker, als: Als, kapot: dict[str, Any]
) -> None:
    client = als(rollen.administratie)
    antwoord = client.post(reverse("tlv:toewijzen"), {"behandelaar": collega.sleutel} | kapot, follow=True)
    assert "zet een vinkje" in antwoord.content.decode()


def test_filter_op_behandelaar(rollen: Rolverdeling, collega: Gebruiker, als: Als) -> None:
    mijn, niemand = ingediend(rollen), ingediend(rollen)
    geef(rollen, collega, mijn)
    client = als(collega)
    for keuze, wel, niet in (("mij", mijn, niemand), ("niemand", niemand, mijn)):
        tekst = client.get(f"{LIJST}&behandelaar={keuze}").content.decode()
        assert wel.kenmerk in tekst
        assert niet.kenmerk not in tekst


def test_een_school_ziet_geen_vinkjes_en_geen_behandelaar(
    rollen: Rolverdeling, collega: Gebruiker, als: Als
) -> None:
    geef(rollen, collega, ingediend(rollen))
    tekst = als(rollen.aanvrager).get(LIJST).content.decode()
    assert "toewijzen" not in tekst
    assert collega.naam not in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_voorbeeld_en_uitkomst_kosten_een_vast_aantal_vragen(
    rollen: Rolverdeling, collega: Gebruiker, als: Als, aantal: int, django_assert_max_num_queries: Any
) -> None:
    aanvragen = [ingediend(rollen) for _ in range(aantal)]
    client = als(rollen.administratie)
    client.get(LIJST)
    with django_assert_max_num_queries(14):
        client.post(reverse("tlv:toewijzen"), gegevens(collega, *aanvragen))
    rij = geef(rollen, collega, *aanvragen)
    with django_assert_max_num_queries(14):
        client.get(reverse("tlv:toewijzing", args=[rij.sleutel]))
