"""Afterwards it was no thuiszitter: the row stays, and counts in no figure and in no past register."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kwaliteit.selectors.dashboard import gecorrigeerd
from swv.kengetallen import KENGETALLEN, VERDELINGEN, meet, peiling
from swv.kwartaal import Kwartaal
from swv.momentopnamen import bevries, stand_van
from swv.permissions import NietToegestaan
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, DAG, Rolverdeling, na
from tests.thuiszitters.paginahulp import zichtbaar
from thuiszitters import services
from thuiszitters.enums import NOOIT, Aanbod, Categorie, Feitsoort, Uitkomst
from thuiszitters.inspectie import rijen
from thuiszitters.models import Traject

Als = Callable[..., Client]
VIERDE = Kwartaal(2026, 4)
PEIL = date(2026, 12, 15)
LATER = na(20)  # 21 December, after the peildatum
# What schools and gemeenten did happened, whatever became of it.
VAN_ANDEREN = {"thuiszitters.meldingen", "thuiszitters.gemeld_op_tijd"}


def nooit_een(rij: Traject, rollen: Rolverdeling, einddatum: date = PEIL) -> Traject:
    return factories.sluit_af(rij, rollen, op=LATER, uitkomst=Uitkomst.GEEN_THUISZITTER, einddatum=einddatum)


def rijk(rollen: Rolverdeling) -> Traject:
    """One that would count in most figures: long at home, with a fact."""
    gezien = DAG - timedelta(days=60)
    rij = factories.traject(rollen, eerste_verzuimdag=date(2026, 8, 3), op=na(-40), geconstateerd_op=gezien)
    factories.feit(rij, rollen, Feitsoort.AANBOD, Aanbod.DEELTIJD)
    return rij


def alles() -> tuple[dict[str, Any], dict[str, Any]]:
    vraag = peiling(VIERDE)
    eigen = [code for code in KENGETALLEN if code.startswith("thuiszitters.") and code not in VAN_ANDEREN]
    cijfers = {m.kengetal.code: m.uitkomst.teller for m in meet(vraag, eigen)}
    return cijfers, {
        code: v.bereken(vraag) for code, v in VERDELINGEN.items() if code.startswith("thuiszitters.")
    }


def test_geen_enkel_cijfer_telt_wie_er_achteraf_geen_was(rollen: Rolverdeling) -> None:
    leeg = alles()
    rij = rijk(rollen)
    assert alles() != leeg

    nooit_een(rij, rollen)

    assert alles() == leeg
    assert rijen(PEIL) == []
    for dag in (BEGONNEN, DAG, PEIL - timedelta(days=1)):
        assert not Traject.objects.lopend_op(dag).exists()
        assert not Traject.objects.in_klasse(dag, ["lrv_kort", "lrv_lang"]).exists()


def test_een_correctie_achteraf_haalt_een_gewone_afsluiting_uit_de_cijfers(rollen: Rolverdeling) -> None:
    leeg = alles()
    rij = factories.sluit_af(rijk(rollen), rollen, op=LATER, einddatum=PEIL)
    assert alles()[0]["thuiszitters.uitstroom"] == 1

    services.corrigeren(
        traject=rij,
        uitkomst=Uitkomst.GEEN_THUISZITTER,
        einddatum=PEIL,
        reden="Was op school.",
        door=rollen.ect,
        op=LATER,
    )

    assert alles() == leeg


def test_een_vastgelegd_kwartaal_blijft_en_toont_de_correctie(rollen: Rolverdeling) -> None:
    rij = rijk(rollen)
    bevries(VIERDE, door=rollen.directeur, op=LATER)
    stand: Any = stand_van(VIERDE)
    assert stand.waarde("thuiszitters.stand").uitkomst.waarde == 1

    nooit_een(rij, rollen)

    stand = stand_van(VIERDE)
    assert stand.waarde("thuiszitters.stand").uitkomst.waarde == 1
    anders = gecorrigeerd(stand)
    assert anders["thuiszitters.stand"] == anders["thuiszitters.register"] == "0"


def test_de_rij_blijft_zichtbaar_als_wat_zij_is(rollen: Rolverdeling, als: Als) -> None:
    rij = nooit_een(rijk(rollen), rollen, einddatum=DAG)
    client = als(rollen.ect)

    lijst = zichtbaar(client.get(reverse("thuiszitters:lijst"), {"status": "alle", "categorie": "alle"}))
    pagina = zichtbaar(client.get(reverse("thuiszitters:traject", args=[rij.sleutel])))

    assert rij.kenmerk in lijst
    assert "Achteraf geen thuiszitter" in lijst
    assert "Telt niet mee" in lijst
    assert "telt niet mee" in pagina


def test_de_goede_melding_kan_daarna_gewoon_en_is_geen_vervolg(rollen: Rolverdeling) -> None:
    nooit_een(rijk(rollen), rollen)

    goed = factories.traject(rollen, eerste_verzuimdag=BEGONNEN, op=LATER, geconstateerd_op=DAG)

    assert goed.vervolg_op is None
    assert Traject.objects.lopend_op(PEIL).get() == goed


def test_terug_naar_een_uitkomst_die_telt_kan_niet_over_een_ander_heen(rollen: Rolverdeling) -> None:
    fout = nooit_een(rijk(rollen), rollen)
    factories.traject(rollen, eerste_verzuimdag=BEGONNEN, op=LATER, geconstateerd_op=DAG)

    with pytest.raises(NietToegestaan, match="volgend traject"):
        services.corrigeren(
            traject=fout,
            uitkomst=Uitkomst.EIGEN_SCHOOL,
            einddatum=PEIL,
            reden="Toch wel.",
            door=rollen.ect,
            op=LATER,
        )
    with pytest.raises(IntegrityError, match="thuiszitters_traject_een_tegelijk"), transaction.atomic():
        Traject.objects.filter(pk=fout.pk).update(uitkomst=Uitkomst.EIGEN_SCHOOL)


@pytest.mark.parametrize("uitkomst", Uitkomst)
def test_in_python_en_in_sql_is_het_dezelfde_regel(uitkomst: str, rollen: Rolverdeling) -> None:
    volwassen = factories.nog_een(rollen, geboortedatum=date(2008, 1, 1))
    rij = factories.sluit_af(factories.traject(volwassen), rollen, uitkomst=uitkomst)

    assert Traject.objects.telt().exists() == rij.telt == (uitkomst not in NOOIT)


def test_wie_alleen_dreigde_is_niet_terug_in_het_onderwijs(rollen: Rolverdeling) -> None:
    dreigt = factories.traject(factories.nog_een(rollen), categorie=Categorie.DREIGEND)
    thuis = factories.traject(factories.nog_een(rollen))
    for rij in (dreigt, thuis):
        factories.sluit_af(rij, rollen, uitkomst=Uitkomst.EIGEN_SCHOOL)

    kengetal = KENGETALLEN["thuiszitters.schoolgang_hersteld"]
    assert kengetal.bereken(peiling(VIERDE)).waarde == 1
