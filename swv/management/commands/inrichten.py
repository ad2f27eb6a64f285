"""`./dev start` calls this: tables, and on the first run the profile, its schools and the demo data."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from swv.demo import begin, maak_gebruikers
from swv.klok import nu, vandaag
from swv.models import Samenwerkingsverband
from swv.scholen import meegeleverd

PROFIELEN = ("vo2001", "po2203", "po2202")


class Command(BaseCommand):
    help = "Maakt de tabellen en vult bij de eerste keer profiel, scholen en demogegevens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--swv", choices=PROFIELEN, default=settings.SWV_PROFIEL)
        parser.add_argument("--leeg", action="store_true", help="zonder demogegevens")

    def handle(self, *args: Any, swv: str, leeg: bool, **options: Any) -> None:
        if self._moet_migreren():
            self.stdout.write("Werkt de tabellen bij …")
            call_command("migrate", verbosity=0)
        if not Samenwerkingsverband.objects.exists():
            with transaction.atomic():  # a first run that is broken off leaves nothing half done
                self._vul(swv, leeg=leeg)

    def _vul(self, swv: str, *, leeg: bool) -> None:
        self.stdout.write(f"Laadt profiel en scholen van {swv.upper()} …")
        call_command("laad_profiel", swv, stdout=StringIO())
        meegeleverd.laad(op=nu())
        if leeg:
            self._maak_logins(swv)
        else:
            self.stdout.write("Maakt demogegevens …")
            call_command("laad_demo", swv=swv, zaad=1)

    def _maak_logins(self, swv: str) -> None:
        """Without demo data a demo still needs someone who can log in; in production `eerste_beheerder` makes one."""
        if settings.SWV_DEMO:
            maak_gebruikers(begin(swv=swv, zaad=1, op=vandaag()))

    def _moet_migreren(self) -> bool:
        """Asking costs a tenth of a migrate run that finds nothing to do."""
        uitvoerder = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return bool(uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes()))
