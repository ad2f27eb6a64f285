"""Choices of the TLV route."""

from django.db.models import TextChoices


class Soort(TextChoices):
    """What is asked for (WPO 18a, WEC 40, WVO 2020 2.29 and 2.47)."""

    SBO = "sbo", "Speciaal basisonderwijs (SBO)"
    SO = "so", "Speciaal onderwijs (SO)"
    VSO = "vso", "Voortgezet speciaal onderwijs (VSO)"
    PRO = "pro", "Praktijkonderwijs (PrO)"

    @property
    def afkorting(self) -> str:
        """How people say it in a title or a table."""
        return "PrO" if self is Soort.PRO else self.value.upper()


class Aanleiding(TextChoices):
    """Why a school asks now; the questions differ (PRC-01..04)."""

    EERSTE = "eerste", "Eerste aanvraag"
    VERLENGING = "verlenging", "Verlenging of andere categorie"
    ONDERINSTROOM = "onderinstroom", "Eerste school: nog niet eerder ingeschreven"
    ZIJ_INSTROOM = "zij_instroom", "Nieuw in de regio: verhuisd, van cluster 1 of 2, of uit een instelling"


class Kant(TextChoices):
    """Who writes a message on a request."""

    SCHOOL = "school", "De school"
    SWV = "swv", "Het samenwerkingsverband"


class Aanvraagstatus(TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    ONVOLLEDIG = "onvolledig", "Wacht op aanvulling"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    BESLOTEN = "besloten", "Besloten"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERVALLEN = "vervallen", "Concept verwijderd"


class Bekostigingscategorie(TextChoices):
    """OSO codelijst 31 (domein.md 1.3)."""

    LAAG = "L", "Laag"
    MIDDEN = "M", "Midden"
    HOOG = "H", "Hoog"
    NVT = "Nvt", "Niet van toepassing"


class Uitkomst(TextChoices):
    TOEGEKEND = "toegekend", "Toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    NIET_BEHANDELD = "niet_behandeld", "Niet in behandeling genomen"


class Besluitstatus(TextChoices):
    GENOMEN = "genomen", "Genomen, nog niet bekendgemaakt"
    BEKENDGEMAAKT = "bekendgemaakt", "Bekendgemaakt"
    IN_BEZWAAR = "in_bezwaar", "In bezwaar"
    ONHERROEPELIJK = "onherroepelijk", "Onherroepelijk"
    HERROEPEN = "herroepen", "Herroepen"


class Adviesstatus(TextChoices):
    GEVRAAGD = "gevraagd", "Gevraagd"
    UITGEBRACHT = "uitgebracht", "Uitgebracht"
    INGETROKKEN = "ingetrokken", "Opdracht ingetrokken"


class Beroep(TextChoices):
    """Besluit bekostiging WPO 34.8 and Inrichtingsbesluit WVO 15a (domein.md 1.2)."""

    ORTHOPEDAGOOG = "orthopedagoog", "Orthopedagoog"
    PSYCHOLOOG = "psycholoog", "Psycholoog"
    KINDERPSYCHOLOOG = "kinderpsycholoog", "Kinder- of jeugdpsycholoog"
    PEDAGOOG = "pedagoog", "Pedagoog"
    KINDERPSYCHIATER = "kinderpsychiater", "Kinderpsychiater"
    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker", "Maatschappelijk werker"
    ARTS = "arts", "Arts"


class Conclusie(TextChoices):
    POSITIEF = "positief", "Positief"
    VOORWAARDEN = "voorwaarden", "Positief, onder voorwaarden"
    NEGATIEF = "negatief", "Negatief"


class Herstelstatus(TextChoices):
    OPEN = "open", "Wacht op de school"
    AANGEVULD = "aangevuld", "Aangevuld"
    VERLOPEN = "verlopen", "Termijn verlopen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Geadresseerde(TextChoices):
    BEVOEGD_GEZAG = "bevoegd_gezag", "Bevoegd gezag"
    GEZAGHEBBENDE = "gezaghebbende", "Gezaghebbende"
    LEERLING = "leerling", "Leerling van 18 jaar of ouder"


class Bezwaarstatus(TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    BIJ_LBT = "bij_lbt", "Bij de bezwaaradviescommissie (LBT)"
    AFGEHANDELD = "afgehandeld", "Afgehandeld"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    IN_BEROEP = "in_beroep", "In beroep bij de rechtbank"


# On these nothing was decided yet; on the longer list someone still waits for an outcome.
OPEN_BEZWAAR = (Bezwaarstatus.ONTVANGEN, Bezwaarstatus.BIJ_LBT)
LOPEND_BEZWAAR = (*OPEN_BEZWAAR, Bezwaarstatus.IN_BEROEP)


class Bezwaarstuk(TextChoices):
    """A paper of an objection, in the order in which the LBT wants them (domein.md 1.7)."""

    BEZWAARSCHRIFT = "bezwaarschrift", "Bezwaarschrift"
    VOLMACHT = "volmacht", "Volmacht"
    PROCEDURE = "procedure", "Procedure en criteria uit het ondersteuningsplan"
    SCHOOLPROFIEL = "schoolprofiel", "Schoolprofiel of ondersteuningsaanbod van de school"
    VERWEER = "verweer", "Verweerschrift"
    VERSLAG = "verslag", "Verslag van de hoorzitting"
    LBT_ADVIES = "lbt_advies", "Advies van de LBT"
    OVERIG = "overig", "Ander stuk"


class Bezwaaruitkomst(TextChoices):
    """What the SWV decided on the objection (Awb 7:11, 7:12)."""

    ONGEGROND = "ongegrond", "Ongegrond: het besluit blijft"
    NIET_ONTVANKELIJK = "niet_ontvankelijk", "Niet-ontvankelijk: het besluit blijft"
    GEGROND = "gegrond", "Gegrond: het besluit is herroepen"


class Lbtadvies(TextChoices):
    """What the committee advises; the same values as the outcome, so that they can be compared."""

    ONGEGROND = "ongegrond", "Ongegrond"
    NIET_ONTVANKELIJK = "niet_ontvankelijk", "Niet-ontvankelijk"
    GEGROND = "gegrond", "Gegrond"


class Commissiefunctie(TextChoices):
    """What someone is in a committee (missie.md ROL-05)."""

    VOORZITTER = "voorzitter", "Voorzitter"
    SECRETARIS = "secretaris", "Secretaris"
    LID = "lid", "Lid"


class Vergaderstatus(TextChoices):
    """A member reads the agenda from `agenda_verstuurd` until the minutes are final."""

    GEPLAND = "gepland", "Gepland"
    AGENDA_VERSTUURD = "agenda_verstuurd", "Agenda verstuurd"
    GEHOUDEN = "gehouden", "Gehouden"
    VASTGESTELD = "vastgesteld", "Verslag vastgesteld"
    AFGELAST = "afgelast", "Gaat niet door"


class Puntconclusie(TextChoices):
    """What a committee concludes about one request on its agenda."""

    POSITIEF = "positief", "Positief"
    VOORWAARDEN = "voorwaarden", "Positief, onder voorwaarden"
    NEGATIEF = "negatief", "Negatief"
    AANGEHOUDEN = "aangehouden", "Aangehouden: komt terug in een volgende vergadering"


class Plaatsingstatus(TextChoices):
    """From the moment that the receiving school picked the TLV up by its number."""

    WACHT = "wacht", "Wacht op plaatsing"
    GEPLAATST = "geplaatst", "Geplaatst"
    NIET_GEPLAATST = "niet_geplaatst", "Niet geplaatst"
    BEEINDIGD = "beeindigd", "Plaatsing beëindigd"


class NietGeplaatst(TextChoices):
    """Why the receiving school does not place a pupil."""

    VOL = "vol", "De school of de groep is vol"
    PAST_NIET = "past_niet", "De school kan deze ondersteuning niet bieden"
    ANDERE_SCHOOL = "andere_school", "De ouders kozen een andere school"
    VERHUISD = "verhuisd", "De leerling is verhuisd"
    ANDERS = "anders", "Een andere reden"


class Uitstroom(TextChoices):
    """How a stay in gespecialiseerd onderwijs ended (missie.md PRC-15)."""

    TERUGPLAATSING = "terugplaatsing", "Terugplaatsing naar regulier onderwijs"
    SCHAKELING = "schakeling", "Schakeling naar een andere soort gespecialiseerd onderwijs"
    ANDERE_SCHOOL = "andere_school", "Andere school van dezelfde soort"
    EINDE = "einde", "Einde van de schooltijd of uitstroom"


class Opschortgrond(TextChoices):
    """Why a decision term stands still beside an invitation to complete (Awb 4:15 lid 2)."""

    INSTEMMING = "instemming", "De aanvrager stemde schriftelijk in met uitstel"
    AANVRAGER = "aanvrager", "De vertraging komt door de aanvrager"
    OVERMACHT = "overmacht", "Overmacht: het samenwerkingsverband kan niet beslissen"

    @property
    def reden(self) -> str:
        """The reason as a derivation of a date says it."""
        return {
            Opschortgrond.INSTEMMING: "omdat de aanvrager instemde met uitstel",
            Opschortgrond.AANVRAGER: "omdat de vertraging door de aanvrager kwam",
            Opschortgrond.OVERMACHT: "door overmacht",
        }[self]


class Kennisgevingsoort(TextChoices):
    """A letter that is no besluit: what it tells, and on which article that duty rests."""

    VERDAGING = "verdaging", "Verdaging van de beslissing (Awb 4:14)"
    OPSCHORTING = "opschorting", "Opschorting van de termijn (Awb 4:15)"
    EINDE_OPSCHORTING = "einde_opschorting", "Einde van de opschorting (Awb 4:15)"
    ONTVANGST_BEZWAAR = "ontvangst_bezwaar", "Ontvangst van een bezwaar (Awb 6:14)"
    HERSTEL_BEZWAAR = "herstel_bezwaar", "Een bezwaar aanvullen (Awb 6:6)"
    VERDAGING_BEZWAAR = "verdaging_bezwaar", "Verdaging van de beslissing op bezwaar (Awb 7:10)"


class Toetsuitkomst(TextChoices):
    """What a rule of the zorgvuldigheidspoort said about a decision that was taken."""

    VOLDOET = "voldoet", "Voldoet"
    WAARSCHUWING = "waarschuwing", "Waarschuwing"
