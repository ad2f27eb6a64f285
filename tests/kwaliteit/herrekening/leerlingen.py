"""Schools and pupils, again."""

from datetime import date

import pandas as pd

from swv.kengetallen import Peiling
from tests.kwaliteit.herrekening import Antwoord, Bron, Rekenaar, deel, loopt, telling, ts

GO = {"sbo", "so", "vso", "sovso"}
REGULIER = {"bao", "vo", "pro"}


def scholen(bron: Bron) -> pd.DataFrame:
    """Open schools of the SWV, without cluster 1 and 2."""
    tabel = bron["swv_school"]
    buiten = tabel.te_controleren.str.contains("cluster 1") | tabel.te_controleren.str.contains("cluster 2")
    return tabel[(tabel.binnen_swv == True) & (tabel.status == "open") & ~buiten]  # noqa: E712


def som(bron: Bron, soorten: set[str]) -> int:
    tabel = scholen(bron)
    return int(tabel[tabel.onderwijssoort.isin(soorten)].leerlingen.dropna().sum())


def deelname(boven: set[str], onder: set[str]) -> Rekenaar:
    return lambda bron, _vraag: deel(som(bron, boven), som(bron, onder))


def zit(bron: Bron, dag: date, soorten: set[str] | None = None) -> set[int]:
    """Pupils who are enrolled on a day, at one of these kinds of school."""
    rijen = loopt(bron["leerlingen_inschrijving"], dag)
    rijen = rijen[rijen.soort == "inschrijving"]
    if soorten is not None:
        school = bron["swv_school"].set_index("id").onderwijssoort
        rijen = rijen[rijen.school_id.map(school).isin(soorten)]
    return set(rijen.leerling_id)


def dossiers(bron: Bron, vraag: Peiling) -> Antwoord:
    tabel = bron["leerlingen_leerling"]
    er = set(tabel[tabel.aangemaakt_op <= ts(vraag.peildatum)].id)
    return telling(len(er & zit(bron, vraag.peildatum)))


def instroom(bron: Bron, vraag: Peiling) -> set[int]:
    return zit(bron, vraag.peildatum, GO) - zit(bron, vraag.vorige_peildatum, GO)


def onderinstroom(bron: Bron, vraag: Peiling) -> Antwoord:
    tabel = bron["leerlingen_inschrijving"]
    eerder = tabel[(tabel.soort == "inschrijving") & (tabel.vanaf <= ts(vraag.vorige_peildatum))]
    return telling(len(instroom(bron, vraag) - set(eerder.leerling_id)))


def uitstroom(bron: Bron, vraag: Peiling) -> Antwoord:
    return telling(len(zit(bron, vraag.vorige_peildatum, GO) - zit(bron, vraag.peildatum, GO)))


def terugschakeling(bron: Bron, vraag: Peiling) -> Antwoord:
    jaar_eerder = (ts(vraag.peildatum) - pd.DateOffset(years=1)).date()
    toen = zit(bron, jaar_eerder, GO)
    return deel(len(toen & zit(bron, vraag.peildatum, REGULIER)), len(toen))


CIJFERS: dict[str, Rekenaar] = {
    "leerlingen.regulier": lambda bron, _v: telling(som(bron, REGULIER)),
    "leerlingen.vso": lambda bron, _v: telling(som(bron, {"vso", "sovso"})),
    "leerlingen.deelname_sbo": deelname({"sbo"}, {"bao", "sbo"}),
    "leerlingen.deelname_so": deelname({"so", "sovso"}, {"bao", "sbo"}),
    "leerlingen.deelname_go": deelname({"sbo", "so", "sovso"}, {"bao", "sbo"}),
    "leerlingen.deelname_vso": deelname({"vso", "sovso"}, {"vo", "pro"}),
    "leerlingen.deelname_pro": deelname({"pro"}, {"vo", "pro"}),
    "leerlingen.dossiers": dossiers,
    "leerlingen.zittend_go": lambda bron, v: telling(len(zit(bron, v.peildatum, GO))),
    "leerlingen.instroom_go": lambda bron, v: telling(len(instroom(bron, v))),
    "leerlingen.onderinstroom_go": onderinstroom,
    "leerlingen.uitstroom_go": uitstroom,
    "leerlingen.terugschakeling": terugschakeling,
}
