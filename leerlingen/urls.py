"""Addresses of this room: every object by its public key."""

from django.urls import URLPattern, URLResolver, path

from leerlingen.views import (
    betrokkenen,
    documenten,
    dossier,
    dubbel,
    inschrijvingen,
    lijst,
    opp,
    oppadvies,
    opplijst,
    oppstappen,
    oppversie,
)

app_name = "leerlingen"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lijst.leerling_lijst, name="lijst"),
    path("toevoegen/", dossier.leerling_toevoegen, name="toevoegen"),
    path("<uuid:sleutel>/", dossier.leerling_detail, name="detail"),
    path("<uuid:sleutel>/wijzigen/", dossier.leerling_wijzigen, name="wijzigen"),
    path("<uuid:sleutel>/inschrijven/", inschrijvingen.inschrijven, name="inschrijven"),
    path("inschrijvingen/<uuid:sleutel>/uitschrijven/", inschrijvingen.uitschrijven, name="uitschrijven"),
    path("inschrijvingen/<uuid:sleutel>/leerjaar/", inschrijvingen.leerjaar, name="leerjaar"),
    path(
        "<uuid:sleutel>/betrokkenen/toevoegen/",
        betrokkenen.betrokkene_toevoegen,
        name="betrokkene_toevoegen",
    ),
    path("betrokkenen/<uuid:sleutel>/wijzigen/", betrokkenen.betrokkene_wijzigen, name="betrokkene_wijzigen"),
    path(
        "betrokkenen/<uuid:sleutel>/beeindigen/",
        betrokkenen.betrokkene_beeindigen,
        name="betrokkene_beeindigen",
    ),
    path("<uuid:sleutel>/documenten/toevoegen/", documenten.document_toevoegen, name="document_toevoegen"),
    path("documenten/<uuid:sleutel>/", documenten.document, name="document"),
    path("documenten/<uuid:sleutel>/vervallen/", documenten.document_vervallen, name="document_vervallen"),
    path(
        "documenten/<uuid:sleutel>/vernietigen/",
        documenten.document_vernietigen,
        name="document_vernietigen",
    ),
    path("dubbel/<uuid:sleutel>/", dubbel.dubbelmelding, name="dubbel"),
    path("<uuid:sleutel>/opp/beginnen/", opp.opp_beginnen, name="opp_beginnen"),
    path("opp/", opplijst.opp_lijst, name="opp_lijst"),
    path("opp/uitvoer/", opplijst.opp_uitvoer, name="opp_uitvoer"),
    path("opp/scholen/", opplijst.opp_scholen, name="opp_scholen"),
    path("opp/scholen/uitvoer/", opplijst.opp_scholen_uitvoer, name="opp_scholen_uitvoer"),
    path("opp/rod/", opplijst.opp_rod, name="opp_rod"),
    path("opp/adviezen/", oppadvies.opp_adviezen, name="opp_adviezen"),
    path("opp/adviezen/<uuid:sleutel>/", oppadvies.opp_antwoorden, name="opp_antwoorden"),
    path(
        "opp/adviezen/<uuid:sleutel>/intrekken/", oppadvies.opp_advies_intrekken, name="opp_advies_intrekken"
    ),
    path("opp/<uuid:sleutel>/advies/", oppadvies.opp_advies_vragen, name="opp_advies_vragen"),
    path("opp/<uuid:sleutel>/", opp.opp, name="opp"),
    path("opp/<uuid:sleutel>/dossier/", opp.opp_dossier, name="opp_dossier"),
    path("opp/<uuid:sleutel>/bijstellen/", opp.opp_bijstellen, name="opp_bijstellen"),
    path("opp/<uuid:sleutel>/evalueren/", oppstappen.opp_evalueren, name="opp_evalueren"),
    path("opp/<uuid:sleutel>/beeindigen/", oppstappen.opp_beeindigen, name="opp_beeindigen"),
    path("opp/<uuid:sleutel>/rod/", oppstappen.opp_rod_vastleggen, name="opp_rod_vastleggen"),
    path("opp/versies/<uuid:sleutel>/stap/<str:code>/", oppversie.opp_stap, name="opp_stap"),
    path("opp/versies/<uuid:sleutel>/stap/<str:code>/bewaren/", oppversie.opp_bewaren, name="opp_bewaren"),
    path("opp/versies/<uuid:sleutel>/vaststellen/", oppversie.opp_vaststellen, name="opp_vaststellen"),
    path(
        "opp/versies/<uuid:sleutel>/verwijderen/",
        oppversie.opp_concept_verwijderen,
        name="opp_concept_verwijderen",
    ),
    path("opp/versies/<uuid:sleutel>/reactie/", oppversie.opp_reactie, name="opp_reactie"),
    path("dubbel/<uuid:sleutel>/samenvoegen/", dubbel.samenvoegen, name="samenvoegen"),
]
