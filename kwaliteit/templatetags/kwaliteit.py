"""Looking a text up by the code of its slot."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()

LEEG: Mapping[str, Any] = {"alineas": ()}


@register.filter
def vak(teksten: Mapping[str, Any], code: str) -> Any:
    """The text of this slot; without one, a text without paragraphs."""
    return teksten.get(code) or LEEG
