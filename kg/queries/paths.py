"""The shortest path from one entity to another, where strong edges are short."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path as Folder

from kg.errors import ConfigError, InputError
from kg.model import KINDS, WINDOWS, Evidence
from kg.queries import MAX_STEPS
from kg.queries.names import find_one
from kg.queries.neighbors import check_choices
from kg.queries.rows import named, quotes_of, read_entities, read_quotes, read_rows
from kg.queries.values import Path, Quote, Step
from kg.schema import Row

_BASE = {"sentence": 1.0, "paragraph": 1.5, "article": 2.0}
_STATED = 0.5  # a person holds a post, a post is at a body: two steps for one fact
Ways = dict[str, dict[str, tuple[float, Row]]]  # from an entity to its neighbors: the shortest edge


def path(a: str, b: str, out: Folder, *, kinds: Sequence[str] = (), max_steps: int = MAX_STEPS) -> Path:
    """Return the shortest path between two names, aliases or ids, with the sentences behind each step.

    A stated fact is 0.5 long. A meeting is 1 to 2 long in a sentence, 1.5 to 2.5 in a paragraph, 2 to 3 in
    an article: the closer to the lower end, the greater its NPMI and the more often it is seen. On the way,
    log10 of its neighbors, halved, is added for each entity, so that a name which stands beside everything
    leads nowhere. Raises InputError where a name is unknown or stands for several, and where no path is.
    """
    check_choices("--kind", kinds, KINDS)
    if max_steps < 1:
        raise ConfigError("--max-steps: {steps} is too small; give 1 or more", steps=max_steps)
    entities = read_entities(out)
    start, goal = (find_one(name, entities.values(), out) for name in (a, b))
    if start is goal:
        raise InputError("{a!r} and {b!r} are one entity, {id}; name two", a=a, b=b, id=start["id"])
    ways = _ways(row for row in read_rows(out, "edges") if not kinds or row["kind"] in kinds)
    length, nodes = _shortest(ways, start["id"], goal["id"], max_steps)
    if not nodes:
        raise InputError(
            "no path from {a} to {b} within {steps} steps; allow more with --max-steps or other kinds",
            a=start["name"],
            b=goal["name"],
            steps=max_steps,
        )
    taken = [ways[source][target] for source, target in pairwise(nodes)]
    quotes = read_quotes((edge for _, edge in taken), out)
    steps = (
        _step(source, edge, long, entities, quotes)
        for source, (long, edge) in zip(nodes, taken, strict=False)
    )
    return Path(named(start), named(goal), round(length, 3), tuple(steps))


def edge_length(edge: Row) -> float:
    """Return how long an edge is: the shorter, the nearer, the stronger and the more often seen."""
    if edge["kind"] not in WINDOWS:
        return _STATED
    count = edge["count"]
    strength = max(0.0, edge["weight"]) * count / (count + 1)
    return _BASE[edge["kind"]] + 1.0 - float(strength)


def _ways(edges: Iterable[Row]) -> Ways:
    ways: Ways = defaultdict(dict)
    for edge in edges:
        long = edge_length(edge)
        for source, target in ((edge["source"], edge["target"]), (edge["target"], edge["source"])):
            known = ways[source].get(target)
            if source != target and (known is None or (long, edge["kind"]) < (known[0], known[1]["kind"])):
                ways[source][target] = (long, edge)
    return ways


def _shortest(ways: Ways, start: str, goal: str, max_steps: int) -> tuple[float, tuple[str, ...]]:
    """Return the length and the entities of the shortest path; no entities where there is none."""
    queue: list[tuple[float, tuple[str, ...]]] = [(0.0, (start,))]
    fewest: dict[str, int] = {}  # steps with which an entity was reached
    while queue:
        length, nodes = heapq.heappop(queue)
        here, steps = nodes[-1], len(nodes) - 1
        if here == goal:
            return length, nodes
        if steps == max_steps or fewest.get(here, max_steps) <= steps:
            continue
        fewest[here] = steps
        through = math.log10(len(ways[here])) / 2 if steps else 0.0
        for target, (long, _) in ways.get(here, {}).items():
            if target not in nodes and fewest.get(target, max_steps + 1) > steps + 1:
                heapq.heappush(queue, (length + through + long, (*nodes, target)))
    return math.inf, ()


def _step(
    source: str, edge: Row, length: float, entities: dict[str, Row], quotes: dict[Evidence, Quote]
) -> Step:
    forward = edge["source"] == source
    return Step(
        source=named(entities[source]),
        target=named(entities[edge["target" if forward else "source"]]),
        kind=edge["kind"],
        forward=forward,
        weight=edge["weight"],
        count=edge["count"],
        first_date=edge["first_date"],
        last_date=edge["last_date"],
        length=round(length, 3),
        quotes=quotes_of(edge, quotes),
    )
