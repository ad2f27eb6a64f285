from importlib import import_module

from django.apps import AppConfig

# Modules that fill the registries, which need the models.
ONDERDELEN = ("panelen", "profiel", "rapportage")


class KwaliteitConfig(AppConfig):
    name = "kwaliteit"
    verbose_name = "Kwaliteit en sturing"

    def ready(self) -> None:
        for module in ONDERDELEN:
            import_module(f"kwaliteit.{module}")
