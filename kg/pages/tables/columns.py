"""Which column of a table holds what: as the user says, else by its heading, else by what it holds."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean

from kg.errors import InputError
from kg.knowledge.tables import read_kinds
from kg.model import COLUMNS, ItemColumn
from kg.pages.dates import parse_date
from kg.text import is_han

_HEADINGS = "table_columns.tsv"
_JOINTS = re.compile(r"[\s_.\-]+")
_DATED = 0.8  # share of cells that are days in a column of dates
_LONGEST_DATE, _LONGEST_ID, _LONGEST_HEADLINE = 30, 40, 200  # characters
_SHORTEST_HEADLINE = 2  # characters, on average
_OF_TEXT = 2  # how many times longer than headlines a text is, at least

ColumnNames = dict[ItemColumn, str]
"""ItemColumn of COLUMNS → how the table calls it: its heading, or its number where it has none."""
Rows = Sequence[Mapping[str, object]]


def choose_columns(
    path: Path, names: Sequence[str], given: Mapping[ItemColumn, str], rows: Rows, *, headed: bool
) -> ColumnNames:
    """Return what the columns of a table hold: what is given, and what headings or contents tell.

    InputError where a given column is not there, and where none is known to hold the text.
    """
    given = {column: _named(name, names) for column, name in given.items()}
    for column, name in given.items():
        if name not in names:
            raise InputError(
                "{path}: no column {name}; columns: {columns}; name it with --column {column}=NAME",
                path=path,
                name=name,
                columns=", ".join(names),
                column=column,
            )
    free = [name for name in names if name not in given.values()]
    guessed = _by_heading(free) if headed else _by_content(free, rows, given)
    chosen = {**{column: name for column, name in guessed.items() if column not in given}, **given}
    if "text" not in chosen:
        raise InputError(
            "{path}: no column for the text; columns: {columns}; name it with --column text=NAME",
            path=path,
            columns=", ".join(names),
        )
    return {column: chosen[column] for column in COLUMNS if column in chosen}


def knows_heading(cells: Iterable[str]) -> bool:
    """Tell whether one of some cells is a usual heading."""
    return bool(_by_heading(list(cells)))


def _named(name: str, names: Sequence[str]) -> str:
    """Return the heading of a column that is called by its number."""
    if name not in names and name.isdecimal() and 0 < int(name) <= len(names):
        return names[int(name) - 1]
    return name


def _by_heading(names: Sequence[str]) -> ColumnNames:
    """Return the columns whose headings are known."""
    plain = {_plain(name): name for name in reversed(names)}
    kinds = read_kinds(_HEADINGS)
    found = {
        column: next((plain[word] for word in kinds[column] if word in plain), None) for column in COLUMNS
    }
    return {column: name for column, name in found.items() if name is not None}


def _plain(name: str) -> str:
    return _JOINTS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _by_content(names: Sequence[str], rows: Rows, given: Mapping[ItemColumn, str]) -> ColumnNames:
    """Return the columns of a table without headings as their cells tell: the longest is the text."""
    cells = {name: [str(row.get(name) or "").strip() for row in rows] for name in names}
    cells = {name: [cell for cell in column if cell] for name, column in cells.items() if any(column)}
    long = {name: mean(map(len, column)) for name, column in cells.items()}
    found: ColumnNames = {}
    dates = [name for name, column in cells.items() if _is_dated(column)]
    if dates:
        found["date"] = dates[0]
    texts = sorted((name for name in cells if name not in dates), key=lambda name: -long[name])
    if texts and "text" not in given:
        found["text"] = texts.pop(0)
    body = long.get(found.get("text", given.get("text", "")), 0.0)
    heads = [name for name in texts if _is_headline(cells[name], long[name], body)]
    if heads:
        found["headline"] = heads[0]
    ids = [name for name in cells if name not in found.values() and _tells_apart(cells[name])]
    if ids:
        found["id"] = ids[0]
    return found


def _is_dated(cells: Sequence[str]) -> bool:
    days = sum(len(cell) <= _LONGEST_DATE and parse_date(cell) is not None for cell in cells)
    return days >= _DATED * len(cells)


def _is_headline(cells: Sequence[str], length: float, body: float) -> bool:
    """Tell whether cells are headlines: Chinese, shorter than the text, hardly one like another."""
    if not _SHORTEST_HEADLINE <= length <= _LONGEST_HEADLINE or (body and length * _OF_TEXT > body):
        return False
    return _has_han(cells) and len(set(cells)) * 2 > len(cells)


def _has_han(cells: Iterable[str]) -> bool:
    return any(is_han(char) for cell in cells for char in cell)


def _tells_apart(cells: Sequence[str]) -> bool:
    """Tell whether cells are names of their rows: short, without Chinese, no two alike."""
    alike = len(set(cells)) < len(cells)
    return not alike and all(len(cell) <= _LONGEST_ID for cell in cells) and not _has_han(cells)
