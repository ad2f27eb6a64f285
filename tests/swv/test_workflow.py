"""The law of motion: lock, permission, state, change, event; the same reason on the button and in the refusal."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.db import connection

from swv.enums import Opdrachtstatus
from swv.klok import nu
from swv.models import Gebeurtenis, Gebruiker, Opdracht
from swv.permissions import NietToegestaan, eis
from swv.workflow import (
    Overgang,
    Workflow,
    alleen_systeem,
    altijd,
    eis_mogelijk,
    mogelijke_acties,
    reden_waarom_niet,
    vergrendel,
    voer_uit,
)
from tests.factories import GebruikerFactory, OpdrachtFactory

W, K, M = Opdrachtstatus.WACHT, Opdrachtstatus.KLAAR, Opdrachtstatus.MISLUKT


def mag_beheren(user: Gebruiker, _obj: object) -> None:
    eis(user, "opdracht.beheren")


def nog_niet_geprobeerd(obj: Opdracht) -> None:
    if obj.pogingen:
        raise NietToegestaan("Er is al een poging gedaan.")


# A table over job rows: any model with a status will do.
PROEF = Workflow(
    "proef",
    (
        Overgang("opgeven", "Opgeven", frozenset({W}), M, mag_beheren, nog_niet_geprobeerd),
        Overgang("hervatten", "Hervatten", frozenset({M}), W, mag_beheren),
        Overgang("verlopen", "Verlopen", frozenset({W}), M, alleen_systeem),
    ),
)


@dataclass
class Los:
    """A state without a database."""

    status: str
    pogingen: int = 0

    def get_status_display(self) -> str:
        return Opdrachtstatus(self.status).label


def test_tabel_noemt_alle_statussen_en_zoekt_op_actie() -> None:
    assert PROEF.statussen() == {W, M}
    assert PROEF.overgang("opgeven").naar == M
    with pytest.raises(KeyError):
        PROEF.overgang("toveren")


@pytest.mark.django_db
def test_reden_komt_uit_dezelfde_toets_als_de_weigering() -> None:
    mag, mag_niet = GebruikerFactory(rol="beheer"), GebruikerFactory(rol="school")
    gevallen = [
        (Los(W), mag, ""),
        (Los(W), mag_niet, "Uw rol geeft geen toegang tot deze handeling."),
        (Los(M), mag, "Dit kan niet meer: de status is nu “Mislukt”."),
        (Los(W, pogingen=1), mag, "Er is al een poging gedaan."),
    ]
    for obj, user, reden in gevallen:
        assert reden_waarom_niet(PROEF, obj, "opgeven", user) == reden
        if reden:
            with pytest.raises(NietToegestaan) as fout:
                eis_mogelijk(PROEF, obj, "opgeven", user)
            assert fout.value.reden == reden
    assert [o.actie for o in mogelijke_acties(PROEF, Los(W), mag)] == ["opgeven"]
    assert mogelijke_acties(PROEF, Los(W), mag_niet) == []


def test_systeem_heeft_geen_recht_nodig_maar_gehoorzaamt_de_stand() -> None:
    assert reden_waarom_niet(PROEF, Los(W), "verlopen", None) == ""
    assert "status" in reden_waarom_niet(PROEF, Los(M), "verlopen", None)
    altijd(Los(W))


@pytest.mark.django_db
def test_wat_het_systeem_doet_doet_geen_mens() -> None:
    assert reden_waarom_niet(PROEF, Los(W), "verlopen", GebruikerFactory(rol="beheer")).startswith(
        "Dit doet het systeem"
    )


@pytest.mark.django_db
def test_overgang_zet_status_velden_en_gebeurtenis() -> None:
    obj, door, op = OpdrachtFactory(), GebruikerFactory(rol="beheer"), nu()
    terug = voer_uit(
        PROEF, obj, "opgeven", door=door, op=op, toelichting="Bron weg.", gegevens={"a": 1}, laatste_fout="x"
    )
    obj.refresh_from_db()
    assert (terug.pk, obj.status, obj.laatste_fout) == (obj.pk, M, "x")
    gebeurtenis = Gebeurtenis.objects.van(obj).get()
    assert (gebeurtenis.soort, gebeurtenis.van, gebeurtenis.naar) == ("opgeven", W, M)
    assert (gebeurtenis.door, gebeurtenis.op, gebeurtenis.toelichting) == (door, op, "Bron weg.")


@pytest.mark.django_db
def test_oude_kennis_van_de_pagina_telt_niet() -> None:
    """The row is read again under the lock: what the caller holds may be stale."""
    oud = OpdrachtFactory()
    Opdracht.objects.filter(pk=oud.pk).update(status=M)
    with pytest.raises(NietToegestaan):
        voer_uit(PROEF, oud, "opgeven", door=GebruikerFactory(rol="beheer"), op=nu())
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("rol", ["school", "directeur", "fg"])
def test_geweigerd_heeft_geen_enkel_gevolg(rol: str) -> None:
    obj = OpdrachtFactory()
    with pytest.raises(NietToegestaan):
        voer_uit(PROEF, obj, "opgeven", door=GebruikerFactory(rol=rol), op=nu())
    obj.refresh_from_db()
    assert obj.status == W
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_tien_tegelijk_slaagt_er_een() -> None:
    """TOCTOU (eisen.md S5): with real connections exactly one makes the move."""
    obj, door = OpdrachtFactory(), GebruikerFactory(rol="beheer")

    def probeer(_nummer: int) -> bool:
        try:
            voer_uit(PROEF, obj, "opgeven", door=door, op=nu())
        except NietToegestaan:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(5) as draden:
        uitkomsten = list(draden.map(probeer, range(10)))
    assert uitkomsten.count(True) == 1
    assert Gebeurtenis.objects.count() == 1


@pytest.mark.django_db
def test_vergrendelen_leest_de_rij_opnieuw(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    obj = OpdrachtFactory()
    Opdracht.objects.filter(pk=obj.pk).update(pogingen=2)
    with django_assert_num_queries(1) as vragen:
        assert vergrendel(obj).pogingen == 2
    assert "FOR UPDATE" in vragen[0]["sql"]
