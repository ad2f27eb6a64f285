"""The icons of the pages, drawn as one path each in a box of 16 by 16.

Inline SVG: sharp at any size, takes the colour of the text and needs no request.
An icon never stands alone; the text beside it says the same.
"""

from typing import NamedTuple

from swv.termijnen import Staat


class Icoon(NamedTuple):
    pad: str
    gevuld: bool = False


ICONEN: dict[str, Icoon] = {
    "vink": Icoon("M3 8.5l3.2 3.2L13 4.8"),
    "kruis": Icoon("M4 4l8 8M12 4l-8 8"),
    "uitroep": Icoon("M8 3v6.2M8 12.2v.3"),
    "driehoek": Icoon("M8 2.5l6.5 11.2h-13z", gevuld=True),
    "stip": Icoon("M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z", gevuld=True),
    "ring": Icoon("M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10z"),
    "pauze": Icoon("M4 3h2.8v10H4zM9.2 3H12v10H9.2z", gevuld=True),
    "klok": Icoon("M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 4.8V8l2.2 1.6"),
    "info": Icoon("M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 7.4v3.4M8 5v.2"),
    "pijl": Icoon("M6 3.5L10.5 8L6 12.5"),
    "terug": Icoon("M10 3.5L5.5 8l4.5 4.5"),
    "omlaag": Icoon("M3.5 6L8 10.5L12.5 6"),
    "zoek": Icoon("M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM10.4 10.4L14 14"),
    "menu": Icoon("M2.5 4.5h11M2.5 8h11M2.5 11.5h11"),
    "bestand": Icoon("M4 2h5l3 3v9H4zM9 2v3h3"),
    "upload": Icoon("M8 10.5V2.8M4.8 6L8 2.8L11.2 6M2.8 10.5v2.7h10.4v-2.7"),
    "download": Icoon("M8 2.8v7.7M4.8 7.3L8 10.5l3.2-3.2M2.8 10.5v2.7h10.4v-2.7"),
    "persoon": Icoon(
        "M8 2.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM2.8 13.8c.5-3 2.4-4.4 5.2-4.4s4.7 1.4 5.2 4.4"
    ),
    "school": Icoon("M2 6.2L8 3l6 3.2L8 9.4zM4.4 7.6v4.2c2 1.5 5.2 1.5 7.2 0V7.6"),
    "slot": Icoon("M3.8 7.2h8.4v6.3H3.8zM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2"),
    "print": Icoon("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"),
    "ster": Icoon(
        "M8 1.8l1.9 4l4.3.5l-3.2 3l.9 4.3L8 11.4l-3.9 2.2l.9-4.3l-3.2-3l4.3-.5z",
        gevuld=True,
    ),
}


class Badge(NamedTuple):
    """How a label looks: the class of its colour, and its sign."""

    soort: str
    icoon: Icoon | None


# The sign that goes with the kind of a label; neutraal and info need none.
LABELS: dict[str, Badge] = {
    "neutraal": Badge("neutraal", None),
    "info": Badge("info", None),
    "goed": Badge("goed", ICONEN["vink"]),
    "let-op": Badge("let-op", ICONEN["stip"]),
    "fout": Badge("fout", ICONEN["driehoek"]),
    "wacht": Badge("wacht", ICONEN["pauze"]),
}

# The badge that goes with the state of a term; each has its own sign, so colour is never alone.
TERMIJNBADGES: dict[Staat, Badge] = {
    Staat.TE_LAAT: Badge("fout", ICONEN["driehoek"]),
    Staat.VANDAAG: Badge("let-op", ICONEN["stip"]),
    Staat.BINNENKORT: Badge("info", ICONEN["klok"]),
    Staat.RUIM: Badge("goed", ICONEN["ring"]),
    Staat.STAAT_STIL: Badge("wacht", ICONEN["pauze"]),
    Staat.AFGEROND: Badge("neutraal", ICONEN["vink"]),
}
