"""Reading the code lists: what can be chosen on a day."""

from datetime import date

from django.db.models import QuerySet

from ect.enums import Keuzelijst
from ect.models import Keuze
from swv.permissions import NietToegestaan


def keuzes(lijst: Keuzelijst, dag: date) -> QuerySet[Keuze]:
    """The values in force on `dag`, in the order of the list."""
    rijen: QuerySet[Keuze] = Keuze.objects.geldig_op(dag).filter(lijst=lijst).order_by("volgorde", "id")
    return rijen


def eis_keuze(keuze: Keuze, lijst: Keuzelijst, dag: date) -> None:
    """Raise `NietToegestaan` when this value is of another list or not in force on `dag`."""
    if not keuzes(lijst, dag).filter(pk=keuze.pk).exists():
        raise NietToegestaan(f"Kies een {lijst.label.lower()} uit de lijst die nu geldt.")
