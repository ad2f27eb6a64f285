"""The school pages: own schools apart from the rest, search, one school, who is called."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from swv.bladeren import GROOTTE
from swv.enums import Onderwijssoort
from swv.models import Contactpersoon, Gebeurtenis, School
from swv.scholen.selectors import zoek
from tests.factories import GebruikerFactory, SchoolbestuurFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def medewerker():
    return GebruikerFactory(rol="administratie")


@pytest.fixture
def client(als, medewerker) -> Client:
    return als(medewerker)


def namen(client: Client, vraag: str = "") -> set[str]:
    antwoord = client.get(f"{reverse('scholen')}{vraag}")
    return {school.naam for school in antwoord.context["blad"].rijen}


def test_eigen_scholen_staan_apart_van_de_rest(client: Client) -> None:
    SchoolFactory(naam="Eigen")
    SchoolFactory(naam="Basisschool", basis=True, binnen_swv=False)
    SchoolFactory(naam="Elders", buiten=True)
    assert namen(client) == {"Eigen"}
    assert namen(client, "?deel=elders") == {"Basisschool"}
    assert namen(client, "?deel=buiten") == {"Elders"}
    assert namen(client, "?deel=onzin&soort=zzz") == set()


@pytest.mark.parametrize(
    "vraag", ["?q=cafe", "?q=CAFÉ+proefstad", "?q=12ab", "?soort=pro", "?gemeente=Emmen"]
)
def test_zoeken_en_filteren(client: Client, vraag: str) -> None:
    SchoolFactory(
        naam="Café Één",
        vestigingscode="12AB00",
        brin="12AB",
        onderwijssoort=Onderwijssoort.PRO,
        gemeente="Emmen",
    )
    SchoolFactory(naam="Anders")
    assert namen(client, vraag) == {"Café Één"}
    adres = reverse("scholen") + vraag
    deel = client.get(adres, headers={"HX-Request": "true"}).content.decode().strip()
    assert "Café Één" in deel
    assert deel in client.get(adres).content.decode()  # a fragment equals the same part after reloading


def test_bladeren_op_naam_zonder_accenten(client: Client) -> None:
    for letter in ("é", "E", "f", "A"):
        for nummer in range(10):
            SchoolFactory(naam=f"{letter}school {nummer:02}")
    antwoord = client.get(reverse("scholen"))
    eerste = [school.naam for school in antwoord.context["blad"].rijen]
    tweede = [
        school.naam
        for school in client.get(reverse("scholen") + antwoord.context["blad"].volgende).context["blad"].rijen
    ]
    assert len(eerste) == GROOTTE
    assert eerste[0] == "Aschool 00"
    assert [naam[0] for naam in eerste[10:14]] in (["é", "E", "é", "E"], ["E", "é", "E", "é"])
    assert tweede[-1] == "fschool 09"
    assert len({*eerste, *tweede}) == 40


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("adres", ["scholen", "besturen", "school"])
def test_het_aantal_vragen_hangt_niet_van_de_rijen_af(
    client: Client, adres: str, aantal: int, django_assert_max_num_queries
) -> None:
    scholen = SchoolFactory.create_batch(aantal)
    for school in scholen:
        Contactpersoon.objects.create(
            school=scholen[0], naam=school.naam, functie="ib'er", geldig_vanaf=date(2024, 8, 1)
        )
    pad = reverse(adres, args=[scholen[0].sleutel] if adres == "school" else [])
    client.get(pad)
    with django_assert_max_num_queries(12):
        client.get(pad)


def test_een_school_met_alles_wat_we_weten(client: Client) -> None:
    school = SchoolFactory(
        naam="De Es",
        peildatum=date(2024, 11, 1),
        peildata={"telefoon": "2021-10-01"},
        te_controleren="Bestuur aangevuld, te controleren",
        telefoon="0501234567",
    )
    pagina = client.get(reverse("school", args=[school.sleutel])).content.decode()
    for tekst in ("Bestuur aangevuld", "1 november 2024", "Telefoon: stand van 1 oktober 2021", "9711 AB"):
        assert tekst in pagina


def test_vast_contact_kiezen(client: Client, medewerker) -> None:
    school, ect = SchoolFactory(), GebruikerFactory(rol="ect", naam="Proefpersoon ECT")
    adres = reverse("school_vast_contact", args=[school.sleutel])
    assert "Proefpersoon ECT" in client.get(adres).content.decode()
    assert client.post(adres, {"contact": medewerker.pk}).status_code == 422
    client.post(adres, {"contact": ect.pk})
    school.refresh_from_db()
    assert school.vast_contact == ect
    client.post(adres, {"contact": ect.pk})
    assert Gebeurtenis.objects.filter(soort="school.vast_contact", door=medewerker).count() == 1
    client.post(adres, {"contact": ""})
    school.refresh_from_db()
    assert school.vast_contact is None


@pytest.mark.parametrize("soort", ["school", "bestuur"])
def test_contactpersoon_erbij_en_eraf(client: Client, soort: str) -> None:
    van = SchoolFactory() if soort == "school" else SchoolbestuurFactory()
    adres = reverse(f"{soort}_contactpersoon", args=[van.sleutel])
    gegevens = {"naam": "Proef Persoon", "functie": "directeur", "geldig_vanaf": "2024-08-01"}
    assert client.post(adres, {**gegevens, "naam": ""}).status_code == 422
    assert client.post(adres, {**gegevens, "telefoon": "bel mij"}).status_code == 422
    client.post(adres, gegevens)
    persoon = Contactpersoon.objects.get()
    pagina = reverse(soort, args=[van.sleutel])
    assert "Proef Persoon" in client.get(pagina).content.decode()
    client.post(reverse(f"{soort}_contactpersoon_einde", args=[van.sleutel, persoon.sleutel]))
    persoon.refresh_from_db()
    assert persoon.geldig_tot_en_met is not None
    assert "Proef Persoon" not in client.get(pagina).content.decode().split("meldingen")[-1]


def test_wie_er_nooit_contact_was_verdwijnt(client: Client) -> None:
    school = SchoolFactory()
    persoon = Contactpersoon.objects.create(
        school=school, naam="Proef", functie="ib'er", geldig_vanaf=date(2999, 1, 1)
    )
    client.post(reverse("school_contactpersoon_einde", args=[school.sleutel, persoon.sleutel]))
    assert not Contactpersoon.objects.exists()
    andere = SchoolFactory()
    assert (
        client.post(reverse("school_contactpersoon_einde", args=[andere.sleutel, school.sleutel])).status_code
        == 404
    )


def test_besturen_met_hun_scholen(client: Client) -> None:
    bestuur = SchoolbestuurFactory(naam="Stichting Proef", nummer="45678")
    SchoolFactory(naam="Van het bestuur", bestuur=bestuur)
    SchoolFactory(naam="Ver weg", bestuur=bestuur, buiten=True)
    SchoolFactory(buiten=True)
    lijst = client.get(reverse("besturen"))
    assert [(rij.naam, rij.aantal) for rij in lijst.context["blad"].rijen] == [("Stichting Proef", 1)]
    assert len(client.get(reverse("besturen") + "?q=45678").context["blad"].rijen) == 1
    pagina = client.get(reverse("bestuur", args=[bestuur.sleutel])).content.decode()
    assert "Van het bestuur" in pagina
    assert "1 andere school" in pagina


def test_wie_niets_met_scholen_mag_ziet_ze_ook_niet(als) -> None:
    school = SchoolFactory()
    fg = GebruikerFactory(rol="fg")
    assert als(fg).get(reverse("scholen")).status_code == 403
    assert not School.objects.zichtbaar_voor(fg).exists()
    eigen = GebruikerFactory(rol="school", school=school)
    assert list(School.objects.zichtbaar_voor(eigen)) == [school]


def test_zoeken_in_alles_zet_eigen_scholen_voorop(medewerker) -> None:
    SchoolFactory(naam="De Es ver weg", buiten=True)
    SchoolFactory(naam="De Es")
    assert [r.titel for r in zoek(medewerker, "de es")] == ["De Es", "De Es ver weg"]
