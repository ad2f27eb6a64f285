"""Tasks of the kernel: two to ten lines each."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from swv import (
    bestanden,
    dagmail,
    inzagebewaking,
    momentopnamen,
    opdrachten,
    toekenning,
    tweedefactor,
    zegels,
)
from swv.celery import app
from swv.collegas import controle, stilte
from swv.collegas import mail as toegangsmail
from swv.gezond import klop
from swv.klok import nu, vandaag
from swv.rapportages import tasks as rapportagetaken

MET_OPDRACHTEN = (dagmail, rapportagetaken, toegangsmail, tweedefactor)  # modules that register kinds of jobs


@app.task(name="swv.tasks.voer_opdracht_uit")
def voer_opdracht_uit(*, opdracht_id: int, **_kwargs: Any) -> None:
    """Carry out one job row."""
    opdrachten.voer_uit(opdracht_id)


@app.task(name="swv.tasks.pak_opdrachten_op", expires=60)
def pak_opdrachten_op(**_kwargs: Any) -> None:
    """Publish job rows that stayed behind (broker flushed, worker killed)."""
    opdrachten.pak_op(nu())


@app.task(name="swv.tasks.hartslag", expires=30)
def hartslag(**_kwargs: Any) -> None:
    """Show that the worker takes tasks."""
    klop()


@app.task(name="swv.tasks.werk_rollen_bij")
def werk_rollen_bij(**_kwargs: Any) -> None:
    """Make groups and guardian rows follow from the role assignments that run today."""
    toekenning.werk_bij(vandaag())


@app.task(name="swv.tasks.scan_bestanden", expires=60)
def scan_bestanden(**_kwargs: Any) -> None:
    """Let the virus scanner judge the files that wait for it."""
    bestanden.scan_wachtenden(op=nu())


@app.task(name="swv.tasks.ruim_wezen_op")
def ruim_wezen_op(**_kwargs: Any) -> None:
    """Remove bytes that no row knows; what is missing is in the log."""
    bestanden.ruim_wezen_op(op=nu())


@app.task(name="swv.tasks.bewaak_inzage", expires=60)
def bewaak_inzage(**_kwargs: Any) -> None:
    """Tell the FG who looks at very many dossiers."""
    inzagebewaking.bewaak(nu())


@app.task(name="swv.tasks.verzegel_sporen", expires=600)
def verzegel_sporen(**_kwargs: Any) -> None:
    """Seal what was written to the trails since the last time."""
    zegels.verzegel(nu())


@app.task(name="swv.tasks.controleer_sporen")
def controleer_sporen(**_kwargs: Any) -> None:
    """Compute every seal again; the FG hears it when one does not fit."""
    zegels.controleer_en_meld(nu())


@app.task(name="swv.tasks.leg_kwartalen_vast")
def leg_kwartalen_vast(**_kwargs: Any) -> None:
    """Freeze the figures of a quarter the day after its peildatum, and what was missed."""
    momentopnamen.haal_in(nu())


@app.task(name="swv.tasks.controleer_toegang")
def controleer_toegang(**_kwargs: Any) -> None:
    """Ask schools whether their list holds; warn and end accounts that nobody uses."""
    controle.vraag_bevestigingen(nu())
    stilte.sluit_stille_accounts(nu())


@app.task(name="swv.tasks.plaats_dagmails")
def plaats_dagmails(**_kwargs: Any) -> None:
    """Mail who wants to hear of new notices once a day."""
    dagmail.plaats_dagmails(nu())


@app.task(name="swv.tasks.ruim_sessies_op")
def ruim_sessies_op(**_kwargs: Any) -> None:
    """Forget sessions that are over, and where they were used from."""
    Session.objects.filter(expire_date__lt=nu()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
