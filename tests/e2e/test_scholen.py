"""A school file by hand: offer, look, apply, undo; wide with JavaScript and narrow without."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from swv.scholen.meegeleverd import MAP
from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk

pytestmark = pytest.mark.e2e


@pytest.fixture
def nieuw_bestand(tmp_path: Path) -> Path:
    """The shipped file a few months later: one school renamed, one count unreadable."""
    regels = (MAP / "scholen-2024-11.csv").read_text("utf-8").splitlines()
    velden = regels[5].split(";")
    regels[5] = ";".join([*velden[:2], "School met een nieuwe naam", *velden[3:]])
    regels[7] = regels[7].rsplit(";", 1)[0] + ";veel"
    pad = tmp_path / "scholen-2025-02.csv"
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    return pad


def kijk(pagina: Page, *, breedte: int, javascript: bool) -> None:
    if javascript:
        eis_toegankelijk(pagina)
    if breedte == 360 and javascript:
        eis_past(pagina)


@pytest.mark.parametrize(("breedte", "javascript"), [(1280, True), (360, True), (360, False)])
def test_een_bestand_verwerken_en_terugdraaien(
    als_rol: Inloggen, nieuw_bestand: Path, breedte: int, javascript: bool
) -> None:
    pagina = als_rol("administratie", breedte=breedte, javascript=javascript)
    pagina.goto("/scholen/importeren/")
    kijk(pagina, breedte=breedte, javascript=javascript)
    pagina.get_by_label("Bestand van DUO").set_input_files(nieuw_bestand)
    pagina.get_by_role("button", name="Bestand controleren").click()
    expect(pagina.get_by_role("heading", name="scholen-2025-02.csv")).to_be_visible()
    expect(pagina.get_by_text("Er is nog niets gewijzigd")).to_be_visible()
    expect(pagina.get_by_text('Aantal leerlingen "veel" is geen geheel getal.')).to_be_visible()
    kijk(pagina, breedte=breedte, javascript=javascript)

    pagina.get_by_role("link", name="Gewijzigd 1").click()
    expect(pagina.get_by_text("School met een nieuwe naam")).to_be_visible()
    kijk(pagina, breedte=breedte, javascript=javascript)
    pagina.get_by_role("button", name="Bestand verwerken").click()
    expect(pagina.get_by_text("De scholen zijn bijgewerkt.")).to_be_visible()

    pagina.get_by_role("button", name="Import terugdraaien").click()
    if javascript:
        pagina.get_by_role("dialog").get_by_role("button", name="Import terugdraaien").click()
    else:
        pagina.get_by_role("button", name="Ja, doorgaan").click()
    expect(pagina.get_by_text("De import is teruggedraaid.")).to_be_visible()
    kijk(pagina, breedte=breedte, javascript=javascript)


@pytest.mark.parametrize("breedte", [1280, 360])
def test_scholen_en_besturen_zijn_voor_iedereen(als_rol: Inloggen, breedte: int) -> None:
    pagina = als_rol("administratie", breedte=breedte)
    for pad in ("/scholen/", "/scholen/besturen/"):
        pagina.goto(pad)
        kijk(pagina, breedte=breedte, javascript=True)
        pagina.locator("tbody th a").first.click()
        kijk(pagina, breedte=breedte, javascript=True)
    pagina.get_by_role("link", name="Contactpersoon toevoegen").click()
    kijk(pagina, breedte=breedte, javascript=True)
    pagina.goto("/scholen/")
    pagina.get_by_label("Naam, plaats of vestigingscode").fill("praedinius")
    pagina.get_by_role("button", name="Filteren").click()
    expect(pagina.get_by_role("link", name="Praedinius Gymnasium").first).to_be_visible()
    expect(pagina.get_by_text("2 scholen")).to_be_visible()
