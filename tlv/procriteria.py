"""The national criteria for PrO: IQ and leerachterstand (domein.md 1.6; Inrichtingsbesluit WVO 15d).

Conflicting criteria and the overlap with LWOO leave room for the reasons of the applicant, so these are
warnings; the decider explains.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tlv.controle import Controle, voldoet, waarschuwing
from tlv.vragen import lees_getal

IQ_VAN, IQ_TOT_EN_MET = Decimal(55), Decimal(80)
OVERLAP_VAN = Decimal(75)  # from here up to and including 80 LWOO is possible too
GRENS_ACHTERSTAND = Decimal("0.5")
DL_LEERJAAR_1 = Decimal(60)  # ten months in each of groep 3 to 8
DOMEINEN = {
    "rekenen": "inzichtelijk rekenen",
    "begrijpend_lezen": "begrijpend lezen",
    "technisch_lezen": "technisch lezen",
    "spellen": "spellen",
}
KERN = frozenset({"rekenen", "begrijpend_lezen"})


@dataclass(frozen=True)
class Som:
    """The leerachterstand of one domain, as it is shown: the sum, and whether it reaches 0,5."""

    domein: str
    dle: Decimal
    dl: Decimal
    achterstand: Decimal
    uitgerekend: str

    @property
    def groot(self) -> bool:
        return self.achterstand >= GRENS_ACHTERSTAND


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


def sommen(antwoorden: Mapping[str, str]) -> list[Som]:
    """The sum per domain, in the order of the regulation, as far as the numbers are known."""
    dl = lees_getal(antwoorden.get("dl", ""))
    per_domein = achterstanden(antwoorden)
    if not dl:
        return []
    return [
        _som(naam, lees_getal(antwoorden[f"dle_{domein}"]) or Decimal(0), dl, per_domein[domein])
        for domein, naam in DOMEINEN.items()
        if domein in per_domein
    ]


def is_bijzondere_groep(antwoorden: Mapping[str, str]) -> bool:
    """A pupil with LWOO, a TLV or an OPP comes with another file: no IQ or DLE (artikel 15e)."""
    return antwoorden.get("bijzondere_groep") == "ja"


def controleer_procriteria(antwoorden: Mapping[str, str]) -> list[Controle]:
    """IQ 55-80, and a backlog of 0,5 or more in two of four domains, one of them rekenen or lezen."""
    if is_bijzondere_groep(antwoorden):
        return [voldoet("Criteria voor praktijkonderwijs", "De leerling heeft al LWOO, een TLV of een OPP.")]
    iq, dl = lees_getal(antwoorden.get("iq", "")), lees_getal(antwoorden.get("dl", ""))
    return [_iq(iq), *_overlap(iq), *_dl(dl), _achterstand(achterstanden(antwoorden))]


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


def _overlap(iq: Decimal | None) -> list[Controle]:
    """IQ 75-80 fits PrO and LWOO: the reasons of the applicant decide."""
    if iq is None or not OVERLAP_VAN <= iq <= IQ_TOT_EN_MET:
        return []
    uitleg = "Tussen 75 en 80 is ook LWOO mogelijk. De motivering van de school geeft dan de doorslag."
    return [waarschuwing("Keuze tussen praktijkonderwijs en LWOO", uitleg)]


def _dl(dl: Decimal | None) -> list[Controle]:
    """Ten months per school year from groep 3: at the end of groep 8, and in leerjaar 1, it is 60."""
    if dl is None or dl <= DL_LEERJAAR_1:
        return []
    uitleg = (
        f"De DL is {_getal(dl)}. Aan het eind van groep 8, en in leerjaar 1, is zij 60: kijk of dit klopt."
    )
    return [waarschuwing("Didactische leeftijd (DL)", uitleg)]


def _som(naam: str, dle: Decimal, dl: Decimal, achterstand: Decimal) -> Som:
    uitkomst = achterstand.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if uitkomst != achterstand:  # 0,496 must not read as 0,50
        uitkomst = achterstand.quantize(Decimal("0.001"), ROUND_HALF_UP)
    return Som(naam, dle, dl, achterstand, f"1 − {_getal(dle)} : {_getal(dl)} = {_getal(uitkomst)}")


def _getal(waarde: Decimal) -> str:
    return str(waarde).replace(".", ",")


def _achterstand(per_domein: Mapping[str, Decimal]) -> Controle:
    naam = "Leerachterstand past bij praktijkonderwijs"
    if voldoet_aan_achterstand(per_domein):
        groot = [DOMEINEN[d] for d, waarde in per_domein.items() if waarde >= GRENS_ACHTERSTAND]
        return voldoet(naam, ", ".join(groot))
    return waarschuwing(
        naam,
        "Nodig is 0,5 of meer op twee van de vier domeinen, waaronder inzichtelijk rekenen of begrijpend lezen.",
    )
