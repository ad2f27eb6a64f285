"""A day in the other rooms, in a real browser: a pupil at home, a casus, the figures, the money, two reports."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Inloggen, eis_past, eis_toegankelijk, ververs_tot
from tests.e2e.test_tlv_route import bevestig

pytestmark = pytest.mark.e2e
PDFBEGIN = b"%PDF-"
VERTROUWELIJK = "Een vertrouwelijke notitie voor mijzelf."
KOP = "Boekstuknummer;Regelnummer;Datum;Grootboek;Kostenplaats;Omschrijving;Bedrag\n"


def druk(pagina: Page, knop: str) -> None:
    """Press a button and wait for the page after it; axe on both."""
    eis_toegankelijk(pagina)
    with pagina.expect_navigation():
        pagina.get_by_role("button", name=knop, exact=True).click()
    eis_toegankelijk(pagina)


def volg(pagina: Page, link: str) -> None:
    with pagina.expect_navigation():
        pagina.get_by_role("link", name=link, exact=True).first.click()


def leerling_zonder_dossier(pagina: Page) -> str:
    """The address of the first own pupil whom neither the ECT nor the register knows."""
    pagina.goto("/leerlingen/")
    for adres in [a.get_attribute("href") or "" for a in pagina.locator("tbody th a").all()]:
        pagina.goto(adres)
        hulp = pagina.get_by_role("link", name="Hulp vragen aan het ECT")
        if hulp.count() and pagina.get_by_text("U heeft deze leerling niet gemeld.").count():
            return adres
    raise AssertionError("every pupil of this school is known already")


def meld(pagina: Page, leerling: str) -> str:
    """Report the pupil as staying at home, on a phone; returns the number of the report."""
    pagina.goto(leerling.replace("/leerlingen/", "/thuiszitters/melden/"))
    eis_past(pagina)
    pagina.get_by_label("Ongeoorloofd afwezig").check()
    pagina.get_by_label("Sinds wanneer is de leerling thuis?").fill(
        (date.today() - timedelta(days=40)).isoformat()
    )
    pagina.get_by_role("group", name=re.compile("Weten de ouders")).get_by_label("Ja").check()
    druk(pagina, "Melding versturen")
    eis_past(pagina)
    expect(pagina.get_by_text("Uw melding is verstuurd")).to_be_visible()
    kenmerk = re.search(r"\d{4}-\d{4}", pagina.locator("main").inner_text())
    assert kenmerk, pagina.locator("main").inner_text()
    return kenmerk.group()


def open_traject(pagina: Page, kenmerk: str) -> str:
    """Take the report up; returns the address of the traject."""
    pagina.goto("/thuiszitters/")
    volg(pagina, f"Melding {kenmerk}")
    volg(pagina, "Oppakken")
    druk(pagina, "Traject openen")
    expect(pagina.get_by_text(re.compile("40 dagen")).first).to_be_visible()
    return pagina.url


def vraag_hulp(pagina: Page, leerling: str) -> str:
    """Ask the ECT for help, on a phone; returns the address of the question."""
    pagina.goto(leerling)
    volg(pagina, "Hulp vragen aan het ECT")
    pagina.get_by_label("Waarover gaat uw vraag vooral?").select_option(index=1)
    pagina.get_by_label("Wat vraagt u aan het ECT?").fill("Hoe krijgen wij deze leerling terug in de klas?")
    pagina.get_by_label("Wat is al geprobeerd").fill("Gesprekken met leerling en ouders; een korter rooster.")
    pagina.get_by_role("group", name=re.compile("Weten de ouders")).get_by_role("radio").first.check()
    pagina.get_by_label("Wie stelt de vraag?").fill("De mentor")
    druk(pagina, "Vraag versturen")
    eis_past(pagina)
    return pagina.url


def open_casus(pagina: Page, vraag: str) -> str:
    """Answer the school and open the casus; returns its address."""
    pagina.goto(vraag)
    volg(pagina, "Casus openen")
    pagina.get_by_label("Wie is de casushouder?").select_option(label="ECT-medewerker (demo)")
    pagina.get_by_label("Uw reactie aan de school").fill("Wij bellen u morgen en openen een casus.")
    druk(pagina, "Casus openen")
    return pagina.url


def begeleid(pagina: Page) -> None:
    """A contact, an interventie, an advice and a confidential note on the casus that is open."""
    volg(pagina, "Contact vastleggen")
    pagina.get_by_label("Met wie").fill("De mentor")
    pagina.locator("textarea").first.fill("Afgesproken om rustig op te bouwen.")
    druk(pagina, "Vastleggen")
    volg(pagina, "Interventie vastleggen")
    pagina.get_by_label("Welke interventie?").select_option(index=1)
    pagina.get_by_label("Welk type?").select_option(index=1)
    druk(pagina, "Vastleggen")
    volg(pagina, "Advies schrijven")
    pagina.locator("textarea").first.fill(
        "Bouw het rooster in drie weken op, te beginnen met twee uur per dag."
    )
    druk(pagina, "Advies uitbrengen")
    volg(pagina, "Notitie schrijven")
    pagina.locator("textarea").first.fill(VERTROUWELIJK)
    druk(pagina, "Notitie bewaren")


def eis_alles_behalve_de_notitie(pagina: Page, leerling: str, casus: str) -> None:
    """A colleague finds the three rooms at the pupil, and the casus without its note."""
    pagina.goto(leerling)
    eis_toegankelijk(pagina)
    for paneel in ("TLV", "ECT", "Thuiszitten"):
        expect(pagina.get_by_role("heading", name=paneel, exact=True)).to_be_visible()
    pagina.goto(casus)
    expect(pagina.get_by_text(VERTROUWELIJK)).to_have_count(0)


def sluit_casus(pagina: Page, casus: str) -> None:
    pagina.goto(f"{casus}afsluiten/")
    pagina.locator("input[type=radio]").first.check()
    for tekst in pagina.locator("textarea:visible").all():
        tekst.fill("De leerling volgt weer alle lessen.")
    pagina.get_by_role("button", name="Casus afsluiten").click()
    bevestig(pagina)
    expect(pagina.get_by_text("Afgesloten").first).to_be_visible()


def sluit_traject(pagina: Page, traject: str) -> None:
    pagina.goto(f"{traject}afsluiten/")
    pagina.get_by_label("Terug op de eigen school").check()
    pagina.get_by_label("Vanaf welke dag is de leerling niet meer thuis?").fill(date.today().isoformat())
    druk(pagina, "Traject afsluiten")
    expect(pagina.get_by_text("Afgesloten").first).to_be_visible()


def test_een_leerling_die_thuiszit_krijgt_hulp_en_gaat_terug(als_rol: Inloggen) -> None:
    """Steps 1 and 2 of the issue: report, register, casus with a notitie, and the end of both."""
    school, ect = als_rol("school", breedte=360), als_rol("ect")
    leerling = leerling_zonder_dossier(school)
    traject = open_traject(ect, meld(school, leerling))
    casus = open_casus(ect, vraag_hulp(school, leerling))
    begeleid(ect)
    eis_alles_behalve_de_notitie(als_rol("coordinator"), leerling, casus)
    sluit_casus(ect, casus)
    sluit_traject(ect, traject)


def test_van_cijfer_naar_precies_die_rijen(als_rol: Inloggen) -> None:
    """Step 3: the number on the dashboard is the length of the list behind it."""
    pagina = als_rol("coordinator")
    pagina.goto("/kwaliteit/")
    eis_toegankelijk(pagina)
    expect(pagina.get_by_text("nog geen bron").first).to_be_visible()
    aantal = pagina.locator(".kengetal a").first.inner_text().strip()
    with pagina.expect_navigation():
        pagina.locator(".kengetal a").first.click()
    eis_toegankelijk(pagina)
    assert pagina.locator("[data-swv-rijen] tbody tr").count() == int(aantal) > 0


def test_de_boeken_van_het_administratiekantoor(als_rol: Inloggen, tmp_path: Path) -> None:
    """Step 4: preview, apply, the same file again changes nothing, and what the besturen get adds up."""
    bestand = tmp_path / "grootboek.csv"
    bestand.write_text(KOP + "E1;1;05-01-2026;4100;4711;Salarissen januari;1.234,56\n", "utf-8")
    pagina = als_rol("controller")
    for keer, verwacht in (("eerste", "Nieuw"), ("tweede", "Ongewijzigd")):
        pagina.goto("/financien/realisatie/")
        pagina.get_by_label("Bestand van het administratiekantoor").set_input_files(bestand)
        druk(pagina, "Bestand controleren")
        if toewijzen := pagina.get_by_role("button", name="Toewijzen").count():
            assert keer == "eerste"
            assert toewijzen == 1
            pagina.locator("select[name=programma]").select_option(index=1)
            druk(pagina, "Toewijzen")
        regel = pagina.locator("dl div", has=pagina.get_by_text(verwacht, exact=True))
        expect(regel).to_contain_text("1")
        if keer == "eerste":
            druk(pagina, "Bestand verwerken")
    pagina.goto("/financien/")
    eis_toegankelijk(pagina)
    pagina.goto("/financien/verdeling/")
    eis_toegankelijk(pagina)
    with pagina.expect_navigation():
        pagina.locator("tbody a").first.click()
    eis_toegankelijk(pagina)
    *bedragen, totaal = [_centen(cel.inner_text()) for cel in pagina.locator("td[data-label=Bedrag]").all()]
    assert sum(bedragen) == totaal > 0


def _centen(tekst: str) -> int:
    return int(re.sub(r"[^\d-]", "", tekst))


def test_een_rapport_van_vraag_tot_toezichthouder(als_rol: Inloggen) -> None:
    """Step 5: ask, wait, download, offer and fix; the supervisor sees it only after that."""
    directeur, toezicht = als_rol("directeur"), als_rol("toezicht")
    adressen = [maak_rapport(directeur, soort) for soort in ("Inspectierapportage", "Kwartaalrapportage")]
    for adres in adressen:
        antwoord = toezicht.goto(adres)
        assert antwoord is not None
        assert antwoord.status == 404
        directeur.goto(adres)
        for vorm in ("pdf", "xlsx", "csv"):
            with directeur.expect_download() as download:
                directeur.locator(f"a[href*='/bestanden/']:has-text('.{vorm}')").first.click()
            inhoud = Path(download.value.path()).read_bytes()
            assert inhoud
            assert vorm != "pdf" or inhoud.startswith(PDFBEGIN)
        expect(directeur.get_by_text("teksten zijn leeg").first).to_be_visible()
        for knop in ("Ter vaststelling aanbieden", "Rapport vaststellen"):
            directeur.get_by_role("button", name=knop).click()
            bevestig(directeur)
        expect(directeur.get_by_text("De bestanden zijn gearchiveerd")).to_be_visible()
        eis_toegankelijk(directeur)
        antwoord = toezicht.goto(adres)
        assert antwoord is not None
        assert antwoord.status == 200
        eis_toegankelijk(toezicht)


def maak_rapport(pagina: Page, soort: str) -> str:
    """Ask for a quarter that has no report of this kind yet; returns its address when the files are there."""
    pagina.goto("/rapportages/")
    pagina.get_by_label("Rapport", exact=True).select_option(label=soort)
    pagina.get_by_label("Kwartaal", exact=True).select_option(index=4)
    druk(pagina, "Rapport maken")
    ververs_tot(pagina, lambda p: p.locator("a[href*='/bestanden/']").count() >= 3)
    return pagina.url
