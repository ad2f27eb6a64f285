"""The keuzehulp: every row of the decision table (domein.md 1.5), its pages, and what is kept with a request."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from swv.models import Vragenlijst
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, LeerlingFactory, SchoolFactory
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import keuzehulp, services
from tlv.models import Aanvraag, Keuzehulpuitkomst

Als = Callable[..., Client]

# Answers in the order of the questions -> row of the table, whether a TLV is needed, who decides.
RIJEN = {
    "regulier": ("regulier", False, "geen"),
    "cluster12": ("cluster12", False, "geen"),
    "residentieel": ("residentieel", False, "geen"),
    "lwoo": ("lwoo", False, "nieuwe_school"),
    "pro": ("pro", True, "nieuwe_school"),
    "sbo nee": ("sbo", True, "nieuwe_school"),
    "sbo afgelopen": ("sbo", True, "nieuwe_school"),
    "sbo langer": ("sbo_verlenging", True, "nieuwe_school"),
    "sbo geldig ja": ("sbo_geldig", False, "geen"),
    "sbo geldig nee": ("sbo_ander_swv", True, "nieuwe_school"),
    "so geldig": ("geldig", False, "geen"),
    "vso geldig": ("geldig", False, "geen"),
    "so langer": ("verlenging", True, "eerder"),
    "vso langer": ("verlenging", True, "eerder"),
    "vso afgelopen": ("afgelopen", True, "school_nu"),
    "so nee geen nee nederland": ("onderinstroom", True, "woonplaats"),
    "so nee geen nee buitenland": ("buitenland", True, "nieuwe_school"),
    "so nee geen ja": ("landelijk", True, "landelijk"),
    "vso nee geen nee nederland": ("onderinstroom", True, "woonplaats"),
    "so nee bao school": ("verwijst", True, "school_nu"),
    "so nee sbo school": ("verwijst", True, "school_nu"),
    "so nee so school": ("verwijst", True, "school_nu"),
    "so nee bao ouders": ("ouders", True, "school_nu"),
    "so nee cluster12": ("van_cluster12", True, "woonplaats"),
    "vso nee bao": ("bao_sbo_vso", True, "woonplaats"),
    "vso nee sbo": ("bao_sbo_vso", True, "woonplaats"),
    "vso nee so": ("so_vso", True, "woonplaats"),
    "vso nee vo school": ("vo_vso", True, "school_nu"),
    "vso nee vo ouders": ("ouders", True, "school_nu"),
    "vso nee vso school": ("verwijst", True, "school_nu"),
}
ONZEKER = {"residentieel", "sbo_ander_swv", "afgelopen", "van_cluster12", "so_vso"}


def keuzes(antwoorden: str) -> dict[str, str]:
    """Answer the questions one after the other, as on the pages."""
    gegeven: dict[str, str] = {}
    for antwoord in antwoorden.split():
        vraag = keuzehulp.volgende_vraag(gegeven)
        assert vraag is not None, antwoorden
        assert antwoord in dict(vraag.opties), antwoorden
        gegeven[vraag.code] = antwoord
    return gegeven


# --- the table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("antwoorden", RIJEN)
def test_elke_rij_van_de_beslistabel(antwoorden: str) -> None:
    regel, nodig, beslisser = RIJEN[antwoorden]

    uitkomst = keuzehulp.uitkomst(keuzes(antwoorden))

    assert uitkomst is not None
    assert (uitkomst.code, uitkomst.nodig, uitkomst.beslisser) == (regel, nodig, beslisser)
    assert uitkomst.soort == (antwoorden.split()[0] if nodig else "")


def test_elke_regel_komt_voor() -> None:
    assert {regel for regel, *_ in RIJEN.values()} == {rij["code"] for rij in keuzehulp.tabel()["regels"]}


def test_wat_niet_zeker_is_vraagt_om_bevestiging() -> None:
    for rij in keuzehulp.tabel()["regels"]:
        assert bool(rij.get("bevestig")) == (rij["zekerheid"] != "Z"), rij["code"]
        assert bool(rij.get("bevestig")) == (rij["code"] in ONZEKER)
        assert rij["beslisser"] in keuzehulp.tabel()["beslissers"]
        assert rij["bron"]


def test_elke_weg_heeft_een_uitkomst() -> None:
    """Walk every path through the questions: none ends without a row."""
    wachtrij: list[dict[str, str]] = [{}]
    wegen = 0
    while wachtrij:
        gegeven = wachtrij.pop()
        if vraag := keuzehulp.volgende_vraag(gegeven):
            wachtrij += [gegeven | {vraag.code: optie} for optie, _label in vraag.opties]
            continue
        wegen += 1
        assert keuzehulp.uitkomst(gegeven) is not None, gegeven
    assert wegen > len(keuzehulp.tabel()["regels"])


def test_onzin_in_het_adres_telt_niet() -> None:
    assert keuzehulp.schoon({"gaat_naar": "maan", "komt_van": "bao"}) == {}
    assert keuzehulp.schoon({"gaat_naar": "so", "verklaring": "nee", "komt_van": "vo"}) == {
        "gaat_naar": "so",
        "verklaring": "nee",
    }
    assert keuzehulp.uitkomst({}) is None
    for gaat_naar, extra in product(("so", "vso"), ("", "geldig")):
        assert (keuzehulp.uitkomst({"gaat_naar": gaat_naar, "verklaring": extra}) is None) == (extra == "")


# --- the pages ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def school(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.aanvrager)


HULP = "/tlv/keuzehulp/"


def test_een_vraag_per_pagina_met_de_antwoorden_in_het_adres(school: Client) -> None:
    eerste = school.get(HULP).content.decode()
    tweede = school.get(HULP, {"gaat_naar": "vso"}).content.decode()

    assert "Naar wat voor school gaat de leerling?" in eerste
    assert "Heeft de leerling al een TLV" not in eerste
    assert "Heeft de leerling al een TLV" in tweede
    assert "Voortgezet speciaal onderwijs (VSO), cluster 3 of 4" in tweede


def test_verder_zonder_antwoord_zegt_wat_te_doen(school: Client) -> None:
    antwoord = school.get(HULP, {"stap": "gaat_naar"})

    assert antwoord.status_code == 422
    assert "Kies een antwoord." in antwoord.content.decode()


def test_de_uitkomst_zegt_wie_waar_en_wat_nodig_is(school: Client) -> None:
    inhoud = school.get(HULP, keuzes("vso nee vo school")).content.decode()

    assert "De middelbare school waar de leerling is ingeschreven." in inhoud
    assert "Ontwikkelingsperspectief (OPP)" in inhoud
    assert "Verder met deze uitkomst" in inhoud
    assert "niet helemaal zeker" not in inhoud


def test_zonder_tlv_is_er_geen_knop_om_te_beginnen(school: Client) -> None:
    inhoud = school.get(HULP, keuzes("so geldig")).content.decode()

    assert "Een nieuwe TLV is niet nodig" in inhoud
    assert "Verder met deze uitkomst" not in inhoud


def test_een_soort_waarover_dit_swv_niet_beslist(school: Client) -> None:
    Vragenlijst.objects.filter(code="tlv_pro").delete()

    inhoud = school.get(HULP, keuzes("pro")).content.decode()

    assert "beslist niet over Praktijkonderwijs" in inhoud
    assert "Verder met deze uitkomst" not in inhoud


def test_wat_niet_zeker_is_moet_bevestigd(school: Client) -> None:
    gegeven = keuzes("vso nee so")
    zonder = school.post(f"{HULP}gebruiken/", gegeven)
    met = school.post(f"{HULP}gebruiken/", gegeven | {"bevestigd": "on"})

    assert zonder.status_code == 422
    assert "Zet een vinkje om te bevestigen" in zonder.content.decode()
    assert met.status_code == 302


def test_een_onvolledige_keuze_gaat_terug_naar_de_vraag(school: Client) -> None:
    antwoord = school.post(f"{HULP}gebruiken/", {"gaat_naar": "vso"})

    assert antwoord.url == f"{HULP}?gaat_naar=vso"  # type: ignore[attr-defined]


def test_de_leerling_staat_niet_in_het_adres(rollen: Rolverdeling, school: Client) -> None:
    voor = reverse("tlv:keuzehulp_leerling", args=[rollen.leerling.sleutel])
    antwoord = school.post(voor)

    assert antwoord.url == HULP  # type: ignore[attr-defined]
    verder = school.post(f"{HULP}gebruiken/", keuzes("vso nee vo school"))
    assert verder.url == reverse("tlv:beginnen", args=[rollen.leerling.sleutel])  # type: ignore[attr-defined]


def test_een_vreemde_leerling_is_404(rollen: Rolverdeling, als: Als) -> None:
    vreemd = als(GebruikerFactory(rol="school", school=SchoolFactory()))

    assert vreemd.post(reverse("tlv:keuzehulp_leerling", args=[rollen.leerling.sleutel])).status_code == 404


# --- with the request -----------------------------------------------------------------------------


def test_de_uitkomst_gaat_mee_met_de_aanvraag(rollen: Rolverdeling, school: Client, als: Als) -> None:
    begin = reverse("tlv:beginnen", args=[rollen.leerling.sleutel])
    school.post(f"{HULP}gebruiken/", keuzes("vso nee so") | {"bevestigd": "on"})
    pagina = school.get(begin).content.decode()
    school.post(begin, {"soort": "vso"})

    aanvraag = Aanvraag.objects.get()
    bewaard = aanvraag.keuzehulp
    assert "In de praktijk het samenwerkingsverband VO van de woonplaats" in pagina
    assert bewaard.uitkomst["code"] == "so_vso"
    assert bewaard.bevestigd
    assert [rij["antwoord"] for rij in bewaard.keuzes] == ["vso", "nee", "so"]

    aanvraag = factories.vul_in(aanvraag, rollen)
    services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=na(1))
    dossier = als(rollen.administratie).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()
    assert "Speciaal onderwijs (SO), cluster 3 of 4" in dossier
    assert "De school bevestigde" in dossier


def test_de_uitkomst_is_voor_een_leerling(rollen: Rolverdeling, school: Client) -> None:
    """What was asked for one pupil is not kept with the request for another."""
    ander = LeerlingFactory(school=rollen.school)
    school.post(reverse("tlv:keuzehulp_leerling", args=[rollen.leerling.sleutel]))
    school.post(f"{HULP}gebruiken/", keuzes("vso nee vo school"))

    school.post(reverse("tlv:beginnen", args=[ander.sleutel]), {"soort": "vso"})

    assert not Keuzehulpuitkomst.objects.exists()


def test_een_andere_soort_dan_de_keuzehulp_zei_valt_op(rollen: Rolverdeling, als: Als) -> None:
    aanvraag = services.aanvraag_beginnen_na_keuzehulp(
        leerling=rollen.leerling,
        school=rollen.school,
        soort="vso",
        keuzes=keuzes("so nee bao school"),
        bevestigd=False,
        door=rollen.aanvrager,
        op=OP,
    )
    aanvraag = services.indienen(aanvraag=factories.vul_in(aanvraag, rollen), door=rollen.aanvrager, op=OP)

    dossier = als(rollen.administratie).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()

    assert "De keuzehulp wees op Speciaal onderwijs (SO)" in dossier


def test_zonder_keuzehulp_staat_dat_er(rollen: Rolverdeling, als: Als) -> None:
    aanvraag = factories.ingediend(rollen)

    dossier = als(rollen.administratie).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()

    assert "zonder de keuzehulp" in dossier


def test_de_service_eist_een_uitkomst_en_een_bevestiging(rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    gegevens: dict[str, Any] = {"aanvraag": aanvraag, "door": rollen.aanvrager, "op": OP}

    with pytest.raises(NietToegestaan):
        services.keuzehulp_bewaren(keuzes={"gaat_naar": "vso"}, bevestigd=True, **gegevens)
    with pytest.raises(NietToegestaan):
        services.keuzehulp_bewaren(keuzes=keuzes("vso nee so"), bevestigd=False, **gegevens)
    services.keuzehulp_bewaren(keuzes=keuzes("vso nee vo school"), bevestigd=False, **gegevens)
    services.keuzehulp_bewaren(keuzes=keuzes("vso langer"), bevestigd=False, **gegevens)

    assert Keuzehulpuitkomst.objects.get().uitkomst["code"] == "verlenging"


def test_na_het_indienen_verandert_de_keuzehulp_niet_meer(rollen: Rolverdeling) -> None:
    aanvraag = factories.ingediend(rollen)

    with pytest.raises(NietToegestaan):
        services.keuzehulp_bewaren(
            aanvraag=aanvraag, keuzes=keuzes("pro"), bevestigd=False, door=rollen.aanvrager, op=na(1)
        )


def test_een_verwijderd_concept_houdt_niets_van_de_keuzehulp(rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    services.keuzehulp_bewaren(
        aanvraag=aanvraag, keuzes=keuzes("pro"), bevestigd=False, door=rollen.aanvrager, op=OP
    )

    services.concept_verwijderen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)

    assert not Keuzehulpuitkomst.objects.exists()
