"""The rows of tables become pages, each with one news item; what is wrong with a row is told and counted."""

import datetime
import lzma
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from kg.errors import InputError, Phrase
from kg.model import ItemColumn
from kg.pages.content import Stamp, stamp_of
from kg.pages.dates import parse_date
from kg.pages.page_file import NewsItem, PageFile
from kg.pages.patterns import split_pattern
from kg.pages.sheet import Warn
from kg.pages.tables.columns import ColumnNames, choose_columns
from kg.pages.tables.complaints import Complaints
from kg.pages.tables.dialect import find_dialect
from kg.pages.tables.opened import is_packed, table_suffix
from kg.pages.tables.rows import JsonLines, ParquetTable, Separated, Source, TableRow
from kg.pages.tables.seen import Seen
from kg.pages.walk import walk
from kg.text import HALVES

SUFFIXES = (".csv", ".jsonl", ".parquet", ".tsv")
_FAULTS = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)  # of reading; pyarrow's are among them
_TRIES = 2  # for a table that changes before its first row is read
_BYTES = re.compile("[\udc80-\udcff]")  # what stands for bytes that the encoding does not know


def find_rows(tables: Sequence[Path], columns: Mapping[ItemColumn, str], warn: Warn) -> Iterator[PageFile]:
    """Yield the rows of tables as pages, one after another while they are read.

    A page is called `FILE#ID`, or `FILE#LINE` where no column holds an id; tables of one name get the names
    of their folders put before. `columns` says how the table calls its columns (id, date, headline, text,
    paper, page) where that can't be guessed. A row that can't be read, or has no text, is a page whose
    reading says why; so is the end of a table that breaks off or changes while it is read.
    Raises InputError at once, before the first row, for a table that is missing, of no known format or
    without a column for the text.
    """
    paths: dict[Path, Path] = {}  # by where they lie, for a table that is given twice
    for path in (path for table in tables for path in _expand(Path(table))):
        paths.setdefault(path.resolve(), path)
    opened = [_open(path, columns) for path in paths.values()]
    named = zip(opened, _name(list(paths)), strict=True)
    return chain.from_iterable(_pages(table, name, columns, warn) for table, name in named)


def count_rows(tables: Sequence[Path]) -> int:
    """Return about how many rows some tables have; those that can't be read count as none."""
    count = 0
    for path in (path for table in tables for path in _expand(Path(table))):
        try:
            count += _source(path).count()
        except (InputError, *_FAULTS):
            continue
    return count


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that is about to be read."""

    path: Path
    stamp: Stamp  # before anything was read of it
    source: Source
    columns: ColumnNames


def _expand(path: Path) -> Iterator[Path]:
    """Yield the files that a path or pattern stands for; InputError where there are none."""
    pattern = None if path.exists() else split_pattern(path)
    if path.is_dir():
        raise InputError("{path}: a folder, not a table; give its files, or a pattern for them", path=path)
    if pattern and pattern.folder.is_dir():
        names = [(folder.inside, name) for folder in walk(pattern, _ignore) for name in folder.names]
        if names:
            yield from (pattern.folder / inside / name for inside, name in names)
            return
    if not path.exists():
        raise InputError("{path}: no such file or folder; check the path", path=path)
    yield path


def _ignore(error: OSError) -> None:
    """Pass over a folder that can't be listed; where nothing else is left, that is said."""


def _name(paths: Sequence[Path]) -> list[str]:
    """Return the shortest ends of some paths by which no two of them are called the same."""
    depth = 1
    while True:
        names = ["/".join(path.parts[1:][-depth:]) for path in paths]
        if len(set(names)) == len(names):
            return names
        depth += 1


def _open(path: Path, given: Mapping[ItemColumn, str]) -> _Table:
    """Return a table whose columns are known; InputError where it is of no use."""
    try:
        stamp = stamp_of(path)
        numbered = bool(given) and all(name.isdecimal() for name in given.values())
        source = _source(path, numbered=numbered)
        columns = choose_columns(path, source.names, given, source.sample, headed=source.headed)
    except _FAULTS as error:
        raise InputError(
            "{path}: can't be read ({cause}); check the file, or pack it again", path=path, cause=_said(error)
        ) from None
    return _Table(path, stamp, source, columns)


def _source(path: Path, *, numbered: bool = False) -> Source:
    """Return what reads a table; with `numbered` the user calls its columns by numbers."""
    suffix = table_suffix(path)
    if suffix == ".jsonl":
        return JsonLines(path)
    if suffix == ".parquet" and not is_packed(path):
        return ParquetTable(path)
    if suffix in (".tsv", ".csv"):
        dialect, first = find_dialect(path, suffix, numbered=numbered)
        return Separated(path, dialect, first, escaped=suffix == ".tsv")
    raise InputError(
        "{path}: no table that kg reads; those are {known} files, and .gz, .xz, .bz2 of all but .parquet",
        path=path,
        known=", ".join(SUFFIXES),
    )


def _pages(table: _Table, name: str, given: Mapping[ItemColumn, str], warn: Warn) -> Iterator[PageFile]:
    """Yield the pages of a table, and one that can't be read where the table can't be read to its end."""
    if _has_changed(table):
        table = _open(table.path, given)
    reader = _RowReader(table, name, warn)
    rows = table.source.rows(tuple(table.columns.values()))
    while True:
        try:
            row = next(rows, None)
        except _FAULTS as error:
            cause, path = _said(error), table.path
            template = "{path}: breaks off after line {line:,} ({cause}); the rows before are kept"
            yield PageFile(path, name, error=InputError(template, path=path, line=reader.line, cause=cause))
            break
        if row is None:
            break
        yield reader.page_of(row)
    reader.complaints.close()
    if _has_changed(table):
        template = "{path}: changed while it was read, up to line {line:,}; build again when it is complete"
        yield PageFile(table.path, name, error=InputError(template, path=table.path, line=reader.line))


def _has_changed(table: _Table) -> bool:
    try:
        return stamp_of(table.path) != table.stamp
    except OSError:
        return True


def _said(error: BaseException) -> str | Phrase:
    """Return what an error says in one line."""
    if error.args and isinstance(error.args[0], Phrase):
        return error.args[0]
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())


class _RowReader:
    """Makes pages of the rows of one table."""

    def __init__(self, table: _Table, name: str, warn: Warn) -> None:
        self._table, self._name = table, name
        self._seen = Seen()
        self.complaints = Complaints(table.path, warn)
        self.line = 0  # of the last row

    def page_of(self, row: TableRow) -> PageFile:
        """Return the page of a row; one with an error where it has no text or can't be read."""
        self.line = row.line
        cells = {column: _text_of(row.cells.get(name)) for column, name in self._table.columns.items()}
        label = self._label(row.line, _plain(cells.get("id", "")))
        fault = row.fault or self._fault_of(cells)
        if fault:
            path = self._table.path
            error = InputError("{path}:{line}: {fault}", path=path, line=row.line, fault=fault)
            self.complaints.add("row" if row.fault or cells.get("text") else "text", row.line, fault)
            return PageFile(path, f"{self._name}#{label}", label=f"#{label}", error=error, told=True)
        if row.more:
            self.complaints.add("cells", row.line)
        date, misdated = self._date_of(row.line, cells.get("date", ""))
        text, headline = _whole(cells["text"]).strip("\n\r"), _whole(cells.get("headline", "")).strip()
        item = NewsItem(row.line, headline, text, self._table.source.encoding, misdated)
        return PageFile(
            self._table.path,
            f"{self._name}#{label}",
            date=date,
            date_source="table" if date else None,
            label=f"#{label}",
            paper=_plain(cells.get("paper", "")) or None,
            number=_plain(cells.get("page", "")) or None,
            item=item,
        )

    def _label(self, line: int, own: str) -> str:
        """Return what tells a row from the others: its id where it has one, its line where it has none."""
        if "id" not in self._table.columns:
            return str(line)
        label = own or str(line)
        count = self._seen.count(label)
        if count == 1:
            return label
        self.complaints.add("id", line, own or label)
        distinct = f"{label}~{count}"
        return distinct if self._seen.count(distinct) == 1 else f"{distinct}~{line}"

    def _fault_of(self, cells: Mapping[ItemColumn, str]) -> Phrase | None:
        """Return why a row has no page."""
        for cell in cells.values():
            if damaged := _BYTES.search(cell):
                return Phrase(
                    "byte 0x{byte:02x} is wrong in {encoding}; save the table as UTF-8",
                    byte=ord(damaged[0]) & 0xFF,
                    encoding=self._table.source.encoding,
                )
        return None if cells["text"].strip() else Phrase("the row has no text")

    def _date_of(self, line: int, written: str) -> tuple[str | None, bool]:
        """Return the date of a row, and whether it has one that is none."""
        date = _day(written) if written.strip() else None
        misdated = bool(written.strip()) and date is None
        if misdated:
            self.complaints.add("date", line, _plain(written)[:40])
        return date, misdated


@lru_cache(maxsize=1024)
def _day(written: str) -> str | None:
    """Return the date of a cell; rows of one day often follow each other."""
    return parse_date(written)


def _text_of(value: object) -> str:
    """Return what a cell says: a list of texts line by line, days and times in ISO 8601, "" for nothing."""
    if isinstance(value, str):
        return value
    if value is None or value != value:  # NaN, as pandas writes what is missing
        return ""
    if isinstance(value, list):
        return "\n".join(_text_of(each) for each in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _plain(text: str) -> str:
    """Return a short text on one line."""
    return " ".join(_whole(text).split())


def _whole(text: str) -> str:
    """Return a text without halves of characters."""
    if not HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
