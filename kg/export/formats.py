"""All formats of `kg export`, behind one contract: the tables of a finished build, and a path to write."""

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import ConfigError, OutputError
from kg.export.cytoscape import write_cytoscape
from kg.export.duckdb import write_duckdb
from kg.export.folders import check_replaceable, sign_folder
from kg.export.gephi import write_gephi
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.jsonld import write_jsonld
from kg.export.left_out import say_left_out
from kg.export.neo4j import write_neo4j
from kg.export.nodelink import write_nodelink
from kg.export.notes import write_notes
from kg.export.parquet import write_parquet
from kg.export.png import write_png
from kg.export.report import write_report
from kg.export.sqlite import write_sqlite
from kg.export.svg import write_svg
from kg.export.tables import GraphTables, read_graph_tables
from kg.export.turtle import write_turtle
from kg.store.staging import open_staging


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: what writes it, and where it goes beside the files of the build."""

    write: Callable[[GraphTables, Path], None]
    file: str  # default name of the file, or of the folder
    about: str
    folder: bool = False
    packages: tuple[str, ...] = ()  # of the extra kg[exports]
    holds: Literal["tables", "graph", "part"] = "part"
    leaves_out: tuple[str, ...] = ()  # columns of these tables, or of the nodes of the graph


WRITTEN_ANYWAY = ("graphml", "report")  # by every build
FORMATS: dict[str, Exporter] = {
    "graphml": Exporter(
        lambda tables, path: write_graphml(tables.graph, path, say_left_out(tables.shown.part, "graphml")),
        "graph.graphml",
        "NetworkX, igraph, yEd",
        holds="graph",
        leaves_out=("successors", "first_date", "last_date"),
    ),
    "gexf": Exporter(write_gexf, "graph.gexf", "Gephi and Gephi Lite, with a timeline", holds="graph"),
    "gephi": Exporter(
        write_gephi,
        "gephi",
        "nodes.csv and edges.csv for Gephi's spreadsheet import",
        True,
        holds="graph",
        leaves_out=("degree",),
    ),
    "nodelink": Exporter(
        write_nodelink,
        "nodelink.json",
        "NetworkX node_link_graph, D3",
        holds="graph",
        leaves_out=("successors", "first_date", "last_date"),
    ),
    "cytoscape": Exporter(
        write_cytoscape, "cytoscape.json", "Cytoscape.js and Cytoscape, nodes in place", holds="graph"
    ),
    "neo4j": Exporter(
        write_neo4j, "neo4j", "CSV for neo4j-admin import, and a Cypher script", True, holds="graph"
    ),
    "turtle": Exporter(write_turtle, "graph.ttl", "RDF in schema.org and the ORG ontology"),
    "jsonld": Exporter(write_jsonld, "graph.jsonld", "the same RDF as JSON-LD"),
    "sqlite": Exporter(
        write_sqlite, "kg.sqlite", "one SQLite file of all tables, with full-text search", holds="tables"
    ),
    "duckdb": Exporter(
        write_duckdb,
        "kg.duckdb",
        "one DuckDB file of all tables",
        packages=("duckdb", "pyarrow"),
        holds="tables",
    ),
    "parquet": Exporter(
        write_parquet,
        "parquet",
        "all tables for pandas, Polars, R",
        folder=True,
        packages=("pyarrow",),
        holds="tables",
    ),
    "notes": Exporter(write_notes, "notes", "linked Markdown notes for Obsidian, one for each entity", True),
    "svg": Exporter(write_svg, "graph.svg", "a picture of the strongest part"),
    "png": Exporter(write_png, "graph.png", "the same picture in pixels", packages=("resvg_py",)),
    "report": Exporter(write_report, "report.html", "a brief of what was found, to read and to print"),
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


def write_format(name: str, tables: GraphTables, path: Path) -> None:
    """Write one format to a file or folder that does not exist yet."""
    exporter = FORMATS[name]
    if exporter.folder:
        path.mkdir()
    exporter.write(tables, path)
    if exporter.folder:
        sign_folder(path)


def write_formats(names: Sequence[str], out: Path, most_edges: int | None = None) -> None:
    """Write formats beside the tables of a build, each under its default name."""
    if not names:
        return
    tables = read_graph_tables(out, most_edges)
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
    tables = read_graph_tables(out, most_edges)
    with open_staging(path.parent) as staging:
        write_format(name, tables, staging / path.name)
    return path
