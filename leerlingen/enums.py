"""Choices of the pupil file."""

from django.db.models import IntegerChoices, TextChoices


class Geslacht(IntegerChoices):
    """ISO 5218 (domein.md 4)."""

    ONBEKEND = 0, "Onbekend"
    MAN = 1, "Man"
    VROUW = 2, "Vrouw"
    ANDERS = 9, "Anders"


class Inschrijvingsoort(TextChoices):
    AANMELDING = "aanmelding", "Aangemeld"
    INSCHRIJVING = "inschrijving", "Ingeschreven"


class Relatie(TextChoices):
    OUDER = "ouder", "Ouder"
    VOOGD = "voogd", "Voogd"
    PLEEGOUDER = "pleegouder", "Pleegouder"
    VERZORGER = "verzorger", "Verzorger"
    ZELF = "zelf", "Leerling zelf (18 jaar of ouder)"


class Documentsoort(TextChoices):
    OPP = "opp", "Ontwikkelingsperspectief (OPP)"
    DESKUNDIGENVERSLAG = "deskundigenverslag", "Verslag van een deskundige"
    ONDERWIJSKUNDIG_RAPPORT = "onderwijskundig_rapport", "Onderwijskundig rapport"
    ZIENSWIJZE = "zienswijze", "Zienswijze van de ouders"
    TOETSEN = "toetsen", "Toetsgegevens"
    ONDERZOEK = "onderzoek", "Onderzoeksverslag"
    TOESTEMMING = "toestemming", "Toestemming van de ouders"
    OVERIG = "overig", "Overig"


class Vernietigreden(TextChoices):
    """Why the content of a file may not exist; as the end of a sentence."""

    BSN = "bsn", "er stond een burgerservicenummer (BSN) in"
    ANDER_KIND = "ander_kind", "het ging over een ander kind"


class Dubbeluitkomst(TextChoices):
    VERSCHILLEND = "verschillend", "Twee verschillende leerlingen"
    DEZELFDE = "dezelfde", "Dezelfde leerling"
