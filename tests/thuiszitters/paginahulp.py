"""Reading pages in tests: their text without tags, the rows of a table, and what a page asks of the database."""

import re
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

VAN_DE_LOGIN = ("django_session", "swv_gebruiker", "swv_roltoekenning", "usersessions_", "mfa_")


def zichtbaar(antwoord: Any) -> str:
    """What a person reads on the page, in one line."""
    tekst = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", antwoord.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", tekst)).split())


def tabel(antwoord: Any) -> str:
    """The body of the first table."""
    tekst: str = antwoord.content.decode()
    return tekst.partition("<tbody>")[2].partition("</tbody>")[0]


def stuur(client: Client, pagina: str, /, *argumenten: Any, **gegevens: Any) -> Any:
    """Post to an address and follow where it leads."""
    return client.post(reverse(pagina, args=argumenten), gegevens, follow=True)


def aantal_vragen(client: Client, adres: str) -> int:
    """How many times a page asks the database, without the login."""
    client.get(reverse("start"))
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(adres).status_code == 200
    return sum(
        vraag["sql"].startswith("SELECT")
        and not any(naam in vraag["sql"].split("FROM")[-1][:60] for naam in VAN_DE_LOGIN)
        for vraag in gevangen.captured_queries
    )
