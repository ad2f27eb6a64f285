"""What happened and who did it: services write, nobody changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from swv.models import Gebeurtenis, Gebruiker


def leg_vast(
    onderwerp: Model,
    soort: str,
    *,
    door: Gebruiker | None,
    op: datetime,
    leerling: UUID | None = None,
    van: str = "",
    naar: str = "",
    toelichting: str = "",
    gegevens: dict[str, Any] | None = None,
) -> Gebeurtenis:
    """Write one event about `onderwerp`; call it inside the transaction of the change itself.

    `leerling` is the pupil's `sleutel`; without it the one of `onderwerp.leerling` is taken.
    """
    if leerling is None and getattr(onderwerp, "leerling", None) is not None:
        leerling = onderwerp.leerling.sleutel  # type: ignore[attr-defined]
    return Gebeurtenis.objects.create(
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_sleutel=onderwerp.sleutel,  # type: ignore[attr-defined]
        leerling_sleutel=leerling,
        soort=soort,
        van=van,
        naar=naar,
        door=door,
        op=op,
        toelichting=toelichting,
        gegevens=gegevens or {},
    )
