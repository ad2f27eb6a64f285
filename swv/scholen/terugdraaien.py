"""Undoing an import of schools: what was new goes, what was changed is as it was."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from psycopg import sql

from swv.imports.fouten import Importfout
from swv.models import Importrun, School, Schoolbestuur
from swv.scholen import velden

# A school that is no longer as this import left it, by another hand than an import.
AFWIJKEND = """
SELECT s.naam FROM swv_importregel r JOIN swv_school s ON s.vestigingscode = r.natuurlijke_sleutel
WHERE r.run_id = %s AND r.uitkomst IN ('nieuw', 'gewijzigd') AND NOT to_jsonb(s) @> r.nieuw
ORDER BY r.nummer LIMIT 1
"""

HERSTEL = """
UPDATE swv_school s SET ({velden}) = (SELECT {velden} FROM jsonb_populate_record(s, r.oud))
FROM swv_importregel r
WHERE r.run_id = {run} AND r.oud IS NOT NULL AND s.vestigingscode = r.natuurlijke_sleutel
"""

IN_GEBRUIK = (
    "De school {naam} is nieuw door deze import en wordt al gebruikt. Daarom kan de import niet terug."
)
MET_DE_HAND = "De school {naam} is na deze import gewijzigd. Daarom kan de import niet terug."


def draai_terug(run: Importrun) -> None:
    """Put the schools back; the caller holds the lock. Raises `Importfout` when that would lose something."""
    with connection.cursor() as cursor:
        cursor.execute(AFWIJKEND, [run.pk])
        if anders := cursor.fetchone():
            raise Importfout(MET_DE_HAND.format(naam=anders[0]))
    nieuw = School.objects.filter(ingevoerd_met=run)
    if gebruikt := in_gebruik(nieuw):
        raise Importfout(IN_GEBRUIK.format(naam=gebruikt.naam))
    _schrijf(run, nieuw)


def _schrijf(run: Importrun, nieuw: "QuerySet[School]") -> None:
    herstel = sql.SQL(HERSTEL).format(velden=velden.namen(velden.ALLE), run=sql.Literal(run.pk))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(herstel)
            nieuw._raw_delete(nieuw.db)
            _verwijder_besturen(run)
    except IntegrityError as fout:
        raise Importfout(
            "Een nieuwe school is zojuist in gebruik genomen. Daarom kan de import niet terug."
        ) from fout


def _verwijder_besturen(run: Importrun) -> None:
    """Boards that came with this import go too, unless someone works with them."""
    nummers = run.gegevens.get("nieuwe_besturen", [])
    for bestuur in Schoolbestuur.objects.filter(nummer__in=nummers):
        eigen = Schoolbestuur.objects.filter(pk=bestuur.pk)
        if not in_gebruik(eigen):
            eigen._raw_delete(eigen.db)


def in_gebruik(rijen: "QuerySet[Any]") -> Any:
    """Return one of these rows to which anything points, whatever room that lies in."""
    for verwijzing in rijen.model._meta.related_objects:
        naam = verwijzing.field.name
        anderen = verwijzing.related_model._base_manager.filter(**{f"{naam}__in": rijen})
        ander = anderen.select_related(naam).first()
        if ander is not None:
            return getattr(ander, naam)
    return None
