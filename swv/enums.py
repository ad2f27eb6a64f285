"""Choices of the kernel."""

from django.db.models import TextChoices


class Onderwijssoort(TextChoices):
    BAO = "bao", "Basisonderwijs"
    SBO = "sbo", "Speciaal basisonderwijs"
    SO = "so", "Speciaal onderwijs"
    VSO = "vso", "Voortgezet speciaal onderwijs"
    SOVSO = "sovso", "Speciaal en voortgezet speciaal onderwijs"
    VO = "vo", "Voortgezet onderwijs"
    PRO = "pro", "Praktijkonderwijs"
    MBO = "mbo", "Middelbaar beroepsonderwijs"
    OVERIG = "overig", "Overig"


class Schoolstatus(TextChoices):
    OPEN = "open", "Open"
    GESLOTEN = "gesloten", "Gesloten"


class Opdrachtstatus(TextChoices):
    WACHT = "wacht", "Wacht op uitvoering"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


class Mailkeuze(TextChoices):
    METEEN = "meteen", "Meteen, bij elk bericht"
    DAGELIJKS = "dagelijks", "Eén keer per dag"
    GEEN = "geen", "Geen e-mail"


class Inzagesoort(TextChoices):
    PAGINA = "pagina", "Pagina bekeken"
    LIJST = "lijst", "Lijst bekeken"
    DOWNLOAD = "download", "Bestand gedownload"


class Spoor(TextChoices):
    GEBEURTENIS = "gebeurtenis", "Gebeurtenissen"
    INZAGE = "inzage", "Inzage"


class Importfase(TextChoices):
    GELADEN = "geladen", "Geladen"
    GECONTROLEERD = "gecontroleerd", "Gecontroleerd"
    VERWERKT = "verwerkt", "Verwerkt"
    TERUGGEDRAAID = "teruggedraaid", "Teruggedraaid"
    AFGEKEURD = "afgekeurd", "Afgekeurd"


class Importuitkomst(TextChoices):
    NIEUW = "nieuw", "Nieuw"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    ONGEWIJZIGD = "ongewijzigd", "Ongewijzigd"
    OVERGESLAGEN = "overgeslagen", "Overgeslagen"
    FOUT = "fout", "Fout"
    AFWEZIG = "afwezig", "Niet in het bestand"


class Scanstatus(TextChoices):
    WACHT = "wacht", "Wordt gecontroleerd"
    SCHOON = "schoon", "Gecontroleerd"
    GEWEIGERD = "geweigerd", "Geweigerd"


class Aanleiding(TextChoices):
    PLANNING = "planning", "Vanzelf, na de peildatum"
    VERZOEK = "verzoek", "Op verzoek"
    RAPPORTAGE = "rapportage", "Voor een rapportage"


class Rapportagestatus(TextChoices):
    CONCEPT = "concept", "Concept"
    TER_VASTSTELLING = "ter_vaststelling", "Ter vaststelling"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class Bestandsvorm(TextChoices):
    PDF = "pdf", "PDF"
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX (Excel)"
