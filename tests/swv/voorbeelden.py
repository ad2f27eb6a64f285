"""What stands behind the addresses of the kernel."""

from typing import Any

from swv.enums import Opdrachtstatus
from tests.factories import (
    BEGIN,
    BerichtFactory,
    GebruikerFactory,
    NormFactory,
    OpdrachtFactory,
    RoltoekenningFactory,
)
from tests.voorbeelden import Wereld, voorbeeld


@voorbeeld("opdracht_opnieuw", overal=True)
def opdracht(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": OpdrachtFactory(status=Opdrachtstatus.MISLUKT, pogingen=3).sleutel}


@voorbeeld("norm", "norm_wijzigen", overal=True)
def norm(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": NormFactory().sleutel}


@voorbeeld("spoor_leerling", "spoor_gebeurtenissen", overal=True)
def spoor(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.sleutel}


@voorbeeld("spoor_gebruiker", "gebruiker", "rol_geven", overal=True)
def gebruiker(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": GebruikerFactory().sleutel}


@voorbeeld("gebruiker_actie", overal=True)
def gebruiker_actie(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": str(GebruikerFactory().sleutel), "naam": "uit"}


@voorbeeld("rol_beeindigen", overal=True)
def rol(_wereld: Wereld) -> dict[str, Any]:
    rij = RoltoekenningFactory(gebruiker=GebruikerFactory(), rol="ect", geldig_vanaf=BEGIN)
    return {"sleutel": rij.gebruiker.sleutel, "nummer": rij.pk}


@voorbeeld("bericht_openen", alleen="school")
def bericht(wereld: Wereld) -> dict[str, Any]:
    """Someone's own notice; for everyone else it is not there."""
    rij = BerichtFactory(ontvanger=wereld.gebruikers["school"], onderwerp=wereld.kanarie)
    return {"sleutel": rij.sleutel}
