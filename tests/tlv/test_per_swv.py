"""The three profiles as they ship: who decides, which clocks run, what the number looks like."""

from datetime import date

import pytest

from swv.permissions import NietToegestaan
from swv.profielen import lees
from swv.profielen.laden import profiel_laden
from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv.beslisdatum import termijnen_van
from tlv.enums import Soort
from tlv.geldigheid import mogelijke_categorieen

AWB = ("tlv.awb_beslistermijn", date(2026, 12, 28))
KLOKKEN = {
    "vo2001": {AWB},
    "po2203": {
        AWB,
        ("tlv.servicenorm", date(2026, 12, 14)),
        ("tlv.uiterste_termijn", date(2027, 1, 11)),
    },
    "po2202": {
        AWB,
        ("tlv.eerste_beoordeling", date(2026, 11, 4)),
        ("tlv.servicenorm", date(2026, 11, 23)),
    },
}
BESLISSER = {"vo2001": "directeur", "po2203": "directeur", "po2202": "coordinator"}


@pytest.fixture(params=sorted(KLOKKEN))
def swv(request: pytest.FixtureRequest, vaste_dag: None, db: None) -> str:
    code: str = request.param
    profiel_laden(lees(code))
    return code


@pytest.fixture
def rollen(swv: str) -> Rolverdeling:
    kind = date(2014, 5, 6) if swv.startswith("vo") else date(2018, 5, 6)
    wie = factories.rolverdeling(geboortedatum=kind)
    wie.directeur = GebruikerFactory(rol=BESLISSER[swv])
    return wie


def soorten(swv: str) -> list[Soort]:
    return [Soort(s) for s in lees(swv).instellingen["tlv"]["soorten"]]


def test_van_aanvraag_tot_besluit(swv: str, rollen: Rolverdeling) -> None:
    soort = soorten(swv)[0]
    aanvraag = factories.geadviseerd(rollen, soort=soort)
    assert {(t.norm.code, t.uiterste_datum) for t in termijnen_van(aanvraag)} == KLOKKEN[swv]

    besluit = factories.besluit(rollen, aanvraag, categorie=mogelijke_categorieen(soort)[0])
    assert besluit.verklaring.nummer == f"{swv.upper()}-2627-00001"
    assert besluit.brieven.count() == 3


def test_hoog_is_altijd_voor_de_directeur(swv: str, rollen: Rolverdeling) -> None:
    soort = next(s for s in soorten(swv) if s in {Soort.SO, Soort.VSO})
    aanvraag = factories.geadviseerd(rollen, soort=soort)
    if BESLISSER[swv] != "directeur":
        with pytest.raises(NietToegestaan, match="categorie hoog"):
            factories.besluit(rollen, aanvraag, categorie="H")

    directeur = GebruikerFactory(rol="directeur")
    assert factories.besluit(rollen, aanvraag, categorie="H", door=directeur).categorie == "H"


def test_een_soort_van_een_ander_swv_kan_niet(swv: str, rollen: Rolverdeling) -> None:
    vreemd = next(soort for soort in Soort if soort not in soorten(swv))

    with pytest.raises(NietToegestaan, match="beslist niet over deze soort"):
        factories.begin(rollen, soort=vreemd)
