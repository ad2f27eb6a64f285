"""Running work that a service itself moved on: more time for two requests, and the route of the objections."""

from datetime import timedelta

from tlv import services
from tlv.bezwaartermijnen import werk_lbt_termijn_bij
from tlv.demo.rijen import Partij, moment_om, wie
from tlv.demo.verloop import Omgeving
from tlv.enums import Aanvraagstatus, Bezwaarstatus, Opschortgrond
from tlv.kennisgevingen import tekst_ontvangst
from tlv.services.kennisgevingen import schrijf_aan_bezwaarmaker
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


def volg_bezwaren(om: Omgeving, partij: Partij) -> None:
    """Every objection has its clock for the LBT and its letter; the first old one lies there, heard next month."""
    gisteren = om.demo.op - timedelta(days=1)
    op, door = moment_om(om, gisteren, 15), wie(om, "administratie")
    for bezwaar in partij.bezwaren:
        werk_lbt_termijn_bij(bezwaar)
        schrijf_aan_bezwaarmaker(bezwaar, tekst_ontvangst(bezwaar), door, bezwaar.geregistreerd_op)
    open_ = [b for b in partij.bezwaren if b.status == Bezwaarstatus.ONTVANGEN and b.ontvangen_op < gisteren]
    for bezwaar in open_[:1]:
        services.bezwaar_doorzenden(bezwaar=bezwaar, doorgezonden_op=gisteren, door=door, op=op)
        zitting = om.werkdag(om.demo.op + timedelta(days=30))
        services.hoorzitting_plannen(bezwaar=bezwaar, hoorzitting_op=zitting, door=door, op=op)
