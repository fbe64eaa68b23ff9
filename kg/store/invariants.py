"""What holds between the tables of every finished build: keys are single, ids known, places on their pages.

What must hold is not listed here: it follows from what `kg.schema` says of the columns.
"""

from collections.abc import Iterator

from kg.errors import Phrase
from kg.messages import template
from kg.schema import PLACE, TABLES, Column, Table
from kg.store.engine import Engine, literals
from kg.store.queries import QUERIES


def find_breaches(engine: Engine) -> Iterator[Phrase]:
    """Yield what does not hold between the tables of a finished build, a phrase for each rule and column."""
    for table in TABLES.values():
        rows = f"({QUERIES[table.name].select})"
        yield from _repeated(engine, table, rows)
        if set(PLACE) <= {column.name for column in table.columns}:
            yield from _outside(engine, table.name, "start", f"SELECT {_listed(PLACE)} FROM {rows} AS t")
        for column in table.columns:
            yield from _of_column(engine, table, column, rows)


def _of_column(engine: Engine, table: Table, column: Column, rows: str) -> Iterator[Phrase]:
    """Yield what is wrong with a column."""
    name = f'"{column.name}"'
    if column.refers:
        yield from _unknown(engine, table, column, rows)
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


def _unknown(engine: Engine, table: Table, column: Column, rows: str) -> Iterator[Phrase]:
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
        table.name,
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
