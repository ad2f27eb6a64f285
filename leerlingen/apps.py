from importlib import import_module

from django.apps import AppConfig


class LeerlingenConfig(AppConfig):
    name = "leerlingen"
    verbose_name = "Leerlingen"

    def ready(self) -> None:
        import_module("leerlingen.panelen")  # fills the registries, which need the models
