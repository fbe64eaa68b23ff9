"""The graph as one web page that opens anywhere, offline, and stands still.

pyvis makes the page from a template of our own; vis-network comes out of the pyvis package; nothing is
fetched, neither when the page is written nor when it is read. All that comes from the pages is in one
block of JSON which can't end early, and the page's content security policy runs our script alone.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path

import networkx as nx
from pyvis.network import Network

from kg.export.corpus import Corpus, quoted_corpus, title_of
from kg.export.pinyin import spell
from kg.export.quotes import Tables, build_tables
from kg.graph.layout import lay_out
from kg.model import Edge, Evidence, Sentence

SCRIPTS = (
    *("words", "elements", "store", "groups", "find", "theme", "paint", "names", "scene", "pointer"),
    *("panel", "dates", "card", "groupcard", "pathcard", "save", "menu", "table", "route", "keys", "main"),
)
VIS = "lib/vis-9.1.2/vis-network.min.js"
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "tooltipDelay": 86400000,
        "zoomSpeed": 0.7,
        "selectConnectedEdges": False,
    },
}
MOST_NODES = 20_000  # the strongest; a larger page would not open on a laptop
MOST_EDGES = 100_000
SMALLEST, LARGEST = 6.0, 21.0  # radius of a node
WEAKEST = 0.05  # pull of a link without weight, so that it still joins
BACKGROUND = 0.1  # pull of a faint link, compared with a co-occurrence in a sentence
FAINT = ("article", "paragraph", "part_of", "located_in", "at")
STATED = ("holds", "at", "byline")
TOLD = ("code", "level", "parent", "located_in", "kind", "rank", "latitude", "longitude")  # on the card

_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_SURROGATE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template asks for beside the network itself."""

    style: str
    script: str
    policy: str
    tables: Tables


def write_html(
    graph: "nx.MultiDiGraph[str]",
    edges: Sequence[Edge],
    sentences: Mapping[Evidence, Sentence],
    path: Path,
    *,
    title: str = "",
    corpus: Corpus | None = None,
) -> None:
    """Write the graph page: one file in UTF-8 with search, filters and the sentences behind each edge.

    `graph` is that of kg.graph.build_graph; `edges` are the edges it was built from, for their evidence;
    `sentences` holds the passages to be quoted (evidence that it lacks is not quoted). `corpus` tells of
    the pages behind them, for the articles over time and, without a `title`, for the title; without it
    the quoted sentences do. A graph of more than MOST_NODES nodes or MOST_EDGES edges is cut down to the
    strongest, and the page says so. The same arguments give the same bytes.
    """
    html = format_html(graph, edges, sentences, title=title, corpus=corpus)
    path.write_text(html, encoding="utf-8", newline="\n")


def format_html(
    graph: "nx.MultiDiGraph[str]",
    edges: Sequence[Edge],
    sentences: Mapping[Evidence, Sentence],
    *,
    title: str = "",
    corpus: Corpus | None = None,
) -> str:
    """Return the text of the graph page."""
    corpus = corpus or quoted_corpus(sentences.values())
    title = title or title_of(corpus)
    chosen = _strongest(graph)
    position = {node: index for index, node in enumerate(chosen)}
    kept = _kept_edges(edges, position)
    tables, rows = build_tables(kept, position, sentences)
    tables["title"] = title
    tables["totals"] = {"nodes": len(graph), "edges": len(edges), "pages": corpus.pages}
    tables["articles"] = corpus.articles
    network = Network(
        height="100%", width="100%", directed=True, heading=escape(_SURROGATE.sub("\ufffd", title))
    )
    network.options = OPTIONS
    # Not add_node and add_edge: they search the whole list each time, 40 s for 20,000 nodes.
    network.nodes = _nodes(graph, chosen, kept, position)
    network.edges = rows
    network.set_template_dir(str(files("kg.export") / "page"))
    network.templateEnv.filters.update(json_block=json_block, in_script=_in_script)
    network.templateEnv.globals["page"] = _page(tables)
    html: str = network.generate_html()
    return html


def json_block(value: object) -> str:
    r"""Return a value as JSON that is safe inside a script element and in UTF-8.

    >>> print(json_block(["</script>", "李\u2028"]))
    ["\u003c/script\u003e","李\u2028"]
    """
    return _in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _in_script(text: str) -> str:
    """Return JSON text with each character that could end a script element, or its line, escaped."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _strongest(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """Return the ids of the nodes to show, the strongest first."""

    def order(node: str) -> tuple[float, int, str, str]:
        known = graph.nodes[node]
        return (
            -float(known.get("strength", 0)),
            -int(known.get("mentions", 0)),
            str(known.get("name", "")),
            node,
        )

    return sorted(graph, key=order)[:MOST_NODES]


def _kept_edges(edges: Sequence[Edge], position: Mapping[str, int]) -> list[Edge]:
    """Return the edges between nodes that are shown, stated facts and the strongest first."""

    def order(edge: Edge) -> tuple[bool, bool, float, int, str, str, str]:
        return (
            edge.kind not in STATED,
            edge.kind in FAINT,
            -edge.weight,
            -edge.count,
            edge.source,
            edge.target,
            edge.kind,
        )

    return sorted((e for e in edges if e.source in position and e.target in position), key=order)[:MOST_EDGES]


def _nodes(
    graph: "nx.MultiDiGraph[str]", chosen: Sequence[str], edges: Sequence[Edge], position: Mapping[str, int]
) -> list[Node]:
    """Return the nodes as vis-network takes them, each with its place, and what the card tells of it."""
    strongest = max((float(graph.nodes[node].get("strength", 0)) for node in chosen), default=0) or 1
    radii = [
        SMALLEST + (LARGEST - SMALLEST) * (float(graph.nodes[node].get("strength", 0)) / strongest) ** 0.7
        for node in chosen
    ]
    groups = [int(graph.nodes[node].get("community", -1)) for node in chosen]
    places = lay_out(radii, _links(edges, position), groups)
    return [
        _node(node, graph.nodes[node], radius, group, place)
        for node, radius, group, place in zip(chosen, radii, groups, places, strict=True)
    ]


def _node(id_: str, known: Mapping[str, object], radius: float, group: int, place: tuple[int, int]) -> Node:
    aliases = [alias for alias in str(known.get("aliases", "")).split("|") if alias]
    node: Node = {
        "id": id_,
        "label": known.get("name") or id_,
        "group": known.get("label", ""),
        "x": place[0],
        "y": place[1],
        "size": round(radius, 1),
        "mentions": known.get("mentions", 0),
        "community": group,
    }
    person = known.get("label") == "PER"
    spelled = [spell(text, person=person) for text in (str(known.get("name", "")), *aliases)]
    extra: Node = {"aliases": aliases, "pinyin": [text for text in spelled if text]}
    extra |= {key: known[key] for key in TOLD if known.get(key)}
    return node | {key: value for key, value in extra.items() if value}


def _links(edges: Sequence[Edge], position: Mapping[str, int]) -> list[tuple[int, int, float]]:
    """Return the pull of each edge for the layout."""
    return [
        (
            position[edge.source],
            position[edge.target],
            max(edge.weight, WEAKEST) * (BACKGROUND if edge.kind in FAINT else 1.0),
        )
        for edge in edges
        if edge.source != edge.target
    ]


@cache
def _assets() -> tuple[str, str]:
    """Return the style sheet and the script of the page."""
    page = files("kg.export") / "page"
    vis = (files("pyvis") / VIS).read_text(encoding="utf-8")
    own = "\n".join((page / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    script = f'{vis}\n"use strict";\n(() => {{\n{own}\n}})();\n'
    return (page / "style.css").read_text(encoding="utf-8"), script


def _page(tables: Tables) -> _Page:
    style, script = _assets()
    policy = (
        f"default-src 'none'; script-src {_fingerprint(script)}; style-src {_fingerprint(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return _Page(style, script, policy, tables)


def _fingerprint(text: str) -> str:
    """Return the source expression that allows exactly this text in a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
