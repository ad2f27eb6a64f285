"""Once a year a school says that its list holds; an account that nobody uses ends by itself."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from swv import gebruikers, tasks
from swv.collegas import controle, services, stilte
from swv.collegas.panelen import werkregels
from swv.klok import nu, vandaag
from swv.models import Bericht, Gebeurtenis, Gebruiker, Norm, School, Toegangscontrole
from swv.normen import kalender
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, NormFactory, RoltoekenningFactory, SchoolFactory
from tests.swv.test_aanmelden import log_in

pytestmark = pytest.mark.django_db
NORMEN = [
    ("toegang.uitnodiging", 14, "dagen"),
    ("toegang.klopt_nog", 12, "maanden"),
    ("toegang.klopt_nog_antwoord", 4, "weken"),
    ("toegang.stil", 11, "maanden"),
    ("toegang.stil_einde", 4, "weken"),
]


@pytest.fixture(autouse=True)
def normen() -> None:
    for code, waarde, eenheid in NORMEN:
        NormFactory(code=code, waarde=waarde, eenheid=eenheid, startmoment="geen")


@pytest.fixture
def school() -> School:
    return SchoolFactory()


@pytest.fixture
def directeur(school: School) -> Gebruiker:
    return GebruikerFactory(rol="schooldirecteur", school=school)


def moment(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 5, tzinfo=UTC)


# --- klopt dit nog --------------------------------------------------------------------------------------


def test_een_keer_vragen_per_jaar(school: School, directeur: Gebruiker) -> None:
    assert controle.vraag_bevestigingen(nu()) == 1
    assert controle.vraag_bevestigingen(nu()) == 0, "the task may run twice"
    rij = Toegangscontrole.objects.get()
    assert rij.uiterste_datum == vandaag() + timedelta(weeks=4)
    assert Bericht.objects.filter(ontvanger=directeur, soort="toegang.klopt_nog").count() == 1


def test_pas_een_jaar_na_de_eerste_toegang(school: School) -> None:
    wie = GebruikerFactory()
    RoltoekenningFactory(gebruiker=wie, rol="school", school=school, geldig_vanaf=date(2026, 3, 1))
    assert controle.vraag_bevestigingen(moment(date(2027, 2, 28))) == 0
    assert controle.vraag_bevestigingen(moment(date(2027, 3, 1))) == 1


def test_bevestigen_en_een_jaar_later_weer(als: Any, school: School, directeur: Gebruiker) -> None:
    controle.vraag_bevestigingen(nu())
    client = als(directeur)
    blad = client.get(reverse("collegas_school", args=[school.sleutel])).content.decode()
    gezien = re.search(r'name="gezien" value="([0-9a-f]+)"', blad)[1]  # type: ignore[index]
    adres = reverse("collegas_klopt", args=[school.sleutel])
    client.post(adres, {"gezien": gezien})
    rij = Toegangscontrole.objects.get()
    assert rij.bevestigd_door == directeur
    assert [g.soort for g in Gebeurtenis.objects.van(rij)] == ["bevestigd", "gevraagd"]
    assert (
        "Klopt deze lijst nog?"
        not in client.get(reverse("collegas_school", args=[school.sleutel])).content.decode()
    )
    client.post(adres, {"gezien": gezien})
    assert Gebeurtenis.objects.van(rij).count() == 2, "a second click confirms nothing"
    jaar = nu() + timedelta(days=366)
    assert controle.vraag_bevestigingen(nu() + timedelta(days=300)) == 0
    assert controle.vraag_bevestigingen(jaar) == 1


def test_wat_niet_gezien_is_wordt_niet_bevestigd(school: School, directeur: Gebruiker) -> None:
    controle.vraag_bevestigingen(nu())
    gezien = controle.vingerafdruk(directeur.roltoekenningen.all())
    GebruikerFactory(rol="school", school=school)
    with pytest.raises(NietToegestaan, match="intussen veranderd"):
        controle.bevestig(school=school, gezien=gezien, door=directeur, op=nu())
    assert Toegangscontrole.objects.open().exists()


def test_alleen_de_eigen_directeur_bevestigt(school: School) -> None:
    GebruikerFactory(rol="school", school=school)
    controle.vraag_bevestigingen(nu())
    for rol in ("school", "schooldirecteur", "coordinator", "bestuur"):
        with pytest.raises(NietToegestaan):
            controle.bevestig(school=school, gezien="", door=GebruikerFactory(rol=rol), op=nu())


def test_de_vraag_staat_in_de_werklijst(als: Any, school: School, directeur: Gebruiker) -> None:
    controle.vraag_bevestigingen(nu())
    blad = als(directeur).get(reverse("start")).content.decode()
    assert "Bevestigen wie van de school toegang heeft" in blad
    assert reverse("collegas_school", args=[school.sleutel]) in blad


def test_beheer_ziet_wie_te_laat_is(school: School, directeur: Gebruiker) -> None:
    controle.vraag_bevestigingen(nu())
    beheer = GebruikerFactory(rol="beheer")
    later = vandaag() + timedelta(weeks=5)
    assert werkregels(beheer, vandaag(), kalender()) == []
    assert [r.school for r in werkregels(beheer, later, kalender())] == [school.naam]
    assert werkregels(GebruikerFactory(rol="schooldirecteur"), later, kalender()) == []


def test_twee_open_vragen_weigert_de_database(school: School) -> None:
    Toegangscontrole.objects.create(school=school, gevraagd_op=nu(), uiterste_datum=vandaag())
    with pytest.raises(IntegrityError), transaction.atomic():
        Toegangscontrole.objects.create(school=school, gevraagd_op=nu(), uiterste_datum=vandaag())
    with pytest.raises(IntegrityError), transaction.atomic():
        Toegangscontrole.objects.update(bevestigd_op=nu())


# --- silence -----------------------------------------------------------------------------------------------


def stil(dagen: int, **anders: Any) -> Gebruiker:
    """An account that was made and last used so many days ago."""
    wie = GebruikerFactory(**({"rol": "school"} | anders))
    toen = nu() - timedelta(days=dagen)
    Gebruiker.objects.filter(pk=wie.pk).update(date_joined=toen, last_login=toen)
    return wie


def aan(wie: Gebruiker) -> bool:
    return Gebruiker.objects.get(pk=wie.pk).is_active


def test_eerst_een_waarschuwing_dan_uit(voer_opdrachten_uit: Any) -> None:
    wie, actief = stil(340), stil(300)
    assert stilte.sluit_stille_accounts(nu()) == (1, 0)
    assert stilte.sluit_stille_accounts(nu()) == (0, 0), "the task may run twice"
    voer_opdrachten_uit()
    assert [bericht.to for bericht in mail.outbox] == [[wie.email]]
    assert wie.naam not in str(mail.outbox[0].message())
    assert stilte.sluit_stille_accounts(nu() + timedelta(weeks=4)) == (0, 0)
    assert stilte.sluit_stille_accounts(nu() + timedelta(weeks=4, days=1)) == (0, 1)
    assert stilte.sluit_stille_accounts(nu() + timedelta(weeks=4, days=1)) == (0, 0)
    assert not aan(wie)
    assert aan(actief)
    assert [g.soort for g in Gebeurtenis.objects.van(wie)] == [
        "account uitgezet",
        "gewaarschuwd wegens stilte",
    ]


def test_wie_na_de_waarschuwing_inlogt_blijft() -> None:
    wie = stil(340)
    stilte.sluit_stille_accounts(nu())
    Gebruiker.objects.filter(pk=wie.pk).update(last_login=nu() + timedelta(days=3))
    assert stilte.sluit_stille_accounts(nu() + timedelta(weeks=6)) == (0, 0)
    assert stilte.sluit_stille_accounts(nu() + timedelta(days=345)) == (1, 0), "a new silence, a new warning"
    assert aan(wie)


def test_een_lopende_sessie_van_een_stil_account_eindigt() -> None:
    wie = stil(340, username="stil")
    sessie = Client()
    log_in(sessie, "stil")
    stilte.sluit_stille_accounts(nu() + timedelta(days=340))
    stilte.sluit_stille_accounts(nu() + timedelta(days=380))
    assert not aan(wie)
    assert sessie.get(reverse("start")).status_code == 302


def test_de_laatste_beheerder_blijft() -> None:
    eerste, tweede = stil(340, rol="beheer"), stil(340, rol="beheer")
    for dagen in (0, 40, 41):
        stilte.sluit_stille_accounts(nu() + timedelta(days=dagen))
    assert [aan(eerste), aan(tweede)].count(True) == 1


def test_demo_accounts_vallen_er_niet_onder() -> None:
    stil(900, is_demo=True)
    assert stilte.sluit_stille_accounts(nu()) == (0, 0)


def test_aanzetten_begint_opnieuw_te_tellen() -> None:
    wie = stil(340)
    for dagen in (0, 40):
        stilte.sluit_stille_accounts(nu() + timedelta(days=dagen))
    beheer, later = GebruikerFactory(rol="beheer"), nu() + timedelta(days=50)
    gebruikers.zet_aan(gebruiker=Gebruiker.objects.get(pk=wie.pk), door=beheer, op=later)
    assert stilte.sluit_stille_accounts(later + timedelta(days=300)) == (1, 0), (
        "only beheer itself was silent"
    )
    assert aan(wie)


def test_de_school_haalt_een_stil_account_terug(school: School, directeur: Gebruiker) -> None:
    wie = stil(340)
    Gebruiker.objects.filter(pk=wie.pk).update(is_active=False, stil_uitgezet_op=nu())
    rij = services.nodig_uit(school=school, email=wie.email, rol="school", door=directeur, op=nu())
    assert Client().post(services.pad_van(rij)).status_code == 302
    wie = Gebruiker.objects.get(pk=wie.pk)
    assert wie.is_active
    assert wie.stil_uitgezet_op is None
    assert school.pk in wie.school_ids


def test_zonder_normen_gebeurt_er_niets(school: School, directeur: Gebruiker) -> None:
    Norm.objects.all().delete()
    stil(900)
    tasks.controleer_toegang()
    assert not Toegangscontrole.objects.exists()
    assert not Bericht.objects.exists()


def test_stil_en_toch_aan_weigert_de_database() -> None:
    wie = GebruikerFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Gebruiker.objects.filter(pk=wie.pk).update(stil_uitgezet_op=nu())
