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


# --- OPP (domein.md 2) ------------------------------------------------------------------------------------------


class Oppstatus(TextChoices):
    CONCEPT = "concept", "Concept"
    LOPEND = "lopend", "Loopt"
    BEEINDIGD = "beeindigd", "Beëindigd"


class Oppversiesoort(TextChoices):
    VASTSTELLING = "vaststelling", "Vaststelling"
    BIJSTELLING = "bijstelling", "Bijstelling"
    EVALUATIE = "evaluatie", "Evaluatie"
    EINDE = "einde", "Einde"


class Oppversiestatus(TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class Oppvorm(TextChoices):
    FORMULIER = "formulier", "Ik vul de onderdelen hier in"
    DOCUMENT = "document", "Ik voeg het OPP toe als document"


class Gehoord(TextChoices):
    """Hoorrecht of the pupil, since 1 August 2025."""

    JA = "ja", "Ja, de leerling gaf zijn mening"
    NEE = "nee", "Nee, dat is niet gebeurd"
    AFGEZIEN = "afgezien", "De leerling kreeg de kans en wilde dat niet"


class Instemming(TextChoices):
    """What the parents (or the pupil of 18) say of the handelingsdeel."""

    NIET_GEVRAAGD = "niet_gevraagd", "Nog niet gevraagd"
    GEZIEN = "gezien", "Gezien"
    INSTEMMING = "instemming", "Instemming"
    GEEN_INSTEMMING = "geen_instemming", "Geen instemming"


class Toestemming(TextChoices):
    """Whether the school may share this OPP with the SWV."""

    NIET_GEVRAAGD = "niet_gevraagd", "Nog niet gevraagd"
    JA = "ja", "Ja"
    NEE = "nee", "Nee"


class Evaluatieuitkomst(TextChoices):
    VOORTZETTEN = "voortzetten", "Het OPP gaat zo door"
    BIJSTELLEN = "bijstellen", "Het OPP wordt bijgesteld"
    BEEINDIGEN = "beeindigen", "Het OPP kan stoppen"


class Eindereden(TextChoices):
    BASISONDERSTEUNING = "basisondersteuning", "De basisondersteuning is weer genoeg"
    ANDERE_SCHOOL = "andere_school", "De leerling gaat naar een andere school"
    UITGESTROOMD = "uitgestroomd", "De leerling heeft het onderwijs op deze school afgerond"
    ANDERS = "anders", "Anders"


class Oppadviesstatus(TextChoices):
    GEVRAAGD = "gevraagd", "Gevraagd"
    BEANTWOORD = "beantwoord", "Beantwoord"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
