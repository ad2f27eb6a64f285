"""Mail at once, once a day or not at all; what is mandatory always goes at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from swv import berichten, dagmail
from swv.enums import Mailkeuze
from swv.klok import nu
from swv.models import Bericht, Gebeurtenis, Gebruiker
from tests.factories import BerichtFactory, GebruikerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def soorten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berichten, "SOORTEN", dict(berichten.SOORTEN))
    berichten.registreer("proef", onderwerp="Er is iets voor u", zin="Er staat iets klaar.")
    berichten.registreer("proef.moet", onderwerp="Dit moet u weten", zin="Lees dit.", verplicht=True)


def wie(keuze: str) -> Gebruiker:
    return GebruikerFactory(rol="school", mailkeuze=keuze)


def stuur(aan: Gebruiker, uniek: str, soort: str = "proef") -> None:
    berichten.stuur(soort, ontvangers=[aan], pad="/", uniek=uniek, op=nu(), kenmerk="2627-0042")


@pytest.mark.parametrize(
    ("keuze", "meteen"), [("meteen", 2), ("dagelijks", 1), ("geen", 1)], ids=lambda w: str(w)
)
def test_wat_er_meteen_gaat(soorten: None, voer_opdrachten_uit: Any, keuze: str, meteen: int) -> None:
    aan = wie(keuze)
    stuur(aan, "a")
    stuur(aan, "b", "proef.moet")
    voer_opdrachten_uit()
    assert len(mail.outbox) == meteen
    assert Bericht.objects.filter(ontvanger=aan).count() == 2, "on the page it always stands"


def test_een_mail_per_dag_zonder_inhoud(soorten: None, voer_opdrachten_uit: Any) -> None:
    aan, niet = wie("dagelijks"), wie("geen")
    for uniek in "abc":
        stuur(aan, uniek)
        stuur(niet, uniek)
    for _ in range(2):
        dagmail.plaats_dagmails(nu())
        voer_opdrachten_uit()
    [bericht] = mail.outbox
    assert bericht.to == [aan.email]
    assert f"{reverse('berichten')}?ongelezen=1" in str(bericht.body)
    for woord in ("2627-0042", "Er is iets voor u", aan.naam):
        assert woord not in f"{bericht.subject} {bericht.body}"
    assert not Bericht.objects.filter(ontvanger=aan, gemaild_op=None).exists()
    dagmail.plaats_dagmails(nu() + timedelta(days=1))
    voer_opdrachten_uit()
    assert len(mail.outbox) == 1, "nothing new, no mail"


def test_wie_alles_las_krijgt_niets(soorten: None, voer_opdrachten_uit: Any) -> None:
    aan = wie("dagelijks")
    stuur(aan, "a")
    dagmail.plaats_dagmails(nu())
    Bericht.objects.update(gelezen_op=nu())
    voer_opdrachten_uit()
    assert mail.outbox == []


def test_wie_weg_is_krijgt_niets(soorten: None, voer_opdrachten_uit: Any) -> None:
    aan = wie("dagelijks")
    stuur(aan, "a")
    dagmail.plaats_dagmails(nu())
    Gebruiker.objects.update(is_active=False)
    voer_opdrachten_uit()
    assert mail.outbox == []


def test_kiezen_op_de_accountpagina(als: Any) -> None:
    aan = wie("meteen")
    client = als(aan)
    assert client.post(reverse("mailkeuze"), {"mailkeuze": "nooit"}).status_code == 422
    for _ in range(2):
        client.post(reverse("mailkeuze"), {"mailkeuze": "dagelijks"})
    aan.refresh_from_db()
    assert aan.mailkeuze == Mailkeuze.DAGELIJKS
    assert [g.soort for g in Gebeurtenis.objects.van(aan)] == ["mailkeuze gewijzigd"]


def test_alleen_ongelezen_tonen(als: Any) -> None:
    aan = wie("meteen")
    BerichtFactory(ontvanger=aan, onderwerp="Al gelezen", gelezen_op=nu())
    BerichtFactory(ontvanger=aan, onderwerp="Nog nieuw")
    tekst = als(aan).get(reverse("berichten") + "?ongelezen=1").content.decode()
    assert "Nog nieuw" in tekst
    assert "Al gelezen" not in tekst
    assert "Al gelezen" in als(aan).get(reverse("berichten")).content.decode()


def test_besluit_en_account_gaan_altijd_meteen() -> None:
    verplicht = {code for code, soort in berichten.SOORTEN.items() if soort.verplicht}
    assert {"tlv.besluit", "account.stil"} <= verplicht


def test_een_andere_keuze_weigert_de_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Gebruiker.objects.filter(pk=wie("meteen").pk).update(mailkeuze="soms")
