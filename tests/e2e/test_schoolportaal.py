"""The casual user of missie.md section 4: an ib'er on a phone, who logs in a few times a year and has no manual.

Start with the keuzehulp, begin, leave, come back the next day, send six files of which one is too large, let a
colleague finish and send in, find the status, write a message, and answer a herstelverzoek.
"""

import re
import time
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk
from tests.e2e.test_tlv_route import vul_alles_in, vul_taak

pytestmark = pytest.mark.e2e

TELEFOON = 360
TWAALF_MINUTEN = 12 * 60


def pdf(pad: Path, bladzijden: int = 1) -> str:
    """A small real PDF without personal data; another number of pages is another file."""
    document = pikepdf.new()
    for _ in range(bladzijden):
        document.add_blank_page()
    document.save(pad)
    return str(pad)


def bekijk(pagina: Page) -> None:
    """Zero violations, and nothing sticks out on a phone."""
    eis_toegankelijk(pagina)
    eis_past(pagina)


def doe_keuzehulp(pagina: Page) -> None:
    """From the list of own requests to an outcome: a pupil of this school for whom it asks a VSO."""
    pagina.goto("/tlv/")
    pagina.get_by_role("link", name="Keuzehulp").click()
    antwoorden = (
        "Voortgezet speciaal onderwijs",
        "Nee",
        "Middelbare school",
        "De school waar de leerling nu zit",
    )
    for antwoord in antwoorden:
        bekijk(pagina)
        pagina.get_by_label(re.compile(rf"^\s*{antwoord}")).check()
        pagina.get_by_role("button", name="Verder").click()
        pagina.wait_for_load_state()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("U heeft een TLV voor VSO nodig")
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", pagina.url), "nothing about a pupil in the address"
    bekijk(pagina)
    pagina.get_by_role("button", name="Verder met deze uitkomst").click()
    pagina.wait_for_url("**/leerlingen/")


def begin(pagina: Page) -> str:
    """Choose a pupil without a request; the soort was chosen by the keuzehulp. Returns the address."""
    adressen = [a.get_attribute("href") or "" for a in pagina.locator("tbody th a").all()]
    for adres in adressen:
        pagina.goto(adres)
        if pagina.get_by_text("Voor deze leerling is hier geen TLV aangevraagd.").count():
            break
    pagina.get_by_role("link", name="TLV aanvragen").click()
    expect(pagina.get_by_text("Keuzehulp: U heeft een TLV voor VSO nodig")).to_be_visible()
    expect(pagina.get_by_label(re.compile("Voortgezet speciaal onderwijs"))).to_be_checked()
    bekijk(pagina)
    pagina.get_by_role("button", name="Aanvraag beginnen").click()
    pagina.wait_for_url(re.compile(r"/tlv/[0-9a-f-]{36}/$"))
    return pagina.url


def zes_bestanden(tmp_path: Path) -> list[str]:
    """Five that fit and one of more than 20 MB."""
    te_groot = tmp_path / "te-groot.pdf"
    te_groot.write_bytes(b"%PDF-1.4\n" + b"0" * (21 * 1024 * 1024))
    return [*(pdf(tmp_path / f"verslag-{n}.pdf", n) for n in range(1, 6)), str(te_groot)]


def test_de_ib_er_op_een_telefoon(als_rol: Inloggen, tmp_path: Path) -> None:
    begonnen = time.monotonic()
    eerste_dag = als_rol("school", breedte=TELEFOON)
    doe_keuzehulp(eerste_dag)
    aanvraag = begin(eerste_dag)
    bekijk(eerste_dag)
    eerste_dag.get_by_role("link", name=re.compile("^Verder met")).click()
    bekijk(eerste_dag)
    vul_taak(eerste_dag, "")
    eerste_dag.get_by_role("button", name="Bewaren en stoppen").click()
    expect(eerste_dag.get_by_role("listitem").filter(has_text="Leerling en ouders")).to_contain_text("Klaar")

    tweede_dag = als_rol("school", breedte=TELEFOON)
    tweede_dag.goto("/tlv/?status=concept")
    tweede_dag.locator(f'tbody a[href$="{aanvraag.split("/tlv/")[1]}"]').click()
    tweede_dag.get_by_role("link", name="Documenten", exact=True).click()
    _stuur_zes_bestanden(tweede_dag, tmp_path)

    collega = als_rol("collega", breedte=TELEFOON)
    vul_alles_in(collega, aanvraag, pdf(tmp_path / "opp.pdf", 7))
    collega.goto(f"{aanvraag}controleren/")
    bekijk(collega)
    collega.get_by_role("button", name="Aanvraag indienen").click()
    expect(collega.get_by_text("Uw aanvraag is ingediend")).to_be_visible()
    bekijk(collega)
    _lees_stand_en_schrijf(collega)

    _swv_vraagt_aanvulling(als_rol("administratie"), aanvraag)

    tweede_dag.goto("/")
    expect(tweede_dag.get_by_text("Nieuw bericht van het samenwerkingsverband lezen").first).to_be_visible()
    tweede_dag.goto(f"{aanvraag}berichten/")
    expect(tweede_dag.get_by_text("Dat mag tot en met vrijdag.")).to_be_visible()
    tweede_dag.goto(aanvraag)
    expect(tweede_dag.get_by_text("Wij hebben nog iets van u nodig").first).to_be_visible()
    bekijk(tweede_dag)
    tweede_dag.get_by_role("link", name="Aanvulling geven").click()
    bekijk(tweede_dag)
    tweede_dag.locator("#aanvulling input[type=radio]").first.check()
    tweede_dag.get_by_role("button", name="Aanvulling insturen").click()
    expect(tweede_dag.get_by_text("Wij controleren of alles er is.").first).to_be_visible()
    duur = time.monotonic() - begonnen
    print(f"casual user: {duur:.0f} seconds, axe on every page included")
    assert duur < TWAALF_MINUTEN


def _stuur_zes_bestanden(pagina: Page, tmp_path: Path) -> None:
    """Each file has its own sentence; the one that is too large does not hold up the others."""
    vak = pagina.locator(".documentvraag").filter(has_text="Andere documenten")
    expect(vak.get_by_text("Hoogstens 20 MB per bestand")).to_be_visible()
    vak.get_by_label("Wat voor document is dit?").select_option(label="Verslag van een deskundige")
    vak.locator("input[type=file]").set_input_files(zes_bestanden(tmp_path))
    expect(vak.get_by_text("5 van 6 toegevoegd.")).to_be_visible(timeout=90_000)
    expect(vak.locator("[data-swv-uploadstand] .fouttekst")).to_have_count(1)
    expect(vak.locator("[data-swv-uploadstand] .fouttekst")).to_contain_text("te-groot.pdf")
    expect(vak.locator(".bestand")).to_have_count(5)
    expect(vak.locator(".bestand").first).to_contain_text("Verslag van een deskundige")
    bekijk(pagina)
    vak.get_by_role("link", name="Vervangen verslag-1.pdf").click()
    bekijk(pagina)
    pagina.locator("input[type=file]").set_input_files(pdf(tmp_path / "beter.pdf", 9))
    pagina.get_by_role("button", name="Vervangen").click()
    expect(pagina.get_by_text("verslag-1.pdf is vervangen door beter.pdf.")).to_be_visible()


def _lees_stand_en_schrijf(pagina: Page) -> None:
    pagina.get_by_role("link", name="Volg uw aanvraag").click()
    expect(pagina.get_by_text("Op wie wachten wij?")).to_be_visible()
    bekijk(pagina)
    pagina.get_by_role("link", name="Bericht schrijven").click()
    bekijk(pagina)
    pagina.get_by_label("Uw bericht").fill("Mogen wij het verslag nasturen?")
    pagina.get_by_role("button", name="Bericht versturen").click()
    expect(pagina.get_by_text("Uw bericht is verstuurd.")).to_be_visible()


def _swv_vraagt_aanvulling(kantoor: Page, aanvraag: str) -> None:
    """The SWV sees the outcome of the keuzehulp and the message, answers, and asks for one point."""
    kantoor.goto(aanvraag)
    expect(kantoor.get_by_text("Berichten (1 nieuw)")).to_be_visible()
    expect(kantoor.get_by_text("Keuzehulp: U heeft een TLV voor VSO nodig")).to_be_visible()
    eis_toegankelijk(kantoor)
    kantoor.get_by_role("link", name="Antwoorden").click()
    kantoor.get_by_label("Uw bericht").fill("Dat mag tot en met vrijdag.")
    kantoor.get_by_role("button", name="Bericht versturen").click()
    expect(kantoor.get_by_text("Uw bericht is verstuurd.")).to_be_visible()
    eis_toegankelijk(kantoor)
    kantoor.goto(f"{aanvraag}aanvulling-vragen/")
    kantoor.locator("input[type=checkbox]").first.check()
    kantoor.locator("textarea").first.fill("Weet u dit nu wel?")
    kantoor.get_by_role("button", name="Vraag de school om aanvulling").click()
    expect(kantoor.get_by_text(re.compile("staat stil")).first).to_be_visible()
