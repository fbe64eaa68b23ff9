"""What the stages of the whole corpus ask of an engine: DuckDB here, Spark on a cluster.

Their queries are one text for all engines. It keeps to what these have in common: names in double quotes,
texts in single ones, STRING BIGINT DOUBLE in casts, an order that names no column which may be null; and two
functions that each engine defines: `passage(page, start, end)`, the value that evidence lists, and
`no_passages()`, a list of none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from kg.schema import RowCells

Mapped = Callable[[pa.RecordBatch], pa.RecordBatch]
"""Makes other rows of some rows; it must be one that other processes can import."""
Folded = Callable[[Iterable[tuple[Any, ...]]], Iterable[RowCells]]
"""Makes rows of groups of rows, group after group; it must be one that other processes can import."""


class Steps(Protocol):
    """Tables by name, and named steps of SQL over them."""

    def open_files(self, name: str, files: Sequence[Path], record: type[Any] | None = None) -> None:
        """Give Parquet files of one schema the name of a table; without any, an empty table of a record."""

    def view(self, name: str, query: str) -> None:
        """Give a query the name of a table; it is run whenever the table is asked for."""

    def keep(self, name: str, query: str, path: Path | None = None) -> None:
        """Run a query once, and give its rows the name of a table; with a path they stay in that file."""

    def keep_rows(
        self, name: str, record: type[Any], rows: Iterable[Sequence[Any]], path: Path | None = None
    ) -> None:
        """Keep rows, their cells in the order of a record's columns, as `keep` does."""

    def map(self, name: str, query: str, function: Mapped) -> None:
        """Run a query, have a function make other rows of its rows, part by part, and keep these."""

    def fold(
        self,
        name: str,
        record: type[Any],
        query: str,
        by: Sequence[str],
        order: Sequence[str],
        function: Folded,
    ) -> None:
        """Keep the rows of a record that a function makes of a query's rows.

        It is given rows sorted by some columns, `by` and then `order`; those that are equal in `by` come in
        one call of it. There may be several calls, for other rows, at one time and in any order.
        """

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, some thousands of them in memory at a time."""

    def value(self, query: str) -> Any:
        """Return the first cell of a query's first row, None where it has none."""

    def lookup(self, table: str, key: str, column: str, keys: Sequence[str]) -> dict[str, Any]:
        """Return a column of a table by its key, for some keys."""
