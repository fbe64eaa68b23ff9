"""A finished build as an engine to ask: nothing is read before a query needs it, nothing is changed."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import pyarrow as pa
from pyarrow import parquet

from kg.errors import ConfigError, OutputError, cause_of, too_many_files
from kg.schema import TABLES
from kg.schema.kept import KEPT_TABLES
from kg.schema.readings import READ_TABLES
from kg.store.batches import files_of
from kg.store.engine import NO_ROOM, Engine, as_disk_error, literal, literals
from kg.store.leases import take_lease
from kg.store.manifest import MANIFEST, STORE, Contents, file_of, read_contents
from kg.store.named import view_bodies, view_posts, view_told
from kg.store.queries import QUERIES
from kg.store.scratch import make_scratch, no_room
from kg.store.staging import TOO_MANY
from kg.text import without_halves

TOLD = "told"
"""The schema in which a store has the tables as programs know them."""
_FAULTS = (duckdb.Error, pa.ArrowException, OSError)


class Store(Engine):
    """The tables of a finished build.

    It has those of the readings (`kg.schema.readings`) and of the store (`kg.schema.kept`), the views of
    `kg.store.named`, `numbered` and `numbered_nodes` (edges and nodes, each with the `row` in which it
    stands) and, in the schema `told` from the first question of a program on, the tables as programs know
    them (`kg.schema.TABLES`).
    """

    most_pages = 500
    """Named in a query; of more, all are looked at."""
    few_pages = 200
    """Of which all sentences are read sooner than some are joined."""

    def __init__(self, out: Path) -> None:
        """Open a finished build; OutputError where there is none, or a file of it is missing."""
        contents, self._lease = _hold(out)
        self.out, batches = out, list(contents.readings)
        self._files = {
            **{name: files_of(out, batches, name) for name in READ_TABLES},
            **{name: [file_of(out / STORE / contents.generation, name)] for name in KEPT_TABLES},
        }
        try:
            self._check()
            self._folder = make_scratch()
        except OutputError:
            self._lease.close()
            raise
        super().__init__(Path(self._folder.name), in_order=True)
        self._has_told = False
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the tables."""
        super().close()
        self._folder.cleanup()
        self._lease.close()

    def batches(self, query: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a query as Arrow batches; OutputError where a file is damaged."""
        with self._naming_damage():
            yield from super().batches(query)

    def value(self, query: str) -> Any:
        """Return the first cell of a query's first row; OutputError where a file is damaged."""
        with self._naming_damage():
            return super().value(query)

    def arrow(self, query: str) -> pa.Table:
        """Return the rows of a query as a table; OutputError where a file is damaged."""
        with self._naming_damage():
            return super().arrow(query)

    def ask(self, query: str) -> pa.Table:
        """Return what a query of a program comes to, over the tables as programs know them.

        Raises ConfigError for what is no query, OutputError where a file is damaged.
        """
        query = without_halves(query)
        try:
            statements = duckdb.extract_statements(query)
        except duckdb.ParserException as error:
            raise _refused(error) from None
        if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
            raise ConfigError("query: give one SELECT; a finished build is not changed")
        with self._naming_damage():
            self._open_told()
            with self._database.cursor() as cursor:
                cursor.execute(f"SET search_path = '{TOLD},main'")
                try:
                    return cursor.sql(query).to_arrow_table()
                except (duckdb.ProgrammingError, duckdb.DataError) as error:
                    raise _refused(error) from None

    def sources(self, tables: Sequence[str], pages: Collection[str]) -> dict[str, str]:
        """Return, for tables of the readings, what stands for them in a query that asks for some pages alone.

        A page lies whole in one batch, so the files of all others stay closed.
        """
        listed = literals(map(str, self._files["pages"]))
        query = f"""
            SELECT DISTINCT filename FROM read_parquet([{listed}], filename = true)
            WHERE page IN ({literals(sorted(pages))})
        """
        holding = {Path(name).parent for (name,) in self.rows(query)}
        if not holding:
            return {table: table for table in tables}

        def rows_of(table: str) -> str:
            files = [str(path) for path in self._files[table] if path.parent in holding]
            return f"read_parquet([{literals(files)}])"

        return {table: rows_of(table) for table in tables}

    def occurrences(self, id_: str) -> str:
        """Return what stands in a query for the rows of `occurrences` of one entity."""
        return f"(SELECT * FROM occurrences WHERE entity = {literal(id_)})"

    def hold(self, name: str, query: str) -> None:
        """Run a query once and hold its rows, until another takes the name."""
        with self._naming_damage():
            self._database.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def _check(self) -> None:
        """Raise OutputError where a file is missing."""
        for path in (path for paths in self._files.values() for path in paths):
            if not path.is_file():
                raise _unusable("missing", path, self.out)

    def _open(self) -> None:
        with self._naming_damage():
            for name, record in (READ_TABLES | KEPT_TABLES).items():
                self.open_files(name, self._files[name], record)
            self.open_numbered("numbered", self._files["edges"])
            self.open_numbered("numbered_nodes", self._files["nodes"])
            view_bodies(self)
            view_posts(self)
            view_told(self, "numbered")

    def _open_told(self) -> None:
        """Open the tables as programs know them; no question of kg's own needs them."""
        if self._has_told:
            return
        self.add_schema(TOLD)
        for name, query in QUERIES.items():
            self.view(f"told_{name}", query.select)
            columns = ", ".join(f'"{column.name}"' for column in TABLES[name].columns)
            self.view(name, f"SELECT {columns} FROM main.told_{name}", schema=TOLD)
        self._has_told = True

    @contextmanager
    def _naming_damage(self) -> Iterator[None]:
        """Say which file is damaged where that is why a query fails."""
        try:
            yield
        except _FAULTS as error:
            if too_many_files(error):
                raise OutputError(TOO_MANY, path=self.out, cause=cause_of(error)) from error
            for path in (path for paths in self._files.values() for path in paths):
                if not path.is_file():
                    raise _unusable("missing", path, self.out) from None
                if cause := _damage(path):
                    raise _unusable(cause, path, self.out) from error
            if isinstance(error, NO_ROOM):
                raise no_room(as_disk_error(error)) from error
            raise


def open_store(out: Path) -> Store:
    """Return the store of the finished build in a folder, to be closed by the caller.

    Raises OutputError where there is no finished build, or one of another form, or a file is missing.
    """
    return Store(out)


@contextmanager
def asking(source: Path | Store) -> Iterator[Store]:
    """Yield the store of a finished build: the one given, or that of a folder, closed afterwards.

    Raises OutputError as `open_store` does.
    """
    if isinstance(source, Store):
        yield source
    else:
        with open_store(source) as store:
            yield store


def _hold(out: Path) -> tuple[Contents, BinaryIO]:
    """Return what a finished build rests on, and the lease that keeps it until that is closed."""
    while True:
        contents = read_contents(out)
        path = out / STORE / contents.generation / MANIFEST
        try:
            if lease := take_lease(path):
                return contents, lease
        except OSError as error:
            raise OutputError("{path}: can't be read ({cause})", path=path, cause=error.strerror) from None
        if read_contents(out) == contents:  # it was not replaced meanwhile
            raise _unusable("missing", path, out)


def _damage(path: Path) -> str:
    """Return what is wrong with a Parquet file, nothing where Arrow and DuckDB can read all of it."""
    with suppress(StopIteration):
        try:
            with parquet.ParquetFile(path, page_checksum_verification=True) as file:
                for _ in file.iter_batches():
                    pass
            with duckdb.connect() as database:
                database.execute("SELECT count(*) FROM read_parquet(?)", [str(path)])
        except (*_FAULTS, UnicodeDecodeError) as error:
            return str(error).splitlines()[0] if str(error) else type(error).__name__
    return ""


def _unusable(cause: str, path: Path, out: Path) -> OutputError:
    if cause == "missing":
        return OutputError("{path}: missing; build again with `kg build PAGES -o {out}`", path=path, out=out)
    return OutputError(
        "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
        path=path,
        cause=cause,
        out=out,
    )


def _refused(error: Exception) -> ConfigError:
    return ConfigError("query: {cause}", cause=str(error).splitlines()[0])
