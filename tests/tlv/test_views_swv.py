"""The SWV's pages of a request: judge, ask, advise, decide, send, objection."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import GebruikerFactory
from tests.tlv import factories
from tests.tlv.factories import Rolverdeling, na
from tlv import services
from tlv.enums import Aanvraagstatus, Adviesstatus, Beroep, Uitkomst
from tlv.models import Aanvraag, Besluit, Deskundigenadvies, Herstelverzoek
from tlv.tasks import laat_herstel_verlopen

Als = Callable[..., Client]
A = Aanvraagstatus


@pytest.fixture(autouse=True)
def _klok(rollen: Rolverdeling, op_moment: Any) -> Iterator[None]:
    with op_moment(na(1)):
        yield


@pytest.fixture
def administratie(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.administratie)


@pytest.fixture
def directeur(rollen: Rolverdeling, als: Als) -> Client:
    return als(rollen.directeur)


def adres(naam: str, aanvraag: Aanvraag, *meer: Any) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.sleutel, *meer])


def primair(inhoud: str) -> int:
    return inhoud.partition("<main")[2].count("knop-primair")


def pagina(client: Client, aanvraag: Aanvraag) -> str:
    antwoord = client.get(adres("aanvraag", aanvraag))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def uitbrengen(**anders: str) -> dict[str, str]:
    velden = {"versie": "1", "beroep": "orthopedagoog", "conclusie": "positief"}
    velden |= {"motivering": "Een kleine groep past bij deze leerling.", "uitbrengen": "ja"}
    return (
        velden
        | dict.fromkeys(("niet_bij_aanvraag", "niet_in_dienst_school", "niet_begeleider"), "on")
        | anders
    )


def toekennen(**anders: str) -> dict[str, str]:
    velden = {"uitkomst": "toegekend", "categorie": "L", "motivering": "Goed onderbouwd."}
    return velden | {"ingangsdatum": "2027-08-01", "einddatum": "2028-07-31"} | anders


# --- the page -------------------------------------------------------------------------------------


def test_de_pagina_zegt_bij_elke_stand_wat_er_nu_gebeurt(rollen: Rolverdeling, als: Als) -> None:
    administratie, directeur = als(rollen.administratie), als(rollen.directeur)
    aanvraag = factories.ingediend(rollen)
    assert "Beoordeel of alles er is." in pagina(administratie, aanvraag)
    assert "De procesondersteuner beoordeelt of alles er is." in pagina(directeur, aanvraag)

    services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(0))
    assert "Er zijn twee deskundigen nodig. Vraag hen hieronder om advies." in pagina(administratie, aanvraag)

    factories.adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG)
    assert "Er is nog een tweede deskundige nodig." in pagina(directeur, aanvraag)

    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    assert "U kunt een besluit nemen." in pagina(directeur, aanvraag)
    assert "Volgens de mandaatregeling beslist de directeur-bestuurder" in pagina(administratie, aanvraag)

    besluit = factories.besluit(rollen, aanvraag)
    assert "Verzend de brieven" in pagina(administratie, aanvraag)

    factories.maak_bekend(besluit, rollen)
    assert "U hoeft niets te doen. Bezwaar kan tot en met" in pagina(administratie, aanvraag)


def test_hoogstens_een_primaire_knop(rollen: Rolverdeling, administratie: Client, directeur: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    assert primair(pagina(administratie, aanvraag)) == 1
    services.compleet_verklaren(aanvraag=aanvraag, door=rollen.administratie, op=na(0))
    assert primair(pagina(administratie, aanvraag)) == 1
    factories.adviseer(aanvraag, rollen, rollen.orthopedagoog, Beroep.ORTHOPEDAGOOG)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    assert primair(pagina(directeur, aanvraag)) == 1
    factories.maak_brieven(factories.besluit(rollen, aanvraag))
    assert primair(pagina(administratie, aanvraag)) <= 1


def test_wie_niet_beslist_leest_geen_controle_over_zichzelf(
    rollen: Rolverdeling, administratie: Client, directeur: Client
) -> None:
    aanvraag = factories.ingediend(rollen)

    assert "U mag dit besluit nemen" not in pagina(administratie, aanvraag)
    assert "U mag dit besluit nemen" in pagina(directeur, aanvraag)


def test_een_concept_bestaat_niet_voor_het_swv(rollen: Rolverdeling, administratie: Client) -> None:
    assert administratie.get(adres("aanvraag", factories.begin(rollen))).status_code == 404


def test_beheer_komt_er_niet_in(rollen: Rolverdeling, als: Als) -> None:
    aanvraag = factories.ingediend(rollen)

    assert als(GebruikerFactory(rol="beheer")).get(adres("aanvraag", aanvraag)).status_code == 403


# --- completeness -----------------------------------------------------------------------------------


def test_de_voorgestelde_hersteltermijn_zegt_hoe_zij_is_berekend(
    rollen: Rolverdeling, administratie: Client
) -> None:
    inhoud = administratie.get(adres("herstel_vragen", factories.ingediend(rollen))).content.decode()

    assert "Hoe is de voorgestelde datum berekend?" in inhoud
    assert "Om aanvulling gevraagd op 3 november 2026." in inhoud
    assert 'value="2026-11-17"' in inhoud


def test_om_aanvulling_vragen(rollen: Rolverdeling, administratie: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    velden = {
        "kies_leerjaar": "on",
        "wat_leerjaar": "Welke groep?",
        "hersteltermijn_tot_en_met": "2026-11-20",
    }

    antwoord = administratie.post(adres("herstel_vragen", aanvraag), velden, follow=True)

    assert "De klok staat stil" in antwoord.content.decode()
    assert "De school vult aan, uiterlijk 20 november 2026." in antwoord.content.decode()
    assert Herstelverzoek.objects.get().punten.get().toelichting == "Welke groep?"


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies minstens één onderdeel"),
        ({"kies_leerjaar": "on"}, "Schrijf wat de school moet aanvullen."),
        (
            {
                "kies_leerjaar": "on",
                "wat_leerjaar": "Blijft staan.",
                "hersteltermijn_tot_en_met": "2026-11-03",
            },
            "ten minste tot morgen",
        ),
    ],
)
def test_om_aanvulling_vragen_zegt_wat_ontbreekt(
    velden: dict[str, str], zin: str, rollen: Rolverdeling, administratie: Client
) -> None:
    aanvraag = factories.ingediend(rollen)

    antwoord = administratie.post(
        adres("herstel_vragen", aanvraag), {"hersteltermijn_tot_en_met": "2026-11-20"} | velden
    )

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert velden.get("wat_leerjaar", "") in antwoord.content.decode()
    assert not Herstelverzoek.objects.exists()


def test_een_verzoek_intrekken_laat_de_klok_weer_lopen(rollen: Rolverdeling, administratie: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen)

    leeg = administratie.post(adres("herstel_intrekken", aanvraag), {"reden": " "})
    administratie.post(adres("herstel_intrekken", aanvraag), {"reden": "Al ontvangen per post."})

    assert leeg.status_code == 422
    aanvraag.refresh_from_db()
    assert aanvraag.status == A.INGEDIEND


def test_het_antwoord_van_de_school_staat_bij_het_gevraagde(
    rollen: Rolverdeling, administratie: Client
) -> None:
    aanvraag = factories.ingediend(rollen)
    verzoek = factories.vraag_aanvulling(aanvraag, rollen)
    factories.beantwoord(verzoek, rollen, op=na(0), leerjaar="Groep acht")
    nog_niet = pagina(administratie, aanvraag)
    services.herstel_afronden(herstelverzoek=verzoek, door=rollen.aanvrager, op=na(0))

    assert "Groep acht" not in nog_niet  # typed, not sent in: still the school's own
    assert "Groep acht" in pagina(administratie, aanvraag)


def test_compleet_kan_alleen_met_post_en_door_een_beoordelaar(
    rollen: Rolverdeling, administratie: Client, directeur: Client
) -> None:
    aanvraag = factories.ingediend(rollen)

    assert administratie.get(adres("compleet", aanvraag)).status_code == 405
    assert directeur.post(adres("compleet", aanvraag)).status_code == 403
    assert administratie.post(adres("compleet", aanvraag)).status_code == 302
    tweede = administratie.post(adres("compleet", aanvraag))
    assert tweede.status_code == 403
    assert "de status is nu" in tweede.content.decode()


# --- advice -----------------------------------------------------------------------------------------


def test_een_deskundige_vragen_en_weer_intrekken(rollen: Rolverdeling, administratie: Client) -> None:
    aanvraag = factories.compleet(rollen)
    keuze = {"deskundige": rollen.arts.pk}

    administratie.post(adres("deskundige", aanvraag), keuze)
    dubbel = administratie.post(adres("deskundige", aanvraag), keuze, follow=True)
    advies = aanvraag.adviezen.get()
    weg = adres("toewijzing_intrekken", aanvraag, advies.sleutel)
    administratie.post(weg, {"reden": "Op vakantie."})

    assert "melding-fout" in dubbel.content.decode()
    advies.refresh_from_db()
    assert advies.status == Adviesstatus.INGETROKKEN


def test_een_deskundige_ziet_de_aanvraag_tot_het_advies(rollen: Rolverdeling, als: Als) -> None:
    aanvraag = factories.compleet(rollen)
    arts = als(rollen.arts)
    assert arts.get(adres("aanvraag", aanvraag)).status_code == 404

    services.deskundige_toewijzen(
        aanvraag=aanvraag, deskundige=rollen.arts, door=rollen.administratie, op=na(0)
    )
    inhoud = pagina(arts, aanvraag)
    assert "Advies geven" in inhoud
    assert "Tijdlijn" not in inhoud

    antwoord = arts.post(adres("advies", aanvraag), uitbrengen(beroep="arts"), follow=True)
    assert "Uw advies is uitgebracht" in antwoord.content.decode()
    for naam in ("aanvraag", "advies"):
        assert arts.get(adres(naam, aanvraag)).status_code == 404
    document = aanvraag.documenten.first()
    assert document is not None
    assert arts.get(adres("document", aanvraag, document.document.sleutel)).status_code == 404
    assert arts.get(reverse("leerlingen:detail", args=[rollen.leerling.sleutel])).status_code == 404


def gevraagd(rollen: Rolverdeling) -> Deskundigenadvies:
    return services.deskundige_toewijzen(
        aanvraag=factories.compleet(rollen), deskundige=rollen.arts, door=rollen.administratie, op=na(0)
    )


def test_een_half_advies_wordt_bewaard_maar_niet_uitgebracht(rollen: Rolverdeling, als: Als) -> None:
    advies = gevraagd(rollen)
    arts = als(rollen.arts)

    bewaard = arts.post(adres("advies", advies.aanvraag), {"versie": "1", "motivering": "Begin."})
    geweigerd = arts.post(
        adres("advies", advies.aanvraag), {"versie": "2", "motivering": "Begin en meer.", "uitbrengen": "ja"}
    )

    advies.refresh_from_db()
    assert bewaard.status_code == 302
    assert geweigerd.status_code == 422
    assert "Vul uw beroep" in geweigerd.content.decode()
    assert "Begin en meer." in geweigerd.content.decode()
    assert (advies.status, advies.motivering) == (Adviesstatus.GEVRAAGD, "Begin en meer.")
    assert f'name="versie" value="{advies.versie}"' in geweigerd.content.decode()


def test_een_advies_in_twee_tabbladen(rollen: Rolverdeling, als: Als) -> None:
    advies = gevraagd(rollen)
    arts = als(rollen.arts)
    arts.post(adres("advies", advies.aanvraag), {"versie": "1", "motivering": "Uit tabblad een."})

    botsing = arts.post(adres("advies", advies.aanvraag), {"versie": "1", "motivering": "Uit tabblad twee."})
    stil = arts.post(adres("advies_bewaren", advies.aanvraag), {"versie": "1", "motivering": "Uit drie."})

    assert botsing.status_code == 409
    assert "Uit tabblad een." in botsing.content.decode()
    assert "Uit tabblad twee." in botsing.content.decode()
    assert stil.status_code == 409


# --- decision ---------------------------------------------------------------------------------------


def test_besluit_nemen(rollen: Rolverdeling, directeur: Client) -> None:
    aanvraag = factories.geadviseerd(rollen)

    formulier = directeur.get(adres("besluit", aanvraag)).content.decode()
    antwoord = directeur.post(adres("besluit", aanvraag), toekennen(), follow=True)

    assert "Eigen oordeel van de arts." in formulier  # the proposal begins with the advices
    assert "Het besluit is genomen" in antwoord.content.decode()
    besluit = Besluit.objects.get()
    assert besluit.verklaring.nummer in antwoord.content.decode()
    assert "wordt gemaakt" in antwoord.content.decode()


def test_een_fout_besluit_houdt_de_motivering(rollen: Rolverdeling, directeur: Client) -> None:
    aanvraag = factories.geadviseerd(rollen)

    zonder = directeur.post(adres("besluit", aanvraag), toekennen(categorie="", motivering="Blijft staan."))
    te_lang = directeur.post(adres("besluit", aanvraag), toekennen(einddatum="2028-06-30"))

    assert zonder.status_code == te_lang.status_code == 422
    assert "Vul dit in om de TLV toe te kennen." in zonder.content.decode()
    assert "Blijft staan." in zonder.content.decode()
    assert not Besluit.objects.exists()


def test_afwijzen_vraagt_geen_categorie(rollen: Rolverdeling, directeur: Client) -> None:
    aanvraag = factories.geadviseerd(rollen)

    directeur.post(
        adres("besluit", aanvraag), {"uitkomst": "afgewezen", "motivering": "De school kan dit zelf."}
    )

    besluit = Besluit.objects.get()
    assert (besluit.uitkomst, besluit.categorie, besluit.ingangsdatum) == (Uitkomst.AFGEWEZEN, "", None)


def test_een_pro_besluit_heeft_geen_einddatum(rollen: Rolverdeling, directeur: Client) -> None:
    aanvraag = factories.geadviseerd(rollen, soort=factories.Soort.PRO)
    velden = {
        "uitkomst": "toegekend",
        "categorie": "Nvt",
        "ingangsdatum": "2027-08-01",
        "motivering": "Past.",
    } | dict.fromkeys(("afwijking_pro_iq", "afwijking_pro_achterstand"), "Zie het rapport.")

    inhoud = directeur.get(adres("besluit", aanvraag)).content.decode()
    directeur.post(adres("besluit", aanvraag), velden)

    assert 'type="hidden" name="einddatum"' in inhoud
    assert Besluit.objects.get().einddatum is None


def test_wie_niet_mag_beslissen_krijgt_geen_formulier(rollen: Rolverdeling, als: Als) -> None:
    """By its address too: the reason of the mandate table instead of a form that cannot work."""
    aanvraag = factories.geadviseerd(rollen)
    coordinator = als(GebruikerFactory(rol="coordinator"))

    inhoud = coordinator.get(adres("besluit", aanvraag)).content.decode()

    assert "Volgens de mandaatregeling beslist de directeur" in inhoud
    assert "Besluit vastleggen" not in inhoud
    assert coordinator.post(adres("besluit", aanvraag), toekennen()).status_code == 403
    assert not Besluit.objects.exists()


def test_welk_beroep_nog_nodig_is_staat_er_vooraf(
    rollen: Rolverdeling, administratie: Client, als: Als
) -> None:
    """Two experts from one list carry no decision: it is said at the choice and at the advice."""
    aanvraag = factories.compleet(rollen)
    keuze = pagina(administratie, aanvraag)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    services.deskundige_toewijzen(
        aanvraag=aanvraag, deskundige=rollen.orthopedagoog, door=rollen.administratie, op=na(0)
    )

    nodig = "Er is nog een advies nodig van een orthopedagoog of psycholoog."
    assert "Een van de twee adviezen is van een orthopedagoog of psycholoog" in keuze
    assert nodig in pagina(administratie, aanvraag)
    assert nodig in als(rollen.orthopedagoog).get(adres("advies", aanvraag)).content.decode()


def test_een_beroep_dat_niet_past_wordt_niet_uitgebracht(rollen: Rolverdeling, als: Als) -> None:
    """Before it is final: otherwise the request is stuck until a third expert is found."""
    aanvraag = factories.compleet(rollen)
    factories.adviseer(aanvraag, rollen, rollen.arts, Beroep.ARTS)
    advies = services.deskundige_toewijzen(
        aanvraag=aanvraag, deskundige=rollen.orthopedagoog, door=rollen.administratie, op=na(0)
    )
    deskundige = als(rollen.orthopedagoog)

    geweigerd = deskundige.post(adres("advies", aanvraag), uitbrengen(beroep="pedagoog"))
    advies.refresh_from_db()

    assert geweigerd.status_code == 422
    assert "Met uw beroep erbij kan het samenwerkingsverband niet beslissen" in geweigerd.content.decode()
    assert (advies.status, advies.motivering) == (
        Adviesstatus.GEVRAAGD,
        "Een kleine groep past bij deze leerling.",
    )


def test_zonder_adviezen_kan_er_geen_besluit(rollen: Rolverdeling, directeur: Client) -> None:
    inhoud = directeur.get(adres("besluit", factories.compleet(rollen))).content.decode()

    assert "U kunt nu geen besluit nemen" in inhoud
    assert "<textarea" not in inhoud


def test_niet_in_behandeling_na_een_verlopen_hersteltermijn(
    rollen: Rolverdeling, als: Als, op_moment: Any
) -> None:
    """Awb 4:5: only after a chance to complete, and within four weeks after it."""
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen, dagen=7)
    with op_moment(na(9)):
        laat_herstel_verlopen()
        directeur = als(rollen.directeur)
        inhoud = directeur.get(adres("besluit", aanvraag)).content.decode()
        directeur.post(
            adres("besluit", aanvraag),
            {"uitkomst": "niet_behandeld", "motivering": "De aanvulling bleef uit."},
        )

    assert "Toegekend" not in inhoud
    assert "Niet in behandeling nemen kan tot en met" in inhoud
    assert Besluit.objects.get().uitkomst == Uitkomst.NIET_BEHANDELD


# --- a number that can be a BSN in a text that becomes final --------------------------------------------

BSN = "Het nummer is 111222333."


def stuur_tweemaal(client: Client, adres_: str, velden: dict[str, str], veld: str) -> str:
    """The first time refused with the text kept; the second time, with what the page adds, it goes."""
    geweigerd = client.post(adres_, velden)
    inhoud = geweigerd.content.decode()
    assert geweigerd.status_code == 422
    assert BSN in inhoud
    assert f'name="bsn_gezien" value="{veld}"' in inhoud
    assert client.post(adres_, velden | {"bsn_gezien": veld}).status_code == 302
    return inhoud


def test_een_bsn_in_de_motivering_van_een_besluit(rollen: Rolverdeling, directeur: Client) -> None:
    aanvraag = factories.geadviseerd(rollen)

    inhoud = stuur_tweemaal(directeur, adres("besluit", aanvraag), toekennen(motivering=BSN), "motivering")

    assert "Motivering: Hierin staat een getal dat een burgerservicenummer (BSN) kan zijn." in inhoud
    assert Besluit.objects.get().motivering == BSN


def test_een_bsn_in_een_reden(rollen: Rolverdeling, administratie: Client) -> None:
    aanvraag = factories.ingediend(rollen)
    factories.vraag_aanvulling(aanvraag, rollen)

    stuur_tweemaal(administratie, adres("herstel_intrekken", aanvraag), {"reden": BSN}, "reden")


def test_een_bsn_bij_een_bezwaar(rollen: Rolverdeling, administratie: Client) -> None:
    besluit = factories.maak_bekend(factories.besluit(rollen), rollen)
    velden = {"indiener": BSN, "ontvangen_op": factories.DAG.isoformat()}

    stuur_tweemaal(administratie, adres("bezwaar", besluit.aanvraag), velden, "indiener")

    assert besluit.bezwaren.get().indiener == BSN


def test_een_bsn_in_een_advies_blijft_een_concept(rollen: Rolverdeling, als: Als) -> None:
    """Keeping a draft only warns; giving the advice asks once more, and what was typed is kept meanwhile."""
    aanvraag = factories.compleet(rollen)
    rij = services.deskundige_toewijzen(
        aanvraag=aanvraag, deskundige=rollen.orthopedagoog, door=rollen.administratie, op=na(0)
    )
    client, velden = als(rollen.orthopedagoog), uitbrengen(motivering=BSN)

    assert client.post(adres("advies", aanvraag), velden).status_code == 422
    rij.refresh_from_db()
    assert (rij.motivering, rij.status) == (BSN, Adviesstatus.GEVRAAGD)

    velden |= {"versie": str(rij.versie), "bsn_gezien": "motivering"}
    assert client.post(adres("advies", aanvraag), velden).status_code == 302
    rij.refresh_from_db()
    assert rij.status == Adviesstatus.UITGEBRACHT
