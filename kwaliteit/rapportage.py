"""The kwartaalrapportage as a kind of report (swv/rapportages)."""

from kwaliteit.documents import inhoud
from kwaliteit.hoofdstukken import hoofdstukken, kengetallen, tekstvakken, verdelingen
from swv.kengetallen import KENGETALLEN, VERDELINGEN
from swv.rapportages import Rapportagesoort, registreer_soort

KWARTAAL = registreer_soort(
    Rapportagesoort(
        code="kwartaal",
        naam="Kwartaalrapportage",
        omschrijving="Cijfers en duiding voor de toezichthouder, elk kwartaal: leerlingstromen, verwijzingen, "
        "doorlooptijden, thuiszitters, begeleiding en financiën.",
        sjabloon="pdf/kwartaalrapportage.html",
        inhoud=inhoud,
        teksten=tekstvakken(),
        kengetallen=tuple(code for code in kengetallen() if code in KENGETALLEN),
        verdelingen=tuple(code for code in verdelingen() if code in VERDELINGEN),
        hoofdstukken=hoofdstukken(),
    )
)
