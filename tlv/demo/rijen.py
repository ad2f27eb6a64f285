"""The rows of one fictitious request, unsaved: request, completion, advices, decision, letters, clocks."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from leerlingen.models import Leerling
from swv.models import Gebruiker, Norm, Vragenlijst
from swv.normen import termijn_van
from swv.termijnen import Opschorting, bezwaartermijn, bob_termijn
from tlv.beslisdatum import BEGIN
from tlv.demo.verloop import Omgeving, Verloop, status_na
from tlv.enums import (
    Aanvraagstatus,
    Adviesstatus,
    Bekostigingscategorie,
    Beroep,
    Besluitstatus,
    Conclusie,
    Herstelstatus,
    Soort,
    Uitkomst,
)
from tlv.geadresseerden import geadresseerden
from tlv.geldigheid import MET_CATEGORIE, standaard_einddatum
from tlv.models import (
    Aanvraag,
    Aanvraagtermijn,
    Besluit,
    Bezwaar,
    Brief,
    Deskundigenadvies,
    Herstelpunt,
    Herstelverzoek,
    Toelaatbaarheidsverklaring,
)
from tlv.nummers import AANVRAAG, PATROON_AANVRAAG, PATROON_VERKLARING, VERKLARING, kort_schooljaar

ZINNEN = (
    "De leerling profiteert van een vaste structuur en korte instructies.",
    "In een grote groep raakt de leerling snel overprikkeld en trekt zich terug.",
    "De school heeft begeleiding in de klas, een aangepast rooster en gesprekken met de ouders ingezet.",
    "De begeleiding gaf rust, maar de leerling loopt op rekenen en lezen verder achter.",
    "De ouders staan achter de aanvraag en denken mee over de volgende stap.",
    "De leerling wil graag op een kleinere school verder leren.",
)
ADVIEZEN = (
    "De ondersteuningsbehoefte is groter dan de school binnen de basisondersteuning kan bieden. "
    "Een kleine groep met specialistische begeleiding past bij wat deze leerling nodig heeft.",
    "Het onderzoek is recent en laat een duidelijk beeld zien. Plaatsing in een gespecialiseerde setting is passend; "
    "over een jaar kan worden bekeken of terugkeer naar regulier onderwijs mogelijk is.",
)
MOTIVERING = {
    Uitkomst.TOEGEKEND: " ".join(ADVIEZEN),
    Uitkomst.AFGEWEZEN: "Beide deskundigen vinden dat de school deze ondersteuning zelf kan bieden, met hulp "
    "van het ondersteuningsteam. Een toelaatbaarheidsverklaring is nu niet nodig.",
    Uitkomst.NIET_BEHANDELD: "De school heeft de gevraagde aanvulling niet binnen de hersteltermijn gegeven. "
    "Zonder die gegevens kunnen wij de aanvraag niet beoordelen.",
}


@dataclass
class Partij:
    """The rows of one bulk write."""

    aanvragen: list[Aanvraag] = field(default_factory=list)
    herstelverzoeken: list[Herstelverzoek] = field(default_factory=list)
    punten: list[Herstelpunt] = field(default_factory=list)
    adviezen: list[Deskundigenadvies] = field(default_factory=list)
    besluiten: list[Besluit] = field(default_factory=list)
    verklaringen: list[Toelaatbaarheidsverklaring] = field(default_factory=list)
    brieven: list[Brief] = field(default_factory=list)
    bezwaren: list[Bezwaar] = field(default_factory=list)
    termijnen: list[Aanvraagtermijn] = field(default_factory=list)


def maak_aanvraag(om: Omgeving, leerling: Leerling, school: Any, soort: Soort, v: Verloop) -> Aanvraag:
    demo, lijst = om.demo, om.lijsten[soort]
    nummer = om.tel(AANVRAAG, v.ingediend)
    beslisser = wie(om, "directeur") if v.besloten else None
    aanvrager = _aanvrager(om, school)
    return Aanvraag(
        sleutel=demo.sleutel(),
        kenmerk=PATROON_AANVRAAG.format(schooljaar=kort_schooljaar(v.ingediend), volgnummer=nummer),
        leerling=leerling,
        school=school,
        soort=soort,
        status=status_na(v),
        vragenlijst=lijst,
        antwoorden=_antwoorden(om, lijst, v.ingediend),
        begonnen_op=moment_om(om, v.ingediend, 9),
        begonnen_door=aanvrager,
        ingediend_op=moment_om(om, v.ingediend, 10),
        ingediend_door=aanvrager,
        compleet_op=moment_om(om, v.compleet, 11) if v.compleet else None,
        compleet_door=wie(om, "administratie") if v.compleet else None,
        behandelaar=wie(om, "administratie") if v.compleet else None,
        besloten_op=moment_om(om, v.besloten, 15) if v.besloten else None,
        besloten_door=beslisser,
        ingetrokken_op=moment_om(om, v.ingetrokken, 12) if v.ingetrokken else None,
        ingetrokken_door=aanvrager if v.ingetrokken else None,
    )


def maak_concept(
    om: Omgeving, leerling: Leerling, school: Any, soort: Soort, dag: date, wie: str
) -> Aanvraag:
    """A request that a school began and left half-way."""
    alles = _antwoorden(om, om.lijsten[soort], dag)
    return Aanvraag(
        sleutel=om.demo.sleutel(),
        kenmerk=PATROON_AANVRAAG.format(schooljaar=kort_schooljaar(dag), volgnummer=om.tel(AANVRAAG, dag)),
        leerling=leerling,
        school=school,
        soort=soort,
        status=Aanvraagstatus.CONCEPT,
        vragenlijst=om.lijsten[soort],
        antwoorden=dict(list(alles.items())[: len(alles) // 2]),
        begonnen_op=moment_om(om, dag, 9),
        begonnen_door=om.demo.gebruikers[wie],
    )


def _antwoorden(om: Omgeving, lijst: Vragenlijst, op: date) -> dict[str, str]:
    """Something plausible for every question that is answered in words."""
    antwoorden = {}
    for vraag in (v for taak in lijst.inhoud["taken"] for v in taak["vragen"] if _bij_eerste(taak, v)):
        if (antwoord := _antwoord(om, vraag, op)) is not None:
            antwoorden[vraag["code"]] = antwoord
    return antwoorden


def _bij_eerste(taak: dict[str, Any], vraag: dict[str, Any]) -> bool:
    """Questions of a first request for a pupil without EMB who has no LWOO, TLV or OPP yet."""
    als = vraag.get("alleen_als", taak.get("alleen_als"))
    return "aanleidingen" not in vraag and (als is None or "nee" in als["is"])


def _antwoord(om: Omgeving, vraag: dict[str, Any], op: date) -> str | None:
    rng = om.demo.rng
    match vraag["soort"]:
        case "document":
            return None
        case "janee":
            return "nee" if vraag["code"] in {"emb", "bijzondere_groep"} else "ja"
        case "keuze":
            keuze = str(rng.choice(vraag["opties"])[0])
            # "Not yet" stops a decision: so one request in a few, not in three.
            return "ja" if (vraag["code"], keuze) == ("leerling_gehoord", "nee") and op.day % 4 else keuze
        case "datum":
            return (op - timedelta(days=rng.randint(10, 200))).isoformat()
        case "getal":
            laag, hoog = int(vraag.get("minimum", 1)), int(vraag.get("maximum", 40))
            return str(rng.randint(laag, max(laag, hoog)))
        case "regel":
            return "Zie het dossier van de school"
    return " ".join(rng.sample(ZINNEN, 2))


def wie(om: Omgeving, naam: str) -> Gebruiker:
    return om.demo.gebruikers[naam]


def moment_om(om: Omgeving, dag: date, uur: int) -> datetime:
    return om.demo.moment(dag).replace(hour=uur)


def _aanvrager(om: Omgeving, school: Any) -> Gebruiker:
    """The login of this school; the one "of another school" stands for all others."""
    return wie(om, "school" if school.pk == om.demo.demoscholen[0].pk else "school2")


def _herstelstatus(v: Verloop) -> Herstelstatus:
    if v.aangevuld:
        return Herstelstatus.AANGEVULD
    return Herstelstatus.VERLOPEN if v.verlopen else Herstelstatus.OPEN


def _afgehandeld_op(om: Omgeving, v: Verloop) -> datetime | None:
    """A completion comes in by day; a lapsed term is noticed in the night after it."""
    if v.aangevuld:
        return moment_om(om, v.aangevuld, 9)
    return moment_om(om, v.verlopen + timedelta(days=1), 5) if v.verlopen else None


def maak_herstel(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    if not v.gevraagd:
        return
    verzoek = Herstelverzoek(
        sleutel=om.demo.sleutel(),
        aanvraag=aanvraag,
        status=_herstelstatus(v),
        gevraagd_op=moment_om(om, v.gevraagd, 14),
        gevraagd_door=wie(om, "administratie"),
        hersteltermijn_tot_en_met=v.verlopen or om.werkdag(v.gevraagd + timedelta(days=21)),
        afgehandeld_op=_afgehandeld_op(om, v),
        afgehandeld_door=_aanvrager(om, aanvraag.school) if v.aangevuld else None,
    )
    codes = [code for code, antwoord in aanvraag.antwoorden.items() if antwoord.endswith(".")]
    code = codes[0] if codes else next(iter(aanvraag.antwoorden))
    punt = Herstelpunt(
        herstelverzoek=verzoek,
        vraag=code,
        toelichting="Wilt u dit antwoord aanvullen met wat de school zelf heeft geprobeerd?",
        antwoord="Aangevuld met het verslag van de begeleiding." if v.aangevuld else "",
        opgelost_op=verzoek.afgehandeld_op if v.aangevuld else None,
    )
    partij.herstelverzoeken.append(verzoek)
    partij.punten.append(punt)


def maak_adviezen(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    if not v.compleet:
        return
    wie = [
        ("deskundige", Beroep.ORTHOPEDAGOOG),
        ("deskundige2", om.demo.rng.choice([Beroep.ARTS, Beroep.PEDAGOOG])),
    ]
    for nummer, (naam, beroep) in enumerate(wie):
        gegeven = v.advies[nummer] if nummer < len(v.advies) else None
        partij.adviezen.append(_advies(om, aanvraag, naam, beroep, v, gegeven, ADVIEZEN[nummer]))


def _advies(
    om: Omgeving, aanvraag: Aanvraag, naam: str, beroep: Beroep, v: Verloop, gegeven: date | None, tekst: str
) -> Deskundigenadvies:
    negatief = v.uitkomst is Uitkomst.AFGEWEZEN and bool(v.besloten)
    conclusie = Conclusie.NEGATIEF if negatief else Conclusie.POSITIEF
    verklaard = gegeven is not None
    return Deskundigenadvies(
        sleutel=om.demo.sleutel(),
        aanvraag=aanvraag,
        deskundige=wie(om, naam),
        status=Adviesstatus.UITGEBRACHT if verklaard else Adviesstatus.GEVRAAGD,
        gevraagd_op=moment_om(om, v.compleet, 12),  # type: ignore[arg-type]
        gevraagd_door=wie(om, "administratie"),
        beroep=beroep if verklaard else "",
        conclusie=conclusie if verklaard else "",
        motivering=f"Ik las het dossier bij aanvraag {aanvraag.kenmerk} en sprak met de school. {tekst}"
        if verklaard
        else "",
        niet_bij_aanvraag=verklaard,
        niet_in_dienst_school=verklaard,
        niet_begeleider=verklaard,
        uitgebracht_op=moment_om(om, gegeven, 13) if gegeven else None,
        uitgebracht_door=wie(om, naam) if verklaard else None,
    )


def maak_besluit(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    besloten, demo = v.besloten, om.demo
    if besloten is None:
        return
    toegekend = v.uitkomst is Uitkomst.TOEGEKEND
    categorie = _categorie(om, Soort(aanvraag.soort)) if toegekend else ""
    einde = standaard_einddatum(aanvraag.soort, besloten, aanvraag.leerling.geboortedatum, besloten)
    bezwaar = bezwaartermijn(v.verzonden, om.dagen) if v.verzonden else None
    besluit = Besluit(
        sleutel=demo.sleutel(),
        aanvraag=aanvraag,
        status=_besluitstatus(bezwaar.uiterste_datum if bezwaar else None, demo.op),
        uitkomst=v.uitkomst,
        categorie=categorie,
        ingangsdatum=besloten if toegekend else None,
        einddatum=einde if toegekend else None,
        motivering=MOTIVERING[v.uitkomst],
        mandaat="Directeur-bestuurder: mandaatregeling (demo)",
        genomen_op=moment_om(om, besloten, 15),
        genomen_door=wie(om, "directeur"),
        bekendgemaakt_op=v.verzonden,
        bekendgemaakt_door=wie(om, "administratie") if v.verzonden else None,
        bezwaar_uiterste_datum=bezwaar.uiterste_datum if bezwaar else None,
        bezwaar_afleiding=list(bezwaar.afleiding) if bezwaar else [],
    )
    if besluit.status == Besluitstatus.ONHERROEPELIJK and bezwaar:
        besluit.onherroepelijk_op = bezwaar.uiterste_datum + timedelta(days=8)
    partij.besluiten.append(besluit)
    if toegekend:
        partij.verklaringen.append(_verklaring(om, besluit))
    partij.brieven.extend(_brieven(om, besluit, v))
    if bezwaar and bezwaar.uiterste_datum + timedelta(days=42) > demo.op and demo.rng.random() < 0.12:
        _maak_bezwaar(om, partij, besluit, bezwaar.uiterste_datum)


def _maak_bezwaar(om: Omgeving, partij: Partij, besluit: Besluit, bezwaar_tot: date) -> None:
    """An objection that still runs; the TLV keeps working (Awb 6:16)."""
    ontvangen = min(om.demo.op - timedelta(days=1), bezwaar_tot)
    termijn = bob_termijn(bezwaar_tot, om.dagen)
    besluit.status, besluit.onherroepelijk_op = Besluitstatus.IN_BEZWAAR, None
    partij.bezwaren.append(
        Bezwaar(
            sleutel=om.demo.sleutel(),
            besluit=besluit,
            indiener="Een ouder met gezag",
            ontvangen_op=ontvangen,
            geregistreerd_op=moment_om(om, ontvangen, 16),
            geregistreerd_door=wie(om, "administratie"),
            bob_uiterste_datum=termijn.uiterste_datum,
            bob_afleiding=list(termijn.afleiding),
        )
    )


def _categorie(om: Omgeving, soort: Soort) -> str:
    if soort not in MET_CATEGORIE:
        return Bekostigingscategorie.NVT
    keuzes = [Bekostigingscategorie.LAAG, Bekostigingscategorie.MIDDEN, Bekostigingscategorie.HOOG]
    return om.demo.rng.choices(keuzes, [80, 12, 8])[0]


def _besluitstatus(bezwaar_tot: date | None, op: date) -> Besluitstatus:
    if bezwaar_tot is None:
        return Besluitstatus.GENOMEN
    voorbij = bezwaar_tot + timedelta(days=7) < op
    return Besluitstatus.ONHERROEPELIJK if voorbij else Besluitstatus.BEKENDGEMAAKT


def _verklaring(om: Omgeving, besluit: Besluit) -> Toelaatbaarheidsverklaring:
    dag = besluit.ingangsdatum
    if dag is None:
        raise ValueError("a grant has a first day")
    nummer = PATROON_VERKLARING.format(
        swv=om.swv.code, schooljaar=kort_schooljaar(dag), volgnummer=om.tel(VERKLARING, dag)
    )
    return Toelaatbaarheidsverklaring(
        sleutel=om.demo.sleutel(),
        nummer=nummer,
        besluit=besluit,
        leerling=besluit.aanvraag.leerling,
        soort=besluit.aanvraag.soort,
        categorie=besluit.categorie,
        ingangsdatum=dag,
        einddatum=besluit.einddatum,
    )


def _brieven(om: Omgeving, besluit: Besluit, v: Verloop) -> list[Brief]:
    return [
        Brief(
            sleutel=om.demo.sleutel(),
            besluit=besluit,
            geadresseerde=adressaat.geadresseerde,
            betrokkene=adressaat.betrokkene,
            aan=adressaat.aan,
            adresregels=list(adressaat.adresregels),
            verzonden_op=v.verzonden,
            verzonden_door=wie(om, "administratie") if v.verzonden else None,
        )
        for adressaat in geadresseerden(besluit.aanvraag, besluit.genomen_op.date())
    ]


def maak_termijnen(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    stil = [Opschorting(v.gevraagd, v.aangevuld or v.verlopen)] if v.gevraagd else []
    einde = v.besloten or v.ingetrokken
    eerste = min(v.advies) if v.advies else einde
    lopend = []
    for norm in om.normen:
        begin = {"ontvangst": v.ingediend, "compleet": v.compleet}.get(norm.startmoment)
        if norm.startmoment not in BEGIN or begin is None or not _geldt(norm, aanvraag.soort, v.ingediend):
            continue
        termijn = termijn_van(norm, begin, om.dagen, opschortingen=stil)
        gehaald = eerste if norm.code == "tlv.eerste_beoordeling" else einde
        if gehaald is None and termijn.staat_stil_sinds is None:
            lopend.append(termijn.uiterste_datum)
        partij.termijnen.append(_termijn(om, aanvraag, norm, termijn, gehaald))
    if aanvraag.status != Aanvraagstatus.ONVOLLEDIG and lopend:
        aanvraag.eerstvolgende_datum = min(lopend)


def _geldt(norm: Norm, soort: str, op: date) -> bool:
    in_kracht = norm.geldig_vanaf <= op and (norm.geldig_tot_en_met is None or norm.geldig_tot_en_met >= op)
    return in_kracht and norm.geldt_voor(soort)


def _termijn(
    om: Omgeving, aanvraag: Aanvraag, norm: Norm, termijn: Any, gehaald: date | None
) -> Aanvraagtermijn:
    return Aanvraagtermijn(
        aanvraag=aanvraag,
        norm=norm,
        begonnen_op=termijn.begonnen_op,
        uiterste_datum=termijn.uiterste_datum,
        staat_stil_sinds=termijn.staat_stil_sinds if gehaald is None else None,
        afleiding=list(termijn.afleiding),
        berekend_op=om.demo.moment(om.demo.op),
        gehaald_op=gehaald,
    )
