"""Addresses of normen."""

from django.urls import URLPattern, URLResolver, path

from swv.views import normen

urlpatterns: list[URLPattern | URLResolver] = [
    path("", normen.normen, name="normen"),
    path("<uuid:sleutel>/", normen.norm, name="norm"),
    path("<uuid:sleutel>/wijzigen/", normen.norm_wijzigen, name="norm_wijzigen"),
]
