"""What holds between the tables of every finished build: keys are single, ids known, places on their pages.

Most of what must hold is not listed here: it follows from what `kg.schema` says of the columns. The rest is
the order of places and days, and that all evidence is a passage which can be quoted.
"""

from collections.abc import Iterator

from kg.errors import Phrase
from kg.messages import template
from kg.schema import PLACE, TABLES, Column, Table, Type, columns_of
from kg.schema.kept import KEPT_TABLES
from kg.store.engine import Engine, literals
from kg.store.queries import QUERIES

_ORDERED = (("edges", "first_date", "last_date"), ("tenures", "first_seen", "last_seen"))
"""Days of which the second is not before the first."""
_DATES: dict[Type, tuple[str, str]] = {
    "date": ("{date}", template("{table}: {column} of {count:,} rows is no day, as {example}")),
    "period": (
        "CASE WHEN length({date}) IN (4, 7, 10) THEN {date} || substr('-01-01', length({date}) - 3) END",
        template("{table}: {column} of {count:,} rows is no day, month or year, as {example}"),
    ),
}
"""SQL for the first day of a date, and what is said where there is no such day."""
_OVERLAPPING = """
    SELECT page || ' ' || start AS place FROM (
      SELECT page, start, lag("end") OVER (PARTITION BY page ORDER BY start, "end") AS reached FROM mentions
    ) AS m WHERE start < reached
"""
_OUT_OF_SENTENCE = """
    SELECT m.page || ' ' || m.start AS place FROM mentions m
    LEFT JOIN text t ON t.page = m.page AND t.article = m.article AND t.number = m.sentence
    WHERE m.sentence IS NOT NULL AND (t.start <= m.start AND m.start < t."end") IS NOT TRUE
"""
_MENTIONS = """(
    SELECT m.*, n.entity FROM main.mentions m LEFT JOIN main.named n ON n.page = m.page AND n.start = m.start
)"""
_OTHERWISE = """
    SELECT page || ' ' || start AS place FROM (
      (SELECT {columns} FROM {said} EXCEPT SELECT {columns} FROM {kept})
      UNION ALL (SELECT {columns} FROM {kept} EXCEPT SELECT {columns} FROM {said})
    ) AS differing
"""
_COUNTED = """(
    SELECT entity, page, article, sentence, min(start) AS start, count(*) AS times FROM named
    WHERE entity IS NOT NULL AND sentence IS NOT NULL GROUP BY entity, page, article, sentence
)"""
_UNQUOTED = """
    SELECT p.page || ' ' || p.start || '–' || p."end" AS place
    FROM (SELECT DISTINCT unnest(evidence) AS p FROM edges) AS u
    ANTI JOIN ({sentences}) AS s ON s.page = p.page AND s.start = p.start AND s."end" = p."end"
"""


def find_breaches(engine: Engine) -> Iterator[Phrase]:
    """Yield what does not hold between the tables of a finished build, a phrase for each rule and column."""
    for table in TABLES.values():
        rows = _MENTIONS if table.name == "mentions" else f"({QUERIES[table.name].select})"
        yield from _repeated(engine, table, rows)
        if set(PLACE) <= {column.name for column in table.columns}:
            yield from _outside(engine, table.name, "start", f"SELECT {_listed(PLACE)} FROM {rows} AS t")
        for column in table.columns:
            yield from _of_column(engine, table, column, rows)
    for name in KEPT_TABLES.keys() - TABLES.keys():
        for column in columns_of(KEPT_TABLES[name]):
            if column.refers:
                yield from _unknown(engine, name, column, f"main.{name}")
    yield from _out_of_order(engine)
    yield from _kept_otherwise(engine)


def _kept_otherwise(engine: Engine) -> Iterator[Phrase]:
    """Yield that what is kept of who is named where is not what it was made from."""
    mention = 'page, article, start, "end", label, text, sentence, score'
    occurrence = "page, start, entity, article, sentence, times"
    for table, columns, said in (("named", mention, "mentions"), ("occurrences", occurrence, _COUNTED)):
        query = _OTHERWISE.format(columns=columns, said=said, kept=table)
        yield from _counted(
            engine,
            f"SELECT count(*), min(place) FROM ({query}) AS q",
            template("{table}: {count:,} rows are not what they are made from, as {example}"),
            table,
            "start",
        )


def _out_of_order(engine: Engine) -> Iterator[Phrase]:
    """Yield that mentions overlap or leave their sentences, evidence is no passage, days run back."""
    for table, column, query, said in (
        (
            "mentions",
            "start",
            _OVERLAPPING,
            template("{table}: {count:,} overlap the one before, as {example}"),
        ),
        (
            "mentions",
            "sentence",
            _OUT_OF_SENTENCE,
            template("{table}: {count:,} do not stand in their sentence, as {example}"),
        ),
        (
            "edges",
            "evidence",
            _UNQUOTED.format(sentences=QUERIES["sentences"].select),
            template("{table}: {count:,} passages of the evidence are no sentence, as {example}"),
        ),
    ):
        yield from _counted(engine, f"SELECT count(*), min(place) FROM ({query}) AS q", said, table, column)
    for table, first, last in _ORDERED:
        yield from _counted(
            engine,
            f"SELECT count(*), min({first}) FROM {table} WHERE {first} > {last}",
            template("{table}: {column} of {count:,} rows is after the last one, as {example}"),
            table,
            first,
        )


def _of_column(engine: Engine, table: Table, column: Column, rows: str) -> Iterator[Phrase]:
    """Yield what is wrong with a column."""
    name = f'"{column.name}"'
    if column.refers:
        yield from _unknown(engine, table.name, column, rows)
    if column.type in _DATES:
        day, said = _DATES[column.type]
        no_date = f"{name} IS NOT NULL AND try_cast({day.format(date=name)} AS DATE) IS NULL"
        yield from _counted(
            engine,
            f"SELECT count(*), min({name}) FROM {rows} AS t WHERE {no_date}",
            said,
            table.name,
            column.name,
        )
    if column.values:
        odd = f"{name} IS NOT NULL AND {name} NOT IN ({literals(column.values)})"
        yield from _counted(
            engine,
            f"SELECT count(*), min({name}) FROM {rows} AS t WHERE {odd}",
            template("{table}: {column} of {count:,} rows is none of its values, as {example}"),
            table.name,
            column.name,
        )
    if column.type == "passages":
        passages = f"SELECT unnest({name}) AS p FROM {rows} AS t"
        places = f'SELECT p.page AS page, p.start AS start, p."end" AS "end" FROM ({passages}) AS u'
        yield from _outside(engine, table.name, column.name, places)
    if column.type == "spans":
        spans = f"SELECT page, unnest({name}) AS p FROM {rows} AS t"
        places = f'SELECT page, p.start AS start, p."end" AS "end" FROM ({spans}) AS u'
        yield from _outside(engine, table.name, column.name, places)


def _repeated(engine: Engine, table: Table, rows: str) -> Iterator[Phrase]:
    """Yield that rows of a table have the same key."""
    if not table.key:
        return
    key = _listed(table.key)
    twice = f'SELECT "{table.key[0]}" AS first FROM {rows} AS t GROUP BY {key} HAVING count(*) > 1'
    yield from _counted(
        engine,
        f"SELECT count(*), min(first) FROM ({twice}) AS u",
        template("{table}: {count:,} keys ({column}) stand in more than one row, as {example}"),
        table.name,
        ", ".join(table.key),
    )


def _unknown(engine: Engine, table: str, column: Column, rows: str) -> Iterator[Phrase]:
    """Yield that a column names what is in no row of the table that it refers to."""
    target, key = column.refers.split(".")
    value = f'unnest("{column.name}")' if column.type == "texts" else f'"{column.name}"'
    known = f"({QUERIES[target].select})"
    on_page = target == "articles"  # ids of articles are those of their page
    pages = "page, " if on_page else ""
    asked = f"SELECT {pages}{value} AS v FROM {rows} AS t"
    same = f'k."{key}" = u.v' + (" AND k.page = u.page" if on_page else "")
    yield from _counted(
        engine,
        f"SELECT count(*), min(v) FROM ({asked}) AS u ANTI JOIN {known} AS k ON {same} WHERE v IS NOT NULL",
        template("{table}: {column} of {count:,} rows is not known, as {example}"),
        table,
        column.name,
    )


def _outside(engine: Engine, table: str, column: str, places: str) -> Iterator[Phrase]:
    """Yield that places do not lie on their pages."""
    inside = 'u.start >= 0 AND u.start < u."end" AND u."end" <= k.chars'
    example = "u.page || ' ' || u.start || '–' || u.\"end\""
    yield from _counted(
        engine,
        f"SELECT count(*), min({example}) FROM ({places}) AS u "
        f"LEFT JOIN ({QUERIES['pages'].select}) AS k ON k.page = u.page WHERE ({inside}) IS NOT TRUE",
        template("{table}: {column} of {count:,} rows does not lie on its page, as {example}"),
        table,
        column,
    )


def _counted(engine: Engine, query: str, said: str, table: str, column: str) -> Iterator[Phrase]:
    ((count, example),) = engine.rows(query)
    if count:
        yield Phrase(said, table=table, column=column, count=count, example=str(example))


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
