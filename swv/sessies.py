"""Ending the sessions of a person at once (ASVS 7.4.2)."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from swv.models import Gebruiker


def beeindig(gebruiker: Gebruiker) -> None:
    """Every session of this account is gone with the next request."""
    sessies = UserSession.objects.filter(user=gebruiker)
    Session.objects.filter(session_key__in=sessies.values("session_key")).delete()
    sessies.delete()
