"""The job that makes the files of a report."""

from typing import Any
from uuid import UUID

from swv.klok import nu
from swv.opdrachten import NogNietMogelijk, opdracht
from swv.pdf import PdfNietBeschikbaar
from swv.rapportages import services


@opdracht(services.MAKEN, "Rapport maken")
def maak_bestanden(*, rapportage: str, versie: int, **_kwargs: Any) -> None:
    """Make one version of the files, once; without Pango it waits and stays visible."""
    try:
        services.bestanden_maken(sleutel=UUID(rapportage), versie=versie, op=nu())
    except PdfNietBeschikbaar as fout:
        raise NogNietMogelijk(str(fout)) from fout
