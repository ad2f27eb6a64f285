"""The school's pages: begin, fill in, files, check, send in, complete, follow."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from swv.models import Gebeurtenis, Inzage, Opdracht
from tests.factories import GebruikerFactory, SchoolFactory
from tests.swv.bestandenmaker import maak_pdf_met_tekst
from tests.tlv import factories
from tests.tlv.factories import DAG, OP, Rolverdeling, na
from tlv import services
from tlv.enums import Aanvraagstatus, Conclusie
from tlv.models import Aanvraag, Aanvraagdocument

Als = Callable[..., Client]
A = Aanvraagstatus


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def school(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.aanvrager)


def adres(naam: str, aanvraag: Aanvraag, *meer: Any) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel, *meer])


def taakvelden(aanvraag: Aanvraag, **anders: str) -> dict[str, str]:
    """What the page of the task "waarom" posts."""
    velden = {"versie": str(aanvraag.versie), "ondersteuningsvraag": "Een kleine groep.", "emb": "nee"}
    return velden | {"grens_school": "Meer kan de school niet."} | anders


# --- begin ----------------------------------------------------------------------------------------


def test_beginnen_toont_de_soorten_met_hun_beloofde_dag(rollen: Rolverdeling, school: Client) -> None:
    inhoud = school.get(reverse("tlv:beginnen", args=[rollen.leerling.sleutel])).content.decode()

    assert "Voortgezet speciaal onderwijs (VSO)" in inhoud
    assert "dinsdag 29 december 2026" in inhoud  # eight weeks from 3 November
    assert "Hoe is deze datum berekend?" in inhoud


def test_beginnen_maakt_een_concept_en_toont_de_taken(rollen: Rolverdeling, school: Client) -> None:
    antwoord = school.post(
        reverse("tlv:beginnen", args=[rollen.leerling.sleutel]), {"soort": "vso"}, follow=True
    )

    aanvraag = Aanvraag.objects.get()
    assert antwoord.redirect_chain[-1][0] == adres("aanvraag", aanvraag)
    assert "Verder met: Leerling en ouders" in antwoord.content.decode()
    assert aanvraag.status == A.CONCEPT


def test_beginnen_zonder_keuze_zegt_wat_ontbreekt(rollen: Rolverdeling, school: Client) -> None:
    antwoord = school.post(reverse("tlv:beginnen", args=[rollen.leerling.sleutel]), {})

    assert antwoord.status_code == 422
    assert not Aanvraag.objects.exists()


def test_beginnen_voor_een_leerling_van_een_andere_school_is_404(rollen: Rolverdeling, als: Als) -> None:
    vreemd = GebruikerFactory(rol="school", school=SchoolFactory())

    assert als(vreemd).get(reverse("tlv:beginnen", args=[rollen.leerling.sleutel])).status_code == 404


def test_naast_een_lopende_aanvraag_begint_geen_tweede(rollen: Rolverdeling, school: Client) -> None:
    """The pupil's page and the start page say why, and lead to the request that runs."""
    dossier = reverse("leerlingen:detail", args=[rollen.leerling.sleutel])
    beginnen = reverse("tlv:beginnen", args=[rollen.leerling.sleutel])
    vooraf = school.get(dossier).content.decode()
    aanvraag = factories.ingediend(rollen)

    paneel, start = (school.get(pad).content.decode() for pad in (dossier, beginnen))

    reden = f"al een aanvraag lopen voor deze leerling: {aanvraag.kenmerk}"
    assert reden not in vooraf
    assert reden in paneel
    assert reden in start
    assert adres("aanvraag", aanvraag) in start
    assert 'value="sbo"' in start
    assert 'value="vso"' not in start


def test_een_schooldirecteur_kan_niet_aanvragen(rollen: Rolverdeling, als: Als) -> None:
    leest_mee = GebruikerFactory(rol="schooldirecteur", school=rollen.school)

    antwoord = als(leest_mee).get(reverse("tlv:beginnen", args=[rollen.leerling.sleutel]))

    assert antwoord.status_code == 403


# --- tasks ----------------------------------------------------------------------------------------


def test_takenlijst_noemt_alleen_wat_in_een_begonnen_taak_ontbreekt(
    rollen: Rolverdeling, school: Client
) -> None:
    aanvraag = factories.begin(rollen)
    vers = school.get(adres("aanvraag", aanvraag)).content.decode()
    school.post(adres("taak", aanvraag, "waarom"), taakvelden(aanvraag))
    bezig = school.get(adres("aanvraag", aanvraag)).content.decode()

    assert "Wat ontbreekt nog" not in vers
    assert "Wat ontbreekt nog" in bezig
    assert "Vanaf welke datum is de verklaring nodig?" in bezig
    assert "Kloppen de gegevens" not in bezig


def test_een_taak_bewaart_en_gaat_naar_de_volgende(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    antwoord = school.post(adres("taak", aanvraag, "waarom"), taakvelden(aanvraag))

    assert antwoord.url == adres("taak", aanvraag, "geprobeerd")  # type: ignore[attr-defined]
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["ondersteuningsvraag"] == "Een kleine groep."


def test_bewaren_en_stoppen_gaat_terug_naar_de_taken(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    antwoord = school.post(adres("taak", aanvraag, "waarom"), taakvelden(aanvraag, stoppen="ja"))

    assert antwoord.url == adres("aanvraag", aanvraag)  # type: ignore[attr-defined]


def test_een_verkeerd_antwoord_houdt_wat_getypt_is(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    antwoord = school.post(
        adres("taak", aanvraag, "waarom"), taakvelden(aanvraag, gewenste_ingang="32-13-2026")
    )

    assert antwoord.status_code == 422
    assert "Een kleine groep." in antwoord.content.decode()
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["ondersteuningsvraag"] == "Een kleine groep."
    assert "gewenste_ingang" not in aanvraag.antwoorden


def test_een_concept_verdwijnt_zonder_script_pas_na_de_vraag(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)
    zin = re.search(
        r'name="swv_bevestig" value="([^"]+)"', school.get(adres("aanvraag", aanvraag)).content.decode()
    )
    assert zin is not None

    vraag = school.post(adres("verwijderen", aanvraag), {"swv_bevestig": zin[1]})
    aanvraag.refresh_from_db()
    assert aanvraag.status == A.CONCEPT
    assert "Dit kunt u niet ongedaan maken." in vraag.content.decode()

    school.post(adres("verwijderen", aanvraag), {"swv_bevestigd": "ja"})
    aanvraag.refresh_from_db()
    assert aanvraag.status == A.VERVALLEN


def test_de_klas_uit_het_dossier_staat_er_al(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)
    rollen.leerling.inschrijvingen.update(leerjaar="leerjaar 2")

    assert 'value="leerjaar 2"' in school.get(adres("taak", aanvraag, "leerling")).content.decode()


def test_leerlingtaak_toont_ouders_zonder_hun_adres(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    inhoud = school.get(adres("taak", aanvraag, "leerling")).content.decode()

    assert "Ouder Een" in inhoud
    assert "adres bekend" in inhoud
    assert "Eerste straat" not in inhoud


def test_twee_tabbladen_zien_elkaars_tekst(rollen: Rolverdeling, school: Client) -> None:
    """eisen.md S6: nothing is overwritten in silence, nothing typed is lost."""
    aanvraag = factories.begin(rollen)
    eerste = taakvelden(aanvraag, ondersteuningsvraag="Uit tabblad een.")
    tweede = taakvelden(aanvraag, ondersteuningsvraag="Uit tabblad twee.")
    school.post(adres("taak", aanvraag, "waarom"), eerste)

    botsing = school.post(adres("taak", aanvraag, "waarom"), tweede)

    inhoud = botsing.content.decode()
    assert botsing.status_code == 409
    assert "Uit tabblad een." in inhoud
    assert inhoud.count("Uit tabblad twee.") >= 2  # in the table and still in the form
    aanvraag.refresh_from_db()
    assert aanvraag.antwoorden["ondersteuningsvraag"] == "Uit tabblad een."
    assert f'name="versie" value="{aanvraag.versie}"' in inhoud
    gekozen = school.post(adres("taak", aanvraag, "waarom"), tweede | {"versie": str(aanvraag.versie)})
    assert gekozen.status_code == 302


def test_dezelfde_tekst_in_twee_tabbladen_is_geen_botsing(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)
    velden = taakvelden(aanvraag)
    school.post(adres("taak", aanvraag, "waarom"), velden)

    assert school.post(adres("taak", aanvraag, "waarom"), velden).status_code == 302


def test_tussentijds_bewaren_geeft_de_nieuwe_versie(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)
    velden = taakvelden(aanvraag)

    bewaard = school.post(adres("bewaren", aanvraag, "waarom"), velden)
    verouderd = school.post(adres("bewaren", aanvraag, "waarom"), velden | {"grens_school": "Anders."})
    fout = school.post(adres("bewaren", aanvraag, "waarom"), velden | {"gewenste_ingang": "geen dag"})

    aanvraag.refresh_from_db()
    assert (bewaard.status_code, bewaard["X-Swv-Versie"]) == (204, str(aanvraag.versie))
    assert (verouderd.status_code, fout.status_code) == (409, 422)
    assert school.get(adres("bewaren", aanvraag, "waarom")).status_code == 405


def test_een_ingediende_taak_is_dicht(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)

    antwoord = school.get(adres("taak", aanvraag, "waarom"))

    assert antwoord.status_code == 403
    assert "al ingediend" in antwoord.content.decode()


def test_een_onbekende_taak_is_404(rollen: Rolverdeling, school: Client) -> None:
    assert school.get(adres("taak", factories.begin(rollen), "bestaat-niet")).status_code == 404


# --- files ----------------------------------------------------------------------------------------


def test_bestanden_toevoegen_zonder_javascript_noemt_elk_geweigerd_bestand(
    rollen: Rolverdeling, school: Client
) -> None:
    aanvraag = factories.begin(rollen)
    bestanden = [
        factories.upload("opp.pdf", maak_pdf_met_tekst(["OPP"])),
        factories.upload("fout.pdf", b"geen pdf"),
    ]

    antwoord = school.post(adres("document_toevoegen", aanvraag, "opp"), {"bestand": bestanden}, follow=True)

    inhoud = antwoord.content.decode()
    assert "fout.pdf is niet toegevoegd" in inhoud
    assert [rij.document.naam for rij in aanvraag.documenten.all()] == ["opp.pdf"]
    assert antwoord.redirect_chain[-1][0].endswith("#bestanden-opp")


def test_bestand_toevoegen_met_htmx_geeft_de_lijst_die_ook_op_de_pagina_staat(
    rollen: Rolverdeling, school: Client
) -> None:
    aanvraag = factories.begin(rollen)

    fragment = school.post(
        adres("document_toevoegen", aanvraag, "opp"),
        {"bestand": factories.upload("opp.pdf", maak_pdf_met_tekst(["OPP"]))},
        headers={"HX-Request": "true"},
    ).content.decode()

    pagina = school.get(adres("taak", aanvraag, "opp")).content.decode()
    assert "opp.pdf" in fragment
    assert zonder_token(fragment) in zonder_token(pagina)


def zonder_token(html: str) -> str:
    """The masked CSRF token differs per response."""
    return "".join(regel for regel in html.splitlines() if "csrfmiddlewaretoken" not in regel).strip()


def test_een_fout_bestand_met_htmx_geeft_de_reden(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    antwoord = school.post(
        adres("document_toevoegen", aanvraag, "opp"),
        {"bestand": factories.upload("fout.pdf", b"geen pdf")},
        headers={"HX-Request": "true"},
    )

    assert antwoord.status_code == 422
    assert "data-swv-reden" in antwoord.content.decode()
    assert not Aanvraagdocument.objects.exists()


def test_zonder_bestand_staat_er_wat_te_doen(rollen: Rolverdeling, school: Client) -> None:
    antwoord = school.post(adres("document_toevoegen", factories.begin(rollen), "opp"), {}, follow=True)

    assert "Kies eerst een bestand." in antwoord.content.decode()


def test_een_document_downloaden_is_een_inzage(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)
    school.post(
        adres("document_toevoegen", aanvraag, "opp"),
        {"bestand": factories.upload("opp.pdf", maak_pdf_met_tekst(["OPP"]))},
    )
    document = aanvraag.documenten.get().document

    antwoord = school.get(adres("document", aanvraag, document.sleutel))

    assert antwoord.status_code == 200
    assert b"".join(antwoord.streaming_content)[:5] == b"%PDF-"  # type: ignore[arg-type]
    rij = Inzage.objects.latest("id")
    assert (rij.soort, rij.leerlingen) == ("download", [rollen.leerling.sleutel])


# --- send in --------------------------------------------------------------------------------------


def test_controleren_toont_antwoorden_in_woorden_en_dient_in(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.vul_in(factories.begin(rollen), rollen)

    inhoud = school.get(adres("controleren", aanvraag)).content.decode()
    antwoord = school.post(adres("controleren", aanvraag), follow=True)

    assert "15 september 2026" in inhoud
    assert "2026-09-15" not in inhoud
    assert "Uw aanvraag is ingediend" in antwoord.content.decode()
    assert aanvraag.kenmerk in antwoord.content.decode()
    assert "Hoe is deze datum berekend?" in antwoord.content.decode()


def test_onvolledig_indienen_zegt_wat_ontbreekt(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    antwoord = school.post(adres("controleren", aanvraag))

    assert antwoord.status_code == 422
    assert "niet ingevuld" in antwoord.content.decode()
    aanvraag.refresh_from_db()
    assert aanvraag.status == A.CONCEPT


def test_een_lezing_schrijft_niets(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.vul_in(factories.begin(rollen), rollen)
    voor = Gebeurtenis.objects.count(), Opdracht.objects.count()

    for naam in ("aanvraag", "controleren", "ontvangst"):
        school.get(adres(naam, aanvraag))
    school.get(adres("taak", aanvraag, "opp"))

    assert (Gebeurtenis.objects.count(), Opdracht.objects.count()) == voor


def test_een_concept_verwijderen_kan_alleen_met_post(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.begin(rollen)

    assert school.get(adres("verwijderen", aanvraag)).status_code == 405
    assert school.post(adres("verwijderen", aanvraag)).status_code == 302
    assert school.get(adres("aanvraag", aanvraag)).status_code == 404


def test_intrekken_vraagt_een_reden(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)

    leeg = school.post(adres("intrekken", aanvraag), {"reden": ""})
    gedaan = school.post(adres("intrekken", aanvraag), {"reden": "De leerling verhuist."}, follow=True)

    assert leeg.status_code == 422
    assert "Wij nemen hierover geen besluit meer" in gedaan.content.decode()
    assert "Wanneer hoort u van ons?" not in gedaan.content.decode()
    aanvraag.refresh_from_db()
    assert aanvraag.status == A.INGETROKKEN


# --- follow: what a school may never see --------------------------------------------------------------


def test_een_genomen_besluit_bestaat_voor_de_school_pas_na_bekendmaking(
    rollen: Rolverdeling, school: Client
) -> None:
    """Awb 3:40; neither status, filter, timeline nor clock may give it away."""
    besluit = factories.besluit(rollen)
    aanvraag = besluit.aanvraag

    pagina = school.get(adres("aanvraag", aanvraag)).content.decode()
    lijst = school.get(reverse("tlv:lijst")).content.decode()
    gefilterd = school.get(reverse("tlv:lijst"), {"status": "besloten"}).content.decode()
    dossier = school.get(reverse("leerlingen:detail", args=[rollen.leerling.sleutel])).content.decode()

    for inhoud in (pagina, lijst, dossier):
        assert "In behandeling" in inhoud
    for inhoud in (pagina, dossier, lijst.partition("<tbody>")[2]):
        assert "esloten" not in inhoud
        assert besluit.verklaring.nummer not in inhoud
    assert aanvraag.kenmerk not in gefilterd
    assert "afgerond" not in pagina


def test_na_bekendmaking_ziet_de_school_besluit_en_eigen_brief(rollen: Rolverdeling, school: Client) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    eigen = besluit.brieven.get(geadresseerde="bevoegd_gezag")
    ouders = besluit.brieven.exclude(pk=eigen.pk)

    inhoud = school.get(adres("aanvraag", besluit.aanvraag)).content.decode()

    assert besluit.verklaring.nummer in inhoud
    assert reverse("tlv:brief", args=[eigen.sleutel]) in inhoud
    assert "Hoe is de laatste dag voor bezwaar berekend?" in inhoud
    for brief in ouders:
        assert str(brief.sleutel) not in inhoud
        assert school.get(reverse("tlv:brief", args=[brief.sleutel])).status_code == 404
    assert "Eerste straat" not in inhoud


def test_een_school_ziet_geen_advies(rollen: Rolverdeling, school: Client) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    advies = besluit.aanvraag.adviezen.first()

    inhoud = school.get(adres("aanvraag", besluit.aanvraag)).content.decode()

    assert advies is not None
    assert advies.motivering not in inhoud
    assert advies.deskundige.naam not in inhoud
    assert Conclusie.POSITIEF.label not in inhoud
    assert "Advies gevraagd" not in inhoud


@pytest.mark.parametrize("naam", ["aanvraag", "ontvangst", "controleren", "intrekken", "aanvullen"])
def test_een_andere_school_krijgt_404(naam: str, rollen: Rolverdeling, als: Als) -> None:
    aanvraag = factories.ingediend(rollen)
    vreemd = als(GebruikerFactory(rol="school", school=SchoolFactory()))

    assert vreemd.get(adres(naam, aanvraag)).status_code == 404
    assert vreemd.post(adres(naam, aanvraag), {"reden": "x"}).status_code in {404, 405}


def test_een_bekeken_aanvraag_staat_in_het_inzagespoor(rollen: Rolverdeling, school: Client) -> None:
    school.get(adres("aanvraag", factories.ingediend(rollen)))

    rij = Inzage.objects.latest("id")
    assert rij.leerlingen == [rollen.leerling.sleutel]
    assert rij.pagina == "tlv:aanvraag"


def test_de_pagina_van_de_school_noemt_de_hersteltermijn(rollen: Rolverdeling, school: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen, dagen=14)

    inhoud = school.get(adres("aanvraag", aanvraag)).content.decode()

    assert "maandag 16 november 2026" in inhoud
    assert "Aanvulling geven" in inhoud


def test_een_verhuisde_leerling_houdt_de_aanvraag_bij_de_oude_school(
    rollen: Rolverdeling, school: Client
) -> None:
    """architectuur.md B.6: what the school itself sent in stays its own."""
    aanvraag = factories.ingediend(rollen)
    rollen.leerling.inschrijvingen.update(tot_en_met=DAG)

    assert school.get(adres("aanvraag", aanvraag)).status_code == 200
    assert (
        services.aanvraag_intrekken(aanvraag=aanvraag, reden="Verhuisd.", door=rollen.aanvrager, op=OP).status
        == A.INGETROKKEN
    )
