"""Two files of one pupil become one: everything moves, both trails stay as they were written."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from leerlingen.models import Betrokkene, Dossierdocument, Dubbelmelding, Leerling
from leerlingen.samenvoegen import dossiers_samenvoegen, inhoud, verwijzingen
from leerlingen.selectors import mogelijk_dezelfde
from swv.klok import nu
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import MOMENT, BetrokkeneFactory, InschrijvingFactory, LeerlingFactory

pytestmark = pytest.mark.django_db
ZELFDE: dict[str, Any] = {"roepnaam": "Noor", "achternaam": "Proefpersoon", "geboortedatum": date(2013, 3, 4)}


@pytest.fixture
def blijft(spelers: Spelers) -> Leerling:
    return LeerlingFactory(school=spelers.andere_school, **ZELFDE)


@pytest.fixture
def dubbel(spelers: Spelers) -> Leerling:
    return LeerlingFactory(school=spelers.school, vanaf=date(2026, 8, 1), **ZELFDE)


@pytest.fixture
def melding(dubbel: Leerling, blijft: Leerling) -> Dubbelmelding:
    return Dubbelmelding.objects.create(leerling=dubbel, mogelijk_dezelfde=blijft, gemeld_op=MOMENT)


def voeg_samen(melding: Dubbelmelding, blijft: Leerling, spelers: Spelers) -> Leerling:
    return dossiers_samenvoegen(melding=melding, blijft=blijft, door=spelers.medewerker, op=nu())


def document(leerling: Leerling) -> Dossierdocument:
    return Dossierdocument.objects.create(
        leerling=leerling,
        soort="opp",
        naam="opp.pdf",
        inhoudstype="application/pdf",
        grootte=10,
        sha256=f"{leerling.pk:064x}",
        pad=f"aa/{leerling.pk:036x}",
        toegevoegd_op=MOMENT,
    )


def test_alles_verhuist_en_het_oude_dossier_bestaat_voor_niemand_meer(
    spelers: Spelers, melding: Dubbelmelding, dubbel: Leerling, blijft: Leerling
) -> None:
    BetrokkeneFactory(leerling=dubbel)
    document(dubbel)
    voeg_samen(melding, blijft, spelers)

    assert inhoud(dubbel) == []
    assert {rij.wat: rij.aantal for rij in inhoud(blijft)} == {
        "documenten": 1,
        "inschrijvingen en aanmeldingen": 2,
        "ouders en verzorgers": 1,
    }
    for user in (spelers.medewerker, spelers.coordinator_school, spelers.buitenstaander):
        assert not Leerling.objects.zichtbaar_voor(user).filter(pk=dubbel.pk).exists()
    assert mogelijk_dezelfde(blijft) == []
    melding.refresh_from_db()
    assert (melding.uitkomst, melding.afgehandeld_door) == ("dezelfde", spelers.medewerker)


def test_elke_verhuizing_staat_in_het_spoor(
    spelers: Spelers, melding: Dubbelmelding, dubbel: Leerling, blijft: Leerling
) -> None:
    rij = document(dubbel)
    voeg_samen(melding, blijft, spelers)

    verhuisd = Gebeurtenis.objects.get(soort="verhuisd", onderwerp="leerlingen.dossierdocument")
    assert (verhuisd.onderwerp_sleutel, verhuisd.leerling_sleutel) == (rij.sleutel, blijft.sleutel)
    assert verhuisd.gegevens == {"van": dubbel.dossiernummer}
    assert Gebeurtenis.objects.get(soort="samengevoegd").naar == dubbel.dossiernummer
    assert Gebeurtenis.objects.get(soort="opgegaan").naar == blijft.dossiernummer


def test_van_twee_scholen_loopt_de_laatste_door(
    spelers: Spelers, melding: Dubbelmelding, blijft: Leerling
) -> None:
    voeg_samen(melding, blijft, spelers)

    rijen = blijft.inschrijvingen.order_by("vanaf").values_list("school", "tot_en_met")
    assert list(rijen) == [
        (spelers.andere_school.pk, date(2026, 7, 31)),
        (spelers.school.pk, None),
    ]


def test_tweemaal_dezelfde_school_wordt_een_inschrijving(
    spelers: Spelers, dubbel: Leerling, melding: Dubbelmelding
) -> None:
    ander = LeerlingFactory(school=spelers.school, vanaf=date(2026, 9, 1), tot_en_met=date(2026, 10, 1))
    Dubbelmelding.objects.filter(pk=melding.pk).update(mogelijk_dezelfde=ander)
    melding.refresh_from_db()
    voeg_samen(melding, ander, spelers)

    assert list(ander.inschrijvingen.values_list("vanaf", "tot_en_met")) == [(date(2026, 8, 1), None)]


def test_op_dezelfde_dag_bij_twee_scholen_moet_een_mens_kijken(spelers: Spelers, dubbel: Leerling) -> None:
    ander = LeerlingFactory(school=spelers.andere_school, vanaf=date(2026, 8, 1), **ZELFDE)
    melding = Dubbelmelding.objects.create(leerling=dubbel, mogelijk_dezelfde=ander, gemeld_op=MOMENT)

    with pytest.raises(NietToegestaan, match="op dezelfde dag"):
        voeg_samen(melding, ander, spelers)

    assert dubbel.inschrijvingen.count() == ander.inschrijvingen.count() == 1


def test_dezelfde_ouder_krijgt_een_brief_en_een_geheim_adres_blijft_apart(
    spelers: Spelers, melding: Dubbelmelding, dubbel: Leerling, blijft: Leerling
) -> None:
    gelijk: dict[str, Any] = {"naam": "Ouder Een", "huisnummer": "1"}
    geheim: dict[str, Any] = {"naam": "Ouder Twee", "huisnummer": "2"}
    for leerling in (dubbel, blijft):
        BetrokkeneFactory(leerling=leerling, **gelijk)
        BetrokkeneFactory(leerling=leerling, geheim_adres=leerling == dubbel, **geheim)
    voeg_samen(melding, blijft, spelers)

    met_gezag = Betrokkene.objects.filter(leerling=blijft).met_gezag()
    assert sorted(met_gezag.values_list("naam", flat=True)) == ["Ouder Een", "Ouder Twee", "Ouder Twee"]


def test_een_andere_twijfel_gaat_mee(
    spelers: Spelers, melding: Dubbelmelding, dubbel: Leerling, blijft: Leerling
) -> None:
    derde = LeerlingFactory(**ZELFDE)
    twijfel = Dubbelmelding.objects.create(leerling=derde, mogelijk_dezelfde=dubbel, gemeld_op=MOMENT)
    voeg_samen(melding, blijft, spelers)

    twijfel.refresh_from_db()
    assert (twijfel.leerling, twijfel.mogelijk_dezelfde, twijfel.afgehandeld_op) == (derde, blijft, None)


def test_alleen_het_swv_en_maar_een_keer(spelers: Spelers, melding: Dubbelmelding, blijft: Leerling) -> None:
    with pytest.raises(NietToegestaan):
        dossiers_samenvoegen(melding=melding, blijft=blijft, door=spelers.coordinator_school, op=nu())
    voeg_samen(melding, blijft, spelers)
    with pytest.raises(NietToegestaan, match="collega"):
        voeg_samen(melding, blijft, spelers)


def test_de_database_kent_geen_half_samengevoegd_dossier(blijft: Leerling, dubbel: Leerling) -> None:
    for velden in ({"samengevoegd_met": blijft}, {"samengevoegd_op": nu()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Leerling.objects.filter(pk=dubbel.pk).update(**velden)


def test_elke_verwijzing_naar_een_leerling_verhuist() -> None:
    """Asked of PostgreSQL itself: no foreign key to a pupil may be forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, attname FROM pg_constraint JOIN pg_attribute "
            "ON attrelid = conrelid AND attnum = conkey[1] "
            "WHERE contype = 'f' AND confrelid = 'leerlingen_leerling'::regclass"
        )
        in_database = set(cursor.fetchall())
    verhuist = {(model._meta.db_table, f"{kolom}_id") for model, kolom in verwijzingen()}
    eigen = {
        ("leerlingen_leerling", "samengevoegd_met_id"),
        ("leerlingen_dubbelmelding", "leerling_id"),
        ("leerlingen_dubbelmelding", "mogelijk_dezelfde_id"),
    }
    assert in_database - eigen <= verhuist


def test_het_scherm_noemt_wat_er_in_staat_en_voegt_samen(
    spelers: Spelers, melding: Dubbelmelding, dubbel: Leerling, blijft: Leerling, als: Any
) -> None:
    InschrijvingFactory(leerling=dubbel, school=spelers.school, soort="aanmelding")
    client = als(spelers.medewerker)
    oordeel = client.post(reverse("leerlingen:dubbel", args=[melding.sleutel]), {"uitkomst": "dezelfde"})
    adres = reverse("leerlingen:samenvoegen", args=[melding.sleutel])
    assert oordeel.headers["Location"] == adres

    pagina = client.get(adres).content.decode()
    assert dubbel.dossiernummer in pagina
    assert "Inschrijvingen en aanmeldingen" in pagina
    assert client.post(adres, {"blijft": "iets anders"}).status_code == 422
    klaar = client.post(adres, {"blijft": str(blijft.sleutel)})
    assert klaar.headers["Location"] == reverse("leerlingen:detail", args=[blijft.sleutel])
    assert client.get(adres).status_code == 302
    assert client.get(reverse("leerlingen:detail", args=[dubbel.sleutel])).status_code == 404
