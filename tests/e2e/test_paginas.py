"""Every main page per role, wide and narrow: readable for everyone, nothing sticks out."""

import pytest

from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk

pytestmark = pytest.mark.e2e

PAGINAS = {
    "school": [
        "/",
        "/leerlingen/",
        "/leerlingen/opp/",
        "/leerlingen/opp/rod/",
        "/tlv/",
        "/zoeken/",
        "/ect/",
        "/thuiszitters/",
        "/thuiszitters/melden/",
        "/thuiszitters/melden/nieuw/",
    ],
    "ect": ["/", "/ect/", "/thuiszitters/", "/kwaliteit/"],
    "coordinator": [
        "/kwaliteit/",
        "/kwaliteit/kengetallen/tlv.binnen_awb/",
        "/kwaliteit/verdelingen/",
        "/thuiszitters/inspectie/",
        "/rapportages/",
    ],
    "controller": [
        "/",
        "/financien/",
        "/financien/boekingen/",
        "/financien/begroting/",
        "/financien/begroting/nieuw/",
        "/financien/realisatie/",
        "/financien/toewijzingen/",
        "/financien/verdeling/",
        "/financien/verdeling/nieuw/",
        "/financien/tarieven/",
        "/financien/tarieven/invullen/",
        "/financien/balans/",
        "/financien/balans/invullen/",
    ],
    "administratie": [
        "/",
        "/leerlingen/",
        "/leerlingen/opp/",
        "/leerlingen/opp/scholen/",
        "/leerlingen/opp/adviezen/",
        "/tlv/",
        "/tlv/?status=lopend",
        "/tlv/commissies/",
        "/tlv/plaatsingen/",
        "/scholen/",
        "/normen/",
        "/beheer/opdrachten/",
    ],
    "deskundige": ["/", "/tlv/"],
    "commissielid": ["/", "/tlv/commissies/"],
    "directeur": ["/", "/tlv/", "/normen/", "/rapportages/", "/kwaliteit/", "/financien/"],
    "toezicht": ["/", "/rapportages/"],
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


@pytest.mark.parametrize("javascript", [True, False])
def test_het_menu_van_een_school_vouwt_op_een_telefoon(als_rol: Inloggen, javascript: bool) -> None:
    """Every link is on the screen after one touch; nothing scrolls sideways inside the head of the page."""
    pagina = als_rol("school", breedte=360, javascript=javascript)
    kop = pagina.locator(".portaalkop")
    assert not kop.get_by_role("link", name="Mijn leerlingen").is_visible()

    kop.get_by_text("Menu", exact=True).click()

    links = kop.get_by_role("navigation", name="Menu").get_by_role("link").all()
    vakken = [vak for link in links if (vak := link.bounding_box())]
    assert len(vakken) >= 4
    assert all(vak["x"] >= 0 and vak["x"] + vak["width"] <= 360 and vak["height"] >= 44 for vak in vakken)
    eis_past(pagina)
    if javascript:
        eis_toegankelijk(pagina)
