"""The letter of a decision: what it says to whom, and the PDF it becomes.

Awb: reasons (3:46, 3:47), the objection clause (3:45), made known by sending (3:41). The pupil's address
is in no letter, because it can be the hidden address of one of the parents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from swv.klok import datum_van
from swv.models import Samenwerkingsverband
from swv.pdf import Afzender, maak_pdf
from swv.pdf import Brief as Briefkader
from swv.rollen import ROLLEN
from swv.termijnen import datum
from tlv.enums import (
    Adviesstatus,
    Bekostigingscategorie,
    Conclusie,
    Geadresseerde,
    Puntconclusie,
    Soort,
    Uitkomst,
)
from tlv.models import Aanvraag, Agendapunt, Besluit, Brief, Deskundigenadvies

BESLUITBRIEF = "tlv.besluitbrief"
SJABLOON = "pdf/tlv_besluitbrief.html"
SJABLOONVERSIE = "besluitbrief-1"

ONDERWERP = {
    Uitkomst.TOEGEKEND: "Besluit: toelaatbaarheidsverklaring toegekend",
    Uitkomst.AFGEWEZEN: "Besluit: toelaatbaarheidsverklaring afgewezen",
    Uitkomst.NIET_BEHANDELD: "Besluit: aanvraag niet in behandeling genomen",
}
# The provision on which the decision rests (Awb 3:47; domein.md 1.1.1-1.1.4).
GRONDSLAG = {
    Soort.SBO: "artikel 18a, zesde lid, onder c, van de Wet op het primair onderwijs",
    Soort.SO: "artikel 18a, zesde lid, onder c, van de Wet op het primair onderwijs en artikel 40 van de Wet op "
    "de expertisecentra",
    Soort.VSO: "artikel 2.47, zevende lid, onder c, van de Wet voortgezet onderwijs 2020 en artikel 40 van de "
    "Wet op de expertisecentra",
    Soort.PRO: "de artikelen 2.30 en 2.47, zevende lid, onder c, van de Wet voortgezet onderwijs 2020",
}
GRONDSLAG_NIET_BEHANDELD = "artikel 4:5 van de Algemene wet bestuursrecht"


@dataclass(frozen=True)
class Document:
    """A finished file; `naam` says nothing about the pupil."""

    naam: str
    inhoud: bytes


@dataclass(frozen=True)
class Adviesbijlage:
    """One advice as the letter mentions it, and as the copy for the parents shows it."""

    titel: str
    deskundige: str
    conclusie: str
    alineas: tuple[str, ...]


def opdrachtsleutel(brief: Brief) -> str:
    """The unique key of the job that makes this letter, by which the page finds how it stands."""
    return f"{BESLUITBRIEF}:{brief.sleutel}"


def besluitbrief(brief: Brief) -> Document:
    """Make the letter to this addressee; the same decision gives the same bytes."""
    besluit = brief.besluit
    inhoud = maak_pdf(
        SJABLOON,
        besluitbriefcontext(brief),
        titel=f"{ONDERWERP[Uitkomst(besluit.uitkomst)]}, kenmerk {besluit.aanvraag.kenmerk}",
        gemaakt_op=besluit.genomen_op,
        kenmerk=str(brief.sleutel),
    )
    return Document(f"Besluitbrief {besluit.aanvraag.kenmerk} - {_voor_wie(brief)}.pdf", inhoud)


def _voor_wie(brief: Brief) -> str:
    """The addressee without a name: bestuur, leerling, or ouder 1, 2 in the order of the letters."""
    if brief.geadresseerde == Geadresseerde.BEVOEGD_GEZAG:
        return "bestuur"
    if brief.geadresseerde == Geadresseerde.LEERLING:
        return "leerling"
    eerder = brief.besluit.brieven.filter(geadresseerde=Geadresseerde.GEZAGHEBBENDE, pk__lte=brief.pk)
    return f"ouder {eerder.count()}"


def besluitbriefcontext(brief: Brief) -> dict[str, Any]:
    """What the template shows; it computes nothing itself."""
    besluit = brief.besluit
    aanvraag = besluit.aanvraag
    swv = Samenwerkingsverband.objects.get()
    adviezen = adviesbijlagen(aanvraag)
    met_kopie = brief.geadresseerde != Geadresseerde.BEVOEGD_GEZAG
    return {
        "brief": _kader(brief, swv, adviezen if met_kopie else ()),
        "besluit": besluit,
        "leerling": aanvraag.leerling,
        "geboren_op": datum(aanvraag.leerling.geboortedatum),
        "school": aanvraag.school,
        "soort": Soort(aanvraag.soort).label,
        "ontvangen_op": datum(datum_van(aanvraag.ingediend_op)) if aanvraag.ingediend_op else "",
        "is_toegekend": besluit.uitkomst == Uitkomst.TOEGEKEND,
        "is_afgewezen": besluit.uitkomst == Uitkomst.AFGEWEZEN,
        "verklaring": getattr(besluit, "verklaring", None),
        "categorie": _categorie(besluit),
        "periode": _periode(besluit),
        "motivering": alineas(besluit.motivering),
        "adviezen": adviezen,
        "kopieen": adviezen if met_kopie else (),
        "grondslag": _grondslag(besluit),
        "swv_naam": swv.naam,
        "swv_adres": tuple(swv.profiel.get("adres", ())),
        "is_school": brief.geadresseerde == Geadresseerde.BEVOEGD_GEZAG,
        "is_leerling": brief.geadresseerde == Geadresseerde.LEERLING,
        "mandaat": besluit.mandaat,
    }


def adviesbijlagen(aanvraag: Aanvraag) -> tuple[Adviesbijlage, ...]:
    """The advices that were given, in the order in which they came."""
    rijen = aanvraag.adviezen.filter(status=Adviesstatus.UITGEBRACHT).select_related("deskundige")
    return tuple(_bijlage(advies) for advies in rijen.order_by("uitgebracht_op", "id"))


def voorstel_motivering(aanvraag: Aanvraag) -> str:
    """A first text for the reasons, from the advices themselves; the decider makes it the own text."""
    delen = ["\n".join((f"{a.titel}: {a.conclusie.lower()}.", *a.alineas)) for a in adviesbijlagen(aanvraag)]
    if oordeel := laatste_commissieoordeel(aanvraag):
        wanneer = datum(datum_van(oordeel.vergadering.begint_op))
        titel = f"Advies van de {oordeel.vergadering.commissie.naam} van {wanneer}"
        delen.append(f"{titel}: {oordeel.get_conclusie_display().lower()}.\n{oordeel.toelichting}")
    return "\n\n".join(delen)


def laatste_commissieoordeel(aanvraag: Aanvraag) -> Agendapunt | None:
    """What the committee concluded last about this request; to leave it for a next meeting is no conclusion."""
    punten = aanvraag.agendapunten.exclude(conclusie__in=["", Puntconclusie.AANGEHOUDEN])
    return punten.select_related("vergadering__commissie").order_by("vergadering__begint_op", "id").last()


def alineas(tekst: str) -> tuple[str, ...]:
    """The paragraphs of a text that someone typed, split on line ends."""
    return tuple(regel.strip() for regel in tekst.splitlines() if regel.strip())


def _kader(brief: Brief, swv: Samenwerkingsverband, kopieen: Sequence[Adviesbijlage]) -> Briefkader:
    besluit = brief.besluit
    return Briefkader(
        afzender=Afzender(swv.naam, tuple(swv.profiel.get("adres", ()))),
        geadresseerde=(brief.aan, *brief.adresregels),
        datum=datum(datum_van(besluit.genomen_op)),
        kenmerk=besluit.aanvraag.kenmerk,
        onderwerp=ONDERWERP[Uitkomst(besluit.uitkomst)],
        aanhef="Geacht bestuur,"
        if brief.geadresseerde == Geadresseerde.BEVOEGD_GEZAG
        else f"Geachte {brief.aan},",
        ondertekenaar=besluit.genomen_door.naam,
        functie=besluit.genomen_door.functie or _functie(besluit),
        namens=f"Namens {swv.naam},",
        bijlagen=tuple(f"Kopie: {kopie.titel}" for kopie in kopieen),
    )


def _functie(besluit: Besluit) -> str:
    rol = besluit.mandaat.partition(":")[0]
    return rol if rol in {r.naam for r in ROLLEN.values()} else ""


def _categorie(besluit: Besluit) -> str:
    """The funding category in words; nothing where this kind of school has none (SBO, PrO)."""
    if besluit.categorie in {"", Bekostigingscategorie.NVT}:
        return ""
    return Bekostigingscategorie(besluit.categorie).label


def _periode(besluit: Besluit) -> str:
    if besluit.ingangsdatum is None:
        return ""
    begin: date = besluit.ingangsdatum
    if besluit.einddatum is None:
        return f"vanaf {datum(begin)}, voor de hele praktijkschooltijd"
    return f"{datum(begin)} tot en met {datum(besluit.einddatum)}"


def _grondslag(besluit: Besluit) -> str:
    if besluit.uitkomst == Uitkomst.NIET_BEHANDELD:
        return GRONDSLAG_NIET_BEHANDELD
    return GRONDSLAG[Soort(besluit.aanvraag.soort)]


def _bijlage(advies: Deskundigenadvies) -> Adviesbijlage:
    gegeven = advies.uitgebracht_op
    wanneer = f" van {datum(datum_van(gegeven))}" if gegeven else ""
    return Adviesbijlage(
        titel=f"Advies {advies.get_beroep_display().lower()}{wanneer}",
        deskundige=advies.deskundige.naam,
        conclusie=Conclusie(advies.conclusie).label,
        alineas=alineas(advies.motivering),
    )
