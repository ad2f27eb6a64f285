"""Which lists can be saved as a view, and with which parts of their address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from swv.models import Gebruiker

GEKOZEN = "weergave"  # in the address: from which view the filters came
GEEN = "geen"


@dataclass(frozen=True)
class Lijst:
    """`velden`: what may be kept of the address, in order; a search term is never among them.

    `rijen(user, adres)` are the rows that the list itself would show, inside the scope of the user.
    """

    code: str
    url: str
    permissie: str
    velden: tuple[str, ...]
    rijen: Callable[[Gebruiker, QueryDict], "QuerySet[Any]"]

    def vraag(self, adres: QueryDict) -> str:
        """The filters of an address, always written the same way."""
        return urlencode([(veld, adres[veld][:80]) for veld in self.velden if adres.get(veld)])

    def adres(self, vraag: str, weergave: object = "") -> str:
        """The address of the list with these filters."""
        delen = [vraag, urlencode({GEKOZEN: str(weergave)}) if weergave else ""]
        return f"{reverse(self.url)}?{'&'.join(filter(None, delen))}"


LIJSTEN: dict[str, Lijst] = {}


def registreer(lijst: Lijst) -> Lijst:
    """Make a list known; its view does so when it is loaded."""
    LIJSTEN[lijst.code] = lijst
    return lijst
