"""The one list of views that need no declared permission, with the reason."""

from collections.abc import Callable
from typing import Any

# Package of the view -> why it is outside our own permission declarations.
VRIJGESTELD = {
    "allauth.account": "login, logout and password pages of allauth, which guard themselves",
    "allauth.mfa": "second factor pages of allauth, for the own account only",
    "allauth.usersessions": "own sessions page of allauth",
    "django.views.static": "static files while developing",
    "django.contrib.staticfiles": "static files while developing",
}


def is_vrijgesteld(view: Callable[..., Any]) -> bool:
    """Return whether `view` belongs to a package on the list."""
    module = getattr(view, "__module__", "")
    return any(module == pakket or module.startswith(f"{pakket}.") for pakket in VRIJGESTELD)
