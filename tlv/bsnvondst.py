"""Where in a request a number stands that can be a BSN: an answer, or a file; for every page that shows it."""

from dataclasses import dataclass
from typing import Any

from swv.bsn import vind_bsn
from tlv.vragen import gestelde_taken

BSN = (
    "Hierin staat een getal dat een burgerservicenummer (BSN) kan zijn. Het samenwerkingsverband mag geen BSN "
    "hebben: haal het weg als het er een is."
)


@dataclass(frozen=True)
class Vondst:
    """A question whose answer holds such a number, and the task in which it is asked."""

    vraag: str
    label: str
    taak: str


def heeft_bsn(antwoord: Any) -> bool:
    return bool(vind_bsn(str(antwoord)))


def bsn_vondsten(aanvraag: Any) -> list[Vondst]:
    """The questions of this request with such a number in the answer or in a file, in the order of the form."""
    bestanden = aanvraag.documenten.met_inhoud().exclude(document__waarschuwing="")
    met_bestand = set(bestanden.values_list("vraag", flat=True))
    return [
        Vondst(vraag["code"], vraag["label"], taak["code"])
        for taak in gestelde_taken(aanvraag)
        for vraag in taak["vragen"]
        if vraag["code"] in met_bestand or heeft_bsn(aanvraag.antwoorden.get(vraag["code"], ""))
    ]
