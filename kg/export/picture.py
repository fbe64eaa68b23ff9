"""The strongest part of the graph as a picture: SVG, drawn without any other program."""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.export.placement import COLORS, node_radii
from kg.export.tables import UNDIRECTED, Tables
from kg.graph.stress import place_parts
from kg.model import Edge, Label

MOST_NODES = 120  # more than this is no picture but a blot
LONGEST_NAME = 12  # characters of a name
STATED = 4.0  # a fact of its own counts as so many co-occurrences
MARGIN = 60
BASELINE = 0.35  # of the size of a letter, below its middle
LEGEND = 360  # width of the legend
BACKGROUND = "#ffffff"
INK = "#22262b"
WORDS: dict[Label, str] = {"PER": "people", "LOC": "places", "ORG": "bodies", "TITLE": "posts"}
FONTS = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Heiti SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)


Box = tuple[float, float, float, float]  # middle, half its width, half its height


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the picture."""

    x: float
    y: float
    radius: float
    label: Label
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the picture, between two of its dots."""

    source: int
    target: int
    strength: float  # 0 to 1
    stated: bool  # a fact of its own (holds, at, byline), no co-occurrence


@dataclass(frozen=True, slots=True)
class Name:
    """A name beside its dot, around a middle."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: the strongest nodes first, and the size of the sheet."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def write_svg(tables: Tables, path: Path) -> None:
    """Write the strongest nodes, and their edges other than those of an article, as SVG.

    At most MOST_NODES nodes; names, the strongest first, where there is room, cut after LONGEST_NAME
    characters (a post keeps its end, the title); line breaks become spaces, signs of markup are
    escaped. Chinese fonts are named, not embedded: the reader's program takes the first that it has.
    """
    path.write_text(format_svg(draw(tables)), encoding="utf-8", newline="\n")


def draw(tables: Tables) -> Picture:
    """Return the picture of a build, placed on a sheet that begins at (0, 0)."""
    part = _part(tables)
    radii = node_radii(part)
    order = sorted(part.graph, key=lambda id_: (-radii[id_], id_))
    places = place_parts(nx.Graph(part.graph.to_undirected()), radii)
    left = min((places[id_][0] - radii[id_] for id_ in order), default=0.0) - MARGIN
    top = min((places[id_][1] - radii[id_] for id_ in order), default=0.0) - MARGIN
    dots = tuple(
        Dot(
            places[id_][0] - left,
            places[id_][1] - top,
            radii[id_],
            part.graph.nodes[id_]["label"],
            _short(tables.names[id_], part.graph.nodes[id_]["label"]),
        )
        for id_ in order
    )
    width = max((dot.x + dot.radius for dot in dots), default=LEGEND - MARGIN) + MARGIN
    height = max((dot.y + dot.radius for dot in dots), default=0.0) + MARGIN
    return Picture(dots, _lines(part, order), max(width, LEGEND), height)


def place_names(picture: Picture) -> list[Name]:
    """Return the names to write, the strongest first: each where it hides no dot and no other name.

    A name stands below its dot, above it or beside it; where there is no room, it is left out (a
    pointer on the dot still shows it).
    """
    taken = [(dot.x, dot.y, dot.radius, dot.radius) for dot in picture.dots]
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
                names.append(Name(x, y, size, dot.name))
                break
    return names


def _meet(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]


def format_svg(picture: Picture) -> str:
    """Return the text of the SVG file."""
    width, height = round(picture.width), round(picture.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(FONTS)} role="img">\n'
        f'<rect width="{width}" height="{height}" fill="{BACKGROUND}"/>\n'
    )
    parts = [head, '<g fill="none" stroke-linecap="round">\n']
    parts += [_path(picture, line) for line in sorted(picture.lines, key=lambda line: line.stated)]
    parts.append(f'</g>\n<g stroke="{BACKGROUND}" stroke-width="1.2">\n')
    parts += [_circle(dot) for dot in reversed(picture.dots)]
    parts.append(
        f'</g>\n<g fill="{INK}" paint-order="stroke" stroke="{BACKGROUND}" stroke-width="3" '
        'stroke-linejoin="round" text-anchor="middle">\n'
    )
    parts += [_name(name) for name in place_names(picture)]
    return "".join([*parts, "</g>\n", _legend(picture), "</svg>\n"])


def _part(tables: Tables) -> Tables:
    """Return the tables of what is drawn: the strongest nodes of those that more than an article links."""
    edges = [e for e in tables.edges if e.kind not in ("article", "paragraph") and e.source != e.target]
    strength: dict[str, float] = {}
    for edge in edges:
        pull = max(edge.weight, 0.0) * (STATED if edge.kind not in UNDIRECTED else 1.0)
        for end in (edge.source, edge.target):
            strength[end] = strength.get(end, 0.0) + pull
    kept = set(sorted(strength, key=lambda id_: (-strength[id_], id_))[:MOST_NODES])
    linked = tuple(edge for edge in edges if {edge.source, edge.target} <= kept)
    ends = {end for edge in linked for end in (edge.source, edge.target)}
    entities = tuple(entity for entity in tables.entities if entity.id in ends)
    return Tables((), (), (), entities, (), (), linked)


def _lines(part: Tables, chosen: list[str]) -> tuple[Line, ...]:
    position = {id_: number for number, id_ in enumerate(chosen)}

    def line(edge: Edge) -> Line:
        strength = min(1.0, max(0.0, edge.weight))
        return Line(position[edge.source], position[edge.target], strength, edge.kind not in UNDIRECTED)

    return tuple(line(edge) for edge in part.edges if edge.source != edge.target)


def _short(text: str, label: Label) -> str:
    name = " ".join(text.split())
    if len(name) <= LONGEST_NAME:
        return name
    return "…" + name[1 - LONGEST_NAME :] if label == "TITLE" else name[: LONGEST_NAME - 1] + "…"


def _path(picture: Picture, line: Line) -> str:
    """Return a slightly bent line, so that two edges between the same nodes do not hide each other."""
    a, b = picture.dots[line.source], picture.dots[line.target]
    bend = 0.10 if line.stated else 0.04
    x, y = (a.x + b.x) / 2 + (b.y - a.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend
    color = INK if line.stated else "#8a94a0"
    opacity = 0.55 if line.stated else 0.12 + 0.28 * line.strength
    return (
        f'<path d="M{a.x:.1f} {a.y:.1f}Q{x:.1f} {y:.1f} {b.x:.1f} {b.y:.1f}" stroke="{color}" '
        f'stroke-opacity="{opacity:.2f}" stroke-width="{1.3 if line.stated else 0.5 + line.strength:.2f}"/>\n'
    )


def _circle(dot: Dot) -> str:
    return (
        f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:.1f}" fill="{COLORS[dot.label]}">'
        f"<title>{escape(dot.name)}</title></circle>\n"
    )


def _name(name: Name) -> str:
    return (
        f'<text x="{name.x:.1f}" y="{name.y + name.size * BASELINE:.1f}" font-size="{name.size:.1f}">'
        f"{escape(name.text)}</text>\n"
    )


def _legend(picture: Picture) -> str:
    present = [label for label in COLORS if any(dot.label == label for dot in picture.dots)]
    parts = [f'<g font-size="12" fill="{INK}">\n']
    for number, label in enumerate(present):
        x = 24 + 78 * number
        parts.append(f'<circle cx="{x}" cy="24" r="6" fill="{COLORS[label]}"/>')
        parts.append(f'<text x="{x + 11}" y="28">{WORDS[label]}</text>\n')
    return "".join([*parts, "</g>\n"])
