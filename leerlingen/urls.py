"""Addresses of this room: every object by its public key."""

from django.urls import URLPattern, URLResolver, path

from leerlingen.views import betrokkenen, documenten, dossier, dubbel, inschrijvingen, lijst

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
    path("dubbel/<uuid:sleutel>/samenvoegen/", dubbel.samenvoegen, name="samenvoegen"),
]
