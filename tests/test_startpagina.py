"""The start page with the work of every room on it: one query for all of it, few for the whole page."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from swv import panelen, werk
from swv.inrichting import een_verzoek
from swv.klok import vandaag
from swv.models import Gebruiker
from swv.normen import kalender
from tests import voorbeelden
from tests.vragen import is_van_de_pagina

HOOGSTENS = 8  # issue 2, and eisen.md C6 P3: whatever the number of rooms
KAMERS = {"leerlingen", "tlv", "ect", "thuiszitters"}


@pytest.fixture
def wereld(db: None) -> voorbeelden.Wereld:
    """A school with one of everything, in every room."""
    voorbeelden.laad()
    for bereid_voor in voorbeelden.VOORBEREIDINGEN:
        bereid_voor()
    gemaakt = voorbeelden.maak_wereld("eigen")
    for naam in voorbeelden.VOORBEELDEN:
        voorbeelden.argumenten(naam, gemaakt)
    return gemaakt


def vragen(client: Any) -> list[str]:
    client.get("/")  # the first page of a session writes its begin
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get("/").status_code == 200
    return [vraag["sql"] for vraag in gevangen.captured_queries if is_van_de_pagina(vraag["sql"])]


def bakken_met_werk(user: Gebruiker) -> set[str]:
    regels = werk.lees(panelen.werkbakken, user, vandaag(), kalender())
    return {code for code, rijen in regels.items() if rijen}


def test_alle_kamers_samen_kosten_weinig_vragen(wereld: voorbeelden.Wereld, als: Any) -> None:
    per_rol = {rol: vragen(als(user)) for rol, user in wereld.gebruikers.items()}

    for rol, gesteld in per_rol.items():
        assert len(gesteld) <= HOOGSTENS, f"{rol}: " + "\n".join(gesteld)
    assert bakken_met_werk(wereld.gebruikers["coordinator"]) >= KAMERS


def test_al_het_werk_is_een_vraag(wereld: voorbeelden.Wereld, django_assert_num_queries: Any) -> None:
    user, dagen = wereld.gebruikers["administratie"], kalender()
    _ = user.toekenningen

    with een_verzoek(), django_assert_num_queries(2):  # the set-up of the SWV is read once
        werk.lees([bak for bak in panelen.werkbakken if bak.bronnen], user, vandaag(), dagen)
