"""Addresses of beheer and of the FG."""

from django.urls import URLPattern, URLResolver, path, re_path

from swv.views import gebruikers, herstel, mail, opdrachten, spoor, spoor_toegang

urlpatterns: list[URLPattern | URLResolver] = [
    path("opdrachten/", opdrachten.lijst, name="opdrachten"),
    path("opdrachten/<uuid:sleutel>/opnieuw/", opdrachten.opnieuw, name="opdracht_opnieuw"),
    path("mail/", mail.lijst, name="mail"),
    path("spoor/", spoor.zoeken, name="spoor"),
    path("spoor/leerling/<uuid:sleutel>/", spoor.leerling, name="spoor_leerling"),
    path("spoor/leerling/<uuid:sleutel>/gebeurtenissen/", spoor.gebeurtenissen, name="spoor_gebeurtenissen"),
    path("spoor/gebruiker/<uuid:sleutel>/", spoor.gebruiker, name="spoor_gebruiker"),
    path("spoor/toegang/", spoor_toegang.toegang, name="spoor_toegang"),
    path("gebruikers/", gebruikers.lijst, name="gebruikers"),
    path("gebruikers/nieuw/", gebruikers.nieuw, name="gebruiker_nieuw"),
    path("gebruikers/<uuid:sleutel>/", gebruikers.detail, name="gebruiker"),
    path("gebruikers/<uuid:sleutel>/tweede-factor/", herstel.van_gebruiker, name="gebruiker_herstel"),
    path("gebruikers/<uuid:sleutel>/rollen/", gebruikers.rol_geven, name="rol_geven"),
    path(
        "gebruikers/<uuid:sleutel>/rollen/<int:nummer>/einde/",
        gebruikers.rol_beeindigen,
        name="rol_beeindigen",
    ),
    re_path(
        r"^gebruikers/(?P<sleutel>[0-9a-f-]{36})/(?P<naam>link|uit|aan)/$",
        gebruikers.actie,
        name="gebruiker_actie",
    ),
]
