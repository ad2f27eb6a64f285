"""The zorgvuldigheidspoort as a table: one failing fixture per rule, the profile, and what the service keeps."""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from ect.enums import Keuzelijst, Ouders
from ect.models import Aanmelding, Casus, Keuze
from swv.models import Samenwerkingsverband
from swv.permissions import NietToegestaan
from swv.profielen import codes, lees
from tests.factories import BEGIN, GebruikerFactory, NormFactory, RoltoekenningFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv.controle import Oordeel
from tlv.enums import Beroep, Conclusie, Soort, Uitkomst
from tlv.models import Aanvraag, Besluit
from tlv.poort import Besluitinhoud, Poortvraag, eis_open, regels, toets
from tlv.poort.instelling import PoortFout, controleer_tabel
from tlv.poort.regels import PER_CODE

# --- one failing fixture per rule -----------------------------------------------------------------


def vraag(aanvraag: Aanvraag, rollen: Rolverdeling, **inhoud: Any) -> Poortvraag:
    velden = {
        "uitkomst": Uitkomst.TOEGEKEND,
        "categorie": "L",
        "ingangsdatum": date(2027, 8, 1),
        "einddatum": date(2028, 7, 31),
        "motivering": "x",
    } | inhoud
    return Poortvraag.van(aanvraag, rollen.directeur, inhoud=Besluitinhoud(**velden))


def goed(rollen: Rolverdeling, **opties: Any) -> Poortvraag:
    return vraag(factories.geadviseerd(rollen, **opties), rollen)


def _anders(v: Poortvraag, **velden: Any) -> Poortvraag:
    """The same question with other advices than the database would take."""
    namen = [f.name for f in dataclasses.fields(v)]
    return Poortvraag(**{naam: getattr(v, naam) for naam in namen} | velden)


def niet_compleet(rollen: Rolverdeling) -> Poortvraag:
    return vraag(factories.ingediend(rollen), rollen)


def open_herstel(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    factories.vraag_aanvulling(v.aanvraag, rollen)
    return v


def een_advies(rollen: Rolverdeling) -> Poortvraag:
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    return vraag(aanvraag, rollen)


def zonder_verklaring(rollen: Rolverdeling) -> Poortvraag:
    """The database refuses such an advice; the rule says it anyway."""
    v = goed(rollen)
    v.adviezen[0].niet_begeleider = False
    return v


def bij_school(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    RoltoekenningFactory(gebruiker=rollen.arts, rol="schooldirecteur", school=rollen.school)
    return v


def casushouder(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    vraag_ = Keuze.objects.create(
        lijst=Keuzelijst.HOOFDVRAAG,
        code="proef",
        naam="Proef",
        volgorde=1,
        geldig_vanaf=BEGIN,
        bron="proef",
        zekerheid="Z",
    )
    aanmelding = Aanmelding.objects.create(
        kenmerk="proef",
        leerling=rollen.leerling,
        school=rollen.school,
        hoofdvraag=vraag_,
        vraag="x",
        geprobeerd="x",
        ouders=Ouders.AKKOORD,
        vrager="x",
        aangemeld_op=factories.OP,
    )
    Casus.objects.create(
        aanmelding=aanmelding,
        leerling=rollen.leerling,
        school=rollen.school,
        casushouder=rollen.arts,
        geopend_op=factories.OP,
    )
    return v


def behandelaar(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    Aanvraag.objects.filter(pk=v.aanvraag.pk).update(behandelaar=rollen.orthopedagoog)
    return v


def hergebruikt(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    ander = factories.rolverdeling()
    ander.arts = rollen.arts
    factories.geadviseerd(ander)
    return v


def van_na_het_besluit(rollen: Rolverdeling) -> Poortvraag:
    return _anders(goed(rollen), moment=factories.OP - timedelta(hours=1))


def oud_advies(rollen: Rolverdeling) -> Poortvraag:
    NormFactory(code="tlv.advies_geldigheid", waarde=6, eenheid="maanden")
    return _anders(goed(rollen), moment=factories.OP + timedelta(days=190))


def verschillend(rollen: Rolverdeling) -> Poortvraag:
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    factories.adviseer(
        aanvraag, rollen, rollen.orthopedagoog, Beroep.PSYCHOLOOG, conclusie=Conclusie.NEGATIEF
    )
    return vraag(aanvraag, rollen)


def zonder_zienswijze(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    v.aanvraag.antwoorden.pop("zienswijze")
    return v


def zonder_opp(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    v.aanvraag.documenten.filter(vraag="opp").delete()
    return v


def oud_onderzoek(rollen: Rolverdeling) -> Poortvraag:
    NormFactory(code="tlv.onderzoek_geldigheid", waarde=24, eenheid="maanden")
    v = goed(rollen)
    document = v.aanvraag.documenten.get(vraag="onderzoek").document
    document.gedateerd_op = date(2023, 1, 1)
    document.save(update_fields=["gedateerd_op"])
    return v


def pro(rollen: Rolverdeling) -> Poortvraag:
    return goed(rollen, soort=Soort.PRO, iq="90")


def overlap(rollen: Rolverdeling) -> Poortvraag:
    factories.besluit(rollen)
    return vraag(factories.geadviseerd(rollen), rollen)


def zonder_adres(rollen: Rolverdeling) -> Poortvraag:
    rollen.leerling.betrokkenen.update(postcode="")
    return goed(rollen)


def zonder_mandaat(rollen: Rolverdeling) -> Poortvraag:
    return _anders(goed(rollen), user=GebruikerFactory(rol="coordinator"))


def zelf_adviseur(rollen: Rolverdeling) -> Poortvraag:
    v = goed(rollen)
    return _anders(v, user=rollen.arts)


FALEND: dict[str, tuple[Callable[[Rolverdeling], Poortvraag], Oordeel]] = {
    "compleet": (niet_compleet, Oordeel.BLOKKADE),
    "herstel": (open_herstel, Oordeel.BLOKKADE),
    "geen_bsn": (lambda r: goed(r, ondersteuningsvraag="Nummer 111222333."), Oordeel.WAARSCHUWING),
    "twee_adviezen": (een_advies, Oordeel.BLOKKADE),
    "verklaringen": (zonder_verklaring, Oordeel.BLOKKADE),
    "werkt_bij_school": (bij_school, Oordeel.BLOKKADE),
    "eerder_betrokken": (behandelaar, Oordeel.BLOKKADE),
    "eigen_advies": (hergebruikt, Oordeel.WAARSCHUWING),
    "advies_voor_besluit": (van_na_het_besluit, Oordeel.BLOKKADE),
    "advies_recent": (oud_advies, Oordeel.WAARSCHUWING),
    "eensluidend": (verschillend, Oordeel.WAARSCHUWING),
    "zienswijze": (zonder_zienswijze, Oordeel.BLOKKADE),
    "mening_ouders": (lambda r: goed(r, ouders_mening="deels"), Oordeel.WAARSCHUWING),
    "leerling_gehoord": (lambda r: goed(r, leerling_gehoord="nee"), Oordeel.BLOKKADE),
    "opp": (zonder_opp, Oordeel.WAARSCHUWING),
    "handelingsdeel": (lambda r: goed(r, handelingsdeel="gezien"), Oordeel.WAARSCHUWING),
    "onderzoek_recent": (oud_onderzoek, Oordeel.WAARSCHUWING),
    "pro_iq": (pro, Oordeel.WAARSCHUWING),
    "pro_achterstand": (pro, Oordeel.WAARSCHUWING),
    "andere_tlv": (overlap, Oordeel.BLOKKADE),
    "categorie": (lambda r: vraag(factories.geadviseerd(r), r, categorie="Nvt"), Oordeel.BLOKKADE),
    "periode": (
        lambda r: vraag(factories.geadviseerd(r), r, einddatum=date(2028, 6, 30)),
        Oordeel.BLOKKADE,
    ),
    "ingangsdatum": (
        lambda r: vraag(factories.geadviseerd(r), r, ingangsdatum=date(2026, 8, 1)),
        Oordeel.WAARSCHUWING,
    ),
    "leeftijd": (
        lambda r: vraag(factories.geadviseerd(r), r, einddatum=date(2045, 7, 31)),
        Oordeel.WAARSCHUWING,
    ),
    "duur": (
        lambda r: vraag(factories.geadviseerd(r), r, einddatum=date(2032, 7, 31)),
        Oordeel.WAARSCHUWING,
    ),
    "adressen": (zonder_adres, Oordeel.WAARSCHUWING),
    "mandaat": (zonder_mandaat, Oordeel.BLOKKADE),
    "vier_ogen": (zelf_adviseur, Oordeel.BLOKKADE),
}


def test_elke_regel_heeft_een_falend_geval() -> None:
    assert FALEND.keys() == PER_CODE.keys()


@pytest.mark.parametrize("code", FALEND)
def test_regel_faalt_en_zegt_waarom(rollen: Rolverdeling, code: str) -> None:
    bouw, verwacht = FALEND[code]
    v = bouw(rollen)
    gevonden = {c.code: c for c in toets(v)}[code]

    assert gevonden.uitkomst is verwacht
    assert gevonden.uitleg.endswith(".")
    if gevonden.blokkeert or PER_CODE[code].vraagt_reden:
        with pytest.raises(NietToegestaan):
            eis_open([gevonden], {})
    if not gevonden.blokkeert:
        eis_open([gevonden], {code: "Afgewogen."})


def test_een_vraag_in_orde_gaat_door_de_poort(rollen: Rolverdeling) -> None:
    controles = toets(goed(rollen))
    assert [c.code for c in controles if c.uitkomst is not Oordeel.VOLDOET] == []
    eis_open(controles, {})


def test_wie_alleen_mag_afwijzen_krijgt_vooraf_een_waarschuwing(
    rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No category at all is in the mandate, an afwijzing is: the form opens, a toekenning is refused."""
    monkeypatch.setattr(
        regels, "reden_geen_mandaat", lambda _u, _s, categorie, _op, _tabel: "Nee." if categorie else ""
    )
    v = goed(rollen)

    assert {c.code: c for c in toets(_anders(v, inhoud=None))}["mandaat"].uitkomst is Oordeel.WAARSCHUWING
    assert {c.code: c for c in toets(v)}["mandaat"].blokkeert


def test_een_casushouder_adviseert_niet(rollen: Rolverdeling) -> None:
    v = casushouder(rollen)
    assert "casushouder" in {c.code: c for c in toets(v)}["eerder_betrokken"].uitleg


def test_voor_wie_nog_niet_is_ingeschreven_geldt_geen_hoorrecht_en_geen_opp(rollen: Rolverdeling) -> None:
    v = goed(rollen, leerling_gehoord="nee")
    rollen.leerling.inschrijvingen.update(soort="aanmelding")
    assert {"leerling_gehoord", "opp"}.isdisjoint(c.code for c in toets(v))


# --- the profile ----------------------------------------------------------------------------------


def stel_in(**poort: dict[str, str]) -> None:
    swv = Samenwerkingsverband.objects.get()
    swv.profiel = {"tlv": {"poort": poort}}
    swv.save(update_fields=["profiel"])


@pytest.mark.parametrize(
    ("gekozen", "uitkomst"),
    [("blokkade", Oordeel.BLOKKADE), ("waarschuwing", Oordeel.WAARSCHUWING), ("uit", None)],
)
def test_het_profiel_kiest_hoe_zwaar_een_regel_weegt(
    rollen: Rolverdeling, gekozen: str, uitkomst: Oordeel | None
) -> None:
    v = zonder_opp(rollen)
    stel_in(opp={"uitkomst": gekozen, "bron": "proef"})
    gevonden = {c.code: c.uitkomst for c in toets(v)}
    assert gevonden.get("opp") is uitkomst


def test_wat_in_de_wet_staat_blijft(rollen: Rolverdeling) -> None:
    v = een_advies(rollen)
    stel_in(twee_adviezen={"uitkomst": "uit", "bron": "proef"})
    assert {c.code: c for c in toets(v)}["twee_adviezen"].blokkeert


@pytest.mark.parametrize(
    ("code", "rij", "melding"),
    [
        ("bestaat_niet", {"uitkomst": "uit", "bron": "x"}, "kent geen regel"),
        ("opp", {"uitkomst": "misschien", "bron": "x"}, "geef een uitkomst"),
        ("opp", {"uitkomst": "uit"}, "een bron"),
        ("twee_adviezen", {"uitkomst": "waarschuwing", "bron": "x"}, "staat in de wet"),
    ],
)
def test_een_profiel_dat_niet_kan_wordt_niet_geladen(code: str, rij: dict[str, str], melding: str) -> None:
    with pytest.raises(PoortFout, match=melding):
        controleer_tabel({code: rij}, PER_CODE)


@pytest.mark.parametrize("swv", codes())
def test_elk_profiel_noemt_alleen_regels_die_er_zijn(swv: str) -> None:
    controleer_tabel(lees(swv).instellingen["tlv"].get("poort", {}), PER_CODE)


# --- the service and the page ---------------------------------------------------------------------

LANG = {
    "uitkomst": "toegekend",
    "categorie": "L",
    "ingangsdatum": "2027-08-01",
    "einddatum": "2032-07-31",
    "motivering": "Goed onderbouwd.",
}


def test_een_waarschuwing_gaat_mee_met_een_reden_die_bij_het_besluit_blijft(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen, handelingsdeel="gezien")
    with pytest.raises(NietToegestaan, match="Schrijf waarom u toch beslist"):
        factories.besluit(rollen, aanvraag, afwijkingen={})
    besluit = factories.besluit(rollen, aanvraag, afwijkingen={"handelingsdeel": "Ouders tekenen later."})

    toetsen = {rij.code: rij for rij in besluit.toetsen.all()}
    assert toetsen["handelingsdeel"].reden == "Ouders tekenen later."
    assert toetsen["handelingsdeel"].uitkomst == "waarschuwing"
    assert {rij.reden for code, rij in toetsen.items() if code != "handelingsdeel"} == {""}


def test_een_blokkade_gaat_nooit_mee(rollen: Rolverdeling) -> None:
    aanvraag = factories.geadviseerd(rollen, leerling_gehoord="nee")
    with pytest.raises(NietToegestaan, match="nog niet gehoord"):
        factories.besluit(rollen, aanvraag)
    assert not Besluit.objects.exists()


def test_een_bsn_in_een_reden_wordt_eerst_gevraagd(rollen: Rolverdeling, als: Any) -> None:
    """Also in a reason that only follows from what was chosen."""
    client = als(rollen.directeur)
    adres = reverse("tlv:besluit", args=[factories.geadviseerd(rollen).sleutel])
    gegevens = LANG | {"afwijking_duur": "EMB, nummer 111222333."}

    assert "burgerservicenummer" in client.post(adres, gegevens).content.decode()
    assert not Besluit.objects.exists()
    assert client.post(adres, gegevens | {"bsn_gezien": "afwijking_duur"}).status_code == 302


def test_niet_behandelen_heeft_geen_adviezen_nodig(rollen: Rolverdeling) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vul_aan(factories.vraag_aanvulling(aanvraag, rollen), rollen)
    aanvraag.refresh_from_db()
    besluit = factories.besluit(rollen, aanvraag, uitkomst=Uitkomst.NIET_BEHANDELD, afwijkingen={})
    assert not besluit.toetsen.exists()


def test_de_pagina_vraagt_de_reden_en_bewaart_haar(rollen: Rolverdeling, als: Any) -> None:
    aanvraag = factories.geadviseerd(rollen, handelingsdeel="gezien")
    client, adres = als(rollen.directeur), reverse("tlv:besluit", args=[aanvraag.sleutel])
    assert 'name="afwijking_handelingsdeel"' in client.get(adres).content.decode()
    eerst = client.post(adres, LANG)
    assert eerst.status_code == 422
    tekst = eerst.content.decode()
    assert 'name="afwijking_duur"' in tekst  # follows from the period that was chosen
    redenen = {"afwijking_handelingsdeel": "Volgt.", "afwijking_duur": "EMB, hele schooltijd."}
    assert client.post(adres, LANG | redenen).status_code == 302
    assert dict(Besluit.objects.get().toetsen.exclude(reden="").values_list("code", "reden")) == {
        "handelingsdeel": "Volgt.",
        "duur": "EMB, hele schooltijd.",
    }
    dossier = client.get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()
    assert "Toch besloten: EMB, hele schooltijd." in dossier
