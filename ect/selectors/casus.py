"""The page of an aanmelding and of a casus: its parts, its people, who may be asked, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ect.enums import Aanmeldstatus
from ect.models import Aanmelding, Casus, Contactmoment, Ectadvies, Interventie, Notitie
from ect.permissions import mag_behandelen
from ect.workflow import AANMELDING, CASUS
from leerlingen.models import Leerling
from swv.klok import datum_van, vandaag
from swv.models import Gebruiker, Inzage
from swv.namen import vul
from swv.normen import kalender
from swv.rollen import ROLLEN, Bereik
from swv.termijnen import Resterend, resterend
from swv.toekenning import met_rol
from swv.workflow import mogelijke_acties

BEHANDELAARS = tuple(code for code, rol in ROLLEN.items() if "ect.behandelen" in rol.permissies)
LEZERS = tuple(
    code
    for code, rol in ROLLEN.items()
    if rol.bereik is Bereik.SWV and rol.is_medewerker and "ect.inzien" in rol.permissies
)
NOTITIEPAGINAS = ("ect:notitie", "ect:notitie_wijzigen", "ect:toegang_geven")  # where its text is shown
HOOGSTENS = 20


@dataclass(frozen=True)
class Klok:
    """The term of the first reaction as the page shows it."""

    naam: str
    datum: date
    resterend: Resterend
    afleiding: Sequence[str]


@dataclass(frozen=True)
class Opening:
    """That someone opened a confidential note of this pupil."""

    wie: str
    op: Any


def reactieklok_van(aanmelding: Aanmelding) -> Klok | None:
    """The clock, stopped by the first reaction; None for an SWV without this norm or after withdrawal."""
    if aanmelding.norm is None or aanmelding.reactie_uiterlijk is None:
        return None
    if aanmelding.status == Aanmeldstatus.INGETROKKEN and aanmelding.gereageerd_op is None:
        return None
    klaar = datum_van(aanmelding.gereageerd_op) if aanmelding.gereageerd_op else None
    over = resterend(aanmelding.reactie_uiterlijk, vandaag(), kalender(), afgerond_op=klaar)
    return Klok(aanmelding.norm.naam, aanmelding.reactie_uiterlijk, over, aanmelding.reactie_afleiding)


def acties_van(obj: Aanmelding | Casus, user: Gebruiker) -> set[str]:
    """The moves that this user can make now."""
    tabel = AANMELDING if isinstance(obj, Aanmelding) else CASUS
    return {overgang.actie for overgang in mogelijke_acties(tabel, obj, user)}


def contactmomenten(casus: Casus, user: Gebruiker) -> list[Contactmoment]:
    rijen = Contactmoment.objects.zichtbaar_voor(user).filter(casus=casus).select_related("vastgelegd_door")
    return list(rijen.order_by("-datum", "-id"))


def interventies(casus: Casus, user: Gebruiker) -> list[Interventie]:
    rijen = Interventie.objects.zichtbaar_voor(user).filter(casus=casus)
    return list(rijen.select_related("interventie", "type_interventie").order_by("-vanaf", "-id"))


def adviezen(casus: Casus, user: Gebruiker) -> list[Ectadvies]:
    rijen = Ectadvies.objects.zichtbaar_voor(user).filter(casus=casus).select_related("uitgebracht_door")
    return list(rijen.order_by("-id"))


def notities(casus: Casus, user: Gebruiker) -> list[Notitie]:
    """Which notes this person may open, without their text."""
    rijen = Notitie.objects.zichtbaar_voor(user).filter(casus=casus).defer("tekst")
    return list(rijen.select_related("geschreven_door").order_by("-id"))


def openingen(leerling: Leerling) -> list[Opening]:
    """Who opened a confidential note of this pupil, the latest first; from the trail itself."""
    rijen = Inzage.objects.van_leerling(leerling.sleutel).filter(pagina__in=NOTITIEPAGINAS)
    return [Opening(rij.gebruiker.naam, rij.op) for rij in rijen[:HOOGSTENS]]


def behandelaars() -> QuerySet[Gebruiker]:
    """Who can be casushouder today."""
    return _met_een_rol(BEHANDELAARS)


def lezers(notitie: Notitie) -> QuerySet[Gebruiker]:
    """Who can be named for this note: staff who see casussen, without the casushouder."""
    return _met_een_rol(LEZERS).exclude(pk=notitie.casus.casushouder_id)


def _met_een_rol(rollen: Sequence[str]) -> QuerySet[Gebruiker]:
    nummers = {gebruiker.pk for rol in rollen for gebruiker in met_rol(rol, vandaag())}
    return Gebruiker.objects.filter(pk__in=nummers).order_by("naam", "id")


def ziet_leerling(user: Gebruiker, leerling: Leerling) -> bool:
    """Whether a link to the page of the pupil leads somewhere for this reader."""
    if user.heeft_bereik(Bereik.SWV):
        return True
    return Leerling.objects.zichtbaar_voor(user).filter(pk=leerling.pk).exists()


def volgende_stap(aanmelding: Aanmelding, user: Gebruiker) -> str:
    """One sentence: what happens now with an aanmelding that is open."""
    if aanmelding.status == Aanmeldstatus.AANGEMELD:
        if mag_behandelen(user):
            return "Reageer eerst, ook als het antwoord nog tijd kost. De school ziet uw reactie meteen."
        return vul("{Het_expertteam} reageert eerst. Daarna volgt een casus of een antwoord.")
    if mag_behandelen(user):
        return vul(
            "Open een casus als {het_expertteam} verder begeleidt. "
            "Kan het in een antwoord, beantwoord de vraag dan."
        )
    return vul("{Het_expertteam} is in gesprek met de school.")
