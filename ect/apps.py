from importlib import import_module

from django.apps import AppConfig

# Modules that fill the registries, which need the models.
ONDERDELEN: tuple[str, ...] = ("kengetallen", "notifications", "panelen", "profiel")


class EctConfig(AppConfig):
    name = "ect"
    verbose_name = "Expertise- en Consultatieteam"

    def ready(self) -> None:
        for module in ONDERDELEN:
            import_module(f"ect.{module}")
