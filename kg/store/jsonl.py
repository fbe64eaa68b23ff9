"""JSON Lines files: a writer that streams them.

One JSON object a line, UTF-8, lines ended by a line feed on every system.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.schema import Row
from kg.store.clean import clean_text

_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def write_jsonl(path: Path, lines: Iterable[str]) -> None:
    """Write rows to a file as they come, each a line that `format_row` gives."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def format_row(row: Row) -> str:
    r"""Return a row as one line of JSON with its line feed.

    A lone surrogate, which UTF-8 can't hold, becomes U+FFFD.

    >>> format_row({"id": "per-1", "name": "那顺\ud800"})
    '{"id": "per-1", "name": "那顺\ufffd"}\n'
    """
    return _SURROGATE.sub("\ufffd", _ENCODER.encode(row)) + "\n"


def damaged(path: Path, cause: str) -> OutputError:
    """Return the error that says what is wrong with a file of a build."""
    return OutputError(
        "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
        path=path,
        cause=cause,
        out=path.parent,
    )


def clean_row(row: Row) -> Row:
    """Return a row with all its texts cleaned."""
    return dict(_clean_value(row))


def _clean_value(value: Any) -> Any:
    """Return a value of JSON with all its texts cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean_value(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): _clean_value(item) for key, item in value.items()}
    return value
