"""What stands behind the addresses of money: for who may see it at all, whatever the school."""

from datetime import date
from typing import Any

from swv.enums import Importfase
from swv.models import Importrun
from tests.factories import MOMENT
from tests.financien import factories
from tests.voorbeelden import Wereld, voorbeeld, voorbereiding


@voorbereiding
def richt_in() -> None:
    factories.richt_in()


def _jaar(wereld: Wereld) -> int:
    return 2026 if wereld.naam == "eigen" else 2025


@voorbeeld("financien:begroting", overal=True)
def begroting(wereld: Wereld) -> dict[str, Any]:
    rij = wereld.een_keer("financien.begroting", lambda: factories.vastgesteld(_jaar(wereld)))
    return {"sleutel": rij.sleutel}


def _concept(wereld: Wereld) -> Any:
    def maak() -> Any:
        rij = factories.begroting(_jaar(wereld) + 10)
        return factories.post(rij)

    return wereld.een_keer("financien.concept", maak)


@voorbeeld(
    "financien:begroting_vaststellen",
    "financien:begroting_vervallen",
    "financien:post_nieuw",
    overal=True,
)
def concept(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": _concept(wereld).begroting.sleutel}


@voorbeeld("financien:post_wijzigen", "financien:post_verwijderen", overal=True)
def post(wereld: Wereld) -> dict[str, Any]:
    rij = _concept(wereld)
    return {"sleutel": rij.begroting.sleutel, "post": rij.sleutel}


@voorbeeld("financien:overzicht_bestand", overal=True)
def overzicht_bestand(_wereld: Wereld) -> dict[str, Any]:
    return {"formaat": "csv"}


@voorbeeld("financien:boekingen_bestand", overal=True)
def boekingen_bestand(_wereld: Wereld) -> dict[str, Any]:
    return {"formaat": "xlsx"}


@voorbeeld(
    "financien:import",
    "financien:import_toewijzen",
    "financien:import_bevestigen",
    "financien:import_vervallen",
    "financien:import_terugdraaien",
    overal=True,
)
def realisatie(_wereld: Wereld) -> dict[str, Any]:
    run = Importrun.objects.create(
        soort="realisatie",
        bestandsnaam="grootboek.csv",
        sha256="0" * 64,
        peildatum=date(2026, 1, 1),
        fase=Importfase.GECONTROLEERD,
        tellingen={
            "gelezen": 0,
            "nieuw": 0,
            "gewijzigd": 0,
            "ongewijzigd": 0,
            "overgeslagen": 0,
            "fouten": 0,
        },
        geladen_op=MOMENT,
    )
    return {"sleutel": run.sleutel}


@voorbeeld("financien:toewijzing_verwijderen", overal=True)
def toewijzing(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": factories.wijs_toe(f"9{_jaar(wereld)}", "vso").sleutel}


@voorbeeld(
    "financien:verdeling",
    "financien:verdeling_herberekenen",
    "financien:verdeling_vaststellen",
    "financien:verdeling_vervallen",
    overal=True,
)
def verdeling(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": factories.een_verdeling().sleutel}


@voorbeeld("financien:verdeling_bestand", overal=True)
def verdeling_bestand(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": factories.een_verdeling().sleutel, "formaat": "csv"}
