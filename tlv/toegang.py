"""An expert reaches the pupil and the papers of a request from assignment until the advice, not longer."""

from django.db.models import Q, QuerySet

from leerlingen.toegang import registreer
from swv.models import Gebruiker
from tlv.enums import Adviesstatus
from tlv.models import LOPEND, Deskundigenadvies

ROL = "deskundige"


def open_adviezen(user: Gebruiker) -> QuerySet[Deskundigenadvies]:
    """What this expert still owes."""
    return Deskundigenadvies.objects.filter(
        deskundige=user, status=Adviesstatus.GEVRAAGD, aanvraag__status__in=LOPEND
    )


def leerlingen_van(user: Gebruiker) -> Q:
    return Q(pk__in=open_adviezen(user).values("aanvraag__leerling"))


def documenten_van(user: Gebruiker) -> Q:
    """The documents of those requests, and no other paper of the pupil."""
    return Q(pk__in=open_adviezen(user).values("aanvraag__documenten__document"))


registreer(ROL, leerlingen=leerlingen_van, documenten=documenten_van)
