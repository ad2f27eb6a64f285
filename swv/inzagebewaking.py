"""Who looks at very many dossiers in an hour is noticed while it happens (eisen.md S21).

Nothing is blocked: a busy day exists. The FG hears it once per person and hour, and looks in the trail.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Func
from django.urls import reverse

from swv import berichten
from swv.klok import datum_van
from swv.models import Gebruiker, Inzage
from swv.toekenning import met_rol

SOORT = berichten.registreer(
    "inzage.veel",
    onderwerp="Iemand zag in korte tijd veel dossiers in",
    zin="Een medewerker zag in een uur meer dossiers in dan afgesproken. Kijk in het overzicht of dat klopt.",
)


def wie_zag_veel(op: datetime) -> list[Gebruiker]:
    """The users who saw more different pupils in the hour before `op` than the limit."""
    ingelogd = Gebruiker.objects.filter(last_login__gt=op - timedelta(seconds=settings.SESSIE_MAX_SECONDEN))
    paren = (
        Inzage.objects.filter(gebruiker__in=ingelogd, op__gt=op - timedelta(hours=1), op__lte=op)
        .values_list("gebruiker", Func("leerlingen", function="unnest"))
        .distinct()
    )
    aantallen = Counter(wie for wie, _leerling in paren.iterator())
    veel = [wie for wie, aantal in aantallen.items() if aantal > settings.INZAGE_PER_UUR]
    return list(Gebruiker.objects.filter(pk__in=veel).order_by("pk"))


@transaction.atomic
def bewaak(op: datetime) -> int:
    """Tell the FG about everyone of `wie_zag_veel`, once per person and hour; returns how many were told."""
    ontvangers = met_rol("fg", datum_van(op))
    gemeld = 0
    for wie in wie_zag_veel(op):
        pad = reverse("spoor_gebruiker", args=[wie.sleutel])
        gemeld += len(
            berichten.stuur(SOORT, ontvangers=ontvangers, pad=pad, uniek=f"{wie.pk}:{op:%Y%m%d%H}", op=op)
        )
    return gemeld
