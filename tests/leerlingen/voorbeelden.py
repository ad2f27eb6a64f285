"""What stands behind the addresses of this room: see tests/voorbeelden.py."""

from typing import Any

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument, Dubbelmelding, Opp, Oppversie
from swv.klok import vandaag
from tests.factories import MOMENT
from tests.leerlingen import factories
from tests.voorbeelden import Wereld, bestandsvelden, voorbeeld, voorbereiding


@voorbeeld(
    "leerlingen:detail",
    "leerlingen:wijzigen",
    "leerlingen:inschrijven",
    "leerlingen:betrokkene_toevoegen",
    "leerlingen:document_toevoegen",
    "leerlingen:opp_beginnen",
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


# --- OPP ---------------------------------------------------------------------------------------------------------


@voorbereiding
def klokken() -> None:
    factories.normen()


def _teksten(wereld: Wereld) -> dict[str, str]:
    velden = (
        "belemmerend",
        "bevorderend",
        "begeleiding",
        "gehoord_hoe",
        "inbreng",
        "inbreng_effect",
        "zienswijze",
    )
    return {veld: f"{veld} {wereld.kanarie}" for veld in velden}


def lopend_opp(wereld: Wereld) -> Opp:
    """Running, with a canary in everything that somebody wrote, and a question that waits."""

    def maak() -> Opp:
        school = wereld.gebruikers["school"]
        opp = factories.lopend(wereld.nieuwe_leerling(), wereld.school, school, **_teksten(wereld))
        factories.advies(opp, school, vraag=f"Vraag {wereld.kanarie}")
        return opp

    return wereld.een_keer("opp-lopend", maak)


def opp_concept(wereld: Wereld) -> Oppversie:
    def maak() -> Oppversie:
        school = wereld.gebruikers["school"]
        velden = factories.PLAN | _teksten(wereld)
        return factories.concept(wereld.nieuwe_leerling(), wereld.school, school, **velden)

    return wereld.een_keer("opp-concept", maak)


@voorbeeld(
    "leerlingen:opp",
    "leerlingen:opp_dossier",
    "leerlingen:opp_bijstellen",
    "leerlingen:opp_evalueren",
    "leerlingen:opp_beeindigen",
    "leerlingen:opp_rod_vastleggen",
    "leerlingen:opp_advies_vragen",
)
def van_opp(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": lopend_opp(wereld).sleutel}


@voorbeeld("leerlingen:opp_reactie")
def van_versie(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": lopend_opp(wereld).versies.get().sleutel}


@voorbeeld("leerlingen:opp_stap", "leerlingen:opp_bewaren")
def stap_van_concept(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": opp_concept(wereld).sleutel, "code": "plan"}


@voorbeeld("leerlingen:opp_vaststellen", "leerlingen:opp_concept_verwijderen")
def van_concept(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": opp_concept(wereld).sleutel}


@voorbeeld("leerlingen:opp_antwoorden", "leerlingen:opp_advies_intrekken")
def van_oppadvies(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": lopend_opp(wereld).adviezen.get().sleutel}
