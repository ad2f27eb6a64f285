"""Every registered figure on the demo data: it counts its own rows, and reads the same wherever it stands.

Generic over the registry: an app that registers a figure or a breakdown is tested here without a line of its own
(architectuur.md B.8).
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from swv import demo as demodata
from swv.buiten import StandBuiten
from swv.exports import OPMAAK, SOORT_VAN_EENHEID
from swv.kengetallen import HONDERD, KENGETALLEN, VERDELINGEN, Kengetal, Peiling, meet, peiling
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.models import Rapportage
from swv.momentopnamen import StandBevroren, bevries, stand_nu
from swv.pdfa import Kenmerken
from swv.publicatie import lees, verborgen_tot_en_met
from swv.rapportages import Rapportagesoort, documents, soorten
from swv.rapportages.hoofdstukken import geldt
from swv.scholen import meegeleverd
from swv.templatetags.cijfers import cijfer
from tests.factories import GebruikerFactory
from tests.swv.buitenstaander import GRENS, buitenstaander
from tests.swv.pdfhulp import bladzijden

pytestmark = pytest.mark.django_db
OP = date(2026, 11, 20)
NA = datetime(2026, 11, 20, 8, tzinfo=UTC)
KWARTALEN = [Kwartaal(2025, 2), Kwartaal(2025, 4), Kwartaal(2026, 3)]
LAATSTE = KWARTALEN[-1]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The registers of the demo, loaded once and rolled back; nothing is frozen yet."""
    registers = [module for module in demodata.modules() if module.__name__ != "kwaliteit.demo"]
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_profiel", "vo2001", stdout=StringIO())
        meegeleverd.laad(op=nu())
        with (
            mock.patch.object(settings, "SWV_DEMO", True),
            mock.patch.object(demodata, "modules", return_value=registers),
        ):
            call_command("laad_demo", swv="vo2001", zaad=1, op=OP, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def geteld(kengetal: Kengetal, vraag: Peiling) -> Decimal:
    """What a drill-down of this figure shows: the number of its rows, or the sum of a field of them."""
    assert kengetal.rijen is not None
    rijen = kengetal.rijen.selecteer(vraag)
    if not kengetal.rijen.som:
        return Decimal(rijen.count())
    return Decimal(rijen.aggregate(som=Sum(kengetal.rijen.som))["som"] or 0)


def test_alleen_wie_het_zegt_telt_het_kalenderkwartaal(demo: None) -> None:
    """Of what is frozen on the day after the peildatum nothing may depend on days that still come."""
    vraag = peiling(LAATSTE)
    elders = replace(vraag, kwartaal=LAATSTE.verschoven(-9))
    stand = [code for code, kengetal in KENGETALLEN.items() if not kengetal.telt_kwartaal]
    assert [m.uitkomst for m in meet(elders, stand)] == [m.uitkomst for m in meet(vraag, stand)]
    for verdeling in VERDELINGEN.values():
        if not verdeling.telt_kwartaal:
            assert verdeling.bereken(elders) == verdeling.bereken(vraag), verdeling.code


@pytest.mark.parametrize("kwartaal", KWARTALEN, ids=str)
def test_de_rijen_zijn_wat_de_teller_telt(demo: None, kwartaal: Kwartaal) -> None:
    vraag = peiling(kwartaal)
    met_rijen = [kengetal for kengetal in KENGETALLEN.values() if kengetal.rijen]
    uitkomsten = {kengetal.code: kengetal.bereken(vraag) for kengetal in met_rijen}
    anders = {
        kengetal.code: (teller, aantal)
        for kengetal in met_rijen
        if (teller := uitkomsten[kengetal.code].teller) is not None
        and (aantal := geteld(kengetal, vraag)) != teller
    }
    assert anders == {}


def test_elk_aantal_en_elk_aandeel_klopt_in_zichzelf(demo: None) -> None:
    vraag, fout = peiling(LAATSTE), []
    for kengetal in KENGETALLEN.values():
        uitkomst = kengetal.bereken(vraag)
        if kengetal.eenheid == "aantal" and uitkomst.noemer is None and uitkomst.teller is not None:
            klopt = uitkomst.waarde == uitkomst.teller
        elif kengetal.eenheid == "percentage" and uitkomst.noemer is not None:
            teller = uitkomst.teller or Decimal(0)
            klopt = uitkomst.waarde == (teller * HONDERD / uitkomst.noemer if uitkomst.noemer else None)
        else:
            klopt = uitkomst.waarde is None or isinstance(uitkomst.waarde, Decimal)
        fout += [] if klopt else [(kengetal.code, uitkomst)]
    assert fout == []


def test_elk_cijfer_is_een_vraag_aan_de_database(demo: None) -> None:
    """Norms and settings that a figure reads come on top, never a question per row."""
    vraag, veel = peiling(LAATSTE), {}
    for code, onderdeel in {**KENGETALLEN, **VERDELINGEN}.items():
        with CaptureQueriesContext(connection) as vragen:
            onderdeel.bereken(vraag)
        if len(vragen) > 3:
            veel[code] = len(vragen)
    assert veel == {}


def test_elk_kengetal_zegt_wat_het_telt_en_waar_dat_vandaan_komt() -> None:
    for kengetal in KENGETALLEN.values():
        assert kengetal.naam, kengetal.code
        assert kengetal.definitie, kengetal.code
        assert kengetal.bron, kengetal.code
        assert not re.search(r"domein|missie", kengetal.bron, re.IGNORECASE), (
            f"{kengetal.code}: for who reads it"
        )
        assert kengetal.eenheid in SOORT_VAN_EENHEID, kengetal.code
        assert kengetal.code == kengetal.code.lower()


def test_een_verdeling_heeft_een_label_per_dimensie(demo: None) -> None:
    for verdeling in VERDELINGEN.values():
        cellen = verdeling.bereken(peiling(LAATSTE))
        assert all(len(cel.labels) == len(verdeling.dimensies) for cel in cellen), verdeling.code
        assert all(cel.aantal is not None and cel.aantal >= 0 for cel in cellen), verdeling.code
        assert len({cel.labels for cel in cellen}) == len(cellen), verdeling.code


@pytest.mark.parametrize("kwartaal", KWARTALEN, ids=str)
def test_een_verdeling_telt_op_tot_haar_kengetal(demo: None, kwartaal: Kwartaal) -> None:
    """So that hiding the figure and hiding the total are the same thing (swv/buiten.py)."""
    vraag = peiling(kwartaal)
    met_som = [verdeling for verdeling in VERDELINGEN.values() if verdeling.telt]
    assert met_som
    sommen = {v.code: (sum(cel.aantal or 0 for cel in v.bereken(vraag)), v.telt) for v in met_som}
    tellers = {telt: KENGETALLEN[telt].bereken(vraag).teller for _, telt in sommen.values()}
    assert {code: som for code, (som, telt) in sommen.items() if som != tellers[telt]} == {}


@pytest.mark.parametrize("soort", ["inspectie", "kwartaal"])
def test_in_een_rapport_staat_elk_cijfer_een_keer(demo: None, soort: str) -> None:
    """In the chapter where it belongs; only the summary repeats, and says where (missie.md NRM-34)."""
    stand = StandBuiten(bevries(LAATSTE, door=None, op=NA).momentopname)
    keuze = soorten.soort_van(soort)
    gemaakt = documents.context(keuze, stand, {}, "SWV")
    codes = [rij.cijfer.code for deel in gemaakt["delen"] for rij in deel.rijen]
    assert len(codes) == len(set(codes))
    weg = set(keuze.kengetallen) - set(codes)
    kpis = {code for opzet in keuze.opzet for code in opzet.alleen_als_kpi}
    assert {code for code in weg - kpis if geldt(stand, code)} == set()
    assert {rij.cijfer.code for rij in gemaakt["kern"].rijen} <= set(codes)
    geschreven = render_to_string(keuze.sjabloon, {**gemaakt, "pdf": Kenmerken("T", "nl", "k", NA)})
    rijen = "".join(re.findall(r'<table class="kengetallen">.*?</table>', geschreven, re.DOTALL))
    for code in codes:
        naam = html.escape(stand.waarde(code).kengetal.naam)
        assert rijen.count(f'<th scope="row">{naam}</th>') == 1, code
    for tabel in gemaakt["tabellen"]:
        assert geschreven.count(html.escape(tabel.titel)) == 1, tabel.titel


# --- one value, wherever it stands --------------------------------------------------------------------


@dataclass
class Plekken:
    """The same report on a page, in a PDF, a CSV and an XLSX, and the command beside it."""

    stand: StandBevroren
    pagina: str
    pdf: str
    csv: dict[str, dict[str, str]]
    blad: dict[str, tuple[Any, str]]
    json: dict[str, dict[str, Any]]


@pytest.fixture
def plekken(demo: None, db: None, als: Any, op_moment: Any) -> Iterator[Plekken]:
    """A report of all figures, frozen and made for this test."""
    alles = Rapportagesoort(
        "alles", "Alle cijfers", "", "pdf/rapport.html", kengetallen=tuple(sorted(KENGETALLEN))
    )
    with op_moment(NA), mock.patch.dict(soorten.SOORTEN, {"alles": alles}):
        stand = bevries(LAATSTE, door=None, op=NA)
        rapportage = Rapportage.objects.create(
            soort="alles",
            jaar=LAATSTE.jaar,
            nummer=LAATSTE.nummer,
            aangevraagd_op=NA,
            momentopname=stand.momentopname,
        )
        bestanden = {rij.vorm: rij.inhoud for rij in documents.maak(rapportage, stand)}
        client = als(GebruikerFactory(rol="directeur"))
        pagina = client.get(reverse("rapportage", args=[rapportage.sleutel])).content.decode()
        uit = StringIO()
        call_command("kengetallen", kwartaal=str(LAATSTE), formaat="json", stdout=uit)
        yield Plekken(
            stand=stand,
            pagina=_plat(re.sub(r"<[^>]+>", " ", html.unescape(pagina))),
            pdf=_plat(" ".join(bladzijden(bestanden["pdf"]))),
            csv=_csv(bestanden["csv"]),
            blad=_blad(bestanden["xlsx"]),
            json={rij["code"]: rij for rij in json.loads(uit.getvalue(), parse_float=Decimal)},
        )


def _plat(tekst: str) -> str:
    return " ".join(tekst.replace("\u00a0", " ").split())


def _csv(inhoud: bytes) -> dict[str, dict[str, str]]:
    tekst = io.StringIO(inhoud.decode("utf-8-sig"), newline="")
    return {rij["Code"]: rij for rij in csv.DictReader(tekst, delimiter=";")}


def _blad(inhoud: bytes) -> dict[str, tuple[Any, str]]:
    blad = load_workbook(BytesIO(inhoud)).active
    assert blad is not None
    kop, *rijen = blad.iter_rows()
    kolom = [cel.value for cel in kop].index("Waarde")
    return {str(rij[0].value): (rij[kolom].value, rij[kolom].number_format) for rij in rijen}


def _getal(getoond: str) -> Decimal | None:
    """The number that a shown value says, whatever signs stand around it."""
    kaal = re.sub(r"[^\d,-]", "", getoond)
    return Decimal(kaal.replace(",", ".")) if kaal else None


def test_scherm_pdf_csv_xlsx_en_opdrachtregel_geven_dezelfde_waarde(plekken: Plekken) -> None:
    assert list(plekken.blad) == list(plekken.csv) == list(plekken.json) == sorted(KENGETALLEN)
    buiten = StandBuiten(plekken.stand.momentopname)  # what leaves the SWV; the command stays inside
    for code in KENGETALLEN:
        gemeten = buiten.waarde(code)
        getoond = cijfer(gemeten)
        regel = _plat(f"{gemeten.kengetal.naam} {gemeten.uitkomst.toelichting}") + f" {_plat(getoond)} "
        assert regel in plekken.pagina, code
        assert regel.replace(" ", "") in plekken.pdf.replace(" ", ""), code
        assert _getal(plekken.csv[code]["Waarde"]) == _getal(getoond), code
        in_blad, opmaak = plekken.blad[code]
        if in_blad is None:
            assert getoond in ("n.v.t.", "*"), code
        else:
            assert Decimal(str(in_blad)) == _getal(getoond), code
            assert opmaak == OPMAAK[SOORT_VAN_EENHEID[gemeten.kengetal.eenheid]], code
        exact, gemeten = plekken.json[code], plekken.stand.waarde(code)
        assert exact["waarde"] == gemeten.uitkomst.waarde, code
        assert exact["status"] == gemeten.status, code


def test_bevroren_is_gelijk_aan_levend(demo: None) -> None:
    bevroren, levend = bevries(LAATSTE, door=None, op=NA), stand_nu(LAATSTE)
    for code in KENGETALLEN:
        assert bevroren.waarde(code).uitkomst == levend.waarde(code).uitkomst, code
        assert bevroren.waarde(code).status == levend.waarde(code).status, code
    for code in VERDELINGEN:
        assert bevroren.verdeling(code) == levend.verdeling(code), code


def test_uit_de_rapporten_van_opeenvolgende_kwartalen_volgt_geen_klein_aantal(demo: None) -> None:
    """Not from one of them, and not from the differences between them (swv/publicatie.py)."""
    kwartalen = [LAATSTE.verschoven(terug) for terug in range(-3, 1)]
    opnamen = [bevries(kwartaal, door=None, op=NA).momentopname for kwartaal in kwartalen]
    dicht, gelezen = verborgen_tot_en_met(opnamen[-1], GRENS), lees(opnamen)
    assert {kwartaal: bool(dicht[kwartaal].cijfers) for kwartaal in kwartalen} == dict.fromkeys(
        kwartalen, True
    )
    assert buitenstaander(gelezen, dicht) == set()
