"""Question sets per aanleiding, EMB and PrO; what an SWV switches off; what a verlenging carries over."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from leerlingen.models import Inschrijving
from swv.models import Gebeurtenis, Vragenlijst
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, NormFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services, vragen
from tlv.controle import Oordeel
from tlv.enums import Aanleiding, Soort
from tlv.models import Aanvraag, Vragenlijstwijziging
from tlv.procriteria import controleer_procriteria, sommen
from tlv.profiel import laad_vragenlijst, lees_vragenlijst
from tlv.selectors.pro import berekening
from tlv.services import Verouderd
from tlv.vraagstand import Stand, met_standen, stand_van, standen

Als = Callable[..., Client]
A = Aanleiding


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


def codes(aanvraag: Aanvraag) -> set[str]:
    return set(vragen.gesteld(aanvraag))


def adres(naam: str, aanvraag: Aanvraag, *meer: Any) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel, *meer])


# --- variants -------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", [Soort.SBO, Soort.SO, Soort.VSO])
class TestAanleiding:
    def test_een_eerste_aanvraag(self, rollen: Rolverdeling, soort: Soort) -> None:
        gesteld = codes(factories.begin(rollen, soort=soort))

        assert {"grens_school", "interventies", "opp", "terugkeer", "terugkeer_voorwaarden"} <= gesteld
        assert not {"doelen_gehaald", "voorschool", "herkomst", "emb_zorg"} & gesteld

    def test_een_verlenging(self, rollen: Rolverdeling, soort: Soort) -> None:
        gesteld = codes(factories.begin(rollen, soort=soort, aanleiding=A.VERLENGING))

        assert {"doelen_gehaald", "waarom_langer", "terugkeer", "opp"} <= gesteld
        assert "grens_school" not in gesteld

    def test_onderinstroom_zonder_school_vraagt_geen_opp(self, rollen: Rolverdeling, soort: Soort) -> None:
        aanvraag = factories.begin(rollen, soort=soort, aanleiding=A.ONDERINSTROOM)

        assert {"voorschool", "voorschool_hulp", "voorschool_verslag"} <= codes(aanvraag)
        assert not {"opp", "leerling_gehoord", "interventies", "toetsgegevens"} & codes(aanvraag)
        assert "opp" not in {taak.code for taak in vragen.taken(aanvraag)}

    def test_zij_instroom(self, rollen: Rolverdeling, soort: Soort) -> None:
        gesteld = codes(factories.begin(rollen, soort=soort, aanleiding=A.ZIJ_INSTROOM))

        assert {"herkomst", "vorige_school", "opp"} <= gesteld
        assert "interventies" not in gesteld

    @pytest.mark.parametrize("aanleiding", list(A))
    def test_elke_variant_kan_worden_ingediend(
        self, rollen: Rolverdeling, soort: Soort, aanleiding: Aanleiding
    ) -> None:
        aanvraag = factories.begin(rollen, soort=soort, aanleiding=aanleiding)
        aanvraag = services.indienen(
            aanvraag=factories.vul_in(aanvraag, rollen), door=rollen.aanvrager, op=OP
        )

        assert aanvraag.ingediend_op == OP
        assert set(aanvraag.antwoorden) <= codes(aanvraag)


def test_emb_geeft_een_eigen_taak(rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    zonder = {taak.code for taak in vragen.taken(aanvraag)}
    aanvraag = factories.vul_in(aanvraag, rollen, emb="ja")

    assert "ernstig_beperkt" not in zonder
    assert "ernstig_beperkt" in {taak.code for taak in vragen.taken(aanvraag)}
    assert aanvraag.antwoorden["emb_zorg"]


def test_wat_niet_meer_gevraagd_wordt_gaat_niet_mee(rollen: Rolverdeling) -> None:
    """The care of a pupil is not for the SWV when it turns out to be no EMB."""
    aanvraag = factories.vul_in(factories.begin(rollen), rollen, emb="ja")
    factories.voeg_document_toe(aanvraag, "voorschool_verslag")
    aanvraag = services.antwoorden_bewaren(
        aanvraag=aanvraag, antwoorden={"emb": "nee"}, versie=aanvraag.versie, door=rollen.aanvrager, op=OP
    )
    ingediend = services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)

    assert "emb_zorg" not in ingediend.antwoorden
    assert "voorschool_verslag" not in {rij.vraag for rij in ingediend.documenten.all()}
    assert ingediend.antwoorden["emb"] == "nee"


def test_de_school_kiest_de_aanleiding(rollen: Rolverdeling, als: Als) -> None:
    begin = reverse("tlv:beginnen", args=[rollen.leerling.sleutel])

    als(rollen.aanvrager).post(begin, {"soort": "vso", "aanleiding": "onderinstroom"})
    als(rollen.aanvrager).post(begin, {"soort": "pro", "aanleiding": "verlenging"})

    assert Aanvraag.objects.get(soort="vso").aanleiding == A.ONDERINSTROOM
    assert Aanvraag.objects.get(soort="pro").aanleiding == A.EERSTE


# --- praktijkonderwijs ----------------------------------------------------------------------------

PRO = {
    "bijzondere_groep": "nee",
    "iq": "70",
    "dl": "50",
    "dle_rekenen": "20",
    "dle_begrijpend_lezen": "25",
    "dle_technisch_lezen": "38",
    "dle_spellen": "45",
}


class TestPro:
    def test_de_som_per_domein(self) -> None:
        assert [som.uitgerekend for som in sommen(PRO)] == [
            "1 − 20 : 50 = 0,60",
            "1 − 25 : 50 = 0,50",
            "1 − 38 : 50 = 0,24",
            "1 − 45 : 50 = 0,10",
        ]
        assert [som.groot for som in sommen(PRO)] == [True, True, False, False]

    def test_net_te_weinig_wordt_niet_afgerond_tot_genoeg(self) -> None:
        som = sommen({"dl": "119", "dle_rekenen": "60"})[0]

        assert som.achterstand < Decimal("0.5")
        assert som.uitgerekend == "1 − 60 : 119 = 0,496"
        assert not som.groot

    def test_zonder_getallen_is_er_geen_som(self) -> None:
        assert sommen({}) == []
        assert sommen({"dl": "0", "dle_rekenen": "10"}) == []
        assert [som.domein for som in sommen({"dl": "50", "dle_spellen": "10"})] == ["spellen"]

    @pytest.mark.parametrize(
        ("iq", "overlap"), [("74", False), ("75", True), ("80", True), ("81", False), ("", False)]
    )
    def test_tussen_75_en_80_beslist_de_motivering(self, iq: str, overlap: bool) -> None:
        namen = [c.naam for c in controleer_procriteria(PRO | {"iq": iq})]

        assert ("Keuze tussen praktijkonderwijs en LWOO" in namen) == overlap

    @pytest.mark.parametrize(("dl", "opvallend"), [("60", False), ("61", True)])
    def test_een_dl_boven_60_valt_op(self, dl: str, opvallend: bool) -> None:
        namen = [c.naam for c in controleer_procriteria(PRO | {"dl": dl})]

        assert ("Didactische leeftijd (DL)" in namen) == opvallend

    def test_een_bijzondere_groep_heeft_een_ander_dossier(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen, soort=Soort.PRO)
        aanvraag = factories.vul_in(aanvraag, rollen, bijzondere_groep="ja")

        assert not {"iq", "dl", "onderzoek"} & codes(aanvraag)
        assert {"leerlingdossier", "instemming_ouders", "bijzondere_motivering"} <= codes(aanvraag)
        assert berekening(aanvraag, OP.date()) is None
        assert {c.uitkomst for c in controleer_procriteria(aanvraag.antwoorden)} == {Oordeel.VOLDOET}

    def test_een_oude_toets_valt_op(self, rollen: Rolverdeling) -> None:
        NormFactory(code="tlv.onderzoek_geldigheid", waarde=24, eenheid="maanden")
        NormFactory(code="tlv.toets_geldigheid", waarde=12, eenheid="maanden")
        aanvraag = factories.begin(rollen, soort=Soort.PRO)

        def namen(**antwoorden: str) -> list[str]:
            aanvraag.antwoorden = PRO | antwoorden
            gemaakt = berekening(aanvraag, date(2026, 11, 2))
            assert gemaakt is not None
            return [c.uitleg for c in gemaakt.controles if c.naam == "Toets is recent"]

        assert namen(iq_datum="2024-11-02", dle_datum="2025-11-02") == []
        assert len(namen(iq_datum="2024-11-01", dle_datum="2025-11-01")) == 2

    def test_de_taak_rekent_uit_en_blijft_staan(self, rollen: Rolverdeling, als: Als) -> None:
        aanvraag = factories.vul_in(factories.begin(rollen, soort=Soort.PRO), rollen)
        school, taak = als(rollen.aanvrager), adres("taak", aanvraag, "rapport")
        velden = PRO | {"iq_test": "WISC-V", "iq_datum": "2026-01-01", "dle_datum": "2026-09-01"}

        antwoord = school.post(taak, velden | {"versie": str(aanvraag.versie), "uitrekenen": "ja"})
        pagina = school.get(taak).content.decode()

        assert antwoord.url == taak  # type: ignore[attr-defined]
        assert "1 − 38 : 50 = 0,24" in pagina
        assert "1 − 38 : 50 = 0,24" in school.get(adres("controleren", aanvraag)).content.decode()

    def test_andere_soorten_rekenen_niet(self, rollen: Rolverdeling, als: Als) -> None:
        aanvraag = factories.begin(rollen)

        assert berekening(aanvraag, OP.date()) is None
        assert "1 − DLE" not in als(rollen.aanvrager).get(adres("taak", aanvraag, "waarom")).content.decode()


# --- what the SWV makes of a set ------------------------------------------------------------------


@pytest.fixture
def beheer(rollen: Rolverdeling) -> Any:
    return GebruikerFactory(rol="beheer")


def wijzig(
    door: Any, *, code: str = "tlv_vso", versie: int = 2, reden: str = "Niet nodig.", **stand: str
) -> Any:
    return services.vragenlijst_wijzigen(
        code=code, standen_=stand, reden=reden, versie=versie, door=door, op=OP
    )


class TestVragenlijst:
    def test_een_vraag_uit_en_een_verplicht(self, rollen: Rolverdeling, beheer: Any) -> None:
        oud = factories.begin(rollen)
        nieuw = wijzig(beheer, gewenste_duur="uit", externe_hulp="verplicht")
        vers = factories.begin(factories.rolverdeling())

        assert nieuw.versie == 3
        assert standen(nieuw.inhoud)["gewenste_duur"] == Stand.UIT
        assert "gewenste_duur" in codes(oud)
        assert "gewenste_duur" not in codes(vers)
        assert vragen.gesteld(vers)["externe_hulp"].verplicht
        assert {w["code"] for w in nieuw.wijziging.wijzigingen} == {"gewenste_duur", "externe_hulp"}

    def test_een_lopend_concept_houdt_zijn_versie(self, rollen: Rolverdeling, beheer: Any) -> None:
        aanvraag = factories.begin(rollen)
        wijzig(beheer, gewenste_duur="uit")
        aanvraag.refresh_from_db()

        assert aanvraag.vragenlijst.versie == 2

    def test_wat_vast_is_blijft(self, beheer: Any) -> None:
        with pytest.raises(NietToegestaan, match="niets gewijzigd"):
            wijzig(beheer, zienswijze="uit", opp="vrij")

    def test_zonder_reden_of_recht_of_op_een_oude_versie(self, rollen: Rolverdeling, beheer: Any) -> None:
        with pytest.raises(NietToegestaan, match="Schrijf waarom"):
            wijzig(beheer, reden="  ", gewenste_duur="uit")
        with pytest.raises(NietToegestaan):
            wijzig(rollen.administratie, gewenste_duur="uit")
        with pytest.raises(NietToegestaan, match="is er niet"):
            wijzig(beheer, code="tlv_anders", gewenste_duur="uit")
        with pytest.raises(Verouderd):
            wijzig(beheer, versie=1, gewenste_duur="uit")
        assert not Vragenlijstwijziging.objects.exists()

    def test_twee_wijzigingen_op_een_dag(self, beheer: Any) -> None:
        wijzig(beheer, gewenste_duur="uit")
        laatste = wijzig(beheer, versie=3, gewenste_duur="vrij")

        assert vragen.lijst_voor("vso", OP.date()) == laatste
        assert standen(laatste.inhoud)["gewenste_duur"] == Stand.VRIJ

    def test_een_nieuw_bestand_houdt_de_keuzes_van_het_swv(
        self, beheer: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wijzig(beheer, gewenste_duur="uit")
        assert not laad_vragenlijst(Soort.VSO)
        bestand = lees_vragenlijst(Soort.VSO) | {"versie": 3, "geldig_vanaf": date(2027, 8, 1)}
        monkeypatch.setattr("tlv.profiel.lees_vragenlijst", lambda _soort: bestand)

        assert laad_vragenlijst(Soort.VSO)

        nieuw = Vragenlijst.objects.filter(code="tlv_vso").latest("versie")
        assert (nieuw.versie, nieuw.inhoud["bestandsversie"]) == (4, 3)
        assert standen(nieuw.inhoud)["gewenste_duur"] == Stand.UIT
        assert vragen.lijst_voor("vso", date(2027, 8, 1)) == nieuw

    def test_de_database_eist_een_reden(self, beheer: Any) -> None:
        with pytest.raises(IntegrityError):
            Vragenlijstwijziging.objects.create(
                vragenlijst=Vragenlijst.objects.get(code="tlv_so"), reden="", wijzigingen=[], gewijzigd_op=OP
            )

    def test_de_stand_is_puur(self) -> None:
        inhoud = {"taken": [{"vragen": [{"code": "a"}, {"code": "b", "vast": "wet"}]}]}
        anders = met_standen(inhoud, {"a": "uit", "b": "uit", "c": "uit"})

        assert standen(inhoud) == {"a": Stand.VERPLICHT, "b": Stand.VERPLICHT}
        assert standen(anders) == {"a": Stand.UIT, "b": Stand.VERPLICHT}
        assert stand_van({"verplicht": False}) == Stand.VRIJ
        assert standen(met_standen(anders, {"a": "verplicht"}))["a"] == Stand.VERPLICHT


class TestSchermVoorBeheer:
    def test_de_lijst_en_een_wijziging(self, beheer: Any, als: Als) -> None:
        client, pagina = als(beheer), reverse("tlv:vragenlijst", args=["tlv_vso"])
        assert (
            "Aanvraag TLV voortgezet speciaal onderwijs"
            in client.get(reverse("tlv:vragenlijsten")).content.decode()
        )
        velden = {f"stand_{c}": s.value for c, s in standen(_inhoud()).items()}

        antwoord = client.post(
            pagina, velden | {"stand_gewenste_duur": "uit", "versie": "2", "reden": "Staat in het OPP."}
        )

        assert antwoord.status_code == 302
        inhoud = client.get(pagina).content.decode()
        assert "Staat in het OPP." in inhoud
        assert "Was: verplicht. Werd: uit." in inhoud

    def test_wat_getypt_is_blijft_staan(self, beheer: Any, als: Als) -> None:
        velden = {f"stand_{c}": s.value for c, s in standen(_inhoud()).items()}
        antwoord = als(beheer).post(
            reverse("tlv:vragenlijst", args=["tlv_vso"]),
            velden | {"versie": "2", "reden": "Een lange uitleg."},
        )

        assert antwoord.status_code == 422
        assert "Een lange uitleg." in antwoord.content.decode()
        assert "niets gewijzigd" in antwoord.content.decode()

    def test_een_ander_was_eerder(self, beheer: Any, als: Als) -> None:
        wijzig(beheer, gewenste_duur="uit")
        velden = {f"stand_{c}": s.value for c, s in standen(_inhoud()).items()}
        antwoord = als(beheer).post(
            reverse("tlv:vragenlijst", args=["tlv_vso"]), velden | {"versie": "2", "reden": "Mijn reden."}
        )

        assert antwoord.status_code == 409
        assert "net gewijzigd" in antwoord.content.decode()
        assert "Mijn reden." in antwoord.content.decode()

    def test_een_onbekende_lijst_is_404(self, beheer: Any, als: Als) -> None:
        assert als(beheer).get(reverse("tlv:vragenlijst", args=["tlv_xyz"])).status_code == 404

    @pytest.mark.parametrize("rol", ["school", "administratie", "directeur"])
    def test_anderen_mogen_er_niet_bij(self, rollen: Rolverdeling, als: Als, rol: str) -> None:
        gebruiker = GebruikerFactory(rol=rol, school=rollen.school)

        assert als(gebruiker).get(reverse("tlv:vragenlijsten")).status_code == 403


def _inhoud() -> Any:
    lijst = Vragenlijst.objects.get(code="tlv_vso", versie=2)
    return {
        "taken": [
            {"vragen": [rij for rij in taak["vragen"] if not rij.get("vast")]}
            for taak in lijst.inhoud["taken"]
        ]
    }


# --- verlenging -----------------------------------------------------------------------------------


@pytest.fixture
def eerder(rollen: Rolverdeling) -> Aanvraag:
    """A decided request of the same school, with an answer worth carrying over."""
    aanvraag = factories.geadviseerd(rollen, ondersteuningsvraag="Rust en een vaste plek.")
    factories.maak_bekend(factories.besluit(rollen, aanvraag), rollen)
    aanvraag.refresh_from_db()
    return aanvraag


class TestVerlenging:
    def test_begint_met_wat_de_school_eerder_schreef(self, rollen: Rolverdeling, eerder: Aanvraag) -> None:
        aanvraag = factories.begin(rollen, aanleiding=A.VERLENGING, op=na(300))

        assert aanvraag.vorige == eerder
        assert aanvraag.antwoorden["ondersteuningsvraag"] == "Rust en een vaste plek."
        assert "zienswijze" not in aanvraag.antwoorden
        assert not aanvraag.documenten.exists()
        assert set(aanvraag.overgenomen) == set(aanvraag.antwoorden)

    def test_overgenomen_telt_pas_na_controle(self, rollen: Rolverdeling, eerder: Aanvraag, als: Als) -> None:
        aanvraag = factories.begin(rollen, aanleiding=A.VERLENGING, op=na(1))
        school, taak = als(rollen.aanvrager), adres("taak", aanvraag, "waarom")
        tekort = {t.vraag.code: t.melding for t in vragen.tekorten(aanvraag)}
        lijst, pagina = (
            school.get(adres("aanvraag", aanvraag)).content.decode(),
            school.get(taak).content.decode(),
        )

        assert tekort["ondersteuningsvraag"].startswith("Controleer wat is overgenomen")
        assert "overgenomen: controleer" in lijst
        assert "Overgenomen uit uw vorige aanvraag" in pagina

        school.post(
            taak,
            {
                "versie": str(aanvraag.versie),
                "ondersteuningsvraag": "Rust en een vaste plek.",
                "emb": "nee",
                "doelen_gehaald": "De helft.",
            },
        )
        aanvraag.refresh_from_db()
        assert "ondersteuningsvraag" not in aanvraag.overgenomen
        assert "ondersteuningsvraag" not in {t.vraag.code for t in vragen.tekorten(aanvraag)}
        assert Gebeurtenis.objects.filter(
            onderwerp_sleutel=aanvraag.sleutel, soort="overgenomen_nagekeken"
        ).exists()

    def test_tussentijds_bewaren_is_geen_controle(
        self, rollen: Rolverdeling, eerder: Aanvraag, als: Als
    ) -> None:
        aanvraag = factories.begin(rollen, aanleiding=A.VERLENGING, op=na(1))
        als(rollen.aanvrager).post(
            adres("bewaren", aanvraag, "waarom"),
            {
                "versie": str(aanvraag.versie),
                "ondersteuningsvraag": "Rust en een vaste plek.",
                "gewenste_school": "De Brug",
            },
        )

        aanvraag.refresh_from_db()
        assert "ondersteuningsvraag" in aanvraag.overgenomen

    def test_indienen_kan_niet_ongezien(self, rollen: Rolverdeling, eerder: Aanvraag) -> None:
        aanvraag = factories.begin(rollen, aanleiding=A.VERLENGING, op=na(1))
        aanvraag = factories.vul_in(aanvraag, rollen, op=na(1), ondersteuningsvraag="Rust en een vaste plek.")

        with pytest.raises(NietToegestaan):
            services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=na(1))
        aanvraag = services.overgenomen_nagekeken(
            aanvraag=aanvraag, codes=list(aanvraag.overgenomen), door=rollen.aanvrager, op=na(1)
        )
        assert services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=na(1)).ingediend_op

    def test_van_een_andere_school_komt_niets_mee(self, rollen: Rolverdeling, eerder: Aanvraag) -> None:
        """The answers of another school are its own, also when the pupil came over (architectuur.md B.6)."""
        nieuw = SchoolFactory()
        Inschrijving.objects.filter(leerling=rollen.leerling).update(school=nieuw)
        rollen.school, rollen.aanvrager = nieuw, GebruikerFactory(rol="school", school=nieuw)

        aanvraag = factories.begin(rollen, aanleiding=A.VERLENGING, op=na(1))

        assert aanvraag.vorige is None
        assert aanvraag.antwoorden == {}

    def test_een_eerste_aanvraag_neemt_niets_over(self, rollen: Rolverdeling, eerder: Aanvraag) -> None:
        assert factories.begin(rollen, op=na(1)).antwoorden == {}

    def test_een_ander_mag_niet_nakijken(self, rollen: Rolverdeling, eerder: Aanvraag) -> None:
        aanvraag = factories.begin(rollen, aanleiding=A.VERLENGING, op=na(1))
        vreemd = GebruikerFactory(rol="school", school=SchoolFactory())

        with pytest.raises(NietToegestaan):
            services.overgenomen_nagekeken(
                aanvraag=aanvraag, codes=["ondersteuningsvraag"], door=vreemd, op=na(1)
            )
