"""An expert reaches the pupil and the papers of a request from assignment until the advice, not longer.

A commissielid reaches those on the agenda of the own committee, from sending the agenda until the minutes are final.
"""

from django.db.models import Q, QuerySet

from leerlingen.toegang import registreer
from swv.models import Gebruiker
from tlv.enums import Adviesstatus
from tlv.models import LOPEND, Aanvraag, Deskundigenadvies

ROL = "deskundige"
COMMISSIELID = "commissielid"


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


def leerlingen_op_agenda(user: Gebruiker) -> Q:
    return Q(pk__in=Aanvraag.objects.op_agenda_van(user).values("leerling"))


def documenten_op_agenda(user: Gebruiker) -> Q:
    """The documents of those requests, and no other paper of the pupil."""
    return Q(pk__in=Aanvraag.objects.op_agenda_van(user).values("documenten__document"))


registreer(COMMISSIELID, leerlingen=leerlingen_op_agenda, documenten=documenten_op_agenda)
registreer(ROL, leerlingen=leerlingen_van, documenten=documenten_van)
