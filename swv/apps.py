from django.apps import AppConfig


class SwvConfig(AppConfig):
    name = "swv"
    verbose_name = "Samenwerkingsverband"
