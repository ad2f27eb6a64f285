"""Who may take this decision: the mandate table of the SWV, and four eyes (missie.md 1.14, domein.md 1.1.7)."""

from collections.abc import Sequence
from datetime import date

from swv.models import Gebruiker, Mandaat
from swv.normen import mandaat_voor
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from swv.termijnen import opsomming
from tlv.enums import Adviesstatus, Bekostigingscategorie, Soort
from tlv.geldigheid import mogelijke_categorieen
from tlv.models import Aanvraag


def reden_geen_mandaat(
    user: Gebruiker, soort: str, categorie: str, op: date, tabel: Sequence[Mandaat] | None = None
) -> str:
    """Return why `user` may not decide this, or an empty string; an afwijzing has no categorie.

    `tabel` is the mandate table in force, for who asks about more than one categorie.
    """
    bevoegd = mandaat_voor(soort, categorie, op, tabel)
    if user.rollen & bevoegd:
        return ""
    over = f"over {Soort(soort).label}"
    if categorie and categorie != Bekostigingscategorie.NVT:
        over += f", categorie {Bekostigingscategorie(categorie).label.lower()}"
    if not bevoegd:
        return f"De mandaatregeling noemt niemand die {over} beslist."
    namen = opsomming([f"de {naam}" for naam in sorted(ROLLEN[rol].naam.lower() for rol in bevoegd)])
    return f"Volgens de mandaatregeling beslist {namen} {over}."


def soorten_met_mandaat(user: Gebruiker, op: date) -> frozenset[str]:
    """The soorten about which `user` may take at least one decision; one query, for the work list."""
    tabel = list(Mandaat.objects.geldig_op(op))
    return frozenset(
        soort.value
        for soort in Soort
        if any(user.rollen & mandaat_voor(soort, c, op, tabel) for c in ("", *mogelijke_categorieen(soort)))
    )


def reden_geen_vier_ogen(user: Gebruiker, aanvraag: Aanvraag) -> str:
    """The decider is neither one of the experts nor the person who made the request."""
    if user.pk in {aanvraag.begonnen_door_id, aanvraag.ingediend_door_id}:
        return "U deed deze aanvraag zelf. Iemand anders neemt het besluit."
    adviezen = aanvraag.adviezen.exclude(status=Adviesstatus.INGETROKKEN)
    if adviezen.filter(deskundige=user).exists():
        return "U gaf advies over deze aanvraag. Iemand anders neemt het besluit."
    return ""


def eis_mag_besluiten(user: Gebruiker, aanvraag: Aanvraag, categorie: str, op: date) -> None:
    """Raise with the reason unless the mandate table and four eyes allow it."""
    reden = reden_geen_vier_ogen(user, aanvraag) or reden_geen_mandaat(user, aanvraag.soort, categorie, op)
    if reden:
        raise NietToegestaan(reden)


def mandaattekst(user: Gebruiker, soort: str, categorie: str, op: date) -> str:
    """Role and ground of the mandate, as it stands under the decision."""
    return tekst_van_rol(min(user.rollen & mandaat_voor(soort, categorie, op)), soort, categorie, op)


def tekst_van_rol(rol: str, soort: str, categorie: str, op: date) -> str:
    """The same for a role that has this mandate."""
    regels = Mandaat.objects.geldig_op(op).filter(
        rol=rol, soort__in=["", soort], categorie__in=["", categorie]
    )
    regel = max(regels, key=lambda r: 2 * bool(r.categorie) + bool(r.soort))
    return f"{ROLLEN[rol].naam}: {regel.grondslag}"[:200]
