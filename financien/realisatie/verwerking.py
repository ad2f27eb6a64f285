"""From checked rows to the rows of the run, and to the bookings themselves; set by set (eisen.md C2)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import uuid4

from django.db import connection
from psycopg import sql

from financien.realisatie.rijen import Rij
from swv.imports.fouten import Importfout
from swv.models import Importregel, Importrun

# A list of new bookings longer than this is read by nobody; changed and refused rows are always listed.
NIEUW_GETOOND = 1000
VOORBEELDEN = 10
# What a booking says; when one of these differs it is changed.
INHOUD = (
    "datum",
    "boekstuk",
    "grootboek",
    "kostenplaats",
    "omschrijving",
    "soort",
    "programma_id",
    "post_code",
    "bedrag",
)

TABEL = """
DROP TABLE IF EXISTS pg_temp.boekingrij;
CREATE TEMP TABLE boekingrij (
  nr integer NOT NULL, uitkomst text NOT NULL, melding text NOT NULL, datum date,
  dagboek text NOT NULL, boekstuk text NOT NULL, regel text NOT NULL, grootboek text NOT NULL,
  kostenplaats text NOT NULL, omschrijving text NOT NULL, soort text NOT NULL, programma_id bigint,
  post_code text NOT NULL, bedrag numeric(14, 2), onbekend boolean NOT NULL, sleutel text, boeking_id bigint
) ON COMMIT DROP
"""

# The natural key: year, dagboek, number and line. Without a line the order in the file is the line;
# without a number the content is the key, and its second occurrence another booking.
SLEUTELS = """
UPDATE boekingrij r SET sleutel = k.sleutel FROM (
  SELECT nr, CASE
    WHEN boekstuk = '' THEN 'inhoud/' || md5(inhoud) || '/' || row_number() OVER (PARTITION BY inhoud ORDER BY nr)
    WHEN regel = '' THEN concat_ws('/', date_part('year', datum), dagboek, boekstuk, '#' || row_number() OVER (
      PARTITION BY date_part('year', datum), dagboek, boekstuk, regel = '' ORDER BY nr))
    ELSE concat_ws('/', date_part('year', datum), dagboek, boekstuk, regel) END AS sleutel
  FROM (
    SELECT *, concat_ws('|', datum, dagboek, grootboek, kostenplaats, omschrijving, bedrag) AS inhoud
    FROM boekingrij WHERE uitkomst = ''
  ) kaal
) k WHERE k.nr = r.nr
"""

# The same number and line twice: once more the same is skipped, something else is refused.
DUBBEL = """
WITH eerste AS (
  SELECT DISTINCT ON (sleutel) * FROM boekingrij WHERE uitkomst = '' ORDER BY sleutel, nr
)
UPDATE boekingrij r SET
  uitkomst = CASE WHEN ROW({r}) IS DISTINCT FROM ROW({e}) THEN 'fout' ELSE 'overgeslagen' END,
  melding = CASE WHEN ROW({r}) IS DISTINCT FROM ROW({e})
    THEN format('Boeking %s staat ook op rij %s, met andere gegevens.', r.boekstuk || '-' || r.regel, e.nr)
    ELSE format('Deze boeking stond al op rij %s; de eerste telt.', e.nr) END
FROM eerste e WHERE e.sleutel = r.sleutel AND e.nr <> r.nr AND r.uitkomst = ''
"""

VERGELIJK = """
UPDATE boekingrij r SET boeking_id = b.id,
  uitkomst = CASE WHEN ROW({r}) IS DISTINCT FROM ROW({b}) THEN 'gewijzigd' ELSE 'ongewijzigd' END
FROM financien_boeking b WHERE r.uitkomst = '' AND b.natuurlijke_sleutel = r.sleutel;
UPDATE boekingrij SET uitkomst = 'nieuw' WHERE uitkomst = '';
ANALYZE boekingrij
"""

TEL = """
SELECT count(*), count(*) FILTER (WHERE uitkomst = 'nieuw'), count(*) FILTER (WHERE uitkomst = 'gewijzigd'),
  count(*) FILTER (WHERE uitkomst = 'ongewijzigd'), count(*) FILTER (WHERE uitkomst = 'overgeslagen'),
  count(*) FILTER (WHERE uitkomst = 'fout'), count(*) FILTER (WHERE onbekend),
  (100 * coalesce(sum(bedrag) FILTER (WHERE soort = 'baten' AND {telt}), 0))::bigint,
  (100 * coalesce(sum(bedrag) FILTER (WHERE soort = 'lasten' AND {telt}), 0))::bigint
FROM boekingrij
"""

REGELS = """
INSERT INTO swv_importregel (run_id, nummer, natuurlijke_sleutel, uitkomst, melding, nieuw, oud)
SELECT {run}, r.nr, left(coalesce(r.sleutel, ''), 80), r.uitkomst, left(r.melding, 250),
  jsonb_strip_nulls(jsonb_build_object({inhoud}, 'onbekend', nullif(r.onbekend, false))),
  CASE WHEN r.uitkomst = 'gewijzigd' THEN (SELECT jsonb_build_object({oud}) FROM financien_boeking b
    WHERE b.id = r.boeking_id) END
FROM boekingrij r
WHERE r.uitkomst NOT IN ('nieuw', 'ongewijzigd') OR r.melding <> ''
UNION ALL
(SELECT {run}, r.nr, r.sleutel, r.uitkomst, '', jsonb_strip_nulls(jsonb_build_object({inhoud})), NULL
 FROM boekingrij r WHERE r.uitkomst = 'nieuw' AND r.melding = '' ORDER BY r.nr LIMIT {getoond})
"""

# Keys of one import share a random beginning and count on (as in swv/scholen/verwerking.py).
NIEUWE_BOEKINGEN = """
INSERT INTO financien_boeking (sleutel, natuurlijke_sleutel, ingevoerd_met_id, {velden})
SELECT ({begin} || lpad(to_hex(r.nr), 12, '0'))::uuid, r.sleutel, {run}, {r}
FROM boekingrij r WHERE r.uitkomst = 'nieuw' ORDER BY r.nr
"""

GEWIJZIGDE_BOEKINGEN = """
UPDATE financien_boeking b SET ({velden}) = ROW({r}) FROM boekingrij r
WHERE r.uitkomst = 'gewijzigd' AND b.id = r.boeking_id
"""

# A booking that is no longer as this import left it; only a later import does that, and that one goes back first.
AFWIJKEND = """
SELECT r.natuurlijke_sleutel FROM swv_importregel r
JOIN financien_boeking b ON b.natuurlijke_sleutel = r.natuurlijke_sleutel
WHERE r.run_id = {run} AND r.uitkomst = 'gewijzigd' AND NOT to_jsonb(b) @> (r.nieuw - 'onbekend') LIMIT 1
"""

HERSTEL = """
UPDATE financien_boeking b SET ({velden}) = (SELECT {velden} FROM jsonb_populate_record(b, r.oud))
FROM swv_importregel r
WHERE r.run_id = {run} AND r.uitkomst = 'gewijzigd' AND b.natuurlijke_sleutel = r.natuurlijke_sleutel
"""

WEG = "DELETE FROM financien_boeking WHERE ingevoerd_met_id = {run}"


@dataclass(frozen=True)
class Tellingen:
    """What a file does; the first six add up, the amounts are in cents and without refused rows."""

    gelezen: int
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    overgeslagen: int
    fouten: int
    onbekend: int
    baten_in_centen: int
    lasten_in_centen: int

    def als_dict(self) -> dict[str, int]:
        return asdict(self)


def _namen(tabel: str = "") -> sql.Composed:
    delen = [sql.Identifier(*filter(None, (tabel, naam))) for naam in INHOUD]
    return sql.SQL(", ").join(delen)


def _paren(tabel: str) -> sql.Composed:
    """`'datum', b.datum, …`, for jsonb_build_object."""
    paren = [sql.SQL("{}, {}").format(sql.Literal(naam), sql.Identifier(tabel, naam)) for naam in INHOUD]
    return sql.SQL(", ").join(paren)


def vergelijk(rijen: Iterable[Rij]) -> None:
    """Stream the rows into a temporary table and say of each what it does to the bookings there are."""
    velden = sql.SQL(", ").join(map(sql.Identifier, Rij._fields))
    with connection.cursor() as cursor:
        cursor.execute(TABEL)
        opdracht = sql.SQL("COPY boekingrij ({}) FROM STDIN").format(velden)
        with cursor.copy(opdracht) as uit:
            for rij in rijen:
                uit.write_row(rij)
        cursor.execute(SLEUTELS)
        cursor.execute(sql.SQL(DUBBEL).format(r=_namen("r"), e=_namen("e")))
        cursor.execute(sql.SQL(VERGELIJK).format(r=_namen("r"), b=_namen("b")))


def schrijf_regels(run: Importrun) -> Tellingen:
    """Write the rows of the run that a person may want to see or undo; return the totals."""
    regels = sql.SQL(REGELS).format(
        run=sql.Literal(run.pk),
        inhoud=_paren("r"),
        oud=_paren("b"),
        getoond=sql.Literal(NIEUW_GETOOND),
    )
    telt = sql.SQL("uitkomst IN ('nieuw', 'gewijzigd', 'ongewijzigd')")
    with connection.cursor() as cursor:
        cursor.execute(regels)
        cursor.execute(sql.SQL(TEL).format(telt=telt))
        return Tellingen(*cursor.fetchone())


def voer_door(run: Importrun) -> None:
    """Write the new bookings and change the known ones."""
    nieuw = sql.SQL(NIEUWE_BOEKINGEN).format(
        velden=_namen(),
        r=_namen("r"),
        run=sql.Literal(run.pk),
        begin=sql.Literal(uuid4().hex[:20]),
    )
    with connection.cursor() as cursor:
        cursor.execute(nieuw)
        cursor.execute(sql.SQL(GEWIJZIGDE_BOEKINGEN).format(velden=_namen(), r=_namen("r")))


def draai_terug(run: Importrun) -> None:
    """What was changed is as it was, what was new goes; the caller holds the lock."""
    van_run = sql.Literal(run.pk)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(AFWIJKEND).format(run=van_run))
        if anders := cursor.fetchone():
            raise Importfout(
                f"Boeking {anders[0]} is na deze import gewijzigd. Daarom kan de import niet terug."
            )
        cursor.execute(sql.SQL(HERSTEL).format(velden=_namen(), run=van_run))
        cursor.execute(sql.SQL(WEG).format(run=van_run))


def voorbeelden(run: Importrun, uitkomst: str) -> list[Importregel]:
    """A few rows of one kind, for the command line."""
    return list(run.regels.filter(uitkomst=uitkomst).order_by("nummer")[:VOORBEELDEN])
