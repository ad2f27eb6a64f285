"""The mails of the demo: nothing leaves the machine, beheer reads here what would have been sent."""

import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from swv.permissions import vereist

HOOGSTENS = 100
SCHEIDING = b"-" * 79


def _berichten(bestand: Path) -> list[dict[str, Any]]:
    """Read what Django's file backend wrote: one or more messages, a line of dashes after each."""
    delen = [deel.strip() for deel in bestand.read_bytes().split(SCHEIDING)]
    return [_bericht(deel) for deel in delen if deel]


def _bericht(ruw: bytes) -> dict[str, Any]:
    gelezen: EmailMessage = email.message_from_bytes(ruw, policy=policy.default)  # type: ignore[arg-type,assignment]
    deel = gelezen.get_body(preferencelist=("plain",))
    tekst = deel.get_content() if deel else ""
    return {
        "aan": str(gelezen["To"]),
        "onderwerp": str(gelezen["Subject"]),
        "op": _moment(str(gelezen["Date"])),
        "tekst": tekst,
    }


def _moment(kop: str) -> datetime:
    """A date header that ends in `-0000` is UTC without saying so (RFC 5322, 3.3)."""
    op = parsedate_to_datetime(kop)
    return op if op.tzinfo else op.replace(tzinfo=UTC)


@require_safe
@vereist("mail.inzien")
def lijst(request: HttpRequest) -> HttpResponse:
    """Newest first; exists only in the demo, for these mails hold links that set a password."""
    if not settings.SWV_DEMO:
        raise Http404
    bestanden = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)[:HOOGSTENS]
    berichten = [bericht for bestand in bestanden for bericht in _berichten(bestand)]
    return render(request, "swv/mail_lijst.html", {"berichten": berichten})
