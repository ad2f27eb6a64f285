"""`./dev bench [DEEL …]`: the figures of eisen.md C6 that hold now, side by side in one run, never a test.

A new part is one line in `ONDERDELEN`; a new page one line in `paginas.PAGINAS`.
"""

import os
import platform
import sys
from collections.abc import Sequence

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "swv.settings"
os.environ["SWV_DEMO"] = "1"
os.environ.setdefault("LOG_LEVEL", "ERROR")  # of this process; the servers log as they always do
django.setup()

from django.db import connection  # noqa: E402

from leerlingen.models import Leerling  # noqa: E402
from swv import demo  # noqa: E402
from tests.bench import cijfers, drukte, importeren, paginas, rapport, starten  # noqa: E402
from tests.bench.meting import Onderdeel  # noqa: E402

DOEL = 100_000
ONDERDELEN = (
    Onderdeel("paginas", paginas.meet),
    Onderdeel("kengetallen", cijfers.meet),
    Onderdeel("rapport", rapport.meet),
    Onderdeel("drukte", drukte.meet),
    Onderdeel("import", importeren.meet),
    Onderdeel("start", starten.meet, gevuld=False),
)


def vul() -> None:
    """Fill the empty database with the demo of VO2001, copied until there are 100,000 pupils."""
    call_command("inrichten", swv="vo2001")
    demo.kopieer(DOEL // Leerling.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def main(gevraagd: Sequence[str]) -> int:
    namen = [deel.naam for deel in ONDERDELEN]
    if onbekend := set(gevraagd) - set(namen):
        print(
            f"Onbekend: {', '.join(sorted(onbekend))}. De onderdelen zijn: {', '.join(namen)}.",
            file=sys.stderr,
        )
        return 2
    delen = [deel for deel in ONDERDELEN if not gevraagd or deel.naam in gevraagd]
    print(f"Python {platform.python_version()}, {os.cpu_count()} kernen", flush=True)
    if any(deel.gevuld for deel in delen):
        vul()
        print(f"{Leerling.objects.count()} leerlingen met hun dossiers")
    for deel in delen:
        print(f"\n{deel.naam}", flush=True)
        for regel in deel.meet():
            print(f"  {regel}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
