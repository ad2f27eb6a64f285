"""The national criteria for PrO: IQ and leerachterstand (domein.md 1.6; Inrichtingsbesluit WVO 15d).

Conflicting criteria and the overlap with LWOO leave room for the reasons of the applicant, so these are
warnings; the decider explains.
"""

from collections.abc import Mapping
from decimal import Decimal

from tlv.controle import Controle, voldoet, waarschuwing
from tlv.vragen import lees_getal

IQ_VAN, IQ_TOT_EN_MET = Decimal(55), Decimal(80)
GRENS_ACHTERSTAND = Decimal("0.5")
DOMEINEN = {
    "rekenen": "inzichtelijk rekenen",
    "begrijpend_lezen": "begrijpend lezen",
    "technisch_lezen": "technisch lezen",
    "spellen": "spellen",
}
KERN = frozenset({"rekenen", "begrijpend_lezen"})


def leerachterstand(dle: Decimal, dl: Decimal) -> Decimal:
    """`1 - DLE/DL` (artikel 15d lid 3): 0 is no backlog, 0,5 is half of the taught time."""
    return 1 - dle / dl


def achterstanden(antwoorden: Mapping[str, str]) -> dict[str, Decimal]:
    """The leerachterstand per domain, as far as the numbers are known."""
    dl = lees_getal(antwoorden.get("dl", ""))
    if not dl:
        return {}
    gemeten = {domein: lees_getal(antwoorden.get(f"dle_{domein}", "")) for domein in DOMEINEN}
    return {domein: leerachterstand(dle, dl) for domein, dle in gemeten.items() if dle is not None}


def controleer_procriteria(antwoorden: Mapping[str, str]) -> list[Controle]:
    """IQ 55-80, and a backlog of 0,5 or more in two of four domains, one of them rekenen or lezen."""
    return [_iq(lees_getal(antwoorden.get("iq", ""))), _achterstand(achterstanden(antwoorden))]


def voldoet_aan_achterstand(per_domein: Mapping[str, Decimal]) -> bool:
    groot = {domein for domein, waarde in per_domein.items() if waarde >= GRENS_ACHTERSTAND}
    return len(groot) >= 2 and bool(groot & KERN)


def _iq(iq: Decimal | None) -> Controle:
    naam = "IQ past bij praktijkonderwijs"
    if iq is None:
        return waarschuwing(naam, "Het IQ is niet bekend.")
    if not IQ_VAN <= iq <= IQ_TOT_EN_MET:
        return waarschuwing(naam, f"Het IQ is {iq}; de grenzen zijn 55 tot en met 80.")
    return voldoet(naam, f"IQ {iq}")


def _achterstand(per_domein: Mapping[str, Decimal]) -> Controle:
    naam = "Leerachterstand past bij praktijkonderwijs"
    if voldoet_aan_achterstand(per_domein):
        groot = [DOMEINEN[d] for d, waarde in per_domein.items() if waarde >= GRENS_ACHTERSTAND]
        return voldoet(naam, ", ".join(groot))
    return waarschuwing(
        naam,
        "Nodig is 0,5 of meer op twee van de vier domeinen, waaronder inzichtelijk rekenen of begrijpend lezen.",
    )
