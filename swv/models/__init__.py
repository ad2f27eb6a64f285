"""The tables of the kernel."""

from .agendalink import Agendalink
from .bestand import Bestand, BestandQuerySet
from .gebruiker import Gebruiker, Roltoekenning
from .importrun import Importregel, Importrun
from .momentopname import Meting, Momentopname, Verdelingmeting
from .normen import Datumbereik, KbDag, Mandaat, Norm, Vakantieperiode
from .opdracht import MAX_POGINGEN, Bericht, Opdracht
from .organisatie import (
    Contactpersoon,
    Gebied,
    Samenwerkingsverband,
    School,
    Schoolbestuur,
)
from .rapportage import Rapportage, Rapportagebestand, Rapportagetekst
from .spoor import Gebeurtenis, Inzage, Zegel
from .toegang import Factorherstel, Toegangscontrole, Uitnodiging
from .vragenlijst import Vragenlijst
from .weergave import Weergave, Weergavester

__all__ = [
    "MAX_POGINGEN",
    "Agendalink",
    "Bericht",
    "Bestand",
    "BestandQuerySet",
    "Contactpersoon",
    "Datumbereik",
    "Factorherstel",
    "Gebeurtenis",
    "Gebied",
    "Gebruiker",
    "Importregel",
    "Importrun",
    "Inzage",
    "KbDag",
    "Mandaat",
    "Meting",
    "Momentopname",
    "Norm",
    "Opdracht",
    "Rapportage",
    "Rapportagebestand",
    "Rapportagetekst",
    "Roltoekenning",
    "Samenwerkingsverband",
    "School",
    "Schoolbestuur",
    "Toegangscontrole",
    "Uitnodiging",
    "Vakantieperiode",
    "Verdelingmeting",
    "Vragenlijst",
    "Weergave",
    "Weergavester",
    "Zegel",
]
