"""Who looked at which child: every page that touches a pupil writes exactly one row (eisen.md S20)."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import RequestFactory
from django.urls import reverse

from swv import inzage
from swv.enums import Inzagesoort
from swv.gebeurtenissen import leg_vast
from swv.klok import nu
from swv.models import Gebeurtenis, Inzage
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, LeerlingFactory

pytestmark = pytest.mark.django_db


def verzoek(user: Any) -> Any:
    request: Any = RequestFactory().get("/")
    request.user, request.resolver_match = user, None
    return request


def test_alle_leerlingen_van_een_pagina_in_een_rij() -> None:
    user = GebruikerFactory(rollen=["ect", "coordinator"])
    request, een, twee = verzoek(user), uuid4(), uuid4()
    inzage.noteer(request, [een])
    inzage.noteer(request, [twee, een])
    inzage.schrijf(request)
    rij = Inzage.objects.get()
    assert rij.leerlingen == sorted([een, twee])
    assert (rij.gebruiker, rij.rollen, rij.soort) == (user, "coordinator ect", Inzagesoort.PAGINA)


@pytest.mark.parametrize("volgorde", [(0, 1), (1, 0)])
def test_de_sterkste_soort_blijft(volgorde: tuple[int, int]) -> None:
    request = verzoek(GebruikerFactory(rol="ect"))
    soorten = [Inzagesoort.PAGINA, Inzagesoort.DOWNLOAD]
    for plek in volgorde:
        inzage.noteer(request, [uuid4()], soorten[plek])
    inzage.schrijf(request)
    assert Inzage.objects.get().soort == Inzagesoort.DOWNLOAD


def test_zonder_leerling_geen_rij() -> None:
    inzage.schrijf(verzoek(GebruikerFactory(rol="ect")))
    assert not Inzage.objects.exists()


def test_dossier_openen_schrijft_een_rij_en_een_vreemd_dossier_niet(als: Any, spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    adres = reverse("leerlingen:detail", args=[leerling.sleutel])
    assert als(spelers.coordinator_school).get(adres).status_code == 200
    rij = Inzage.objects.get()
    assert (rij.leerlingen, rij.pagina) == ([leerling.sleutel], "leerlingen:detail")
    assert als(spelers.buitenstaander).get(adres).status_code == 404
    assert Inzage.objects.count() == 1


@pytest.mark.parametrize("model", ["inzage", "gebeurtenis"])
def test_sporen_zijn_alleen_toe_te_voegen(model: str) -> None:
    """The database itself refuses, also from a shell."""
    user = GebruikerFactory(rol="ect")
    leg_vast(user, "proef", door=None, op=nu())
    Inzage.objects.create(
        gebruiker=user, op=nu(), pagina="x", soort="pagina", rollen="", leerlingen=[uuid4()]
    )
    rijen = Inzage.objects.all() if model == "inzage" else Gebeurtenis.objects.all()
    for poging in (lambda: rijen.update(op=nu()), rijen.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            poging()
    assert rijen.count() == 1


def test_gebeurtenis_kent_de_leerling_van_haar_onderwerp() -> None:
    leerling = LeerlingFactory()
    ouder = leerling.betrokkenen.create(naam="Ouder", relatie="ouder")
    assert leg_vast(ouder, "proef", door=None, op=nu()).leerling_sleutel == leerling.sleutel
    zelf = leg_vast(leerling, "proef", door=None, op=nu(), leerling=leerling.sleutel)
    assert zelf.leerling_sleutel == leerling.sleutel
