"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "leerlingen"
urlpatterns: list[URLPattern | URLResolver] = []
