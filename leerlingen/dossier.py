"""What the pupil page shows, written out for one person: nothing in it has to be hidden by a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from leerlingen.models import Betrokkene, Dossierdocument, Inschrijving, Leerling
from leerlingen.permissions import Toegang, scholen_met, via_swv
from swv import panelen
from swv.enums import Scanstatus
from swv.models import Gebeurtenis, Gebruiker
from swv.templatetags.opmaak import datum_kort, grootte
from swv.termijnen import tekst

GEHEIM = "Geheim adres, bekend bij het SWV"
HOOGSTENS = 50


@dataclass(frozen=True)
class Inschrijvingregel:
    sleutel: UUID
    school: str
    soort: str
    leerjaar: str
    periode: str
    loopt: bool
    komt: bool
    mag_wijzigen: bool


@dataclass(frozen=True)
class Betrokkenregel:
    """An adult as this person may see it; `adres` already says when it is secret."""

    sleutel: UUID
    naam: str
    rol: str
    adres: str
    adres_geheim: bool
    contact: str
    beperking: str
    loopt: bool


@dataclass(frozen=True)
class Documentregel:
    sleutel: UUID
    naam: str
    sub: str
    waarschuwing: str
    status: str
    te_openen: bool
    mag_vervallen: bool
    mag_vernietigen: bool
    vervallen: bool


@dataclass(frozen=True)
class Tijdlijnregel:
    wanneer: datetime
    titel: str
    door: str
    toelichting: str


def inschrijvingen(leerling: Leerling, user: Gebruiker, op: date) -> list[Inschrijvingregel]:
    """Where the pupil is, was and will be, the latest first, within what `user` may see."""
    rijen = Inschrijving.objects.zichtbaar_voor(user).filter(leerling=leerling)
    overal, scholen = via_swv(user, "leerling.wijzigen"), scholen_met(user, "leerling.wijzigen")
    return [
        Inschrijvingregel(
            sleutel=rij.sleutel,
            school=rij.school.naam,
            soort=rij.get_soort_display(),
            leerjaar=rij.leerjaar,
            periode=_periode(rij),
            loopt=rij.vanaf <= op and (rij.tot_en_met is None or rij.tot_en_met >= op),
            komt=rij.vanaf > op,
            mag_wijzigen=(overal or rij.school_id in scholen)
            and (rij.tot_en_met is None or rij.tot_en_met >= op),
        )
        for rij in rijen.select_related("school").order_by("-vanaf", "-id")
    ]


def kopregel(leerling: Leerling, scholen: Iterable[Inschrijvingregel], op: date) -> str:
    """`14 mei 2018 (8 jaar) · De Regenboog · groep 5`: what one wants to know first."""
    nu = next((regel for regel in scholen if regel.loopt), None)
    delen = [f"{tekst.datum(leerling.geboortedatum)} ({leerling.leeftijd(op)} jaar)"]
    delen += [nu.school, nu.leerjaar] if nu else []
    return " · ".join(deel for deel in delen if deel)


def _periode(rij: Inschrijving) -> str:
    vanaf = datum_kort(rij.vanaf)
    return f"{vanaf} tot en met {datum_kort(rij.tot_en_met)}" if rij.tot_en_met else f"sinds {vanaf}"


def betrokkenregels(mensen: Iterable[Betrokkene], rechten: Toegang, op: date) -> list[Betrokkenregel]:
    """The adults around the pupil: who has gezag first, who is no longer involved last."""
    regels = [_betrokkenregel(rij, rechten, op) for rij in mensen]
    return sorted(regels, key=lambda regel: not regel.loopt)


def _betrokkenregel(rij: Betrokkene, rechten: Toegang, op: date) -> Betrokkenregel:
    gezag = "gezag" if rij.heeft_gezag else "geen gezag"
    contact = " · ".join(deel for deel in (rij.telefoon, rij.email) if deel)
    loopt = rij.geldig_tot_en_met is None or rij.geldig_tot_en_met >= op
    einde = "" if loopt else f" · tot en met {datum_kort(rij.geldig_tot_en_met)}"
    return Betrokkenregel(
        sleutel=rij.sleutel,
        naam=rij.naam,
        rol=f"{rij.get_relatie_display()} · {gezag}{einde}",
        adres=adresregel(rij, rechten) if rechten.contactgegevens else "",
        adres_geheim=rij.geheim_adres and rechten.geheim_adres,
        contact=contact if rechten.contactgegevens else "",
        beperking=rij.contactbeperking,
        loopt=loopt,
    )


def adresregel(rij: Betrokkene, rechten: Toegang) -> str:
    """The address on one line; a secret one only for who addresses the letters (missie.md 1.1)."""
    if rij.geheim_adres and not rechten.geheim_adres:
        return GEHEIM
    return ", ".join(adresregels(rij)) or "Adres onbekend"


def adresregels(rij: Betrokkene | Leerling) -> list[str]:
    """Street and place as on an envelope: `Rietkraag 12`, `9711 LM Groningen`."""
    nederlands = len(rij.postcode) == 6 and rij.postcode[:4].isdigit()
    postcode = f"{rij.postcode[:4]} {rij.postcode[4:]}" if nederlands else rij.postcode
    regels = (f"{rij.straat} {rij.huisnummer}".strip(), f"{postcode} {rij.plaats}".strip())
    return [regel for regel in regels if regel]


def documenten(leerling: Leerling, user: Gebruiker, rechten: Toegang) -> list[Documentregel]:
    """The files that `user` may see, the newest first; withdrawn ones last."""
    rijen = Dossierdocument.objects.zichtbaar_voor(user).filter(leerling=leerling)
    regels = [
        _documentregel(rij, user, rechten)
        for rij in rijen.select_related("school", "vernietigd_door").order_by("-id")
    ]
    return sorted(regels, key=lambda regel: regel.vervallen)


def _documentregel(rij: Dossierdocument, user: Gebruiker, rechten: Toegang) -> Documentregel:
    van = rij.school.naam if rij.school else "het samenwerkingsverband"
    gedateerd = f"van {datum_kort(rij.gedateerd_op)}" if rij.gedateerd_op else ""
    delen = (rij.get_soort_display(), gedateerd, grootte(rij.grootte), f"toegevoegd door {van}")
    status = "" if rij.scanstatus == Scanstatus.SCHOON else rij.get_scanstatus_display()
    eigen = rij.school_id in user.school_ids if rij.school_id else user.is_medewerker
    return Documentregel(
        sleutel=rij.sleutel,
        naam=rij.naam,
        sub=rij.vernietiging or " · ".join(deel for deel in delen if deel),
        waarschuwing=rij.waarschuwing,
        status="Vernietigd" if rij.is_vernietigd else "Vervallen" if rij.vervallen_op else status,
        te_openen=rij.scanstatus == Scanstatus.SCHOON and not rij.is_vernietigd,
        mag_vervallen=rechten.documenten and eigen and rij.vervallen_op is None,
        mag_vernietigen=rechten.documenten and (eigen or user.is_medewerker) and not rij.is_vernietigd,
        vervallen=rij.vervallen_op is not None,
    )


def tijdlijn(leerling: Leerling) -> list[Tijdlijnregel]:
    """What happened in the file of this pupil, in the words of the apps, the newest first; one query."""
    soorten: dict[str, list[str]] = {}
    for onderwerp, soort in panelen.gebeurtenisnamen:
        soorten.setdefault(onderwerp, []).append(soort)
    genoemd = Q(pk__in=[])
    for onderwerp, namen in soorten.items():
        genoemd |= Q(onderwerp=onderwerp, soort__in=namen)
    rijen = Gebeurtenis.objects.filter(genoemd, leerling_sleutel=leerling.sleutel).select_related("door")
    return [
        Tijdlijnregel(
            wanneer=rij.op,
            titel=panelen.gebeurtenisnamen[rij.onderwerp, rij.soort],
            door=rij.door.naam if rij.door else "het systeem",
            toelichting=_toelichting(rij),
        )
        for rij in rijen.order_by("-op", "-id")[:HOOGSTENS]
    ]


def _toelichting(rij: Gebeurtenis) -> str:
    velden: list[Any] = rij.gegevens.get("velden", []) if isinstance(rij.gegevens, dict) else []
    delen = [
        rij.toelichting,
        tekst.opsomming([str(veld).replace("_", " ") for veld in velden]) if velden else "",
    ]
    return " · ".join(deel for deel in delen if deel)
