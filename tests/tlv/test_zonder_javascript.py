"""What a page must do when nothing but HTML works."""

from collections.abc import Callable

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
