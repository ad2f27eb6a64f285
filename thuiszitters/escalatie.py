"""The ladder as the profile has it: which steps, in which order, under which names. Reads only."""

from swv.inrichting import namen
from swv.models import Samenwerkingsverband
from thuiszitters.enums import Trede


def ladder() -> dict[str, str]:
    """Step -> name, the lowest first; without a choice of the profile all of them."""
    swv = Samenwerkingsverband.objects.first()
    gekozen = (swv.profiel.get("thuiszitters", {}) if swv else {}).get("escalatie", {})
    if not gekozen:
        return dict(Trede.choices) | {Trede.ECT: namen()["expertteam"]}
    return {trede.value: gekozen[trede.value] for trede in Trede if trede.value in gekozen}
