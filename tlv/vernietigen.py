"""What keeps everything about a pupil where it is: an objection or a beroep that runs (domein.md 7.1)."""

from leerlingen.models import Leerling
from leerlingen.vernietigen import registreer_belemmering
from tlv.models import Bezwaar

LOOPT_NOG = (
    "Er loopt een bezwaar of beroep over deze leerling. Tot dat voorbij is, blijft alles bewaard. "
    "Laat het document vervallen als het niet in dit dossier hoort."
)


@registreer_belemmering
def reden_bezwaar_loopt(leerling: Leerling) -> str:
    """Why nothing about this pupil may be destroyed now; else an empty string."""
    lopend = Bezwaar.objects.lopend().filter(besluit__aanvraag__leerling=leerling)
    return LOOPT_NOG if lopend.exists() else ""
