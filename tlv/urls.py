"""Addresses of this room."""

from django.urls import path

from tlv.views import aanvraag, aanvragen, beoordelen, besluiten, bestanden, keuzehulp, lijst, vragenlijsten

app_name = "tlv"
urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("vragenlijsten/", vragenlijsten.lijsten, name="vragenlijsten"),
    path("vragenlijsten/<slug:code>/", vragenlijsten.vragenlijst, name="vragenlijst"),
    path("keuzehulp/", keuzehulp.keuzehulp, name="keuzehulp"),
    path("keuzehulp/gebruiken/", keuzehulp.gebruiken, name="keuzehulp_gebruiken"),
    path("leerling/<uuid:leerling>/keuzehulp/", keuzehulp.voor_leerling, name="keuzehulp_leerling"),
    path("leerling/<uuid:leerling>/nieuw/", aanvragen.beginnen, name="beginnen"),
    path("<uuid:sleutel>/", aanvraag.aanvraag, name="aanvraag"),
    path("<uuid:sleutel>/taak/<slug:code>/", aanvragen.taak, name="taak"),
    path("<uuid:sleutel>/taak/<slug:code>/bewaren/", aanvragen.bewaren, name="bewaren"),
    path("<uuid:sleutel>/documenten/<slug:vraag>/", bestanden.document_toevoegen, name="document_toevoegen"),
    path("<uuid:sleutel>/document/<uuid:document>/", besluiten.document, name="document"),
    path("<uuid:sleutel>/controleren/", aanvragen.controleren, name="controleren"),
    path("<uuid:sleutel>/ontvangst/", aanvragen.ontvangst, name="ontvangst"),
    path("<uuid:sleutel>/intrekken/", aanvragen.intrekken, name="intrekken"),
    path("<uuid:sleutel>/verwijderen/", aanvragen.verwijderen, name="verwijderen"),
    path("<uuid:sleutel>/aanvulling-vragen/", beoordelen.herstel_vragen, name="herstel_vragen"),
    path(
        "<uuid:sleutel>/aanvulling-vragen/intrekken/", beoordelen.herstel_intrekken, name="herstel_intrekken"
    ),
    path("<uuid:sleutel>/aanvullen/", beoordelen.aanvullen, name="aanvullen"),
    path("<uuid:sleutel>/compleet/", beoordelen.compleet, name="compleet"),
    path("<uuid:sleutel>/deskundige/", beoordelen.deskundige, name="deskundige"),
    path(
        "<uuid:sleutel>/advies/<uuid:advies>/intrekken/",
        beoordelen.toewijzing_intrekken,
        name="toewijzing_intrekken",
    ),
    path("<uuid:sleutel>/advies/", beoordelen.advies, name="advies"),
    path("<uuid:sleutel>/besluit/", besluiten.besluit, name="besluit"),
    path("<uuid:sleutel>/bezwaar/", besluiten.bezwaar, name="bezwaar"),
    path("<uuid:sleutel>/bezwaar/<uuid:bezwaar>/", besluiten.bezwaar_afhandelen, name="bezwaar_afhandelen"),
    path("brief/<uuid:sleutel>/", besluiten.brief, name="brief"),
    path("<uuid:sleutel>/advies/bewaren/", beoordelen.advies_bewaren, name="advies_bewaren"),
    path("<uuid:sleutel>/brieven/", aanvraag.brievenkaart, name="brieven"),
    path("brief/<uuid:sleutel>/adres/", besluiten.brief_adres, name="brief_adres"),
    path("brief/<uuid:sleutel>/opnieuw/", besluiten.brief_opnieuw, name="brief_opnieuw"),
    path("brief/<uuid:sleutel>/verzonden/", besluiten.verzonden, name="verzonden"),
]
