"""How a number of this room is written: behind what the SWV calls its team."""

from swv.inrichting import namen


def met_naam(kenmerk: str) -> str:
    """`ECT 2627-0001` where the team is called ECT."""
    return f"{namen()['expertteam_kort']} {kenmerk}"
