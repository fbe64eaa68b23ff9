"""All formats of `kg export`, behind one contract: the tables of a finished build, and a path to write.

A format NAME is written by `write_NAME` of `kg.export.NAME`, which is loaded when the format is written.
"""

import errno
import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import ConfigError, OutputError
from kg.export.folders import check_own, check_replaceable, sign_folder
from kg.store.staging import open_staging

if TYPE_CHECKING:
    from kg.export.tables import GraphTables


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: where it goes beside the files of the build, and what it holds."""

    file: str  # default name of the file, or of the folder
    about: str
    folder: bool = False
    packages: tuple[str, ...] = ()  # of the extra kg[exports]
    holds: Literal["tables", "graph", "part"] = "part"
    leaves_out: tuple[str, ...] = ()  # columns of these tables, or of the nodes of the graph


WRITTEN_ANYWAY = ("graphml", "report", "jsonl")  # by every build, jsonl where it is not told otherwise
FORMATS: dict[str, Exporter] = {
    "graphml": Exporter(
        "graph.graphml",
        "NetworkX, igraph, yEd",
        holds="graph",
        leaves_out=("successors", "first_date", "last_date"),
    ),
    "gexf": Exporter("graph.gexf", "Gephi and Gephi Lite, with a timeline", holds="graph"),
    "gephi": Exporter(
        "gephi",
        "nodes.csv and edges.csv for Gephi's spreadsheet import",
        True,
        holds="graph",
        leaves_out=("degree",),
    ),
    "nodelink": Exporter(
        "nodelink.json",
        "NetworkX node_link_graph, D3",
        holds="graph",
        leaves_out=("successors", "first_date", "last_date"),
    ),
    "cytoscape": Exporter("cytoscape.json", "Cytoscape.js and Cytoscape, nodes in place", holds="graph"),
    "neo4j": Exporter("neo4j", "CSV for neo4j-admin import, and a Cypher script", True, holds="graph"),
    "turtle": Exporter("graph.ttl", "RDF in schema.org and the ORG ontology"),
    "jsonld": Exporter("graph.jsonld", "the same RDF as JSON-LD"),
    "jsonl": Exporter("jsonl", "all tables, an object a line, as a build writes them", True, holds="tables"),
    "sqlite": Exporter("kg.sqlite", "one SQLite file of all tables, with full-text search", holds="tables"),
    "duckdb": Exporter(
        "kg.duckdb",
        "one DuckDB file of all tables",
        holds="tables",
    ),
    "parquet": Exporter(
        "parquet",
        "all tables for pandas, Polars, R",
        folder=True,
        holds="tables",
    ),
    "notes": Exporter("notes", "linked Markdown notes for Obsidian, one for each entity", True),
    "svg": Exporter("graph.svg", "a picture of the strongest part"),
    "png": Exporter("graph.png", "the same picture in pixels", packages=("resvg_py",)),
    "report": Exporter("report.html", "a brief of what was found, to read and to print"),
}


def check_formats(names: Iterable[str], out: Path | None = None) -> None:
    """Raise ConfigError for a format that kg does not know or whose packages are not installed.

    With the folder of the build, also OutputError where a format would replace what kg did not write.
    """
    for name in names:
        if name not in FORMATS:
            raise ConfigError(
                "format {name!r} is not known; choose from {known}", name=name, known=", ".join(FORMATS)
            )
        missing = [module for module in FORMATS[name].packages if not importlib.util.find_spec(module)]
        if missing:
            raise ConfigError(
                'format {name!r} needs {missing}, which is not installed; run `pip install "kg[exports]"`',
                name=name,
                missing=", ".join(missing),
            )
        if out:
            check_replaceable(out / FORMATS[name].file, FORMATS[name].folder)


def home_of(name: str) -> str:
    """Return the module that writes a format.

    >>> home_of("gexf")
    'kg.export.gexf'
    """
    return f"kg.export.{name}"


def writer_of(name: str) -> Callable[[Any, Path], None]:
    """Return what writes a format to a path, from the tables of a build."""
    writer: Callable[[Any, Path], None] = getattr(importlib.import_module(home_of(name)), f"write_{name}")
    return writer


def write_format(name: str, tables: "GraphTables", path: Path) -> None:
    """Write one format to a file or folder that does not exist yet."""
    exporter = FORMATS[name]
    if exporter.folder:
        path.mkdir()
    with _naming_the_disk():
        writer_of(name)(tables, path)
    if exporter.folder:
        sign_folder(path)


@contextmanager
def _naming_the_disk() -> Iterator[None]:
    """Raise what databases say of a disk that is full or fails as the OSError that it is."""
    import sqlite3  # noqa: PLC0415 (takes time to load)

    from kg.store.engine import NO_ROOM, as_disk_error  # noqa: PLC0415 (takes time to load)

    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0)  # none where Python itself raised it
        if code & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        full = code & 0xFF == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error
    except NO_ROOM as error:
        raise as_disk_error(error) from error


def write_formats(names: Sequence[str], tables: "GraphTables", out: Path) -> None:
    """Write formats beside the tables of a build, each under its default name."""
    for name in dict.fromkeys(names):
        if name not in WRITTEN_ANYWAY:
            write_format(name, tables, out / FORMATS[name].file)


def export(name: str, out: Path, path: Path | None = None, most_edges: int | None = None) -> Path:
    """Write the finished build in `out` in one format and return where it went.

    `path` is the file, or the folder for formats that are folders; without it, the default name inside
    `out`. It is replaced whole or not at all. `most_edges` is how many edges a format that holds the graph
    gets, 0 standing for all; without it, as many as the build was told. Raises ConfigError for an unknown
    format, a package that is missing and a number of edges for a format without a limit, OutputError for a
    build that is missing or damaged and for a path that is taken by something that kg did not write.
    """
    check_formats((name,))
    exporter = FORMATS[name]
    if most_edges is not None and exporter.holds != "graph":
        raise ConfigError(
            "--most-edges: format {name!r} has no limit; leave the flag out, or choose from {known}",
            name=name,
            known=", ".join(known for known, of in FORMATS.items() if of.holds == "graph"),
        )
    path = path or out / exporter.file
    if not path.name:
        raise OutputError("{path}: names no file or folder; give one with -o", path=path)
    check_replaceable(path, exporter.folder)
    check_own(path, exporter.file)
    from kg.export.stored import read_graph_tables  # noqa: PLC0415 -- loads NetworkX; names need none

    tables = read_graph_tables(out, most_edges)
    with closing(tables.store), open_staging(path.parent, beside=True) as staging:
        write_format(name, tables, staging / path.name)
    return path
