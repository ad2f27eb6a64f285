"""Which day about a pupil can be: the sentence, the field it belongs to, and the begin of leerplicht."""

from datetime import date, timedelta

import pytest
from django import forms

from swv.dagen import OnmogelijkeDag, Vanaf, eis_geweest, eis_te_plannen, geboorte, veld_van
from swv.permissions import NietToegestaan
from swv.termijnen import leerplichtig_vanaf

OP = date(2026, 12, 1)
GEBOREN = date(2012, 11, 6)
BEGIN = Vanaf(date(2025, 8, 1), "Dit begon pas op {dag}.")


class Formulier(forms.Form):
    datum = forms.DateField()


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (OP, ""),
        (BEGIN.dag, ""),
        (OP + timedelta(days=1), "in de toekomst"),
        (BEGIN.dag - timedelta(days=1), "Dit begon pas op 1 augustus 2025."),
        (GEBOREN - timedelta(days=1), "voor de geboorte van de leerling (6 november 2012)"),
    ],
)
def test_de_eerste_grens_die_geschonden_is_spreekt(dag: date, zin: str) -> None:
    if not zin:
        eis_geweest("datum", dag, OP, geboorte(GEBOREN), BEGIN)
        return
    with pytest.raises(OnmogelijkeDag) as fout:
        eis_geweest("datum", dag, OP, geboorte(GEBOREN), BEGIN)
    assert zin in fout.value.reden
    assert veld_van(fout.value, Formulier()) == "datum"


def test_een_weigering_zonder_veld_gaat_over_het_hele_formulier() -> None:
    assert veld_van(NietToegestaan("Nee."), Formulier()) is None
    assert veld_van(OnmogelijkeDag("Nee.", "elders"), Formulier()) is None


def test_plannen_gaat_drie_jaar_vooruit() -> None:
    eis_te_plannen("datum", date(2029, 12, 1), OP)
    with pytest.raises(OnmogelijkeDag, match="drie jaar vooruit"):
        eis_te_plannen("datum", date(2029, 12, 2), OP)


@pytest.mark.parametrize(
    ("geboren", "vanaf"),
    [
        (date(2012, 11, 6), date(2017, 12, 1)),
        (date(2012, 12, 31), date(2018, 1, 1)),
        (date(2012, 11, 1), date(2017, 12, 1)),
        (date(2012, 2, 29), date(2017, 4, 1)),  # five on 1 March
        (date(2012, 2, 28), date(2017, 3, 1)),
    ],
)
def test_leerplicht_begint_in_de_maand_na_de_vijfde_verjaardag(geboren: date, vanaf: date) -> None:
    assert leerplichtig_vanaf(geboren) == vanaf
