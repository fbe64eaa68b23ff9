"""CSV that programs and spreadsheets open alike."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

_FORMULA = str.maketrans({"=": "＝", "+": "＋", "-": "－", "@": "＠", "\t": " ", "\r": " "})


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], mark: bool = False
) -> None:
    """Write a CSV file in UTF-8, with a byte order mark if asked; floats in full precision."""
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> plain("=cmd()"), plain("青岛"), plain("-1+2")
    ('＝cmd()', '青岛', '－1+2')
    """
    return text[:1].translate(_FORMULA) + text[1:]
