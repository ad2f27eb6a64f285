"""Names as people write them: DUO writes gemeenten and older place names in capitals."""

import re

KLEIN = {"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "ter", "van", "'t", "a/d", "ad"}


def net_geschreven(naam: str) -> str:
    """Return a place name in capitals as it is written; anything else stays as it is."""
    if naam != naam.upper() or len(naam) < 2:
        return naam
    bestuurd = re.sub(r"^'?S[ -](?=GRAVEN|HERTOGEN|HEER)", "'s-", naam)
    woorden = re.split(r"([ -])", bestuurd)
    eerste = next(i for i, woord in enumerate(woorden) if woord not in (" ", "-", ""))
    return "".join(_woord(woord, is_eerste=i == eerste) for i, woord in enumerate(woorden))


def _woord(woord: str, *, is_eerste: bool) -> str:
    klein = woord.lower()
    if klein in ("'s", "'t") or (klein in KLEIN and not is_eerste):
        return klein
    for deel in ("'", "("):
        if klein.startswith(deel):
            return deel + _hoofdletter(klein[1:])
    return _hoofdletter(klein)


def _hoofdletter(woord: str) -> str:
    """The first letter as a capital; ij counts as one letter (IJsselstein)."""
    return "IJ" + woord[2:] if woord.startswith("ij") else woord[:1].upper() + woord[1:]
