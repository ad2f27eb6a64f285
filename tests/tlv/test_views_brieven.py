"""The letters of a decision as the SWV sends them, and the objection that may follow."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from leerlingen.models import Betrokkene
from swv.enums import Opdrachtstatus
from swv.models import Inzage, Opdracht
from tests.tlv import factories
from tests.tlv.factories import DAG, Rolverdeling, na
from tlv import services
from tlv.documents import opdrachtsleutel
from tlv.enums import Besluitstatus
from tlv.models import Aanvraag, Besluit, Bezwaar, Brief

Als = Callable[..., Client]


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def administratie(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.administratie)


@pytest.fixture
def directeur(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.directeur)


def adres(naam: str, aanvraag: Aanvraag, *meer: Any) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel, *meer])


def pagina(client: Client, aanvraag: Aanvraag) -> str:
    return client.get(adres("aanvraag", aanvraag)).content.decode()


# --- letters ----------------------------------------------------------------------------------------


def test_elke_brief_wordt_apart_vastgelegd(rollen: Rolverdeling, administratie: Client) -> None:
    besluit = factories.besluit(rollen)
    factories.maak_brieven(besluit)
    brieven = list(besluit.brieven.order_by("id"))

    eerste = administratie.post(
        reverse("tlv:verzonden", args=[brieven[0].sleutel]), {"verzonden_op": "2026-11-03"}, follow=True
    )
    besluit.refresh_from_db()
    tussen = besluit.status
    for brief in brieven[1:]:
        administratie.post(reverse("tlv:verzonden", args=[brief.sleutel]), {"verzonden_op": "2026-11-03"})

    assert "verzonden op 3 november 2026" in eerste.content.decode()
    besluit.refresh_from_db()
    assert (tussen, besluit.status) == (Besluitstatus.GENOMEN, Besluitstatus.BEKENDGEMAAKT)
    assert besluit.bezwaar_uiterste_datum == date(2026, 12, 15)


@pytest.mark.parametrize("dag", ["2026-11-01", "2026-11-30", "geen dag"])
def test_een_onmogelijke_verzenddag_wordt_geweigerd(
    dag: str, rollen: Rolverdeling, administratie: Client
) -> None:
    besluit = factories.besluit(rollen)
    factories.maak_brieven(besluit)
    brief = besluit.brieven.first()
    assert brief is not None

    antwoord = administratie.post(
        reverse("tlv:verzonden", args=[brief.sleutel]), {"verzonden_op": dag}, follow=True
    )

    assert "melding-fout" in antwoord.content.decode()
    brief.refresh_from_db()
    assert brief.verzonden_op is None


def zet_opdracht(brief: Brief, **velden: Any) -> None:
    Opdracht.objects.filter(uniek=opdrachtsleutel(brief)).update(**velden)


def test_de_brieven_verversen_zolang_ze_gemaakt_worden(
    rollen: Rolverdeling, als: Als, op_moment: Any
) -> None:
    besluit = factories.besluit(rollen, op=na(1), door=rollen.directeur)
    administratie = als(rollen.administratie)
    kaart = adres("brieven", besluit.aanvraag)

    bezig = pagina(administratie, besluit.aanvraag)
    fragment = administratie.get(kaart, headers={"HX-Request": "true"}).content.decode()
    with op_moment(na(2)):
        later = pagina(als(rollen.administratie), besluit.aanvraag)

    assert f'hx-get="{kaart}"' in bezig
    assert "every 3s" in fragment
    assert fragment.strip() in bezig  # a fragment equals the same part after reloading
    assert "every 3s" not in later  # a worker that stays away is not asked for ever
    assert "Ververs deze pagina" in later


def test_een_mislukte_brief_kan_opnieuw(rollen: Rolverdeling, administratie: Client) -> None:
    besluit = factories.besluit(rollen)
    brief = besluit.brieven.order_by("id").first()
    assert brief is not None
    zet_opdracht(brief, status=Opdrachtstatus.MISLUKT, pogingen=3)

    inhoud = pagina(administratie, besluit.aanvraag)
    administratie.post(reverse("tlv:brief_opnieuw", args=[brief.sleutel]))

    assert "maken is mislukt" in inhoud
    assert "Opnieuw maken" in inhoud
    assert Opdracht.objects.get(uniek=opdrachtsleutel(brief)).status == Opdrachtstatus.WACHT


def test_zonder_pango_wacht_de_brief_zichtbaar(rollen: Rolverdeling, administratie: Client) -> None:
    besluit = factories.besluit(rollen)
    for brief in besluit.brieven.all():
        zet_opdracht(brief, laatste_fout="Pango ontbreekt")

    assert "wacht tot dit systeem PDF&#x27;s kan maken" in pagina(administratie, besluit.aanvraag)


def test_een_brief_zonder_adres_wijst_de_weg(rollen: Rolverdeling, administratie: Client) -> None:
    ouder = Betrokkene.objects.get(naam="Ouder Twee")
    adresdelen = ouder.straat, ouder.postcode, ouder.plaats
    Betrokkene.objects.filter(pk=ouder.pk).update(straat="", postcode="", plaats="")
    besluit = factories.besluit(rollen)
    brief = besluit.brieven.get(betrokkene=ouder)
    over = reverse("tlv:brief_adres", args=[brief.sleutel])

    inhoud = pagina(administratie, besluit.aanvraag)
    nog_niet = administratie.post(over, follow=True).content.decode()
    straat, postcode, plaats = adresdelen
    Betrokkene.objects.filter(pk=ouder.pk).update(straat=straat, postcode=postcode, plaats=plaats)
    gelukt = administratie.post(over, follow=True).content.decode()

    assert "adres ontbreekt" in inhoud
    assert "Adres overnemen" in inhoud
    assert "ontbreekt nog in het dossier" in nog_niet
    assert "Het adres is overgenomen" in gelukt
    assert Opdracht.objects.filter(uniek=opdrachtsleutel(brief)).exists()


def test_een_brief_zonder_bestand_bestaat_nog_niet(rollen: Rolverdeling, administratie: Client) -> None:
    brief = factories.besluit(rollen).brieven.first()
    assert brief is not None

    assert administratie.get(reverse("tlv:brief", args=[brief.sleutel])).status_code == 404


def test_alleen_wie_verzendt_legt_verzending_vast(rollen: Rolverdeling, directeur: Client) -> None:
    besluit = factories.besluit(rollen)
    factories.maak_brieven(besluit)
    brief = besluit.brieven.first()
    assert brief is not None

    assert "Is verzonden" not in pagina(directeur, besluit.aanvraag)
    for naam in ("verzonden", "brief_adres", "brief_opnieuw"):
        assert directeur.post(reverse(f"tlv:{naam}", args=[brief.sleutel])).status_code == 403


# --- objection --------------------------------------------------------------------------------------


def in_bezwaar(rollen: Rolverdeling) -> Bezwaar:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    return services.bezwaar_registreren(
        besluit=besluit, indiener="Ouder Een", ontvangen_op=DAG, door=rollen.administratie, op=na(0)
    )


def test_bezwaar_vastleggen(rollen: Rolverdeling, administratie: Client) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    velden = {"indiener": "Ouder Een", "ontvangen_op": "2026-11-03"}

    fout = administratie.post(adres("bezwaar", besluit.aanvraag), {**velden, "ontvangen_op": "2026-12-24"})
    goed = administratie.post(adres("bezwaar", besluit.aanvraag), velden, follow=True)

    assert fout.status_code == 422
    assert "Ouder Een" in fout.content.decode()
    assert "Bezwaar van Ouder Een" in goed.content.decode()
    aanvraag = administratie.get(adres("aanvraag", besluit.aanvraag)).content.decode()
    assert "Er loopt een bezwaar. Beslis daarop uiterlijk" in aanvraag
    assert "Hoe is deze datum berekend?" in aanvraag


@pytest.mark.parametrize(
    ("uitkomst", "status"),
    [
        ("ongegrond", Besluitstatus.BEKENDGEMAAKT),
        ("gegrond", Besluitstatus.HERROEPEN),
        ("ingetrokken", Besluitstatus.BEKENDGEMAAKT),
    ],
)
def test_bezwaar_beeindigen(uitkomst: str, status: str, rollen: Rolverdeling, administratie: Client) -> None:
    bezwaar = in_bezwaar(rollen)
    aanvraag = bezwaar.besluit.aanvraag

    services.bezwaar_doorzenden(bezwaar=bezwaar, doorgezonden_op=DAG, door=rollen.administratie, op=na(1))
    velden = {"uitkomst": uitkomst, "verzonden_op": DAG.isoformat(), "toelichting": "Zie de beslissing."}

    antwoord = administratie.post(adres("bezwaar_afhandelen", aanvraag, bezwaar.sleutel), velden, follow=True)

    assert "Het einde van het bezwaar is vastgelegd." in antwoord.content.decode()
    assert Besluit.objects.get().status == status


def test_een_bezwaar_van_een_andere_aanvraag_is_404(rollen: Rolverdeling, administratie: Client) -> None:
    bezwaar = in_bezwaar(rollen)
    andere = factories.ingediend(factories.rolverdeling())

    assert administratie.get(adres("bezwaar_afhandelen", andere, bezwaar.sleutel)).status_code == 404


def test_een_download_van_een_brief_is_een_inzage(
    rollen: Rolverdeling, als: Als, voer_opdrachten_uit: Any
) -> None:
    besluit = factories.besluit(rollen, op=na(1))
    voer_opdrachten_uit()
    brief = besluit.brieven.get(geadresseerde="bevoegd_gezag")

    antwoord = als(rollen.administratie).get(reverse("tlv:brief", args=[brief.sleutel]))

    assert b"".join(antwoord.streaming_content)[:5] == b"%PDF-"  # type: ignore[arg-type]
    assert Inzage.objects.latest("id").soort == "download"
