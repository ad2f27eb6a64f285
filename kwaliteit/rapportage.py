"""The kwartaalrapportage as a kind of report (swv/rapportages): its chapters are kwartaalrapportage.toml."""

from pathlib import Path

from kwaliteit.documents import KPIS, inhoud
from swv.rapportages import Tekstvak, lees_opzet, met_opzet, registreer_soort

KWARTAAL = registreer_soort(
    met_opzet(
        lees_opzet(Path(__file__).with_name("kwartaalrapportage.toml")),
        code="kwartaal",
        naam="Kwartaalrapportage",
        omschrijving="Cijfers en duiding voor de toezichthouder, elk kwartaal: leerlingstromen, verwijzingen, "
        "doorlooptijden, thuiszitters, begeleiding en financiën.",
        sjabloon="pdf/kwartaalrapportage.html",
        inhoud=inhoud,
        hoofdstukken=(KPIS,),
        teksten=(
            Tekstvak(
                "samenvatting",
                "Samenvatting",
                "De drie tot vijf punten die de toezichthouder moet weten.",
                "directeur",
                28,
            ),
        ),
    )
)
