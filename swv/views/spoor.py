"""For the FG: who looked at this pupil, what happened to it, and what one employee looked at.

The texts of events are not shown: the FG checks the use of dossiers, it does not read them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from swv import inzage
from swv.enums import Inzagesoort
from swv.models import Gebeurtenis, Gebruiker, Inzage
from swv.panelen import dossierregisters, paginanamen
from swv.permissions import GeenToegang, vereist
from swv.rollen import ROLLEN

GROOTTE = 50


class ZoekForm(forms.Form):
    dossiernummer = forms.CharField(max_length=20, label="Dossiernummer")

    def clean_dossiernummer(self) -> UUID:
        gevonden = vind_dossier(self.cleaned_data["dossiernummer"].strip().upper())
        if gevonden is None:
            raise forms.ValidationError("Er is geen dossier met dit nummer. Controleer de cijfers.")
        return gevonden


class NaamForm(forms.Form):
    """A parent who asks who looked comes with a name, not with a number."""

    wie = forms.CharField(
        max_length=80,
        label="Naam of geboortedatum van de leerling",
        error_messages={"required": "Vul een naam of geboortedatum in, bijvoorbeeld 14-5-2014."},
    )


@dataclass(frozen=True)
class Keek:
    """One row of `Inzage` in words."""

    op: Any
    wie: Gebruiker
    rollen: str
    pagina: str
    soort: str
    dossiers: list[tuple[UUID, str]]
    meer: int = 0


def vind_dossier(nummer: str) -> UUID | None:
    return next(filter(None, (register.vind(nummer) for register in dossierregisters)), None)


def zoek_dossiers(term: str) -> list[tuple[UUID, str]]:
    """Key and words of the pupils that this name or date of birth finds."""
    return [rij for register in dossierregisters for rij in register.zoek(term.strip())]


def dossiernummers(sleutels: Iterable[UUID]) -> dict[UUID, str]:
    gezocht = list(sleutels)
    return {k: v for register in dossierregisters for k, v in register.nummers(gezocht).items()}


@require_http_methods(["GET", "HEAD", "POST"])
@vereist("spoor.inzien")
def zoeken(request: HttpRequest) -> HttpResponse:
    """Ask for a dossier by number or name (posted: they stay out of addresses) or choose an employee.

    What a name finds leads to the trail alone, and is itself a look at those pupils.
    """
    op_naam = "wie" in request.POST
    form = ZoekForm(None if op_naam else request.POST or None)
    naamform = NaamForm(request.POST if op_naam else None)
    if form.is_valid():
        return redirect("spoor_leerling", sleutel=form.cleaned_data["dossiernummer"])
    gevonden = zoek_dossiers(naamform.cleaned_data["wie"]) if naamform.is_valid() else []
    inzage.noteer(request, [sleutel for sleutel, _woorden in gevonden], Inzagesoort.LIJST)
    context = {
        "form": form,
        "naamform": naamform,
        "gevonden": gevonden,
        "niets": naamform.is_valid() and not gevonden,
        "gebruikers": Gebruiker.objects.order_by("naam", "pk"),
    }
    fout = form.errors or naamform.errors
    return render(request, "swv/spoor_zoeken.html", context, status=422 if fout else 200)


@require_safe
@vereist("spoor.inzien")
def leerling(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Who looked at this pupil, newest first."""
    nummer = _nummer(sleutel)
    inzage.noteer(request, [sleutel])
    rijen, volgende = bladzijde_van_spoor(Inzage.objects.van_leerling(sleutel), request)
    context = {"nummer": nummer, "sleutel": sleutel, "rijen": _in_woorden(rijen, {}), "volgende": volgende}
    return render(request, "swv/spoor_leerling.html", context)


@require_safe
@vereist("spoor.inzien")
def gebeurtenissen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What happened to this pupil and its requests, without the texts."""
    nummer = _nummer(sleutel)
    inzage.noteer(request, [sleutel])
    van_leerling = Gebeurtenis.objects.filter(leerling_sleutel=sleutel).select_related("door")
    rijen, volgende = bladzijde_van_spoor(van_leerling.order_by("-op", "-id"), request)
    regels = [{"gebeurtenis": rij, "onderwerp": _onderwerp(rij)} for rij in rijen]
    context = {"nummer": nummer, "sleutel": sleutel, "regels": regels, "volgende": volgende}
    return render(request, "swv/spoor_gebeurtenissen.html", context)


@require_safe
@vereist("spoor.inzien")
def gebruiker(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What one employee looked at, newest first."""
    wie = get_object_or_404(Gebruiker, sleutel=sleutel)
    van_gebruiker = Inzage.objects.filter(gebruiker=wie).select_related("gebruiker").order_by("-op", "-id")
    rijen, volgende = bladzijde_van_spoor(van_gebruiker, request)
    getoond = {leerling for rij in rijen for leerling in rij.leerlingen[:GROOTTE]}
    inzage.noteer(request, getoond)
    context = {"wie": wie, "rijen": _in_woorden(rijen, dossiernummers(getoond)), "volgende": volgende}
    return render(request, "swv/spoor_gebruiker.html", context)


def _nummer(sleutel: UUID) -> str:
    """The dossier number; a dossier that was destroyed keeps its trail under its key."""
    nummer = dossiernummers([sleutel]).get(sleutel, "")
    if not nummer and not Inzage.objects.van_leerling(sleutel).exists():
        raise GeenToegang
    return nummer or "vernietigd dossier"


def bladzijde_van_spoor(rijen: "QuerySet[Any]", request: HttpRequest) -> tuple[list[Any], str]:
    """One page of rows that are ordered by moment and id, newest first; the cursor is a row number."""
    na = request.GET.get("na", "")
    if na.isdigit() and (grens := rijen.filter(pk=na).values("op", "pk").first()):
        rijen = rijen.filter(Q(op__lt=grens["op"]) | Q(op=grens["op"], pk__lt=grens["pk"]))
    gelezen = list(rijen[: GROOTTE + 1])
    volgende = f"?na={gelezen[GROOTTE - 1].pk}" if len(gelezen) > GROOTTE else ""
    return gelezen[:GROOTTE], volgende


def _in_woorden(rijen: Iterable[Inzage], nummers: dict[UUID, str]) -> list[Keek]:
    return [
        Keek(
            op=rij.op,
            wie=rij.gebruiker,
            rollen=", ".join(ROLLEN[rol].naam for rol in rij.rollen.split() if rol in ROLLEN),
            pagina=paginanamen.get(rij.pagina, rij.pagina.replace(":", " · ").replace("_", " ")),
            soort=rij.get_soort_display(),
            dossiers=[(k, nummers.get(k, "vernietigd")) for k in rij.leerlingen[:5]] if nummers else [],
            meer=max(len(rij.leerlingen) - (5 if nummers else 1), 0),
        )
        for rij in rijen
    ]


def _onderwerp(rij: Gebeurtenis) -> str:
    try:
        return str(apps.get_model(rij.onderwerp)._meta.verbose_name)
    except (LookupError, ValueError):
        return rij.onderwerp
