"""The strongest part of the graph as a picture: dots, strokes and names with their places on a sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.graph.building import build_graph
from kg.graph.kinds import UNDIRECTED
from kg.graph.placement import node_radii
from kg.graph.selection import strongest_part
from kg.graph.stress import place_parts
from kg.model import Edge, Entity, Label

MOST_NODES = 120  # more than this is no picture but a blot
LONGEST_NAME = 12  # characters of a name
MARGIN = 60
NARROWEST = 360  # width of the sheet: its legend has room

Area = tuple[float, float, float, float]  # middle, half its width, half its height


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the picture."""

    x: float
    y: float
    radius: float
    label: Label
    name: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """An edge of the picture, between two of its dots."""

    source: int
    target: int
    strength: float  # 0 to 1
    stated: bool  # a fact of its own (holds, at, byline), no co-occurrence


@dataclass(frozen=True, slots=True)
class Caption:
    """A name beside its dot, around a middle."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: the strongest nodes first, and the size of the sheet."""

    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    width: float
    height: float


def draw_picture(entities: Iterable[Entity], edges: Iterable[Edge]) -> Picture:
    """Return the picture of a graph's strongest part, placed on a sheet that begins at (0, 0).

    At most MOST_NODES nodes, and their edges other than those of an article; names are cut after
    LONGEST_NAME characters (a post keeps its end, the title), line breaks become spaces.
    """
    chosen, linked = strongest_part(entities, edges, MOST_NODES)
    graph = build_graph(chosen, linked)
    radii = node_radii(graph)
    order = sorted(graph, key=lambda id_: (-radii[id_], id_))
    places = place_parts(nx.Graph(graph.to_undirected()), radii)
    left = min((places[id_][0] - radii[id_] for id_ in order), default=0.0) - MARGIN
    top = min((places[id_][1] - radii[id_] for id_ in order), default=0.0) - MARGIN
    known = {entity.id: entity for entity in chosen}
    dots = tuple(
        Dot(places[id_][0] - left, places[id_][1] - top, radii[id_], known[id_].label, _short(known[id_]))
        for id_ in order
    )
    width = max((dot.x + dot.radius for dot in dots), default=0.0) + MARGIN
    height = max((dot.y + dot.radius for dot in dots), default=0.0) + MARGIN
    return Picture(dots, _strokes(linked, order), max(width, NARROWEST), height)


def place_captions(picture: Picture) -> list[Caption]:
    """Return the names to write, the strongest first: each where it hides no dot and no other name.

    A name stands below its dot, above it or beside it; where there is no room, it is left out (a
    pointer on the dot still shows it).
    """
    taken: list[Area] = [(dot.x, dot.y, dot.radius, dot.radius) for dot in picture.dots]
    names = []
    for dot in picture.dots:
        size = 9 + dot.radius * 0.28
        half = size * sum(1.0 if ord(sign) > 0x2E7F else 0.56 for sign in dot.name) / 2
        aside, down = dot.radius + half + 3, dot.radius + size * 0.65
        spots = ((0.0, down), (0.0, -down), (aside, 0.0), (-aside, 0.0))
        for x, y in ((dot.x + across, dot.y + below) for across, below in spots):
            box = (x, y, half, size * 0.55)
            inside = half < x < picture.width - half and size < y < picture.height - size
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                names.append(Caption(x, y, size, dot.name))
                break
    return names


def _meet(one: Area, other: Area) -> bool:
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]


def _strokes(edges: Iterable[Edge], chosen: Sequence[str]) -> tuple[Stroke, ...]:
    position = {id_: number for number, id_ in enumerate(chosen)}

    def stroke(edge: Edge) -> Stroke:
        strength = min(1.0, max(0.0, edge.weight))
        return Stroke(position[edge.source], position[edge.target], strength, edge.kind not in UNDIRECTED)

    return tuple(stroke(edge) for edge in edges)


def _short(entity: Entity) -> str:
    name = " ".join((entity.name.strip() or entity.id).split())
    if len(name) <= LONGEST_NAME:
        return name
    return "…" + name[1 - LONGEST_NAME :] if entity.label == "TITLE" else name[: LONGEST_NAME - 1] + "…"
