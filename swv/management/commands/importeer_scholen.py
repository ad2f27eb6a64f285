"""`./dev manage importeer_scholen BESTAND [--proef]`: put a school file of DUO into the database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from swv.enums import Importuitkomst, Onderwijssoort
from swv.imports.fouten import Importfout
from swv.klok import nu
from swv.models import Importregel
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel, lees_datum
from swv.scholen.services import GEEN_PEILDATUM, Schoolbestand, Uitslag, importeer, open_bestand
from swv.termijnen import tekst

KOPPEN = {
    Importuitkomst.FOUT: ("fouten", "met een fout, niet overgenomen"),
    Importuitkomst.OVERGESLAGEN: ("overgeslagen", "overgeslagen"),
    Importuitkomst.AFWEZIG: ("afwezig", "niet in dit bestand; die scholen blijven open"),
}
SLOTREGEL = ("gelezen", "nieuw", "gewijzigd", "ongewijzigd", "overgeslagen", "fouten")


class Command(Opdrachtregel):
    help = "Leest een schoolbestand van DUO (CSV) en werkt de scholen bij; meer keren hetzelfde geeft geen verschil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", metavar="BESTAND")
        parser.add_argument("--proef", action="store_true", help="laat zien wat er gebeurt en wijzigt niets")
        parser.add_argument("--peildatum", default="", help="JJJJ-MM-DD; anders uit de naam van het bestand")
        parser.add_argument(
            "--onderwijssoort", default="", help="voor een bestand zonder die kolom, b.v. bao"
        )

    def voer_uit(self, **options: Any) -> None:
        try:
            bestand = self._open(options)
            uitslag = importeer(bestand, door=None, op=nu(), proef=options["proef"])
        except Importfout as fout:
            wenk = " Gebruik --peildatum JJJJ-MM-DD." if fout.melding == GEEN_PEILDATUM else ""
            self.stderr.write(f"{fout.melding}{wenk} Er is niets gewijzigd.")
            sys.exit(1)
        self._toelichting(bestand, uitslag)
        if options["proef"]:
            self.stdout.write("Dit was een proef: er is niets gewijzigd.")
        tellingen = uitslag.tellingen.als_dict()
        self.stdout.write(" ".join(f"{naam}={tellingen[naam]}" for naam in SLOTREGEL))

    def _open(self, options: dict[str, Any]) -> Schoolbestand:
        soort = options["onderwijssoort"].lower()
        if soort and soort not in Onderwijssoort.values:
            keuze = tekst.opsomming(Onderwijssoort.values)
            raise Gebruiksfout(f"--onderwijssoort {soort!r} is onbekend; kies uit {keuze}.")
        peildatum = lees_datum(options["peildatum"], "--peildatum") if options["peildatum"] else None
        return open_bestand(Path(options["bestand"]), peildatum=peildatum, onderwijssoort=soort)

    def _toelichting(self, bestand: Schoolbestand, uitslag: Uitslag) -> None:
        """Say what a person must know, with a few rows of each kind as an example."""
        tellingen = uitslag.tellingen.als_dict()
        self.stdout.write(f"{bestand.naam}: stand van {tekst.datum(bestand.peildatum)}")
        if bestand.indeling.heeft("leerlingen"):
            self.stdout.write(f"{tellingen['zonder_leerlingaantal']} scholen zonder leerlingaantal")
        self.stdout.write(f"{tellingen['buiten_gebied']} scholen buiten het gebied van het SWV")
        for soort, (naam, woorden) in KOPPEN.items():
            if tellingen[naam]:
                self.stdout.write(f"{tellingen[naam]} {woorden}, bijvoorbeeld:")
            for regel in uitslag.voorbeelden[soort]:
                self.stdout.write(f"  {_regel(regel)}")


def _regel(regel: Importregel) -> str:
    if regel.uitkomst == Importuitkomst.AFWEZIG:
        return f"{regel.natuurlijke_sleutel} {regel.nieuw['naam']}, {regel.nieuw['plaats']}"
    return f"rij {regel.nummer}: {regel.melding}"
