"""Awkward cases, so that the demo is honest: what lapsed, what is contested, what cannot be sent, who moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from leerlingen.models import Betrokkene
from swv.models import Gebruiker
from swv.termijnen import bezwaartermijn, bob_termijn
from tlv.demo.kandidaten import Kandidaat, Kandidaten
from tlv.demo.rijen import Partij, moment_om, wie
from tlv.demo.verloop import Omgeving, Verloop
from tlv.enums import Besluitstatus, Bezwaarstatus, Bezwaaruitkomst, Uitkomst
from tlv.models import Besluit, Bezwaar

TWEE_JAAR = 730


@dataclass(frozen=True)
class Geval:
    """How one request went; `bezwaar` how the objection to it ended, `zonder_adres` which letter waits."""

    verloop: Verloop
    bezwaar: str = ""
    zonder_adres: bool = False


def gevallen(om: Omgeving) -> list[Geval]:
    """The cases in a fixed order, each on a pupil of its own."""
    return [
        Geval(_verloop(om, 45, gevraagd=42, verlopen=21, besloten=9, verzonden=7, uitkomst="niet_behandeld")),
        Geval(_verloop(om, 31, gevraagd=28, verlopen=6)),
        Geval(_verloop(om, 40, compleet=38, advies=(20, 14), besloten=4), zonder_adres=True),
        Geval(_verloop(om, 41, compleet=39, advies=(24, 16), besloten=5)),
        Geval(
            _verloop(om, 200, compleet=198, advies=(184, 180), besloten=174, verzonden=173),
            bezwaar=Bezwaaruitkomst.ONGEGROND,
        ),
        Geval(
            _verloop(om, 190, compleet=187, advies=(170, 168), besloten=163, verzonden=161),
            bezwaar=Bezwaaruitkomst.GEGROND,
        ),
    ]


def _verloop(om: Omgeving, ingediend: int, *, advies: tuple[int, ...] = (), **stappen: Any) -> Verloop:
    """The days before today on which the steps were taken, each moved to a working day before today."""
    uitkomst = Uitkomst(stappen.pop("uitkomst", Uitkomst.TOEGEKEND))
    dagen = {naam: _dag(om, geleden) for naam, geleden in stappen.items()}
    return Verloop(
        _dag(om, ingediend), advies=[_dag(om, geleden) for geleden in advies], uitkomst=uitkomst, **dagen
    )


def _dag(om: Omgeving, geleden: int) -> Any:
    return om.werkdag(om.demo.op - timedelta(days=geleden))


def verhuisd(om: Omgeving, kandidaten: Kandidaten) -> Iterator[tuple[Kandidaat, Verloop]]:
    """A pupil that left the school of a login after that school had asked for a TLV (architectuur.md B.6)."""
    scholen = {school.pk for school in om.demo.demoscholen}
    for rij in sorted(kandidaten.rijen, key=lambda r: r.leerling_id):
        if rij.school_id in scholen and rij.tot_en_met and kandidaten.is_vrij(rij):
            geleden = (om.demo.op - rij.tot_en_met).days
            verloop = _verloop(
                om,
                geleden + 70,
                compleet=geleden + 67,
                advies=(geleden + 55, geleden + 50),
                besloten=geleden + 45,
                verzonden=geleden + 43,
            )
            kandidaat = kandidaten.van_rijen([rij], verloop.ingediend) if geleden <= TWEE_JAAR else None
            if kandidaat:
                yield kandidaat, verloop
                return


def laat_adres_weg(partij: Partij, besluit: Besluit) -> None:
    """One parent whose address nobody knows: the letter waits, visibly."""
    for brief in partij.brieven:
        if brief.besluit is besluit and brief.betrokkene is not None:
            brief.adresregels = []
            onbekend = Betrokkene.objects.filter(pk=brief.betrokkene.pk)
            onbekend.update(straat="", huisnummer="", postcode="", plaats="")
            return


def handel_bezwaar_af(om: Omgeving, partij: Partij, besluit: Besluit, uitkomst: str) -> None:
    """An objection that was decided, by someone else than who decided first (Awb 10:3)."""
    if besluit.bekendgemaakt_op is None or besluit.bezwaar_uiterste_datum is None:
        raise ValueError("an objection needs a decision that was made known")
    ontvangen = besluit.bekendgemaakt_op + timedelta(days=20)
    beslist = om.werkdag(ontvangen + timedelta(days=60))
    termijn, beroep = bob_termijn(besluit.bezwaar_uiterste_datum, om.dagen), bezwaartermijn(beslist, om.dagen)
    besluit.onherroepelijk_op = None
    if uitkomst == Bezwaaruitkomst.GEGROND:
        besluit.status = Besluitstatus.HERROEPEN
        for verklaring in partij.verklaringen:
            if verklaring.besluit is besluit:
                verklaring.ingetrokken_op = beslist
    else:
        besluit.status = Besluitstatus.BEKENDGEMAAKT
    partij.bezwaren.append(
        Bezwaar(
            sleutel=om.demo.sleutel(),
            besluit=besluit,
            status=Bezwaarstatus.AFGEHANDELD,
            indiener="Een ouder met gezag",
            ontvangen_op=ontvangen,
            geregistreerd_op=moment_om(om, om.werkdag(ontvangen), 16),
            geregistreerd_door=wie(om, "administratie"),
            bob_uiterste_datum=termijn.uiterste_datum,
            bob_afleiding=list(termijn.afleiding),
            afgehandeld_op=moment_om(om, beslist, 11),
            afgehandeld_door=_ander(om, besluit),
            uitkomst=uitkomst,
            toelichting="Na de hoorzitting opnieuw afgewogen.",
            doorgezonden_op=om.werkdag(ontvangen + timedelta(days=10)),
            hoorzitting_op=om.werkdag(ontvangen + timedelta(days=38)),
            lbt_advies=uitkomst,
            lbt_advies_op=om.werkdag(ontvangen + timedelta(days=52)),
            bob_verzonden_op=beslist,
            beroep_uiterste_datum=beroep.uiterste_datum,
            beroep_afleiding=list(beroep.afleiding),
        )
    )


def _ander(om: Omgeving, besluit: Besluit) -> Gebruiker:
    """Who decides on the objection did not take the decision."""
    coordinator = wie(om, "coordinator")
    return wie(om, "directeur") if besluit.genomen_door == coordinator else coordinator
