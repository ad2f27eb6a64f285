"""Diagrams are drawn from the tables, and a table that moved on without its diagram is noticed."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from swv import statusdiagram
from swv.workflow import Overgang, Workflow, alleen_systeem

TABEL = Workflow(
    "Lamp",
    (
        Overgang("aanzetten", "Aanzetten", frozenset({"uit"}), "aan", lambda _u, _o: None),
        Overgang("doorbranden", "Doorbranden", frozenset({"aan"}), "kapot", alleen_systeem),
    ),
)


def test_diagram_toont_begin_einde_en_wie() -> None:
    assert statusdiagram.diagram(TABEL).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> uit",
        "    uit --> aan: aanzetten",
        "    aan --> kapot: doorbranden (systeem)",
        "    kapot --> [*]",
    ]


def test_blok_komt_tussen_de_merktekens_of_achteraan() -> None:
    blok = statusdiagram.diagrammen([TABEL])
    eerste = statusdiagram.ingevuld("# Kamer\n", blok)

    assert eerste.startswith("# Kamer\n\n## Statussen\n\n")
    assert statusdiagram.ingevuld(eerste, blok) == eerste
    anders = eerste.replace("aanzetten", "uitzetten") + "Slot.\n"
    assert statusdiagram.ingevuld(anders, blok) == eerste + "Slot.\n"


def test_elke_app_met_een_tabel_telt_mee() -> None:
    assert {"tlv", "swv"} <= {app.name for app in statusdiagram.eigen_apps()}
    assert statusdiagram.workflows(apps.get_app_config("auth")) == ()


def test_diagrammen_in_de_leesmij_kloppen() -> None:
    call_command("statusdiagram", "--controleer")


def test_verschil_geeft_een_fout_en_tekenen_lost_het_op(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pad = tmp_path / "tlv.md"
    pad.write_text("# Kamer\n", encoding="utf-8")
    monkeypatch.setattr(
        "swv.management.commands.statusdiagram.leesmij", lambda app: tmp_path / f"{app.name}.md"
    )

    with pytest.raises(CommandError, match=r"anders dan de tabel in .*tlv") as fout:
        call_command("statusdiagram", "--controleer")
    assert fout.value.returncode == 1
    assert pad.read_text(encoding="utf-8") == "# Kamer\n"

    call_command("statusdiagram")
    call_command("statusdiagram", "--controleer")
    assert "stateDiagram" in pad.read_text(encoding="utf-8")
