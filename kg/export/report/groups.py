"""Communities: their names, what holds each together, and their strongest members as arcs."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.export.report.standing import Pair
from kg.export.report.telling import Excerpt, Teller
from kg.export.report.whereabouts import GroupStory, Whereabouts
from kg.export.tables import GraphTables
from kg.model import Label

SMALLEST = 3  # members of a community worth telling
MEMBERS = 9  # drawn
MOST_STORIES = 2  # of a community
ARCS = 14
ROW = 26  # height of a member's row
WIDTH = 92  # of the arcs


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie between two members, as the path of a half ellipse."""

    path: str
    strength: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Group:
    """A community."""

    number: int  # as in the graph, from 0
    heads: tuple[str, ...]  # ids of the members that it is named after
    place: str | None  # id of its strongest place
    size: int
    counts: tuple[tuple[Label, int], ...]
    inside: float  # share of the ties of its members that stay inside, 0 to 1
    members: tuple[str, ...]  # ids, in the order of the arcs
    arcs: tuple[Arc, ...]
    bond: tuple[str, str] | None  # the two members tied most
    quote: Excerpt | None = None  # what is said of these two
    stories: tuple[GroupStory, ...] = ()

    @property
    def height(self) -> int:
        """The height of the arcs."""
        return ROW * len(self.members)


@dataclass(slots=True)
class _Ties:
    """The ties inside a community, and the sum of all that its members have."""

    own: dict[Pair, float] = field(default_factory=dict)
    touching: float = 0.0


def find_groups(
    tables: GraphTables,
    standing: Mapping[str, float],
    ties: Mapping[Pair, float],
    teller: Teller,
    where: Whereabouts,
    most: int,
) -> tuple[list[Group], int]:
    """Return the weightiest communities, and how many there are of SMALLEST members or more."""
    members: dict[int, list[str]] = defaultdict(list)
    for id_, known in tables.graph.nodes(data=True):
        if known["community"] >= 0:
            members[known["community"]].append(id_)
    large = {number: ids for number, ids in members.items() if len(ids) >= SMALLEST}
    weight = {number: sum(standing.get(id_, 0.0) for id_ in ids) for number, ids in large.items()}
    chosen = sorted(large, key=lambda number: (-weight[number], number))[:most]
    nodes = tables.graph.nodes(data=True)
    parts = _part_ties({id_: known["community"] for id_, known in nodes}, ties, chosen)
    label: dict[str, Label] = {id_: known["label"] for id_, known in nodes}
    groups = [_group(tables, number, large[number], label, standing, parts[number]) for number in chosen]
    teller.look_up_entities([group.bond for group in groups if group.bond])
    return [_tell(group, large[group.number], teller, where) for group in groups], len(large)


def _part_ties(
    community: Mapping[str, int], ties: Mapping[Pair, float], chosen: Sequence[int]
) -> dict[int, _Ties]:
    """Return the ties inside some communities, and the weight of all that touch each."""
    parts = {number: _Ties() for number in chosen}
    for pair, tie in ties.items():
        one, other = (community.get(id_, -1) for id_ in pair)
        for number in {one, other} & parts.keys():
            parts[number].touching += tie
        if one == other and one in parts:
            parts[one].own[pair] = tie
    return parts


def _group(
    tables: GraphTables,
    number: int,
    ids: Sequence[str],
    label: Mapping[str, Label],
    standing: Mapping[str, float],
    ties: _Ties,
) -> Group:
    """Return a community without what is said of it."""
    own = ties.own
    ranked = sorted(ids, key=lambda id_: (-standing.get(id_, 0.0), tables.names[id_], id_))
    ranked = [id_ for id_ in ranked if id_ in standing]
    members = _ordered(ranked[:MEMBERS], own)
    counts = Counter(label[id_] for id_ in ids)
    return Group(
        number=number,
        heads=_heads(ranked, label),
        place=next((id_ for id_ in ranked if label[id_] == "LOC"), None),
        size=len(ids),
        counts=tuple((kind, counts[kind]) for kind in ("PER", "ORG", "LOC", "TITLE") if counts[kind]),
        inside=sum(own.values()) / ties.touching if ties.touching else 0.0,
        members=tuple(members),
        arcs=_arcs(members, own),
        bond=min(own, key=lambda pair: (-own[pair] * _both(pair, standing), pair)) if own else None,
    )


def _tell(group: Group, ids: Sequence[str], teller: Teller, where: Whereabouts) -> Group:
    """Return a community with what is said of its bond, and the articles that name most of it."""
    quote = teller.of_pair(*group.bond) if group.bond else None
    return replace(group, quote=quote, stories=where.stories(ids, MOST_STORIES, SMALLEST))


def _both(pair: Pair, standing: Mapping[str, float]) -> float:
    return min(standing.get(id_, 0.0) for id_ in pair)


def _heads(ranked: Sequence[str], label: Mapping[str, Label]) -> tuple[str, ...]:
    """Return the two strongest people; a person and the strongest body; without people the strongest two."""
    people = [id_ for id_ in ranked if label[id_] == "PER"][:2]
    if not people:
        return tuple(ranked[:2])
    bodies = [id_ for id_ in ranked if label[id_] == "ORG"][: 2 - len(people)]
    return (*people, *bodies)


def _ordered(ids: Sequence[str], ties: Mapping[Pair, float]) -> list[str]:
    """Return ids in an order that keeps the tied close: each next one is tied most to the last ones."""
    rest, order = list(ids[1:]), list(ids[:1])
    while rest:
        recent = order[-3:]
        best = max(rest, key=lambda id_: (sum(_tie(ties, id_, other) for other in recent), -ids.index(id_)))
        rest.remove(best)
        order.append(best)
    return order


def _tie(ties: Mapping[Pair, float], a: str, b: str) -> float:
    return ties.get((min(a, b), max(a, b)), 0.0)


def _arcs(members: Sequence[str], ties: Mapping[Pair, float]) -> tuple[Arc, ...]:
    row = {id_: number for number, id_ in enumerate(members)}
    drawn = sorted(
        ((tie, row[a], row[b]) for (a, b), tie in ties.items() if a in row and b in row),
        key=lambda arc: (-arc[0], arc[1:]),
    )[:ARCS]
    strongest = drawn[0][0] if drawn else 1.0
    return tuple(Arc(_path(a, b, len(members)), (tie / strongest) ** 0.5) for tie, a, b in drawn)


def _path(a: int, b: int, rows: int) -> str:
    top, bottom = (ROW * (min(a, b) + 0.5), ROW * (max(a, b) + 0.5))
    reach = 14 + (WIDTH - 24) * (abs(a - b) / max(1, rows - 1)) ** 0.7
    x = WIDTH - 4
    far = f"{x - reach * 1.3:.1f}"
    return f"M{x} {top:.0f}C{far} {top:.0f} {far} {bottom:.0f} {x} {bottom:.0f}"
