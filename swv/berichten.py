"""Notifications: a row first, then a mail by a job. A mail holds a link and no personal data.

An app registers each kind with its fixed words, so that no name can get into a subject or a text.
The mail may leave twice when a worker dies between sending and writing down; it then carries the
same Message-ID, so that the receiving server can drop the second one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account import app_settings as allauth_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from swv.enums import Mailkeuze
from swv.klok import nu
from swv.models import Bericht, Gebruiker
from swv.opdrachten import opdracht, plaats


@dataclass(frozen=True)
class Berichtsoort:
    """`onderwerp` and `zin` are fixed Dutch words; what it is about shows only after login."""

    code: str
    onderwerp: str
    zin: str
    per_mail: bool = True
    verplicht: bool = False


SOORTEN: dict[str, Berichtsoort] = {}


def registreer(code: str, *, onderwerp: str, zin: str, per_mail: bool = True, verplicht: bool = False) -> str:
    """Make a kind of notification known; returns `code`. What is `verplicht`, is mailed whatever one chose."""
    SOORTEN[code] = Berichtsoort(code, onderwerp, zin, per_mail, verplicht)
    return code


def stuur(
    soort: str,
    *,
    ontvangers: Iterable[Gebruiker],
    pad: str,
    uniek: str,
    op: datetime,
    kenmerk: str = "",
) -> list[Bericht]:
    """Notify each receiver once per `uniek`; call inside the transaction of the cause.

    `pad` is a path of our own with a public key in it; `kenmerk` a number for the list on the screen.
    """
    keuze = SOORTEN[soort]
    nieuw = []
    for ontvanger in ontvangers:
        bericht, gemaakt = Bericht.objects.get_or_create(
            uniek=f"{soort}:{uniek}:{ontvanger.pk}",
            defaults={
                "ontvanger": ontvanger,
                "soort": soort,
                "kenmerk": kenmerk,
                "onderwerp": keuze.onderwerp,
                "pad": pad,
                "gemaakt_op": op,
            },
        )
        if gemaakt:
            nieuw.append(bericht)
            if _meteen_mailen(keuze, ontvanger):
                plaats("bericht.mail", uniek=f"bericht.mail:{bericht.sleutel}", op=op, bericht_id=bericht.pk)
    return nieuw


def _meteen_mailen(soort: Berichtsoort, aan: Gebruiker) -> bool:
    if not soort.per_mail or not aan.email:
        return False
    return soort.verplicht or aan.mailkeuze == Mailkeuze.METEEN


def lees(bericht: Bericht, *, op: datetime) -> None:
    """Remember when its receiver opened it first."""
    Bericht.objects.filter(pk=bericht.pk, gelezen_op=None).update(gelezen_op=op)


def stuur_wachtwoordlink(*, gebruiker: Gebruiker, op: datetime) -> None:
    """Mail a link to set a password, at most one a minute; the secret is made when the mail leaves."""
    minuut = op.strftime("%Y%m%d%H%M")
    plaats(
        "account.wachtwoordlink",
        uniek=f"account.wachtwoordlink:{gebruiker.sleutel}:{minuut}",
        op=op,
        gebruiker_id=gebruiker.pk,
    )


@opdracht("bericht.mail", "Melding mailen")
def mail_bericht(*, bericht_id: int, **_kwargs: Any) -> None:
    """Send the mail of one notification."""
    bericht = Bericht.objects.select_related("ontvanger").get(pk=bericht_id)
    soort = SOORTEN[bericht.soort]
    if bericht.ontvanger.is_active:
        verstuur(
            bericht.ontvanger.email, soort.onderwerp, soort.zin, bericht.pad, kenmerk=str(bericht.sleutel)
        )
    bericht.gemaild_op = nu()
    bericht.save(update_fields=["gemaild_op"])


@opdracht("account.wachtwoordlink", "Link voor een wachtwoord mailen")
def mail_wachtwoordlink(*, gebruiker_id: int, **_kwargs: Any) -> None:
    """Send the link with which someone sets a password; opening it changes nothing, only the form does."""
    gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
    if not gebruiker.is_active:
        return
    code = allauth_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(gebruiker)
    pad = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(gebruiker), "key": code}
    )
    zin = "Met de link hieronder kiest u een wachtwoord. Vroeg u dit niet aan? Dan hoeft u niets te doen."
    verstuur(gebruiker.email, "Kies uw wachtwoord", zin, pad, kenmerk=f"{gebruiker.sleutel}.{code[:12]}")


def verstuur(aan: str, onderwerp: str, zin: str, pad: str, *, kenmerk: str) -> None:
    """Send one mail: a fixed sentence and a link; only a job may call this."""
    tekst = render_to_string("email/bericht.txt", {"zin": zin, "adres": f"{settings.BASIS_URL}{pad}"})
    bericht = EmailMessage(onderwerp, tekst, to=[aan])
    bericht.extra_headers["Message-ID"] = f"<{kenmerk}@swv-kantoor.invalid>"
    bericht.send()
