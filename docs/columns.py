"""The columns of the tables as the documents tell them, all from `kg.schema`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.flat import ADDED, LIST_TABLES
from kg.schema import TABLES, Column, Table, Type

README = Path(__file__).resolve().parent.parent / "output" / "README.md"
BEGIN = "<!-- Columns: written by docs/build_reference.py from kg/schema. -->"
END = "<!-- End of columns. -->"
TYPES: dict[Type, tuple[str, str, str, str]] = {
    "text": ("text", "VARCHAR", "string", "String"),
    "integer": ("whole number", "BIGINT", "int64, Int64 where it may be missing", "Int64"),
    "real": ("number", "DOUBLE", "float64", "Float64"),
    "date": ("day, `YYYY-MM-DD`", "DATE", "datetime64[s]", "Date"),
    "period": ("day, month or year", "VARCHAR", "string", "String"),
    "texts": ("list of texts", "a table of its own", "object", "List(String)"),
    "spans": ("list of [start, end]", "a table of its own", "object", "List(List(Int64))"),
    "passages": ("list of [page, start, end]", "a table of its own", "object", "List(Struct)"),
}


def readme_text() -> str:
    """Return output/README.md with the columns as they are now."""
    before, rest = README.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    lines = [line for table in TABLES.values() for line in _section(table, "###")]
    return "\n".join([f"{before}{BEGIN}", "", *lines, END]) + after


def reference_lines() -> Iterator[str]:
    """Yield the lines of docs/reference/tables.md."""
    yield "A build is these tables, each the file `NAME.jsonl`: one JSON object a line, keys in this order."
    yield "Offsets (`start`, `end`, spans) are characters of the decoded page, the end not included."
    yield ""
    yield "## Types"
    yield ""
    yield "SQLite has TEXT, INTEGER and REAL, and days as text. Parquet has the types of DuckDB."
    yield ""
    yield "Where a month or year may be all that is known, a date is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."
    yield ""
    yield from table_lines(("JSON", "DuckDB", "pandas", "Polars"), TYPES.values())
    for table in TABLES.values():
        yield from _section(table, "##")
        if table.key:
            yield f"Key: {', '.join(f'`{name}`' for name in table.key)}."
            yield ""
    yield "## In databases"
    yield ""
    yield "SQLite, DuckDB and Parquet have all tables but `text`, with these columns more:"
    yield ""
    yield from table_lines(
        ("table", "column", "type", "is"),
        ((f"`{name}`", *_cells(column)) for name, columns in ADDED.items() for column in columns),
    )
    yield "Lists are tables there, a row for each item:"
    yield ""
    yield from table_lines(
        ("table", "of", "columns"),
        (
            (
                f"`{name}`",
                ", ".join(f"`{table.of}.{column}`" for column in table.lists),
                ", ".join(f"`{column.name}`" for column in table.columns),
            )
            for name, table in LIST_TABLES.items()
        ),
    )


def _section(table: Table, heading: str) -> Iterator[str]:
    yield f"{heading} {table.name}.jsonl"
    yield ""
    first = str(table.record.__doc__).splitlines()[0]
    yield f"One line is {first[0].lower()}{first[1:]}"
    yield ""
    yield from table_lines(("column", "type", "is"), map(_cells, table.columns))


def _cells(column: Column) -> tuple[str, str, str]:
    type_ = TYPES[column.type][0]
    if column.left_out:
        type_ += "; left out where not known"
    elif column.nullable:
        type_ += " or null"
    unit = "" if column.unit in ("day", "period") else column.unit
    points = f"points to `{column.refers}`" if column.refers else ""
    values = " ".join(f"`{value}`" for value in column.values)
    return f"`{column.name}`", type_, "; ".join(filter(None, (column.meaning, unit, values, points)))


def table_lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table of Markdown."""
    columns = list(head)
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""
