"""How a table of separated cells is written: its separator, whether cells stand in quotes, its headings."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.pages.dates import parse_date
from kg.pages.read import MOST_CHARACTERS
from kg.pages.tables.columns import knows_heading
from kg.pages.tables.opened import beginning, find_encoding, open_text

LOOKED_AT = 100  # rows
_SEPARATORS = "\t,;|"
_TAB = "\t"
_AGREED = 0.8  # share of the rows that have as many cells as most …
_LIKELY = 0.5  # … and below which nothing is a separator but what the suffix says
_HEADING = 30  # characters of a heading at most

csv.field_size_limit(max(csv.field_size_limit(), MOST_CHARACTERS))


class Dialect(NamedTuple):
    """How a table of separated cells is written."""

    encoding: str
    separator: str
    quoted: bool  # whether cells may stand in quotes
    headings: tuple[str, ...]  # numbers from 1 where the table has none
    headed: bool  # whether the first row holds them


def find_dialect(path: Path, suffix: str, *, numbered: bool = False) -> tuple[Dialect, list[list[str]]]:
    """Return how a table is written, and its first rows; InputError where it can't be read as one.

    A first row that may hold headings does where none is asked for by a number, else where they are known.
    """
    encoding = find_encoding(path)
    with open_text(path, encoding, "") as lines:
        sample = list(beginning(lines, LOOKED_AT, len))
    separator, quoted, rows = _split(sample, suffix)
    if not rows:
        raise InputError("{path}: the table is empty; check the path, or save it again", path=path)
    headed = _is_heading(rows[0]) and (not numbered or knows_heading(rows[0]))
    wide = Counter(len(row) for row in rows).most_common(1)[0][0]
    headings = [cell.strip() for cell in rows[0]] if headed else [str(n) for n in range(1, wide + 1)]
    dialect = Dialect(encoding, separator, quoted, tuple(headings), headed)
    return dialect, rows[1:] if headed else rows


def split_quoted(lines: Sequence[str], separator: str) -> list[list[str]]:
    """Return the cells of lines in which they may stand in quotes; a row that is none is left out."""
    rows: list[list[str]] = []
    reader = csv.reader(lines, delimiter=separator)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            continue
        if any(cell.strip() for cell in row):
            rows.append(row)


def _split(sample: Sequence[str], suffix: str) -> tuple[str, bool, list[list[str]]]:
    """Return separator, quotes and rows of a sample: what its suffix says where that fits, else what fits."""
    usual = _TAB if suffix == ".tsv" else ","
    found = []
    for separator in (usual, *_SEPARATORS.replace(usual, "")):
        quoted = separator != _TAB or _stands_in_quotes(sample)
        rows = split_quoted(sample, separator) if quoted else _split_plain(sample, separator)
        found.append((_agreement(rows), separator, quoted, rows))
    agreed = [one for one in found if one[0] >= _AGREED] or [max(found, key=lambda one: one[0])]
    best = agreed[0] if agreed[0][0] >= _LIKELY else found[0]
    return best[1:]


def _split_plain(sample: Sequence[str], separator: str) -> list[list[str]]:
    return [line.rstrip("\r\n").split(separator) for line in sample if line.strip()]


def _agreement(rows: Sequence[Sequence[str]]) -> float:
    """Return the share of rows with as many cells as most of them; 0 where that is one cell."""
    counts = Counter(map(len, rows)).most_common(1)
    return counts[0][1] / len(rows) if counts and counts[0][0] > 1 else 0.0


def _stands_in_quotes(sample: Sequence[str]) -> bool:
    """Tell whether cells between tabs stand in quotes, as some programs write those that hold tabs or lines.

    A quote may as well be the first character of a text.
    """
    rows = _split_plain(sample, _TAB)
    opening = [cell.strip() for row in rows for cell in row if cell.strip().startswith('"')]
    if not opening:
        return False
    if _agreement(rows) < _AGREED <= _agreement(split_quoted(sample, _TAB)):
        return True
    closed = all(len(cell) > 1 and cell.endswith('"') for cell in opening)
    return closed and (len(opening) >= len(rows) or any('""' in cell[1:-1] for cell in opening))


def _is_heading(row: Sequence[str]) -> bool:
    """Tell whether a first row holds headings: short ones, all different, no numbers and no days."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(set(cells)) < len(cells) or any(len(cell) > _HEADING for cell in cells):
        return False
    return bool(cells) and not any(cell.isdecimal() or parse_date(cell) or "。" in cell for cell in cells)
