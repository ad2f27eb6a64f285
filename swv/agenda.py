"""Own deadlines in one's own calendar: a secret address without login, and no word about a child in it.

An entry says "Termijn dossier 2627-0042" and holds a link; what it is about shows only after login.
Whoever has the address sees numbers and dates, so it can be renewed and closed at any moment.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from swv import maillink, panelen, werk
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Agendalink, Gebruiker
from swv.normen import kalender
from swv.panelen import Werkregel

DOEL = "agenda"
BEWAAR_SECONDEN = 600  # a program that asks every second costs one query
HOOGSTENS = 300
MAX_OCTETTEN = 75  # RFC 5545, 3.1


def pad_van(link: Agendalink) -> str:
    return reverse("agenda", args=[maillink.maak(DOEL, link.sleutel, link.ronde)])


def link_van(gebruiker: Gebruiker) -> Agendalink | None:
    """The open address of this person."""
    return Agendalink.objects.filter(gebruiker=gebruiker, ingetrokken_op=None).first()


@transaction.atomic
def maak(*, gebruiker: Gebruiker, op: datetime) -> Agendalink:
    """Give this person an address; an earlier one stops at once."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    link, nieuw = Agendalink.objects.get_or_create(gebruiker=gebruiker, defaults={"gemaakt_op": op})
    if not nieuw:
        link.ronde += 1
        link.gemaakt_op, link.ingetrokken_op = op, None
        link.save(update_fields=["ronde", "gemaakt_op", "ingetrokken_op"])
    leg_vast(link, "agenda-adres gemaakt", door=gebruiker, op=op)
    return link


@transaction.atomic
def trek_in(*, gebruiker: Gebruiker, op: datetime) -> None:
    """Close the address; a second time closes nothing."""
    link = Agendalink.objects.select_for_update().filter(gebruiker=gebruiker, ingetrokken_op=None).first()
    if link is not None:
        link.ingetrokken_op = op
        link.save(update_fields=["ingetrokken_op"])
        leg_vast(link, "agenda-adres gesloten", door=gebruiker, op=op)


def vind(woord: str) -> Agendalink | None:
    """The open address behind a word, of someone who still works here."""
    gelezen = maillink.lees(DOEL, woord)
    if gelezen is None:
        return None
    rijen = Agendalink.objects.filter(sleutel=gelezen[0], ronde=gelezen[1], ingetrokken_op=None)
    link = rijen.select_related("gebruiker").first()
    return link if link and link.gebruiker.permissies else None


def inhoud(link: Agendalink, op: datetime) -> str:
    """The calendar of this person, read anew at most once in ten minutes."""
    sleutel = f"agenda:{link.sleutel}:{link.ronde}"
    tekst = cache.get(sleutel)
    if tekst is None:
        tekst = _maak_tekst(link.gebruiker, op)
        cache.set(sleutel, tekst, BEWAAR_SECONDEN)
    return str(tekst)


def _maak_tekst(gebruiker: Gebruiker, op: datetime) -> str:
    dag, dagen = datum_van(op), kalender()
    per_bak = werk.lees(panelen.werkbakken, gebruiker, dag, dagen)
    regels = [regel for rijen in per_bak.values() for regel in rijen if regel.uiterste_datum]
    return ics(sorted(regels, key=lambda r: (r.uiterste_datum, r.kenmerk))[:HOOGSTENS], op)


def ics(regels: Iterable[Werkregel], op: datetime) -> str:
    """RFC 5545: one all-day entry per deadline; number, date and link, nothing else of the row."""
    kop = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SWV-kantoor//Termijnen//NL", "X-WR-CALNAME:Termijnen"]
    stempel = op.strftime("%Y%m%dT%H%M%SZ")
    punten = [deel for regel in regels for deel in _punt(regel, stempel)]
    return "".join(f"{gevouwen}\r\n" for lijn in [*kop, *punten, "END:VCALENDAR"] for gevouwen in _vouw(lijn))


def _punt(regel: Werkregel, stempel: str) -> list[str]:
    begin: date = regel.uiterste_datum  # type: ignore[assignment]
    uid = hashlib.sha256(f"{regel.url}|{regel.kenmerk}|{regel.wat}".encode()).hexdigest()[:32]
    wat = f"dossier {regel.kenmerk}" if any(teken.isdigit() for teken in regel.kenmerk) else regel.kenmerk
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@swv-kantoor.invalid",
        f"DTSTAMP:{stempel}",
        f"DTSTART;VALUE=DATE:{begin:%Y%m%d}",
        f"DTEND;VALUE=DATE:{begin + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_schoon(f'Termijn {wat}')}",
        f"URL:{settings.BASIS_URL}{regel.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _schoon(tekst: str) -> str:
    """Escape what has a meaning in the format (RFC 5545, 3.3.11)."""
    for teken in ("\\", ";", ","):
        tekst = tekst.replace(teken, f"\\{teken}")
    return " ".join(tekst.split())


def _vouw(lijn: str) -> Iterator[str]:
    """Break a line into pieces of at most 75 octets; what goes on begins with a space."""
    rest, begin = lijn.encode(), ""
    while rest:
        ruimte = MAX_OCTETTEN - len(begin)
        deel = rest[:ruimte].decode(errors="ignore")
        rest = rest[len(deel.encode()) :]
        yield begin + deel
        begin = " "
