"""Comparing prepared lists with known differences: offer, compare, decide, undo; nothing happens by itself."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from leerlingen.models import Leerling
from swv.enums import Importfase
from swv.imports import runs
from swv.imports.fouten import Importfout
from swv.models import Gebeurtenis, Gebied, Importrun, Inzage
from swv.permissions import NietToegestaan
from tests.factories import GebruikerFactory, LeerlingFactory, SchoolFactory
from tests.thuiszitters import factories
from tests.thuiszitters.factories import BEGONNEN, OP, Rolverdeling, na
from tests.thuiszitters.paginahulp import aantal_vragen, stuur, zichtbaar
from thuiszitters import services
from thuiszitters.enums import Herkomst, Lijstgroep, Meldingstatus, Regelbesluit
from thuiszitters.models import Lijstkolom, Lijstregel, Melding, Traject

Als = Callable[..., Client]
BSN = "111222333"  # passes the elfproef; nobody has it
KOP = "Leerling;Geboortedatum;School;Thuis sinds;Soort verzuim;BSN"


@pytest.fixture
def register(rollen: Rolverdeling) -> dict[str, Traject]:
    """Six children of one gemeente at home, each for one kind of difference."""
    namen = {
        "gelijk": ("Noor", "Vos"),
        "later": ("Sem", "Das"),
        "gespeld": ("Julia", "Öztürk"),
        "verwisseld": ("Daan", "Bok"),
        "twijfel": ("Roos", "Haas"),
        "weg": ("Tijn", "Wolf"),
    }
    return {
        naam: factories.traject(
            factories.nog_een(rollen, roepnaam=roep, achternaam=achter, geboortedatum=date(2012, 5, 6 + nr))
        )
        for nr, (naam, (roep, achter)) in enumerate(namen.items())
    }


def regels(rollen: Rolverdeling) -> list[str]:
    school = rollen.school.naam
    return [
        KOP,
        f"Vos, Noor;06-05-2012;{school};{BEGONNEN:%d-%m-%Y};relatief;{BSN}",
        f"Das, Sem;07-05-2012;{school};12-10-2026;ziek;{BSN}",
        f"Ozturk, Julja;2012-05-08;{school};;;{BSN}",
        f"Bok, Daan;05-09-2012;{school};;;{BSN}",
        f"Haas, Rosa;10-11-2012;{school};;;{BSN}",
        f"Nieuwland, Isa van;01-02-2013;{school};01-11-2026;relatief;{BSN}",
        f"Vos, Noor;06-05-2012;{school};;;{BSN}",
        f"Zeeman, Kim;;{school};;;",
        "Totaal;;;;;6",
    ]


@pytest.fixture
def pad(rollen: Rolverdeling, tmp_path: Path, settings: Any) -> Path:
    settings.SWV_DATA = tmp_path
    bestand = tmp_path / "lijst.csv"
    bestand.write_text("\n".join(regels(rollen)), "utf-8")
    return bestand


def bied_aan(pad: Path, rollen: Rolverdeling, **anders: Any) -> tuple[Importrun, bool]:
    basis = {"bron": "leerplicht", "school": None, "gemeente": "Proefstad", "door": rollen.ect, "op": OP}
    return services.bied_aan(pad, naam="lijst.csv", **(basis | anders))


@pytest.fixture
def run(pad: Path, rollen: Rolverdeling, register: dict[str, Traject]) -> Importrun:
    aangeboden, _nieuw = bied_aan(pad, rollen)
    return services.vergelijken(aangeboden, keuze=aangeboden.gegevens["keuze"], door=rollen.ect, op=OP)


def regel_van(run: Importrun, achternaam: str) -> Lijstregel:
    return Lijstregel.objects.get(run=run, achternaam=achternaam, groep__in=set(Lijstgroep.values) - {"fout"})


def foto() -> Any:
    """What comparing may not change."""
    return [list(model.objects.order_by("pk").values()) for model in (Traject, Melding, Leerling)]


# --- offering and comparing -------------------------------------------------------------------------------------


def test_van_een_bsn_blijft_niets_over(pad: Path, rollen: Rolverdeling) -> None:
    run, nieuw = bied_aan(pad, rollen)
    assert nieuw
    assert run.gegevens["weggelaten"] == ["BSN"]
    assert BSN not in runs.bestand_van(run).read_text()
    assert BSN not in str(vars(run))


def test_een_lijst_met_bekende_verschillen(run: Importrun, register: dict[str, Traject]) -> None:
    gevonden = {rij.achternaam: rij for rij in run.lijstregels.exclude(groep="fout")}
    groepen = {naam: str(rij.groep) for naam, rij in gevonden.items()}
    assert groepen == {
        "Vos": "in_beide",
        "Das": "verschilt",
        "Ozturk": "verschilt",
        "Bok": "verschilt",
        "Haas": "verschilt",
        "Nieuwland": "alleen_lijst",
        "Zeeman": "alleen_lijst",
        "Wolf": "alleen_hier",
    }
    assert [wat for wat, _, _ in gevonden["Das"].verschillen] == ["Thuis sinds", "Soort verzuim"]
    assert gevonden["Das"].verschillen[1] == ["Soort verzuim", "Ziekgemeld", "Relatief verzuim"]
    assert [wat for wat, _, _ in gevonden["Ozturk"].verschillen] == ["Roepnaam"], "accents are no difference"
    assert "Dag en maand van de geboortedatum zijn verwisseld" in gevonden["Bok"].redenen
    assert gevonden["Haas"].verschillen[0] == ["Is dit dezelfde leerling?", "Rosa Haas", "Roos Haas"]
    assert gevonden["Vos"].score == 100
    assert gevonden["Wolf"].traject == register["weg"]
    fouten = list(
        run.lijstregels.filter(groep="fout").order_by("nummer").values_list("nummer", "toelichting")
    )
    assert [nummer for nummer, _ in fouten] == [8, 10]
    assert "ook op rij 2" in fouten[0][1]
    assert "regel met een totaal" in fouten[1][1]
    assert run.tellingen["alleen_lijst"] == 2


def test_vergelijken_verandert_niets_in_het_register(
    pad: Path, rollen: Rolverdeling, register: dict[str, Traject]
) -> None:
    voor = foto()
    run, _ = bied_aan(pad, rollen)
    services.vergelijken(run, keuze=run.gegevens["keuze"], door=rollen.ect, op=OP)
    assert foto() == voor


def test_dezelfde_lijst_twee_keer_verandert_niets(run: Importrun, pad: Path, rollen: Rolverdeling) -> None:
    voor = list(Lijstregel.objects.order_by("pk").values())
    weer, nieuw = bied_aan(pad, rollen)
    assert (weer, nieuw) == (run, False)
    assert list(Lijstregel.objects.order_by("pk").values()) == voor
    assert Importrun.objects.count() == 1
    with pytest.raises(Importfout, match="al verwerkt"):
        services.vergelijken(run, keuze=run.gegevens["keuze"], door=rollen.ect, op=OP)


def test_een_lijst_van_een_school_mist_niemand_van_een_andere(
    pad: Path, rollen: Rolverdeling, register: dict[str, Traject]
) -> None:
    elders = factories.traject(
        Rolverdeling(
            **{
                **vars(rollen),
                "school": (school := SchoolFactory()),
                "leerling": LeerlingFactory(school=school),
            }
            | {"melder": GebruikerFactory(rol="school", school=school)}
        )
    )
    run, _ = bied_aan(pad, rollen, bron="school", school=rollen.school, gemeente="")
    services.vergelijken(run, keuze=run.gegevens["keuze"], door=rollen.ect, op=OP)
    hier = run.lijstregels.filter(groep=Lijstgroep.ALLEEN_HIER)
    assert [rij.traject for rij in hier] == [register["weg"]]
    assert elders not in {rij.traject for rij in run.lijstregels.all()}


def test_een_gekozen_kolom_wordt_onthouden(rollen: Rolverdeling, tmp_path: Path, settings: Any) -> None:
    settings.SWV_DATA = tmp_path
    eerste = tmp_path / "een.csv"
    eerste.write_text("Kind;Jarig;x\nVos, Noor;6-5-2012;1\n")
    run, _ = bied_aan(eerste, rollen)
    assert run.gegevens["keuze"] == {}
    with pytest.raises(Importfout, match="achternaam"):
        services.vergelijken(run, keuze={}, door=rollen.ect, op=OP)
    services.vergelijken(run, keuze={"naam": "Kind", "geboortedatum": "Jarig"}, door=rollen.ect, op=OP)
    tweede = tmp_path / "twee.csv"
    tweede.write_text("KIND;Jarig;x\nDas, Sem;6-5-2012;1\n")
    assert bied_aan(tweede, rollen)[0].gegevens["keuze"] == {"naam": "KIND", "geboortedatum": "Jarig"}
    assert Lijstkolom.objects.count() == 2


def test_alleen_wie_het_register_bijhoudt_vergelijkt(pad: Path, rollen: Rolverdeling) -> None:
    for wie in (rollen.melder, rollen.directeur):
        with pytest.raises(NietToegestaan):
            bied_aan(pad, rollen, door=wie)
    assert not Lijstregel.objects.zichtbaar_voor(rollen.melder).exists()


# --- deciding -----------------------------------------------------------------------------------------------------


def melden(regel: Lijstregel, rollen: Rolverdeling, **anders: Any) -> Melding:
    basis = {"nieuwe_leerling": False, "categorie": "relatief", "eerste_verzuimdag": date(2026, 11, 1)}
    return services.regel_melden(regel=regel, door=rollen.ect, op=OP, **(basis | anders))


def test_wie_alleen_in_de_lijst_staat_krijgt_een_traject_langs_een_melding(
    run: Importrun, rollen: Rolverdeling
) -> None:
    regel = regel_van(run, "Nieuwland")
    melding = melden(regel, rollen)

    regel.refresh_from_db()
    assert (regel.status, regel.melding, regel.beslist_door) == (Regelbesluit.GEMELD, melding, rollen.ect)
    assert (melding.leerling.naam, melding.leerling.geboortedatum) == ("Isa van Nieuwland", date(2013, 2, 1))
    assert melding.herkomst == Herkomst.LEERPLICHT
    assert melding.leerling.inschrijvingen.get().school == rollen.school
    assert not Melding.objects.zichtbaar_voor(rollen.melder).filter(pk=melding.pk).exists()
    with pytest.raises(NietToegestaan, match="kan niet meer"):
        melden(regel, rollen)
    traject = services.oppakken(
        melding=melding,
        categorie="relatief",
        eerste_verzuimdag=melding.eerste_verzuimdag,
        regiehouder=rollen.ect,
        door=rollen.ect,
        op=OP,
    )
    assert traject.leerling == melding.leerling


def test_een_bekende_leerling_krijgt_geen_tweede_dossier(
    pad: Path, rollen: Rolverdeling, register: dict[str, Traject]
) -> None:
    bekend = LeerlingFactory(
        school=rollen.school,
        roepnaam="Isa",
        voorvoegsel="van",
        achternaam="Nieuwland",
        geboortedatum=date(2013, 2, 1),
    )
    run, _ = bied_aan(pad, rollen)
    services.vergelijken(run, keuze=run.gegevens["keuze"], door=rollen.ect, op=OP)
    regel = regel_van(run, "Nieuwland")
    assert (regel.leerling, regel.score, regel.groep) == (bekend, 100, Lijstgroep.ALLEEN_LIJST)
    assert melden(regel, rollen).leerling == bekend


def test_een_leerling_zonder_school_of_geboortedatum(run: Importrun, rollen: Rolverdeling) -> None:
    regel = regel_van(run, "Zeeman")
    with pytest.raises(NietToegestaan, match="geboortedatum"):
        melden(regel, rollen)
    regel.school = None
    regel.save(update_fields=["school"])
    melding = melden(regel, rollen, geboortedatum=date(2014, 1, 1), categorie="absoluut")
    assert (melding.school, melding.leerling.inschrijvingen.count()) == (None, 0)


def test_wie_al_zeker_in_het_register_staat_wordt_niet_gemeld(run: Importrun, rollen: Rolverdeling) -> None:
    with pytest.raises(NietToegestaan, match="staat al in het register"):
        melden(regel_van(run, "Vos"), rollen)


def test_koppelen_verschil_negeren_en_opnieuw_beslissen(
    run: Importrun, rollen: Rolverdeling, register: dict[str, Traject]
) -> None:
    voor = foto()
    doe: dict[str, Any] = {"door": rollen.ect, "op": OP}
    services.regel_koppelen(regel=regel_van(run, "Haas"), traject=register["twijfel"], **doe)
    services.regel_verschil(regel=regel_van(run, "Das"), toelichting="Leerplicht zoekt het uit.", **doe)
    services.regel_negeren(
        regel=regel_van(run, "Wolf"), toelichting="Woont net in een andere gemeente.", **doe
    )
    assert Counter(run.lijstregels.values_list("status", flat=True))["open"] == run.lijstregels.count() - 3
    assert foto() == voor, "a decision alone overwrites nothing"
    assert Gebeurtenis.objects.van(register["later"]).filter(soort="lijst").get().toelichting == (
        "Lijst van leerplicht: Leerplicht zoekt het uit."
    )
    services.regel_heropenen(regel=regel_van(run, "Wolf"), **doe)
    assert regel_van(run, "Wolf").beslist_op is None
    with pytest.raises(NietToegestaan, match="Schrijf waarom"):
        services.regel_negeren(regel=regel_van(run, "Wolf"), toelichting=" ", **doe)
    with pytest.raises(NietToegestaan, match="hoort geen traject"):
        services.regel_verschil(regel=regel_van(run, "Nieuwland"), toelichting="x", **doe)


def test_een_afgesloten_traject_is_niet_te_koppelen(
    run: Importrun, rollen: Rolverdeling, register: dict[str, Traject]
) -> None:
    dicht = factories.sluit_af(register["gelijk"], rollen)
    with pytest.raises(NietToegestaan, match="nu loopt"):
        services.regel_koppelen(regel=regel_van(run, "Haas"), traject=dicht, door=rollen.ect, op=OP)


def test_de_database_kent_geen_besluit_zonder_moment(run: Importrun) -> None:
    regel = regel_van(run, "Das")
    for waarden in ({"status": "genegeerd"}, {"status": "gemeld", "beslist_op": OP}, {"score": 101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lijstregel.objects.filter(pk=regel.pk).update(**waarden)


# --- undoing ------------------------------------------------------------------------------------------------------


def test_terugdraaien_haalt_rijen_en_nieuwe_meldingen_weg(
    run: Importrun, pad: Path, rollen: Rolverdeling
) -> None:
    melding = melden(regel_van(run, "Nieuwland"), rollen)
    services.draai_terug(run, door=rollen.ect, op=na(1))
    run.refresh_from_db()
    melding.refresh_from_db()
    assert (run.fase, run.lijstregels.count()) == (Importfase.TERUGGEDRAAID, 0)
    assert melding.status == Meldingstatus.INGETROKKEN
    assert bied_aan(pad, rollen)[1], "the same list may be offered again"


def test_terugdraaien_kan_niet_als_er_een_traject_uit_kwam(run: Importrun, rollen: Rolverdeling) -> None:
    melding = melden(regel_van(run, "Nieuwland"), rollen)
    services.geen_traject(melding=melding, reden="Zit weer op school.", door=rollen.ect, op=OP)
    with pytest.raises(Importfout, match="al behandeld"):
        services.draai_terug(run, door=rollen.ect, op=na(1))
    assert run.lijstregels.exists()


# --- on the screen ------------------------------------------------------------------------------------------------


def laad_op(client: Client, inhoud: bytes, naam: str = "lijst.csv", **velden: str) -> Any:
    basis = {"bestand": SimpleUploadedFile(naam, inhoud), "bron": "leerplicht", "gemeente": "Proefstad"}
    return client.post(reverse("thuiszitters:lijsten"), basis | velden, follow=True)


@pytest.fixture
def gebied(rollen: Rolverdeling) -> None:
    Gebied.objects.create(pc4="9711", gemeente="Proefstad", naam="Stad")


def test_van_bestand_tot_besluit_op_het_scherm(
    pad: Path, rollen: Rolverdeling, register: dict[str, Traject], gebied: None, als: Als
) -> None:
    client = als(rollen.ect)
    kolommen = zichtbaar(laad_op(client, pad.read_bytes()))
    assert "niet bewaard: BSN" in kolommen
    assert BSN not in kolommen
    run = Importrun.objects.get()

    lijst = stuur(client, "thuiszitters:vergelijking", run.sleutel, **run.gegevens["keuze"])

    assert "7 te beslissen" in zichtbaar(lijst)
    pagina = zichtbaar(
        client.get(f"{reverse('thuiszitters:vergelijking', args=[run.sleutel])}?groep=verschilt")
    )
    assert "Score 100 van 100: zeker" in pagina
    assert "Geboortedatum gelijk" in pagina
    assert "Ziekgemeld" in pagina
    assert Inzage.objects.filter(gebruiker=rollen.ect, pagina="thuiszitters:vergelijking").exists()
    nieuw = regel_van(run, "Nieuwland")
    klaar = stuur(
        client,
        "thuiszitters:regel_melden",
        nieuw.sleutel,
        categorie="relatief",
        eerste_verzuimdag="2026-11-01",
    )
    assert "De melding is gemaakt." in zichtbaar(klaar)
    for naam, achternaam, zin in (
        ("regel_verschil", "Das", "Het verschil is vastgelegd."),
        ("regel_negeren", "Wolf", "De regel is genegeerd."),
    ):
        sleutel = regel_van(run, achternaam).sleutel
        assert stuur(client, f"thuiszitters:{naam}", sleutel, toelichting="").status_code == 422
        assert zin in zichtbaar(stuur(client, f"thuiszitters:{naam}", sleutel, toelichting="Nagevraagd."))
    twijfel = regel_van(run, "Haas").sleutel
    fout = stuur(client, "thuiszitters:regel_koppelen", twijfel, kenmerk="2627-9999")
    assert "loopt geen traject met dit nummer" in zichtbaar(fout)
    kenmerk = f"THZ {register['twijfel'].kenmerk}"
    assert "hoort nu bij" in zichtbaar(stuur(client, "thuiszitters:regel_koppelen", twijfel, kenmerk=kenmerk))
    weer = stuur(client, "thuiszitters:regel_heropenen", twijfel)
    assert "U kunt opnieuw over deze regel beslissen." in zichtbaar(weer)
    terug = stuur(client, "thuiszitters:vergelijking_terugdraaien", run.sleutel)
    assert "De vergelijking is teruggedraaid." in zichtbaar(terug)


def test_dezelfde_lijst_op_het_scherm_zegt_dat_zij_er_al_is(
    run: Importrun, pad: Path, rollen: Rolverdeling, gebied: None, als: Als
) -> None:
    assert "al eerder aangeboden" in zichtbaar(laad_op(als(rollen.ect), pad.read_bytes()))


@pytest.mark.parametrize(
    ("inhoud", "velden", "melding"),
    [
        (b"", {}, "Het bestand is leeg."),
        (b"%PDF-1.4 x", {}, "geen CSV-bestand"),
        (b"a;b\n1;2\n", {"gemeente": ""}, "Kies van welke gemeente"),
        (b"a;b\n1;2\n", {"bron": "school"}, "Kies van welke school"),
    ],
)
def test_een_lijst_die_niet_kan_zegt_waarom(
    inhoud: bytes, velden: dict[str, str], melding: str, rollen: Rolverdeling, gebied: None, als: Als
) -> None:
    antwoord = laad_op(als(rollen.ect), inhoud, **velden)
    assert antwoord.status_code == 422
    assert melding in zichtbaar(antwoord)


def test_niet_vergelijken_ruimt_het_bestand_op(
    pad: Path, rollen: Rolverdeling, als: Als, django_capture_on_commit_callbacks: Any
) -> None:
    run, _ = bied_aan(pad, rollen)
    with django_capture_on_commit_callbacks(execute=True):
        stuur(als(rollen.ect), "thuiszitters:vergelijking_vervallen", run.sleutel)
    assert not runs.bestand_van(run).exists()


def test_meer_rijen_kosten_niet_meer_vragen(run: Importrun, rollen: Rolverdeling, als: Als) -> None:
    client, adres = als(rollen.ect), reverse("thuiszitters:vergelijking", args=[run.sleutel])
    een = aantal_vragen(client, f"{adres}?groep=alleen_hier")
    assert aantal_vragen(client, f"{adres}?groep=verschilt") == een <= 10


def test_een_school_komt_er_niet_bij(run: Importrun, rollen: Rolverdeling, als: Als) -> None:
    for adres in (reverse("thuiszitters:lijsten"), reverse("thuiszitters:vergelijking", args=[run.sleutel])):
        assert als(rollen.melder).get(adres).status_code == 403
