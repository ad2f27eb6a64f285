"""The escalation ladder: steps in order, names of the profile, and the decision that binds."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from swv.models import Samenwerkingsverband
from swv.permissions import NietToegestaan
from swv.profielen import codes, lees
from tests.factories import SchoolbestuurFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling
from tests.thuiszitters.paginahulp import stuur, tabel, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Stapuitkomst, Trede
from thuiszitters.escalatie import ladder
from thuiszitters.inspectie import rijen
from thuiszitters.models import Doorzetbesluit, Escalatiestap, Traject

Als = Callable[..., Client]
GISTEREN = DAG - timedelta(days=1)


@pytest.fixture
def traject(rollen: Rolverdeling) -> Traject:
    return factories.traject(rollen)


def stap(traject: Traject, rollen: Rolverdeling, trede: str = Trede.ECT, **anders: Any) -> Escalatiestap:
    basis = {
        "datum": GISTEREN,
        "deelnemers": "Mentor, leerplicht, ouders",
        "uitkomst": Stapuitkomst.VERDER,
        "toelichting": "",
        "door": rollen.ect,
        "op": OP,
    }
    return services.stap_vastleggen(traject=traject, trede=trede, **(basis | anders))


def doorzetten(traject: Traject, rollen: Rolverdeling, **anders: Any) -> Doorzetbesluit:
    basis = {
        "datum": DAG,
        "deelnemers": "Besturen en gemeente",
        "bestuur": rollen.school.bestuur,
        "school": rollen.school,
        "besluit": {
            "ingangsdatum": date(2026, 12, 7),
            "besloten_door": "Directeur-bestuurder",
            "voorkeur_ouders": "De school in de eigen wijk.",
            "voorkeur_leerling": "Een kleine klas.",
            "motivering": "Deze school heeft plek en de begeleiding die past.",
        },
        "door": rollen.ect,
        "op": OP,
    }
    return services.doorzetten(traject=traject, **(basis | anders))


@pytest.mark.parametrize("code", codes())
def test_elk_profiel_noemt_zijn_treden(code: str) -> None:
    treden = lees(code).instellingen["thuiszitters"]["escalatie"]
    assert set(treden) <= set(Trede.values)
    assert {"school", "doorzettingsmacht"} <= set(treden)


def test_de_ladder_is_die_van_het_profiel(rollen: Rolverdeling, traject: Traject) -> None:
    assert list(ladder()) == Trede.values
    swv = Samenwerkingsverband.objects.get()
    swv.profiel |= {"thuiszitters": {"escalatie": {"doorzettafel": "De tafel", "school": "De school"}}}
    swv.save()
    assert ladder() == {"school": "De school", "doorzettafel": "De tafel"}
    assert stap(traject, rollen, Trede.DOORZETTAFEL).naam == "De tafel"
    with pytest.raises(NietToegestaan, match="staat niet op de escalatieladder"):
        stap(traject, rollen, Trede.AOJ)


def test_een_stap_ligt_in_het_traject_en_niet_voor_de_vorige(rollen: Rolverdeling, traject: Traject) -> None:
    stap(traject, rollen, Trede.SCHOOL)
    for dag, reden in (
        (DAG + timedelta(days=1), "toekomst"),
        (BEGONNEN - timedelta(days=1), "voor de eerste"),
        (GISTEREN - timedelta(days=1), "voor de vorige stap"),
    ):
        with pytest.raises(NietToegestaan, match=reden):
            stap(traject, rollen, datum=dag)
    for wie in (rollen.melder, rollen.directeur):
        with pytest.raises(NietToegestaan):
            stap(traject, rollen, door=wie)
    with pytest.raises(NietToegestaan, match="afgesloten"):
        stap(factories.sluit_af(traject, rollen), rollen)


def test_doorzettingsmacht_komt_na_overleg_en_heeft_een_besluit(
    rollen: Rolverdeling, traject: Traject
) -> None:
    with pytest.raises(NietToegestaan, match="eerdere stap"):
        doorzetten(traject, rollen)
    with pytest.raises(NietToegestaan, match="met een besluit"):
        stap(traject, rollen, Trede.DOORZETTINGSMACHT)
    stap(traject, rollen, Trede.DOORZETTAFEL)
    with pytest.raises(NietToegestaan, match="hoort niet bij het gekozen bestuur"):
        doorzetten(traject, rollen, bestuur=SchoolbestuurFactory())

    besluit = doorzetten(traject, rollen)

    assert (besluit.stap.trede, besluit.stap.niveau) == ("doorzettingsmacht", 5)
    assert besluit.bestuur == rollen.school.bestuur
    with pytest.raises(IntegrityError), transaction.atomic():
        Doorzetbesluit.objects.update(voorkeur_leerling="")
    assert [r.doorzettingsmacht for r in rijen(GISTEREN)] == ["nee"]
    assert [r.doorzettingsmacht for r in rijen(DAG)] == ["ja"]


def test_het_register_toont_de_hoogste_stap_en_kan_erop_zoeken(
    rollen: Rolverdeling, traject: Traject, als: Als
) -> None:
    ander = factories.traject(factories.nog_een(rollen))
    stap(traject, rollen, Trede.DOORZETTAFEL)
    stap(traject, rollen, Trede.SCHOOL, datum=DAG)
    client, adres = als(rollen.ect), reverse("thuiszitters:lijst")
    assert "Escalatie: MPL of doorzettafel" in tabel(client.get(adres))
    for trede, verwacht in (("doorzettafel", {traject}), ("school", set()), ("onzin", {traject, ander})):
        inhoud = tabel(client.get(adres, {"trede": trede}))
        assert {rij for rij in (traject, ander) if rij.kenmerk in inhoud} == verwacht, trede


def test_een_stap_en_een_besluit_op_het_scherm(rollen: Rolverdeling, traject: Traject, als: Als) -> None:
    client = als(rollen.ect)
    gegevens = {"trede": "aoj", "datum": GISTEREN.isoformat(), "deelnemers": "Wijkteam", "uitkomst": "verder"}
    pagina = zichtbaar(stuur(client, "thuiszitters:escalatie", traject.sleutel, **gegevens))
    assert "De stap is vastgelegd: AOJ-team." in pagina
    assert "AOJ-team: geen oplossing: naar de volgende stap" in pagina
    assert "Stap op de escalatieladder" in pagina
    fout = stuur(
        client, "thuiszitters:escalatie", traject.sleutel, **gegevens | {"trede": "doorzettingsmacht"}
    )
    assert fout.status_code == 422
    besluit = {
        "datum": DAG.isoformat(),
        "besloten_door": "Directeur-bestuurder",
        "deelnemers": "Besturen",
        "bestuur": str(rollen.school.bestuur.sleutel),
        "ingangsdatum": "2026-12-07",
        "voorkeur_ouders": "Dichtbij.",
        "voorkeur_leerling": "Klein.",
        "motivering": "Er is plek.",
    }
    leeg = stuur(client, "thuiszitters:doorzetten", traject.sleutel, **besluit | {"voorkeur_leerling": ""})
    assert leeg.status_code == 422
    elders = SchoolFactory().vestigingscode
    assert "hoort niet bij" in zichtbaar(
        stuur(client, "thuiszitters:doorzetten", traject.sleutel, **besluit | {"school": elders})
    )
    klaar = zichtbaar(stuur(client, "thuiszitters:doorzetten", traject.sleutel, **besluit))
    assert f"De zorgplicht ligt bij {rollen.school.bestuur.naam}." in klaar
    assert "Eerste voorkeur van de leerling: Klein." in klaar
    assert "Doorzettingsmacht ingezet" in klaar
