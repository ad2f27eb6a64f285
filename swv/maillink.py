"""A link in a mail that a mail scanner cannot burn: opening it shows a page, only its button does something.

The word in the link is a key and a round under a signature: nothing of a person, nothing to store, and a
second mail of the same job carries the same link. What it may do, and until when, stands in the database.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

SCHEIDING = "~"


def maak(doel: str, sleutel: UUID, ronde: int = 1) -> str:
    """The secret word for `doel`; a next `ronde` makes every earlier word worthless."""
    return _ondertekenaar(doel).sign(f"{sleutel.hex}.{ronde}")


def lees(doel: str, woord: str) -> tuple[UUID, int] | None:
    """The key and the round behind a word; None when we did not make it for this `doel`."""
    try:
        sleutel, _, ronde = _ondertekenaar(doel).unsign(woord).partition(".")
        return UUID(hex=sleutel), int(ronde)
    except (BadSignature, ValueError):
        return None


def _ondertekenaar(doel: str) -> Signer:
    return Signer(sep=SCHEIDING, salt=f"swv.maillink.{doel}")
