"""Views of two things, and of what lies around some: comparison, path, graph."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

import networkx as nx

from kg.errors import InputError
from kg.export.page.drawing import draw
from kg.export.page.payload import build_payload, draft_page
from kg.export.page.template import OPTIONS
from kg.graph.building import build_graph
from kg.model import KINDS, LABELS, Evidence, Sentence
from kg.queries.columns import columns_of
from kg.queries.comparing import compare as compare_two
from kg.queries.explain import explain
from kg.queries.linked import TakenIn, linked_in
from kg.queries.paths import path as find_path
from kg.queries.profile import check_entity, profile
from kg.queries.rows import read_named, read_quotes
from kg.queries.surroundings import Surroundings, among, quotes_between, surroundings
from kg.queries.values import Named, Path, Step
from kg.serve.answers import Answer, Cell, Question
from kg.serve.charts import bars_of
from kg.serve.graphs import FORMS, graph_of
from kg.serve.views import find_entity
from kg.serve.words import word

_PAGE = 20  # sentences
_WEIGHT = re.compile(r"[01](\.[0-9]{1,3})?")
_QUOTES = 4  # of an edge at the middle of a drawing; those of others are asked for when it is opened
_MOST_OPENED = 12  # of an edge that is opened
_AT_FIRST = ("sentence", "holds", "at", "byline")  # kinds of edges
_MOST_QUOTED = 250  # passages of a drawing, those of the strongest edges first
MOST_KNOWN = 2000
MOST_CENTERS = 12  # entities around which a graph is drawn


class TwoEnds(NamedTuple):
    """The two things that an address names, each None where it names none."""

    a: Named | None
    b: Named | None
    given: dict[str, str]


def _two(asked: Question) -> TwoEnds:
    given = {name: asked.text(name) for name in ("a", "b")}
    return TwoEnds(find_entity(given["a"], asked), find_entity(given["b"], asked), given)


def compare(asked: Question) -> Answer:
    """Show what two entities share."""
    ends = _two(asked)
    title = word(asked.language, "compare")
    if ends.a is None or ends.b is None or ends.a == ends.b:
        return Answer("compare.html", title, {**ends._asdict(), "answer": None, "found": None})
    snapshot, skip = asked.snapshot, asked.number("skip")
    found = compare_two(ends.a.id, ends.b.id, snapshot, skip=skip, limit=_PAGE)
    both = [profile(each.id, snapshot) for each in (ends.a, ends.b)]
    judged = explain(ends.a.id, ends.b.id, snapshot).judgements
    answer = {"a": both[0], "b": both[1], "together": found, "judgements": judged}
    values = {**ends._asdict(), "answer": answer, "found": found, "both": both, "judgements": judged}
    values |= {"chart": bars_of(found.months), "skip": skip, "page": _PAGE}
    rows = [(s.entity.label, s.entity.name, s.entity.id, s.with_a, s.with_b) for s in found.shared]
    graph = graph_of([ends.a.id, ends.b.id, *(each.entity.id for each in found.shared)], asked)
    head = ("label", "name", "id", "with_a", "with_b")
    return Answer("compare.html", title, values, head, rows, graph, forms=FORMS)


def path(asked: Question) -> Answer:
    """Show how one entity leads to another, with the sentence behind each step."""
    ends = _two(asked)
    found, problem = None, ""
    if ends.a is not None and ends.b is not None:
        try:
            found = find_path(ends.a.id, ends.b.id, asked.snapshot)
        except InputError:
            problem = "one_entity" if ends.a == ends.b else "no_path"
    values = {**ends._asdict(), "answer": found, "found": found, "problem": problem}
    values["called"] = _called(found, asked)
    head = ("source", "kind", "target", "count", "page", "line", "text")
    rows = map(_step_row, found.steps if found else ())
    steps = found.steps if found else ()
    graph = graph_of((id_ for step in steps for id_ in (step.source.id, step.target.id)), asked)
    return Answer("path.html", word(asked.language, "path"), values, head, rows, graph, forms=FORMS)


def _called(found: Path | None, asked: Question) -> dict[str, list[str]]:
    """Return the names and aliases of all that lies on a path, to be marked in its sentences."""
    if found is None:
        return {}
    numbers = linked_in(asked.snapshot).numbers
    ids = {
        found.source.id,
        *(step.source.id for step in found.steps),
        *(step.target.id for step in found.steps),
    }
    rows = columns_of(asked.snapshot).entities([numbers[id_] for id_ in sorted(ids)])
    return {row["id"]: [row["name"], *row["aliases"]] for row in rows}


def _step_row(step: Step) -> tuple[Cell, ...]:
    quote = step.quotes[0] if step.quotes else None
    told = (quote.page, quote.line, quote.text) if quote else (None, None, None)
    return step.source.name, step.kind, step.target.name, step.count, *told


def graph(asked: Question) -> Answer:
    """Show what lies around entities as the drawing of the graph page."""
    centers = [id_ for id_ in asked.lists.get("around", []) if id_][:MOST_CENTERS]
    steps = max(1, asked.number("steps", 1, 3))
    names = read_named(asked.snapshot, centers)
    for id_ in centers:
        check_entity(id_, names)
    drawn = _QUOTES if asked.path.get("form") == "html" else None
    found = surroundings(centers, asked.snapshot, _taken(asked), steps=steps, passages=drawn)
    title = "、".join(names[id_].name for id_ in centers) or word(asked.language, "graph")
    values = {"payload": lambda: payload_of(found, title, asked), "answer": found, "title": title}
    rows = [(e.source, e.kind, e.target, e.count, e.weight, e.first_date, e.last_date) for e in found.edges]
    head = ("source", "kind", "target", "count", "weight", "first_date", "last_date")

    def whole() -> "nx.MultiDiGraph[str]":
        return build_graph(found.entities, found.edges)

    values["centers"] = centers
    return Answer("graph.html", title, values, head, rows, whole, forms=FORMS)


def _taken(asked: Question) -> TakenIn:
    """Return what of the graph an address asks for."""
    weight = asked.text("weight")
    return TakenIn(
        [kind for kind in KINDS if kind in asked.lists.get("kind", _AT_FIRST)],
        [label for label in LABELS if label in asked.lists.get("label", LABELS)],
        float(weight) if _WEIGHT.fullmatch(weight) else 0.0,
    )


def grow(asked: Question) -> Answer:
    """Show what lies around one more entity, beside those that a drawing has already."""
    center = asked.text("around")
    known = [id_ for id_ in asked.query.get("known", "").split() if id_][:MOST_KNOWN]
    check_entity(center, read_named(asked.snapshot, [center]))
    taken = _taken(asked)
    fresh = [each.id for each in surroundings([center], asked.snapshot, taken, passages=1).entities]
    found = among(list(dict.fromkeys([*fresh, *known])), asked.snapshot, taken, quoted=([center], _QUOTES))
    kept = tuple(edge for edge in found.edges if edge.source in fresh or edge.target in fresh)
    return Answer("", "", {"answer": payload_of(replace(found, edges=kept), "", asked, in_place=False)})


def quotes(asked: Question) -> Answer:
    """Show the first sentences that an edge of a drawing rests on."""
    edge = [asked.text(name) for name in ("source", "target", "kind")]
    found = quotes_between(edge[0], edge[1], edge[2], asked.snapshot, _MOST_OPENED)
    return Answer("", "", {"answer": found})


def payload_of(
    found: Surroundings, title: str, asked: Question, *, in_place: bool = True
) -> dict[str, object]:
    """Return what the script of the drawing reads: nodes, in their places or without, edges, sentences."""
    edges = [replace(edge, evidence=edge.evidence[:_QUOTES]) for edge in found.edges]
    draft = draft_page(build_graph(found.entities, edges), edges)
    sketch = draft.sketch if in_place else draft.sketch._replace(radii=[], links=[], groups=[])
    drawing = draw(sketch)
    if not in_place:
        drawing = drawing._replace(places=[(0, 0)] * len(draft.nodes))

    def quoted(passages: Collection[Evidence]) -> dict[Evidence, Sentence]:
        quotes = read_quotes(asked.snapshot, list(passages)[:_MOST_QUOTED])
        return {
            at: Sentence(q.page, q.start, q.end, q.line, q.text, q.headline, q.date)
            for at, q in quotes.items()
        }

    payload = build_payload(draft, drawing, quoted, title, asked.snapshot.coverage)
    return {"options": OPTIONS, "nodes": payload.nodes, "edges": payload.edges, "tables": payload.tables}
