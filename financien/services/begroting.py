"""Begroting: begin, keep posten, record that it was vastgesteld, go on with a next version."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from financien.geld import over_maanden
from financien.models import Begroting, Post
from financien.permissions import eis_beheerder
from financien.workflow import BEGROTING, eis_concept
from swv.gebeurtenissen import leg_vast
from swv.klok import datum_van
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel, voer_uit

AL_CONCEPT = "Er is al een concept voor {jaar}. Werk dat af, of laat het vervallen."
CODE_BEZET = "De code {code} is al gebruikt in deze begroting. Kies een andere."
BESLUIT_LATER = "De datum van het besluit ligt in de toekomst."


@transaction.atomic
def begroting_beginnen(
    *, jaar: int, vanuit: Begroting | None, toelichting: str = "", door: Gebruiker | None, op: datetime
) -> Begroting:
    """Make the next version for `jaar`, empty or with the posten of another one."""
    eis_beheerder(door)
    laatste = Begroting.objects.filter(jaar=jaar).aggregate(laatste=Max("versie"))["laatste"] or 0
    nieuw = Begroting(
        jaar=jaar,
        versie=laatste + 1,
        toelichting=toelichting,
        vorige=vanuit,
        begonnen_op=op,
        begonnen_door=door,
    )
    try:
        with transaction.atomic():
            nieuw.save(force_insert=True)
    except IntegrityError as fout:
        raise NietToegestaan(AL_CONCEPT.format(jaar=jaar)) from fout
    if vanuit is not None:
        Post.objects.bulk_create(_overgenomen(vanuit, nieuw))
    gegevens = {"vanuit": str(vanuit)} if vanuit else {}
    leg_vast(nieuw, "begroting.begonnen", door=door, op=op, naar=nieuw.status, gegevens=gegevens)
    return nieuw


def _overgenomen(vanuit: Begroting, nieuw: Begroting) -> list[Post]:
    """The same posten; in a later year with the meerjarenbedrag of that year, and without ended subsidies."""
    verder = nieuw.jaar - vanuit.jaar
    eerste_dag = date(nieuw.jaar, 1, 1)
    posten = []
    for post in vanuit.posten.order_by("code"):
        if post.subsidie_tot_en_met and post.subsidie_tot_en_met < eerste_dag:
            continue
        posten.append(_kopie(post, nieuw, verder))
    return posten


def _kopie(post: Post, begroting: Begroting, verder: int) -> Post:
    velden = {
        veld.attname: getattr(post, veld.attname)
        for veld in Post._meta.concrete_fields
        if veld.name not in {"id", "sleutel", "begroting"}
    }
    if 0 < verder <= len(post.volgende_jaren):
        bedrag = post.volgende_jaren[verder - 1]
        velden |= {"bedrag": bedrag, "maanden": over_maanden(bedrag)}
        velden["volgende_jaren"] = post.volgende_jaren[verder:]
    return Post(begroting=begroting, **velden)


@transaction.atomic
def post_bewaren(
    *, begroting: Begroting, post: Post | None, gegevens: dict[str, Any], door: Gebruiker | None, op: datetime
) -> Post:
    """Add a post to a concept, or change it; `gegevens` holds the fields of the post."""
    eis_beheerder(door)
    rij = vergrendel(begroting)
    eis_concept(rij)
    bewaard = post or Post(begroting=rij)
    was = bewaard.bedrag if post else None
    for naam, waarde in gegevens.items():
        setattr(bewaard, naam, waarde)
    try:
        with transaction.atomic():
            bewaard.save()
    except IntegrityError as fout:
        raise NietToegestaan(CODE_BEZET.format(code=bewaard.code)) from fout
    _leg_post_vast(rij, "post.bewaard", bewaard, was, door, op)
    return bewaard


@transaction.atomic
def post_verwijderen(*, post: Post, door: Gebruiker | None, op: datetime) -> None:
    """Take a post out of a concept."""
    eis_beheerder(door)
    rij = vergrendel(post.begroting)
    eis_concept(rij)
    _leg_post_vast(rij, "post.verwijderd", post, post.bedrag, door, op)
    post.delete()


def _leg_post_vast(
    begroting: Begroting, soort: str, post: Post, was: Decimal | None, door: Gebruiker | None, op: datetime
) -> None:
    gegevens = {"code": post.code, "bedrag": str(post.bedrag), "was": "" if was is None else str(was)}
    leg_vast(begroting, soort, door=door, op=op, gegevens=gegevens)


@transaction.atomic
def begroting_vaststellen(
    *, begroting: Begroting, besluitdatum: date, besluit_van: str, door: Gebruiker | None, op: datetime
) -> Begroting:
    """Record the decision of bestuur or ALV; from now on the database refuses every change."""
    if besluitdatum > datum_van(op):
        raise NietToegestaan(BESLUIT_LATER)
    return voer_uit(
        BEGROTING,
        begroting,
        "vaststellen",
        door=door,
        op=op,
        besluitdatum=besluitdatum,
        besluit_van=besluit_van,
    )


@transaction.atomic
def begroting_vervallen(*, begroting: Begroting, door: Gebruiker | None, op: datetime) -> Begroting:
    """Drop a concept; its posten stay readable."""
    return voer_uit(BEGROTING, begroting, "vervallen", door=door, op=op)
