from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SwvConfig(AppConfig):
    name = "swv"
    verbose_name = "Samenwerkingsverband"

    def ready(self) -> None:
        # These fill registries, and need the models: navigation, kinds of mail, jobs of every app, system checks.
        for module in ("swv.menu", "swv.berichten", "swv.checks"):
            import_module(module)
        autodiscover_modules("tasks")
        import_module("swv.forms.verplicht").zeg_hoe_het_moet()
