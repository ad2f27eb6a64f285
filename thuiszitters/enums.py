"""Choices of the register (missie.md 1.11; domein.md 3.1 and 3.2)."""

from django.db.models import TextChoices


class Categorie(TextChoices):
    """Why a pupil stands in the register; how long is never part of it but derived from dates."""

    ABSOLUUT = "absoluut", "Absoluut verzuim"
    RELATIEF = "relatief", "Relatief verzuim"
    VRIJSTELLING_5A = "5_sub_a", "Vrijstelling artikel 5 onder a"
    VRIJSTELLING_5B = "5_sub_b", "Vrijstelling artikel 5 onder b"
    VRIJSTELLING_5C = "5_sub_c", "Vrijstelling artikel 5 onder c"
    TREKKEND_BESTAAN = "5a", "Vrijstelling artikel 5a (trekkend bestaan)"
    ZIEKGEMELD = "ziekgemeld", "Ziekgemeld"
    THUISWERKPLAN = "thuiswerkplan", "Thuiswerkplan"
    AANGEPAST = "aangepast", "Aangepast programma"
    DREIGEND = "dreigend", "Dreigend thuiszitten"
    NIET_OFFICIEEL = "niet_officieel", "Niet-officieel verzuim"


# Leerplichtwet 5 and 5a: a right not to go to school; terms of verzuim do not run.
VRIJSTELLINGEN = (
    Categorie.VRIJSTELLING_5A,
    Categorie.VRIJSTELLING_5B,
    Categorie.VRIJSTELLING_5C,
    Categorie.TREKKEND_BESTAAN,
)
# What a school reports; the other categories are for the SWV, on word of the gemeente.
VAN_SCHOOL = (
    Categorie.RELATIEF,
    Categorie.ZIEKGEMELD,
    Categorie.THUISWERKPLAN,
    Categorie.AANGEPAST,
    Categorie.DREIGEND,
    Categorie.NIET_OFFICIEEL,
)
# About health: not for who has no task in it (domein.md 7.1).
GEZONDHEID = (Categorie.ZIEKGEMELD, Categorie.VRIJSTELLING_5A)


class Klasse(TextChoices):
    """A categorie together with its duration on one day: derived, never stored (architectuur.md B.8)."""

    ABSOLUUT = "absoluut", "Absoluut verzuim"
    LRV_KORT = "lrv_kort", "Langdurig relatief verzuim, 4 weken tot 3 maanden"
    LRV_LANG = "lrv_lang", "Langdurig relatief verzuim, langer dan 3 maanden"
    VERZUIM_KORT = "verzuim_kort", "Relatief verzuim, korter dan 4 weken"
    VRIJSTELLING_5A = "5_sub_a", "Vrijstelling artikel 5 onder a"
    VRIJSTELLING_5B = "5_sub_b", "Vrijstelling artikel 5 onder b"
    VRIJSTELLING_5C = "5_sub_c", "Vrijstelling artikel 5 onder c"
    TREKKEND_BESTAAN = "5a", "Vrijstelling artikel 5a (trekkend bestaan)"
    ZIEKGEMELD = "ziekgemeld", "Ziekgemeld"
    THUISWERKPLAN = "thuiswerkplan", "Thuiswerkplan"
    AANGEPAST = "aangepast", "Aangepast programma"
    DREIGEND = "dreigend", "Dreigend thuiszitten"
    NIET_OFFICIEEL = "niet_officieel", "Niet-officieel verzuim"


# Since 2016 "thuiszitter" means langdurig relatief verzuim and absoluut verzuim together (domein.md 3.1).
THUISZITTER = (Klasse.ABSOLUUT, Klasse.LRV_KORT, Klasse.LRV_LANG)


class Duur(TextChoices):
    """How long a pupil is at home on one day: derived from the first day."""

    KORT = "kort", "Korter dan 4 weken"
    MIDDEN = "midden", "4 weken - 3 maanden"
    LANG = "lang", "Langer dan 3 maanden"


class Meldingstatus(TextChoices):
    NIEUW = "nieuw", "Ontvangen"
    OPGEPAKT = "opgepakt", "Opgepakt"
    GEKOPPELD = "gekoppeld", "Gevoegd bij een lopend traject"
    GEEN_TRAJECT = "geen_traject", "Geen traject nodig"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Herkomst(TextChoices):
    """Who told the SWV."""

    SCHOOL = "school", "De school"
    LEERPLICHT = "leerplicht", "Leerplicht of gemeente"
    OUDERS = "ouders", "De ouders of de leerling"
    SWV = "swv", "Het samenwerkingsverband zelf"


class Regie(TextChoices):
    """Who directs at the moment of reporting."""

    SCHOOL = "school", "De school"
    LEERPLICHT = "leerplicht", "Leerplicht"
    SWV = "swv", "Het samenwerkingsverband"
    JEUGDHULP = "jeugdhulp", "Jeugdhulp"
    NIEMAND = "niemand", "Nog niemand"


class Trajectstatus(TextChoices):
    LOPEND = "lopend", "Loopt"
    AFGESLOTEN = "afgesloten", "Afgesloten"


class Uitkomst(TextChoices):
    """How a traject ended (domein.md 3.2; issue 3)."""

    EIGEN_SCHOOL = "eigen_school", "Terug op de eigen school"
    ANDERE_SCHOOL = "andere_school", "Naar een andere school"
    SBO = "sbo", "Naar speciaal basisonderwijs (SBO)"
    SO = "so", "Naar speciaal onderwijs (SO)"
    VSO = "vso", "Naar voortgezet speciaal onderwijs (VSO)"
    OPDC = "opdc", "Naar een tussenvoorziening (OPDC)"
    MBO = "mbo", "Naar het mbo"
    ZORG = "zorg", "Naar zorg of dagbesteding"
    VRIJSTELLING = "vrijstelling", "Vrijstelling, niet langer gevolgd"
    ACHTTIEN = "achttien", "18 jaar: overgedragen aan het Doorstroompunt"
    VERHUISD = "verhuisd", "Verhuisd buiten de regio"
    OVERLEDEN = "overleden", "Overleden"
    GEEN_THUISZITTER = "geen_thuiszitter", "Achteraf geen thuiszitter"
    OVERIG = "overig", "Anders"


# Schoolgang hersteld: the pupil is in education again.
HERSTELD = (
    Uitkomst.EIGEN_SCHOOL,
    Uitkomst.ANDERE_SCHOOL,
    Uitkomst.SBO,
    Uitkomst.SO,
    Uitkomst.VSO,
    Uitkomst.OPDC,
    Uitkomst.MBO,
)

# Decided afterwards: this pupil never was one. The row stays, and counts in no figure.
NOOIT = (Uitkomst.GEEN_THUISZITTER,)


class Feitsoort(TextChoices):
    """What is known about a traject from one day to another."""

    OORDEEL = "oordeel", "Oordeel over het verzuim"
    BELEMMERING = "belemmering", "Belemmering"
    HULPVERLENING = "hulpverlening", "Hulpverlening betrokken"
    AANBOD = "aanbod", "Passend aanbod"
    MTSS = "mtss", "Niveau van ondersteuning (MD-MTSS)"


# Of these a traject has at most one at a time.
ENKELVOUDIG = (Feitsoort.OORDEEL, Feitsoort.MTSS)


class Oordeel(TextChoices):
    """`verklaarbaar` versus `verwijtbaar` (PO2203, doel 1)."""

    VERKLAARBAAR = "verklaarbaar", "Verklaarbaar"
    VERWIJTBAAR = "verwijtbaar", "Verwijtbaar"


class Belemmering(TextChoices):
    """What stands in the way of school: the code list of the hoofdvraag, and the reasons of absoluut verzuim."""

    EMOTIONEEL = "emotioneel", "Emotioneel"
    GEDRAG = "gedrag", "Gedrag"
    PERSOONLIJKHEID = "persoonlijkheid", "Persoonlijkheid of identiteit"
    MIDDELEN = "middelen", "Middelen, gamen of verslaving"
    SOCIAAL = "sociaal", "Sociale vaardigheid"
    GEZONDHEID = "gezondheid", "Gezondheid"
    GEZIN = "gezin", "Gezin of opvoeding"
    NETWERK = "netwerk", "Netwerk of vrije tijd"
    SCHOOL = "school", "De school zelf"
    PRAKTISCH = "praktisch", "Praktisch of financieel"
    WACHTLIJST = "wachtlijst", "Wacht op een plek"
    UITGESCHREVEN = "uitgeschreven", "Uitgeschreven door de school"
    BUITENLAND = "buitenland", "Vertrokken of in het buitenland"
    OVERIG = "overig", "Anders"


class Aanbod(TextChoices):
    """A fitting offer: what ends the clock of three months (Thuiszitterspact)."""

    THUISONDERWIJS = "thuisonderwijs", "Onderwijs thuis of op afstand"
    DEELTIJD = "deeltijd", "Deeltijd op school"
    ANDERE_PLEK = "andere_plek", "Plek op een andere school of voorziening"
    ONDERWIJSZORG = "onderwijszorg", "Onderwijs en zorg samen"


class Hulpverlening(TextChoices):
    JA = "ja", "Hulpverlening betrokken"


class Mtss(TextChoices):
    """Multi-tiered system of support for school attendance: the three tiers."""

    NIVEAU_1 = "1", "Niveau 1: voor iedere leerling"
    NIVEAU_2 = "2", "Niveau 2: vroege, gerichte hulp"
    NIVEAU_3 = "3", "Niveau 3: intensieve hulp"


CODES: dict[str, type[TextChoices]] = {
    Feitsoort.OORDEEL: Oordeel,
    Feitsoort.BELEMMERING: Belemmering,
    Feitsoort.HULPVERLENING: Hulpverlening,
    Feitsoort.AANBOD: Aanbod,
    Feitsoort.MTSS: Mtss,
}


class Actiestatus(TextChoices):
    OPEN = "open", "Nog te doen"
    GEDAAN = "gedaan", "Gedaan"
    VERVALLEN = "vervallen", "Niet meer nodig"


class Uitvoerder(TextChoices):
    """Who does it."""

    ECT = "ect", "Het expertteam"  # shown under its own name (thuiszitters.namen)
    SCHOOL = "school", "De school"
    LEERPLICHT = "leerplicht", "Leerplicht"
    OUDERS = "ouders", "De ouders"
    LEERLING = "leerling", "De leerling"
    JEUGDHULP = "jeugdhulp", "Jeugdhulp"
    JEUGDARTS = "jeugdarts", "De jeugdarts"


class Contactsoort(TextChoices):
    TELEFOON = "telefoon", "Gebeld"
    GESPREK = "gesprek", "Gesprek"
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    BERICHT = "bericht", "Bericht of brief"


class Lijstbron(TextChoices):
    """Whose list is compared with the register."""

    SCHOOL = "school", "Lijst van een school"
    LEERPLICHT = "leerplicht", "Lijst van leerplicht"


class Lijstveld(TextChoices):
    """What a column of a list can be."""

    ACHTERNAAM = "achternaam", "Achternaam"
    VOORVOEGSEL = "voorvoegsel", "Voorvoegsel"
    ROEPNAAM = "roepnaam", "Roepnaam"
    NAAM = "naam", "Hele naam in één kolom"
    GEBOORTEDATUM = "geboortedatum", "Geboortedatum"
    SCHOOL = "school", "Naam van de school"
    VESTIGINGSCODE = "vestigingscode", "Vestigingscode"
    GEMEENTE = "gemeente", "Gemeente"
    EERSTE_VERZUIMDAG = "eerste_verzuimdag", "Thuis sinds"
    CATEGORIE = "categorie", "Soort verzuim"


class Lijstgroep(TextChoices):
    """Where a pupil was found when a list was compared."""

    VERSCHILT = "verschilt", "Verschilt"
    ALLEEN_LIJST = "alleen_lijst", "Alleen in de lijst"
    ALLEEN_HIER = "alleen_hier", "Alleen in ons register"
    IN_BEIDE = "in_beide", "In beide gelijk"
    FOUT = "fout", "Niet te lezen"


class Regelbesluit(TextChoices):
    """What a person decided about a row of a list."""

    OPEN = "open", "Nog te beslissen"
    GEMELD = "gemeld", "Melding gemaakt"
    GEKOPPELD = "gekoppeld", "Gekoppeld aan een traject"
    VERSCHIL = "verschil", "Verschil vastgelegd"
    GENEGEERD = "genegeerd", "Genegeerd"


class Trede(TextChoices):
    """The steps of the escalation ladder, the lowest first; the profile names them (missie.md PRC-42)."""

    SCHOOL = "school", "School"
    AOJ = "aoj", "AOJ-team"
    ECT = "ect", "Expertteam"
    DOORZETTAFEL = "doorzettafel", "MPL of doorzettafel"
    DOORZETTINGSMACHT = "doorzettingsmacht", "Doorzettingsmacht"


class Stapuitkomst(TextChoices):
    """How a step of the ladder ended."""

    AFSPRAKEN = "afspraken", "Er zijn afspraken gemaakt"
    VERDER = "verder", "Geen oplossing: naar de volgende stap"
    OPGELOST = "opgelost", "Er is een oplossing"


class Adviesstatus(TextChoices):
    NIEUW = "nieuw", "Ontvangen"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    UITGEBRACHT = "uitgebracht", "Advies uitgebracht"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Vrijstellingsoort(TextChoices):
    GEHEEL = "geheel", "Geheel"
    GEDEELTELIJK = "gedeeltelijk", "Gedeeltelijk"


class Vrijstellingsduur(TextChoices):
    """How long it is meant to last (evaluatie Thuiszitterspact)."""

    KORT = "kort", "Korter dan een jaar"
    SCHOOLJAAR = "schooljaar", "Een schooljaar"
    JAREN = "jaren", "Meerdere jaren"
    LEERPLICHT = "leerplicht", "De rest van de leerplicht"


class Schoolverleden(TextChoices):
    """Where the pupil was at school before; `geen` is the marker "never been in school"."""

    GEEN = "geen", "Nooit op een school"
    SBO = "sbo", "Basisonderwijs of speciaal basisonderwijs"
    VSO = "vso", "Speciaal of voortgezet speciaal onderwijs"
    VO = "vo", "Voortgezet onderwijs"
    MBO = "mbo", "Mbo"


class Advies(TextChoices):
    """What the ECT sees as possible in education."""

    MOGELIJK = "mogelijk", "Onderwijs is mogelijk"
    DEELS = "deels", "Onderwijs is voor een deel mogelijk"
    NIET = "niet", "Onderwijs is nu niet mogelijk"


class Vrijstellingseinde(TextChoices):
    ACHTTIEN = "achttien", "18 jaar geworden"
    GESLOTEN = "gesloten", "Gesloten plaatsing"
    TERUG = "terug", "Terug naar onderwijs"
    VERHUISD = "verhuisd", "Verhuisd"
    NIET_VERLENGD = "niet_verlengd", "Niet verlengd"
