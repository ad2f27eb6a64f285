"""Every (status, action, role) of both tables; and what the database refuses whoever asks."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from financien.enums import Begrotingstatus, Verdeelstatus
from financien.geld import over_maanden
from financien.models import Bestuursdeel, Post
from financien.services import begroting as begrotingen
from financien.services import verdeling as verdelingen
from financien.workflow import WORKFLOWS, controleer_delen, controleer_posten
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.rollen import ROLLEN
from swv.workflow import Workflow, eis_mogelijk
from tests.factories import SchoolFactory
from tests.financien import factories
from tests.financien.factories import OP
from tests.overgangen import cellen, gebruiker

STATUSSEN = {"Begroting": Begrotingstatus, "Verdeling": Verdeelstatus}
UIT_CONCEPT = {"controller"}


def ding(tabel: Workflow, status: str) -> Any:
    soort = STATUSSEN[tabel.naam]
    return SimpleNamespace(
        status=status,
        get_status_display=lambda: soort(status).label,
        posten=SimpleNamespace(exists=lambda: True),
        totaal=Decimal(1),
    )


def mag(tabel: Workflow, obj: Any, actie: str, user: Gebruiker | None) -> bool:
    try:
        eis_mogelijk(tabel, obj, actie, user)
    except NietToegestaan:
        return False
    return True


@pytest.mark.parametrize(("tabel", "status", "actie"), cellen(WORKFLOWS, STATUSSEN))
def test_alleen_de_controller_en_alleen_uit_concept(tabel: Workflow, status: str, actie: str) -> None:
    verwacht = UIT_CONCEPT if status == "concept" else set()
    obj = ding(tabel, status)
    assert {rol for rol in ROLLEN if mag(tabel, obj, actie, gebruiker(rol))} == verwacht
    assert mag(tabel, obj, actie, None) == (status == "concept")


@pytest.mark.parametrize("tabel", WORKFLOWS, ids=lambda t: t.naam)
def test_elke_status_is_bereikbaar(tabel: Workflow) -> None:
    assert tabel.statussen() == set(STATUSSEN[tabel.naam].values)


def test_zonder_inhoud_valt_er_niets_vast_te_stellen() -> None:
    with pytest.raises(NietToegestaan, match="nog geen posten"):
        controleer_posten(SimpleNamespace(posten=SimpleNamespace(exists=lambda: False)))
    with pytest.raises(NietToegestaan, match="niets te verdelen"):
        controleer_delen(SimpleNamespace(totaal=Decimal(0)))


@pytest.mark.django_db
@pytest.mark.usefixtures("swv")
class TestDatabase:
    """Triggers and constraints hold without any service."""

    def test_een_vastgestelde_begroting_blijft_zoals_zij_is(self) -> None:
        rij = factories.vastgesteld()
        for wijziging in (lambda: type(rij).objects.update(toelichting="x"), rij.delete):
            with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
                wijziging()

    def test_onder_een_vastgestelde_begroting_verandert_niets(self) -> None:
        rij = factories.vastgesteld()
        post = rij.posten.get()
        extra = Post(begroting=rij, **factories.postgegevens(code="9.99"))
        for wijziging in (
            lambda: rij.posten.update(omschrijving="x"),
            post.delete,
            lambda: extra.save(force_insert=True),
        ):
            with pytest.raises(DatabaseError, match="fixed"), transaction.atomic():
                wijziging()

    def test_een_post_verhuist_niet_naar_een_vastgestelde_begroting(self) -> None:
        vast, los = factories.vastgesteld(), factories.begroting(2027)
        post = factories.post(los, code="8.88")
        with pytest.raises(DatabaseError, match="fixed"), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(begroting=vast)

    def test_een_vastgestelde_verdeling_blijft_zoals_zij_is(self) -> None:
        SchoolFactory(leerlingen=10)
        rij = verdelingen.verdeling_vaststellen(verdeling=factories.een_verdeling(), door=None, op=OP)
        for wijziging in (
            lambda: type(rij).objects.update(totaal=1),
            lambda: Bestuursdeel.objects.update(bedrag=1),
            lambda: Bestuursdeel.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                wijziging()

    def test_maanden_tellen_op_tot_het_jaar(self) -> None:
        post = factories.post(factories.begroting())
        for anders in ([Decimal(1)] * 12, over_maanden(post.bedrag)[:11]):
            with pytest.raises(IntegrityError, match="financien_post_maanden"), transaction.atomic():
                Post.objects.filter(pk=post.pk).update(maanden=anders)

    def test_een_besluitdatum_hoort_bij_vastgesteld(self) -> None:
        rij = factories.begroting()
        with pytest.raises(IntegrityError, match="financien_begroting_vastgesteld"), transaction.atomic():
            type(rij).objects.update(besluitdatum=date(2025, 12, 11))

    def test_een_concept_per_jaar(self) -> None:
        factories.begroting()
        with pytest.raises(NietToegestaan, match="Er is al een concept voor 2026"):
            factories.begroting()

    def test_in_een_vastgestelde_begroting_zegt_de_dienst_het_netjes(self) -> None:
        rij = factories.vastgesteld()
        with pytest.raises(NietToegestaan, match="geen concept meer"):
            factories.post(rij, code="9.99")
        with pytest.raises(NietToegestaan, match="geen concept meer"):
            begrotingen.post_verwijderen(post=rij.posten.get(), door=None, op=OP)
