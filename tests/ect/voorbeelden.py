"""What stands behind the addresses of the ECT: an aanmelding and a casus in each state, by the services."""

from typing import Any

from ect import services
from ect.models import Aanmelding, Casus, Notitie
from tests.ect import factories
from tests.ect.factories import OP, Rolverdeling
from tests.voorbeelden import Wereld, voorbeeld, voorbereiding


@voorbereiding
def swv() -> None:
    factories.richt_swv_in()


def rollen(wereld: Wereld) -> Rolverdeling:
    """The people of this world around a pupil of its own; its ECT worker is the casushouder."""
    wie = wereld.gebruikers
    return Rolverdeling(
        school=wereld.school,
        aanvrager=wie["school"],
        houder=wie["ect"],
        collega=wie["ect"],
        coordinator=wie["coordinator"],
        administratie=wie["administratie"],
        leerling=wereld.nieuwe_leerling(),
    )


def _teksten(wereld: Wereld) -> dict[str, str]:
    return dict.fromkeys(("vraag", "geprobeerd", "vrager"), f"Tekst {wereld.kanarie}")


def open_aanmelding(wereld: Wereld) -> Aanmelding:
    return wereld.een_keer("ect-open", lambda: factories.aangemeld(rollen(wereld), **_teksten(wereld)))


def casus(wereld: Wereld) -> Casus:
    """Running, with a canary in everything that somebody wrote."""

    def maak() -> Casus:
        verdeling = rollen(wereld)
        gemaakt = factories.casus(verdeling, **_teksten(wereld))
        factories.uitgebracht(gemaakt, verdeling, tekst=f"Advies {wereld.kanarie}")
        factories.contact(gemaakt, verdeling, samenvatting=f"Gesprek {wereld.kanarie}", intern=False)
        return gemaakt

    return wereld.een_keer("ect-casus", maak)


def notitie(wereld: Wereld) -> Notitie:
    """Of the casus of the ECT worker of this world; nobody else was named."""

    def maak() -> Notitie:
        return factories.notitie(casus(wereld), rollen(wereld), tekst=f"Vertrouwelijk {wereld.kanarie}")

    return wereld.een_keer("ect-notitie", maak)


@voorbeeld("ect:aanmelden")
def aanmelden(wereld: Wereld) -> dict[str, Any]:
    return {"leerling": wereld.leerling.sleutel}


@voorbeeld("ect:aanmelding", "ect:reageren", "ect:aannemen", "ect:beantwoorden", "ect:intrekken")
def van_aanmelding(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": open_aanmelding(wereld).sleutel}


@voorbeeld(
    "ect:casus",
    "ect:plannen",
    "ect:overdragen",
    "ect:afsluiten",
    "ect:contactmoment_toevoegen",
    "ect:interventie_toevoegen",
    "ect:advies_toevoegen",
    "ect:notitie_toevoegen",
)
def van_casus(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": casus(wereld).sleutel}


@voorbeeld("ect:stap")
def stap(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": casus(wereld).sleutel, "actie": "beginnen"}


@voorbeeld("ect:contactmoment", "ect:contactmoment_intrekken")
def contactmoment(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": casus(wereld).contactmomenten.get().sleutel}


@voorbeeld("ect:interventie")
def interventie(wereld: Wereld) -> dict[str, Any]:
    gemaakt = factories.interventie(casus(wereld), rollen(wereld), resultaat=f"Rust {wereld.kanarie}")
    return {"sleutel": gemaakt.sleutel}


@voorbeeld("ect:advies", "ect:advies_verwijderen")
def concept(wereld: Wereld) -> dict[str, Any]:
    maak = wereld.een_keer(
        "ect-concept",
        lambda: factories.advies(casus(wereld), rollen(wereld), tekst=f"Concept {wereld.kanarie}"),
    )
    return {"sleutel": maak.sleutel}


@voorbeeld("ect:afschrift")
def afschrift(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": casus(wereld).adviezen.get(uitgebracht_op__isnull=False).sleutel}


@voorbeeld("ect:notitie", "ect:notitie_wijzigen", "ect:toegang_geven", alleen="ect")
def van_notitie(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": notitie(wereld).sleutel}


@voorbeeld("ect:toegang_intrekken", alleen="ect")
def toegang(wereld: Wereld) -> dict[str, Any]:
    """The coordinator of this world was named for one note; only the casushouder takes that back."""
    verdeling = rollen(wereld)
    gelezen = factories.notitie(casus(wereld), verdeling, tekst=f"Gedeeld {wereld.kanarie}")
    gemaakt = services.toegang_geven(
        notitie=gelezen, gebruiker=verdeling.coordinator, door=verdeling.houder, op=OP
    )
    return {"sleutel": gemaakt.sleutel}
