"""Never two valid TLVs of the same soort for one pupil at the same time (domein.md 1.4)."""

from datetime import date

from django.db.models import Q, QuerySet

from tlv.models import Aanvraag, Toelaatbaarheidsverklaring


def overlappend(
    aanvraag: Aanvraag, ingangsdatum: date, einddatum: date | None
) -> QuerySet[Toelaatbaarheidsverklaring]:
    """The TLVs of this pupil and soort, not withdrawn, that share a day with this period."""
    rijen = Toelaatbaarheidsverklaring.objects.filter(
        leerling_id=aanvraag.leerling_id, soort=aanvraag.soort, ingetrokken_op__isnull=True
    ).filter(Q(einddatum__isnull=True) | Q(einddatum__gte=ingangsdatum))
    return rijen.filter(ingangsdatum__lte=einddatum) if einddatum else rijen
