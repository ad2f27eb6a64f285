"""Every main page per role, wide and narrow: readable for everyone, nothing sticks out."""

import pytest

from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk

pytestmark = pytest.mark.e2e

PAGINAS = {
    "school": ["/", "/leerlingen/", "/tlv/", "/zoeken/"],
    "administratie": [
        "/",
        "/leerlingen/",
        "/tlv/",
        "/tlv/?status=lopend",
        "/scholen/",
        "/normen/",
        "/beheer/opdrachten/",
    ],
    "deskundige": ["/", "/tlv/"],
    "directeur": ["/", "/tlv/", "/normen/"],
    "toezicht": ["/"],
    "fg": ["/", "/beheer/spoor/"],
    "beheer": [
        "/",
        "/componenten/",
        "/beheer/gebruikers/",
        "/beheer/mail/",
        "/beheer/opdrachten/",
        "/scholen/",
    ],
}


@pytest.mark.parametrize("breedte", [1280, 360])
@pytest.mark.parametrize("rol", sorted(PAGINAS))
def test_hoofdpaginas_zijn_voor_iedereen(als_rol: Inloggen, rol: str, breedte: int) -> None:
    pagina = als_rol(rol, breedte=breedte)
    for pad in PAGINAS[rol]:
        antwoord = pagina.goto(pad)
        assert antwoord is not None
        assert antwoord.status == 200, pad
        eis_toegankelijk(pagina)
        if breedte == 360:
            eis_past(pagina)


def test_details_van_een_leerling_en_een_aanvraag(als_rol: Inloggen) -> None:
    pagina = als_rol("administratie")
    pagina.goto("/tlv/?status=besloten")
    pagina.locator("tbody a").first.click()
    eis_toegankelijk(pagina)
    pagina.get_by_role("link", name="Naam").or_(pagina.locator("dd a").first).first.click()
    eis_toegankelijk(pagina)
