"""What stands behind the addresses of quality: figures and breakdowns of the whole SWV, no school's own."""

from typing import Any

from tests.voorbeelden import Wereld, voorbeeld


@voorbeeld("kwaliteit:kengetal", overal=True)
def kengetal(_wereld: Wereld) -> dict[str, Any]:
    return {"code": "tlv.lopend"}


@voorbeeld("kwaliteit:uitvoer", overal=True)
def uitvoer(_wereld: Wereld) -> dict[str, Any]:
    """Rows that every role with a right to figures may see."""
    return {"code": "leerlingen.regulier"}


@voorbeeld("kwaliteit:verdeling", overal=True)
def verdeling(_wereld: Wereld) -> dict[str, Any]:
    return {"code": "tlv.naar_school"}
