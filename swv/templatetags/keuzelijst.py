"""The options of a select in a filter."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html_join

register = template.Library()


@register.simple_tag
def opties(keuzes: Iterable[tuple[object, object]], gekozen: object = "") -> str:
    """`{% opties scholen gekozen.school %}`: an option per (value, name), the chosen one selected."""
    return _opties(
        tuple((str(waarde), str(naam)) for waarde, naam in keuzes), "" if gekozen is None else str(gekozen)
    )


@lru_cache(maxsize=256)
def _opties(keuzes: tuple[tuple[str, str], ...], gekozen: str) -> str:
    """The same list gives the same text, and writing it takes longer than asking."""
    rijen = ((waarde, " selected" if waarde == gekozen else "", naam) for waarde, naam in keuzes)
    return format_html_join("", '<option value="{}"{}>{}</option>', rijen)
