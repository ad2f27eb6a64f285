"""Who can direct a traject: everyone with a running role that works on the register."""

from datetime import date

from django.db.models import QuerySet

from swv.models import Gebruiker, Roltoekenning
from swv.rollen import ROLLEN

ROLLEN_MET_REGIE = [code for code, rol in ROLLEN.items() if "thuiszitters.behandelen" in rol.permissies]


def regiehouders(op: date) -> QuerySet[Gebruiker]:
    """Active users with such a role on `op`, by name."""
    lopend = Roltoekenning.objects.actief(op).filter(rol__in=ROLLEN_MET_REGIE)
    gebruikers = Gebruiker.objects.filter(pk__in=lopend.values("gebruiker"), is_active=True)
    return gebruikers.order_by("naam", "id")
