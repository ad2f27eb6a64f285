"""What this room hangs into the pages of the kernel: navigation, work list and search."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from leerlingen.aanduiding import naam_van, sleutel_van, velden_van
from leerlingen.models import Dubbelmelding, Leerling
from leerlingen.permissions import via_swv
from leerlingen.selectors import zoek, zoek_voor_spoor
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.paginaadres import objectadres
from swv.panelen import (
    Dossierregister,
    Menu,
    Werkbak,
    Werkbron,
    Werkregel,
    Zoekbron,
    Zoekresultaat,
    dossierregisters,
    gebeurtenisnamen,
    menus,
    paginanamen,
    werkbakken,
    zoekbronnen,
)
from swv.rollen import Bereik
from swv.termijnen import Kalender

HOOGSTENS = 50
DUBBELVELDEN = (
    "sleutel",
    "leerling__dossiernummer",
    "mogelijk_dezelfde__dossiernummer",
    *velden_van("leerling"),
)


def zoek_leerlingen(user: Gebruiker, term: str) -> Sequence[Zoekresultaat]:
    return zoek(user, term, vandaag())


def dubbelen(user: Gebruiker, _op: date) -> Iterator[Werkbron]:
    """Doubtful doubles that wait for the SWV, the oldest first."""
    if via_swv(user, "leerling.wijzigen"):
        rijen = Dubbelmelding.objects.zichtbaar_voor(user).open().order_by("gemeld_op", "id")
        yield Werkbron(rijen.values(*DUBBELVELDEN)[:HOOGSTENS], _dubbelregel)


def _dubbelregel(rij: dict[str, Any], _op: date, _dagen: Kalender) -> Werkregel:
    return Werkregel(
        kenmerk=rij["leerling__dossiernummer"],
        leerling=naam_van(rij),
        leerling_sleutel=sleutel_van(rij),
        school="",
        wat=f"Beoordelen of dit dezelfde leerling is als {rij['mogelijk_dezelfde__dossiernummer']}",
        actie="Vergelijken",
        url=objectadres("leerlingen:dubbel", rij["sleutel"]),
    )


def vind_dossier(nummer: str) -> UUID | None:
    """For the trail of the FG: the key of a dossier by its number."""
    return Leerling.objects.filter(dossiernummer=nummer).values_list("sleutel", flat=True).first()


def dossiernummers(sleutels: Iterable[UUID]) -> dict[UUID, str]:
    """For the trail of the FG: the numbers behind these keys, and nothing else of the pupil."""
    return dict(Leerling.objects.filter(sleutel__in=sleutels).values_list("sleutel", "dossiernummer"))


menus += [
    Menu("", "Leerlingen", "leerlingen:lijst", "leerling.inzien", 10, bereiken=frozenset({Bereik.SWV})),
    Menu(
        "", "Mijn leerlingen", "leerlingen:lijst", "leerling.inzien", 11, bereiken=frozenset({Bereik.SCHOOL})
    ),
]
werkbakken += [Werkbak("leerlingen", "Leerlingen", bronnen=dubbelen)]
zoekbronnen += [Zoekbron("leerlingen", "Leerlingen", "leerling.inzien", zoek_leerlingen)]
dossierregisters += [Dossierregister(vind_dossier, dossiernummers, zoek_voor_spoor)]
gebeurtenisnamen |= {
    ("leerlingen.leerling", "toegevoegd"): "Dossier geopend",
    ("leerlingen.leerling", "gewijzigd"): "Gegevens van de leerling gewijzigd",
    ("leerlingen.leerling", "mogelijk dubbel"): "Mogelijk dubbel dossier",
    ("leerlingen.dubbelmelding", "beoordeeld"): "Mogelijk dubbel dossier beoordeeld",
    ("leerlingen.inschrijving", "aanmelding"): "Aangemeld bij een school",
    ("leerlingen.inschrijving", "inschrijving"): "Ingeschreven bij een school",
    ("leerlingen.inschrijving", "beeindigd"): "Aanmelding of inschrijving beëindigd",
    ("leerlingen.inschrijving", "leerjaar gewijzigd"): "Groep of leerjaar gewijzigd",
    ("leerlingen.betrokkene", "toegevoegd"): "Betrokkene toegevoegd",
    ("leerlingen.betrokkene", "gewijzigd"): "Gegevens van een betrokkene gewijzigd",
    ("leerlingen.betrokkene", "beeindigd"): "Betrokkene beëindigd",
    ("leerlingen.leerling", "samengevoegd"): "Dossier samengevoegd met een dubbel",
    ("leerlingen.leerling", "opgegaan"): "Dossier opgegaan in een ander",
    ("leerlingen.dossierdocument", "toegevoegd"): "Document toegevoegd",
    ("leerlingen.dossierdocument", "vervallen"): "Document vervallen",
    ("leerlingen.dossierdocument", "vernietigd"): "Inhoud van een document vernietigd",
}
paginanamen |= {
    "leerlingen:betrokkene_beeindigen": "Betrokkene beëindigen",
    "leerlingen:betrokkene_toevoegen": "Betrokkene toevoegen",
    "leerlingen:betrokkene_wijzigen": "Gegevens van een betrokkene wijzigen",
    "leerlingen:detail": "Dossier van de leerling",
    "leerlingen:document": "Document in het dossier",
    "leerlingen:document_toevoegen": "Document toevoegen aan het dossier",
    "leerlingen:document_vernietigen": "Inhoud van een document vernietigen",
    "leerlingen:document_vervallen": "Document laten vervallen",
    "leerlingen:dubbel": "Mogelijk dubbel dossier",
    "leerlingen:inschrijven": "Leerling inschrijven",
    "leerlingen:leerjaar": "Leerjaar wijzigen",
    "leerlingen:lijst": "Leerlingen",
    "leerlingen:samenvoegen": "Twee dossiers samenvoegen",
    "leerlingen:toevoegen": "Leerling toevoegen",
    "leerlingen:uitschrijven": "Leerling uitschrijven",
    "leerlingen:wijzigen": "Gegevens van de leerling wijzigen",
}
