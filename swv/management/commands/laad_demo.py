"""`laad_demo --swv vo2001 --zaad 1 [--op DATUM] [--schaal F]`: fictitious pupils on real schools."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from swv import demo as demodata
from swv import demotoegang
from swv.klok import vandaag
from swv.models import Gebruiker


class Command(BaseCommand):
    help = "Laadt fictieve leerlingen en dossiers op de echte scholen van een SWV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--swv", default=settings.SWV_PROFIEL)
        parser.add_argument("--zaad", type=int, default=1)
        parser.add_argument("--op", type=date.fromisoformat, default=None)
        parser.add_argument("--schaal", type=int, default=1)

    def handle(self, *args: Any, **opties: Any) -> None:
        self._controleer(opties["swv"])
        begin = time.monotonic()
        with transaction.atomic():
            demo = demodata.begin(swv=opties["swv"], zaad=opties["zaad"], op=opties["op"] or vandaag())
            if len(demo.scholen) < 2:
                raise CommandError("Er zijn nog geen scholen. Laad eerst scholen met importeer_scholen.")
            demodata.maak_gebruikers(demo)
            for module in demodata.modules():
                module.laad(demo)
            demotoegang.laad(demo)
            demodata.kopieer(opties["schaal"] - 1)
        demodata.analyseer()
        self.stdout.write(f"Demogegevens geladen in {time.monotonic() - begin:.1f} s.")

    def _controleer(self, swv: str) -> None:
        if not settings.SWV_DEMO:
            raise CommandError("Demogegevens kunnen alleen waar SWV_DEMO=1 staat.")
        if swv != demodata.code_van_swv():
            raise CommandError(f"Dit is de installatie van {demodata.code_van_swv()}, niet van {swv}.")
        if Gebruiker.objects.filter(is_demo=True).exists():
            raise CommandError("De demogegevens zijn al geladen.")
