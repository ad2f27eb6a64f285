"""The events that belong to fictitious history: the timeline of each aanmelding and casus."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ect.demo.rijen import Partij
from ect.demo.verloop import Omgeving, Verloop
from ect.enums import Aanmeldstatus
from ect.models import Aanmelding, Casus
from swv.models import Gebeurtenis


def gebeurtenissen(om: Omgeving, partij: Partij, verlopen: dict[Any, Verloop]) -> list[Gebeurtenis]:
    """Everything that a service would have written, in order of time."""
    rijen = [rij for a in partij.aanmeldingen for rij in _van_aanmelding(a)]
    rijen += [rij for c in partij.casussen for rij in _van_casus(om, c, verlopen[c.aanmelding.sleutel])]
    vastgelegd: list[Any] = [*partij.contacten, *partij.interventies]
    rijen += [_rij(d, "vastgelegd", d.vastgelegd_door, d.vastgelegd_op, d.casus.leerling) for d in vastgelegd]
    rijen += [
        _rij(n, "geschreven", n.geschreven_door, n.geschreven_op, n.casus.leerling) for n in partij.notities
    ]
    for advies in partij.adviezen:
        leerling = advies.casus.leerling
        rijen.append(_rij(advies, "opgesteld", advies.opgesteld_door, advies.opgesteld_op, leerling))
        if advies.uitgebracht_op:
            rijen.append(_rij(advies, "uitbrengen", advies.uitgebracht_door, advies.uitgebracht_op, leerling))
    return sorted(rijen, key=lambda rij: rij.op)


def _van_aanmelding(a: Aanmelding) -> Iterator[Gebeurtenis]:
    yield _rij(a, "aangemeld", a.aangemeld_door, a.aangemeld_op, a.leerling)
    besloten = a.aangenomen_op or a.beantwoord_op
    if a.gereageerd_op and a.gereageerd_op != besloten:
        yield _rij(a, "reageren", a.gereageerd_door, a.gereageerd_op, a.leerling)
    if besloten:
        actie = "aannemen" if a.status == Aanmeldstatus.AANGENOMEN else "beantwoorden"
        yield _rij(a, actie, a.aangenomen_door or a.beantwoord_door, besloten, a.leerling)
    if a.ingetrokken_op:
        yield _rij(a, "intrekken", a.aangemeld_door, a.ingetrokken_op, a.leerling)


def _van_casus(om: Omgeving, c: Casus, v: Verloop) -> Iterator[Gebeurtenis]:
    yield _rij(c, "geopend", c.geopend_door, c.geopend_op, c.leerling)
    stappen: tuple[tuple[str, date | None], ...] = (("beginnen", v.begonnen), ("nazorgen", v.nazorg))
    for actie, dag in stappen:
        if dag:
            yield _rij(c, actie, c.casushouder, om.moment(dag, 10), c.leerling)
    if c.afgesloten_op:
        yield _rij(c, "afsluiten", c.afgesloten_door, c.afgesloten_op, c.leerling)


def _rij(onderwerp: Any, soort: str, door: Any, op: datetime, leerling: Any) -> Gebeurtenis:
    return Gebeurtenis(
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_sleutel=onderwerp.sleutel,
        leerling_sleutel=leerling.sleutel,
        soort=soort,
        door=door,
        op=op,
    )
