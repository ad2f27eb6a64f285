"""The page of one OPP, written out for one reader: what it says, what happened, what is due."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from leerlingen.enums import Oppstatus, Oppversiesoort, Oppvorm
from leerlingen.models import INHOUD, Leerling, Opp, Oppversie
from leerlingen.oppinhoud import STAPPEN, VELDEN, aandachtspunten, stand_van_stap, tekorten
from leerlingen.permissions import mag_opp_inhoud
from swv.enums import Scanstatus
from swv.models import Gebruiker
from swv.templatetags.opmaak import datum
from swv.termijnen import Kalender, Resterend, resterend

KLEUR = {Oppstatus.CONCEPT: "let-op", Oppstatus.LOPEND: "info", Oppstatus.BEEINDIGD: "neutraal"}
LABELS = {
    "ingang": "Ingangsdatum",
    "vorm": "Vastgelegd als",
    "uitstroombestemming": "Verwachte uitstroombestemming",
    "belemmerend": "Wat de leerling belemmert",
    "bevorderend": "Wat de leerling helpt",
    "begeleiding": "Begeleiding (handelingsdeel)",
    "afwijkingen": "Afwijking van het programma",
    "gehoord": "Leerling gehoord",
    "gehoord_hoe": "Hoe dat ging",
    "inbreng": "Inbreng van de leerling",
    "inbreng_effect": "Wat daarmee is gedaan",
    "terugkoppeling_op": "Terug verteld aan de leerling",
    "oogo_op": "Overleg met de ouders",
    "instemming": "Handelingsdeel",
    "instemming_op": "Reactie van de ouders op",
    "zienswijze": "Zienswijze van de ouders",
    "toestemming": "Delen met het samenwerkingsverband",
    "toestemming_op": "Daarover beslist op",
}
VORMNAMEN = {Oppvorm.FORMULIER: "formulier", Oppvorm.DOCUMENT: "document"}
GEHEIM = "De ouders gaven (nog) geen toestemming om de inhoud te delen. U ziet alleen de datums."


@dataclass(frozen=True)
class Regel:
    label: str
    waarde: str


@dataclass(frozen=True)
class Document:
    naam: str
    url: str
    sub: str


@dataclass(frozen=True)
class Groep:
    """One step of the form as it is read: what was answered, and the file that belongs to it."""

    titel: str
    url: str
    regels: tuple[Regel, ...]
    document: Document | None = None


@dataclass(frozen=True)
class Versiekaart:
    """One version as history: what kind, when, by whom, and what it says if the reader may see that."""

    sleutel: UUID
    titel: str
    datum: date | None
    door: str
    groepen: tuple[Groep, ...]
    geheim: str
    punten: tuple[str, ...]


@dataclass(frozen=True)
class Klok:
    """One clock of an OPP as the page shows it."""

    naam: str
    resterend: Resterend
    datum: date
    afleiding: tuple[str, ...]


@dataclass(frozen=True)
class Tekortregel:
    melding: str
    url: str


@dataclass(frozen=True)
class Taakregel:
    titel: str
    status: str
    url: str
    hint: str


def groepen(versie: Oppversie, *, wijzigen: bool = False) -> tuple[Groep, ...]:
    """What a version says, in the order of the form; only the page to check it shows what is empty.

    An evaluation and an end have one group.
    """
    if versie.soort not in INHOUD:
        return (Groep("", "", _regels_buiten_het_plan(versie)),)
    return tuple(
        Groep(
            titel=stap.titel,
            url=reverse("leerlingen:opp_stap", args=[versie.sleutel, stap.code]) if wijzigen else "",
            regels=tuple(r for r in _regels(versie, stap.code) if r.waarde or wijzigen),
            document=document_van(versie) if stap.code == "plan" else None,
        )
        for stap in STAPPEN
    )


def _regels(versie: Oppversie, stap: str) -> list[Regel]:
    """The filled fields of a step; the parts of the plan that an uploaded OPP holds itself are not repeated."""
    if stap == "plan" and versie.vorm == Oppvorm.DOCUMENT:
        return []
    velden = [veld for veld in VELDEN[stap] if not (veld == "ingang" and versie.nummer > 1)]
    return [Regel(LABELS[veld], _tekst(versie, veld)) for veld in velden]


def _tekst(versie: Oppversie, veld: str) -> str:
    waarde = getattr(versie, veld)
    if not waarde:
        return ""
    if veld == "vorm":
        return VORMNAMEN[waarde]
    if isinstance(waarde, date):
        return datum(waarde)
    return str(getattr(versie, f"get_{veld}_display", lambda: waarde)())


def _regels_buiten_het_plan(versie: Oppversie) -> tuple[Regel, ...]:
    paren = [
        ("Uitkomst", versie.get_uitkomst_display()),
        ("Reden", versie.get_eindereden_display()),
        ("Toelichting", versie.toelichting),
        ("Leerling gehoord", versie.get_gehoord_display()),
        ("Gesprek met de ouders", datum(versie.oogo_op) if versie.oogo_op else ""),
    ]
    return tuple(Regel(label, str(waarde)) for label, waarde in paren if waarde)


def document_van(versie: Oppversie) -> Document | None:
    """The uploaded OPP of a version, with a link once it was found clean."""
    bestand = versie.document
    if bestand is None or versie.vorm != Oppvorm.DOCUMENT:
        return None
    if bestand.is_vernietigd:
        return Document(bestand.naam, "", "De inhoud bestaat niet meer")
    schoon = bestand.scanstatus == Scanstatus.SCHOON
    url = reverse("leerlingen:document", args=[bestand.sleutel]) if schoon else ""
    return Document(bestand.naam, url, "" if schoon else bestand.get_scanstatus_display())


def versiekaart(opp: Opp, versie: Oppversie, user: Gebruiker) -> Versiekaart:
    toon = mag_opp_inhoud(user, opp, versie)
    wie = versie.vastgesteld_door.naam if versie.vastgesteld_door else ""
    return Versiekaart(
        sleutel=versie.sleutel,
        titel=f"{versie.nummer}. {versie.get_soort_display()}",
        datum=versie.datum,
        door=wie,
        groepen=groepen(versie) if toon else (),
        geheim="" if toon else GEHEIM,
        punten=tuple(punt.melding for punt in aandachtspunten(versie)) if toon else (),
    )


def versies(opp: Opp, user: Gebruiker) -> list[Versiekaart]:
    """Every version that was vastgesteld, the latest first; one query."""
    rijen = Oppversie.objects.zichtbaar_voor(user).filter(opp=opp).vastgesteld()
    gelezen = rijen.select_related("document", "vastgesteld_door").order_by("-nummer")
    return [versiekaart(opp, versie, user) for versie in gelezen]


def concept_van(opp: Opp, user: Gebruiker) -> Oppversie | None:
    """The draft that this reader may see."""
    rijen = Oppversie.objects.zichtbaar_voor(user).filter(opp=opp, soort__in=INHOUD).concept()
    versie = rijen.select_related("document").first()
    if versie is not None:
        versie.opp = opp
    return versie


def taken(versie: Oppversie) -> list[Taakregel]:
    """The draft as a task list."""
    ontbreekt = tekorten(versie)
    return [
        Taakregel(
            titel=stap.titel,
            status=stand_van_stap(versie, stap.code),
            url=reverse("leerlingen:opp_stap", args=[versie.sleutel, stap.code]),
            hint=next((t.melding for t in ontbreekt if t.stap == stap.code), stap.uitleg)
            if stand_van_stap(versie, stap.code) == "bezig"
            else stap.uitleg,
        )
        for stap in STAPPEN
    ]


def tekortregels(versie: Oppversie) -> list[Tekortregel]:
    """What is missing, each with the page where it can be given."""
    return [
        Tekortregel(t.melding, reverse("leerlingen:opp_stap", args=[versie.sleutel, t.stap]))
        for t in tekorten(versie)
    ]


def klokken(opp: Opp, op: date, dagen: Kalender) -> list[Klok]:
    """What is due now: making it while it is a draft, evaluating it while it runs."""
    gevonden = []
    if opp.status == Oppstatus.CONCEPT and opp.opstellen_uiterlijk:
        gevonden.append(("OPP opstellen", opp.opstellen_uiterlijk, opp.opstellen_afleiding))
    if opp.status == Oppstatus.LOPEND and opp.evaluatie_uiterlijk:
        gevonden.append(("Volgende evaluatie", opp.evaluatie_uiterlijk, opp.evaluatie_afleiding))
    return [Klok(naam, resterend(dag, op, dagen), dag, tuple(zinnen)) for naam, dag, zinnen in gevonden]


@dataclass(frozen=True)
class Opprij:
    """One OPP on the page of the pupil."""

    url: str
    school: str
    stand: str
    kleur: str
    periode: str
    handelingsdeel: str


def opps_van(leerling: Leerling, user: Gebruiker) -> list[Opprij]:
    """The OPP's of a pupil inside the scope of the reader, the latest first; one query."""
    rijen = Opp.objects.zichtbaar_voor(user).filter(leerling=leerling)
    gelezen = rijen.select_related("school", "huidige").order_by("-id")[:10]
    return [_opprij(rij) for rij in gelezen]


def _opprij(rij: Opp) -> Opprij:
    return Opprij(
        url=reverse("leerlingen:opp", args=[rij.sleutel]),
        school=rij.school.naam,
        stand=rij.get_status_display(),
        kleur=KLEUR[Oppstatus(rij.status)],
        periode=_periode(rij),
        handelingsdeel=f"handelingsdeel: {rij.huidige.get_instemming_display().lower()}"
        if rij.huidige
        else "",
    )


def _periode(rij: Opp) -> str:
    if rij.einde:
        return f"{datum(rij.ingang)} tot en met {datum(rij.einde)}"
    return f"sinds {datum(rij.ingang)}" if rij.ingang else f"begonnen op {datum(rij.begonnen_op)}"


def rodregels(opp: Opp) -> tuple[str, tuple[Regel, ...]]:
    """What is in ROD, and in one sentence what is not right yet."""
    if opp.rod_gemeld_op is None:
        return "Nog niet vastgelegd in ROD.", ()
    paren: list[tuple[str, Any]] = [
        ("Vastgelegd op", opp.rod_gemeld_op),
        ("Begindatum in ROD", opp.rod_begin),
        ("Einddatum in ROD", opp.rod_einde),
    ]
    regels = tuple(Regel(label, datum(dag) if dag else "") for label, dag in paren)
    return rod_afwijking(opp), regels


def rod_afwijking(opp: Opp) -> str:
    """Why ROD and this register differ; the same rule as `OppQuerySet.rod_klopt_niet`."""
    if opp.rod_gemeld_op is None:
        return "Nog niet vastgelegd in ROD."
    if opp.rod_begin != opp.ingang:
        return f"De begindatum in ROD is anders dan de ingang van het OPP ({datum(opp.ingang)})."
    if opp.status == Oppstatus.BEEINDIGD and opp.rod_einde is None:
        return f"De einddatum ({datum(opp.einde)}) staat nog niet in ROD."
    if opp.status == Oppstatus.BEEINDIGD and opp.rod_einde != opp.einde:
        return f"De einddatum in ROD is anders dan het einde van het OPP ({datum(opp.einde)})."
    return ""


def is_eerste(versie: Oppversie) -> bool:
    return versie.soort == Oppversiesoort.VASTSTELLING


@dataclass(frozen=True)
class Oppaanbod:
    """The running OPP that another room can use instead of asking for it."""

    opp: Opp
    url: str
    omschrijving: str


def oppaanbod(leerling: Leerling, school_id: int) -> Oppaanbod | None:
    """The running OPP that this school made for this pupil, in one line; None when there is none."""
    rij = Opp.objects.lopend().filter(leerling=leerling, school_id=school_id)
    opp = rij.select_related("leerling", "school", "huidige").first()
    if opp is None or opp.huidige is None:
        return None
    wat = opp.huidige.get_soort_display().lower()
    van = datum(opp.huidige.datum) if opp.huidige.datum else ""
    return Oppaanbod(
        opp,
        reverse("leerlingen:opp", args=[opp.sleutel]),
        f"{wat} van {van}; handelingsdeel: {opp.huidige.get_instemming_display().lower()}",
    )
