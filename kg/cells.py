"""Rows of cells that a person wrote: CSV files as spreadsheet programs save them."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Phrase

_MOST = 10_000_000  # characters of a cell

csv.field_size_limit(max(csv.field_size_limit(), _MOST))


class CellRow(NamedTuple):
    """A row, and the line at which it ends, from 1."""

    line: int
    row: list[str]


def read_cells(path: Path, kind: Phrase) -> list[CellRow]:
    """Return the rows of a CSV file in UTF-8; `kind` says in messages what it is.

    InputError where it can't be read, is in another encoding, or a quote in it is never closed.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            "{path}: {kind} can't be read ({cause}); check the path",
            path=path,
            kind=kind,
            cause=error.strerror,
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(
            "{path}:{line}: {kind} is not UTF-8; save it as CSV UTF-8", path=path, line=line, kind=kind
        ) from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, begins = [], 1
    try:
        for row in lines:
            rows.append(CellRow(lines.line_num, row))
            begins = lines.line_num + 1
    except csv.Error as error:
        raise InputError(
            "{path}:{line}: no row of CSV ({cause}); look at its quotes",
            path=path,
            line=begins,
            cause=str(error),
        ) from None
    return rows
