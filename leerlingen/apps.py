from importlib import import_module

from django.apps import AppConfig


class LeerlingenConfig(AppConfig):
    name = "leerlingen"
    verbose_name = "Leerlingen"

    def ready(self) -> None:
        for module in (
            "kengetallen",
            "oppkengetallen",
            "panelen",
            "opppanelen",
        ):  # fill the registries, which need the models
            import_module(f"leerlingen.{module}")
