"""What someone searched for, kept in the session.

A name or date of birth never stands in an address: addresses end in logs, in the history of a
shared computer and in the Referer header (eisen.md S19). The address carries a short key.
"""

import secrets

from django.http import HttpRequest

PARAMETER = "zoek"
_IN_SESSIE = "zoekopdrachten"
_HOEVEEL = 20
_MAX_TEKENS = 80


def bewaar(request: HttpRequest, term: str) -> str:
    """Remember `term` and return its key for the address; an empty term needs none. POST only."""
    term = " ".join(term.replace("\x00", "").split())[:_MAX_TEKENS]
    if not term:
        return ""
    eerder = request.session.get(_IN_SESSIE, {})
    for sleutel, waarde in eerder.items():
        if waarde == term:
            return sleutel
    sleutel = secrets.token_hex(4)
    request.session[_IN_SESSIE] = dict([*eerder.items(), (sleutel, term)][-_HOEVEEL:])
    return sleutel


def lees(request: HttpRequest) -> str:
    """Return the term behind the key in the address; empty when it is unknown in this session."""
    return request.session.get(_IN_SESSIE, {}).get(request.GET.get(PARAMETER, ""), "")
