"""What the forms of the TLV route take, refuse and warn for; nothing else of a model gets through."""

import pytest

from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv.enums import Soort, Uitkomst
from tlv.forms import AdviesForm, BesluitForm, VerzondenForm
from tlv.forms_aanvraag import TaakForm
from tlv.forms_bezwaar import BezwaarUitkomstForm
from tlv.forms_herstel import AanvulForm, HerstelForm
from tlv.models import Deskundigenadvies
from tlv.vragen import taken

ALLES = list(Uitkomst)
TOEKENNEN = {
    "uitkomst": "toegekend",
    "categorie": "L",
    "ingangsdatum": "2027-08-01",
    "einddatum": "2028-07-31",
    "motivering": "Goed onderbouwd.",
}


def test_een_taak_mag_half_leeg_maar_noemt_wat_niet_verplicht_is(rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    taak = next(t for t in taken(aanvraag) if t.code == "waarom")
    form = TaakForm({"versie": "1", "ondersteuningsvraag": "Half."}, taak=taak, aanvraag=aanvraag)

    assert form.is_valid()
    assert form.antwoorden["ondersteuningsvraag"] == "Half."
    assert form.antwoorden["grens_school"] == ""
    assert form.fields["grens_school"].required
    assert not form.fields["gewenste_school"].required
    assert "required" not in str(form["grens_school"])  # the browser does not stop a half answer


def test_een_taak_neemt_alleen_de_eigen_vragen(rollen: Rolverdeling) -> None:
    """No field of the request itself, and no question of another task, comes along (ASVS 15.3.3)."""
    aanvraag = factories.begin(rollen)
    taak = next(t for t in taken(aanvraag) if t.code == "waarom")
    gepost = {"versie": "1", "status": "besloten", "kenmerk": "X", "leerjaar": "8", "school": "1"}
    form = TaakForm(gepost, taak=taak, aanvraag=aanvraag)

    assert form.is_valid()
    assert {"status", "kenmerk", "leerjaar", "school"}.isdisjoint(form.antwoorden)
    assert set(form.antwoorden.values()) == {""}


@pytest.mark.parametrize(("veld", "waarde"), [("emb", "misschien"), ("gewenste_ingang", "morgen")])
def test_een_antwoord_dat_niet_bij_de_vraag_past(veld: str, waarde: str, rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    taak = next(t for t in taken(aanvraag) if t.code == "waarom")
    form = TaakForm({"versie": "1", veld: waarde}, taak=taak, aanvraag=aanvraag)

    assert not form.is_valid()
    assert list(form.errors) == [veld]


def test_een_te_lang_antwoord_wordt_geweigerd(rollen: Rolverdeling) -> None:
    aanvraag = factories.begin(rollen)
    taak = next(t for t in taken(aanvraag) if t.code == "waarom")
    form = TaakForm({"versie": "1", "ondersteuningsvraag": "x" * 8001}, taak=taak, aanvraag=aanvraag)

    assert "ondersteuningsvraag" in form.errors


def test_een_bsn_in_een_definitieve_tekst_houdt_het_formulier_een_keer_tegen(rollen: Rolverdeling) -> None:
    """The field is named and the text kept; what is sent again may be right, another field is asked again."""
    aanvraag = factories.ingediend(rollen)
    gegevens = {
        "kies_leerjaar": "on",
        "wat_leerjaar": "Is 111222333 goed?",
        "hersteltermijn_tot_en_met": "2026-12-24",
    }

    eerst = HerstelForm(gegevens, aanvraag=aanvraag)
    assert list(eerst.errors) == ["wat_leerjaar"]
    assert eerst["wat_leerjaar"].value() == "Is 111222333 goed?"
    gezien = {"bsn_gezien": eerst["bsn_gezien"].value()}
    assert gezien == {"bsn_gezien": "wat_leerjaar"}

    nogmaals = HerstelForm(gegevens | gezien, aanvraag=aanvraag)
    assert nogmaals.is_valid()
    assert nogmaals.waarschuwingen == []

    elders = {"kies_opp": "on", "wat_opp": "Zie 111222333."}
    assert list(HerstelForm(gegevens | gezien | elders, aanvraag=aanvraag).errors) == ["wat_opp"]


def test_herstel_leest_alleen_wat_is_aangekruist(rollen: Rolverdeling) -> None:
    form = HerstelForm(
        {
            "kies_leerjaar": "on",
            "wat_leerjaar": " Welke groep? ",
            "wat_opp": "Niet aangekruist.",
            "hersteltermijn_tot_en_met": "24-12-2026",
        },
        aanvraag=factories.ingediend(rollen),
    )

    assert form.is_valid()
    assert form.punten == [("leerjaar", "Welke groep?")]


def test_aanvullen_begint_met_het_eerdere_antwoord(rollen: Rolverdeling) -> None:
    verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen, vragen_=("leerjaar", "opp"))
    form = AanvulForm(herstelverzoek=verzoek)

    assert list(form.fields) == ["bsn_gezien", "versie", "leerjaar"]  # a document goes by upload
    assert form.fields["leerjaar"].initial == "Antwoord op leerjaar."


def test_een_advies_geeft_alleen_eigen_velden() -> None:
    form = AdviesForm(
        {"versie": "1", "status": "uitgebracht", "deskundige": "1"}, instance=Deskundigenadvies()
    )

    assert form.is_valid()
    assert {"status", "deskundige", "aanvraag"}.isdisjoint(form.antwoorden)
    assert form.fields["motivering"].required
    assert not form.fields["registratie"].required


def besluitform(soort: Soort = Soort.VSO, **anders: str) -> BesluitForm:
    return BesluitForm(TOEKENNEN | anders, soort=soort, uitkomsten=ALLES)


@pytest.mark.parametrize("veld", ["categorie", "ingangsdatum"])
def test_toekennen_vraagt_categorie_en_begin(veld: str) -> None:
    form = besluitform(**{veld: ""})

    assert list(form.errors) == [veld]


@pytest.mark.parametrize(
    ("uitkomst", "conclusies", "mag"),
    [
        (Uitkomst.TOEGEKEND, ["positief", "voorwaarden"], True),
        (Uitkomst.TOEGEKEND, ["positief", "negatief"], False),
        (Uitkomst.AFGEWEZEN, ["negatief", "negatief"], True),
        (Uitkomst.AFGEWEZEN, ["positief", "positief"], False),
        (Uitkomst.NIET_BEHANDELD, ["negatief", "negatief"], False),
    ],
)
def test_de_tekst_van_de_adviezen_draagt_geen_ander_besluit(
    uitkomst: Uitkomst, conclusies: list[str], mag: bool
) -> None:
    """Awb 3:46 and 3:50; the same text typed with other line ends is still that text."""
    gegevens = {"uitkomst": uitkomst, "motivering": "Advies arts: goed.\r\nEinde.", "categorie": "L"}
    form = BesluitForm(
        {**gegevens, "ingangsdatum": "2027-08-01"},
        soort=Soort.VSO,
        uitkomsten=list(Uitkomst),
        conclusies=conclusies,
        initial={"motivering": "Advies arts: goed.\nEinde."},
    )

    assert form.is_valid() is mag
    assert ("motivering" in form.errors) is not mag


@pytest.mark.parametrize("uitkomst", [Uitkomst.AFGEWEZEN, Uitkomst.NIET_BEHANDELD])
def test_zonder_toekenning_telt_de_rest_niet(uitkomst: str) -> None:
    form = besluitform(uitkomst=uitkomst)

    assert form.is_valid()
    assert (form.cleaned_data["categorie"], form.cleaned_data["einddatum"]) == ("", None)


def test_alleen_de_mogelijke_uitkomsten_gaan_erdoor() -> None:
    form = BesluitForm(TOEKENNEN, soort=Soort.VSO, uitkomsten=[Uitkomst.NIET_BEHANDELD])

    assert "uitkomst" in form.errors


def test_een_besluit_heeft_een_motivering() -> None:
    assert "motivering" in besluitform(motivering=" ").errors


@pytest.mark.parametrize(("soort", "keuzes"), [(Soort.VSO, ["", "L", "M", "H"]), (Soort.PRO, ["", "Nvt"])])
def test_de_categorieen_volgen_de_soort(soort: Soort, keuzes: list[str]) -> None:
    veld = besluitform(soort).fields["categorie"]

    assert [code for code, _label in veld.choices] == keuzes  # type: ignore[attr-defined]


@pytest.mark.parametrize("dag", ["2026-11-23", "23-11-2026"])
def test_een_datum_mag_op_twee_manieren(dag: str) -> None:
    assert VerzondenForm({"verzonden_op": dag}).is_valid()


def test_een_bezwaar_eindigt_ook_door_intrekking() -> None:
    assert BezwaarUitkomstForm({"uitkomst": "ingetrokken"}).is_valid()
    assert not BezwaarUitkomstForm({"uitkomst": "vergeten"}).is_valid()
