"""The ratios of domein.md 5.4 from one balance sheet; without a denominator a ratio does not apply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from financien.models import Balans
from swv.models import Norm

HONDERD = Decimal(100)
AANDEEL, MINIMUM = "financien.signaleringswaarde_aandeel", "financien.signaleringswaarde_minimum"
BALANSVELDEN = {
    "eigen_vermogen": "Eigen vermogen",
    "voorzieningen": "Voorzieningen",
    "kortlopende_schulden": "Kortlopende schulden",
    "vlottende_activa": "Vlottende activa",
    "totaal_vermogen": "Totaal vermogen",
    "totale_baten": "Totale baten",
    "resultaat": "Resultaat",
}


@dataclass(frozen=True)
class Ratio:
    """One ratio as the page shows it; `waarde` None is n.v.t."""

    code: str
    naam: str
    formule: str
    eenheid: str
    waarde: Decimal | None
    signaal: str = ""


def gedeeld(teller: Decimal, noemer: Decimal) -> Decimal | None:
    return teller / noemer if noemer else None


def percentage(teller: Decimal, noemer: Decimal) -> Decimal | None:
    return teller * HONDERD / noemer if noemer else None


def weerstandsvermogen(balans: Balans) -> Decimal | None:
    """KPI 12 of VO2001: eigen vermogen over the totale baten (TGT-18)."""
    return percentage(balans.eigen_vermogen, balans.totale_baten)


def solvabiliteit(balans: Balans) -> Decimal | None:
    """Solvabiliteit 2: with the voorzieningen."""
    return percentage(balans.eigen_vermogen + balans.voorzieningen, balans.totaal_vermogen)


def liquiditeit(balans: Balans) -> Decimal | None:
    return gedeeld(balans.vlottende_activa, balans.kortlopende_schulden)


def rentabiliteit(balans: Balans) -> Decimal | None:
    return percentage(balans.resultaat, balans.totale_baten)


def signaleringswaarde(balans: Balans, normen: Mapping[str, Norm]) -> Decimal | None:
    """max(0,035 x totale baten; 250.000), with both numbers as norms; None when they are not loaded."""
    if AANDEEL not in normen or MINIMUM not in normen:
        return None
    return max(balans.totale_baten * normen[AANDEEL].waarde / HONDERD, normen[MINIMUM].waarde)


def bovenmatig(balans: Balans, normen: Mapping[str, Norm]) -> Decimal | None:
    """What the eigen vermogen is above the signaleringswaarde; it must be nothing, or planned away."""
    grens = signaleringswaarde(balans, normen)
    return None if grens is None else max(balans.eigen_vermogen - grens, Decimal(0))


def ratios(balans: Balans, normen: Mapping[str, Norm]) -> list[Ratio]:
    """All of them, in the order of domein.md 5.4."""
    return [
        Ratio(
            "signaleringswaarde",
            "Signaleringswaarde eigen vermogen",
            "het hoogste van 3,5% van de totale baten en € 250.000",
            "euro",
            signaleringswaarde(balans, normen),
        ),
        Ratio(
            "bovenmatig",
            "Mogelijk bovenmatig eigen vermogen",
            "eigen vermogen min de signaleringswaarde",
            "euro",
            bovenmatig(balans, normen),
            "moet nul zijn, of volgens plan worden afgebouwd",
        ),
        Ratio(
            "weerstandsvermogen",
            "Weerstandsvermogen",
            "eigen vermogen / totale baten",
            "percentage",
            weerstandsvermogen(balans),
        ),
        Ratio(
            "solvabiliteit1",
            "Solvabiliteit 1",
            "eigen vermogen / totaal vermogen",
            "percentage",
            percentage(balans.eigen_vermogen, balans.totaal_vermogen),
        ),
        Ratio(
            "solvabiliteit2",
            "Solvabiliteit 2",
            "(eigen vermogen + voorzieningen) / totaal vermogen",
            "percentage",
            solvabiliteit(balans),
            "de inspectie kijkt mee onder 30%",
        ),
        Ratio(
            "liquiditeit",
            "Liquiditeit (current ratio)",
            "vlottende activa / kortlopende schulden",
            "cijfer",
            liquiditeit(balans),
            "let op onder 0,75 (groot) tot 1,5 (klein)",
        ),
        Ratio(
            "rentabiliteit",
            "Rentabiliteit",
            "resultaat / totale baten",
            "percentage",
            rentabiliteit(balans),
        ),
    ]


@dataclass(frozen=True)
class Jarenregel:
    """One line of the table: a name and its value per year, newest first."""

    naam: str
    cellen: list[tuple[int, Decimal | None]]
    formule: str = ""
    eenheid: str = "euro"
    signaal: str = ""


def ratioregels(jaren: Sequence[Balans], normen: Mapping[str, Norm]) -> list[Jarenregel]:
    """The ratios of these years beside each other."""
    kolommen = [ratios(balans, normen) for balans in jaren]
    return [
        Jarenregel(
            eerste.naam,
            [(balans.jaar, ratio.waarde) for balans, ratio in zip(jaren, rij, strict=True)],
            eerste.formule,
            eerste.eenheid,
            eerste.signaal,
        )
        for eerste, *rest in zip(*kolommen, strict=True)
        for rij in [[eerste, *rest]]
    ]


def balansregels(jaren: Sequence[Balans]) -> list[Jarenregel]:
    """The facts themselves beside each other."""
    return [
        Jarenregel(naam, [(balans.jaar, getattr(balans, veld)) for balans in jaren])
        for veld, naam in BALANSVELDEN.items()
    ]
