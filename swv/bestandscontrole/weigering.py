"""One exception for every refusal, so that a form can show its sentence beside the field."""

BESCHADIGD = (
    "Wij kunnen dit bestand niet openen; het is beschadigd of niet volledig. "
    "Open het op uw eigen computer, sla het opnieuw op en voeg het daarna nog eens toe."
)


class BestandGeweigerd(Exception):
    """The file is not accepted; `zin` is one Dutch sentence or two that say how to mend it."""

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin
