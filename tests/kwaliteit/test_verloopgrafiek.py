"""The chart of a breakdown that shows a course: where it ended, and nothing of where it began between it."""

from types import SimpleNamespace

from kwaliteit.views import kengetallen
from swv.kengetallen import VERDELINGEN, Cel

CODE = "thuiszitters.verloop"


def test_het_verloop_tekent_alleen_het_eind() -> None:
    """Finding 16: begin and eind stood between each other under one label that was cut off."""
    cellen = [Cel(("Absoluut verzuim", "Begin"), 12), Cel(("Absoluut verzuim", "Eind"), 9)]
    stand = SimpleNamespace(opzet=lambda code: VERDELINGEN[code], verdeling=lambda _code: cellen)

    grafiek = kengetallen._staven(stand, CODE)  # type: ignore[arg-type]

    assert grafiek is not None
    assert grafiek.titel == "Verloop per categorie: eind"
    assert grafiek.rijen == (("Absoluut verzuim", ("9",)),)


def test_de_kolommen_van_het_verloop_staan_in_hun_volgorde() -> None:
    balans = VERDELINGEN[CODE].balans
    assert balans is not None
    assert balans.koppen == (
        "Begin", "Instroom", "Omgezet hierheen", "Omgezet hieruit", "Uitstroom", "Eind",
    )  # fmt: skip
