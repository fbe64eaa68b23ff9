"""Aligned text for people, one JSON document for programs."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TextIO, TypeVar

from rich.cells import cell_len

from kg.cli.lines import put, put_json
from kg.messages import say, template
from kg.visible import visible

LABELS = {
    "PER": template("person"),
    "LOC": template("place"),
    "ORG": template("body"),
    "TITLE": template("post"),
}
KINDS = {
    "sentence": template("in a sentence"),
    "paragraph": template("in a paragraph"),
    "article": template("in an article"),
    "holds": template("holds"),
    "at": template("at"),
    "byline": template("writes for"),
    "part_of": template("part of"),
    "located_in": template("located in"),
}
OTHER = "other"  # the type of a body whose name does not tell
GAP = "  "
_Found = TypeVar("_Found")


def align(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Return rows as lines with their columns one below the other; Chinese characters are two wide.

    >>> align([("那顺孟和", "12"), ("甲", "3")], right=[1])
    ['那顺孟和  12', '甲         3']
    """
    table = [[visible(str(cell)) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    to_right = set(right)
    return [
        GAP.join(
            pad(cell, width, at in to_right) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def pad(cell: str, width: int, right: bool = False) -> str:
    """Return a cell filled up with blanks to a width in columns of the screen."""
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if right else cell + blanks


def say_label(label: str, kind: str | None = None) -> str:
    """Return what an entity is: person, body hospital …"""
    said = say(LABELS.get(label, label))
    return f"{said} {say(kind)}" if kind and kind != OTHER else said


def say_kind(kind: str) -> str:
    """Return a kind of edges as people say it."""
    return say(KINDS.get(kind, kind))


def say_period(first: str | None, last: str | None) -> str:
    """Return a day, two days with a dash, or nothing."""
    return " – ".join(sorted({day for day in (first, last) if day}))


def print_found(
    found: _Found,
    lines: Callable[[_Found], Iterable[str]],
    as_json: bool,
    key: str | None = None,
    *,
    styled: bool = False,
) -> None:
    """Print what a query found: as lines, or as one JSON document, under a key of it where one is given."""
    if as_json:
        print_json(found if key is None else {key: found})
    else:
        print_lines(lines(found), styled=styled)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether what is written goes to a terminal that can move its cursor; None is no stream at all."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def shows_styles() -> bool:
    """Tell whether standard output is a terminal that may show words bold."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")


def print_lines(lines: Iterable[str], *, styled: bool = False) -> None:
    """Print lines on standard output, with words bold where they are `styled`."""
    for line in lines:
        put(line, styled=styled)


def print_json(value: object) -> None:
    """Print what a query found as one JSON document; in ASCII where the output is not UTF-8."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    put_json(json.dumps(value, ensure_ascii=ascii_only, indent=2, default=asdict))
