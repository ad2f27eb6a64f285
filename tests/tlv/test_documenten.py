"""Documents of a request: kept with the dossier, checked, and taken back while that is still possible."""

from typing import Any

import pytest
from django.urls import reverse

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument
from leerlingen.vernietigen import document_vernietigen
from swv import bestanden
from swv.bestandscontrole import BestandGeweigerd
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, SchoolFactory
from tests.swv.bestandenmaker import maak_pdf_met_tekst
from tests.tlv import factories
from tests.tlv.factories import OP, Rolverdeling, na, upload
from tlv import services
from tlv.models import Aanvraag, Aanvraagdocument
from tlv.vragen import gesteld, tekorten

INHOUD = maak_pdf_met_tekst(["Ontwikkelingsperspectief"])


def voeg_toe(
    aanvraag: Aanvraag, rollen: Rolverdeling, vraag: str = "opp", **anders: object
) -> Aanvraagdocument:
    gegevens = {"upload": upload(inhoud=INHOUD), "door": rollen.aanvrager, "op": OP} | anders
    return services.document_toevoegen(aanvraag=aanvraag, vraag=vraag, **gegevens)  # type: ignore[arg-type]


class TestToevoegen:
    def test_het_document_komt_in_het_dossier(self, rollen: Rolverdeling) -> None:
        koppeling = voeg_toe(factories.begin(rollen), rollen)

        document = koppeling.document
        assert document.soort == Documentsoort.OPP
        assert (document.leerling, document.school) == (rollen.leerling, rollen.school)
        assert document.toegevoegd_door == rollen.aanvrager
        assert bestanden.lees(document).startswith(b"%PDF")

    def test_het_spoor_noemt_geen_bestandsnaam(self, rollen: Rolverdeling) -> None:
        voeg_toe(factories.begin(rollen), rollen, upload=upload("verslag Jantje.pdf", INHOUD))

        gegevens = Gebeurtenis.objects.get(soort="document_toegevoegd").gegevens
        assert set(gegevens) == {"vraag", "document"}
        assert "Jantje" not in str(gegevens)

    def test_meer_dan_een_document_bij_een_vraag(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        ander = upload(inhoud=maak_pdf_met_tekst(["Toetsgegevens"]))
        voeg_toe(aanvraag, rollen, "overig")
        voeg_toe(aanvraag, rollen, "overig", upload=ander)

        assert aanvraag.documenten.filter(vraag="overig").count() == 2

    def test_hetzelfde_bestand_staat_er_een_keer(self, rollen: Rolverdeling) -> None:
        """A double click; the bytes of the second one go away again."""
        aanvraag = factories.begin(rollen)
        een, twee = (voeg_toe(aanvraag, rollen, upload=upload(inhoud=INHOUD)) for _ in range(2))

        assert een == twee
        assert Dossierdocument.objects.count() == 1

    @pytest.mark.parametrize("vraag", ["leerjaar", "bestaat_niet"])
    def test_alleen_bij_een_documentvraag(self, rollen: Rolverdeling, vraag: str) -> None:
        with pytest.raises(NietToegestaan, match="geen document toevoegen"):
            voeg_toe(factories.begin(rollen), rollen, vraag)
        assert not Dossierdocument.objects.exists()

    def test_een_bestand_dat_niet_deugt_laat_niets_achter(self, rollen: Rolverdeling) -> None:
        with pytest.raises(BestandGeweigerd):
            voeg_toe(factories.begin(rollen), rollen, upload=upload("opp.pdf", b"MZ geen pdf"))
        assert not Dossierdocument.objects.exists()

    def test_een_andere_school_voegt_niets_toe(self, rollen: Rolverdeling) -> None:
        buiten = GebruikerFactory(rol="school", school=SchoolFactory())

        with pytest.raises(NietToegestaan):
            voeg_toe(factories.begin(rollen), rollen, door=buiten)

    def test_na_indienen_niet_meer(self, rollen: Rolverdeling) -> None:
        with pytest.raises(NietToegestaan, match="geen document toevoegen"):
            voeg_toe(factories.ingediend(rollen), rollen)

    def test_wat_tussendoor_is_ingediend_laat_geen_bestand_achter(
        self, rollen: Rolverdeling, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the check and the lock someone sent the request in."""
        aanvraag = factories.vul_in(factories.begin(rollen), rollen)
        weg: list[str] = []
        bewaar = bestanden.bewaar

        def traag(*args: object, **kwargs: object) -> dict[str, object]:
            services.indienen(aanvraag=aanvraag, door=rollen.aanvrager, op=OP)
            velden = bewaar(*args, **kwargs)  # type: ignore[arg-type]
            weg.append(velden["pad"])
            return velden

        monkeypatch.setattr(bestanden, "bewaar", traag)
        aantal = Dossierdocument.objects.count()
        with pytest.raises(NietToegestaan):
            voeg_toe(aanvraag, rollen, "overig")

        assert Dossierdocument.objects.count() == aantal
        with pytest.raises(FileNotFoundError):
            bestanden.lees(Dossierdocument(pad=weg[0]))


class TestAanvullen:
    def test_een_gevraagd_document_lost_het_punt_op(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, vragen_=("opp",), op=na(1))
        voeg_toe(aanvraag, rollen, op=na(2))

        assert verzoek.punten.get().opgelost_op == na(2)
        assert services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=na(2))

    def test_alleen_wat_gevraagd_is(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen, vragen_=("opp",), op=na(1))

        with pytest.raises(NietToegestaan, match="geen document toevoegen"):
            voeg_toe(aanvraag, rollen, "toetsgegevens", op=na(2))

    def test_weghalen_maakt_het_punt_weer_open(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        verzoek = factories.vraag_aanvulling(aanvraag, rollen, vragen_=("opp",), op=na(1))
        nieuw = voeg_toe(aanvraag, rollen, op=na(2))
        services.document_verwijderen(aanvraagdocument=nieuw, door=rollen.aanvrager, op=na(2))

        assert verzoek.punten.get().opgelost_op is None

    def test_wat_eerder_is_ingediend_blijft(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        factories.vraag_aanvulling(aanvraag, rollen, vragen_=("opp",), op=na(1))
        oud = aanvraag.documenten.get(vraag="opp")

        with pytest.raises(NietToegestaan, match="al ingediend"):
            services.document_verwijderen(aanvraagdocument=oud, door=rollen.aanvrager, op=na(2))


class TestVerwijderen:
    def test_uit_een_concept_gaat_het_uit_het_dossier(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        koppeling = factories.voeg_document_toe(aanvraag, "opp")
        document = koppeling.document
        services.document_verwijderen(aanvraagdocument=koppeling, door=rollen.aanvrager, op=na(1))

        document.refresh_from_db()
        assert document.vervallen_op == na(1)
        assert not aanvraag.documenten.exists()

    def test_na_indienen_niet_meer(self, rollen: Rolverdeling) -> None:
        koppeling = factories.ingediend(rollen).documenten.order_by("id")[0]

        with pytest.raises(NietToegestaan, match="al ingediend"):
            services.document_verwijderen(aanvraagdocument=koppeling, door=rollen.aanvrager, op=OP)

    def test_een_andere_school_verwijdert_niets(self, rollen: Rolverdeling) -> None:
        koppeling = factories.voeg_document_toe(factories.begin(rollen), "opp")

        with pytest.raises(NietToegestaan):
            services.document_verwijderen(
                aanvraagdocument=koppeling, door=GebruikerFactory(rol="school"), op=OP
            )


class TestVernietigd:
    """A file with a BSN in a request that was sent in (domein.md 7.2)."""

    @staticmethod
    def vernietig(aanvraag: Aanvraag, rollen: Rolverdeling) -> Dossierdocument:
        document = aanvraag.documenten.get(vraag="opp").document
        return document_vernietigen(document=document, om="bsn", door=rollen.aanvrager, op=na(1))

    def test_het_beantwoordt_de_vraag_niet_meer(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.vul_in(factories.begin(rollen), rollen)
        assert not tekorten(aanvraag)
        self.vernietig(aanvraag, rollen)

        assert [tekort.melding for tekort in tekorten(aanvraag)] == [
            "Voeg toe: " + gesteld(aanvraag)["opp"].label
        ]

    def test_de_school_vervangt_het_een_keer(self, rollen: Rolverdeling, als: Any) -> None:
        aanvraag = factories.ingediend(rollen)
        adres = reverse("tlv:aanvraag", args=[aanvraag.sleutel])
        client = als(rollen.aanvrager)
        self.vernietig(aanvraag, rollen)
        pagina = client.get(adres).content.decode()
        assert "Inhoud vernietigd op" in pagina
        assert reverse("tlv:document_toevoegen", args=[aanvraag.sleutel, "opp"]) in pagina

        antwoord = client.post(
            reverse("tlv:document_toevoegen", args=[aanvraag.sleutel, "opp"]),
            {"bestand_opp": upload(inhoud=INHOUD)},
        )

        assert antwoord.status_code == 302
        assert aanvraag.documenten.met_inhoud().filter(vraag="opp").count() == 1
        assert "Voeg een ander bestand toe" not in client.get(adres).content.decode()
        with pytest.raises(NietToegestaan, match="geen document toevoegen"):
            voeg_toe(aanvraag, rollen, upload=upload("nog.pdf", maak_pdf_met_tekst(["Nog een"])), op=na(40))

    def test_openen_bij_de_aanvraag_geeft_410(self, rollen: Rolverdeling, als: Any) -> None:
        aanvraag = factories.ingediend(rollen)
        document = self.vernietig(aanvraag, rollen)

        adres = reverse("tlv:document", args=[aanvraag.sleutel, document.sleutel])
        assert als(rollen.administratie).get(adres).status_code == 410

    def test_administratie_komt_bij_vernietigen_vanaf_de_aanvraag(
        self, rollen: Rolverdeling, als: Any
    ) -> None:
        aanvraag = factories.ingediend(rollen)
        document = aanvraag.documenten.get(vraag="opp").document
        Dossierdocument.objects.filter(pk=document.pk).update(waarschuwing="Plaats: bladzijde 1.")

        for wie in (rollen.administratie, rollen.aanvrager):
            pagina = als(wie).get(reverse("tlv:aanvraag", args=[aanvraag.sleutel])).content.decode()
            assert reverse("leerlingen:document_vernietigen", args=[document.sleutel]) in pagina

    def test_bij_aanvullen_kan_het_oude_bestand_weg(self, rollen: Rolverdeling, als: Any) -> None:
        aanvraag = factories.ingediend(rollen)
        document = aanvraag.documenten.get(vraag="opp").document
        Dossierdocument.objects.filter(pk=document.pk).update(waarschuwing="Plaats: bladzijde 1.")
        factories.vraag_aanvulling(aanvraag, rollen, vragen_=("opp",), op=na(1))

        pagina = als(rollen.aanvrager).get(reverse("tlv:aanvullen", args=[aanvraag.sleutel])).content.decode()

        assert reverse("leerlingen:document_vernietigen", args=[document.sleutel]) in pagina

    def test_verwijderen_uit_een_concept_vernietigt_wat_een_bsn_kan_hebben(
        self, rollen: Rolverdeling
    ) -> None:
        koppeling = voeg_toe(factories.begin(rollen), rollen, upload=upload("111222333.pdf", INHOUD))
        services.document_verwijderen(aanvraagdocument=koppeling, door=rollen.aanvrager, op=na(1))

        assert Dossierdocument.objects.get().is_vernietigd


class TestVervangen:
    def test_een_nieuw_bestand_komt_op_de_plaats_van_het_oude(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        oud = _toegevoegd(aanvraag, rollen, soort="onderzoek")

        nieuw = services.document_vervangen(
            aanvraagdocument=oud,
            upload=factories.upload("nieuw.pdf", maak_pdf_met_tekst(["Nieuw"])),
            door=rollen.aanvrager,
            op=OP,
        )

        oud.document.refresh_from_db()
        assert [rij.document.naam for rij in aanvraag.documenten.all()] == ["nieuw.pdf"]
        assert nieuw.document.soort == "onderzoek"  # the kind stays
        assert oud.document.vervallen_op == OP

    def test_een_geweigerd_bestand_laat_het_oude_staan(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)
        oud = _toegevoegd(aanvraag, rollen)

        with pytest.raises(BestandGeweigerd):
            services.document_vervangen(
                aanvraagdocument=oud,
                upload=factories.upload("x.exe", b"MZ" * 99),
                door=rollen.aanvrager,
                op=OP,
            )
        assert aanvraag.documenten.get() == oud

    def test_wat_is_ingediend_wordt_niet_vervangen(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.ingediend(rollen)
        oud = aanvraag.documenten.order_by("id")[0]

        with pytest.raises(NietToegestaan):
            services.document_vervangen(
                aanvraagdocument=oud,
                upload=factories.upload("nieuw.pdf", maak_pdf_met_tekst(["Nieuw"])),
                door=rollen.aanvrager,
                op=OP,
            )

    def test_de_soort_kiest_de_school_alleen_waar_de_vraag_dat_openlaat(self, rollen: Rolverdeling) -> None:
        aanvraag = factories.begin(rollen)

        assert (
            _toegevoegd(aanvraag, rollen, soort="deskundigenverslag").document.soort == "deskundigenverslag"
        )
        assert _toegevoegd(aanvraag, rollen, vraag="opp", soort="overig").document.soort == "opp"
        assert _toegevoegd(aanvraag, rollen, naam="b.pdf", soort="onzin").document.soort == "overig"

    def test_de_pagina_vervangt_en_zegt_wat_er_mis_is(
        self, rollen: Rolverdeling, als: Any, op_moment: Any
    ) -> None:
        with op_moment(OP):
            aanvraag = factories.begin(rollen)
            oud, school = _toegevoegd(aanvraag, rollen), als(rollen.aanvrager)
            pagina = reverse("tlv:document_vervangen", args=[aanvraag.sleutel, oud.document.sleutel])

            leeg = school.post(pagina, {})
            fout = school.post(pagina, {"bestand": factories.upload("x.exe", b"MZ" * 99)})
            goed = school.post(
                pagina, {"bestand": factories.upload("nieuw.pdf", maak_pdf_met_tekst(["Nieuw"]))}
            )

        assert "Kies eerst een bestand." in leeg.content.decode()
        assert fout.status_code == 422
        assert goed.url.endswith("#bestanden-overig")
        assert aanvraag.documenten.get().document.naam == "nieuw.pdf"


def _toegevoegd(
    aanvraag: Any, rollen: Rolverdeling, *, vraag: str = "overig", naam: str = "oud.pdf", soort: str = ""
) -> Any:
    return services.document_toevoegen(
        aanvraag=aanvraag,
        vraag=vraag,
        upload=factories.upload(naam, maak_pdf_met_tekst([naam, vraag])),
        door=rollen.aanvrager,
        op=OP,
        soort=soort,
    )
