"""pages.csv: what the user knows of the pages beside it (page, date and any other columns)."""

import csv
from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError
from kg.pages.dates import parse_date

SIDECAR = "pages.csv"


def read_sidecar(path: Path, warn: Callable[[str], None]) -> dict[str, str]:
    """Return the ISO date of each page named in a sidecar file; empty when there is no such file.

    A line with a date that can't be read is warned of and left out; a file without the columns page and
    date is an InputError.
    """
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not {"page", "date"} <= set(reader.fieldnames or ()):
                raise InputError(f"{path}: line 1 must name the columns page and date")
            return _read_lines(path, reader, warn)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: can't be read ({error}); save it as CSV in UTF-8") from error


def _read_lines(path: Path, reader: "csv.DictReader[str]", warn: Callable[[str], None]) -> dict[str, str]:
    """Return the dates of the lines that give one."""
    dates = {}
    for row in reader:
        page, written = (row["page"] or "").strip().replace("\\", "/"), (row["date"] or "").strip()
        date = parse_date(written)
        if page and date:
            dates[page] = date
        elif written:
            warn(f"{path}: line {reader.line_num}: {written!r} is not a date; write it as 2018-12-08")
    return dates
