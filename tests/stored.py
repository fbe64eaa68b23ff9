"""Finished builds made of the rows that they are to have, without any page read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.export.held import measure
from kg.graph.building import build_graph
from kg.graph.nodes import keep_nodes
from kg.model import Edge, Entity
from kg.reading.rows import PageRows
from kg.schema import Row, columns_of
from kg.schema.kept import KEPT_TABLES
from kg.schema.readings import READ_TABLES
from kg.store.batches import Batches
from kg.store.engine import Engine, open_engine
from kg.store.manifest import STORE, commit, file_of, write_manifest
from kg.store.named import keep_told, view_bodies, view_names
from kg.store.readings import open_batches
from tests.records import make_record

Rows = Mapping[str, Sequence[Row]]
MakeBuild = Callable[[Path, Rows], Path]
_FILLED: dict[str, Row] = {
    "pages": {"encoding": "utf-8", "chars": 99, "sha256": "", "key": ""},
    "articles": {"headline": "", "headline_spans": (), "body_spans": (), "byline": (), "roles": ()},
    "text": {"paragraph": 0, "headline": "", "line": 1},
    "mentions": {"page": "a.txt", "article": "a1", "source": "test", "share": 0, "in_byline": 0},
    "posts": {"line": 1, "clause": "", "person_label": "PER", "kind": "post"},
}  # fmt: skip


def write_build(out: Path, tables: Rows) -> Path:
    """Write a finished build that has the rows of some tables of `kg.schema`, and return its folder.

    Pages and articles that rows name are there too. Sentences are those of `text`, or clauses of the posts
    that stand where they do, or else sentences of an article.
    """
    out.mkdir(parents=True, exist_ok=True)
    batches = Batches(out, _refuse)
    for rows in _pages(tables):
        batches.add(rows)
    names = batches.finish()
    tables_folder = out / STORE / "000001"
    tables_folder.mkdir(parents=True)
    with open_engine(out) as engine:
        open_batches(engine, out, names)
        _keep(engine, tables, tables_folder)
    write_manifest(out, tables_folder, names)
    commit(out, tables_folder.name)
    return out


def _refuse(message: str) -> None:
    raise AssertionError(message)


def _pages(tables: Rows) -> Iterable[PageRows]:
    """Yield what the store keeps of each page."""
    read: dict[str, list[Row]] = {name: [dict(row) for row in tables.get(name, ())] for name in READ_TABLES}
    read["judgements"] = []
    labels = {row["id"]: row["label"] for row in tables.get("entities", ())}
    for number, row in enumerate(read["mentions"]):
        start = row.setdefault("start", 1000 + number)
        row |= {
            "form": row["text"],
            "name": row.get("entity"),
            "label": row.get("label", labels.get(row["entity"])) or "TITLE",
        }
        row.setdefault("end", start + 1)
    quoted = {(row["page"], row["start"], row["end"]): row for row in tables.get("sentences", ())}
    for row in read["posts"]:
        clause = quoted.pop((row["page"], row["start"], row["end"]), {})
        row |= {"clause": clause.get("text", ""), "line": clause.get("line", 1), "title_form": row["title"]}
        row |= {
            "person_form": row["person"],
            "person_name": row.get("person_entity"),
            "title_start": row["start"],
        }
        body = row.get("body_entity")
        row |= {"body_form": row["body"] or "", "body_name": body, "body_label": labels.get(body)}
    there = {(row["page"], row["start"], row["end"]) for row in read["text"]}
    read["text"] += [
        {"article": "a1", "day": row["date"]} | row for key, row in quoted.items() if key not in there
    ]
    return _by_page(read)


def _by_page(read: dict[str, list[Row]]) -> Iterable[PageRows]:
    """Yield rows page by page, each table's cells in the order of its columns."""
    known = {row["page"] for row in read["pages"]}
    named = {row.get("page", "a.txt") for rows in read.values() for row in rows}
    read["pages"] += [{"page": page} for page in sorted(named - known)]
    for article in read["articles"]:
        for name in ("headline_spans", "body_spans"):
            article[name] = [tuple(span) for span in article[name]]
    articles = {(row["page"], row["id"]): row for row in read["articles"]}
    dates = {row["page"]: row.get("date") for row in read["pages"]}
    for place, row in enumerate(read["text"]):
        own = articles.get((row["page"], row["article"]), {})
        day = own.get("date") or dates[row["page"]] or row.get("day")
        row |= {"number": place, "headline": own.get("headline") or row.get("headline", ""), "day": day}
    told: dict[str, PageRows] = {page: {name: [] for name in READ_TABLES} for page in sorted(known | named)}
    for name, rows in read.items():
        for place, row in enumerate(rows):
            whole = {"number": place if name == "posts" else None} | _FILLED.get(name, {}) | row
            cells = tuple(whole.get(column.name) for column in columns_of(READ_TABLES[name]))
            told[whole["page"]][name].append(cells)
    return told.values()


def _keep(engine: Engine, tables: Rows, store: Path) -> None:
    """Keep what is not read off pages."""
    labels = {row["id"]: row["label"] for row in tables.get("entities", ())}
    posts = tables.get("posts", ())
    given = KEPT_TABLES.keys() - {"nodes", "named", "occurrences"}
    kept: dict[str, list[Row]] = {name: list(tables.get(name, ())) for name in sorted(given)}
    kept["names"] = [{"label": label, "name": id_, "entity": id_} for id_, label in sorted(labels.items())]
    seats = {(p["body_entity"], p["title"], p["post_entity"]) for p in posts if p.get("post_entity")}
    kept["seats"] = [
        {"body": body, "title": title, "post": post, "plain": title, "at": body}
        for body, title, post in sorted(seats)
    ]
    kept["ruled"] = list(tables.get("judgements", ()))
    for name, rows in kept.items():
        record: Any = KEPT_TABLES[name]
        cells = (
            tuple(getattr(each, c.name) for c in columns_of(record))
            for each in (make_record(record, row) for row in rows)
        )
        engine.keep_rows(name, record, cells, file_of(store, name))
    view_bodies(engine)
    view_names(engine)
    keep_told(engine, store)
    graph = build_graph(
        [make_record(Entity, row) for row in kept["entities"]],
        [make_record(Edge, row) for row in kept["edges"]],
    )
    measure(engine)
    keep_nodes(engine, dict(graph.nodes(data="community")), file_of(store, "nodes"))
