"""From the columns of a file to the table `rij`: one checked row per line, in the words of the product.

All of it is one statement per step inside PostgreSQL: a row is never a Python object (eisen.md C2).
`uitkomst` is empty for a row that counts; `melding` is what the person who imports must know.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from swv.scholen import velden
from swv.scholen.kolommen import Indeling
from swv.scholen.namen import net_geschreven
from swv.scholen.soorten import soort_van

WIT = " \t\u00a0"
LEEG = sql.SQL("''")
VORM_CODE = "[0-9A-Z]{4}[0-9]{2}"
VORM_POSTCODE = "[1-9][0-9]{3}[A-Z]{2}"
VORM_AANTAL = "[0-9]{1,6}(,0+)?"
VORM_AFGESCHERMD = "(<[ ]*[0-9]+|X)"
VORM_BESTUUR = "[0-9]{5}"

KAARTEN = """
DROP TABLE IF EXISTS pg_temp.plaatsnaam, pg_temp.typekaart, pg_temp.rij;
CREATE TEMP TABLE plaatsnaam (ruw text PRIMARY KEY, net text NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE typekaart (type text PRIMARY KEY, soort text NOT NULL) ON COMMIT DROP
"""

# `is_gaaf` answers for nearly every row; only the others are taken apart. What every step asks stands first.
RIJ = """
CREATE TEMP TABLE rij ON COMMIT DROP AS
SELECT k.nr, k.code AS vestigingscode, CASE WHEN k.fout IS NULL THEN '' ELSE 'fout' END AS uitkomst,
  CASE WHEN k.fout IS NOT NULL THEN k.fout
    WHEN k.is_gaaf AND (t.soort IS NOT NULL OR k.type_duo = '') THEN '' ELSE concat_ws(' ', {meldingen}) END AS melding,
  CASE WHEN k.is_gaaf OR k.aantal ~ {vorm_aantal} THEN nullif(split_part(k.aantal, ',', 1), '')::integer END
    AS leerlingen,
  NOT k.is_gaaf AND k.aantal ~ {vorm_afgeschermd} AS afgeschermd, t.soort, k.bestuur_nummer, k.bestuur_naam,
  CASE WHEN k.is_gaaf OR k.postcode ~ {vorm_postcode} THEN k.postcode ELSE '' END AS postcode, k.naam, k.type_duo,
  k.denominatie, k.internetadres, k.telefoon, k.straat, k.huisnummer, k.plaats, k.gemeente, k.provincie
FROM (
  SELECT *, CASE WHEN NOT is_gaaf THEN CASE {fouten} END END AS fout FROM (
    SELECT *, {is_gaaf} AS is_gaaf FROM (
      SELECT nr, kolommen, {code} AS code, upper({brin}) AS brin, {naam} AS naam, {type_duo} AS type_duo,
        {denominatie} AS denominatie, {internetadres} AS internetadres, {telefoon} AS telefoon, {straat} AS straat,
        {huisnummer} AS huisnummer, upper(replace({postcode}, ' ', '')) AS postcode,
        {plaats} AS plaats, {gemeente} AS gemeente, {provincie} AS provincie,
        {bestuur_nummer} AS bestuur_nummer, {bestuur_naam} AS bestuur_naam, upper({leerlingen}) AS aantal
      FROM ruw {naamkaarten} OFFSET 0
    ) kaal OFFSET 0
  ) keur OFFSET 0
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
        _vul_kaarten(cursor, indeling)
        cursor.execute(_rij(indeling))
        cursor.execute(DUBBEL)


def _kaal(indeling: Indeling, kolom: str) -> sql.Composable:
    """The trimmed value of a column, or an empty text when this file has no such column."""
    if not indeling.heeft(kolom):
        return LEEG
    if not indeling.heeft_marges:
        return sql.SQL("coalesce({}, '')").format(_ruw(indeling, kolom))
    return sql.SQL("coalesce(btrim({}, {}), '')").format(_ruw(indeling, kolom), sql.Literal(WIT))


def _ruw(indeling: Indeling, kolom: str) -> sql.Identifier:
    return sql.Identifier(f"c{indeling.plaats[kolom]}")


def _vul_kaarten(cursor: CursorWrapper, indeling: Indeling) -> None:
    """The different place names and types, a few hundred however long the file is, with what they become."""
    gevraagd = [kolom for kolom in ("plaats", "gemeente", "type_duo") if indeling.heeft(kolom)]
    if not gevraagd:
        return
    namen_in_sql = sql.SQL(", ").join(_ruw(indeling, kolom) for kolom in gevraagd)
    groepen = sql.SQL(", ").join(sql.SQL("({})").format(_ruw(indeling, kolom)) for kolom in gevraagd)
    cursor.execute(sql.SQL("SELECT {} FROM ruw GROUP BY GROUPING SETS ({})").format(namen_in_sql, groepen))
    per_kolom = dict(zip(gevraagd, zip(*cursor.fetchall(), strict=True), strict=True))
    namen = {naam for kolom in ("plaats", "gemeente") for naam in per_kolom.get(kolom, ()) if naam}
    net = ((naam, net_geschreven(naam.strip(WIT))) for naam in namen)
    _kopieer(cursor, "plaatsnaam", [paar for paar in net if paar[0].strip(WIT) != paar[1]])
    typen = {naam.strip(WIT) for naam in per_kolom.get("type_duo", ()) if naam}
    soorten = ((type_duo, soort_van(type_duo)) for type_duo in typen)
    _kopieer(cursor, "typekaart", [(type_duo, soort.value) for type_duo, soort in soorten if soort])


def _kopieer(cursor: CursorWrapper, tabel: str, rijen: list[tuple[str, str]]) -> None:
    with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(tabel))) as uit:
        for rij in rijen:
            uit.write_row(rij)


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
            "is_gaaf": _is_gaaf(indeling),
            "vorm_postcode": _geheel(VORM_POSTCODE),
            "vorm_aantal": _geheel(VORM_AANTAL),
            "vorm_afgeschermd": _geheel(VORM_AFGESCHERMD),
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


def _geheel(vorm: str) -> sql.Literal:
    """A pattern for the whole value."""
    return sql.Literal(f"^{vorm}$")


def _lange_velden(indeling: Indeling) -> list[str]:
    """The text fields whose length can be too much; a postcode that is too long is no postcode."""
    return [
        veld
        for veld in velden.TEKSTVELDEN
        if veld != "postcode" and indeling.heeft(*velden.KOLOMMEN.get(veld, (veld,)))
    ]


def _is_gaaf(indeling: Indeling) -> sql.Composed:
    """Cheap questions only, lengths in bytes: true means that nothing has to be said about the row."""
    past: list[sql.Composable] = [
        sql.SQL("kolommen IS NULL AND naam <> '' AND code ~ {}").format(_geheel(VORM_CODE))
    ]
    if indeling.heeft("brin"):
        past.append(sql.SQL("starts_with(code, brin)"))
    if indeling.heeft("postcode"):
        past.append(sql.SQL("(postcode ~ {} OR postcode = '')").format(_geheel(VORM_POSTCODE)))
    if indeling.heeft("bestuur_nummer"):
        past.append(sql.SQL("(bestuur_nummer ~ {} OR bestuur_nummer = '')").format(_geheel(VORM_BESTUUR)))
    if indeling.heeft("leerlingen"):
        past.append(
            sql.SQL("aantal <> '' AND octet_length(aantal) <= 6 AND ltrim(aantal, '0123456789') = ''")
        )
    past += [
        sql.SQL("octet_length({}) <= {}").format(sql.Identifier(veld), sql.Literal(velden.lengte(veld)))
        for veld in _lange_velden(indeling)
    ]
    return sql.SQL(" AND ").join(past)


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
            sql.SQL("code !~ {}").format(_geheel(VORM_CODE)),
            sql.SQL("format('Vestigingscode \"%s\" heeft niet de vorm 12AB00.', left(code, 20))"),
        ),
        _als(
            sql.SQL("NOT starts_with(code, brin)"),
            sql.SQL("format('BRIN %s hoort niet bij vestigingscode %s.', left(brin, 20), code)"),
        ),
        _als(sql.SQL("naam = ''"), sql.SQL("'De naam van de school ontbreekt.'")),
        _als(
            sql.SQL("aantal <> '' AND aantal !~ {} AND aantal !~ {}").format(
                _geheel(VORM_AANTAL), _geheel(VORM_AFGESCHERMD)
            ),
            sql.SQL("format('Aantal leerlingen \"%s\" is geen geheel getal.', lower(left(aantal, 20)))"),
        ),
        _als(
            sql.SQL("bestuur_nummer <> '' AND bestuur_nummer !~ {}").format(_geheel(VORM_BESTUUR)),
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
        for veld in _lange_velden(indeling)
    ]
    return sql.SQL(" ").join(gevallen)


def _meldingen(indeling: Indeling) -> sql.Composed:
    """What does not stop a row but must be seen."""
    delen: list[sql.Composable] = [
        sql.SQL(
            "CASE WHEN k.postcode <> '' AND k.postcode !~ {} THEN"
            " format('Postcode \"%s\" is geen Nederlandse postcode en is niet overgenomen.', left(k.postcode, 12)) END"
        ).format(_geheel(VORM_POSTCODE))
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
            ).format(_geheel(VORM_AFGESCHERMD))
        )
    return sql.SQL(", ").join(delen)
