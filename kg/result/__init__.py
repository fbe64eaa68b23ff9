"""What a build found, for programs: the graph, plain records, tables of pandas and Polars."""

import shutil
import tempfile
import weakref
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import ConfigError, OutputError
from kg.export.formats import export
from kg.export.tables import read_graph_tables
from kg.model import Edge, Entity, Judgement, Sentence
from kg.result.frames import to_pandas, to_polars
from kg.schema import (
    TABLES,
    ArticleRecord,
    ContradictionRecord,
    FaultRecord,
    MentionRecord,
    PageRecord,
    PostRecord,
    Record,
    TenureRecord,
)
from kg.store.staging import open_staging, recover
from kg.store.tables import WHOLE

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = [
    "ArticleRecord",
    "ContradictionRecord",
    "FaultRecord",
    "MentionRecord",
    "PageRecord",
    "PostRecord",
    "Result",
    "TenureRecord",
]

FRAME_HEIGHT = 640  # pixels of the graph in a notebook
_PREFIX = "kg-"  # of the temporary folders


class Result:
    """A finished build: its tables as they were when it was opened, and its files.

    The files lie in `folder`. A temporary folder is removed when the result is no longer used.
    """

    def __init__(self, folder: Path, *, temporary: bool = False) -> None:
        """Read a finished build; OutputError where there is none or it is damaged."""
        recover(folder)
        self.folder = folder
        self._tables = read_graph_tables(folder, most_edges=0)
        if temporary:
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The graph: entities as nodes by their ids, edges by their kinds; see kg.graph.build_graph."""
        return self._tables.graph

    @property
    def entities(self) -> tuple[Entity, ...]:
        """People, places, bodies and posts, sorted by id."""
        return self._tables.entities

    @property
    def edges(self) -> tuple[Edge, ...]:
        """What relates two entities, with the passages that it rests on."""
        return self._tables.edges

    @property
    def pages(self) -> tuple[PageRecord, ...]:
        """The pages that were read."""
        return self._tables.pages

    @property
    def articles(self) -> tuple[ArticleRecord, ...]:
        """The news items of all pages."""
        return self._tables.articles

    @property
    def mentions(self) -> tuple[MentionRecord, ...]:
        """All names and titles where they stand."""
        return self._tables.mentions

    @property
    def posts(self) -> tuple[PostRecord, ...]:
        """Who holds which title at which body, as each clause states it."""
        return self._tables.posts

    @property
    def tenures(self) -> tuple[TenureRecord, ...]:
        """Who held which post from when to when, over all pages."""
        return self._tables.tenures

    @property
    def contradictions(self) -> tuple[ContradictionRecord, ...]:
        """Statements on posts that can't both be true."""
        return self._tables.contradictions

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Why two forms of names are, or are not, one entity."""
        return self._tables.judgements

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The passages that edges rest on, as a reader reads them."""
        return self._tables.sentences

    @property
    def faults(self) -> tuple[FaultRecord, ...]:
        """The pages that could not be read, and why."""
        return self._tables.faults

    @property
    def run(self) -> dict[str, Any]:
        """What ran: version, model, configuration, counts, seconds; empty where run.json is missing."""
        return self._tables.run

    def find(self, name: str) -> tuple[Entity, ...]:
        """Return the entities of a name or alias, or the one of an id."""
        return tuple(e for e in self.entities if name in (e.id, e.name) or name in e.aliases)

    def records(self, table: str) -> tuple[Record, ...]:
        """Return the records of a table by its name (pages, articles, mentions …); ConfigError for others."""
        if table not in WHOLE:
            template = "table {table!r} is not known; choose from {known}"
            raise ConfigError(template, table=table, known=", ".join(WHOLE))
        found: tuple[Record, ...] = getattr(self, table)
        return found

    def to_pandas(self, table: str) -> "pd.DataFrame":
        """Return a table as a pandas DataFrame; ConfigError where pandas is not installed."""
        return to_pandas(self.records(table), TABLES[table].columns)

    def to_polars(self, table: str) -> "pl.DataFrame":
        """Return a table as a Polars DataFrame; ConfigError where Polars is not installed."""
        return to_polars(self.records(table), TABLES[table].columns)

    def to_html(self) -> str:
        """Return the graph page: one self-contained HTML document."""
        path = self.folder / "graph.html"
        if not path.is_file():
            raise OutputError("{path}: missing; build again", path=path)
        return path.read_text("utf-8")

    def export(self, name: str, path: str | Path | None = None) -> Path:
        """Write the build in another program's format (`kg export`) and return where it went.

        Without a path it goes into the folder of the build.
        """
        return export(name, self.folder, Path(path) if path is not None else None)

    def save(self, out: str | Path) -> "Result":
        """Copy the files of the build into a folder, all or none, and return the result there."""
        out = Path(out)
        if out.resolve() != self.folder.resolve():
            with open_staging(out) as staging:
                for name in self._files():
                    _copy(self.folder / name, staging / name)
        return Result(out)

    def _files(self) -> list[str]:
        """Return the names of the files and folders of the build itself."""
        listed = self.run.get("files", [path.name for path in self.folder.iterdir()])
        return [name for name in listed if (self.folder / name).exists() and not name.startswith(".")]

    def _repr_html_(self) -> str:
        """Return the graph for a notebook: the page in a frame of its own that can't reach the notebook."""
        page = escape(self.to_html(), quote=True)
        return (
            f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{FRAME_HEIGHT}px;border:0" title="kg"></iframe>'
        )

    def __repr__(self) -> str:
        """Return what there is, in one line."""
        counted = ("pages", "articles", "mentions", "posts", "entities", "edges")
        return f"<Result {', '.join(f'{len(getattr(self._tables, name)):,} {name}' for name in counted)}>"


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def make_folder() -> Path:
    """Return a new temporary folder for a build that is not kept."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX))
