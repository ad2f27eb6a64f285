"""What the pages of a meeting show, inside what the reader may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import mag
from swv.workflow import reden_waarom_niet
from tlv.enums import Aanvraagstatus, Puntconclusie, Vergaderstatus
from tlv.models import (
    Aanvraag,
    Agendapunt,
    Commissie,
    Commissieadvies,
    Commissielid,
    Vergadering,
)
from tlv.workflow_vergadering import VERGADERING

KLEUR = {
    Vergaderstatus.GEPLAND: "neutraal",
    Vergaderstatus.AGENDA_VERSTUURD: "info",
    Vergaderstatus.GEHOUDEN: "wacht",
    Vergaderstatus.VASTGESTELD: "goed",
    Vergaderstatus.AFGELAST: "neutraal",
}
CONCLUSIEKLEUR = {
    Puntconclusie.POSITIEF: "goed",
    Puntconclusie.VOORWAARDEN: "let-op",
    Puntconclusie.NEGATIEF: "let-op",
    Puntconclusie.AANGEHOUDEN: "wacht",
}
HOOGSTENS = 100
ACTIES = ("agenda_versturen", "houden", "verslag_vaststellen", "afgelasten")


@dataclass(frozen=True)
class Vergaderrij:
    """One meeting in the list of a committee."""

    vergadering: Vergadering
    aantal: int
    kleur: str


def vergaderingen_van(commissie: Commissie) -> list[Vergaderrij]:
    """The meetings of a committee, the latest first, with the number of items on their agenda."""
    rijen = commissie.vergaderingen.annotate(aantal=Count("agendapunten")).defer("verslag")
    return [
        Vergaderrij(rij, rij.aantal, KLEUR[Vergaderstatus(rij.status)])
        for rij in rijen.order_by("-begint_op", "-id")[:HOOGSTENS]
    ]


@dataclass(frozen=True)
class Agendarij:
    """One item as the page shows it."""

    punt: Agendapunt
    adviezen: int
    kleur: str
    eerste: bool
    laatste: bool


def agenda(vergadering: Vergadering, user: Gebruiker) -> list[Agendarij]:
    """The items that `user` may read, in their order; one query."""
    punten = list(
        Agendapunt.objects.zichtbaar_voor(user)
        .filter(vergadering=vergadering)
        .select_related("aanvraag__leerling", "aanvraag__school")
        .defer("aanvraag__antwoorden")
        .annotate(aantal_adviezen=Count("commissieadviezen"))
        .order_by("volgorde", "id")
    )
    return [
        Agendarij(
            punt,
            punt.aantal_adviezen,
            CONCLUSIEKLEUR.get(Puntconclusie(punt.conclusie), "neutraal") if punt.conclusie else "",
            nummer == 0,
            nummer == len(punten) - 1,
        )
        for nummer, punt in enumerate(punten)
    ]


def zittend_bij(vergadering: Vergadering) -> "QuerySet[Commissielid]":
    """The members whose term runs on the day of the meeting."""
    zittend = vergadering.commissie.leden.zittend(datum_van(vergadering.begint_op))
    return zittend.select_related("gebruiker").order_by("gebruiker__naam", "id")


def eigen_lidmaatschap(vergadering: Vergadering, user: Gebruiker) -> Commissielid | None:
    """As which member this person takes part in this meeting."""
    return zittend_bij(vergadering).filter(gebruiker=user).first()


def te_agenderen(vergadering: Vergadering) -> "QuerySet[Aanvraag]":
    """Complete requests that lie before no committee now, the earliest term first."""
    bezig = Agendapunt.objects.filter(aanvraag=OuterRef("pk")).exclude(
        vergadering__status__in=[Vergaderstatus.VASTGESTELD, Vergaderstatus.AFGELAST]
    )
    rijen = Aanvraag.objects.filter(status=Aanvraagstatus.IN_BEHANDELING).exclude(Exists(bezig))
    rijen = rijen.exclude(agendapunten__vergadering=vergadering)
    return (
        rijen.select_related("leerling", "school").defer("antwoorden").order_by("eerstvolgende_datum", "id")
    )


@dataclass(frozen=True)
class Puntblad:
    """What stands on the page of one item."""

    adviezen: Sequence[Commissieadvies]
    deskundigen: Sequence[Any]
    eigen: Commissielid | None
    mijn_advies: Commissieadvies | None


def puntblad(punt: Agendapunt, user: Gebruiker) -> Puntblad:
    adviezen = list(adviezen_bij(punt))
    eigen = eigen_lidmaatschap(punt.vergadering, user)
    mijn = next((a for a in adviezen if eigen and a.lid_id == eigen.pk), None)
    deskundigen = punt.aanvraag.adviezen.filter(uitgebracht_op__isnull=False).select_related("deskundige")
    return Puntblad(adviezen, list(deskundigen.order_by("uitgebracht_op", "id")), eigen, mijn)


def adviezen_bij(punt: Agendapunt) -> "QuerySet[Commissieadvies]":
    return punt.commissieadviezen.select_related("lid__gebruiker").order_by("lid__gebruiker__naam", "id")


def commissieoordelen(aanvraag: Aanvraag) -> list[Agendapunt]:
    """What committees said about a request, the latest first, with the advice per member; two queries."""
    adviezen = Commissieadvies.objects.select_related("lid__gebruiker").order_by("lid__gebruiker__naam", "id")
    punten = aanvraag.agendapunten.exclude(vergadering__status=Vergaderstatus.AFGELAST)
    rijen = punten.select_related("vergadering__commissie").defer("vergadering__verslag")
    met_adviezen = rijen.prefetch_related(Prefetch("commissieadviezen", adviezen))
    return list(met_adviezen.order_by("-vergadering__begint_op", "-id"))


def vergaderacties(vergadering: Vergadering, user: Gebruiker) -> dict[str, str]:
    """Per move the reason why it cannot be done now; empty means that it can."""
    return {actie: reden_waarom_niet(VERGADERING, vergadering, actie, user) for actie in ACTIES}


def mag_adviseren_op(vergadering: Vergadering, user: Gebruiker) -> bool:
    """Whether the button to advise is there at all for this reader."""
    open_ = vergadering.status in {Vergaderstatus.AGENDA_VERSTUURD, Vergaderstatus.GEHOUDEN}
    return open_ and (mag(user, "tlv.commissie") or eigen_lidmaatschap(vergadering, user) is not None)
