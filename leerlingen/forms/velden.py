"""What several forms of a file share."""

LEERJAREN = [f"groep {n}" for n in range(1, 9)] + [f"leerjaar {n}" for n in range(1, 7)]
LEERJAARKEUZES = [("", "Onbekend"), *((jaar, jaar) for jaar in LEERJAREN)]
OUDST = 30
TOEKOMST = "Deze datum ligt in de toekomst. Controleer het jaar."
ADRESVELDEN = ("straat", "huisnummer", "postcode", "plaats")


def schone_postcode(tekst: str) -> str:
    return "".join(tekst.split()).upper()
