"""The rows of one fictitious request, unsaved: request, completion, advices, decision, letters, clocks."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from swv.models import Gebruiker, Norm, School
from swv.normen import termijn_van
from swv.termijnen import Opschorting, bezwaartermijn, bob_termijn
from tlv.beslisdatum import BEGIN
from tlv.demo import teksten
from tlv.demo.antwoorden import maak_antwoorden, trek_duur
from tlv.demo.kandidaten import Kandidaat
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
from tlv.geldigheid import MET_CATEGORIE, standaard_einddatum, voorstel_ingangsdatum
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
from tlv.vragen import lees_datum

MOTIVERING = {
    Uitkomst.TOEGEKEND: "Beide deskundigen adviseren positief en wij volgen hen. Wat deze leerling nodig heeft, gaat "
    "verder dan wat de school met de basisondersteuning kan bieden.",
    Uitkomst.AFGEWEZEN: "Beide deskundigen vinden dat de school deze ondersteuning zelf kan bieden, met hulp "
    "van het ondersteuningsteam. Een toelaatbaarheidsverklaring is nu niet nodig.",
    Uitkomst.NIET_BEHANDELD: "De school heeft de gevraagde aanvulling niet binnen de hersteltermijn gegeven. "
    "Zonder die gegevens kunnen wij de aanvraag niet beoordelen.",
}
OUDERS_NIET_EENS = (
    " De ouders denken er (deels) anders over. Wij hebben hun mening gewogen; dat de leerling deze hulp nu krijgt, "
    "weegt zwaarder."
)
TWEEDE_BEROEP = Beroep.KINDERPSYCHOLOOG


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
    naar: dict[Any, School] = field(default_factory=dict)  # sleutel of a request -> where the pupil went


def maak_aanvraag(om: Omgeving, kandidaat: Kandidaat, v: Verloop) -> Aanvraag:
    rng, soort = om.demo.rng, kandidaat.soort
    aanvraag = _begin(om, kandidaat, v.ingediend, _aanvrager(om, kandidaat.school))
    aanvraag.status = status_na(v)
    aanvraag.antwoorden = maak_antwoorden(
        rng,
        om.lijsten[soort],
        kandidaat,
        v.ingediend,
        duur=trek_duur(rng, kandidaat),
        kort=v.gevraagd is not None,
    )
    aanvraag.ingediend_op = moment_om(om, v.ingediend, 10)
    aanvraag.ingediend_door = aanvraag.begonnen_door
    if v.compleet:
        aanvraag.compleet_op = moment_om(om, v.compleet, 11)
        aanvraag.compleet_door = aanvraag.behandelaar = wie(om, "administratie")
    if v.ingetrokken:
        aanvraag.ingetrokken_op = moment_om(om, v.ingetrokken, 12)
        aanvraag.ingetrokken_door = aanvraag.begonnen_door
    return aanvraag


def maak_concept(om: Omgeving, kandidaat: Kandidaat, dag: date, wie: str) -> Aanvraag:
    """A request that a school began and left half-way."""
    rng, lijst = om.demo.rng, om.lijsten[kandidaat.soort]
    alles = maak_antwoorden(rng, lijst, kandidaat, dag, duur=trek_duur(rng, kandidaat), kort=False)
    aanvraag = _begin(om, kandidaat, dag, om.demo.gebruikers[wie])
    aanvraag.antwoorden = dict(list(alles.items())[: len(alles) // 2])
    return aanvraag


def _begin(om: Omgeving, kandidaat: Kandidaat, dag: date, door: Gebruiker) -> Aanvraag:
    """The concept with which every request begins."""
    return Aanvraag(
        sleutel=om.demo.sleutel(),
        kenmerk=PATROON_AANVRAAG.format(schooljaar=kort_schooljaar(dag), volgnummer=om.tel(AANVRAAG, dag)),
        leerling=kandidaat.leerling,
        school=kandidaat.school,
        soort=kandidaat.soort,
        aanleiding=kandidaat.aanleiding,
        status=Aanvraagstatus.CONCEPT,
        vragenlijst=om.lijsten[kandidaat.soort],
        begonnen_op=moment_om(om, dag, 9),
        begonnen_door=door,
    )


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
    code = next(
        code for code in ("interventies", "voorschool_hulp", "vorige_school") if code in aanvraag.antwoorden
    )
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
    wie = [("deskundige", Beroep.ORTHOPEDAGOOG), ("deskundige2", TWEEDE_BEROEP)]
    teksten_ = _adviesteksten(aanvraag, v)
    for nummer, (naam, beroep) in enumerate(wie):
        gegeven = v.advies[nummer] if nummer < len(v.advies) else None
        partij.adviezen.append(_advies(om, aanvraag, naam, beroep, v, gegeven, teksten_[nummer]))


def _adviesteksten(aanvraag: Aanvraag, v: Verloop) -> tuple[str, str]:
    """What the two experts write: it fits their conclusion and what was asked for."""
    if v.uitkomst is Uitkomst.AFGEWEZEN and v.besloten:
        return teksten.NEGATIEF
    return teksten.POSITIEF_PRO if aanvraag.soort == Soort.PRO else teksten.POSITIEF


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
    ingang, einde = _periode(aanvraag, besloten)
    rol, grond = om.mandaat(aanvraag.soort, categorie, besloten)
    bezwaar = bezwaartermijn(v.verzonden, om.dagen) if v.verzonden else None
    besluit = Besluit(
        sleutel=demo.sleutel(),
        aanvraag=aanvraag,
        status=_besluitstatus(bezwaar.uiterste_datum if bezwaar else None, demo.op),
        uitkomst=v.uitkomst,
        categorie=categorie,
        ingangsdatum=ingang if toegekend else None,
        einddatum=einde if toegekend else None,
        motivering=_motivering(aanvraag, v),
        mandaat=grond,
        genomen_op=moment_om(om, besloten, 15),
        genomen_door=wie(om, rol),
        bekendgemaakt_op=v.verzonden,
        bekendgemaakt_door=wie(om, "administratie") if v.verzonden else None,
        bezwaar_uiterste_datum=bezwaar.uiterste_datum if bezwaar else None,
        bezwaar_afleiding=list(bezwaar.afleiding) if bezwaar else [],
    )
    if besluit.status == Besluitstatus.ONHERROEPELIJK and bezwaar:
        besluit.onherroepelijk_op = bezwaar.uiterste_datum + timedelta(days=8)
    aanvraag.besloten_op, aanvraag.besloten_door = besluit.genomen_op, besluit.genomen_door
    partij.besluiten.append(besluit)
    if toegekend:
        partij.verklaringen.append(_verklaring(om, besluit))
    partij.brieven.extend(_brieven(om, besluit, v))
    if bezwaar and bezwaar.uiterste_datum + timedelta(days=42) > demo.op and demo.rng.random() < 0.12:
        _maak_bezwaar(om, partij, besluit, bezwaar.uiterste_datum)


def _periode(aanvraag: Aanvraag, besloten: date) -> tuple[date, date | None]:
    """From the day that was asked for, unless it has passed; for as long as was asked for, within the rules."""
    gewenst = lees_datum(aanvraag.antwoorden["gewenste_ingang"])
    ingang = voorstel_ingangsdatum(besloten, gewenst)
    jaren = int(aanvraag.antwoorden.get("gewenste_duur", "1"))
    geboren = aanvraag.leerling.geboortedatum
    return ingang, standaard_einddatum(aanvraag.soort, ingang, geboren, besloten, schooljaren=jaren)


def _motivering(aanvraag: Aanvraag, v: Verloop) -> str:
    """A grant against the wish of a parent says so (Awb 3:46)."""
    oneens = aanvraag.antwoorden["ouders_mening"] in {"oneens", "deels", "verschillend"}
    return MOTIVERING[v.uitkomst] + (OUDERS_NIET_EENS if oneens and v.uitkomst is Uitkomst.TOEGEKEND else "")


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
    besloten = besluit.genomen_op.date()
    nummer = PATROON_VERKLARING.format(
        swv=om.swv.code, schooljaar=kort_schooljaar(besloten), volgnummer=om.tel(VERKLARING, besloten)
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
