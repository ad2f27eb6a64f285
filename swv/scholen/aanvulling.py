"""What the profile knows and DUO does not: the bestuur of a BRIN, and the split of `(V)SO`.

It is marked in `te_controleren`, and what a file says about the bestuur replaces it.
"""

from django.db import connection, transaction
from psycopg import sql

from swv.models import Schoolbestuur
from swv.profielen import Bestuursregel, Profiel
from swv.scholen import velden, verwerking, voorstel
from swv.scholen.kolommen import Indeling

TABELLEN = """
DROP TABLE IF EXISTS pg_temp.aangevulde_soort, pg_temp.aangevuld_bestuur;
CREATE TEMP TABLE aangevulde_soort (vestigingscode text PRIMARY KEY, soort text, melding text) ON COMMIT DROP;
CREATE TEMP TABLE aangevuld_bestuur (brin text PRIMARY KEY, bestuur_id bigint) ON COMMIT DROP
"""

# Every school as if a file without a word about it came in: only what is derived can change.
ALLE_SCHOLEN = """
DROP TABLE IF EXISTS pg_temp.rij;
CREATE TEMP TABLE rij ON COMMIT DROP AS
SELECT 0 AS nr, vestigingscode, '' AS melding, '' AS uitkomst, NULL::text AS soort, false AS afgeschermd,
  NULL::integer AS leerlingen, '' AS bestuur_nummer, '' AS bestuur_naam, {leeg} FROM swv_school
"""


def leg_klaar(profiel: Profiel | None) -> None:
    """Make the two tables that `voorstel` joins; empty when this installation has no profile."""
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN)
        if profiel is None:
            return
        with cursor.copy("COPY aangevulde_soort FROM STDIN") as uit:
            for regel in profiel.scholen:
                uit.write_row((regel.vestigingscode, regel.onderwijssoort, regel.te_controleren))
        per_brin = {brin: _bestuur_id(regel) for regel in profiel.besturen for brin in regel.brins}
        with cursor.copy("COPY aangevuld_bestuur FROM STDIN") as uit:
            for brin, bestuur_id in per_brin.items():
                uit.write_row((brin, bestuur_id))


def _bestuur_id(regel: Bestuursregel) -> int | None:
    sleutel = {"nummer": regel.nummer} if regel.nummer else {"nummer__isnull": True, "naam": regel.naam}
    return Schoolbestuur.objects.filter(**sleutel).order_by("id").values_list("pk", flat=True).first()


@transaction.atomic
def herbereken(profiel: Profiel) -> int:
    """Apply area and profile again to every school, after they changed; returns how many rows did."""
    leeg = [sql.SQL("'' AS {}").format(sql.Identifier(veld)) for veld in velden.TEKSTVELDEN]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(ALLE_SCHOLEN).format(leeg=sql.SQL(", ").join(leeg)))
    leg_klaar(profiel)
    voorstel.maak(voorstel.Kader(Indeling({}, 0), None, "", profiel.onderwijssoorten))
    return verwerking.werk_scholen_bij()
