"""From the columns of a file to the table `rij`: one checked row per line, in the words of the product.

All of it is one statement per step inside PostgreSQL: a row is never a Python object (eisen.md C2).
`uitkomst` is empty for a row that counts; `melding` is what the person who imports must know.
"""

from django.db import connection
from psycopg import sql

from swv.scholen import velden
from swv.scholen.kolommen import Indeling
from swv.scholen.namen import net_geschreven
from swv.scholen.soorten import soort_van

WIT = " \t\u00a0"
LEEG = sql.SQL("''")
VORM_CODE = "^[0-9A-Z]{4}[0-9]{2}$"
VORM_POSTCODE = "^[1-9][0-9]{3}[A-Z]{2}$"
VORM_AANTAL = "^[0-9]{1,6}(,0+)?$"
VORM_AFGESCHERMD = "^(<[ ]*[0-9]+|X)$"

KAARTEN = """
DROP TABLE IF EXISTS pg_temp.plaatsnaam, pg_temp.typekaart, pg_temp.rij;
CREATE TEMP TABLE plaatsnaam (ruw text PRIMARY KEY, net text NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE typekaart (type text PRIMARY KEY, soort text NOT NULL) ON COMMIT DROP
"""

RIJ = """
CREATE TEMP TABLE rij ON COMMIT DROP AS
SELECT k.nr, k.code AS vestigingscode, k.naam, k.type_duo, k.denominatie, k.internetadres, k.telefoon, k.straat,
  k.huisnummer, CASE WHEN k.postcode ~ {vorm_postcode} THEN k.postcode ELSE '' END AS postcode,
  k.plaats, k.gemeente, k.provincie, k.bestuur_nummer, k.bestuur_naam, t.soort,
  CASE WHEN k.aantal ~ {vorm_aantal} THEN split_part(k.aantal, ',', 1)::integer END AS leerlingen,
  k.aantal ~ {vorm_afgeschermd} AS afgeschermd,
  CASE WHEN k.fout IS NULL THEN '' ELSE 'fout' END AS uitkomst,
  coalesce(k.fout, concat_ws(' ', {meldingen})) AS melding
FROM (
  SELECT *, CASE {fouten} END AS fout FROM (
    SELECT nr, kolommen, {code} AS code, upper({brin}) AS brin, {naam} AS naam, {type_duo} AS type_duo,
      {denominatie} AS denominatie, {internetadres} AS internetadres, {telefoon} AS telefoon, {straat} AS straat,
      {huisnummer} AS huisnummer, upper(replace({postcode}, ' ', '')) AS postcode,
      {plaats} AS plaats, {gemeente} AS gemeente, {provincie} AS provincie,
      {bestuur_nummer} AS bestuur_nummer, {bestuur_naam} AS bestuur_naam, upper({leerlingen}) AS aantal
    FROM ruw {naamkaarten} OFFSET 0
  ) kaal OFFSET 0
) k LEFT JOIN typekaart t ON t.type = k.type_duo
"""

DUBBEL = """
WITH dubbel AS (
  SELECT vestigingscode, min(nr) AS eerste FROM rij WHERE uitkomst = '' GROUP BY vestigingscode HAVING count(*) > 1
)
UPDATE rij SET uitkomst = 'overgeslagen',
  melding = format('Vestigingscode %s stond al op rij %s; de eerste rij telt.', d.vestigingscode, d.eerste)
FROM dubbel d WHERE rij.vestigingscode = d.vestigingscode AND rij.nr <> d.eerste AND rij.uitkomst = ''
"""


def lees(indeling: Indeling) -> None:
    """Make `rij` from `ruw`: every line checked, codes complete, the second of a double skipped."""
    with connection.cursor() as cursor:
        cursor.execute(KAARTEN)
        _vul_plaatsnamen(cursor, indeling)
        _vul_typen(cursor, indeling)
        cursor.execute(_rij(indeling))
        cursor.execute(DUBBEL)


def _kaal(indeling: Indeling, kolom: str) -> sql.Composable:
    """The trimmed value of a column, or an empty text when this file has no such column."""
    if not indeling.heeft(kolom):
        return LEEG
    return sql.SQL("coalesce(btrim({}, {}), '')").format(_ruw(indeling, kolom), sql.Literal(WIT))


def _ruw(indeling: Indeling, kolom: str) -> sql.Identifier:
    return sql.Identifier(f"c{indeling.plaats[kolom]}")


def _verschillend(cursor, indeling: Indeling, kolom: str) -> list[str]:  # type: ignore[no-untyped-def]
    """The different values of a column; a few hundred, however long the file is."""
    vraag = sql.SQL("SELECT DISTINCT {0} FROM ruw WHERE {0} IS NOT NULL").format(_ruw(indeling, kolom))
    cursor.execute(vraag)
    return [waarde for (waarde,) in cursor.fetchall()]


def _vul_plaatsnamen(cursor, indeling: Indeling) -> None:  # type: ignore[no-untyped-def]
    ruwe = {
        waarde
        for kolom in ("plaats", "gemeente")
        if indeling.heeft(kolom)
        for waarde in _verschillend(cursor, indeling, kolom)
    }
    net = [(ruw, net_geschreven(ruw.strip(WIT))) for ruw in ruwe]
    with cursor.copy("COPY plaatsnaam FROM STDIN") as uit:
        for paar in net:
            if paar[0].strip(WIT) != paar[1]:
                uit.write_row(paar)


def _vul_typen(cursor, indeling: Indeling) -> None:  # type: ignore[no-untyped-def]
    if not indeling.heeft("type_duo"):
        return
    typen = {waarde.strip(WIT) for waarde in _verschillend(cursor, indeling, "type_duo")}
    with cursor.copy("COPY typekaart FROM STDIN") as uit:
        for type_duo in typen:
            soort = soort_van(type_duo)
            if soort:
                uit.write_row((type_duo, soort.value))


def _rij(indeling: Indeling) -> sql.Composed:
    delen: dict[str, sql.Composable] = {
        kolom: _kaal(indeling, kolom) for kolom in (*velden.TEKSTVELDEN, "brin", "bestuur_naam", "leerlingen")
    }
    kaarten = []
    for kolom in ("plaats", "gemeente"):
        if indeling.heeft(kolom):
            delen[kolom] = sql.SQL("coalesce({}.net, {})").format(sql.Identifier(f"n_{kolom}"), delen[kolom])
            kaarten.append(
                sql.SQL("LEFT JOIN plaatsnaam {0} ON {0}.ruw = {1}").format(
                    sql.Identifier(f"n_{kolom}"), _ruw(indeling, kolom)
                )
            )
    return sql.SQL(RIJ).format(
        **delen
        | {
            "code": _code(indeling),
            "huisnummer": _huisnummer(indeling),
            "bestuur_nummer": _bestuur_nummer(indeling),
            "naamkaarten": sql.SQL(" ").join(kaarten),
            "fouten": _fouten(indeling),
            "meldingen": _meldingen(indeling),
            "vorm_postcode": sql.Literal(VORM_POSTCODE),
            "vorm_aantal": sql.Literal(VORM_AANTAL),
            "vorm_afgeschermd": sql.Literal(VORM_AFGESCHERMD),
        }
    )


def _code(indeling: Indeling) -> sql.Composable:
    """Six characters, or two beside the BRIN (a spreadsheet may have eaten the leading zero)."""
    code = sql.SQL("upper({})").format(_kaal(indeling, "vestigingscode"))
    if not indeling.heeft("brin"):
        return code
    return sql.SQL(
        "CASE WHEN length({0}) BETWEEN 1 AND 2 THEN upper({1}) || lpad({0}, 2, '0') ELSE {0} END"
    ).format(code, _kaal(indeling, "brin"))


def _huisnummer(indeling: Indeling) -> sql.Composable:
    """Number, letter and addition in one, as on an envelope: 3, 3b, 3-2."""
    nummer = sql.SQL("{} || {}").format(_kaal(indeling, "huisnummer"), _kaal(indeling, "huisletter"))
    toevoeging = _kaal(indeling, "toevoeging")
    if not indeling.heeft("huisnummer"):
        return toevoeging
    return sql.SQL("concat_ws('-', nullif({}, ''), nullif({}, ''))").format(nummer, toevoeging)


def _bestuur_nummer(indeling: Indeling) -> sql.Composable:
    """Five digits; a spreadsheet may have eaten leading zeros."""
    nummer = _kaal(indeling, "bestuur_nummer")
    if not indeling.heeft("bestuur_nummer"):
        return nummer
    return sql.SQL("CASE WHEN {0} = '' THEN '' ELSE lpad({0}, greatest(5, length({0})), '0') END").format(
        nummer
    )


def _als(voorwaarde: sql.Composable, melding: sql.Composable) -> sql.Composed:
    return sql.SQL("WHEN {} THEN {}").format(voorwaarde, melding)


def _fouten(indeling: Indeling) -> sql.Composed:
    """What makes a row unusable, the first that holds; such a row is left out and reported."""
    gevallen = [
        _als(
            sql.SQL("kolommen IS NOT NULL"),
            sql.SQL("format('De rij heeft %s velden en de kop heeft er %s.', kolommen, {})").format(
                sql.Literal(indeling.breedte)
            ),
        ),
        _als(
            sql.SQL("code !~ {}").format(sql.Literal(VORM_CODE)),
            sql.SQL("format('Vestigingscode \"%s\" heeft niet de vorm 12AB00.', left(code, 20))"),
        ),
        _als(
            sql.SQL("brin <> '' AND brin <> left(code, 4)"),
            sql.SQL("format('BRIN %s hoort niet bij vestigingscode %s.', left(brin, 20), code)"),
        ),
        _als(sql.SQL("naam = ''"), sql.SQL("'De naam van de school ontbreekt.'")),
        _als(
            sql.SQL("aantal <> '' AND aantal !~ {} AND aantal !~ {}").format(
                sql.Literal(VORM_AANTAL), sql.Literal(VORM_AFGESCHERMD)
            ),
            sql.SQL("format('Aantal leerlingen \"%s\" is geen geheel getal.', lower(left(aantal, 20)))"),
        ),
        _als(
            sql.SQL("bestuur_nummer <> '' AND bestuur_nummer !~ '^[0-9]{{5}}$'").format(),
            sql.SQL(
                "format('Nummer van het bevoegd gezag \"%s\" heeft geen vijf cijfers.', left(bestuur_nummer, 20))"
            ),
        ),
    ]
    gevallen += [
        _als(
            sql.SQL("length({}) > {}").format(sql.Identifier(veld), sql.Literal(velden.lengte(veld))),
            sql.Literal(f"Het veld {velden.LABELS[veld]} is langer dan {velden.lengte(veld)} tekens."),
        )
        for veld in velden.TEKSTVELDEN
        if veld != "postcode" and indeling.heeft(*velden.KOLOMMEN.get(veld, (veld,)))
    ]
    return sql.SQL(" ").join(gevallen)


def _meldingen(indeling: Indeling) -> sql.Composed:
    """What does not stop a row but must be seen."""
    delen = [
        sql.SQL(
            "CASE WHEN k.postcode <> '' AND k.postcode !~ {} THEN"
            " format('Postcode \"%s\" is geen Nederlandse postcode en is niet overgenomen.', left(k.postcode, 12)) END"
        ).format(sql.Literal(VORM_POSTCODE))
    ]
    if indeling.heeft("type_duo"):
        delen.append(
            sql.SQL(
                "CASE WHEN k.type_duo <> '' AND t.soort IS NULL THEN"
                " format('Onderwijstype \"%s\" is onbekend; de school staat onder overig.', left(k.type_duo, 40)) END"
            )
        )
    if indeling.heeft("leerlingen"):
        delen.append(
            sql.SQL(
                "CASE WHEN k.aantal = '' THEN 'Geen leerlingaantal in het bestand.'"
                " WHEN k.aantal ~ {} THEN format('Leerlingaantal is afgeschermd (%s).', lower(k.aantal)) END"
            ).format(sql.Literal(VORM_AFGESCHERMD))
        )
    return sql.SQL(", ").join(delen)
