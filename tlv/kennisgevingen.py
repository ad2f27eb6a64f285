"""Letters that are no besluit: what each says, and the PDF it becomes.

The text is frozen in the row when the letter is written, so that the PDF, a copy in a bundle and the page
say the same for ever. Addressed to the applicant: the bevoegd gezag (Awb 4:14, 4:15).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from swv.klok import datum_van
from swv.models import Gebruiker, Samenwerkingsverband
from swv.pdf import Afzender, maak_pdf
from swv.pdf import Brief as Briefkader
from swv.rollen import ROLLEN
from swv.termijnen import Termijn, datum, datum_met_weekdag
from tlv.documents import Document
from tlv.enums import Kennisgevingsoort, Opschortgrond
from tlv.models import Aanvraag, Bezwaar, Kennisgeving, Termijnopschorting, Verdaging

KENNISGEVING = "tlv.kennisgeving"
SJABLOON = "pdf/tlv_kennisgeving.html"


@dataclass(frozen=True)
class Tekst:
    """What a letter says; `afleiding` are the sentences that lead to its date."""

    soort: Kennisgevingsoort
    onderwerp: str
    alineas: Sequence[str]
    afleiding: Sequence[str] = field(default_factory=tuple)


def opdrachtsleutel(kennisgeving: Kennisgeving) -> str:
    """The unique key of the job that makes this letter."""
    return f"{KENNISGEVING}:{kennisgeving.sleutel}"


def tekst_verdaging(aanvraag: Aanvraag, verdaging: Verdaging, termijn: Termijn) -> Tekst:
    """Awb 4:14 lid 3: within the term, with the reason and the reasonable term in which we will decide."""
    return Tekst(
        Kennisgevingsoort.VERDAGING,
        "Wij hebben meer tijd nodig voor uw aanvraag",
        (
            f"{_over(aanvraag)} Het lukt ons niet om binnen de termijn te beslissen.",
            f"De reden: {verdaging.reden}",
            f"Wij beslissen uiterlijk op {datum_met_weekdag(termijn.uiterste_datum)}. Dit heet verdagen "
            "(artikel 4:14 van de Algemene wet bestuursrecht). U hoeft niets te doen.",
        ),
        termijn.afleiding,
    )


def tekst_opschorting(aanvraag: Aanvraag, rij: Termijnopschorting, termijn: Termijn) -> Tekst:
    """Awb 4:15 lid 2 and 3: that the term stands still, why, and when the decision can be expected."""
    waarom = {
        Opschortgrond.INSTEMMING: f"U stemde hier op {datum(rij.ingestemd_op)} schriftelijk mee in."
        if rij.ingestemd_op
        else "",
        Opschortgrond.AANVRAGER: "De vertraging komt van de kant van de aanvrager.",
        Opschortgrond.OVERMACHT: "Wij kunnen door overmacht nu niet beslissen.",
    }[Opschortgrond(rij.grond)]
    return Tekst(
        Kennisgevingsoort.OPSCHORTING,
        "De termijn voor uw aanvraag staat stil",
        (
            f"{_over(aanvraag)} De termijn om te beslissen staat stil {_periode(rij)}. {waarom}",
            rij.toelichting,
            _nieuwe_datum(rij, termijn),
            "Dit heet opschorten (artikel 4:15, tweede lid, van de Algemene wet bestuursrecht).",
        ),
        termijn.afleiding,
    )


def tekst_einde_opschorting(aanvraag: Aanvraag, rij: Termijnopschorting, termijn: Termijn) -> Tekst:
    """Awb 4:15 lid 4: that the term runs again, and within which term we must still decide."""
    return Tekst(
        Kennisgevingsoort.EINDE_OPSCHORTING,
        "De termijn voor uw aanvraag loopt weer",
        (
            f"{_over(aanvraag)} De termijn om te beslissen stond stil {_periode(rij)}. Zij loopt nu weer.",
            f"Wij beslissen uiterlijk op {datum_met_weekdag(termijn.uiterste_datum)}.",
        ),
        termijn.afleiding,
    )


def tekst_ontvangst(bezwaar: Bezwaar) -> Tekst:
    """Awb 6:14 and 7:13 lid 2: received, and a committee advises; with the day on which we decide."""
    return Tekst(
        Kennisgevingsoort.ONTVANGST_BEZWAAR,
        "Wij hebben uw bezwaar ontvangen",
        (
            f"Op {datum(bezwaar.ontvangen_op)} ontvingen wij uw bezwaar tegen ons besluit met kenmerk "
            f"{bezwaar.besluit.aanvraag.kenmerk}.",
            "Wij sturen uw bezwaar door naar de Landelijke Bezwaaradviescommissie Toelaatbaarheidsverklaring. Die "
            "commissie is onafhankelijk. Zij nodigt u uit om uw bezwaar toe te lichten en geeft ons daarna advies.",
            f"Wij beslissen uiterlijk op {datum_met_weekdag(bezwaar.bob_uiterste_datum)}. Het besluit blijft tot dan "
            "gelden (artikel 6:16 van de Algemene wet bestuursrecht).",
        ),
        bezwaar.bob_afleiding,
    )


def tekst_herstel_bezwaar(bezwaar: Bezwaar, wat: str) -> Tekst:
    """Awb 6:6: what is missing in the objection, and until when that can be mended."""
    tot = datum_met_weekdag(bezwaar.herstel_tot_en_met) if bezwaar.herstel_tot_en_met else ""
    return Tekst(
        Kennisgevingsoort.HERSTEL_BEZWAAR,
        "Wilt u uw bezwaar aanvullen?",
        (
            f"Uw bezwaar is nog niet compleet: {wat}",
            f"Stuur dit uiterlijk op {tot}. Doet u dat niet, dan kunnen wij uw bezwaar niet-ontvankelijk verklaren "
            "(artikel 6:6 van de Algemene wet bestuursrecht). De termijn om te beslissen staat intussen stil.",
        ),
    )


def tekst_verdaging_bezwaar(bezwaar: Bezwaar) -> Tekst:
    """Awb 7:10 lid 3: the decision on the objection is put off, once."""
    return Tekst(
        Kennisgevingsoort.VERDAGING_BEZWAAR,
        "Wij hebben meer tijd nodig voor uw bezwaar",
        (
            f"De reden: {bezwaar.verdaging_reden}",
            f"Wij beslissen uiterlijk op {datum_met_weekdag(bezwaar.bob_uiterste_datum)} (artikel 7:10, derde lid, van "
            "de Algemene wet bestuursrecht).",
        ),
        bezwaar.bob_afleiding,
    )


def _over(aanvraag: Aanvraag) -> str:
    ontvangen = datum(datum_van(aanvraag.ingediend_op)) if aanvraag.ingediend_op else ""
    return (
        f"Op {ontvangen} ontvingen wij uw aanvraag van een toelaatbaarheidsverklaring voor "
        f"{aanvraag.leerling.naam}."
    )


def _periode(rij: Termijnopschorting) -> str:
    if rij.tot_en_met:
        return f"van {datum(rij.vanaf)} tot en met {datum(rij.tot_en_met)}"
    return f"sinds {datum(rij.vanaf)}"


def _nieuwe_datum(rij: Termijnopschorting, termijn: Termijn) -> str:
    dag = datum_met_weekdag(termijn.uiterste_datum)
    if rij.tot_en_met:
        return f"Wij beslissen uiterlijk op {dag}."
    return (
        f"Wij laten het u weten zodra de termijn weer loopt. Zou dat vandaag zijn, dan beslissen wij uiterlijk op "
        f"{dag}; elke dag die het langer duurt, komt daarbij."
    )


def kennisgevingbrief(kennisgeving: Kennisgeving) -> Document:
    """Make the letter; the same row gives the same bytes."""
    inhoud = maak_pdf(
        SJABLOON,
        briefcontext(kennisgeving),
        titel=f"{kennisgeving.onderwerp}, kenmerk {kennisgeving.aanvraag.kenmerk}",
        gemaakt_op=kennisgeving.geschreven_op,
        kenmerk=str(kennisgeving.sleutel),
    )
    return Document(f"Brief {kennisgeving.aanvraag.kenmerk}.pdf", inhoud)


def briefcontext(kennisgeving: Kennisgeving) -> dict[str, Any]:
    swv = Samenwerkingsverband.objects.get()
    kader = Briefkader(
        afzender=Afzender(swv.naam, tuple(swv.profiel.get("adres", ()))),
        geadresseerde=(kennisgeving.aan, *kennisgeving.adresregels),
        datum=datum(datum_van(kennisgeving.geschreven_op)),
        kenmerk=kennisgeving.aanvraag.kenmerk,
        onderwerp=kennisgeving.onderwerp,
        aanhef=f"Geachte {kennisgeving.aan},",
        ondertekenaar=kennisgeving.geschreven_door.naam,
        functie=functie_van(kennisgeving.geschreven_door),
        namens=f"Namens {swv.naam},",
    )
    return {"brief": kader, "alineas": kennisgeving.alineas, "afleiding": kennisgeving.afleiding}


def functie_van(gebruiker: Gebruiker) -> str:
    """The function under a name: the own one, else that of a role for the SWV."""
    rollen = sorted(rol for rol in gebruiker.rollen if ROLLEN[rol].is_medewerker)
    return gebruiker.functie or (ROLLEN[rollen[0]].naam if rollen else "")
