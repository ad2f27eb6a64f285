"""What happened, in words: of a traject for the SWV, of a report for the school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from swv.models import Gebeurtenis
from thuiszitters.models import Melding, Traject

# Subject and event -> how the timeline says it; what is not here stays out of it.
GEBEURTENISSEN = {
    ("thuiszitters.melding", "gemeld"): "Thuiszitten gemeld",
    ("thuiszitters.melding", "oppakken"): "Melding opgepakt",
    ("thuiszitters.melding", "koppelen"): "Melding bij het lopende traject gevoegd",
    ("thuiszitters.melding", "geen_traject"): "Melding beoordeeld: geen traject nodig",
    ("thuiszitters.melding", "intrekken"): "Melding ingetrokken",
    ("thuiszitters.melding", "tekst"): "Tekst van de melding gewijzigd",
    ("thuiszitters.traject", "geopend"): "Thuiszitterstraject geopend",
    ("thuiszitters.traject", "vervolgd"): "Opnieuw thuis: vervolgtraject geopend",
    ("thuiszitters.traject", "categorie"): "Categorie gewijzigd",
    ("thuiszitters.traject", "regiehouder"): "Andere regiehouder",
    ("thuiszitters.traject", "feit"): "Vastgelegd",
    ("thuiszitters.traject", "feit_beeindigd"): "Niet meer van toepassing",
    ("thuiszitters.traject", "lijst"): "Vergeleken met een lijst",
    ("thuiszitters.traject", "afsluiten"): "Thuiszitterstraject afgesloten",
    ("thuiszitters.traject", "corrigeren"): "Afsluiting gecorrigeerd",
    ("thuiszitters.actie", "afgesproken"): "Actie afgesproken",
    ("thuiszitters.actie", "gedaan"): "Actie gedaan",
    ("thuiszitters.actie", "niet_nodig"): "Actie niet meer nodig",
    ("thuiszitters.contact", "vastgelegd"): "Contact vastgelegd",
    ("thuiszitters.contact", "gewijzigd"): "Contact gewijzigd",
    ("thuiszitters.traject", "contact_ingetrokken"): "Contact ingetrokken",
    ("thuiszitters.traject", "eerste_dag"): "Eerste verzuimdag gecorrigeerd",
    ("thuiszitters.traject", "doel"): "Doel toegevoegd aan het plan",
    ("thuiszitters.traject", "doel_behaald"): "Doel behaald",
    ("thuiszitters.traject", "partner"): "Partner bij het plan",
    ("thuiszitters.traject", "partner_beeindigd"): "Partner niet meer bij het plan",
    ("thuiszitters.traject", "interventie"): "Interventie begonnen",
    ("thuiszitters.traject", "interventie_beeindigd"): "Interventie beëindigd",
    ("thuiszitters.traject", "evaluatie_gepland"): "Evaluatie gepland",
    ("thuiszitters.traject", "geevalueerd"): "Plan geëvalueerd",
    ("thuiszitters.vrijstelling", "vastgelegd"): "Vrijstelling vastgelegd",
    ("thuiszitters.vrijstelling", "beeindigd"): "Vrijstelling beëindigd",
    ("thuiszitters.adviesvraag", "oppakken"): "Adviesvraag over een vrijstelling opgepakt",
    ("thuiszitters.adviesvraag", "uitbrengen"): "Advies over een vrijstelling uitgebracht",
    ("thuiszitters.escalatiestap", "vastgelegd"): "Stap op de escalatieladder",
    ("thuiszitters.escalatiestap", "doorgezet"): "Doorzettingsmacht ingezet",
}
HOOGSTENS = 60


@dataclass(frozen=True)
class Punt:
    """One event on the timeline."""

    wanneer: datetime
    titel: str
    door: str
    toelichting: str


def tijdlijn(traject: Traject) -> list[Punt]:
    """What happened with this traject, its reports, plan, contacts and escalation, newest first; one query."""
    acties, contacten = traject.acties.values("sleutel"), traject.contacten.values("sleutel")
    stappen, vrij = traject.escalatiestappen.values("sleutel"), traject.vrijstellingen.values("sleutel")
    vraag = (
        Q(onderwerp="thuiszitters.traject", onderwerp_sleutel=traject.sleutel)
        | Q(onderwerp="thuiszitters.melding", onderwerp_sleutel__in=traject.meldingen.values("sleutel"))
        | Q(onderwerp="thuiszitters.actie", onderwerp_sleutel__in=acties)
        | Q(onderwerp="thuiszitters.contact", onderwerp_sleutel__in=contacten)
        | Q(onderwerp="thuiszitters.escalatiestap", onderwerp_sleutel__in=stappen)
        | Q(onderwerp="thuiszitters.vrijstelling", onderwerp_sleutel__in=vrij)
    )
    rijen = Gebeurtenis.objects.filter(vraag).select_related("door").order_by("-op", "-id")
    return list(_punten(rijen[:HOOGSTENS]))


def _punten(rijen: Iterable[Gebeurtenis]) -> Iterable[Punt]:
    for rij in rijen:
        if titel := GEBEURTENISSEN.get((rij.onderwerp, rij.soort)):
            yield Punt(rij.op, titel, rij.door.naam if rij.door else "het systeem", rij.toelichting)


def reden_van(melding: Melding) -> str:
    """Why a report led to no traject, or was taken back: the words of who decided."""
    rijen = Gebeurtenis.objects.van(melding).filter(soort__in=["geen_traject", "intrekken"])
    return rijen.values_list("toelichting", flat=True).first() or ""
