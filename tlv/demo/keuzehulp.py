"""What the keuzehulp said before the running requests of the schools of the logins; one in three began without."""

from tlv import keuzehulp
from tlv.demo.rijen import Partij
from tlv.demo.verloop import Omgeving
from tlv.enums import Soort
from tlv.models import LOPEND, Aanvraag, Keuzehulpuitkomst

KEUZES = {
    Soort.SBO: {"gaat_naar": "sbo", "verklaring": "nee"},
    Soort.SO: {"gaat_naar": "so", "verklaring": "nee", "komt_van": "bao", "wie": "school"},
    Soort.VSO: {"gaat_naar": "vso", "verklaring": "nee", "komt_van": "vo", "wie": "school"},
    Soort.PRO: {"gaat_naar": "pro"},
}
ZONDER = 3  # every third request


def bewaar_uitkomsten(om: Omgeving, partij: Partij) -> None:
    """Write the outcomes in one go, as the service keeps them."""
    scholen = {school.pk for school in om.demo.demoscholen}
    lopend = [a for a in partij.aanvragen if a.school_id in scholen and a.status in LOPEND]
    Keuzehulpuitkomst.objects.bulk_create(
        _uitkomst(aanvraag) for nummer, aanvraag in enumerate(lopend) if nummer % ZONDER
    )


def _uitkomst(aanvraag: Aanvraag) -> Keuzehulpuitkomst:
    keuzes = KEUZES[Soort(aanvraag.soort)]
    uitkomst = keuzehulp.uitkomst(keuzes)
    if uitkomst is None:
        raise ValueError(f"no row of the table for {aanvraag.soort}")
    return Keuzehulpuitkomst(
        aanvraag=aanvraag,
        keuzes=keuzehulp.als_rijen(keuzes),
        uitkomst=uitkomst.als_gegevens(),
        bewaard_op=aanvraag.begonnen_op,
        bewaard_door=aanvraag.begonnen_door,
    )
