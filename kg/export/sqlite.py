"""One SQLite file with all tables, indexes and a full-text index of the sentences."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.export.flat import PLAIN_TABLES, records
from kg.export.tables import GraphTables
from kg.schema import TABLES

INDEXES: dict[str, tuple[str, ...]] = {
    "articles": ("page, id",),
    "mentions": ("entity", "text", "page, article"),
    "entities": ("name", "parent"),
    "aliases": ("alias", "entity"),
    "posts": ("person_entity", "body_entity", "post_entity"),
    "tenures": ("person", "post", "body"),
    "edges": ("source", "target", "kind"),
    "evidence": ("source, target, kind",),
    "sentences": ('page, "start"',),
}
TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "TEXT", "period": "TEXT"}


def write_sqlite(tables: GraphTables, path: Path) -> None:
    """Write the tables of kg.export.flat into an SQLite database: text, integers and reals typed.

    Dates are text (YYYY-MM-DD, YYYY-MM or YYYY), as SQLite has it.
    `sentences_text` is a full-text index (FTS5) whose `rowid` is that of `sentences`; its characters
    stand apart, so that any stretch of Chinese is found: MATCH '"那 顺"' (see kg.export.sqlite.phrase).
    Texts are kept as they are. The same build gives the same bytes.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        for name in PLAIN_TABLES:
            _add_table(database, name, tables)
        _add_search(database, tables)
        database.execute("COMMIT")


def phrase(text: str) -> str:
    """Return a text as a query of `sentences_text` that finds just this text.

    >>> phrase('那顺"孟和')
    '"那 顺 "" 孟 和"'
    """
    return f'"{_apart(text).replace(chr(34), chr(34) * 2)}"'


def _add_table(database: sqlite3.Connection, name: str, tables: GraphTables) -> None:
    columns = PLAIN_TABLES[name]
    key = TABLES[name].key if name in TABLES else ()
    typed = ", ".join(
        f'"{column.name}" {TYPES[column.type]}' + (" PRIMARY KEY" if key == (column.name,) else "")
        for column in columns
    )
    database.execute(f'CREATE TABLE "{name}" ({typed})')
    marks = ", ".join("?" * len(columns))
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', records(tables, name))
    for number, indexed in enumerate(INDEXES.get(name, ())):
        database.execute(f'CREATE INDEX "{name}_{number}" ON "{name}" ({indexed})')


def _add_search(database: sqlite3.Connection, tables: GraphTables) -> None:
    database.execute("CREATE VIRTUAL TABLE sentences_text USING fts5(text)")
    column = [column.name for column in PLAIN_TABLES["sentences"]].index("text")
    found = enumerate(records(tables, "sentences"), 1)
    rows = ((number, _apart(row[column])) for number, row in found)
    database.executemany("INSERT INTO sentences_text (rowid, text) VALUES (?, ?)", rows)


def _apart(text: str) -> str:
    return " ".join("".join(text.split()))
