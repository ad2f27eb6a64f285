"""Who directs, day by day: exactly one at any moment of a running traject (missie.md PRC-09)."""

from datetime import datetime, timedelta

from swv.klok import datum_van
from thuiszitters.models import Regieperiode, Traject


def begin_regie(traject: Traject, op: datetime) -> None:
    """From the opening on."""
    Regieperiode.objects.create(traject=traject, regiehouder=traject.regiehouder, vanaf=datum_van(op))


def draag_regie_over(traject: Traject, op: datetime) -> None:
    """From today on; who had it since today only never had it."""
    vandaag = datum_van(op)
    open_ = traject.regieperioden.get(tot_en_met=None)
    if open_.vanaf >= vandaag:
        open_.regiehouder = traject.regiehouder
        open_.save(update_fields=["regiehouder"])
        return
    open_.tot_en_met = vandaag - timedelta(days=1)
    open_.save(update_fields=["tot_en_met"])
    begin_regie(traject, op)


def sluit_regie(traject: Traject, op: datetime) -> None:
    """The last day is that of closing; who directed stays known."""
    traject.regieperioden.filter(tot_en_met=None).update(tot_en_met=datum_van(op))
