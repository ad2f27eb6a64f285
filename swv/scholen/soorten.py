"""From the words of DUO to the onderwijssoort of the product."""

import re

from swv.enums import Onderwijssoort

PER_TYPE: dict[str, Onderwijssoort] = {
    "BASISSCHOOL": Onderwijssoort.BAO,
    "BAO": Onderwijssoort.BAO,
    "BO": Onderwijssoort.BAO,
    "BASISONDERWIJS": Onderwijssoort.BAO,
    "SBAO": Onderwijssoort.SBO,
    "SBO": Onderwijssoort.SBO,
    "SPECIAAL BASISONDERWIJS": Onderwijssoort.SBO,
    "SO": Onderwijssoort.SO,
    "SPECIAAL ONDERWIJS": Onderwijssoort.SO,
    "VSO": Onderwijssoort.VSO,
    "VOORTGEZET SPECIAAL ONDERWIJS": Onderwijssoort.VSO,
    "(V)SO": Onderwijssoort.SOVSO,
    "SOVSO": Onderwijssoort.SOVSO,
    "SO/VSO": Onderwijssoort.SOVSO,
    "PRO": Onderwijssoort.PRO,
    "PRAKTIJKONDERWIJS": Onderwijssoort.PRO,
    "VO": Onderwijssoort.VO,
    "VOS": Onderwijssoort.VO,
    "MBO": Onderwijssoort.MBO,
    "ROC": Onderwijssoort.MBO,
}
# Parts of the structures of a VO school, as in VBO/MAVO/HAVO/VWO.
VO_DELEN = {"BRUGJAAR", "VBO", "VMBO", "MAVO", "HAVO", "VWO", "ATHENEUM", "GYMNASIUM", "LWOO", "PRO", "ISK"}
# Words in the name of a file without a column for it, e.g. 03-alle-vestigingen-bo-2021.csv.
IN_BESTANDSNAAM = {
    "bo": Onderwijssoort.BAO,
    "bao": Onderwijssoort.BAO,
    "sbo": Onderwijssoort.SBO,
    "sbao": Onderwijssoort.SBO,
    "so": Onderwijssoort.SO,
    "vso": Onderwijssoort.VSO,
    "vo": Onderwijssoort.VO,
}


def soort_van(type_duo: str) -> Onderwijssoort | None:
    """Return the onderwijssoort for a type of DUO; None when the word is unknown."""
    type_duo = " ".join(type_duo.upper().split())
    if type_duo in PER_TYPE:
        return PER_TYPE[type_duo]
    delen = {deel.strip() for deel in type_duo.split("/")}
    return Onderwijssoort.VO if delen and delen <= VO_DELEN else None


def soort_uit_naam(bestandsnaam: str) -> Onderwijssoort | None:
    """Return the one onderwijssoort that the name of the file mentions."""
    woorden = set(re.split(r"[^a-z]+", bestandsnaam.lower()))
    gevonden = [soort for woord, soort in IN_BESTANDSNAAM.items() if woord in woorden]
    return gevonden[0] if len(gevonden) == 1 else None
