"""The addresses of many objects of one page: `reverse` is asked once, not once per row.

It costs as much as reading the row from the database, and only the key differs.
"""

from functools import cache
from uuid import UUID

from django.urls import reverse

adres_van = cache(reverse)
_VOORBEELD = UUID(int=0)


@cache
def _delen(pagina: str) -> tuple[str, str]:
    voor, _, na = reverse(pagina, args=[_VOORBEELD]).partition(str(_VOORBEELD))
    return voor, na


def objectadres(pagina: str, sleutel: UUID | str) -> str:
    """The address of the page with this name about the object with this `sleutel`, its only argument."""
    voor, na = _delen(pagina)
    return f"{voor}{sleutel}{na}"
