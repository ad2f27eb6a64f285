"""The inspectierapportage as a kind of report (swv/rapportages).

Its files hold counts only. The anonymous table of children is a download of its own, for staff and with a
reason (`thuiszitters.inspectie`): it never travels with the report.
"""

from swv.rapportages import Rapportagesoort, Tekstvak, registreer_soort
from thuiszitters.documents import HOOFDSTUKKEN, inhoud

CIJFERS = (
    "stand",
    "lrv_kort",
    "lrv_lang",
    "absoluut",
    "register",
    "begin",
    "instroom",
    "uitstroom",
    "omgezet",
    "vrijstelling_5a",
    "vrijstelling_nieuw",
    "vrijstelling_nooit_op_school",
    "ziekgemeld",
    "thuiswerkplan",
    "aangepast",
    "dreigend",
    "zonder_aanbod",
    "mediaan_duur",
    "langste_duur",
    "verklaarbaar",
    "schoolgang_hersteld",
    "meldingen",
    "gemeld_op_tijd",
    "terug_op_tijd",
)
VERDELINGEN = (
    "naar_categorie_en_duur",
    "naar_schoolsoort",
    "naar_gemeente",
    "naar_bestuur",
    "naar_leeftijd",
    "naar_uitkomst",
    "naar_belemmering",
)

INSPECTIE = registreer_soort(
    Rapportagesoort(
        code="inspectie",
        naam="Inspectierapportage",
        omschrijving="Thuiszitters en vrijstellingen op de peildatum, met verloop, duur en aanpak, elk kwartaal.",
        sjabloon="thuiszitters/inspectierapportage.html",
        inhoud=inhoud,
        kengetallen=tuple(f"thuiszitters.{code}" for code in CIJFERS),
        verdelingen=tuple(f"thuiszitters.{code}" for code in VERDELINGEN),
        hoofdstukken=HOOFDSTUKKEN,
        teksten=(
            Tekstvak(
                "stand",
                "Wat wij zien",
                "Waarom zijn het er meer of minder? Noem geen leerling, ook niet herkenbaar zonder naam.",
                "ect",
                14,
            ),
            Tekstvak(
                "terug",
                "Wat hielp om terug te gaan",
                "Wat werkte in dit kwartaal, en wat niet?",
                "ect",
                14,
            ),
            Tekstvak(
                "vrijstellingen",
                "Vrijstellingen: wat wij doen",
                "Hoe volgt het samenwerkingsverband deze leerlingen?",
                "coordinator",
                14,
            ),
            Tekstvak(
                "oorzaken",
                "Aanpak en afspraken",
                "Welke afspraken zijn er met besturen, gemeenten en jeugdhulp?",
                "coordinator",
                21,
            ),
        ),
    )
)
