"""From the first word of the school to a decision that is known to everyone."""

from datetime import date

from leerlingen.models import Leerling
from swv.models import Gebeurtenis, Opdracht
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling
from tlv.enums import Aanvraagstatus, Besluitstatus
from tlv.models import Aanvraag


def test_van_concept_tot_besluit(rollen: Rolverdeling) -> None:
    besluit = factories.besluit(rollen)

    aanvraag = Aanvraag.objects.get()
    assert aanvraag.status == Aanvraagstatus.BESLOTEN
    assert aanvraag.kenmerk == "2627-0001"
    assert besluit.status == Besluitstatus.GENOMEN
    assert besluit.verklaring.nummer == "VO2001-2627-00001"
    assert [b.aan for b in besluit.brieven.order_by("id")] == [
        rollen.school.bestuur.naam,
        "Ouder Een",
        "Ouder Twee",
    ]
    assert Opdracht.objects.filter(soort="tlv.besluitbrief").count() == 3
    termijn = aanvraag.termijnen.get()
    assert termijn.uiterste_datum == date(2026, 12, 28)
    assert termijn.gehaald_op == date(2026, 11, 2)
    assert aanvraag.eerstvolgende_datum is None


def test_elke_stap_laat_een_gebeurtenis_na(rollen: Rolverdeling) -> None:
    factories.besluit(rollen)

    soorten = set(Gebeurtenis.objects.values_list("onderwerp", "soort"))
    assert {
        ("tlv.aanvraag", "begonnen"),
        ("tlv.aanvraag", "antwoorden_bewaard"),
        ("tlv.aanvraag", "indienen"),
        ("tlv.aanvraag", "termijnen_herberekend"),
        ("tlv.aanvraag", "compleet_verklaren"),
        ("tlv.deskundigenadvies", "gevraagd"),
        ("tlv.deskundigenadvies", "uitbrengen"),
        ("tlv.aanvraag", "besluit_nemen"),
        ("tlv.besluit", "genomen"),
    } <= soorten
    assert not Gebeurtenis.objects.exclude(leerling_sleutel=Leerling.objects.get().sleutel).exists()
