"""What a file makes of each school, per field: the word of the newest file wins.

A field that a file leaves empty says nothing. So an older file may fill what a newer one left open and
never overwrites it, and the outcome does not depend on the order in which files come in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from psycopg import sql

from swv.enums import Onderwijssoort
from swv.scholen import velden
from swv.scholen.kolommen import Indeling

KOMMA = sql.SQL(", ")

# The boards in the file, with the id they have or will get.
BESTUREN = """
DROP TABLE IF EXISTS pg_temp.bestuurkaart, pg_temp.voorstel;
CREATE TEMP TABLE bestuurkaart ON COMMIT DROP AS
SELECT r.nummer, coalesce(b.id, nextval(pg_get_serial_sequence('swv_schoolbestuur', 'id'))) AS id,
  coalesce(nullif(r.naam, ''), 'Bevoegd gezag ' || r.nummer) AS naam, b.id IS NULL AS is_nieuw
FROM (
  SELECT bestuur_nummer AS nummer, left(max(bestuur_naam), 160) AS naam
  FROM rij WHERE uitkomst = '' AND bestuur_nummer <> '' GROUP BY bestuur_nummer
) r LEFT JOIN swv_schoolbestuur b ON b.nummer = r.nummer
"""

# Per known school: f = the value that wins, k_f = it is the file's, o_f = what stands there now.
KEUZE_BEKEND = """
SELECT r.nr, r.vestigingscode, r.melding, r.soort, r.afgeschermd, s.id,
  greatest(s.peildatum, {dag}) AS datum, {waarden}, {winnaars}, {oude}
FROM rij r
JOIN swv_school s ON s.vestigingscode = r.vestigingscode
LEFT JOIN bestuurkaart bk ON bk.nummer = r.bestuur_nummer
WHERE r.uitkomst = '' OFFSET 0
"""

# The same for a new school, where only the file speaks.
KEUZE_NIEUW = """
SELECT r.nr, r.vestigingscode, r.melding, r.soort, r.afgeschermd, NULL::bigint AS id,
  {dag} AS datum, {waarden}, {winnaars}, {oude}
FROM rij r
LEFT JOIN bestuurkaart bk ON bk.nummer = r.bestuur_nummer
WHERE r.uitkomst = '' AND NOT EXISTS (SELECT 1 FROM swv_school s WHERE s.vestigingscode = r.vestigingscode)
"""

# What follows from the values: kind, area, own or not, what must be checked, and the days of the fields.
UITWERKING = """
  SELECT k.nr, k.id, k.vestigingscode, k.melding, {overgenomen}, {oude_namen}, b.bestuur_id, y.onderwijssoort,
    p.pc4, coalesce(nullif(g.naam, ''), g.gemeente, '') AS gebied,
    CASE WHEN g.pc4 IS NULL THEN false ELSE {is_eigen} END AS binnen_swv,
    CASE WHEN b.is_aangevuld OR a.melding IS NOT NULL OR y.onderwijssoort = 'overig' OR p.pc4 = '' THEN
      concat_ws('; ', CASE WHEN b.is_aangevuld THEN {bestuur_aangevuld} END, a.melding,
        CASE WHEN y.onderwijssoort = 'overig' THEN {soort_onbekend} END,
        CASE WHEN p.pc4 = '' THEN {postcode_onbekend} END)
      ELSE '' END AS te_controleren,
    k.datum AS peildatum, {peildata} AS peildata
  FROM ({keuze}) k
  LEFT JOIN aangevulde_soort a ON a.vestigingscode = k.vestigingscode
  LEFT JOIN aangevuld_bestuur ab ON ab.brin = left(k.vestigingscode, 4)
  CROSS JOIN LATERAL (SELECT coalesce(nullif(left(k.postcode, 4), ''), k.o_pc4, '') AS pc4) p
  LEFT JOIN swv_gebied g ON g.pc4 = p.pc4
  CROSS JOIN LATERAL (
    SELECT coalesce(a.soort, CASE WHEN k.k_type_duo THEN coalesce(k.soort, 'overig')
      WHEN k.id IS NULL OR k.o_onderwijssoort = 'overig' THEN {standaardsoort}
      ELSE k.o_onderwijssoort END) AS onderwijssoort
  ) y
  CROSS JOIN LATERAL (
    SELECT CASE WHEN k.k_bestuur_id THEN k.bestuur_id ELSE coalesce(z.profiel, k.o_bestuur_id) END AS bestuur_id,
      NOT k.k_bestuur_id AND z.is_open AND coalesce(z.profiel, k.o_bestuur_id) IS NOT NULL AS is_aangevuld
    FROM (
      SELECT q.is_open, CASE WHEN q.is_open THEN ab.bestuur_id END AS profiel
      FROM (SELECT k.o_bestuur_id IS NULL OR coalesce(k.o_te_controleren LIKE {was_bestuur}, false) AS is_open) q
    ) z
  ) b
"""

# Only the known schools are laid down: a new one goes straight from the rows of the file to its table.
BEKEND = """
CREATE TEMP TABLE voorstel ON COMMIT DROP AS
SELECT w.*, ROW({inhoud}) IS DISTINCT FROM ROW({oude_inhoud}) AS is_gewijzigd,
  (peildatum, peildata) IS DISTINCT FROM (o_peildatum, o_peildata) AS is_opnieuw_gedateerd
FROM ({uitwerking}) w
"""


@dataclass(frozen=True)
class Kader:
    """What holds for every row of this import."""

    indeling: Indeling
    peildatum: date | None
    standaardsoort: str
    eigen_soorten: tuple[str, ...]


def maak(kader: Kader) -> None:
    """Make the table `voorstel` from `rij`; nothing outside this transaction's own tables changes."""
    opdracht = sql.SQL(BEKEND).format(
        inhoud=velden.namen(velden.INHOUD),
        oude_inhoud=_oud(velden.INHOUD),
        uitwerking=_uitwerking(kader, _keuze_bekend),
    )
    with connection.cursor() as cursor:
        cursor.execute(BESTUREN)
        cursor.execute(opdracht)


def nieuwe_scholen(kader: Kader) -> sql.Composed:
    """The query that gives every field of the schools that are not there yet."""
    return _uitwerking(kader, _keuze_nieuw)


def _uitwerking(kader: Kader, keuze: Callable[[Indeling, sql.Composable], sql.Composed]) -> sql.Composed:
    dag = sql.SQL("{}::date").format(sql.Literal(kader.peildatum))
    eigen = sql.SQL("y.onderwijssoort = ANY({})").format(sql.Literal([*kader.eigen_soorten]))
    return sql.SQL(UITWERKING).format(
        keuze=keuze(kader.indeling, dag),
        overgenomen=velden.namen((*velden.TEKSTVELDEN, velden.GETAL), "k"),
        oude_namen=_oud(velden.ALLE, "k"),
        is_eigen=eigen if kader.eigen_soorten else sql.SQL("true"),
        peildata=_peildata(dag),
        standaardsoort=sql.Literal(kader.standaardsoort or Onderwijssoort.OVERIG.value),
        bestuur_aangevuld=sql.Literal(velden.BESTUUR_AANGEVULD),
        soort_onbekend=sql.Literal(velden.SOORT_ONBEKEND),
        postcode_onbekend=sql.Literal(velden.POSTCODE_ONBEKEND),
        was_bestuur=sql.Literal(f"{velden.BESTUUR_AANGEVULD}%"),
    )


def _oud(namen: tuple[str, ...], voor: str = "") -> sql.Composed:
    return velden.namen(tuple(f"o_{naam}" for naam in namen), voor)


def _keuze_bekend(indeling: Indeling, dag: sql.Composable) -> sql.Composed:
    waarden, winnaars = [], []
    for veld in velden.GEDATEERD:
        wint = _wint(indeling, veld, dag)
        waarden.append(
            sql.SQL("CASE WHEN {} THEN {} ELSE s.{} END AS {}").format(
                wint, _uit_bestand(veld), sql.Identifier(veld), sql.Identifier(veld)
            )
        )
        winnaars.append(sql.SQL("{} AS {}").format(wint, sql.Identifier(f"k_{veld}")))
    oude = [
        sql.SQL("s.{} AS {}").format(sql.Identifier(veld), sql.Identifier(f"o_{veld}"))
        for veld in velden.ALLE
    ]
    return sql.SQL(KEUZE_BEKEND).format(
        dag=dag, waarden=KOMMA.join(waarden), winnaars=KOMMA.join(winnaars), oude=KOMMA.join(oude)
    )


def _keuze_nieuw(indeling: Indeling, dag: sql.Composable) -> sql.Composed:
    waarden = [
        sql.SQL("{} AS {}").format(_uit_bestand(veld), sql.Identifier(veld)) for veld in velden.GEDATEERD
    ]
    winnaars = [
        sql.SQL("{} AS {}").format(_zegt_iets(indeling, veld), sql.Identifier(f"k_{veld}"))
        for veld in velden.GEDATEERD
    ]
    oude = [
        sql.SQL("(NULL::swv_school).{} AS {}").format(sql.Identifier(veld), sql.Identifier(f"o_{veld}"))
        for veld in velden.ALLE
    ]
    return sql.SQL(KEUZE_NIEUW).format(
        dag=dag, waarden=KOMMA.join(waarden), winnaars=KOMMA.join(winnaars), oude=KOMMA.join(oude)
    )


def _uit_bestand(veld: str) -> sql.Composable:
    return sql.SQL("bk.id") if veld == velden.BESTUUR else sql.Identifier("r", veld)


def _zegt_iets(indeling: Indeling, veld: str) -> sql.Composable:
    """Whether the file says something about this field: an empty value does not, a masked count does."""
    if not indeling.heeft(*velden.KOLOMMEN.get(veld, (veld,))):
        return sql.SQL("false")
    if veld == velden.BESTUUR:
        return sql.SQL("bk.id IS NOT NULL")
    if veld == velden.GETAL:
        return sql.SQL("(r.leerlingen IS NOT NULL OR r.afgeschermd)")
    return sql.SQL("{} <> ''").format(sql.Identifier("r", veld))


def _wint(indeling: Indeling, veld: str, dag: sql.Composable) -> sql.Composable:
    """The file's word counts when it says something and what stands there is not of a later day."""
    return sql.SQL(
        "({0} AND (s.peildatum IS NULL OR s.peildatum <= {1} OR coalesce({2}, {1}) <= {1}))"
    ).format(_zegt_iets(indeling, veld), dag, _dag_van(veld, "s", ""))


def _dag_van(veld: str, tabel: str, voor: str) -> sql.Composed:
    """Of which day the present value is: its own day, else that of the school; empty has none."""
    naam = sql.Identifier(tabel, f"{voor}{veld}")
    peildata, peildatum = (sql.Identifier(tabel, f"{voor}{n}") for n in ("peildata", "peildatum"))
    gevuld = sql.SQL("{} <> ''").format(naam)
    if veld == velden.GETAL:
        gevuld = sql.SQL("{} IS NOT NULL").format(naam)
    if veld == velden.BESTUUR:  # what the profile filled in has no day: any file may replace it
        gevuld = sql.SQL("{} IS NOT NULL AND {} NOT LIKE {}").format(
            naam,
            sql.Identifier(tabel, f"{voor}te_controleren"),
            sql.Literal(f"{velden.BESTUUR_AANGEVULD}%"),
        )
    return sql.SQL("coalesce(({}->>{})::date, CASE WHEN {} THEN {} END)").format(
        peildata, sql.Literal(veld), gevuld, peildatum
    )


def _peildata(dag: sql.Composable) -> sql.Composed:
    """The fields of another day than the school's, and a count that was masked on a known day."""
    delen = []
    for veld in velden.GEDATEERD:
        op = sql.SQL("CASE WHEN k.{} THEN {} ELSE {} END").format(
            sql.Identifier(f"k_{veld}"), dag, _dag_van(veld, "k", "o_")
        )
        leeg = sql.SQL("k.leerlingen IS NULL") if veld == velden.GETAL else sql.SQL("false")
        delen.append(
            sql.SQL("{0}, CASE WHEN {1} <> k.datum OR {2} THEN {1} END").format(sql.Literal(veld), op, leeg)
        )
    return sql.SQL(
        "CASE WHEN NOT k.afgeschermd AND (k.id IS NULL OR k.o_peildata = '{{}}' AND k.o_peildatum = {}) "
        "THEN '{{}}'::jsonb ELSE jsonb_strip_nulls(jsonb_build_object({})) END"
    ).format(dag, sql.SQL(", ").join(delen))
