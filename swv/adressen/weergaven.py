"""Addresses of saved views."""

from django.urls import URLPattern, URLResolver, path

from swv.views import weergaven

urlpatterns: list[URLPattern | URLResolver] = [
    path("bewaren/<slug:code>/", weergaven.bewaren, name="weergave_bewaren"),
    path("<uuid:sleutel>/", weergaven.weergave, name="weergave"),
    path("<uuid:sleutel>/bijwerken/", weergaven.bijwerken, name="weergave_bijwerken"),
    path("<uuid:sleutel>/ster/", weergaven.ster, name="weergave_ster"),
    path("<uuid:sleutel>/verwijderen/", weergaven.verwijderen, name="weergave_verwijderen"),
]
