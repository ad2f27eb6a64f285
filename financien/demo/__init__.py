"""Fictitious money: three years of begroting and bookings, verdelingen, tarieven and balance sheets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from financien import verdeelsleutel
from financien.demo.regels import AFDRACHT, BATEN, LASTEN, LICHT, NAAR_PO, TOTAAL, ZWAAR, Regel
from financien.enums import Begrotingstatus, Regeling, Soort, Tariefversie, Verdeelstatus
from financien.geld import NUL, rond, verdeel
from financien.models import (
    REALISATIE,
    Balans,
    Begroting,
    Bestuursdeel,
    Boeking,
    Post,
    Programma,
    Tarief,
    Toewijzing,
    Verdeling,
)
from financien.realisatie.dagen import laatste_dag
from swv.demo import Demo
from swv.enums import Importfase
from swv.gebeurtenissen import leg_vast
from swv.models import Importrun, Samenwerkingsverband
from swv.namen import vul

JAREN = 3
GROEI = Decimal("0.022")  # per year, of every line
FICTIEF = "Fictieve begroting voor de demonstratie: namen en enkele bedragen komen uit stukken, de rest is verzonnen."
BRON = "Fictief, voor de demonstratie"
TARIEVEN = {"lichte_ondersteuning": 440, "zware_ondersteuning": 760, "basisondersteuning": 143}


def laad(demo: Demo) -> None:
    """Make everything of three years up to the day of the demo; the year that runs is not over yet."""
    programmas = {rij.code: rij for rij in Programma.objects.order_by("volgorde")}
    if not programmas:
        return
    _toewijzingen(demo, programmas)
    for verder in range(1 - JAREN, 1):
        jaar = demo.op.year + verder
        posten = _begroting(demo, jaar, programmas)
        _realisatie(demo, jaar, posten)
        _verdeling(demo, jaar)
        _tarieven(demo, jaar)
        _balans(demo, jaar - 1)
    if demo.op.month >= 9:
        _begroting(demo, demo.op.year + 1, programmas)


def kopieer(_aantal: int) -> None:
    """Money does not grow with the number of pupils."""


def _regels(programmas: dict[str, Programma]) -> list[Regel]:
    """The lines of the programmas that this SWV has."""
    eigen = [regel for regel in (*LASTEN, *BATEN) if _code(regel, programmas) in programmas]
    return [replace(regel, omschrijving=vul(regel.omschrijving)) for regel in eigen]


def _code(regel: Regel, programmas: dict[str, Programma]) -> str:
    ander = NAAR_PO.get(regel.programma, regel.programma)
    return regel.programma if regel.programma in programmas else ander


def _toewijzingen(demo: Demo, programmas: dict[str, Programma]) -> None:
    Toewijzing.objects.bulk_create(
        Toewijzing(
            sleutel=demo.sleutel(),
            kostenplaats=regel.kostenplaats,
            programma=programmas[_code(regel, programmas)],
            soort=regel.soort,
            post_code=regel.code,
            gewijzigd_op=demo.moment(date(demo.op.year - JAREN, 12, 1)),
            gewijzigd_door=demo.gebruikers["controller"],
        )
        for regel in _regels(programmas)
    )


def _bedragen(demo: Demo, jaar: int, regels: list[Regel]) -> dict[str, Decimal]:
    """The amount of each line: with growth, the afdracht as what is left, and baten that cover it all."""
    factor = (1 + GROEI) ** (jaar - demo.op.year)
    bedragen = {regel.code: (regel.bedrag * factor).quantize(Decimal(1)) for regel in regels}
    lasten = (TOTAAL.get(demo.swv, TOTAAL["po2202"]) * factor).quantize(Decimal(1))
    anders = sum(bedragen[r.code] for r in regels if r.soort == Soort.LASTEN and r.code != AFDRACHT)
    return bedragen | {
        AFDRACHT: lasten - anders,
        "1.80": (lasten * LICHT).quantize(Decimal(1)),
        "3.80": (lasten * ZWAAR).quantize(Decimal(1)),
    }


def _begroting(demo: Demo, jaar: int, programmas: dict[str, Programma]) -> list[tuple[Regel, Post]]:
    """A begroting of the December before; the one of next year is a concept."""
    door, besluitdatum = demo.gebruikers["controller"], date(jaar - 1, 12, 11)
    begroting = Begroting.objects.create(
        sleutel=demo.sleutel(),
        jaar=jaar,
        versie=1,
        toelichting=FICTIEF,
        begonnen_op=demo.moment(date(jaar - 1, 9, 20)),
        begonnen_door=door,
    )
    regels = _regels(programmas)
    bedragen = _bedragen(demo, jaar, regels)
    volgende = [_bedragen(demo, jaar + verder, regels) for verder in (1, 2, 3)]
    posten = [
        Post(
            sleutel=demo.sleutel(),
            begroting=begroting,
            programma=programmas[_code(regel, programmas)],
            code=regel.code,
            soort=regel.soort,
            omschrijving=regel.omschrijving,
            rubriek=regel.rubriek,
            geoormerkt=regel.geoormerkt,
            subsidie_tot_en_met=date(demo.op.year + 1, 12, 31) if regel.geoormerkt else None,
            bedrag=bedragen[regel.code],
            maanden=verdeel(bedragen[regel.code], regel.ritme),
            volgende_jaren=[jaarbedragen[regel.code] for jaarbedragen in volgende],
        )
        for regel in regels
    ]
    Post.objects.bulk_create(posten)
    if besluitdatum <= demo.op:
        _stel_vast(begroting, besluitdatum, demo.moment(besluitdatum), demo)
    return list(zip(regels, posten, strict=True))


def _stel_vast(begroting: Begroting, besluitdatum: date, op: datetime, demo: Demo) -> None:
    door = demo.gebruikers["controller"]
    Begroting.objects.filter(pk=begroting.pk).update(
        status=Begrotingstatus.VASTGESTELD,
        besluitdatum=besluitdatum,
        besluit_van="bestuur, na goedkeuring door de ALV",
        vastgesteld_op=op,
        vastgesteld_door=door,
    )
    leg_vast(begroting, "vaststellen", door=door, op=op, van="concept", naar="vastgesteld")


def _realisatie(demo: Demo, jaar: int, posten: list[tuple[Regel, Post]]) -> None:
    """Bookings through the last full month, as one file per year brought them in."""
    maanden = 12 if jaar < demo.op.year else demo.op.month - 1
    if not maanden:
        return
    op = demo.moment(min(laatste_dag(jaar, maanden) + timedelta(days=9), demo.op))
    run = Importrun.objects.create(
        sleutel=demo.sleutel(),
        soort=REALISATIE,
        bestandsnaam=f"grootboek-{jaar}.csv",
        sha256=f"{demo.rng.getrandbits(256):064x}",
        fase=Importfase.VERWERKT,
        geladen_op=op,
        geladen_door=demo.gebruikers["controller"],
        verwerkt_op=op,
        verwerkt_door=demo.gebruikers["controller"],
    )
    tempo = {post.code: demo.rng.randint(93, 107) for _, post in posten}  # some lines run ahead of the budget
    boekingen = [
        rij
        for maand in range(1, maanden + 1)
        for rij in _maand(demo, run, date(jaar, maand, 1), posten, tempo)
    ]
    for nummer, rij in enumerate(boekingen, start=1):
        rij.boekstuk = f"{jaar}{nummer:05}"
        rij.natuurlijke_sleutel = f"{jaar}//{rij.boekstuk}/1"
    Boeking.objects.bulk_create(boekingen)
    run.tellingen = _tellingen(boekingen)
    run.save(update_fields=["tellingen"])


def _tellingen(boekingen: list[Boeking]) -> dict[str, int]:
    sommen = {
        f"{soort}_in_centen": int(sum((b.bedrag for b in boekingen if b.soort == soort), NUL) * 100)
        for soort in Soort.values
    }
    leeg = dict.fromkeys(("gewijzigd", "ongewijzigd", "overgeslagen", "fouten", "onbekend"), 0)
    return {"gelezen": len(boekingen), "nieuw": len(boekingen), **leeg, **sommen}


def _maand(
    demo: Demo, run: Importrun, maand: date, posten: list[tuple[Regel, Post]], tempo: dict[str, int]
) -> Iterator[Boeking]:
    """What was spent on each line in a month: near the begroting, what DUO pays exactly."""
    for regel, post in posten:
        begroot = post.maanden[maand.month - 1]
        if not begroot or not regel.per_maand:
            continue
        exact = regel.soort == Soort.BATEN or "DUO" in regel.omschrijving
        geboekt = begroot if exact else rond(begroot * tempo[post.code] * demo.rng.randint(88, 112) / 10_000)
        gewichten = [demo.rng.randint(20, 60) for _ in range(regel.per_maand)]
        for bedrag in verdeel(geboekt, gewichten):
            yield Boeking(
                sleutel=demo.sleutel(),
                datum=maand.replace(day=demo.rng.randint(1, 28)),
                grootboek=regel.grootboek,
                kostenplaats=regel.kostenplaats,
                omschrijving=regel.omschrijving,
                soort=regel.soort,
                programma=post.programma,
                post_code=regel.code,
                bedrag=bedrag,
                ingevoerd_met=run,
            )


def _verdeling(demo: Demo, jaar: int) -> None:
    """Basisondersteuning naar rato, vastgesteld in January."""
    swv = Samenwerkingsverband.objects.get()
    soorten = swv.profiel["financien"]["verdeling_onderwijssoorten"]
    telling = verdeelsleutel.grondslag(soorten)
    totaal = Post.objects.get(begroting__jaar=jaar, code="1.01").bedrag
    delen = verdeelsleutel.bedragen(Regeling.NAAR_RATO, totaal, telling.tellingen)
    op, door = demo.moment(date(jaar, 1, 20)), demo.gebruikers["controller"]
    verdeling = Verdeling.objects.create(
        sleutel=demo.sleutel(),
        jaar=jaar,
        omschrijving=f"Basisondersteuning {jaar} (fictief)",
        regeling=Regeling.NAAR_RATO,
        bedrag=totaal,
        onderwijssoorten=soorten,
        totaal=sum(delen, NUL),
        teldatum=telling.teldatum,
        oudste_teldatum=telling.oudste_teldatum,
        zonder_telling=telling.zonder_telling,
        zonder_bestuur=telling.zonder_bestuur,
        berekend_op=op,
        berekend_door=door,
    )
    Bestuursdeel.objects.bulk_create(
        Bestuursdeel(
            verdeling=verdeling,
            bestuur_id=rij.bestuur_id,
            scholen=rij.scholen,
            leerlingen=rij.leerlingen,
            bedrag=bedrag,
        )
        for rij, bedrag in zip(telling.tellingen, delen, strict=False)
    )
    if delen and op.date() <= demo.op:
        Verdeling.objects.filter(pk=verdeling.pk).update(
            status=Verdeelstatus.VASTGESTELD, vastgesteld_op=op, vastgesteld_door=door
        )
        leg_vast(verdeling, "vaststellen", door=door, op=op, van="concept", naar="vastgesteld")


def _tarieven(demo: Demo, jaar: int) -> None:
    """Amounts of the right size, labelled: the real ones come from the Regeling."""
    swv = Samenwerkingsverband.objects.get()
    codes = [regel["code"] for regel in swv.profiel["financien"]["tarieven"]]
    versies = [Tariefversie.VOORLOPIG] + ([Tariefversie.DEFINITIEF] if jaar < demo.op.year else [])
    Tarief.objects.bulk_create(
        Tarief(
            sleutel=demo.sleutel(),
            jaar=jaar,
            versie=versie,
            code=code,
            bedrag=rond(TARIEVEN[code] * (1 + GROEI) ** (jaar - demo.op.year)),
            bron=BRON,
            geldig_vanaf=date(jaar, 1, 1),
            is_fictief=True,
            ingevoerd_op=demo.moment(date(jaar - 1, 11, 10)),
            ingevoerd_door=demo.gebruikers["controller"],
        )
        for versie in versies
        for code in codes
        if code in TARIEVEN
    )


def _balans(demo: Demo, jaar: int) -> None:
    """An eigen vermogen that is coming down towards the norm of 3,5%."""
    baten = rond(TOTAAL.get(demo.swv, TOTAAL["po2202"]) * (1 + GROEI) ** (jaar - demo.op.year))
    aandeel = Decimal("0.034") + Decimal("0.004") * (demo.op.year - 1 - jaar)
    eigen, schulden = rond(baten * aandeel), rond(baten * Decimal("0.043"))
    Balans.objects.create(
        sleutel=demo.sleutel(),
        jaar=jaar,
        eigen_vermogen=eigen,
        voorzieningen=Decimal("65000.00"),
        kortlopende_schulden=schulden,
        vlottende_activa=eigen + schulden,
        totaal_vermogen=eigen + schulden + Decimal("65000.00"),
        totale_baten=baten,
        resultaat=rond(baten * Decimal("-0.004")),
        bron=BRON,
        is_fictief=True,
        ingevoerd_op=demo.moment(min(date(jaar + 1, 6, 20), demo.op)),
        ingevoerd_door=demo.gebruikers["controller"],
    )
