"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "tlv"
urlpatterns: list[URLPattern | URLResolver] = []
