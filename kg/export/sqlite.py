"""One SQLite file with all tables, indexes and a full-text index of the sentences."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.export.flat import SCHEMA, TENURES, records
from kg.export.tables import Tables

INDEXES: dict[str, tuple[str, ...]] = {
    "articles": ("page, article",),
    "mentions": ("entity", "text", "page, article"),
    "entities": ("name", "parent"),
    "aliases": ("alias", "entity"),
    "posts": ("person_entity", "body_entity", "post_entity"),
    "edges": ("source", "target", "kind"),
    "evidence": ("source, target, kind",),
    "sentences": ('page, "start"',),
}
KEYS = {"pages": "page", "entities": "id"}


def write_sqlite(tables: Tables, path: Path) -> None:
    """Write the tables of kg.export.flat into an SQLite database: text, integers and reals typed.

    Dates are text (YYYY-MM-DD), as SQLite has it. The view `tenures` tells who held what where.
    `sentences_text` is a full-text index (FTS5) whose `rowid` is that of `sentences`; its characters
    stand apart, so that any stretch of Chinese is found: MATCH '"那 顺"' (see kg.export.sqlite.phrase).
    Texts are kept as they are. The same build gives the same bytes.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        for name in SCHEMA:
            _add_table(database, name, tables)
        database.execute(f"CREATE VIEW tenures AS {TENURES}")
        _add_search(database, tables)
        database.execute("COMMIT")


def phrase(text: str) -> str:
    """Return a text as a query of `sentences_text` that finds just this text.

    >>> phrase('那顺"孟和')
    '"那 顺 "" 孟 和"'
    """
    return f'"{_apart(text).replace(chr(34), chr(34) * 2)}"'


def _add_table(database: sqlite3.Connection, name: str, tables: Tables) -> None:
    columns = ", ".join(
        f'"{column}" {"TEXT" if type_ == "date" else type_.upper()}'
        + (" PRIMARY KEY" if KEYS.get(name) == column else "")
        for column, type_ in SCHEMA[name].items()
    )
    database.execute(f'CREATE TABLE "{name}" ({columns})')
    marks = ", ".join("?" * len(SCHEMA[name]))
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', records(tables, name))
    for number, columns in enumerate(INDEXES.get(name, ())):
        database.execute(f'CREATE INDEX "{name}_{number}" ON "{name}" ({columns})')


def _add_search(database: sqlite3.Connection, tables: Tables) -> None:
    database.execute("CREATE VIRTUAL TABLE sentences_text USING fts5(text)")
    rows = ((number, _apart(row["text"])) for number, row in enumerate(tables.sentences, 1))
    database.executemany("INSERT INTO sentences_text (rowid, text) VALUES (?, ?)", rows)


def _apart(text: str) -> str:
    return " ".join("".join(text.split()))
