"""What a service of this room refuses, apart from `NietToegestaan`."""


class Verouderd(Exception):
    """Someone else saved in the meantime: show what stands there now and let the user choose."""

    def __init__(self, huidige_versie: int) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Bekijk eerst wat er nu staat.")
        self.huidige_versie = huidige_versie
