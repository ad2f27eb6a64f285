"""Three years of frozen quarters, and the two reports of the last one, written and vastgesteld."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from kwaliteit.demoteksten import TEKST, TEKSTEN
from kwaliteit.selectors.kwartalen import laatste_kwartaal
from swv.demo import Demo, analyseer
from swv.enums import Aanleiding
from swv.kengetallen import peiling
from swv.kwartaal import Kwartaal
from swv.models import Rapportage
from swv.momentopnamen import bevries
from swv.namen import vul
from swv.normen import kalender
from swv.pdf import PdfNietBeschikbaar
from swv.rapportages import SOORTEN, services
from swv.termijnen import werkdagen_later

KWARTALEN = 9  # eight quarters of trend, and the one before the first
SCHRIJVERS = {"coordinator", "directeur", "controller"}
SCHRIJFDAGEN, VASTSTELDAGEN = 12, 20  # working days after the peildatum


def laad(demo: Demo) -> None:
    """Freeze the past through the same service, and let the logins write and fix the reports of the last quarter."""
    analyseer()  # the rows are of this transaction; without it every figure scans all of them
    laatste = laatste_kwartaal(demo.op)
    for terug in reversed(range(KWARTALEN)):
        _bevries(laatste.verschoven(-terug))
    for soort in sorted(SOORTEN):
        _rapporteer(demo, soort, laatste)


def kopieer(aantal: int) -> None:
    """Frozen figures are about the original pupils; copies for the benchmark change nothing here."""


def _bevries(kwartaal: Kwartaal) -> None:
    """As the job does it: the morning after the peildatum, and the morning after the quarter."""
    for dag in (peiling(kwartaal).peildatum, kwartaal.tot_en_met):
        bevries(kwartaal, door=None, op=_moment(dag + timedelta(days=1), 3), aanleiding=Aanleiding.PLANNING)


def _moment(dag: date, uur: int) -> datetime:
    return make_aware(datetime.combine(dag, time(uur)))


def _rapporteer(demo: Demo, soort: str, kwartaal: Kwartaal) -> None:
    """Asked for, written, made, offered and fixed; without the library for PDF it stays a concept."""
    dagen, peildatum = kalender(), peiling(kwartaal).peildatum
    geschreven = min(werkdagen_later(peildatum, SCHRIJFDAGEN, dagen), demo.op)
    vast = min(werkdagen_later(peildatum, VASTSTELDAGEN, dagen), demo.op)
    directeur = demo.gebruikers["directeur"]
    rapportage = services.aanvragen(soort=soort, kwartaal=kwartaal, door=directeur, op=_moment(geschreven, 9))
    for tekst in rapportage.teksten.order_by("volgorde"):
        if tekst.rol in SCHRIJVERS:
            services.tekst_schrijven(
                tekst=tekst,
                inhoud=vul(TEKSTEN.get(tekst.code, TEKST)),
                gezien=tekst.versie,
                door=demo.gebruikers[tekst.rol],
                op=_moment(geschreven, 11),
            )
    try:
        services.bestanden_maken(sleutel=rapportage.sleutel, versie=1, op=_moment(geschreven, 15))
    except PdfNietBeschikbaar:
        return
    services.aanbieden(
        rapportage=Rapportage.objects.get(pk=rapportage.pk),
        door=demo.gebruikers["coordinator"],
        op=_moment(geschreven, 16),
    )
    services.vaststellen(
        rapportage=Rapportage.objects.get(pk=rapportage.pk), door=directeur, op=_moment(vast, 10)
    )
