"""Addresses of schools and boards, and of importing them."""

from django.urls import URLPattern, URLResolver, path

from swv.views import importeren, scholen

urlpatterns: list[URLPattern | URLResolver] = [
    path("", scholen.lijst, name="scholen"),
    path("importeren/", importeren.importeren, name="schoolimporten"),
    path("importeren/<uuid:sleutel>/", importeren.run, name="schoolimport"),
    path("importeren/<uuid:sleutel>/bevestigen/", importeren.bevestigen, name="schoolimport_bevestigen"),
    path("importeren/<uuid:sleutel>/vervallen/", importeren.vervallen, name="schoolimport_vervallen"),
    path(
        "importeren/<uuid:sleutel>/terugdraaien/", importeren.terugdraaien, name="schoolimport_terugdraaien"
    ),
    path("besturen/", scholen.besturen, name="besturen"),
    path("besturen/<uuid:sleutel>/", scholen.bestuur, name="bestuur"),
    path(
        "besturen/<uuid:sleutel>/contactpersonen/",
        scholen.bestuur_contactpersoon,
        name="bestuur_contactpersoon",
    ),
    path(
        "besturen/<uuid:sleutel>/contactpersonen/<uuid:persoon>/einde/",
        scholen.bestuur_contactpersoon_beeindigen,
        name="bestuur_contactpersoon_einde",
    ),
    path("<uuid:sleutel>/", scholen.detail, name="school"),
    path("<uuid:sleutel>/vast-contact/", scholen.vast_contact, name="school_vast_contact"),
    path("<uuid:sleutel>/contactpersonen/", scholen.contactpersoon_toevoegen, name="school_contactpersoon"),
    path(
        "<uuid:sleutel>/contactpersonen/<uuid:persoon>/einde/",
        scholen.contactpersoon_beeindigen,
        name="school_contactpersoon_einde",
    ),
]
