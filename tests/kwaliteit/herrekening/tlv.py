"""The TLV route, again."""

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
)
from tests.kwaliteit.herrekening.leerlingen import GO, som, zit

SCHOLEN_VAN = {"sbo": {"sbo"}, "so": {"so", "sovso"}, "vso": {"vso", "sovso"}}
GO_SOORTEN = {"sbo", "so", "vso"}


def besluiten(bron: Bron) -> pd.DataFrame:
    """Every decision with its request, school and TLV beside it."""
    rijen = bron["tlv_besluit"].merge(
        bron["tlv_aanvraag"], left_on="aanvraag_id", right_on="id", suffixes=("", "_a")
    )
    school = bron["swv_school"].set_index("id").onderwijssoort
    rijen["schoolsoort"] = rijen.school_id.map(school)
    tlv = bron["tlv_toelaatbaarheidsverklaring"][
        ["besluit_id", "ingangsdatum", "einddatum", "ingetrokken_op", "soort"]
    ].add_prefix("tlv_")
    return rijen.merge(tlv, how="left", left_on="id", right_on="tlv_besluit_id")


def verlenging(bron: Bron, rijen: pd.DataFrame) -> "pd.Series[bool]":
    """Had a TLV of this soort before, or was enrolled at a school of this soort on the day of asking."""
    alle = besluiten(bron)
    eerdere = alle[alle.tlv_soort.notna()]
    inschrijvingen = bron["leerlingen_inschrijving"]
    inschrijvingen = inschrijvingen[inschrijvingen.soort == "inschrijving"]

    def is_verlenging(rij: Any) -> bool:
        zelfde = eerdere[(eerdere.leerling_id == rij.leerling_id) & (eerdere.tlv_soort == rij.soort)]
        if (zelfde.genomen_op_moment < rij.genomen_op_moment).any():
            return True
        if rij.schoolsoort not in SCHOLEN_VAN.get(rij.soort, set()):
            return False
        toen = loopt(inschrijvingen[inschrijvingen.leerling_id == rij.leerling_id], rij.ingediend_op)
        return bool((toen.school_id == rij.school_id).any())

    return pd.Series([is_verlenging(rij) for rij in rijen.itertuples()], index=rijen.index, dtype=bool)


def in_dit(bron: Bron, vraag: Peiling, uitkomst: str = "") -> pd.DataFrame:
    rijen = besluiten(bron)
    rijen = rijen[in_kwartaal(rijen.genomen_op, vraag)]
    return rijen[rijen.uitkomst == uitkomst] if uitkomst else rijen


def aantal(uitkomst: str) -> Rekenaar:
    return lambda bron, vraag: telling(len(in_dit(bron, vraag, uitkomst)))


def nieuw(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = in_dit(bron, vraag, "toegekend")
    return telling(int((~verlenging(bron, rijen)).sum()))


def verlengd(bron: Bron, vraag: Peiling) -> Antwoord:
    return telling(int(verlenging(bron, in_dit(bron, vraag, "toegekend")).sum()))


def jong(bron: Bron, vraag: Peiling) -> Antwoord:
    geboren = bron["leerlingen_leerling"].set_index("id").geboortedatum
    rijen = in_dit(bron, vraag, "toegekend")
    oud = [_leeftijd(geboren[leerling], ts(vraag.peildatum)) for leerling in rijen.leerling_id]
    return telling(sum(jaren <= 8 for jaren in oud))


def _leeftijd(geboren: pd.Timestamp, op: pd.Timestamp) -> int:
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def aanvragen(bron: Bron, vraag: Peiling) -> pd.DataFrame:
    rijen = bron["tlv_aanvraag"]
    return rijen[in_kwartaal(rijen.ingediend_op, vraag)]


def lopend(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen, dag = bron["tlv_aanvraag"], ts(vraag.peildatum)
    weg = (rijen.besloten_op <= dag) | (rijen.ingetrokken_op <= dag)
    return telling(int(((rijen.ingediend_op <= dag) & ~weg).sum()))


def ingetrokken(bron: Bron, vraag: Peiling) -> Antwoord:
    return telling(int(in_kwartaal(bron["tlv_aanvraag"].ingetrokken_op, vraag).sum()))


def teruggevraagd(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = aanvragen(bron, vraag)
    return deel(int(rijen.id.isin(bron["tlv_herstelverzoek"].aanvraag_id).sum()), len(rijen))


def bezwaren(bron: Bron, vraag: Peiling) -> Antwoord:
    return telling(int(in_kwartaal(bron["tlv_bezwaar"].ontvangen_op, vraag).sum()))


def geldig(bron: Bron, vraag: Peiling, soorten: set[str]) -> pd.DataFrame:
    rijen, dag = besluiten(bron), ts(vraag.peildatum)
    rijen = rijen[rijen.tlv_soort.isin(soorten) & (rijen.genomen_op <= dag) & (rijen.tlv_ingangsdatum <= dag)]
    open_ = (rijen.tlv_einddatum.isna()) | (rijen.tlv_einddatum >= dag)
    return rijen[open_ & ((rijen.tlv_ingetrokken_op.isna()) | (rijen.tlv_ingetrokken_op > dag))]


def aantal_geldig(*soorten: str) -> Rekenaar:
    return lambda bron, vraag: telling(len(geldig(bron, vraag, set(soorten))))


def binnen_regio(bron: Bron, vraag: Peiling) -> Antwoord:
    scholen = bron["swv_school"].set_index("id")
    plekken = loopt(bron["leerlingen_inschrijving"], vraag.peildatum)
    plekken = plekken[
        (plekken.soort == "inschrijving") & plekken.school_id.map(scholen.onderwijssoort).isin(GO)
    ]
    eigen = set(plekken[plekken.school_id.map(scholen.binnen_swv) == True].leerling_id)  # noqa: E712
    rijen = geldig(bron, vraag, GO_SOORTEN)
    rijen = rijen[rijen.leerling_id.isin(zit(bron, vraag.peildatum, GO))]
    return deel(int(rijen.leerling_id.isin(eigen).sum()), len(rijen))


def termijnen(bron: Bron, code: str) -> pd.DataFrame:
    """The stored terms of one norm, one per request."""
    normen = bron["swv_norm"]
    rijen = bron["tlv_aanvraagtermijn"]
    return rijen[rijen.norm_id.isin(normen[normen.code == code].id)].set_index("aanvraag_id")


def op_tijd(code: str) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        rijen, termijn = in_dit(bron, vraag), termijnen(bron, code)
        rijen = rijen[rijen.aanvraag_id.isin(termijn.index)]
        uiterlijk = pd.to_datetime(rijen.aanvraag_id.astype(int).map(dict(termijn.uiterste_datum)))
        return deel(int((rijen.genomen_op <= uiterlijk).sum()), len(rijen))

    return bereken


def eerste_beoordeling(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = termijnen(bron, "tlv.eerste_beoordeling")
    rijen = rijen[in_kwartaal(rijen.gehaald_op, vraag)]
    return deel(int((rijen.gehaald_op <= rijen.uiterste_datum).sum()), len(rijen))


def duren(bron: Bron, vraag: Peiling) -> list[int]:
    """Day by day: every day after the begin through the decision counts, unless the clock stood still."""
    eigen, awb = termijnen(bron, "tlv.servicenorm"), termijnen(bron, "tlv.awb_beslistermijn")
    herstel = bron["tlv_herstelverzoek"]
    gevonden = []
    for rij in in_dit(bron, vraag).itertuples():
        klok = eigen if rij.aanvraag_id in eigen.index else awb
        if rij.aanvraag_id not in klok.index:
            continue
        dagen = set(pd.date_range(klok.begonnen_op[rij.aanvraag_id], rij.genomen_op)[1:])
        for verzoek in herstel[herstel.aanvraag_id == rij.aanvraag_id].itertuples():
            if verzoek.status == "open":
                continue
            tot = (
                verzoek.hersteltermijn_tot_en_met if verzoek.status == "verlopen" else verzoek.afgehandeld_op
            )
            dagen -= set(pd.date_range(verzoek.gevraagd_op, tot, inclusive="neither"))
        gevonden.append(len(dagen))
    return gevonden


def twee_adviezen(bron: Bron, vraag: Peiling) -> Antwoord:
    rijen = in_dit(bron, vraag)
    rijen = rijen[rijen.uitkomst.isin({"toegekend", "afgewezen"})]
    adviezen = bron["tlv_deskundigenadvies"]
    per = adviezen[adviezen.status == "uitgebracht"].groupby("aanvraag_id").size()
    return deel(int((rijen.aanvraag_id.map(per).fillna(0) >= 2).sum()), len(rijen))


def verwijzing(soort: str, regulier: set[str]) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        rijen, dag = besluiten(bron), ts(vraag.peildatum)
        jaar = (rijen.genomen_op > dag - pd.DateOffset(years=1)) & (rijen.genomen_op <= dag)
        werkt = rijen.tlv_ingetrokken_op.isna() | (rijen.tlv_ingetrokken_op > dag)
        rijen = rijen[jaar & werkt & (rijen.uitkomst == "toegekend") & (rijen.soort == soort)]
        return deel(int((~verlenging(bron, rijen)).sum()), som(bron, regulier))

    return bereken


CIJFERS: dict[str, Rekenaar] = {
    "tlv.aanvragen": lambda bron, v: telling(len(aanvragen(bron, v))),
    "tlv.lopend": lopend,
    "tlv.ingetrokken": ingetrokken,
    "tlv.besluiten": aantal(""),
    "tlv.toegekend": aantal("toegekend"),
    "tlv.afgewezen": aantal("afgewezen"),
    "tlv.niet_behandeld": aantal("niet_behandeld"),
    "tlv.toegekend_nieuw": nieuw,
    "tlv.toegekend_verlenging": verlengd,
    "tlv.toegekend_jong": jong,
    "tlv.bezwaren": bezwaren,
    "tlv.geldig": aantal_geldig("sbo", "so", "vso", "pro"),
    "tlv.geldig_go": aantal_geldig(*GO_SOORTEN),
    "tlv.geldig_vso": aantal_geldig("vso"),
    "tlv.binnen_regio": binnen_regio,
    "tlv.doorlooptijd_mediaan": lambda bron, v: rang(duren(bron, v), 0.5),
    "tlv.doorlooptijd_p90": lambda bron, v: rang(duren(bron, v), 0.9),
    "tlv.binnen_awb": op_tijd("tlv.awb_beslistermijn"),
    "tlv.binnen_servicenorm": op_tijd("tlv.servicenorm"),
    "tlv.binnen_uiterste": op_tijd("tlv.uiterste_termijn"),
    "tlv.eerste_beoordeling_op_tijd": eerste_beoordeling,
    "tlv.teruggevraagd": teruggevraagd,
    "tlv.twee_adviezen": twee_adviezen,
    "tlv.verwijzing_sbo": verwijzing("sbo", {"bao"}),
    "tlv.verwijzing_so": verwijzing("so", {"bao"}),
    "tlv.verwijzing_vso": verwijzing("vso", {"vo", "pro"}),
    "tlv.verwijzing_pro": verwijzing("pro", {"vo"}),
}
