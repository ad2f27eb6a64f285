""" "Klaar voor besluit?": every check before a decision, with what was found (differentiator 6).

A blokkade is a rule that the service enforces too; a waarschuwing asks the decider to look and to reason.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from swv.klok import datum_van, vandaag
from swv.models import Gebruiker, Norm, Roltoekenning, School
from swv.permissions import NietToegestaan
from swv.termijnen import datum, maanden_later, opsomming
from tlv.adviespaar import reden_onvoldoende
from tlv.bsnvondst import bsn_vondsten
from tlv.controle import Controle, blokkade, voldoet, waarschuwing
from tlv.enums import Adviesstatus, Bekostigingscategorie, Soort
from tlv.geadresseerden import geadresseerden
from tlv.geldigheid import mogelijke_categorieen
from tlv.mandaat import reden_geen_mandaat, reden_geen_vier_ogen
from tlv.models import Aanvraag, Deskundigenadvies, Toelaatbaarheidsverklaring
from tlv.procriteria import controleer_procriteria
from tlv.vragen import gesteld, lees_datum
from tlv.workflow import controleer_geen_open_herstel

ONDERZOEK_GELDIGHEID = "tlv.onderzoek_geldigheid"


def controlelijst(aanvraag: Aanvraag, user: Gebruiker) -> list[Controle]:
    """All checks for this request and this decider, in the order of the page."""
    adviezen = list(
        aanvraag.adviezen.filter(status=Adviesstatus.UITGEBRACHT)
        .select_related("deskundige")
        .order_by("uitgebracht_op", "id")
    )
    op = vandaag()
    return [
        _compleet(aanvraag),
        _herstel(aanvraag),
        *_geen_bsn(aanvraag),
        _twee_adviezen(adviezen),
        *_onafhankelijk(aanvraag.school, adviezen, op),
        *_eensluidend(adviezen),
        *_dossier(aanvraag),
        *_onderzoek(aanvraag, op),
        *(controleer_procriteria(aanvraag.antwoorden) if aanvraag.soort == Soort.PRO else ()),
        _andere_tlv(aanvraag, op),
        _adressen(aanvraag, op),
        replace(_mandaat(aanvraag, user, op), over_lezer=True),
        replace(_vier_ogen(aanvraag, user), over_lezer=True),
    ]


def reden_niet_voor_lezer(controles: Iterable[Controle]) -> str:
    """Why this reader may not decide (mandate, four eyes), whatever the state of the request; else empty."""
    return next((c.uitleg for c in controles if c.over_lezer and c.blokkeert), "")


def _compleet(aanvraag: Aanvraag) -> Controle:
    naam = "Aanvraag compleet"
    if aanvraag.compleet_op is None:
        return blokkade(naam, "De aanvraag is nog niet compleet verklaard.")
    return voldoet(naam, f"sinds {datum(datum_van(aanvraag.compleet_op))}")


def _geen_bsn(aanvraag: Aanvraag) -> Iterator[Controle]:
    """Staff must not keep what may not be here (domein.md 7.2): the school takes it out."""
    if gevonden := [vondst.label for vondst in bsn_vondsten(aanvraag)]:
        yield waarschuwing(
            "Geen BSN in de aanvraag",
            f"Er staat een getal dat een BSN kan zijn bij: {'; '.join(gevonden)}. Vraag de school om aanvulling "
            "of vernietig de inhoud van het bestand.",
        )


def _herstel(aanvraag: Aanvraag) -> Controle:
    naam = "Niets meer gevraagd aan de school"
    return _uit_regel(naam, lambda: controleer_geen_open_herstel(aanvraag))


def _uit_regel(naam: str, regel: Callable[[], None]) -> Controle:
    """The same rule as the workflow, as a line of the list."""
    try:
        regel()
    except NietToegestaan as fout:
        return blokkade(naam, fout.reden)
    return voldoet(naam)


def _twee_adviezen(adviezen: list[Deskundigenadvies]) -> Controle:
    naam = "Twee adviezen met de juiste deskundigheid"
    if reden := reden_onvoldoende(adviezen):
        return blokkade(naam, reden)
    return voldoet(naam, opsomming([a.get_beroep_display().lower() for a in adviezen]))


def _onafhankelijk(school: School, adviezen: list[Deskundigenadvies], op: date) -> Iterator[Controle]:
    """Declared by the expert, and looked up: nobody who works for the school that asks (domein.md 1.2)."""
    naam = "Deskundigen zijn onafhankelijk van school en leerling"
    bij_school = Roltoekenning.objects.actief(op).filter(
        school=school, gebruiker__in=[advies.deskundige_id for advies in adviezen]
    )
    if adviezen and bij_school.exists():
        yield blokkade(naam, "Een deskundige werkt bij de school die aanvraagt.")
    elif adviezen:
        yield voldoet(naam, "verklaard en gecontroleerd")


def _eensluidend(adviezen: list[Deskundigenadvies]) -> Iterator[Controle]:
    conclusies = {a.get_conclusie_display().lower() for a in adviezen}
    if len(conclusies) > 1:
        yield waarschuwing(
            "Adviezen zijn eensluidend",
            f"De conclusies verschillen ({opsomming(sorted(conclusies))}). Leg uit welk gewicht u eraan geeft.",
        )


def _dossier(aanvraag: Aanvraag) -> Iterator[Controle]:
    """What the school told about parents, pupil and OPP; each SWV weighs it, none may be overlooked."""
    antwoorden = aanvraag.antwoorden
    yield _ouders(antwoorden.get("ouders_mening", ""), bool(antwoorden.get("zienswijze")))
    bekend = gesteld(aanvraag)
    if "leerling_gehoord" in bekend:
        yield _leerling_gehoord(antwoorden.get("leerling_gehoord", ""))
    if "opp" in bekend:
        yield _opp(aanvraag, antwoorden.get("handelingsdeel", ""))


def _ouders(mening: str, heeft_zienswijze: bool) -> Controle:
    naam = "Ouders gehoord; zienswijze ligt in het dossier"
    if not heeft_zienswijze:
        return waarschuwing(naam, "Er is geen zienswijze. Vraag de ouders om hun mening (Awb artikel 4:8).")
    if mening in {"oneens", "deels", "verschillend"}:
        return waarschuwing(
            naam, "De ouders zijn het niet helemaal eens. Ga in de motivering op hun mening in."
        )
    return voldoet(naam)


def _leerling_gehoord(antwoord: str) -> Controle:
    naam = "De leerling kon zijn of haar mening geven"
    if antwoord == "nee":
        return waarschuwing(naam, "Dit is nog niet gebeurd. Het is verplicht sinds 1 augustus 2025.")
    return voldoet(naam, "de leerling wilde dat niet" if antwoord == "wilde_niet" else "")


def _opp(aanvraag: Aanvraag, handelingsdeel: str) -> Controle:
    naam = "OPP aanwezig, handelingsdeel besproken"
    if not aanvraag.documenten.met_inhoud().filter(vraag="opp").exists():
        return waarschuwing(naam, "Het OPP ontbreekt.")
    if handelingsdeel != "instemming":
        return waarschuwing(naam, "De ouders hebben (nog) niet met het handelingsdeel ingestemd.")
    return voldoet(naam)


def _onderzoek(aanvraag: Aanvraag, op: date) -> Iterator[Controle]:
    """Recent research: of the IQ test for PrO, of dated research elsewhere; how old is a norm."""
    gemaakt = lees_datum(aanvraag.antwoorden.get("iq_datum", "")) or _datum_onderzoek(aanvraag)
    norm = Norm.objects.versie_op(ONDERZOEK_GELDIGHEID, op)
    if gemaakt is None or norm is None:
        return
    naam, maanden = "Onderzoek is recent", int(norm.waarde)
    if maanden_later(gemaakt, maanden) < op:
        yield waarschuwing(
            naam, f"Het onderzoek is van {datum(gemaakt)}, langer dan {maanden} maanden geleden."
        )
    else:
        yield voldoet(naam, f"van {datum(gemaakt)}")


def _datum_onderzoek(aanvraag: Aanvraag) -> date | None:
    gedateerd = aanvraag.documenten.filter(vraag="onderzoek", document__gedateerd_op__isnull=False)
    laatste = gedateerd.order_by("-document__gedateerd_op").select_related("document").first()
    return laatste.document.gedateerd_op if laatste else None


def _andere_tlv(aanvraag: Aanvraag, op: date) -> Controle:
    naam = "Geen andere geldige TLV van deze soort"
    lopend = Toelaatbaarheidsverklaring.objects.geldig_op(op).filter(
        leerling=aanvraag.leerling, soort=aanvraag.soort
    )
    if ander := lopend.order_by("ingangsdatum", "id").first():
        tot = f" tot en met {datum(ander.einddatum)}" if ander.einddatum else ""
        return waarschuwing(naam, f"TLV {ander.nummer} geldt{tot}. De nieuwe gaat daarna in.")
    return voldoet(naam)


def _adressen(aanvraag: Aanvraag, op: date) -> Controle:
    """Awb 3:41: without an address there is no letter, and without every letter no bekendmaking."""
    naam = "Adressen voor de brieven"
    ontvangers = geadresseerden(aanvraag, op)
    if len(ontvangers) < 2:
        return waarschuwing(naam, "Er is niemand met gezag bekend. Vul het dossier van de leerling aan.")
    if zonder := [a.aan for a in ontvangers if not a.adresregels]:
        return waarschuwing(naam, f"Het adres ontbreekt van {opsomming(zonder)}.")
    return voldoet(naam, f"{len(ontvangers)} brieven")


def _mandaat(aanvraag: Aanvraag, user: Gebruiker, op: date) -> Controle:
    """Per categorie, because a heavier one can belong to someone else."""
    naam = "U mag dit besluit nemen"
    redenen = {
        c: reden_geen_mandaat(user, aanvraag.soort, c, op) for c in mogelijke_categorieen(aanvraag.soort)
    }
    geweigerd = {c: reden for c, reden in redenen.items() if reden}
    if len(geweigerd) == len(redenen) and reden_geen_mandaat(user, aanvraag.soort, "", op):
        return blokkade(naam, next(iter(geweigerd.values())))
    if geweigerd:
        namen = opsomming([Bekostigingscategorie(c).label.lower() for c in geweigerd])
        return waarschuwing(naam, f"Niet voor categorie {namen}. {next(iter(geweigerd.values()))}")
    return voldoet(naam)


def _vier_ogen(aanvraag: Aanvraag, user: Gebruiker) -> Controle:
    naam = "U bent niet de aanvrager of een van de deskundigen"
    reden = reden_geen_vier_ogen(user, aanvraag)
    return blokkade(naam, reden) if reden else voldoet(naam)
