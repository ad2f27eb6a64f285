"""The report for the inspectie: counts in the PDF, and the anonymous table as a download of its own."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pikepdf
import pytest
from django.test import Client
from openpyxl import load_workbook

from swv.buiten import StandBuiten
from swv.kwartaal import Kwartaal
from swv.models import Gebeurtenis, Inzage, Samenwerkingsverband
from swv.momentopnamen import bevries
from swv.rapportages import documents, soort_van
from swv.rapportages.documents import Tekstblok
from tests.factories import LeerlingFactory, SchoolFactory
from tests.swv.pdfhulp import bladzijden, fouten
from tests.thuiszitters import factories
from tests.thuiszitters.factories import Rolverdeling, na
from thuiszitters import services
from thuiszitters.documents import stroom
from thuiszitters.enums import Aanbod, Categorie, Feitsoort, Klasse, Uitkomst
from thuiszitters.inspectie import FormulierFout, kolommen, lees_kolommen, rijen

Als = Callable[..., Client]
PEIL, VORIG = date(2026, 12, 15), date(2026, 9, 15)
KWARTAAL = Kwartaal(2026, 4)
NA_PEIL = datetime(2026, 12, 20, 9, tzinfo=UTC)


@pytest.fixture
def gevuld(rollen: Rolverdeling) -> Rolverdeling:
    """Two pupils: one back at school and out again, one freed who never was at a school."""
    eerste = factories.van_swv(rollen, Categorie.RELATIEF, date(2026, 8, 3), op=na(-40))
    factories.feit(eerste, rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD, vanaf=date(2026, 9, 1))
    factories.sluit_af(eerste, rollen, einddatum=date(2026, 10, 20))
    opnieuw = factories.van_swv(rollen, Categorie.RELATIEF, date(2026, 11, 10), op=na(0))
    services.categorie_wijzigen(
        traject=opnieuw, categorie=Categorie.ZIEKGEMELD, vanaf=date(2026, 11, 25), door=rollen.ect, op=na(0)
    )
    vrij = Rolverdeling(**{**vars(rollen), "leerling": LeerlingFactory(gemeente="Haren")})
    gemeld = services.melden(
        leerling=vrij.leerling,
        school=None,
        herkomst="leerplicht",
        gegevens=factories.gegevens(categorie=Categorie.VRIJSTELLING_5A),
        door=rollen.ect,
        op=na(0),
    )
    services.oppakken(
        melding=gemeld,
        categorie=Categorie.VRIJSTELLING_5A,
        eerste_verzuimdag=date(2026, 8, 1),
        regiehouder=rollen.ect,
        door=rollen.ect,
        op=na(0),
    )
    return rollen


def test_de_tabel_is_cumulatief_en_het_volgnummer_blijft(gevuld: Rolverdeling) -> None:
    toen, nu = rijen(VORIG), rijen(PEIL)

    assert [(r.volgnummer, r.begindatum) for r in toen] == [(1, date(2026, 8, 3)), (2, date(2026, 8, 1))]
    assert [(r.volgnummer, r.begindatum) for r in nu] == [
        (1, date(2026, 8, 3)),
        (1, date(2026, 11, 10)),
        (2, date(2026, 8, 1)),
    ]


def test_een_rij_zegt_hoe_het_was_op_de_peildatum(gevuld: Rolverdeling) -> None:
    toen = rijen(VORIG)[0]
    eerste, opnieuw, vrij = rijen(PEIL)

    assert (toen.einddatum, toen.dagen, toen.uitkomst) == (None, 43, "")
    assert toen.categorie == Klasse.LRV_KORT.label
    assert (eerste.einddatum, eerste.dagen) == (date(2026, 10, 20), 78)
    assert eerste.uitkomst == Uitkomst.EIGEN_SCHOOL.label
    assert eerste.categorie == Klasse.LRV_KORT.label, "as it was at the end, not as it would be now"
    assert eerste.aanbod == Aanbod.DEELTIJD.label
    assert opnieuw.categorie == Klasse.ZIEKGEMELD.label
    assert (opnieuw.hulpverlening, opnieuw.belemmeringen) == ("ja", "Emotioneel, Gezin of opvoeding")
    assert (vrij.schoolsoort, vrij.gemeente) == ("geen", "Haren")
    assert (vrij.geboortejaar, vrij.leeftijd) == (2012, 14)


def test_geen_kolom_kan_een_leerling_noemen() -> None:
    for veld in ("naam", "geboortedatum", "school", "sleutel", "leerling", "traject"):
        with pytest.raises(FormulierFout, match=veld):
            lees_kolommen([{"titel": "Wie", "veld": veld}])


def test_het_profiel_mag_de_kolommen_anders_noemen(rollen: Rolverdeling) -> None:
    assert kolommen()[0].titel == "Volgnummer"
    swv = Samenwerkingsverband.objects.get()
    swv.profiel |= {"inspectieformulier": [{"titel": "Nr", "veld": "volgnummer"}]}
    swv.save()

    assert [kolom.titel for kolom in kolommen()] == ["Nr"]


@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_downloaden_vraagt_een_reden_en_wordt_vastgelegd(
    formaat: str, gevuld: Rolverdeling, als: Als, op_moment: Any
) -> None:
    with op_moment(NA_PEIL):
        client = als(gevuld.coordinator)
        keuze = {"kwartaal": "2026-4", "formaat": formaat}
        zonder = client.post("/thuiszitters/inspectie/", keuze)
        met = client.post("/thuiszitters/inspectie/", keuze | {"reden": "Opgave via het ISD"})

    assert zonder.status_code == 422
    assert met["Content-Disposition"] == f'attachment; filename="opgave-inspectie-2026-4.{formaat}"'
    regels = _regels(met.content, formaat)
    assert regels[0][0] == "Volgnummer"
    assert len(regels) == 4
    inhoud_ = str(regels)
    for geheim in (
        gevuld.leerling.achternaam,
        gevuld.school.naam,
        str(gevuld.leerling.sleutel),
        "2012-05-06",
    ):
        assert geheim not in inhoud_
    inzage = Inzage.objects.latest("id")
    assert (inzage.soort, len(inzage.leerlingen)) == ("download", 2)
    gebeurtenis = Gebeurtenis.objects.filter(soort="inspectiebestand").get()
    assert (gebeurtenis.toelichting, gebeurtenis.gegevens["rijen"]) == ("Opgave via het ISD", 3)


def _regels(inhoud_: bytes, formaat: str) -> list[Any]:
    if formaat == "csv":
        return list(csv.reader(io.StringIO(inhoud_.decode("utf-8-sig")), delimiter=";"))
    blad = load_workbook(io.BytesIO(inhoud_)).active
    return [list(rij) for rij in blad.iter_rows(values_only=True)]  # type: ignore[union-attr]


def test_voor_de_peildatum_is_er_nog_geen_kwartaal_te_kiezen(
    gevuld: Rolverdeling, als: Als, op_moment: Any
) -> None:
    with op_moment(datetime(2026, 12, 15, 12, tzinfo=UTC)):
        pagina = als(gevuld.directeur).get("/thuiszitters/inspectie/").content.decode()
    assert "2026-3" in pagina
    assert "2026-4" not in pagina
    assert als(gevuld.ect).get("/thuiszitters/inspectie/").status_code == 403


# --- the report -------------------------------------------------------------------------------------------------


@pytest.fixture
def register_vol(gevuld: Rolverdeling) -> Rolverdeling:
    """Seven thuiszitters at one school, one elsewhere: that one may not be read from the tables."""
    for nummer in range(7):
        factories.van_swv(
            factories.nog_een(gevuld, geboortedatum=date(2010, 3, 1 + nummer)),
            Categorie.RELATIEF,
            date(2026, 10, 1),
            op=na(0),
        )
    elders = SchoolFactory(onderwijssoort="vso")
    kind = Rolverdeling(
        **{**vars(gevuld), "school": elders, "leerling": LeerlingFactory(school=elders, gemeente="Haren")}
    )
    factories.van_swv(kind, Categorie.ABSOLUUT, date(2026, 2, 1), op=na(0))
    return gevuld


def test_de_zinnen_en_de_som_zijn_de_cijfers(register_vol: Rolverdeling) -> None:
    vorige = bevries(KWARTAAL.vorige, door=None, op=NA_PEIL)
    stand = bevries(KWARTAAL, door=None, op=NA_PEIL)

    gemaakt = documents.context(soort_van("inspectie"), stand, {}, "SWV")["delen"][0]

    assert vorige.waarde("thuiszitters.stand").uitkomst.waarde == 2
    assert (
        "stonden 8 leerlingen als thuiszitter in het register, 6 meer dan een kwartaal eerder."
        in gemaakt.kort[0]
    )
    assert gemaakt.kort[-1].startswith(
        "Het register sluit: begin 3 + instroom 8 − uitstroom 1 = eind 10. Van categorie of duurklasse veranderden"
    )
    som = stroom(stand)
    assert som is not None
    assert replace(som, uitstroom=som.uitstroom + 1).zin.startswith("Het register sluit niet: begin 3")
    punten = gemaakt.tekeningen[0].grafiek.rijen
    assert punten[-1][1] == ("8",), "the total alone: parts of it can be too small to show"


def test_wat_klein_is_blijft_binnen_het_swv(register_vol: Rolverdeling) -> None:
    stand = StandBuiten(bevries(KWARTAAL, door=None, op=NA_PEIL).momentopname)

    gemeenten = {cel.labels[0]: cel.aantal for cel in stand.verdeling("thuiszitters.naar_gemeente")}

    assert gemeenten["Haren"] is None
    assert gemeenten["Proefstad"] is None, "else the small one follows from the total"


def test_de_pdf_heeft_alle_delen_en_geen_rijen_van_kinderen(register_vol: Rolverdeling) -> None:
    stand = bevries(KWARTAAL, door=None, op=NA_PEIL)
    soort = soort_van("inspectie")
    teksten = {vak.code: Tekstblok(vak.titel, ("Dit is onze duiding.",)) for vak in soort.teksten}

    eerste, tweede = (documents.pdf(soort, stand, teksten) for _ in range(2))

    assert eerste == tweede, "the same input gives the same bytes"
    assert fouten(eerste) == []
    tekst = " ".join(" ".join(bladzijden(eerste)).split())
    for deel in (
        "Stand en verloop",
        "Vrijstellingen",
        "Het register sluit: begin",
        "Dit is onze duiding.",
        "Definities",
    ):
        assert deel in tekst
    assert register_vol.leerling.achternaam not in tekst
    with pikepdf.open(io.BytesIO(eerste)) as document:
        assert set(document.attachments) == {"cijfers.csv", "verdelingen.csv"}
        for bijlage in document.attachments.values():
            inhoud_ = bijlage.get_file().read_bytes().decode("utf-8-sig")
            assert "Volgnummer" not in inhoud_
            assert register_vol.leerling.achternaam not in inhoud_


def test_een_late_correctie_verandert_een_vastgelegd_kwartaal_niet(register_vol: Rolverdeling) -> None:
    stand = bevries(KWARTAAL, door=None, op=NA_PEIL)
    toen = stand.waarde("thuiszitters.stand").uitkomst.waarde
    laat = factories.nog_een(register_vol)
    factories.van_swv(laat, Categorie.RELATIEF, date(2026, 10, 1), op=na(25))

    opnieuw = bevries(KWARTAAL, door=None, op=na(30))

    assert opnieuw.waarde("thuiszitters.stand").uitkomst.waarde == toen
