"""JSON Lines files: a writer that streams them and the one reader of them.

One JSON object a line, UTF-8, lines ended by a line feed on every system.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
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


def read_rows(path: Path, holding: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of one file of a build, their texts cleaned by `kg.store.clean.clean_text`.

    Where some texts are given, only rows whose line holds one of them. Raises OutputError where the file is
    missing or a line of it is no JSON object.
    """
    if not path.is_file():
        raise OutputError(
            "{path}: missing; build first with `kg build PAGES -o {out}`", path=path, out=path.parent
        )
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not holding or any(part in line for part in holding):
                yield _read_row(line, number, path)


def damaged(path: Path, cause: str) -> OutputError:
    """Return the error that says what is wrong with a file of a build."""
    return OutputError(
        "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
        path=path,
        cause=cause,
        out=path.parent,
    )


def as_read(row: Row, line: str) -> Row:
    """Return a row as `read_rows` gives it when it reads its line: all texts cleaned."""
    may_need_it = "\\u" in line or "\ufffd" in line or clean_text(line) != line
    return clean_row(row) if may_need_it else row


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


def _read_row(line: str, number: int, path: Path) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise damaged(path, f"{path.name}:{number}: {error}") from None
    if not isinstance(row, dict):
        raise damaged(path, f"{path.name}:{number}: no JSON object")
    return as_read(row, line)
