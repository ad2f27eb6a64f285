"""The register of thuiszitters, again: classes from dates (domein.md 3.1)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from swv.kengetallen import Peiling
from tests.kwaliteit.herrekening import (
    Antwoord,
    Bron,
    Rekenaar,
    deel,
    in_kwartaal,
    loopt,
    rang,
    telling,
    ts,
    tussen,
)

THUISZITTER = {"absoluut", "lrv_kort", "lrv_lang"}
TERUG = {"eigen_school", "andere_school", "sbo", "so", "vso", "opdc", "mbo"}
VRIJGESTELD = {"5_sub_a", "5_sub_b", "5_sub_c", "5a"}


def klasse(categorie: str, vanaf: pd.Timestamp, dag: pd.Timestamp) -> str:
    """28 days is four weeks; exactly three calendar months is not yet longer."""
    if categorie != "relatief":
        return categorie
    if (dag - vanaf).days < 28:
        return "verzuim_kort"
    return "lrv_kort" if vanaf + pd.DateOffset(months=3) >= dag else "lrv_lang"


def trajecten(bron: Bron) -> pd.DataFrame:
    """The rows that count: not of who afterwards was never one."""
    rijen = bron["thuiszitters_traject"]
    return rijen[rijen.uitkomst != "geen_thuiszitter"]


def register(bron: Bron, dag: date) -> pd.DataFrame:
    """Who stands in the register at the end of a day, with the class on that day."""
    rijen = trajecten(bron)
    rijen = rijen[(rijen.eerste_verzuimdag <= ts(dag)) & ~(rijen.einddatum <= ts(dag))]
    return rijen.assign(klasse=klassen(bron, rijen, dag))


def klassen(bron: Bron, rijen: pd.DataFrame, dag: date) -> list[str]:
    """The class on `dag`, or at the end of the traject when that came first; its categorie is that of `dag`."""
    per = loopt(bron["thuiszitters_categorieperiode"], dag).set_index("traject_id")

    def van(rij: Any) -> str:
        peil = rij.einddatum if rij.einddatum < ts(dag) else ts(dag)
        return klasse(per.categorie[rij.id], per.vanaf[rij.id], peil) if rij.id in per.index else ""

    return [van(rij) for rij in rijen.itertuples()]


def in_klasse(bron: Bron, vraag: Peiling, gevraagd: set[str]) -> pd.DataFrame:
    rijen = register(bron, vraag.peildatum)
    return rijen[rijen.klasse.isin(gevraagd)]


def aantal(*gevraagd: str) -> Rekenaar:
    return lambda bron, vraag: telling(len(in_klasse(bron, vraag, set(gevraagd))))


def stroom(kolom: str) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        vanaf = (ts(vraag.vorige_peildatum) + pd.Timedelta(days=1)).date()
        return telling(int(tussen(trajecten(bron)[kolom], vanaf, vraag.peildatum).sum()))

    return bereken


def omgezet(bron: Bron, vraag: Peiling) -> Antwoord:
    toen = register(bron, vraag.vorige_peildatum)
    nu = klassen(bron, toen, vraag.peildatum)
    return telling(sum(bool(na) and voor != na for voor, na in zip(toen.klasse, nu, strict=True)))


def hersteld(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = trajecten(bron)
    rijen = rijen[in_kwartaal(rijen.einddatum, vraag) & rijen.uitkomst.isin(TERUG)]
    return telling(sum(klasse != "dreigend" for klasse in klassen(bron, rijen, vraag.kwartaal.tot_en_met)))


def feiten(bron: Bron, dag: date, soort: str) -> pd.DataFrame:
    rijen = loopt(bron["thuiszitters_feit"], dag)
    return rijen[rijen.soort == soort]


def verklaarbaar(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen, oordelen = in_klasse(bron, vraag, THUISZITTER), feiten(bron, vraag.peildatum, "oordeel")
    goed = oordelen[oordelen.code == "verklaarbaar"].traject_id
    return deel(int(rijen.id.isin(goed).sum()), len(rijen))


def zonder_aanbod(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = in_klasse(bron, vraag, THUISZITTER)
    lang = rijen[[dag + pd.DateOffset(months=3) < ts(vraag.peildatum) for dag in rijen.eerste_verzuimdag]]
    aanbod = feiten(bron, vraag.peildatum, "aanbod").traject_id
    return telling(int((~lang.id.isin(aanbod)).sum()))


def nooit_op_school(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen, ooit = in_klasse(bron, vraag, {"5_sub_a"}), bron["leerlingen_inschrijving"]
    wel = ooit[ooit.vanaf <= ts(vraag.peildatum)].leerling_id
    return deel(int((~rijen.leerling_id.isin(wel)).sum()), len(rijen))


def nieuwe_vrijstellingen(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = in_klasse(bron, vraag, {"5_sub_a"})
    toen = klassen(bron, rijen, vraag.vorige_peildatum)
    begonnen = rijen.eerste_verzuimdag <= ts(vraag.vorige_peildatum)
    eerder = [oud and was == "5_sub_a" for oud, was in zip(begonnen, toen, strict=True)]
    return telling(len(rijen) - sum(eerder))


def norm(bron: Bron, code: str, eenheid: str, dag: date, anders: int) -> int:
    rijen = bron["swv_norm"]
    geldig = (rijen.geldig_vanaf <= ts(dag)) & ~(rijen.geldig_tot_en_met < ts(dag))
    rijen = rijen[(rijen.code == code) & (rijen.eenheid == eenheid) & geldig]
    return int(rijen.waarde.iloc[0]) if len(rijen) else anders


def gemeld(bron: Bron, vraag: Peiling) -> pd.DataFrame:
    rijen = bron["thuiszitters_melding"]
    return rijen[in_kwartaal(rijen.gemeld_op, vraag)]


def op_tijd_gemeld(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = gemeld(bron, vraag)
    dagen = norm(bron, "thuiszitter.melding", "dagen", vraag.peildatum, 2)
    return deel(int(((rijen.gemeld_op - rijen.geconstateerd_op).dt.days <= dagen).sum()), len(rijen))


def op_tijd_terug(bron: Bron, vraag: Peiling) -> Antwoord:
    maanden = norm(bron, "thuiszitter.terug_naar_school", "maanden", vraag.peildatum, 1)
    perioden = bron["thuiszitters_categorieperiode"]
    rijen = trajecten(bron)
    rijen = rijen[~rijen.id.isin(perioden[perioden.categorie.isin(VRIJGESTELD)].traject_id)]
    eerste = bron["thuiszitters_melding"].groupby("traject_id").gemeld_op.min()
    rijen = rijen[rijen.id.isin(eerste.index)]
    uiterlijk = pd.Series([eerste[n] + pd.DateOffset(months=maanden) for n in rijen.id], index=rijen.index)
    uiterlijk = pd.to_datetime(uiterlijk)
    voorbij = in_kwartaal(uiterlijk, vraag)
    goed = voorbij & rijen.uitkomst.isin(TERUG) & (rijen.einddatum <= uiterlijk)
    return deel(int(goed.sum()), int(voorbij.sum()))


def duren(bron: Bron, vraag: Peiling) -> list[int]:
    rijen = in_klasse(bron, vraag, THUISZITTER)
    return [int(dagen) for dagen in (ts(vraag.peildatum) - rijen.eerste_verzuimdag).dt.days]


def langste(bron: Bron, vraag: Peiling) -> Antwoord:
    dagen = duren(bron, vraag)
    return (Decimal(max(dagen)) if dagen else None), Decimal(len(dagen)), None


def adviezen(bron: Bron, vraag: Peiling) -> pd.DataFrame:
    rijen = bron["thuiszitters_adviesvraag"]
    return rijen[in_kwartaal(rijen.uitgebracht_op, vraag) & rijen.uiterste_datum.notna()]


def advies_op_tijd(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = adviezen(bron, vraag)
    return deel(int((rijen.uitgebracht_op <= rijen.uiterste_datum).sum()), len(rijen))


def afgegeven(bron: Bron, vraag: Peiling) -> pd.DataFrame:
    rijen = bron["thuiszitters_vrijstelling"]
    return rijen[in_kwartaal(rijen.afgegeven_op, vraag) & (rijen.code == "5_sub_a")]


def met_advies(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = afgegeven(bron, vraag)
    return deel(int(rijen.adviesvraag_id.notna().sum()), len(rijen))


def terugwerkend(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = afgegeven(bron, vraag)
    return telling(int((rijen.afgegeven_op > rijen.vanaf).sum()))


def terugval(bron: Bron, vraag: Peiling) -> Antwoord:
    """At home again at most twelve months after the pupil was back in education."""
    alle = trajecten(bron)
    eerder = alle.set_index("id")
    vanaf = (ts(vraag.vorige_peildatum) + pd.Timedelta(days=1)).date()
    rijen = alle[tussen(alle.eerste_verzuimdag, vanaf, vraag.peildatum) & alle.vervolg_op_id.notna()]

    def weer(rij: Any) -> bool:
        vorig = eerder.loc[rij.vervolg_op_id]
        return vorig.uitkomst in TERUG and rij.eerste_verzuimdag <= vorig.einddatum + pd.DateOffset(months=12)

    return telling(sum(weer(rij) for rij in rijen.itertuples()))


def doorgezet(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = bron["thuiszitters_escalatiestap"]
    return telling(int((in_kwartaal(rijen.datum, vraag) & (rijen.trede == "doorzettingsmacht")).sum()))


CIJFERS: dict[str, Rekenaar] = {
    "thuiszitters.stand": aantal(*THUISZITTER),
    "thuiszitters.register": lambda bron, v: telling(len(register(bron, v.peildatum))),
    "thuiszitters.begin": lambda bron, v: telling(len(register(bron, v.vorige_peildatum))),
    "thuiszitters.instroom": stroom("eerste_verzuimdag"),
    "thuiszitters.uitstroom": stroom("einddatum"),
    "thuiszitters.omgezet": omgezet,
    "thuiszitters.absoluut": aantal("absoluut"),
    "thuiszitters.lrv_kort": aantal("lrv_kort"),
    "thuiszitters.lrv_lang": aantal("lrv_lang"),
    "thuiszitters.vrijstelling_5a": aantal("5_sub_a"),
    "thuiszitters.ziekgemeld": aantal("ziekgemeld"),
    "thuiszitters.thuiswerkplan": aantal("thuiswerkplan"),
    "thuiszitters.aangepast": aantal("aangepast"),
    "thuiszitters.dreigend": aantal("dreigend"),
    "thuiszitters.schoolgang_hersteld": hersteld,
    "thuiszitters.zonder_aanbod": zonder_aanbod,
    "thuiszitters.vrijstelling_nieuw": nieuwe_vrijstellingen,
    "thuiszitters.vrijstelling_nooit_op_school": nooit_op_school,
    "thuiszitters.verklaarbaar": verklaarbaar,
    "thuiszitters.meldingen": lambda bron, v: telling(len(gemeld(bron, v))),
    "thuiszitters.gemeld_op_tijd": op_tijd_gemeld,
    "thuiszitters.terug_op_tijd": op_tijd_terug,
    "thuiszitters.mediaan_duur": lambda bron, v: rang(duren(bron, v), 0.5),
    "thuiszitters.langste_duur": langste,
    "thuiszitters.adviesvragen": lambda bron, v: telling(
        int(in_kwartaal(bron["thuiszitters_adviesvraag"].gevraagd_op, v).sum())
    ),
    "thuiszitters.advies_op_tijd": advies_op_tijd,
    "thuiszitters.vrijstelling_met_advies": met_advies,
    "thuiszitters.vrijstelling_terugwerkend": terugwerkend,
    "thuiszitters.terugval": terugval,
    "thuiszitters.doorgezet": doorgezet,
}
