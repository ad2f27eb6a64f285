"""The main job in a real browser: from a school's request to a signed letter that the school downloads."""

import io
import re
import time
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk

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


def test_van_aanvraag_tot_brief(als_rol: Inloggen, tmp_path: Path) -> None:
    """Steps 1-4 of the issue, with a herstelverzoek on the way; axe on every page of it."""
    bestand = pdf(tmp_path / "opp.pdf")
    school = als_rol("school")
    aanvraag = begin_aanvraag(school)
    eis_toegankelijk(school)
    vul_alles_in(school, aanvraag, bestand)
    eis_toegankelijk(school)
    school.goto(f"{aanvraag}controleren/")
    eis_toegankelijk(school)
    school.get_by_role("button", name="Aanvraag indienen").click()
    expect(school.get_by_text("Uw aanvraag is ingediend")).to_be_visible()
    expect(school.get_by_text(re.compile("Wettelijke beslistermijn")).first).to_be_visible()
    eis_toegankelijk(school)
    kenmerk = re.search(r"\d{4}-\d{4}", school.locator("main").inner_text()).group()  # type: ignore[union-attr]

    kantoor = als_rol("administratie")
    kantoor.goto(f"{aanvraag}aanvulling-vragen/")
    kantoor.locator("input[type=checkbox]").first.check()
    kantoor.locator("textarea").first.fill("Wilt u dit antwoord aanvullen?")
    eis_toegankelijk(kantoor)
    kantoor.get_by_role("button", name="Vraag de school om aanvulling").click()
    expect(kantoor.get_by_text(re.compile("staat stil")).first).to_be_visible()

    school.goto(f"{aanvraag}aanvullen/")
    veld = school.locator(
        "#aanvulling textarea, #aanvulling input[type=text], #aanvulling input[type=radio]"
    ).last
    veld.check() if veld.get_attribute("type") == "radio" else veld.fill(
        "Dit is de aanvulling van de school."
    )
    eis_toegankelijk(school)
    school.get_by_role("button", name="Aanvulling insturen").click()
    expect(school.get_by_text("De klok loopt weer").first).to_be_visible()

    kantoor.goto(aanvraag)
    kantoor.get_by_role("button", name="Compleet verklaren").click()
    for _ in range(2):
        keuze = kantoor.get_by_label("Deskundige", exact=True)
        keuze.select_option(index=1)
        kantoor.get_by_role("button", name="Om advies vragen").click()
        kantoor.wait_for_load_state()
    eis_toegankelijk(kantoor)
    geef_advies(als_rol("deskundige"), kenmerk, "Orthopedagoog")
    geef_advies(als_rol("deskundige2"), kenmerk, "Arts")

    directeur = als_rol("directeur")
    directeur.goto(f"{aanvraag}besluit/")
    directeur.get_by_label("Toegekend").check()
    directeur.get_by_label("Bekostigingscategorie").select_option(label="Laag")
    eis_toegankelijk(directeur)
    directeur.get_by_role("button", name="Besluit vastleggen").click()
    bevestig(directeur)
    expect(directeur.get_by_text("Het besluit is genomen").first).to_be_visible()

    _verzend_alle_brieven(kantoor, aanvraag)
    eis_toegankelijk(kantoor)
    expect(kantoor.get_by_text(re.compile(r"VO2001-2627-\d{5}"))).to_be_visible()

    school.goto(aanvraag)
    eis_toegankelijk(school)
    with school.expect_download() as download:
        school.get_by_role("link", name=re.compile("Besluitbrief")).first.click()
    with pikepdf.open(io.BytesIO(Path(download.value.path()).read_bytes())) as brief:
        assert len(brief.pages) >= 1

    fg = als_rol("fg")
    fg.goto("/beheer/spoor/")
    eis_toegankelijk(fg)


def _verzend_alle_brieven(pagina: Page, aanvraag: str) -> None:
    """Wait for the worker, then confirm every letter; one for the board and one per parent."""
    einde = time.monotonic() + 90
    while time.monotonic() < einde:
        pagina.goto(aanvraag)
        knoppen = pagina.get_by_role("button", name="Is verzonden")
        if knoppen.count():
            knoppen.first.click()
            with pagina.expect_navigation():
                bevestig(pagina)
        elif pagina.get_by_text("Bezwaar kan tot en met").count():
            return
        else:
            time.sleep(1)
    raise AssertionError(f"the letters were not all made and sent:\n{pagina.locator('main').inner_text()}")


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
