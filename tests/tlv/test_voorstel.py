"""What the decision form begins with: the wish of the school, within the rules, and the advices as they are."""

from datetime import date

import pytest

from swv.models import Norm
from tests.factories import NormFactory
from tests.tlv.factories import DAG, Rolverdeling, adviseer, compleet, rolverdeling
from tlv.enums import Beroep, Soort
from tlv.geldigheid import MAX_DUUR, MAX_DUUR_JONG
from tlv.selectors.dossier import besluitvoorstel

pytestmark = pytest.mark.django_db
INGANG = date(2027, 2, 1)


def test_de_wens_van_de_school_is_het_voorstel(rollen: Rolverdeling) -> None:
    aanvraag = compleet(rollen, gewenste_ingang=INGANG.isoformat(), gewenste_duur="2")
    voorstel = besluitvoorstel(aanvraag, DAG)
    assert voorstel["ingangsdatum"] == INGANG
    assert voorstel["einddatum"] == date(2029, 7, 31)


def test_een_wens_die_voorbij_is_begint_op_de_dag_van_het_besluit(rollen: Rolverdeling) -> None:
    aanvraag = compleet(rollen, gewenste_ingang=INGANG.isoformat(), gewenste_duur="1")
    assert besluitvoorstel(aanvraag, date(2027, 3, 1))["ingangsdatum"] == date(2027, 3, 1)


def test_een_wens_boven_de_norm_wordt_de_norm(rollen: Rolverdeling) -> None:
    aanvraag = compleet(rollen, gewenste_ingang=INGANG.isoformat(), gewenste_duur="4")
    Norm.objects.filter(code=MAX_DUUR).update(waarde=3)
    assert besluitvoorstel(aanvraag, DAG)["einddatum"] == date(2030, 7, 31)


def test_voor_een_jong_kind_telt_de_kortste_norm(rollen: Rolverdeling) -> None:
    jong = rolverdeling(geboortedatum=date(2020, 5, 14))
    aanvraag = compleet(jong, soort=Soort.SO, gewenste_ingang=INGANG.isoformat(), gewenste_duur="4")
    NormFactory(code=MAX_DUUR_JONG, waarde=2, soorten=["so"])
    assert besluitvoorstel(aanvraag, DAG)["einddatum"] == date(2029, 7, 31)


def test_elk_advies_staat_er_met_al_zijn_alineas(rollen: Rolverdeling) -> None:
    aanvraag = compleet(rollen)
    advies = adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG)
    type(advies).objects.filter(pk=advies.pk).update(motivering="Het begin.\n\nHet slot.")
    assert "Het begin.\nHet slot." in besluitvoorstel(aanvraag, DAG)["motivering"]
