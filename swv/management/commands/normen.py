"""`./dev manage normen`: the norms in force on a day, with their source."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from swv.klok import vandaag
from swv.models import Norm
from swv.normen import normen_op
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel, lees_datum
from swv.termijnen import datum

FORMATEN = ("tekst", "json")


class Command(Opdrachtregel):
    help = "Toont de normen die gelden, met hun bron."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--formaat", default="tekst", help=f"een van: {', '.join(FORMATEN)}")
        parser.add_argument("--op", help="de dag waarop de normen gelden; standaard vandaag")

    def voer_uit(self, **options: Any) -> None:
        formaat, op = options["formaat"], options["op"]
        if formaat not in FORMATEN:
            raise Gebruiksfout(f"Het formaat {formaat!r} bestaat niet; kies uit: {', '.join(FORMATEN)}.")
        dag = lees_datum(op, "--op") if op else vandaag()
        rijen = list(normen_op(dag).values())
        if formaat == "json":
            self.stdout.write(json.dumps([_als_json(rij) for rij in rijen], ensure_ascii=False, indent=2))
            return
        for rij in rijen:
            self.stdout.write(f"{rij.code}: {getal(rij.waarde)} {rij.eenheid} ({rij.bron})")
        if not rijen:
            self.stdout.write(f"Op {datum(dag)} gelden geen normen; laad eerst een profiel met laad_profiel.")


def getal(waarde: Decimal) -> int | float:
    """A whole value as a whole number."""
    return int(waarde) if waarde == waarde.to_integral_value() else float(waarde)


def _als_json(rij: Norm) -> dict[str, Any]:
    einde = rij.geldig_tot_en_met
    return {
        "code": rij.code,
        "naam": rij.naam,
        "waarde": getal(rij.waarde),
        "eenheid": rij.eenheid,
        "startmoment": rij.startmoment,
        "atw": rij.atw,
        "geldig_vanaf": rij.geldig_vanaf.isoformat(),
        "geldig_tot_en_met": einde.isoformat() if einde else None,
        "bron": rij.bron,
        "zekerheid": rij.zekerheid,
    }
