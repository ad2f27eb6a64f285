"""The declared permission, the scope, and what happens when one is forgotten."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from leerlingen.models import Leerling
from swv.permissions import GeenToegang, NietToegestaan, eis, haal, mag, openbaar, vereist
from swv.rollen import PERMISSIES, ROLLEN
from tests.conftest import Spelers
from tests.factories import GebruikerFactory, LeerlingFactory, RoltoekenningFactory

pytestmark = pytest.mark.django_db


def verzoek(user: object) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    return request


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_rol_mag_precies_wat_de_rol_zegt(rol: str) -> None:
    user = GebruikerFactory(rol=rol)
    assert {p for p in PERMISSIES if mag(user, p)} == ROLLEN[rol].permissies


def test_mag_kent_alleen_bestaande_rechten() -> None:
    with pytest.raises(ValueError, match="opeten"):
        mag(GebruikerFactory(rol="school"), "leerling.opeten")


def test_wie_niet_is_ingelogd_mag_niets() -> None:
    assert not mag(AnonymousUser(), "leerling.inzien")  # type: ignore[arg-type]


def test_uitgezet_account_mag_niets() -> None:
    assert not mag(GebruikerFactory(rol="directeur", is_active=False), "tlv.besluiten")


def test_rol_geldt_alleen_in_haar_periode(op_moment) -> None:  # type: ignore[no-untyped-def]
    user = GebruikerFactory()
    RoltoekenningFactory(
        gebruiker=user, rol="directeur", geldig_vanaf="2026-09-01", geldig_tot_en_met="2026-09-30"
    )
    for dag, verwacht in (
        ("2026-08-31", False),
        ("2026-09-01", True),
        ("2026-09-30", True),
        ("2026-10-01", False),
    ):
        user.__dict__.pop("toekenningen", None), user.__dict__.pop("permissies", None)
        with op_moment(f"{dag} 12:00+02:00"):
            assert mag(user, "tlv.besluiten") is verwacht, dag


def test_eis_geeft_een_reden_in_gewone_taal() -> None:
    with pytest.raises(NietToegestaan, match="rol") as fout:
        eis(GebruikerFactory(rol="bestuur"), "leerling.inzien")
    assert fout.value.reden.endswith(".")


def test_vereist_weigert_en_laat_door() -> None:
    @vereist("leerling.inzien", "norm.inzien")
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("ja")

    assert view.permissies == {"leerling.inzien", "norm.inzien"}  # type: ignore[attr-defined]
    assert view(verzoek(GebruikerFactory(rol="school"))).content == b"ja"
    with pytest.raises(NietToegestaan):
        view(verzoek(GebruikerFactory(rol="toezicht")))


@pytest.mark.parametrize("rechten", [(), ("bestaat.niet",)])
def test_vereist_zonder_bestaand_recht_faalt_bij_het_laden(rechten: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="permission"):
        vereist(*rechten)


def test_openbaar_zegt_dat_geen_login_nodig_is() -> None:
    view = openbaar(lambda _request: HttpResponse())
    assert view.permissies == frozenset()  # type: ignore[attr-defined]
    assert view.login_required is False  # type: ignore[attr-defined]


def test_haal_buiten_het_bereik_bestaat_niet(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    assert haal(Leerling.objects, verzoek(spelers.coordinator_school), leerling.sleutel) == leerling
    for sleutel in (leerling.sleutel, uuid4()):
        with pytest.raises(GeenToegang):
            haal(Leerling.objects, verzoek(spelers.buitenstaander), sleutel)
    assert issubclass(GeenToegang, Http404)


def test_haal_noteert_de_inzage(spelers: Spelers) -> None:
    leerling = LeerlingFactory(school=spelers.school)
    request = verzoek(spelers.medewerker)
    haal(Leerling.objects, request, leerling.sleutel)
    assert request._inzage[0] == {leerling.sleutel}  # type: ignore[attr-defined]
