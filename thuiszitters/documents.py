"""What the inspectierapportage says beside its figures: chapters, sentences and charts (missie.md NRM-25)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from swv.grafieken import Grafiek, kwartaallabels, lijngrafiek, staafgrafiek
from swv.momentopnamen import Stand
from swv.rapportages.soorten import Hoofdstuk
from swv.templatetags.cijfers import cijfer
from swv.templatetags.opmaak import getal
from swv.termijnen import datum

KWARTALEN = 8
MEESTE_BALKEN = 10
HOOFDSTUKKEN = (
    Hoofdstuk("stand", "Stand en verloop"),
    Hoofdstuk("duur", "Hoe lang leerlingen thuis zijn"),
    Hoofdstuk("terug", "Terug naar school"),
    Hoofdstuk("vrijstellingen", "Vrijstellingen"),
    Hoofdstuk("oorzaken", "Belemmeringen en aanpak"),
)
KLASSEN = (
    "lrv_kort",
    "lrv_lang",
    "absoluut",
    "stand",
    "vrijstelling_5a",
    "ziekgemeld",
    "thuiswerkplan",
    "aangepast",
    "dreigend",
)
TOTALEN = {"stand"}


@dataclass(frozen=True)
class Klasserij:
    """One line of the first table: a categorie, the quarter before and now."""

    naam: str
    vorige: Decimal | None
    nu: str
    is_totaal: bool


@dataclass(frozen=True)
class Tekening:
    """A chart and the line below it."""

    grafiek: Grafiek
    bijschrift: str


@dataclass(frozen=True)
class Stroom:
    """begin + instroom - uitstroom = eind, as the frozen figures say it."""

    begin: Decimal
    instroom: Decimal
    uitstroom: Decimal
    eind: Decimal
    omgezet: Decimal

    @property
    def klopt(self) -> bool:
        return self.begin + self.instroom - self.uitstroom == self.eind


def inhoud(stand: Stand) -> dict[str, Any]:
    """What the template of the inspectierapportage shows."""
    return {
        "zinnen": zinnen(stand),
        "klassen": klassen(stand),
        "stroom": stroom(stand),
        "kop": [_gemeten(stand, code) for code in ("zonder_aanbod", "verklaarbaar", "gemeld_op_tijd")],
        "duur": [_gemeten(stand, code) for code in ("mediaan_duur", "langste_duur")],
        "herstel": [_gemeten(stand, code) for code in ("schoolgang_hersteld", "terug_op_tijd", "uitstroom")],
        "vrij": [
            _gemeten(stand, code)
            for code in ("vrijstelling_5a", "vrijstelling_nieuw", "vrijstelling_nooit_op_school")
        ],
        "tekeningen": tekeningen(stand),
    }


def _gemeten(stand: Stand, code: str) -> Any:
    return stand.waarde(f"thuiszitters.{code}")


def _waarde(stand: Stand, code: str) -> Decimal | None:
    uitkomst: Decimal | None = _gemeten(stand, code).uitkomst.waarde
    return uitkomst


def zinnen(stand: Stand) -> list[str]:
    """The report in a few sentences, every number one of its figures."""
    nu, vorige = _waarde(stand, "stand"), stand.vorige("thuiszitters.stand")
    regels = [
        f"Op {datum(stand.peildatum)} stonden {getal(nu)} leerlingen als thuiszitter in het register"
        f"{_verschil(nu, vorige)}.",
        f"{getal(_waarde(stand, 'lrv_lang'))} van hen waren langer dan drie maanden ongeoorloofd thuis.",
        f"Voor {getal(_waarde(stand, 'zonder_aanbod'))} leerlingen was er na drie maanden nog geen passend aanbod.",
        f"In dit kwartaal gingen {getal(_waarde(stand, 'schoolgang_hersteld'))} leerlingen weer naar school.",
    ]
    return [regel for regel in regels if "n.v.t." not in regel]


def _verschil(nu: Decimal | None, vorige: Decimal | None) -> str:
    if nu is None or vorige is None:
        return ""
    anders = nu - vorige
    if not anders:
        return ", evenveel als een kwartaal eerder"
    return f", {getal(abs(anders))} {'meer' if anders > 0 else 'minder'} dan een kwartaal eerder"


def klassen(stand: Stand) -> list[Klasserij]:
    return [
        Klasserij(
            _gemeten(stand, code).kengetal.naam,
            stand.vorige(f"thuiszitters.{code}"),
            cijfer(_gemeten(stand, code)),
            code in TOTALEN,
        )
        for code in KLASSEN
    ]


def stroom(stand: Stand) -> Stroom | None:
    """The check of the register as a whole; None when one of the figures was not frozen."""
    delen = [_waarde(stand, code) for code in ("begin", "instroom", "uitstroom", "register", "omgezet")]
    gevuld = [deel for deel in delen if deel is not None]
    return Stroom(*gevuld) if len(gevuld) == len(delen) else None


def tekeningen(stand: Stand) -> dict[str, Tekening]:
    """One chart per chapter, over eight quarters where there is time in it."""
    return {
        "stand": _lijn(stand, "Thuiszitters op de peildatum", "stand", "aantal"),
        "duur": _lijn(stand, "Mediaan van de dagen thuis", "mediaan_duur", "dagen"),
        "terug": _lijn(stand, "Leerlingen terug in het onderwijs", "schoolgang_hersteld", "aantal"),
        "vrijstellingen": _lijn(
            stand, "Vrijstellingen 5 onder a op de peildatum", "vrijstelling_5a", "aantal"
        ),
        "oorzaken": _balken(stand, "Belemmeringen van thuiszitters", "thuiszitters.naar_belemmering"),
    }


def _lijn(stand: Stand, titel: str, code: str, eenheid: str) -> Tekening:
    trend = kwartaallabels(stand.trend(f"thuiszitters.{code}", KWARTALEN))
    return Tekening(lijngrafiek(titel, trend, eenheid=eenheid), f"{titel}, acht kwartalen.")


def _balken(stand: Stand, titel: str, code: str) -> Tekening:
    """The largest that may be shown; what is suppressed is not drawn."""
    punten = [(cel.labels[0], cel.aantal) for cel in stand.verdeling(code) if cel.aantal is not None]
    punten.sort(key=lambda punt: (-punt[1], punt[0]))
    bijschrift = f"{titel}. Een leerling kan er meer hebben; aantallen onder {stand.grens} staan er niet in."
    return Tekening(staafgrafiek(titel, punten[:MEESTE_BALKEN]), bijschrift)
