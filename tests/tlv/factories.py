"""A small SWV with its norms, and requests brought to a state by the services themselves."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from leerlingen.models import Dossierdocument, Leerling
from swv.models import Gebruiker, Mandaat, School
from swv.models.normen import Startmoment
from tests.factories import (
    BEGIN,
    BetrokkeneFactory,
    GebruikerFactory,
    LeerlingFactory,
    NormFactory,
    SamenwerkingsverbandFactory,
    SchoolFactory,
)
from tlv import services, vragen
from tlv.enums import Aanleiding, Aanvraagstatus, Beroep, Conclusie, Soort, Uitkomst
from tlv.models import (
    Aanvraag,
    Aanvraagdocument,
    Besluit,
    Bezwaar,
    Briefbestand,
    Deskundigenadvies,
    Herstelverzoek,
)
from tlv.poort.regels import PER_CODE
from tlv.profiel import laad_vragenlijst

A = Aanvraagstatus
OP = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # a Monday
DAG = OP.date()
MOTIVERING = "De leerling heeft kleine groepen nodig.\nDe school kan dat niet bieden."
AFGEWOGEN = "Ik heb dit afgewogen en beslis toch."
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ANTWOORD = {"datum": "2026-09-15", "getal": "40", "janee": "nee"}


def na(dagen: int) -> datetime:
    """So many days after the moment on which everything begins."""
    return OP + timedelta(days=dagen)


def richt_swv_in(*, mandaat: str = "directeur", **profiel: Any) -> None:
    """One SWV with the legal norms, all question sets and a mandate table in which HOOG is special."""
    SamenwerkingsverbandFactory(profiel=profiel)
    NormFactory(code="tlv.awb_beslistermijn", naam="Wettelijke beslistermijn", atw=True)
    NormFactory(code="tlv.awb_verdaging", naam="Verdaging, ten hoogste", waarde=4)
    NormFactory(code="tlv.niet_behandelen", waarde=4, startmoment=Startmoment.EINDE_HERSTEL, atw=True)
    NormFactory(code="tlv.max_duur", waarde=4, eenheid="schooljaren", soorten=["sbo", "so", "vso"])
    for soort in Soort:
        laad_vragenlijst(soort)
    Mandaat.objects.create(rol=mandaat, grondslag="Mandaatregeling 2026, artikel 3", geldig_vanaf=BEGIN)
    Mandaat.objects.create(
        categorie="H", rol="directeur", grondslag="Mandaatregeling 2026, artikel 4", geldig_vanaf=BEGIN
    )


@dataclass
class Rolverdeling:
    """Everyone who has a part in one request."""

    school: School
    aanvrager: Gebruiker
    administratie: Gebruiker
    directeur: Gebruiker
    orthopedagoog: Gebruiker
    arts: Gebruiker
    leerling: Leerling


def rolverdeling(**leerling: Any) -> Rolverdeling:
    """One school with a pupil and two parents at two addresses, and the people of the SWV."""
    school = SchoolFactory()
    kind = LeerlingFactory(school=school, **leerling)
    BetrokkeneFactory(leerling=kind, naam="Ouder Een", straat="Eerste straat")
    BetrokkeneFactory(leerling=kind, naam="Ouder Twee", straat="Tweede straat")
    return Rolverdeling(
        school=school,
        aanvrager=GebruikerFactory(rol="school", school=school),
        administratie=GebruikerFactory(rol="administratie"),
        directeur=GebruikerFactory(rol="directeur", naam="D. Directeur", functie="directeur-bestuurder"),
        orthopedagoog=GebruikerFactory(rol="deskundige", naam="O. Orthopedagoog"),
        arts=GebruikerFactory(rol="deskundige", naam="A. Arts"),
        leerling=kind,
    )


def upload(naam: str = "opp.pdf", inhoud: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud, content_type="application/pdf")


def begin(
    rollen: Rolverdeling,
    *,
    soort: Soort = Soort.VSO,
    aanleiding: Aanleiding = Aanleiding.EERSTE,
    op: datetime = OP,
) -> Aanvraag:
    return services.aanvraag_beginnen(
        leerling=rollen.leerling,
        school=rollen.school,
        soort=soort,
        aanleiding=aanleiding,
        door=rollen.aanvrager,
        op=op,
    )


def vul_in(aanvraag: Aanvraag, rollen: Rolverdeling, *, op: datetime = OP, **antwoorden: str) -> Aanvraag:
    """Answer every mandatory question; documents as bare rows, their bytes are no matter here."""
    for _ in range(2):  # some questions follow from the answer to another
        gevraagd = vragen.gesteld(aanvraag).values()
        ingevuld = {v.code: _antwoord(v) for v in gevraagd if not v.is_document and v.verplicht}
        aanvraag = services.antwoorden_bewaren(
            aanvraag=aanvraag,
            antwoorden=ingevuld | antwoorden,
            versie=aanvraag.versie,
            door=rollen.aanvrager,
            op=op,
        )
    for vraag in vragen.gesteld(aanvraag).values():
        if vraag.is_document and vraag.verplicht:
            voeg_document_toe(aanvraag, vraag.code, op=op, soort=vraag.documentsoort)
    return aanvraag


def _antwoord(vraag: vragen.Vraag) -> str:
    eerste = vraag.keuzes[0][0] if vraag.keuzes else f"Antwoord op {vraag.code}."
    return ANTWOORD.get(vraag.soort, eerste)


def voeg_document_toe(
    aanvraag: Aanvraag, vraag: str, *, op: datetime = OP, soort: str = "overig"
) -> Aanvraagdocument:
    """A document row without bytes."""
    nummer = Dossierdocument.objects.count()
    document = Dossierdocument.objects.create(
        leerling=aanvraag.leerling,
        school=aanvraag.school,
        soort=soort,
        naam=f"{vraag}.pdf",
        inhoudstype="application/pdf",
        grootte=10,
        sha256=f"{nummer:064x}",
        pad=f"aa/{nummer:036x}",
        toegevoegd_op=op,
    )
    return Aanvraagdocument.objects.create(aanvraag=aanvraag, document=document, vraag=vraag)


def ingediend(
    rollen: Rolverdeling, *, soort: Soort = Soort.VSO, op: datetime = OP, **antwoorden: str
) -> Aanvraag:
    aanvraag = vul_in(begin(rollen, soort=soort, op=op), rollen, op=op, **antwoorden)
    return services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=op)


def compleet(rollen: Rolverdeling, *, op: datetime = OP, **opties: Any) -> Aanvraag:
    return services.compleet_verklaren(
        aanvraag=ingediend(rollen, op=op, **opties), door=rollen.administratie, op=op
    )


def adviseer(
    aanvraag: Aanvraag,
    rollen: Rolverdeling,
    deskundige: Gebruiker,
    beroep: Beroep,
    *,
    op: datetime = OP,
    conclusie: Conclusie = Conclusie.POSITIEF,
) -> Deskundigenadvies:
    """Ask this expert and let the advice be given."""
    advies = services.deskundige_toewijzen(
        aanvraag=aanvraag, deskundige=deskundige, door=rollen.administratie, op=op
    )
    velden = {
        "beroep": beroep,
        "conclusie": conclusie,
        "motivering": f"Eigen oordeel van de {beroep.label.lower()}.",
        "niet_bij_aanvraag": True,
        "niet_in_dienst_school": True,
        "niet_begeleider": True,
    }
    advies = services.advies_bewaren(
        advies=advies, velden=velden, versie=advies.versie, door=deskundige, op=op
    )
    return services.advies_uitbrengen(advies=advies, door=deskundige, op=op)


def geadviseerd(rollen: Rolverdeling, *, op: datetime = OP, **opties: Any) -> Aanvraag:
    """Complete, with the two advices that a decision needs."""
    aanvraag = compleet(rollen, op=op, **opties)
    adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG, op=op)
    adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS, op=op)
    return aanvraag


def besluit(rollen: Rolverdeling, aanvraag: Aanvraag | None = None, **opties: Any) -> Besluit:
    """A grant from 1 August, category laag, unless told otherwise."""
    gegevens: dict[str, Any] = {
        "uitkomst": Uitkomst.TOEGEKEND,
        "categorie": "L",
        "ingangsdatum": date(2027, 8, 1),
        "einddatum": date(2028, 7, 31),
        "motivering": MOTIVERING,
        "door": rollen.directeur,
        "op": OP,
        "afwijkingen": dict.fromkeys(PER_CODE, AFGEWOGEN),
    }
    return services.besluit_nemen(aanvraag=aanvraag or geadviseerd(rollen), **gegevens | opties)


def maak_brieven(besluit: Besluit, *, op: datetime = OP) -> None:
    """The letters as rows with a file of a few bytes; the real PDF has tests of its own."""
    for brief in besluit.brieven.all():
        Briefbestand.objects.create(
            brief=brief,
            sjabloonversie="proef",
            naam="brief.pdf",
            inhoudstype="application/pdf",
            grootte=10,
            sha256=f"{brief.pk:064x}",
            pad=f"bb/{brief.pk:036x}",
            toegevoegd_op=op,
        )


def maak_bekend(
    besluit: Besluit, rollen: Rolverdeling, *, verzonden_op: date = DAG, op: datetime = OP
) -> Besluit:
    """Every letter made and sent on one day."""
    maak_brieven(besluit, op=op)
    for brief in besluit.brieven.order_by("id"):
        services.brief_verzonden(brief=brief, verzonden_op=verzonden_op, door=rollen.administratie, op=op)
    return Besluit.objects.get(pk=besluit.pk)


def vraag_aanvulling(
    aanvraag: Aanvraag,
    rollen: Rolverdeling,
    *,
    op: datetime = OP,
    dagen: int = 14,
    vragen_: tuple[str, ...] = ("leerjaar",),
) -> Herstelverzoek:
    """Invite the school to complete these questions within so many days."""
    return services.herstel_vragen(
        aanvraag=aanvraag,
        punten=[(code, "Dit is nog niet duidelijk.") for code in vragen_],
        hersteltermijn_tot_en_met=(op + timedelta(days=dagen)).date(),
        door=rollen.administratie,
        op=op,
    )


def beantwoord(
    verzoek: Herstelverzoek, rollen: Rolverdeling, *, op: datetime = OP, **antwoorden: str
) -> Herstelverzoek:
    """Answer these points in words, on top of what is stored now."""
    verzoek.refresh_from_db()
    return services.herstel_aanvullen(
        herstelverzoek=verzoek, antwoorden=antwoorden, versie=verzoek.versie, door=rollen.aanvrager, op=op
    )


def vul_aan(
    verzoek: Herstelverzoek, rollen: Rolverdeling, *, op: datetime = OP, antwoord: str = "Groep 8"
) -> Herstelverzoek:
    """Answer every point in words and send the completion in."""
    beantwoord(verzoek, rollen, op=op, **{punt.vraag: antwoord for punt in verzoek.punten.all()})
    return services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=op)


def bezwaar(rollen: Rolverdeling) -> Bezwaar:
    """An objection that came in on the day on which the decision was made known."""
    return services.bezwaar_registreren(
        besluit=maak_bekend(besluit(rollen), rollen),
        indiener="Ouder Een",
        ontvangen_op=DAG,
        door=rollen.administratie,
        op=OP,
    )
