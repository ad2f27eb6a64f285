"""The request for advice of leerplicht, the answer of the ECT, and following a vrijstelling."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from leerlingen.models import Leerling
from swv.models import Bericht, Gebruiker
from swv.normen import kalender
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, LeerlingFactory, NormFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, OP, Rolverdeling, na
from tests.thuiszitters.paginahulp import stuur, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Advies, Adviesstatus, Categorie, Schoolverleden, Vrijstellingseinde
from thuiszitters.models import Adviesvraag, Traject, Vrijstelling
from thuiszitters.selectors.signalen import signalen
from thuiszitters.selectors.werk import regels

Als = Callable[..., Client]


@pytest.fixture
def ambtenaar(rollen: Rolverdeling) -> Gebruiker:
    NormFactory(code="vrijstelling.advies", waarde=4, eenheid="weken", startmoment="ontvangst")
    return GebruikerFactory(rol="leerplicht")


def gegevens(**anders: Any) -> dict[str, Any]:
    basis = {
        "roepnaam": "Isa",
        "voorvoegsel": "",
        "achternaam": "Zwaan",
        "geboortedatum": date(2022, 1, 20),
        "gemeente": "Proefstad",
        "soort": "geheel",
        "duur": "schooljaar",
        "schoolverleden": "geen",
        "ingangsdatum": date(2027, 2, 1),
        "vraag": "Wat kan er nog in het onderwijs?",
    }
    return basis | anders


def vraag(door: Gebruiker, **anders: Any) -> Adviesvraag:
    return services.advies_vragen(gegevens=gegevens(**anders), door=door, op=OP)


def uitgebracht(door: Gebruiker, rollen: Rolverdeling, leerling: Leerling | None = None) -> Adviesvraag:
    rij = services.adviesvraag_oppakken(vraag=vraag(door), leerling=leerling, door=rollen.ect, op=OP)
    return services.advies_uitbrengen(
        vraag=rij, advies=Advies.DEELS, perspectief="Twee dagdelen.", door=rollen.ect, op=na(3)
    )


def vrijstelling(traject: Traject, rollen: Rolverdeling, **anders: Any) -> Vrijstelling:
    basis = {
        "code": Categorie.VRIJSTELLING_5A,
        "soort": "geheel",
        "duur": "schooljaar",
        "schoolverleden": Schoolverleden.GEEN,
        "vanaf": date(2026, 11, 2),
        "tot_en_met": date(2027, 7, 31),
        "afgegeven_op": date(2026, 11, 16),
    }
    advies = anders.pop("adviesvraag", None)
    return services.vrijstelling_vastleggen(
        traject=traject, gegevens=basis | anders, adviesvraag=advies, door=rollen.ect, op=OP
    )


# --- advice -------------------------------------------------------------------------------------------------------


def test_leerplicht_vraagt_en_de_termijn_van_het_profiel_loopt(ambtenaar: Gebruiker) -> None:
    rij = vraag(ambtenaar)
    assert (rij.kenmerk, rij.status) == ("V2627-0001", Adviesstatus.NIEUW)
    assert rij.uiterste_datum == date(2026, 12, 29)
    assert rij.afleiding[0] == "Ontvangen op 1 december 2026."
    sleutel = uuid.uuid4()
    twee = {
        services.advies_vragen(gegevens=gegevens(), door=ambtenaar, op=OP, sleutel=sleutel).pk
        for _ in range(2)
    }
    assert len(twee) == 1


def test_leerplicht_ziet_alleen_de_eigen_vragen_en_een_school_geen(
    ambtenaar: Gebruiker, rollen: Rolverdeling
) -> None:
    rij = vraag(ambtenaar)
    ander = GebruikerFactory(rol="leerplicht")
    ziet = lambda wie: list(Adviesvraag.objects.zichtbaar_voor(wie))  # noqa: E731
    assert ziet(ambtenaar) == ziet(rollen.ect) == [rij]
    assert ziet(ander) == ziet(rollen.melder) == []
    assert not Leerling.objects.zichtbaar_voor(ambtenaar).exists()
    with pytest.raises(NietToegestaan):
        vraag(rollen.melder)
    with pytest.raises(NietToegestaan, match="wie het advies vroeg"):
        services.adviesvraag_intrekken(vraag=rij, reden="Niet nodig.", door=ander, op=OP)


def test_het_ect_antwoordt_en_leerplicht_krijgt_bericht(ambtenaar: Gebruiker, rollen: Rolverdeling) -> None:
    rij = uitgebracht(ambtenaar, rollen)
    assert rij.leerling is not None
    assert (rij.leerling.achternaam, rij.leerling.inschrijvingen.count()) == ("Zwaan", 0)
    bericht = Bericht.objects.get(ontvanger=ambtenaar)
    assert "Zwaan" not in f"{bericht.onderwerp}{bericht.pad}"
    with pytest.raises(NietToegestaan, match="kan niet meer"):
        services.adviesvraag_intrekken(vraag=rij, reden="Te laat.", door=ambtenaar, op=OP)


def test_een_bekende_leerling_wordt_gekoppeld_en_zonder_perspectief_gaat_het_niet(
    ambtenaar: Gebruiker, rollen: Rolverdeling
) -> None:
    rij = services.adviesvraag_oppakken(
        vraag=vraag(ambtenaar), leerling=rollen.leerling, door=rollen.ect, op=OP
    )
    assert rij.leerling == rollen.leerling
    with pytest.raises(NietToegestaan, match="perspectief"):
        services.advies_uitbrengen(vraag=rij, advies="niet", perspectief=" ", door=rollen.ect, op=OP)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adviesvraag.objects.update(leerling=None)


def test_advies_vragen_en_uitbrengen_op_het_scherm(
    ambtenaar: Gebruiker, rollen: Rolverdeling, als: Als
) -> None:
    client, staf = als(ambtenaar), als(rollen.ect)
    invoer = {
        naam: waarde.isoformat() if isinstance(waarde, date) else waarde
        for naam, waarde in gegevens().items()
    }
    assert stuur(client, "thuiszitters:advies_vragen", **invoer | {"duur": ""}).status_code == 422
    klaar = zichtbaar(stuur(client, "thuiszitters:advies_vragen", **invoer))
    assert "Uw adviesvraag is ontvangen, met nummer V2627-0001." in klaar
    assert "Oppakken" not in klaar
    rij = Adviesvraag.objects.get()
    bekend = LeerlingFactory(geboortedatum=rij.geboortedatum, achternaam="Zwaan")
    keuze = zichtbaar(staf.get(reverse("thuiszitters:advies_oppakken", args=[rij.sleutel])))
    assert bekend.naam in keuze
    stuur(staf, "thuiszitters:advies_oppakken", rij.sleutel, wie=str(bekend.sleutel))
    antwoord = {"advies": "deels", "perspectief": "Twee dagdelen per week."}
    assert "Het advies is uitgebracht." in zichtbaar(
        stuur(staf, "thuiszitters:advies_uitbrengen", rij.sleutel, **antwoord)
    )
    lees = zichtbaar(client.get(reverse("thuiszitters:adviesvraag", args=[rij.sleutel])))
    assert "Twee dagdelen per week." in lees
    assert bekend.dossiernummer not in lees
    assert "V2627-0001" in zichtbaar(client.get(reverse("thuiszitters:adviesvragen")))
    for adres in ("advies_oppakken", "advies_uitbrengen"):
        assert client.get(reverse(f"thuiszitters:{adres}", args=[rij.sleutel])).status_code == 403
    elders = als(GebruikerFactory(rol="leerplicht"))
    assert elders.get(reverse("thuiszitters:adviesvraag", args=[rij.sleutel])).status_code == 404


# --- the vrijstelling ------------------------------------------------------------------------------------------


def test_een_vrijstelling_zet_de_categorie_en_kent_terugwerkende_kracht(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    rij = vrijstelling(traject, rollen)
    assert (rij.is_terugwerkend, rij.is_nooit_op_school) == (True, True)
    assert list(traject.categorieen.order_by("vanaf").values_list("categorie", "vanaf")) == [
        ("relatief", BEGONNEN),
        ("5_sub_a", date(2026, 11, 2)),
    ]
    assert list(Vrijstelling.objects.terugwerkend()) == [rij]
    traject.refresh_from_db()
    assert traject.eerstvolgende_datum is None, "terms of verzuim do not run"


def test_terugwerkend_tot_voor_het_traject_begint_de_dag_erna(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    vrijstelling(traject, rollen, vanaf=date(2026, 8, 1))
    assert traject.categorieen.get(tot_en_met=None).vanaf == BEGONNEN + timedelta(days=1)


@pytest.mark.parametrize(
    "code", [Categorie.VRIJSTELLING_5B, Categorie.VRIJSTELLING_5C, Categorie.TREKKEND_BESTAAN]
)
def test_de_andere_vrijstellingen_blijven_apart(code: str, rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    assert vrijstelling(traject, rollen, code=code).code == code
    assert traject.categorieen.get(tot_en_met=None).categorie == code


def test_twee_vrijstellingen_tegelijk_kan_niet(rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    eerste = vrijstelling(traject, rollen, tot_en_met=date(2026, 11, 20))
    with pytest.raises(NietToegestaan, match="loopt al een vrijstelling"):
        vrijstelling(traject, rollen, vanaf=date(2026, 11, 20))
    assert vrijstelling(traject, rollen, vanaf=date(2026, 11, 21)).pk != eerste.pk, "a renewal is a new one"
    for anders, reden in (
        ({"vanaf": DAG + timedelta(days=1)}, "toekomst"),
        ({"tot_en_met": date(2026, 11, 1)}, "voor de ingangsdatum"),
    ):
        with pytest.raises(NietToegestaan, match=reden):
            vrijstelling(traject, rollen, **anders)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vrijstelling.objects.update(code="ziek")


def test_een_advies_van_een_ander_kind_telt_niet(ambtenaar: Gebruiker, rollen: Rolverdeling) -> None:
    traject = factories.traject(rollen)
    with pytest.raises(NietToegestaan, match="andere leerling"):
        vrijstelling(traject, rollen, adviesvraag=uitgebracht(ambtenaar, rollen))
    eigen = uitgebracht(ambtenaar, rollen, traject.leerling)
    assert vrijstelling(traject, rollen, adviesvraag=eigen).adviesvraag == eigen


def test_een_vrijstelling_eindigt_met_een_reden(rollen: Rolverdeling) -> None:
    rij = vrijstelling(factories.traject(rollen), rollen)
    einde: dict[str, Any] = {"eindreden": Vrijstellingseinde.TERUG, "door": rollen.ect, "op": OP}
    with pytest.raises(NietToegestaan, match="voor de ingangsdatum"):
        services.vrijstelling_beeindigen(vrijstelling=rij, tot_en_met=date(2026, 11, 1), **einde)
    klaar = services.vrijstelling_beeindigen(vrijstelling=rij, tot_en_met=DAG, **einde)
    assert (klaar.tot_en_met, klaar.eindreden) == (DAG, "terug")
    with pytest.raises(NietToegestaan, match="al beëindigd"):
        services.vrijstelling_beeindigen(vrijstelling=rij, tot_en_met=DAG, **einde)


def test_een_vrijstelling_op_het_scherm(rollen: Rolverdeling, als: Als) -> None:
    traject, client = factories.traject(rollen), als(rollen.ect)
    invoer = {
        "code": "5_sub_a",
        "soort": "gedeeltelijk",
        "duur": "jaren",
        "schoolverleden": "geen",
        "vanaf": "2026-11-02",
        "afgegeven_op": "2026-11-16",
    }
    fout = stuur(
        client, "thuiszitters:vrijstelling", traject.sleutel, **invoer | {"tot_en_met": "2026-11-01"}
    )
    assert "Het einde ligt voor de ingangsdatum." in zichtbaar(fout)
    pagina = zichtbaar(stuur(client, "thuiszitters:vrijstelling", traject.sleutel, **invoer))
    assert "Vrijstelling artikel 5 onder a, gedeeltelijk" in pagina
    assert "met terugwerkende kracht" in pagina
    assert "nooit op een school" in pagina
    assert "Zonder advies van het samenwerkingsverband" in pagina
    rij = Vrijstelling.objects.get()
    einde = {"tot_en_met": DAG.isoformat(), "eindreden": "terug"}
    assert "De vrijstelling is beëindigd." in zichtbaar(
        stuur(client, "thuiszitters:vrijstelling_beeindigen", rij.sleutel, **einde)
    )


# --- signals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geboren", "zin"),
    [
        (date(2021, 12, 20), "Wordt 5 jaar"),
        (date(2009, 1, 15), "Wordt 18 jaar"),
        (date(2009, 3, 15), ""),  # later than 60 days ahead
        (date(2008, 11, 1), ""),  # already 18
    ],
)
def test_een_verjaardag_geeft_vooraf_een_signaal(geboren: date, zin: str, rollen: Rolverdeling) -> None:
    traject = factories.traject(factories.nog_een(rollen, geboortedatum=geboren), categorie="ziekgemeld")
    gevonden = [signaal.zin for signaal in signalen(traject, DAG)]
    assert bool(gevonden) == bool(zin)
    assert all(regel.startswith(zin) for regel in gevonden)
    werk = [regel.wat for regel in regels(rollen.ect, DAG, kalender())]
    assert any(regel.startswith(zin) for regel in werk if zin) == bool(zin)


def test_het_einde_van_een_vrijstelling_en_een_adviesvraag_staan_in_de_werklijst(
    ambtenaar: Gebruiker, rollen: Rolverdeling, als: Als
) -> None:
    traject = factories.traject(rollen)
    vrijstelling(traject, rollen, tot_en_met=DAG + timedelta(days=40))
    vraag(ambtenaar)
    start = zichtbaar(als(rollen.ect).get(reverse("start")))
    assert "Vrijstelling loopt af" in start
    assert "Adviesvraag over een vrijstelling oppakken" in start
    NormFactory(code="vrijstelling.signaal", waarde=30, eenheid="dagen", startmoment="geen")
    assert signalen(traject, DAG) == [], "how long before is data"
