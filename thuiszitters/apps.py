from importlib import import_module

from django.apps import AppConfig

# Modules that fill the registries, which need the models.
ONDERDELEN: tuple[str, ...] = ("panelen", "kengetallen", "kengetallen_aanpak", "profiel", "rapportage")


class ThuiszittersConfig(AppConfig):
    name = "thuiszitters"
    verbose_name = "Thuiszitters"

    def ready(self) -> None:
        for module in ONDERDELEN:
            import_module(f"thuiszitters.{module}")
