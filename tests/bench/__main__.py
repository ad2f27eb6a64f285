"""`./dev bench`: the figures of eisen.md C6 that hold now, side by side in one run, never a test."""

import os
import platform

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "swv.settings"
os.environ["SWV_DEMO"] = "1"
django.setup()

from django.db import connection  # noqa: E402

from leerlingen.models import Leerling  # noqa: E402
from swv import demo  # noqa: E402
from tests.bench import importeren, paginas  # noqa: E402

DOEL = 100_000


def vul() -> None:
    """Fill the empty database with the demo of VO2001, copied until there are 100,000 pupils."""
    call_command("inrichten", swv="vo2001")
    demo.kopieer(DOEL // Leerling.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def main() -> None:
    vul()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} kernen, {Leerling.objects.count()} leerlingen"
    )
    for regel in [*paginas.meet(), *importeren.meet()]:
        print(regel)


if __name__ == "__main__":
    main()
