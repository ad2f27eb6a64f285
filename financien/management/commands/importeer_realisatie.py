"""`./dev manage importeer_realisatie BESTAND [--proef]`: read the bookings of the administratiekantoor."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from financien.realisatie.bedragen import Notatie
from financien.services.realisatie import MetFouten, Uitslag, importeer, lees_bestand
from swv.imports.fouten import Importfout
from swv.klok import nu
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel

SLOTREGEL = ("gelezen", "nieuw", "gewijzigd", "ongewijzigd", "overgeslagen", "fouten")


class Command(Opdrachtregel):
    help = "Leest de realisatie van het administratiekantoor (CSV of XLSX); meer keren hetzelfde geeft geen verschil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", metavar="BESTAND")
        parser.add_argument("--proef", action="store_true", help="laat zien wat er gebeurt en wijzigt niets")
        parser.add_argument("--notatie", default="", help="nl (1.234,56) of en (1,234.56); anders herkend")

    def voer_uit(self, **options: Any) -> None:
        notatie = options["notatie"].lower()
        if notatie and notatie not in {n.value for n in Notatie}:
            raise Gebruiksfout(f"--notatie {notatie!r} is onbekend; kies nl of en.")
        try:
            bestand = lees_bestand(Path(options["bestand"]), notatie=notatie)
            uitslag = importeer(bestand, door=None, op=nu(), proef=options["proef"])
        except MetFouten as fout:
            self._toon(fout.uitslag)
            self.stderr.write(f"{fout.melding} Er is niets gewijzigd.")
            sys.exit(1)
        except Importfout as fout:
            self.stderr.write(f"{fout.melding} Er is niets gewijzigd.")
            sys.exit(1)
        self._toon(uitslag, proef=options["proef"])

    def _toon(self, uitslag: Uitslag, *, proef: bool = False) -> None:
        """A few rows that a person must see, and the totals on the last line."""
        for kop, regels in (("met een fout", uitslag.fouten), ("overgeslagen", uitslag.overgeslagen)):
            if regels:
                self.stdout.write(f"Rijen {kop}, bijvoorbeeld:")
            for regel in regels:
                self.stdout.write(f"  rij {regel.nummer}: {regel.melding}")
        if proef:
            self.stdout.write("Dit was een proef: er is niets gewijzigd.")
        tellingen = uitslag.tellingen.als_dict()
        self.stdout.write(" ".join(f"{naam}={tellingen[naam]}" for naam in SLOTREGEL))
