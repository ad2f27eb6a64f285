"""Who waits for a place and how long, and who went back: counted on the right day."""

from datetime import date
from typing import Any

import pytest

from swv.kengetallen import KENGETALLEN, Scope, Uitkomst, peiling
from swv.kwartaal import Kwartaal
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tests.tlv.plaatsingfabriek import op_lijst, tlv, vso
from tlv.models import Plaatsing

PEILDATUM = date(2026, 12, 15)


def meet(code: str, **opties: Any) -> Uitkomst:
    return KENGETALLEN[f"tlv.{code}"].bereken(peiling(Kwartaal(2026, 4), peildatum=PEILDATUM, **opties))


def rijen(code: str) -> list[Any]:
    behind = KENGETALLEN[f"tlv.{code}"].rijen
    assert behind is not None
    return list(behind.selecteer(peiling(Kwartaal(2026, 4), peildatum=PEILDATUM)))


@pytest.fixture
def drie(rollen: Rolverdeling) -> list[Plaatsing]:
    """On the list since 5, 15 and 30 days before the peildatum."""
    school, _wie = vso()
    verdelingen = [rollen, factories.rolverdeling(), factories.rolverdeling()]
    return [
        op_lijst(tlv(wie), school, sinds=sinds)
        for wie, sinds in zip(
            verdelingen, [date(2026, 12, 10), date(2026, 11, 30), date(2026, 11, 15)], strict=True
        )
    ]


def test_wie_wacht_en_hoe_lang(drie: list[Plaatsing]) -> None:
    assert meet("wachtlijst").waarde == 3
    assert meet("wachtdagen").waarde == 15
    assert [rij.wachtdagen for rij in rijen("wachtdagen")] == [30, 15, 5]


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"status": "geplaatst", "plaatsingsdatum": PEILDATUM}, 2),
        ({"status": "geplaatst", "plaatsingsdatum": date(2026, 12, 16)}, 3),
        ({"status": "niet_geplaatst", "afgewezen_per": PEILDATUM, "reden": "vol"}, 2),
        ({"op_lijst_sinds": date(2026, 12, 16)}, 2),
    ],
)
def test_de_stand_is_die_van_het_einde_van_de_peildatum(
    drie: list[Plaatsing], velden: dict[str, Any], verwacht: int
) -> None:
    Plaatsing.objects.filter(pk=drie[0].pk).update(**velden)

    assert meet("wachtlijst").waarde == verwacht == len(rijen("wachtlijst"))


def test_zonder_wachtenden_is_er_geen_wachttijd(rollen: Rolverdeling) -> None:
    assert meet("wachtlijst").waarde == 0
    assert meet("wachtdagen").waarde is None


def test_een_school_telt_de_eigen_lijst(drie: list[Plaatsing], rollen: Rolverdeling) -> None:
    assert meet("wachtlijst", scope=Scope(school_id=drie[0].school_id)).waarde == 3
    assert meet("wachtlijst", scope=Scope(school_id=rollen.school.pk)).waarde == 0


@pytest.mark.parametrize(
    ("uitstroom", "per", "verwacht"),
    [
        ("terugplaatsing", date(2026, 10, 1), (1, 0)),
        ("schakeling", date(2026, 12, 31), (0, 1)),
        ("einde", date(2026, 11, 1), (0, 0)),
        ("terugplaatsing", date(2026, 9, 30), (0, 0)),
    ],
)
def test_hoe_een_plaatsing_eindigde(
    drie: list[Plaatsing], uitstroom: str, per: date, verwacht: tuple[int, int]
) -> None:
    Plaatsing.objects.filter(pk=drie[0].pk).update(
        status="beeindigd", plaatsingsdatum=date(2026, 8, 1), beeindigd_per=per, uitstroom=uitstroom
    )

    assert (meet("terugplaatsingen").waarde, meet("schakelingen").waarde) == verwacht
    assert (len(rijen("terugplaatsingen")), len(rijen("schakelingen"))) == verwacht
