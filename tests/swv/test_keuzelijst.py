"""The options of a select in a filter."""

from django.template import Context, Template


def _maak(keuzes: object, gekozen: object) -> str:
    return Template("{% opties keuzes gekozen %}").render(Context({"keuzes": keuzes, "gekozen": gekozen}))


def test_de_gekozen_waarde_is_gekozen() -> None:
    getekend = _maak([(1, "januari"), (2, "februari")], 2)
    assert getekend == '<option value="1">januari</option><option value="2" selected>februari</option>'


def test_niets_gekozen_is_niet_de_tekst_none() -> None:
    assert "selected" not in _maak([("None", "Geen")], None)


def test_een_naam_is_tekst_en_geen_html() -> None:
    assert "&lt;b&gt;" in _maak([("a", "<b>")], "")
