"""report.html: what a build found, as a brief that a researcher reads and prints.

One file without any script, offline: its content security policy allows its own style sheet alone. All
that comes from pages passes through a template that escapes it.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import networkx as nx
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.export.corpus import corpus_of, title_of
from kg.export.report.brief import gather
from kg.export.report.changes import Change
from kg.export.report.groups import ROW, WIDTH
from kg.export.report.words import both, say, say_reason
from kg.export.tables import Row, Tables, clean_text, read_rows
from kg.model import Edge, Entity, Evidence, Sentence
from kg.store.passages import sentence_row
from kg.version import VERSION

GRAPH = "graph.html"  # in the same folder
FROM_FILES = ("pages", "articles", "posts", "judgements", "contradictions")
POLICY = "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'"
LONGEST_NAME = 40  # characters shown of a name


def write_report(tables: Tables, path: Path) -> None:
    """Write the report of a finished build: one file in UTF-8, in Chinese and English.

    Names are cut after LONGEST_NAME characters; whitespace in them becomes a space. The same tables
    give the same bytes.
    """
    given = tables.run.get("configuration", {}).get("title")
    title = str(given or title_of(corpus_of(tables.pages, tables.articles)))
    text = format_report(tables, title=title, model=str(tables.run.get("model") or "?"))
    path.write_text(text, encoding="utf-8", newline="\n")


def write_build_report(
    out: Path,
    graph: "nx.MultiDiGraph[str]",
    entities: Sequence[Entity],
    edges: Sequence[Edge],
    sentences: Mapping[Evidence, Sentence],
    *,
    title: str,
    model: str,
) -> None:
    """Write report.html into the folder of a build under way, the same as `write_report` afterwards.

    Entities, edges and sentences are taken as the build holds them, the other tables from its files;
    of the mentions, which are many, no more than an index is held in memory.
    """
    rows: dict[str, Any] = {name: tuple(read_rows(out / f"{name}.jsonl")) for name in FROM_FILES}
    quoted = tuple(sentence_row(sentences[key]) for key in sorted(sentences))
    tables = Tables(mentions=(), entities=tuple(entities), edges=tuple(edges), sentences=quoted, **rows)
    tables.__dict__["graph"] = graph  # in place of the cached property: it is this graph
    mentions = read_rows(out / "mentions.jsonl")
    text = format_report(tables, title=title, model=model, mentions=mentions)
    (out / "report.html").write_text(text, encoding="utf-8", newline="\n")


def format_report(tables: Tables, *, title: str, model: str, mentions: Iterable[Row] | None = None) -> str:
    """Return the text of the report; what no file should hold is replaced by U+FFFD."""
    style = _style()
    names = {id_: shorten(name) for id_, name in tables.names.items()}
    labels = {entity.id: entity.label for entity in tables.entities}
    return clean_text(
        _environment()
        .get_template("report.html")
        .render(
            title=title,
            brief=gather(tables, mentions),
            node=lambda id_: _link(names[id_], "node", id_, labels[id_]),
            name_of=names.__getitem__,
            label_of=labels.__getitem__,
            group_link=lambda number, text: _link(text, "community", str(number + 1), "group"),
            style=Markup(style),
            policy=POLICY.format(_fingerprint(style)),
            version=VERSION,
            model=model,
        )
    )


def shorten(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name in one line, cut after so many characters.

    >>> shorten("甲\\n乙"), shorten("长" * 50, 4)
    ('甲 乙', '长长长…')
    """
    text = " ".join(name.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _link(text: object, key: str, value: str, kind: str) -> Markup:
    """Return a link into the graph page, which opens in the language of the report."""
    link = Markup('<a class="{} {}" href="{}#{}"><bdi>{}</bdi></a>')
    chinese, english = {key: value}, {key: value, "lang": "en"}
    return link.format("zh", kind, GRAPH, urlencode(chinese), text) + link.format(
        "en", kind, GRAPH, urlencode(english), text
    )


def _by(changes: Iterable[Change], field: str) -> list[dict[str, object]]:
    """Return runs of changes with the same value of a field, in their order."""
    runs = groupby(changes, key=attrgetter(field))
    return [{"key": key, "items": list(items)} for key, items in runs]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(files("kg.export.report") / "page")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"say": say, "both": both, "say_reason": say_reason, "row": ROW, "arcs": WIDTH}
    environment.filters |= {"short": shorten, "runs": _by}
    return environment


@cache
def _style() -> str:
    return (files("kg.export.report") / "page" / "style.css").read_text(encoding="utf-8")


def _fingerprint(text: str) -> str:
    """Return the source expression that allows exactly this text in a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
