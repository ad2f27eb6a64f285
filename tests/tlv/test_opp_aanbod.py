"""A request offers the running OPP of the school instead of asking for it again."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from leerlingen import services as leerlingservices
from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument, Opp
from leerlingen.vernietigen import document_vernietigen
from swv import bestanden
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory
from tests.leerlingen import factories as oppfactories
from tests.swv.bestandenmaker import maak_pdf_met_tekst
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na
from tlv import services, vragen
from tlv.models import Aanvraag


@pytest.fixture
def opp(rollen: Rolverdeling) -> Opp:
    return oppfactories.lopend(rollen.leerling, rollen.school, rollen.aanvrager, datum=date(2026, 11, 2))


def taak_van(aanvraag: Aanvraag, vraag: str = "opp") -> str:
    return next(t.code for t in vragen.taken(aanvraag) if any(v.code == vraag for v in t.vragen))


def pagina(aanvraag: Aanvraag) -> str:
    return reverse("tlv:taak", args=[aanvraag.sleutel, taak_van(aanvraag)])


def test_het_formulier_wordt_een_pdf_en_een_keer_gekoppeld(rollen: Rolverdeling, opp: Opp) -> None:
    aanvraag = factories.begin(rollen)
    gelijk: dict[str, Any] = {"aanvraag": aanvraag, "vraag": "opp", "door": rollen.aanvrager}
    een, twee = (services.opp_gebruiken(op=na(nummer), **gelijk) for nummer in range(2))

    assert een == twee
    document = Dossierdocument.objects.get()
    assert (document.soort, document.school) == (Documentsoort.OPP, rollen.school)
    assert bestanden.lees(document).startswith(b"%PDF")
    assert document.gedateerd_op == date(2026, 11, 2)


def test_een_eigen_document_gaat_zelf_mee_en_blijft_van_het_opp(rollen: Rolverdeling, opp: Opp) -> None:
    """Taking it out of the request again does not take it out of the OPP."""
    bestand = factories.upload(inhoud=maak_pdf_met_tekst(["Ontwikkelingsperspectief"]))
    versie = leerlingservices.bijstelling_beginnen(opp=opp, door=rollen.aanvrager, op=na(1))
    velden = {"gehoord": "ja", "gehoord_hoe": "Gesprek.", "inbreng": "x", "inbreng_effect": "y"}
    leerlingservices.oppversie_bewaren(
        versierij=versie, velden=velden, versie=versie.versie, door=rollen.aanvrager, op=na(1)
    )
    leerlingservices.oppdocument_toevoegen(versierij=versie, upload=bestand, door=rollen.aanvrager, op=na(1))
    leerlingservices.oppversie_vaststellen(
        versierij=versie, datum=date(2026, 11, 3), door=rollen.aanvrager, op=na(1)
    )
    aanvraag = factories.begin(rollen)
    koppeling = services.opp_gebruiken(aanvraag=aanvraag, vraag="opp", door=rollen.aanvrager, op=na(2))
    versie.refresh_from_db()
    assert koppeling.document == versie.document

    services.document_verwijderen(aanvraagdocument=koppeling, door=rollen.aanvrager, op=na(2))
    document = Dossierdocument.objects.get()
    assert document.vervallen_op is None

    document_vernietigen(document=document, om="bsn", door=rollen.administratie, op=na(3))
    with pytest.raises(NietToegestaan, match="vernietigd"):
        services.opp_gebruiken(aanvraag=aanvraag, vraag="opp", door=rollen.aanvrager, op=na(3))


def test_de_pagina_biedt_het_aan_en_neemt_het_over(
    rollen: Rolverdeling, opp: Opp, als: Any, op_moment: Any
) -> None:
    with op_moment(na(1)):
        client, aanvraag = als(rollen.aanvrager), factories.begin(rollen)
        adres = pagina(aanvraag)
        assert "Uw school heeft al een OPP" in client.get(adres).content.decode()
        antwoord = client.post(adres, {"versie": aanvraag.versie, "gebruik_opp": "opp"}, follow=True)
        tekst = antwoord.content.decode()
    assert aanvraag.documenten.get(vraag="opp")
    assert "is bij de aanvraag gevoegd" in tekst
    assert "Uw school heeft al een OPP" not in tekst


def test_zonder_lopend_opp_geen_aanbod(rollen: Rolverdeling, als: Any, op_moment: Any) -> None:
    with op_moment(na(1)):
        aanvraag = factories.begin(rollen)
        assert "al een OPP" not in als(rollen.aanvrager).get(pagina(aanvraag)).content.decode()
    with pytest.raises(NietToegestaan, match="geen lopend OPP"):
        services.opp_gebruiken(aanvraag=aanvraag, vraag="opp", door=rollen.aanvrager, op=OP)


def test_alleen_bij_de_vraag_naar_het_opp_en_door_de_eigen_school(rollen: Rolverdeling, opp: Opp) -> None:
    aanvraag = factories.begin(rollen)
    with pytest.raises(NietToegestaan):
        services.opp_gebruiken(aanvraag=aanvraag, vraag="overig", door=rollen.aanvrager, op=OP)
    with pytest.raises(NietToegestaan):
        services.opp_gebruiken(aanvraag=aanvraag, vraag="opp", door=GebruikerFactory(rol="school"), op=OP)
    assert not aanvraag.documenten.exists()
