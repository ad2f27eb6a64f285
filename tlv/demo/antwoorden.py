"""The answers of one fictitious request: they agree with each other, and the form accepts them on their own day."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from swv.models import Vragenlijst
from swv.termijnen import leeftijd
from tlv.demo import teksten
from tlv.demo.kandidaten import Kandidaat
from tlv.enums import Aanleiding, Soort
from tlv.geldigheid import eerste_einddatum, laatste_einddatum

DL_GROEP_3_TOT_8, DL_PER_JAAR = 60, 10
JONG = 8
NIET_GEHOORD = {"wilde_niet": teksten.WEIGERING, "nee": teksten.NOG_NIET}
DOMEINEN = ("rekenen", "begrijpend_lezen", "technisch_lezen", "spellen")


@dataclass(frozen=True)
class Bron:
    """What the answers are made from: the pupil, the day, and whether the school was brief."""

    rng: Random
    kandidaat: Kandidaat
    op: date
    kort: bool
    duur: int


def trek_duur(rng: Random, kandidaat: Kandidaat) -> int:
    """The number of school years that is asked for: up to four, short for a young child, within the leaving age."""
    gewichten = {1: 30, 2: 45, 3: 15, 4: 10}
    duur = rng.choices(list(gewichten), list(gewichten.values()))[0]
    if leeftijd(kandidaat.leerling.geboortedatum, kandidaat.ingang) < JONG:
        duur = min(duur, 2)
    grens = laatste_einddatum(kandidaat.soort, kandidaat.leerling.geboortedatum)
    ruimte = grens.year - eerste_einddatum(kandidaat.ingang).year + 1 if grens else duur
    return max(1, min(duur, ruimte))


def maak_antwoorden(
    rng: Random, lijst: Vragenlijst, kandidaat: Kandidaat, op: date, *, duur: int, kort: bool
) -> dict[str, str]:
    """An answer to every question of this set that is asked of this request and answered in words."""
    bron = Bron(rng, kandidaat, op, kort, duur)
    bekend = _verhaal(bron) | _rapport(bron) | _gesprek(bron)
    gesteld = [
        vraag["code"]
        for taak in lijst.inhoud["taken"]
        for vraag in taak["vragen"]
        if vraag["soort"] != "document" and _gesteld(taak | vraag, kandidaat.aanleiding, bekend)
    ]
    return {code: bekend[code] for code in gesteld if bekend.get(code)}


def _gesteld(rij: dict[str, Any], aanleiding: Aanleiding, bekend: dict[str, str]) -> bool:
    """Whether this question is asked here; `rij`: the row of the question over that of its task."""
    als = rij.get("alleen_als")
    return (
        not rij.get("uit", False)
        and aanleiding in rij.get("aanleidingen", [aanleiding])
        and aanleiding not in rij.get("niet_bij", [])
        and (als is None or bekend.get(als["vraag"], "") in als["is"])
    )


def _dag(bron: Bron, minst: int, meest: int) -> str:
    return (bron.op - timedelta(days=bron.rng.randint(minst, meest))).isoformat()


def _gesprek(bron: Bron) -> dict[str, str]:
    """What parents and pupil said; where the pupil was not heard, there is no opinion either."""
    rng = bron.rng
    _, mening, zienswijze, handelingsdeel = rng.choices(teksten.OUDERS, [rij[0] for rij in teksten.OUDERS])[0]
    gehoord = rng.choices(["ja", "wilde_niet", "nee"], [90, 6, 4])[0]
    return {
        "gegevens_kloppen": rng.choices(["kloppen", "onbekend"], [96, 4])[0],
        "leerjaar": bron.kandidaat.klas,
        "besproken_op": _dag(bron, 4, 35),
        "ouders_mening": mening,
        "zienswijze": zienswijze,
        "opp_vastgesteld_op": _dag(bron, 20, 250),
        "handelingsdeel": handelingsdeel,
        "leerling_gehoord": gehoord,
        **({"mening_leerling": NIET_GEHOORD[gehoord]} if gehoord in NIET_GEHOORD else {}),
    }


def _verhaal(bron: Bron) -> dict[str, str]:
    """The story of one pupil, and what is asked for; the date and duration as the form allows them."""
    rng, kandidaat = bron.rng, bron.kandidaat
    geval = rng.choice(teksten.GEVALLEN[kandidaat.soort])
    terugkeer = "nee" if geval is teksten.GEVALLEN[Soort.VSO][-1] else _gewogen(rng, teksten.TERUGKEER)
    einde = eerste_einddatum(kandidaat.ingang).year + bron.duur - 1
    return {
        "ondersteuningsvraag": geval.nodig,
        "grens_school": geval.grens,
        "doelen_gehaald": rng.choice(teksten.DOELEN),
        "waarom_langer": rng.choice(teksten.LANGER),
        "andere_categorie": _gewogen(rng, (("gelijk", 85), ("hoger", 8), ("lager", 7))),
        "gewenste_ingang": kandidaat.ingang.isoformat(),
        "gewenste_duur": str(bron.duur),
        "emb": "nee",
        "gewenste_school": kandidaat.naar.naam if kandidaat.naar and rng.random() < 0.7 else "",
        "bijzondere_groep": "nee",
        "voorschool": rng.choice(teksten.VOORSCHOOL),
        "voorschool_hulp": rng.choice(teksten.VOORSCHOOL_HULP),
        "herkomst": _gewogen(rng, teksten.HERKOMST),
        "vorige_school": rng.choice(teksten.VORIGE_SCHOOL),
        "interventies": teksten.KORT_GEDAAN if bron.kort else geval.gedaan,
        "resultaat": geval.resultaat,
        "externe_hulp": geval.extern if rng.random() < 0.9 else "",
        "terugkeer": terugkeer,
        "terugkeer_voorwaarden": geval.voorwaarden,
        "terugkeer_moment": date(einde - 1, 8, 1).isoformat() if rng.random() < 0.8 else "",
        "mening_leerling": geval.mening,
    }


def _gewogen(rng: Random, keuzes: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([waarde for waarde, _ in keuzes], [gewicht for _, gewicht in keuzes])[0]


def _rapport(bron: Bron) -> dict[str, str]:
    """IQ and leerachterstand for PrO: within the criteria, now and then in the overlap with LWOO."""
    rng, dl = bron.rng, _dl(bron)
    iq = rng.choices([rng.randint(58, 74), rng.randint(75, 80)], [85, 15])[0]
    delen = {
        "rekenen": (35, 49),
        "begrijpend_lezen": (35, 50),
        "technisch_lezen": (45, 70),
        "spellen": (42, 65),
    }
    dle = {f"dle_{domein}": str(dl * rng.randint(*delen[domein]) // 100) for domein in DOMEINEN}
    return dle | {
        "dl": str(dl),
        "iq": str(iq),
        "iq_test": rng.choice(teksten.IQ_TESTEN),
        "iq_datum": _dag(bron, 40, 420),
        "dle_datum": _dag(bron, 20, 120),
    }


def _dl(bron: Bron) -> int:
    """Ten months per school year from groep 3, as far as the year has come; 60 from the end of groep 8."""
    woord, _, getal = bron.kandidaat.klas.partition(" ")
    if woord != "Groep":
        return DL_GROEP_3_TOT_8
    dit_jaar = (bron.op.month - 9) % 12 if bron.op.month not in (7, 8) else DL_PER_JAAR
    return max(1, min(DL_GROEP_3_TOT_8, (int(getal) - 3) * DL_PER_JAAR + dit_jaar))
