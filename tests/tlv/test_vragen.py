"""The question sets: complete, well formed, and judged by one function."""

from datetime import date
from typing import Any

import pytest

from leerlingen.enums import Documentsoort
from swv.bsn import vind_bsn
from swv.models import Vragenlijst
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from tests.tlv import factories
from tests.tlv.factories import DAG, Rolverdeling
from tlv import vragen
from tlv.datumgrenzen import GRENZEN
from tlv.enums import Soort
from tlv.profiel import laad_vragenlijst, lees_vragenlijst
from tlv.vragen import Vraag, antwoord_in_woorden, controleer_antwoord, lees_vraag

SOORTEN = {"regel", "tekst", "datum", "getal", "keuze", "janee", "document"}


@pytest.mark.parametrize("soort", list(Soort))
class TestBestanden:
    def test_elke_vraag_is_volledig(self, soort: Soort) -> None:
        for taak in lees_vragenlijst(soort)["taken"]:
            assert taak["titel"]
            assert taak["uitleg"]
            for rij in taak["vragen"]:
                vraag = lees_vraag(rij)
                assert vraag.soort in SOORTEN
                assert vraag.label.endswith("?") or vraag.is_document
                assert (vraag.soort == "keuze") == bool(vraag.opties)
                assert (vraag.documentsoort in Documentsoort.values) == vraag.is_document

    def test_codes_zijn_uniek_en_passen(self, soort: Soort) -> None:
        rijen = [rij for taak in lees_vragenlijst(soort)["taken"] for rij in taak["vragen"]]
        codes = [rij["code"] for rij in rijen]

        assert len(codes) == len(set(codes))
        assert all(code.isidentifier() and len(code) <= 40 for code in codes)

    def test_vijf_tot_acht_taken_met_elk_iets_verplichts(self, soort: Soort) -> None:
        taken = lees_vragenlijst(soort)["taken"]

        assert 5 <= len(taken) <= 8
        assert all(any(rij.get("verplicht", True) for rij in taak["vragen"]) for taak in taken)

    def test_verplichte_documenten(self, soort: Soort) -> None:
        nodig = {
            vraag.code
            for vraag in vragen.vragen({"taken": lees_vragenlijst(soort)["taken"]}).values()
            if vraag.is_document and vraag.verplicht
        }

        assert (
            nodig
            == {
                Soort.SBO: {"opp", "toetsgegevens", "voorschool_verslag"},
                Soort.SO: {"opp", "toetsgegevens", "voorschool_verslag", "onderzoek"},
                Soort.VSO: {"opp", "toetsgegevens", "voorschool_verslag", "onderzoek"},
                Soort.PRO: {
                    "onderwijskundig_rapport",
                    "zienswijze_document",
                    "onderzoek",
                    "leerlingdossier",
                    "instemming_ouders",
                },
            }[soort]
        )

    def test_taal_zonder_nummers_van_mensen(self, soort: Soort) -> None:
        assert not vind_bsn(str(lees_vragenlijst(soort)))


@pytest.mark.django_db
class TestLaden:
    @pytest.mark.parametrize(
        ("code", "soorten"),
        [("vo2001", ["vso", "pro"]), ("po2203", ["sbo", "so"]), ("po2202", ["sbo", "so"])],
    )
    def test_een_profiel_laadt_de_eigen_soorten(self, code: str, soorten: list[str]) -> None:
        profiel_laden(lees(code))

        assert sorted(vragen.soorten(date(2026, 11, 1))) == sorted(soorten)

    def test_twee_keer_laden_verandert_niets(self) -> None:
        assert laad_vragenlijst(Soort.VSO)
        assert not laad_vragenlijst(Soort.VSO)
        assert Vragenlijst.objects.count() == 1

    def test_een_nieuwe_versie_sluit_de_vorige(self, monkeypatch: pytest.MonkeyPatch) -> None:
        laad_vragenlijst(Soort.VSO)
        nieuw = lees_vragenlijst(Soort.VSO) | {"versie": 3, "geldig_vanaf": date(2027, 8, 1)}
        monkeypatch.setattr("tlv.profiel.lees_vragenlijst", lambda _soort: nieuw)
        laad_vragenlijst(Soort.VSO)

        oud = Vragenlijst.objects.get(versie=2)
        assert oud.geldig_tot_en_met == date(2027, 7, 31)
        assert vragen.lijst_voor(Soort.VSO, date(2027, 7, 31)) == oud
        gevonden = vragen.lijst_voor(Soort.VSO, date(2027, 8, 1))
        assert gevonden is not None
        assert gevonden.versie == 3


class TestStand:
    def test_een_leeg_concept(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)

        assert {taak.stand for taak in vragen.taken(aanvraag)} == {"nog_niet"}
        verplicht = [v for v in vragen.gesteld(aanvraag).values() if v.verplicht]
        assert [t.vraag for t in vragen.tekorten(aanvraag)] == verplicht

    def test_half_en_heel(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        aanvraag.antwoorden = {"leerjaar": "3"}
        assert next(iter(vragen.taken(aanvraag))).stand == "bezig"

        aanvraag = factories.vul_in(aanvraag, rollen)
        assert {taak.stand for taak in vragen.taken(aanvraag)} == {"klaar"}
        assert vragen.tekorten(aanvraag) == []

    def test_een_spatie_is_geen_antwoord(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        aanvraag.antwoorden = {"leerjaar": "  "}

        assert next(iter(vragen.taken(aanvraag))).stand == "nog_niet"

    def test_een_tekort_zegt_wat_en_waar(self, rollen: Rolverdeling) -> None:
        tekorten = {t.vraag.code: t for t in vragen.tekorten(factories.begin(rollen))}

        assert tekorten["opp"].melding == "Voeg toe: Ontwikkelingsperspectief (OPP)"
        assert tekorten["opp"].taak.code == "opp"
        assert tekorten["zienswijze"].melding == "Beantwoord: Wat vinden de ouders?"

    def test_vraag_op_code(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        gevonden = vragen.vraag(aanvraag, "emb")

        assert gevonden is not None
        assert gevonden.keuzes == vragen.JA_NEE
        assert vragen.vraag(aanvraag, "bestaat_niet") is None

    @pytest.mark.parametrize("rijen", [1, 3])
    def test_een_vaste_hoeveelheid_vragen_aan_de_database(
        self, rollen: Rolverdeling, rijen: int, django_assert_num_queries: Any
    ) -> None:
        aanvraag = factories.begin(rollen)
        for _ in range(rijen):
            factories.voeg_document_toe(aanvraag, "overig")

        with django_assert_num_queries(1):
            vragen.taken(aanvraag)
        with django_assert_num_queries(1):
            vragen.tekorten(aanvraag)


KEUZE = Vraag("k", "Kies?", "keuze", opties=(("a", "Appel"),))
GETAL = lees_vraag({"code": "g", "label": "Hoeveel?", "soort": "getal", "minimum": 1, "maximum": 120})


@pytest.mark.parametrize(
    ("vraag", "waarde", "past"),
    [
        (KEUZE, "a", True),
        (KEUZE, "Appel", False),
        (Vraag("j", "Ja?", "janee"), "ja", True),
        (Vraag("j", "Ja?", "janee"), "true", False),
        (Vraag("d", "Wanneer?", "datum"), "2026-02-29", False),
        (Vraag("d", "Wanneer?", "datum"), "2028-02-29", True),
        (GETAL, "12,5", True),
        (GETAL, "12.5", True),
        (GETAL, "0", False),
        (GETAL, "121", False),
        (GETAL, "NaN", False),
        (GETAL, "twaalf", False),
        (Vraag("r", "Wat?", "regel"), "x" * 200, True),
        (Vraag("r", "Wat?", "regel"), "x" * 201, False),
        (Vraag("t", "Wat?", "tekst"), "x" * 8001, False),
        (GETAL, "", True),
    ],
)
def test_controleer_antwoord(vraag: Vraag, waarde: str, past: bool) -> None:
    assert (controleer_antwoord(vraag, waarde, DAG) == "") == past


def test_antwoord_in_woorden() -> None:
    assert antwoord_in_woorden(KEUZE, "a") == "Appel"
    assert antwoord_in_woorden(GETAL, "12") == "12"


@pytest.mark.parametrize(
    ("niet_voor", "niet_na", "waarde", "melding"),
    [
        ("", "vandaag", "2026-11-02", ""),
        ("", "vandaag", "2026-11-03", "ligt in de toekomst. Vul een datum in tot en met 2 november 2026."),
        ("begin_schooljaar", "", "2026-08-01", ""),
        ("begin_schooljaar", "", "2020-08-01", "Vul een datum in vanaf 1 augustus 2026."),
        ("", "einde_volgend_schooljaar", "2028-07-31", ""),
        ("", "einde_volgend_schooljaar", "2028-08-01", "ligt te ver weg"),
    ],
)
def test_een_datum_blijft_binnen_de_grenzen_van_de_vraag(
    niet_voor: str, niet_na: str, waarde: str, melding: str
) -> None:
    vraag = Vraag("d", "Wanneer?", "datum", niet_voor=niet_voor, niet_na=niet_na)
    gezegd = controleer_antwoord(vraag, waarde, DAG)

    assert melding in gezegd
    assert bool(gezegd) == bool(melding)


@pytest.mark.parametrize("soort", list(Soort))
def test_elke_grens_in_een_vragenlijst_bestaat(soort: Soort) -> None:
    """A gesprek with the parents lies behind us; the wished start is not years away."""
    vragen = {rij["code"]: rij for taak in lees_vragenlijst(soort)["taken"] for rij in taak["vragen"]}

    woorden = {rij[naam] for rij in vragen.values() for naam in ("niet_voor", "niet_na") if naam in rij}
    assert woorden <= GRENZEN.keys()
    assert vragen["besproken_op"]["niet_na"] == "vandaag"
    assert vragen["gewenste_ingang"]["niet_voor"] == "begin_schooljaar"
