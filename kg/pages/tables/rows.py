"""The rows of a table one by one, whatever its format; what a row can't be read for is told in its place."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kg.errors import Phrase
from kg.pages.tables.columns import Rows
from kg.pages.tables.dialect import LOOKED_AT, Dialect
from kg.pages.tables.opened import beginning, find_encoding, open_text

_BATCH = 256  # rows


class TableRow(NamedTuple):
    """A row of a table."""

    line: int  # at which it begins, from 1; in a table without lines its number
    cells: Mapping[str, object]
    fault: Phrase | None = None  # why it can't be read
    more: bool = False  # whether it has more cells than the table has columns


class Source(Protocol):
    """A table that can be read from its beginning."""

    encoding: str
    headed: bool  # whether it says how its columns are called

    @property
    def names(self) -> Sequence[str]:
        """The names of its columns."""

    @property
    def sample(self) -> Rows:
        """Its first rows."""

    def rows(self, wanted: Sequence[str]) -> Iterator[TableRow]:
        """Yield the rows, which need have no other columns than these; raises what reading raises."""

    def count(self) -> int:
        """Return how many rows there are."""


_Cells = tuple[int, list[str], Phrase | None]  # of a row, with its line; why it can't be read


class Separated:
    """A table of cells between separators (.tsv, .csv)."""

    def __init__(
        self, path: Path, dialect: Dialect, first: Sequence[Sequence[str]], *, escaped: bool
    ) -> None:
        """Take how it is written, its first rows, and whether \\n in a cell stands for a line feed."""
        self._path, self._dialect, self._escaped = path, dialect, escaped
        self.encoding, self.names, self.headed = dialect.encoding, dialect.headings, dialect.headed
        self.sample = [self._row(0, list(cells), None).cells for cells in first]

    def rows(self, wanted: Sequence[str]) -> Iterator[TableRow]:
        """Yield the rows that hold something."""
        yield from islice((self._row(*row) for row in self._split()), int(self.headed), None)

    def count(self) -> int:
        """Return how many rows there are."""
        return sum(1 for _ in self._split()) - self.headed

    def _split(self) -> Iterator[_Cells]:
        return self._quoted() if self._dialect.quoted else self._plain()

    def _plain(self) -> Iterator[_Cells]:
        with open_text(self._path, self.encoding, "\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n").split(self._dialect.separator), None

    def _quoted(self) -> Iterator[_Cells]:
        with open_text(self._path, self.encoding, "") as lines:
            reader = csv.reader(lines, delimiter=self._dialect.separator)
            while True:
                number = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield number, [], Phrase("no row of a table ({cause})", cause=str(error))
                    continue
                if any(map(str.strip, cells)):
                    yield number, cells, None

    def _row(self, line: int, cells: list[str], fault: Phrase | None) -> TableRow:
        width = len(self.names)
        more = any(cell.strip() for cell in cells[width:])
        if more:
            cells[width - 1 :] = [self._dialect.separator.join(cells[width - 1 :])]
        if self._escaped:
            cells = [_unescape(cell) if "\\" in cell else cell for cell in cells]
        return TableRow(line, dict(zip(self.names, cells, strict=False)), fault, more)


def _unescape(cell: str) -> str:
    """Return a cell with the line ends and tabs that it spells out."""
    return cell.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\r", "\n").replace("\\t", "\t")


class JsonLines:
    """A table of JSON objects, one a line (.jsonl)."""

    headed = True

    def __init__(self, path: Path) -> None:
        """Look at the first rows for the names of columns."""
        self._path = path
        self.encoding = find_encoding(path)
        first = (row.cells for row in self.rows(()) if not row.fault)
        self.sample = list(beginning(first, LOOKED_AT, lambda cells: len(str(cells))))
        self.names = tuple(dict.fromkeys(chain.from_iterable(self.sample)))

    def rows(self, wanted: Sequence[str]) -> Iterator[TableRow]:
        """Yield the rows, those that are no objects with the reason."""
        with open_text(self._path, self.encoding, "\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _parse(number, line)

    def count(self) -> int:
        """Return how many lines hold something."""
        with open_text(self._path, self.encoding, "\n") as lines:
            return sum(bool(line.strip()) for line in lines)


def _parse(number: int, line: str) -> TableRow:
    try:
        found = json.loads(line)
    except ValueError as error:
        return TableRow(number, {}, Phrase("no JSON ({cause})", cause=str(error)))
    except RecursionError:
        return TableRow(number, {}, Phrase("no JSON ({cause})", cause="nested too deep"))
    if not isinstance(found, dict):
        return TableRow(number, {}, Phrase("no JSON object with names of columns"))
    return TableRow(number, found)


class ParquetTable:
    """A Parquet file, of which a few rows are in memory at once."""

    encoding, headed = "parquet", True

    def __init__(self, path: Path) -> None:
        """Read the names of the columns."""
        self._path = path
        with self._open() as file:
            self.names = tuple(file.schema_arrow.names)
        self.sample: Rows = ()

    def rows(self, wanted: Sequence[str]) -> Iterator[TableRow]:
        """Yield the rows with the columns that are wanted."""
        number = 0
        with self._open() as file:
            for batch in file.iter_batches(_BATCH, columns=list(wanted)):
                for cells in batch.to_pylist():
                    number += 1
                    yield TableRow(number, cells)

    def count(self) -> int:
        """Return how many rows the file says that it has."""
        with self._open() as file:
            return int(file.metadata.num_rows)

    def _open(self) -> Any:
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 (takes time to load)

        return ParquetFile(self._path)
