"""Money, again: sums of the bookings and ratios of the balance sheet (domein.md 5.4)."""

from decimal import Decimal
from typing import Any

import pandas as pd

from swv.kengetallen import Peiling
from tests.kwaliteit.herrekening import Antwoord, Bron, Rekenaar, deel, ts

NUL = Decimal(0)


def geboekt(bron: Bron, vraag: Peiling, soort: str) -> pd.DataFrame:
    rijen = bron["financien_boeking"].merge(
        bron["financien_programma"][["id", "bestemming"]].rename(columns={"id": "programma_id"}),
        on="programma_id",
    )
    begin = ts(vraag.peildatum.replace(month=1, day=1))
    return rijen[(rijen.datum >= begin) & (rijen.datum <= ts(vraag.peildatum)) & (rijen.soort == soort)]


def som(rijen: pd.DataFrame) -> Decimal:
    return sum(rijen.bedrag, NUL)


def totaal(soort: str) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        bedrag = som(geboekt(bron, vraag, soort))
        return bedrag, bedrag, None

    return bereken


def resultaat(bron: Bron, vraag: Peiling) -> Antwoord:
    saldo = som(geboekt(bron, vraag, "baten")) - som(geboekt(bron, vraag, "lasten"))
    return saldo, saldo, None


def uitputting(bron: Bron, vraag: Peiling) -> Antwoord:
    versies = bron["financien_begroting"]
    versies = versies[(versies.status == "vastgesteld") & (versies.jaar == vraag.peildatum.year)]
    versies = versies[versies.besluitdatum <= ts(vraag.peildatum)].sort_values("versie")
    if versies.empty:
        return None, None, None
    posten = bron["financien_post"]
    posten = posten[(posten.begroting_id == versies.iloc[-1].id) & (posten.soort == "lasten")]
    return deel(som(geboekt(bron, vraag, "lasten")), som(posten))


def aandeel(bestemming: str) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        lasten = geboekt(bron, vraag, "lasten")
        return deel(som(lasten[lasten.bestemming == bestemming]), som(lasten))

    return bereken


def balans(bron: Bron, vraag: Peiling) -> Any:
    """The last balance sheet of a year before that of the peildatum."""
    rijen = bron["financien_balans"]
    rijen = rijen[rijen.jaar < vraag.peildatum.year].sort_values("jaar")
    return None if rijen.empty else rijen.iloc[-1]


def van_balans(bereken: Any) -> Rekenaar:
    def uit(bron: Bron, vraag: Peiling) -> Antwoord:
        laatste = balans(bron, vraag)
        return (None, None, None) if laatste is None else bereken(laatste, bron, vraag)

    return uit


def bovenmatig(rij: Any, bron: Bron, vraag: Peiling) -> Antwoord:
    normen = bron["swv_norm"]
    normen = normen[
        (normen.geldig_vanaf <= ts(vraag.peildatum)) & ~(normen.geldig_tot_en_met < ts(vraag.peildatum))
    ]
    waarden = normen.set_index("code").waarde
    deel_, laagste = "financien.signaleringswaarde_aandeel", "financien.signaleringswaarde_minimum"
    if deel_ not in waarden or laagste not in waarden:
        return None, None, None
    boven = max(rij.eigen_vermogen - max(rij.totale_baten * waarden[deel_] / 100, waarden[laagste]), NUL)
    return boven, boven, None


def liquiditeit(rij: Any, _bron: Bron, _vraag: Peiling) -> Antwoord:
    onder = rij.kortlopende_schulden
    return (rij.vlottende_activa / onder if onder else None), rij.vlottende_activa, onder


CIJFERS: dict[str, Rekenaar] = {
    "financien.baten": totaal("baten"),
    "financien.lasten": totaal("lasten"),
    "financien.resultaat": resultaat,
    "financien.uitputting": uitputting,
    "financien.aandeel_vso": aandeel("vso"),
    "financien.aandeel_regulier": aandeel("regulier"),
    "financien.aandeel_expertise": aandeel("expertise"),
    "financien.aandeel_overhead": aandeel("overhead"),
    "financien.weerstandsvermogen": van_balans(lambda r, _b, _v: deel(r.eigen_vermogen, r.totale_baten)),
    "financien.solvabiliteit": van_balans(
        lambda r, _b, _v: deel(r.eigen_vermogen + r.voorzieningen, r.totaal_vermogen)
    ),
    "financien.rentabiliteit": van_balans(lambda r, _b, _v: deel(r.resultaat, r.totale_baten)),
    "financien.liquiditeit": van_balans(liquiditeit),
    "financien.bovenmatig_vermogen": van_balans(bovenmatig),
}
