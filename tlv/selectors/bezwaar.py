"""The page of one objection: its clocks, what can be done now, its papers and bundles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from swv.enums import Opdrachtstatus
from swv.klok import datum_van
from swv.models import Gebruiker, Opdracht
from swv.normen import kalender
from swv.permissions import mag
from swv.termijnen import resterend
from tlv.enums import OPEN_BEZWAAR, Bezwaarstatus
from tlv.lbtbundel import opdrachtsleutel
from tlv.models import Bezwaar, Bezwaarbundel
from tlv.selectors.klokken import Klok


def klokken_van_bezwaar(bezwaar: Bezwaar, op: date) -> list[Klok]:
    """Sending on, deciding, and beroep; each with its derivation."""
    dagen, beslist, klokken = kalender(), _beslist_op(bezwaar), []
    if bezwaar.lbt_uiterste_datum:
        over = resterend(
            bezwaar.lbt_uiterste_datum, op, dagen, afgerond_op=bezwaar.doorgezonden_op or beslist
        )
        klokken.append(Klok("lbt", "Naar de LBT", bezwaar.lbt_uiterste_datum, over, bezwaar.lbt_afleiding))
    over = resterend(bezwaar.bob_uiterste_datum, op, dagen, afgerond_op=beslist)
    klokken.append(
        Klok("bob", "Beslissing op bezwaar", bezwaar.bob_uiterste_datum, over, bezwaar.bob_afleiding)
    )
    if bezwaar.beroep_uiterste_datum:
        over = resterend(bezwaar.beroep_uiterste_datum, op, dagen, afgerond_op=bezwaar.beroep_ingesteld_op)
        klokken.append(
            Klok(
                "beroep",
                "Beroep instellen (ouders, school)",
                bezwaar.beroep_uiterste_datum,
                over,
                bezwaar.beroep_afleiding,
            )
        )
    return klokken


def _beslist_op(bezwaar: Bezwaar) -> date | None:
    """The day on which nobody had to decide any more: sent, or taken back."""
    if bezwaar.afgehandeld_op is None:
        return None
    return bezwaar.bob_verzonden_op or datum_van(bezwaar.afgehandeld_op)


def stappen_van(bezwaar: Bezwaar, user: Gebruiker) -> list[str]:
    """The codes of the steps that this person can take now, the most likely one first."""
    if not mag(user, "tlv.bezwaar"):
        return []
    if bezwaar.status == Bezwaarstatus.AFGEHANDELD:
        return ["beroep"]
    if bezwaar.status == Bezwaarstatus.IN_BEROEP:
        return ["beroep-einde"]
    if bezwaar.status not in OPEN_BEZWAAR:
        return []
    mogelijk = {
        "doorsturen": bezwaar.status == Bezwaarstatus.ONTVANGEN,
        "advies": bezwaar.doorgezonden_op is not None and not bezwaar.lbt_advies,
        "hoorzitting": True,
        "aanvullen": bezwaar.herstel_gevraagd_op is None,
        "aangevuld": bezwaar.herstel_gevraagd_op is not None and bezwaar.hersteld_op is None,
        "verdagen": bezwaar.verdaagd_op is None,
    }
    return [code for code, kan in mogelijk.items() if kan]


@dataclass(frozen=True)
class Bundelregel:
    """One bundle and what has become of it."""

    bundel: Bezwaarbundel
    bestanden: Sequence[object]
    stand: str
    kleur: str
    in_de_maak: bool


def bundels_van(bezwaar: Bezwaar) -> list[Bundelregel]:
    """The bundles, the latest first; three queries."""
    rijen = list(bezwaar.bundels.prefetch_related("bestanden").order_by("-id"))
    opdrachten = {o.uniek: o for o in Opdracht.objects.filter(uniek__in=[opdrachtsleutel(r) for r in rijen])}
    return [_regel(rij, opdrachten.get(opdrachtsleutel(rij))) for rij in rijen]


def _regel(rij: Bezwaarbundel, opdracht: Opdracht | None) -> Bundelregel:
    bestanden = sorted(rij.bestanden.all(), key=lambda b: b.pk)
    if bestanden:
        return Bundelregel(rij, bestanden, f"{rij.bladen} bladen", "goed", False)
    if opdracht and opdracht.status == Opdrachtstatus.MISLUKT:
        return Bundelregel(rij, (), "maken is mislukt", "fout", False)
    return Bundelregel(rij, (), "wordt gemaakt", "wacht", True)
