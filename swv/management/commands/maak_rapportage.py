"""`./dev manage maak_rapportage inspectie --kwartaal 2025-4 --uit DIR`: a report and its files, here and now.

It is the job that the page starts, carried out in the foreground: asked twice it is still one report.
"""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from swv import bestanden, opdrachten
from swv.klok import nu
from swv.kwartaal import Kwartaal
from swv.management.commands.kengetallen import eis_swv, lees_kwartaal
from swv.models import Opdracht, Rapportage
from swv.momentopnamen import PeildatumNietVoorbij, stand_van
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel
from swv.rapportages import SOORTEN, services
from swv.termijnen import datum

GEDULD = 240  # seconds; a worker that holds the job gets the time that a job may take
TUSSENPOOS = 0.5


class Command(Opdrachtregel):
    help = "Maakt een rapport van een kwartaal en schrijft de PDF, CSV en XLSX in een map."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("soort", help=f"een van: {', '.join(sorted(SOORTEN))}")
        parser.add_argument("--kwartaal", required=True, help="JJJJ-K, bijvoorbeeld 2025-4")
        parser.add_argument("--uit", required=True, metavar="MAP", help="waar de bestanden komen")

    def voer_uit(self, **options: Any) -> None:
        soort, doel = _soort(options["soort"]), _doelmap(options["uit"])
        kwartaal = lees_kwartaal(options["kwartaal"])
        eis_swv()
        was_vastgelegd = stand_van(kwartaal) is not None
        rapportage = _vraag(soort, kwartaal)
        self._maak(rapportage)
        momentopname = rapportage.momentopname
        if not was_vastgelegd and momentopname:
            self.stdout.write(
                f"De cijfers van het {kwartaal.naam} waren nog niet vastgelegd; dat is eerst gedaan, met peildatum "
                f"{datum(momentopname.peildatum)}."
            )
        for bestand in rapportage.bestanden.actueel().order_by("vorm"):
            pad = doel / bestand.naam
            pad.write_bytes(bestanden.lees(bestand))
            self.stdout.write(f"{pad}  sha256 {bestand.sha256}")

    def _maak(self, rapportage: Rapportage) -> None:
        """Carry out the job, or wait for the worker that was first."""
        einde = time.monotonic() + GEDULD
        while True:
            rapportage.refresh_from_db()
            if not rapportage.wordt_gemaakt:
                return
            opdracht = services.opdracht_van(rapportage)
            if opdracht is None or time.monotonic() > einde:
                raise CommandError(
                    "Het rapport is niet op tijd klaar; zie de pagina Opdrachten.", returncode=1
                )
            if not opdrachten.voer_uit(opdracht.pk):
                _stop_als_het_niet_kan(opdracht)
                time.sleep(TUSSENPOOS)


def _stop_als_het_niet_kan(opdracht: Opdracht) -> None:
    """A job that waits for its surroundings (Pango) says so; it does not come by waiting here."""
    opdracht.refresh_from_db()
    if services.is_mislukt(opdracht) or (opdracht.laatste_fout and not opdracht.pogingen):
        raise CommandError(f"Het rapport kon niet worden gemaakt: {opdracht.laatste_fout}", returncode=1)


def _soort(code: str) -> str:
    if code not in SOORTEN:
        raise Gebruiksfout(f"Het rapport {code!r} bestaat niet; kies uit: {', '.join(sorted(SOORTEN))}.")
    return code


def _doelmap(tekst: str) -> Path:
    doel = Path(tekst)
    try:
        doel.mkdir(parents=True, exist_ok=True)
    except OSError as fout:
        raise Gebruiksfout(f"In {tekst!r} kan niet worden geschreven; kies een andere map.") from fout
    return doel


def _vraag(soort: str, kwartaal: Kwartaal) -> Rapportage:
    """Ask for the report, and for new files when its texts have changed since."""
    try:
        rapportage = services.aanvragen(soort=soort, kwartaal=kwartaal, door=None, op=nu())
    except PeildatumNietVoorbij as fout:
        raise Gebruiksfout(str(fout)) from fout
    if not rapportage.is_actueel and not rapportage.is_vastgesteld:
        rapportage = services.opnieuw_maken(rapportage=rapportage, door=None, op=nu())
    return rapportage
