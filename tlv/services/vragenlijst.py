"""An SWV makes a question set its own: a new version, with the reason; what runs keeps its version."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from swv.klok import datum_van
from swv.models import Gebruiker, Vragenlijst
from swv.permissions import NietToegestaan, eis
from swv.versies import eis_versie
from tlv.models import Vragenlijstwijziging
from tlv.vraagstand import met_standen, standen

GEEN_WIJZIGING = "U heeft niets gewijzigd. Kies bij minstens één vraag iets anders."
GEEN_REDEN = "Schrijf waarom u de vragenlijst wijzigt."


@transaction.atomic
def vragenlijst_wijzigen(
    *, code: str, standen_: Mapping[str, str], reden: str, versie: int, door: Gebruiker, op: datetime
) -> Vragenlijst:
    """Add a version in which these questions are verplicht, vrij or uit, valid from today.

    Raises `Verouderd` when someone else made a version since the form was opened.
    """
    eis(door, "tlv.vragenlijst")
    huidig = _vergrendelde_laatste(code)
    if huidig is None:
        raise NietToegestaan("Deze vragenlijst is er niet.")
    eis_versie(huidig, versie)
    if not reden.strip():
        raise NietToegestaan(GEEN_REDEN)
    inhoud = met_standen(huidig.inhoud, standen_)
    if not (anders := verschillen(huidig.inhoud, inhoud)):
        raise NietToegestaan(GEEN_WIJZIGING)
    nieuw = volgende_versie(huidig, inhoud, titel=huidig.titel, vanaf=datum_van(op))
    Vragenlijstwijziging.objects.create(
        vragenlijst=nieuw,
        reden=reden.strip(),
        wijzigingen=anders,
        gewijzigd_op=op,
        gewijzigd_door=door,
    )
    return nieuw


def _vergrendelde_laatste(code: str) -> Vragenlijst | None:
    """The latest version, read after the first one is locked: two people never follow up the same version."""
    rijen = Vragenlijst.objects.filter(code=code)
    rijen.select_for_update().order_by("versie").first()
    return rijen.order_by("-versie").first()


def volgende_versie(huidig: Vragenlijst, inhoud: dict[str, Any], *, titel: str, vanaf: date) -> Vragenlijst:
    """Let the latest version be followed by this one; of two from one day the later one holds."""
    if huidig.geldig_tot_en_met is None:
        huidig.geldig_tot_en_met = max(huidig.geldig_vanaf, vanaf - timedelta(days=1))
        huidig.save(update_fields=["geldig_tot_en_met"])
    return Vragenlijst.objects.create(
        code=huidig.code, versie=huidig.versie + 1, titel=titel, inhoud=inhoud, geldig_vanaf=vanaf
    )


def verschillen(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> list[dict[str, str]]:
    """Per question whose stand differs: its code and label, and the stand before and after."""
    labels = {rij["code"]: rij["label"] for taak in nieuw["taken"] for rij in taak["vragen"]}
    eerst = standen(oud)
    return [
        {"code": code, "label": labels[code], "van": eerst[code].value, "naar": stand.value}
        for code, stand in standen(nieuw).items()
        if code in eerst and eerst[code] != stand
    ]
