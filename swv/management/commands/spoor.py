"""`./dev manage spoor`: whether both trails are still as they were sealed; exit code 1 when they are not."""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from swv import zegels
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel


class Command(Opdrachtregel):
    help = "Rekent de zegels van beide sporen na."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anker", default="", help="een zegel uit het logboek dat in de keten moet staan"
        )

    def voer_uit(self, **options: Any) -> None:
        anker = options["anker"]
        if anker and not re.fullmatch(r"[0-9a-f]{64}", anker):
            raise Gebruiksfout("--anker is geen zegel: het zijn 64 cijfers en letters a tot en met f.")
        fouten: list[str] = []
        for uitslag in zegels.controleer(anker):
            laatste = uitslag.laatste or "nog niets verzegeld"
            self.stdout.write(
                f"{uitslag.spoor.label}: {uitslag.rijen} rijen verzegeld; laatste zegel {laatste}"
            )
            fouten += uitslag.fouten
        for fout in fouten:
            self.stderr.write(fout)
        if fouten:
            raise CommandError("De sporen kloppen niet meer met hun zegels.")
        self.stdout.write("Alles klopt.")
