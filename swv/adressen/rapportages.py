"""Addresses of rapportages."""

from django.urls import URLPattern, URLResolver, path

from swv.views import rapportages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", rapportages.lijst, name="rapportages"),
    path("maken/", rapportages.maken, name="rapportage_maken"),
    path("teksten/<uuid:sleutel>/", rapportages.tekst, name="rapportagetekst"),
    path("bestanden/<uuid:sleutel>/", rapportages.bestand, name="rapportagebestand"),
    path("<uuid:sleutel>/", rapportages.detail, name="rapportage"),
    path("<uuid:sleutel>/voortgang/", rapportages.voortgang, name="rapportage_voortgang"),
    path("<uuid:sleutel>/opnieuw/", rapportages.opnieuw, name="rapportage_opnieuw"),
    path("<uuid:sleutel>/aanbieden/", rapportages.aanbieden, name="rapportage_aanbieden"),
    path("<uuid:sleutel>/terugnemen/", rapportages.terugnemen, name="rapportage_terugnemen"),
    path("<uuid:sleutel>/vaststellen/", rapportages.vaststellen, name="rapportage_vaststellen"),
    path("<uuid:sleutel>/vergelijken/", rapportages.vergelijken, name="rapportage_vergelijken"),
]
