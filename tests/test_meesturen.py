"""What is posted beside the fields of a form does nothing (eisen.md S3, OWASP mass assignment).

Every address of the matrix, as a role that may post there, gets a value for every column of every model of ours.
That must have exactly the effect of a POST with only the fields that the form of that address declares.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.forms import BaseForm
from django.test import Client

from swv.klok import nu
from swv.rollen import ROLLEN
from tests.test_rechten import Stelsel, recht, stelsel, te_vragen, werelden
from tests.voorbeelden import VOORBEELDEN

__all__ = ["stelsel", "werelden"]  # the two worlds of the matrix, as fixtures of this module too
pytestmark = pytest.mark.django_db
APPS = ("swv", "leerlingen", "ect", "tlv", "thuiszitters", "financien", "kwaliteit")
ROLVOLGORDE = ("school", "administratie", "ect", "directeur", "deskundige", "controller", "beheer", "fg")
SPOREN = {"swv.Inzage", "swv.Zegel"}
# With a number or key that does not go back when the test undoes its work.
NOOIT_GELIJK = {"dossiernummer", "gegevens", "pad", "password", "uniek"}  # a hash has its own salt
Rij = dict[str, Any]
Foto = dict[str, dict[Any, Rij]]
Gegevens = dict[str, Any]


def _modellen() -> list[type[models.Model]]:
    return [m for app in APPS for m in apps.get_app_config(app).get_models() if m._meta.label not in SPOREN]


def _waarden(veld: "models.Field[Any, Any]") -> list[str]:
    """What an attacker would post for this column."""
    match veld:
        case models.ForeignKey() | models.OneToOneField():
            andere = veld.related_model._default_manager.order_by("-pk").values_list("pk", flat=True)[:1]
            return [str(pk) for pk in andere]
        case models.BooleanField():
            return ["on"]
        case models.DateTimeField():
            return ["2031-01-02T10:00"]
        case models.DateField():
            return ["2031-01-02"]
        case models.IntegerField() | models.DecimalField():
            return ["7"]
        case models.UUIDField():
            return ["00000000-0000-4000-8000-000000000007"]
    return [str(code) for code, _label in veld.choices] if veld.choices else ["meegestuurd"]


def alles_wat_meekan() -> list[Gegevens]:
    """Every column of every model, under its name and under that of its number; several rounds of values."""
    per_naam: dict[str, list[str]] = {}
    for model in _modellen():
        for veld in model._meta.concrete_fields:
            for naam in {veld.name, veld.attname}:
                lijst = per_naam.setdefault(naam, [])
                lijst += [waarde for waarde in _waarden(veld) if waarde not in lijst]
    return [{naam: rij[ronde % len(rij)] for naam, rij in per_naam.items() if rij} for ronde in range(2)]


def _foto() -> Foto:
    return {
        m._meta.label: {rij["pk"]: rij for rij in m._default_manager.values("pk", *_kolommen(m))}
        for m in _modellen()
    }


def _kolommen(model: type[models.Model]) -> list[str]:
    """The columns that two equal POSTs fill alike."""
    return [
        veld.attname
        for veld in model._meta.concrete_fields
        if not isinstance(veld, models.AutoField | models.UUIDField) and veld.name not in NOOIT_GELIJK
    ]


def _verschil(voor: Foto, na: Foto) -> list[tuple[Any, ...]]:
    """What came, went or changed; the number of a new row is no difference."""
    uit: list[tuple[Any, ...]] = []
    for label, rijen in na.items():
        eerder = voor[label]
        verwijst = {
            f.attname: f.related_model._meta.label
            for f in apps.get_model(label)._meta.concrete_fields
            if f.related_model
        }
        for pk, rij in rijen.items():
            oud = eerder.get(pk)
            anders = {
                naam: _vergelijkbaar(waarde, voor.get(verwijst.get(naam, "")))
                for naam, waarde in rij.items()
                if naam != "pk" and (oud is None or oud[naam] != waarde)
            }
            if anders or oud is None:
                uit.append((label, pk if oud else "nieuw", sorted(anders.items(), key=str)))
        uit += [(label, pk, "weg") for pk in eerder.keys() - rijen.keys()]
    return sorted(uit, key=str)


def _vergelijkbaar(waarde: Any, doelen: dict[Any, Rij] | None) -> Any:
    """The moment of the POST is "now", a row that it made itself is "new"."""
    if isinstance(waarde, datetime) and abs(waarde - nu()) < timedelta(hours=1):
        return "nu"
    return "nieuw" if waarde and doelen is not None and waarde not in doelen else waarde


class Meekijker:
    """Notes which fields the forms of a request declare."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.namen: set[str] = set()
        echt = BaseForm.full_clean

        def full_clean(form: BaseForm) -> None:
            if form.is_bound:
                self.namen |= {form.add_prefix(naam) for naam in form.fields}
            echt(form)

        monkeypatch.setattr(BaseForm, "full_clean", full_clean)


def _wie(stelsel: Stelsel, naam: str, rechten: frozenset[str]) -> Iterator[str]:
    alleen = VOORBEELDEN[naam].alleen if naam in VOORBEELDEN else ""
    for rol in [alleen] if alleen else ROLVOLGORDE:
        if not rechten or not rechten.isdisjoint(ROLLEN[rol].permissies):
            yield rol


def _stuur(client: Client, adres: str, gegevens: Gegevens, voor: Foto) -> tuple[int, list[tuple[Any, ...]]]:
    """Post and undo; returns the status and what it changed."""
    with transaction.atomic():
        status = client.post(adres, gegevens).status_code
        verschil = _verschil(voor, _foto()) if status < 500 else []
        transaction.set_rollback(True)
    return status, verschil


def test_wat_niet_in_het_formulier_staat_doet_niets(
    stelsel: Stelsel, monkeypatch: pytest.MonkeyPatch, als: Any
) -> None:
    meekijker = Meekijker(monkeypatch)
    rondes, voor = alles_wat_meekan(), _foto()
    clienten = {rol: als(stelsel.eigen.gebruikers[rol], raise_request_exception=False) for rol in ROLLEN}
    geraakt: set[str] = set()
    for naam, deel in te_vragen():
        adres = stelsel.adres(naam, stelsel.eigen)
        basis = VOORBEELDEN[naam].post if naam in VOORBEELDEN else {}
        for rol in _wie(stelsel, naam, recht(deel)):
            for ronde in rondes:
                meekijker.namen.clear()
                status, alles = _stuur(clienten[rol], adres, ronde | basis, voor)
                if status in {403, 404, 405}:
                    break
                eigen = {veld: waarde for veld, waarde in ronde.items() if veld in meekijker.namen}
                _status, bedoeld = _stuur(clienten[rol], adres, eigen | basis, voor)
                geraakt |= {naam} if alles else set()
                if status >= 500 or alles != bedoeld:
                    stelsel.fout(naam, rol, status, [rij for rij in alles if rij not in bedoeld])
    assert stelsel.fouten == [], "\n".join(stelsel.fouten)
    assert len(geraakt) >= 10, "without forms that save something this proves nothing"
