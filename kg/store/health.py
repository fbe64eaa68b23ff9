"""How large the store of a finished build is, whether all of it is whole, and whether its tables agree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import compute, parquet

from kg.errors import OutputError, Phrase
from kg.store.batch import FOLDER, FORM, count_rows, fault_at, find_fault, read_table
from kg.store.finished import open_store
from kg.store.invariants import find_breaches
from kg.store.manifest import MANIFEST, STORE, Contents, read_contents
from kg.store.sweeping import leftovers
from kg.store.tables import RUN, read_run

_CHUNK = 1 << 20  # bytes read at once


@dataclass(frozen=True, slots=True)
class Health:
    """What the readings and the store of an output folder come to."""

    form: int
    batches: int
    pages: int
    characters: int  # of the pages
    text: int  # bytes of the sentences
    readings: int  # bytes
    tables: int  # bytes
    leftovers: tuple[Path, ...]  # what killed builds left; the next complete build removes it
    faults: tuple[Phrase, ...]  # what is wrong

    @property
    def rate(self) -> float:
        """The bytes on disk for each byte of text."""
        return (self.readings + self.tables) / max(self.text, 1)


def examine_store(out: Path) -> Health:
    """Return how the store of the finished build in a folder is; every byte of it is looked at.

    Raises OutputError where there is no finished build, or one of another form.
    """
    contents = read_contents(out)
    broken = dict(_batch_faults(out, contents))
    faults = [*broken.values(), *_table_faults(out / STORE / contents.generation, contents.tables)]
    faults += _file_faults(out)
    if not faults:
        with open_store(out) as store:
            faults += find_breaches(store)
    whole = [out / FOLDER / name for name in contents.readings if name not in broken]
    return Health(
        form=FORM,
        batches=len(contents.readings),
        pages=sum(rows.get("pages", 0) for rows in contents.readings.values()),
        characters=sum(sum(read_table(path, "pages")["chars"].to_pylist()) for path in whole),
        text=sum(
            compute.sum(compute.binary_length(read_table(path, "text")["text"])).as_py() or 0
            for path in whole
        ),
        readings=_bytes_in(out / FOLDER / name for name in contents.readings),
        tables=_bytes_in([out / STORE / contents.generation]),
        leftovers=tuple(leftovers(out)),
        faults=tuple(faults),
    )


def _batch_faults(out: Path, contents: Contents) -> Iterator[tuple[str, Phrase]]:
    """Yield the batches that a store rests on and that are not whole, with what is wrong."""
    for name, rows in contents.readings.items():
        folder = out / FOLDER / name
        if fault := find_fault(folder):
            yield name, fault
        elif count_rows(folder) != rows:
            yield name, _counted(folder)


def _table_faults(store: Path, tables: dict[str, int]) -> Iterator[Phrase]:
    """Yield what is wrong with the tables of a store."""
    for name, rows in tables.items():
        path = store / f"{name}.parquet"
        try:
            if sum(batch.num_rows for batch in parquet.ParquetFile(path).iter_batches()) != rows:
                yield _counted(path)
        except FileNotFoundError:
            yield Phrase("{path}: missing", path=path)
        except (OSError, pa.ArrowException):
            yield Phrase("{path}: damaged", path=path)


def _file_faults(out: Path) -> Iterator[Phrase]:
    """Yield which of the files that run.json tells of are missing, or longer or shorter than it says."""
    run = out / RUN
    if not run.is_file():
        yield Phrase("{path}: missing", path=run)
    try:
        told = sorted(read_run(out).get("sizes", {}).items())
        for name, size in told:
            yield from _wrong_size(out / name, size["bytes"], size.get("rows"))
    except OutputError as error:
        yield error.phrase
    except (AttributeError, KeyError, TypeError) as error:
        yield fault_at(run, error)


def _wrong_size(path: Path, size: int, rows: int | None) -> Iterator[Phrase]:
    """Yield that a file is missing, has not so many bytes, or not so many rows, if that is known."""
    try:
        if path.stat().st_size != size:
            yield Phrase("{path}: not {size:,} bytes long, as {told} says", path=path, size=size, told=RUN)
        elif rows is not None and _count_lines(path) != rows:
            yield Phrase("{path}: holds other rows than {manifest} says", path=path, manifest=RUN)
    except OSError as error:
        yield fault_at(path, error)


def _count_lines(path: Path) -> int:
    """Return how many lines a file has, each with its end."""
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))


def _counted(path: Path) -> Phrase:
    return Phrase("{path}: holds other rows than {manifest} says", path=path, manifest=f"{STORE}/{MANIFEST}")


def _bytes_in(folders: Iterable[Path]) -> int:
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
