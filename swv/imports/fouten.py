"""What a person did wrong or must know, in one Dutch sentence."""


class Importfout(Exception):
    """The file or the moment does not allow this import; nothing was changed."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding
