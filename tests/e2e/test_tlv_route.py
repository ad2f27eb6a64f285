"""The main job in a real browser: from a school's request to a signed letter that the school downloads."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk, ververs_tot

pytestmark = pytest.mark.e2e


def pdf(pad: Path) -> str:
    """A small real PDF without personal data."""
    document = pikepdf.new()
    document.add_blank_page()
    document.save(pad)
    return str(pad)


def vul_taak(pagina: Page, bestand: str) -> None:
    """Answer every question on the page of one task, and add a file to each document question."""
    for veld in pagina.locator("#antwoorden textarea:visible").all():
        veld.fill("De leerling krijgt begeleiding in de klas; dat helpt, maar niet genoeg.")
    for veld in pagina.locator("#antwoorden input[type=text]:visible").all():
        veld.fill("70" if veld.get_attribute("inputmode") == "decimal" else "Mentor van de klas")
    for veld in pagina.locator("#antwoorden input[type=date]:visible").all():
        veld.fill("2026-09-15")
    for groep in pagina.locator("#antwoorden fieldset").all():
        groep.locator("input[type=radio]").last.check()
    for gehoord in pagina.locator("#antwoorden input[name=leerling_gehoord][value=ja]").all():
        gehoord.check()  # "not yet" stops the decision
    for vak in pagina.locator(".documentvraag").all():
        vak.locator("input[type=file]").set_input_files(bestand)
        knop = vak.get_by_role("button", name="Bestand toevoegen")
        if vak.locator("[data-swv-uploadstand] li").count() == 0:
            with pagina.expect_navigation():  # without JavaScript the file travels with the answers
                knop.click()
        expect(vak.locator("a", has_text=".pdf").first).to_be_visible()


def begin_aanvraag(pagina: Page) -> str:
    """Take the first own pupil without a request and begin; returns the address of the request."""
    pagina.goto("/leerlingen/")
    adressen = [a.get_attribute("href") or "" for a in pagina.locator("tbody th a").all()]
    for adres in adressen:
        pagina.goto(adres)
        if pagina.get_by_text("Voor deze leerling is hier geen TLV aangevraagd.").count():
            break
    pagina.get_by_role("link", name="TLV aanvragen").click()
    pagina.get_by_label(re.compile("Voortgezet speciaal onderwijs")).check()
    pagina.get_by_role("button", name="Aanvraag beginnen").click()
    pagina.wait_for_url(re.compile(r"/tlv/[0-9a-f-]{36}/$"))
    return pagina.url


def vul_alles_in(pagina: Page, aanvraag: str, bestand: str) -> None:
    for _ in range(10):
        pagina.goto(aanvraag)
        verder = pagina.get_by_role("link", name=re.compile("^Verder met"))
        if not verder.count():
            return
        verder.click()
        vul_taak(pagina, bestand)
        with pagina.expect_navigation():
            pagina.get_by_role("button", name="Bewaren en verder").click()
    raise AssertionError("the task list never became complete")


def bevestig(pagina: Page) -> None:
    """Answer the question of `data-swv-bevestig`; it may wait a moment for the autosave."""
    venster = pagina.locator("dialog[open]")
    expect(venster).to_be_visible()
    venster.get_by_role("button").filter(has_not_text="Terug").first.click()


def geef_advies(pagina: Page, kenmerk: str, beroep: str) -> None:
    pagina.goto("/tlv/")
    pagina.get_by_role("link", name=kenmerk).click()
    eis_toegankelijk(pagina)
    pagina.get_by_role("link", name="Advies geven").click()
    pagina.get_by_label("Uw beroep").select_option(label=beroep)
    pagina.get_by_label("Positief", exact=True).check()
    pagina.get_by_label("Uw motivering").fill("Een kleine groep met specialistische begeleiding is nodig.")
    for vinkje in pagina.locator("input[type=checkbox]").all():
        vinkje.check()
    eis_toegankelijk(pagina)
    pagina.get_by_role("button", name="Advies uitbrengen").click()
    bevestig(pagina)
    expect(pagina.get_by_text("Uw advies is uitgebracht")).to_be_visible()


def dien_in(pagina: Page, aanvraag: str) -> str:
    """Check and send in; returns the number of the request."""
    pagina.goto(f"{aanvraag}controleren/")
    eis_toegankelijk(pagina)
    pagina.get_by_role("button", name="Aanvraag indienen").click()
    expect(pagina.get_by_text("Uw aanvraag is ingediend")).to_be_visible()
    expect(pagina.get_by_text(re.compile("Wettelijke beslistermijn")).first).to_be_visible()
    eis_toegankelijk(pagina)
    kenmerk = re.search(r"\d{4}-\d{4}", pagina.locator("main").inner_text())
    assert kenmerk, pagina.locator("main").inner_text()
    return kenmerk.group()


def vraag_aanvulling(pagina: Page, aanvraag: str) -> None:
    pagina.goto(f"{aanvraag}aanvulling-vragen/")
    pagina.locator("input[type=checkbox]").first.check()
    pagina.locator("textarea").first.fill("Wilt u dit antwoord aanvullen?")
    eis_toegankelijk(pagina)
    pagina.get_by_role("button", name="Vraag de school om aanvulling").click()
    expect(pagina.get_by_text(re.compile("staat stil")).first).to_be_visible()


def vul_aan(pagina: Page, aanvraag: str) -> None:
    pagina.goto(f"{aanvraag}aanvullen/")
    veld = pagina.locator(
        "#aanvulling textarea, #aanvulling input[type=text], #aanvulling input[type=radio]"
    ).last
    if veld.get_attribute("type") == "radio":
        veld.check()
    else:
        veld.fill("Dit is de aanvulling van de school.")
    eis_toegankelijk(pagina)
    pagina.get_by_role("button", name="Aanvulling insturen").click()
    expect(pagina.get_by_text("De klok loopt weer").first).to_be_visible()


def vraag_twee_adviezen(pagina: Page, aanvraag: str) -> None:
    pagina.goto(aanvraag)
    pagina.get_by_role("button", name="Compleet verklaren").click()
    for _ in range(2):
        keuze = pagina.get_by_label("Deskundige", exact=True)
        keuze.select_option(index=1)
        pagina.get_by_role("button", name="Om advies vragen").click()
        pagina.wait_for_load_state()
    eis_toegankelijk(pagina)


def neem_besluit(pagina: Page, aanvraag: str) -> None:
    pagina.goto(f"{aanvraag}besluit/")
    pagina.get_by_label("Toegekend").check()
    pagina.get_by_label("Bekostigingscategorie").select_option(label="Laag")
    for reden in pagina.locator("textarea[name^=afwijking_]").all():
        reden.fill("Dit is met de school en de ouders besproken.")
    eis_toegankelijk(pagina)
    pagina.get_by_role("button", name="Besluit vastleggen").click()
    bevestig(pagina)
    expect(pagina.get_by_text("Het besluit is genomen").first).to_be_visible()


def eis_leesbare_besluitbrief(pagina: Page, aanvraag: str) -> None:
    """The school downloads the letter, and it is a PDF with a page."""
    pagina.goto(aanvraag)
    eis_toegankelijk(pagina)
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name=re.compile("Besluitbrief")).first.click()
    with pikepdf.open(io.BytesIO(Path(download.value.path()).read_bytes())) as brief:
        assert len(brief.pages) >= 1


def test_van_aanvraag_tot_brief(als_rol: Inloggen, tmp_path: Path) -> None:
    """Steps 1-4 of the issue, with a herstelverzoek on the way; axe on every page of it."""
    school, kantoor = als_rol("school"), als_rol("administratie")
    aanvraag = begin_aanvraag(school)
    eis_toegankelijk(school)
    vul_alles_in(school, aanvraag, pdf(tmp_path / "opp.pdf"))
    eis_toegankelijk(school)
    kenmerk = dien_in(school, aanvraag)
    vraag_aanvulling(kantoor, aanvraag)
    vul_aan(school, aanvraag)
    vraag_twee_adviezen(kantoor, aanvraag)
    geef_advies(als_rol("deskundige"), kenmerk, "Orthopedagoog")
    geef_advies(als_rol("deskundige2"), kenmerk, "Arts")
    neem_besluit(als_rol("directeur"), aanvraag)
    _verzend_alle_brieven(kantoor, aanvraag)
    eis_toegankelijk(kantoor)
    expect(kantoor.get_by_text(re.compile(r"VO2001-2627-\d{5}"))).to_be_visible()
    eis_leesbare_besluitbrief(school, aanvraag)
    fg = als_rol("fg")
    fg.goto("/beheer/spoor/")
    eis_toegankelijk(fg)


def _verzend_alle_brieven(pagina: Page, aanvraag: str) -> None:
    """Wait for the worker, then confirm every letter; one for the board and one per parent."""
    pagina.goto(aanvraag)
    ververs_tot(pagina, _alle_brieven_verzonden, seconden=90)


def _alle_brieven_verzonden(pagina: Page) -> bool:
    """Confirm the letters that are ready; whether the last one went out."""
    while (knoppen := pagina.get_by_role("button", name="Is verzonden")).count():
        knoppen.first.click()
        with pagina.expect_navigation():
            bevestig(pagina)
    return pagina.get_by_text("Bezwaar kan tot en met").count() > 0


def test_school_zonder_javascript_op_een_telefoon(als_rol: Inloggen, tmp_path: Path) -> None:
    """The same request, 360 px wide and without JavaScript, resumed halfway by coming back."""
    bestand = pdf(tmp_path / "verslag.pdf")
    pagina = als_rol("school2", breedte=360, javascript=False)
    aanvraag = begin_aanvraag(pagina)
    vul_alles_in(pagina, aanvraag, bestand)
    pagina.goto(f"{aanvraag}controleren/")
    pagina.get_by_role("button", name="Aanvraag indienen").click()
    expect(pagina.get_by_text("Uw aanvraag is ingediend")).to_be_visible()
    with_js = als_rol("school2", breedte=360)
    with_js.goto(aanvraag)
    eis_past(with_js)
    eis_toegankelijk(with_js)
