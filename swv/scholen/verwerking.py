"""From the proposal to the rows of the run, and to the schools themselves; set by set."""

from dataclasses import asdict, dataclass
from uuid import uuid4

from django.db import connection
from psycopg import sql

from swv.enums import Importuitkomst
from swv.models import Importregel, Importrun
from swv.scholen import velden
from swv.scholen.voorstel import Kader

AFWEZIG_MELDING = "Deze school staat niet in het bestand en blijft open."

# A list of new schools longer than this is read by nobody; those with a message are always listed.
NIEUW_GETOOND = 1000

TEL = """
SELECT count(*), count(*) FILTER (WHERE r.uitkomst = '' AND v.nr IS NULL),
  count(*) FILTER (WHERE v.is_gewijzigd), count(*) FILTER (WHERE NOT v.is_gewijzigd),
  count(*) FILTER (WHERE r.uitkomst = 'overgeslagen'), count(*) FILTER (WHERE r.uitkomst = 'fout'),
  count(*) FILTER (WHERE {telt_leerlingen} AND r.uitkomst = '' AND r.leerlingen IS NULL),
  count(*) FILTER (WHERE v.gebied = '' OR v.nr IS NULL AND r.uitkomst = '' AND g.pc4 IS NULL),
  (SELECT count(*) FROM bestuurkaart WHERE is_nieuw)
FROM rij r LEFT JOIN voorstel v ON v.nr = r.nr LEFT JOIN swv_gebied g ON g.pc4 = left(r.postcode, 4)
"""

# Skipped and refused rows, and the new ones with a message; then a bounded number of the other new ones.
REGELS_ZONDER_SCHOOL = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, nr, left(coalesce(vestigingscode, ''), 80), CASE uitkomst WHEN '' THEN 'nieuw' ELSE uitkomst END,
  left(melding, 250), CASE uitkomst WHEN '' THEN jsonb_build_object('naam', naam, 'plaats', plaats) ELSE '{{}}' END,
  NULL::jsonb
FROM rij WHERE melding <> '' AND NOT EXISTS (SELECT 1 FROM voorstel v WHERE v.nr = rij.nr);
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, nr, vestigingscode, 'nieuw', '', jsonb_build_object('naam', naam, 'plaats', plaats), NULL
FROM rij WHERE melding = '' AND NOT EXISTS (SELECT 1 FROM voorstel v WHERE v.nr = rij.nr) LIMIT {getoond}
"""

# Known schools: of each changed field what stood there and what comes; else only the day, or only a message.
REGELS_MET_SCHOOL = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, nr, vestigingscode, CASE WHEN is_gewijzigd THEN 'gewijzigd' ELSE 'ongewijzigd' END, left(melding, 250),
  {nieuw}, CASE WHEN is_gewijzigd OR is_opnieuw_gedateerd THEN {oud} END
FROM voorstel WHERE is_gewijzigd OR is_opnieuw_gedateerd OR melding <> ''
"""

# Schools of a kind that this file covers, in our list and not in it; only when the file is not the older one.
REGELS_AFWEZIG = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, (SELECT max(nr) FROM rij) + row_number() OVER (ORDER BY s.vestigingscode),
  s.vestigingscode, 'afwezig', {melding}, jsonb_build_object('naam', s.naam, 'plaats', s.plaats), NULL
FROM swv_school s
WHERE s.status = 'open' AND s.peildatum <= {dag}
  AND s.onderwijssoort IN (
    SELECT soort FROM typekaart UNION SELECT onderwijssoort FROM voorstel UNION SELECT {standaardsoort}
  )
  AND NOT EXISTS (SELECT 1 FROM voorstel v WHERE v.id = s.id)
  AND NOT EXISTS (SELECT 1 FROM rij r WHERE r.uitkomst = 'fout' AND r.vestigingscode = s.vestigingscode)
"""

NIEUWE_BESTUREN = """
INSERT INTO swv_schoolbestuur (id, sleutel, nummer, naam, straat, huisnummer, postcode, plaats)
SELECT id, gen_random_uuid(), nummer, naam, '', '', '', '' FROM bestuurkaart WHERE is_nieuw
"""

# Keys of one import share a random beginning and count on: nobody guesses the first, the index grows at its end,
# and 100,000 calls for chance are saved. What someone may see never hangs on a school's key.
NIEUWE_SCHOLEN = """
INSERT INTO swv_school (sleutel, vestigingscode, brin, status, ingevoerd_met_id, {velden})
SELECT ({begin} || lpad(to_hex(nr), 12, '0'))::uuid, vestigingscode, left(vestigingscode, 4), 'open', {run}, {velden}
FROM ({nieuw}) n
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
    afwezig: int

    def als_dict(self) -> dict[str, int]:
        return asdict(self)


def schrijf_regels(run: Importrun, kader: Kader) -> Tellingen:
    """Write the rows of the run that a person may want to see or undo; return the totals."""
    sleutel = sql.Literal(run.pk)
    tel = sql.SQL(TEL).format(telt_leerlingen=sql.Literal(kader.indeling.heeft("leerlingen")))
    zonder_school = sql.SQL(REGELS_ZONDER_SCHOOL).format(run=sleutel, getoond=sql.Literal(NIEUW_GETOOND))
    met_school = sql.SQL(REGELS_MET_SCHOOL).format(run=sleutel, nieuw=_verschil(""), oud=_verschil("o_"))
    afwezig = sql.SQL(REGELS_AFWEZIG).format(
        run=sleutel,
        melding=sql.Literal(AFWEZIG_MELDING),
        dag=sql.Literal(kader.peildatum),
        standaardsoort=sql.Literal(kader.standaardsoort),
    )
    with connection.cursor() as cursor:
        cursor.execute(tel)
        tellingen = cursor.fetchone()
        cursor.execute(zonder_school)
        cursor.execute(met_school)
        cursor.execute(afwezig)
        return Tellingen(*[*tellingen, cursor.rowcount])


def voorbeelden(run: Importrun) -> dict[str, list[Importregel]]:
    """Return the first rows of each kind that was not simply taken over."""
    soorten = (Importuitkomst.FOUT, Importuitkomst.OVERGESLAGEN, Importuitkomst.AFWEZIG)
    return {
        soort.value: list(run.regels.filter(uitkomst=soort).order_by("nummer")[:VOORBEELDEN])
        for soort in soorten
    }


def _verschil(kant: str) -> sql.Composed:
    """The changed fields with their value on one side, as JSON; a field may have become or been empty."""
    vol = [veld for veld in velden.ALLE if veld not in velden.MAG_LEEG]
    paren = [
        sql.SQL("{}, CASE WHEN {} <> {} THEN {} END").format(
            sql.Literal(veld), *(sql.Identifier(f"{voor}{veld}") for voor in ("", "o_", kant))
        )
        for veld in vol
    ]
    los = [
        sql.SQL(
            "CASE WHEN {0} IS DISTINCT FROM {1} THEN jsonb_build_object({2}, {3}) ELSE '{{}}' END"
        ).format(
            sql.Identifier(veld),
            sql.Identifier(f"o_{veld}"),
            sql.Literal(veld),
            sql.Identifier(f"{kant}{veld}"),
        )
        for veld in velden.MAG_LEEG
    ]
    basis = sql.SQL("jsonb_strip_nulls(jsonb_build_object({}))").format(sql.SQL(", ").join(paren))
    return sql.SQL(" || ").join([basis, *los])


def voer_door(run: Importrun, nieuw: sql.Composed) -> None:
    """Change the schools themselves: the boards first, then the schools that `nieuw` gives and the known ones."""
    opdracht = sql.SQL(NIEUWE_SCHOLEN).format(
        velden=velden.namen(velden.ALLE),
        nieuw=nieuw,
        run=sql.Literal(run.pk),
        begin=sql.Literal(_begin_van_sleutels()),
    )
    with connection.cursor() as cursor:
        cursor.execute(NIEUWE_BESTUREN)
        cursor.execute(opdracht)
    werk_scholen_bij()


def _begin_van_sleutels() -> str:
    """The first 20 digits of a random UUID, its version and variant among them."""
    return uuid4().hex[:20]


def werk_scholen_bij() -> int:
    """Write the known schools that the proposal changes; returns how many."""
    opdracht = sql.SQL(GEWIJZIGDE_SCHOLEN).format(
        velden=velden.namen(velden.ALLE), nieuw=velden.namen(velden.ALLE, "v")
    )
    with connection.cursor() as cursor:
        cursor.execute(opdracht)
        return cursor.rowcount
