"""Addresses of the room financien."""

from django.urls import URLPattern, path

from financien.views import begroting, gegevens, overzicht, realisatie, verdeling

app_name = "financien"
urlpatterns: list[URLPattern] = [
    path("", overzicht.overzicht_pagina, name="overzicht"),
    path("overzicht.<slug:formaat>", overzicht.overzicht_bestand, name="overzicht_bestand"),
    path("boekingen/", overzicht.boekingen, name="boekingen"),
    path("boekingen.<slug:formaat>", overzicht.boekingen_bestand, name="boekingen_bestand"),
    path("begroting/", begroting.begrotingen, name="begrotingen"),
    path("begroting/nieuw/", begroting.begroting_nieuw, name="begroting_nieuw"),
    path("begroting/<uuid:sleutel>/", begroting.begroting, name="begroting"),
    path(
        "begroting/<uuid:sleutel>/vaststellen/", begroting.begroting_vaststellen, name="begroting_vaststellen"
    ),
    path("begroting/<uuid:sleutel>/vervallen/", begroting.begroting_vervallen, name="begroting_vervallen"),
    path("begroting/<uuid:sleutel>/posten/nieuw/", begroting.post_nieuw, name="post_nieuw"),
    path("begroting/<uuid:sleutel>/posten/<uuid:post>/", begroting.post_wijzigen, name="post_wijzigen"),
    path(
        "begroting/<uuid:sleutel>/posten/<uuid:post>/verwijderen/",
        begroting.post_verwijderen,
        name="post_verwijderen",
    ),
    path("realisatie/", realisatie.importen, name="importen"),
    path("realisatie/<uuid:sleutel>/", realisatie.importrun, name="import"),
    path("realisatie/<uuid:sleutel>/toewijzen/", realisatie.import_toewijzen, name="import_toewijzen"),
    path("realisatie/<uuid:sleutel>/bevestigen/", realisatie.import_bevestigen, name="import_bevestigen"),
    path("realisatie/<uuid:sleutel>/vervallen/", realisatie.import_vervallen, name="import_vervallen"),
    path(
        "realisatie/<uuid:sleutel>/terugdraaien/", realisatie.import_terugdraaien, name="import_terugdraaien"
    ),
    path("toewijzingen/", realisatie.toewijzingen, name="toewijzingen"),
    path("toewijzingen/kolommen/", realisatie.kolomnaam, name="kolomnaam"),
    path(
        "toewijzingen/<uuid:sleutel>/verwijderen/",
        realisatie.toewijzing_verwijderen,
        name="toewijzing_verwijderen",
    ),
    path("verdeling/", verdeling.verdelingen, name="verdelingen"),
    path("verdeling/nieuw/", verdeling.verdeling_nieuw, name="verdeling_nieuw"),
    path("verdeling/<uuid:sleutel>/", verdeling.verdeling, name="verdeling"),
    path(
        "verdeling/<uuid:sleutel>/herberekenen/",
        verdeling.verdeling_herberekenen,
        name="verdeling_herberekenen",
    ),
    path(
        "verdeling/<uuid:sleutel>/vaststellen/", verdeling.verdeling_vaststellen, name="verdeling_vaststellen"
    ),
    path("verdeling/<uuid:sleutel>/vervallen/", verdeling.verdeling_vervallen, name="verdeling_vervallen"),
    path(
        "verdeling/<uuid:sleutel>/verdeling.<slug:formaat>",
        verdeling.verdeling_bestand,
        name="verdeling_bestand",
    ),
    path("tarieven/", gegevens.tarieven, name="tarieven"),
    path("tarieven/invullen/", gegevens.tarief_invullen, name="tarief_invullen"),
    path("balans/", gegevens.balans, name="balans"),
    path("balans/invullen/", gegevens.balans_invullen, name="balans_invullen"),
]
