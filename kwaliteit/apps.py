from importlib import import_module

from django.apps import AppConfig

ONDERDELEN: tuple[str, ...] = ("profiel",)  # modules that fill the registries, which need the models


class KwaliteitConfig(AppConfig):
    name = "kwaliteit"
    verbose_name = "Kwaliteit en sturing"

    def ready(self) -> None:
        for module in ONDERDELEN:
            import_module(f"kwaliteit.{module}")
