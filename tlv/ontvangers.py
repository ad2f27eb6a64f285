"""Which kinds of school can receive a pupil with a TLV of a soort (domein.md 1.4; WEC artikel 39)."""

from swv.enums import Onderwijssoort
from tlv.enums import Soort

ONTVANGERS = {
    Soort.SBO: frozenset({Onderwijssoort.SBO}),
    Soort.SO: frozenset({Onderwijssoort.SO, Onderwijssoort.SOVSO}),
    Soort.VSO: frozenset({Onderwijssoort.VSO, Onderwijssoort.SOVSO}),
    Soort.PRO: frozenset({Onderwijssoort.PRO}),
}
GO_SOORTEN = sorted({soort.value for soorten in ONTVANGERS.values() for soort in soorten})
