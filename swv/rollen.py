"""Every role as code: who someone is and what that role may do.

Nobody receives a permission directly. A `Roltoekenning` gives a person a role for a
school, a bestuur or the whole SWV, from one day to another. Who decides a TLV is not
a role but the mandate table of the profile (ondersteuningsplan PO2202, 2.4.2).
"""

from dataclasses import dataclass
from enum import StrEnum

from swv.namen import namen_van, vul

# Of every demo user (they have the names of the roles and exist only where SWV_DEMO=1); printed by ./dev start.
DEMOWACHTWOORD = "demo-swv-2026"


class Bereik(StrEnum):
    """Whose pupils a role can reach at all."""

    SCHOOL = "school"
    BESTUUR = "bestuur"
    SWV = "swv"
    TOEGEWEZEN = "toegewezen"
    GEEN = "geen"


@dataclass(frozen=True)
class Rol:
    code: str
    naamvorm: str  # with the names of swv.namen
    omschrijving: str
    bereik: Bereik
    permissies: frozenset[str]
    is_medewerker: bool = False  # works for the SWV: a second factor is mandatory

    @property
    def naam(self) -> str:
        """What this SWV calls the role."""
        return vul(self.naamvorm)


def _rol(
    code: str,
    naam: str,
    omschrijving: str,
    bereik: Bereik,
    permissies: str,
    *,
    is_medewerker: bool = False,
) -> tuple[str, Rol]:
    rechten = frozenset(permissies.split()) | {"start.inzien"}
    return code, Rol(code, naam, omschrijving, bereik, rechten, is_medewerker)


_SCHOOL = (
    "leerling.inzien leerling.toevoegen leerling.wijzigen document.toevoegen tlv.inzien "
    "tlv.aanvragen tlv.plaatsen ect.inzien ect.aanmelden thuiszitters.inzien "
    "thuiszitters.melden opp.inzien opp.opstellen"
)
_STAF = (
    "leerling.inzien tlv.inzien ect.inzien thuiszitters.inzien thuiszitters.register school.inzien norm.inzien "
    "kengetal.inzien document.toevoegen vrijstelling.inzien opp.inzien"
)

ROLLEN: dict[str, Rol] = dict(
    [
        _rol(
            "school",
            "Ondersteuningscoördinator of ib'er",
            "Vraagt voor de eigen school een TLV aan en houdt het dossier bij.",
            Bereik.SCHOOL,
            _SCHOOL,
        ),
        _rol(
            "schooldirecteur",
            "Directeur van een school",
            "Ziet wat de eigen school instuurt en regelt wie van de school toegang heeft.",
            Bereik.SCHOOL,
            "leerling.inzien tlv.inzien ect.inzien thuiszitters.inzien collega.beheren opp.inzien",
        ),
        _rol(
            "bestuur",
            "Schoolbestuur",
            "Ziet cijfers van de eigen scholen.",
            Bereik.BESTUUR,
            "",
        ),
        _rol(
            "administratie",
            "Procesondersteuner",
            "Neemt aanvragen in, bewaakt volledigheid en termijnen, verzendt besluiten.",
            Bereik.SWV,
            f"{_STAF} leerling.toevoegen leerling.wijzigen tlv.beoordelen tlv.verzenden tlv.bezwaar "
            "tlv.vergaderen tlv.commissie ect.aanmelden thuiszitters.melden vrijstelling.aanvragen "
            "school.importeren school.beheren opdracht.beheren tlv.plaatsen",
            is_medewerker=True,
        ),
        _rol(
            "ect",
            "{expertteam_medewerker}",
            "Vast contact van een school; begeleidt casussen.",
            Bereik.SWV,
            f"{_STAF} leerling.toevoegen leerling.wijzigen ect.aanmelden ect.behandelen thuiszitters.melden "
            "thuiszitters.behandelen vrijstelling.aanvragen opp.adviseren",
            is_medewerker=True,
        ),
        _rol(
            "coordinator",
            "Coördinator",
            "Stuurt het werk; beslist waar het mandaat dat zegt.",
            Bereik.SWV,
            f"{_STAF} leerling.toevoegen leerling.wijzigen tlv.beoordelen tlv.besluiten tlv.verzenden "
            "tlv.bezwaar tlv.vergaderen tlv.commissie ect.aanmelden ect.behandelen "
            "thuiszitters.melden thuiszitters.behandelen vrijstelling.aanvragen tlv.plaatsen "
            "rapportage.inzien rapportage.schrijven rapportage.maken financien.inzien norm.wijzigen "
            "school.importeren school.beheren tlv.vragenlijst opp.adviseren",
            is_medewerker=True,
        ),
        _rol(
            "directeur",
            "Directeur-bestuurder",
            "Beslist volgens het mandaat en stelt rapportages vast.",
            Bereik.SWV,
            f"{_STAF} tlv.besluiten tlv.vergaderen rapportage.inzien rapportage.schrijven rapportage.maken "
            "rapportage.vaststellen financien.inzien norm.wijzigen",
            is_medewerker=True,
        ),
        _rol(
            "controller",
            "Controller",
            "Bewaakt begroting en realisatie.",
            Bereik.GEEN,
            "norm.inzien school.inzien kengetal.inzien financien.inzien financien.beheren rapportage.inzien "
            "rapportage.schrijven",
            is_medewerker=True,
        ),
        _rol(
            "commissielid",
            "Lid van de commissie",
            "Adviseert over aanvragen op de agenda, van agenda tot vastgesteld verslag.",
            Bereik.TOEGEWEZEN,
            "leerling.inzien tlv.inzien tlv.vergaderen",
        ),
        _rol(
            "deskundige",
            "Deskundige",
            "Geeft advies over de toegewezen aanvraag, van toewijzing tot advies.",
            Bereik.TOEGEWEZEN,
            "leerling.inzien tlv.inzien tlv.adviseren",
        ),
        _rol(
            "leerplicht",
            "Leerplichtambtenaar",
            "Vraagt het samenwerkingsverband om advies bij een vrijstelling en volgt de eigen vragen.",
            Bereik.TOEGEWEZEN,
            "vrijstelling.inzien vrijstelling.aanvragen",
        ),
        _rol(
            "partner",
            "Ketenpartner",
            "Neemt deel aan een casusoverleg.",
            Bereik.TOEGEWEZEN,
            "",
        ),
        _rol(
            "toezicht",
            "Toezichthouder",
            "Leest vastgestelde rapportages.",
            Bereik.GEEN,
            "rapportage.inzien",
        ),
        _rol(
            "fg",
            "Functionaris gegevensbescherming",
            "Ziet wie welk dossier heeft ingezien.",
            Bereik.GEEN,
            "spoor.inzien norm.inzien",
            is_medewerker=True,
        ),
        _rol(
            "beheer",
            "Functioneel beheerder",
            "Beheert gebruikers, scholen en instellingen; ziet geen leerlingen.",
            Bereik.GEEN,
            "gebruiker.beheren collega.beheren school.inzien school.importeren school.beheren norm.inzien "
            "norm.wijzigen opdracht.beheren mail.inzien componenten.inzien tlv.vragenlijst",
            is_medewerker=True,
        ),
    ]
)

PERMISSIES: frozenset[str] = frozenset().union(*(rol.permissies for rol in ROLLEN.values()))
# Of a column: the names of the product itself, which a profile does not change.
KEUZES = [(rol.code, vul(rol.naamvorm, namen_van({}))) for rol in ROLLEN.values()]
EIST_SCHOOL = frozenset(code for code, rol in ROLLEN.items() if rol.bereik is Bereik.SCHOOL)
EIST_BESTUUR = frozenset(code for code, rol in ROLLEN.items() if rol.bereik is Bereik.BESTUUR)
