"""What the profile says about a rule: `[tlv.poort.<code>]` with an outcome and a source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from swv.models import Samenwerkingsverband
from tlv.controle import Controle, Oordeel
from tlv.poort.vraag import Poortvraag

KEUZES = frozenset({"waarschuwing", "blokkade", "uit"})


class PoortFout(ValueError):
    """A profile that says something impossible about a rule."""


@dataclass(frozen=True)
class Poortregel:
    """One named rule. `toets` returns None where it does not apply.

    `bron` is the article or agreement; `vast`: the law leaves the profile no choice.
    """

    code: str
    bron: str
    toets: Callable[[Poortvraag], Controle | None]
    vast: bool = False
    vraagt_reden: bool = True


def instellingen() -> dict[str, str]:
    """Code of a rule -> the outcome that the profile chose; one query."""
    swv = Samenwerkingsverband.objects.only("profiel").first()
    tabel: Mapping[str, Any] = (swv.profiel.get("tlv") or {}).get("poort", {}) if swv else {}
    return {code: str(rij["uitkomst"]) for code, rij in tabel.items()}


def toegepast(regel: Poortregel, controle: Controle, gekozen: str) -> Controle:
    """The outcome as it counts here, and the code under which a reason is kept."""
    uitkomst = controle.uitkomst
    if gekozen and uitkomst is not Oordeel.VOLDOET and not regel.vast:
        uitkomst = Oordeel(gekozen)
    return replace(controle, code=regel.code, uitkomst=uitkomst, vraagt_reden=regel.vraagt_reden)


def controleer_tabel(tabel: Mapping[str, Any], regels: Mapping[str, Poortregel]) -> None:
    """Refuse an unknown rule, an unknown outcome, one without source, and one that the law fixes."""
    for code, rij in tabel.items():
        if code not in regels:
            raise PoortFout(f"De zorgvuldigheidspoort kent geen regel {code}.")
        if rij.get("uitkomst") not in KEUZES or not rij.get("bron"):
            raise PoortFout(f"Regel {code}: geef een uitkomst ({', '.join(sorted(KEUZES))}) en een bron.")
        if regels[code].vast and rij["uitkomst"] != "blokkade":
            raise PoortFout(f"Regel {code} staat in de wet; een profiel kan haar niet lichter maken.")
