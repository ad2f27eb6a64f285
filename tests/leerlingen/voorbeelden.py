"""What stands behind the addresses of the pupil file."""

from typing import Any

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument, Dubbelmelding
from tests.factories import MOMENT
from tests.voorbeelden import Wereld, bestandsvelden, voorbeeld


@voorbeeld(
    "leerlingen:detail",
    "leerlingen:wijzigen",
    "leerlingen:inschrijven",
    "leerlingen:betrokkene_toevoegen",
    "leerlingen:document_toevoegen",
)
def leerling(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.sleutel}


@voorbeeld("leerlingen:uitschrijven", "leerlingen:leerjaar")
def inschrijving(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.inschrijvingen.get().sleutel}


@voorbeeld("leerlingen:betrokkene_wijzigen", "leerlingen:betrokkene_beeindigen")
def betrokkene(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.betrokkenen.order_by("id")[0].sleutel}


@voorbeeld("leerlingen:document", "leerlingen:document_vervallen")
def document(wereld: Wereld) -> dict[str, Any]:
    rij = Dossierdocument.objects.create(
        leerling=wereld.leerling, school=wereld.school, soort=Documentsoort.OPP, **bestandsvelden(wereld)
    )
    return {"sleutel": rij.sleutel}


@voorbeeld("leerlingen:dubbel")
def dubbel(wereld: Wereld) -> dict[str, Any]:
    rij = Dubbelmelding.objects.create(
        leerling=wereld.nieuwe_leerling(), mogelijk_dezelfde=wereld.leerling, gemeld_op=MOMENT
    )
    return {"sleutel": rij.sleutel}
