"""What the driver and the executors of a cluster hand each other, as JSON: nothing of it is code.

Pages to be read go one way, what came of them the other. Texts to be said in another language keep their
template and values; a value that is neither text, number nor path travels as what it says.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from kg.errors import ConfigError, InputError, KgError, ModelError, OutputError, Phrase
from kg.pages import PageFile
from kg.pages.page_file import NewsItem
from kg.pages.zipped import MemberPlace
from kg.pipeline.faults import Fault
from kg.schema import Row

_ERRORS = {kind.__name__: kind for kind in (KgError, ConfigError, InputError, ModelError, OutputError)}
_PATH, _SAID, _VALUES, _KIND = "path", "said", "values", "kind"


class Dealt(NamedTuple):
    """A file to be read, and the pages of it that an earlier build has read, with their keys."""

    file: PageFile
    known: Mapping[str, str]


@dataclass(slots=True)
class ChunkOutcome:
    """What came of a chunk; `error` would strike every page."""

    batches: list[str] = field(default_factory=list)  # their names
    used: list[tuple[str, str]] = field(
        default_factory=list
    )  # pages that an earlier build has read, with keys
    warnings: list[str] = field(default_factory=list)
    faults: list[tuple[Fault, bool]] = field(default_factory=list)  # and whether the driver has told it
    pages: int = 0  # all but those that have faults
    error: KgError | None = None


def dump_file(file: PageFile) -> str:
    """Return a file to be read as text."""
    return _dump(_fields(file) | {"path": str(file.path), "error": _of_error(file.error)}).decode("ascii")


def dump_chunk(chunk: Iterable[tuple[str, Mapping[str, str]]]) -> bytes:
    """Return the pages of a chunk as bytes: files as `dump_file` has them, and what is known of each."""
    rows = (f'{{"file":{file},"known":{json.dumps(dict(known))}}}' for file, known in chunk)
    return f"[{','.join(rows)}]".encode("ascii")


def load_chunk(content: bytes) -> list[Dealt]:
    """Return the pages of a chunk that `dump_chunk` made bytes of."""
    return [Dealt(_file(row["file"]), row["known"]) for row in json.loads(content)]


def dump_outcome(outcome: ChunkOutcome) -> bytes:
    """Return what came of a chunk as bytes."""
    row = _fields(outcome)
    row["warnings"] = [_of_value(warning) for warning in outcome.warnings]
    row["faults"] = [[_of_fault(fault), told] for fault, told in outcome.faults]
    row["error"] = _of_error(outcome.error)
    return _dump(row)


def load_outcome(content: bytes) -> ChunkOutcome:
    """Return what came of a chunk that `dump_outcome` made bytes of."""
    row = json.loads(content)
    row["used"] = [(page, key) for page, key in row["used"]]
    row["warnings"] = [_value(warning) for warning in row["warnings"]]
    row["faults"] = [(_fault(fault), told) for fault, told in row["faults"]]
    row["error"] = _error(row["error"])
    return ChunkOutcome(**row)


def _dump(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _fields(value: Any) -> Row:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _file(row: Row) -> PageFile:
    place, item = row["place"], row["item"]
    row["place"] = MemberPlace._make([*place[:-1], tuple(place[-1])]) if place else None
    row["item"] = NewsItem(*item) if item else None
    return PageFile(**row | {"path": Path(row["path"]), "error": _error(row["error"])})


def _of_fault(fault: Fault) -> Row:
    return _fields(fault) | {"error": _of_value(fault.error)}


def _fault(row: Row) -> Fault:
    return Fault(**row | {"error": _value(row["error"])})


def _of_error(error: KgError | None) -> Row | None:
    return {_KIND: type(error).__name__, _SAID: _of_value(error.phrase)} if error else None


def _error(row: Row | None) -> Any:
    if row is None:
        return None
    said: Phrase = _value(row[_SAID])
    return _ERRORS[row[_KIND]](said.template, **said.values)


def _of_value(value: object) -> object:
    """Return a value of a phrase as JSON has it."""
    if isinstance(value, Phrase):
        return {
            _SAID: value.template,
            _VALUES: {name: _of_value(each) for name, each in value.values.items()},
        }
    if isinstance(value, PurePath):
        return {_PATH: str(value)}
    if isinstance(value, list | tuple):
        return [_of_value(each) for each in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _value(told: Any) -> Any:
    if isinstance(told, dict):
        if _PATH in told:
            return Path(told[_PATH])
        return Phrase(told[_SAID], **{name: _value(each) for name, each in told[_VALUES].items()})
    return [_value(each) for each in told] if isinstance(told, list) else told
