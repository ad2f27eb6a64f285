"""`./dev manage laad_profiel CODE`: put a profile into the database; again changes nothing."""

from argparse import ArgumentParser
from typing import Any

from swv.opdrachtregel import Gebruiksfout, Opdrachtregel
from swv.profielen import OnbekendProfiel, codes, lees
from swv.profielen.laden import profiel_laden

UITKOMSTEN = ("nieuw", "gewijzigd", "ongewijzigd", "overgeslagen")


class Command(Opdrachtregel):
    help = "Laadt het profiel van een samenwerkingsverband: namen, gebied, besturen, mandaat, normen en kalender."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help=f"een van: {', '.join(codes())}")

    def voer_uit(self, **options: Any) -> None:
        try:
            resultaat = profiel_laden(lees(options["code"]))
        except OnbekendProfiel as fout:
            raise Gebruiksfout(str(fout)) from None
        for opmerking in resultaat.opmerkingen:
            self.stdout.write(opmerking)
        self.stdout.write(" ".join(f"{uitkomst}={resultaat.aantallen[uitkomst]}" for uitkomst in UITKOMSTEN))
