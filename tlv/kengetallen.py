"""The figures of the TLV route: requests, decisions, durations, TLV's in force (domein.md 6, missie.md 1.9)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, Func, IntegerField, Q, QuerySet, Subquery
from django.urls import reverse

from leerlingen.kengetallen import herkomst, scholen
from swv.enums import Onderwijssoort
from swv.kengetallen import (
    KWARTAAL,
    Kengetal,
    Kolom,
    Peiling,
    Rijen,
    Uitkomst,
    aandeel,
    aantal,
    registreer,
)
from swv.klok import datum_van
from swv.models import Samenwerkingsverband
from swv.verbanden import noemer, plek, registreer_verband
from tlv.enums import Soort
from tlv.enums import Uitkomst as Besluituitkomst
from tlv.selectors import cijfers

Selectie = Callable[[Peiling], QuerySet[Any]]
Voorwaarde = Callable[[Peiling], Any]
BRON = "Aanvragen en besluiten in dit systeem"
BRON_AWB = "Awb artikel 4:13"
BRON_PROGRAMMA = "Programmalijnen SWV PO 22.03 2026-2029 en ondersteuningsplan SWV 22-02 2026-2030"
DOORLOOP = (
    "Kalenderdagen vanaf het begin van de termijn tot en met de dag van het besluit, zonder de dagen waarop de "
    "termijn stilstond omdat de school moest aanvullen. De termijn is de servicenorm van het "
    "samenwerkingsverband, en waar die er niet is de wettelijke beslistermijn."
)


class Percentiel(Aggregate):
    """Nearest rank: the smallest value that at least this share of the values does not exceed."""

    function = "percentile_disc"
    template = "%(function)s(%(deel)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()


# --- what a row of a drill-down says ------------------------------------------------------------------------------


def _van_aanvraag(selecteer: Selectie) -> Rijen:
    return Rijen(
        selecteer=lambda vraag: selecteer(vraag).select_related("leerling", "school").defer("antwoorden"),
        kolommen=(
            Kolom("Aanvraag", lambda rij: rij.kenmerk),
            Kolom("Leerling", lambda rij: rij.leerling.korte_naam),
            Kolom("School", lambda rij: rij.school.naam),
            Kolom("Soort", lambda rij: rij.soort_kort),
            Kolom("Ingediend", lambda rij: datum_van(rij.ingediend_op)),
        ),
        permissie="tlv.inzien",
        url=lambda rij: reverse("tlv:aanvraag", args=[rij.sleutel]),
    )


def _van_besluit(selecteer: Selectie, *extra: Kolom) -> Rijen:
    return Rijen(
        selecteer=lambda vraag: (
            selecteer(vraag)
            .select_related("aanvraag__leerling", "aanvraag__school", "verklaring")
            .defer("motivering", "aanvraag__antwoorden")
        ),
        kolommen=(
            Kolom("Aanvraag", lambda rij: rij.aanvraag.kenmerk),
            Kolom("Leerling", lambda rij: rij.aanvraag.leerling.korte_naam),
            Kolom("School", lambda rij: rij.aanvraag.school.naam),
            Kolom("Soort", lambda rij: rij.aanvraag.soort_kort),
            Kolom("Uitkomst", lambda rij: rij.get_uitkomst_display()),
            Kolom("Besluit", lambda rij: datum_van(rij.genomen_op)),
            *extra,
        ),
        permissie="tlv.inzien",
        url=lambda rij: reverse("tlv:aanvraag", args=[rij.aanvraag.sleutel]),
    )


NUMMER = Kolom("TLV-nummer", lambda rij: rij.verklaring.nummer)
GELDIG = Kolom("Geldig tot en met", lambda rij: rij.verklaring.einddatum or "zonder einddatum")
DAGEN = Kolom("Dagen", lambda rij: rij.doorlooptijd)
UITERLIJK = Kolom("Uiterste datum", lambda rij: rij.uiterlijk)
VAN_BEZWAAR = (
    Kolom("Aanvraag", lambda rij: rij.besluit.aanvraag.kenmerk),
    Kolom("Leerling", lambda rij: rij.besluit.aanvraag.leerling.korte_naam),
    Kolom("School", lambda rij: rij.besluit.aanvraag.school.naam),
    Kolom("Ontvangen", lambda rij: rij.ontvangen_op),
    Kolom("Stand", lambda rij: rij.get_uitkomst_display() or rij.get_status_display()),
)


def _bezwaren(vraag: Peiling) -> QuerySet[Any]:
    met = cijfers.ontvangen_bezwaren(vraag)
    return met.select_related("besluit__aanvraag__leerling", "besluit__aanvraag__school").defer(
        "besluit__motivering", "besluit__aanvraag__antwoorden", "toelichting"
    )


# --- how a figure is computed ---------------------------------------------------------------------------------------


def _tel(selecteer: Selectie) -> Callable[[Peiling], Uitkomst]:
    return lambda vraag: aantal(selecteer(vraag).count())


def _aandeel(alles: Selectie, voorwaarde: Voorwaarde) -> Callable[[Peiling], Uitkomst]:
    """How many of these rows meet the condition; one query."""

    def bereken(vraag: Peiling) -> Uitkomst:
        som = alles(vraag).aggregate(boven=Count("pk", filter=voorwaarde(vraag)), onder=Count("pk"))
        return aandeel(som["boven"], som["onder"])

    return bereken


def _percentiel(deel: str) -> Callable[[Peiling], Uitkomst]:
    """The duration at this share of the decisions; `teller` is how many decisions there are."""

    def bereken(vraag: Peiling) -> Uitkomst:
        rijen = cijfers.met_doorlooptijd(cijfers.besluiten(vraag))
        som = rijen.aggregate(duur=Percentiel("doorlooptijd", deel=deel), n=Count("pk"))
        waarde = None if som["duur"] is None else Decimal(som["duur"])
        return Uitkomst(waarde, Decimal(som["n"]), None, f"{som['n']} besluiten in het kwartaal.")

    return bereken


def _verwezen(soort: Soort) -> Selectie:
    return lambda vraag: cijfers.nieuwe_verwijzingen(vraag, soort)


def _verwijzing(soort: Soort, regulier: tuple[str, ...]) -> Callable[[Peiling], Uitkomst]:
    """First TLV's over the pupils of the regular schools, in one query."""

    def bereken(vraag: Peiling) -> Uitkomst:
        telling = scholen(vraag).filter(onderwijssoort__in=regulier).order_by()
        boven = _verwezen(soort)(vraag).order_by()
        boven_, onder, eerste, laatste, met_telling, alle = Samenwerkingsverband.objects.values_list(
            *(_een_getal(boven, "COUNT", "pk"), _een_getal(telling, "SUM", "leerlingen")),
            *(_een_getal(telling, functie, "peildatum") for functie in ("MIN", "MAX")),
            *(_een_getal(telling, "COUNT", veld) for veld in ("leerlingen", "pk")),
        ).get()
        uit = aandeel(boven_, onder or 0)
        bron = herkomst({"eerste": eerste, "laatste": laatste, "zonder": alle - met_telling})
        return Uitkomst(uit.waarde, uit.teller, uit.noemer, bron)

    return bereken


def _een_getal(rijen: QuerySet[Any], functie: str, veld: str) -> Subquery:
    """One SQL aggregate over all these rows, as a column of another query."""
    return Subquery(rijen.annotate(getal=Func(F(veld), function=functie)).values("getal"))


# --- the parts of the definitions ------------------------------------------------------------------------------------


def _telling(code: str, naam: str, definitie: str, selecteer: Selectie, rijen: Rijen) -> Kengetal:
    return Kengetal(f"tlv.{code}", naam, definitie, "aantal", BRON, _tel(selecteer), rijen)


def _binnen_termijn(code: str, naam: str, wat: str, termijn: str, norm: str, bron: str) -> Kengetal:
    """The share of the decisions of the quarter that came on or before the stored last day of this term."""

    def alles(vraag: Peiling) -> QuerySet[Any]:
        return cijfers.met_termijn(cijfers.besluiten(vraag), termijn)

    return Kengetal(
        code=f"tlv.{code}",
        naam=naam,
        definitie=f"Besluiten {KWARTAAL} die op tijd waren, gedeeld door alle besluiten in dat kwartaal waarvoor "
        f"deze termijn liep. Op tijd is: uiterlijk op de laatste dag van {wat}, inclusief opschorting.",
        eenheid="percentage",
        bron=bron,
        bereken=_aandeel(alles, lambda _vraag: cijfers.OP_TIJD),
        rijen=_van_besluit(lambda vraag: alles(vraag).filter(cijfers.OP_TIJD), UITERLIJK),
        norm=norm,
        beter="hoger",
    )


def _doorlooptijd(code: str, naam: str, welke: str, deel: str) -> Kengetal:
    return Kengetal(
        code=f"tlv.doorlooptijd_{code}",
        naam=naam,
        definitie=f"{welke} {DOORLOOP}",
        eenheid="dagen",
        bron=BRON,
        bereken=_percentiel(deel),
        percentiel=Decimal(deel),
        rijen=_van_besluit(lambda vraag: cijfers.met_doorlooptijd(cijfers.besluiten(vraag)), DAGEN),
    )


def _verwijzingscijfer(soort: Soort, regulier: tuple[str, ...], norm: str = "") -> Kengetal:
    return Kengetal(
        code=f"tlv.verwijzing_{soort.value}",
        naam=f"Verwijzingspercentage {soort.afkorting}",
        definitie=f"Eerste TLV's {soort.afkorting} (geen verlenging, niet ingetrokken) die in de twaalf maanden tot "
        "en met de peildatum zijn toegekend, gedeeld door de leerlingen op de reguliere scholen. Twaalf maanden, "
        "zodat elk kwartaal met een norm per schooljaar te vergelijken is.",
        eenheid="percentage",
        bron="Besluiten in dit systeem; leerlingen: DUO",
        bereken=_verwijzing(soort, regulier),
        rijen=_van_besluit(_verwezen(soort), NUMMER),
        norm=norm,
        beter="lager" if norm else "",
    )


def _geldig(code: str, naam: str, wat: str, *soorten: Soort) -> Kengetal:
    def selecteer(vraag: Peiling) -> QuerySet[Any]:
        return cijfers.geldig_op(vraag, soorten or tuple(Soort))

    return _telling(
        code,
        naam,
        f"{wat} die op de peildatum geldig zijn: ingegaan, niet verlopen en niet ingetrokken.",
        selecteer,
        _van_besluit(selecteer, NUMMER, GELDIG),
    )


def _met_uitkomst(uitkomst: Besluituitkomst) -> Selectie:
    return lambda vraag: cijfers.met_uitkomst(vraag, uitkomst)


TOEGEKEND, AFGEWEZEN, NIET_BEHANDELD = (_met_uitkomst(uitkomst) for uitkomst in Besluituitkomst)
BASISONDERWIJS = (Onderwijssoort.BAO.value,)
VOORTGEZET = (Onderwijssoort.VO.value, Onderwijssoort.PRO.value)
VAN_BEOORDELING = Q(beoordeeld_op__lte=F("uiterlijk"))


def _adviezen(vraag: Peiling) -> QuerySet[Any]:
    return cijfers.met_twee_adviezen(cijfers.inhoudelijk(vraag))


def _twee(_vraag: Peiling) -> Q:
    return Q(adviezen__gte=cijfers.TWEE_ADVIEZEN)


registreer(
    _telling(
        "aanvragen",
        "Ingediende aanvragen",
        f"Aanvragen voor een TLV die {KWARTAAL} zijn ingediend.",
        cijfers.ingediend,
        _van_aanvraag(cijfers.ingediend),
    ),
    _telling(
        "lopend",
        "Lopende aanvragen",
        "Aanvragen die aan het einde van de peildatum waren ingediend en waarover nog niet was besloten; "
        "ingetrokken aanvragen tellen niet mee.",
        cijfers.lopend_op,
        _van_aanvraag(cijfers.lopend_op),
    ),
    _telling(
        "ingetrokken",
        "Ingetrokken aanvragen",
        f"Aanvragen die {KWARTAAL} door de school zijn ingetrokken.",
        cijfers.ingetrokken,
        _van_aanvraag(cijfers.ingetrokken),
    ),
    _telling(
        "besluiten",
        "Besluiten",
        f"Besluiten op een aanvraag die {KWARTAAL} zijn genomen, met welke uitkomst ook.",
        cijfers.besluiten,
        _van_besluit(cijfers.besluiten),
    ),
    _telling(
        "toegekend",
        "Toegekende TLV's",
        f"Besluiten {KWARTAAL} waarmee een TLV is toegekend.",
        TOEGEKEND,
        _van_besluit(TOEGEKEND, NUMMER),
    ),
    _telling(
        "toegekend_nieuw",
        "Toegekende TLV's, eerste verwijzing",
        f"Toekenningen {KWARTAAL} voor een leerling die nog geen TLV van deze soort had en die bij het indienen "
        "niet al op een school van deze soort stond ingeschreven.",
        cijfers.toegekend_nieuw,
        _van_besluit(cijfers.toegekend_nieuw, NUMMER),
    ),
    _telling(
        "toegekend_verlenging",
        "Toegekende TLV's, verlenging",
        f"Toekenningen {KWARTAAL} voor een leerling die al een TLV van deze soort had of die bij het indienen al op "
        "een school van deze soort stond ingeschreven. Een TLV voor het PrO heeft geen einddatum en wordt niet "
        "verlengd.",
        cijfers.toegekend_verlenging,
        _van_besluit(cijfers.toegekend_verlenging, NUMMER),
    ),
    _telling(
        "toegekend_jong",
        "Toegekende TLV's voor kinderen van 4 tot en met 8 jaar",
        f"Toekenningen {KWARTAAL} voor een leerling die op de peildatum 8 jaar of jonger was.",
        cijfers.toegekend_jong,
        _van_besluit(cijfers.toegekend_jong, NUMMER),
    ),
    _telling(
        "afgewezen",
        "Afgewezen aanvragen",
        f"Besluiten {KWARTAAL} waarmee een aanvraag is afgewezen.",
        AFGEWEZEN,
        _van_besluit(AFGEWEZEN),
    ),
    _telling(
        "niet_behandeld",
        "Niet in behandeling genomen",
        f"Besluiten {KWARTAAL} om een aanvraag niet te behandelen, omdat de school niet op tijd aanvulde.",
        NIET_BEHANDELD,
        _van_besluit(NIET_BEHANDELD),
    ),
    Kengetal(
        "tlv.bezwaren",
        "Bezwaren",
        f"Bezwaren tegen een TLV-besluit die {KWARTAAL} zijn ontvangen.",
        "aantal",
        "Jaarplan 2024-2025, KPI 7; bezwaren in dit systeem",
        _tel(cijfers.ontvangen_bezwaren),
        Rijen(
            _bezwaren,
            VAN_BEZWAAR,
            "tlv.inzien",
            lambda rij: reverse("tlv:aanvraag", args=[rij.besluit.aanvraag.sleutel]),
        ),
    ),
    _geldig("geldig", "Geldige TLV's", "TLV's"),
    _geldig(
        "geldig_go", "Geldige TLV's voor SBO, SO en VSO", "TLV's voor SBO, SO en VSO", *cijfers.VERLENGBAAR
    ),
    _geldig("geldig_vso", "Geldige TLV's VSO", "TLV's voor het VSO", Soort.VSO),
    _doorlooptijd(
        "mediaan",
        "Doorlooptijd TLV, mediaan",
        f"De helft van de besluiten {KWARTAAL} kwam in dit aantal dagen of minder.",
        "0.5",
    ),
    _doorlooptijd(
        "p90",
        "Doorlooptijd TLV, negen van de tien",
        f"Negen van de tien besluiten {KWARTAAL} kwamen in dit aantal dagen of minder.",
        "0.9",
    ),
    _binnen_termijn(
        "binnen_awb",
        "Besluiten binnen de wettelijke termijn",
        "de wettelijke beslistermijn",
        cijfers.AWB,
        "tlv.awb_aandeel",
        BRON_AWB,
    ),
    _binnen_termijn(
        "binnen_servicenorm",
        "Besluiten binnen de servicenorm",
        "de servicenorm van dit samenwerkingsverband",
        cijfers.SERVICENORM,
        "tlv.servicenorm_aandeel",
        BRON_PROGRAMMA,
    ),
    _binnen_termijn(
        "binnen_uiterste",
        "Besluiten binnen de langste doorlooptijd",
        "de langste doorlooptijd die dit samenwerkingsverband toestaat",
        cijfers.UITERSTE,
        "tlv.servicenorm_aandeel",
        BRON_PROGRAMMA,
    ),
    Kengetal(
        code="tlv.eerste_beoordeling_op_tijd",
        naam="Aanvragen op tijd beoordeeld",
        definitie=f"Aanvragen die {KWARTAAL} voor het eerst zijn beoordeeld, uiterlijk op de laatste dag van de norm "
        "voor de eerste beoordeling, gedeeld door alle aanvragen die in dat kwartaal voor het eerst zijn beoordeeld.",
        eenheid="percentage",
        bron=BRON_PROGRAMMA,
        bereken=_aandeel(cijfers.eerst_beoordeeld, lambda _vraag: VAN_BEOORDELING),
        rijen=_van_aanvraag(lambda vraag: cijfers.eerst_beoordeeld(vraag).filter(VAN_BEOORDELING)),
        norm="tlv.eerste_beoordeling_aandeel",
        beter="hoger",
    ),
    Kengetal(
        code="tlv.teruggevraagd",
        naam="Aanvragen waarvoor aanvulling is gevraagd",
        definitie=f"Aanvragen die {KWARTAAL} zijn ingediend en waarvoor de school om aanvulling is gevraagd, gedeeld "
        "door alle aanvragen die in dat kwartaal zijn ingediend.",
        eenheid="percentage",
        bron=BRON,
        bereken=_aandeel(cijfers.ingediend, cijfers.teruggevraagd),
        rijen=_van_aanvraag(lambda vraag: cijfers.ingediend(vraag).filter(cijfers.teruggevraagd(vraag))),
    ),
    Kengetal(
        code="tlv.twee_adviezen",
        naam="Besluiten met twee deskundigenadviezen",
        definitie=f"Toekenningen en afwijzingen {KWARTAAL} waarvoor ten minste twee deskundigen advies hebben "
        "uitgebracht, gedeeld door alle toekenningen en afwijzingen in dat kwartaal.",
        eenheid="percentage",
        bron=BRON_PROGRAMMA,
        bereken=_aandeel(_adviezen, _twee),
        rijen=_van_besluit(lambda vraag: _adviezen(vraag).filter(_twee(vraag))),
        norm="tlv.deskundigenadvies_aandeel",
        beter="hoger",
    ),
    Kengetal(
        code="tlv.binnen_regio",
        naam="Leerlingen in het gespecialiseerd onderwijs binnen het eigen SWV",
        definitie="Leerlingen met een geldige TLV voor SBO, SO of VSO die op de peildatum staan ingeschreven op zo'n "
        "school van dit samenwerkingsverband, gedeeld door alle leerlingen met zo'n TLV die op de peildatum op zo'n "
        "school staan ingeschreven.",
        eenheid="percentage",
        bron=BRON_PROGRAMMA,
        bereken=_aandeel(cijfers.geplaatst_op, cijfers.binnen_swv),
        rijen=_van_besluit(
            lambda vraag: cijfers.geplaatst_op(vraag).filter(cijfers.binnen_swv(vraag)), NUMMER
        ),
        norm="tlv.binnen_regio",
        beter="hoger",
    ),
    _verwijzingscijfer(Soort.SBO, BASISONDERWIJS, "tlv.verwijzing_sbo"),
    _verwijzingscijfer(Soort.SO, BASISONDERWIJS, "tlv.verwijzing_so"),
    _verwijzingscijfer(Soort.VSO, VOORTGEZET),
    _verwijzingscijfer(Soort.PRO, (Onderwijssoort.VO.value,)),
    module="tlv",
)
registreer_verband(["tlv.toegekend_nieuw", "tlv.toegekend_verlenging"], ["tlv.toegekend"])
registreer_verband(["tlv.toegekend", "tlv.afgewezen", "tlv.niet_behandeld"], ["tlv.besluiten"])
registreer_verband([noemer("tlv.twee_adviezen")], ["tlv.toegekend", "tlv.afgewezen"])
registreer_verband([noemer("tlv.teruggevraagd")], ["tlv.aanvragen"])
registreer_verband(["tlv.toegekend_jong"], ["tlv.toegekend"], rest=True)
registreer_verband(["tlv.geldig_go"], ["tlv.geldig"], rest=True)
registreer_verband(["tlv.geldig_vso"], ["tlv.geldig_go"], rest=True)
registreer_verband([plek("tlv.geldig_naar_categorie", Soort.VSO.afkorting, None)], ["tlv.geldig_vso"])
for _termijn in ("binnen_awb", "binnen_servicenorm", "binnen_uiterste"):
    registreer_verband([noemer(f"tlv.{_termijn}")], ["tlv.besluiten"])
for _duur in ("tlv.doorlooptijd_mediaan", "tlv.doorlooptijd_p90"):
    registreer_verband([_duur], ["tlv.besluiten"])
