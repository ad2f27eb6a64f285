"""Beheer makes accounts, gives roles, switches off and helps who lost the second factor."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from swv import gebruikers
from swv.klok import nu
from swv.models import Gebeurtenis, Gebruiker
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import WACHTWOORD, GebruikerFactory, SchoolFactory
from tests.swv.test_aanmelden import log_in

pytestmark = pytest.mark.django_db
NIEUW = {"naam": "Nieuwe Collega", "functie": "Ib'er", "email": "nieuw@proef.invalid", "username": "nieuw"}


@pytest.fixture
def beheer() -> Gebruiker:
    return GebruikerFactory(rol="beheer", username="baas")


@pytest.fixture
def client(als: Any, beheer: Gebruiker) -> Client:
    """Beheer, who just typed the password again."""
    client: Client = als(beheer)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    return client


def test_nieuw_account_kiest_zelf_een_wachtwoord(client: Client, voer_opdrachten_uit: Any) -> None:
    antwoord = client.post(reverse("gebruiker_nieuw"), NIEUW)
    wie = Gebruiker.objects.get(username="nieuw")
    assert antwoord.headers["Location"] == reverse("gebruiker", args=[wie.sleutel])
    assert not wie.has_usable_password()
    voer_opdrachten_uit()
    [bericht] = mail.outbox
    assert wie.naam not in str(bericht.message())
    pad = re.search(r"http://[^/]+(\S+)", str(bericht.body))[1]  # type: ignore[index]
    nieuweling = Client()
    formulier = nieuweling.get(pad, follow=True)
    nieuweling.post(formulier.wsgi_request.path, {"password1": WACHTWOORD, "password2": WACHTWOORD})
    assert log_in(Client(), "nieuw").headers["Location"] == reverse("start")


@pytest.mark.parametrize(
    ("veld", "waarde"), [("username", "BAAS"), ("email", "BAAS@proef.invalid"), ("email", "")]
)
def test_naam_en_mailadres_zijn_uniek(client: Client, veld: str, waarde: str) -> None:
    antwoord = client.post(reverse("gebruiker_nieuw"), NIEUW | {veld: waarde})
    assert antwoord.status_code == 422
    assert Gebruiker.objects.count() == 1


def test_formulier_zet_geen_andere_velden(client: Client) -> None:
    """Mass assignment (eisen.md S3): what is not in the form cannot be set."""
    client.post(
        reverse("gebruiker_nieuw"),
        NIEUW | {"is_superuser": "1", "is_demo": "1", "password": "x", "is_active": ""},
    )
    wie = Gebruiker.objects.get(username="nieuw")
    assert (wie.is_superuser, wie.is_demo, wie.is_active, wie.has_usable_password()) == (
        False,
        False,
        True,
        False,
    )


def test_rol_geven_en_beeindigen(client: Client) -> None:
    wie, school = GebruikerFactory(), SchoolFactory()
    adres = reverse("rol_geven", args=[wie.sleutel])
    client.post(adres, {"rol": "school", "school": school.pk, "geldig_vanaf": "2026-01-01"})
    rij = wie.roltoekenningen.get()
    assert (rij.rol, rij.school) == ("school", school)
    bladzijde = client.get(reverse("gebruiker", args=[wie.sleutel])).content.decode()
    assert school.naam in bladzijde
    client.post(reverse("rol_beeindigen", args=[wie.sleutel, rij.pk]))
    rij.refresh_from_db()
    assert rij.geldig_tot_en_met is not None


@pytest.mark.parametrize(
    "gegevens",
    [
        {"rol": "school"},
        {"rol": "bestuur"},
        {"rol": "directeur", "met_school": True},
        {"rol": "directeur", "geldig_tot_en_met": "2025-12-31"},
        {"rol": "bestaat-niet"},
    ],
)
def test_rol_die_niet_klopt(client: Client, gegevens: dict[str, Any]) -> None:
    wie = GebruikerFactory()
    if gegevens.pop("met_school", False):
        gegevens["school"] = SchoolFactory().pk
    antwoord = client.post(
        reverse("rol_geven", args=[wie.sleutel]), {"geldig_vanaf": "2026-01-01"} | gegevens
    )
    assert antwoord.status_code == 422
    assert not wie.roltoekenningen.exists()


def test_fg_naast_beheer_zegt_waarom_niet(client: Client) -> None:
    wie = GebruikerFactory(rol="fg")
    antwoord = client.post(
        reverse("rol_geven", args=[wie.sleutel]), {"rol": "beheer", "geldig_vanaf": "2026-01-01"}
    )
    assert antwoord.status_code == 422
    assert "nooit een account" in antwoord.content.decode()


def test_macht_wijzigen_vraagt_eerst_om_het_wachtwoord(als: Any, beheer: Gebruiker) -> None:
    """ASVS 7.5.3: an open laptop is not enough."""
    wie = GebruikerFactory()
    client = als(beheer)
    adres = reverse("gebruiker_actie", args=[wie.sleutel, "uit"])
    antwoord = client.post(adres)
    assert antwoord.headers["Location"].startswith(reverse("account_reauthenticate"))
    wie.refresh_from_db()
    assert wie.is_active
    client.post(antwoord.headers["Location"], {"password": WACHTWOORD})
    client.post(adres)
    wie.refresh_from_db()
    assert not wie.is_active


def test_uitzetten_is_meteen_voelbaar_en_terug_te_draaien(client: Client) -> None:
    GebruikerFactory(rol="school", username="weg")
    wie = Gebruiker.objects.get(username="weg")
    sessie = Client()
    log_in(sessie, "weg")
    assert sessie.get(reverse("start")).status_code == 200
    client.post(reverse("gebruiker_actie", args=[wie.sleutel, "uit"]))
    assert sessie.get(reverse("start")).status_code == 302
    client.post(reverse("gebruiker_actie", args=[wie.sleutel, "aan"]))
    assert log_in(Client(), "weg").headers["Location"] == reverse("start")
    assert sessie.get(reverse("start")).status_code == 302, "the old session stays dead"
    assert [g.soort for g in Gebeurtenis.objects.van(wie)] == ["account aangezet", "account uitgezet"]


def test_link_opnieuw_sturen(client: Client, voer_opdrachten_uit: Any) -> None:
    wie = GebruikerFactory()
    client.post(reverse("gebruiker_actie", args=[wie.sleutel, "link"]))
    voer_opdrachten_uit()
    assert [bericht.to for bericht in mail.outbox] == [[wie.email]]


def test_eigen_account_wijzigt_een_beheerder_niet(client: Client, beheer: Gebruiker) -> None:
    for naam in ("uit", "aan"):
        assert client.post(reverse("gebruiker_actie", args=[beheer.sleutel, naam])).status_code == 403
    beheer.refresh_from_db()
    assert beheer.is_active


@pytest.mark.parametrize("rol", ["administratie", "coordinator", "directeur", "fg", "school", "bestuur"])
def test_alleen_beheer_beheert(als: Any, rol: str) -> None:
    wie, client = GebruikerFactory(), als(GebruikerFactory(rol=rol))
    assert client.get(reverse("gebruikers")).status_code == 403
    assert client.post(reverse("gebruiker_actie", args=[wie.sleutel, "uit"])).status_code == 403
    with pytest.raises(NietToegestaan):
        gebruikers.zet_uit(gebruiker=wie, door=GebruikerFactory(rol=rol), op=nu())


def test_zoeken_zet_geen_naam_in_het_adres(client: Client) -> None:
    GebruikerFactory(naam="Zwartkop"), GebruikerFactory(naam="Roodhaar")
    antwoord = client.post(reverse("gebruikers"), {"q": "zwart"}, follow=True)
    adres = antwoord.redirect_chain[-1][0]
    assert "zwart" not in adres
    assert "Zwartkop" in antwoord.content.decode()
    assert "Roodhaar" not in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijst_kost_een_vast_aantal_vragen(
    client: Client, aantal: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(aantal):
        GebruikerFactory(rollen=["ect", "coordinator"])
    client.get(reverse("start"))
    with django_assert_max_num_queries(8):
        client.get(reverse("gebruikers"))


# --- the mails of the demo -------------------------------------------------------------------


def test_mailpagina_toont_wat_de_demo_verstuurde(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.SWV_DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for onderwerp in ("Eerste onderwerp", "Tweede <b>onderwerp</b>"):
        mail.EmailMessage(
            onderwerp,
            "Kijk op http://127.0.0.1/pad/ — tot ziens, ë.",
            to=["iemand@proef.invalid"],
            connection=mail.get_connection(
                "django.core.mail.backends.filebased.EmailBackend", file_path=tmp_path
            ),
        ).send()
    bladzijde = client.get(reverse("mail")).content.decode()
    assert 'href="http://127.0.0.1/pad/"' in bladzijde
    assert "Tweede &lt;b&gt;onderwerp&lt;/b&gt;" in bladzijde
    assert "tot ziens, ë." in bladzijde


def test_mailpagina_bestaat_alleen_in_de_demo(
    client: Client, spelers: Spelers, als: Any, settings: Any
) -> None:
    assert client.get(reverse("mail")).status_code == 404
    settings.SWV_DEMO = True
    assert als(spelers.medewerker).get(reverse("mail")).status_code == 403
