"""The same POST twenty times at the same moment has the effect of one (eisen.md S7).

A double click, an impatient second browser, a proxy that sends again. Real threads on the real PostgreSQL; the
effect of one POST is measured in the rows of every table, and twenty of the same must add exactly as many.
"""

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from leerlingen.models import Dubbelmelding
from swv.klok import vandaag
from swv.models import Gebruiker, Norm, Vragenlijst
from tests.factories import (
    MOMENT,
    WACHTWOORD,
    GebruikerFactory,
    LeerlingFactory,
    NormFactory,
    SchoolFactory,
)
from tests.leerlingen import factories as oppfactories
from tests.swv.bestandenmaker import maak_pdf_met_tekst
from tests.tlv import commissiefabriek, factories
from tests.tlv.factories import Rolverdeling
from tlv.poort.regels import PER_CODE
from tlv.vraagstand import standen

pytestmark = pytest.mark.django_db(transaction=True)
SAMEN = 20
# Who looked is written at every answer, also at the ones that change nothing; a series has one row for all.
TELT_NIET = {"swv.Inzage", "tlv.Tlvteller"}
APPS = ("swv", "leerlingen", "tlv")
Gegevens = dict[str, Any]
INHOUD = maak_pdf_met_tekst(["Ontwikkelingsperspectief"])


@dataclass
class Poging:
    """One POST: by whom, to where, with what; a file is made anew each time, and its check takes a while."""

    door: Gebruiker
    naam: str
    adres: dict[str, Any]
    gegevens: Gegevens = field(default_factory=dict)
    bestand: str = ""
    keer: int = SAMEN

    def stuur(self, client: Client) -> int:
        gegevens = dict(self.gegevens)
        if self.bestand:
            gegevens[self.bestand] = factories.upload(inhoud=INHOUD)
        return client.post(reverse(self.naam, kwargs=self.adres), gegevens).status_code


Geval = Callable[[Rolverdeling], Poging]
GEVALLEN: dict[str, Geval] = {}


def geval(functie: Geval) -> Geval:
    GEVALLEN[functie.__name__] = functie
    return functie


# --- leerlingen -----------------------------------------------------------------------------------


@geval
def leerling_toevoegen(rollen: Rolverdeling) -> Poging:
    gegevens = {
        "sleutel": uuid.uuid4(),
        "roepnaam": "Proef",
        "achternaam": uuid.uuid4().hex,
        "geboortedatum": "2012-05-06",
        "geslacht": "0",
        "soort": "inschrijving",
        "vanaf": "2026-08-01",
    }
    return Poging(rollen.aanvrager, "leerlingen:toevoegen", {}, gegevens)


@geval
def betrokkene_toevoegen(rollen: Rolverdeling) -> Poging:
    gegevens = {"sleutel": uuid.uuid4(), "naam": "Ouder Drie", "relatie": "ouder"}
    return Poging(
        rollen.aanvrager, "leerlingen:betrokkene_toevoegen", {"sleutel": rollen.leerling.sleutel}, gegevens
    )


@geval
def betrokkene_beeindigen(rollen: Rolverdeling) -> Poging:
    rij = rollen.leerling.betrokkenen.order_by("id")[0]
    gegevens = {"tot_en_met": vandaag().isoformat()}
    return Poging(rollen.aanvrager, "leerlingen:betrokkene_beeindigen", {"sleutel": rij.sleutel}, gegevens)


@geval
def inschrijven(rollen: Rolverdeling) -> Poging:
    school = SchoolFactory()
    gegevens = {"soort": "inschrijving", "vanaf": "2026-09-01", "school": school.vestigingscode}
    return Poging(
        rollen.administratie, "leerlingen:inschrijven", {"sleutel": rollen.leerling.sleutel}, gegevens
    )


@geval
def uitschrijven(rollen: Rolverdeling) -> Poging:
    rij = rollen.leerling.inschrijvingen.get()
    gegevens = {"tot_en_met": vandaag().isoformat()}
    return Poging(rollen.administratie, "leerlingen:uitschrijven", {"sleutel": rij.sleutel}, gegevens)


@geval
def dossierdocument_toevoegen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": rollen.leerling.sleutel}
    return Poging(rollen.aanvrager, "leerlingen:document_toevoegen", adres, {"soort": "opp"}, "bestand", 5)


@geval
def dubbel_beoordelen(rollen: Rolverdeling) -> Poging:
    rij = Dubbelmelding.objects.create(
        leerling=rollen.leerling, mogelijk_dezelfde=LeerlingFactory(), gemeld_op=MOMENT
    )
    return Poging(
        rollen.administratie, "leerlingen:dubbel", {"sleutel": rij.sleutel}, {"uitkomst": "verschillend"}
    )


@geval
def samenvoegen(rollen: Rolverdeling) -> Poging:
    rij = Dubbelmelding.objects.create(
        leerling=LeerlingFactory(), mogelijk_dezelfde=rollen.leerling, gemeld_op=MOMENT
    )
    gegevens = {"blijft": rollen.leerling.sleutel}
    return Poging(rollen.administratie, "leerlingen:samenvoegen", {"sleutel": rij.sleutel}, gegevens)


# --- OPP ------------------------------------------------------------------------------------------


def lopend_opp(rollen: Rolverdeling) -> Any:
    return oppfactories.lopend(rollen.leerling, rollen.school, rollen.aanvrager)


@geval
def opp_beginnen(rollen: Rolverdeling) -> Poging:
    gegevens = {"sleutel": uuid.uuid4(), "ondersteuning_vanaf": "2026-10-01"}
    return Poging(rollen.aanvrager, "leerlingen:opp_beginnen", {"sleutel": rollen.leerling.sleutel}, gegevens)


@geval
def opp_vaststellen(rollen: Rolverdeling) -> Poging:
    velden = oppfactories.PLAN | oppfactories.OUDERS
    versie = oppfactories.concept(rollen.leerling, rollen.school, rollen.aanvrager, **velden)
    gegevens = {"datum": vandaag().isoformat()}
    return Poging(rollen.aanvrager, "leerlingen:opp_vaststellen", {"sleutel": versie.sleutel}, gegevens)


@geval
def opp_bijstellen(rollen: Rolverdeling) -> Poging:
    return Poging(rollen.aanvrager, "leerlingen:opp_bijstellen", {"sleutel": lopend_opp(rollen).sleutel})


@geval
def opp_evalueren(rollen: Rolverdeling) -> Poging:
    gegevens = {
        "sleutel": uuid.uuid4(),
        "datum": vandaag().isoformat(),
        "uitkomst": "voortzetten",
        "gehoord": "ja",
        "toelichting": "Het gaat beter.",
    }
    adres = {"sleutel": lopend_opp(rollen).sleutel}
    return Poging(rollen.aanvrager, "leerlingen:opp_evalueren", adres, gegevens)


@geval
def opp_beeindigen(rollen: Rolverdeling) -> Poging:
    gegevens = {"datum": vandaag().isoformat(), "eindereden": "anders"}
    adres = {"sleutel": lopend_opp(rollen).sleutel}
    return Poging(rollen.aanvrager, "leerlingen:opp_beeindigen", adres, gegevens)


@geval
def opp_advies_vragen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": lopend_opp(rollen).sleutel}
    gegevens = {"sleutel": uuid.uuid4(), "vraag": "Past dit plan?"}
    return Poging(rollen.aanvrager, "leerlingen:opp_advies_vragen", adres, gegevens)


# --- tlv --------------------------------------------------------------------------------------------


@geval
def aanvraag_beginnen(rollen: Rolverdeling) -> Poging:
    return Poging(rollen.aanvrager, "tlv:beginnen", {"leerling": rollen.leerling.sleutel}, {"soort": "vso"})


@geval
def aanvraagdocument_toevoegen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": factories.begin(rollen).sleutel, "vraag": "opp"}
    return Poging(rollen.aanvrager, "tlv:document_toevoegen", adres, bestand="bestand_opp", keer=5)


@geval
def aanvraagdocument_vervangen(rollen: Rolverdeling) -> Poging:
    oud = factories.voeg_document_toe(factories.begin(rollen), "opp", soort="opp")
    adres = {"sleutel": oud.aanvraag.sleutel, "document": oud.document.sleutel}
    return Poging(rollen.aanvrager, "tlv:document_vervangen", adres, bestand="bestand", keer=5)


@geval
def bericht_plaatsen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": factories.ingediend(rollen).sleutel}
    gegevens = {"tekst": "Mogen wij iets nasturen?", "sleutel": uuid.uuid4()}
    return Poging(rollen.aanvrager, "tlv:berichten", adres, gegevens)


LIJSTEN = cycle(("tlv_vso", "tlv_so"))  # the second attempt must not find the version of the first


@geval
def vragenlijst_wijzigen(_rollen: Rolverdeling) -> Poging:
    lijst = Vragenlijst.objects.filter(code=next(LIJSTEN)).latest("versie")
    velden = {f"stand_{code}": s.value for code, s in standen(lijst.inhoud).items()}
    gegevens = velden | {"stand_gewenste_duur": "uit", "versie": lijst.versie, "reden": "Niet nodig."}
    return Poging(GebruikerFactory(rol="beheer"), "tlv:vragenlijst", {"code": lijst.code}, gegevens)


@geval
def indienen(rollen: Rolverdeling) -> Poging:
    aanvraag = factories.vul_in(factories.begin(rollen), rollen)
    return Poging(rollen.aanvrager, "tlv:controleren", {"sleutel": aanvraag.sleutel})


@geval
def intrekken(rollen: Rolverdeling) -> Poging:
    gegevens = {"reden": "De ouders kozen een andere school."}
    return Poging(
        rollen.aanvrager, "tlv:intrekken", {"sleutel": factories.ingediend(rollen).sleutel}, gegevens
    )


@geval
def herstel_vragen(rollen: Rolverdeling) -> Poging:
    gegevens = {
        "hersteltermijn_tot_en_met": (vandaag() + timedelta(days=14)).isoformat(),
        "kies_leerjaar": "on",
        "wat_leerjaar": "Welke groep?",
    }
    adres = {"sleutel": factories.ingediend(rollen).sleutel}
    return Poging(rollen.administratie, "tlv:herstel_vragen", adres, gegevens)


@geval
def aanvullen(rollen: Rolverdeling) -> Poging:
    verzoek = factories.vraag_aanvulling(factories.ingediend(rollen), rollen)
    gegevens = {"versie": 1, "leerjaar": "Groep 8"}
    return Poging(rollen.aanvrager, "tlv:aanvullen", {"sleutel": verzoek.aanvraag.sleutel}, gegevens)


@geval
def compleet_verklaren(rollen: Rolverdeling) -> Poging:
    return Poging(rollen.administratie, "tlv:compleet", {"sleutel": factories.ingediend(rollen).sleutel})


@geval
def deskundige_vragen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": factories.compleet(rollen).sleutel}
    return Poging(rollen.administratie, "tlv:deskundige", adres, {"deskundige": rollen.arts.pk})


@geval
def advies_uitbrengen(rollen: Rolverdeling) -> Poging:
    aanvraag = factories.compleet(rollen)
    factories.services.deskundige_toewijzen(
        aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=MOMENT
    )
    gegevens = {
        "versie": 1,
        "beroep": "arts",
        "conclusie": "positief",
        "motivering": "Eigen oordeel.",
        "niet_bij_aanvraag": "on",
        "niet_in_dienst_school": "on",
        "niet_begeleider": "on",
        "uitbrengen": "ja",
    }
    return Poging(rollen.arts, "tlv:advies", {"sleutel": aanvraag.sleutel}, gegevens)


@geval
def besluit_nemen(rollen: Rolverdeling) -> Poging:
    gegevens = {
        "uitkomst": "toegekend",
        "categorie": "L",
        "ingangsdatum": "2027-08-01",
        "einddatum": "2028-07-31",
        "motivering": factories.MOTIVERING,
    } | {f"afwijking_{code}": factories.AFGEWOGEN for code in PER_CODE}
    return Poging(
        rollen.directeur, "tlv:besluit", {"sleutel": factories.geadviseerd(rollen).sleutel}, gegevens
    )


@geval
def brief_verzonden(rollen: Rolverdeling) -> Poging:
    besluit = factories.besluit(rollen)
    factories.maak_brieven(besluit)
    brief = besluit.brieven.order_by("id")[0]
    gegevens = {"verzonden_op": factories.DAG.isoformat()}
    return Poging(rollen.administratie, "tlv:verzonden", {"sleutel": brief.sleutel}, gegevens)


@geval
def bezwaar_registreren(rollen: Rolverdeling) -> Poging:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    gegevens = {"indiener": "Ouder Een", "ontvangen_op": factories.DAG.isoformat()}
    return Poging(rollen.administratie, "tlv:bezwaar", {"sleutel": besluit.aanvraag.sleutel}, gegevens)


@geval
def bezwaarbundel(rollen: Rolverdeling) -> Poging:
    return Poging(rollen.administratie, "tlv:bezwaar_bundel", {"sleutel": factories.bezwaar(rollen).sleutel})


@geval
def bezwaar_hoorzitting(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": factories.bezwaar(rollen).sleutel, "code": "hoorzitting"}
    return Poging(rollen.administratie, "tlv:bezwaar_stap", adres, {"hoorzitting_op": "2026-12-15"})


@geval
def vergadering_plannen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": commissiefabriek.commissie(uuid.uuid4().hex).sleutel}
    gegevens = {"dag": "2026-12-07", "tijd": "09:00", "plaats": "Zaal 1"}
    return Poging(rollen.administratie, "tlv:vergadering_plannen", adres, gegevens)


@geval
def lid_toevoegen(rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": commissiefabriek.commissie(uuid.uuid4().hex).sleutel}
    wie = GebruikerFactory(rol="commissielid")
    gegevens = {"gebruiker": wie.pk, "functie": "lid", "geldig_vanaf": vandaag().isoformat()}
    return Poging(rollen.administratie, "tlv:lid_toevoegen", adres, gegevens)


@geval
def agenda_aanvullen(rollen: Rolverdeling) -> Poging:
    rij = commissiefabriek.vergadering(
        commissiefabriek.commissie(uuid.uuid4().hex), rollen.administratie, begint_op=MOMENT
    )
    gegevens = {"aanvragen": factories.compleet(rollen).pk}
    return Poging(rollen.administratie, "tlv:agenda_aanvullen", {"sleutel": rij.sleutel}, gegevens)


@geval
def commissieadvies(rollen: Rolverdeling) -> Poging:
    lid = commissiefabriek.lid(commissiefabriek.commissie(uuid.uuid4().hex))
    rij = commissiefabriek.vergadering(
        lid.commissie, rollen.administratie, factories.compleet(rollen), begint_op=MOMENT, verstuurd=True
    )
    gegevens = {"conclusie": "positief", "motivering": "Kleine groep past."}
    adres = {"sleutel": rij.agendapunten.get().sleutel}
    return Poging(lid.gebruiker, "tlv:commissieadvies", adres, gegevens)


# --- the kernel ---------------------------------------------------------------------------------------


@geval
def norm_wijzigen(_rollen: Rolverdeling) -> Poging:
    norm: Norm = NormFactory()
    gegevens = {
        "waarde": "6",
        "geldig_vanaf": (vandaag() + timedelta(days=1)).isoformat(),
        "bron": "Besluit van het bestuur",
        "reden": "Proef.",
        "gezien": norm.sleutel,
    }
    return Poging(GebruikerFactory(rol="directeur"), "norm_wijzigen", {"sleutel": norm.sleutel}, gegevens)


@geval
def gebruiker_maken(_rollen: Rolverdeling) -> Poging:
    naam = f"nieuw{uuid.uuid4().hex[:8]}"
    gegevens = {"naam": "Nieuwe Collega", "functie": "", "email": f"{naam}@proef.invalid", "username": naam}
    return Poging(GebruikerFactory(rol="beheer"), "gebruiker_nieuw", {}, gegevens)


@geval
def gebruiker_uitzetten(_rollen: Rolverdeling) -> Poging:
    adres = {"sleutel": str(GebruikerFactory().sleutel), "naam": "uit"}
    return Poging(GebruikerFactory(rol="beheer"), "gebruiker_actie", adres)


@geval
def rol_geven(_rollen: Rolverdeling) -> Poging:
    gegevens = {"rol": "ect", "geldig_vanaf": vandaag().isoformat()}
    adres = {"sleutel": GebruikerFactory().sleutel}
    return Poging(GebruikerFactory(rol="beheer"), "rol_geven", adres, gegevens)


@geval
def contactpersoon_toevoegen(rollen: Rolverdeling) -> Poging:
    gegevens = {"naam": "C. Contact", "functie": "directeur", "geldig_vanaf": vandaag().isoformat()}
    adres = {"sleutel": rollen.school.sleutel}
    return Poging(GebruikerFactory(rol="beheer"), "school_contactpersoon", adres, gegevens)


# --- the proof ----------------------------------------------------------------------------------------


def tel() -> Counter[str]:
    """The number of rows of every table of ours."""
    modellen = [m for app in APPS for m in apps.get_app_config(app).get_models() if m._meta.managed]
    return Counter(
        {m._meta.label: m._default_manager.count() for m in modellen if m._meta.label not in TELT_NIET}
    )


def effect(stuur: Callable[[], Any]) -> dict[str, int]:
    voor = tel()
    stuur()
    na = tel()
    return {naam: na[naam] - voor[naam] for naam in na if na[naam] != voor[naam]}


def tegelijk(poging: Poging, koekjes: dict[str, str]) -> list[int]:
    """Send it from twenty threads that wait for one another; returns the statuses."""
    startschot = threading.Barrier(poging.keer)
    statussen: list[int] = []

    def loop() -> None:
        client = Client(raise_request_exception=False)
        for naam, waarde in koekjes.items():
            client.cookies[naam] = waarde
        startschot.wait(30)
        try:
            statussen.append(poging.stuur(client))
        finally:
            connection.close()

    draden = [threading.Thread(target=loop) for _ in range(poging.keer)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(60)
    return statussen


@pytest.fixture
def geduldig() -> Iterator[None]:
    """Twenty at once in one process wait for a connection longer than the one or two of a web worker."""
    opties = connection.settings_dict["OPTIONS"]
    gewoon, opties["pool"] = opties["pool"], opties["pool"] | {"timeout": 60}
    connection.close_pool()
    yield
    opties["pool"] = gewoon
    connection.close_pool()


def log_in(als: Callable[[Gebruiker], Client], wie: Gebruiker) -> Client:
    """Past the first page of a session, which writes down when it began, and with the password typed again."""
    client = als(wie)
    client.get("/")
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    return client


@pytest.mark.parametrize("naam", sorted(GEVALLEN))
def test_twintig_keer_hetzelfde_is_een_keer(naam: str, als: Any, geduldig: None) -> None:
    factories.richt_swv_in()
    een, twintig = (GEVALLEN[naam](factories.rolverdeling()) for _ in range(2))
    clienten = [log_in(als, poging.door) for poging in (een, twintig)]

    bedoeld = effect(lambda: een.stuur(clienten[0]))
    koekjes = {naam: koekje.value for naam, koekje in clienten[1].cookies.items()}
    statussen: list[int] = []
    gekregen = effect(lambda: statussen.extend(tegelijk(twintig, koekjes)))

    assert bedoeld, "one POST must do something, or this proves nothing"
    assert gekregen == bedoeld
    assert len(statussen) == twintig.keer
    assert [status for status in statussen if status >= 500] == []
