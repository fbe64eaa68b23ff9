"""What the tables of a finished build are made of: batches of readings, rows, the form."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyarrow import parquet

from kg.errors import OutputError
from kg.schema import Row
from kg.store.batch import FOLDER, FORM, NAME, PARTIAL, count_rows

STORE = "store"
MANIFEST = "manifest.json"
_OF_EARLIER = "entities.jsonl"  # what builds had before there was a store


def file_of(store: Path, table: str) -> Path:
    """Return the file of a store that keeps a table of `kg.schema.kept`."""
    return store / f"{table}.parquet"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a finished build rests on."""

    generation: str  # the folder of its tables in the store
    readings: dict[str, dict[str, int]]  # the rows of each table by batch
    tables: dict[str, int]  # the rows of each table of the store


def tables_of(out: Path) -> Path:
    """Return the folder with the tables of a finished build; OutputError where there is none."""
    return out / STORE / read_contents(out).generation


def next_generation(out: Path) -> str:
    """Return the name of the folder for the tables of the next build."""
    return f"{max((int(path.name) for path in generations(out)), default=0) + 1:06}"


def generations(out: Path) -> list[Path]:
    """Return the folders of tables that a store has, those that count and those of builds before."""
    store = out / STORE
    inside = store.iterdir() if store.is_dir() else ()
    return sorted(path for path in inside if NAME.fullmatch(path.name))


def commit(out: Path, generation: str) -> None:
    """Have the tables of a generation count, in one step, instead of those before."""
    told = json.loads((out / STORE / generation / MANIFEST).read_text("utf-8"))
    text = json.dumps({"generation": generation, **told}, indent=1) + "\n"
    partial = out / STORE / f"{MANIFEST}{PARTIAL}"
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(out / STORE / MANIFEST)


def write_manifest(out: Path, store: Path, batches: Sequence[str]) -> None:
    """Write which batches of an output folder the tables of a new store rest on, and all their rows."""
    tables = {path.stem: parquet.read_metadata(path).num_rows for path in sorted(store.glob("*.parquet"))}
    readings = {name: count_rows(out / FOLDER / name) for name in batches}
    text = json.dumps({"form": FORM, "tables": tables, "readings": readings}, indent=1) + "\n"
    (store / MANIFEST).write_text(text, "utf-8", newline="\n")


def read_manifest(out: Path) -> list[str]:
    """Return the batches that the store of a finished build rests on; OutputError as `read_contents` says."""
    return list(read_contents(out).readings)


def read_contents(out: Path) -> Contents:
    """Return what the store of the finished build in a folder rests on.

    Raises OutputError where there is no store, or one of another form.
    """
    path = out / STORE / MANIFEST
    if not path.is_file() and (out / _OF_EARLIER).is_file():
        raise OutputError(
            "{out}: built by an earlier kg, which kept no store; build again with `kg build PAGES -o {out}`",
            out=out,
        )
    try:
        row: Row = json.loads(path.read_text("utf-8"))
        if row["form"] == FORM:
            readings = {str(name): dict(rows) for name, rows in row["readings"].items()}
            return Contents(str(row["generation"]), readings, dict(row["tables"]))
    except FileNotFoundError:
        raise OutputError(
            "{path}: missing; build first with `kg build PAGES -o {out}`", path=path, out=out
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OutputError(
            "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
            path=path,
            cause=error,
            out=out,
        ) from None
    raise OutputError(
        "{path}: a store of form {form}, where this kg reads {own}; build again with "
        "`kg build PAGES -o {out}`",
        path=path,
        form=row["form"],
        own=FORM,
        out=out,
    )
