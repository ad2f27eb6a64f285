"""A breakdown as a table with its totals."""

from swv.kengetallen import Balans, Cel, Verdeling
from swv.kruistabel import TOTAAL, kruistabel


def opzet(*dimensies: str, balans: Balans | None = None) -> Verdeling:
    return Verdeling("proef", "Proef", dimensies, lambda _vraag: [], balans=balans)


def test_twee_dimensies_met_totalen_en_sterren() -> None:
    aantallen = {("a", "x"): 12, ("a", "y"): 8, ("b", "x"): 11, ("b", "y"): 2}
    cellen = [Cel(labels, n) for labels, n in aantallen.items()]
    tabel = kruistabel(opzet("Gemeente", "Duur"), cellen, {("b", "y"), (None, "y")})
    assert (tabel.hoek, tabel.koppen, tabel.is_onderdrukt) == ("Gemeente", ("x", "y", TOTAAL), True)
    assert [(rij.label, rij.waarden) for rij in tabel.rijen] == [
        ("a", (12, 8, 20)),
        ("b", (11, None, 13)),
        (TOTAAL, (23, None, 33)),
    ]
    assert tabel.rijen[-1].is_totaal


def test_drie_dimensies_en_een_lege_tabel() -> None:
    cellen = [Cel((a, b, c), 10) for a in "ab" for b in "xy" for c in "12"]
    tabel = kruistabel(opzet("A", "B", "C"), cellen)
    assert (tabel.hoek, tabel.koppen) == ("A · B", ("1", "2", TOTAAL))
    assert [(rij.label, rij.waarden) for rij in tabel.rijen][-2:] == [
        ("b · y", (10, 10, 20)),
        (TOTAAL, (40, 40, 80)),
    ]
    assert not tabel.is_onderdrukt
    assert [rij.waarden for rij in kruistabel(opzet("A"), []).rijen] == [(0,)]


def test_een_balans_heeft_zijn_eigen_volgorde_en_geen_totaal_over_zijn_kolommen() -> None:
    """Finding 16: begin + in + out + eind together counts nothing."""
    cellen = [Cel(("a", "Eind"), 7), Cel(("a", "Begin"), 6), Cel(("a", "In"), 3), Cel(("a", "Uit"), 2)]
    tabel = kruistabel(opzet("Klasse", "Verloop", balans=Balans(("Begin", "In"), ("Uit", "Eind"))), cellen)
    assert tabel.koppen == ("Begin", "In", "Uit", "Eind")
    assert [rij.waarden for rij in tabel.rijen] == [(6, 3, 2, 7)] * 2
