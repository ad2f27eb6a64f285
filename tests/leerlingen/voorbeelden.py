"""What stands behind the addresses of this room: see tests/voorbeelden.py."""

from typing import Any

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument, Dubbelmelding
from swv.klok import vandaag
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


@voorbeeld("leerlingen:leerjaar")
def inschrijving(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.inschrijvingen.get().sleutel}


@voorbeeld("leerlingen:uitschrijven", post={"tot_en_met": vandaag().isoformat()})
def uit_te_schrijven(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.nieuwe_leerling().inschrijvingen.get().sleutel}


@voorbeeld("leerlingen:betrokkene_wijzigen", "leerlingen:betrokkene_beeindigen")
def betrokkene(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.betrokkenen.order_by("id")[0].sleutel}


@voorbeeld("leerlingen:document", "leerlingen:document_vervallen", "leerlingen:document_vernietigen")
def document(wereld: Wereld) -> dict[str, Any]:
    rij = Dossierdocument.objects.create(
        leerling=wereld.leerling, school=wereld.school, soort=Documentsoort.OPP, **bestandsvelden(wereld)
    )
    return {"sleutel": rij.sleutel}


@voorbeeld("leerlingen:dubbel", "leerlingen:samenvoegen")
def dubbel(wereld: Wereld) -> dict[str, Any]:
    melding = Dubbelmelding.objects.create(
        leerling=wereld.nieuwe_leerling(), mogelijk_dezelfde=wereld.nieuwe_leerling(), gemeld_op=MOMENT
    )
    return {"sleutel": melding.sleutel}
