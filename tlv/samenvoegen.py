"""Why two files of one pupil cannot become one yet: what the law or the route allows only once."""

from django.db.models import Q

from leerlingen.models import Leerling
from leerlingen.samenvoegen import NAMEN, registreer_belemmering
from tlv.enums import Aanvraagstatus
from tlv.models import LOPEND, Aanvraag, Toelaatbaarheidsverklaring

NAMEN |= {"tlv.aanvraag": "TLV-aanvragen", "tlv.toelaatbaarheidsverklaring": "TLV's"}


@registreer_belemmering
def twee_aanvragen(dubbel: Leerling, blijft: Leerling) -> str:
    """One draft and one running request per school and soort."""
    for statussen in ([Aanvraagstatus.CONCEPT], LOPEND):
        rijen = Aanvraag.objects.filter(status__in=statussen)
        for aanvraag in rijen.filter(leerling=dubbel).select_related("school"):
            zelfde = {"leerling": blijft, "school": aanvraag.school, "soort": aanvraag.soort}
            if ander := rijen.filter(**zelfde).first():
                return (
                    f"{aanvraag.school.naam} heeft in beide dossiers een aanvraag {aanvraag.soort_kort} lopen "
                    f"({aanvraag.kenmerk} en {ander.kenmerk}). Laat de school er een intrekken of verwijderen."
                )
    return ""


@registreer_belemmering
def twee_verklaringen(dubbel: Leerling, blijft: Leerling) -> str:
    """Never two valid TLVs of one soort on the same day (domein.md 1.4)."""
    geldig = Toelaatbaarheidsverklaring.objects.filter(ingetrokken_op=None)
    for tlv in geldig.filter(leerling=dubbel):
        tegelijk = Q(einddatum=None) | Q(einddatum__gte=tlv.ingangsdatum)
        andere = geldig.filter(tegelijk, leerling=blijft, soort=tlv.soort)
        if tlv.einddatum:
            andere = andere.filter(ingangsdatum__lte=tlv.einddatum)
        if ander := andere.first():
            return f"In beide dossiers geldt een TLV in dezelfde periode: {tlv.nummer} en {ander.nummer}."
    return ""
