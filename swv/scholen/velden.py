"""The fields of a school that a file may say something about, and how long they may be."""

from psycopg import sql

from swv.models import School
from swv.profielen import AANGEVULD

# Text fields that are taken over as they are; an empty one says nothing.
TEKSTVELDEN = (
    "naam",
    "type_duo",
    "denominatie",
    "internetadres",
    "telefoon",
    "straat",
    "huisnummer",
    "postcode",
    "plaats",
    "gemeente",
    "provincie",
)
GETAL = "leerlingen"
BESTUUR = "bestuur_id"
# What follows from the fields above, the area of the SWV and its profile.
AFGELEID = ("onderwijssoort", "pc4", "gebied", "binnen_swv", "te_controleren")
GEDATEERD = (*TEKSTVELDEN, GETAL, BESTUUR)
INHOUD = (*GEDATEERD, *AFGELEID)
ALLE = (*INHOUD, "peildatum", "peildata")
MAG_LEEG = (GETAL, BESTUUR, "peildatum")
# Where a value stands in the file; most fields have a column of their own name.
KOLOMMEN = {BESTUUR: ("bestuur_nummer",), "huisnummer": ("huisnummer", "toevoeging")}
LABELS = {
    "naam": "naam",
    "type_duo": "type volgens DUO",
    "denominatie": "denominatie",
    "internetadres": "internetadres",
    "telefoon": "telefoon",
    "straat": "straat",
    "huisnummer": "huisnummer",
    "postcode": "postcode",
    "plaats": "plaats",
    "gemeente": "gemeente",
    "provincie": "provincie",
    "leerlingen": "aantal leerlingen",
    "bestuur_id": "bestuur",
    "onderwijssoort": "onderwijssoort",
    "gebied": "gebied",
    "binnen_swv": "school van het SWV",
    "te_controleren": "te controleren",
}
# Beginnings and parts of `te_controleren`; what the profile filled in stands first.
BESTUUR_AANGEVULD = f"Bestuur {AANGEVULD}"
SOORT_ONBEKEND = "Onderwijssoort onbekend"
POSTCODE_ONBEKEND = "Postcode onbekend"


def lengte(veld: str) -> int:
    """Return how many characters the field of a school can hold."""
    return int(School._meta.get_field(veld).max_length)  # type: ignore[union-attr,arg-type]


def namen(velden: tuple[str, ...], voor: str = "") -> sql.Composed:
    """Return column names as a list for SQL, each with its table when `voor` is given."""
    delen = [sql.Identifier(voor, veld) if voor else sql.Identifier(veld) for veld in velden]
    return sql.SQL(", ").join(delen)
