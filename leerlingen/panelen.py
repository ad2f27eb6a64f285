"""What this room hangs into the pages of the kernel: navigation, work list and search."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from leerlingen.models import Dubbelmelding
from leerlingen.permissions import via_swv
from leerlingen.selectors import zoek
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.panelen import (
    Menu,
    Werkbak,
    Werkregel,
    Zoekbron,
    Zoekresultaat,
    menus,
    werkbakken,
    zoekbronnen,
)
from swv.rollen import Bereik

HOOGSTENS = 50


def zoek_leerlingen(user: Gebruiker, term: str) -> Sequence[Zoekresultaat]:
    return zoek(user, term, vandaag())


def dubbelen(user: Gebruiker, _op: date) -> Sequence[Werkregel]:
    """Doubtful doubles that wait for the SWV, the oldest first; one query."""
    if not via_swv(user, "leerling.wijzigen"):
        return []
    rijen = Dubbelmelding.objects.zichtbaar_voor(user).open().select_related("leerling", "mogelijk_dezelfde")
    return [
        Werkregel(
            kenmerk=rij.leerling.dossiernummer,
            leerling=rij.leerling.korte_naam,
            leerling_sleutel=rij.leerling.sleutel,
            school="",
            wat=f"Beoordelen of dit dezelfde leerling is als {rij.mogelijk_dezelfde.dossiernummer}",
            actie="Vergelijken",
            url=reverse("leerlingen:dubbel", args=[rij.sleutel]),
        )
        for rij in rijen.order_by("gemeld_op", "id")[:HOOGSTENS]
    ]


menus += [
    Menu("", "Leerlingen", "leerlingen:lijst", "leerling.inzien", 10, bereiken=frozenset({Bereik.SWV})),
    Menu(
        "", "Mijn leerlingen", "leerlingen:lijst", "leerling.inzien", 11, bereiken=frozenset({Bereik.SCHOOL})
    ),
]
werkbakken += [Werkbak("leerlingen", "Leerlingen", dubbelen)]
zoekbronnen += [Zoekbron("leerlingen", "Leerlingen", "leerling.inzien", zoek_leerlingen)]
