"""The ECT, again."""

from datetime import date

import pandas as pd

from swv.kengetallen import Peiling
from tests.kwaliteit.herrekening import (
    Antwoord,
    Bron,
    Rekenaar,
    deel,
    in_kwartaal,
    rang,
    telling,
    ts,
    tussen,
)


def reacties(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = bron["ect_aanmelding"]
    rijen = rijen[rijen.norm_id.notna() & in_kwartaal(rijen.gereageerd_op, vraag)]
    return deel(int((rijen.gereageerd_op <= rijen.reactie_uiterlijk).sum()), len(rijen))


def te_laat(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen, dag = bron["ect_aanmelding"], ts(vraag.peildatum)
    open_ = ~(rijen.gereageerd_op <= dag) & ~(rijen.ingetrokken_op <= dag)
    return telling(int(((rijen.aangemeld_op <= dag) & (rijen.reactie_uiterlijk < dag) & open_).sum()))


def lopend(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen, dag = bron["ect_casus"], ts(vraag.peildatum)
    return telling(int(((rijen.geopend_op <= dag) & ~(rijen.afgesloten_op <= dag)).sum()))


def stroom(kolom: str) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        dag_erna: date = (ts(vraag.vorige_peildatum) + pd.Timedelta(days=1)).date()
        return telling(int(tussen(bron["ect_casus"][kolom], dag_erna, vraag.peildatum).sum()))

    return bereken


def doorlooptijd(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = bron["ect_casus"]
    rijen = rijen[in_kwartaal(rijen.afgesloten_op, vraag)]
    return rang([int(n) for n in (rijen.afgesloten_op - rijen.geopend_op).dt.days], 0.5)


def in_dit_kwartaal(tabel: str, kolom: str) -> Rekenaar:
    return lambda bron, vraag: telling(int(in_kwartaal(bron[tabel][kolom], vraag).sum()))


CIJFERS: dict[str, Rekenaar] = {
    "ect.aanmeldingen": in_dit_kwartaal("ect_aanmelding", "aangemeld_op"),
    "ect.reactie_op_tijd": reacties,
    "ect.reactie_te_laat": te_laat,
    "ect.casussen_lopend": lopend,
    "ect.casussen_nieuw": stroom("geopend_op"),
    "ect.casussen_afgesloten": stroom("afgesloten_op"),
    "ect.doorlooptijd_mediaan": doorlooptijd,
    "ect.interventies": in_dit_kwartaal("ect_interventie", "vanaf"),
}
