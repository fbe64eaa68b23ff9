"""Rows of cells that a person wrote: CSV files as spreadsheet programs save them."""

import csv
import io
import re
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Phrase

_MOST = 10_000_000  # characters of a cell
_MOST_BYTES = 200_000_000  # of a file; a device would never end

_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # how cells begin that spreadsheet programs compute, or would

csv.field_size_limit(max(csv.field_size_limit(), _MOST))


class CellRow(NamedTuple):
    """A row, and the line at which it ends, from 1."""

    line: int
    row: list[str]


def read_cells(path: Path, kind: Phrase) -> list[CellRow]:
    """Return the rows of a CSV file in UTF-8; `kind` says in messages what it is.

    Cells that `text_cell` has kept from being formulas are as they were before.
    InputError where it can't be read, is in another encoding, or a quote in it is never closed.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise InputError(
                "{path}: {kind} of more than {most:,} bytes; split it", path=path, kind=kind, most=_MOST_BYTES
            )
        text = content.decode("utf-8-sig")
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
            rows.append(CellRow(lines.line_num, list(map(_bare, row))))
            begins = lines.line_num + 1
    except csv.Error as error:
        raise InputError(
            "{path}:{line}: no row of CSV ({cause}); look at its quotes",
            path=path,
            line=begins,
            cause=str(error),
        ) from None
    return rows


def text_cell(text: str) -> str:
    """Return a cell for a file that a person opens: one that would be a formula has a quote before it.

    >>> text_cell("=1+1"), text_cell("清河县"), _bare(text_cell("'=1+1"))
    ("'=1+1", '清河县', "'=1+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _bare(cell: str) -> str:
    """Return a cell as it was before it was kept from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
