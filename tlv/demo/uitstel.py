"""Two running requests for which more time was taken, by the services themselves."""

from datetime import timedelta

from tlv import services
from tlv.demo.rijen import Partij, moment_om, wie
from tlv.demo.verloop import Omgeving
from tlv.enums import Aanvraagstatus, Opschortgrond
from tlv.verdaging import reden_geen_verdaging


def geef_uitstel(om: Omgeving, partij: Partij) -> None:
    """One decision that was put off, one term that stands still, at the schools of the logins."""
    gisteren = om.demo.op - timedelta(days=1)
    op, door = moment_om(om, gisteren, 15), wie(om, "administratie")
    scholen = {school.pk for school in om.demo.demoscholen}
    lopend = [
        a
        for a in partij.aanvragen
        if a.status == Aanvraagstatus.IN_BEHANDELING
        and a.school_id in scholen
        and not reden_geen_verdaging(a, gisteren)
    ]
    for aanvraag in lopend[:1]:
        services.beslissing_verdagen(
            aanvraag=aanvraag,
            weken=2,
            reden="Een van de deskundigen is ziek. Het advies komt daardoor later.",
            door=door,
            op=op,
        )
    for aanvraag in lopend[1:2]:
        services.termijn_opschorten(
            aanvraag=aanvraag,
            grond=Opschortgrond.AANVRAGER,
            vanaf=gisteren,
            tot_en_met=None,
            ingestemd_op=None,
            toelichting="De school stelde het observatiebezoek van de deskundige uit.",
            door=door,
            op=op,
        )
