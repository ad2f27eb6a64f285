"""The inspectierapportage as a kind of report (swv/rapportages): its chapters are inspectierapportage.toml.

Its files hold counts only. The anonymous table of children is a download of its own, for staff and with a
reason (`thuiszitters.inspectie`): it never travels with the report.
"""

from pathlib import Path

from swv.rapportages import lees_opzet, met_opzet, registreer_soort
from thuiszitters.documents import inhoud

INSPECTIE = registreer_soort(
    met_opzet(
        lees_opzet(Path(__file__).with_name("inspectierapportage.toml")),
        code="inspectie",
        naam="Inspectierapportage",
        omschrijving="Thuiszitters en vrijstellingen op de peildatum, met verloop, duur en aanpak, elk kwartaal.",
        inhoud=inhoud,
    )
)
