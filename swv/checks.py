"""System checks: what must be true of an installation before it serves anyone."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver

from swv import pdf
from swv.models import Gebruiker
from swv.toegang import is_vrijgesteld

EIGEN_APPS = ("swv", "leerlingen", "ect", "tlv", "thuiszitters", "financien", "kwaliteit")
# Fields that every table may have without saying anything about a person.
TECHNISCH = frozenset({"id", "sleutel", "versie", "status"})
KLASSEN = frozenset({"persoonsgegeven", "bijzonder", "neutraal"})
# Tables with pupil data: here every field must be classified, not only what one thinks of.
ALLES_INDELEN = frozenset({"leerlingen", "ect", "tlv", "thuiszitters"})


def adressen(resolver: URLResolver | None = None, voorvoegsel: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every URL pattern of the product with its full view name."""
    for deel in (resolver or get_resolver()).url_patterns:
        if isinstance(deel, URLResolver):
            yield from adressen(deel, f"{voorvoegsel}{deel.namespace}:" if deel.namespace else voorvoegsel)
        else:
            yield f"{voorvoegsel}{deel.name}", deel


@register(Tags.urls)
def elk_adres_zegt_wie_het_mag(**_kwargs: Any) -> list[CheckMessage]:
    """A view without a declared permission is refused by the middleware; say so at the start already."""
    return [
        Error(f"The view of '{naam}' declares no permission.", id="swv.E001", obj=deel.callback)
        for naam, deel in adressen()
        if getattr(deel.callback, "permissies", None) is None and not is_vrijgesteld(deel.callback)
    ]


def niet_ingedeeld(model: type[Model]) -> list[str]:
    """Return the fields of `model` that the classification of personal data forgets."""
    klassen = getattr(model, "persoonsgegevens", None)
    if klassen is None:
        return ["(no persoonsgegevens at all)"]
    velden = {veld.name: veld for veld in model._meta.concrete_fields}
    fout = [f"{naam} (unknown)" for naam in klassen.keys() - velden.keys()]
    fout += [f"{naam} ({klasse})" for naam, klasse in klassen.items() if klasse not in KLASSEN]
    streng = model._meta.app_label in ALLES_INDELEN
    return fout + [
        naam for naam, veld in velden.items() if naam not in klassen and _moet_ingedeeld(veld, streng=streng)
    ]


def _moet_ingedeeld(veld: Field, *, streng: bool) -> bool:
    if veld.name in TECHNISCH or veld.name.endswith("_op"):
        return False
    naar_persoon = veld.related_model is Gebruiker
    return streng or naar_persoon


@register(Tags.models)
def persoonsgegevens_zijn_ingedeeld(
    app_configs: Sequence[AppConfig] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Every model says per field: persoonsgegeven, bijzonder or neutraal (architectuur.md B.6)."""
    return [
        Error(f"{model._meta.label}: not classified: {', '.join(fout)}.", id="swv.E002", obj=model)
        for app in app_configs or apps.get_app_configs()
        if app.label in EIGEN_APPS
        for model in app.get_models()
        if not hasattr(model, "pgh_tracked_model") and (fout := niet_ingedeeld(model))
    ]


@register(Tags.compatibility)
def pdf_kan(**_kwargs: Any) -> list[CheckMessage]:
    """Without Pango the product runs and letters wait."""
    reden = pdf.gereed()
    return [Warning(reden, id="swv.W001")] if reden else []


@register(Tags.database)
def geen_demogebruikers(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Demo accounts have a public password: they may exist only where SWV_DEMO is on."""
    if settings.SWV_DEMO or not databases:
        return []
    try:
        bestaan = Gebruiker.objects.filter(is_demo=True, is_active=True).exists()
    except DatabaseError:  # before the first migration
        return []
    return [Error("Demo users exist while SWV_DEMO is off.", id="swv.E003")] if bestaan else []
