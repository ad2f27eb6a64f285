"""Fictitious requests on the demo pupils: three school years of history and the work of today.

History is written in bulk (the one exception to "services write") with the same functions for dates,
and is checked by the same invariants as live data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from leerlingen.models import Inschrijving, Leerling
from swv.demo import Demo
from swv.enums import Onderwijssoort
from swv.models import Gebeurtenis, Gebruiker, Norm, Samenwerkingsverband, Vragenlijst
from swv.normen import TLV_KLOKKEN, termijn_van
from swv.termijnen import Kalender, Opschorting, bezwaartermijn, eerstvolgende_werkdag, schooljaar
from tlv.beslisdatum import BEGIN, kalender_van_swv
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
    Brief,
    Deskundigenadvies,
    Herstelpunt,
    Herstelverzoek,
    Tlvteller,
    Toelaatbaarheidsverklaring,
)
from tlv.nummers import AANVRAAG, PATROON_AANVRAAG, PATROON_VERKLARING, VERKLARING, kort_schooljaar

JAREN = 3
PER_JAAR = 0.009  # requests per school year, as a share of all pupils of the region
LOPEND_DAGEN = 60
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


@dataclass
class Partij:
    """The rows of one bulk write, in the order of their foreign keys."""

    aanvragen: list[Aanvraag] = field(default_factory=list)
    afhankelijk: list[list[Any]] = field(default_factory=lambda: [[] for _ in range(7)])
    gebeurtenissen: list[Gebeurtenis] = field(default_factory=list)


@dataclass
class Omgeving:
    """What does not change during the run."""

    demo: Demo
    dagen: Kalender
    normen: list[Norm]
    lijsten: dict[str, Vragenlijst]
    swv: Samenwerkingsverband
    tellers: dict[tuple[str, str], int] = field(default_factory=dict)

    def tel(self, reeks: str, dag: date) -> int:
        sleutel = (reeks, schooljaar(dag))
        self.tellers[sleutel] = self.tellers.get(sleutel, 0) + 1
        return self.tellers[sleutel]

    def werkdag(self, dag: date) -> date:
        return eerstvolgende_werkdag(dag, self.dagen)


@dataclass
class Verloop:
    """The days on which one request went through its steps; later steps are empty."""

    ingediend: date
    gevraagd: date | None = None
    aangevuld: date | None = None
    compleet: date | None = None
    advies: list[date] = field(default_factory=list)
    besloten: date | None = None
    verzonden: date | None = None
    uitkomst: Uitkomst = Uitkomst.TOEGEKEND
    ingetrokken: date | None = None


def laad(demo: Demo) -> None:
    """Make the history and the running work of the TLV route."""
    om = _omgeving(demo)
    if not om.lijsten:
        return
    partij = Partij()
    kandidaten = _kandidaten(demo)
    aantal = max(24, round(sum(s.leerlingen or 0 for s in demo.scholen) * PER_JAAR))
    for dag in _indiendagen(demo, aantal * JAREN):
        if not kandidaten:
            break
        leerling = kandidaten.pop()
        _maak(om, partij, leerling, om.werkdag(dag))
    _maak_demowerk(om, partij, kandidaten)
    _schrijf(partij)
    Tlvteller.objects.bulk_create(
        Tlvteller(soort=reeks, schooljaar=jaar, laatste=nummer)
        for (reeks, jaar), nummer in om.tellers.items()
    )


def _omgeving(demo: Demo) -> Omgeving:
    lijsten = {rij.code: rij for rij in Vragenlijst.objects.order_by("versie")}
    return Omgeving(
        demo=demo,
        dagen=kalender_van_swv(),
        normen=list(Norm.objects.filter(code__in=TLV_KLOKKEN)),
        lijsten={s.value: lijsten[f"tlv_{s}"] for s in Soort if f"tlv_{s}" in lijsten},
        swv=Samenwerkingsverband.objects.get(),
    )


def _kandidaten(demo: Demo) -> list[tuple[Leerling, Any]]:
    """Pupils with a present school, in a random order; each gets at most one request."""
    rijen = Inschrijving.objects.op(demo.op).filter(soort="inschrijving")
    paren = [
        (rij.leerling, rij.school)
        for rij in rijen.select_related("leerling", "school__bestuur").order_by("leerling_id")
    ]
    demo.rng.shuffle(paren)
    return paren


def _indiendagen(demo: Demo, aantal: int) -> list[date]:
    """Days of sending in over three years, most in spring; the last weeks are the running work."""
    begin = demo.op - timedelta(days=365 * JAREN)
    dagen = [begin + timedelta(days=demo.rng.randint(0, 365 * JAREN - 3)) for _ in range(aantal)]
    return sorted(dag for dag in dagen if dag.month not in (7, 8) or demo.rng.random() < 0.2)


def _soort(om: Omgeving, leerling: Leerling, school: Any, op: date) -> Soort:
    """What fits the age and the kind of SWV."""
    mogelijk = [Soort(code) for code in om.lijsten]
    if school.onderwijssoort == Onderwijssoort.PRO and Soort.PRO in mogelijk:
        return Soort.PRO
    if school.onderwijssoort in {Onderwijssoort.SBO, Onderwijssoort.SO, Onderwijssoort.VSO}:
        gelijk = Soort(school.onderwijssoort)
        return gelijk if gelijk in mogelijk else mogelijk[0]
    gewichten = [3 if s in {Soort.SBO, Soort.VSO} else 2 for s in mogelijk]
    return om.demo.rng.choices(mogelijk, gewichten)[0]


def _maak(om: Omgeving, partij: Partij, kandidaat: tuple[Leerling, Any], dag: date) -> None:
    leerling, school = kandidaat
    verloop = _verloop(om, dag)
    soort = _soort(om, leerling, school, dag)
    aanvraag = _aanvraag(om, leerling, school, soort, verloop)
    partij.aanvragen.append(aanvraag)
    _maak_herstel(om, partij, aanvraag, verloop)
    _maak_adviezen(om, partij, aanvraag, verloop)
    if verloop.besloten:
        _maak_besluit(om, partij, aanvraag, verloop)
    _maak_termijnen(om, partij, aanvraag, verloop)


def _verloop(om: Omgeving, dag: date) -> Verloop:
    """Draw how a request went; steps after today did not happen yet."""
    rng, op = om.demo.rng, om.demo.op
    v = Verloop(dag)
    stap = lambda na, a, b: om.werkdag(na + timedelta(days=rng.randint(a, b)))  # noqa: E731
    nu = v.ingediend
    if rng.random() < 0.28:
        v.gevraagd = stap(nu, 1, 5)
        nu = v.aangevuld = stap(v.gevraagd, 3, 16)
    if rng.random() < 0.03:
        v.ingetrokken = stap(nu, 2, 12)
    else:
        v.compleet = stap(nu, 0, 4)
        v.advies = [stap(v.compleet, 3, 14), stap(v.compleet, 4, 20)]
        v.besloten = stap(max(v.advies), 0, 22 if rng.random() < 0.08 else 7)
        v.verzonden = stap(v.besloten, 0, 2)
        v.uitkomst = rng.choices([Uitkomst.TOEGEKEND, Uitkomst.AFGEWEZEN], [94, 6])[0]
    return _tot_vandaag(v, op)


def _tot_vandaag(v: Verloop, op: date) -> Verloop:
    """Cut off everything that lies after today."""
    for naam in ("gevraagd", "aangevuld", "compleet", "besloten", "verzonden", "ingetrokken"):
        dag = getattr(v, naam)
        setattr(v, naam, dag if dag and dag < op else None)
    v.advies = [dag for dag in v.advies if dag < op]
    if v.gevraagd and not v.aangevuld:
        v.compleet, v.besloten, v.advies, v.ingetrokken = None, None, [], None
    if not v.besloten:
        v.verzonden = None
    return v


def _status(v: Verloop) -> Aanvraagstatus:
    if v.ingetrokken:
        return Aanvraagstatus.INGETROKKEN
    if v.besloten:
        return Aanvraagstatus.BESLOTEN
    if v.gevraagd and not v.aangevuld:
        return Aanvraagstatus.ONVOLLEDIG
    return Aanvraagstatus.IN_BEHANDELING if v.compleet else Aanvraagstatus.INGEDIEND


def _aanvraag(om: Omgeving, leerling: Leerling, school: Any, soort: Soort, v: Verloop) -> Aanvraag:
    demo, lijst = om.demo, om.lijsten[soort]
    nummer = om.tel(AANVRAAG, v.ingediend)
    beslisser = _wie(om, "directeur") if v.besloten else None
    return Aanvraag(
        sleutel=demo.sleutel(),
        kenmerk=PATROON_AANVRAAG.format(schooljaar=kort_schooljaar(v.ingediend), volgnummer=nummer),
        leerling=leerling,
        school=school,
        soort=soort,
        status=_status(v),
        vragenlijst=lijst,
        antwoorden=_antwoorden(om, lijst, v.ingediend),
        begonnen_op=_om(om, v.ingediend, 9),
        begonnen_door=_wie(om, "school"),
        ingediend_op=_om(om, v.ingediend, 10),
        ingediend_door=_wie(om, "school"),
        compleet_op=_om(om, v.compleet, 11) if v.compleet else None,
        compleet_door=_wie(om, "administratie") if v.compleet else None,
        behandelaar=_wie(om, "administratie") if v.compleet else None,
        besloten_op=_om(om, v.besloten, 15) if v.besloten else None,
        besloten_door=beslisser,
        ingetrokken_op=_om(om, v.ingetrokken, 12) if v.ingetrokken else None,
        ingetrokken_door=_wie(om, "school") if v.ingetrokken else None,
    )


def _antwoorden(om: Omgeving, lijst: Vragenlijst, op: date) -> dict[str, str]:
    """Something plausible for every question that is answered in words."""
    antwoorden = {}
    for vraag in (v for taak in lijst.inhoud["taken"] for v in taak["vragen"]):
        if (antwoord := _antwoord(om, vraag, op)) is not None:
            antwoorden[vraag["code"]] = antwoord
    return antwoorden


def _antwoord(om: Omgeving, vraag: dict[str, Any], op: date) -> str | None:
    rng = om.demo.rng
    match vraag["soort"]:
        case "document":
            return None
        case "janee":
            return "nee" if vraag["code"] == "emb" else "ja"
        case "keuze":
            return str(rng.choice(vraag["opties"])[0])
        case "datum":
            return (op - timedelta(days=rng.randint(10, 200))).isoformat()
        case "getal":
            laag, hoog = int(vraag.get("minimum", 1)), int(vraag.get("maximum", 40))
            return str(rng.randint(laag, max(laag, hoog)))
        case "regel":
            return "Zie het dossier van de school"
    return " ".join(rng.sample(ZINNEN, 2))


def _wie(om: Omgeving, naam: str) -> Gebruiker:
    return om.demo.gebruikers[naam]


def _om(om: Omgeving, dag: date, uur: int) -> datetime:
    return om.demo.moment(dag).replace(hour=uur)


def _maak_herstel(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    if not v.gevraagd:
        return
    verzoek = Herstelverzoek(
        sleutel=om.demo.sleutel(),
        aanvraag=aanvraag,
        status=Herstelstatus.AANGEVULD if v.aangevuld else Herstelstatus.OPEN,
        gevraagd_op=_om(om, v.gevraagd, 14),
        gevraagd_door=_wie(om, "administratie"),
        hersteltermijn_tot_en_met=om.werkdag(v.gevraagd + timedelta(days=21)),
        afgehandeld_op=_om(om, v.aangevuld, 9) if v.aangevuld else None,
        afgehandeld_door=_wie(om, "school") if v.aangevuld else None,
    )
    code = next(iter(aanvraag.antwoorden))
    punt = Herstelpunt(
        herstelverzoek=verzoek,
        vraag=code,
        toelichting="Wilt u dit antwoord aanvullen met wat de school zelf heeft geprobeerd?",
        antwoord="Aangevuld met het verslag van de begeleiding." if v.aangevuld else "",
        opgelost_op=verzoek.afgehandeld_op,
    )
    partij.afhankelijk[0].append(verzoek)
    partij.afhankelijk[1].append(punt)


def _maak_adviezen(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    if not v.compleet:
        return
    wie = [
        ("deskundige", Beroep.ORTHOPEDAGOOG),
        ("deskundige2", om.demo.rng.choice([Beroep.ARTS, Beroep.PEDAGOOG])),
    ]
    for nummer, (naam, beroep) in enumerate(wie):
        gegeven = v.advies[nummer] if nummer < len(v.advies) else None
        partij.afhankelijk[2].append(_advies(om, aanvraag, naam, beroep, v, gegeven, ADVIEZEN[nummer]))


def _advies(
    om: Omgeving, aanvraag: Aanvraag, naam: str, beroep: Beroep, v: Verloop, gegeven: date | None, tekst: str
) -> Deskundigenadvies:
    negatief = v.uitkomst is Uitkomst.AFGEWEZEN and bool(v.besloten)
    conclusie = Conclusie.NEGATIEF if negatief else Conclusie.POSITIEF
    verklaard = gegeven is not None
    return Deskundigenadvies(
        sleutel=om.demo.sleutel(),
        aanvraag=aanvraag,
        deskundige=_wie(om, naam),
        status=Adviesstatus.UITGEBRACHT if verklaard else Adviesstatus.GEVRAAGD,
        gevraagd_op=_om(om, v.compleet, 12),  # type: ignore[arg-type]
        gevraagd_door=_wie(om, "administratie"),
        beroep=beroep if verklaard else "",
        conclusie=conclusie if verklaard else "",
        motivering=tekst if verklaard else "",
        niet_bij_aanvraag=verklaard,
        niet_in_dienst_school=verklaard,
        niet_begeleider=verklaard,
        uitgebracht_op=_om(om, gegeven, 13) if gegeven else None,
        uitgebracht_door=_wie(om, naam) if verklaard else None,
    )


def _maak_besluit(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
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
        motivering=" ".join(ADVIEZEN),
        mandaat="Directeur-bestuurder: mandaatregeling (demo)",
        genomen_op=_om(om, besloten, 15),
        genomen_door=_wie(om, "directeur"),
        bekendgemaakt_op=v.verzonden,
        bekendgemaakt_door=_wie(om, "administratie") if v.verzonden else None,
        bezwaar_uiterste_datum=bezwaar.uiterste_datum if bezwaar else None,
        bezwaar_afleiding=list(bezwaar.afleiding) if bezwaar else [],
    )
    if besluit.status == Besluitstatus.ONHERROEPELIJK and bezwaar:
        besluit.onherroepelijk_op = bezwaar.uiterste_datum + timedelta(days=8)
    partij.afhankelijk[3].append(besluit)
    if toegekend:
        partij.afhankelijk[4].append(_verklaring(om, besluit))
    partij.afhankelijk[5].extend(_brieven(om, besluit, v))


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
            verzonden_door=_wie(om, "administratie") if v.verzonden else None,
        )
        for adressaat in geadresseerden(besluit.aanvraag, besluit.genomen_op.date())
    ]


def _maak_termijnen(om: Omgeving, partij: Partij, aanvraag: Aanvraag, v: Verloop) -> None:
    stil = [Opschorting(v.gevraagd, v.aangevuld)] if v.gevraagd else []
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
        partij.afhankelijk[6].append(_termijn(om, aanvraag, norm, termijn, gehaald))
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


def _maak_demowerk(om: Omgeving, partij: Partij, kandidaten: list[tuple[Leerling, Any]]) -> None:
    """Some work for the logins themselves: requests of their own school in the last weeks."""
    scholen = {s.pk for s in om.demo.demoscholen}
    eigen = [k for k in kandidaten if k[1].pk in scholen][:14]
    for nummer, kandidaat in enumerate(eigen):
        dag = om.werkdag(om.demo.op - timedelta(days=3 + 4 * nummer))
        if dag < om.demo.op:
            _maak(om, partij, kandidaat, dag)


def _schrijf(partij: Partij) -> None:
    """Write everything in the order of the foreign keys, with the events that belong to it."""
    Aanvraag.objects.bulk_create(partij.aanvragen)
    herstel, punten, adviezen, besluiten, verklaringen, brieven, termijnen = partij.afhankelijk
    Herstelverzoek.objects.bulk_create(herstel)
    Herstelpunt.objects.bulk_create(punten)
    Deskundigenadvies.objects.bulk_create(adviezen)
    Besluit.objects.bulk_create(besluiten)
    Toelaatbaarheidsverklaring.objects.bulk_create(verklaringen)
    Brief.objects.bulk_create(brieven)
    Aanvraagtermijn.objects.bulk_create(termijnen)
    Gebeurtenis.objects.bulk_create(_gebeurtenissen(partij))


def _gebeurtenissen(partij: Partij) -> list[Gebeurtenis]:
    rijen = [rij for aanvraag in partij.aanvragen for rij in _van_aanvraag(aanvraag)]
    herstel, _, adviezen, besluiten, *_rest = partij.afhankelijk
    rijen += [
        _gebeurtenis(v.aanvraag, v.aanvraag, "herstel_vragen", v.gevraagd_door, v.gevraagd_op)
        for v in herstel
    ]
    rijen += [
        _gebeurtenis(v.aanvraag, v.aanvraag, "aanvullen", v.afgehandeld_door, v.afgehandeld_op)
        for v in herstel
        if v.afgehandeld_op
    ]
    rijen += [_gebeurtenis(a, a.aanvraag, "gevraagd", a.gevraagd_door, a.gevraagd_op) for a in adviezen]
    rijen += [
        _gebeurtenis(a, a.aanvraag, "uitbrengen", a.uitgebracht_door, a.uitgebracht_op)
        for a in adviezen
        if a.uitgebracht_op
    ]
    rijen += [
        _gebeurtenis(b, b.aanvraag, "bekendmaken", b.bekendgemaakt_door, b.genomen_op + timedelta(hours=1))
        for b in besluiten
        if b.bekendgemaakt_op
    ]
    return sorted(rijen, key=lambda rij: rij.op)


def _van_aanvraag(aanvraag: Aanvraag) -> list[Gebeurtenis]:
    stappen: Sequence[tuple[str, Any, Any]] = (
        ("begonnen", aanvraag.begonnen_door, aanvraag.begonnen_op),
        ("indienen", aanvraag.ingediend_door, aanvraag.ingediend_op),
        ("compleet_verklaren", aanvraag.compleet_door, aanvraag.compleet_op),
        ("besluit_nemen", aanvraag.besloten_door, aanvraag.besloten_op),
        ("intrekken", aanvraag.ingetrokken_door, aanvraag.ingetrokken_op),
    )
    return [_gebeurtenis(aanvraag, aanvraag, soort, door, op) for soort, door, op in stappen if op]


def _gebeurtenis(onderwerp: Any, aanvraag: Aanvraag, soort: str, door: Any, op: datetime) -> Gebeurtenis:
    return Gebeurtenis(
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_sleutel=onderwerp.sleutel,
        leerling_sleutel=aanvraag.leerling.sleutel,
        soort=soort,
        door=door,
        op=op,
    )


KOPIEEN = """
INSERT INTO tlv_aanvraag (sleutel, kenmerk, leerling_id, school_id, soort, status, vragenlijst_id, antwoorden,
    versie, begonnen_op, begonnen_door_id, ingediend_op, ingediend_door_id, compleet_op, compleet_door_id,
    besloten_op, besloten_door_id, ingetrokken_op, ingetrokken_door_id, behandelaar_id, eerstvolgende_datum)
SELECT md5(a.sleutel::text || n)::uuid, 'K' || n || '-' || a.kenmerk, k.id, a.school_id, a.soort, a.status,
    a.vragenlijst_id, a.antwoorden, 1, a.begonnen_op, a.begonnen_door_id, a.ingediend_op, a.ingediend_door_id,
    a.compleet_op, a.compleet_door_id, a.besloten_op, a.besloten_door_id, a.ingetrokken_op,
    a.ingetrokken_door_id, a.behandelaar_id, a.eerstvolgende_datum
FROM tlv_aanvraag a JOIN leerlingen_leerling l ON l.id = a.leerling_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid
WHERE a.kenmerk NOT LIKE 'K%%';
INSERT INTO tlv_aanvraagtermijn (aanvraag_id, norm_id, begonnen_op, uiterste_datum, staat_stil_sinds, afleiding,
    berekend_op, gehaald_op)
SELECT k.id, t.norm_id, t.begonnen_op, t.uiterste_datum, t.staat_stil_sinds, t.afleiding, t.berekend_op,
    t.gehaald_op
FROM tlv_aanvraagtermijn t JOIN tlv_aanvraag a ON a.id = t.aanvraag_id
JOIN generate_series(1, %s) n ON true
JOIN tlv_aanvraag k ON k.sleutel = md5(a.sleutel::text || n)::uuid
WHERE a.kenmerk NOT LIKE 'K%%';
"""


def kopieer(aantal: int) -> None:
    """Copy every request with its clocks to the copied pupils, for the benchmark."""
    if aantal > 0:
        with connection.cursor() as cursor:
            cursor.execute(KOPIEEN, [aantal, aantal])
