"""How a dossier pack stands: being made, ready, overtaken by the agenda, or failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from swv.enums import Opdrachtstatus
from swv.models import Gebruiker, Opdracht
from swv.rollen import Bereik
from tlv.models import Aanvraag, Agendapunt, Dossierpakket, Vergadering
from tlv.pakketstukken import opdrachtsleutel

VERVERS_TOT = timedelta(minutes=3)
VEROUDERD = "De agenda is daarna veranderd. Laat een nieuw pakket maken."


@dataclass(frozen=True)
class Pakketstand:
    """The latest pack; `ververs` while a worker is at it."""

    pakket: Dossierpakket | None
    stand: str = ""
    kleur: str = "neutraal"
    heeft_bestand: bool = False
    ververs: bool = False


def stand_van(onderwerp: Vergadering | Aanvraag, user: Gebruiker, op: datetime) -> Pakketstand:
    """The latest pack of this meeting or request that `user` may see; three queries."""
    rijen = Dossierpakket.objects.zichtbaar_voor(user).filter(pk__in=onderwerp.dossierpakketten.values("pk"))
    pakket = rijen.select_related("bestand", "vergadering").order_by("-id").first()
    if pakket is None:
        return Pakketstand(None)
    if hasattr(pakket, "bestand"):
        if not is_actueel(pakket, user):
            return Pakketstand(pakket, VEROUDERD, "let-op")
        return Pakketstand(pakket, f"{pakket.bladen} bladzijden", "goed", heeft_bestand=True)
    return _in_de_maak(pakket, op)


def is_actueel(pakket: Dossierpakket, user: Gebruiker) -> bool:
    """Whether the pack holds just the requests that this reader may see on the agenda now, in any order."""
    if pakket.vergadering is None:
        return user.heeft_bereik(Bereik.SWV)
    punten = Agendapunt.objects.zichtbaar_voor(user).filter(vergadering=pakket.vergadering)
    return {str(s) for s in punten.values_list("aanvraag__sleutel", flat=True)} == set(pakket.aanvragen)


def _in_de_maak(pakket: Dossierpakket, op: datetime) -> Pakketstand:
    opdracht = Opdracht.objects.filter(uniek=opdrachtsleutel(pakket)).first()
    if opdracht is None or opdracht.status == Opdrachtstatus.MISLUKT:
        return Pakketstand(pakket, "Maken is mislukt. Probeer het opnieuw.", "fout")
    if opdracht.laatste_fout:
        return Pakketstand(pakket, "Het pakket wacht tot dit systeem PDF's kan maken.", "wacht")
    nog = len(pakket.aanvragen)
    wat = "1 aanvraag" if nog == 1 else f"{nog} aanvragen"
    ververs = abs(op - opdracht.niet_voor) < VERVERS_TOT
    return Pakketstand(pakket, f"Het pakket met {wat} wordt gemaakt.", "wacht", ververs=ververs)
