"""What stands behind the addresses of the kernel."""

from datetime import UTC, datetime
from typing import Any

from swv import agenda, bestanden, tweedefactor
from swv.collegas import services as collegas
from swv.enums import Bestandsvorm, Opdrachtstatus
from swv.klok import nu, vandaag
from swv.kwartaal import Kwartaal
from swv.models import (
    Gebruiker,
    Rapportage,
    Rapportagebestand,
    Rapportagetekst,
    Toegangscontrole,
    Uitnodiging,
    Weergave,
)
from swv.momentopnamen import bevries
from tests.factories import (
    BEGIN,
    BerichtFactory,
    GebruikerFactory,
    NormFactory,
    OpdrachtFactory,
    RoltoekenningFactory,
    SamenwerkingsverbandFactory,
)
from tests.voorbeelden import Wereld, voorbeeld, voorbereiding

ZIN = "een lange zin als wachtwoord"


@voorbereiding
def samenwerkingsverband() -> None:
    SamenwerkingsverbandFactory()


@voorbereiding
def normen() -> None:
    for code in ("toegang.uitnodiging", "toegang.factorherstel"):
        NormFactory(code=code, waarde=14, eenheid="dagen", startmoment="geen")


@voorbeeld("opdracht_opnieuw", overal=True)
def opdracht(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": OpdrachtFactory(status=Opdrachtstatus.MISLUKT, pogingen=3).sleutel}


@voorbeeld("norm", "norm_wijzigen", overal=True)
def norm(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": NormFactory().sleutel}


@voorbeeld("spoor_leerling", "spoor_gebeurtenissen", overal=True)
def spoor(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.leerling.sleutel}


@voorbeeld("spoor_gebruiker", "gebruiker", "rol_geven", overal=True)
def gebruiker(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": GebruikerFactory().sleutel}


@voorbeeld("gebruiker_actie", overal=True)
def gebruiker_actie(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": str(GebruikerFactory().sleutel), "naam": "uit"}


@voorbeeld("rol_beeindigen", overal=True)
def rol(_wereld: Wereld) -> dict[str, Any]:
    rij = RoltoekenningFactory(gebruiker=GebruikerFactory(), rol="ect", geldig_vanaf=BEGIN)
    return {"sleutel": rij.gebruiker.sleutel, "nummer": rij.pk}


def _uitnodiging(wereld: Wereld, email: str = "") -> Uitnodiging:
    return collegas.nodig_uit(
        school=wereld.school,
        email=email or f"open-{wereld.naam}@proef.invalid",
        rol="school",
        door=wereld.gebruikers["schooldirecteur"],
        op=nu(),
    )


@voorbeeld("collegas_school", alles_voor={"beheer"})
def toegang_van_school(wereld: Wereld) -> dict[str, Any]:
    """No other school may see whom this one invites."""
    wereld.een_keer("uitnodiging", lambda: _uitnodiging(wereld))
    return {"sleutel": wereld.school.sleutel}


@voorbeeld(
    "collega_uitnodigen", alles_voor={"beheer"}, post={"email": "nieuw@proef.invalid", "rol": "school"}
)
def collega_uitnodigen(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.school.sleutel}


@voorbeeld("collega_herstel", alles_voor={"beheer"}, post={"reden": "Telefoon kwijt."})
def collega_herstel(wereld: Wereld) -> dict[str, Any]:
    wie = GebruikerFactory(rol="school", school=wereld.school)
    return {"sleutel": wereld.school.sleutel, "wie": wie.sleutel}


@voorbeeld("gebruiker_herstel", overal=True, post={"reden": "Telefoon kwijt."})
def gebruiker_herstel(_wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": GebruikerFactory(rol="ect").sleutel}


@voorbeeld("factorherstel", overal=True)
def factorherstel(wereld: Wereld) -> dict[str, Any]:
    rij = tweedefactor.begin_herstel(
        gebruiker=GebruikerFactory(rol="school", school=wereld.school),
        reden="Telefoon kwijt.",
        door=wereld.gebruikers["beheer"],
        op=nu(),
    )
    return {"woord": tweedefactor.pad_van(rij).rstrip("/").rpartition("/")[2]}


@voorbeeld("collegas_klopt", alles_voor={"beheer"})
def collegas_klopt(wereld: Wereld) -> dict[str, Any]:
    Toegangscontrole.objects.create(school=wereld.school, gevraagd_op=nu(), uiterste_datum=vandaag())
    return {"sleutel": wereld.school.sleutel}


@voorbeeld("collega_einde", alles_voor={"beheer"})
def collega_einde(wereld: Wereld) -> dict[str, Any]:
    wie = GebruikerFactory(rol="school", school=wereld.school)
    return {"sleutel": wereld.school.sleutel, "wie": wie.sleutel}


@voorbeeld("uitnodiging_opnieuw", "uitnodiging_intrekken", alles_voor={"beheer"})
def uitnodiging_van_school(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.een_keer("uitnodiging", lambda: _uitnodiging(wereld)).sleutel}


@voorbeeld("uitnodiging", overal=True, post={"naam": "Nieuw", "password1": ZIN, "password2": ZIN})
def uitnodigingslink(wereld: Wereld) -> dict[str, Any]:
    rij = _uitnodiging(wereld, email=f"link-{wereld.naam}@proef.invalid")
    return {"woord": collegas.pad_van(rij).rstrip("/").rpartition("/")[2]}


@voorbeeld("weergave_bewaren", overal=True, post={"naam": "Nieuwe weergave", "vraag": "soort=vso"})
def weergave_bewaren(_wereld: Wereld) -> dict[str, Any]:
    return {"code": "tlv"}


@voorbeeld("weergave", alleen="coordinator", post={"naam": "Andere naam"})
@voorbeeld("weergave_bijwerken", alleen="coordinator", post={"vraag": "soort=vso"})
@voorbeeld("weergave_ster", alleen="coordinator", post={"aan": "1"})
@voorbeeld("weergave_verwijderen", alleen="coordinator")
def weergave(wereld: Wereld) -> dict[str, Any]:
    """An own view that is not shared."""
    rij = wereld.een_keer("weergave", lambda: _weergave(wereld.gebruikers["coordinator"]))
    return {"sleutel": rij.sleutel}


def _weergave(eigenaar: Gebruiker) -> Weergave:
    return Weergave.objects.create(lijst="tlv", naam="Van mij", eigenaar=eigenaar, gewijzigd_op=nu())


@voorbeeld("agenda", overal=True)
def agendalink(wereld: Wereld) -> dict[str, Any]:
    """The feed of someone of the school: whatever is in it, no canary."""
    link = agenda.maak(gebruiker=wereld.gebruikers["school"], op=nu())
    return {"woord": agenda.pad_van(link).split("/")[-2]}


@voorbeeld("bericht_openen", alleen="school")
def bericht(wereld: Wereld) -> dict[str, Any]:
    """Someone's own notice; for everyone else it is not there."""
    rij = BerichtFactory(ontvanger=wereld.gebruikers["school"], onderwerp=wereld.kanarie)
    return {"sleutel": rij.sleutel}


def _rapportage(wereld: Wereld) -> Rapportage:
    """A concept with files and a text, as the job makes it."""
    op = datetime(2026, 4, 1, 9, tzinfo=UTC)
    rij: Rapportage = Rapportage.objects.create(
        soort=f"proef-{wereld.naam}", jaar=2026, nummer=1, aangevraagd_op=op
    )
    Rapportagetekst.objects.create(
        rapportage=rij,
        code="duiding",
        volgorde=0,
        titel="Wat wij zien",
        rol="coordinator",
        uiterlijk=op.date(),
    )
    velden = bestanden.bewaar_gemaakt(
        b"%PDF-1.4 rapport", naam="rapport.pdf", inhoudstype="application/pdf", door=None, op=op
    )
    Rapportagebestand.objects.create(rapportage=rij, vorm=Bestandsvorm.PDF, versie=1, **velden)
    rij.momentopname = bevries(Kwartaal(2026, 1), door=None, op=op).momentopname
    rij.versie = 1
    rij.save()
    return rij


@voorbeeld(
    "rapportage",
    "rapportage_voortgang",
    "rapportage_opnieuw",
    "rapportage_aanbieden",
    "rapportage_terugnemen",
    "rapportage_vaststellen",
    "rapportage_vergelijken",
    overal=True,
)
def rapportage(wereld: Wereld) -> dict[str, Any]:
    return {"sleutel": wereld.een_keer("rapportage", lambda: _rapportage(wereld)).sleutel}


@voorbeeld("rapportagetekst", overal=True, post={"tekst": "Nieuw.", "gezien": 0})
def rapportagetekst(wereld: Wereld) -> dict[str, Any]:
    rij = wereld.een_keer("rapportage", lambda: _rapportage(wereld))
    return {"sleutel": rij.teksten.get().sleutel}


@voorbeeld("rapportagebestand", overal=True)
def rapportagebestand(wereld: Wereld) -> dict[str, Any]:
    rij = wereld.een_keer("rapportage", lambda: _rapportage(wereld))
    return {"sleutel": rij.bestanden.get().sleutel}
