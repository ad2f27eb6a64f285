"""The question set of a request: its tasks, what is still missing, and which answers are possible.

Completeness is a report, not an exception: the same list feeds the screen and the policy of sending in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from swv.models import Vragenlijst
from swv.termijnen import datum
from tlv.datumgrenzen import buiten_grenzen
from tlv.enums import Soort

CODE = "tlv_{soort}"
MAX_REGEL = 200
MAX_TEKST = 8000
JA_NEE = (("ja", "Ja"), ("nee", "Nee"))


@dataclass(frozen=True)
class Vraag:
    """One question; `soort` is regel, tekst, datum, getal, keuze, janee or document."""

    code: str
    label: str
    soort: str
    hint: str = ""
    opties: tuple[tuple[str, str], ...] = ()
    verplicht: bool = True
    documentsoort: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    vast: str = ""  # why an SWV cannot switch it off
    neem_over: bool = False  # a verlenging begins with the earlier answer
    niet_voor: str = ""  # bounds of a date, as words of tlv/datumgrenzen.py
    niet_na: str = ""

    @property
    def is_document(self) -> bool:
        return self.soort == "document"

    @property
    def keuzes(self) -> tuple[tuple[str, str], ...]:
        return JA_NEE if self.soort == "janee" else self.opties


@dataclass(frozen=True)
class Taak:
    """A group of questions that a school fills in at once; `stand` is klaar, bezig or nog_niet."""

    code: str
    titel: str
    uitleg: str
    stand: str
    vragen: tuple[Vraag, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Tekort:
    """Something mandatory that is not there yet."""

    vraag: Vraag
    taak: Taak
    melding: str
    overgenomen: bool = False


def lijst_voor(soort: str, dag: date) -> Vragenlijst | None:
    """The question set in force for this soort; None when this SWV does not decide on it."""
    return Vragenlijst.objects.geldig_op(CODE.format(soort=soort), dag).first()


def soorten(dag: date) -> list[Soort]:
    """What can be asked for at this SWV on this day: the soorten with a question set."""
    return [soort for soort in Soort if lijst_voor(soort, dag)]


def soorten_ooit() -> list[Soort]:
    """The soorten that this SWV ever asked questions about, for a filter; one query."""
    codes = {CODE.format(soort=soort): soort for soort in Soort}
    gebruikt = set(Vragenlijst.objects.filter(code__in=codes).values_list("code", flat=True).distinct())
    return [soort for code, soort in codes.items() if code in gebruikt]


def taken(aanvraag: Any) -> list[Taak]:
    """The tasks of this request, each with how far it is."""
    gevuld = _gevulde_codes(aanvraag)
    return [_taak(regels, gevuld) for regels in gestelde_taken(aanvraag)]


def tekorten(aanvraag: Any) -> list[Tekort]:
    """Every mandatory question without an answer, every mandatory document that is absent, and what was
    carried over from an earlier request and not checked yet."""
    gevuld = _gevulde_codes(aanvraag)
    return [
        Tekort(vraag, taak, _melding(vraag, aanvraag), vraag.code in aanvraag.overgenomen)
        for taak in (_taak(regels, gevuld) for regels in gestelde_taken(aanvraag))
        for vraag in taak.vragen
        if vraag.code not in gevuld and (vraag.verplicht or vraag.code in aanvraag.overgenomen)
    ]


def gestelde_taken(aanvraag: Any) -> list[dict[str, Any]]:
    """The tasks of the question set with the questions that are asked of this request, as rows.

    What an SWV switched off, what belongs to another aanleiding and what follows from another answer is left out.
    """
    taken_ = [
        taak | {"vragen": [rij for rij in taak["vragen"] if _wordt_gesteld(rij, aanvraag)]}
        for taak in aanvraag.vragenlijst.inhoud["taken"]
        if _wordt_gesteld(taak, aanvraag)
    ]
    return [taak for taak in taken_ if taak["vragen"]]


def gesteld(aanvraag: Any) -> dict[str, Vraag]:
    """The questions that are asked of this request, by code."""
    return {rij["code"]: lees_vraag(rij) for taak in gestelde_taken(aanvraag) for rij in taak["vragen"]}


def _wordt_gesteld(rij: dict[str, Any], aanvraag: Any) -> bool:
    als = rij.get("alleen_als")
    return (
        not rij.get("uit", False)
        and aanvraag.aanleiding in rij.get("aanleidingen", [aanvraag.aanleiding])
        and aanvraag.aanleiding not in rij.get("niet_bij", [])
        and (als is None or aanvraag.antwoorden.get(als["vraag"], "") in als["is"])
    )


def vraag(aanvraag: Any, code: str) -> Vraag | None:
    """The question with this code in the version of this request, or None."""
    return vragen(aanvraag.vragenlijst.inhoud).get(code)


def vragen(inhoud: dict[str, Any]) -> dict[str, Vraag]:
    """All questions of a question set by code."""
    return {rij["code"]: lees_vraag(rij) for taak in inhoud["taken"] for rij in taak["vragen"]}


def antwoord_in_woorden(gestelde: Vraag, waarde: str) -> str:
    """The answer as it is read: the label of a choice, a date in words, the text of anything else."""
    if gestelde.soort == "datum" and (dag := lees_datum(waarde)):
        return datum(dag)
    return dict(gestelde.keuzes).get(waarde, waarde)


def lees_vraag(rij: dict[str, Any]) -> Vraag:
    """Make a question from its row in the question set."""
    return Vraag(
        code=rij["code"],
        label=rij["label"],
        soort=rij["soort"],
        hint=rij.get("hint", ""),
        opties=tuple((waarde, label) for waarde, label in rij.get("opties", [])),
        verplicht=rij.get("verplicht", True),
        documentsoort=rij.get("documentsoort", ""),
        minimum=_grens(rij, "minimum"),
        maximum=_grens(rij, "maximum"),
        vast=rij.get("vast", ""),
        neem_over=rij.get("neem_over", False),
        niet_voor=rij.get("niet_voor", ""),
        niet_na=rij.get("niet_na", ""),
    )


def controleer_antwoord(gestelde: Vraag, waarde: str, op: date) -> str:
    """Return why this answer does not fit its question on day `op`, or an empty string; empty answers always fit."""
    if not waarde:
        return ""
    if gestelde.soort in {"keuze", "janee"}:
        return "" if waarde in dict(gestelde.keuzes) else "Kies een van de mogelijkheden."
    if gestelde.soort == "datum":
        return _controleer_datum(gestelde, waarde, op)
    if gestelde.soort == "getal":
        return _controleer_getal(gestelde, waarde)
    maximum = MAX_REGEL if gestelde.soort == "regel" else MAX_TEKST
    return "" if len(waarde) <= maximum else f"Gebruik niet meer dan {maximum} tekens."


def _controleer_datum(gestelde: Vraag, waarde: str, op: date) -> str:
    dag = lees_datum(waarde)
    if dag is None:
        return "Vul een datum in, bijvoorbeeld 27-11-2026."
    return buiten_grenzen(dag, niet_voor=gestelde.niet_voor, niet_na=gestelde.niet_na, op=op)


def lees_datum(waarde: str) -> date | None:
    """The date of an answer; answers keep it as JJJJ-MM-DD."""
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        return None


def lees_getal(waarde: str) -> Decimal | None:
    """The number of an answer; a comma and a point both separate decimals."""
    try:
        getal = Decimal(waarde.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None


def _controleer_getal(gestelde: Vraag, waarde: str) -> str:
    getal = lees_getal(waarde)
    if getal is None:
        return "Vul een getal in."
    if gestelde.minimum is not None and getal < gestelde.minimum:
        return f"Vul een getal van {gestelde.minimum} of meer in."
    if gestelde.maximum is not None and getal > gestelde.maximum:
        return f"Vul een getal van {gestelde.maximum} of minder in."
    return ""


def _grens(rij: dict[str, Any], naam: str) -> Decimal | None:
    return Decimal(str(rij[naam])) if naam in rij else None


def _gevulde_codes(aanvraag: Any) -> set[str]:
    """What has an answer; an answer that was carried over counts when someone has checked it."""
    antwoorden = {code for code, waarde in aanvraag.antwoorden.items() if str(waarde).strip()}
    antwoorden -= set(aanvraag.overgenomen)
    return antwoorden | set(aanvraag.documenten.met_inhoud().values_list("vraag", flat=True))


def _taak(regels: dict[str, Any], gevuld: Iterable[str]) -> Taak:
    gesteld = tuple(lees_vraag(rij) for rij in regels["vragen"])
    codes = {v.code for v in gesteld}
    verplicht = {v.code for v in gesteld if v.verplicht}
    klaar = codes & set(gevuld)
    stand = "nog_niet" if not klaar else "klaar" if verplicht <= klaar else "bezig"
    return Taak(regels["code"], regels["titel"], regels.get("uitleg", ""), stand, gesteld)


def _melding(gestelde: Vraag, aanvraag: Any) -> str:
    if gestelde.code in aanvraag.overgenomen:
        return f"Controleer wat is overgenomen: {gestelde.label}"
    if gestelde.is_document:
        return f"Voeg toe: {gestelde.label}"
    return f"Beantwoord: {gestelde.label}"
