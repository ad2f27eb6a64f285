"""A school manages its own access: invite, accept by a link that no scanner can burn, end at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from swv import maillink
from swv.collegas import services
from swv.klok import nu, vandaag
from swv.middleware import LogMiddleware
from swv.models import Gebeurtenis, Gebruiker, School, Uitnodiging
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from tests.factories import (
    BEGIN,
    WACHTWOORD,
    GebruikerFactory,
    NormFactory,
    RoltoekenningFactory,
    SchoolFactory,
)
from tests.swv.test_aanmelden import log_in

pytestmark = pytest.mark.django_db
ADRES = "nieuwe.collega@school.invalid"
ACCOUNT = {
    "naam": "Nieuwe Collega",
    "functie": "Ib'er",
    "password1": "een lange zin als wachtwoord",
    "password2": "een lange zin als wachtwoord",
}


@pytest.fixture(autouse=True)
def norm() -> None:
    NormFactory(code="toegang.uitnodiging", waarde=14, eenheid="dagen", startmoment="geen")


@pytest.fixture
def school() -> School:
    return SchoolFactory()


@pytest.fixture
def directeur(school: School) -> Gebruiker:
    return GebruikerFactory(rol="schooldirecteur", school=school, username="dir", naam="De Directeur")


@pytest.fixture
def client(als: Any, directeur: Gebruiker) -> Client:
    """The directeur, who just typed the password again."""
    return bevestigd(als, directeur)


def bevestigd(als: Any, wie: Gebruiker) -> Client:
    client: Client = als(wie)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    return client


def nodig_uit(school: School, door: Gebruiker, email: str = ADRES, rol: str = "school") -> Uitnodiging:
    return services.nodig_uit(school=school, email=email, rol=rol, door=door, op=nu())


def pad_in_mail() -> str:
    return str(re.search(r"http://[^/]+(\S+)", str(mail.outbox[-1].body))[1])  # type: ignore[index]


# --- the whole road ---------------------------------------------------------------------------------


def test_van_uitnodiging_tot_inloggen(
    client: Client, school: School, directeur: Gebruiker, voer_opdrachten_uit: Any
) -> None:
    adres = reverse("collega_uitnodigen", args=[school.sleutel])
    client.post(adres, {"email": ADRES, "rol": "school"})
    voer_opdrachten_uit()
    [bericht] = mail.outbox
    assert bericht.to == [ADRES]
    for woord in (school.naam, directeur.naam, ADRES):
        assert woord not in f"{bericht.subject} {bericht.body}"
    pad = pad_in_mail()
    for _ in range(5):  # a mail scanner opens it, a preview opens it, the reader opens it
        assert Client().get(pad).status_code == 200
        assert Client().head(pad).status_code == 200
    assert not Gebruiker.objects.filter(email=ADRES).exists()
    antwoord = Client().post(pad, ACCOUNT)
    assert antwoord.headers["Location"] == reverse("account_login")
    wie = Gebruiker.objects.get(email=ADRES)
    rol = wie.roltoekenningen.get()
    assert (wie.naam, wie.functie, rol.rol, rol.school) == ("Nieuwe Collega", "Ib'er", "school", school)
    assert rol.toegekend_door == directeur
    nieuw = Client()
    antwoord = log_in(nieuw, ADRES, ACCOUNT["password1"])
    assert antwoord.headers["Location"] == reverse("start")
    assert nieuw.get(reverse("start")).status_code == 200


def test_link_werkt_eenmaal_per_post(school: School, directeur: Gebruiker) -> None:
    pad = services.pad_van(nodig_uit(school, directeur))
    assert Client().post(pad, ACCOUNT).status_code == 302
    for vraag in (Client().get, Client().post):
        antwoord = vraag(pad, ACCOUNT)
        assert antwoord.status_code == 410
        assert "werkt niet meer" in antwoord.content.decode()
    assert Gebruiker.objects.filter(email=ADRES).count() == 1


def test_link_verloopt_na_de_laatste_dag(school: School, directeur: Gebruiker) -> None:
    rij = nodig_uit(school, directeur)
    assert rij.geldig_tot_en_met == vandaag() + timedelta(days=14)
    pad = services.pad_van(rij)
    with time_machine.travel(nu() + timedelta(days=14)):
        assert Client().get(pad).status_code == 200
    with time_machine.travel(nu() + timedelta(days=15)):
        assert Client().get(pad).status_code == 410
        assert Client().post(pad, ACCOUNT).status_code == 410


def test_opnieuw_sturen_maakt_de_oude_link_waardeloos(
    client: Client, school: School, directeur: Gebruiker, voer_opdrachten_uit: Any
) -> None:
    rij = nodig_uit(school, directeur)
    oud = services.pad_van(rij)
    adres = reverse("uitnodiging_opnieuw", args=[rij.sleutel])
    client.post(adres)
    rij.refresh_from_db()
    assert rij.ronde == 1, "within a minute nothing is sent twice"
    with time_machine.travel(nu() + timedelta(minutes=2)):
        client.post(adres)
        voer_opdrachten_uit()
    assert Client().get(oud).status_code == 410
    assert Client().get(pad_in_mail()).status_code == 200
    assert len(mail.outbox) == 1, "the job of the first round had nothing to send any more"


def test_ingetrokken_uitnodiging(client: Client, school: School, directeur: Gebruiker) -> None:
    rij = nodig_uit(school, directeur)
    client.post(reverse("uitnodiging_intrekken", args=[rij.sleutel]))
    assert Client().post(services.pad_van(rij), ACCOUNT).status_code == 410
    assert client.post(reverse("uitnodiging_intrekken", args=[rij.sleutel])).status_code == 403
    assert [g.soort for g in Gebeurtenis.objects.van(rij)] == ["uitnodiging ingetrokken", "uitgenodigd"]


def test_uitnodiging_van_wie_zelf_weg_is_geldt_niet(school: School, directeur: Gebruiker) -> None:
    """Someone who is ended must not leave doors open."""
    pad = services.pad_van(nodig_uit(school, directeur))
    directeur.roltoekenningen.update(geldig_tot_en_met=vandaag() - timedelta(days=1))
    assert Client().get(pad).status_code == 410
    assert Client().post(pad, ACCOUNT).status_code == 410


@pytest.mark.parametrize("woord", ["x", "~", "a" * 300, "00000000000000000000000000000000.1~abc"])
def test_geraden_link(woord: str) -> None:
    assert Client().get(reverse("uitnodiging", args=[woord])).status_code == 410


def test_woord_van_een_ander_doel_opent_niets(school: School, directeur: Gebruiker) -> None:
    rij = nodig_uit(school, directeur)
    vreemd = maillink.maak("iets anders", rij.sleutel)
    assert Client().get(reverse("uitnodiging", args=[vreemd])).status_code == 410


# --- who already has an account -----------------------------------------------------------------------


def test_bestaand_account_krijgt_de_school_erbij_en_houdt_zijn_wachtwoord(
    school: School, directeur: Gebruiker
) -> None:
    wie = GebruikerFactory(rol="school", email=ADRES, naam="Bekende")
    pad = services.pad_van(nodig_uit(school, directeur, email=ADRES.upper()))
    assert "password1" not in Client().get(pad).content.decode()
    Client().post(pad, ACCOUNT)
    wie = Gebruiker.objects.get(pk=wie.pk)
    assert wie.check_password(WACHTWOORD)
    assert wie.naam == "Bekende"
    assert school.pk in wie.school_ids
    assert len(wie.school_ids) == 2


def test_uitgezet_account_komt_niet_terug_door_een_uitnodiging(school: School, directeur: Gebruiker) -> None:
    GebruikerFactory(email=ADRES, is_active=False)
    antwoord = Client().post(services.pad_van(nodig_uit(school, directeur)))
    assert antwoord.status_code == 410
    assert services.ACCOUNT_UIT in antwoord.content.decode()
    assert not Gebruiker.objects.get(email=ADRES).roltoekenningen.exists()


def test_uitnodigen_verraadt_niet_of_er_een_account_is(client: Client, school: School) -> None:
    GebruikerFactory(rol="coordinator", email="bekend@swv.invalid")
    adres = reverse("collega_uitnodigen", args=[school.sleutel])
    antwoorden = [
        client.post(adres, {"email": email, "rol": "school"}, follow=True)
        for email in ("bekend@swv.invalid", "onbekend@swv.invalid")
    ]
    bladen = [re.search(r'id="meldingen".*?</div>', a.content.decode(), re.DOTALL)[0] for a in antwoorden]  # type: ignore[index]
    assert bladen[0] == bladen[1]


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gegevens", "fout"),
    [
        ({"email": "geen adres", "rol": "school"}, "geen e-mailadres"),
        ({"email": ADRES}, "Kies wat uw collega doet"),
        ({"email": ADRES, "rol": "directeur"}, "geldige keuze"),
        ({"email": ADRES, "rol": "beheer"}, "geldige keuze"),
    ],
)
def test_uitnodiging_die_niet_klopt(
    client: Client, school: School, gegevens: dict[str, str], fout: str
) -> None:
    antwoord = client.post(reverse("collega_uitnodigen", args=[school.sleutel]), gegevens)
    assert antwoord.status_code == 422
    assert fout in antwoord.content.decode()
    assert not Uitnodiging.objects.exists()


def test_geen_tweede_open_uitnodiging(school: School, directeur: Gebruiker) -> None:
    nodig_uit(school, directeur)
    with pytest.raises(NietToegestaan, match="al een uitnodiging"):
        nodig_uit(school, directeur, email=ADRES.upper())


def test_wie_al_toegang_heeft_hoeft_geen_uitnodiging(school: School, directeur: Gebruiker) -> None:
    GebruikerFactory(rol="school", school=school, email=ADRES)
    with pytest.raises(NietToegestaan, match="al toegang"):
        nodig_uit(school, directeur)


def test_niet_onbegrensd_uitnodigen(school: School, directeur: Gebruiker) -> None:
    for nummer in range(services.MAX_OPEN):
        nodig_uit(school, directeur, email=f"nr{nummer}@school.invalid")
    with pytest.raises(NietToegestaan, match="Trek eerst"):
        nodig_uit(school, directeur)


@pytest.mark.parametrize("rol", sorted(set(ROLLEN) - {"schooldirecteur", "beheer"}))
def test_andere_rollen_nodigen_niemand_uit(school: School, rol: str) -> None:
    with pytest.raises(NietToegestaan):
        nodig_uit(school, GebruikerFactory(rol=rol, school=school))


def test_directeur_van_een_andere_school(als: Any, school: School) -> None:
    vreemd = GebruikerFactory(rol="schooldirecteur")
    with pytest.raises(NietToegestaan, match="eigen school"):
        nodig_uit(school, vreemd)
    client = bevestigd(als, vreemd)
    assert client.get(reverse("collegas_school", args=[school.sleutel])).status_code == 404
    collega = GebruikerFactory(rol="school", school=school)
    assert client.post(reverse("collega_einde", args=[school.sleutel, collega.sleutel])).status_code == 404


def test_ook_met_een_gewone_rol_op_een_andere_school(school: School) -> None:
    """A right counts only at the school whose role carries it."""
    wie = GebruikerFactory(rol="schooldirecteur")
    RoltoekenningFactory(gebruiker=wie, rol="school", school=school, geldig_vanaf=BEGIN)
    with pytest.raises(NietToegestaan, match="eigen school"):
        nodig_uit(school, wie)


def test_beheer_doet_het_voor_elke_school(als: Any, school: School) -> None:
    client = bevestigd(als, GebruikerFactory(rol="beheer"))
    assert school.naam in client.get(reverse("collegas")).content.decode()
    client.post(
        reverse("collega_uitnodigen", args=[school.sleutel]), {"email": ADRES, "rol": "schooldirecteur"}
    )
    pad = services.pad_van(Uitnodiging.objects.get())
    Client().post(pad, ACCOUNT)
    assert Gebruiker.objects.get(email=ADRES).roltoekenningen.get().rol == "schooldirecteur"


def test_zwak_wachtwoord_en_twee_verschillende(school: School, directeur: Gebruiker) -> None:
    pad = services.pad_van(nodig_uit(school, directeur))
    for anders in ({"password2": "iets heel anders 123"}, {"password1": "kort", "password2": "kort"}):
        assert Client().post(pad, ACCOUNT | anders).status_code == 422
    assert not Gebruiker.objects.filter(email=ADRES).exists()


def test_de_uitnodiging_zet_geen_andere_velden(school: School, directeur: Gebruiker) -> None:
    pad = services.pad_van(nodig_uit(school, directeur))
    extra = {"rol": "beheer", "email": "ander@x.invalid", "is_demo": "1", "username": "baas"}
    Client().post(pad, ACCOUNT | extra)
    wie = Gebruiker.objects.get(email=ADRES)
    assert (wie.is_demo, wie.username != "baas", wie.roltoekenningen.get().rol) == (False, True, "school")


# --- ending -------------------------------------------------------------------------------------------------


def test_wie_eindigt_is_er_bij_het_volgende_verzoek_uit(
    client: Client, school: School, directeur: Gebruiker
) -> None:
    wie = GebruikerFactory(rol="school", school=school, username="weg")
    sessie = Client()
    log_in(sessie, "weg")
    assert sessie.get(reverse("start")).status_code == 200
    client.post(reverse("collega_einde", args=[school.sleutel, wie.sleutel]))
    antwoord = sessie.get(reverse("start"))
    assert antwoord.status_code == 302
    assert antwoord.headers["Location"].startswith(reverse("account_login"))
    log_in(sessie, "weg")
    assert sessie.get(reverse("start")).status_code == 403, "logging in again opens nothing"
    [gebeurtenis] = Gebeurtenis.objects.van(wie)
    assert (gebeurtenis.soort, gebeurtenis.door) == ("rol beëindigd", directeur)


def test_wie_nog_een_school_heeft_houdt_die(client: Client, school: School) -> None:
    wie = GebruikerFactory(rol="school", school=school, username="twee")
    andere = RoltoekenningFactory(gebruiker=wie, rol="school", school=SchoolFactory(), geldig_vanaf=BEGIN)
    sessie = Client()
    log_in(sessie, "twee")
    client.post(reverse("collega_einde", args=[school.sleutel, wie.sleutel]))
    assert sessie.get(reverse("start")).status_code == 200
    assert Gebruiker.objects.get(pk=wie.pk).school_ids == [andere.school_id]


def test_tweede_keer_beeindigen_doet_niets(client: Client, school: School) -> None:
    wie = GebruikerFactory(rol="school", school=school)
    adres = reverse("collega_einde", args=[school.sleutel, wie.sleutel])
    for _ in range(2):
        assert client.post(adres).status_code == 302
    assert Gebeurtenis.objects.van(wie).count() == 1


def test_eigen_toegang_eindigt_men_niet_zelf(client: Client, school: School, directeur: Gebruiker) -> None:
    assert client.post(reverse("collega_einde", args=[school.sleutel, directeur.sleutel])).status_code == 403
    assert Gebruiker.objects.get(pk=directeur.pk).school_ids == [school.pk]


def test_de_directeur_komt_niet_aan_rollen_van_het_swv(client: Client, school: School) -> None:
    wie = GebruikerFactory(rol="coordinator")
    assert client.post(reverse("collega_einde", args=[school.sleutel, wie.sleutel])).status_code == 404
    RoltoekenningFactory(gebruiker=wie, rol="school", school=school, geldig_vanaf=BEGIN)
    client.post(reverse("collega_einde", args=[school.sleutel, wie.sleutel]))
    assert Gebruiker.objects.get(pk=wie.pk).rollen == {"coordinator"}


def test_uitnodigen_en_beeindigen_vragen_eerst_om_het_wachtwoord(
    als: Any, school: School, directeur: Gebruiker
) -> None:
    client = als(directeur)
    wie = GebruikerFactory(rol="school", school=school)
    for adres in (
        reverse("collega_uitnodigen", args=[school.sleutel]),
        reverse("collega_einde", args=[school.sleutel, wie.sleutel]),
    ):
        antwoord = client.post(adres, {"email": ADRES, "rol": "school"})
        assert antwoord.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Uitnodiging.objects.exists()
    assert Gebruiker.objects.get(pk=wie.pk).school_ids == [school.pk]


# --- the page and the database -----------------------------------------------------------------------------


def test_wie_een_school_heeft_gaat_er_meteen_heen(client: Client, school: School) -> None:
    assert client.get(reverse("collegas")).headers["Location"] == reverse(
        "collegas_school", args=[school.sleutel]
    )


@pytest.mark.parametrize("aantal", [1, 3])
def test_pagina_kost_een_vast_aantal_vragen(
    client: Client, school: School, directeur: Gebruiker, aantal: int, django_assert_max_num_queries: Any
) -> None:
    for nummer in range(aantal):
        GebruikerFactory(rol="school", school=school)
        nodig_uit(school, directeur, email=f"nr{nummer}@school.invalid")
    adres = reverse("collegas_school", args=[school.sleutel])
    client.get(adres)
    with django_assert_max_num_queries(14):
        client.get(adres)


@pytest.mark.parametrize("aantal", [1, 3])
def test_overzicht_kost_een_vast_aantal_vragen(
    als: Any, aantal: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(aantal):
        GebruikerFactory(rol="school")
    client = als(GebruikerFactory(rol="beheer"))
    client.get(reverse("collegas"))
    with django_assert_max_num_queries(10):
        client.get(reverse("collegas"))


@pytest.mark.parametrize("fout", [{"rol": "directeur"}, {"aanvaard_op": nu()}])
def test_wat_de_database_weigert(school: School, directeur: Gebruiker, fout: dict[str, Any]) -> None:
    rij = nodig_uit(school, directeur)
    with pytest.raises(IntegrityError), transaction.atomic():
        Uitnodiging.objects.filter(pk=rij.pk).update(**fout)


def test_twee_open_uitnodigingen_weigert_de_database(school: School, directeur: Gebruiker) -> None:
    nodig_uit(school, directeur)
    tweede = nodig_uit(school, directeur, email="ander@school.invalid")
    with pytest.raises(IntegrityError), transaction.atomic():
        Uitnodiging.objects.filter(pk=tweede.pk).update(email=ADRES.upper())


def test_het_woord_van_de_link_staat_niet_in_het_log() -> None:
    verzoek = RequestFactory().get("/account/uitnodiging/geheimwoord/")
    assert "geheimwoord" not in LogMiddleware.format_request(verzoek)
