"""The lines of the fictitious begroting: names and some amounts as in the documents (missie.md 1.16).

What is left of the total after these lines goes to the afdracht for specialised education, as it does in life.
"""

from dataclasses import dataclass
from decimal import Decimal

from financien.enums import Rubriek, Soort

# Lasten of one year, in euros: VO2001 has about 23 million to divide (TGT-28); the others are invented.
TOTAAL = {"vo2001": Decimal(23_000_000), "po2203": Decimal(16_400_000), "po2202": Decimal(13_800_000)}
AFDRACHT = "3.01"
GELIJK = (1,) * 12
MET_VAKANTIEGELD = (1, 1, 1, 1, Decimal("1.9"), 1, 1, 1, 1, 1, 1, 1)
PER_KWARTAAL = (1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0)
SCHOOLJAAR = (1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1)


@dataclass(frozen=True)
class Regel:
    """One line; `per_maand` how many bookings there are in a month with money."""

    code: str
    programma: str
    omschrijving: str  # with the names of swv.namen
    bedrag: int
    rubriek: Rubriek = Rubriek.OVERIGE_LASTEN
    ritme: tuple[int | Decimal, ...] = GELIJK
    per_maand: int = 1
    geoormerkt: bool = False
    soort: Soort = Soort.LASTEN

    @property
    def kostenplaats(self) -> str:
        hoofd, _, rest = self.code.partition(".")
        return f"{int(hoofd):02}{rest}"

    @property
    def grootboek(self) -> str:
        return f"{self.rubriek.value.replace('.', '')}00" if self.soort == Soort.LASTEN else "8000"


P, D = Rubriek.PERSONEEL, Rubriek.DOORBETALINGEN
LASTEN = (
    Regel("1.01", "basis", "Basisondersteuning naar de besturen", 1_650_000, D),
    Regel("1.02", "basis", "Maatwerk op school", 21_500, per_maand=2),
    Regel("2.01", "extra", "Arrangementen", 480_000, D, SCHOOLJAAR, 3),
    Regel(AFDRACHT, "vso", "Afdracht gespecialiseerd onderwijs (via DUO)", 0, D),
    Regel("3.02", "vso", "Opvang van groei na 1 februari", 220_000, D, PER_KWARTAAL),
    Regel("4.01", "prolwoo", "Afdracht praktijkonderwijs en LWOO (via DUO)", 3_300_000, D),
    Regel("5.01", "tussen", "KOV en maatwerk", 1_050_000, D, SCHOOLJAAR, 2),
    Regel("5.02", "tussen", "OPDC: Rebound, TTVO en Doorstart", 640_000, P, MET_VAKANTIEGELD),
    Regel("5.03", "tussen", "TAB", 65_000, per_maand=2),
    Regel("6.01", "expertise", "{expertteam}", 720_000, P, MET_VAKANTIEGELD),
    Regel("6.02", "expertise", "Paramedisch team", 60_000, ritme=PER_KWARTAAL),
    Regel("7.01", "aanwezig", "Voortijdig schoolverlaten", 32_000, per_maand=2),
    Regel("7.02", "aanwezig", "Thuiszitterspact", 120_000, per_maand=2, geoormerkt=True),
    Regel("8.01", "begaafd", "Hoogbegaafdheid", 60_000, ritme=SCHOOLJAAR),
    Regel("9.01", "transitie", "Consulenten bij de overgang", 7_500, P),
    Regel("10.01", "jeugdhulp", "Onderwijs in JeugdzorgPlus", 192_000, D, PER_KWARTAAL),
    Regel("10.02", "jeugdhulp", "Wijkteam in onderwijs", 40_000),
    Regel("10.03", "jeugdhulp", "Aansluiting Onderwijs Jeugdhulp, dag", 10_000, ritme=PER_KWARTAAL),
    Regel("11.01", "steunpunt", "Ouder- en jeugdsteunpunt", 45_000, P),
    Regel("12.01", "kwaliteit", "Registratiesysteem", 20_000),
    Regel("12.02", "kwaliteit", "Plaatsingswijzer", 5_000, ritme=PER_KWARTAAL),
    Regel("13.01", "bestuur", "Accountant", 6_500, ritme=PER_KWARTAAL),
    Regel("13.02", "bestuur", "Functionaris gegevensbescherming", 7_500),
    Regel("13.03", "bestuur", "Ondersteuningsplanraad en toezicht", 38_000, per_maand=2),
    Regel("14.01", "personeel", "Directie en bureau", 610_000, P, MET_VAKANTIEGELD),
    Regel("14.02", "personeel", "Huisvesting", 84_000, Rubriek.HUISVESTING),
    Regel("14.03", "personeel", "Afschrijvingen", 12_000, Rubriek.AFSCHRIJVINGEN),
    Regel("15.01", "onvoorzien", "Onvoorzien", 75_000, per_maand=0),
)
# Baten as a share of the lasten; the subsidy is what it pays for.
LICHT, ZWAAR = Decimal("0.28"), Decimal("0.715")
B, R = Soort.BATEN, Rubriek.RIJKSBIJDRAGEN
BATEN = (
    Regel("1.80", "basis", "Rijksbijdrage lichte ondersteuning", 0, R, soort=B),
    Regel("3.80", "vso", "Rijksbijdrage zware ondersteuning", 0, R, soort=B),
    Regel(
        "7.80",
        "aanwezig",
        "Subsidie Thuiszitterspact",
        120_000,
        Rubriek.OVERIGE_OVERHEID,
        PER_KWARTAAL,
        geoormerkt=True,
        soort=B,
    ),
)
# What the programmas of a PO profile are called; a line of a programma that is not there is left out.
NAAR_PO = {"vso": "so"}
