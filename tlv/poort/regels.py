"""The rules of the zorgvuldigheidspoort: about the request, the advices, the dossier, the contents, the decider.

Each rule looks at one thing and says what it found; its weight follows from the table at the end.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from ect.models import Casus
from swv.klok import datum_van
from swv.models import Mandaat, Roltoekenning
from swv.termijnen import datum, maanden_later, opsomming
from tlv.adviespaar import reden_onvoldoende
from tlv.bsnvondst import bsn_vondsten
from tlv.controle import Controle, Oordeel, blokkade, voldoet, waarschuwing
from tlv.enums import Bekostigingscategorie, Herstelstatus, Soort
from tlv.geadresseerden import geadresseerden
from tlv.geldigheid import controleer_geldigheid, mogelijke_categorieen
from tlv.mandaat import reden_geen_mandaat, reden_geen_vier_ogen
from tlv.models import Aanvraag, Deskundigenadvies, Toelaatbaarheidsverklaring
from tlv.overlap import overlappend
from tlv.poort.instelling import Poortregel
from tlv.poort.vraag import Poortvraag
from tlv.procriteria import controleer_procriteria
from tlv.vragen import gesteld, lees_datum

ONDERZOEK_GELDIGHEID = "tlv.onderzoek_geldigheid"
ADVIES_GELDIGHEID = "tlv.advies_geldigheid"
VERKLARINGEN = ("niet_bij_aanvraag", "niet_in_dienst_school", "niet_begeleider")


# --- the request ----------------------------------------------------------------------------------


def compleet(v: Poortvraag) -> Controle:
    naam = "Aanvraag compleet"
    if v.aanvraag.compleet_op is None:
        return blokkade(naam, "De aanvraag is nog niet compleet verklaard.")
    return voldoet(naam, f"sinds {datum(datum_van(v.aanvraag.compleet_op))}")


def geen_open_herstel(v: Poortvraag) -> Controle:
    naam = "Niets meer gevraagd aan de school"
    if v.aanvraag.herstelverzoeken.filter(status=Herstelstatus.OPEN).exists():
        return blokkade(naam, "De school moet eerst iets aanvullen. Trek het verzoek in of wacht het af.")
    return voldoet(naam)


def geen_bsn(v: Poortvraag) -> Controle | None:
    """Staff must not keep what may not be here (domein.md 7.2): the school takes it out."""
    if not (gevonden := [vondst.label for vondst in bsn_vondsten(v.aanvraag)]):
        return None
    return waarschuwing(
        "Geen BSN in de aanvraag",
        f"Er staat een getal dat een BSN kan zijn bij: {'; '.join(gevonden)}. Vraag de school om aanvulling "
        "of vernietig de inhoud van het bestand.",
    )


# --- the advices ----------------------------------------------------------------------------------


def twee_adviezen(v: Poortvraag) -> Controle:
    naam = "Twee adviezen met de juiste deskundigheid"
    if reden := reden_onvoldoende(v.adviezen):
        return blokkade(naam, reden)
    return voldoet(naam, opsomming([a.get_beroep_display().lower() for a in v.adviezen]))


def verklaringen(v: Poortvraag) -> Controle | None:
    """The three statements of independence, by each expert (domein.md 1.2)."""
    naam = "Deskundigen verklaarden dat zij onafhankelijk zijn"
    if not v.adviezen:
        return None
    if zonder := [a for a in v.adviezen if not all(getattr(a, veld) for veld in VERKLARINGEN)]:
        wie = opsomming([a.deskundige.naam for a in zonder])
        return blokkade(naam, f"De drie verklaringen ontbreken bij {wie}.")
    return voldoet(naam)


def werkt_bij_school(v: Poortvraag) -> Controle | None:
    """Looked up: nobody who works, or worked at the time of the request, for the school that asks."""
    naam = "Deskundigen werken niet bij de school"
    if not v.adviezen:
        return None
    begin = datum_van(v.aanvraag.begonnen_op)
    rollen = Roltoekenning.objects.filter(
        Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=begin),
        school_id=v.aanvraag.school_id,
        geldig_vanaf__lte=v.op,
        gebruiker__in=[advies.deskundige_id for advies in v.adviezen],
    )
    if rollen.exists():
        return blokkade(naam, "Een deskundige werkt bij de school die aanvraagt.")
    return voldoet(naam, "gecontroleerd")


def eerder_betrokken(v: Poortvraag) -> Controle | None:
    """Looked up: no advisor handled a request of this pupil, made this one, or held its casus at the ECT."""
    naam = "Deskundigen waren niet eerder bij deze leerling betrokken"
    if not v.adviezen:
        return None
    namen = {advies.deskundige_id: advies.deskundige.naam for advies in v.adviezen}
    if reden := reden_betrokken(v.aanvraag, namen):
        return blokkade(naam, reden)
    return voldoet(naam, "gecontroleerd")


def reden_betrokken(aanvraag: Aanvraag, namen: dict[int, str]) -> str:
    """Return why one of these people is too near to this pupil to advise, or an empty string."""
    kolommen = {
        "behandelaar": "behandelde een aanvraag",
        "begonnen_door": "maakte een aanvraag",
        "ingediend_door": "diende een aanvraag in",
    }
    rijen = Aanvraag.objects.filter(leerling_id=aanvraag.leerling_id).values(*kolommen)
    for rij in rijen:
        for kolom, wat in kolommen.items():
            if rij[kolom] in namen:
                return f"{namen[rij[kolom]]} {wat} van deze leerling."
    casus = Casus.objects.filter(leerling_id=aanvraag.leerling_id, casushouder__in=namen)
    if houder := casus.values_list("casushouder", flat=True).first():
        return f"{namen[houder]} was casushouder van deze leerling."
    return ""


def eigen_advies(v: Poortvraag) -> Controle | None:
    """LBT line: written for this request, and the expert's own reasoning (domein.md 1.2, points 1 and 2)."""
    naam = "Adviezen zijn voor deze aanvraag geschreven"
    if not v.adviezen:
        return None
    teksten = [" ".join(advies.motivering.split()) for advies in v.adviezen]
    if len(set(teksten)) < len(teksten):
        return waarschuwing(naam, "Twee adviezen hebben dezelfde tekst.")
    elders = Deskundigenadvies.objects.filter(motivering__in=[a.motivering for a in v.adviezen])
    if elders.exclude(aanvraag=v.aanvraag).exclude(motivering="").exists():
        return waarschuwing(naam, "De tekst van een advies staat ook bij een andere aanvraag.")
    return voldoet(naam)


def advies_voor_besluit(v: Poortvraag) -> Controle | None:
    naam = "Adviezen gaan aan het besluit vooraf"
    if any(advies.uitgebracht_op > v.moment for advies in v.adviezen):
        return blokkade(naam, "Een advies is van na dit besluit. Een advies gaat aan het besluit vooraf.")
    return voldoet(naam) if v.adviezen else None


def advies_recent(v: Poortvraag) -> Controle | None:
    """How old an advice may be is a norm of the SWV; without that norm the rule says nothing."""
    norm = v.normen.get(ADVIES_GELDIGHEID)
    if norm is None or not v.adviezen:
        return None
    naam, maanden = "Adviezen zijn recent", int(norm.waarde)
    oudste = min(datum_van(advies.uitgebracht_op) for advies in v.adviezen)
    if maanden_later(oudste, maanden) < v.op:
        return waarschuwing(naam, f"Een advies is van {datum(oudste)}, langer dan {maanden} maanden geleden.")
    return voldoet(naam, f"het oudste is van {datum(oudste)}")


def eensluidend(v: Poortvraag) -> Controle | None:
    conclusies = {a.get_conclusie_display().lower() for a in v.adviezen}
    if len(conclusies) < 2:
        return None
    return waarschuwing(
        "Adviezen zijn eensluidend",
        f"De conclusies verschillen ({opsomming(sorted(conclusies))}). Leg uit welk gewicht u eraan geeft.",
    )


# --- the dossier ----------------------------------------------------------------------------------


def zienswijze(v: Poortvraag) -> Controle:
    """Awb 4:8 and, for PrO, WVO 2020 2.30: the parents gave their view. Not agreeing never blocks."""
    naam = "Ouders gehoord; zienswijze ligt in het dossier"
    if not v.aanvraag.antwoorden.get("zienswijze"):
        return blokkade(naam, "Er is geen zienswijze. Vraag de ouders om hun mening (Awb artikel 4:8).")
    return voldoet(naam)


def mening_ouders(v: Poortvraag) -> Controle | None:
    if v.aanvraag.antwoorden.get("ouders_mening", "") not in {"oneens", "deels", "verschillend"}:
        return None
    return waarschuwing(
        "Mening van de ouders",
        "De ouders zijn het niet helemaal eens. Ga in de motivering op hun mening in.",
    )


def leerling_gehoord(v: Poortvraag) -> Controle | None:
    """The hearing right since 1 August 2025; a pupil that is not enrolled yet has no OPP to be heard about."""
    if "leerling_gehoord" not in gesteld(v.aanvraag) or not v.is_ingeschreven:
        return None
    naam = "De leerling kon zijn of haar mening geven"
    antwoord = v.aanvraag.antwoorden.get("leerling_gehoord", "")
    if antwoord in {"nee", ""}:
        return blokkade(
            naam,
            "De leerling is nog niet gehoord. Het is verplicht sinds 1 augustus 2025: vraag de school om aanvulling.",
        )
    return voldoet(naam, "de leerling wilde dat niet" if antwoord == "wilde_niet" else "")


def opp(v: Poortvraag) -> Controle | None:
    """An OPP lies there where the question set of this soort asks for one and the pupil is enrolled."""
    if "opp" not in gesteld(v.aanvraag) or not v.is_ingeschreven:
        return None
    naam = "OPP aanwezig"
    if not v.aanvraag.documenten.met_inhoud().filter(vraag="opp").exists():
        return waarschuwing(naam, "Het OPP ontbreekt.")
    return voldoet(naam)


def handelingsdeel(v: Poortvraag) -> Controle | None:
    """A missing agreement never blocks; the decider goes into it."""
    if "handelingsdeel" not in gesteld(v.aanvraag):
        return None
    naam = "Handelingsdeel van het OPP besproken"
    if v.aanvraag.antwoorden.get("handelingsdeel", "") != "instemming":
        return waarschuwing(naam, "De ouders hebben (nog) niet met het handelingsdeel ingestemd.")
    return voldoet(naam)


def onderzoek_recent(v: Poortvraag) -> Controle | None:
    """Recent research: of the IQ test for PrO, of dated research elsewhere; how old is a norm."""
    gemaakt = lees_datum(v.aanvraag.antwoorden.get("iq_datum", "")) or _datum_onderzoek(v.aanvraag)
    norm = v.normen.get(ONDERZOEK_GELDIGHEID)
    if gemaakt is None or norm is None:
        return None
    naam, maanden = "Onderzoek is recent", int(norm.waarde)
    if maanden_later(gemaakt, maanden) < v.op:
        uitleg = f"Het onderzoek is van {datum(gemaakt)}, langer dan {maanden} maanden geleden."
        return waarschuwing(naam, uitleg)
    return voldoet(naam, f"van {datum(gemaakt)}")


def pro_iq(v: Poortvraag) -> Controle | None:
    return controleer_procriteria(v.aanvraag.antwoorden)[0] if v.aanvraag.soort == Soort.PRO else None


def pro_achterstand(v: Poortvraag) -> Controle | None:
    return controleer_procriteria(v.aanvraag.antwoorden)[1] if v.aanvraag.soort == Soort.PRO else None


def adressen(v: Poortvraag) -> Controle:
    """Awb 3:41: without an address there is no letter, and without every letter no bekendmaking."""
    naam = "Adressen voor de brieven"
    ontvangers = geadresseerden(v.aanvraag, v.op)
    if len(ontvangers) < 2:
        return waarschuwing(naam, "Er is niemand met gezag bekend. Vul het dossier van de leerling aan.")
    if zonder := [a.aan for a in ontvangers if not a.adresregels]:
        return waarschuwing(naam, f"Het adres ontbreekt van {opsomming(zonder)}.")
    return voldoet(naam, f"{len(ontvangers)} brieven")


def _datum_onderzoek(aanvraag: Aanvraag) -> date | None:
    gedateerd = aanvraag.documenten.filter(vraag="onderzoek", document__gedateerd_op__isnull=False)
    laatste = gedateerd.order_by("-document__gedateerd_op").select_related("document").first()
    return laatste.document.gedateerd_op if laatste else None


# --- the contents ---------------------------------------------------------------------------------


def andere_tlv(v: Poortvraag) -> Controle | None:
    """Never two valid TLVs of one soort: said beforehand, and held against the chosen period."""
    naam = "Geen andere geldige TLV van deze soort"
    if v.inhoud and not v.inhoud.is_toekenning:
        return None
    if v.toekenning is None:
        lopend = Toelaatbaarheidsverklaring.objects.geldig_op(v.op)
        gevonden: QuerySet[Toelaatbaarheidsverklaring] = lopend.filter(
            leerling_id=v.aanvraag.leerling_id, soort=v.aanvraag.soort
        )
    elif v.toekenning.ingangsdatum is None:
        return None
    else:
        gevonden = overlappend(v.aanvraag, v.toekenning.ingangsdatum, v.toekenning.einddatum)
    ander = gevonden.order_by("ingangsdatum", "id").first()
    if ander is None:
        return voldoet(naam)
    tot = f" tot en met {datum(ander.einddatum)}" if ander.einddatum else " zonder einddatum"
    if v.toekenning is None:
        return waarschuwing(naam, f"TLV {ander.nummer} geldt{tot}. De nieuwe gaat daarna in.")
    return blokkade(naam, f"In deze periode geldt al TLV {ander.nummer}{tot}.")


def _geldigheid(*namen: str) -> Callable[[Poortvraag], Controle | None]:
    """The lines of `tlv.geldigheid` with these names as one rule: the heaviest outcome, all sentences."""

    def regel(v: Poortvraag) -> Controle | None:
        if v.toekenning is None:
            return None
        regels = controleer_geldigheid(
            soort=v.aanvraag.soort,
            categorie=v.toekenning.categorie,
            ingangsdatum=v.toekenning.ingangsdatum,
            einddatum=v.toekenning.einddatum,
            geboortedatum=v.aanvraag.leerling.geboortedatum,
            op=v.op,
        )
        gevonden = [r for r in regels if r.naam in namen]
        if not gevonden:
            return None
        zwaarste = max(gevonden, key=lambda r: list(Oordeel).index(r.uitkomst))
        zinnen = " ".join(r.uitleg for r in gevonden if r.uitkomst is zwaarste.uitkomst)
        return Controle(zwaarste.naam, zwaarste.uitkomst, zinnen)

    return regel


# --- the decider ----------------------------------------------------------------------------------


def mandaat(v: Poortvraag) -> Controle | None:
    """Per categorie while none is chosen, because a heavier one can belong to someone else."""
    if v.user is None:
        return None
    naam, user = "U mag dit besluit nemen", v.user
    mogelijk = [v.inhoud.categorie] if v.inhoud else mogelijke_categorieen(v.aanvraag.soort)
    tabel = list(Mandaat.objects.geldig_op(v.op))
    redenen = {c: reden_geen_mandaat(user, v.aanvraag.soort, c, v.op, tabel) for c in mogelijk}
    geweigerd = {c: reden for c, reden in redenen.items() if reden}
    geen_enkele = len(geweigerd) == len(redenen)
    if geen_enkele and (v.inhoud or reden_geen_mandaat(user, v.aanvraag.soort, "", v.op, tabel)):
        return Controle(naam, Oordeel.BLOKKADE, next(iter(geweigerd.values())), over_lezer=True)
    if geweigerd:
        namen = opsomming([Bekostigingscategorie(c).label.lower() for c in geweigerd])
        uitleg = f"Niet voor categorie {namen}. {next(iter(geweigerd.values()))}"
        return Controle(naam, Oordeel.WAARSCHUWING, uitleg, over_lezer=True)
    return Controle(naam, Oordeel.VOLDOET, over_lezer=True)


def vier_ogen(v: Poortvraag) -> Controle | None:
    if v.user is None:
        return None
    reden = reden_geen_vier_ogen(v.user, v.aanvraag)
    uitkomst = Oordeel.BLOKKADE if reden else Oordeel.VOLDOET
    return Controle("U bent niet de aanvrager of een van de deskundigen", uitkomst, reden, over_lezer=True)


LBT = "lijn van de LBT (Awb 3:2 en 3:9)"
DESKUNDIGEN = "WPO 18a lid 11, WVO 2020 2.47 lid 14"
REGELS: tuple[Poortregel, ...] = (
    Poortregel("compleet", "Awb 4:2", compleet, vast=True),
    Poortregel("herstel", "Awb 4:5", geen_open_herstel, vast=True),
    Poortregel("geen_bsn", "UAVG 46", geen_bsn),
    Poortregel("twee_adviezen", DESKUNDIGEN, twee_adviezen, vast=True),
    Poortregel("verklaringen", LBT, verklaringen, vast=True),
    Poortregel("werkt_bij_school", LBT, werkt_bij_school, vast=True),
    Poortregel("eerder_betrokken", LBT, eerder_betrokken),
    Poortregel("eigen_advies", LBT, eigen_advies),
    Poortregel("advies_voor_besluit", DESKUNDIGEN, advies_voor_besluit, vast=True),
    Poortregel("advies_recent", LBT, advies_recent),
    Poortregel("eensluidend", "Awb 3:50", eensluidend),
    Poortregel("zienswijze", "Awb 4:8", zienswijze),
    Poortregel("mening_ouders", "Awb 3:46", mening_ouders),
    Poortregel("leerling_gehoord", "WPO 40a, WVO 2020 2.44 (sinds 1-8-2025)", leerling_gehoord),
    Poortregel("opp", "ondersteuningsplan van het SWV", opp),
    Poortregel("handelingsdeel", "WPO 40a, WVO 2020 2.44", handelingsdeel),
    Poortregel("onderzoek_recent", LBT, onderzoek_recent),
    Poortregel("pro_iq", "Inrichtingsbesluit WVO 15d", pro_iq),
    Poortregel("pro_achterstand", "Inrichtingsbesluit WVO 15d", pro_achterstand),
    Poortregel("andere_tlv", "domein: geen twee geldige TLV's", andere_tlv, vast=True, vraagt_reden=False),
    Poortregel("categorie", "OSO codelijst 31", _geldigheid("Bekostigingscategorie"), vast=True),
    Poortregel("periode", "WEC 40 lid 15", _geldigheid("Periode", "Einddatum")),
    Poortregel("ingangsdatum", "Awb 3:40", _geldigheid("Ingangsdatum")),
    Poortregel("leeftijd", "WEC 39, WPO 39", _geldigheid("Leeftijd")),
    Poortregel("duur", "norm tlv.max_duur", _geldigheid("Duur")),
    Poortregel("adressen", "Awb 3:41", adressen, vraagt_reden=False),
    Poortregel("mandaat", "mandaatregeling", mandaat, vast=True, vraagt_reden=False),
    Poortregel("vier_ogen", "Awb 2:4", vier_ogen, vast=True),
)
PER_CODE = {regel.code: regel for regel in REGELS}
