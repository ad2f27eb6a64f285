"""The kwartaalrapportage: how long its job takes, and the most memory of the process that carries it out."""

import json
import subprocess
import sys
from collections.abc import Iterator


def meet() -> Iterator[str]:
    """Time and memory of the first report of a process, and of the next one."""
    uitvoer = subprocess.run(
        [sys.executable, "-m", "tests.bench.rapportproces"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    cijfers = json.loads(uitvoer.splitlines()[-1])
    yield f"cijfers van het kwartaal vastleggen: {cijfers['vastleggen']:.2f} s"
    for naam, nummer in (("eerste rapport van een proces", 0), ("volgende rapport", 1)):
        lopen, rekenen = cijfers["maken"][nummer]
        yield f"{naam}: {lopen:.2f} s, rekentijd {rekenen:.2f} s (doel: 1 s), {cijfers['bladzijden']} bladzijden"
    yield f"geheugen van het proces: hoogstens {cijfers['geheugen']:.0f} MB, {cijfers['erbij']:.0f} MB door het rapport"
