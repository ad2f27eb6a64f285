from django.urls import path

from ect.views import aanmelding, advies, casus, lijst, notitie

app_name = "ect"
urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("aanmelden/<uuid:leerling>/", aanmelding.aanmelden, name="aanmelden"),
    path("aanmelding/<uuid:sleutel>/", aanmelding.aanmelding, name="aanmelding"),
    path("aanmelding/<uuid:sleutel>/reageren/", aanmelding.reageren, name="reageren"),
    path("aanmelding/<uuid:sleutel>/aannemen/", aanmelding.aannemen, name="aannemen"),
    path("aanmelding/<uuid:sleutel>/beantwoorden/", aanmelding.beantwoorden, name="beantwoorden"),
    path("aanmelding/<uuid:sleutel>/intrekken/", aanmelding.intrekken, name="intrekken"),
    path("casus/<uuid:sleutel>/", casus.casus, name="casus"),
    path("casus/<uuid:sleutel>/stap/<slug:actie>/", casus.stap, name="stap"),
    path("casus/<uuid:sleutel>/plannen/", casus.plannen, name="plannen"),
    path("casus/<uuid:sleutel>/overdragen/", casus.overdragen, name="overdragen"),
    path("casus/<uuid:sleutel>/afsluiten/", casus.afsluiten, name="afsluiten"),
    path("casus/<uuid:sleutel>/contact/", casus.contactmoment_toevoegen, name="contactmoment_toevoegen"),
    path("contact/<uuid:sleutel>/", casus.contactmoment, name="contactmoment"),
    path("contact/<uuid:sleutel>/intrekken/", casus.contactmoment_intrekken, name="contactmoment_intrekken"),
    path("casus/<uuid:sleutel>/interventie/", casus.interventie_toevoegen, name="interventie_toevoegen"),
    path("interventie/<uuid:sleutel>/", casus.interventie, name="interventie"),
    path("casus/<uuid:sleutel>/advies/", advies.advies_toevoegen, name="advies_toevoegen"),
    path("advies/<uuid:sleutel>/", advies.advies, name="advies"),
    path("advies/<uuid:sleutel>/verwijderen/", advies.advies_verwijderen, name="advies_verwijderen"),
    path("advies/<uuid:sleutel>/afschrift/", advies.afschrift, name="afschrift"),
    path("casus/<uuid:sleutel>/notitie/", notitie.notitie_toevoegen, name="notitie_toevoegen"),
    path("notitie/<uuid:sleutel>/", notitie.notitie, name="notitie"),
    path("notitie/<uuid:sleutel>/wijzigen/", notitie.notitie_wijzigen, name="notitie_wijzigen"),
    path("notitie/<uuid:sleutel>/toegang/", notitie.toegang_geven, name="toegang_geven"),
    path("toegang/<uuid:sleutel>/intrekken/", notitie.toegang_intrekken, name="toegang_intrekken"),
]
