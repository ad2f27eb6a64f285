"""What one line of the report is, so that every part prints alike."""

import os
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Meter = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Onderdeel:
    """A part of `./dev bench`: its name on the command line, and whether it needs the 100,000 pupils."""

    naam: str
    meet: Meter
    gevuld: bool = True


@dataclass(frozen=True)
class Tijden:
    """The seconds of the product and of the bare way, measured in turn."""

    product: list[float]
    kaal: list[float]

    @property
    def midden(self) -> float:
        return statistics.median(self.product)

    def regel(self, naam: str, *rest: str) -> str:
        """Medians and their ratio, what else there is to say, and the load: `startpagina  40.1 ms  kaal …`."""
        kaal = statistics.median(self.kaal)
        regel = (
            f"{naam:26} {self.midden * 1000:8.1f} ms  kaal {kaal * 1000:7.1f} ms  {self.midden / kaal:5.2f}x"
        )
        return "  ".join([regel, *rest, f"(belasting {belasting()})"])


def belasting() -> str:
    """How busy the machine was in the last minute: the ratios hold, the milliseconds only beside this."""
    return f"{os.getloadavg()[0]:.1f}"
