"""An OPP from draft to end, through the services: versions stay, rules hold, the database refuses the rest."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leerlingen import services
from leerlingen.enums import Documentsoort, Instemming
from leerlingen.models import Opp, Oppversie
from leerlingen.oppinhoud import aandachtspunten, tekorten
from leerlingen.workflow import WORKFLOWS
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, InschrijvingFactory, LeerlingFactory
from tests.leerlingen import factories
from tests.leerlingen.conftest import Maker
from tests.leerlingen.factories import DAG, OP, PLAN, na

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def normen(db: None) -> None:
    factories.normen()


@pytest.fixture
def leerling(spelers: Spelers) -> Any:
    return LeerlingFactory(school=spelers.school)


@pytest.fixture
def opp(leerling: Any, spelers: Spelers) -> Opp:
    return factories.lopend(leerling, spelers.school, spelers.coordinator_school)


class TestBeginnen:
    def test_tweemaal_beginnen_geeft_een_concept(self, leerling: Any, spelers: Spelers) -> None:
        eerste = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        tweede = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        assert eerste == tweede
        assert Opp.objects.count() == Oppversie.objects.count() == 1

    def test_alleen_voor_een_leerling_van_de_eigen_school(self, leerling: Any, spelers: Spelers) -> None:
        for wie in (spelers.buitenstaander, spelers.medewerker, GebruikerFactory(rol="schooldirecteur")):
            with pytest.raises(NietToegestaan):
                factories.concept(leerling, spelers.school, wie)
        assert not Opp.objects.exists()

    def test_de_klok_telt_vanaf_de_latere_van_inschrijving_en_ondersteuning(
        self, leerling: Any, spelers: Spelers
    ) -> None:
        opp = factories.concept(leerling, spelers.school, spelers.coordinator_school).opp
        assert (opp.opstellen_vanaf, opp.opstellen_uiterlijk) == (date(2026, 10, 1), date(2026, 11, 12))
        assert opp.opstellen_afleiding[0] == "De extra ondersteuning begon op 1 oktober 2026."

    def test_ondersteuning_voor_de_inschrijving_telt_niet(self, spelers: Spelers) -> None:
        nieuw = LeerlingFactory(school=spelers.school, vanaf=date(2026, 10, 12))
        opp = factories.concept(nieuw, spelers.school, spelers.coordinator_school).opp
        assert opp.opstellen_uiterlijk == date(2026, 11, 23)
        assert opp.opstellen_afleiding[0] == "Ingeschreven op 12 oktober 2026."


class TestInvullen:
    def test_een_collega_was_eerder(self, leerling: Any, spelers: Spelers) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        gelijk = {"versierij": versie, "versie": 1, "door": spelers.coordinator_school, "op": OP}
        services.oppversie_bewaren(velden={"belemmerend": "a"}, **gelijk)
        with pytest.raises(services.Verouderd) as fout:
            services.oppversie_bewaren(velden={"belemmerend": "b"}, **gelijk)
        assert fout.value.actueel.belemmerend == "a"

    def test_een_vastgestelde_versie_verandert_niet(self, opp: Opp, spelers: Spelers) -> None:
        with pytest.raises(NietToegestaan, match="vastgesteld"):
            services.oppversie_bewaren(
                versierij=opp.versies.get(),
                velden={"belemmerend": "anders"},
                versie=2,
                door=spelers.coordinator_school,
                op=OP,
            )

    @pytest.mark.parametrize(
        ("velden", "melding"),
        [
            ({"ingang": None}, "Vul in op welke dag het OPP ingaat."),
            ({"vorm": ""}, "Kies hoe u het OPP vastlegt."),
            ({"vorm": "document"}, "Voeg het OPP toe als document."),
            ({"uitstroombestemming": ""}, "Vul de verwachte uitstroombestemming in."),
            ({"bevorderend": ""}, "Schrijf wat de leerling helpt."),
            ({"begeleiding": ""}, "Schrijf welke begeleiding de leerling krijgt (het handelingsdeel)."),
            ({"gehoord": ""}, "Kies of de leerling is gehoord."),
            ({"gehoord": "nee", "gehoord_hoe": ""}, "Schrijf waarom de leerling niet is gehoord."),
            ({"inbreng_effect": ""}, "Schrijf wat met de inbreng van de leerling is gedaan."),
            (
                {"instemming": "geen_instemming", "instemming_op": DAG},
                "Schrijf de zienswijze van de ouders op: zij stemmen niet in.",
            ),
            ({"instemming": "gezien"}, "Vul in op welke dag de ouders dit lieten weten."),
        ],
    )
    def test_wat_verplicht_is_houdt_het_vaststellen_tegen(
        self, leerling: Any, spelers: Spelers, velden: dict[str, Any], melding: str
    ) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school, **(PLAN | velden))
        assert [tekort.melding for tekort in tekorten(versie)] == [melding]
        with pytest.raises(NietToegestaan) as fout:
            services.oppversie_vaststellen(
                versierij=versie, datum=DAG, door=spelers.coordinator_school, op=OP
            )
        assert fout.value.reden == melding

    def test_zonder_instemming_en_zonder_gesprek_kan_het_wel(self, leerling: Any, spelers: Spelers) -> None:
        """A missing agreement never blocks: it stays visible as a point of attention."""
        versie = factories.concept(
            leerling,
            spelers.school,
            spelers.coordinator_school,
            **(PLAN | {"gehoord": "nee", "gehoord_hoe": "Ziek.", "inbreng": "", "inbreng_effect": ""}),
        )
        services.oppversie_vaststellen(versierij=versie, datum=DAG, door=spelers.coordinator_school, op=OP)
        versie.refresh_from_db()
        assert len(aandachtspunten(versie)) == 3

    def test_een_document_in_plaats_van_het_formulier(
        self, leerling: Any, spelers: Spelers, maak_document: Maker
    ) -> None:
        bestand = maak_document(leerling, school=spelers.school)
        anders = dict.fromkeys(("uitstroombestemming", "belemmerend", "bevorderend", "begeleiding"), "")
        versie = factories.concept(
            leerling,
            spelers.school,
            spelers.coordinator_school,
            **(PLAN | anders | {"vorm": "document", "document": bestand}),
        )
        opp = services.oppversie_vaststellen(
            versierij=versie, datum=DAG, door=spelers.coordinator_school, op=OP
        )
        assert opp.huidige is not None
        assert opp.huidige.document == bestand

    def test_uploaden_zet_het_document_in_het_dossier(
        self, leerling: Any, spelers: Spelers, bestandenmap: Any, upload: Any
    ) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        for _ in range(2):
            services.oppdocument_toevoegen(
                versierij=versie, upload=upload("opp.png"), door=spelers.coordinator_school, op=OP
            )
        versie.refresh_from_db()
        document = leerling.documenten.get()
        assert (versie.document, versie.vorm) == (document, "document")
        assert (document.soort, document.school) == (Documentsoort.OPP, spelers.school)


class TestVerloop:
    def test_vaststellen_begint_de_klok_van_de_evaluatie(self, opp: Opp) -> None:
        assert (opp.status, opp.ingang, opp.opgesteld_op) == ("lopend", date(2026, 10, 26), DAG)
        assert opp.evaluatie_uiterlijk == date(2027, 7, 31)
        assert opp.evaluatie_afleiding == [
            "Vastgesteld op 2 november 2026.",
            "Het gaat om schooljaar 2026-2027 (ten minste een keer per schooljaar; proefbron, artikel 1). "
            "Dat eindigt op zaterdag 31 juli 2027.",
        ]

    def test_bijstellen_maakt_een_tweede_versie_en_houdt_de_eerste(self, opp: Opp, spelers: Spelers) -> None:
        door = spelers.coordinator_school
        nieuw = services.bijstelling_beginnen(opp=opp, door=door, op=na(5))
        assert services.bijstelling_beginnen(opp=opp, door=door, op=na(5)) == nieuw
        assert nieuw.belemmerend == PLAN["belemmerend"]
        assert (nieuw.gehoord, nieuw.instemming) == ("", Instemming.NIET_GEVRAAGD)
        velden = {
            "begeleiding": "Elke week een uur extra.",
            "gehoord": "afgezien",
            "gehoord_hoe": "Gevraagd.",
        }
        services.oppversie_bewaren(versierij=nieuw, velden=velden, versie=1, door=door, op=na(5))
        services.oppversie_vaststellen(versierij=nieuw, datum=date(2026, 11, 7), door=door, op=na(5))

        opp.refresh_from_db()
        assert opp.huidige == nieuw
        assert opp.evaluatie_uiterlijk == date(2027, 7, 31)
        assert opp.versies.get(nummer=1).begeleiding == PLAN["begeleiding"]

    def test_een_evaluatie_schuift_de_klok_een_schooljaar_op(self, opp: Opp, spelers: Spelers) -> None:
        factories.evaluatie(opp, spelers.coordinator_school, datum=date(2027, 5, 20))
        opp.refresh_from_db()
        assert opp.evaluatie_uiterlijk == date(2028, 7, 31)
        assert opp.evaluatie_afleiding[0] == "Voor het laatst geëvalueerd op 20 mei 2027."

    def test_een_later_vastgelegde_oude_evaluatie_zet_de_klok_niet_terug(
        self, opp: Opp, spelers: Spelers
    ) -> None:
        factories.evaluatie(opp, spelers.coordinator_school, datum=date(2027, 9, 20))
        services.opp_evalueren(
            opp=opp,
            datum=date(2027, 5, 20),
            uitkomst="voortzetten",
            toelichting="Vergeten te noteren.",
            gehoord="ja",
            oogo_op=None,
            door=spelers.coordinator_school,
            op=na(400),
        )
        opp.refresh_from_db()
        assert opp.evaluatie_uiterlijk == date(2029, 7, 31)
        assert opp.evaluatie_afleiding[0] == "Voor het laatst geëvalueerd op 20 september 2027."

    def test_beeindigen(self, opp: Opp, spelers: Spelers) -> None:
        factories.einde(opp, spelers.coordinator_school, datum=date(2027, 3, 1))
        opp.refresh_from_db()
        assert (opp.status, opp.einde, opp.evaluatie_uiterlijk) == ("beeindigd", date(2027, 3, 1), None)
        with pytest.raises(NietToegestaan):
            factories.einde(opp, spelers.coordinator_school, datum=date(2027, 3, 1))
        assert opp.versies.count() == 2

    def test_een_bijstelling_in_concept_houdt_het_einde_tegen(self, opp: Opp, spelers: Spelers) -> None:
        services.bijstelling_beginnen(opp=opp, door=spelers.coordinator_school, op=na(1))
        with pytest.raises(NietToegestaan, match="bijstelling"):
            factories.einde(opp, spelers.coordinator_school, datum=date(2027, 3, 1))

    def test_niet_in_de_toekomst_en_niet_voor_de_vaststelling(self, opp: Opp, spelers: Spelers) -> None:
        gelijk: dict[str, Any] = {"uitkomst": "voortzetten", "toelichting": "x", "gehoord": "ja"}
        for dag in (date(2026, 11, 1), date(2026, 11, 4)):
            with pytest.raises(NietToegestaan):
                services.opp_evalueren(
                    opp=opp, datum=dag, oogo_op=None, door=spelers.coordinator_school, op=na(1), **gelijk
                )

    def test_de_school_maakt_het_ook_na_vertrek_af(self, opp: Opp, spelers: Spelers) -> None:
        opp.leerling.inschrijvingen.update(tot_en_met=date(2026, 11, 10))
        InschrijvingFactory(leerling=opp.leerling, school=spelers.andere_school, vanaf=date(2026, 11, 11))
        assert Opp.objects.zichtbaar_voor(spelers.coordinator_school).get() == opp
        assert not Opp.objects.zichtbaar_voor(spelers.buitenstaander).exists()
        assert factories.einde(opp, spelers.coordinator_school, datum=date(2026, 11, 10)).einde

    def test_de_reactie_van_de_ouders_komt_later(self, opp: Opp, spelers: Spelers) -> None:
        versie = opp.versies.get()
        services.oppreactie_vastleggen(
            versierij=versie,
            velden={"instemming": "geen_instemming", "zienswijze": "Wij willen meer hulp."},
            versie=versie.versie,
            door=spelers.coordinator_school,
            op=na(3),
        )
        gebeurtenis = Gebeurtenis.objects.get(soort="reactie")
        assert (gebeurtenis.van, gebeurtenis.naar) == ("instemming", "geen_instemming")
        assert "meer hulp" not in str(gebeurtenis.gegevens)

    def test_concept_verwijderen(self, leerling: Any, opp: Opp, spelers: Spelers) -> None:
        door = spelers.coordinator_school
        nieuw = services.bijstelling_beginnen(opp=opp, door=door, op=na(1))
        assert services.oppconcept_verwijderen(versierij=nieuw, door=door, op=na(1)) == opp
        ander = factories.concept(LeerlingFactory(school=spelers.school), spelers.school, door)
        assert services.oppconcept_verwijderen(versierij=ander, door=door, op=na(1)) is None
        assert Opp.objects.get() == opp


class TestRod:
    def test_wat_niet_klopt(self, opp: Opp, spelers: Spelers) -> None:
        door, versie = spelers.coordinator_school, 1
        assert Opp.objects.all().rod_klopt_niet().exists()

        def leg_vast(begin: date | None, einde: date | None = None) -> None:
            nonlocal versie
            services.rod_vastleggen(
                opp=opp, gemeld_op=begin and DAG, begin=begin, einde=einde, versie=versie, door=door, op=OP
            )
            versie += 1

        leg_vast(date(2026, 10, 27))
        assert Opp.objects.all().rod_klopt_niet().exists()
        leg_vast(date(2026, 10, 26))
        assert not Opp.objects.all().rod_klopt_niet().exists()
        factories.einde(opp, door, datum=date(2027, 3, 1))
        assert Opp.objects.all().rod_klopt_niet().exists()
        leg_vast(date(2026, 10, 26), date(2027, 3, 1))
        assert not Opp.objects.all().rod_klopt_niet().exists()

    def test_een_collega_was_eerder(self, opp: Opp, spelers: Spelers) -> None:
        with pytest.raises(services.Verouderd):
            services.rod_vastleggen(
                opp=opp,
                gemeld_op=DAG,
                begin=DAG,
                einde=None,
                versie=7,
                door=spelers.coordinator_school,
                op=OP,
            )


class TestAdvies:
    def test_vragen_maakt_een_concept_zichtbaar_voor_het_swv(self, leerling: Any, spelers: Spelers) -> None:
        versie = factories.concept(leerling, spelers.school, spelers.coordinator_school)
        ect = GebruikerFactory(rol="ect")
        assert not Opp.objects.zichtbaar_voor(ect).exists()
        advies = factories.advies(versie.opp, spelers.coordinator_school)
        assert Opp.objects.zichtbaar_voor(ect).get() == versie.opp
        assert Oppversie.objects.zichtbaar_voor(ect).get() == versie

        gedaan = services.oppadvies_beantwoorden(advies=advies, antwoord="Ja, zo.", door=ect, op=na(1))
        assert (gedaan.status, gedaan.antwoord) == ("beantwoord", "Ja, zo.")

    def test_een_vraag_tegelijk_en_intrekken(self, opp: Opp, spelers: Spelers) -> None:
        advies = factories.advies(opp, spelers.coordinator_school)
        with pytest.raises(NietToegestaan, match="al een vraag"):
            factories.advies(opp, spelers.coordinator_school)
        services.oppadvies_intrekken(advies=advies, door=spelers.coordinator_school, op=na(1))
        assert factories.advies(opp, spelers.coordinator_school).status == "gevraagd"


class TestOvergangen:
    @pytest.mark.parametrize(
        "rol", ["school", "schooldirecteur", "administratie", "ect", "coordinator", "fg"]
    )
    def test_wie_welke_overgang_mag(self, rol: str, opp: Opp, spelers: Spelers) -> None:
        """Every cell of every table: which role may do which move on an object of this school."""
        user = GebruikerFactory(rol=rol, school=spelers.school)
        advies = factories.advies(opp, spelers.coordinator_school)
        objecten = {"OPP": opp, "Versie van een OPP": opp.versies.get(), "Advies over een OPP": advies}
        verwacht = {
            ("OPP", "vaststellen"): {"school"},
            ("OPP", "beeindigen"): {"school"},
            ("Versie van een OPP", "vaststellen"): {"school"},
            ("Advies over een OPP", "beantwoorden"): {"ect", "coordinator"},
            ("Advies over een OPP", "intrekken"): {"school"},
        }
        for tabel in WORKFLOWS:
            for overgang in tabel.overgangen:
                mag = True
                try:
                    overgang.recht(user, objecten[tabel.naam])
                except NietToegestaan:
                    mag = False
                assert mag == (rol in verwacht[tabel.naam, overgang.actie]), (tabel.naam, overgang.actie)

    def test_vanuit_geen_andere_status(self) -> None:
        """Each move starts in one status and ends in another one; nothing leads back."""
        stappen = {
            (tabel.naam, o.actie): (set(o.van), o.naar) for tabel in WORKFLOWS for o in tabel.overgangen
        }
        assert stappen == {
            ("OPP", "vaststellen"): ({"concept"}, "lopend"),
            ("OPP", "beeindigen"): ({"lopend"}, "beeindigd"),
            ("Versie van een OPP", "vaststellen"): ({"concept"}, "vastgesteld"),
            ("Advies over een OPP", "beantwoorden"): ({"gevraagd"}, "beantwoord"),
            ("Advies over een OPP", "intrekken"): ({"gevraagd"}, "ingetrokken"),
        }


class TestDatabase:
    @pytest.mark.parametrize(
        "velden",
        [
            {"datum": None},
            {"belemmerend": ""},
            {"gehoord": ""},
            {"inbreng_effect": ""},
            {"instemming": "geen_instemming"},
            {"instemming_op": None},
            {"toestemming_op": None},
            {"uitkomst": "voortzetten"},
            {"soort": "iets"},
            {"vastgesteld_op": None},
        ],
    )
    def test_weigert_een_halve_versie(self, opp: Opp, velden: dict[str, Any]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Oppversie.objects.filter(pk=opp.huidige_id).update(**velden)

    @pytest.mark.parametrize(
        "velden",
        [
            {"status": "concept"},
            {"status": "beeindigd"},
            {"einde": date(2026, 10, 1)},
            {"ingang": None},
            {"rod_begin": DAG},
            {"rod_gemeld_op": DAG, "rod_begin": DAG, "rod_einde": date(2026, 1, 1)},
            {"opstellen_uiterlijk": None},
        ],
    )
    def test_weigert_een_onmogelijk_opp(self, opp: Opp, velden: dict[str, Any]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Opp.objects.filter(pk=opp.pk).update(**velden)

    def test_een_open_opp_per_leerling_en_school(self, opp: Opp) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Opp.objects.create(leerling=opp.leerling, school=opp.school, opstellen_vanaf=DAG, begonnen_op=OP)
