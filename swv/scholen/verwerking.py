"""From the proposal to the rows of the run, and to the schools themselves; set by set."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection
from psycopg import sql

from swv.enums import Importuitkomst
from swv.models import Importregel, Importrun
from swv.scholen import velden

AFWEZIG_MELDING = "Deze school staat niet in het bestand en blijft open."

TEL = """
SELECT
  (SELECT count(*) FROM rij),
  count(*) FILTER (WHERE id IS NULL),
  count(*) FILTER (WHERE is_gewijzigd),
  count(*) FILTER (WHERE id IS NOT NULL AND NOT is_gewijzigd),
  (SELECT count(*) FROM rij WHERE uitkomst = 'overgeslagen'),
  (SELECT count(*) FROM rij WHERE uitkomst = 'fout'),
  count(*) FILTER (WHERE melding LIKE '%leerlingaantal%' OR melding LIKE '%Leerlingaantal%'),
  count(*) FILTER (WHERE gebied = ''),
  (SELECT count(*) FROM bestuurkaart WHERE is_nieuw)
FROM voorstel
"""

# Skipped and refused rows, and the new ones.
REGELS_ZONDER_SCHOOL = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, nr, left(coalesce(vestigingscode, ''), 80), uitkomst, left(melding, 250), '{{}}'::jsonb, NULL::jsonb
FROM rij WHERE uitkomst <> ''
UNION ALL
SELECT {run}, nr, vestigingscode, 'nieuw', left(melding, 250), jsonb_build_object('naam', naam, 'plaats', plaats), NULL::jsonb
FROM voorstel WHERE id IS NULL
"""

# Known schools: of each changed field what stood there and what comes; else only the day, or only a message.
REGELS_MET_SCHOOL = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, v.nr, v.vestigingscode, CASE WHEN v.is_gewijzigd THEN 'gewijzigd' ELSE 'ongewijzigd' END,
  left(v.melding, 250), coalesce(verschil.nieuw, '{{}}'), verschil.oud
FROM voorstel v
LEFT JOIN LATERAL (
  SELECT jsonb_object_agg(n.key, n.value) AS nieuw, jsonb_object_agg(n.key, o.value) AS oud
  FROM jsonb_each(jsonb_build_object({nieuw})) n
  JOIN jsonb_each(jsonb_build_object({oud})) o ON o.key = n.key AND o.value <> n.value
) verschil ON v.is_gewijzigd OR v.is_opnieuw_gedateerd
WHERE v.id IS NOT NULL AND (v.is_gewijzigd OR v.is_opnieuw_gedateerd OR v.melding <> '')
"""

# Schools of a kind that this file covers, in our list and not in it; only when the file is not the older one.
REGELS_AFWEZIG = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, (SELECT coalesce(max(nr), 0) FROM rij) + row_number() OVER (ORDER BY s.vestigingscode),
  s.vestigingscode, 'afwezig', {melding}, jsonb_build_object('naam', s.naam, 'plaats', s.plaats), NULL
FROM swv_school s
WHERE s.status = 'open' AND s.peildatum <= {dag}
  AND s.onderwijssoort IN (SELECT onderwijssoort FROM voorstel)
  AND NOT EXISTS (SELECT 1 FROM rij r WHERE r.vestigingscode = s.vestigingscode)
"""

NIEUWE_BESTUREN = """
INSERT INTO swv_schoolbestuur (id, sleutel, nummer, naam, straat, huisnummer, postcode, plaats)
SELECT id, gen_random_uuid(), nummer, naam, '', '', '', '' FROM bestuurkaart WHERE is_nieuw
"""

NIEUWE_SCHOLEN = """
INSERT INTO swv_school (sleutel, vestigingscode, brin, status, {velden})
SELECT gen_random_uuid(), vestigingscode, left(vestigingscode, 4), 'open', {velden} FROM voorstel WHERE id IS NULL
ORDER BY nr
"""

GEWIJZIGDE_SCHOLEN = """
UPDATE swv_school s SET ({velden}) = ROW({nieuw}) FROM voorstel v
WHERE s.id = v.id AND (v.is_gewijzigd OR v.is_opnieuw_gedateerd)
"""


VOORBEELDEN = 10


@dataclass(frozen=True)
class Tellingen:
    """What an import did; the first six add up: gelezen is the sum of the other five."""

    gelezen: int
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    overgeslagen: int
    fouten: int
    zonder_leerlingaantal: int
    buiten_gebied: int
    nieuwe_besturen: int
    afwezig: int = 0

    def als_dict(self) -> dict[str, int]:
        return asdict(self)


def schrijf_regels(run: Importrun, peildatum: date) -> Tellingen:
    """Write the rows of the run that a person may want to see or undo; return the totals."""
    sleutel = sql.Literal(run.pk)
    met_school = sql.SQL(REGELS_MET_SCHOOL).format(run=sleutel, nieuw=_paren("v", ""), oud=_paren("v", "o_"))
    afwezig = sql.SQL(REGELS_AFWEZIG).format(
        run=sleutel, melding=sql.Literal(AFWEZIG_MELDING), dag=sql.Literal(peildatum)
    )
    with connection.cursor() as cursor:
        cursor.execute(TEL)
        tellingen = cursor.fetchone()
        cursor.execute(sql.SQL(REGELS_ZONDER_SCHOOL).format(run=sleutel))
        cursor.execute(met_school)
        cursor.execute(afwezig)
        return Tellingen(*tellingen, afwezig=cursor.rowcount)


def voorbeelden(run: Importrun) -> dict[str, list[Importregel]]:
    """Return the first rows of each kind that was not simply taken over."""
    soorten = (Importuitkomst.FOUT, Importuitkomst.OVERGESLAGEN, Importuitkomst.AFWEZIG)
    return {
        soort.value: list(run.regels.filter(uitkomst=soort).order_by("nummer")[:VOORBEELDEN])
        for soort in soorten
    }


def _paren(tabel: str, voor: str) -> sql.Composed:
    paren = [
        sql.SQL("{}, {}").format(sql.Literal(veld), sql.Identifier(tabel, f"{voor}{veld}"))
        for veld in velden.ALLE
    ]
    return sql.SQL(", ").join(paren)


def voer_door() -> None:
    """Change the schools themselves, as the proposal says."""
    with connection.cursor() as cursor:
        cursor.execute(NIEUWE_BESTUREN)
        cursor.execute(sql.SQL(NIEUWE_SCHOLEN).format(velden=velden.namen(velden.ALLE)))
    werk_scholen_bij()


def werk_scholen_bij() -> int:
    """Write the known schools that the proposal changes; returns how many."""
    opdracht = sql.SQL(GEWIJZIGDE_SCHOLEN).format(
        velden=velden.namen(velden.ALLE), nieuw=velden.namen(velden.ALLE, "v")
    )
    with connection.cursor() as cursor:
        cursor.execute(opdracht)
        return cursor.rowcount
