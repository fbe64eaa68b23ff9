"""The shortest path from one entity to another, where strong edges are short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path as Folder
from weakref import WeakKeyDictionary

import numpy as np

from kg.errors import ConfigError, InputError
from kg.model import KINDS, Evidence
from kg.queries import MAX_STEPS
from kg.queries.names import find_one
from kg.queries.neighbors import check_choices
from kg.queries.rows import EDGE, named, passages_of, quotes_of, read_named, read_quotes, with_passages
from kg.queries.values import Named, Path, Quote, Step
from kg.schema import Row
from kg.store.engine import literals
from kg.store.finished import Store, asking
from kg.store.links import Array, count_neighbors

_BASE = {"sentence": 1.0, "paragraph": 1.5, "article": 2.0}
_STATED = 0.5  # a person holds a post, a post is at a body: two steps for one fact
_SAME = 1e-9  # lengths that differ by less are one
_BASES = " ".join(f"WHEN '{kind}' THEN {base}" for kind, base in _BASE.items())
_WAYS = f"""
    SELECT a.row AS source, b.row AS target, e.weight, CAST(e.count AS DOUBLE) AS count,
           CAST(CASE e.kind {_BASES} END AS DOUBLE) AS base
    FROM edges e JOIN numbered_nodes a ON a.id = e.source JOIN numbered_nodes b ON b.id = e.target
    WHERE e.source <> e.target AND {{chosen}}
"""


@dataclass(frozen=True, slots=True)
class Ways:
    """All edges that a path may take, their ends as numbers of the entities in the order of their ids."""

    source: Array
    target: Array
    length: Array
    through: Array  # of each entity, what is added where a path goes on from it


def path(
    a: str, b: str, out: Folder | Store, *, kinds: Sequence[str] = (), max_steps: int = MAX_STEPS
) -> Path:
    """Return the shortest path between two names, aliases or ids, with the sentences behind each step.

    A stated fact is 0.5 long. A meeting is 1 to 2 long in a sentence, 1.5 to 2.5 in a paragraph, 2 to 3 in
    an article: the closer to the lower end, the greater its NPMI and the more often it is seen. On the way,
    log10 of its neighbors, halved, is added for each entity, so that a name which stands beside everything
    leads nowhere. Raises InputError where a name is unknown or stands for several, and where no path is.
    """
    check_choices("--kind", kinds, KINDS)
    if max_steps < 1:
        raise ConfigError("--max-steps: {steps} is too small; give 1 or more", steps=max_steps)
    with asking(out) as store:
        start, goal = (find_one(name, store) for name in (a, b))
        if start["id"] == goal["id"]:
            raise InputError("{a!r} and {b!r} are one entity, {id}; name two", a=a, b=b, id=start["id"])
        ways = _find_ways(store, kinds)
        first, last = _numbers(store, start["id"], goal["id"])
        length, numbers = find_shortest(ways, first, last, max_steps)
        if not numbers:
            raise InputError(
                "no path from {a} to {b} within {steps} steps; allow more with --max-steps or other kinds",
                a=start["name"],
                b=goal["name"],
                steps=max_steps,
            )
        return Path(named(start), named(goal), round(length, 3), _steps(store, numbers, kinds))


def edge_length(edge: Row) -> float:
    """Return how long an edge is: the shorter, the nearer, the stronger and the more often seen."""
    base = _BASE.get(edge["kind"], np.nan)
    return float(_lengths(np.array([base]), np.array([edge["weight"]]), np.array([edge["count"]]))[0])


def _lengths(base: Array, weight: Array, count: Array) -> Array:
    """Return the lengths of edges; those of stated facts have no base (nan)."""
    strength = np.maximum(0.0, weight) * count / (count + 1)
    return np.where(np.isnan(base), _STATED, base + 1.0 - strength)


_KNOWN: WeakKeyDictionary[Store, dict[tuple[str, ...], Ways]] = WeakKeyDictionary()


def _find_ways(store: Store, kinds: Sequence[str]) -> Ways:
    """Return the edges of some kinds; they are read once from a store that stays open."""
    known = _KNOWN.setdefault(store, {})
    key = tuple(sorted(set(kinds)))
    if key not in known:
        known[key] = _read_ways(store, kinds)
    return known[key]


def _read_ways(store: Store, kinds: Sequence[str]) -> Ways:
    """Return the edges of some kinds; of all, where none is given."""
    found = store.arrow(_WAYS.format(chosen=_of(kinds)))
    source, target, weight, count, base = (found[name].to_numpy() for name in found.schema.names)
    linked = store.arrow("SELECT linked FROM nodes ORDER BY id")["linked"].to_numpy()
    neighbors = count_neighbors(source, target, len(linked)) if kinds else linked
    through = np.log10(np.maximum(neighbors, 1)) / 2
    return Ways(source, target, _lengths(base, weight, count), through)


def _of(kinds: Sequence[str]) -> str:
    """Return a condition of SQL: an edge is of some kinds; of any, where none is given."""
    return f"e.kind IN ({literals(kinds)})" if kinds else "TRUE"


def find_shortest(ways: Ways, start: int, goal: int, max_steps: int) -> tuple[float, list[int]]:
    """Return the length and the entities of the shortest path; no entities where there is none.

    Of paths of one length, the one whose entities have the lowest numbers is taken. What is left to the goal
    from each entity is worked out for one step, then for two …, all edges at once.
    """
    left = np.full(len(ways.through), np.inf)
    left[goal] = 0.0
    rounds = []
    for _ in range(max_steps):
        onwards = left + ways.through
        onwards[goal] = 0.0
        rounds.append(onwards)
        before, left = left, left.copy()
        np.minimum.at(left, ways.source, ways.length + onwards[ways.target])
        np.minimum.at(left, ways.target, ways.length + onwards[ways.source])
        if np.array_equal(before, left):  # more steps lead to no shorter path
            rounds += [onwards] * (min(max_steps, len(left)) - len(rounds))
            break
    length = float(left[start])
    if not np.isfinite(length):
        return length, []
    return length, list(_follow(ways, start, goal, length, rounds))


def _follow(ways: Ways, start: int, goal: int, length: float, rounds: list[Array]) -> Iterator[int]:
    """Yield the entities of the path that is as long as said, given what is left from each entity on."""
    yield start
    here, before = start, 0.0
    while here != goal:
        onwards = rounds.pop()
        ends = np.concatenate((ways.target[ways.source == here], ways.source[ways.target == here]))
        long = np.concatenate((ways.length[ways.source == here], ways.length[ways.target == here]))
        total = before + long + onwards[ends]
        fits = total <= total.min() + _SAME
        here = int(ends[fits].min())
        before += float(long[fits & (ends == here)].min()) + float(ways.through[here])
        yield here


def _numbers(store: Store, *ids: str) -> list[int]:
    """Return the numbers of some entities."""
    query = f"SELECT id, row FROM numbered_nodes WHERE id IN ({literals(ids)})"
    known = dict(store.rows(query))
    return [known[id_] for id_ in ids]


def _steps(store: Store, numbers: Sequence[int], kinds: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps of a path: the shortest edge of each, with its sentences."""
    listed = ", ".join(map(str, numbers))
    ids = dict(store.rows(f"SELECT row, id FROM numbered_nodes WHERE row IN ({listed})"))
    nodes = [ids[number] for number in numbers]
    between = f"source IN ({literals(nodes)}) AND target IN ({literals(nodes)})"
    edges = store.records(f"SELECT row, {EDGE} FROM numbered e WHERE {between} AND {_of(kinds)}")
    best: dict[frozenset[str], Row] = {}
    for edge in sorted(edges, key=lambda edge: (edge_length(edge), edge["kind"])):
        best.setdefault(frozenset((edge["source"], edge["target"])), edge)
    taken = with_passages(store, [best[frozenset(pair)] for pair in pairwise(nodes)])
    quotes = read_quotes(store, (passage for edge in taken for passage in passages_of(edge)))
    entities = read_named(store, nodes)
    return tuple(_step(source, edge, entities, quotes) for source, edge in zip(nodes, taken, strict=False))


def _step(source: str, edge: Row, entities: dict[str, Named], quotes: dict[Evidence, Quote]) -> Step:
    forward = edge["source"] == source
    return Step(
        source=entities[source],
        target=entities[edge["target" if forward else "source"]],
        kind=edge["kind"],
        forward=forward,
        weight=edge["weight"],
        count=edge["count"],
        first_date=edge["first_date"],
        last_date=edge["last_date"],
        length=round(edge_length(edge), 3),
        quotes=quotes_of(edge, quotes),
    )
