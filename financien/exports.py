"""The columns of the files that this room gives out; text never becomes a formula (swv.exports)."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse

from swv.exports import Kolom, Kolomsoort, schrijf_csv, schrijf_xlsx

BEDRAG, GETAL, DATUM, PERCENTAGE = (
    Kolomsoort.BEDRAG,
    Kolomsoort.GETAL,
    Kolomsoort.DATUM,
    Kolomsoort.PERCENTAGE,
)
INHOUDSTYPEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

BOEKINGEN = (
    Kolom("Datum", "datum", DATUM),
    Kolom("Boekstuk", "boekstuk"),
    Kolom("Grootboek", "grootboek"),
    Kolom("Kostenplaats", "kostenplaats"),
    Kolom("Programma", "programma.naam", breedte=40),
    Kolom("Post", "post_code"),
    Kolom("Soort", lambda boeking: boeking.get_soort_display()),
    Kolom("Omschrijving", "omschrijving", breedte=60),
    Kolom("Bedrag", "bedrag", BEDRAG),
)

OVERZICHT = (
    Kolom("Soort", lambda rij: rij[0]),
    Kolom("Programma", lambda rij: rij[1].naam, breedte=40),
    Kolom("Bestemming", lambda rij: rij[1].bestemming, breedte=40),
    Kolom("Begroting", lambda rij: rij[1].stand.begroot, BEDRAG),
    Kolom("Begroting tot nu", lambda rij: rij[1].stand.begroot_tot_nu, BEDRAG),
    Kolom("Realisatie", lambda rij: rij[1].stand.gerealiseerd, BEDRAG),
    Kolom("Uitputting", lambda rij: rij[1].stand.uitputting, PERCENTAGE),
    Kolom("Prognose", lambda rij: rij[1].stand.prognose, BEDRAG),
    Kolom("Verschil", lambda rij: rij[1].stand.verschil, BEDRAG),
)

VERDELING = (
    Kolom("Nummer", "nummer"),
    Kolom("Bestuur", "bestuur", breedte=50),
    Kolom("Scholen", "scholen", GETAL),
    Kolom("Leerlingen", "leerlingen", GETAL),
    Kolom("Aandeel leerlingen", "aandeel", PERCENTAGE),
    Kolom("Bedrag", "bedrag", BEDRAG),
)


def als_bestand(
    formaat: str, kolommen: Iterable[Kolom], rijen: Iterable[Any], *, naam: str, titel: str, op: datetime
) -> HttpResponse:
    """A download in this format; another format does not exist."""
    if formaat not in INHOUDSTYPEN:
        raise Http404
    stroom = BytesIO()
    if formaat == "csv":
        schrijf_csv(kolommen, rijen, stroom)
    else:
        schrijf_xlsx(kolommen, rijen, stroom, titel=titel, gemaakt_op=op)
    antwoord = HttpResponse(stroom.getvalue(), content_type=INHOUDSTYPEN[formaat])
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{formaat}"'
    return antwoord
