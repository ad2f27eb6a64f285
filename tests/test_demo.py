"""Every row of the demo convinces who works at an SWV: the rules of the product hold, on the day of the row itself."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from ect import demo as ect
from leerlingen import demo as leerlingen
from leerlingen.demo.mensen import JONGENS, MEISJES
from leerlingen.enums import Geslacht, Inschrijvingsoort
from leerlingen.models import Betrokkene, Inschrijving, Leerling
from swv import demo as demodata
from swv.enums import Onderwijssoort
from swv.klok import datum_van, nu
from swv.normen import mandaat_voor
from swv.rollen import ROLLEN
from swv.scholen import meegeleverd
from swv.termijnen import begin_schooljaar, leeftijd
from thuiszitters import demo as thuiszitters
from thuiszitters.enums import Uitkomst as Uitstroom
from thuiszitters.models import Traject
from tlv import demo as tlv
from tlv.controle import Oordeel
from tlv.enums import Aanvraagstatus, Conclusie, Soort, Uitkomst
from tlv.forms_aanvraag import TaakForm
from tlv.geldigheid import VERTREKLEEFTIJD, controleer_geldigheid, minimumleeftijd, verjaardag
from tlv.models import Aanvraag, Besluit, Deskundigenadvies, Toelaatbaarheidsverklaring
from tlv.procriteria import controleer_procriteria
from tlv.vragen import controleer_antwoord, gesteld, lees_datum, taken

OP, GISTEREN = date(2026, 11, 20), date(2026, 11, 19)
BASIS = {Onderwijssoort.BAO, Onderwijssoort.SBO, Onderwijssoort.SO}
VOORTGEZET = {Onderwijssoort.VO, Onderwijssoort.PRO, Onderwijssoort.VSO}
KIND, VOLWASSEN = 5, 18
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("swv", ["vo2001", "po2203", "po2202"])
def test_elke_rij_van_de_demo_kan_echt(swv: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SWV_DEMO = True
    call_command("laad_profiel", swv, stdout=StringIO())
    meegeleverd.laad(op=nu())
    run = demodata.begin(swv=swv, zaad=1, op=OP)
    demodata.maak_gebruikers(run)
    for module in (leerlingen, ect, tlv, thuiszitters):
        module.laad(run)
    eis_mensen()
    eis_schoolloopbanen(swv)
    eis_aanvragen()
    eis_formulieren(monkeypatch)
    eis_antwoorden_die_kloppen()
    eis_besluiten_door_wie_mag()
    eis_geldige_verklaringen()
    eis_leeftijden_van_thuiszitters(swv)


def eis_mensen() -> None:
    """The sex fits the first name and is seldom unknown; two parents are two people."""
    verwacht = dict.fromkeys(JONGENS, Geslacht.MAN) | dict.fromkeys(MEISJES, Geslacht.VROUW)
    assert not set(JONGENS) & set(MEISJES)
    geslachten = Counter(Leerling.objects.values_list("geslacht", flat=True))
    assert geslachten[Geslacht.ONBEKEND] + geslachten[Geslacht.ANDERS] < 0.03 * geslachten.total()
    for naam, geslacht in Leerling.objects.values_list("roepnaam", "geslacht"):
        assert geslacht in {verwacht[naam], Geslacht.ONBEKEND}, naam
    namen = Counter(Betrokkene.objects.values_list("leerling", "naam"))
    assert max(namen.values()) == 1


def eis_schoolloopbanen(swv: str) -> None:
    """The year fits the age within a year, and the kind of school; nobody is past the leaving age."""
    for rij in Inschrijving.objects.filter(soort=Inschrijvingsoort.INSCHRIJVING).select_related(
        "leerling", "school"
    ):
        soort, dag = rij.school.onderwijssoort, min(rij.tot_en_met or OP, OP)
        woord, _, getal = rij.leerjaar.partition(" ")
        if soort in BASIS | VOORTGEZET and woord:
            assert woord == ("groep" if soort in BASIS else "leerjaar"), rij
        if woord:
            assert woord == ("leerjaar" if swv.startswith("vo") else "groep"), rij
            jaar = int(getal) + (8 if woord == "leerjaar" else 0)
            begin = date(begin_schooljaar(dag).year, 10, 1)
            assert abs(leeftijd(rij.leerling.geboortedatum, begin) - (jaar + 3)) <= 1, (rij.leerjaar, dag)
        assert leeftijd(rij.leerling.geboortedatum, rij.vanaf) >= 4
        grens = 20 if soort in VOORTGEZET or swv.startswith("vo") else 14
        weg = verjaardag(rij.leerling.geboortedatum, grens)
        assert weg >= begin_schooljaar(dag), (soort, rij.leerling.geboortedatum)


def _ingediend() -> Iterator[tuple[Aanvraag, date]]:
    """Every request that was sent in, with the day on which that was."""
    rijen = Aanvraag.objects.exclude(status=Aanvraagstatus.CONCEPT)
    for aanvraag in rijen.select_related("leerling", "school", "vragenlijst").order_by("id"):
        assert aanvraag.ingediend_op is not None, aanvraag.kenmerk
        yield aanvraag, datum_van(aanvraag.ingediend_op)


def eis_aanvragen() -> None:
    """The form of the product accepts every answer on the day of sending in, and nothing in words is missing."""
    for aanvraag, dag in _ingediend():
        antwoorden, gestelde = aanvraag.antwoorden, gesteld(aanvraag)
        assert antwoorden.keys() <= gestelde.keys(), aanvraag.kenmerk
        for code, waarde in antwoorden.items():
            assert controleer_antwoord(gestelde[code], waarde, dag) == "", (aanvraag.kenmerk, code, waarde)
        leeg = [
            v.code
            for v in gestelde.values()
            if v.verplicht and not v.is_document and not antwoorden.get(v.code)
        ]
        assert leeg == [], aanvraag.kenmerk
        erbij = Inschrijving.objects.lopend(dag, [aanvraag.school_id]).filter(leerling=aanvraag.leerling)
        assert erbij.exists(), aanvraag.kenmerk


def eis_formulieren(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of the school themselves take these answers, on the day on which they were given."""
    for aanvraag, dag in _ingediend():
        monkeypatch.setattr("tlv.forms_aanvraag.vandaag", lambda dag=dag: dag)
        for taak in taken(aanvraag):
            form = TaakForm({"versie": aanvraag.versie} | aanvraag.antwoorden, taak=taak, aanvraag=aanvraag)
            assert form.is_valid(), (aanvraag.kenmerk, form.errors)


def eis_antwoorden_die_kloppen() -> None:
    """Opinion and zienswijze agree, a wish lies ahead and is for whole years, the PrO figures meet the criteria."""
    meningen: dict[str, set[str]] = {}
    for aanvraag, dag in _ingediend():
        antwoorden = aanvraag.antwoorden
        meningen.setdefault(antwoorden["zienswijze"], set()).add(antwoorden["ouders_mening"])
        gewenst = lees_datum(antwoorden["gewenste_ingang"])
        assert (gewenst or dag) > dag, aanvraag.kenmerk
        if antwoorden["ouders_mening"] == "eens" and "handelingsdeel" in antwoorden:
            assert antwoorden["handelingsdeel"] == "instemming"
        if aanvraag.soort == Soort.PRO:
            uit = [c for c in controleer_procriteria(antwoorden) if c.uitkomst is Oordeel.WAARSCHUWING]
            assert {c.naam for c in uit} <= {"Keuze tussen praktijkonderwijs en LWOO"}, aanvraag.kenmerk
    assert all(len(soorten) == 1 for soorten in meningen.values())
    assert len(meningen) > 3, "parents do not all say the same"


def eis_besluiten_door_wie_mag() -> None:
    """The role of the decider has the mandate for this soort and categorie; the advices point the same way."""
    for besluit in Besluit.objects.select_related("aanvraag", "genomen_door"):
        dag = datum_van(besluit.genomen_op)
        bevoegd = mandaat_voor(besluit.aanvraag.soort, besluit.categorie, dag)
        assert besluit.genomen_door.username in bevoegd, besluit.aanvraag.kenmerk
        assert besluit.mandaat.startswith(tuple(ROLLEN[rol].naam for rol in bevoegd))
        assert besluit.genomen_door_id == besluit.aanvraag.besloten_door_id
    verwacht = {Uitkomst.TOEGEKEND: Conclusie.POSITIEF, Uitkomst.AFGEWEZEN: Conclusie.NEGATIEF}
    for advies in Deskundigenadvies.objects.filter(
        aanvraag__besluit__uitkomst__in=verwacht, uitgebracht_op__isnull=False
    ).select_related("aanvraag__besluit"):
        assert advies.conclusie == verwacht[advies.aanvraag.besluit.uitkomst]
        assert advies.uitgebracht_op <= advies.aanvraag.besluit.genomen_op


def eis_geldige_verklaringen() -> None:
    """No rule of the product blocks a TLV on its own day, and the age lies within the bounds of the soort."""
    for rij in Toelaatbaarheidsverklaring.objects.select_related("leerling", "besluit"):
        geboren, dag = rij.leerling.geboortedatum, datum_van(rij.besluit.genomen_op)
        regels = controleer_geldigheid(
            soort=rij.soort,
            categorie=rij.categorie,
            ingangsdatum=rij.ingangsdatum,
            einddatum=rij.einddatum,
            geboortedatum=geboren,
            op=dag,
        )
        assert [r.uitleg for r in regels if r.uitkomst is not Oordeel.VOLDOET] == [], rij.nummer
        oud = leeftijd(geboren, rij.ingangsdatum)
        assert minimumleeftijd(rij.soort, dag) <= oud <= VERTREKLEEFTIJD.get(Soort(rij.soort), VOLWASSEN)


def eis_leeftijden_van_thuiszitters(swv: str) -> None:
    """Of school age while at home, and handed over at eighteen only who turned eighteen."""
    jongste = 11 if swv.startswith("vo") else KIND
    for traject in Traject.objects.select_related("leerling"):
        geboren = traject.leerling.geboortedatum
        assert leeftijd(geboren, traject.eerste_verzuimdag) >= jongste, traject.kenmerk
        assert leeftijd(geboren, traject.eerste_verzuimdag) < VOLWASSEN
        if traject.einddatum is None:
            assert leeftijd(geboren, GISTEREN) < VOLWASSEN, traject.kenmerk
        elif traject.uitkomst == Uitstroom.ACHTTIEN:
            assert leeftijd(geboren, traject.einddatum) == VOLWASSEN, traject.kenmerk
        else:
            assert leeftijd(geboren, traject.einddatum) < VOLWASSEN, traject.kenmerk
