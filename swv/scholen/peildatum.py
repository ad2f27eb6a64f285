"""Of which day a file is, read from its name: `scholen-2024-11.csv` is of 1 November 2024."""

import re
from datetime import date

# A year alone means the count of 1 October: what DUO publishes per year is of that day (domein.md 5.1).
TELDATUM = (10, 1)
JAAR = r"(?P<jaar>20\d\d)"
MAAND = r"(?P<maand>0[1-9]|1[0-2])"
DAG = r"(?P<dag>0[1-9]|[12]\d|3[01])"
PATRONEN = [
    re.compile(rf"(?<!\d){patroon}(?!\d)")
    for patroon in (
        rf"{JAAR}[-_.]?{MAAND}[-_.]?{DAG}",
        rf"{DAG}[-_.]{MAAND}[-_.]{JAAR}",
        rf"{JAAR}[-_.]?{MAAND}",
        JAAR,
    )
]


def uit_naam(bestandsnaam: str) -> date | None:
    """Return the day that the name of the file tells, or None; the most precise reading wins."""
    for patroon in PATRONEN:
        for gevonden in patroon.finditer(bestandsnaam):
            delen = gevonden.groupdict()
            maand, dag = delen.get("maand"), delen.get("dag")
            standaard_maand, standaard_dag = TELDATUM
            try:
                return date(
                    int(delen["jaar"]),
                    int(maand or standaard_maand),
                    int(dag or (1 if maand else standaard_dag)),
                )
            except ValueError:  # 31 February in a name is no day
                continue
    return None
