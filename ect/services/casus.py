"""What happens in a casus: its course, its casushouder, its contacts and interventions, its end."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models.functions import Greatest

from ect.codelijst import eis_keuze
from ect.enums import Contactsoort, Keuzelijst, Uitkomst
from ect.models import Casus, Contactmoment, Interventie, Keuze
from ect.notifications import meld_overdracht
from ect.permissions import eis_behandelaar, eis_mag_overdragen, mag_behandelen
from ect.services.bewaren import bewaar, eerder_gemaakt, eis_in_casus, eis_tekst, lopende_casus
from ect.workflow import CASUS
from swv.dagen import Vanaf, eis_geweest, eis_te_plannen
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.namen import vul
from swv.permissions import NietToegestaan
from swv.termijnen import datum as in_woorden
from swv.workflow import vergrendel, voer_uit

EINDE_VOOR_BEGIN = "De einddatum ligt voor de begindatum ({dag})."
STAPPEN = frozenset({"beginnen", "nazorgen", "hervatten"})


@transaction.atomic
def stap_zetten(*, casus: Casus, actie: str, door: Gebruiker, op: datetime) -> Casus:
    """Move a running casus between intake, traject and nazorg."""
    if actie not in STAPPEN:
        raise NietToegestaan("Deze stap bestaat niet.")
    return voer_uit(CASUS, casus, actie, door=door, op=op)


@transaction.atomic
def volgende_stap_plannen(
    *, casus: Casus, stap: str, datum: date | None, versie: int, door: Gebruiker, op: datetime
) -> Casus:
    """Say what comes next and before when; both empty: nothing is planned."""
    eis_behandelaar(door, casus)
    rij = lopende_casus(casus)
    if bool(stap.strip()) != (datum is not None):
        raise NietToegestaan("Vul de volgende stap en de datum allebei in, of laat ze allebei leeg.")
    if datum is not None:
        eis_te_plannen("datum", datum, datum_van(op))
    velden = {"volgende_stap": stap.strip(), "volgende_stap_datum": datum}
    return bewaar(rij, velden, versie=versie, door=door, op=op, soort="stap_gepland")


@transaction.atomic
def overdragen(*, casus: Casus, casushouder: Gebruiker, reden: str, door: Gebruiker, op: datetime) -> Casus:
    """Give the casus, and with it the confidential notes, to another casushouder; both hear of it."""
    rij = lopende_casus(casus)
    eis_mag_overdragen(door, rij, casushouder)
    if not mag_behandelen(casushouder) or not casushouder.is_active:
        raise NietToegestaan(vul("Kies een medewerker van {het_expertteam} als casushouder."))
    vorige = rij.casushouder
    if vorige == casushouder:
        raise NietToegestaan("Deze medewerker is al de casushouder.")
    rij.casushouder = casushouder
    rij.versie += 1
    rij.save(update_fields=["casushouder", "versie"])
    tekst = eis_tekst(reden, "Schrijf waarom u de casus overdraagt.")
    personen = {"van": str(vorige.sleutel), "naar": str(casushouder.sleutel)}
    leg_vast(rij, "overgedragen", door=door, op=op, toelichting=tekst, gegevens=personen)
    meld_overdracht(rij, betrokkenen=[vorige, casushouder], op=op)
    return rij


@transaction.atomic
def contactmoment_vastleggen(
    *,
    casus: Casus,
    datum: date,
    soort: str,
    met: str,
    samenvatting: str,
    intern: bool,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID | None = None,
) -> Contactmoment:
    """Write down a contact; sent twice with the same `sleutel` it is written once."""
    eis_behandelaar(door, casus)
    rij = lopende_casus(casus)
    if eerder := eerder_gemaakt(Contactmoment.objects.filter(casus=rij), sleutel):
        return eerder
    eis_in_casus("datum", rij, datum, op)
    contactmoment = Contactmoment.objects.create(
        sleutel=sleutel or uuid4(),
        casus=rij,
        datum=datum,
        soort=Contactsoort(soort),
        met=eis_tekst(met, "Vul in met wie u sprak."),
        samenvatting=eis_tekst(samenvatting, "Schrijf wat er is besproken."),
        intern=intern,
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    leg_vast(contactmoment, "vastgelegd", door=door, op=op)
    return contactmoment


@transaction.atomic
def contactmoment_wijzigen(
    *,
    contactmoment: Contactmoment,
    datum: date,
    soort: str,
    met: str,
    samenvatting: str,
    intern: bool,
    versie: int,
    door: Gebruiker,
    op: datetime,
) -> Contactmoment:
    """Correct a contact while the casus runs; raises `Verouderd`."""
    eis_behandelaar(door, contactmoment)
    eis_in_casus("datum", lopende_casus(contactmoment.casus), datum, op)
    rij = vergrendel(contactmoment, met=("casus__leerling",))
    velden = {
        "datum": datum,
        "soort": Contactsoort(soort),
        "met": eis_tekst(met, "Vul in met wie u sprak."),
        "samenvatting": eis_tekst(samenvatting, "Schrijf wat er is besproken."),
        "intern": intern,
    }
    return bewaar(rij, velden, versie=versie, door=door, op=op)


@transaction.atomic
def contactmoment_intrekken(
    *, contactmoment: Contactmoment, reden: str, door: Gebruiker, op: datetime
) -> Casus:
    """Take back what was written down by mistake, also in a casus that is closed.

    The words go; that it was there, who took it back and why stays with the casus.
    """
    eis_behandelaar(door, contactmoment)
    tekst = eis_tekst(reden, "Schrijf waarom u het contact intrekt.")
    rij = vergrendel(contactmoment, met=("casus__leerling", "casus__aanmelding"))
    casus: Casus = rij.casus
    leg_vast(
        casus,
        "contact_ingetrokken",
        door=door,
        op=op,
        toelichting=f"{rij.get_soort_display()} op {in_woorden(rij.datum)}. {tekst}",
        gegevens={"contactmoment": str(rij.sleutel), "gedeeld": not rij.intern},
    )
    rij.delete()
    return casus


@transaction.atomic
def interventie_vastleggen(
    *,
    casus: Casus,
    interventie: Keuze,
    type_interventie: Keuze,
    vanaf: date,
    door: Gebruiker,
    op: datetime,
    tot_en_met: date | None = None,
    resultaat: str = "",
    sleutel: UUID | None = None,
) -> Interventie:
    """Begin an intervention, or write one down that is over."""
    eis_behandelaar(door, casus)
    rij = lopende_casus(casus)
    if eerder := eerder_gemaakt(Interventie.objects.filter(casus=rij), sleutel):
        return eerder
    _eis_interventie(rij, interventie, type_interventie, vanaf, tot_en_met, op)
    gemaakt = Interventie.objects.create(
        sleutel=sleutel or uuid4(),
        casus=rij,
        interventie=interventie,
        type_interventie=type_interventie,
        vanaf=vanaf,
        tot_en_met=tot_en_met,
        resultaat=resultaat.strip(),
        vastgelegd_op=op,
        vastgelegd_door=door,
    )
    leg_vast(gemaakt, "vastgelegd", door=door, op=op)
    return gemaakt


@transaction.atomic
def interventie_wijzigen(
    *,
    ingezet: Interventie,
    interventie: Keuze,
    type_interventie: Keuze,
    vanaf: date,
    tot_en_met: date | None,
    resultaat: str,
    versie: int,
    door: Gebruiker,
    op: datetime,
) -> Interventie:
    """End or correct an intervention while the casus runs; raises `Verouderd`."""
    eis_behandelaar(door, ingezet)
    casus = lopende_casus(ingezet.casus)
    _eis_interventie(casus, interventie, type_interventie, vanaf, tot_en_met, op)
    rij = vergrendel(ingezet, met=("casus__leerling", "interventie", "type_interventie"))
    velden = {
        "interventie": interventie,
        "type_interventie": type_interventie,
        "vanaf": vanaf,
        "tot_en_met": tot_en_met,
        "resultaat": resultaat.strip(),
    }
    return bewaar(rij, velden, versie=versie, door=door, op=op)


def _eis_interventie(
    casus: Casus,
    interventie: Keuze,
    type_interventie: Keuze,
    vanaf: date,
    tot_en_met: date | None,
    op: datetime,
) -> None:
    eis_keuze(interventie, Keuzelijst.INTERVENTIE, vanaf)
    eis_keuze(type_interventie, Keuzelijst.TYPE_INTERVENTIE, vanaf)
    eis_in_casus("vanaf", casus, vanaf, op)
    if tot_en_met is not None:
        eis_geweest("tot_en_met", tot_en_met, datum_van(op), Vanaf(vanaf, EINDE_VOOR_BEGIN))


@transaction.atomic
def afsluiten(
    *,
    casus: Casus,
    uitkomst: str,
    reden: str,
    door: Gebruiker,
    op: datetime,
    bestemming: Keuze | None = None,
) -> Casus:
    """Close the casus with its outcome; interventions that still run end with it. It stays closed."""
    keuze = Uitkomst(uitkomst)
    tekst = eis_tekst(reden, "Schrijf waarom u de casus afsluit.")
    if (keuze is Uitkomst.GESCHAKELD) != (bestemming is not None):
        raise NietToegestaan("Kies een bestemming als de leerling naar een andere plek ging, en anders niet.")
    if bestemming is not None:
        eis_keuze(bestemming, Keuzelijst.BESTEMMING, datum_van(op))
    rij = voer_uit(
        CASUS,
        casus,
        "afsluiten",
        door=door,
        op=op,
        uitkomst=keuze,
        bestemming=bestemming,
        reden=tekst,
        volgende_stap="",
        volgende_stap_datum=None,
    )
    lopend = Interventie.objects.filter(casus=rij, tot_en_met__isnull=True)
    lopend.update(tot_en_met=Greatest("vanaf", datum_van(op)))
    return rij
