"""What a community is about beside its name: the posts its people hold, and the years that tell of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

MOST_POSTS = 2
LONGEST = 9  # characters of a post that stands with its body
BOUNDS = (0.1, 0.9)  # of what is told, by time, that lies before the first and the last year named
MOSTLY = 0.6  # of all years, at most, for years to say something


@dataclass(frozen=True, slots=True)
class CommunityFacts:
    """What is told of a community."""

    posts: tuple[str, ...]  # those most mentioned, each with who is most often said to hold it
    years: tuple[str, str] | None  # between which most of it is told; None where that is most of all years


def tell_communities(graph: "nx.MultiDiGraph[str]") -> dict[int, CommunityFacts]:
    """Return what is told of each community of a graph of kg.graph.build_graph, by number."""
    holders: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[int, Counter[str]] = defaultdict(Counter)
    for source, target, edge in graph.edges(data=True):
        own = graph.nodes[source]["community"]
        if edge["kind"] == "holds":
            holders[target][source] += edge["count"]
        if own == graph.nodes[target]["community"]:
            for day in (edge.get("first_date"), edge.get("last_date")):
                told[own][(day or "")[:4]] += edge["count"]
    for years in told.values():
        years.pop("", None)
    whole = _bounds(sum(told.values(), Counter()))
    posts: dict[int, list[str]] = defaultdict(list)
    order = sorted(holders, key=lambda post: (-sum(holders[post].values()), post))
    for post in order:
        own = graph.nodes[post]["community"]
        if len(posts[own]) < MOST_POSTS:
            posts[own].append(_called(graph, post, holders[post]))
    known = {graph.nodes[node]["community"] for node in graph} - {-1}
    return {
        number: CommunityFacts(tuple(posts.get(number, ())), _within(_bounds(told[number]), whole))
        for number in sorted(known)
    }


def _called(graph: "nx.MultiDiGraph[str]", post: str, held: Mapping[str, int]) -> str:
    """Return a post, of a long one the title alone, with who is most often said to hold it."""
    holder = min(held, key=lambda person: (-held[person], person))
    name, body = str(graph.nodes[post].get("name", "")), str(graph.nodes[post].get("parent"))
    if len(name) > LONGEST and body in graph:
        name = name.removeprefix(str(graph.nodes[body].get("name", ""))) or name
    return f"{name} {graph.nodes[holder].get('name', '')}".strip()


def _bounds(years: Mapping[str, int]) -> tuple[str, str] | None:
    """Return the years between which most is told, None where nothing is dated."""
    total, passed = sum(years.values()), 0
    found: list[str] = []
    for year in sorted(years):
        passed += years[year]
        found += [year for bound in BOUNDS[len(found) :] if passed >= bound * total]
    return (found[0], found[1]) if len(found) > 1 else None


def _within(years: tuple[str, str] | None, whole: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return the years of a part where they are much fewer than those of the whole."""
    if years is None or whole is None:
        return None
    own, all_ = (int(last) - int(first) + 1 for first, last in (years, whole))
    return years if own <= MOSTLY * all_ else None
