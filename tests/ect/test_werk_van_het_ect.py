"""What is still work of the ECT is for who has a task in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ect import permissions
from ect.models import Contactmoment, Ectadvies
from swv.rollen import ROLLEN
from tests.ect import factories
from tests.ect.factories import Rolverdeling
from tests.factories import GebruikerFactory, SchoolFactory

Als = Callable[..., Client]
WERKT = {"ect", "coordinator"}
KIJKT = {"administratie", "directeur"}


def gevuld(rollen: Rolverdeling) -> Any:
    casus = factories.casus(rollen)
    factories.advies(casus, rollen, tekst="Concept van het advies.")
    factories.uitgebracht(casus, rollen, tekst="Uitgebracht advies.")
    factories.contact(casus, rollen, samenvatting="Intern besproken.")
    factories.contact(casus, rollen, samenvatting="Gedeeld besproken.", intern=False)
    return casus


@pytest.mark.parametrize("rol", sorted(WERKT | KIJKT))
def test_concept_en_intern_contact_per_rol(rol: str, rollen: Rolverdeling, als: Als) -> None:
    adres = reverse("ect:casus", args=[gevuld(rollen).sleutel])
    pagina = als(GebruikerFactory(rol=rol)).get(adres).content.decode()

    for tekst in ("Uitgebracht advies.", "Gedeeld besproken."):
        assert tekst in pagina
    for tekst in ("Concept van het advies.", "Intern besproken."):
        assert (tekst in pagina) == (rol in WERKT), tekst


def test_de_regel_in_python_en_in_sql_is_dezelfde(rollen: Rolverdeling) -> None:
    """For staff, over a population: every role, every row (architectuur.md B.8)."""
    gevuld(rollen)
    for rol in ROLLEN:
        user = GebruikerFactory(rol=rol, school=SchoolFactory())
        assert set(Contactmoment.objects.zichtbaar_voor(user)) == {
            rij for rij in Contactmoment.objects.all() if permissions.mag_contact_lezen(user, rij)
        }, rol
        assert set(Ectadvies.objects.zichtbaar_voor(user)) == {
            rij for rij in Ectadvies.objects.all() if permissions.mag_advies_lezen(user, rij)
        }, rol
