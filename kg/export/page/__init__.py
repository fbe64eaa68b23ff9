"""The graph as one web page that opens anywhere, offline, and stands still.

pyvis makes the page from a template of our own; vis-network comes out of the pyvis package; nothing is
fetched, neither when the page is written nor when it is read. All that comes from the pages is in one
block of JSON which can't end early, and the page's content security policy runs our script alone.
"""

from collections.abc import Sequence
from pathlib import Path

import networkx as nx

from kg.export.coverage import Coverage, quoted_coverage, title_of
from kg.export.page.drawing import Drawing, draw
from kg.export.page.payload import PageDraft, build_payload, draft_page
from kg.export.page.quotes import Quoted, find_quoted
from kg.export.page.template import fill_page
from kg.model import Edge, Sentence


def write_html(
    graph: "nx.MultiDiGraph[str]",
    edges: Sequence[Edge],
    sentences: Quoted,
    path: Path,
    *,
    title: str = "",
    coverage: Coverage | None = None,
    totals: tuple[int, int] | None = None,
    whole: Sequence[Sentence] = (),
) -> None:
    """Write the graph page: one file in UTF-8 with search, filters and the sentences behind each edge.

    `graph` is that of kg.graph.build_graph; `edges` are the edges it was built from, for their evidence;
    `sentences` holds the passages to be quoted (evidence that it lacks is not quoted), or is a function that
    finds some of them. `coverage` tells of the pages behind them, for the articles over time and, without a
    `title`, for the title; without it the quoted sentences do. A graph of more than 20,000 nodes or 60,000
    edges is cut down to the strongest, and the page says so, as it does where `totals`, the nodes and edges
    of the whole, are more than the graph has. `whole` are all sentences of the pages, which the page's search
    then finds, too. The same arguments give the same bytes.
    """
    html = format_html(graph, edges, sentences, title=title, coverage=coverage, totals=totals, whole=whole)
    path.write_text(html, encoding="utf-8", newline="\n")


def format_html(
    graph: "nx.MultiDiGraph[str]",
    edges: Sequence[Edge],
    sentences: Quoted,
    *,
    title: str = "",
    coverage: Coverage | None = None,
    totals: tuple[int, int] | None = None,
    whole: Sequence[Sentence] = (),
) -> str:
    """Return the text of the graph page."""
    draft = draft_page(graph, edges)
    drawing = draw(draft.sketch)
    return finish_html(draft, drawing, sentences, title=title, coverage=coverage, totals=totals, whole=whole)


def finish_html(
    draft: PageDraft,
    drawing: Drawing,
    sentences: Quoted,
    *,
    title: str = "",
    coverage: Coverage | None = None,
    totals: tuple[int, int] | None = None,
    whole: Sequence[Sentence] = (),
) -> str:
    """Return the text of the graph page that was drafted and drawn."""
    coverage = coverage or quoted_coverage(find_quoted(sentences, draft.edges).values())
    title = title or title_of(coverage)
    payload = build_payload(draft, drawing, sentences, title, coverage, totals, whole)
    return fill_page(payload)
