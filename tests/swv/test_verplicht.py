"""An empty mandatory field says how to mend it; a refusal because of the state sends nobody to the beheerder."""

from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from swv.permissions import NietToegestaan
from swv.views.fouten import geweigerd
from tests.factories import GebruikerFactory


@pytest.mark.parametrize(
    ("veld", "zin"),
    [
        (forms.CharField(), "Vul dit in."),
        (forms.EmailField(), "Vul dit in."),
        (forms.DateField(), "Vul een datum in."),
        (forms.FileField(), "Kies een bestand."),
        (forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect), "Kies een van de mogelijkheden."),
        (forms.TypedChoiceField(choices=[("a", "A")]), "Kies een van de mogelijkheden."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "Kies minstens een mogelijkheid."),
        (forms.BooleanField(), "Zet een vinkje om verder te gaan."),
        (forms.ChoiceField(error_messages={"required": "Kies een rol."}), "Kies een rol."),
    ],
)
def test_een_leeg_verplicht_veld_zegt_hoe_het_moet(veld: forms.Field, zin: str) -> None:
    with pytest.raises(forms.ValidationError, match=zin):
        veld.clean(None)


def test_een_fout_datumveld_houdt_zijn_eigen_zin() -> None:
    with pytest.raises(forms.ValidationError, match="datum"):
        forms.DateField().clean("geen dag")


@pytest.mark.django_db
@pytest.mark.parametrize(("reden", "om_rol"), [("", True), ("Deze aanvraag is al ingediend.", False)])
def test_alleen_zonder_recht_vraagt_de_pagina_om_een_rol(
    rf: RequestFactory, reden: str, om_rol: bool
) -> None:
    fout = NietToegestaan(reden) if reden else NietToegestaan()

    inhoud = geweigerd(rf.get("/"), fout).content.decode()

    assert ("om de juiste rol" in inhoud) == om_rol
    assert fout.reden in inhoud


@pytest.mark.django_db
def test_een_adres_van_een_knop_heeft_een_eigen_pagina(als: Any) -> None:
    """Typed or reloaded: the browser shows its own empty page otherwise."""
    client: Client = als(GebruikerFactory(rol="administratie"))

    antwoord = client.get(reverse("niet_verder"))

    assert antwoord.status_code == 405
    assert antwoord.headers["Allow"] == "POST"
    assert "Naar de startpagina" in antwoord.content.decode()


def test_de_pagina_zegt_wat_nu() -> None:
    assert "knop" in render_to_string("405.html")
