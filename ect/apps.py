from importlib import import_module

from django.apps import AppConfig

ONDERDELEN: tuple[str, ...] = ()  # modules that fill the registries, which need the models


class EctConfig(AppConfig):
    name = "ect"
    verbose_name = "Expertise- en Consultatieteam"

    def ready(self) -> None:
        for module in ONDERDELEN:
            import_module(f"ect.{module}")
