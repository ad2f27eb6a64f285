"""A draft that is being kept while someone presses the button."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Inloggen
from tests.e2e.test_tlv_route import bevestig

pytestmark = pytest.mark.e2e
TRAAG_BEWAREN = """
  const verstuur = window.fetch;
  window.fetch = (...wat) => new Promise((klaar) => setTimeout(() => klaar(verstuur(...wat)), 1500));
"""


def test_wie_bevestigt_terwijl_er_wordt_bewaard_krijgt_de_vraag_een_keer(als_rol: Inloggen) -> None:
    pagina = als_rol("deskundige")
    pagina.add_init_script(TRAAG_BEWAREN)
    pagina.goto("/tlv/")
    pagina.locator("main table a[href^='/tlv/']").first.click()
    pagina.get_by_role("link", name="Advies geven").click()
    pagina.get_by_label("Uw beroep").select_option(label="Orthopedagoog")
    pagina.get_by_label("Positief", exact=True).check()
    pagina.get_by_label("Uw motivering").fill("Een kleine groep is nodig.")
    for vinkje in pagina.locator("input[type=checkbox]").all():
        vinkje.check()
    pagina.get_by_role("button", name="Advies uitbrengen").click()
    bevestig(pagina)
    expect(pagina.get_by_text("Uw advies is uitgebracht")).to_be_visible()
