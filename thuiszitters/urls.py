"""Addresses of this room: every object by its public key."""

from django.urls import URLPattern, path

from thuiszitters.views import lijst, melden, meldingen, plan, traject, uitvoer

app_name = "thuiszitters"
urlpatterns: list[URLPattern] = [
    path("", lijst.lijst, name="lijst"),
    path("uitvoer/", uitvoer.register, name="uitvoer"),
    path("inspectie/", uitvoer.inspectie, name="inspectie"),
    path("melden/", melden.melden, name="melden"),
    path("melden/nieuw/", melden.nieuwe_leerling, name="melden_nieuw"),
    path("melden/<uuid:leerling>/", melden.melden_leerling, name="melden_leerling"),
    path("melding/<uuid:sleutel>/", meldingen.melding, name="melding"),
    path("melding/<uuid:sleutel>/ontvangst/", melden.ontvangst, name="ontvangst"),
    path("melding/<uuid:sleutel>/oppakken/", meldingen.oppakken, name="oppakken"),
    path("melding/<uuid:sleutel>/voegen/", meldingen.koppelen, name="koppelen"),
    path("melding/<uuid:sleutel>/geen-traject/", meldingen.geen_traject, name="geen_traject"),
    path("melding/<uuid:sleutel>/intrekken/", meldingen.intrekken, name="melding_intrekken"),
    path("feit/<uuid:sleutel>/beeindigen/", plan.feit_beeindigen, name="feit_beeindigen"),
    path("actie/<uuid:sleutel>/afronden/", plan.actie_afronden, name="actie_afronden"),
    path("<uuid:sleutel>/", traject.traject, name="traject"),
    path("<uuid:sleutel>/categorie/", traject.categorie, name="categorie"),
    path("<uuid:sleutel>/regie/", traject.regie, name="regie"),
    path("<uuid:sleutel>/vastleggen/", plan.feit, name="feit"),
    path("<uuid:sleutel>/actie/", plan.actie, name="actie"),
    path("<uuid:sleutel>/contact/", plan.contact, name="contact"),
    path("<uuid:sleutel>/afsluiten/", traject.afsluiten, name="afsluiten"),
    path("<uuid:sleutel>/corrigeren/", traject.corrigeren, name="corrigeren"),
]
