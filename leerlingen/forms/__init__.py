"""Input of this room: parse and check, never save."""

from leerlingen.forms.betrokkene import (
    BetrokkeneBeeindigenForm,
    BetrokkeneToevoegenForm,
    BetrokkeneWijzigenForm,
)
from leerlingen.forms.document import DocumentForm, VernietigForm
from leerlingen.forms.dubbel import DubbelForm, SamenvoegenForm
from leerlingen.forms.inschrijving import InschrijvenForm, LeerjaarForm, UitschrijvenForm
from leerlingen.forms.leerling import LeerlingToevoegenForm, LeerlingWijzigenForm
from leerlingen.forms.lijst import FilterForm
from leerlingen.forms.velden import ADRESVELDEN, LEERJAREN

__all__ = [
    "ADRESVELDEN",
    "LEERJAREN",
    "BetrokkeneBeeindigenForm",
    "BetrokkeneToevoegenForm",
    "BetrokkeneWijzigenForm",
    "DocumentForm",
    "DubbelForm",
    "FilterForm",
    "InschrijvenForm",
    "LeerjaarForm",
    "LeerlingToevoegenForm",
    "LeerlingWijzigenForm",
    "SamenvoegenForm",
    "UitschrijvenForm",
    "VernietigForm",
]
