"""Annotated pages: the files of a user that say what is right, STEM.jsonl, .posts, .aliases, .articles."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import LABELS
from kg.schema import Row

_COLUMNS = {".posts": 3, ".aliases": 3, ".articles": 4}
_LINES = re.compile(r"(-|[0-9]{1,9}(-[0-9]{1,9})?)?")  # between commas


def read_gold(path: Path, size: int) -> list[Row]:
    """Return the names that an annotated page has by its STEM.jsonl; `size` is how long the page is.

    InputError for what is no such file, with the line.
    """
    rows = read_objects(path, skip=False)
    for number, row in enumerate(rows, 1):
        if row and not _fits(row, size):
            template = "{path}:{number}: start, end or label do not fit the page; mend that line"
            raise InputError(template, path=path, number=number)
    return [row for row in rows if row]


def _fits(row: Row, size: int) -> bool:
    start, end = row.get("start"), row.get("end")
    whole = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= size
    return whole and row.get("label") in LABELS


def read_objects(path: Path, *, skip: bool = True) -> list[Row]:
    """Return the rows of a file of JSON objects, a line each; blank lines too, as {}, unless skipped.

    InputError with the line for anything else.
    """
    lines = enumerate(_read_text(path).split("\n"), 1)
    return [_parse(line, path, number) for number, line in lines if line.strip() or not skip]


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(
            "{path}: can't be read ({cause}); check the path", path=path, cause=error.strerror
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("{path}:{line}: not UTF-8; save the file as UTF-8", path=path, line=line) from None


def _parse(line: str, path: Path, number: int) -> Row:
    cause = "no { }"
    try:
        row = json.loads(line) if line.strip() else {}
        if isinstance(row, dict):
            return row
    except (ValueError, RecursionError) as error:
        cause = getattr(error, "msg", str(error))
    raise InputError(
        "{path}:{number}: not a JSON object ({cause}); mend that line",
        path=path,
        number=number,
        cause=cause,
    )


def read_gold_table(path: Path) -> list[list[str]] | None:
    """Return the rows of an annotated page's STEM.posts, .aliases or .articles; None where it has none.

    InputError with the line for a row that is none.
    """
    if not path.exists():
        return None
    rows, least = [], _COLUMNS[path.suffix]
    for number, line in enumerate(_read_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) < least:
            raise InputError(
                "{path}:{number}: {count} cells, parted by tabs, where {least} are wanted; mend that line",
                path=path,
                number=number,
                count=len(row),
                least=least,
            )
        if path.suffix == ".articles":
            _check_lines(path, number, row[2:4])
        rows.append(row)
    return rows


def _check_lines(path: Path, number: int, cells: Sequence[str]) -> None:
    """Raise InputError where a cell does not name lines of the page."""
    for cell in cells:
        if not all(_LINES.fullmatch(part.strip()) for part in cell.split(",")):
            raise InputError(
                "{path}:{number}: {cell!r} names no lines; write 3,13-15", path=path, number=number, cell=cell
            )
