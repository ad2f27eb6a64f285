"""The chapters of the kwartaalrapportage and who writes the text in each (missie.md NRM-34).

A chapter without a source in the product stays in the report and says what its source would be: the
toezichthouder asks for it, and a gap that is named is better than one that is hidden.
"""

from dataclasses import dataclass

from kwaliteit.zinnen import Zin
from swv.rapportages import Hoofdstuk, Tekstvak

COORDINATOR, DIRECTEUR, CONTROLLER = "coordinator", "directeur", "controller"
DAGEN = 21  # after the peildatum; the summary and the view ahead come a week later
SLOT = 28


@dataclass(frozen=True)
class Figuur:
    """A chart: one figure as a line, or several on top of each other under these names."""

    titel: str
    codes: tuple[str, ...]
    namen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opzet:
    """What one chapter holds."""

    anker: str
    titel: str
    uitleg: str  # what the writer of the text is asked
    kengetallen: tuple[str, ...] = ()
    alleen_als_kpi: frozenset[str] = frozenset()  # of these figures: only what this SWV has as a KPI
    zinnen: tuple[Zin, ...] = ()
    figuren: tuple[Figuur, ...] = ()
    verdelingen: tuple[str, ...] = ()
    geen_bron: str = ""
    schrijver: str = COORDINATOR
    teksttitel: str = "Wat wij zien"


LEERLINGSTROMEN = Opzet(
    "leerlingstromen",
    "Leerlingstromen",
    "Welke verschuivingen tussen regulier en gespecialiseerd onderwijs ziet u, en waar komen die vandaan?",
    kengetallen=(
        "leerlingen.regulier",
        "leerlingen.zittend_go",
        "leerlingen.instroom_go",
        "leerlingen.onderinstroom_go",
        "leerlingen.uitstroom_go",
        "leerlingen.terugschakeling",
    ),
    zinnen=(
        Zin(
            "leerlingen.zittend_go",
            "Op {peildatum} zaten {waarde} leerlingen met een dossier in het gespecialiseerd onderwijs, {beweging}.",
        ),
        Zin(
            "leerlingen.instroom_go",
            "Sinds de vorige peildatum stroomden {waarde} leerlingen in.",
            enkelvoud="Sinds de vorige peildatum stroomde 1 leerling in.",
        ),
        Zin(
            "leerlingen.uitstroom_go",
            "{waarde} leerlingen stroomden uit.",
            enkelvoud="1 leerling stroomde uit.",
        ),
        Zin("leerlingen.terugschakeling", "Van wie er een jaar eerder zat, schakelde {waarde} terug."),
    ),
    figuren=(
        Figuur("Zittende leerlingen in het gespecialiseerd onderwijs", ("leerlingen.zittend_go",)),
        Figuur("Instroom in het gespecialiseerd onderwijs", ("leerlingen.instroom_go",)),
    ),
    verdelingen=("leerlingen.naar_onderwijssoort",),
)
VERWIJZINGEN = Opzet(
    "verwijzingen",
    "Verwijzingen en deelname",
    "Hoe ontwikkelen de verwijzingen zich, en wat betekent dat voor de deelname?",
    kengetallen=(
        "tlv.aanvragen",
        "tlv.toegekend",
        "tlv.toegekend_nieuw",
        "tlv.toegekend_verlenging",
        "tlv.toegekend_jong",
        "tlv.afgewezen",
        "tlv.geldig",
        "tlv.verwijzing_sbo",
        "tlv.verwijzing_so",
        "tlv.verwijzing_vso",
        "tlv.verwijzing_pro",
        "leerlingen.deelname_sbo",
        "leerlingen.deelname_so",
        "leerlingen.deelname_go",
        "leerlingen.deelname_vso",
        "leerlingen.deelname_pro",
        "tlv.binnen_regio",
    ),
    alleen_als_kpi=frozenset({"tlv.toegekend_jong"}),
    zinnen=(
        Zin(
            "tlv.toegekend",
            "In het kwartaal zijn {waarde} TLV's toegekend, {beweging}.",
            enkelvoud="In het kwartaal is 1 TLV toegekend, {beweging}.",
        ),
        Zin(
            "tlv.afgewezen",
            "{waarde} aanvragen zijn afgewezen.",
            enkelvoud="1 aanvraag is afgewezen.",
        ),
        Zin("tlv.geldig", "Op {peildatum} waren {waarde} TLV's geldig."),
    ),
    figuren=(
        Figuur(
            "Toegekende TLV's",
            ("tlv.toegekend_nieuw", "tlv.toegekend_verlenging"),
            ("eerste verwijzing", "verlenging"),
        ),
        Figuur("Verwijzingspercentage VSO", ("tlv.verwijzing_vso",)),
        Figuur("Verwijzingspercentage SBO", ("tlv.verwijzing_sbo",)),
        Figuur("Verwijzingspercentage SO", ("tlv.verwijzing_so",)),
    ),
    verdelingen=("tlv.naar_categorie", "tlv.naar_aanleiding", "tlv.naar_leeftijd"),
)
OPP = Opzet(
    "opp",
    "OPP-registratie",
    "Wat valt op in de OPP's: de instemming van ouders, de evaluatie, en wat in ROD ontbreekt?",
    kengetallen=(
        "opp.aantal",
        "opp.per_100",
        "opp.instemming",
        "opp.gehoord",
        "opp.evaluatie_op_tijd",
        "opp.in_rod",
        "opp.op_tijd_opgesteld",
    ),
    zinnen=(
        Zin(
            "opp.aantal",
            "Op {peildatum} liepen {waarde} OPP's, {beweging}.",
            enkelvoud="Op {peildatum} liep 1 OPP, {beweging}.",
        ),
        Zin("opp.instemming", "Bij {waarde} stemden de ouders in met het handelingsdeel."),
        Zin("opp.evaluatie_op_tijd", "{waarde} was op tijd geëvalueerd."),
        Zin("opp.in_rod", "{waarde} stond in ROD."),
    ),
    figuren=(
        Figuur("Lopende OPP's", ("opp.aantal",)),
        Figuur("OPP's met instemming van de ouders", ("opp.instemming",)),
    ),
)
DOORLOOPTIJDEN = Opzet(
    "doorlooptijden",
    "Doorlooptijden van TLV-aanvragen",
    "Wat verklaart de doorlooptijden, en welke besluiten kwamen te laat?",
    kengetallen=(
        "tlv.besluiten",
        "tlv.lopend",
        "tlv.doorlooptijd_mediaan",
        "tlv.doorlooptijd_p90",
        "tlv.eerste_beoordeling_op_tijd",
        "tlv.binnen_servicenorm",
        "tlv.binnen_uiterste",
        "tlv.binnen_awb",
        "tlv.teruggevraagd",
        "tlv.twee_adviezen",
        "tlv.bezwaren",
    ),
    zinnen=(
        Zin("tlv.doorlooptijd_mediaan", "De helft van de besluiten kwam binnen {waarde}, {beweging}."),
        Zin("tlv.doorlooptijd_p90", "Negen van de tien kwamen binnen {waarde}."),
        Zin("tlv.binnen_servicenorm", "{waarde} van de besluiten haalde de servicenorm."),
        Zin("tlv.binnen_awb", "{waarde} van de besluiten haalde de wettelijke termijn."),
    ),
    figuren=(
        Figuur("Doorlooptijd, mediaan in dagen", ("tlv.doorlooptijd_mediaan",)),
        Figuur("Besluiten binnen de servicenorm", ("tlv.binnen_servicenorm",)),
        Figuur("Besluiten binnen de wettelijke termijn", ("tlv.binnen_awb",)),
    ),
    verdelingen=("tlv.naar_maand",),
)
TEVREDENHEID = Opzet(
    "tevredenheid",
    "Tevredenheid over de TLV-procedure",
    "Welke signalen van ouders en scholen over de procedure zijn er?",
    geen_bron="Een steekproef met een korte vragenlijst aan ouders en school, direct na een toekenning.",
)
JEUGDHULP = Opzet(
    "jeugdhulp",
    "Signalen over wachtlijsten jeugdhulp",
    "Welke signalen over wachttijden in de jeugdhulp zijn er, en wat betekent dat voor leerlingen?",
    geen_bron="Signalen van scholen en partners over wachttijden, vast te leggen per leerling of per gemeente.",
)
THUISZITTERS = Opzet(
    "thuiszitters",
    "Schoolaanwezigheid en thuiszitters",
    "Wat valt op in het register, wat doet u eraan, en wie zit er langer dan drie maanden zonder aanbod?",
    kengetallen=(
        "thuiszitters.stand",
        "thuiszitters.lrv_kort",
        "thuiszitters.lrv_lang",
        "thuiszitters.absoluut",
        "thuiszitters.zonder_aanbod",
        "thuiszitters.vrijstelling_5a",
        "thuiszitters.ziekgemeld",
        "thuiszitters.thuiswerkplan",
        "thuiszitters.instroom",
        "thuiszitters.uitstroom",
        "thuiszitters.schoolgang_hersteld",
        "thuiszitters.mediaan_duur",
        "thuiszitters.gemeld_op_tijd",
        "thuiszitters.terug_op_tijd",
    ),
    zinnen=(
        Zin(
            "thuiszitters.stand",
            "Op {peildatum} stonden {waarde} leerlingen als thuiszitter in het register, {beweging}.",
            enkelvoud="Op {peildatum} stond 1 leerling als thuiszitter in het register, {beweging}.",
        ),
        Zin(
            "thuiszitters.zonder_aanbod",
            "{waarde} van hen zitten langer dan drie maanden thuis zonder passend aanbod.",
            enkelvoud="1 van hen zit langer dan drie maanden thuis zonder passend aanbod.",
        ),
        Zin(
            "thuiszitters.schoolgang_hersteld",
            "{waarde} leerlingen gingen dit kwartaal weer naar school.",
            enkelvoud="1 leerling ging dit kwartaal weer naar school.",
        ),
    ),
    figuren=(
        Figuur(
            "Thuiszitters op de peildatum",
            ("thuiszitters.lrv_kort", "thuiszitters.lrv_lang", "thuiszitters.absoluut"),
            ("verzuim 4 wkn - 3 mnd", "langer dan 3 mnd", "absoluut verzuim"),
        ),
        Figuur("Vrijstellingen 5 onder a", ("thuiszitters.vrijstelling_5a",)),
    ),
    verdelingen=("thuiszitters.verloop", "thuiszitters.naar_schoolsoort", "thuiszitters.naar_leeftijd"),
)
ECT = Opzet(
    "ect",
    "Begeleiding door het expertteam",
    "Welke vragen komen er bij het expertteam, en wat leveren de trajecten op?",
    kengetallen=(
        "ect.aanmeldingen",
        "ect.reactie_op_tijd",
        "ect.casussen_lopend",
        "ect.casussen_nieuw",
        "ect.casussen_afgesloten",
        "ect.doorlooptijd_mediaan",
        "ect.interventies",
    ),
    zinnen=(
        Zin(
            "ect.casussen_lopend",
            "Op {peildatum} liepen {waarde} casussen, {beweging}.",
            enkelvoud="Op {peildatum} liep 1 casus, {beweging}.",
        ),
        Zin("ect.reactie_op_tijd", "Op {waarde} van de aanmeldingen kwam de eerste reactie op tijd."),
    ),
    figuren=(
        Figuur("Lopende casussen", ("ect.casussen_lopend",)),
        Figuur("Eerste reactie op tijd", ("ect.reactie_op_tijd",)),
    ),
    verdelingen=("ect.naar_hoofdvraag", "ect.naar_schoolsoort"),
)
FINANCIEN = Opzet(
    "financien",
    "Financiën",
    "Hoe loopt de realisatie ten opzichte van de begroting, en wat is de verwachting voor het einde van het jaar?",
    kengetallen=(
        "financien.baten",
        "financien.lasten",
        "financien.resultaat",
        "financien.uitputting",
        "financien.aandeel_vso",
        "financien.aandeel_regulier",
        "financien.aandeel_expertise",
        "financien.aandeel_overhead",
        "financien.weerstandsvermogen",
        "financien.bovenmatig_vermogen",
        "financien.solvabiliteit",
        "financien.liquiditeit",
        "financien.rentabiliteit",
    ),
    zinnen=(
        Zin("financien.lasten", "In het boekjaar tot en met {peildatum} is {waarde} aan lasten geboekt."),
        Zin("financien.uitputting", "Dat is {waarde} van de begroting van het hele jaar."),
        Zin("financien.weerstandsvermogen", "Het weerstandsvermogen is {waarde}."),
    ),
    figuren=(
        Figuur("Uitputting van de begroting", ("financien.uitputting",)),
        Figuur("Weerstandsvermogen", ("financien.weerstandsvermogen",)),
    ),
    verdelingen=("financien.lasten_naar_programma", "financien.lasten_naar_bestemming"),
    schrijver=CONTROLLER,
)
RISICOS = Opzet(
    "risicos",
    "Risico's en beheersmaatregelen",
    "Welke risico's ziet u, hoe groot is de kans, en welke maatregel hoort erbij?",
    geen_bron="Een risicoregister met kans, gevolg en maatregel. Tot die tijd staan de risico's in de tekst hieronder.",
    schrijver=CONTROLLER,
    teksttitel="Risico's en maatregelen",
)
HOOFDSTUKKEN = (
    LEERLINGSTROMEN,
    VERWIJZINGEN,
    OPP,
    DOORLOOPTIJDEN,
    TEVREDENHEID,
    JEUGDHULP,
    THUISZITTERS,
    ECT,
    FINANCIEN,
    RISICOS,
)
SAMENVATTING = "samenvatting"
VOORUITBLIK = Hoofdstuk("vooruitblik", "Vooruitblik")
KPIS = Hoofdstuk("kpis", "Alle KPI's van dit samenwerkingsverband")


def tekstvakken() -> tuple[Tekstvak, ...]:
    """A summary, a text per chapter, and a view of the near future: who writes it and before when."""
    delen = [
        Tekstvak(
            opzet.anker, f"{opzet.titel}: {opzet.teksttitel.lower()}", opzet.uitleg, opzet.schrijver, DAGEN
        )
        for opzet in HOOFDSTUKKEN
    ]
    return (
        Tekstvak(
            SAMENVATTING,
            "Samenvatting",
            "De drie tot vijf punten die de toezichthouder moet weten.",
            DIRECTEUR,
            SLOT,
        ),
        *delen,
        Tekstvak(
            VOORUITBLIK.anker,
            VOORUITBLIK.titel,
            "Wat staat er het komende kwartaal te gebeuren, en wat vraagt u van de toezichthouder?",
            DIRECTEUR,
            SLOT,
        ),
    )


def hoofdstukken() -> tuple[Hoofdstuk, ...]:
    """The chapters of its own in the order of the report."""
    return (*(Hoofdstuk(opzet.anker, opzet.titel) for opzet in HOOFDSTUKKEN), VOORUITBLIK, KPIS)


def kengetallen() -> tuple[str, ...]:
    """Every figure of the report, in the order of its chapters."""
    return tuple(dict.fromkeys(code for opzet in HOOFDSTUKKEN for code in opzet.kengetallen))


def verdelingen() -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for opzet in HOOFDSTUKKEN for code in opzet.verdelingen))
