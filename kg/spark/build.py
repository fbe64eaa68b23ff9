"""`kg build --engine spark`: a build whose pages and tables are worked on by a cluster."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.config import REVIEW_NAME, Config
from kg.errors import InputError, OutputError
from kg.pipeline.build import build
from kg.pipeline.summary import Listener, Summary
from kg.remote import address_of, path_of
from kg.spark.session import open_session
from kg.spark.shared import SharedFolder, reaching
from kg.store.batch import FOLDER
from kg.store.batches import SIGN
from kg.store.manifest import STORE
from kg.store.staging import STAGING
from kg.store.tables import RUN

_TABLES = ".tables"


def build_on_spark(config: Config, listener: Listener | None = None) -> Summary:
    """Build on the cluster of the configured master and return what was done, as `kg.pipeline.build` does.

    Relative paths are taken from the working folder of this process: executors have others. Pages, tables and
    the output folder may be addresses of other file systems. What is written to an address gets there file by
    file when the build is complete, the manifest of the store last.
    """
    with open_session(config.master) as session, _at_home(_absolute(config)) as (here, shared):
        from kg.spark.cluster import SparkCluster  # noqa: PLC0415 -- loads PySpark

        summary = build(here, listener, cluster=SparkCluster(session, shared))
        if shared.address:
            _publish(shared, config)
            summary.out = config.out
        return summary


def _absolute(config: Config) -> Config:
    """Return a configuration whose paths mean the same in every folder."""
    paths: dict[str, object] = {
        name: tuple(map(path_of, getattr(config, name))) for name in ("pages", "tables", "gazetteers")
    }
    if Path(config.model).is_dir():
        paths["model"] = str(Path(config.model).absolute())
    return config.model_copy(update=paths | {"out": path_of(config.out)})


@contextmanager
def _at_home(config: Config) -> Iterator[tuple[Config, SharedFolder]]:
    """Yield a configuration whose output and tables lie here, and how other machines see its output."""
    address = address_of(config.out).rstrip("/")
    with TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
        tables = tuple(
            _fetch(table, Path(folder, _TABLES, str(number))) for number, table in enumerate(config.tables)
        )
        out = Path(folder, "out") if address else config.out
        shared = SharedFolder(out, address)
        here = config.model_copy(update={"tables": tables, "out": out})
        if address:
            here = _resume(here, shared)
        yield here, shared


def _fetch(table: Path, folder: Path) -> Path:
    """Return a table as a file here; one that lies at an address is brought into a folder."""
    if not (address := address_of(table)):
        return table
    folder.mkdir(parents=True)
    with reaching(address) as (system, at):
        try:
            system.get_file(at, str(folder / table.name))
        except OSError as error:
            raise InputError("{path}: can't be fetched ({cause})", path=address, cause=error) from None
    return folder / table.name


def _resume(config: Config, shared: SharedFolder) -> Config:
    """Bring here what earlier builds have read, and what was decided about names."""
    try:
        shared.remove(shared.here / STAGING)  # of a build that was ended
        shared.fetch(shared.here / FOLDER)
        if config.review is None:
            shared.fetch(shared.here / REVIEW_NAME)
    except OSError as error:
        raise OutputError(
            "{out}: can't be reached ({cause}); give another folder with -o", out=shared.address, cause=error
        ) from None
    found = shared.here / REVIEW_NAME
    return config.model_copy(update={"review": found}) if found.is_file() else config


def _publish(shared: SharedFolder, config: Config) -> None:
    """Put what a complete build has written where it belongs, and remove readings that are in it no more."""
    run = shared.here / RUN
    told = json.loads(run.read_text("utf-8"))
    told["configuration"] |= config.model_dump(mode="json", include={"pages", "tables", "out", "review"})
    run.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
    try:
        for path in sorted(shared.here.iterdir(), key=lambda path: path.name == STORE):
            shared.send(path / SIGN if path.name == FOLDER else path)
        shared.remove(shared.here / STAGING)
        for batch in shared.folders(shared.here / FOLDER):
            if not batch.is_dir():
                shared.remove(batch)
    except OSError as error:
        raise OutputError("{out}: can't be written ({cause})", out=shared.address, cause=error) from error
