"""The readings of pages as tables of an engine: those of an output folder, or those that a program has."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kg.model import Reading
from kg.reading.rows import PageRows, rows_of
from kg.schema.readings import READ_TABLES
from kg.store.arrow import table_of
from kg.store.batches import files_of
from kg.store.engine import Engine
from kg.store.scratch import make_scratch
from kg.store.steps import Steps


def open_batches(engine: Steps, out: Path, batches: Sequence[str]) -> None:
    """Give an engine the tables of the readings in some batches of an output folder."""
    for name, record in READ_TABLES.items():
        engine.open_files(name, files_of(out, batches, name), record)


@contextmanager
def open_readings(readings: Iterable[Reading]) -> Iterator[Engine]:
    """Yield an engine that has the tables of some readings, and nothing else."""
    rows: PageRows = {name: [] for name in READ_TABLES}
    for reading in readings:
        for name, more in rows_of(reading).items():
            rows[name] += more
    with make_scratch() as folder, closing(Engine(Path(folder))) as engine:
        for name, record in READ_TABLES.items():
            engine.add_table(name, table_of(record, rows[name]))
        yield engine
