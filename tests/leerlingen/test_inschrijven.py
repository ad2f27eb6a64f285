"""Aanmelding, inschrijving, a move, the end of it: history stays and no other school is named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from leerlingen import services
from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving, Leerling
from swv.klok import nu, vandaag
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import InschrijvingFactory, LeerlingFactory

pytestmark = pytest.mark.django_db
VANAF = date(2026, 8, 1)


def schrijf_in(spelers: Spelers, leerling: Leerling, **anders: Any) -> Inschrijving:
    basis: dict[str, Any] = {
        "school": spelers.andere_school,
        "soort": Inschrijvingsoort.INSCHRIJVING,
        "leerjaar": "leerjaar 1",
        "vanaf": VANAF,
        "door": spelers.medewerker,
        "op": nu(),
    }
    return services.inschrijven(leerling=leerling, **(basis | anders))


def test_verhuizing_sluit_de_vorige_inschrijving_een_dag_eerder(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)

    nieuw = schrijf_in(spelers, leerling)

    vorige = leerling.inschrijvingen.get(school=spelers.school)
    assert vorige.tot_en_met == VANAF - timedelta(days=1)
    assert nieuw.tot_en_met is None
    assert Gebeurtenis.objects.filter(leerling_sleutel=leerling.sleutel).count() == 2
    assert not Leerling.objects.zichtbaar_voor(spelers.coordinator_school).exists()
    assert Leerling.objects.zichtbaar_voor(spelers.buitenstaander).exists()


def test_aanmelding_laat_de_inschrijving_elders_lopen(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)

    schrijf_in(spelers, leerling, soort=Inschrijvingsoort.AANMELDING)

    assert leerling.inschrijvingen.op(vandaag()).count() == 2


def test_inschrijving_volgt_op_de_aanmelding_bij_dezelfde_school(spelers: Spelers) -> None:
    leerling = LeerlingFactory()
    aanmelding = InschrijvingFactory(
        leerling=leerling,
        school=spelers.andere_school,
        soort=Inschrijvingsoort.AANMELDING,
        vanaf=date(2026, 5, 1),
    )

    schrijf_in(spelers, leerling, door=spelers.buitenstaander)

    aanmelding.refresh_from_db()
    assert aanmelding.tot_en_met == VANAF - timedelta(days=1)


def test_tweemaal_versturen_maakt_een_inschrijving(spelers: Spelers) -> None:
    leerling = LeerlingFactory()

    assert schrijf_in(spelers, leerling) == schrijf_in(spelers, leerling)
    assert leerling.inschrijvingen.count() == 1


def test_latere_inschrijving_staat_in_de_weg_zonder_school_te_noemen(spelers: Spelers) -> None:
    leerling = LeerlingFactory()
    InschrijvingFactory(leerling=leerling, school=spelers.school, vanaf=VANAF + timedelta(days=5))

    with pytest.raises(NietToegestaan) as fout:
        schrijf_in(spelers, leerling)

    assert spelers.school.naam not in fout.value.reden


def test_database_weigert_twee_inschrijvingen_tegelijk(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)

    with pytest.raises(IntegrityError, match="een_school"), transaction.atomic():
        InschrijvingFactory(leerling=leerling, school=spelers.andere_school)


def test_uitschrijven_sluit_de_deur_voor_de_school(spelers: Spelers, als: Any) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    gisteren = vandaag() - timedelta(days=1)
    adres = reverse("leerlingen:uitschrijven", args=[leerling.inschrijvingen.get().sleutel])

    antwoord = als(spelers.coordinator_school).post(adres, {"tot_en_met": gisteren.isoformat()})

    assert antwoord.headers["Location"] == reverse("leerlingen:lijst")
    assert leerling.inschrijvingen.get().tot_en_met == gisteren
    assert not Leerling.objects.zichtbaar_voor(spelers.coordinator_school).exists()


@pytest.mark.parametrize(
    ("verschil", "melding"),
    [(-4_000, "begindatum"), (-10_000, "heel lang geleden"), (None, "Vul een datum in.")],
)
def test_uitschrijven_met_een_onmogelijke_datum(
    spelers: Spelers, als: Any, verschil: int | None, melding: str
) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    datum = "" if verschil is None else (vandaag() + timedelta(days=verschil)).isoformat()
    adres = reverse("leerlingen:uitschrijven", args=[leerling.inschrijvingen.get().sleutel])

    antwoord = als(spelers.coordinator_school).post(adres, {"tot_en_met": datum})

    assert antwoord.status_code == 422
    assert melding in antwoord.content.decode()


def test_beeindigde_inschrijving_wordt_niet_verschoven(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school, tot_en_met=date(2025, 7, 31))

    with pytest.raises(NietToegestaan, match="al beëindigd"):
        services.uitschrijven(
            inschrijving=leerling.inschrijvingen.get(),
            tot_en_met=vandaag(),
            door=spelers.medewerker,
            op=nu(),
        )


def test_leerjaar_wijzigen(spelers: Spelers, als: Any) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    adres = reverse("leerlingen:leerjaar", args=[leerling.inschrijvingen.get().sleutel])

    als(spelers.coordinator_school).post(adres, {"leerjaar": "leerjaar 3"})

    assert leerling.inschrijvingen.get().leerjaar == "leerjaar 3"
    assert Gebeurtenis.objects.get().naar == "leerjaar 3"


def test_inschrijven_via_de_pagina(spelers: Spelers, als: Any) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    adres = reverse("leerlingen:inschrijven", args=[leerling.sleutel])
    velden = {"school": spelers.andere_school.vestigingscode, "soort": "inschrijving", "vanaf": "2026-08-01"}

    antwoord = als(spelers.medewerker).post(adres, velden)

    assert antwoord.status_code == 302
    assert leerling.inschrijvingen.op(vandaag()).get().school == spelers.andere_school


def test_weigering_staat_in_het_formulier(spelers: Spelers, als: Any) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    velden = {"school": spelers.andere_school.vestigingscode, "soort": "inschrijving", "vanaf": "2019-08-01"}

    antwoord = als(spelers.medewerker).post(
        reverse("leerlingen:inschrijven", args=[leerling.sleutel]), velden
    )

    assert antwoord.status_code == 422
    assert "al ingeschreven" in antwoord.content.decode()


@pytest.mark.parametrize("naam", ["uitschrijven", "leerjaar"])
def test_inschrijving_van_een_andere_school_bestaat_niet(spelers: Spelers, als: Any, naam: str) -> None:
    """Two schools see the same pupil (aanmelding beside inschrijving); each only its own row."""
    leerling = LeerlingFactory(school=spelers.school)
    InschrijvingFactory(leerling=leerling, school=spelers.andere_school, soort=Inschrijvingsoort.AANMELDING)
    rij = leerling.inschrijvingen.get(school=spelers.school)

    antwoord = als(spelers.buitenstaander).get(reverse(f"leerlingen:{naam}", args=[rij.sleutel]))

    assert antwoord.status_code == 404
