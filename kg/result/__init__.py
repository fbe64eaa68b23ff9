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
from kg.export.stored import read_graph_tables
from kg.model import Edge, Entity, Judgement, Sentence
from kg.result.frames import to_pandas, to_polars
from kg.schema import (
    ArticleRecord,
    ContradictionRecord,
    FaultRecord,
    MentionRecord,
    PageRecord,
    PlaceRecord,
    PostRecord,
    Record,
    TenureRecord,
)
from kg.store.batch import FOLDER as READINGS
from kg.store.finished import Store
from kg.store.manifest import STORE, tables_of
from kg.store.queries import find_entities
from kg.store.staging import open_staging, recover
from kg.store.tables import WHOLE

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = [
    "ArticleRecord",
    "ContradictionRecord",
    "FaultRecord",
    "MentionRecord",
    "PageRecord",
    "PostRecord",
    "Result",
    "TenureRecord",
    "make_folder",
    "open_build",
]

FRAME_HEIGHT = 640  # pixels of the graph in a notebook
_PREFIX = "kg-"  # of the temporary folders


class Result:
    """A finished build: its tables, each read from the store when it is first asked for, and its files.

    The files lie in `folder`. A temporary folder is removed when the result is no longer used.
    """

    def __init__(self, folder: Path, *, temporary: bool = False) -> None:
        """Open a finished build; OutputError where there is none or a file of it is missing."""
        recover(folder)
        self.folder = folder
        self._tables = read_graph_tables(folder, most_edges=0)
        self._store = self._tables.store
        weakref.finalize(self, _let_go, self._store, folder if temporary else None)

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
    def places(self) -> tuple[PlaceRecord, ...]:
        """Where the lines of scanned pages stand on their pictures."""
        return self._tables.places

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
        return tuple(find_entities(self._store, name))

    def records(self, table: str) -> tuple[Record, ...]:
        """Return the records of a table by its name (pages, articles, mentions …); ConfigError for others."""
        found: tuple[Record, ...] = getattr(self, self._known(table))
        return found

    def to_pandas(self, table: str) -> "pd.DataFrame":
        """Return a table as a pandas DataFrame; ConfigError where pandas is not installed."""
        return to_pandas(self._store, self._known(table))

    def to_polars(self, table: str) -> "pl.DataFrame":
        """Return a table as a Polars DataFrame; ConfigError where Polars is not installed."""
        return to_polars(self._store, self._known(table))

    def query(self, sql: str) -> "pa.Table":
        """Return what a SELECT over the tables comes to, as an Arrow table; nothing can be changed.

        The tables are pages, articles, text (all sentences), mentions, entities, posts, tenures,
        contradictions, judgements, edges, sentences (those that edges rest on) and faults. SQL is that of
        DuckDB. Raises ConfigError for what is no query.

        >>> import tempfile, kg
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     page = Path(folder, "2024-03-06.txt")
        ...     _ = page.write_text("清河县人民医院院长赵立群来到葛仙庄镇义诊。", encoding="utf-8")
        ...     result = kg.build(page, model="rules")
        >>> sql = "SELECT person, title FROM posts WHERE body = '清河县人民医院'"
        >>> result.query(sql).to_pylist()
        [{'person': '赵立群', 'title': '院长'}]
        """
        return self._store.ask(sql)

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
                    _copy(tables_of(self.folder) if name == STORE else self.folder / name, staging / name)
        return Result(out)

    def _known(self, table: str) -> str:
        """Return the name of a table; ConfigError for any other name."""
        if table not in WHOLE:
            template = "table {table!r} is not known; choose from {known}"
            raise ConfigError(template, table=table, known=", ".join(WHOLE))
        return table

    def _files(self) -> list[str]:
        """Return the names of the files and folders of the build itself."""
        listed = self.run.get("files", [path.name for path in self.folder.iterdir()])
        names = dict.fromkeys([*listed, READINGS])
        return [name for name in names if (self.folder / name).exists() and not name.startswith(".")]

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
        counts = ((name, self._store.value(f"SELECT count(*) FROM {name}")) for name in counted)
        return f"<Result {', '.join(f'{count:,} {name}' for name, count in counts)}>"


def open_build(out: str | Path) -> Result:
    """Return what a finished build found; OutputError where there is none or it is damaged.

    >>> open_build("nowhere")
    Traceback (most recent call last):
    kg.errors.OutputError: nowhere/store/manifest.json: missing; build first with `kg build PAGES -o nowhere`
    """
    return Result(Path(out))


def _let_go(store: Store, folder: Path | None) -> None:
    """Close a store, and remove the folder of a build that is not kept."""
    store.close()
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def make_folder() -> Path:
    """Return a new temporary folder for a build that is not kept."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX))
