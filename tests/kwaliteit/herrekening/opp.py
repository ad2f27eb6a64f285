"""OPP's, again: every stand is read from the versions as they were on the peildatum."""

import pandas as pd

from swv.kengetallen import Peiling
from tests.kwaliteit.herrekening import Antwoord, Bron, Rekenaar, deel, in_kwartaal, telling, ts
from tests.kwaliteit.herrekening.leerlingen import scholen


def lopend(bron: Bron, vraag: Peiling) -> pd.DataFrame:
    """Made on or before the peildatum and not ended before it."""
    tabel, dag = bron["leerlingen_opp"], ts(vraag.peildatum)
    return tabel[(tabel.opgesteld_op <= dag) & (tabel.einde.isna() | (tabel.einde >= dag))]


def laatste(bron: Bron, vraag: Peiling, soorten: set[str]) -> pd.DataFrame:
    """Per running OPP the last version of these kinds that was there on the peildatum."""
    tabel = bron["leerlingen_oppversie"]
    toen = tabel[
        (tabel.status == "vastgesteld") & (tabel.datum <= ts(vraag.peildatum)) & tabel.soort.isin(soorten)
    ]
    toen = toen[toen.opp_id.isin(lopend(bron, vraag).id)]
    return toen.sort_values(["datum", "nummer"]).groupby("opp_id").tail(1)


def in_werking(bron: Bron, vraag: Peiling) -> pd.DataFrame:
    return laatste(bron, vraag, {"vaststelling", "bijstelling"})


def per_honderd(bron: Bron, vraag: Peiling) -> Antwoord:
    geteld = scholen(bron)
    geteld = geteld[geteld.leerlingen.notna()]
    opps = lopend(bron, vraag)
    return deel(int(opps.school_id.isin(geteld.id).sum()), int(geteld.leerlingen.sum()))


def instemming(bron: Bron, vraag: Peiling) -> Antwoord:
    toen = in_werking(bron, vraag)
    eens = (toen.instemming == "instemming") & (toen.instemming_op <= ts(vraag.peildatum))
    return deel(int(eens.sum()), len(lopend(bron, vraag)))


def gehoord(bron: Bron, vraag: Peiling) -> Antwoord:
    toen = in_werking(bron, vraag)
    return deel(int(toen.gehoord.isin({"ja", "afgezien"}).sum()), len(lopend(bron, vraag)))


def evaluatie(bron: Bron, vraag: Peiling) -> Antwoord:
    toen = laatste(bron, vraag, {"vaststelling", "evaluatie"})
    return deel(int((toen.volgende_evaluatie >= ts(vraag.peildatum)).sum()), len(lopend(bron, vraag)))


def in_rod(bron: Bron, vraag: Peiling) -> Antwoord:
    opps = lopend(bron, vraag)
    return deel(int((opps.rod_gemeld_op <= ts(vraag.peildatum)).sum()), len(opps))


def op_tijd(bron: Bron, vraag: Peiling) -> Antwoord:
    tabel = bron["leerlingen_opp"]
    gemaakt = tabel[in_kwartaal(tabel.opgesteld_op, vraag) & tabel.opstellen_uiterlijk.notna()]
    return deel(int((gemaakt.opgesteld_op <= gemaakt.opstellen_uiterlijk).sum()), len(gemaakt))


CIJFERS: dict[str, Rekenaar] = {
    "opp.aantal": lambda bron, vraag: telling(len(lopend(bron, vraag))),
    "opp.per_100": per_honderd,
    "opp.instemming": instemming,
    "opp.gehoord": gehoord,
    "opp.evaluatie_op_tijd": evaluatie,
    "opp.in_rod": in_rod,
    "opp.op_tijd_opgesteld": op_tijd,
}
