"""The list, the work list, the search and the panel: scope, words and cost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ect import services
from ect.models import Casus
from ect.panelen import zoek
from swv.inrichting import een_verzoek
from swv.models import Gebruiker
from swv.panelen import Werkregel
from tests.ect import factories
from tests.ect.factories import OP, Rolverdeling, na, nog_een
from tests.factories import GebruikerFactory, SchoolFactory
from tests.vragen import is_van_de_pagina
from tests.werklijst import werkregels

Als = Callable[..., Client]
MEESTE_VRAGEN_LIJST = 10


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(4)):
        yield


def tabel(client: Client, **filters: str) -> str:
    antwoord = client.get(reverse("ect:lijst"), filters)
    assert antwoord.status_code == 200
    return antwoord.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def vragen_van(client: Client, adres: str) -> list[str]:
    """The queries of a page beyond the login."""
    client.get(reverse("start"))  # the first page of a session writes its begin
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(adres).status_code == 200
    return [v["sql"] for v in gevangen.captured_queries if is_van_de_pagina(v["sql"])]


def plan(casus: Casus, rollen: Rolverdeling, dagen: int, stap: str = "Bellen") -> Casus:
    return services.volgende_stap_plannen(
        casus=casus, stap=stap, datum=na(dagen).date(), versie=casus.versie, door=rollen.houder, op=OP
    )


class TestLijst:
    def test_het_swv_begint_met_wat_loopt_op_volgorde_van_termijn(
        self, rollen: Rolverdeling, als: Als
    ) -> None:
        zonder = factories.casus(nog_een(rollen))
        later = plan(factories.casus(nog_een(rollen)), rollen, 9)
        eerder = factories.aangemeld(rollen)
        klaar = factories.afgesloten(nog_een(rollen))
        inhoud = tabel(als(rollen.houder))

        plaatsen = [inhoud.index(rij.kenmerk) for rij in (eerder, later, zonder)]
        assert plaatsen == sorted(plaatsen)
        assert klaar.kenmerk not in inhoud
        assert "te laat" in inhoud

    @pytest.mark.parametrize(
        ("filters", "verwacht"),
        [
            ({"stand": "alle"}, {"open", "casus", "dicht", "beantwoord"}),
            ({"stand": "wacht"}, {"open"}),
            ({"stand": "casus"}, {"casus"}),
            ({"stand": "afgesloten"}, {"dicht"}),
            ({"stand": "beantwoord"}, {"beantwoord"}),
            ({"hoofdvraag": "gedrag"}, {"open"}),
            ({"houder": "mij", "stand": "alle"}, {"open", "dicht", "beantwoord"}),
            ({"termijn": "te_laat"}, {"open"}),
            ({"stand": "onzin", "houder": "onzin"}, {"open", "casus", "dicht", "beantwoord"}),
        ],
    )
    def test_filters(
        self, filters: dict[str, str], verwacht: set[str], rollen: Rolverdeling, als: Als
    ) -> None:
        beantwoord = factories.aangemeld(nog_een(rollen))
        services.beantwoorden(aanmelding=beantwoord, antwoord="Zelf.", door=rollen.houder, op=OP)
        casus = services.aannemen(
            aanmelding=factories.in_gesprek(nog_een(rollen)),
            casushouder=rollen.collega,
            door=rollen.houder,
            op=OP,
        )
        rijen = {
            "open": factories.aangemeld(rollen, hoofdvraag=factories.hoofdvraag("gedrag")),
            "casus": casus,
            "dicht": factories.afgesloten(nog_een(rollen)),
            "beantwoord": beantwoord,
        }
        inhoud = tabel(als(rollen.houder), **filters)

        assert {naam for naam, rij in rijen.items() if rij.kenmerk in inhoud} == verwacht

    def test_een_school_ziet_alles_van_zichzelf_en_niets_van_een_ander(
        self, rollen: Rolverdeling, als: Als
    ) -> None:
        eigen = plan(factories.casus(rollen), rollen, 9, stap="Intern werk")
        dicht = factories.afgesloten(nog_een(rollen))
        school = SchoolFactory()
        vreemd = factories.aangemeld(
            Rolverdeling(**{**vars(nog_een(rollen)), **_andere(school)}),
        )
        antwoord = als(rollen.aanvrager).get(reverse("ect:lijst"))
        inhoud = antwoord.content.decode()

        assert eigen.kenmerk in inhoud
        assert dicht.kenmerk in inhoud
        assert vreemd.kenmerk not in inhoud
        assert school.naam not in inhoud
        assert "volgende stap" not in inhoud
        assert reverse("ect:aanmelding", args=[eigen.aanmelding.sleutel]) in inhoud

    def test_bladeren_zonder_iets_over_te_slaan(
        self, rollen: Rolverdeling, als: Als, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("swv.bladeren.bladzijde.__kwdefaults__", {"grootte": 2})
        kenmerken = {factories.aangemeld(nog_een(rollen)).kenmerk for _ in range(5)}
        client, adres, gezien = als(rollen.houder), reverse("ect:lijst"), []
        for _ in range(3):
            antwoord = client.get(adres)
            gezien += [rij.kenmerk for rij in antwoord.context["rijen"]]
            adres = f"{reverse('ect:lijst')}{antwoord.context['blad'].volgende}"

        assert len(gezien) == 5
        assert set(gezien) == kenmerken

    def test_een_fragment_is_hetzelfde_als_de_pagina(self, rollen: Rolverdeling, als: Als) -> None:
        factories.aangemeld(rollen)
        client = als(rollen.houder)
        fragment = client.get(reverse("ect:lijst"), headers={"hx-request": "true"}).content.decode()

        assert "<h1" not in fragment
        assert fragment.partition("<tbody>")[2].partition("</tbody>")[0] == tabel(client)

    @pytest.mark.parametrize("wie", ["houder", "aanvrager"])
    def test_drie_rijen_kosten_evenveel_als_een(self, rollen: Rolverdeling, als: Als, wie: str) -> None:
        client = als(getattr(rollen, wie))
        plan(factories.casus(rollen), rollen, 9)
        een = vragen_van(client, reverse("ect:lijst"))
        for _ in range(2):
            plan(factories.casus(nog_een(rollen)), rollen, 9)
            factories.aangemeld(nog_een(rollen))

        assert len(vragen_van(client, reverse("ect:lijst"))) == len(een) <= MEESTE_VRAGEN_LIJST


def _andere(school: Any) -> dict[str, Any]:
    """Another school with a pupil and someone who asks."""
    kind = factories.LeerlingFactory(school=school)
    return {
        "school": school,
        "leerling": kind,
        "aanvrager": GebruikerFactory(rol="school", school=school),
    }


class TestKostenVanEenPagina:
    def _vul(self, casus: Casus, rollen: Rolverdeling, aantal: int) -> None:
        for _ in range(aantal):
            factories.contact(casus, rollen)
            factories.interventie(casus, rollen)
            factories.uitgebracht(casus, rollen)
            factories.notitie(casus, rollen)

    @pytest.mark.parametrize("wie", ["houder", "administratie"])
    def test_casus(self, rollen: Rolverdeling, als: Als, wie: str) -> None:
        casus, client = factories.casus(rollen), als(getattr(rollen, wie))
        adres = reverse("ect:casus", args=[casus.sleutel])
        self._vul(casus, rollen, 1)
        een = vragen_van(client, adres)
        self._vul(casus, rollen, 2)

        assert len(vragen_van(client, adres)) == len(een) <= 14

    def test_aanmelding_van_een_school(self, rollen: Rolverdeling, als: Als) -> None:
        casus, client = factories.casus(rollen), als(rollen.aanvrager)
        adres = reverse("ect:aanmelding", args=[casus.aanmelding.sleutel])
        self._vul(casus, rollen, 1)
        een = vragen_van(client, adres)
        self._vul(casus, rollen, 2)

        assert len(vragen_van(client, adres)) == len(een) <= 12

    def test_paneel(self, rollen: Rolverdeling, als: Als) -> None:
        client, adres = als(rollen.houder), reverse("leerlingen:detail", args=[rollen.leerling.sleutel])
        casus = factories.casus(rollen)
        factories.uitgebracht(casus, rollen)
        een = vragen_van(client, adres)
        factories.uitgebracht(casus, rollen)
        factories.afgesloten(rollen, casus)
        factories.afgesloten(rollen)
        factories.casus(rollen)

        assert len(vragen_van(client, adres)) == len(een)


class TestWerklijst:
    def regels(self, user: Gebruiker) -> list[Werkregel]:
        return werkregels("ect", user)

    def test_wie_moet_reageren_voor_wanneer(self, rollen: Rolverdeling) -> None:
        aanmelding = factories.aangemeld(rollen)
        (regel,) = self.regels(rollen.houder)

        assert regel.wat == "Eerste reactie aan de school"
        assert regel.uiterste_datum == aanmelding.reactie_uiterlijk
        assert regel.resterend is not None
        assert "te laat" in regel.resterend.woorden
        assert regel.norm == "2 werkdagen"

    def test_wat_van_een_ander_is_ziet_alleen_wie_stuurt_en_dan_pas_te_laat(
        self, rollen: Rolverdeling
    ) -> None:
        factories.aangemeld(rollen)
        factories.aangemeld(nog_een(rollen), op=na(4))

        assert self.regels(rollen.collega) == []
        assert len(self.regels(rollen.coordinator)) == 1

    def test_wat_van_niemand_is_ziet_iedereen_van_het_ect(self, rollen: Rolverdeling) -> None:
        rollen.school.vast_contact = None
        rollen.school.save()
        factories.aangemeld(rollen)

        assert len(self.regels(rollen.collega)) == 1

    def test_in_gesprek_vraagt_een_keuze_en_een_casus_een_stap(self, rollen: Rolverdeling) -> None:
        factories.in_gesprek(rollen)
        plan(factories.casus(nog_een(rollen)), rollen, 9, stap="Observeren")
        factories.casus(nog_een(rollen))
        wat = [regel.wat for regel in self.regels(rollen.houder)]

        assert wat == ["Casus openen of de vraag beantwoorden", "Observeren", "Volgende stap plannen"]

    def test_wie_het_werk_niet_doet_krijgt_het_niet(self, rollen: Rolverdeling) -> None:
        factories.aangemeld(rollen)

        assert self.regels(rollen.administratie) == []
        assert self.regels(rollen.aanvrager) == []

    def test_meer_rijen_kosten_evenveel(self, rollen: Rolverdeling) -> None:
        factories.aangemeld(rollen)
        user = rollen.houder
        for extra in range(2):
            for _ in range(extra * 3):
                factories.casus(nog_een(rollen))
                factories.aangemeld(nog_een(rollen))
            _ = user.permissies
            with een_verzoek(), CaptureQueriesContext(connection) as gevangen:
                werkregels("ect", user)
            assert len(gevangen) == 3  # all work, the KB-dagen, and the set-up of the SWV


class TestZoeken:
    def test_op_nummer_binnen_wat_iemand_ziet(self, rollen: Rolverdeling) -> None:
        casus = factories.casus(rollen)
        vreemd = GebruikerFactory(rol="school", school=SchoolFactory())
        (gevonden,) = zoek(rollen.administratie, casus.kenmerk)

        assert gevonden.url == reverse("ect:casus", args=[casus.sleutel])
        assert zoek(rollen.aanvrager, casus.kenmerk)[0].url == reverse(
            "ect:aanmelding", args=[casus.aanmelding.sleutel]
        )
        assert zoek(vreemd, casus.kenmerk) == []

    def test_nooit_op_wat_iemand_schreef(self, rollen: Rolverdeling) -> None:
        factories.casus(rollen)

        assert zoek(rollen.administratie, factories.VRAAG[:20]) == []
