"""What a file makes of each school, new or known, per field: the word of the newest file wins.

A field that a file leaves empty says nothing. So an older file may fill what a newer one left open and
never overwrites it, and the outcome does not depend on the order in which files come in.
"""

from datetime import date

from django.db import connection
from psycopg import sql

from swv.enums import Onderwijssoort
from swv.scholen import velden
from swv.scholen.kolommen import Indeling

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

# Per row: f = the value that wins, k_f = it is the file's, o_f = what stands there now (null for a new school).
KEUZE = """
SELECT r.nr, r.vestigingscode, r.melding, r.soort, r.afgeschermd, s.id,
  greatest(s.peildatum, {dag}) AS datum, {waarden}, {winnaars}, {oude}
FROM rij r
LEFT JOIN swv_school s ON s.vestigingscode = r.vestigingscode
LEFT JOIN bestuurkaart bk ON bk.nummer = r.bestuur_nummer
WHERE r.uitkomst = '' OFFSET 0
"""

VOORSTEL = """
CREATE TEMP TABLE voorstel ON COMMIT DROP AS
SELECT w.*, id IS NOT NULL AND ROW({inhoud}) IS DISTINCT FROM ROW({oude_inhoud}) AS is_gewijzigd,
  id IS NOT NULL AND (peildatum, peildata) IS DISTINCT FROM (o_peildatum, o_peildata) AS is_opnieuw_gedateerd
FROM (
  SELECT k.nr, k.id, k.vestigingscode, k.melding, {overgenomen}, {oude_namen}, b.bestuur_id, y.onderwijssoort,
    p.pc4, coalesce(nullif(g.naam, ''), g.gemeente, '') AS gebied,
    g.pc4 IS NOT NULL AND {is_eigen} AS binnen_swv,
    concat_ws('; ', CASE WHEN b.is_aangevuld THEN {bestuur_aangevuld} END, a.melding,
      CASE WHEN y.onderwijssoort = 'overig' THEN {soort_onbekend} END,
      CASE WHEN p.pc4 = '' THEN {postcode_onbekend} END) AS te_controleren,
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
) w
"""


def maak(
    indeling: Indeling, *, peildatum: date | None, standaardsoort: str, eigen_soorten: list[str]
) -> None:
    """Make the table `voorstel` from `rij`; nothing outside this transaction's own tables changes."""
    dag = sql.SQL("{}::date").format(sql.Literal(peildatum))
    eigen = sql.SQL("y.onderwijssoort = ANY({})").format(sql.Literal(eigen_soorten))
    opdracht = sql.SQL(VOORSTEL).format(
        keuze=_keuze(indeling, dag),
        inhoud=velden.namen(velden.INHOUD),
        oude_inhoud=_oud(velden.INHOUD),
        overgenomen=velden.namen((*velden.TEKSTVELDEN, velden.GETAL), "k"),
        oude_namen=_oud(velden.ALLE, "k"),
        is_eigen=eigen if eigen_soorten else sql.SQL("true"),
        peildata=_peildata(dag),
        standaardsoort=sql.Literal(standaardsoort or Onderwijssoort.OVERIG.value),
        bestuur_aangevuld=sql.Literal(velden.BESTUUR_AANGEVULD),
        soort_onbekend=sql.Literal(velden.SOORT_ONBEKEND),
        postcode_onbekend=sql.Literal(velden.POSTCODE_ONBEKEND),
        was_bestuur=sql.Literal(f"{velden.BESTUUR_AANGEVULD}%"),
    )
    with connection.cursor() as cursor:
        cursor.execute(BESTUREN)
        cursor.execute(opdracht)


def _oud(namen: tuple[str, ...], voor: str = "") -> sql.Composed:
    return velden.namen(tuple(f"o_{naam}" for naam in namen), voor)


def _keuze(indeling: Indeling, dag: sql.Composable) -> sql.Composed:
    waarden, winnaars = [], []
    for veld in velden.GEDATEERD:
        naam, wint = sql.Identifier(veld), _wint(indeling, veld, dag)
        oud = sql.SQL("s.{}").format(naam)
        if veld in velden.TEKSTVELDEN:
            oud = sql.SQL("coalesce({}, '')").format(oud)
        nieuw = sql.SQL("bk.id") if veld == velden.BESTUUR else sql.SQL("r.{}").format(naam)
        waarden.append(sql.SQL("CASE WHEN {} THEN {} ELSE {} END AS {}").format(wint, nieuw, oud, naam))
        winnaars.append(sql.SQL("{} AS {}").format(wint, sql.Identifier(f"k_{veld}")))
    oude = [
        sql.SQL("s.{} AS {}").format(sql.Identifier(veld), sql.Identifier(f"o_{veld}"))
        for veld in velden.ALLE
    ]
    komma = sql.SQL(", ")
    return sql.SQL(KEUZE).format(
        dag=dag, waarden=komma.join(waarden), winnaars=komma.join(winnaars), oude=komma.join(oude)
    )


def _wint(indeling: Indeling, veld: str, dag: sql.Composable) -> sql.Composable:
    """The file's word counts when it says something and what stands there is not of a later day."""
    if not indeling.heeft(*velden.KOLOMMEN.get(veld, (veld,))):
        return sql.SQL("false")
    zegt_iets = {
        velden.BESTUUR: sql.SQL("bk.id IS NOT NULL"),
        velden.GETAL: sql.SQL("(r.leerlingen IS NOT NULL OR r.afgeschermd)"),
    }.get(veld, sql.SQL("r.{} <> ''").format(sql.Identifier(veld)))
    return sql.SQL(
        "({0} AND (s.peildatum IS NULL OR s.peildatum <= {1} OR coalesce({2}, {1}) <= {1}))"
    ).format(zegt_iets, dag, _dag_van(veld, "s", ""))


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
