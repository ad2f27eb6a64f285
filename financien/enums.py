"""Choices of the room financien."""

from django.db.models import TextChoices


class Bestemming(TextChoices):
    """The four parts of KPI 11 (VO2001 jaarplan, missie.md 1.9)."""

    VSO = "vso", "Gespecialiseerd onderwijs"
    REGULIER = "regulier", "Regulier onderwijs"
    EXPERTISE = "expertise", "Expertise, maatwerk en tussenvoorzieningen"
    OVERHEAD = "overhead", "Overhead"


class Soort(TextChoices):
    BATEN = "baten", "Baten"
    LASTEN = "lasten", "Lasten"


class Rubriek(TextChoices):
    """The lines of the exploitatierekening of an SWV (RJO and RJ 660; domein.md 5.5)."""

    RIJKSBIJDRAGEN = "3.1", "3.1 Rijksbijdragen"
    OVERIGE_OVERHEID = "3.2", "3.2 Overige overheidsbijdragen en subsidies"
    OVERIGE_BATEN = "3.5", "3.5 Overige baten"
    PERSONEEL = "4.1", "4.1 Personeelslasten"
    AFSCHRIJVINGEN = "4.2", "4.2 Afschrijvingen"
    HUISVESTING = "4.3", "4.3 Huisvestingslasten"
    OVERIGE_LASTEN = "4.4", "4.4 Overige lasten"
    DOORBETALINGEN = "4.5", "4.5 Doorbetalingen aan schoolbesturen"
    FINANCIEEL = "6", "6 Financiële baten en lasten"


RUBRIEKEN_BATEN = frozenset({Rubriek.RIJKSBIJDRAGEN, Rubriek.OVERIGE_OVERHEID, Rubriek.OVERIGE_BATEN})
RUBRIEKEN_LASTEN = frozenset(Rubriek) - RUBRIEKEN_BATEN - {Rubriek.FINANCIEEL}


class Begrotingstatus(TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERVALLEN = "vervallen", "Vervallen"


class Verdeelstatus(TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERVALLEN = "vervallen", "Vervallen"


class Regeling(TextChoices):
    """How money goes to the besturen: the schoolmodel of domein.md 5.2 and its two simple kin (TGT-29)."""

    NAAR_RATO = "naar_rato", "Een totaalbedrag naar rato van de leerlingen"
    PER_LEERLING = "per_leerling", "Een vast bedrag per leerling"
    PER_SCHOOL = "per_school", "Een vast bedrag per school"


class Tariefversie(TextChoices):
    VOORLOPIG = "voorlopig", "Voorlopig"
    DEFINITIEF = "definitief", "Definitief"


class Veld(TextChoices):
    """What a column of the administratiekantoor's file can be."""

    BOEKSTUK = "boekstuk", "Boekingsnummer"
    REGEL = "regel", "Regelnummer"
    DAGBOEK = "dagboek", "Dagboek"
    DATUM = "datum", "Datum"
    PERIODE = "periode", "Periode"
    JAAR = "jaar", "Boekjaar"
    GROOTBOEK = "grootboek", "Grootboekrekening"
    KOSTENPLAATS = "kostenplaats", "Kostenplaats"
    OMSCHRIJVING = "omschrijving", "Omschrijving"
    BEDRAG = "bedrag", "Bedrag"
    DEBET = "debet", "Debet"
    CREDIT = "credit", "Credit"
    DC = "dc", "Debet of credit"
