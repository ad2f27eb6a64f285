"""The OPP on paper: what the version in force says, as one PDF."""

from typing import Any

from leerlingen.models import Opp, Oppversie
from leerlingen.selectors.opp import groepen
from swv.klok import datum_van
from swv.models import Samenwerkingsverband
from swv.pdf import maak_pdf
from swv.termijnen import datum


def oppcontext(opp: Opp, versie: Oppversie) -> dict[str, Any]:
    """What the PDF shows; without a date of today, so that the same version gives the same bytes."""
    return {
        "leerling": opp.leerling,
        "geboren": datum(opp.leerling.geboortedatum),
        "school": opp.school,
        "kop": f"{versie.nummer}. {versie.get_soort_display()}",
        "vastgesteld": datum(versie.datum) if versie.datum else "",
        "ingang": datum(opp.ingang) if opp.ingang else "",
        "groepen": groepen(versie),
        "swv": Samenwerkingsverband.objects.get().naam,
    }


def opp_pdf(opp: Opp, versie: Oppversie) -> bytes:
    """The bytes of the PDF; raises `PdfNietBeschikbaar` where PDF's cannot be made."""
    return maak_pdf(
        "pdf/opp.html",
        oppcontext(opp, versie),
        titel=f"Ontwikkelingsperspectief {opp.leerling.dossiernummer}",
        gemaakt_op=versie.vastgesteld_op or versie.begonnen_op,
        kenmerk=f"{versie.sleutel}-{versie.versie}",
    )


def bestandsnaam(opp: Opp, versie: Oppversie) -> str:
    return (
        f"OPP {opp.leerling.dossiernummer} van {datum_van(versie.vastgesteld_op or versie.begonnen_op)}.pdf"
    )
