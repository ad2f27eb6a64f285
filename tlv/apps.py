from importlib import import_module

from django.apps import AppConfig


class TlvConfig(AppConfig):
    name = "tlv"
    verbose_name = "Toelaatbaarheidsverklaringen"

    def ready(self) -> None:
        for module in (
            "kengetallen",
            "kengetallen_plaatsing",
            "panelen",
            "profiel",
            "samenvoegen",
            "tasks",
            "toegang",
            "verdelingen",
            "vernietigen",
        ):  # fill the registries, which need the models
            import_module(f"tlv.{module}")
