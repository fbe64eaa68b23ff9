"""A finished build read back: the tables that every format is written from."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import OutputError
from kg.export.graphml import clean_xml
from kg.graph import build_graph
from kg.model import Edge, Entity, Evidence

Row = dict[str, Any]
Spell = tuple[str, str]  # first and last date, both included

NEEDED = ("pages", "articles", "mentions", "entities", "posts", "judgements", "edges")
OPTIONAL = ("sentences", "tenures", "contradictions")  # builds of earlier versions lack them
_CONTROL = re.compile("[\x7f-\x9f]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Tables:
    """All that a finished build says, texts cleaned by `clean_text`, in the order of its files."""

    pages: tuple[Row, ...]
    articles: tuple[Row, ...]
    mentions: tuple[Row, ...]
    entities: tuple[Entity, ...]
    posts: tuple[Row, ...]
    judgements: tuple[Row, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[Row, ...] = ()  # all sentences and passages; empty where the build has none
    tenures: tuple[Row, ...] = ()
    contradictions: tuple[Row, ...] = ()
    run: Row = field(default_factory=dict)  # run.json: version, model, configuration, counts

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The graph of kg.graph.build_graph, the same as in the build's graph.graphml."""
        return build_graph(self.entities, self.edges)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each entity by its id, the id itself where the name is empty."""
        return {entity.id: entity.name.strip() or entity.id for entity in self.entities}

    @cached_property
    def quotes(self) -> dict[Evidence, str]:
        """The text of each passage that the build quotes."""
        return {Evidence(row["page"], row["start"], row["end"]): row["text"] for row in self.sentences}

    @cached_property
    def spells(self) -> dict[str, Spell]:
        """First and last date on which an entity is mentioned or linked; none for undated entities."""
        dates = {(row["page"], row["id"]): row.get("date") for row in self.articles}
        pages = {row["page"]: row.get("date") for row in self.pages}
        found: dict[str, list[str]] = {}
        for row in self.mentions:
            date = dates.get((row["page"], row["article"])) or pages.get(row["page"])
            if row.get("entity") and is_date(date):
                found.setdefault(row["entity"], []).append(str(date))
        for edge in self.edges:
            for end in (edge.source, edge.target):
                found.setdefault(end, []).extend(edge_spell(edge) or ())
        return {id_: (min(known), max(known)) for id_, known in found.items() if known}


def edge_spell(edge: Edge) -> Spell | None:
    """Return the first and last date on which an edge is stated, None where it has no date."""
    dates = sorted(str(date) for date in (edge.first_date, edge.last_date) if is_date(date))
    return (dates[0], dates[-1]) if dates else None


def is_date(value: object) -> bool:
    """Tell whether a value is written as a day, YYYY-MM-DD.

    >>> is_date("2018-12-08"), is_date("2018"), is_date(None)
    (True, False, False)
    """
    return isinstance(value, str) and bool(_DATE.fullmatch(value))


def clean_text(text: str) -> str:
    r"""Return a text without what no format should carry, each such character replaced by U+FFFD.

    Control characters other than tab and line breaks, lone surrogates and Unicode noncharacters. All
    else stays: quotes, line breaks, signs of markup, right-to-left marks, texts of any length.

    >>> clean_text("乌\x00兰\ud800察\x85布\n")
    '乌\ufffd兰\ufffd察\ufffd布\n'
    """
    return _CONTROL.sub("\ufffd", clean_xml(text))


def read_tables(out: Path) -> Tables:
    """Return the tables of the finished build in a folder.

    Raises OutputError where a file is missing or damaged: no JSON, an empty id, an id that stands
    twice, an edge or a post that points to no entity.
    """
    rows = {name: tuple(read_rows(out / f"{name}.jsonl")) for name in NEEDED}
    rows |= {name: _read_optional(out / f"{name}.jsonl") for name in OPTIONAL}
    entities = tuple(_entity(row, out) for row in rows.pop("entities"))
    edges = tuple(_edge(row, out) for row in rows.pop("edges"))
    _check_ids(entities, edges, rows["posts"], out)
    return Tables(entities=entities, edges=edges, run=_read_run(out / "run.json"), **rows)


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of one table of a build, cleaned; raises OutputError where it is missing or damaged."""
    if not path.is_file():
        raise OutputError(
            "{path}: missing; build first with `kg build PAGES -o {out}`", path=path, out=path.parent
        )
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise _damaged(path, f"{path.name}:{number}: {error}") from None
            if not isinstance(row, dict):
                raise _damaged(path, f"{path.name}:{number}: no JSON object")
            yield clean_row(row)


def _read_optional(path: Path) -> tuple[Row, ...]:
    return tuple(read_rows(path)) if path.is_file() else ()


def _read_run(path: Path) -> Row:
    """Return what ran, nothing while the build is under way."""
    if not path.is_file():
        return {}
    try:
        row = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except ValueError as error:
        raise _damaged(path, str(error)) from None
    if not isinstance(row, dict):
        raise _damaged(path, "no JSON object")
    return clean_row(row)


def clean_row(row: Row) -> Row:
    """Return a row with all its texts cleaned by `clean_text`."""
    return {clean_text(key): _clean(value) for key, value in row.items()}


def _clean(value: Any) -> Any:
    """Return a value of JSON with all its texts cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return clean_row(value)
    return value


def _entity(row: Row, out: Path) -> Entity:
    try:
        return Entity(**{**_fields(row, Entity), "aliases": tuple(row["aliases"])})
    except (TypeError, KeyError) as error:
        raise _damaged(out / "entities.jsonl", f"{row.get('id')!r}: {error}") from None


def _edge(row: Row, out: Path) -> Edge:
    try:
        evidence = tuple(Evidence(*passage) for passage in row["evidence"])
        return Edge(**{**_fields(row, Edge), "weight": float(row["weight"]), "evidence": evidence})
    except (TypeError, KeyError, ValueError) as error:
        raise _damaged(out / "edges.jsonl", f"{row.get('source')!r}: {error}") from None


def _fields(row: Row, kind: type[Entity] | type[Edge]) -> Row:
    """Return the fields of a row that its kind has; others are of a later version."""
    return {field.name: row[field.name] for field in fields(kind) if field.name in row}


def _check_ids(entities: Iterable[Entity], edges: Iterable[Edge], posts: Iterable[Row], out: Path) -> None:
    """Raise OutputError unless ids are whole, stand once and all that points to an entity finds it."""
    known: set[str] = set()
    for entity in entities:
        if not entity.id.strip() or entity.id in known:
            raise _damaged(out / "entities.jsonl", f"id {entity.id!r} is empty or stands twice")
        known.add(entity.id)
    ends = chain.from_iterable((edge.source, edge.target) for edge in edges)
    held = (row.get(f"{part}_entity") for row in posts for part in ("person", "post", "body"))
    for id_ in chain(ends, (id_ for id_ in held if id_)):
        if id_ not in known:
            raise _damaged(out / "edges.jsonl", f"{id_!r} is no entity of entities.jsonl")


def _damaged(path: Path, cause: str) -> OutputError:
    return OutputError(
        "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
        path=path,
        cause=cause,
        out=path.parent,
    )
