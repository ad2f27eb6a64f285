"""`manage.py termijn` as a person types it: derivation, last line the date, mistakes in one sentence."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from swv.models import KbDag

pytestmark = pytest.mark.django_db


def draai(capsys, argumenten):
    """Run the command with what a person types; return exit code, lines of stdout, text of stderr."""
    code = 0
    try:
        call_command("termijn", *argumenten.split())
    except SystemExit as einde:
        code = einde.code
    uit = capsys.readouterr()
    return code, uit.out.splitlines(), uit.err


@pytest.mark.parametrize(
    ("argumenten", "verwacht"),
    [
        ("--soort bezwaar --vanaf 2026-02-23", "2026-04-07"),
        ("--soort bezwaar --vanaf 2026-04-03", "2026-05-18"),
        ("--soort bezwaar --vanaf 2026-11-20", "2027-01-04"),
        ("--soort beslissing --vanaf 2026-09-01 --weken 8", "2026-10-27"),
        (
            "--soort beslissing --vanaf 2026-09-01 --weken 8 --opschorting 2026-10-01..2026-10-10",
            "2026-11-04",
        ),
        (
            "--soort beslissing --vanaf 2026-09-01 --weken 8 --opschorting 2026-10-01..2026-10-10 "
            "--opschorting 2026-10-05..2026-10-12",
            "2026-11-06",
        ),
        ("--soort beslissing --vanaf 2026-10-30 --weken 8 --verdaging-weken 4", "2027-01-22"),
        ("--soort beslissing --vanaf=2026-09-01 --weken=3 --verdaging-weken=0", "2026-09-22"),
        ("--soort bob --vanaf 2026-04-07", "2026-06-30"),
        ("--soort opp --vanaf 2026-08-24", "2026-10-05"),
        ("--soort werkdagen --vanaf 2026-12-23 --aantal 3", "2026-12-29"),
        ("--soort werkdagen --vanaf 2026-05-13 --aantal 1", "2026-05-18"),
    ],
)
def test_laatste_regel_is_de_datum(capsys, argumenten, verwacht):
    """Without a loaded profile the KB-dagen of the shipped file count."""
    code, regels, fouten = draai(capsys, argumenten)
    assert (code, fouten) == (0, "")
    assert regels[-1] == verwacht
    assert regels[0].startswith("1. ")
    assert len(regels) > 2


def test_geladen_kb_dagen_gaan_voor(capsys):
    KbDag.objects.create(datum=date(2030, 1, 2), bron="test")
    _, regels, _ = draai(capsys, "--soort bezwaar --vanaf 2026-04-03")
    assert regels[-1] == "2026-05-15"


FOUT = [
    ("", "--soort ontbreekt"),
    ("--soort", "Bij --soort hoort een waarde"),
    ("--soort feest --vanaf 2026-01-01", "De soort 'feest' bestaat niet"),
    ("--soort bezwaar", "--vanaf nodig"),
    ("--soort bezwaar --vanaf gisteren", "geen datum"),
    ("--soort bezwaar --vanaf 2026-02-30", "geen datum"),
    ("--soort bezwaar --vanaf 20260223", "geen datum"),
    ("--soort bezwaar --vanaf 9999-12-30", "na het jaar 9999"),
    ("--soort bezwaar --vanaf 2026-02-23 --weken 3", "hoort geen --weken"),
    ("--soort bezwaar --vanaf 2026-02-23 --weeken 3", "onbekend"),
    ("--soort bezwaar --vanaf 2026-02-23 nog iets", "onbekend"),
    ("--soort bez --vanaf 2026-02-23", "bestaat niet"),
    ("--soort beslissing --vanaf 2026-02-23", "--weken nodig"),
    ("--soort beslissing --vanaf 2026-02-23 --weken acht", "heel getal"),
    ("--soort beslissing --vanaf 2026-02-23 --weken 0", "heel getal"),
    ("--soort beslissing --vanaf 2026-02-23 --weken 8 --verdaging-weken -1", "heel getal"),
    ("--soort beslissing --vanaf 2026-02-23 --weken 8 --verdaging-weken=-1", "heel getal"),
    ("--soort beslissing --vanaf 2026-02-23 --weken 8 --opschorting 2026-03-01", "VAN..TOT"),
    (
        "--soort beslissing --vanaf 2026-02-23 --weken 8 --opschorting 2026-03-09..2026-03-01",
        "eindigt voordat",
    ),
    ("--soort beslissing --vanaf 2026-02-23 --weken 8 --opschorting 2026-03-09..", "geen datum"),
    ("--soort werkdagen --vanaf 2026-02-23", "--aantal nodig"),
    ("--soort werkdagen --vanaf 2026-02-23 --aantal 2,5", "heel getal"),
    ("--soort werkdagen --vanaf 2026-02-23 --aantal 99999999", "heel getal"),
]


@pytest.mark.parametrize(("argumenten", "zin"), FOUT)
def test_fout_argument_is_een_zin_en_code_twee(capsys, argumenten, zin):
    code, regels, fouten = draai(capsys, argumenten)
    assert code == 2
    assert regels == []
    assert zin in fouten
    assert fouten.count("\n") == 1


def test_commando_is_aan_te_roepen_vanuit_code():
    uit = StringIO()
    call_command("termijn", soort="opp", vanaf="2026-08-24", stdout=uit)
    assert uit.getvalue().splitlines()[-1] == "2026-10-05"
