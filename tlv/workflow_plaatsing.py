"""The transition table of a place at a receiving school; this module only reads."""

from swv.workflow import Overgang, Workflow
from tlv.enums import Plaatsingstatus as P
from tlv.permissions import eis_plaatser

PLAATSING = Workflow(
    "Plaatsing",
    (
        Overgang("plaatsen", "Leerling plaatsen", frozenset({P.WACHT}), P.GEPLAATST, eis_plaatser),
        Overgang("niet_plaatsen", "Niet plaatsen", frozenset({P.WACHT}), P.NIET_GEPLAATST, eis_plaatser),
        Overgang("beeindigen", "Plaatsing beëindigen", frozenset({P.GEPLAATST}), P.BEEINDIGD, eis_plaatser),
    ),
)
