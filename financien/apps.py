from importlib import import_module

from django.apps import AppConfig

# Modules that fill the registries, which need the models.
ONDERDELEN: tuple[str, ...] = ("profiel", "kengetallen", "panelen")


class FinancienConfig(AppConfig):
    name = "financien"
    verbose_name = "Financiën"

    def ready(self) -> None:
        for module in ONDERDELEN:
            import_module(f"financien.{module}")
