"""JSON Lines: the tables of a build, a file each."""

from pathlib import Path

from kg.export.tables import GraphTables
from kg.store.lines import path_of, write_lines
from kg.store.queries import QUERIES


def write_jsonl(tables: GraphTables, path: Path) -> None:
    """Write a file NAME.jsonl for each table of kg.schema into a folder: one object a line, in UTF-8.

    Rows are written as they come from the store; texts are kept as they are. The same build gives the same
    bytes.
    """
    for name, query in QUERIES.items():
        write_lines(tables.asked, name, query, path_of(path, name))
