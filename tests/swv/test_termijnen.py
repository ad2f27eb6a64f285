"""Terms by table: every example of the domain notes, and the dates where calendars go wrong."""

from datetime import date, timedelta

import pytest

from swv.termijnen import (
    Kalender,
    Opschorting,
    Vakantie,
    beslistermijn,
    bezwaartermijn,
    bob_termijn,
    minstens_twee_werkdagen,
    normtermijn,
    opp_termijn,
    werkdagtermijn,
)

D = date.fromisoformat
KALENDER = Kalender(
    kb_dagen=frozenset(
        {D("2025-05-30"), D("2026-01-02"), D("2026-05-15"), D("2027-05-07"), D("2028-04-28"), D("2028-05-26")}
    )
)


def stil(tekst):
    van, tot = tekst.split("..")
    return Opschorting(D(van), D(tot) if tot else None)


@pytest.mark.parametrize(
    ("bekendmaking", "verwacht"),
    [
        ("2026-02-23", "2026-04-07"),  # ends on tweede paasdag
        ("2026-04-03", "2026-05-18"),  # ends on a KB-dag
        ("2026-11-20", "2027-01-04"),  # ends on Nieuwjaarsdag, a Friday
        ("2026-02-20", "2026-04-07"),  # ends on Goede Vrijdag: four free days in a row
        ("2026-03-16", "2026-04-28"),  # ends on Koningsdag
        ("2025-03-15", "2025-04-28"),  # ends on Koningsdag, celebrated on Saturday 26 April
        ("2026-03-24", "2026-05-06"),  # ends on 5 mei in a year that is no lustrum
        ("2026-04-02", "2026-05-18"),  # ends on Hemelvaartsdag, then a KB-dag and a weekend
        ("2026-04-13", "2026-05-26"),  # ends on tweede pinksterdag
        ("2026-11-13", "2026-12-28"),  # ends on eerste kerstdag, a Friday
        ("2026-11-18", "2026-12-30"),  # nothing in the way
    ],
)
def test_bezwaartermijn(bekendmaking, verwacht):
    assert bezwaartermijn(D(bekendmaking), KALENDER).uiterste_datum == D(verwacht)


def test_bezwaartermijn_zonder_kb_dagen_eindigt_op_de_gewone_vrijdag():
    assert bezwaartermijn(D("2026-04-03"), Kalender()).uiterste_datum == D("2026-05-15")


@pytest.mark.parametrize(
    ("start", "weken", "reeks", "verdaging", "verwacht"),
    [
        ("2026-09-01", 8, [], 0, "2026-10-27"),
        ("2026-09-01", 8, ["2026-10-01..2026-10-10"], 0, "2026-11-04"),  # 8 days
        ("2026-06-01", 8, ["2026-06-01..2026-06-10"], 0, "2026-08-04"),  # 1.7: invited 01-06, complete 10-06
        ("2026-09-01", 8, ["2026-10-01..2026-10-02"], 0, "2026-10-27"),  # completed the next day
        ("2026-09-01", 8, ["2026-10-01..2026-10-01"], 0, "2026-10-27"),  # completed the same day
        ("2026-09-01", 8, ["2026-10-01..2026-10-10", "2026-10-05..2026-10-12"], 0, "2026-11-06"),
        ("2026-09-01", 8, ["2026-10-05..2026-10-12", "2026-10-01..2026-10-10"], 0, "2026-11-06"),
        ("2026-09-01", 8, ["2026-08-01..2026-08-20"], 0, "2026-10-27"),  # before the start
        ("2026-09-01", 8, ["2026-08-20..2026-09-04"], 0, "2026-10-29"),  # only 2 and 3 September count
        ("2026-09-01", 8, ["2026-11-20..2026-12-20"], 0, "2026-10-27"),  # the term was over
        ("2026-09-01", 8, ["2026-10-27..2026-11-06"], 0, "2026-11-05"),  # asked on the last day: in time
        ("2026-09-01", 8, [], 4, "2026-11-24"),
        ("2026-11-02", 8, ["2026-11-05..2026-11-11"], 0, "2027-01-04"),
        ("2026-10-30", 8, [], 0, "2026-12-28"),  # eerste kerstdag
        # verdaging counts from the unshifted Friday 25 December, not from Monday the 28th
        ("2026-10-30", 8, [], 1, "2027-01-04"),
        ("2026-10-30", 8, [], 4, "2027-01-22"),
        # 8 + 6 weeks is longer than twelve weeks: not moved, though Saturday 6 February is free
        ("2026-10-31", 8, [], 6, "2027-02-06"),
        ("2026-10-31", 8, [], 4, "2027-01-25"),
        ("2026-10-31", 13, [], 0, "2027-01-30"),
    ],
)
def test_beslistermijn(start, weken, reeks, verdaging, verwacht):
    termijn = beslistermijn(
        D(start), weken, [stil(tekst) for tekst in reeks], kalender=KALENDER, verdaging_weken=verdaging
    )
    assert termijn.uiterste_datum == D(verwacht)


def test_beslistermijn_van_een_norm_schuift_niet():
    """A service norm is not set in an act: the Atw moves it only where the norm says so."""
    termijn = beslistermijn(D("2026-10-31"), 6, kalender=KALENDER, atw=False, startmoment="compleet")
    assert termijn.uiterste_datum == D("2026-12-12")
    assert termijn.afleiding[-1].startswith("Dat is een zaterdag, maar deze norm schuift niet op")


def test_open_opschorting_laat_de_termijn_stilstaan():
    termijn = beslistermijn(D("2026-09-01"), 6, [stil("2026-09-10..")], kalender=KALENDER)
    assert termijn.staat_stil
    assert termijn.staat_stil_sinds == D("2026-09-11")
    assert termijn.uiterste_datum == D("2026-10-13")
    assert "staat stil sinds 11 september 2026" in termijn.afleiding[-1]


def test_open_opschorting_na_het_einde_zet_niets_stil():
    termijn = beslistermijn(D("2026-09-01"), 6, [stil("2026-11-10..")], kalender=KALENDER)
    assert not termijn.staat_stil
    assert "de termijn was toen al voorbij" in termijn.afleiding[-1]


def test_opschorting_die_eindigt_voor_zij_begint_kan_niet():
    with pytest.raises(ValueError, match="eindigt niet voor"):
        stil("2026-09-10..2026-09-09")


@pytest.mark.parametrize(
    ("einde_bezwaar", "verdaging", "verwacht"),
    [
        ("2026-04-07", 0, "2026-06-30"),
        ("2026-02-10", 0, "2026-05-06"),  # ends on 5 mei: a term of twelve weeks is moved
        ("2026-02-03", 0, "2026-04-28"),
        ("2025-12-27", 0, "2026-03-23"),  # ends on a Saturday
        ("2025-12-27", 6, "2026-05-02"),  # eighteen weeks: not moved
    ],
)
def test_bob_termijn(einde_bezwaar, verdaging, verwacht):
    termijn = bob_termijn(D(einde_bezwaar), KALENDER, verdaging_weken=verdaging)
    assert termijn.uiterste_datum == D(verwacht)


def test_bob_termijn_staat_stil_tijdens_een_hersteltermijn():
    termijn = bob_termijn(D("2026-04-07"), KALENDER, [stil("2026-04-10..2026-04-21")])
    assert termijn.uiterste_datum == D("2026-07-10")
    assert termijn.opgeschorte_dagen == 10


@pytest.mark.parametrize(
    ("inschrijving", "verwacht"),
    [("2026-08-24", "2026-10-05"), ("2026-08-01", "2026-09-14"), ("2026-11-13", "2026-12-28")],
)
def test_opp_termijn(inschrijving, verwacht):
    assert opp_termijn(D(inschrijving), KALENDER).uiterste_datum == D(verwacht)


@pytest.mark.parametrize(
    ("start", "aantal", "verwacht"),
    [
        ("2026-11-20", 2, "2026-11-24"),  # Friday: Saturday and Sunday do not count
        ("2026-12-23", 3, "2026-12-29"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-05-13", 1, "2026-05-18"),  # Hemelvaartsdag, KB-dag, weekend
        ("2026-05-04", 1, "2026-05-06"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2025-12-31", 1, "2026-01-05"),  # Nieuwjaarsdag, KB-dag, weekend
    ],
)
def test_werkdagtermijn(start, aantal, verwacht):
    assert werkdagtermijn(D(start), aantal, kalender=KALENDER).uiterste_datum == D(verwacht)


def test_werkdagtermijn_noemt_de_overgeslagen_dagen():
    afleiding = werkdagtermijn(D("2026-12-23"), 3, kalender=KALENDER, startmoment="melding").afleiding
    assert afleiding == (
        "Gemeld op 23 december 2026.",
        "Vrije dagen die niet meetellen, naast zaterdag en zondag: 25 december 2026 (eerste kerstdag).",
        "Drie werkdagen later: dinsdag 29 december 2026.",
    )


def test_werkdagtermijn_met_stilstand_en_vakantie():
    vakantie = Vakantie("Herfstvakantie", D("2026-10-10"), D("2026-10-18"))
    kalender = Kalender(vakanties=(vakantie,))
    termijn = werkdagtermijn(D("2026-10-08"), 2, kalender=kalender, vakantie_telt=False)
    assert termijn.uiterste_datum == D("2026-10-19")
    assert "schoolvakantie" in termijn.afleiding[1]
    stilgezet = werkdagtermijn(D("2026-10-05"), 2, [stil("2026-10-05..2026-10-08")], kalender=kalender)
    assert stilgezet.uiterste_datum == D("2026-10-09")
    assert stilgezet.opgeschorte_dagen == 2
    assert werkdagtermijn(D("2026-10-05"), 2, [stil("2026-10-06..")], kalender=kalender).staat_stil


@pytest.mark.parametrize(
    ("eenheid", "aantal", "atw", "verwacht"),
    [
        ("week", 3, False, "2026-12-19"),
        ("dag", 2, False, "2026-11-30"),
        ("werkdag", 2, False, "2026-12-01"),
        ("maand", 1, False, "2026-12-28"),
        ("maand", 3, True, "2027-03-01"),  # Sunday 28 February is moved
        ("maand", 4, True, "2027-03-28"),  # longer than three months: stays on Sunday
        ("jaar", 1, True, "2027-11-28"),
        ("dag", 90, True, "2027-02-26"),
        ("dag", 91, True, "2027-02-27"),
    ],
)
def test_normtermijn_per_eenheid(eenheid, aantal, atw, verwacht):
    termijn = normtermijn(
        D("2026-11-28"), aantal, eenheid, kalender=KALENDER, startmoment="compleet", atw=atw
    )
    assert termijn.uiterste_datum == D(verwacht)


def test_normtermijn_in_procenten_heeft_geen_datum():
    with pytest.raises(ValueError, match="geen datum"):
        normtermijn(D("2026-11-28"), 3, "procent", kalender=KALENDER, startmoment="compleet")


@pytest.mark.parametrize(
    ("start", "dagen", "verwacht"),
    [
        (
            "2026-04-02",
            3,
            "2026-04-08",
        ),  # Good Friday to tweede paasdag are free: Tuesday and Wednesday count
        ("2026-04-02", 2, "2026-04-04"),  # shorter than three days: artikel 2 does not help
        ("2026-11-23", 3, "2026-11-26"),
    ],
)
def test_termijn_heeft_minstens_twee_werkdagen(start, dagen, verwacht):
    einde = D(start) + timedelta(days=dagen)
    assert minstens_twee_werkdagen(D(start), einde, KALENDER) == D(verwacht)


def test_korte_wettelijke_termijn_noemt_artikel_2():
    termijn = normtermijn(D("2026-04-02"), 3, "dag", kalender=KALENDER, startmoment="melding", atw=True)
    assert termijn.uiterste_datum == D("2026-04-08")
    assert "artikel 2 van de Algemene termijnenwet" in termijn.afleiding[-1]


def test_afleiding_is_te_lezen_en_eindigt_op_de_datum():
    termijn = beslistermijn(
        D("2026-11-02"), 8, [stil("2026-11-05..2026-11-11")], kalender=KALENDER, grondslag="Awb artikel 4:13"
    )
    assert termijn.afleiding == (
        "Ontvangen op 2 november 2026.",
        "Acht weken later (Awb artikel 4:13): maandag 28 december 2026.",
        (
            "Stilgezet van 6 november tot en met 10 november 2026, omdat de school iets moest aanvullen: "
            "5 dagen erbij, dat wordt zaterdag 2 januari 2027."
        ),
        (
            "Dat is een zaterdag, daarna volgt een zondag. Dan geldt de eerste werkdag daarna "
            "(artikel 1 van de Algemene termijnenwet): maandag 4 januari 2027."
        ),
    )


def test_afleiding_zegt_waarom_een_stilstand_niet_telt():
    reeks = [stil("2026-08-01..2026-08-05"), stil("2026-09-10..2026-09-20"), stil("2026-09-12..2026-09-15")]
    afleiding = beslistermijn(D("2026-09-01"), 8, reeks, kalender=KALENDER).afleiding
    assert "dat was voor het begin van deze termijn" in afleiding[2]
    assert "9 dagen erbij" in afleiding[3]
    assert "die dagen zijn al geteld" in afleiding[4]


def test_afleiding_noemt_alleen_de_nieuwe_dagen_en_een_enkele_dag():
    reeks = [stil("2026-09-10..2026-09-12"), stil("2026-09-10..2026-09-14"), stil("2026-09-20..2026-09-21")]
    afleiding = beslistermijn(D("2026-09-01"), 8, reeks, kalender=KALENDER).afleiding
    assert afleiding[2].startswith("Stilgezet op 11 september 2026, omdat")
    assert "1 dag erbij" in afleiding[2]
    assert "2 dagen erbij die nog niet meetelden" in afleiding[3]
    assert "dat geeft geen extra dagen" in afleiding[4]


def test_afleiding_noemt_de_verlenging():
    afleiding = beslistermijn(D("2026-09-01"), 6, kalender=KALENDER, verdaging_weken=4).afleiding
    assert afleiding[-1] == "Verlengd met vier weken: dinsdag 10 november 2026."
