"""Every (status, action, role) of the table of a report, without the database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from swv.enums import Rapportagestatus
from swv.kwartaal import Kwartaal
from swv.models import Gebruiker, Roltoekenning
from swv.permissions import NietToegestaan
from swv.rapportages.workflow import RAPPORTAGE
from swv.rollen import ROLLEN
from swv.workflow import eis_mogelijk

K4 = Kwartaal(2025, 4)
NA_KWARTAAL = datetime(2026, 1, 1, 9, tzinfo=UTC)
# Who may make each move, written down once more: a change in roles or table shows here.
WIE = {
    "aanbieden": {"coordinator", "directeur"},
    "terugnemen": {"coordinator", "directeur"},
    "vaststellen": {"directeur"},
}
VAN = {"aanbieden": "concept", "terugnemen": "ter_vaststelling", "vaststellen": "ter_vaststelling"}


def gebruiker(rol: str) -> Gebruiker:
    """Someone with this one role, never saved."""
    user = Gebruiker(pk=7, username=rol)
    user.__dict__["toekenningen"] = [Roltoekenning(rol=rol)]
    return user


def ding(status: str, **velden: Any) -> Any:
    vast = {"wordt_gemaakt": False, "is_actueel": True, "status": status, "kwartaal": K4}
    vast["bestanden_gemaakt_op"] = NA_KWARTAAL
    return SimpleNamespace(get_status_display=lambda: Rapportagestatus(status).label, **vast | velden)


def mag(actie: str, obj: Any, user: Gebruiker | None) -> bool:
    try:
        eis_mogelijk(RAPPORTAGE, obj, actie, user)
    except NietToegestaan:
        return False
    return True


@pytest.mark.parametrize("rol", sorted(ROLLEN))
@pytest.mark.parametrize("status", Rapportagestatus.values)
@pytest.mark.parametrize("actie", [overgang.actie for overgang in RAPPORTAGE.overgangen])
def test_elke_cel(actie: str, status: str, rol: str) -> None:
    assert mag(actie, ding(status), gebruiker(rol)) == (status == VAN[actie] and rol in WIE[actie])


@pytest.mark.parametrize("actie", ["aanbieden", "vaststellen"])
@pytest.mark.parametrize(
    "velden",
    [
        {"wordt_gemaakt": True},
        {"is_actueel": False},
        {"bestanden_gemaakt_op": NA_KWARTAAL - timedelta(days=1)},
    ],
)
def test_zonder_bestanden_van_nu_gaat_het_niet_verder(actie: str, velden: dict[str, bool]) -> None:
    assert not mag(actie, ding(VAN[actie], **velden), gebruiker("directeur"))


def test_elke_status_is_bereikbaar_en_alleen_vastgesteld_is_het_einde() -> None:
    van = {status for overgang in RAPPORTAGE.overgangen for status in overgang.van}
    naar = {overgang.naar for overgang in RAPPORTAGE.overgangen}
    assert set(Rapportagestatus.values) - naar <= {Rapportagestatus.CONCEPT}
    assert set(Rapportagestatus.values) - van == {Rapportagestatus.VASTGESTELD}
