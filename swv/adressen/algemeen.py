"""Addresses of algemeen: the start page, the search and the state of health."""

from django.urls import URLPattern, URLResolver, path

from swv import gezond
from swv.views import agenda, galerij, start, zoeken

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("gezond/", gezond.gezond, name="gezond"),
    path("componenten/", galerij.galerij, name="componenten"),
    path("agenda/<str:woord>/termijnen.ics", agenda.lezen, name="agenda"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
]
