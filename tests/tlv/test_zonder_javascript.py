"""What a page must do when nothing but HTML works."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.swv.bestandenmaker import maak_pdf_met_tekst
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv import vragen

Als = Callable[..., Client]


def test_bestand_gaat_zonder_javascript_met_de_antwoorden_mee(als: Als, rollen: Rolverdeling) -> None:
    """One form: adding a file keeps what was typed, and shows the same task again."""
    aanvraag = factories.begin(rollen)
    taak = next(t for t in vragen.taken(aanvraag) if {v.is_document for v in t.vragen} == {True, False})
    document = next(v for v in taak.vragen if v.is_document)
    tekst = next(v for v in taak.vragen if v.soort == "tekst")
    adres = reverse("tlv:taak", args=[aanvraag.sleutel, taak.code])
    antwoord = als(rollen.aanvrager).post(
        adres,
        {
            "versie": aanvraag.versie,
            tekst.code: "Dit typte ik al.",
            f"bestand_{document.code}": factories.upload("opp.pdf", maak_pdf_met_tekst(["OPP"])),
            "toevoegen": document.code,
        },
    )
    aanvraag.refresh_from_db()
    assert antwoord.url == adres
    assert aanvraag.antwoorden[tekst.code] == "Dit typte ik al."
    assert aanvraag.documenten.get().vraag == document.code


def test_bestand_weghalen_bewaart_wat_getypt_is(als: Als, rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    taak = next(t for t in vragen.taken(aanvraag) if {v.is_document for v in t.vragen} == {True, False})
    document = next(v for v in taak.vragen if v.is_document)
    tekst = next(v for v in taak.vragen if v.soort == "tekst")
    koppeling = factories.voeg_document_toe(aanvraag, document.code)
    adres = reverse("tlv:taak", args=[aanvraag.sleutel, taak.code])
    gegevens = {
        "versie": aanvraag.versie,
        tekst.code: "Dit typte ik al.",
        "weghalen": koppeling.document.sleutel,
    }

    antwoord = als(rollen.aanvrager).post(adres, gegevens)

    aanvraag.refresh_from_db()
    assert antwoord.url == adres
    assert aanvraag.antwoorden[tekst.code] == "Dit typte ik al."
    assert not aanvraag.documenten.exists()


@pytest.mark.parametrize("sleutel", ["geen-sleutel", "00000000-0000-4000-8000-000000000000"])
def test_een_bestand_dat_er_niet_is(als: Als, rollen: Rolverdeling, sleutel: str) -> None:
    aanvraag = factories.begin(rollen)
    adres = reverse("tlv:taak", args=[aanvraag.sleutel, vragen.taken(aanvraag)[0].code])

    antwoord = als(rollen.aanvrager).post(adres, {"versie": aanvraag.versie, "weghalen": sleutel})

    assert antwoord.status_code == 404


def test_naast_een_fout_blijft_de_rest_bewaard(als: Als, rollen: Rolverdeling) -> None:
    """One refused answer; the other answers and the file are there after a reload."""
    aanvraag = factories.begin(rollen)
    taak = next(t for t in vragen.taken(aanvraag) if {"datum", "document"} <= {v.soort for v in t.vragen})
    datum, document, tekst = (
        next(v for v in taak.vragen if v.soort == soort) for soort in ("datum", "document", "tekst")
    )
    adres = reverse("tlv:taak", args=[aanvraag.sleutel, taak.code])
    gegevens = {
        "versie": aanvraag.versie,
        tekst.code: "Dit typte ik al.",
        datum.code: "geen datum",
        f"bestand_{document.code}": factories.upload("opp.pdf", maak_pdf_met_tekst(["OPP"])),
    }

    antwoord = als(rollen.aanvrager).post(adres, gegevens)

    aanvraag.refresh_from_db()
    assert antwoord.status_code == 422
    assert "geen datum" in antwoord.content.decode()
    assert f'name="versie" value="{aanvraag.versie}"' in antwoord.content.decode()
    assert aanvraag.antwoorden[tekst.code] == "Dit typte ik al."
    assert aanvraag.documenten.get().vraag == document.code
