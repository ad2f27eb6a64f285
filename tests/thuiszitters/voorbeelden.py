"""What stands behind the addresses of the register: a report in each state and a traject with a plan."""

from datetime import date
from typing import Any

from ect.models import Keuze
from swv.enums import Importfase
from swv.models import Gebruiker, Importrun
from tests.thuiszitters import factories
from tests.thuiszitters.factories import OP, Rolverdeling
from tests.voorbeelden import Wereld, voorbeeld, voorbereiding
from thuiszitters import services
from thuiszitters.enums import Aanbod, Contactsoort, Feitsoort, Lijstgroep, Uitvoerder
from thuiszitters.models import (
    LIJST,
    Actie,
    Adviesvraag,
    Evaluatie,
    Feit,
    Lijstregel,
    Melding,
    Plandoel,
    Planpartner,
    Traject,
    Trajectinterventie,
    Vrijstelling,
)


@voorbereiding
def swv() -> None:
    factories.richt_swv_in()


def rollen(wereld: Wereld) -> Rolverdeling:
    """The people of this world around a pupil of its own."""
    wie: dict[str, Gebruiker] = wereld.gebruikers
    return Rolverdeling(
        school=wereld.school,
        melder=wie["school"],
        ect=wie["ect"],
        coordinator=wie["coordinator"],
        directeur=wie["directeur"],
        leerling=wereld.nieuwe_leerling(),
    )


def _teksten(wereld: Wereld) -> dict[str, str]:
    return {naam: f"{naam} {wereld.kanarie}" for naam in ("toelichting", "gedaan", "hulpverlening")}


def nieuw(wereld: Wereld) -> Melding:
    return wereld.een_keer("thz_nieuw", lambda: factories.melding(rollen(wereld), **_teksten(wereld)))


def met_plan(wereld: Wereld) -> Traject:
    """Picked up, with an action, a fact and a contact, every text with a canary."""

    def maak() -> Traject:
        verdeling = rollen(wereld)
        traject = factories.traject(verdeling, **_teksten(wereld))
        factories.actie(traject, verdeling, wat=f"Bellen {wereld.kanarie}", uitvoerder=Uitvoerder.SCHOOL)
        services.feit_vastleggen(
            traject=traject,
            soort=Feitsoort.AANBOD,
            code=Aanbod.DEELTIJD,
            omschrijving=f"Rooster {wereld.kanarie}",
            vanaf=OP.date(),
            door=verdeling.ect,
            op=OP,
        )
        services.contact_vastleggen(
            traject=traject,
            soort=Contactsoort.GESPREK,
            met=Uitvoerder.OUDERS,
            datum=OP.date(),
            verslag=f"Gesproken {wereld.kanarie}",
            door=verdeling.ect,
            op=OP,
        )
        return traject

    return wereld.een_keer("thz_traject", maak)


@voorbeeld("thuiszitters:melden_leerling")
def leerling(wereld: Wereld) -> dict[str, Any]:
    return {"leerling": wereld.leerling.sleutel}


@voorbeeld(
    "thuiszitters:melding",
    "thuiszitters:ontvangst",
    "thuiszitters:oppakken",
    "thuiszitters:koppelen",
    "thuiszitters:geen_traject",
    "thuiszitters:melding_intrekken",
    "thuiszitters:melding_tekst",
)
def melding(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": nieuw(wereld).sleutel}


@voorbeeld(
    "thuiszitters:traject",
    "thuiszitters:categorie",
    "thuiszitters:eerste_dag",
    "thuiszitters:regie",
    "thuiszitters:feit",
    "thuiszitters:actie",
    "thuiszitters:contact",
    "thuiszitters:afsluiten",
    "thuiszitters:corrigeren",
    "thuiszitters:escalatie",
    "thuiszitters:doorzetten",
    "thuiszitters:vrijstelling",
    "thuiszitters:doel",
    "thuiszitters:partner",
    "thuiszitters:interventie",
    "thuiszitters:evaluatie",
)
def traject(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": met_plan(wereld).sleutel}


@voorbeeld("thuiszitters:actie_afronden", post={"hoe": "gedaan"})
def actie(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": Actie.objects.get(traject=met_plan(wereld)).sleutel}


@voorbeeld("thuiszitters:contact_wijzigen", "thuiszitters:contact_intrekken")
def contact(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": met_plan(wereld).contacten.get().sleutel}


@voorbeeld("thuiszitters:feit_beeindigen")
def feit(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": Feit.objects.get(traject=met_plan(wereld), soort=Feitsoort.AANBOD).sleutel}


def vergeleken(wereld: Wereld) -> Lijstregel:
    """A compared list with one row, about a pupil that may be someone of the register."""

    def maak() -> Lijstregel:
        traject = met_plan(wereld)
        run = Importrun.objects.create(
            soort=LIJST,
            bestandsnaam="lijst.csv",
            sha256="0" * 64,
            fase=Importfase.VERWERKT,
            gegevens={"bron": "leerplicht", "school": None, "gemeente": "Proefstad", "keuze": {}, "kop": []},
            tellingen={Lijstgroep.VERSCHILT.value: 1, "rijen": 1},
            geladen_op=OP,
            verwerkt_op=OP,
        )
        return Lijstregel.objects.create(
            run=run,
            nummer=2,
            groep=Lijstgroep.VERSCHILT,
            roepnaam="Kind",
            achternaam=wereld.kanarie,
            leerling=traject.leerling,
            traject=traject,
            score=70,
            redenen=["Achternaam gelijk"],
            verschillen=[["Roepnaam", "Kind", wereld.kanarie]],
        )

    return wereld.een_keer("thz_lijstregel", maak)


@voorbeeld(
    "thuiszitters:vergelijking",
    "thuiszitters:vergelijking_vervallen",
    "thuiszitters:vergelijking_terugdraaien",
)
def vergelijking(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": vergeleken(wereld).run.sleutel}


@voorbeeld(
    "thuiszitters:regel_melden",
    "thuiszitters:regel_koppelen",
    "thuiszitters:regel_verschil",
    "thuiszitters:regel_negeren",
    "thuiszitters:regel_heropenen",
)
def lijstregel(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": vergeleken(wereld).sleutel}


def adviesvraag(wereld: Wereld) -> Adviesvraag:
    """Asked by leerplicht about a pupil that only its name tells."""

    def maak() -> Adviesvraag:
        return services.advies_vragen(
            gegevens={
                "roepnaam": "Isa",
                "achternaam": wereld.kanarie,
                "geboortedatum": date(2021, 12, 20),
                "gemeente": "Proefstad",
                "soort": "geheel",
                "duur": "schooljaar",
                "schoolverleden": "geen",
                "ingangsdatum": OP.date(),
                "vraag": f"Vraag {wereld.kanarie}",
            },
            door=wereld.gebruikers["leerplicht"],
            op=OP,
        )

    return wereld.een_keer("thz_advies", maak)


@voorbeeld("thuiszitters:advies_oppakken")
def advies_nieuw(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": adviesvraag(wereld).sleutel}


@voorbeeld("thuiszitters:adviesvraag", "thuiszitters:advies_uitbrengen", "thuiszitters:advies_intrekken")
def advies_opgepakt(wereld: Wereld) -> dict[str, Any]:
    """Taken up for a pupil with a dossier, so that a look at it is written down."""

    def maak() -> Adviesvraag:
        return services.adviesvraag_oppakken(
            vraag=adviesvraag(wereld), leerling=wereld.nieuwe_leerling(), door=wereld.gebruikers["ect"], op=OP
        )

    return {"sleutel": wereld.een_keer("thz_advies_opgepakt", maak).sleutel}


@voorbeeld("thuiszitters:vrijstelling_beeindigen")
def vrijstelling(wereld: Wereld) -> dict[str, Any]:
    def maak() -> Vrijstelling:
        return Vrijstelling.objects.create(
            traject=met_plan(wereld),
            code="5_sub_b",
            soort="geheel",
            duur="schooljaar",
            schoolverleden="geen",
            vanaf=OP.date(),
            afgegeven_op=OP.date(),
            vastgelegd_op=OP,
        )

    return {"sleutel": wereld.een_keer("thz_vrijstelling", maak).sleutel}


def plandeel(wereld: Wereld, model: type[Any], naam: str, **velden: Any) -> dict[str, Any]:
    """One part of the plan of this world."""
    maak = lambda: model.objects.create(traject=met_plan(wereld), vastgelegd_op=OP, **velden)  # noqa: E731
    return {"sleutel": wereld.een_keer(f"thz_{naam}", maak).sleutel}


@voorbeeld("thuiszitters:doel_behalen")
def doel(wereld: Wereld) -> dict[str, Any]:
    return plandeel(wereld, Plandoel, "doel", wat=f"Doel {wereld.kanarie}", streefdatum=OP.date())


@voorbeeld("thuiszitters:partner_beeindigen")
def partner(wereld: Wereld) -> dict[str, Any]:
    velden = {"soort": Uitvoerder.JEUGDHULP, "organisatie": f"Team {wereld.kanarie}", "vanaf": OP.date()}
    return plandeel(wereld, Planpartner, "partner", **velden)


@voorbeeld("thuiszitters:interventie_beeindigen")
def interventie(wereld: Wereld) -> dict[str, Any]:
    keuze = Keuze.objects.create(
        lijst="interventie",
        code=wereld.kanarie[:24],
        naam="Proef",
        volgorde=1,
        geldig_vanaf=date(2020, 1, 1),
        bron="proef",
        zekerheid="O",
    )
    return plandeel(wereld, Trajectinterventie, "interventie", interventie=keuze, vanaf=OP.date())


@voorbeeld("thuiszitters:evaluatie_houden")
def evaluatie(wereld: Wereld) -> dict[str, Any]:
    return plandeel(wereld, Evaluatie, "evaluatie", gepland_op=OP.date())
