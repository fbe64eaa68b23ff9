"""One batch of readings: a folder of Parquet files and `batch.json`, which tells their rows, bytes and sums.

A batch is written into a folder of another name that is renamed when it is whole, and is never changed.
"""

import json
import re
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from kg.errors import Phrase
from kg.schema import Row
from kg.schema.readings import READ_TABLES
from kg.store.arrow import schema_of, write_parquet
from kg.store.sync import sync, sync_names

FOLDER = "readings"  # of an output folder
FORM = 5
"""Of the readings and the tables; a store of another form is not read."""
CONTENTS = "batch.json"
NAME = re.compile(r"\d{6,}")
PARTIAL = ".partial"
_CHUNK = 1 << 20  # bytes read at once


def write_batch(folder: Path, tables: Mapping[str, pa.Table], partial: Path | None = None) -> None:
    """Write the tables of a batch, whole or not at all.

    Until it is whole it lies in `partial`, a folder of the same file system; those who write one batch at the
    same time need different ones.
    """
    partial = partial or folder.with_name(folder.name + PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        told = {}
        for table, rows in tables.items():
            path = file_of(partial, table)
            write_parquet(rows, path)
            told[table] = {"rows": rows.num_rows, **_seal(path)}
        text = json.dumps({"form": FORM, "tables": told}, indent=1) + "\n"
        (partial / CONTENTS).write_text(text, "utf-8", newline="\n")
        sync(partial)
        partial.rename(folder)
        sync_names(folder.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def file_of(folder: Path, table: str) -> Path:
    """Return where a batch keeps a table."""
    return folder / f"{table}.parquet"


def read_table(folder: Path, table: str) -> pa.Table:
    """Return a table of a batch."""
    return parquet.read_table(file_of(folder, table), schema=schema_of(READ_TABLES[table]))


def keys_in(pages: pa.Table) -> list[tuple[str, str, int]]:
    """Return the pages of a batch, of which this is the table, with their keys and lengths in characters."""
    columns = (pages[name].to_pylist() for name in ("page", "key", "chars"))
    return list(zip(*columns, strict=True))


def count_rows(folder: Path) -> dict[str, int]:
    """Return how many rows each table of a whole batch has."""
    return _rows_told(_read_contents(folder))


def find_fault(folder: Path) -> Phrase | None:
    """Return what is wrong with a batch, None where nothing is; every byte of it is looked at."""
    try:
        contents = _read_contents(folder)
        form, tables = contents["form"], contents["tables"]
        sealed = {table: {key: tables[table][key] for key in ("bytes", "crc32")} for table in READ_TABLES}
        _rows_told(contents)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        return fault_at(folder / CONTENTS, error)
    if form != FORM:
        return Phrase("{path}: of form {form}, where this kg reads {own}", path=folder, form=form, own=FORM)
    for table in READ_TABLES:
        path = file_of(folder, table)
        try:
            if _seal(path) != sealed[table]:
                return Phrase("{path}: damaged", path=path)
        except OSError as error:
            return fault_at(path, error)
    return None


def fault_at(path: Path, error: Exception) -> Phrase:
    """Return what is wrong with a file, of which reading says this."""
    if isinstance(error, FileNotFoundError):
        return Phrase("{path}: missing", path=path)
    if isinstance(error, OSError):
        return Phrase("{path}: can't be read ({cause})", path=path, cause=error.strerror)
    return Phrase("{path}: damaged", path=path)


def _rows_told(contents: Row) -> dict[str, int]:
    """Return how many rows each table has by the contents of a batch; KeyError where they do not say so."""
    return {table: int(told["rows"]) for table, told in contents["tables"].items()}


def _read_contents(folder: Path) -> Row:
    row: Row = json.loads((folder / CONTENTS).read_text("utf-8"))
    return row


def _seal(path: Path) -> dict[str, int]:
    """Return the size and the sum of a file's bytes."""
    size = crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    return {"bytes": size, "crc32": crc}
